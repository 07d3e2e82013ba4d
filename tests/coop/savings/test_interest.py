"""Interest on savings, by the published example of Kepmen Koperasi 96/2004 (SOM, p. 70): Edi, May 2003, 12 % a year."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger import Money, idr
from irman_ledger.coop.savings.interest import (
    METHODS,
    InterestBalanceError,
    InterestPeriodError,
    InterestTerms,
    InterestTermsError,
    Tier,
    interest_of,
)
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import DOWN, HALF_UP

SEN = Money.from_minor(1)
MAY_1, MAY_31 = date(2003, 5, 1), date(2003, 5, 31)
EDI = [(date(2003, 5, 3), idr(500_000)), (date(2003, 5, 10), idr(1_000_000)), (date(2003, 5, 23), -idr(750_000))]
OPENING = idr(150_000)
FLAT = (Tier(from_amount=idr(0), below=None, rate=Rate.yearly("12%")),)


def terms(method: str = "daily", basis: str = "ACT/365F", **more: Any) -> InterestTerms:
    return InterestTerms(**{"method": method, "basis": basis, "tiers": FLAT, "step": SEN, "mode": HALF_UP} | more)


def earned(said: InterestTerms, opening: Money = OPENING, movements: Any = EDI, first: date = MAY_1, last: date = MAY_31) -> Money:
    return interest_of(opening, movements, first, last, said).interest


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        # The source prints 1.520 for the lowest balance: 150.000 × 12% / 12 is 1.500.
        (terms("lowest", "month"), "1.500"),
        (terms("average", "month"), "8.375"),
        (terms("daily", counts_last_day=False), "11.013,70"),
        (terms("daily"), "11.309,59"),
        (terms("weighted-average", "month"), "11.096,77"),
        (terms("daily", counts_last_day=False, step=idr(1)), "11.014"),
        (terms("daily", counts_last_day=False, step=idr(100), mode=DOWN), "11.000"),
    ],
)
def test_edi_earns_what_the_methods_give(said: InterestTerms, amount: str) -> None:
    assert earned(said) == idr(amount)


def test_each_span_is_shown_with_its_days_and_its_exact_interest() -> None:
    spans = interest_of(idr(150_000), EDI, MAY_1, MAY_31, terms(counts_last_day=False)).spans
    assert [(span.from_on.day, span.to_on.day, span.days) for span in spans] == [(1, 2, 2), (3, 9, 7), (10, 22, 13), (23, 30, 8)]
    assert [span.balance for span in spans] == [15_000_000, 65_000_000, 165_000_000, 90_000_000]
    assert spans[0].interest == Fraction(15_000_000 * 2 * 12, 365 * 100)


def test_the_lowest_balance_for_thirty_days_of_a_year() -> None:
    found = earned(terms("lowest"), opening=idr(1_000_000), movements=[], first=date(2014, 4, 1), last=date(2014, 4, 30))
    assert found == idr("9.863,01")


def test_a_monthly_rate_is_a_twelfth_of_its_year() -> None:
    monthly = (Tier(from_amount=idr(0), below=None, rate=Rate.monthly("1%")),)
    assert earned(terms("lowest", "month", tiers=monthly)) == idr(1_500)


def test_a_quarter_is_three_months() -> None:
    assert earned(terms("lowest", "month"), opening=idr(1_000_000), movements=[], first=date(2014, 1, 1), last=date(2014, 3, 31)) == idr(
        30_000
    )


TIERS = (
    Tier(from_amount=idr(0), below=idr(1_000_000), rate=Rate.yearly("3%")),
    Tier(from_amount=idr(1_000_000), below=idr(5_000_000), rate=Rate.yearly("6%")),
    Tier(from_amount=idr(5_000_000), below=None, rate=Rate.yearly("7%")),
)


@pytest.mark.parametrize(
    ("opening", "amount"),
    [("999.999,99", "2.500"), ("1.000.000", "5.000"), ("4.999.999,99", "25.000"), ("5.000.000", "29.166,67")],
)
def test_a_tier_holds_from_its_amount_on(opening: str, amount: str) -> None:
    assert earned(terms("lowest", "month", tiers=TIERS), opening=idr(opening), movements=[]) == idr(amount)


def test_the_tier_is_that_of_the_day_or_that_of_the_average() -> None:
    # Ten days of 500.000, then 21 of 2.000.000: 500.000 × 3% × 10/365 + 2.000.000 × 6% × 21/365, or 6% on 1.516.129,03 for 31.
    moved = [(date(2003, 5, 11), idr(1_500_000))]
    assert earned(terms("daily", tiers=TIERS), idr(500_000), moved) == idr("7.315,07")
    assert earned(terms("weighted-average", tiers=TIERS), idr(500_000), moved) == idr("7.726,03")


def test_a_balance_below_the_least_earns_nothing_on_its_days() -> None:
    # 2 and 7 days stand below 1.000.000: 7.052,05 + 2.367,12 less the latter, 900.000.
    assert earned(terms(counts_last_day=False, earns_from=idr(1_000_000))) == idr("7.052,05")
    assert earned(terms("lowest", "month", earns_from=idr(150_000))) == idr(1_500)
    assert earned(terms("lowest", "month", earns_from=idr("150.000,01"))) == idr(0)


def test_several_movements_of_a_day_count_by_the_balance_at_its_end() -> None:
    moved = [(date(2003, 5, 3), -idr(150_000)), (date(2003, 5, 3), idr(650_000)), (date(2003, 5, 1), idr(0))]
    assert earned(terms("lowest", "month"), movements=moved) == idr(1_500)
    assert earned(terms("average", "month"), movements=moved) == idr(4_000)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"method": "highest"}, "method"),
        ({"basis": "ACT/366"}, "basis"),
        ({"method": "daily", "basis": "month"}, "basis"),
        ({"method": "lowest", "basis": "month", "counts_last_day": False}, "counts_last_day"),
        ({"tiers": ()}, "tiers"),
        ({"tiers": TIERS[1:]}, "tiers.0"),
        ({"tiers": (TIERS[0], TIERS[2])}, "tiers.0"),  # a hole
        ({"tiers": (FLAT[0], TIERS[1])}, "tiers.0"),  # an overlap
        ({"tiers": (TIERS[0], TIERS[0], TIERS[2])}, "tiers.0"),
        ({"tiers": TIERS[:2]}, "tiers.1"),
    ],
)
def test_terms_that_contradict_themselves_are_refused(change: dict[str, Any], field: str) -> None:
    with pytest.raises(InterestTermsError) as held:
        terms(**change)
    assert (held.value.code, held.value.field) == ("savings.interest-terms", field)


@pytest.mark.parametrize(
    ("first", "last", "said", "moved", "field"),
    [
        (MAY_31, MAY_1, terms(), [], "to_on"),
        (MAY_1, MAY_1, terms(counts_last_day=False), [], "to_on"),
        (date(9999, 12, 1), date.max, terms(), [], "to_on"),
        (MAY_1, date(2003, 5, 30), terms("lowest", "month"), [], "from_on"),
        (date(2003, 5, 2), MAY_31, terms("lowest", "month"), [], "from_on"),
        (MAY_1, MAY_31, terms(), [(date(2003, 6, 1), idr(1))], "movements"),
        (MAY_1, MAY_31, terms(), [(date(2003, 4, 30), idr(1))], "movements"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(first: date, last: date, said: InterestTerms, moved: Any, field: str) -> None:
    with pytest.raises(InterestPeriodError) as held:
        interest_of(idr(1_000), moved, first, last, said)
    assert (held.value.code, held.value.field) == ("savings.interest-period", field)


def test_a_balance_below_zero_is_refused() -> None:
    with pytest.raises(InterestBalanceError) as held:
        earned(terms(), movements=[(date(2003, 5, 9), -idr(150_001))])
    assert held.value.details["on"] == date(2003, 5, 9)


MOVES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10**9)), max_size=8)


@given(st.integers(0, 10**10), MOVES, st.integers(1, 29))
def test_daily_interest_of_two_parts_of_a_month_is_that_of_the_whole(opening: int, moved: list[tuple[int, int]], cut: int) -> None:
    movements = [(MAY_1 + timedelta(days), Money.from_minor(minor)) for days, minor in moved]
    whole = interest_of(Money.from_minor(opening), movements, MAY_1, MAY_31, terms())
    middle = MAY_1 + timedelta(cut)
    before = [(on, amount) for on, amount in movements if on < middle]
    first = interest_of(Money.from_minor(opening), before, MAY_1, middle - timedelta(1), terms())
    between = Money.total([Money.from_minor(opening), *(amount for _on, amount in before)])
    second = interest_of(between, [(on, amount) for on, amount in movements if on >= middle], middle, MAY_31, terms())
    parts = sum(span.interest for span in (*first.spans, *second.spans))
    assert parts == sum(span.interest for span in whole.spans)
    assert sum(span.days for span in whole.spans) == 31


@given(st.integers(0, 10**10), MOVES)
def test_the_lowest_balance_never_earns_more_than_the_others(opening: int, moved: list[tuple[int, int]]) -> None:
    movements = [(MAY_1 + timedelta(days), Money.from_minor(minor)) for days, minor in moved]
    by = {method: interest_of(Money.from_minor(opening), movements, MAY_1, MAY_31, terms(method)).interest for method in METHODS}
    assert by["lowest"] <= min(by.values())
    assert by["weighted-average"] == by["daily"]  # one rate, and each day counts
