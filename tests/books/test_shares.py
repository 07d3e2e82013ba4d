"""Shares in real books: months billed by the batch, who is behind, and members who leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.books.desk import Item
from irman_ledger.coop.loans import DisburseLoan
from irman_ledger.coop.members import AmendMember, PayLeaver
from irman_ledger.coop.procedures import leave, release_claims
from irman_ledger.coop.shares import BillShare, ClaimShare, OpenShare, PayShare, ReleaseShare
from irman_ledger.core.money import Money
from irman_ledger.errors import UnknownSubjectError
from tests.books.kit import KSP, balance, counter, day, refused, with_savers

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


FLOORED = KSP.source.replace('class = "equity"', 'class = "equity-with-floor"\nfloor = "700000"\naccounts = ["3-1100", "3-1200"]')


def filled(url: str, bylaws: Bylaws = KSP) -> Book:
    """A-001 and A-002 with pokok Rp100.000 and wajib Rp400.000 each; A-001 owes a loan of Rp120.000 over 10 months."""
    book = with_savers(url, bylaws=bylaws)
    desk = counter(book)
    for member in MEMBERS:
        desk.record(PayShare(member=member, product="POKOK", on=day("4-1"), amount=idr(100_000)), key=f"pokok {member}")
        desk.record(PayShare(member=member, product="WAJIB", on=day("4-1"), amount=idr(400_000)), key=f"wajib {member}")
    loan = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=day("4-10"), principal=idr(120_000), instalments=10)
    desk.record(loan, key="loan")
    return book


def go(book: Book, member: str = "A-001", set_off: tuple[tuple[str, Money], ...] = (("PJ-001", idr(144_000)),)) -> list[str]:
    with counter(book).transaction() as tx:
        steps = leave(tx, member=member, on=day("6-30"), reason="resigned", shares=("POKOK", "WAJIB"), set_off=set_off, key=f"go {member}")
        return [step.event.kind for step in steps]


def test_a_member_leaves_is_paid_and_the_books_hold(database_url: str) -> None:
    # 500.000 of shares less 120.000 of principal and 24.000 of interest: 356.000.
    with closing(filled(database_url)) as book:
        assert go(book) == ["share.claimed", "share.claimed", "loan.repaid", "member.ended", "member.owed"]
        assert [balance(book, account) for account in ("1-1500", "1-1940", "2-1630")] == [0, 0, -356_000]
        with book.read() as view:
            claims = [(claim.member, claim.amount, claim.pay_by) for claim in view.members.claims()]
            assert claims == [("A-001", idr(356_000), day("7-30"))]
        with refused("member.claim-exceeded", book):
            counter(book).record(PayLeaver(member="A-001", on=day("7-10"), amount=idr(356_001)), key="too much")
        paid = counter(book).record(PayLeaver(member="A-001", on=day("7-10")), key="paid")
        assert (str(paid.voucher), paid.event.amount) == ("BKK/2014/000002", idr(356_000))
        assert [balance(book, account) for account in ("2-1630", "3-1100", "3-1200")] == [0, -100_000, -400_000]
        with book.read() as view:
            assert view.members.claims() == ()
        counter(book).close_month(APRIL)
        assert book.verify().findings == ()


def test_a_claim_waits_for_capital_counting_what_the_same_transaction_has_booked(database_url: str) -> None:
    # 1.000.000 of shares, 700.000 of floor: POKOK of A-001 may go, 900.000 are left; WAJIB, 400.000, may not.
    with closing(filled(database_url, Bylaws.from_toml(FLOORED))) as book:
        assert go(book) == ["share.claimed", "share.claimed", "loan.repaid", "member.ended"]
        assert [balance(book, account) for account in ("3-1100", "3-1200", "1-1940", "2-1630")] == [-100_000, -800_000, 0, 0]
        with book.read() as view:
            assert view.shares.get("A-001/WAJIB").waits
            assert not view.shares.get("A-001/POKOK").waits
        with refused("share.below-capital-floor", book, missing=idr(200_000)):
            counter(book).record(ReleaseShare(member="A-001", product="WAJIB", on=day("7-1")), key="too soon")
        counter(book).record(PayShare(member="A-002", product="WAJIB", on=day("8-1"), amount=idr(200_000)), key="more")
        with counter(book).transaction() as tx:
            rest = (("PJ-001", idr(44_000)),)
            release_claims(tx, member="A-001", on=day("8-1"), shares=("WAJIB",), set_off=rest, key="release")
        assert [balance(book, account) for account in ("1-1500", "1-1940", "2-1630")] == [0, 0, -356_000]
        assert book.verify().findings == ()


def test_a_leaving_is_undone_newest_first(database_url: str) -> None:
    with closing(filled(database_url)) as book:
        before = [balance(book, account) for account in ("1-1500", "2-1630", "3-1100", "3-1200", "4-1100")]
        go(book)
        with refused("reversal.dependents", book):
            counter(book).reverse(book.size - 2, on=day("7-1"), reason="batal keluar", key="wrong order")
        last = book.size - 1
        for seq in range(last, last - 5, -1):
            counter(book).reverse(seq, on=day("7-1"), reason="batal keluar", key=f"undo {seq}")
        assert [balance(book, account) for account in ("1-1500", "2-1630", "3-1100", "3-1200", "4-1100")] == before
        with book.read() as view:
            assert view.members.get("A-001").status == "anggota"
            assert view.shares.get("A-001/POKOK").closed_on is None
        assert book.verify().findings == ()


def test_a_membership_is_valid_when_the_bylaws_say_so(database_url: str) -> None:
    strict = KSP.source.replace('valid = "admitted"', 'valid = "pokok-full"\nproduct = "POKOK"')
    with closing(with_savers(database_url, bylaws=Bylaws.from_toml(strict))) as book:
        for on, amount in (("4-5", 60_000), ("5-5", 40_000)):
            counter(book).record(PayShare(member="A-001", product="POKOK", on=day(on), amount=idr(amount)), key=on)
        with book.read() as view:
            days = ("3-31", "4-5", "5-4", "5-5")
            assert [view.members.is_valid("A-001", day(on)) for on in days] == [False, False, False, True]
            assert not view.members.is_valid("A-002", day("5-5"))


def test_with_the_sample_the_admission_is_enough(database_url: str) -> None:
    with closing(with_savers(database_url)) as book, book.read() as view:
        assert [view.members.is_valid("A-002", day(on)) for on in ("3-31", "4-1")] == [False, True]


def test_claims_of_one_batch_count_each_other(database_url: str) -> None:
    # Of 1.000.000 both POKOK may go, 800.000 are left; then either WAJIB, 400.000, would leave less than 700.000.
    with closing(filled(database_url, Bylaws.from_toml(FLOORED))) as book:
        claims = [ClaimShare(member=member, product=product, on=day("6-30")) for product in ("POKOK", "WAJIB") for member in MEMBERS]
        counter(book).record_all((claim, f"claim {place}") for place, claim in enumerate(claims))
        with book.read() as view:
            waits = [view.shares.get(f"{claim.member}/{claim.product}").waits for claim in claims]
        assert waits == [False, False, True, True]
        assert balance(book, "1-1940") == -200_000
        assert book.verify().findings == ()
