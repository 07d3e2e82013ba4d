"""`irman close`: a month that takes no further entry."""

from __future__ import annotations

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
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang


@click.command("close", cls=BookCommand)
@book_argument
@click.argument("month", type=MonthType())
@actor_option
@role_option
@lang_option
@book_option
def command(book: str, month: Month, actor: str, role: str, lang: Lang, book_id: str | None) -> None:
    """Close MONTH of BOOK, 2014-05: nothing is booked into it any more (menutup bulan).

    Months close in order, each once it is over and its clearing accounts are zero; none is opened again. A month that is closed
    already stays as it is.
    """
    from irman_ledger.books.records import Actor

    with open_book(book, book_id) as opened:
        receipt = opened.desk(Actor(actor, role)).close_month(month)
        total, seq = receipt.event.debit, receipt.seq
        name = month.text(lang)
        closed = Label("sudah ditutup sebelumnya", "was closed before") if receipt.replayed else Label("ditutup", "is closed")
        said = Label(
            f"Bulan {name} {closed.id}: catatan {seq}, jumlah neraca saldo {total}",
            f"{name} {closed.en}: record {seq}, total of the trial balance {total}",
        )
        click.echo(f"{said.text(lang)}\n{checkpoint_of(opened, lang)}")
