"""How much of a year lies between two days."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.core.day_count import DAY_COUNTS, year_fraction
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import HALF_UP
from irman_ledger.errors import InvalidInputError

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def test_seven_conventions_are_known() -> None:
    assert tuple(DAY_COUNTS) == ("30/360", "30E/360", "ACT/360", "ACT/364", "ACT/365F", "ACT/365A", "ACT/ACT")


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2025, 1, 10), date(2025, 1, 10), 0),
        (date(2025, 1, 10), date(2025, 2, 10), 30),
        (date(2025, 1, 10), date(2026, 1, 10), 360),
        (date(2025, 1, 30), date(2025, 1, 31), 0),
        (date(2025, 1, 29), date(2025, 1, 31), 2),
        (date(2025, 1, 31), date(2025, 2, 28), 28),
        (date(2025, 2, 28), date(2025, 3, 31), 33),  # no rule for the end of February
        (date(2024, 2, 29), date(2025, 2, 28), 359),
        (date(2025, 1, 31), date(2025, 3, 31), 60),
        (date(2025, 1, 31), date(2025, 2, 1), 1),
    ],
)
def test_30_360_counts_months_of_thirty_days(start: date, end: date, days: int) -> None:
    assert year_fraction("30/360", start, end) == Fraction(days, 360)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2025, 1, 1), date(2026, 1, 1), 365),
        (date(2024, 1, 1), date(2025, 1, 1), 366),
        (date(2024, 2, 28), date(2024, 3, 1), 2),
        (date(2025, 1, 31), date(2025, 2, 28), 28),
    ],
)
def test_act_365f_counts_calendar_days(start: date, end: date, days: int) -> None:
    assert year_fraction("ACT/365F", start, end) == Fraction(days, 365)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2025, 1, 29), date(2025, 1, 31), 1),  # 30/360 counts 2
        (date(2012, 5, 31), date(2012, 8, 31), 90),
        (date(2025, 2, 28), date(2025, 3, 31), 32),
        (date(2025, 1, 31), date(2025, 2, 28), 28),
    ],
)
def test_30e_360_takes_every_31st_for_a_30th(start: date, end: date, days: int) -> None:
    assert year_fraction("30E/360", start, end) == Fraction(days, 360)


@pytest.mark.parametrize(("convention", "part"), [("ACT/360", Fraction(366, 360)), ("ACT/364", Fraction(366, 364))])
def test_a_leap_year_is_longer_than_a_fixed_one(convention: str, part: Fraction) -> None:
    assert year_fraction(convention, date(2024, 1, 1), date(2025, 1, 1)) == part


@pytest.mark.parametrize(
    ("start", "end", "part"),
    [
        # ISDA's memorandum on Actual/Actual: 10,000 at 10 % from 1 November 2003 to 1 May 2004 bear 497.72.
        (date(2003, 11, 1), date(2004, 5, 1), Fraction(61, 365) + Fraction(121, 366)),
        (date(2024, 1, 1), date(2025, 1, 1), Fraction(1)),
        (date(2023, 1, 1), date(2026, 1, 1), Fraction(3)),
        (date(2024, 12, 31), date(2025, 1, 1), Fraction(1, 366)),
        (date(9999, 12, 30), date(9999, 12, 31), Fraction(1, 365)),
    ],
)
def test_act_act_counts_each_day_in_its_own_year(start: date, end: date, part: Fraction) -> None:
    assert year_fraction("ACT/ACT", start, end) == part


def test_the_published_interest_by_act_act() -> None:
    part = year_fraction("ACT/ACT", date(2003, 11, 1), date(2004, 5, 1))
    assert Money.from_minor(1_000_000).times(part / 10, step=Money.from_minor(1), mode=HALF_UP) == Money.from_minor(49_772)


@pytest.mark.parametrize(
    ("start", "end", "part"),
    [
        (date(2011, 12, 28), date(2012, 2, 28), Fraction(62, 365)),
        (date(2011, 12, 28), date(2012, 2, 29), Fraction(63, 366)),
        (date(2012, 2, 28), date(2012, 3, 28), Fraction(29, 366)),
        (date(2012, 2, 29), date(2012, 3, 28), Fraction(28, 365)),
    ],
)
def test_act_365a_has_366_days_where_a_leap_day_is_reached(start: date, end: date, part: Fraction) -> None:
    assert year_fraction("ACT/365A", start, end) == part


@given(st.sampled_from(sorted(DAY_COUNTS)), DAYS, DAYS)
def test_no_span_counts_less_than_nothing(convention: str, one: date, other: date) -> None:
    assert year_fraction(convention, min(one, other), max(one, other)) >= 0


@given(st.sampled_from(["ACT/360", "ACT/364", "ACT/365F", "ACT/ACT"]), st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_counts_of_calendar_days_add_up(convention: str, days: list[date]) -> None:
    first, middle, last = days
    parts = year_fraction(convention, first, middle) + year_fraction(convention, middle, last)
    assert parts == year_fraction(convention, first, last)


def test_an_unknown_convention_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(InvalidInputError, match="day count 'ACT/366' is not known; known are 30/360, 30E/360, ACT/360") as refused:
        year_fraction("ACT/366", date(2025, 1, 1), date(2025, 1, 2))
    assert refused.value.code == "day-count.unknown"


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="2025-01-01 is before 2025-01-02") as refused:
        year_fraction("30/360", date(2025, 1, 2), date(2025, 1, 1))
    assert refused.value.code == "day-count.end-before-start"
