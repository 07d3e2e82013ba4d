"""What holds for every plan, whatever its method, rounding, place of the remainder and grace."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from irman_ledger.coop.loans import METHODS, schedule
from irman_ledger.coop.loans.methods import AT_THE_END, SALES, Conventions, Grace, sale
from irman_ledger.coop.loans.methods.conventions import REMAINDERS
from irman_ledger.coop.loans.methods.periods import significant
from irman_ledger.coop.loans.refusals import ConventionUnfitError, PlanDoesNotFitError
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP, Rounding, round_ratio
from irman_ledger.core.schedule import Instalment
from irman_ledger.testing.strategies import days, loan_plans

SOME = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
BEGINS = date(2014, 1, 31)
GRACES = (Grace(), Grace(principal=2), Grace(interest_payment=2), Grace(interest_free=2), Grace(principal=3, interest_payment=4))


def total(plan: tuple[Instalment, ...]) -> Money:
    return Money.total(one.principal for one in plan)


@pytest.mark.parametrize("mode", list(Rounding))
@pytest.mark.parametrize("remainder", REMAINDERS)
@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize("multiple", [None, idr(500)])
def test_every_combination_repays_exactly_what_was_lent_or_says_that_it_does_not_go_together(
    method: str, remainder: Any, mode: Rounding, multiple: Money | None
) -> None:
    for grace, count, step in product(GRACES, (7, 24), (Money.from_minor(1), idr(1), idr(100))):
        said = Conventions(remainder=remainder, grace=grace, multiple=multiple, multiple_mode=mode)
        asked: dict[str, Any] = {"method": method, "start_on": BEGINS, "step": step, "mode": mode, "conventions": said}
        try:
            plan = schedule(Money.parse("87.654.321,09"), Rate.yearly("18%"), count, **asked)
        except ConventionUnfitError:
            assert not _goes_together(method, remainder, multiple)
            continue
        assert _goes_together(method, remainder, multiple)
        assert total(plan) == Money.parse("87.654.321,09")
        assert len(plan) == count or (remainder == "shorter" and len(plan) < count)
        assert all(not one.principal for one in plan[: grace.principal])
        assert all(not one.interest for one in plan[: grace.interest_payment])
        assert plan[-1].principal.minor > 0


def _goes_together(method: str, remainder: str, multiple: Money | None) -> bool:
    if method in AT_THE_END:
        return remainder == "last" and multiple is None
    if method == "annuity":
        return remainder != "first"
    return multiple is None or remainder in ("last", "shorter")


@SOME
@given(loan_plans())
def test_a_plan_ends_at_zero_and_asks_for_nothing_negative(plan: dict[str, Any]) -> None:
    found = schedule(**plan)
    assert total(found) == plan["principal"]
    assert all(one.principal.minor >= 0 and one.interest.minor >= 0 for one in found)
    assert [one.no for one in found] == list(range(1, len(found) + 1))
    assert all(before.due_on <= after.due_on for before, after in pairwise(found))


@SOME
@given(loan_plans(methods=("declining", "annuity", "interest-only")))
def test_interest_is_that_of_the_balance_before_the_instalment(plan: dict[str, Any]) -> None:
    # Reckoned once more, from the plan's own principal parts; where interest is carried, of all it is carried from.
    plan = {**plan, "conventions": Conventions(grace=plan["conventions"].grace)}
    try:
        found = schedule(**plan)
    except PlanDoesNotFitError:
        return
    step = plan["step"] or idr(1)
    balance, expected = plan["principal"].minor, []
    for no, one in enumerate(found, 1):
        rate = Fraction(0) if no <= plan["conventions"].grace.interest_free else _of_one(plan["rate"], plan["every"])
        expected.append(round_ratio(balance * rate.numerator, rate.denominator * step.minor, plan["mode"]) * step.minor)
        balance -= one.principal.minor
    carried = plan["conventions"].grace.interest_payment
    expected[: carried + 1] = [0] * carried + [sum(expected[: carried + 1])]
    assert [one.interest.minor for one in found] == expected


@SOME
@given(loan_plans(methods=("flat", "bullet")))
def test_flat_and_bullet_interest_is_that_of_the_first_principal(plan: dict[str, Any]) -> None:
    plan = {**plan, "conventions": Conventions()}
    found = schedule(**plan)
    step, rate = plan["step"] or idr(1), _of_one(plan["rate"], plan["every"])
    each = round_ratio(plan["principal"].minor * rate.numerator, rate.denominator * step.minor, plan["mode"]) * step.minor
    assert sum(one.interest.minor for one in found) == each * plan["instalments"]
    if plan["method"] == "flat":
        assert {one.interest.minor for one in found} == {each}


def _of_one(rate: Rate, every: Every) -> Fraction:
    if every.months:
        return rate.to("month").value * every.months
    return rate.to("week").value * every.weeks + rate.to("day").value * every.days


@SOME
@given(
    st.integers(10**6, 10**10),
    st.integers(0, 10**9),
    st.integers(1, 60),
    st.sampled_from(sorted(SALES)),
    st.sampled_from([Money.from_minor(1), idr(1)]),
    days(),
)
def test_a_sale_recognises_exactly_its_margin_and_asks_for_exactly_its_price(
    cost: int, margin: int, count: int, method: str, step: Money, begins: Any
) -> None:
    try:
        plan = sale(Money.from_minor(cost), Money.from_minor(margin), count, method=method, start_on=begins, step=step)
    except PlanDoesNotFitError:
        return
    assert total(plan) == Money.from_minor(cost)
    assert Money.total(one.interest for one in plan) == Money.from_minor(margin)
    assert all(one.principal.minor > 0 and one.interest.minor >= 0 for one in plan)
    assert len({one.total for one in plan[:-1]}) <= 1


@SOME
@given(st.fractions(0, 10**12, max_denominator=10**15), st.integers(4, 40))
def test_significant_digits_are_as_many_as_asked_for(value: Fraction, digits: int) -> None:
    found = significant(value, digits, HALF_UP)
    assert abs(found - value) * 10 ** (digits - 1) * 2 <= value
    assert significant(found, digits, HALF_UP) == found
