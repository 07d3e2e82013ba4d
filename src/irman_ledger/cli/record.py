"""`irman record`"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from irman_ledger.cli.options import book_argument, book_option, open_book
from irman_ledger.errors import InvalidInputError, IrmanError

if TYPE_CHECKING:
    from irman_ledger.books.desk import Item

ENVELOPE = ("key", "document", "booked_on")
SHOWN_MAX = 20


@click.command("record")
@book_argument
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--actor", default="irman", show_default=True, help="Who asks.")
@click.option("--role", default="operator", show_default=True, help="In which role.")
@click.option("--one-voucher", is_flag=True, help="All share one voucher number.")
@book_option
def command(book: str, file: Path, actor: str, role: str, one_voucher: bool, book_id: str | None) -> None:
    """Record the commands of FILE in BOOK, all or none.

    FILE is JSON lines or CSV with a header row. Each command has its `kind`, its fields and a `key`; `document` and `booked_on` may follow.
    Personal names in the file are sealed on the way in; the file itself still holds them.
    """
    from irman_ledger.books.records import Actor

    opened = open_book(book, book_id)
    items, errors = [], []
    for line, data in _rows(file):
        try:
            items.append((line, _item(data, opened.currency)))
        except IrmanError as error:
            errors.append(f"line {line}: {error.message('en')} [{error.code}]")
    if errors:
        click.echo("\n".join(f"irman: {text}" for text in errors[:SHOWN_MAX]), err=True)
        raise click.exceptions.Exit(2)
    try:
        summary = opened.desk(Actor(actor, role)).record_all((item for _line, item in items), one_voucher=one_voucher)
    except IrmanError as error:
        if error.index is not None:
            click.echo(f"irman: line {items[error.index][0]}:", err=True)
        raise
    click.echo(f"{summary.count} recorded, {summary.replayed} of them before; root {summary.root[:16]}…")
    opened.close()


def _item(data: Mapping[str, Any], currency: str) -> Item:
    from irman_ledger.books.desk import Item
    from irman_ledger.books.wire import command_from
    from irman_ledger.core.calendar import parse_date

    if not data.get("key"):
        raise InvalidInputError(field="key", value=data.get("key"), reason="is missing")
    booked = data.get("booked_on")
    fields = {name: value for name, value in data.items() if name not in ENVELOPE}
    made = command_from(fields, currency)
    return Item(command=made, key=data["key"], document=data.get("document"), booked_on=parse_date(booked) if booked else None)


def _rows(file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    from irman_ledger.books.wire import parse_json

    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(field="file", value=f"byte {error.start}", reason="is not UTF-8") from None
    if file.suffix.lower() == ".csv":
        separator = ";" if ";" in text.partition("\n")[0] else ","
        for line, row in enumerate(csv.DictReader(io.StringIO(text), delimiter=separator), 2):
            yield line, {name: value for name, value in row.items() if name is not None and value}
        return
    for line, content in enumerate(text.splitlines(), 1):
        if content.strip():
            try:
                data = parse_json(content)
            except IrmanError as error:
                error.details = {**error.details, "reason": f"{error.details.get('reason')} (line {line})"}
                raise
            yield line, data if isinstance(data, dict) else {}
