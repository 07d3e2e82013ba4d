"""`irman loan`: the life of a loan on one paper."""

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


@click.command("loan", cls=BookCommand)
@book_argument
@click.argument("loan", type=CODE)
@click.option("--as-of", type=DAY_OR_MONTH, help="The day, or the month, up to which payments count and on which arrears are counted.")
@paper_options(width=100)
def command(
    book: str, loan: str, form: str, width: int, lines: int | None, out: Path | None, lang: Lang, book_id: str | None, **given: Any
) -> None:
    """Draw the card of LOAN of BOOK: terms, arrears, plan and payments (kartu pinjaman).

    A card that does not tie with the control account is not printed: the list of differences is, and the exit code is 3.
    """
    from irman_ledger.reports.registers.loan_card import loan_card

    asked = wanted(loan_card, "loan", {"loan": loan, **given})
    with open_book(book, book_id) as opened, working(DRAWING.text(lang)):
        content = drawn(lambda: [loan_card(opened, **asked)], Form(form, width, lines, lang))
    deliver(content, out)
