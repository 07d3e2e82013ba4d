"""`irman report`: statements, registers and vouchers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from irman_ledger.cli.drawing import each, listed, options_of, takes, wanted
from irman_ledger.cli.options import BookCommand, book_argument, open_book
from irman_ledger.cli.papers import DRAWING, Form, deliver, drawn, paper_options
from irman_ledger.cli.progress import working
from irman_ledger.cli.rows import text_of
from irman_ledger.cli.values import CODE, DAY, DAY_OR_MONTH, FILE, MONTHS, NUMBER
from irman_ledger.cli.vouchers import VOUCHER
from irman_ledger.errors import Lang


class ReportCommand(BookCommand):
    """The command whose help lists the reports and the options that each takes."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Name, other name, and options; those that may be left out in brackets."""
        from irman_ledger.reports.catalogue import STATEMENTS

        names: dict[Callable[..., Any], list[str]] = {}
        for name, draw in STATEMENTS.items():
            names.setdefault(draw, []).insert(0, name)
        with formatter.section("Reports"):
            formatter.write_dl([(", ".join(each), self._taken(draw)) for draw, each in names.items()])

    def _taken(self, draw: Callable[..., Any]) -> str:
        known = {option for param in self.params for option in param.opts}
        options = {option: is_needed for option, is_needed in options_of(draw).items() if option.partition("/")[0] in known}
        return " ".join(option if is_needed else f"[{option}]" for option, is_needed in options.items())


@click.command("report", cls=ReportCommand)
@book_argument
@click.argument("name")
@click.option("--as-of", type=DAY_OR_MONTH, help="The month or the day that it is drawn up to, 2014-05 or 2014-05-15.")
@click.option("--period", type=MONTHS, help="A month or a span of months, 2014-01..2014-05.")
@click.option("--against", help="The comparative column, as --as-of or --period.")
@click.option("--account", type=CODE, help="An account of the chart.")
@click.option("--member", type=CODE, help="The number of a member.")
@click.option("--asset", type=CODE, help="The number of an asset.")
@click.option("--group", type=CODE, help="The number of a group.")
@click.option("--item", type=CODE, help="The number of an item of inventory or biological assets.")
@click.option("--fund", type=CODE, help="A fund of the bylaws.")
@click.option("--box", type=CODE, help="A cash box or bank account.")
@click.option("--on", type=DAY, help="One day, 2014-05-15.")
@click.option("--seq", type=NUMBER, help="The number of a record.")
@click.option("--voucher", type=VOUCHER, help="The number of a voucher, in place of --seq; all its parts, or one: BKM/2014/000004-2.")
@click.option("--listed", type=FILE, help="A CSV file with the columns no and amount, to be compared.")
@click.option("--known-at", type=NUMBER, help="As the book was known when it had so many records.")
@click.option("--zeros", is_flag=True, help="Print rows without a figure too.")
@click.option("--signed", is_flag=True, help="With room for the signatures of the board.")
@paper_options(width=90)
def command(
    book: str, name: str, form: str, width: int, lines: int | None, out: Path | None, lang: Lang, book_id: str | None, **given: Any
) -> None:
    """Draw the report NAME of BOOK (mencetak laporan).

    A statement that does not tie is not printed: the list of differences is, and the exit code is 3.
    """
    from irman_ledger.reports.catalogue import statement_named

    draw, against = statement_named(name), given.pop("against")
    if against is not None:
        given["against"] = (MONTHS if "period" in takes(draw) else DAY_OR_MONTH).convert(against, click.Option(["--against"]), None)
    asked = wanted(draw, name, given)
    if "listed" in asked:
        asked["listed"] = text_of(asked["listed"])
    with open_book(book, book_id) as opened, working(DRAWING.text(lang)):
        if "listed" in asked:
            asked["listed"] = listed(asked["listed"], opened.currency)
        content = drawn(lambda: [draw(opened, **one) for one in each(opened, asked)], Form(form, width, lines, lang))
    deliver(content, out)
