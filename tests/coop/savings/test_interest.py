"""Interest on savings, by the published example of Kepmen Koperasi 96/2004 (SOM, p. 70): Edi, May 2003, 12 % a year."""

from __future__ import annotations

from dataclasses import replace
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


# 36.5 % of 365 days: 0.1 % a day.
DAILY = {"tiers": (Tier(from_amount=idr(0), below=None, rate=Rate.yearly("36.5%")),), "compounding": "daily"}
JUNE = (date(2014, 6, 1), date(2014, 6, 30))


def test_interest_that_earns_by_the_day_grows_by_powers() -> None:
    # 1,000,000 x (1.001 to the 30th - 1) = 30,439.0875; without it 30 x 1,000.
    assert earned(terms(**DAILY), idr(1_000_000), [], *JUNE) == idr("30.439,09")
    assert earned(terms(**DAILY | {"compounding": "none"}), idr(1_000_000), [], *JUNE) == idr(30_000)


def test_each_day_is_rounded_to_its_decimals_before_it_earns() -> None:
    # 400.5 and 400.9005; rounded half-even to the rupiah 400 and, of 400,900, 401.
    two_days = date(2014, 6, 1), date(2014, 6, 2)
    assert earned(terms(**DAILY), idr(400_500), [], *two_days) == idr("801,40")
    assert earned(terms(**DAILY, compounding_decimals=0), idr(400_500), [], *two_days) == idr(801)


def test_what_comes_later_earns_with_what_was_earned_and_a_tier_holds_for_both() -> None:
    # 1,000, 1,001, and of 2,002,001 on the third day 2,002.001.
    moved = [(date(2014, 6, 3), idr(1_000_000))]
    assert earned(terms(**DAILY), idr(1_000_000), moved, date(2014, 6, 1), date(2014, 6, 3)) == idr("4.003,00")
    # 1,000 at 0.1 %, then 1,001,000 at 0.2 %: 2,002.
    tiers = (
        Tier(from_amount=idr(0), below=idr(1_001_000), rate=Rate.yearly("36.5%")),
        Tier(from_amount=idr(1_001_000), below=None, rate=Rate.yearly("73%")),
    )
    found = interest_of(idr(1_000_000), [], date(2014, 6, 1), date(2014, 6, 2), terms(**DAILY | {"tiers": tiers}))
    assert found.interest == idr(3_002)
    assert [(span.days, span.balance, span.interest) for span in found.spans] == [(1, 100_000_000, 100_000), (1, 100_100_000, 200_200)]


def test_interest_that_earns_by_the_month_is_rounded_each_month() -> None:
    flat = (Tier(from_amount=idr(0), below=None, rate=Rate.yearly("5%")),)
    said = terms("lowest", "month", tiers=flat, step=idr(1), compounding="monthly")
    # 1,000,000 x 5 %/12 = 4,166.67; 1,004,167: 4,184.03; 1,008,351: 4,201.46.
    found = interest_of(idr(1_000_000), [], date(2014, 4, 1), date(2014, 6, 30), said)
    assert (found.interest, [span.balance for span in found.spans]) == (idr(12_552), [100_000_000, 100_416_700, 100_835_100])
    assert earned(replace(said, compounding="none"), idr(1_000_000), [], date(2014, 4, 1), date(2014, 6, 30)) == idr(12_500)
    # April's lowest balance is that before the deposit, May's what stands: 4,167, and of 2,004,167 8,350.70.
    moved = [(date(2014, 4, 2), idr(1_000_000))]
    assert earned(said, idr(1_000_000), moved, date(2014, 4, 1), date(2014, 5, 31)) == idr(12_518)


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
        ({"compounding": "weekly"}, "compounding"),
        ({"compounding": "daily", "basis": "30/360"}, "compounding"),
        ({"compounding": "daily", "method": "lowest"}, "compounding"),
        ({"compounding": "daily", "compounding_decimals": 13}, "compounding_decimals"),
        ({"compounding": "daily", "compounding_decimals": "9"}, "compounding_decimals"),
        ({"compounding_decimals": 9}, "compounding_decimals"),
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
