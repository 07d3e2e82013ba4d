"""What a year should have earned: month by month, each rounded once, under the terms that held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.coop.savings.earning import Change, Course, earned
from irman_ledger.coop.savings.interest import InterestTerms, Tier, interest_of
from irman_ledger.coop.savings.interest_terms import InterestPolicy
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate


def policy(percent: int, *, method: str = "daily", basis: str = "ACT/365F", counts_last_day: bool = True) -> InterestPolicy:
    tier = Tier(from_amount=idr(0), below=None, rate=Rate(Fraction(percent, 100), "year"))
    terms = InterestTerms(method=method, tiers=(tier,), basis=basis, counts_last_day=counts_last_day, step=idr(1))  # type: ignore[arg-type]  # one of its words
    return InterestPolicy(
        earning=terms,
        months=1,
        is_unfinished_paid=True,
        expenses={},
        accrued=None,
        withholding=None,
        expense_accounts=frozenset(),
        interest_accounts=frozenset(),
    )


def course(*policies: tuple[date, InterestPolicy | None], to_on: date = date(2014, 4, 30), changes: tuple[Change, ...] = ()) -> Course:
    months = [Month(2014, month) for month in range(4, to_on.month + 1)]
    return Course(months=months, to_on=to_on, from_on=date(2014, 4, 1), opening=idr(10_000_000), changes=changes, policies=policies)


APRIL_1, APRIL_16 = date(2014, 4, 1), date(2014, 4, 16)


def test_daily_interest_follows_a_change_of_terms_on_its_day() -> None:
    # 15 days at 3 %/365 and 15 at 6 %/365: 12,328.77 + 24,657.53, rounded once.
    assert earned(course((APRIL_1, policy(3)), (APRIL_16, policy(6)))) == idr(36_986)


def test_only_the_last_stretch_of_a_month_leaves_out_its_last_day() -> None:
    # 15 days at 3 %/365 and 14 at 6 %/365: 12,328.77 + 23,013.70.
    left_out = [(on, policy(percent, counts_last_day=False)) for on, percent in ((APRIL_1, 3), (APRIL_16, 6))]
    assert earned(course(*left_out)) == idr(35_342)


def test_what_is_measured_over_a_month_keeps_the_terms_of_its_first_day() -> None:
    terms = ((APRIL_1, policy(3, method="lowest", basis="month")), (APRIL_16, policy(6, method="lowest", basis="month")))
    assert earned(course(*terms)) == idr(25_000)
    # April at 3 %, May at 6 %.
    assert earned(course(*terms, to_on=date(2014, 5, 31))) == idr(25_000 + 50_000)


def test_a_product_that_begins_to_earn_within_the_month_earns_from_that_day() -> None:
    assert earned(course((APRIL_1, None), (APRIL_16, policy(6)))) == idr(24_658)


def test_a_product_that_earns_no_more_stops_on_that_day() -> None:
    assert earned(course((APRIL_1, policy(6)), (APRIL_16, None))) == idr(24_658)


def test_credited_interest_earns_from_the_month_after() -> None:
    credited = Change(on=date(2014, 4, 30), amount=idr(25_000), is_interest=True)
    terms = (APRIL_1, policy(3, method="lowest", basis="month"))
    # 10,000,000 and then 10,025,000 at 3 %/12: 25,000 + 25,062.50.
    assert earned(course(terms, to_on=date(2014, 5, 31), changes=(credited,))) == idr(25_000 + 25_063)
    paid_in = replace(credited, is_interest=False)
    daily = (APRIL_1, policy(3))
    # A deposit of the last day earns on it, where last days count: 24,657.53 + 2.05.
    assert earned(course(daily, changes=(credited,))) == idr(24_658)
    assert earned(course(daily, changes=(paid_in,))) == idr(24_660)


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 5_000_000)), max_size=6),
    st.integers(0, 20_000_000),
    st.sampled_from(["lowest", "average", "weighted-average", "daily"]),
)
def test_a_month_under_one_set_of_terms_is_what_the_calculator_gives(moved: list[tuple[int, int]], opening: int, method: str) -> None:
    terms = policy(7, method=method, basis="ACT/365F")
    changes = tuple(Change(on=date(2014, 4, day), amount=Money(minor, "IDR"), is_interest=False) for day, minor in moved)
    given_course = replace(course((APRIL_1, terms), changes=changes), opening=Money(opening, "IDR"))
    by_calculator = interest_of(Money(opening, "IDR"), [(one.on, one.amount) for one in changes], APRIL_1, date(2014, 4, 30), terms.earning)
    assert earned(given_course) == by_calculator.interest


def compounding(how: str, rate: str, *, method: str = "lowest", basis: str = "month") -> InterestPolicy:
    """A quarter is posted at its end, and what it earned before earns in it."""
    given_ = policy(0, method=method, basis=basis)
    tier = Tier(from_amount=idr(0), below=None, rate=Rate.yearly(rate))
    terms = replace(given_.earning, compounding=how, tiers=(tier,))  # type: ignore[arg-type]  # one of its words
    return replace(given_, earning=terms, months=3)


def quarter(said: InterestPolicy, last: int, *changes: Change, first: int = 1) -> Money:
    """What months of 2014 earned of 1,000,000."""
    months = tuple(Month(2014, month) for month in range(first, last + 1))
    begins_on = months[0].first_day
    year = Course(
        months=months,
        to_on=months[-1].last_day,
        from_on=begins_on,
        opening=idr(1_000_000),
        changes=changes,
        policies=((begins_on, said),),
        year_from=date(2014, 1, 1),
    )
    return earned(year)


def test_what_months_earned_earns_until_it_is_posted() -> None:
    # 10,000; 10,100; 10,201; then what was posted stands in the balance: 10,303.01.
    said = compounding("monthly", "12%")
    assert quarter(said, 3) == idr(30_301)
    assert quarter(said, 4, Change(on=date(2014, 3, 31), amount=idr(30_301), is_interest=True)) == idr(40_604)
    # In February the account begins: 10,000 and 10,100, and April begins anew.
    assert quarter(said, 4, first=2) == idr(10_000 + 10_100 + 10_000)


def test_what_days_earned_goes_on_earning_in_the_next_month_unrounded() -> None:
    # 0.1 % a day: 1,000,000 x (1.001 to the 31st - 1) = 31,469.53; 1,031,469.5266 x (1.001 to the 28th - 1) = 29,274.44.
    assert quarter(compounding("daily", "36.5%", method="daily", basis="ACT/365F"), 2) == idr(31_470 + 29_274)
