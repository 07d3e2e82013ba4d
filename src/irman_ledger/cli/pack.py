"""`irman pack`: the donor's monitoring pack, all its papers at once."""

from __future__ import annotations

from pathlib import Path

import click

from irman_ledger.cli.options import BookCommand, book_argument, open_book
from irman_ledger.cli.papers import DRAWING, Form, deliver, drawn, paper_options
from irman_ledger.cli.progress import working
from irman_ledger.cli.values import MONTHS
from irman_ledger.core.calendar import Month
from irman_ledger.errors import Lang


@click.command("pack", cls=BookCommand)
@book_argument
@click.option("--period", type=MONTHS, required=True, help="A month or a span of months, 2014-04..2014-12.")
@paper_options(width=96)
def command(
    book: str,
    period: Month | tuple[Month, Month],
    stamped: bool,
    form: str,
    width: int,
    lines: int | None,
    out: Path | None,
    lang: Lang,
    book_id: str | None,
) -> None:
    """Draw what the donor of a programme asks for of BOOK: assets, keepers, funds, partners (laporan pemantauan program)."""
    from irman_ledger.reports.pack import donor_pack

    with open_book(book, book_id) as opened, working(DRAWING.text(lang)):
        content = drawn(lambda: donor_pack(opened, period=period, stamped=stamped), Form(form, width, lines, lang))
    deliver(content, out)
