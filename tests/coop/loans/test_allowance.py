"""The allowance of a loan, by the percentages that are published: PPAPWD of the Juknis 15/2021, RPM of Permenkop 14/2009, rural banks."""

from __future__ import annotations

import pytest

from irman_ledger.coop.loans.allowance import allowance_rules, base, target
from irman_ledger.coop.loans.collectability import Grade
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rounding import DOWN, HALF_UP, Rounding

CURRENT, SPECIAL, SUBSTANDARD, DOUBTFUL, LOSS = Grade
# Grade, balance and collateral of four loans, and what the worksheet sets aside (PPAPWD) and weighs (RPM) for each.
EXAMPLE = (
    (CURRENT, 100_000_000, 0, 500_000, 0),
    (SUBSTANDARD, 10_000_000, 4_000_000, 600_000, 5_000_000),
    (DOUBTFUL, 6_000_000, 2_000_000, 2_000_000, 4_500_000),
    (LOSS, 5_000_000, 1_000_000, 4_000_000, 5_000_000),
)


def wanted(
    rules: str,
    grade: Grade,
    outstanding: int,
    collateral: int = 0,
    margin: int = 0,
    step: Money = idr(1),  # noqa: B008  # a value
    mode: Rounding = HALF_UP,
) -> Money:
    return target(idr(outstanding), grade, allowance_rules(rules), collateral=idr(collateral), margin=idr(margin), step=step, mode=mode)


def test_the_required_allowance_of_the_worksheet_of_2021() -> None:
    found = [wanted("PPAPWD_2021", grade, balance, collateral) for grade, balance, collateral, _, _ in EXAMPLE]
    assert found == [idr(ppapwd) for _, _, _, ppapwd, _ in EXAMPLE]
    assert Money.total(found) == idr(7_100_000)


def test_the_risk_of_problem_loans_of_2009_does_not_look_at_collateral() -> None:
    found = [wanted("RPM_2009", grade, balance, collateral) for grade, balance, collateral, _, _ in EXAMPLE]
    assert found == [idr(rpm) for _, _, _, _, rpm in EXAMPLE]
    assert Money.total(found) == idr(14_500_000)


@pytest.mark.parametrize(
    ("grade", "collateral", "allowance"),
    [
        # A training example on rural banks: a balance of Rp5.000.000.
        (CURRENT, 6_500_000, 25_000),
        (SPECIAL, 4_500_000, 15_000),
        (SUBSTANDARD, 4_500_000, 50_000),
        (DOUBTFUL, 4_500_000, 250_000),
        (LOSS, 4_500_000, 500_000),
        (LOSS, 6_500_000, 0),
    ],
)
def test_the_allowance_of_rural_banks(grade: Grade, collateral: int, allowance: int) -> None:
    assert wanted("BPR_2024", grade, 5_000_000, collateral) == idr(allowance)


def test_collateral_beyond_the_debt_leaves_nothing_to_set_aside() -> None:
    assert base(idr(5), idr(0), idr(9), LOSS, allowance_rules("PPAPWD_2021")) == idr(0)
    assert base(idr(5), idr(0), idr(9), CURRENT, allowance_rules("PPAPWD_2021")) == idr(5)


def test_margin_not_earned_yet_is_no_part_of_the_base() -> None:
    assert wanted("PPAPWD_2021", SUBSTANDARD, 12_000_000, margin=2_000_000) == idr(1_000_000)
    assert wanted("PPAPWD_2021", SUBSTANDARD, 12_000_000, margin=2_000_000, collateral=4_000_000) == idr(600_000)


def test_the_target_is_rounded_once_to_the_step_and_mode_that_are_named() -> None:
    assert wanted("PPAPWD_2021", CURRENT, 1_234_567) == idr(6_173)  # 6.172,835
    assert wanted("PPAPWD_2021", CURRENT, 1_234_567, mode=DOWN) == idr(6_172)
    assert wanted("PPAPWD_2021", CURRENT, 1_234_567, step=idr(100)) == idr(6_200)
