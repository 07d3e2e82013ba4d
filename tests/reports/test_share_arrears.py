"""The register of monthly shares adds up to its control accounts, whoever has bills."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.shares import BillShare, PayShare
from irman_ledger.core.journal import credit, debit
from irman_ledger.core.subject import Subject
from irman_ledger.reports import StatementDoesNotTieError, share_arrears
from tests.reports.conftest import CASH, Golden
from tests.reports.fake import FakeBook

APRIL, MAY, JUNE = Month(2014, 4), Month(2014, 5), Month(2014, 6)
WAJIB = Subject("share", "A-001/WAJIB")


def filled(url: str, ksp: Bylaws) -> Book:
    """A-001 paid Rp25.000 and A-002 nothing, both billed Rp10.000 a month for two months; A-003 paid Rp5.000 and was not billed."""
    book = Book.create(url, ksp, id="UJI", begins_on=date(2014, 1, 1))
    desk, on = book.desk(Actor("bendahara", "bendahara")), date(2014, 4, 2)
    for no, paid in (("A-001", 25_000), ("A-002", 0), ("A-003", 5_000)):
        desk.record(AdmitMember(member=no, name=f"Anggota {no}", on=on), key=no)
        if paid:
            desk.record(PayShare(member=no, product="WAJIB", on=on, amount=idr(paid)), key=f"{no} paid")
    for month in (APRIL, MAY):
        for no in ("A-001", "A-002"):
            desk.record(BillShare(member=no, product="WAJIB", on=month.last_day), key=f"{no} {month}")
    return book


def test_the_register_shows_who_is_behind_and_adds_up_to_the_ledger(database_url: str, ksp: Bylaws, golden: Golden) -> None:
    with closing(filled(database_url, ksp)) as book:
        paper = share_arrears(book, as_of=MAY)
        assert paper.row("A-001/WAJIB").amounts == (idr(20_000), idr(0), idr(5_000), idr(25_000))
        assert paper.row("A-002/WAJIB").amounts == (idr(20_000), idr(20_000), idr(0), idr(0))
        assert paper.row("others").amounts == (None, None, None, idr(5_000))
        assert paper.row("total").amounts == (idr(40_000), idr(20_000), idr(5_000), idr(30_000))
        assert [fact.value for fact in paper.facts] == ["3-1200", idr(30_000)]
        assert paper.notes == ()
        golden("share_arrears.id.txt", paper.text())
        golden("share_arrears.en.txt", paper.text("en"))


def test_an_erased_name_is_said_to_be_erased(sqlite_url: str, ksp: Bylaws) -> None:
    with closing(filled(sqlite_url, ksp)) as book:
        book.erase("A-002")
        assert "(nama dihapus)" in share_arrears(book, as_of=MAY).text()


def test_a_register_that_differs_from_the_ledger_is_refused(ksp: Bylaws, book: FakeBook, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (debit("1-1100", idr(25_000), CASH), credit("3-1200", idr(25_000), WAJIB))
    book.add(date(2014, 5, 20), "Setoran simpanan A-001/WAJIB", *lines, subject=WAJIB, voucher=("BKM", 9))
    book.billed["A-001/WAJIB"] = ("3-1200", ((APRIL, JUNE, idr(10_000)),))
    assert share_arrears(book, as_of=JUNE).amount("total", 3) == idr(25_000)
    monkeypatch.setattr(FakeBook, "subject_balances", lambda *_args, **_more: {})
    with pytest.raises(StatementDoesNotTieError) as caught:
        share_arrears(book, as_of=JUNE)
    assert "3-1200" in caught.value.message("en")


def test_without_bills_the_register_is_empty(book: FakeBook) -> None:
    assert [row.key for row in share_arrears(book, as_of=MAY).rows] == ["total"]
