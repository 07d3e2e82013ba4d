"""One day of a cash box: opening, receipts and payments with voucher and document, closing (buku kas harian)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_label, day_of
from irman_ledger.reports.paper import BOARD, NO_LABEL, Column, Fact, Layout, Row, Stamp, Statement, same
from irman_ledger.reports.source import CashSource, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.cash import CashDay

LAYOUT = Layout(
    name="cash-book",
    title=Label("Buku kas harian", "Daily cash book"),
    texts=(Column("voucher", Label("Bukti", "Voucher")), Column("document", Label("Dokumen", "Document"))),
    label=Label("Uraian", "Narration"),
    columns=(
        Column("receipts", Label("Masuk", "In")),
        Column("payments", Label("Keluar", "Out")),
        Column("balance", Label("Saldo", "Balance")),
    ),
)
_CHAIR, _, _TREASURER = BOARD
_MADE: Final = (_TREASURER, _CHAIR)


def build_cash_book(
    day: CashDay, bylaws: Bylaws, *, dated: Label = NO_LABEL, signed: bool = False, stamp: Stamp | None = None
) -> Statement:
    """The cash book of a box on one day: a row a movement in the order of record, with the balance after it.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``: the ledger account is not the sum of its boxes.
    """
    account = bylaws.chart[day.box.account]
    facts = (
        Fact("box", Label("Kas/bank", "Cash or bank"), Label(f"{day.box.code} {day.box.label.id}", f"{day.box.code} {day.box.label.en}")),
        Fact("account", Label("Akun", "Account"), Label(f"{account.code} {account.label.id}", f"{account.code} {account.label.en}")),
    )
    paper = Statement(
        layout=LAYOUT,
        owner=bylaws.name,
        dated=dated,
        currency=bylaws.currency,
        rows=tuple(_rows(day, bylaws.currency)),
        facts=facts,
        signatures=_MADE if signed else (),
        stamp=stamp,
    )
    return tied(paper, (day.check,))


def _rows(day: CashDay, currency: str) -> Iterator[Row]:
    yield Row(key="opening", label=Label("Saldo awal", "Opening balance"), texts=(None, None), amounts=(None, None, day.opening))
    receipts = payments = Money.zero(currency)
    for no, one in enumerate(day.movements):
        is_in = one.amount.minor > 0
        receipts, payments = (receipts + one.amount, payments) if is_in else (receipts, payments - one.amount)
        yield Row(
            key=f"{one.seq}.{no}",
            label=same(one.narration),
            texts=(str(one.voucher) if one.voucher is not None else None, one.document),
            amounts=(one.amount if is_in else None, None if is_in else -one.amount, one.balance),
        )
    yield Row(
        key="closing",
        label=Label("Jumlah dan saldo akhir", "Total and closing balance"),
        kind="total",
        texts=(None, None),
        amounts=(receipts, payments, day.closing),
    )


def cash_book(book: CashSource, box: str, *, on: date, signed: bool = False, stamped: bool = False) -> Statement:
    """What a cash box held, took in, paid out and held then on one booking day (Buku kas harian).

    Parameters
    ----------
    box
        The code of a cash box or bank account of the bylaws of that day.
    signed
        With room for the signatures of treasurer and chair.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    UnknownBoxError
        ``box.unknown``
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    check_begun(book, on, field="on")
    day = day_of(on)
    with book.read() as view:
        return build_cash_book(
            view.cash_day(box, day), view.bylaws_on(day), dated=day_label(day), signed=signed, stamp=stamp_of(book, view, stamped)
        )
