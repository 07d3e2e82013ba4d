"""The grade of a loan: the bounds of each rule set, a day before and a day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from irman_ledger.coop.loans.arrears import Arrears
from irman_ledger.coop.loans.collectability import Assessment, Exposure, Grade, collectability_rules, grade, is_bullet
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import idr
from irman_ledger.core.schedule import Instalment

CURRENT, SPECIAL, SUBSTANDARD, DOUBTFUL, LOSS = Grade
MONTHLY = Every(months=1)
DUE = date(2014, 1, 31)


def found(
    rules: str,
    *,
    on: date,
    principal_since: date | None = None,
    interest_since: date | None = None,
    every: Every = MONTHLY,
    bullet: bool = False,
    collateral: int = 0,
    assessment: Assessment = "none",
    doubtful_since: date | None = None,
    outstanding: int = 1_000_000,
) -> Grade:
    late = Arrears(
        on=on,
        principal=idr(100_000 if principal_since else 0),
        interest=idr(20_000 if interest_since else 0),
        principal_since=principal_since,
        interest_since=interest_since,
    )
    exposure = Exposure(
        arrears=late,
        every=every,
        is_bullet=bullet,
        outstanding=idr(outstanding),
        collateral=idr(collateral),
        assessment=assessment,
        doubtful_since=doubtful_since,
    )
    return grade(exposure, collectability_rules(rules))


@pytest.mark.parametrize(
    ("rules", "days", "wanted"),
    [
        # 90/180/270 days in four grades.
        ("DAYS_90_180_270", 0, CURRENT),
        ("DAYS_90_180_270", 90, CURRENT),
        ("DAYS_90_180_270", 91, SUBSTANDARD),
        ("DAYS_90_180_270", 180, SUBSTANDARD),
        ("DAYS_90_180_270", 181, DOUBTFUL),
        ("DAYS_90_180_270", 270, DOUBTFUL),
        ("DAYS_90_180_270", 271, LOSS),
        # SK Direksi BI 31/147/KEP/DIR: up to 90 days under special mention, then over 90, over 180, over 270.
        # POJK 40/2019: 1 to 90, 91 to 120, 121 to 180, over 180.
        ("OJK_5", 0, CURRENT),
        ("OJK_5", 1, SPECIAL),
        ("OJK_5", 90, SPECIAL),
        ("OJK_5", 91, SUBSTANDARD),
        ("OJK_5", 120, SUBSTANDARD),
        ("OJK_5", 121, DOUBTFUL),
        ("OJK_5", 180, DOUBTFUL),
        ("OJK_5", 181, LOSS),
    ],
)
def test_rules_by_days_count_principal_and_interest_alike(rules: str, days: int, wanted: Grade) -> None:
    on = DUE + timedelta(days)
    since = DUE if days else None
    assert found(rules, on=on, principal_since=since) is wanted
    assert found(rules, on=on, interest_since=since) is wanted


def test_the_worse_of_principal_and_interest_counts() -> None:
    on = date(2014, 12, 31)
    young, old = on - timedelta(1), on - timedelta(200)
    assert found("OJK_5", on=on, principal_since=young, interest_since=old) is LOSS
    assert found("OJK_5", on=on, principal_since=old, interest_since=young) is LOSS


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        # Permen 20/2008, instalments by the month: over three and up to six months is substandard. Late since 31 January.
        (date(2014, 4, 30), CURRENT),  # three months: 30 April is the last day of the third
        (date(2014, 5, 1), SUBSTANDARD),
        (date(2014, 7, 31), SUBSTANDARD),  # six months
        (date(2014, 8, 1), LOSS),  # not covered by collateral
    ],
)
def test_monthly_instalments_by_the_rule_of_2008(on: date, wanted: Grade) -> None:
    assert found("KSP_2008", on=on, principal_since=DUE) is wanted
    assert found("KSP_2008", on=on, interest_since=DUE) is wanted


@pytest.mark.parametrize(
    ("every", "months_substandard", "months_worse"),
    [
        (Every(weeks=1), 1, 2),
        (Every(days=1), 1, 2),
        (Every(weeks=2), 1, 2),
        (Every(days=30), 3, 6),
        (Every(months=2), 3, 6),
        (Every(months=3), 3, 6),
        (Every(months=4), 3, 6),
        (Every(months=6), 6, 12),
        (Every(months=12), 6, 12),
    ],
)
def test_the_rule_of_2008_gives_rarer_instalments_more_time(every: Every, months_substandard: int, months_worse: int) -> None:
    def after(months: int) -> date:
        year, month = divmod(2014 * 12 + months, 12)
        return date(year, month + 1, 10)

    for months, before, beyond in ((months_substandard, CURRENT, SUBSTANDARD), (months_worse, SUBSTANDARD, LOSS)):
        at_bound = after(months)
        assert found("KSP_2008", on=at_bound, principal_since=date(2014, 1, 10), every=every) is before
        assert found("KSP_2008", on=at_bound + timedelta(1), principal_since=date(2014, 1, 10), every=every) is beyond


def test_interest_of_weekly_loans_has_a_month_more() -> None:
    weekly = Every(weeks=1)
    assert found("KSP_2008", on=date(2014, 4, 10), interest_since=date(2014, 1, 10), every=weekly) is SUBSTANDARD
    assert found("KSP_2008", on=date(2014, 4, 11), interest_since=date(2014, 1, 10), every=weekly) is LOSS


@pytest.mark.parametrize(
    ("principal_since", "interest_since", "on", "wanted"),
    [
        # Not due yet: only interest counts, over three and up to six months.
        (None, date(2014, 1, 10), date(2014, 4, 10), CURRENT),
        (None, date(2014, 1, 10), date(2014, 4, 11), SUBSTANDARD),
        (None, date(2014, 1, 10), date(2014, 7, 11), LOSS),
        # Past due: at once, up to three months.
        (date(2014, 1, 10), None, date(2014, 1, 11), SUBSTANDARD),
        (date(2014, 1, 10), None, date(2014, 4, 10), SUBSTANDARD),
        (date(2014, 1, 10), None, date(2014, 4, 11), LOSS),
    ],
)
def test_loans_without_instalments_by_the_rule_of_2008(
    principal_since: date | None, interest_since: date | None, on: date, wanted: Grade
) -> None:
    assert found("KSP_2008", on=on, principal_since=principal_since, interest_since=interest_since, bullet=True) is wanted


@pytest.mark.parametrize(
    ("collateral", "assessment", "wanted"),
    [
        # The debt is Rp1.000.000 and no interest is late.
        (750_000, "salvageable", DOUBTFUL),
        (749_999, "salvageable", LOSS),
        (999_999, "none", LOSS),
        (1_000_000, "none", DOUBTFUL),
        (9_000_000, "claimed", LOSS),
    ],
)
def test_what_is_worse_than_substandard_is_doubtful_while_collateral_covers_it(
    collateral: int, assessment: Assessment, wanted: Grade
) -> None:
    on = date(2014, 8, 1)
    assert found("KSP_2008", on=on, principal_since=DUE, collateral=collateral, assessment=assessment) is wanted


def test_late_interest_is_part_of_the_debt_that_collateral_must_cover() -> None:
    on = date(2014, 8, 1)
    assert found("KSP_2008", on=on, principal_since=DUE, interest_since=DUE, collateral=1_019_999) is LOSS
    assert found("KSP_2008", on=on, principal_since=DUE, interest_since=DUE, collateral=1_020_000) is DOUBTFUL


def test_doubtful_for_more_than_21_months_is_lost() -> None:
    def after(on: date) -> Grade:
        return found("KSP_2008", on=on, principal_since=DUE, collateral=2_000_000, doubtful_since=date(2014, 8, 31))

    assert after(date(2016, 5, 31)) is DOUBTFUL
    assert after(date(2016, 6, 1)) is LOSS


def test_a_claim_in_court_is_lost_however_young_the_arrears_are() -> None:
    assert found("KSP_2008", on=date(2014, 2, 1), principal_since=DUE, assessment="claimed") is LOSS
    assert found("OJK_5", on=date(2014, 2, 1), principal_since=DUE, assessment="claimed") is SPECIAL


def test_a_loan_of_which_nothing_is_owed_is_current() -> None:
    assert found("KSP_2008", on=date(2014, 8, 1), outstanding=0, assessment="claimed") is CURRENT
    assert found("KSP_2008", on=date(2014, 8, 1), outstanding=0, interest_since=DUE) is LOSS


def test_grades_have_names_and_an_order() -> None:
    assert [one.label.id for one in Grade] == ["Lancar", "Dalam perhatian khusus", "Kurang lancar", "Diragukan", "Macet"]
    assert [one.rank for one in Grade] == [0, 1, 2, 3, 4]
    assert [one.is_problem for one in Grade] == [False, False, True, True, True]


def test_a_plan_whose_principal_falls_due_at_once_has_no_instalments() -> None:
    def line(no: int, principal: int) -> Instalment:
        return Instalment(no=no, due_on=date(2014, no, 10), principal=idr(principal), interest=idr(10))

    assert is_bullet([line(1, 100)])
    assert is_bullet([line(1, 0), line(2, 0), line(3, 100)])
    assert not is_bullet([line(1, 50), line(2, 50)])
    assert not is_bullet([line(10, 100)])  # the last of ten, taken over from the old books
