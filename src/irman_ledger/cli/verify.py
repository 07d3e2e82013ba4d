"""`irman verify`"""

from __future__ import annotations

import click

from irman_ledger.cli.options import book_argument, book_option, lang_option, open_book


@click.command("verify")
@book_argument
@lang_option
@book_option
def command(book: str, lang: str, book_id: str | None) -> None:
    """Check every fact of BOOK against every other; says what it did not check."""
    opened = open_book(book, book_id)
    report = opened.verify()
    click.echo(report.summary("id" if lang == "id" else "en"))
    opened.close()
    if not report.ok:
        raise click.exceptions.Exit(1)
