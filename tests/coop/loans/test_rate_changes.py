"""A running loan at another rate."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from irman_ledger.coop.loans import ChangeRate, DisburseLoan, RepayLoan, RescheduleLoan, days_late, schedule
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.loans.scenario import REGULER, Given, bylaws, given

APRIL, MAY, JUNE = date(2014, 4, 10), date(2014, 5, 10), date(2014, 6, 10)
FLOATING = {**REGULER, "rate": "12%/year", "rate_min": "6%/year", "rate_max": "36%/year", "rate_kind": "floating"}
PJ = Subject("loan", "PJ-001")


def of(method: str, principal: int = 1_200_000, instalments: int = 12, **terms: Any) -> Given:
    book = given()
    book.book.bylaws = bylaws({"P": {**FLOATING, "method": method, **terms}})
    book.book.record(DisburseLoan(loan="PJ-001", member="A-001", product="P", on=APRIL, principal=idr(principal), instalments=instalments))
    return book


def change(rate: str = "18%", on: date = date(2014, 5, 25)) -> ChangeRate:
    return ChangeRate(loan="PJ-001", on=on, rate=Rate.yearly(rate), reason="keputusan rapat")


def repay(rupiah: int, on: date = MAY) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=on, amount=idr(rupiah))


def rows(book: Given) -> list[tuple[int, str, int, int]]:
    return [(one.no, str(one.due_on), one.principal.minor // 100, one.interest.minor // 100) for one in book.book.schedules[PJ]]


def test_the_period_that_a_new_rate_splits_earns_the_sum_of_its_rounded_parts() -> None:
    # 14 days to 24 May: 11,000 x 14 / 31 = 4,967.74; 17 days from 25 May on: 16,500 x 17 / 31 = 9,048.39; 4,968 + 9,048.
    book = of("declining")
    book.book.record(repay(112_000))
    event: Any = book.book.record(change()).event
    assert rows(book)[:4] == [
        (1, "2014-05-10", 100_000, 12_000),
        (2, "2014-06-10", 100_000, 14_016),
        (3, "2014-07-10", 100_000, 15_000),
        (4, "2014-08-10", 100_000, 13_500),
    ]
    assert (len(rows(book)), rows(book)[-1]) == (12, (12, "2015-04-10", 100_000, 1_500))
    assert (event.rate_before, event.rate, event.split.interest) == (Rate.yearly("12%"), Rate.yearly("18%"), idr(4_968))


def test_the_pieces_are_counted_by_the_day_count_of_the_product() -> None:
    # 1,100,000 x 12% x 14 / 365 = 5,063.01; 1,100,000 x 18% x 17 / 365 = 9,221.92.
    book = of("declining", day_count="ACT/365F")
    book.book.record(change())
    assert rows(book)[1] == (2, "2014-06-10", 100_000, 5_063 + 9_222)


def test_a_second_change_in_the_period_adds_a_third_piece() -> None:
    # 4,968 to 24 May; 7 days at 1.5 %: 16,500 x 7 / 31 = 3,725.81; 10 days from 1 June at 2 %: 22,000 x 10 / 31 = 7,096.77.
    book = of("declining")
    book.book.record(change())
    book.book.record(change("24%", date(2014, 6, 1)))
    assert rows(book)[1] == (2, "2014-06-10", 100_000, 4_968 + 3_726 + 7_097)


def test_flat_interest_goes_on_running_on_the_first_principal() -> None:
    # 40,000 x 14 / 31 = 18,064.52 at 2 %; 20,000 x 17 / 31 = 10,967.74 at 1 %.
    book = of("flat", 2_000_000, 10, rate="24%/year")
    book.book.record(change("12%"))
    assert rows(book)[:3] == [(1, "2014-05-10", 200_000, 40_000), (2, "2014-06-10", 200_000, 29_033), (3, "2014-07-10", 200_000, 20_000)]
    assert rows(book)[-1] == (10, "2015-02-10", 200_000, 20_000)


def test_an_annuity_is_levelled_anew_over_the_days_that_are_left() -> None:
    # 1,200,000 at 1 % over 12 is 106,619; 1,105,381 are left in May, of them 95,565 are repaid in June, and 1,009,816 over 10.
    book = of("annuity")
    book.book.record(change())
    assert rows(book)[:2] == [(1, "2014-05-10", 94_619, 12_000), (2, "2014-06-10", 95_565, 4_992 + 9_093)]
    rest = schedule(idr(1_009_816), Rate.yearly("18%"), 10, method="annuity", start_on=JUNE)
    assert rows(book)[2:] == [(2 + one.no, str(one.due_on), one.principal.minor // 100, one.interest.minor // 100) for one in rest]


@pytest.mark.parametrize(("rate", "count"), [("36%", 14), ("6%", 12)])
def test_an_annuity_may_keep_its_instalment_and_take_longer_or_less(rate: str, count: int) -> None:
    book = of("annuity", rate_change="keep-instalment")
    book.book.record(change(rate))
    plan = book.book.schedules[PJ]
    assert (len(plan), {one.total for one in plan[2:-1]}, plan[-1].total <= idr(106_619)) == (count, {idr(106_619)}, True)
    assert Money.total((one.principal for one in plan), "IDR") == idr(1_200_000)


def test_a_rate_that_the_instalment_cannot_carry_is_refused() -> None:
    book = of("annuity", 1_200_000, 24, rate_change="keep-instalment", instalments_max=24)
    book.when(change("36%")).then_refused("loan.instalments-out-of-range")


def test_what_is_late_stays_late_and_it_is_no_new_agreement() -> None:
    book = of("declining")
    book.book.record(change())
    plan, state = book.book.schedules[PJ], book.book.states[PJ]
    assert days_late(plan, idr(0), idr(0), date(2014, 5, 25)) == 15
    assert (state.times_rescheduled, state.rescheduled_on, state.times_replanned, state.runs_from) == (0, None, 1, APRIL)


def test_a_change_on_the_day_of_an_instalment_begins_with_the_next_period() -> None:
    book = of("declining")
    book.book.record(change(on=MAY))
    assert rows(book)[:2] == [(1, "2014-05-10", 100_000, 12_000), (2, "2014-06-10", 100_000, 16_500)]


def test_interest_to_a_day_follows_both_rates() -> None:
    # Agreed anew on 31 May: 4,968 to 24 May, and of the other 9,048 the part that 7 of 17 days are, 3,725.65.
    book = of("declining")
    book.book.record(repay(112_000))
    book.book.record(change())
    again = RescheduleLoan(loan="PJ-001", on=date(2014, 5, 31), instalments=10, reason="gagal panen", rate=Rate.yearly("18%"))
    event: Any = book.book.record(again).event
    assert event.carried == idr(8_694)
    assert book.book.states[PJ].agreed.rate == Rate.yearly("18%")


def test_a_change_is_refused_where_it_was_not_agreed_or_changes_nothing() -> None:
    of("declining", rate_kind="fixed").when(change()).then_refused(
        "loan.rate-fixed", "loan PJ-001 was agreed at 12%/year for its whole term"
    )
    of("declining").when(change("12%")).then_refused("loan.rate-unchanged", "loan PJ-001 runs at 12%/year already")
    of("declining").when(change("40%")).then_refused("loan.rate-not-offered")
    of("declining", instalments=1).when(change(on=MAY)).then_refused(
        "loan.plan-run-out", "by 2014-05-10 every instalment of loan PJ-001 has fallen due, no interest runs on it"
    )
    given(DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=APRIL, principal=idr(2_000_000), instalments=10)).when(
        change()
    ).then_refused("loan.rate-not-kept")
    late = of("declining")
    late.book.record(repay(112_000, date(2014, 6, 1)))
    late.when(change()).then_refused("loan.before-last")


def test_a_rate_must_be_one() -> None:
    with pytest.raises(InvalidInputError):
        ChangeRate(loan="PJ-001", on=MAY, rate="18%", reason="rapat")  # type: ignore[arg-type]  # what a caller may do


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"rate_kind": "free"}, "rate_kind = 'free': must be one of fixed, floating"),
        ({"method": "bullet"}, "rate_kind = 'floating': goes only with flat, declining, annuity"),
        ({"grace": {"principal": 1}}, "grace = {'principal': 1}: does not go with rate_kind"),
        ({"rate_change": "keep-instalment"}, "rate_change = 'keep-instalment': goes only with"),
        ({"rate_kind": "fixed", "rate_change": "re-level"}, "rate_change = 're-level': goes only with"),
    ],
)
def test_wrong_terms_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        bylaws({"P": {**FLOATING, **terms}}).terms("P", "loans", parse)
    assert message in refusal.value.message("en")


@tried(
    method=st.sampled_from(["flat", "declining", "annuity"]),
    principal=st.integers(100_000, 90_000_000),
    instalments=st.integers(1, 24),
    rate=st.integers(6, 36).filter(lambda percent: percent != 12),
    days=st.integers(0, 700),
)
def test_the_principal_is_repaid_whole_at_any_rate(method: str, principal: int, instalments: int, rate: int, days: int) -> None:
    book = of(method, principal, instalments)
    before = book.book.schedules[PJ]
    on = date.fromordinal(APRIL.toordinal() + days)
    outcome = book.when(change(f"{rate}%", on))
    if outcome.refusal is not None:
        outcome.then_refused("loan.plan-run-out")
        return
    plan = book.book.schedules[PJ]
    assert Money.total((one.principal for one in plan), "IDR") == idr(principal)
    assert [one.due_on for one in plan] == [one.due_on for one in before]
    assert [one for one in plan if one.due_on <= on] == [one for one in before if one.due_on <= on]
    assert all(one.principal.minor > 0 and one.interest.minor >= 0 for one in plan)
