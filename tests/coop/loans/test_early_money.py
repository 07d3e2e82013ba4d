"""Money that comes before its time and makes the plan anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from irman_ledger.coop.loans import ChangeRate, DisburseLoan, PayOffLoan, RepayLoan, RescheduleLoan, SetOffLoan, arrears, due
from irman_ledger.coop.loans.position import Position, receivables_of
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject
from tests.coop.loans.scenario import REGULER, Given, bylaws, given

APRIL, MAY = date(2014, 4, 10), date(2014, 5, 10)
JULY_25, AUGUST = date(2014, 7, 25), date(2014, 8, 10)
KEPT = {**REGULER, "rate": "12%/year", "rate_min": "6%/year", "rate_max": "36%/year", "rate_kind": "floating", "early_payment": "shorten"}
PJ = Subject("loan", "PJ-001")
LEVEL = 1_066_185


def of(method: str, principal: int = 1_200_000, instalments: int = 12, **terms: Any) -> Given:
    book = given()
    book.book.bylaws = bylaws({"P": {**KEPT, "method": method, **terms}})
    book.book.record(DisburseLoan(loan="PJ-001", member="A-001", product="P", on=APRIL, principal=idr(principal), instalments=instalments))
    return book


def annuity(**terms: Any) -> Given:
    """12,000,000 at 1 % a month over 12, three instalments paid: 9,132,965 are left, and August's 974,855 bears 91,330."""
    book = of("annuity", 12_000_000, **terms)
    for month in (5, 6, 7):
        book.book.record(repay(LEVEL, date(2014, month, 10)))
    return book


def repay(rupiah: int, on: date = JULY_25) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=on, amount=idr(rupiah))


def rows(book: Given, after: int = 0) -> list[tuple[int, str, int, int]]:
    plan = book.book.schedules[PJ]
    return [(one.no, str(one.due_on), one.principal.minor // 100, one.interest.minor // 100) for one in plan if one.no > after]


def state(book: Given) -> Any:
    return book.book.states[PJ]


def position_of(book: Given) -> Position:
    model = book.book
    return Position(
        loan=state(book),
        plan=model.schedules[PJ],
        balances=model.balances_of(PJ),
        receivables=receivables_of(state(book), model.bylaws),
        movements=(),
        currency="IDR",
    )


# 15 days to 25 July: 91,329.65 x 15 / 31 = 44,191.77; 16 days on 6,132,965: 61,329.65 x 16 / 31 = 31,654.01; 44,192 + 31,654.
ON_ITS_DAY = [(4, "2014-07-25", 3_000_000, 0), (5, "2014-08-10", 0, 75_846)]


def test_an_annuity_keeps_its_instalment_and_has_fewer_of_them() -> None:
    book = annuity()
    book.when(repay(3_000_000)).then_settled(interest="0", principal="3000000")
    assert rows(book, 3) == [
        *ON_ITS_DAY,
        (6, "2014-09-10", 1_004_855, 61_330),
        (7, "2014-10-10", 1_014_904, 51_281),
        (8, "2014-11-10", 1_025_053, 41_132),
        (9, "2014-12-10", 1_035_303, 30_882),
        (10, "2015-01-10", 1_045_656, 20_529),
        (11, "2015-02-10", 1_007_194, 10_072),
    ]
    assert (state(book).times_replanned, state(book).times_rescheduled, state(book).split.interest) == (1, 0, idr(44_192))


def test_an_annuity_keeps_its_term_and_has_smaller_instalments() -> None:
    # 6,132,965 at 1 % over 8: 801,519.
    book = annuity(early_payment="re-level")
    book.when(repay(3_000_000)).then_settled(interest="0", principal="3000000")
    assert rows(book, 3) == [
        *ON_ITS_DAY,
        (6, "2014-09-10", 740_189, 61_330),
        (7, "2014-10-10", 747_591, 53_928),
        (8, "2014-11-10", 755_067, 46_452),
        (9, "2014-12-10", 762_618, 38_901),
        (10, "2015-01-10", 770_244, 31_275),
        (11, "2015-02-10", 777_946, 23_573),
        (12, "2015-03-10", 785_726, 15_793),
        (13, "2015-04-10", 793_584, 7_936),
    ]


@pytest.mark.parametrize(
    ("how", "then", "last"),
    [
        ("shorten", [(100_000, 8_000), (100_000, 7_000)], (11, "2015-02-10", 100_000, 1_000)),
        ("re-level", [(80_000, 8_000), (80_000, 7_200)], (13, "2015-04-10", 80_000, 800)),
    ],
)
def test_equal_parts_of_principal_go_on_or_become_smaller(how: str, then: list[tuple[int, int]], last: tuple[int, str, int, int]) -> None:
    # 14 days on 1,100,000: 11,000 x 14 / 31 = 4,967.74; 17 days on 800,000: 8,000 x 17 / 31 = 4,387.10; 4,968 + 4,387.
    book = of("declining", early_payment=how)
    book.book.record(repay(112_000, MAY))
    book.book.record(repay(300_000, date(2014, 5, 24)))
    found = rows(book, 1)
    assert found[:2] == [(2, "2014-05-24", 300_000, 0), (3, "2014-06-10", 0, 9_355)]
    assert ([one[2:] for one in found[2:4]], found[-1]) == (then, last)


def test_the_days_count_as_the_product_counts_them() -> None:
    # 1,100,000 x 12% x 14 / 365 = 5,063.01; 800,000 x 12% x 17 / 365 = 4,471.23.
    book = of("declining", day_count="ACT/365F")
    book.book.record(repay(100_000 + 11_836, MAY))  # 1,200,000 x 12% x 30 / 365 = 11,835.62
    book.book.record(repay(300_000, date(2014, 5, 24)))
    assert rows(book)[2] == (3, "2014-06-10", 0, 5_063 + 4_471)


def test_money_up_to_the_running_instalment_is_paid_ahead_and_changes_no_plan() -> None:
    book = annuity()
    before = rows(book)
    book.when(repay(100_000)).then_settled(interest="91330", principal="8670")
    book.when(repay(LEVEL - 100_000)).then_settled(interest="0", principal="966185")
    assert (rows(book), state(book).times_replanned, state(book).split) == (before, 0, None)


def test_on_the_day_of_an_instalment_the_next_one_may_be_paid_ahead() -> None:
    book = annuity()
    book.when(repay(LEVEL, date(2014, 7, 10))).then_settled(interest="91330", principal="974855")
    assert state(book).split is None


def test_interest_that_was_paid_ahead_stays_paid() -> None:
    # 5,158,110 are left: 44,192 + 51,581.10 x 16 / 31 = 26,622.50, less than the 91,330 that August was paid with.
    book = annuity()
    book.book.record(repay(LEVEL))
    book.when(repay(3_000_000)).then_settled(interest="0", principal="3000000")
    assert rows(book, 3)[:2] == [(4, "2014-07-25", 3_974_855, 0), (5, "2014-08-10", 0, 91_330)]
    assert position_of(book).unpaid()[0].no == 6


def test_what_is_due_is_settled_first() -> None:
    # July's instalment is late; of 4,066,185 on 25 July 3,000,000 are early.
    book = of("annuity", 12_000_000)
    for month in (5, 6):
        book.book.record(repay(LEVEL, date(2014, month, 10)))
    book.when(repay(LEVEL + 3_000_000)).then_settled(interest="100982", principal="3965203")
    assert rows(book, 3)[:2] == ON_ITS_DAY


def test_more_money_in_the_same_period_adds_a_piece() -> None:
    # 44,192 to 25 July; 7 days on 6,132,965: 61,329.65 x 7 / 31 = 13,848.63; 9 days on 4,132,965: 41,329.65 x 9 / 31 = 11,998.93.
    book = annuity()
    book.book.record(repay(3_000_000))
    book.book.record(repay(2_000_000, date(2014, 8, 1)))
    assert rows(book, 3)[:3] == [
        (4, "2014-07-25", 3_000_000, 0),
        (5, "2014-08-01", 2_000_000, 0),
        (6, "2014-08-10", 0, 44_192 + 13_849 + 11_999),
    ]


def test_money_in_two_parts_on_one_day_is_as_one() -> None:
    # The instalment of August asks 75,846 after the first part, so the second must be more.
    one, two = annuity(), annuity()
    one.book.record(repay(3_500_000))
    two.book.record(repay(3_000_000))
    two.book.record(repay(500_000))
    assert [row[1:] for row in rows(one, 4)] == [row[1:] for row in rows(two, 5)]


def test_money_on_the_day_of_an_instalment_splits_nothing() -> None:
    # 6,132,965 bear 61,330 in August.
    book = annuity()
    book.book.record(repay(3_000_000, date(2014, 7, 10)))
    assert rows(book, 3)[:2] == [(4, "2014-07-10", 3_000_000, 0), (5, "2014-08-10", 0, 61_330)]
    assert rows(book)[-1] == (11, "2015-02-10", 1_007_194, 10_072)


def test_a_new_rate_in_the_same_period_adds_a_piece_too() -> None:
    # 44,192 to 25 July; 6 days to 31 July at 1 %: 61,329.65 x 6 / 31 = 11,870.25; 10 days at 1.5 %: 91,994.475 x 10 / 31 = 29,675.64.
    book = annuity()
    book.book.record(repay(3_000_000))
    book.book.record(ChangeRate(loan="PJ-001", on=date(2014, 8, 1), rate=Rate.yearly("18%"), reason="keputusan rapat"))
    assert rows(book, 3)[:2] == [(4, "2014-07-25", 3_000_000, 0), (5, "2014-08-10", 0, 44_192 + 11_870 + 29_676)]


def test_nothing_is_late_after_it_and_the_next_instalment_asks_the_interest() -> None:
    book = annuity()
    book.book.record(repay(3_000_000))
    position = position_of(book)
    owed = due(position.plan, position.paid_principal, position.paid_interest, AUGUST)
    assert (owed.principal, owed.interest) == (idr(0), idr(75_846))
    assert arrears(position.plan, position.paid_principal, position.paid_interest, AUGUST).days == 0
    book.when(repay(75_846, AUGUST)).then_settled(interest="75846", principal="0")


def test_a_payoff_after_it_bears_the_interest_to_its_day() -> None:
    # 44,192, and of the other 31,654 the part that 7 of 16 days are: 13,848.63.
    book = annuity()
    book.book.record(repay(3_000_000))
    book.when(PayOffLoan(loan="PJ-001", on=date(2014, 8, 1), amount=idr(6_132_965 + 58_041))).then_settled(
        interest="58041", principal="6132965", is_paid_off=True
    )


def test_the_whole_principal_is_taken_only_as_the_payoff() -> None:
    # 91,330 x 15 / 31 = 44,191.94.
    book = annuity()
    for rupiah in (9_132_965, 9_177_156, 9_177_158, 20_000_000):
        book.when(repay(rupiah)).then_refused("loan.payoff-differs")
    book.when(repay(9_132_965 + 44_192)).then_settled(interest="44192", principal="9132965", is_paid_off=True)
    assert state(book).closed_on == JULY_25


def test_the_last_instalment_may_be_paid_ahead_whole() -> None:
    book = of("declining", instalments=1)
    book.when(repay(1_212_000, date(2014, 4, 20))).then_settled(interest="12000", principal="1200000", is_paid_off=True)


def test_a_leaver_s_claim_does_the_same() -> None:
    book = annuity()
    book.book.bylaws = replace(book.book.bylaws, roles={"set_off": "3-9000"})
    event: Any = book.book.record(SetOffLoan(loan="PJ-001", on=JULY_25, amount=idr(3_000_000))).event
    assert (event.is_set_off, rows(book, 3)[:2]) == (True, ON_ITS_DAY)


def test_early_money_is_not_dated_before_what_came_later() -> None:
    book = annuity()
    book.book.record(repay(100_000, date(2014, 7, 28)))
    book.when(repay(3_000_000)).then_refused("loan.before-last")
    book.when(repay(500_000)).then_settled(interest="0", principal="500000")


def test_a_loan_that_keeps_no_rate_takes_no_more_than_its_next_instalment() -> None:
    book = given()
    book.book.bylaws = bylaws({"P": {**REGULER, "rate": "12%/year", "method": "annuity"}})
    book.book.record(DisburseLoan(loan="PJ-001", member="A-001", product="P", on=APRIL, principal=idr(12_000_000), instalments=12))
    book.book.bylaws = bylaws({"P": {**KEPT, "method": "annuity"}})
    book.when(repay(3_000_000, MAY)).then_refused("loan.rate-not-kept")
    book.when(repay(2 * LEVEL, MAY)).then_settled(interest="230538", principal="1901832")


@pytest.mark.parametrize("is_early", [True, False])
def test_interest_that_a_new_plan_carried_over_stays(is_early: bool) -> None:
    # 110,538.15 x 15 / 30 = 55,269.08 of June to 25 May are carried to 25 June; 11,053,815 in all at 1 %.
    book = of("annuity", 12_000_000)
    book.book.record(repay(LEVEL, MAY))
    again = RescheduleLoan(loan="PJ-001", on=date(2014, 5, 25), instalments=12, reason="gagal panen", rate=Rate.yearly("12%"))
    carried = book.book.record(again).event.carried  # type: ignore[attr-defined]
    before = book.book.schedules[PJ][1].interest
    assert before == idr(110_538) + carried
    if is_early:
        # 18 of 31 days on 11,053,815, then 13 on 8,053,815: 64,183.44 and 33,774.06.
        book.book.record(repay(3_000_000, date(2014, 6, 12)))
        assert rows(book)[2][3] == carried.minor // 100 + 64_183 + 33_774
    else:
        # 18 of 31 days at 1 %, then 13 at 1.5 %: 64,183.44 and 69,532.06.
        book.book.record(ChangeRate(loan="PJ-001", on=date(2014, 6, 13), rate=Rate.yearly("18%"), reason="keputusan rapat"))
        assert rows(book)[1][3] == carried.minor // 100 + 64_183 + 69_532


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"method": "flat"}, "early_payment = 'shorten': goes only with declining and annuity"),
        ({"method": "bullet", "rate_kind": None}, "early_payment = 'shorten': goes only with declining and annuity"),
        ({"rate_kind": None}, "early_payment = 'shorten': needs rate_kind"),
        ({"overpayment": "titipan", "titipan": "2-1640"}, "overpayment = 'titipan': does not go with early_payment"),
        ({"ahead_partial": False}, "ahead_partial = False: goes only with"),
    ],
)
def test_wrong_terms_are_refused(terms: dict[str, Any], message: str) -> None:
    said = {key: value for key, value in {**KEPT, "method": "annuity", **terms}.items() if value is not None}
    with pytest.raises(LoanTermsError) as refusal:
        bylaws({"P": said}).terms("P", "loans", parse)
    assert message in refusal.value.message("en")


def test_a_payoff_asks_the_interest_to_the_day_where_nothing_is_said() -> None:
    assert bylaws({"P": {**KEPT, "method": "annuity"}}).terms("P", "loans", parse).payoff == "to-date"


@tried(
    method=st.sampled_from(["declining", "annuity"]),
    how=st.sampled_from(["shorten", "re-level"]),
    principal=st.integers(100_000, 90_000_000),
    instalments=st.integers(1, 24),
    day_count=st.sampled_from(["period", "ACT/365F", "30E/360"]),
    paid=st.lists(st.tuples(st.integers(0, 120), st.integers(1, 1_000)), min_size=1, max_size=6),
)
def test_the_principal_is_repaid_whole_whatever_comes_early(
    method: str, how: str, principal: int, instalments: int, day_count: str, paid: list[tuple[int, int]]
) -> None:
    book = of(method, principal, instalments, early_payment=how, day_count=day_count)
    day = APRIL.toordinal()
    for days, thousandth in paid:
        before, paid_before = book.book.schedules[PJ], position_of(book).paid_interest
        day += days
        on = date.fromordinal(day)
        outcome = book.when(repay(max(1, principal * thousandth // 1_000), on))
        plan, position = book.book.schedules[PJ], position_of(book)
        if outcome.refusal is not None:
            assert outcome.refusal.code in ("loan.payoff-differs", "loan.plan-does-not-fit", "loan.paid-off")
            continue
        assert Money.total((one.principal for one in plan), "IDR") == idr(principal)
        assert all(one.principal.minor >= 0 and one.interest.minor >= 0 for one in plan)
        assert [one.due_on for one in plan] == sorted(one.due_on for one in plan)
        assert [one for one in plan if one.due_on < on] == [one for one in before if one.due_on < on]
        assert position.paid_interest >= paid_before
        assert position.paid_interest <= Money.total((one.interest for one in plan), "IDR")
        left = Money.total((one.principal for one in position.unpaid()), "IDR")
        assert left == position.outstanding
