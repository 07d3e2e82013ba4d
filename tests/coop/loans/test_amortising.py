"""Cost and effective rate of plans that come by other rhythms, and terms of effective interest that contradict each other."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from irman_ledger.coop.loans import Conventions, EffectiveInterest, Grace, schedule
from irman_ledger.coop.loans.amortising import earned_by_rate, effective_of
from irman_ledger.coop.loans.methods.effective import percent
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.refusals.accruing import EffectiveRateError
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP
from irman_ledger.core.schedule import Instalment
from tests.coop.loans.scenario import REGULER, SALE, bylaws

LENT_ON = date(2014, 1, 31)
ACCOUNTS = {"adjustment": "1-1586", "income": "4-1120"}
EFFECTIVE: dict[str, Any] = {
    **REGULER,
    "recognition": "effective",
    "accrued": "1-1600",
    "effective": {"adjustment": "1-1586", "income": {"any": "4-1120"}},
}
PROVISION: dict[str, Any] = {"code": "PROVISI", "rate": "2%/once", "taken": "withheld", "yield": True}


def bears(plan: tuple[Instalment, ...], cost: int, every: Every) -> EffectiveInterest:
    return effective_of("PJ-001", plan, idr(cost), LENT_ON, every=every, **ACCOUNTS)


def earned(plan: tuple[Instalment, ...], effective: EffectiveInterest, *days: date) -> list[int]:
    return [earned_by_rate(plan, effective, on, step=idr(1), mode=HALF_UP).minor // 100 for on in days]


def test_a_month_end_that_months_lack_counts_as_whole_months() -> None:
    # Due on 28 February and 31 March: 510,000 twice are worth 1,000,000 at 1.3304 % a month: 13,304.03, of which 14 of 28 days are
    # 6,652.01, and then 6,695.97.
    plan = schedule(idr(1_000_000), Rate.yearly("12%"), 2, start_on=LENT_ON)
    effective = bears(plan, 1_000_000, Every(months=1))
    assert percent(effective.rate.value) == "1.3304%"
    assert [one.due_on for one in plan] == [date(2014, 2, 28), date(2014, 3, 31)]
    assert earned(plan, effective, LENT_ON, date(2014, 2, 14), date(2014, 2, 28), date(2014, 3, 31)) == [0, 6_652, 13_304, 20_000]


def test_weeks_are_counted_by_days() -> None:
    plan = schedule(idr(1_000_000), Rate.weekly("1%"), 2, start_on=LENT_ON, every=Every(weeks=1))
    effective = bears(plan, 980_000, Every(weeks=1))
    # 510,000 twice are worth 980,000 at 2.7090 % a week, which is 0.3826 % a day: 26,548.40 in the first week.
    assert (effective.rate.per, percent(effective.rate.value)) == ("day", "0.3826%")
    assert earned(plan, effective, date(2014, 2, 7), date(2014, 2, 14)) == [26_548, 40_000]


def test_a_bullet_grows_from_month_to_month() -> None:
    # One payment of 1,030,000 after three months, and 1.03 is the cube of 1.00990163: 9,901.63 in the first of them.
    plan = schedule(idr(1_000_000), Rate.yearly("12%"), 3, method="bullet", start_on=LENT_ON)
    grace = schedule(idr(1_000_000), Rate.yearly("12%"), 3, start_on=LENT_ON, conventions=Conventions(grace=Grace(interest_payment=2)))
    assert earned(plan, bears(plan, 1_000_000, Every(months=1)), date(2014, 2, 28), date(2014, 4, 30)) == [9_902, 30_000]
    assert earned(grace, bears(grace, 1_000_000, Every(months=1)), date(2014, 4, 30)) == [30_000]


def test_what_costs_all_that_is_asked_for_bears_nothing() -> None:
    plan = schedule(idr(1_000_000), Rate.yearly("0%"), 2, start_on=LENT_ON)
    for cost in (1_000_000, 1_200_000):
        effective = bears(plan, cost, Every(months=1))
        assert (effective.received, effective.rate) == (idr(1_000_000), Rate(Fraction(0), "month"))


@pytest.mark.parametrize("cost", [0, -5, 1])
def test_no_rate_explains_what_costs_nothing(cost: int) -> None:
    plan = schedule(idr(1_000_000), Rate.yearly("12%"), 2, start_on=LENT_ON)
    with pytest.raises(EffectiveRateError) as refused:
        bears(plan, cost, Every(months=1))
    assert refused.value.details == {"loan": "PJ-001", "on": LENT_ON, "received": idr(cost), "asked": idr(1_020_000)}
    assert "Rp1.020.000" in refused.value.message("id")


@pytest.mark.parametrize(
    ("terms", "field", "reason"),
    [
        ({"effective": None}, "effective", "must be a table"),
        ({"effective": {"adjustment": "1-1586"}}, "effective.income", "is missing"),
        ({"recognition": "contractual"}, "effective", 'goes only with recognition = "effective"'),
        (
            {"effective": {"adjustment": "1-1500", "income": {"any": "4-1120"}}},
            "effective.adjustment",
            "must be an account that may stand on either side",
        ),
        (
            {"effective": {"adjustment": "1-1600", "income": {"any": "4-1120"}}},
            "effective.adjustment",
            "is the account of something else of the loan",
        ),
        (
            {"effective": {"adjustment": "1-1586", "income": {"any": "4-1100"}}},
            "effective.income",
            "is the income of interest or penalties, from which is read what is paid of them",
        ),
        (
            {"fees": [{**PROVISION, "income": {"any": "4-1120"}}]},
            "fees.0.income",
            "does not go with yield, whose accounts are those of effective interest",
        ),
        (
            {"fees": [{"code": "P", "rate": "2%/once", "taken": "spread", "deferred": "1-1585", "income": {"any": "4-1120"}}]},
            "fees.0.taken",
            'does not go with recognition = "effective"; a fee that is withheld may be part of the yield',
        ),
        ({"tranches": {"most": 3, "account": "9-1400", "contra": "9-1490"}}, "recognition", "does not go with tranches"),
    ],
)
def test_contradictions_are_refused(terms: dict[str, object], field: str, reason: str) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        bylaws({"P": {**EFFECTIVE, **terms}}).terms("P", "loans", parse)
    assert (refusal.value.field, refusal.value.details["reason"]) == (field, reason)


@pytest.mark.parametrize(
    ("terms", "field", "reason"),
    [
        ({**REGULER, "fees": [PROVISION]}, "fees.0.yield", 'goes only with recognition = "effective"'),
        ({**SALE, "effective": EFFECTIVE["effective"]}, "effective", "does not go with sale"),
    ],
)
def test_no_other_loan_has_a_yield(terms: dict[str, object], field: str, reason: str) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        bylaws({"P": terms}).terms("P", "loans", parse)
    assert (refusal.value.field, refusal.value.details["reason"]) == (field, reason)
