"""Monthly shares in real books: billed by the batch, and who is behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.books.desk import Item
from irman_ledger.coop.members import AmendMember
from irman_ledger.coop.shares import BillShare, OpenShare, PayShare
from irman_ledger.errors import UnknownSubjectError
from tests.books.kit import balance, counter, day, refused, with_savers

APRIL, MAY, JUNE = Month(2014, 4), Month(2014, 5), Month(2014, 6)
MEMBERS = ("A-001", "A-002")


@pytest.fixture
def book(database_url: str) -> Iterator[Book]:
    """Two members, of whom A-002 sits on the board; the sample bills Rp10.000 a month, Rp25.000 to the board."""
    opened = with_savers(database_url)
    counter(opened).record(AmendMember(member="A-002", category="PENGURUS", on=day("4-1")), key="category")
    yield opened
    opened.close()


def bills(month: Month) -> Iterator[Item]:
    """One month for every member, as the end of a month asks for it."""
    for member in MEMBERS:
        yield Item(command=BillShare(member=member, product="WAJIB", on=month.last_day), key=f"bill:{member}/WAJIB:{month}")


def pay(book: Book, member: str, amount: int, on: str) -> None:
    counter(book).record(PayShare(member=member, product="WAJIB", on=day(on), amount=idr(amount)), key=f"pay {member} {on}")


def test_a_month_is_billed_in_one_batch_and_asked_again_it_changes_nothing(book: Book) -> None:
    desk = counter(book)
    assert (desk.record_all(bills(APRIL)).count, desk.record_all(bills(MAY)).replayed) == (2, 0)
    size = book.size
    assert desk.record_all(bills(MAY)).replayed == 2
    assert book.size == size
    assert balance(book, "3-1200") == 0
    with refused("share.already-billed", book, share="A-001/WAJIB"):
        desk.record(BillShare(member="A-001", product="WAJIB", on=day("5-1")), key="again")
    assert book.verify().findings == ()


def test_arrears_are_read_for_every_account_with_bills(book: Book) -> None:
    desk = counter(book)
    pay(book, "A-001", 25_000, "4-5")
    for month in (APRIL, MAY, JUNE):
        desk.record_all(bills(month))
    pay(book, "A-002", 25_000, "6-2")
    desk.record(OpenShare(member="A-001", product="POKOK", on=day("6-2")), key="pokok")
    with book.read() as view:
        found = [(share.no, due.billed, due.arrears, due.months_late, due.late_since) for share, due in view.shares.arrears(JUNE)]
        assert found == [
            ("A-001/WAJIB", idr(30_000), idr(5_000), 1, JUNE),
            ("A-002/WAJIB", idr(75_000), idr(50_000), 2, MAY),
        ]
        first = [(due.arrears, due.advance) for _share, due in view.shares.arrears(APRIL, product="WAJIB")]
        assert first == [(idr(0), idr(15_000)), (idr(25_000), idr(0))]  # what A-002 paid in June was not paid yet
        assert view.shares.arrears(APRIL, product="POKOK") == ()
        assert view.shares.get("A-002/WAJIB").due(day("6-30")).arrears == idr(50_000)
        assert not view.shares.get("A-001/POKOK").is_billed
        assert view.shares.get("A-001/POKOK").due(day("6-30")).billed == idr(0)
        with pytest.raises(UnknownSubjectError):
            view.shares.get("A-009/WAJIB")


def test_a_bill_that_was_forgotten_is_booked_later_for_its_month(book: Book) -> None:
    desk = counter(book)
    desk.close_month(APRIL)
    with refused("period.closed", book):
        desk.record(BillShare(member="A-001", product="WAJIB", on=day("4-30")), key="late")
    desk.record(BillShare(member="A-001", product="WAJIB", on=day("4-30")), key="late", booked_on=day("5-2"))
    with book.read() as view:
        assert view.shares.get("A-001/WAJIB").due(day("4-30")).arrears == idr(10_000)


def test_a_reversed_bill_leaves_the_later_ones(book: Book) -> None:
    desk = counter(book)
    pay(book, "A-001", 10_000, "4-5")
    seq = desk.record(BillShare(member="A-001", product="WAJIB", on=day("4-30")), key="april").seq
    desk.record(BillShare(member="A-001", product="WAJIB", on=day("5-31")), key="may")
    desk.reverse(seq, on=day("6-1"), reason="dibebaskan rapat", key="undo")
    with book.read() as view:
        found = view.shares.get("A-001/WAJIB").due(day("5-31"))
        assert (found.billed, found.arrears) == (idr(10_000), idr(0))
    assert book.verify().findings == ()
