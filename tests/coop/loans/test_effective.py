"""What a plan really costs a year, against rates printed elsewhere."""

from __future__ import annotations

from fractions import Fraction

import pytest

from irman_ledger.coop.loans.methods.effective import effective_rates, percent, rate_of_one_period
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import idr
from irman_ledger.core.rounding import HALF_UP, round_fraction

MONTH = Every(months=1)


def nominal(received: int, payment: int, count: int, every: Every = MONTH) -> str:
    found = effective_rates(idr(received), [idr(payment)] * count, [Fraction(n) for n in range(1, count + 1)], every)
    assert found is not None
    return two_decimals(found.nominal)


def two_decimals(part: Fraction) -> str:
    hundredths = round_fraction(part * 10_000, HALF_UP)
    return f"{hundredths // 100}.{hundredths % 100:02}"


# The nominal effective rate a year of a flat rate a month, by tenor: 12 % flat over twelve months is 21.46 %.
TABLE = [
    ("1.0", (10, "21.26"), (12, "21.46"), (24, "21.57"), (36, "21.20")),
    ("1.5", (10, "31.50"), (12, "31.72"), (24, "31.46"), (36, "30.59")),
    ("2.0", (10, "41.52"), (12, "41.70"), (24, "40.88"), (36, "39.43")),
]


@pytest.mark.parametrize(("flat", "tenor", "printed"), [(flat, *cell) for flat, *cells in TABLE for cell in cells])
def test_a_flat_rate_costs_what_the_table_prints(flat: str, tenor: int, printed: str) -> None:
    # 3,600,000 divides by every tenor, so the instalment is exact.
    payment = 3_600_000 // tenor + int(Fraction(flat) / 100 * 3_600_000)
    assert nominal(3_600_000, payment, tenor) == printed


def test_the_moneylender_of_the_fish_market_takes_about_one_and_a_fifth_percent_a_day() -> None:
    # amunisinews.co.id on moneylenders of Ketapang: 1,500,000 is repaid as 60,000 a day for 30 days; 20 % a month, that is 1.22 % a day.
    base = rate_of_one_period(1_500_000, [60_000] * 30, [Fraction(n) for n in range(1, 31)])
    assert base is not None
    assert two_decimals(base) == "1.22"


def test_two_customs_of_a_yearly_rate() -> None:
    # 2 % a month: 24 % a year without, 1.02 ** 12 - 1 = 26.8242 % with interest on interest.
    found = effective_rates(idr(1_000_000), [idr(1_020_000)], [Fraction(1)], MONTH)
    assert found is not None
    assert found.compounded is not None
    assert (percent(found.nominal), percent(found.compounded)) == ("24%", "26.8242%")


@pytest.mark.parametrize(
    ("every", "printed"), [(Every(months=3), "8%"), (Every(weeks=2), "52.1429%"), (Every(days=1), "730%"), (Every(months=24), "1%")]
)
def test_a_year_has_as_many_periods_as_the_rhythm_gives(every: Every, printed: str) -> None:
    found = effective_rates(idr(100), [idr(102)], [Fraction(1)], every)
    assert found is not None
    assert percent(found.nominal) == printed


def test_what_costs_nothing_costs_nothing() -> None:
    found = effective_rates(idr(500_000), [idr(50_000)] * 10, [Fraction(n) for n in range(1, 11)], MONTH)
    assert found is not None
    assert (found.nominal, found.compounded, percent(found.nominal)) == (0, 0, "0%")


def test_a_longer_first_period_counts_for_what_it_is() -> None:
    # 1,500,000 back after one and a half months for 1,000,000: (1 + i) ** 1.5 = 1.5, i = 31.0371 %.
    base = rate_of_one_period(1_000_000, [1_500_000], [Fraction(3, 2)])
    assert base is not None
    assert percent(base) == "31.0371%"


def test_no_rate_explains_money_that_is_paid_back_on_the_spot() -> None:
    assert effective_rates(idr(100), [idr(110)], [Fraction(0)], MONTH) is None


def test_more_than_a_million_percent_is_not_said() -> None:
    found = effective_rates(idr(100), [idr(200)], [Fraction(1)], Every(days=1))
    assert found is not None
    assert (percent(found.nominal), found.compounded) == ("36500%", None)
