"""`irman export`"""

from __future__ import annotations

from pathlib import Path

import click

from irman_ledger.cli.options import MONTHS, book_argument, book_option, lang_option, open_book
from irman_ledger.core.calendar import Month


@click.group("export")
def command() -> None:
    """Export a book."""


@command.command("beancount")
@book_argument
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--period", type=MONTHS, required=True, help="A month or a span, 2014-01..2014-05.")
@click.option("--check", is_flag=True, help="Load it with the real Beancount and compare.")
@lang_option
@book_option
def beancount(book: str, out: Path, period: tuple[Month, Month], check: bool, lang: str, book_id: str | None) -> None:
    """Write a period of BOOK as Beancount text to OUT."""
    from irman_ledger.adapters.beancount import export_beancount
    from irman_ledger.adapters.beancount_check import check_beancount

    opened = open_book(book, book_id)
    summary = export_beancount(opened, period, out)
    click.echo(f"{summary.transactions} transactions, {summary.postings} postings, {summary.assertions} balances")
    ok = True
    if check:
        report = check_beancount(opened, out, period)
        click.echo(report.summary("id" if lang == "id" else "en"))
        ok = report.ok
    opened.close()
    if not ok:
        raise click.exceptions.Exit(1)
