"""`irman member`: the life of a member on one paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from irman_ledger.cli.drawing import wanted
from irman_ledger.cli.options import BookCommand, book_argument, open_book
from irman_ledger.cli.papers import DRAWING, Form, deliver, drawn, paper_options
from irman_ledger.cli.progress import working
from irman_ledger.cli.values import CODE, DAY_OR_MONTH
from irman_ledger.errors import Lang


@click.command("member", cls=BookCommand)
@book_argument
@click.argument("member", type=CODE)
@click.option("--as-of", type=DAY_OR_MONTH, help="The day, or the month, on which balances and arrears are shown.")
@paper_options(width=100)
def command(
    book: str, member: str, form: str, width: int, lines: int | None, out: Path | None, lang: Lang, book_id: str | None, **given: Any
) -> None:
    """Draw the overview of MEMBER of BOOK: history, shares, savings, loans, arrears (ikhtisar anggota).

    Every movement of what the member holds stands on the card: irman report BOOK kartu-anggota. An overview that does not tie is not
    printed: the list of differences is, and the exit code is 3.
    """
    from irman_ledger.reports.registers.member_overview import member_overview

    asked = wanted(member_overview, "member", {"member": member, **given})
    with open_book(book, book_id) as opened, working(DRAWING.text(lang)):
        content = drawn(lambda: [member_overview(opened, **asked)], Form(form, width, lines, lang))
    deliver(content, out)
