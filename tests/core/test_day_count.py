"""How much of a year lies between two days."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.core.day_count import DAY_COUNTS, year_fraction
from irman_ledger.errors import InvalidInputError

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def test_two_conventions_are_known() -> None:
    assert tuple(DAY_COUNTS) == ("30/360", "ACT/365F")


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


@given(st.sampled_from(sorted(DAY_COUNTS)), DAYS, DAYS)
def test_no_span_counts_less_than_nothing(convention: str, one: date, other: date) -> None:
    assert year_fraction(convention, min(one, other), max(one, other)) >= 0


@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_act_365f_adds_up(days: list[date]) -> None:
    first, middle, last = days
    parts = year_fraction("ACT/365F", first, middle) + year_fraction("ACT/365F", middle, last)
    assert parts == year_fraction("ACT/365F", first, last)


def test_an_unknown_convention_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(InvalidInputError, match="day count 'ACT/360' is not known; known are 30/360, ACT/365F") as refused:
        year_fraction("ACT/360", date(2025, 1, 1), date(2025, 1, 2))
    assert refused.value.code == "day-count.unknown"


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="2025-01-01 is before 2025-01-02") as refused:
        year_fraction("30/360", date(2025, 1, 2), date(2025, 1, 1))
    assert refused.value.code == "day-count.end-before-start"
