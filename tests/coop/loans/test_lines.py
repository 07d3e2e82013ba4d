"""Lines of credit by themselves: what they bear, and what their products may say."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.coop.loans import LoanTermsError
from irman_ledger.coop.loans.line import CreditLine, LineRate, line_interest
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.money import idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import DOWN, HALF_UP
from tests.coop.loans.scenario import REGULER, bylaws

BEGAN = date(2014, 1, 1)
LINE = {"due_days": 10, "account": "9-1400", "contra": "9-1490"}
BULLET = {**{key: value for key, value in REGULER.items() if key != "early_payment"}, "method": "bullet"}


def line(rate: str = "18%", day_count: str = "ACT/365F", *more: LineRate) -> CreditLine:
    """A line that bills what it bears."""
    rates = (LineRate(from_on=BEGAN, rate=Rate.yearly(rate)), *more)
    return CreditLine(expires_on=date(2015, 1, 1), day_count=day_count, due_days=10, interest="billed", rates=rates)


@given(
    st.lists(st.tuples(st.integers(0, 70), st.integers(-5_000_000, 5_000_000)), max_size=12),
    st.integers(0, 75),
    st.sampled_from([("ACT/365F", 365), ("ACT/360", 360)]),
)
def test_interest_is_the_sum_of_days_by_balance_by_rate(moved: list[tuple[int, int]], to: int, basis: tuple[str, int]) -> None:
    drawn = [(BEGAN + timedelta(days=day), idr(amount)) for day, amount in moved]
    products = sum(sum(amount for on, amount in moved if on <= day) for day in range(to))
    exact, until = Fraction(products * 18, 100 * basis[1]), BEGAN + timedelta(days=to)
    found = line_interest(drawn, line("18%", basis[0]), until, step=idr(1), mode=DOWN)
    assert found == idr(1).times(exact, step=idr(1), mode=DOWN)


def test_each_charge_to_date_is_rounded_once_and_none_is_lost() -> None:
    # 1.000.000 x 1 x 18% / 365 = 493,15 a day; to the second day 986,30, to the third 1.479,45.
    figures = [line_interest([(BEGAN, idr(1_000_000))], line(), BEGAN + timedelta(days=day), step=idr(1), mode=HALF_UP) for day in range(4)]
    assert figures == [idr(0), idr(493), idr(986), idr(1_479)]


def test_a_month_at_one_per_cent_on_30_days_is_the_published_one() -> None:
    # Balance x 1 % / 30 x days: 1,000,000 x 6 = 2,000; 600,000 x 12 = 2,400; 500,000 x 6 = 1,000; 300,000 x 5 = 500; paid on the 30th.
    moved = [
        (date(2014, 12, 1), idr(1_000_000)),
        (date(2014, 12, 7), idr(-400_000)),
        (date(2014, 12, 19), idr(-100_000)),
        (date(2014, 12, 25), idr(-200_000)),
    ]
    agreed = line("12%", "ACT/360")
    days = [date(2014, 12, 7), date(2014, 12, 19), date(2014, 12, 25), date(2014, 12, 30)]
    assert [line_interest(moved, agreed, day, step=idr(1), mode=HALF_UP) for day in days] == [
        idr(2_000),
        idr(4_400),
        idr(5_400),
        idr(5_900),
    ]


def test_another_rate_holds_from_its_day_on() -> None:
    # 1.000.000 x 18% / 360 = 500 a day for ten days, then 1.000.000 x 12% / 360 = 333,33 a day for three.
    agreed = line("18%", "ACT/360", LineRate(from_on=BEGAN + timedelta(days=10), rate=Rate.yearly("12%")))
    assert line_interest([(BEGAN, idr(1_000_000))], agreed, BEGAN + timedelta(days=13), step=idr(1), mode=HALF_UP) == idr(6_000)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"line": 4}, "line"),
        ({"line": {**LINE, "due_days": 0}}, "line.due_days"),
        ({"line": {**LINE, "day_count": "30/360"}}, "line.day_count"),
        ({"line": {**LINE, "account": "1-1500"}}, "line.account"),
        ({"line": {**LINE, "interest": "daily"}}, "line.interest"),
        ({"line": {**LINE, "most": 3}}, "line.most"),
        ({"line": {"due_days": 10, "account": "9-1400"}}, "line.contra"),
        ({"line": LINE, "method": "flat"}, "method"),
        ({"line": LINE, "tranches": {"most": 3, "account": "9-1400", "contra": "9-1490"}}, "tranches"),
        ({"line": LINE, "recognition": "contractual", "accrued": "1-1500"}, "recognition"),
        ({"line": LINE, "payoff": "to-date"}, "payoff"),
        ({"line": LINE, "day_count": "ACT/360"}, "day_count"),
    ],
)
def test_terms_of_a_line_are_read_strictly(changed: dict[str, object], field: str) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        bylaws({"P": {**BULLET, **changed}}).terms("P", "loans", parse)
    assert refusal.value.field == field


def test_a_line_is_read() -> None:
    found = bylaws({"P": {**BULLET, "line": LINE}}).terms("P", "loans", parse).line
    assert found is not None
    assert (found.day_count, found.due_days, found.interest, found.account) == ("ACT/365F", 10, "billed", "9-1400")
