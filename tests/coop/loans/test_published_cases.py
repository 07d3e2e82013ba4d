"""Cases of loans that other people published: arrears, allowances, payoffs, harvests and sales by instalments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from irman_ledger.coop.loans import DisburseLoan, RepayLoan, RescheduleLoan, SellByInstalments, payoff, schedule
from irman_ledger.coop.loans.allowance import read_allowance, target
from irman_ledger.coop.loans.arrears import Arrears
from irman_ledger.coop.loans.collectability import CollectabilityRules, Exposure, Grade, collectability_rules, grade
from irman_ledger.coop.loans.payoff import PayoffInterest
from irman_ledger.core.calendar import Every
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.regulations import RuleSet
from irman_ledger.core.rounding import HALF_UP
from irman_ledger.core.subject import Subject
from tests.coop.loans.scenario import ACCOUNTS, bylaws, given

SEN = Money.from_minor(1)

# -- grades and allowances --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("months", "wanted"), [(21, Grade.DOUBTFUL), (12, Grade.LOSS)])
def test_a_debt_doubtful_since_december_is_lost_after_a_year_only_where_the_rule_says_so(months: int, wanted: Grade) -> None:
    # The annex of Permenkop 20/2008 contradicts itself: Rp500.000, doubtful since December 2006 and unpaid to December 2007, is
    # printed as lost, but its rule says 21 months. The rule is kept; the bound is data.
    shipped = collectability_rules("KSP_2008")
    assert shipped.doubtful is not None
    rules: CollectabilityRules = replace(shipped, doubtful=replace(shipped.doubtful, months_most=months))
    since = date(2006, 5, 31)
    late = Arrears(on=date(2007, 12, 31), principal=idr(500_000), interest=idr(0), principal_since=since, interest_since=None)
    exposure = Exposure(
        arrears=late,
        every=Every(months=1),
        is_bullet=False,
        outstanding=idr(500_000),
        collateral=idr(500_000),
        doubtful_since=date(2006, 12, 1),
    )
    assert grade(exposure, rules) is wanted


def test_the_reserves_of_kupedes_of_a_portfolio() -> None:
    # Bank BRI, Kupedes (text-id.123dok.com/document/6zkrm71yx): 1, 5, 15, 50 and 100 %; the days are those of OJK_5. A portfolio
    # of 118,000,000 with 4,200,000 of unearned margin is worth 99,440,000.
    percent = {"current": "1%", "special-mention": "5%", "substandard": "15%", "doubtful": "50%", "loss": "100%"}
    terms = {"percent": percent, "less_collateral": []}
    rules = read_allowance(RuleSet(code="KUPEDES", label=Label("Kupedes", "Kupedes"), source="Bank BRI", terms=terms))
    portfolio = [
        (0, 76_000_000, 760_000),
        (30, 14_000_000, 700_000),
        (90, 12_000_000, 600_000),
        (120, 2_000_000, 300_000),
        (180, 4_000_000, 2_000_000),
        (181, 10_000_000, 10_000_000),
    ]
    found = [_reserve(days, balance, rules) for days, balance, _reserved in portfolio]
    assert found == [idr(reserved) for _days, _balance, reserved in portfolio]
    assert Money.total(found) == idr(14_360_000)
    assert idr(118_000_000) - idr(4_200_000) - Money.total(found) == idr(99_440_000)


def _reserve(days: int, balance: int, rules: Any) -> Money:
    on = date(2014, 12, 31)
    since = on - timedelta(days) if days else None
    late = Arrears(on=on, principal=idr(balance if days else 0), interest=idr(0), principal_since=since, interest_since=None)
    exposure = Exposure(arrears=late, every=Every(months=1), is_bullet=False, outstanding=idr(balance), collateral=idr(0))
    found = grade(exposure, collectability_rules("OJK_5"))
    return target(idr(balance), found, rules, collateral=idr(0), margin=idr(0), step=idr(1), mode=HALF_UP)


# -- payoff -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("interest", "total"), [("to-date", "83.81"), ("to-next-due", "84.06")])
def test_a_payoff_in_the_middle_of_a_month(interest: PayoffInterest, total: str) -> None:
    # The tests of Apache Fineract (progressive loans): 100 at 7 % over six months is 17.01 a month; after the first, 83.57 are left.
    # On 15 February 2024 14 of the 29 days have passed: 0.49 x 14 / 29 = 0.24.
    begins = date(2024, 1, 1)
    plan = schedule(idr(100), Rate.yearly("7%"), 6, method="annuity", start_on=begins, step=SEN)
    assert [one.total for one in plan[:2]] == [idr("17.01"), idr("17.01")]
    assert (plan[0].principal, plan[0].interest, plan[1].interest) == (idr("16.43"), idr("0.58"), idr("0.49"))
    found = payoff(plan, idr("16.43"), idr("0.58"), date(2024, 2, 15), interest=interest, runs_from=begins, step=SEN)
    assert found.total == idr(total)


# -- without interest -------------------------------------------------------------------------------------------------


def test_a_failed_harvest_is_put_off_by_a_cycle_without_any_addition() -> None:
    # Qardh until the harvest: 45 days and ten to dry; after 26 May it is late, and a failed harvest gives one cycle more.
    harvest = {
        "method": "bullet",
        "rate": "0%/year",
        "every": {"days": 45},
        "due_after_days": 10,
        "instalments_max": 1,
        "accounts": ACCOUNTS,
    }
    book = given()
    book.book.bylaws = bylaws({"PANEN": harvest})
    lent, late = date(2014, 4, 1), date(2014, 5, 27)
    book.book.record(DisburseLoan(loan="PJ-001", member="A-001", product="PANEN", on=lent, principal=idr(1_500_000), instalments=1))
    outcome = book.when(RescheduleLoan(loan="PJ-001", on=late, instalments=1, reason="gagal panen"))
    assert outcome.played is not None
    assert outcome.played.entry is None
    plan = book.book.schedules[Subject("loan", "PJ-001")]
    assert [(one.due_on, one.principal, one.interest) for one in plan] == [(date(2014, 7, 21), idr(1_500_000), idr(0))]
    book.when(RepayLoan(loan="PJ-001", on=date(2014, 7, 21), amount=idr(1_500_000))).then_settled(
        interest="0", principal="1500000", is_paid_off=True
    )


# -- sales by instalments ---------------------------------------------------------------------------------------------


def test_a_part_payment_of_a_sale_earns_the_same_part_of_its_margin() -> None:
    # scribd.com/document/579175385: 80,000,000 less 20,000,000 down, margin 7,375,570.25 over 18 months. Of the 1,000,000 paid on
    # 10 June it prints 109,400 of margin and 309,493.74 still due, together more than the 409,493.74 of the month, which itself
    # comes from a rounded 10.94 %. To date 4,743,087.24 / 67,375,570.25 of the margin is 519,223.41, less 409,753.90.
    book = given()
    sold = SellByInstalments(
        loan="PJ-001",
        member="A-001",
        product="JUAL-BELI-SEN",
        on=date(2014, 4, 10),
        cost=idr(60_000_000),
        margin=idr("7375570.25"),
        instalments=18,
    )
    book.book.record(sold)
    margins = []
    for on, amount in ((date(2014, 5, 10), "3743087.24"), (date(2014, 6, 10), "1000000"), (date(2014, 6, 10), "2743087.24")):
        event: Any = book.book.record(RepayLoan(loan="PJ-001", on=on, amount=idr(amount))).event
        margins.append(event.margin.amount)
    assert margins == [idr("409753.90"), idr("109469.51"), idr("300284.40")]
    assert margins[1] + margins[2] == idr("409753.91")  # 819,507.81 to date
