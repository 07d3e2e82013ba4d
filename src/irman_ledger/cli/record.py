"""`irman record`: the commands of a file, all or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from irman_ledger.cli.file_refusals import EmptyFileError, KeyTwiceError
from irman_ledger.cli.items import item_of, typed
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
from irman_ledger.cli.progress import counting
from irman_ledger.cli.recorded import Recorded
from irman_ledger.cli.refusals import WRONG, exit_code
from irman_ledger.cli.rows import csv_rows, is_json_lines, json_lines, text_of
from irman_ledger.cli.sentences import sentence
from irman_ledger.cli.values import CODE, FILE
from irman_ledger.core.label import Label
from irman_ledger.errors import IrmanError, Lang

if TYPE_CHECKING:
    from irman_ledger.books.items import Item

SHOWN_MAX = 20
LINE = Label("baris", "line")
NOTHING = Label("tidak ada yang dicatat", "nothing was recorded")


@click.command("record", cls=BookCommand)
@book_argument
@click.argument("file", type=FILE)
@actor_option
@role_option
@click.option("--settle", type=CODE, help="The cash box or bank account for commands that name none.")
@click.option("--one-voucher", is_flag=True, help="All share one voucher number, as its parts 1, 2, 3.")
@click.option("--list", "is_listed", is_flag=True, help="Print the number and the voucher of each record, by line of FILE.")
@lang_option
@book_option
def command(
    book: str,
    file: Path,
    actor: str,
    role: str,
    settle: str | None,
    one_voucher: bool,
    is_listed: bool,
    lang: Lang,
    book_id: str | None,
) -> None:
    """Record the commands of FILE in BOOK, all or none (mencatat semua perintah dalam berkas, atau tidak satu pun).

    FILE is JSON lines, or CSV with a header row; - reads standard input. Each command has its kind, its fields and a key; document
    and booked_on may stand beside them. Every malformed line is named before anything is written.

    Personal names in FILE are sealed on the way in; FILE itself still holds them.
    """
    from irman_ledger.books.records import Actor

    text = text_of(file)
    with open_book(book, book_id) as opened:
        items = _items(text, opened.currency, lang)
        with counting(Label("Mencatat", "Recording").text(lang), len(items)) as follow:
            desk = opened.desk(Actor(actor, role), settle=settle)
            try:
                summary = desk.record_all(follow(list(items.values())), one_voucher=one_voucher)
            except IrmanError as error:
                line = "" if error.index is None else f"{LINE.text(lang)} {list(items)[error.index]}: "
                click.echo(sentence(error, lang, before=line, after=f"; {NOTHING.text(lang)}"), err=True)
                raise click.exceptions.Exit(exit_code(error)) from error
        recorded = Recorded(opened, items, summary)
        click.echo("\n".join([recorded.said(lang), *recorded.vouchers(lang), *(recorded.listed(lang) if is_listed else ())]))
        click.echo(checkpoint_of(opened, lang))


def _items(text: str, currency: str, lang: Lang) -> dict[int, Item]:
    """The commands by line; ends the run where a line cannot be read, after naming the first twenty of these."""
    items: dict[int, Item] = {}
    wrong: list[tuple[int, IrmanError]] = []
    lines: dict[str, int] = {}
    is_json = is_json_lines(text)
    for line, data in json_lines(text) if is_json else csv_rows(text):
        try:
            if isinstance(data, IrmanError):
                raise data
            items[line] = item_of(data if is_json else typed(data), currency)
            first = lines.setdefault(items[line].key, line)
            if first != line:
                raise KeyTwiceError(key=items[line].key, line=first)
        except IrmanError as error:
            wrong.append((line, error))
    if not items and not wrong:
        raise EmptyFileError(field="file")
    for line, fault in wrong[:SHOWN_MAX]:
        click.echo(sentence(fault, lang, before=f"{LINE.text(lang)} {line}: "), err=True)
    if wrong:
        count = Label(f"baris salah: {len(wrong)}", f"malformed lines: {len(wrong)}")
        click.echo(f"irman: {count.text(lang)}; {NOTHING.text(lang)}", err=True)
        raise click.exceptions.Exit(WRONG)
    return items
