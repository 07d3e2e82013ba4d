"""Loans that go over to the accounts of another status, in real books on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from irman_ledger import Book, Money, Month, idr
from irman_ledger.coop.loans import DisburseLoan, ReclassifyLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember, RegisterCandidate
from irman_ledger.errors import RefusedError
from irman_ledger.reports.registers.aging import aging
from irman_ledger.reports.registers.nominative import nominative
from irman_ledger.reports.registers.portfolio import read_portfolio
from tests.books.kit import balance, counter, day, deposit, with_savers

ACCOUNTS = ("1-1510", "1-1500", "4-2100", "4-1100")


def lent(database_url: str, product: str = "REGULER") -> Book:
    """12,000,000 flat at 24 % a year over 12 months to a candidate, from 1 April on: 1,000,000 and 240,000 a month."""
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(20_000_000, on="4-1"), key="cash")
    desk.record(RegisterCandidate(member="A-003", name="Daeng 003", on=day("4-1")), key="candidate")
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-003", "product": product, "on": day("4-1")}
    desk.record(DisburseLoan(principal=idr(12_000_000), instalments=12, **terms), key="lent")
    return book


def admitted(database_url: str, product: str = "REGULER") -> Book:
    """One instalment paid on 1 May; a member from 10 May on."""
    book = lent(database_url, product)
    pay(book, "5-1")
    counter(book).record(AdmitMember(member="A-003", on=day("5-10")), key="admitted")
    return book


def pay(book: Book, on: str) -> int:
    return counter(book).record(RepayLoan(loan="PJ-001", on=day(on), amount=idr(1_240_000)), key=f"pay {on} {size(book)}").seq


def move(book: Book, on: str) -> int:
    return counter(book).record(ReclassifyLoan(loan="PJ-001", on=day(on)), key=f"move {on} {size(book)}").seq


def size(book: Book) -> int:
    with book.read() as view:
        return view.size


def stands(book: Book, as_of: str = "12-31") -> list[int]:
    return [balance(book, account, as_of) for account in ACCOUNTS]


def listed(book: Book, on: str) -> list[tuple[str, Money]]:
    """Where the registers list it; they tie to the ledger, or would be refused."""
    for register in (aging, nominative):
        register(book, as_of=day(on))
    return [(one.account, one.outstanding) for one in read_portfolio(book, day(on), stamped=False).loans]


def test_the_principal_moves_and_income_goes_to_the_new_status_from_then_on(database_url: str) -> None:
    book = admitted(database_url)
    assert stands(book) == [11_000_000, 0, -240_000, 0]
    move(book, "5-10")
    assert stands(book) == [0, 11_000_000, -240_000, 0]
    pay(book, "6-1")
    assert stands(book) == [0, 10_000_000, -240_000, -240_000]
    assert stands(book, "5-9") == [11_000_000, 0, -240_000, 0]
    with book.read() as view:
        loan, life = view.loans.get("PJ-001"), view.loans.life("PJ-001", day("5-9"))
        assert (loan.receivable, loan.outstanding, loan.interest_paid) == ("1-1500", idr(10_000_000), idr(480_000))
        assert (life.lent, life.outstanding, life.interest_paid) == (idr(12_000_000), idr(11_000_000), idr(240_000))
        assert [one.principal for one in view.loans.life("PJ-001", day("6-1")).payments] == [
            idr(-12_000_000),
            idr(1_000_000),
            idr(0),
            idr(1_000_000),
        ]
        assert view.loans.life("PJ-001", day("6-1")).instalments_late() == 0
    assert listed(book, "5-9") == [("1-1510", idr(11_000_000))]
    assert listed(book, "5-10") == [("1-1500", idr(11_000_000))]
    assert listed(book, "6-1") == [("1-1500", idr(10_000_000))]
    assert book.verify().ok


def test_it_is_refused_where_nothing_changed_and_before_what_came_later(database_url: str) -> None:
    book = admitted(database_url)
    for on, code in (("4-30", "loan.before-last"), ("5-9", "loan.status-unchanged")):
        with pytest.raises(RefusedError) as refused:
            move(book, on)
        assert refused.value.code == code
    move(book, "5-20")
    with pytest.raises(RefusedError) as refused:
        pay(book, "5-19")
    assert refused.value.code == "loan.reclassified-later"
    with pytest.raises(RefusedError) as refused:
        move(book, "5-20")
    assert refused.value.code == "loan.status-unchanged"


def test_the_month_end_finds_it_once_also_where_it_was_paid_since(database_url: str) -> None:
    book = admitted(database_url)
    pay(book, "6-2")
    desk = counter(book)
    plan = desk.plan_month_end(Month(2014, 5))
    assert [(step.recorded, step.total) for step in plan.steps if step.step.name == "loan-status"] == [(1, idr(10_000_000))]
    desk.end_month(Month(2014, 5))
    assert stands(book, "6-1")[:2] == [11_000_000, 0]
    assert stands(book, "6-2")[:2] == [0, 10_000_000]
    again = desk.end_month(Month(2014, 5))
    assert [(step.recorded, step.nothing) for step in again.steps if step.step.name == "loan-status"] == [(0, 1)]
    assert book.verify().ok


def test_it_is_undone_exactly_as_the_latest_and_not_below_a_payment(database_url: str) -> None:
    book = admitted(database_url)
    moved = move(book, "5-10")
    paid, desk = pay(book, "6-1"), counter(book)
    with pytest.raises(RefusedError) as refused:
        desk.reverse(moved, on=day("6-2"), reason="salah", key="refused")
    assert refused.value.code == "reversal.dependents"
    desk.reverse(paid, on=day("6-2"), reason="salah", key="payment")
    desk.reverse(moved, on=day("6-2"), reason="salah", key="move")
    assert stands(book) == [11_000_000, 0, -240_000, 0]
    for on, account in (("5-9", "1-1510"), ("5-10", "1-1500"), ("6-2", "1-1510")):
        assert listed(book, on) == [(account, idr(11_000_000))]
        with book.read() as view:
            assert view.loans.life("PJ-001", day(on)).outstanding == idr(11_000_000)
    pay(book, "6-3")
    assert stands(book) == [10_000_000, 0, -480_000, 0]
    assert book.verify().ok


def test_penalties_go_to_the_new_status_and_the_move_is_no_payment(database_url: str) -> None:
    book = lent(database_url, "UMUM")
    desk = counter(book)
    desk.record(AdmitMember(member="A-003", on=day("5-10")), key="admitted")
    with book.read() as view:
        before = view.loans.penalty_due("PJ-001", day("5-31"))
    desk.reverse(move(book, "5-10"), on=day("5-20"), reason="salah", key="reversed")
    with book.read() as view:
        assert view.loans.penalty_due("PJ-001", day("5-31")) == before
    move(book, "5-20")
    with book.read() as view:
        assert view.loans.penalty_due("PJ-001", day("5-31")) == before != idr(0)
    desk.record(RepayLoan(loan="PJ-001", on=day("5-31"), amount=before), key="penalty")
    assert (balance(book, "4-1140"), balance(book, "4-2130")) == (-(before.minor // 100), 0)
