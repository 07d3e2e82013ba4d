"""What a term deposit has earned by a day, by hand: principal x rate x months / 12, or by days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from irman_ledger.coop.savings import Placement
from irman_ledger.core.money import idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP


def placed(rupiah: int = 10_000_000, *, on: date = date(2014, 4, 10), months: int = 6, basis: str = "month") -> Placement:
    return Placement(
        placed_on=on,
        months=months,
        principal=idr(rupiah),
        rate=Rate.yearly("6%"),
        payment="monthly",
        rollover="none",
        pay_to=None,
        basis=basis,
        step=idr(1),
        mode=HALF_UP,
        earned_before=idr(0),
    )


@pytest.mark.parametrize(
    ("until", "rupiah"),
    [
        (date(2014, 4, 1), 0),  # before it was placed
        (date(2014, 4, 10), 0),
        (date(2014, 5, 1), 35_000),  # 21 of the 30 days to 10 May: 50,000 x 21/30
        (date(2014, 5, 10), 50_000),
        (date(2014, 6, 1), 85_484),  # one month and 22 of 31 days: 50,000 + 35,483.87
        (date(2014, 10, 10), 300_000),
        (date(2015, 1, 1), 300_000),  # after maturity it earns nothing
    ],
)
def test_ten_million_at_six_percent_for_six_months_earn_50_000_a_month(until: date, rupiah: int) -> None:
    assert placed().earned(until) == idr(rupiah)


def test_by_days_each_day_counts() -> None:
    # 10,000,000 x 6 % x 183/365 = 300,821.92; April's 21 days: 34,520.55.
    deposit = placed(basis="ACT/365F")
    assert (deposit.earned(date(2014, 5, 1)), deposit.earned(date(2014, 10, 10))) == (idr(34_521), idr(300_822))


def test_what_is_paid_each_month_adds_up_to_the_whole_term() -> None:
    # 1,000,001 x 6 % x n/12: 5,000.005 a month; six months: 30,000.03.
    deposit = placed(1_000_001)
    assert [deposit.payable(date(2014, month, 10)) for month in (4, 5, 6, 10)] == [idr(0), idr(5_000), idr(10_000), idr(30_000)]


def test_a_deposit_of_the_31st_matures_on_the_last_day_of_a_shorter_month_and_comes_back_to_its_day() -> None:
    deposit = placed(on=date(2014, 1, 31), months=1)
    assert (deposit.begins_on, deposit.matures_on) == (date(2014, 1, 31), date(2014, 2, 28))
    again = deposit.renewed(idr(10_000_000), Rate.yearly("6%"))
    assert (again.begins_on, again.matures_on, again.earned_before) == (date(2014, 2, 28), date(2014, 3, 31), idr(50_000))


def test_interest_is_payable_on_its_days_only() -> None:
    monthly = placed()
    assert [monthly.payable(date(2014, 5, day)) for day in (9, 10, 31)] == [idr(0), idr(50_000), idr(50_000)]
    at_end = replace(monthly, payment="at-maturity")
    assert [at_end.payable(date(2014, 10, day)) for day in (9, 10)] == [idr(0), idr(300_000)]
    added = replace(at_end, rollover="principal-and-interest")
    assert added.payable(date(2014, 10, 10)) == idr(0)


def test_what_has_ended_earned_what_it_earned() -> None:
    ended = placed().ended(date(2014, 6, 1), idr(42_742))
    assert (ended.earned(date(2014, 12, 1)), ended.payable(date(2014, 12, 1))) == (idr(42_742), idr(42_742))
