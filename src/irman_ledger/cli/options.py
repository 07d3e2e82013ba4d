"""What several commands take."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from irman_ledger.core.calendar import Month, parse_date
from irman_ledger.errors import IrmanError

if TYPE_CHECKING:
    from irman_ledger.books.book import Book


class DayType(click.ParamType[date]):
    """A day in ISO form."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        try:
            return value if isinstance(value, date) else parse_date(value)
        except IrmanError as error:
            self.fail(error.message("en"), param, ctx)


class MonthsType(click.ParamType[tuple[Month, Month]]):
    """A month (2014-05) or a span of months (2014-01..2014-05)."""

    name = "months"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Month, Month]:
        """First and last month, or a usage error."""
        if isinstance(value, tuple):
            return value
        first, _, last = value.partition("..")
        try:
            return Month.parse(first), Month.parse(last or first)
        except IrmanError as error:
            self.fail(error.message("en"), param, ctx)


DAY = DayType()
MONTHS = MonthsType()
book_argument = click.argument("book", envvar="IRMAN_BOOK")
book_option = click.option("--book-id", default=None, help="Which book, where the database holds several.")
lang_option = click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of the paper.")


def open_book(target: str, book_id: str | None) -> Book:
    """The book behind a path or URL."""
    from pathlib import Path

    from irman_ledger.books.book import Book

    return Book.open(target if "://" in target else Path(target), id=book_id)
