"""`irman init`"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from irman_ledger.cli.options import DAY


@click.command("init")
@click.argument("target")
@click.option("--bylaws", required=True, help="`ksp` for the sample, or the path of a TOML file.")
@click.option("--id", "book_id", required=True, help="The name of the book in its database.")
@click.option("--begins-on", type=DAY, required=True, help="The first day that anything can be recorded for.")
def command(target: str, bylaws: str, book_id: str, begins_on: date) -> None:
    """Make a new book in TARGET: an SQLite file or a database URL."""
    from irman_ledger.books.book import Book
    from irman_ledger.core.bylaws import Bylaws

    read = Bylaws.from_toml(Path(bylaws)) if bylaws.endswith(".toml") else Bylaws.sample(bylaws)
    book = Book.create(target if "://" in target else Path(target), read, id=book_id, begins_on=begins_on)
    click.echo(f"{book.id}: {read.name}, {begins_on}")
    book.close()
