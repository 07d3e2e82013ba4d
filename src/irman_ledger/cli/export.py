"""`irman export`: the books as Beancount text, and as an audit trail."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from irman_ledger.cli.options import BookCommand, book_argument, book_option, lang_option, open_book
from irman_ledger.cli.progress import working
from irman_ledger.cli.refusals import FOUND
from irman_ledger.cli.sentences import safe
from irman_ledger.cli.values import MONTHS, NEW_FILE, Span
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang

WRITING = Label("Menulis …", "Writing …")
CHECKING = Label("Memeriksa …", "Checking …")


@click.group("export")
def command() -> None:
    """Write what a book holds for other programs and for auditors (mengekspor).

    An export never overwrites. It holds no personal values: members stand in it with their numbers.
    """


@command.command("beancount", cls=BookCommand)
@book_argument
@click.argument("out", type=NEW_FILE)
@click.option("--period", type=MONTHS, required=True, help="A month or a span of months, 2014-01..2014-05.")
@click.option("--check", is_flag=True, help="Load it with the real Beancount and compare counts, sums and balances.")
@lang_option
@book_option
def beancount(book: str, out: Path, period: Span, check: bool, lang: Lang, book_id: str | None) -> None:
    """Write a period of BOOK, with its opening balances, as Beancount text to the new file OUT (ekspor Beancount).

    Exit code 1 where --check found a difference.
    """
    from irman_ledger.adapters.beancount import export_beancount
    from irman_ledger.adapters.beancount_check import check_beancount
    from irman_ledger.adapters.refusals import BeancountMissingError

    if check and find_spec("beancount") is None:
        raise BeancountMissingError  # before anything is written
    with open_book(book, book_id) as opened:
        with working(WRITING.text(lang)):
            summary = export_beancount(opened, period, out)
        click.echo(summary.summary(lang))
        if check:
            with working(CHECKING.text(lang)):
                report = check_beancount(opened, out, period)
            _tell(report.summary(lang), report.ok)


@command.command("audit", cls=BookCommand)
@book_argument
@click.argument("folder", type=NEW_FILE)
@click.option("--check", is_flag=True, help="Verify what was written, as `irman verify --trail` does.")
@lang_option
@book_option
def audit(book: str, folder: Path, check: bool, lang: Lang, book_id: str | None) -> None:
    """Write the whole log of BOOK as an audit trail to the new or empty FOLDER (ekspor jejak audit).

    Exit code 1 where --check found something.
    """
    from irman_ledger.adapters.audit import export_audit
    from irman_ledger.adapters.audit_check import verify_trail

    with open_book(book, book_id) as opened, working(WRITING.text(lang)):
        manifest = export_audit(opened, folder)
    click.echo(manifest.summary(lang))
    if check:
        with working(CHECKING.text(lang)):
            report = verify_trail(folder, checkpoints=[(manifest.size, bytes.fromhex(manifest.root))])
        _tell(report.summary(lang), report.ok)


def _tell(text: str, ok: bool) -> None:
    click.echo(safe(text))
    if not ok:
        raise click.exceptions.Exit(FOUND)
