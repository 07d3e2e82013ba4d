"""Every report once from a real book on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember, RegisterGroup
from irman_ledger.coop.savings import Deposit, OpenSavings
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.protocols import Command
from irman_ledger.reports import (
    NoVoucherError,
    balance_sheet,
    income_statement,
    journal,
    ledger,
    member_card,
    reconciliation,
    trial_balance,
    voucher,
)

APRIL, MAY = Month(2014, 4), Month(2014, 5)
DAY = date(2014, 4, 2)
COMMANDS: list[Command] = [  # type: ignore[type-arg]
    RegisterGroup(group="K-01", name="Kelompok Uji", district="Bissappu", on=DAY),
    AdmitMember(member="A-001", name="Anggota Contoh", group="K-01", on=DAY),
    PayShare(member="A-001", product="POKOK", on=DAY, amount=idr(100_000)),
    PayShare(member="A-001", product="WAJIB", on=DAY, amount=idr(3_000_000)),
    OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=DAY),
    Deposit(account="SS-001", on=date(2014, 4, 10), amount=idr(250_000)),
    DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=date(2014, 4, 10), principal=idr(2_000_000), instalments=10),
    RepayLoan(loan="PJ-001", on=date(2014, 5, 10), amount=idr(240_000)),
]


@pytest.fixture
def real(sqlite_url: str, ksp: Bylaws) -> Iterator[Book]:
    book = Book.create(sqlite_url, ksp, id="UJI", begins_on=date(2014, 1, 1))
    desk = book.desk(Actor("bendahara", "bendahara"))
    for no, command in enumerate(COMMANDS):
        desk.record(command, key=f"k{no}")
    yield book
    book.close()


def test_statements_of_a_real_book(real: Book) -> None:
    sheet = balance_sheet(real, as_of=MAY, against=APRIL, stamped=True)
    assert sheet.row("assets").amounts == (idr(3_390_000), idr(3_350_000))
    assert sheet.row("surplus_current").amounts == (idr(40_000), idr(0))
    assert sheet.stamp is not None
    assert (sheet.stamp.book, sheet.stamp.size, sheet.stamp.root) == ("UJI", real.size, real.root().hex())
    assert income_statement(real, period=(APRIL, MAY)).amount("surplus_after_tax") == idr(40_000)
    assert trial_balance(real, as_of=MAY).row("total").amounts == (idr(3_390_000), idr(3_390_000))


def test_registers_of_a_real_book(real: Book) -> None:
    assert journal(real, period=APRIL).row("total").amounts == (idr(5_350_000), idr(5_350_000))
    cash = ledger(real, "1-1100", period=MAY)
    assert cash.row("opening").amounts[2] == idr(1_350_000)
    assert cash.row("closing").amounts == (idr(240_000), idr(0), idr(1_590_000))
    paper = reconciliation(real, "2-1100", {"SS-001": idr(200_000)}, as_of=MAY)
    assert paper.row("SS-001").amounts == (idr(250_000), idr(200_000), -idr(50_000))


def test_card_and_voucher_of_a_real_book_name_the_member_until_the_name_is_erased(real: Book) -> None:
    seq = next(record.seq for record in real.journal(APRIL) if record.kind.startswith("savings"))
    assert member_card(real, "A-001", as_of=MAY).row("loan:PJ-001.1-1500.total").amounts[3] == idr(1_800_000)
    assert "Diterima dari : A-001 Anggota Contoh" in voucher(real, seq).text()
    real.erase("A-001")
    assert "Diterima dari : A-001 (nama dihapus)" in voucher(real, seq).text()
    assert "(nama dihapus)" in member_card(real, "A-001", as_of=MAY).text()


def test_the_voucher_of_what_was_undone_names_the_member_still(real: Book) -> None:
    desk = real.desk(Actor("bendahara", "bendahara"))
    on = date(2014, 5, 12)
    lent = DisburseLoan(loan="PJ-002", member="A-001", product="REGULER", on=on, principal=idr(500_000), instalments=10)
    seq = desk.record(lent, key="salah").seq
    undone = desk.reverse(seq, on=on, reason="salah orang", key="batal").seq
    assert "Dibayarkan kepada : A-001 Anggota Contoh" in voucher(real, seq).text()
    text = voucher(real, undone).text()
    assert "BUKTI PEMBALIKAN" in text
    for words in (
        "No. bukti        : BKM/2014/000005",
        "Anggota          : A-001 Anggota Contoh",
        f"Membalik catatan : {seq}",
        "Membalik bukti   : BKK/2014/000002, 12 Mei 2014",
        "Uraian semula    : Pencairan pinjaman PJ-002",
        "Alasan           : salah orang",
    ):
        assert words in text


def test_the_first_record_of_a_book_has_no_voucher(real: Book) -> None:
    with pytest.raises(NoVoucherError):
        voucher(real, 0)
