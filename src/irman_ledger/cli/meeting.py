"""`irman meeting`: the sheet of a group's meeting, recorded at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

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
from irman_ledger.cli.refusals import exit_code
from irman_ledger.cli.rows import text_of
from irman_ledger.cli.sentences import sentence
from irman_ledger.cli.sheet_paper import lines_of
from irman_ledger.cli.sheets import sheet_of
from irman_ledger.cli.values import CODE, DAY, FILE
from irman_ledger.cli.vouchers import ranges
from irman_ledger.core.label import Label
from irman_ledger.errors import IrmanError, Lang

if TYPE_CHECKING:
    from irman_ledger.books.book import Book
    from irman_ledger.books.records import Actor, Receipt
    from irman_ledger.coop.procedures import Meeting, MeetingSheet

NOTHING = Label("tidak ada yang dicatat", "nothing was recorded")
PLANNED = Label("Hanya diperiksa: belum ada yang dicatat", "Only checked: nothing is recorded yet")
BEFORE = Label("Lembar ini sudah tercatat sebelumnya", "This sheet was recorded before")


class _OnlyPlannedError(Exception):
    """What ends a transaction that must leave nothing."""


@click.command("meeting", cls=BookCommand)
@book_argument
@click.argument("file", type=FILE)
@click.option("--group", type=CODE, help="The group, where FILE does not name it; so with the next four.")
@click.option("--on", type=DAY, help="The day of the meeting, 2014-05-07.")
@click.option("--cash", help="The money that was counted, 494.000.")
@click.option("--box", type=CODE, help="The cash box that it goes into; the default one where none is named.")
@click.option("--assembly", type=CODE, help="The wider group that pays what the sheet says the assembly pays.")
@click.option("--key", type=CODE, help="Stands for this sheet for ever.  [default: meeting:GROUP:DAY]")
@click.option("--document", help="The number of the sheet.")
@click.option("--plan", is_flag=True, help="Check all of it, and record nothing.")
@actor_option
@role_option
@lang_option
@book_option
def command(
    book: str,
    file: Path,
    key: str | None,
    document: str | None,
    plan: bool,
    actor: str,
    role: str,
    lang: Lang,
    book_id: str | None,
    **head: Any,
) -> None:
    """Record the sheet of a group's meeting in BOOK, all of it or nothing (mencatat lembar rapat kelompok).

    FILE is JSON with group, on, cash, and rows of member, attendance and items; or CSV with the columns member, attendance, item, no and
    amount, one amount a line, its head given by options; - reads standard input. The rows must sum to the money that was counted (klop).
    """
    from irman_ledger.books.records import Actor

    text = text_of(file)
    given = {name: str(value) for name, value in head.items() if value is not None}
    with open_book(book, book_id) as opened:
        sheet = sheet_of(text, given, opened.currency)
        try:
            meeting = _held(opened, Actor(actor, role), sheet, key or f"meeting:{sheet.group}:{sheet.on}", document, plan)
        except IrmanError as error:
            row = "" if error.index is None else f"{sheet.rows[error.index].member}: "
            click.echo(sentence(error, lang, before=row, after=f"; {NOTHING.text(lang)}"), err=True)
            raise click.exceptions.Exit(exit_code(error)) from error
        click.echo("\n".join([*lines_of(sheet, lang), *_said(meeting, lang), checkpoint_of(opened, lang)]))


def _held(book: Book, actor: Actor, sheet: MeetingSheet, key: str, document: str | None, plan: bool) -> Meeting[Receipt[Any]] | None:
    """The meeting; None where it was only checked: it is recorded as ever, and the transaction rolled back."""
    from irman_ledger.coop.procedures import record_meeting

    try:
        with book.desk(actor).transaction() as tx:
            meeting = record_meeting(tx, sheet, key=key, document=document)
            if plan:
                raise _OnlyPlannedError
    except _OnlyPlannedError:
        return None
    return meeting


def _said(meeting: Meeting[Receipt[Any]] | None, lang: Lang) -> Iterator[str]:
    if meeting is None:
        yield PLANNED.text(lang)
        return
    if meeting.held.replayed:
        yield BEFORE.text(lang)
    receipts = (*meeting.received, *meeting.covered)
    yield from ranges((one.voucher for one in receipts if one.voucher is not None), lang)
