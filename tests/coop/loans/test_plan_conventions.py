"""How plans count, round and spare: each convention by figures worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.loans import METHODS, schedule
from irman_ledger.coop.loans.methods import Conventions, Grace
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import CurrencyMismatchError, Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import CEILING, FLOOR, HALF_EVEN, StepNotPositiveError
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.working_days import WorkCalendar
from irman_ledger.errors import InvalidInputError

BEGINS = date(2014, 4, 10)
SEN = Money.from_minor(1)
YEAR_12 = Rate.yearly("12%")


def parts(plan: tuple[Instalment, ...]) -> list[tuple[str, str]]:
    return [(one.principal.plain(), one.interest.plain()) for one in plan]


def told(method: str, principal: int, count: int, **said: Any) -> list[tuple[str, str]]:
    """Principal and interest at 1 % a month in whole rupiah, by some conventions."""
    return parts(schedule(idr(principal), YEAR_12, count, method=method, start_on=BEGINS, conventions=Conventions(**said)))


# -- everything at the end --------------------------------------------------------------------------------------------


def test_interest_alone_until_the_principal_comes_as_a_balloon() -> None:
    assert told("interest-only", 1_000_000, 3) == [("0", "10000"), ("0", "10000"), ("1000000", "10000")]


def test_a_bullet_brings_everything_with_the_last() -> None:
    assert told("bullet", 1_000_000, 3) == [("0", "0"), ("0", "0"), ("1000000", "30000")]


def test_a_harvest_loan_is_one_instalment_after_forty_five_days_and_ten_to_dry() -> None:
    # Seaweed is cut after about 45 days (adoc.pub, Studi peluang usaha Eucheuma): lent on 1 April, due 16 May, and 10 days to dry.
    plan = schedule(
        idr(1_500_000),
        Rate.yearly("0%"),
        1,
        method="bullet",
        start_on=date(2014, 4, 1),
        every=Every(days=45),
        conventions=Conventions(due_after_days=10),
    )
    assert [(one.due_on, one.total) for one in plan] == [(date(2014, 5, 26), idr(1_500_000))]


def test_a_qardh_of_the_fish_market_is_thirty_days_of_fifty_thousand() -> None:
    # The sum of the moneylender in `test_effective`, lent without reward: 50,000 x 30 = 1,500,000.
    for method in ("flat", "declining", "annuity"):
        plan = schedule(idr(1_500_000), Rate.daily("0%"), 30, method=method, start_on=BEGINS, every=Every(days=1))
        assert parts(plan) == [("50000", "0")] * 30


# -- grace ------------------------------------------------------------------------------------------------------------


def test_a_grace_of_principal_re_levels_it_over_the_rest() -> None:
    assert told("declining", 3_000_000, 4, grace=Grace(principal=1)) == [
        ("0", "30000"),
        ("1000000", "30000"),
        ("1000000", "20000"),
        ("1000000", "10000"),
    ]


def test_an_annuity_after_a_grace_of_principal_is_that_of_the_rest() -> None:
    # The plan of three instalments, printed in test_calc for 2 %: 693,509 each; two months of 40,000 stand before it.
    plan = schedule(
        idr(2_000_000), Rate.monthly("2%"), 5, method="annuity", start_on=BEGINS, conventions=Conventions(grace=Grace(principal=2))
    )
    assert [one.total for one in plan] == [idr(40_000), idr(40_000), idr(693_509), idr(693_509), idr(693_510)]


def test_a_grace_of_payment_carries_the_interest_to_the_first_later_instalment() -> None:
    # As the tests of Apache Fineract print it: 4 x 50 = 200.
    plan = schedule(
        idr(5_000), YEAR_12, 5, method="flat", start_on=BEGINS, conventions=Conventions(grace=Grace(principal=3, interest_payment=3))
    )
    assert parts(plan) == [("0", "0"), ("0", "0"), ("0", "0"), ("2500", "200"), ("2500", "50")]


def test_a_grace_of_interest_drops_it() -> None:
    assert told("flat", 3_000_000, 3, grace=Grace(interest_free=2)) == [("1000000", "0"), ("1000000", "0"), ("1000000", "30000")]


def test_an_annuity_is_sized_for_what_bears_interest() -> None:
    # A + A + A / 1.01 = 3,000,000: A = 1,003,311.26; what is left, 993,378, bears 9,934.
    found = told("annuity", 3_000_000, 3, grace=Grace(interest_free=2))
    assert found == [("1003311", "0"), ("1003311", "0"), ("993378", "9934")]


@pytest.mark.parametrize(
    ("grace", "field"),
    [
        (Grace(principal=3), "grace.principal"),
        (Grace(interest_payment=3), "grace.interest_payment"),
        (Grace(interest_free=4), "grace.interest_free"),
    ],
)
def test_a_grace_longer_than_the_plan_is_refused(grace: Grace, field: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        told("flat", 3_000_000, 3, grace=grace)
    assert (refusal.value.code, refusal.value.field) == ("loan.grace-too-long", field)


# -- whole instalments, remainders ------------------------------------------------------------------------------------


def test_a_flat_instalment_may_be_rounded_by_its_parts() -> None:
    # As the tests of Apache Fineract print it: round(312.5) + round(15.62) - 15.62 = 312.38, and 312.38 + 15.62 = 328.
    plan = schedule(
        idr(5_000),
        Rate.monthly("0.3124%"),
        16,
        start_on=BEGINS,
        step=SEN,
        mode=HALF_EVEN,
        conventions=Conventions(multiple=idr(1), multiple_mode=HALF_EVEN, multiple_of="parts"),
    )
    assert parts(plan)[:15] == [("312.38", "15.62")] * 15
    assert parts(plan)[15] == ("314.30", "15.62")


def test_parts_rounded_apart_may_make_a_larger_instalment_than_their_sum() -> None:
    # 83,333.33 and 10,400: 84,000 + 11,000 = 95,000 by parts, of which 84,600 repay; their sum, 93,733.33, becomes 94,000.
    for said, first, last in (("parts", 84_600, 69_400), ("instalment", 83_600, 80_400)):
        told_so = Conventions(multiple=idr(1_000), multiple_of=said)  # type: ignore[arg-type]  # one of its words
        plan = schedule(idr(1_000_000), Rate.monthly("1.04%"), 12, start_on=BEGINS, conventions=told_so)
        assert parts(plan) == [(str(first), "10400")] * 11 + [(str(last), "10400")]


def test_an_instalment_is_rounded_up_to_a_multiple_and_the_last_is_smaller() -> None:
    # 1,000,000 / 12 + 10,000 = 93,333.33 becomes 94,000, 84,000 of it principal; the twelfth repays 76,000.
    assert told("flat", 1_000_000, 12, multiple=idr(1_000)) == [("84000", "10000")] * 11 + [("76000", "10000")]


def test_a_declining_instalment_in_multiples_gives_the_principal_the_difference() -> None:
    # 333,333.33 + 10,000 = 343,333.33 becomes 344,000; 333,333.33 + 6,660 = 339,993.33 becomes 340,000; 332,660 is left.
    assert told("declining", 1_000_000, 3, multiple=idr(1_000)) == [("334000", "10000"), ("333340", "6660"), ("332660", "3327")]


def test_an_annuity_in_multiples_leaves_a_smaller_last_instalment() -> None:
    # The exact instalment is 340,022.11.
    plan = schedule(idr(1_000_000), YEAR_12, 3, method="annuity", start_on=BEGINS, conventions=Conventions(multiple=idr(500)))
    assert parts(plan) == [("330500", "10000"), ("333805", "6695"), ("335695", "3357")]
    assert [one.total for one in plan] == [idr(340_500), idr(340_500), idr(339_052)]


def test_a_rounded_instalment_may_make_the_loan_shorter() -> None:
    # 100,000 / 12 = 8,333.33 becomes 9,000: eleven of them repay 99,000, so the twelfth takes 1,000; in steps of 10,000
    # ten are enough.
    told_shorter = Conventions(multiple=idr(10_000), remainder="shorter")
    plan = schedule(idr(100_000), Rate.yearly("0%"), 12, start_on=BEGINS, conventions=told_shorter)
    assert parts(plan) == [("10000", "0")] * 10
    assert plan[-1].due_on == date(2015, 2, 10)


def test_a_shorter_annuity_ends_with_what_is_left() -> None:
    # 340,022.11 becomes 500,000: 1,000,000 - 490,000 = 510,000 bears 5,100; 15,100 is left and bears 151.
    found = told("annuity", 1_000_000, 4, multiple=idr(500_000), multiple_mode=CEILING, remainder="shorter")
    assert found == [("490000", "10000"), ("494900", "5100"), ("15100", "151")]


def test_the_first_instalment_may_take_the_remainder() -> None:
    assert told("flat", 1_000_000, 3, remainder="first") == [("333334", "10000"), ("333333", "10000"), ("333333", "10000")]
    assert told("declining", 1_000_000, 4, remainder="first", grace=Grace(principal=1)) == [
        ("0", "10000"),
        ("333334", "10000"),
        ("333333", "6667"),
        ("333333", "3333"),
    ]


def test_a_levelling_pass_shifts_the_equal_part_where_that_brings_the_last_one_nearer() -> None:
    # 1,049,999 in steps of 1,000 over 100: 10,000 leaves 59,999 for the last, 49,999 too much; a hundredth of that rounds to
    # nothing: not shifted.
    plain = schedule(idr(1_049_999), Rate.yearly("0%"), 100, start_on=BEGINS, step=idr(1_000), conventions=Conventions(remainder="level"))
    assert [one.principal for one in plain] == [idr(10_000)] * 99 + [idr(59_999)]
    # Rounded down, 1,099,000 / 100 is 10,000, and the last would take 109,000. Shifted by 99,000 / 100 in thousands, 1,000:
    shifted = schedule(
        idr(1_099_000), Rate.yearly("0%"), 100, start_on=BEGINS, step=idr(1_000), mode=FLOOR, conventions=Conventions(remainder="level")
    )
    assert [one.principal for one in shifted] == [idr(11_000)] * 99 + [idr(10_000)]


def test_a_levelled_annuity_ends_nearer_to_its_level() -> None:
    # The exact instalment is 89,115.34. Rounded up to 90,000 it leaves 78,780 for the last; shifted down by a thousand, 90,464.
    up = {"multiple": idr(1_000), "multiple_mode": CEILING}
    plain, level = (told("annuity", 1_003_000, 12, **up, remainder=place) for place in ("last", "level"))
    assert [sum(map(int, part)) for part in plain] == [90_000] * 11 + [78_780]
    assert [sum(map(int, part)) for part in level] == [89_000] * 11 + [90_464]


# -- days, seasons, holidays ------------------------------------------------------------------------------------------


def test_a_longer_first_period_bears_its_days() -> None:
    # 10 April to 31 May are 51 days; June has 30. 12 % of 3,650,000 is 1,200 a day.
    plan = schedule(
        idr(3_650_000),
        YEAR_12,
        2,
        start_on=BEGINS,
        first_due_on=date(2014, 5, 31),
        conventions=Conventions(day_count="ACT/365F"),
    )
    assert [one.interest for one in plan] == [idr(61_200), idr(36_000)]
    assert [one.due_on for one in plan] == [date(2014, 5, 31), date(2014, 6, 30)]


@pytest.mark.parametrize(
    ("day_count", "interest"),
    [("period", "30000"), ("30/360", "30000"), ("ACT/360", "31000"), ("ACT/365F", "30575"), ("ACT/364", "30659"), ("ACT/ACT", "30538")],
)
def test_the_days_of_a_month_are_counted_as_told(day_count: str, interest: str) -> None:
    # 3,000,000 at 12 % from 15 December 2015 to 15 January 2016: 360,000 x 31 / 360, / 365, / 364; ACT/ACT splits at the new
    # year: 360,000 x (17 / 365 + 14 / 366) = 30,537.62.
    plan = schedule(idr(3_000_000), YEAR_12, 1, start_on=date(2015, 12, 15), conventions=Conventions(day_count=day_count))
    assert plan[0].interest.plain() == interest


def test_an_annuity_is_sized_by_whole_periods_or_by_its_very_days() -> None:
    asked = {"method": "annuity", "start_on": date(2014, 1, 1)}
    by_period = schedule(idr(1_000_000), YEAR_12, 2, **asked, conventions=Conventions(day_count="ACT/360"))  # type: ignore[arg-type]
    # (1 + 0.01) ** -1 + (1 + 0.01) ** -2 = 1.970395: 507,512. January bears 31 days, 10,333; February 28 of 502,821, 4,693.
    assert parts(by_period) == [("497179", "10333"), ("502821", "4693")]
    by_days = schedule(idr(1_000_000), YEAR_12, 2, **asked, conventions=Conventions(day_count="ACT/360", sizing="days"))  # type: ignore[arg-type]
    # 1 / 1.0103333 + 1 / (1.0103333 x 1.0093333) = 1.970392: 507,513.
    assert [one.total for one in by_days] == [idr(507_513), idr(507_513)]


def test_months_without_instalments_lengthen_the_period_after_them() -> None:
    # Most seaweed is lost in May and June (tagar.id on Bantaeng): no instalment then.
    plan = schedule(idr(300_000), YEAR_12, 3, start_on=date(2014, 3, 31), conventions=Conventions(idle_months=frozenset({5, 6})))
    assert [(one.due_on, one.interest) for one in plan] == [
        (date(2014, 4, 30), idr(3_000)),
        (date(2014, 7, 31), idr(9_000)),
        (date(2014, 8, 31), idr(3_000)),
    ]


def test_an_annuity_around_idle_months_is_level() -> None:
    # 1 / 1.01 + 1 / (1.01 x 1.03) = 1.951360: 1,000,000 / 1.951360 = 512,463.
    found = told("annuity", 1_000_000, 2, idle_months=frozenset({6, 7}))
    assert found == [("502463", "10000"), ("497537", "14926")]


@pytest.mark.parametrize("first_due_on", [None, date(2014, 4, 10)])
def test_a_rhythm_that_never_leaves_the_idle_months_is_refused(first_due_on: date | None) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        schedule(
            idr(100),
            YEAR_12,
            2,
            start_on=BEGINS,
            first_due_on=first_due_on,
            every=Every(months=12),
            conventions=Conventions(idle_months=frozenset({4})),
        )
    assert refusal.value.code == "loan.convention-does-not-fit"


def test_a_holiday_moves_the_day_and_not_the_interest() -> None:
    calendar = WorkCalendar(first_year=2014, last_year=2014, holidays=frozenset({date(2014, 5, 1)}), weekend=frozenset({6}))
    for rule, days in (
        ("following", [date(2014, 5, 2), date(2014, 6, 2)]),
        ("preceding", [date(2014, 4, 30), date(2014, 5, 31)]),
        ("none", [date(2014, 5, 1), date(2014, 6, 1)]),
    ):
        said = Conventions(day_count="ACT/365F", holiday_rule=rule, calendar=calendar)  # type: ignore[arg-type]  # one of its words
        plan = schedule(idr(3_650_000), YEAR_12, 2, start_on=date(2014, 4, 1), conventions=said)
        assert [one.due_on for one in plan] == days
        assert [one.interest for one in plan] == [idr(36_000), idr(37_200)]


def test_a_daily_collection_skips_the_days_without_work() -> None:
    # 10 April 2014 is a Thursday; nobody comes on Fridays and on the 14th. Nothing is asked for twice on one day.
    calendar = WorkCalendar(first_year=2014, last_year=2014, holidays=frozenset({date(2014, 4, 14)}), weekend=frozenset({4}))
    said = Conventions(holiday_rule="skip", calendar=calendar)
    plan = schedule(idr(300), Rate.daily("1%"), 3, start_on=BEGINS, every=Every(days=1), conventions=said)
    assert [one.due_on for one in plan] == [date(2014, 4, 12), date(2014, 4, 13), date(2014, 4, 15)]
    assert [one.interest for one in plan] == [idr(6), idr(3), idr(6)]
    with pytest.raises(InvalidInputError) as refusal:
        schedule(idr(300), Rate.daily("1%"), 3, start_on=BEGINS, first_due_on=date(2014, 4, 11), conventions=said)
    assert (refusal.value.code, refusal.value.field) == ("loan.convention-does-not-fit", "first_due_on")


def test_month_ends_may_stay_month_ends() -> None:
    def days(begins: date, **said: bool) -> list[str]:
        plan = schedule(idr(400), Rate.yearly("0%"), 3, start_on=begins, conventions=Conventions(**said))  # type: ignore[arg-type]  # a flag
        return [str(one.due_on) for one in plan]

    assert days(date(2015, 4, 30)) == ["2015-05-30", "2015-06-30", "2015-07-30"]
    assert days(date(2015, 4, 30), month_end=True) == ["2015-05-31", "2015-06-30", "2015-07-31"]
    assert days(date(2015, 2, 28), month_end=True) == ["2015-03-31", "2015-04-30", "2015-05-31"]
    assert days(date(2016, 2, 28), month_end=True) == ["2016-03-28", "2016-04-28", "2016-05-28"]


def test_a_plan_that_runs_beyond_the_calendar_is_refused() -> None:
    calendar = WorkCalendar(first_year=2014, last_year=2014, holidays=frozenset())
    with pytest.raises(InvalidInputError) as refusal:
        told("flat", 1_000_000, 12, holiday_rule="following", calendar=calendar)
    assert refusal.value.code == "work-calendar.out-of-years"
    assert "2015-01-10" in str(refusal.value)


# -- precision --------------------------------------------------------------------------------------------------------


def test_the_rate_of_a_period_may_be_rounded_before_money_is() -> None:
    # 10 % / 12 = 0.8333 % in four digits: 83,330,000 and not 83,333,333.
    exact = schedule(idr(10_000_000_000), Rate.yearly("10%"), 1, start_on=BEGINS)
    rounded = schedule(idr(10_000_000_000), Rate.yearly("10%"), 1, start_on=BEGINS, conventions=Conventions(precision=4))
    assert (exact[0].interest, rounded[0].interest) == (idr(83_333_333), idr(83_330_000))


def test_the_equal_instalment_may_be_rounded_before_money_is() -> None:
    # The exact instalment is 340,022.11.
    found = told("annuity", 1_000_000, 3, precision=4)
    assert found[0] == ("330000", "10000")


def test_precision_bears_the_longest_plan() -> None:
    # 600 instalments at 1/7 a year make numbers of thousands of digits before they are rounded.
    plan = schedule(idr(10_000_000_000), Rate.yearly("1/7"), 600, method="annuity", start_on=BEGINS, conventions=Conventions(precision=12))
    assert plan[0].total == idr(119_145_861)


# -- what is refused --------------------------------------------------------------------------------------------------

UNFIT: list[tuple[str, Mapping[str, Any], str]] = [
    ("annuity", {"remainder": "first"}, "remainder"),
    ("bullet", {"remainder": "shorter"}, "remainder"),
    ("interest-only", {"multiple": idr(1_000)}, "instalment_multiple"),
    ("flat", {"multiple": idr(1_000), "remainder": "level"}, "remainder"),
    ("flat", {"multiple": idr(1_000), "remainder": "first"}, "remainder"),
    ("annuity", {"multiple": idr(1_000), "multiple_of": "parts"}, "multiple_of"),
    ("flat", {"balance": "exact"}, "balance"),
    ("annuity", {"balance": "exact", "remainder": "level"}, "remainder"),
    ("annuity", {"balance": "exact", "multiple": idr(1_000)}, "instalment_multiple"),
]


@pytest.mark.parametrize(("method", "said", "field"), UNFIT)
def test_a_convention_without_a_place_in_the_method_is_refused(method: str, said: Mapping[str, Any], field: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        told(method, 1_000_000, 12, **said)
    assert (refusal.value.code, refusal.value.field) == ("loan.convention-does-not-fit", field)
    assert "tidak dapat dipakai bersama" in refusal.value.message("id")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"day_count": "30/365"}, "day_count"),
        ({"sizing": "weeks"}, "sizing"),
        ({"precision": 41}, "precision"),
        ({"balance": "unrounded"}, "balance"),
        ({"multiple_of": "all"}, "multiple_of"),
        ({"remainder": "middle"}, "remainder"),
        ({"idle_months": frozenset({0})}, "idle_months"),
        ({"due_after_days": -1}, "due_after_days"),
        ({"holiday_rule": "nearest"}, "holiday_rule"),
        ({"holiday_rule": "following"}, "holidays"),
    ],
)
def test_a_convention_that_is_not_known_is_refused_by_name(said: Mapping[str, Any], field: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        Conventions(**said)
    assert refusal.value.field == field


def test_a_multiple_is_more_than_zero_and_of_the_same_currency() -> None:
    with pytest.raises(StepNotPositiveError):
        Conventions(multiple=idr(0))
    with pytest.raises(CurrencyMismatchError):
        told("flat", 1_000_000, 12, multiple=Money.from_minor(100, "EUR"))


def test_a_grace_is_a_count() -> None:
    for wrong in (-1, True, "1"):
        with pytest.raises(InvalidInputError, match=r"grace\.principal"):
            Grace(principal=wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_interest_that_eats_the_instalment_is_refused() -> None:
    # 60 instalments at 50 % a month: 500,000 of interest, and the instalment is not a rupiah more.
    with pytest.raises(InvalidInputError) as refusal:
        schedule(idr(1_000_000), Rate.monthly("50%"), 60, method="annuity", start_on=BEGINS)
    assert (refusal.value.code, refusal.value.field) == ("loan.plan-does-not-fit", "principal")


def test_every_method_is_named_here() -> None:
    assert set(METHODS) == {"flat", "declining", "annuity", "interest-only", "bullet"}
