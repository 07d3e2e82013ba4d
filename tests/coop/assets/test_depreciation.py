"""How much of an asset is written off, month by month."""

from __future__ import annotations

import itertools
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.coop.assets.depreciation import METHODS, FirstMonth, Life, Method, elapsed_months
from irman_ledger.coop.assets.plan import DepreciationPlan
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP

HANDED_OVER = date(2014, 3, 25)


def plan(carrying: int, months: int, **more: object) -> DepreciationPlan:
    """An asset of so many rupiah from 25 March 2014 on, straight-line from the next month, in whole rupiah half up."""
    terms: dict[str, object] = {
        "begins_on": HANDED_OVER,
        "before": idr(0),
        "carrying": idr(carrying),
        "salvage": idr(0),
        "months": months,
        "method": "straight-line",
        "first_month": "next",
        "step": idr(1),
        "mode": HALF_UP,
        **more,
    }
    return DepreciationPlan(**terms)  # type: ignore[arg-type]  # keywords by name


def year_by_year(one: DepreciationPlan, years: int) -> list[Money]:
    ends = [one.accumulated(Month(2014 + year, 3)) for year in range(years + 1)]
    return [after - before for before, after in itertools.pairwise(ends)]


@pytest.mark.parametrize(
    ("carrying", "months", "nine_months"),
    [
        (9_600_000, 48, 1_800_000),
        (6_000_000, 48, 1_125_000),
        (5_400_000, 36, 1_350_000),
        (15_000_000, 48, 2_812_500),
        (9_000_000, 60, 1_350_000),
        (1_200_000, 12, 900_000),
        (7_500_000, 24, 2_812_500),
    ],
)
def test_nine_months_of_what_was_handed_over_in_march(carrying: int, months: int, nine_months: int) -> None:
    one = plan(carrying, months)
    assert one.accumulated(Month(2014, 3)) == idr(0)
    assert one.accumulated(Month(2014, 12)) == idr(nine_months)
    assert one.accumulated(Month(2014, 3).plus(months)) == one.accumulated(Month(2040, 1)) == idr(carrying)


def test_what_does_not_divide_is_rounded_once_to_date() -> None:
    one = plan(8_000_000, 60)  # 133,333.33 a month
    to_date = [one.accumulated(Month(2014, 3).plus(month)) for month in (1, 2, 3, 18, 24, 60)]
    assert to_date == [idr(133_333), idr(266_667), idr(400_000), idr(2_400_000), idr(3_200_000), idr(8_000_000)]


def test_the_salvage_value_stays() -> None:
    one = plan(10_000_000, 48, salvage=idr(400_000))  # 200,000 a month
    assert [one.accumulated(Month(2014, 4)), one.accumulated(Month(2018, 3)), one.accumulated(Month(2030, 1))] == [
        idr(200_000),
        idr(9_600_000),
        idr(9_600_000),
    ]


def test_what_was_written_off_before_counts_and_the_rest_goes_over_the_life_that_is_left() -> None:
    one = plan(4_050_000, 27, before=idr(1_350_000))  # 150,000 a month
    assert [one.accumulated(Month(2014, 3)), one.accumulated(Month(2014, 4)), one.accumulated(Month(2016, 6))] == [
        idr(1_350_000),
        idr(1_500_000),
        idr(5_400_000),
    ]


def test_what_has_outlived_its_life_is_written_off_at_once() -> None:
    assert plan(40_000, 0, before=idr(960_000)).accumulated(Month(2014, 3)) == idr(1_000_000)


def test_the_declining_balance_halves_each_year_and_ends_in_the_last() -> None:
    # 50 % a year over four years, as tax law has it for group 1: 50, 25, 12.5 and the rest 12.5 percent.
    one = plan(100_000_000, 48, method="declining", rate=Rate.parse("50%/year"))
    assert year_by_year(one, 5) == [idr(50_000_000), idr(25_000_000), idr(12_500_000), idr(12_500_000), idr(0)]
    assert one.accumulated(Month(2014, 4)) == idr(4_166_667)


def test_the_declining_balance_stops_at_the_salvage_value() -> None:
    one = plan(100_000_000, 48, method="declining", rate=Rate.parse("50%/year"), salvage=idr(20_000_000))
    assert year_by_year(one, 4) == [idr(50_000_000), idr(25_000_000), idr(5_000_000), idr(0)]


@pytest.mark.parametrize(
    ("day", "first_month", "in_march", "in_april"),
    [
        (25, "next", Fraction(0), Fraction(1)),
        (25, "whole", Fraction(1), Fraction(2)),
        (15, "half", Fraction(1), Fraction(2)),
        (16, "half", Fraction(0), Fraction(1)),
        (25, "days", Fraction(7, 31), Fraction(38, 31)),
        (1, "days", Fraction(1), Fraction(2)),
    ],
)
def test_the_first_month_counts_as_the_terms_say(day: int, first_month: FirstMonth, in_march: Fraction, in_april: Fraction) -> None:
    begins_on = date(2014, 3, day)
    assert elapsed_months(begins_on, Month(2014, 2), first_month) == 0
    assert elapsed_months(begins_on, Month(2014, 3), first_month) == in_march
    assert elapsed_months(begins_on, Month(2014, 4), first_month) == in_april


@given(
    carrying=st.integers(1, 10**12),
    part=st.fractions(0, 1),
    months=st.integers(1, 240),
    rate=st.fractions(Fraction(1, 100), Fraction(99, 100)),
    method=st.sampled_from(sorted(METHODS)),
)
def test_every_method_only_rises_and_ends_at_the_salvage_value(
    carrying: int, part: Fraction, months: int, rate: Fraction, method: Method
) -> None:
    salvage = int(carrying * part)
    life = Life(carrying=carrying, salvage=salvage, months=months, rate=rate)
    written = [METHODS[method](life, Fraction(month)) for month in range(months + 2)]
    assert written[0] == 0
    assert all(before <= after for before, after in itertools.pairwise(written))
    assert written[months] == written[months + 1] == carrying - salvage
