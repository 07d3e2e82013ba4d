"""`irman deed`: a deed of hand-over is checked, printed, signed and posted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from irman_ledger.cli.deed_said import checked, lacking, posted, signed
from irman_ledger.cli.options import (
    BookCommand,
    actor_option,
    book_argument,
    book_option,
    checkpoint_of,
    lang_option,
    open_book,
    role_option,
)
from irman_ledger.cli.papers import Form, deliver, drawn, paper_options
from irman_ledger.cli.refusals import exit_code
from irman_ledger.cli.rows import text_of
from irman_ledger.cli.sentences import sentence
from irman_ledger.cli.values import DAY, FILE
from irman_ledger.errors import IrmanError, Lang

if TYPE_CHECKING:
    from datetime import date

    from irman_ledger.coop.programme import Deed

WIDTH = 96
file_argument = click.argument("file", type=FILE)


@click.group("deed")
def command() -> None:
    """Check, print, sign and post a deed of hand-over (berita acara serah terima).

    FILE is TOML or JSON; its form stands in schemas/handover.schema.json; - reads standard input.
    """


@command.command("check")
@file_argument
@lang_option
def check(file: Path, lang: Lang) -> None:
    """Say what a deed hands over, and what it lacks to be signed (memeriksa berita acara)."""
    deed = _deed(file)
    click.echo("\n".join(checked(deed, lang)))
    gaps = lacking(deed)
    for gap in gaps:
        click.echo(sentence(gap, lang), err=True)
    if gaps:
        raise click.exceptions.Exit(exit_code(gaps[0]))


@command.command("print")
@file_argument
@paper_options(width=WIDTH)
def print_(file: Path, form: str, width: int, lines: int | None, out: Path | None, lang: Lang, **_of_books: Any) -> None:
    """Print a deed for signing (mencetak berita acara)."""
    from irman_ledger.reports.registers.deed import deed_paper

    deed = _deed(file)
    deliver(drawn(lambda: [deed_paper(deed)], Form(form, width, lines, lang)), out)


@command.command("sign", cls=BookCommand)
@book_argument
@file_argument
@click.option("--on", type=DAY, help="The day of signing.  [default: the day of the deed]")
@actor_option
@role_option
@lang_option
@book_option
def sign(book: str, file: Path, on: date | None, actor: str, role: str, lang: Lang, book_id: str | None) -> None:
    """Record in BOOK that the parties have signed a deed; it is drafted and submitted where it was not (mencatat tanda tangan)."""
    from irman_ledger.books.records import Actor
    from irman_ledger.coop.procedures import sign_deed

    deed = _deed(file)
    with open_book(book, book_id) as opened:
        with opened.desk(Actor(actor, role)).transaction() as tx:
            receipts = sign_deed(tx, deed, on=on or deed.on)
        click.echo("\n".join([signed(deed, receipts, lang), checkpoint_of(opened, lang)]))


@command.command("post", cls=BookCommand)
@book_argument
@file_argument
@actor_option
@role_option
@lang_option
@book_option
def post(book: str, file: Path, actor: str, role: str, lang: Lang, book_id: str | None) -> None:
    """Bring into BOOK what a signed deed hands over, all of it or nothing, and once (membukukan berita acara)."""
    from irman_ledger.books.records import Actor
    from irman_ledger.coop.procedures import post_deed

    deed = _deed(file)
    with open_book(book, book_id) as opened:
        try:
            with opened.desk(Actor(actor, role)).transaction() as tx:
                found = post_deed(tx, deed)
        except IrmanError as error:
            word = "baris" if lang == "id" else "line"
            row = "" if error.index is None or "line" in error.details else f"{word} {deed.lines[error.index].no}: "
            click.echo(sentence(error, lang, before=row), err=True)
            raise click.exceptions.Exit(exit_code(error)) from error
        click.echo("\n".join([*posted(deed, found, lang), checkpoint_of(opened, lang)]))


def _deed(file: Path) -> Deed:
    from irman_ledger.coop.programme import read_deed

    return read_deed(text_of(file), file="stdin" if str(file) == "-" else file.name)
