"""`irman verify`: every fact of a book, or of an audit trail."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from irman_ledger.cli.options import BOOK, book_option, checkpoint, lang_option, open_book
from irman_ledger.cli.progress import working
from irman_ledger.cli.refusals import FOUND
from irman_ledger.cli.sentences import safe
from irman_ledger.cli.values import CHECKPOINT
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang

Points = tuple[tuple[int, bytes], ...]
CHECKING = Label("Memeriksa …", "Checking …")


@click.command("verify")
@click.argument("book", required=False, envvar=BOOK)
@click.option("--trail", type=click.Path(path_type=Path), help="A folder of `irman export audit`, in place of BOOK.")
@click.option("--checkpoint", "checkpoints", type=CHECKPOINT, multiple=True, help="A size and root kept outside; may be repeated.")
@click.option("--advice", is_flag=True, help="Also note where today's code would book an event otherwise; never a finding.")
@lang_option
@book_option
@click.pass_context
def command(
    ctx: click.Context, book: str | None, trail: Path | None, checkpoints: Points, advice: bool, lang: Lang, book_id: str | None
) -> None:
    """Check every fact of BOOK, or of an audit trail, against every other (memeriksa buku atau jejak audit).

    Names each check, what it found, and what it did not check. Nothing is changed. Exit code 1 where something was found.
    """
    if trail is not None:
        if ctx.get_parameter_source("book") is ParameterSource.COMMANDLINE:
            raise click.UsageError("give BOOK or --trail, not both", ctx)
        ok = _trail(trail, checkpoints, lang)
    elif book is None:
        raise click.UsageError("give BOOK or --trail", ctx)
    else:
        ok = _book(book, book_id, checkpoints, advice, lang)
    if not ok:
        raise click.exceptions.Exit(FOUND)


def _book(book: str, book_id: str | None, checkpoints: Points, advice: bool, lang: Lang) -> bool:
    with open_book(book, book_id) as opened, working(CHECKING.text(lang)):
        report = opened.verify(checkpoints=checkpoints, advice=advice)
    click.echo(safe(report.summary(lang)))
    if report.ok:
        click.echo(f"\n{checkpoint(report.size, report.root, lang)}")
    return report.ok


def _trail(folder: Path, checkpoints: Points, lang: Lang) -> bool:
    from irman_ledger.adapters.audit_check import verify_trail

    with working(CHECKING.text(lang)):
        report = verify_trail(folder, checkpoints=checkpoints)
    click.echo(safe(report.summary(lang)))
    return report.ok
