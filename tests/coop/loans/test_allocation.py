"""What a payment settles, and how late a loan is, by plan and paid amounts alone."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger.coop.loans import Due, allocate, days_late, due, instalments_late, open_instalments
from irman_ledger.coop.loans.allocation import payable, running_instalment
from irman_ledger.core.money import idr
from irman_ledger.core.schedule import Instalment


def line(no: int, on: date, principal: int, interest: int) -> Instalment:
    return Instalment(no=no, due_on=on, principal=idr(principal), interest=idr(interest))


MAY, JUNE, JULY = date(2014, 5, 10), date(2014, 6, 10), date(2014, 7, 10)
PLAN = (line(1, MAY, 100, 30), line(2, JUNE, 100, 20), line(3, JULY, 100, 10))


def test_paid_parts_settle_the_oldest_instalments_each_by_itself() -> None:
    assert open_instalments(PLAN, idr(150), idr(30)) == (line(2, JUNE, 50, 20), line(3, JULY, 100, 10))


def test_nothing_paid_leaves_the_plan() -> None:
    assert open_instalments(PLAN, idr(0), idr(0)) == PLAN


def test_everything_paid_leaves_nothing() -> None:
    assert open_instalments(PLAN, idr(300), idr(60)) == ()


@pytest.mark.parametrize(
    ("amount", "interest", "principal", "excess"),
    [(25, 25, 0, 0), (130, 30, 100, 0), (145, 45, 100, 0), (250, 50, 200, 0), (400, 60, 300, 40)],
)
def test_interest_first_goes_instalment_by_instalment(amount: int, interest: int, principal: int, excess: int) -> None:
    taken = allocate(idr(amount), PLAN, JULY, ("interest", "principal"))
    assert (taken.interest, taken.principal, taken.excess, taken.cut) == (idr(interest), idr(principal), idr(excess), None)


def test_principal_first_pays_the_interest_of_an_instalment_before_the_next_one() -> None:
    taken = allocate(idr(120), PLAN, JULY, ("principal", "interest"))
    assert (taken.interest, taken.principal) == (idr(20), idr(100))


def test_in_advance_interest_comes_first_whatever_the_order() -> None:
    taken = allocate(idr(10), PLAN, date(2014, 5, 9), ("principal", "interest"))
    assert (taken.interest, taken.principal) == (idr(10), idr(0))
    assert taken.cut == line(1, MAY, 100, 20)


def test_what_may_be_paid_depends_on_the_term_for_early_payment() -> None:
    assert payable(PLAN, MAY, "next-instalment", None) == PLAN
    assert payable(PLAN, MAY, "refuse", None) == PLAN[:1]
    assert payable(PLAN, MAY, "principal", None) == (PLAN[0], line(2, JUNE, 100, 0), line(3, JULY, 100, 0))
    assert payable(PLAN, MAY, "principal", 2) == (*PLAN[:2], line(3, JULY, 100, 0))


@pytest.mark.parametrize(
    ("on", "running"),
    [(date(2014, 4, 10), None), (date(2014, 4, 11), 1), (MAY, None), (date(2014, 5, 11), 2), (JULY, None), (date(2014, 8, 1), None)],
)
def test_an_instalment_runs_from_the_day_after_the_one_before_it_to_the_day_before_its_own(on: date, running: int | None) -> None:
    assert running_instalment(PLAN, date(2014, 4, 10), on) == running


@pytest.mark.parametrize(
    ("on", "principal", "interest", "late", "days"),
    [
        (date(2014, 5, 9), 0, 0, 0, 0),
        (MAY, 100, 30, 0, 0),
        (date(2014, 5, 11), 100, 30, 1, 1),
        (JUNE, 200, 50, 1, 31),
        (date(2014, 8, 9), 300, 60, 3, 91),
    ],
)
def test_an_instalment_is_due_on_its_day_and_late_from_the_next(on: date, principal: int, interest: int, late: int, days: int) -> None:
    assert due(PLAN, idr(0), idr(0), on) == Due(idr(principal), idr(interest))
    assert instalments_late(PLAN, idr(0), idr(0), on) == late
    assert days_late(PLAN, idr(0), idr(0), on) == days


def test_an_instalment_paid_in_part_is_late_from_its_own_day() -> None:
    assert due(PLAN, idr(99), idr(30), date(2014, 6, 1)).total == idr(1)
    assert instalments_late(PLAN, idr(99), idr(30), date(2014, 6, 1)) == 1
    assert days_late(PLAN, idr(99), idr(30), date(2014, 6, 1)) == 22


def test_a_loan_paid_off_is_never_late() -> None:
    assert days_late(PLAN, idr(300), idr(60), date(2015, 1, 1)) == 0
    assert instalments_late(PLAN, idr(300), idr(60), date(2015, 1, 1)) == 0
