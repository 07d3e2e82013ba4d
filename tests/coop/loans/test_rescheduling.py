"""A new plan for the rest of a loan."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from irman_ledger.coop.loans import DisburseLoan, PayOffLoan, RepayLoan, RescheduleLoan, WaivePenalty, days_late
from irman_ledger.core.money import idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.loans.scenario import Given, given

APRIL, MAY, JULY, AUGUST = date(2014, 4, 10), date(2014, 5, 10), date(2014, 7, 10), date(2014, 8, 10)
PJ = Subject("loan", "PJ-001")


def disburse(product: str = "REGULER") -> DisburseLoan:
    return DisburseLoan(loan="PJ-001", member="A-001", product=product, on=APRIL, principal=idr(2_000_000), instalments=10)


def repay(rupiah: int, on: date = MAY) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=on, amount=idr(rupiah))


def reschedule(on: date = JULY, instalments: int = 20, **more: Any) -> RescheduleLoan:
    return RescheduleLoan(loan="PJ-001", on=on, instalments=instalments, reason="gagal panen", **more)


def rows(event: Any) -> list[tuple[int, str, int, int]]:
    return [(one.no, str(one.due_on), one.principal.minor // 100, one.interest.minor // 100) for one in event.plan]


def late(book: Given, on: date) -> int:
    plan = book.book.schedules[PJ]
    paid = idr(sum(one.principal.minor for one in plan) // 100) - book.book.balance("1-1500", PJ)
    return days_late(plan, paid, -book.book.balance("4-1100", PJ), on)


def test_the_rest_is_repaid_by_a_new_plan_after_what_was_paid_of_the_old_one() -> None:
    # 1,800,000 over 20 months is 90,000 and 36,000 at 2 %; June's and July's 40,000 are due with the first.
    book = given(disburse(), repay(240_000))
    outcome = book.when(reschedule())
    assert outcome.played is not None
    event: Any = outcome.played.event
    assert outcome.played.entry is None
    assert (event.principal, event.carried, event.capitalised) == (idr(1_800_000), idr(80_000), False)
    assert rows(event)[:3] == [
        (1, "2014-05-10", 200_000, 40_000),
        (2, "2014-08-10", 90_000, 116_000),
        (3, "2014-09-10", 90_000, 36_000),
    ]
    assert (len(event.plan), rows(event)[-1]) == (21, (21, "2016-03-10", 90_000, 36_000))
    assert sum(one.principal.minor for one in event.plan) == 200_000_000


def test_what_was_late_is_late_no_more_and_the_new_days_count() -> None:
    book = given(disburse(), repay(240_000))
    assert late(book, JULY) == 30
    book.book.record(reschedule())
    assert late(book, AUGUST) == 0
    assert late(book, date(2014, 8, 15)) == 5
    book.when(repay(206_000, AUGUST)).then_settled(interest="116000", principal="90000")


def test_a_part_of_an_instalment_that_was_paid_stays_as_paid() -> None:
    book = given(disburse(), repay(300_000))
    event: Any = book.book.record(reschedule(on=date(2014, 5, 25), instalments=2)).event
    # Of the second instalment the 40,000 of interest and 20,000 were paid before their day; 1,780,000 are left.
    assert rows(event) == [
        (1, "2014-05-10", 200_000, 40_000),
        (2, "2014-05-25", 20_000, 40_000),
        (3, "2014-06-25", 890_000, 35_600),
        (4, "2014-07-25", 890_000, 35_600),
    ]
    assert event.carried == idr(0)


def test_the_interest_of_the_running_month_is_owed_to_the_day() -> None:
    book = given(disburse(), repay(240_000))
    event: Any = book.book.record(reschedule(on=date(2014, 5, 25), instalments=2)).event
    assert event.carried == idr(19_355)  # 40,000 x 15 / 31 = 19,354.84
    assert rows(event)[1] == (2, "2014-06-25", 900_000, 55_355)


def test_the_running_period_of_a_new_plan_begins_on_its_day() -> None:
    book = given(disburse("PELUNASAN"), repay(240_000), reschedule(instalments=2))
    # 1,800,000 over two months: 36,000 each, and 80,000 of the old plan with the first.
    book.when(PayOffLoan(loan="PJ-001", on=date(2014, 7, 10), amount=idr(1_800_000))).then_settled(
        interest="0", principal="1800000", is_paid_off=True
    )
    book = given(disburse("PELUNASAN"), repay(240_000), reschedule(instalments=2))
    book.when(PayOffLoan(loan="PJ-001", on=date(2014, 7, 11), amount=idr(1_916_000))).then_settled(
        interest="116000", principal="1800000", is_paid_off=True
    )


def test_interest_becomes_principal_only_where_the_product_says_so() -> None:
    given(disburse(), repay(240_000)).when(reschedule(capitalise=True)).then_refused(
        "loan.capitalisation-not-agreed", "product REGULER does not let unpaid interest become principal"
    )
    book = given(disburse("KAPITALISASI"), repay(240_000))
    outcome = book.when(reschedule(capitalise=True))
    outcome.then_booked("""
        10 Juli 2014   Kapitalisasi bunga pinjaman PJ-001
          1-1500 Pinjaman anggota  80.000           PJ-001
          4-1100 Jasa pinjaman             80.000   PJ-001
    """)
    assert outcome.played is not None
    event: Any = outcome.played.event
    # 1,880,000 over 20 months: 94,000, and 2 % is 37,600.
    assert rows(event)[:3] == [(1, "2014-05-10", 200_000, 40_000), (2, "2014-07-10", 0, 80_000), (3, "2014-08-10", 94_000, 37_600)]
    assert late(book, AUGUST) == 0
    book.when(repay(131_600, AUGUST)).then_settled(interest="37600", principal="94000")


def test_a_penalty_is_paid_or_waived_before_and_begins_anew_after() -> None:
    book = given(disburse("DENDA"), repay(240_000))
    # June's 240,000 are 30 days late on 10 July: 240 a day.
    book.when(reschedule()).then_refused(
        "loan.penalty-open",
        "a penalty of Rp7.200 is due on loan PJ-001 on 2014-07-10: it is paid or waived before the loan gets a new plan",
    )
    book.book.record(WaivePenalty(loan="PJ-001", on=JULY, amount=idr(7_200), reason="gagal panen"))
    book.book.record(reschedule())
    # 206,000 are due on 10 August and five days late: 206 a day.
    event: Any = book.book.record(repay(207_030, date(2014, 8, 15))).event
    assert (event.penalty, event.interest, event.principal) == (idr(1_030), idr(116_000), idr(90_000))


def test_a_loan_may_be_rescheduled_again() -> None:
    book = given(disburse(), repay(240_000), reschedule(), repay(206_000, AUGUST))
    event: Any = book.book.record(reschedule(on=AUGUST, instalments=3)).event
    assert rows(event) == [
        (1, "2014-05-10", 200_000, 40_000),
        (2, "2014-08-10", 90_000, 116_000),
        (3, "2014-09-10", 570_000, 34_200),
        (4, "2014-10-10", 570_000, 34_200),
        (5, "2014-11-10", 570_000, 34_200),
    ]
    state: Any = book.book.states[PJ]
    assert (state.times_rescheduled, state.rescheduled_on, state.runs_from) == (2, AUGUST, AUGUST)


def test_nothing_paid_yet_leaves_only_the_new_plan() -> None:
    event: Any = given(disburse()).book.record(reschedule(on=APRIL, instalments=2, first_due_on=date(2014, 4, 30))).event
    assert rows(event) == [(1, "2014-04-30", 1_000_000, 40_000), (2, "2014-05-30", 1_000_000, 40_000)]


def test_what_a_product_does_not_offer_is_refused() -> None:
    book = given(disburse())
    book.when(reschedule(instalments=25)).then_refused("loan.instalments-out-of-range")
    book.when(reschedule(rate=Rate.yearly("12%"))).then_refused("loan.rate-not-offered")
    book.when(reschedule(on=date(2014, 4, 9))).then_refused("loan.before-disbursement")
    given(disburse(), repay(240_000)).when(reschedule(on=date(2014, 5, 9))).then_refused("loan.before-last")
    given().when(reschedule()).then_refused("subject.unknown")
    given(disburse(), repay(2_400_000)).when(reschedule()).then_refused("loan.paid-off")


@pytest.mark.parametrize(
    "change",
    [
        {"instalments": 0},
        {"capitalise": 1},
        {"first_due_on": date(2014, 7, 9)},
        {"on": datetime(2014, 7, 10)},  # noqa: DTZ001  # what is refused
    ],
)
def test_a_new_plan_of_bad_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError):
        reschedule(**change)
