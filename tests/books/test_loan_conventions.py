"""Loans whose product names conventions: kept, repaid and verified like any other, on both databases."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger import Book, Bylaws, idr
from irman_ledger.coop.loans import DisburseLoan, GraceTooLongError, RepayLoan
from irman_ledger.coop.savings import Deposit
from irman_ledger.core.working_days import WorkCalendarRangeError
from tests.books.kit import KSP, counter, day, with_savers

PRODUCT = """
[[products]]
code = "MUSIM"
module = "loans"
id = "Pinjaman musim"
en = "Seasonal loan"

[products.terms]
instalments_max = 24
{terms}

[products.terms.accounts]
receivable = "1-1500"
interest_income = "4-1100"
"""


GRACE = """method = "flat"
rate = "12%/year"
grace = { principal = 2, interest_payment = 2 }
idle_months = [8]"""
BULLET = """method = "bullet"
rate = "1%/day"
every = { days = 45 }
due_after_days = 10"""
SHORTER = """method = "flat"
rate = "0%/year"
instalment_multiple = 10_000
remainder = "shorter\""""
HOLIDAYS = """method = "flat"
rate = "12%/year"
grace = { principal = 1 }
holidays = { rule = "following", from_year = 2014, to_year = 2014, weekend = ["sunday"], days = [] }"""


def seasonal(terms: str) -> Bylaws:
    """The sample with one product more."""
    return Bylaws.from_toml(KSP.source + PRODUCT.format(terms=terms))


def funded(url: str, terms: str) -> Book:
    """A book whose cash box holds ten million."""
    book = with_savers(url, bylaws=seasonal(terms))
    counter(book).record(Deposit(account="SS-002", on=day("4-01"), amount=idr(10_000_000)), key="cash")
    return book


def lent(principal: int, count: int, *, on: str = "4-10") -> DisburseLoan:
    return DisburseLoan(loan="PJ-001", member="A-001", product="MUSIM", on=day(on), principal=idr(principal), instalments=count)


def test_a_loan_with_grace_asks_for_nothing_before_and_is_not_late(database_url: str) -> None:
    book = funded(database_url, GRACE)
    desk = counter(book)
    desk.record(lent(3_000_000, 4), key="1")
    with book.read() as view:
        loan = view.loans.get("PJ-001")
        assert [(one.due_on, one.principal, one.interest) for one in loan.schedule()] == [
            (date(2014, 5, 10), idr(0), idr(0)),
            (date(2014, 6, 10), idr(0), idr(0)),
            (date(2014, 7, 10), idr(1_500_000), idr(90_000)),
            (date(2014, 9, 10), idr(1_500_000), idr(60_000)),
        ]
        assert (loan.days_late(day("7-10")), loan.days_late(day("7-12")), loan.instalments_late(day("7-12"))) == (0, 2, 1)
    paid = desk.record(RepayLoan(loan="PJ-001", on=day("7-12"), amount=idr(1_590_000)), key="2")
    assert (paid.event.principal, paid.event.interest, paid.event.is_paid_off) == (idr(1_500_000), idr(90_000), False)
    paid = desk.record(RepayLoan(loan="PJ-001", on=day("9-10"), amount=idr(1_560_000)), key="3")
    assert paid.event.is_paid_off
    assert book.verify().ok
    book.close()


def test_a_bullet_is_paid_at_once(database_url: str) -> None:
    book = funded(database_url, BULLET)
    desk = counter(book)
    desk.record(lent(1_500_000, 1, on="4-01"), key="1")
    with book.read() as view:
        assert [(one.due_on, one.total) for one in view.loans.get("PJ-001").schedule()] == [(date(2014, 5, 26), idr(2_175_000))]
        assert view.loans.get("PJ-001").days_late(day("5-27")) == 1
    assert desk.record(RepayLoan(loan="PJ-001", on=day("5-26"), amount=idr(2_175_000)), key="2").event.is_paid_off
    assert book.verify().ok
    book.close()


def test_a_shorter_plan_is_kept_with_the_instalments_that_it_has(database_url: str) -> None:
    book = funded(database_url, SHORTER)
    counter(book).record(lent(100_000, 12), key="1")
    with book.read() as view:
        assert [one.total for one in view.loans.get("PJ-001").schedule()] == [idr(10_000)] * 10
    assert book.verify().ok
    book.close()


def test_a_grace_longer_than_the_loan_and_a_day_beyond_the_calendar_change_nothing(database_url: str) -> None:
    book = funded(database_url, HOLIDAYS)
    desk, before = counter(book), book.verify().size
    with pytest.raises(GraceTooLongError):
        desk.record(lent(3_000_000, 1), key="1")
    with pytest.raises(WorkCalendarRangeError):
        desk.record(lent(3_000_000, 10), key="2")
    desk.record(lent(3_000_000, 3, on="4-11"), key="3")
    with book.read() as view:
        assert [one.due_on for one in view.loans.get("PJ-001").schedule()] == [date(2014, 5, 12), date(2014, 6, 11), date(2014, 7, 11)]
    assert book.verify().size == before + 1
    book.close()
