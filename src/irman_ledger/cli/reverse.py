"""`irman reverse`: a record negated exactly, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

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
from irman_ledger.cli.values import CODE, DAY
from irman_ledger.cli.vouchers import RECORD, records_of
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang

if TYPE_CHECKING:
    from irman_ledger.books.book import Book
    from irman_ledger.books.charter import RecordReversed
    from irman_ledger.books.records import Actor, Receipt, Record, Voucher

CARRYING = Label("Hasil tahun lalu dipindahkan ke ekuitas; bukti", "Result of an earlier year carried to equity; voucher")
BEFORE = Label(" (sudah tercatat sebelumnya)", " (recorded before)")


@click.command("reverse", cls=BookCommand)
@book_argument
@click.argument("record", type=RECORD, metavar="SEQ|VOUCHER")
@click.option("--on", type=DAY, required=True, help="The day of the reversal, 2014-05-05; not before that of the record.")
@click.option("--reason", required=True, help="Why; it becomes part of the narration.")
@click.option("--key", type=CODE, help="Stands for this reversal for ever.  [default: reverse:SEQ]")
@click.option("--document", help="The number of the paper that orders it.")
@actor_option
@role_option
@lang_option
@book_option
def command(
    book: str,
    record: int | Voucher,
    on: date,
    reason: str,
    key: str | None,
    document: str | None,
    actor: str,
    role: str,
    lang: Lang,
    book_id: str | None,
) -> None:
    """Negate a record of BOOK exactly, once (membalik catatan).

    SEQ is its number, VOUCHER the number of its voucher, BKM/2014/000004. Records that share a voucher are reversed together. Nothing
    is changed or deleted: the reversal is a new record with a voucher of its own.
    """
    from irman_ledger.books.records import Actor

    with open_book(book, book_id) as opened:
        seq = record if isinstance(record, int) else records_of(opened, record)[0].seq
        receipt = _reversed(opened, Actor(actor, role), seq, on=on, reason=reason, key=key, document=document)
        tail = BEFORE.text(lang) if receipt.replayed else ""
        made = _made(opened, receipt)
        for one in made:
            said = Label(f"Catatan {one.seq} membalik catatan {one.reverses}", f"Record {one.seq} reverses record {one.reverses}")
            paper = "" if one.voucher is None else f"; {Label('bukti', 'voucher').text(lang)} {one.voucher}"
            click.echo(f"{said.text(lang)}{paper}{tail}")
        carried = _carried(opened, made[-1])
        if carried is not None:
            click.echo(f"{CARRYING.text(lang)} {carried.voucher}{tail}")
        click.echo(checkpoint_of(opened, lang))


def _reversed(
    book: Book, actor: Actor, seq: int, *, on: date, reason: str, key: str | None, document: str | None
) -> Receipt[RecordReversed]:
    """The reversal; a second one under the key that nobody gave is refused as such, not as a key used twice."""
    from irman_ledger.books.refusals import AlreadyReversedError, KeyReusedError

    try:
        return book.desk(actor).reverse(seq, on=on, reason=reason, key=key or f"reverse:{seq}", document=document)
    except KeyReusedError as error:
        with book.read() as view:
            earlier = view.record(int(str(error.details["seq"])))
        if key is not None or earlier.reverses is None:
            raise
        raise AlreadyReversedError(field="seq", seq=earlier.reverses, state=f"was reversed by record {earlier.seq}") from error


def _made(book: Book, receipt: Receipt[RecordReversed]) -> tuple[Record, ...]:
    """The new records: all parts of the new voucher, where there are several."""
    if receipt.voucher is not None and receipt.voucher.part:
        return records_of(book, replace(receipt.voucher, part=0))
    with book.read() as view:
        return (view.record(receipt.seq),)


def _carried(book: Book, last: Record) -> Record | None:
    """The journal entry that carried a result of an earlier book year to equity, if there was one: it follows the last reversal."""
    from irman_ledger.books.reversal import CARRIED

    key = f"{last.key.rpartition('/')[0] if last.voucher is not None and last.voucher.part else last.key}/{CARRIED}"
    return next((record for record in book.records(after=last.seq, limit=1) if record.key == key), None)
