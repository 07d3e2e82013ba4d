"""`irman init`: a new book."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from irman_ledger.cli.options import BookCommand, checkpoint_of, lang_option
from irman_ledger.cli.values import CODE, DAY
from irman_ledger.core.calendar import format_date
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang


@click.command("init", cls=BookCommand)
@click.argument("target")
@click.option("--bylaws", required=True, help="ksp for the sample, or the path of a TOML file.")
@click.option("--id", "book_id", type=CODE, required=True, help="The name of the book in its database.")
@click.option("--begins-on", type=DAY, required=True, help="The first day that anything can be recorded for, 2014-04-01.")
@lang_option
def command(target: str, bylaws: str, book_id: str, begins_on: date, lang: Lang) -> None:
    """Make a new book in TARGET, an SQLite file or a database URL (membuat buku baru).

    A database may hold several books; one that has this name already is refused. A new file can be read by its owner only.
    """
    from irman_ledger.books.book import Book
    from irman_ledger.core.bylaws import Bylaws

    is_path = bylaws.endswith(".toml") or "/" in bylaws or "\\" in bylaws
    read = Bylaws.from_toml(Path(bylaws)) if is_path else Bylaws.sample(bylaws)
    book = Book.create(target if "://" in target else Path(target), read, id=book_id, begins_on=begins_on)
    try:
        on = format_date(begins_on, lang)
        said = Label(f"Buku {book.id} dibuat: {read.name}, mulai {on}", f"Book {book.id} made: {read.name}, begins on {on}")
        click.echo(f"{said.text(lang)}\n{checkpoint_of(book, lang)}")
    finally:
        book.close()
