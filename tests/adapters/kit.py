"""What the tests of the adapters share: a small book with something of everything that an export must carry."""

from __future__ import annotations

from datetime import date
from typing import Any

from irman_ledger import Book, Bylaws, Money, Month, idr
from irman_ledger.books.desk import Item
from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember, RegisterGroup
from irman_ledger.coop.savings import Deposit, OpenSavings
from irman_ledger.coop.shares import PayShare
from tests.books.kit import KSP, TELLER, new_book

SPAN = (Month(2014, 5), Month(2014, 6))
SECOND_BYLAWS = Bylaws.from_toml(KSP.source.replace("from_on = 2014-01-01", "from_on = 2014-06-01"))


def memorial(on: date, debit: str, credit: str, amount: Money, narration: str = "Memorial", **dimension: str) -> PostJournal:
    """A memorial entry of two lines."""
    lines = (JournalLine(account=debit, amount=amount, **dimension), JournalLine(account=credit, amount=-amount, **dimension))
    return PostJournal(on=on, narration=narration, lines=lines)


def small_book(target: Any) -> Book:
    """Twenty-one records from April to July 2014, fifteen of them booked; the tests write their figures out."""
    book = new_book(target)
    desk = book.desk(TELLER)
    april, may, june = date(2014, 4, 2), date(2014, 5, 10), date(2014, 6, 7)
    desk.record(RegisterGroup(group="RL-03", name="Rumput Laut 3", district="Pa'jukukang", on=april), key="k1")
    desk.record(AdmitMember(member="A-001", name="Daeng Sija", group="RL-03", on=april), key="k2", document="form-118")
    desk.record(PayShare(member="A-001", product="POKOK", on=april, amount=idr(100_000)), key="k3", document="KM-001")
    desk.record(OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=april), key="k4")
    desk.record(Deposit(account="SS-001", on=april, amount=idr(2_500_000)), key="k5", document='KM "002"')
    desk.record(
        DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=april, principal=idr(2_000_000), instalments=10), key="k6"
    )
    desk.record(memorial(april, "5-3130", "2-1690", idr(30_000), "Beban April"), key="k7")
    desk.record(RepayLoan(loan="PJ-001", on=may, amount=idr(240_000)), key="k8", document="KM-017")
    desk.record(memorial(may, "9-1500", "9-1590", idr(750_000), "Barang titipan donor"), key="k9")
    wrong = desk.record(memorial(may, "5-3130", "2-1690", idr(40_000), "Salah"), key="k10")
    desk.reverse(wrong.seq, on=date(2014, 5, 11), reason="salah akun", key="k11")
    desk.record(memorial(may, "1-1710", "2-1690", idr(5_000), unit="TOKO", fund="PROGRAM"), key="k12", booked_on=date(2014, 6, 2))
    deposits = [
        Item(command=Deposit(account="SS-001", on=june, amount=idr(amount)), key=f"b{amount}") for amount in (10_000, 20_000, 30_000)
    ]
    desk.record_all(deposits, one_voucher=True)
    desk.record(memorial(june, "1-1710", "2-1690", Money.parse("1.234,50"), 'x" \\ plugin "os"'), key="k13")
    desk.close_month(Month(2014, 4))
    desk.adopt(SECOND_BYLAWS, on=june, key="k14")
    desk.record(memorial(june, "5-3130", "2-1690", idr(15_000)), key="k15")
    desk.record(memorial(date(2014, 7, 1), "5-3130", "2-1690", idr(1_000), "Juli"), key="k16")
    return book
