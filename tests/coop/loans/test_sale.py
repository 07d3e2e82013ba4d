"""Sales by instalments (murabahah): the printed cases, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.loans.methods import SALES, Conventions, Grace, sale
from irman_ledger.core.money import Money, idr
from irman_ledger.core.schedule import Instalment
from irman_ledger.errors import InvalidInputError

BEGINS = date(2014, 4, 10)
SEN = Money.from_minor(1)


def parts(plan: tuple[Instalment, ...]) -> list[tuple[str, str]]:
    return [(one.principal.plain(), one.interest.plain()) for one in plan]


def test_a_printed_sale_without_the_rounded_percentage_of_its_source() -> None:
    # scribd.com/document/579175385: instalment 3,743,087.24, margin 409,753.90. The source reckoned with 10.94 %,
    # 409,493.74 of margin an instalment, and would leave 4,682.93 of it unearned.
    plan = sale(idr(60_000_000), idr("7375570.25"), 18, start_on=BEGINS, step=SEN)
    assert {one.total for one in plan[:-1]} == {idr("3743087.24")}
    assert plan[-1].total == idr("3743087.17")
    assert (plan[0].principal, plan[0].interest) == (idr("3333333.34"), idr("409753.90"))
    assert {one.interest for one in plan} == {idr("409753.90"), idr("409753.91")}
    assert Money.total(one.interest for one in plan) == idr("7375570.25")
    assert Money.total(one.principal for one in plan) == idr(60_000_000)


def test_a_freezer_in_equal_shares() -> None:
    assert parts(sale(idr(6_000_000), idr(720_000), 12, start_on=BEGINS)) == [("500000", "60000")] * 12


def test_a_freezer_by_annuity() -> None:
    assert parts(sale(idr(6_000_000), idr(720_000), 12, method="annuity", start_on=BEGINS)) == [
        ("452714", "107286"),
        ("460809", "99191"),
        ("469049", "90951"),
        ("477436", "82564"),
        ("485973", "74027"),
        ("494663", "65337"),
        ("503508", "56492"),
        ("512511", "47489"),
        ("521675", "38325"),
        ("531003", "28997"),
        ("540498", "19502"),
        ("550161", "9839"),
    ]


@pytest.mark.parametrize("method", sorted(SALES))
def test_a_sale_at_cost_has_no_margin(method: str) -> None:
    assert parts(sale(idr(1_500_000), idr(0), 30, method=method, start_on=BEGINS)) == [("50000", "0")] * 30


def test_an_instalment_in_thousands_leaves_a_smaller_last_one() -> None:
    # 6,720,000 / 11 = 610,909.09 becomes 611,000; the eleventh is 6,720,000 - 10 x 611,000 = 610,000.
    plan = sale(idr(6_000_000), idr(720_000), 11, start_on=BEGINS, conventions=Conventions(multiple=idr(1_000)))
    assert [one.total for one in plan] == [idr(611_000)] * 10 + [idr(610_000)]
    assert Money.total(one.interest for one in plan) == idr(720_000)


@pytest.mark.parametrize("method", sorted(SALES))
def test_months_of_grace_and_months_without_harvest_ask_for_nothing(method: str) -> None:
    told = Conventions(grace=Grace(principal=1), idle_months=frozenset({6, 7}))
    plan = sale(idr(6_000_000), idr(720_000), 4, method=method, start_on=BEGINS, conventions=told)
    assert [one.due_on for one in plan] == [date(2014, 5, 10), date(2014, 8, 10), date(2014, 9, 10), date(2014, 10, 10)]
    assert [one.total for one in plan] == [idr(0), idr(2_240_000), idr(2_240_000), idr(2_240_000)]
    assert Money.total(one.interest for one in plan) == idr(720_000)


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"margin": idr(-1)}, "input.invalid", "margin"),
    ({"cost": idr(0)}, "input.invalid", "principal"),
    ({"method": "flat"}, "loan.method-unknown", "method"),
    ({"instalments": 0}, "loan.instalments-out-of-range", "instalments"),
    ({"conventions": Conventions(day_count="ACT/360")}, "loan.convention-does-not-fit", "day_count"),
    ({"conventions": Conventions(balance="exact")}, "loan.convention-does-not-fit", "balance"),
    ({"conventions": Conventions(grace=Grace(interest_free=1))}, "loan.convention-does-not-fit", "grace.interest_free"),
    ({"conventions": Conventions(grace=Grace(principal=3))}, "loan.grace-too-long", "grace.principal"),
    ({"step": idr(1_000_000)}, "loan.plan-does-not-fit", "principal"),
]


@pytest.mark.parametrize(("change", "code", "field"), REFUSED)
def test_what_no_sale_can_be_is_refused_by_name(change: dict[str, Any], code: str, field: str) -> None:
    given: dict[str, Any] = {"cost": idr(1_100_000), "margin": idr(100_000), "instalments": 3, "start_on": BEGINS, **change}
    with pytest.raises(InvalidInputError) as refusal:
        sale(given.pop("cost"), given.pop("margin"), given.pop("instalments"), **given)
    assert (refusal.value.code, refusal.value.field) == (code, field)
