"""What is late and since when, principal and interest apart."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger.coop.loans.arrears import Arrears, arrears
from irman_ledger.core.money import idr
from irman_ledger.core.schedule import Instalment

# Rp2.000.000 flat at 24% a year over ten months, paid out on 10 April 2014; the first three instalments.
PLAN = tuple(
    Instalment(no=no, due_on=due_on, principal=idr(200_000), interest=idr(40_000))
    for no, due_on in enumerate((date(2014, 5, 10), date(2014, 6, 10), date(2014, 7, 10)), 1)
)
NOTHING = idr(0)


def late(on: date, principal: int = 0, interest: int = 0) -> Arrears:
    return arrears(PLAN, idr(principal), idr(interest), on)


def test_an_instalment_is_not_late_on_its_own_day_and_is_late_by_one_day_on_the_next() -> None:
    assert late(date(2014, 5, 10)) == Arrears(on=date(2014, 5, 10), principal=NOTHING, interest=NOTHING)
    found = late(date(2014, 5, 11))
    assert (found.principal, found.interest) == (idr(200_000), idr(40_000))
    assert (found.days_principal, found.days_interest, found.days) == (1, 1, 1)


def test_days_count_from_the_oldest_unpaid_instalment() -> None:
    found = late(date(2014, 7, 11))
    assert (found.principal, found.interest) == (idr(600_000), idr(120_000))
    assert (found.principal_since, found.days_principal) == (date(2014, 5, 10), 62)


def test_interest_that_was_paid_leaves_only_principal_late() -> None:
    found = late(date(2014, 6, 20), interest=80_000)
    assert (found.principal, found.interest) == (idr(400_000), NOTHING)
    assert (found.days_principal, found.days_interest, found.days) == (41, 0, 41)


def test_principal_and_interest_have_days_of_their_own() -> None:
    found = late(date(2014, 7, 20), principal=400_000, interest=40_000)
    assert (found.principal_since, found.interest_since) == (date(2014, 7, 10), date(2014, 6, 10))
    assert (found.days_principal, found.days_interest, found.days) == (10, 40, 40)


def test_a_part_payment_does_not_make_an_instalment_younger() -> None:
    found = late(date(2014, 6, 9), principal=199_999, interest=40_000)
    assert (found.principal, found.days_principal) == (idr(1), 30)


def test_what_was_paid_ahead_is_not_late_on_its_day() -> None:
    assert late(date(2014, 7, 9), principal=400_000, interest=80_000).days == 0


@pytest.mark.parametrize("on", [date(2014, 4, 10), date(2015, 1, 1)])
def test_a_loan_paid_in_full_is_never_late(on: date) -> None:
    found = late(on, principal=600_000, interest=120_000)
    assert (found.principal, found.interest, found.days) == (NOTHING, NOTHING, 0)
