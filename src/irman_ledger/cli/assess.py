"""`irman assess`: grades and allowances of all loans, as a month end wants them."""

from __future__ import annotations

from datetime import date
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
from irman_ledger.cli.progress import working
from irman_ledger.cli.values import DAY
from irman_ledger.cli.vouchers import ranges
from irman_ledger.core.calendar import format_date
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.errors import Lang

if TYPE_CHECKING:
    from irman_ledger.books.book import Book
    from irman_ledger.books.records import Actor, Receipt

ASSESSING = Label("Menilai pinjaman …", "Assessing loans …")


@click.command("assess", cls=BookCommand)
@book_argument
@click.argument("day", type=DAY)
@actor_option
@role_option
@lang_option
@book_option
def command(book: str, day: date, actor: str, role: str, lang: Lang, book_id: str | None) -> None:
    """Grade the loans of BOOK as of DAY and bring their allowances to the target (menilai pinjaman).

    Only loans whose grade, allowance or suspended interest changes are recorded, all or none; a second time there is nothing to do.
    """
    from irman_ledger.books.records import Actor

    with open_book(book, book_id) as opened:
        with working(ASSESSING.text(lang)):
            receipts = _assessed(opened, Actor(actor, role), day)
        amount = Money.total((receipt.event.amount for receipt in receipts), opened.currency)
        on = Label(format_date(day, "id"), format_date(day, "en"))
        said = Label(
            f"Pinjaman dinilai per {on.id}: {len(receipts)}; perubahan penyisihan: {amount}",
            f"Loans assessed as of {on.en}: {len(receipts)}; change of the allowance: {amount}",
        )
        click.echo(said.text(lang))
        for line in ranges((receipt.voucher for receipt in receipts if receipt.voucher is not None), lang):
            click.echo(line)
        click.echo(checkpoint_of(opened, lang))


def _assessed(book: Book, actor: Actor, on: date) -> list[Receipt[Any]]:
    from irman_ledger.coop.loans import AssessLoan

    with book.desk(actor).transaction() as tx:
        view = tx.view
        # Numbered by the size of the book: what is asked again later is another assessment, of what has changed since.
        return [tx.record(AssessLoan(loan=no, on=on), key=f"assess:{on}:{view.size}:{no}") for no in view.loans.to_assess(on)]
