"""What a revolving fund is measured by: worked figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from irman_ledger.core.money import idr
from irman_ledger.core.regulations import RuleSetUnknownError
from irman_ledger.core.revolving import Band, FundFigures, bars

# A portfolio of 118.0 million, of which 28.0 are more than 30 days late and 16.0 more than 90; 131.6 of 140.0 million came in that fell
# due, 131.6 came back on loans of 120.0 on average; a fund of 104,540,000.
FUND = FundFigures(
    outstanding=idr(118_000_000),
    late_30=idr(28_000_000),
    late_90=idr(16_000_000),
    overdue_90=idr(11_800_000),
    borrowers_groups=20,
    groups_late=3,
    income=idr(9_000_000),
    cost=idr(7_200_000),
    months=12,
    capital=idr(104_540_000),
    base=idr(104_540_000),
    fell_due=idr(140_000_000),
    collected_of_due=idr(131_600_000),
    repaid=idr(131_600_000),
    outstanding_before=idr(122_000_000),
    borrowers=118,
    partners=190,
    lost=idr(3_136_200),
    used=idr(1_045_400),
    cash=idr(5_100_000),
    net_loans=idr(99_440_000),
)


def percent(part: Fraction | None) -> Decimal:
    assert part is not None
    return (Decimal(part.numerator) / Decimal(part.denominator) * 100).quantize(Decimal("0.1"))


def test_the_measures_of_a_worked_fund() -> None:
    measured = {
        "LAR": FUND.loans_at_risk,
        "PAR30": FUND.portfolio_at_risk_30,
        "PAR90": FUND.portfolio_at_risk,
        "RR": FUND.repayment,
        "CCr": FUND.cost_coverage,
        "ROI": FUND.annual_return,
        "on time": FUND.on_time,
        "turnover": FUND.turnover,
        "reach": FUND.reach,
        "leakage": FUND.leakage,
        "fund": FUND.fund_ratio,
    }
    assert {name: str(percent(part)) for name, part in measured.items()} == {
        "LAR": "15.0",
        "PAR30": "23.7",
        "PAR90": "13.6",
        "RR": "90.0",
        "CCr": "125.0",
        "ROI": "1.7",
        "on time": "94.0",
        "turnover": "109.7",
        "reach": "62.1",
        "leakage": "4.0",
        "fund": "100.0",
    }


def test_a_part_of_a_year_counts_by_its_months() -> None:
    half = replace(FUND, months=6)
    assert [str(percent(half.annual_return)), str(percent(half.turnover))] == ["3.4", "219.3"]


def test_a_part_of_nothing_is_no_measure() -> None:
    nothing = idr(0)
    empty = FundFigures(**{name: nothing if not isinstance(value, int) else 0 for name, value in _fields(FUND).items()} | {"months": 1})
    assert [empty.loans_at_risk, empty.portfolio_at_risk, empty.repayment, empty.cost_coverage, empty.turnover] == [None] * 5
    assert [empty.annual_return, empty.on_time, empty.reach, empty.leakage, empty.fund_ratio] == [None] * 5
    assert replace(FUND, base=idr(-5)).leakage is None


def _fields(one: FundFigures) -> dict[str, object]:
    return {name: getattr(one, name) for name in FundFigures.__slots__}


@pytest.mark.parametrize(
    ("measure", "part", "band"),
    [
        ("portfolio_at_risk", "10", "good"),
        ("portfolio_at_risk", "10.01", "sufficient"),
        ("loans_at_risk", "20", "sufficient"),
        ("loans_at_risk", "20.01", "poor"),
        ("repayment", "90", "good"),
        ("repayment", "79.99", "poor"),
        ("cost_coverage", "125", "good"),
        ("cost_coverage", "99.99", "poor"),
        ("return", "0", "sufficient"),
        ("return", "-0.01", "poor"),
    ],
)
def test_each_measure_has_its_bars(measure: str, part: str, band: Band) -> None:
    grading = bars("PNPM_2013")
    assert grading.late_days == 90
    assert grading.bars[measure].band(Fraction(part) / 100) == band


def test_an_unknown_rule_set_is_refused() -> None:
    with pytest.raises(RuleSetUnknownError):
        bars("PNPM_1999")
