"""Papers kept as text: `IRMAN_GOLDEN=write` writes them anew, to be read before they are kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.journal import credit, debit
from irman_ledger.core.money import idr
from irman_ledger.core.subject import Subject
from tests.reports.fake import FakeBook, FakeMember

FOLDER = Path(__file__).resolve().parent.parent / "golden" / "reports"
Golden = Callable[[str, str], None]


@pytest.fixture
def golden() -> Golden:
    """Compares a paper with the file of this name."""

    def compare(name: str, paper: str) -> None:
        path = FOLDER / name
        if os.environ.get("IRMAN_GOLDEN") == "write":
            path.write_text(paper, encoding="utf-8", newline="")
        with path.open(encoding="utf-8", newline="") as file:
            assert paper == file.read()

    return compare


@pytest.fixture(scope="session")
def ksp() -> Bylaws:
    """The sample bylaws of a savings-and-loan cooperative."""
    return Bylaws.sample("ksp")


CASH = Subject("cash", "KAS")
POKOK = Subject("share", "A-001/POKOK")
SAVINGS = Subject("savings", "SS-001")
LOAN = Subject("loan", "PJ-001")


@pytest.fixture
def book(ksp: Bylaws) -> FakeBook:
    """April and May 2014 of one member: pokok, savings with a late deposit, a loan with one instalment, a memorial entry."""
    book = FakeBook(bylaws=ksp)
    book.people["A-001"] = FakeMember(no="A-001", name=Private.of("Anggota Contoh"), group="K-01", district="Bissappu")
    april, may = date(2014, 4, 2), date(2014, 5, 10)
    book.hold("A-001", POKOK, "POKOK", april)
    book.hold("A-001", SAVINGS, "SUKARELA", april)
    book.hold("A-001", LOAN, "REGULER", date(2014, 4, 10))
    kas = "1-1100"
    book.add(
        april,
        "Setoran simpanan A-001/POKOK",
        debit(kas, idr(100_000), CASH),
        credit("3-1100", idr(100_000), POKOK),
        subject=POKOK,
        voucher=("BKM", 1),
        document="KM-001",
    )
    book.add(april, "Pembukaan simpanan SS-001", subject=SAVINGS)
    book.add(
        date(2014, 4, 3),
        "Setoran simpanan SS-001",
        debit(kas, idr(3_250_000), CASH),
        credit("2-1100", idr(3_250_000), SAVINGS),
        subject=SAVINGS,
        voucher=("BKM", 2),
    )
    book.add(
        date(2014, 4, 10),
        "Pencairan pinjaman PJ-001",
        debit("1-1500", idr(2_000_000), LOAN),
        credit(kas, idr(2_000_000), CASH),
        subject=LOAN,
        voucher=("BKK", 1),
    )
    book.add(
        may,
        "Angsuran pinjaman PJ-001",
        debit(kas, idr(240_000), CASH),
        credit("1-1500", idr(200_000), LOAN),
        credit("4-1100", idr(40_000), LOAN),
        subject=LOAN,
        voucher=("BKM", 3),
    )
    book.add(
        date(2014, 4, 28),
        "Setoran simpanan SS-001",
        debit(kas, idr(150_000), CASH),
        credit("2-1100", idr(150_000), SAVINGS),
        subject=SAVINGS,
        voucher=("BKM", 4),
        document="KM-044",
        booked_on=date(2014, 5, 12),
    )
    book.add(
        date(2014, 5, 31),
        "Pemakaian perlengkapan",
        debit("5-3130", idr(12_500)),
        credit("2-1440", idr(12_500)),
        subject=Subject("journal", "J-1"),
        voucher=("BM", 1),
    )
    book.add(
        date(2014, 5, 31),
        "Barang titipan donor",
        debit("9-1500", idr(6_000_000)),
        credit("9-1590", idr(6_000_000)),
        subject=Subject("journal", "J-2"),
        voucher=("BM", 2),
    )
    return book
