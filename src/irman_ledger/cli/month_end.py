"""`irman month-end`: everything that the end of a month asks for, planned whole, then booked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from irman_ledger.cli.options import (
    BookCommand,
    MonthType,
    actor_option,
    book_argument,
    book_option,
    checkpoint_of,
    lang_option,
    open_book,
    role_option,
)
from irman_ledger.cli.progress import told
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.prudence import warnings
from irman_ledger.errors import Lang

if TYPE_CHECKING:
    from irman_ledger.books.month_end import MonthEndSummary

HEADS = (Label("Langkah", "Step"), Label("Dicatat", "Recorded"), Label("Tanpa perubahan", "Nothing to do"), Label("Jumlah", "Amount"))


@click.command("month-end", cls=BookCommand)
@book_argument
@click.argument("month", type=MonthType())
@click.option("--plan", is_flag=True, help="Say what it would come to, and book nothing.")
@actor_option
@role_option
@lang_option
@book_option
def command(book: str, month: Month, plan: bool, actor: str, role: str, lang: Lang, book_id: str | None) -> None:
    """Book what the end of MONTH asks for in BOOK, 2014-05: interest on savings, and so on (proses akhir bulan).

    All of it is planned first: what cannot be done stops it by name, and nothing is booked. A second run adds nothing; one that was
    broken off is run again. The month stays open: `irman close` closes it.
    """
    from irman_ledger.books.records import Actor

    with open_book(book, book_id) as opened, told(lang) as progress:
        desk = opened.desk(Actor(actor, role))
        summary = desk.plan_month_end(month, progress=progress) if plan else desk.end_month(month, progress=progress)
        click.echo("\n".join([*_lines(summary, lang), checkpoint_of(opened, lang)]))


def _lines(summary: MonthEndSummary, lang: Lang) -> Iterator[str]:
    name = summary.month.text(lang)
    plan = Label(f"Rencana akhir bulan {name}: belum ada yang dibukukan", f"Plan of the end of {name}: nothing is booked yet")
    done = Label(f"Akhir bulan {name}", f"End of {name}")
    yield (plan if summary.is_plan else done).text(lang)
    rows = [tuple(head.text(lang) for head in HEADS)]
    for step in summary.steps:
        rows.append((step.step.label.text(lang), f"{step.recorded}", f"{step.nothing}", step.total.text(symbol=False)))
    first, *widths = (max(len(row[place]) for row in rows) for place in range(4))
    for row in rows:
        cells = (f"{cell:>{width}}" for cell, width in zip(row[1:], widths, strict=True))
        yield f"{row[0]:<{first}}  {'  '.join(cells)}".rstrip()
    yield from (warning.text(lang) for warning in warnings(summary.above))
