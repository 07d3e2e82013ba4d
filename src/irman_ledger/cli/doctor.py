"""`irman doctor`: the database under a book."""

from __future__ import annotations

import click

from irman_ledger.cli.options import BookCommand, book_argument, existing, lang_option
from irman_ledger.cli.progress import working
from irman_ledger.cli.refusals import FOUND
from irman_ledger.cli.sentences import safe
from irman_ledger.cli.verify import CHECKING
from irman_ledger.errors import Lang


@click.command("doctor", cls=BookCommand)
@book_argument
@lang_option
def command(book: str, lang: Lang) -> None:
    """Check the database of BOOK: its version, settings and guards (memeriksa basis data).

    Says what is wrong and what to do about it. Exit code 1 where something was found.
    """
    from irman_ledger.books.doctor import doctor

    with working(CHECKING.text(lang)):
        report = doctor(existing(book))
    click.echo(safe(report.summary(lang)))
    if not report.ok:
        raise click.exceptions.Exit(FOUND)
