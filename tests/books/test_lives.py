"""The life of a loan and of a member up to a day, on every database; figures are counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from irman_ledger import Book, idr
from irman_ledger.books.lives import Kept, MemberChange
from irman_ledger.books.loan_life import LoanLife
from irman_ledger.coop.loans import DisburseLoan, RepayLoan, TakeOverLoan
from irman_ledger.coop.members import AdmitMember, AmendMember, EndMembership
from irman_ledger.core.schedule import Instalment
from irman_ledger.errors import UnknownSubjectError
from tests.books.kit import counter, day, deposit, journal, with_savers, withdraw

LOAN = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10)


def repay(amount: int, on: str) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=day(on), amount=idr(amount))


@pytest.fixture
def book(database_url: str) -> Iterator[Book]:
    """PJ-001: 2,000,000 at 24% flat, 10 times 200,000 + 40,000; paid 240,000 in May, 100,000 in June, booked in July."""
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(3_000_000), key="d")
    desk.record(LOAN, key="l", document="KK-001")
    desk.record(repay(240_000, "5-10"), key="r1", document="KM-017")
    desk.record(repay(100_000, "6-12"), key="r2", booked_on=day("7-1"))
    yield book
    book.close()


def life(book: Book, on: str, loan: str = "PJ-001") -> LoanLife:
    with book.read() as view:
        return view.loans.life(loan, day(on))


def test_a_loan_is_known_as_it_was_booked_by_the_day(book: Book) -> None:
    june, july = life(book, "6-30"), life(book, "7-31")
    assert (june.outstanding, june.interest_paid) == (idr(1_800_000), idr(40_000))
    assert (july.outstanding, july.interest_paid) == (idr(1_740_000), idr(80_000))
    assert (june.due().principal, june.due().interest, june.instalments_late(), june.days_late()) == (idr(200_000), idr(40_000), 1, 20)
    assert (july.due().principal, july.due().interest, july.instalments_late(), july.days_late()) == (idr(340_000), idr(40_000), 2, 51)
    assert (july.begins_on, july.lent, july.method, str(july.rate)) == (day("4-10"), idr(2_000_000), "flat", "24%/year")


def test_each_instalment_says_what_is_paid_of_it(book: Book) -> None:
    found = [(one.planned.no, one.paid, one.unpaid.total) for one in life(book, "7-31").instalments()]
    assert found[:3] == [(1, idr(240_000), idr(0)), (2, idr(100_000), idr(140_000)), (3, idr(0), idr(240_000))]
    assert found[9] == (10, idr(0), idr(240_000))


def test_payments_run_down_the_principal(book: Book) -> None:
    found = [(str(one.voucher), one.document, one.principal, one.interest, one.outstanding) for one in life(book, "7-31").payments]
    assert found == [
        ("BKK/2014/000001", "KK-001", -idr(2_000_000), idr(0), idr(2_000_000)),
        ("BKM/2014/000002", "KM-017", idr(200_000), idr(40_000), idr(1_800_000)),
        ("BKM/2014/000003", None, idr(60_000), idr(40_000), idr(1_740_000)),
    ]
    assert [one.is_opening for one in life(book, "7-31").payments] == [True, False, False]


def test_a_payment_that_is_reversed_is_undone_and_the_plan_is_open_again(book: Book) -> None:
    counter(book).reverse(9, on=day("7-2"), reason="salah", key="x")
    after = life(book, "7-31")
    assert [(one.principal, one.interest, one.outstanding) for one in after.payments[2:]] == [
        (idr(60_000), idr(40_000), idr(1_740_000)),
        (-idr(60_000), -idr(40_000), idr(1_800_000)),
    ]
    assert after.instalments()[1].unpaid.total == idr(240_000)


def test_what_is_kept_equals_the_lines(book: Book) -> None:
    assert life(book, "4-30").checks == (
        Kept("1-1500", idr(1_740_000), idr(1_740_000)),
        Kept("1-1500", idr(2_000_000), idr(2_000_000)),
        Kept("1-1500", idr(1_740_000), idr(1_740_000)),
    )


def test_a_loan_is_closed_from_the_day_on_which_it_was_paid_off(book: Book) -> None:
    counter(book).record(repay(2_060_000, "8-1"), key="all")
    assert (life(book, "7-31").closed_on, life(book, "8-1").closed_on) == (None, day("8-1"))
    assert (life(book, "12-31").outstanding, life(book, "12-31").days_late()) == (idr(0), 0)


def test_a_loan_of_the_old_books_has_a_plan_and_no_rate(book: Book) -> None:
    plan = (
        Instalment(no=4, due_on=day("3-5"), principal=idr(50_000), interest=idr(5_000)),
        Instalment(no=5, due_on=day("5-5"), principal=idr(70_000), interest=idr(5_000)),
    )
    taken = TakeOverLoan(
        loan="PJ-OLD",
        member="A-002",
        product="REGULER",
        on=day("4-1"),
        contract_on=date(2013, 11, 5),
        principal_outstanding=idr(120_000),
        schedule=plan,
    )
    counter(book).record(taken, key="old")
    old = life(book, "4-10", "PJ-OLD")
    assert (old.rate, old.method, old.lent, old.loan.contract_on) == (None, None, idr(120_000), date(2013, 11, 5))
    assert (old.due().total, old.instalments_late(), old.days_late()) == (idr(55_000), 1, 36)


def test_lines_on_further_accounts_of_a_loan_are_known(book: Book) -> None:
    counter(book).record(journal(("1-1610", 7_500, "loan:PJ-001"), ("4-9190", -7_500), on="7-5"), key="fine")
    (fine,) = life(book, "7-31").others
    assert (fine.account, fine.balance, fine.last.value_on) == ("1-1610", idr(7_500), day("7-5"))
    assert life(book, "7-4").others == ()


def test_an_unknown_loan_or_member_is_refused(book: Book) -> None:
    with book.read() as view:
        with pytest.raises(UnknownSubjectError):
            view.loans.life("PJ-9", day("7-31"))
        with pytest.raises(UnknownSubjectError):
            view.members.life("PJ-001", day("7-31"))


def test_a_member_has_a_history_that_ends_on_the_day(book: Book) -> None:
    desk = counter(book)
    desk.record(withdraw(1, on="4-3"), key="w")
    desk.record(AmendMember(member="A-002", group="RL-03", district="Bissappu", on=day("5-2")), key="a")
    desk.record(EndMembership(member="A-002", reason="moved", on=day("6-1")), key="e")
    desk.record(AdmitMember(member="A-002", on=day("8-1")), key="again")
    with book.read() as view:
        then, now = view.members.life("A-002", day("6-30")), view.members.life("A-002", day("8-1"))
    assert then.changes == (
        MemberChange(on=day("4-1"), status="anggota"),
        MemberChange(on=day("4-1"), group="RL-03"),
        MemberChange(on=day("5-2"), group="RL-03", district="Bissappu"),
        MemberChange(on=day("6-1"), status="keluar"),
    )
    assert (then.member.status, then.member.district) == ("keluar", "Bissappu")
    assert now.changes[-1] == MemberChange(on=day("8-1"), status="anggota", is_again=True)
    assert now.member.status == "anggota"


def test_a_member_has_what_was_opened_by_the_day(book: Book) -> None:
    with book.read() as view:
        april, july = view.members.life("A-001", day("4-5")), view.members.life("A-001", day("7-31"))
    assert [one.holding.subject.text for one in april.holdings] == ["savings:SS-001"]
    loan, savings = july.holdings
    assert loan.loan is not None
    assert loan.loan.outstanding == idr(1_740_000)
    assert [(one.account, one.balance, one.last.value_on) for one in savings.accounts] == [("2-1100", -idr(3_000_000), day("4-2"))]
    assert savings.checks == (Kept("2-1100", -idr(3_000_000), -idr(3_000_000)),)
