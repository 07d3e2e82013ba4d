"""What several commands take: the book and the language."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from irman_ledger.cli.refusals import BookFileMissingError
from irman_ledger.cli.values import CODE
from irman_ledger.core.calendar import Month, MonthMalformedError
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang

if TYPE_CHECKING:
    from irman_ledger.books.book import Book

BOOK = "IRMAN_BOOK"


class BookCommand(click.Command):
    """A command whose first argument, BOOK, may come from the environment."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Where one argument too few is given, the book is the one of the environment."""
        target = os.environ.get(BOOK)
        if target:
            given, _rest, _order = self.make_parser(ctx).parse_args(list(args))
            last = [param.name for param in self.params if isinstance(param, click.Argument)][-1]
            args = args if isinstance(given.get(str(last)), str) else [target, *args]
        return super().parse_args(ctx, args)


class MonthType(click.ParamType[Month]):
    """A month, 2014-05."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Month:
        """The month, or ``month.malformed``."""
        try:
            return value if isinstance(value, Month) else Month.parse(value)
        except MonthMalformedError as error:
            error.field = "MONTH"
            raise


def _keep_lang(ctx: click.Context, _param: click.Parameter, value: Lang) -> Lang:
    ctx.obj.lang = value  # before any other option is read, so that what is wrong with it is said in this language
    return value


LANGS = click.Choice(["id", "en"])
book_argument = click.argument("book")
book_option = click.option("--book", "book_id", type=CODE, help="Which book, where the database holds several.")
actor_option = click.option("--actor", type=CODE, default="cli", envvar="IRMAN_ACTOR", show_default=True, help="Who asks.")
role_option = click.option("--role", type=CODE, default="operator", envvar="IRMAN_ROLE", show_default=True, help="In which role.")
lang_option = click.option(
    "--lang", type=LANGS, default="id", envvar="IRMAN_LANG", show_default=True, is_eager=True, callback=_keep_lang, help="Language."
)


@contextmanager
def open_book(target: str, book_id: str | None = None) -> Iterator[Book]:
    """The book behind a path or a URL, closed at the end."""
    from irman_ledger.books.book import Book
    from irman_ledger.books.refusals import AmbiguousBookError

    try:
        book = Book.open(existing(target), id=book_id)
    except AmbiguousBookError as error:
        error.field = "--book"
        raise
    try:
        yield book
    finally:
        book.close()


def existing(target: str) -> str | Path:
    """The URL, or the path of a file that is there."""
    if "://" not in target and not os.path.isfile(target):
        raise BookFileMissingError(field="book", path=target)
    return target if "://" in target else Path(target)


def checkpoint_of(book: Book, lang: Lang) -> str:
    """Size and root of the log now, on a line of their own."""
    with book.read() as view:
        return checkpoint(view.size, view.root(), lang)


def checkpoint(size: int, root: bytes, lang: Lang) -> str:
    """A line to be kept outside, and to be given to ``irman verify --checkpoint``."""
    return f"{Label('Titik periksa', 'Checkpoint').text(lang)} {size}:{root.hex()}"
