"""The plans of flat, declining and annuity loans, against whole schedules that were reckoned elsewhere."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from irman_ledger.coop.loans import METHODS, schedule
from irman_ledger.coop.loans.methods import AT_THE_END, Conventions
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import CurrencyMismatchError, Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import DOWN, HALF_UP, UP, Rounding, StepNotPositiveError
from irman_ledger.core.schedule import Instalment
from irman_ledger.errors import InvalidInputError

BEGINS = date(2014, 4, 10)
SEN = Money.from_minor(1)


def printed(name: str) -> list[tuple[str, str]]:
    """Principal and interest of a worked schedule, in order; where each comes from stands in `test_printed_schedules`."""
    path = Path(__file__).with_name("worked_schedules.csv")
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["schedule"] == name]
    assert [int(row["no"]) for row in rows] == list(range(1, len(rows) + 1))
    return [(plain(row["principal"]), plain(row["interest"])) for row in rows]


def plain(figure: str) -> str:
    return figure.removesuffix(".00")


def parts(plan: tuple[Instalment, ...]) -> list[tuple[str, str]]:
    return [(one.principal.plain(), one.interest.plain()) for one in plan]


@pytest.mark.parametrize(
    ("name", "method", "principal", "rate", "instalments", "step"),
    [
        ("L1", "flat", 9_000_000, "1%/month", 12, idr(1)),
        ("L2", "flat", 90_000_000, "1%/month", 36, idr(1)),
        ("L3", "flat", 12_000_000, "5%/year", 24, idr(1)),
        ("L4", "declining", 6_000_000, "12%/year", 6, idr(1)),
        ("L5", "declining", 60_000_000, "24%/year", 6, idr(1)),
        ("L6", "annuity", 200_000_000, "18.1%/year", 120, SEN),
        ("L7", "annuity", 500_000_000, "16%/year", 60, idr(1)),
        ("L9", "flat", 120_000_000, "3%/month", 10, idr(1)),
        ("L10a", "flat", 24_000_000, "10%/year", 24, idr(1)),
        ("L10b", "declining", 24_000_000, "10%/year", 24, idr(1)),
        ("L10c", "annuity", 24_000_000, "10%/year", 24, idr(1)),
    ],
)
def test_a_plan_equals_the_worked_schedule(name: str, method: str, principal: int, rate: str, instalments: int, step: Money) -> None:
    plan = schedule(idr(principal), Rate.parse(rate), instalments, method=method, start_on=BEGINS, step=step)
    assert parts(plan) == printed(name)


# Excerpts of L6 and L7 that, unlike the whole plans, were rounded from unrounded balances.
EXCERPTS = [
    ("200000000", "18.1%", 120, SEN, {1: ("599923.11", "3016666.67"), 60: ("1451094.60", "2165495.18"), 119: ("3509908.99", "106680.78")}),
    (
        "500000000",
        "16%",
        60,
        idr(1),
        {
            1: ("5492362", "6666667"),
            2: ("5565593", "6593435"),
            3: ("5639801", "6519227"),
            17: ("6788853", "5370176"),
            59: ("11841159", "317869"),
        },
    ),
]


@pytest.mark.parametrize(("principal", "rate", "count", "step", "rows"), EXCERPTS, ids=["L6", "L7"])
def test_an_annuity_may_be_printed_from_unrounded_balances(
    principal: str, rate: str, count: int, step: Money, rows: dict[int, tuple[str, str]]
) -> None:
    asked = Conventions(balance="exact")
    plan = schedule(idr(principal), Rate.yearly(rate), count, method="annuity", start_on=BEGINS, step=step, conventions=asked)
    assert {no: parts(plan)[no - 1] for no in rows} == rows
    assert Money.total(one.principal for one in plan) == idr(principal)


@pytest.mark.parametrize(
    ("principal", "rate", "count", "method", "printed"),
    [
        (6_000_000, "12%/year", 6, "declining", 210_000),
        (60_000_000, "24%/year", 6, "declining", 4_200_000),
        (24_000_000, "10%/year", 24, "flat", 4_800_000),
        (24_000_000, "10%/year", 24, "declining", 2_500_000),
        (24_000_000, "10%/year", 24, "annuity", 2_579_478),
        (500_000_000, "16%/year", 60, "annuity", 229_541_713),
    ],
)
def test_the_interest_of_a_whole_plan_is_the_printed_one(principal: int, rate: str, count: int, method: str, printed: int) -> None:
    # L4, L5, L10 and L7: reckoned to the sen, and printed in whole rupiah.
    plan = schedule(idr(principal), Rate.parse(rate), count, method=method, start_on=BEGINS, step=SEN)
    assert Money.total(one.interest for one in plan).times(1, step=idr(1), mode=HALF_UP) == idr(printed)


def test_the_printed_loan_by_daily_balance() -> None:
    # pdfcoffee.com, Perhitungan bunga menurun: 1 % a month of 30 days, on what is owed from day to day: 2,000 + 2,400 + 1,000 +
    # 500 = 5,900. There unpaid interest earns interest in the next month; that is not there.
    stretches = [(1, 1_000_000, 6), (7, 600_000, 12), (19, 500_000, 6), (25, 300_000, 5)]
    by_days = Conventions(day_count="ACT/360")
    found = [
        schedule(idr(owed), Rate.monthly("1%"), 1, start_on=date(2014, 12, day), every=Every(days=days), conventions=by_days)[0].interest
        for day, owed, days in stretches
    ]
    assert found == [idr(2_000), idr(2_400), idr(1_000), idr(500)]


def test_an_annuity_may_be_rounded_up() -> None:
    plan = schedule(idr(500_000_000), Rate.yearly("16%"), 60, method="annuity", start_on=BEGINS, mode=UP)
    assert (plan[1].total, plan[1].interest) == (idr(12_159_029), idr(6_593_436))


def test_a_flat_loan_of_real_books_is_fifty_thousand_and_five_thousand() -> None:
    plan = schedule(idr(500_000), Rate.yearly("12%"), 10, start_on=date(2016, 5, 16))
    assert parts(plan) == [("50000", "5000")] * 10


def test_the_last_instalment_takes_the_remainder_of_the_principal() -> None:
    plan = schedule(idr(1_000_000), Rate.yearly("10%"), 12, start_on=BEGINS)
    assert parts(plan) == [("83333", "8333")] * 11 + [("83337", "8333")]


def test_the_last_instalment_is_smaller_where_the_parts_are_rounded_up_to_thousands() -> None:
    plan = schedule(idr(1_000_000), Rate.yearly("0%"), 36, start_on=BEGINS, step=idr(1_000), mode=UP)
    assert parts(plan) == [("28000", "0")] * 35 + [("20000", "0")]


def test_an_annuity_without_interest_is_equal_principal() -> None:
    assert parts(schedule(idr(100), Rate.yearly("0%"), 3, method="annuity", start_on=BEGINS)) == [("33", "0"), ("33", "0"), ("34", "0")]


def test_one_instalment_repays_everything() -> None:
    for method in METHODS:
        plan = schedule(idr(1_000_000), Rate.monthly("2%"), 1, method=method, start_on=BEGINS)
        assert parts(plan) == [("1000000", "20000")]


def test_the_days_remember_the_day_of_disbursement() -> None:
    plan = schedule(idr(300), Rate.monthly("1%"), 3, start_on=date(2014, 1, 31))
    assert [one.due_on for one in plan] == [date(2014, 2, 28), date(2014, 3, 31), date(2014, 4, 30)]
    assert [one.no for one in plan] == [1, 2, 3]


def test_the_first_instalment_may_have_a_day_of_its_own() -> None:
    plan = schedule(idr(300), Rate.monthly("1%"), 3, start_on=BEGINS, first_due_on=date(2014, 5, 31))
    assert [one.due_on for one in plan] == [date(2014, 5, 31), date(2014, 6, 30), date(2014, 7, 31)]


def test_a_quarterly_instalment_bears_three_months_of_interest() -> None:
    plan = schedule(idr(4_000_000), Rate.yearly("24%"), 4, start_on=BEGINS, every=Every(months=3))
    assert parts(plan) == [("1000000", "240000")] * 4
    assert plan[3].due_on == date(2015, 4, 10)


def test_a_weekly_rate_falls_due_weekly() -> None:
    plan = schedule(idr(1_000_000), Rate.weekly("1%"), 10, start_on=BEGINS, every=Every(weeks=1))
    assert parts(plan) == [("100000", "10000")] * 10
    assert plan[0].due_on == date(2014, 4, 17)


def test_a_yearly_rate_runs_by_the_day_of_three_hundred_and_sixty_five() -> None:
    plan = schedule(idr(36_500_000), Rate.yearly("10%"), 2, start_on=BEGINS, every=Every(days=10))
    assert parts(plan) == [("18250000", "100000")] * 2


@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize("mode", [HALF_UP, UP, DOWN])
@pytest.mark.parametrize("instalments", [1, 2, 7, 36, 360])
def test_the_principal_parts_sum_to_the_principal(method: str, mode: Rounding, instalments: int) -> None:
    plan = schedule(Money.parse("87.654.321,09"), Rate.yearly("1/7"), instalments, method=method, start_on=BEGINS, step=SEN, mode=mode)
    assert Money.total(one.principal for one in plan) == Money.parse("87.654.321,09")
    repaying = plan[-1:] if method in AT_THE_END else plan
    assert all(one.principal.minor > 0 for one in repaying)
    assert all(one.interest.minor >= 0 for one in plan)


def test_a_step_too_coarse_for_the_amount_is_refused() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        schedule(idr(100_000), Rate.yearly("12%"), 36, start_on=BEGINS, step=idr(1_000))
    assert refusal.value.code == "loan.plan-does-not-fit"
    assert str(refusal.value) == "Rp100.000 does not divide into 36 instalments in steps of Rp1.000: number 36 would repay -Rp5.000"


def test_an_annuity_that_never_repays_is_refused() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        schedule(idr(10_000), Rate.yearly("24%"), 360, method="annuity", start_on=BEGINS)
    assert str(refusal.value) == "Rp10.000 does not divide into 360 instalments in steps of Rp1: number 1 would repay Rp0"


@pytest.mark.parametrize("instalments", [0, -1, 601, True, "10"])
def test_a_number_of_instalments_out_of_range_is_refused(instalments: int) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        schedule(idr(100_000), Rate.yearly("12%"), instalments, start_on=BEGINS)
    assert refusal.value.code == "loan.instalments-out-of-range"


def test_bad_input_is_refused_by_name() -> None:
    with pytest.raises(InvalidInputError, match="flt"):
        schedule(idr(100), Rate.yearly("12%"), 2, method="flt", start_on=BEGINS)
    with pytest.raises(InvalidInputError, match="more than zero"):
        schedule(idr(0), Rate.yearly("12%"), 2, start_on=BEGINS)
    with pytest.raises(InvalidInputError, match="2014-04-10 must not lie after 2014-04-09"):
        schedule(idr(100), Rate.yearly("12%"), 2, start_on=BEGINS, first_due_on=date(2014, 4, 9))
    with pytest.raises(InvalidInputError, match="once"):
        schedule(idr(100), Rate.once("12%"), 2, start_on=BEGINS)
    with pytest.raises(StepNotPositiveError):
        schedule(idr(100), Rate.yearly("12%"), 2, start_on=BEGINS, step=idr(0))
    with pytest.raises(CurrencyMismatchError):
        schedule(idr(100), Rate.yearly("12%"), 2, start_on=BEGINS, step=Money.from_minor(1, "EUR"))
