"""What paying late costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from irman_ledger.books.wire import dump, load_event
from irman_ledger.coop.loans import DisburseLoan, Payment, PenaltyDue, PenaltyTerms, RepayLoan, WaivePenalty, penalty_due
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import DOWN, HALF_UP, UP
from irman_ledger.core.schedule import Instalment
from tests.coop.loans.scenario import REGULER, TERMS, Given, bylaws, given

APRIL, MAY, JUNE = date(2014, 4, 10), date(2014, 5, 10), date(2014, 6, 10)
PLAN = tuple(
    Instalment(no=no, due_on=due_on, principal=idr(200_000), interest=idr(40_000))
    for no, due_on in ((1, MAY), (2, JUNE), (3, date(2014, 7, 10)))
)
# 0.1 % a day, a custom, not a law: 240 rupiah a day on a whole instalment of 240,000.
DAILY = PenaltyTerms(
    per="day",
    rate=Rate.daily("0.1%"),
    amount=None,
    of="instalment",
    grace_days=0,
    counts_from="grace",
    cap=None,
    cap_rate=None,
    step=idr(1),
    mode=HALF_UP,
    income="4-1140",
    waived="9-1600",
    waived_contra="9-1690",
)
ONCE = replace(DAILY, per="instalment", rate=Rate.once("5%"))


def paid(on: date, principal: int, interest: int) -> Payment:
    return Payment(on=on, principal=idr(principal), interest=idr(interest))


def due(terms: PenaltyTerms, on: date, *payments: Payment, settled: int = 0, since: date | None = None) -> list[tuple[int, int]]:
    found = penalty_due(PLAN, payments, terms, on, settled=idr(settled), since=since)
    return [(one.no, one.amount.minor // 100) for one in found]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (MAY, []),  # on its own day nothing is late
        (date(2014, 5, 11), [(1, 240)]),
        (date(2014, 5, 20), [(1, 2_400)]),
        (date(2014, 6, 20), [(1, 9_840), (2, 2_400)]),  # 41 days and 10 days
    ],
)
def test_a_late_instalment_bears_its_rate_for_each_day(on: date, expected: list[tuple[int, int]]) -> None:
    assert due(DAILY, on) == expected


def test_what_is_paid_late_bears_nothing_from_the_day_after() -> None:
    # 10 days on 240,000, then 100,000 of principal and the interest are paid: 5 days on 100,000.
    assert due(DAILY, date(2014, 5, 25), paid(date(2014, 5, 20), 100_000, 40_000)) == [(1, 2_900)]


def test_a_payment_late_by_a_day_leaves_its_penalty_due_after_it() -> None:
    assert due(DAILY, date(2014, 6, 1), paid(date(2014, 5, 12), 200_000, 40_000)) == [(1, 480)]


@pytest.mark.parametrize(("of", "expected"), [("instalment", 2_400), ("principal", 2_000), ("interest", 400)])
def test_what_counts_as_late_is_a_term(of: Any, expected: int) -> None:
    assert due(replace(DAILY, of=of), date(2014, 5, 20)) == [(1, expected)]


def test_within_the_grace_nothing_is_due() -> None:
    terms = replace(DAILY, grace_days=3)
    assert due(terms, date(2014, 5, 13)) == []
    assert due(terms, date(2014, 5, 14)) == [(1, 240)]
    assert due(terms, date(2014, 6, 1), paid(date(2014, 5, 13), 200_000, 40_000)) == []


def test_after_the_grace_days_may_count_from_the_day_due() -> None:
    assert due(replace(DAILY, grace_days=3, counts_from="due"), date(2014, 5, 14)) == [(1, 960)]


def test_a_cap_is_an_amount_or_a_part_of_the_whole_instalment() -> None:
    assert due(replace(DAILY, cap=idr(2_000)), JUNE) == [(1, 2_000)]
    assert due(replace(DAILY, cap_rate=Rate.once("2%")), JUNE) == [(1, 4_800)]
    assert due(DAILY, JUNE) == [(1, 7_440)]


def test_a_fixed_amount_a_day_runs_as_long_as_anything_is_late() -> None:
    terms = replace(DAILY, rate=None, amount=idr(1_000))
    assert due(terms, date(2014, 5, 20), paid(date(2014, 5, 15), 199_999, 40_000)) == [(1, 10_000)]
    assert due(terms, date(2014, 5, 20), paid(date(2014, 5, 15), 200_000, 40_000)) == [(1, 5_000)]


def test_once_an_instalment_a_part_of_what_was_late_when_the_grace_ended() -> None:
    terms = replace(ONCE, grace_days=5)
    assert due(terms, date(2014, 5, 15)) == []
    assert due(terms, date(2014, 5, 16)) == [(1, 12_000)]
    assert due(terms, JUNE) == [(1, 12_000)]
    # 140,000 are paid within the grace: 5 % of the 100,000 that were late.
    assert due(terms, JUNE, paid(date(2014, 5, 14), 100_000, 40_000)) == [(1, 5_000)]
    assert due(replace(terms, rate=None, amount=idr(7_500)), date(2014, 6, 16)) == [(1, 7_500), (2, 7_500)]


def test_the_penalty_to_date_is_rounded_once() -> None:
    # 33.33 % a year of 240,000 for 10 days: 240,000 x 0.3333 x 10 / 365 = 2,191.56.
    yearly = Rate.yearly("33.33%")
    for step, mode, expected in ((1, HALF_UP, 2_192), (1, DOWN, 2_191), (100, DOWN, 2_100), (100, UP, 2_200)):
        assert due(replace(DAILY, rate=yearly, step=idr(step), mode=mode), date(2014, 5, 20)) == [(1, expected)]


def test_what_was_paid_settles_the_oldest_penalty_first() -> None:
    assert due(DAILY, date(2014, 6, 20), settled=10_000) == [(2, 2_240)]
    assert due(DAILY, date(2014, 6, 20), settled=99_999) == []


def test_days_before_the_loan_came_into_the_book_bear_nothing() -> None:
    assert due(DAILY, date(2014, 5, 25), since=date(2014, 5, 20)) == [(1, 1_200)]
    assert due(ONCE, date(2014, 6, 20), since=date(2014, 5, 20)) == [(2, 12_000)]


def test_a_payment_taken_back_was_never_paid() -> None:
    payments = paid(date(2014, 5, 12), 200_000, 40_000), paid(date(2014, 5, 15), -200_000, -40_000)
    # 2 days, nothing for 3 days, 5 days.
    assert due(DAILY, date(2014, 5, 20), *payments) == [(1, 1_680)]


# -- in a book --------------------------------------------------------------------------------------------------------


def disburse(product: str = "DENDA", instalments: int = 10) -> DisburseLoan:
    return DisburseLoan(loan="PJ-001", member="A-001", product=product, on=APRIL, principal=idr(2_000_000), instalments=instalments)


def repay(rupiah: int, on: date) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=on, amount=idr(rupiah))


def waive(rupiah: int, on: date) -> WaivePenalty:
    return WaivePenalty(loan="PJ-001", on=on, amount=idr(rupiah), reason="gagal panen")


def with_terms(instalments: int = 10, **penalty: Any) -> Given:
    book = given()
    terms: Any = TERMS["DENDA"]
    allocation = penalty.pop("allocation", ["penalty", "interest", "principal"])
    book.book.bylaws = bylaws({"DENDA": {**terms, "allocation": allocation, "penalty": {**terms["penalty"], **penalty}}})
    book.book.record(disburse(instalments=instalments))
    return book


def test_a_late_payment_settles_the_penalty_first_and_it_is_income_then() -> None:
    given(disburse()).when(repay(242_400, date(2014, 5, 20))).then_booked("""
        20 Mei 2014   Angsuran pinjaman PJ-001
          1-1100 Kas               242.400            KAS
          1-1500 Pinjaman anggota           200.000   PJ-001
          4-1100 Jasa pinjaman               40.000   PJ-001
          4-1140 Denda                        2.400   PJ-001
    """)


def test_a_penalty_last_in_order_is_paid_after_principal_of_its_instalment() -> None:
    book = with_terms(allocation=["interest", "principal", "penalty"])
    book.when(repay(240_000, date(2014, 5, 20))).then_settled(interest="40000", principal="200000")
    # The instalment is paid; its ten days of penalty are still due and come before the next instalment.
    book.when(repay(2_500, date(2014, 5, 25))).then_booked("""
        25 Mei 2014   Angsuran pinjaman PJ-001
          1-1100 Kas            2.500          KAS
          4-1100 Jasa pinjaman           100   PJ-001
          4-1140 Denda                 2.400   PJ-001
    """)


def test_a_loan_is_paid_off_only_with_its_penalties() -> None:
    book = given(disburse())
    late = date(2014, 5, 20)
    book.when(repay(2_402_401, late)).then_refused("loan.payment-exceeds-debt", "payment exceeds what loan PJ-001 owes by Rp1")
    outcome = book.when(repay(2_402_399, late))
    outcome.then_settled(interest="400000", principal="1999999")
    book.when(repay(1, late)).then_settled(interest="0", principal="1", is_paid_off=True)


def test_a_penalty_waived_stands_beside_the_books_and_is_due_no_more() -> None:
    book = given(disburse())
    book.when(waive(2_401, date(2014, 5, 20))).then_refused(
        "loan.penalty-exceeded", "the penalty due on loan PJ-001 on 2014-05-20 is Rp2.400, not Rp2.401"
    )
    book.when(waive(2_000, date(2014, 5, 20))).then_booked("""
        20 Mei 2014   Pembebasan denda pinjaman PJ-001
          9-1600 Denda bebas   2.000          PJ-001
          9-1690 Kontra denda         2.000   PJ-001
    """)
    event: Any = book.book.record(repay(240_400, date(2014, 5, 20))).event
    assert (event.penalty, event.interest, event.principal) == (idr(400), idr(40_000), idr(200_000))


def test_a_waiver_of_the_last_thing_owed_ends_the_loan() -> None:
    # One instalment of 2,040,000, ten days late and then paid: 20,400 of penalty are left.
    book = with_terms(instalments=1, allocation=["interest", "principal", "penalty"])
    book.book.record(repay(2_040_000, date(2014, 5, 20)))
    event: Any = book.book.record(waive(20_000, date(2014, 5, 25))).event
    assert not event.is_paid_off
    event = book.book.record(waive(400, date(2014, 5, 25))).event
    assert event.is_paid_off
    book.when(waive(1, date(2014, 5, 26))).then_refused("loan.paid-off", "loan PJ-001 was paid off on 2014-05-25")


def test_a_loan_agreed_without_penalties_has_none_to_waive() -> None:
    given(disburse("REGULER")).when(waive(1, JUNE)).then_refused("loan.penalty-exceeded")


def test_what_was_agreed_stays_whatever_later_bylaws_say() -> None:
    book = with_terms()
    book.book.bylaws = bylaws({"DENDA": REGULER})
    event: Any = book.book.record(repay(242_400, date(2014, 5, 20))).event
    assert event.penalty == idr(2_400)
    book.book.bylaws = bylaws(TERMS)
    early = given(disburse("REGULER"))
    early.book.bylaws = bylaws({"REGULER": TERMS["DENDA"]})
    event = early.book.record(repay(240_000, date(2014, 5, 20))).event
    assert (event.penalty, event.principal) == (None, idr(200_000))


def test_a_payment_without_penalty_is_stored_as_before_there_were_any() -> None:
    event = given(disburse("REGULER")).book.record(repay(240_000, MAY)).event
    stored = (
        '{"box":"KAS","interest":"40000","interest_income":"4-1100","is_paid_off":false,"kind":"loan.repaid","loan":"PJ-001",'
        '"member":"A-001","on":"2014-05-10","principal":"200000","receivable":"1-1500","status":"anggota"}'
    )
    assert dump(event) == stored
    assert load_event(stored, "IDR") == event


def test_what_was_agreed_survives_the_wire() -> None:
    event: Any = given().book.record(disburse()).event
    assert event.penalty == DAILY
    assert load_event(dump(event), "IDR") == event


# -- terms ------------------------------------------------------------------------------------------------------------

PENALTY: Mapping[str, object] = TERMS["DENDA"]["penalty"]  # type: ignore[assignment]  # a table


def read(change: Mapping[str, object], **more: object) -> LoanTerms:
    return bylaws({"P": {**REGULER, "penalty": {**PENALTY, **change}, **more}}).terms("P", "loans", parse)


def test_a_penalty_comes_first_where_the_order_is_not_said() -> None:
    terms = read({"income": {"any": "4-1140", "calon": "4-2120"}})
    assert terms.allocation == ("penalty", "interest", "principal")
    assert {status: terms.penalty(status).income for status in ("anggota", "calon", "keluar")} == {  # type: ignore[union-attr]
        "anggota": "4-1140",
        "calon": "4-2120",
        "keluar": "4-1140",
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"per": "month"}, "product P, penalty.per = 'month': must be one of day, instalment"),
        ({"rate": "5%/once"}, "product P, penalty.rate = '5%/once': a rate per 'once' cannot be given per 'day'"),
        ({"per": "instalment"}, "product P, penalty.rate = '0.1%/day': a rate per 'day' cannot be given per 'once'"),
        ({"amount": 5}, "product P, penalty.rate = '0.1%/day': give either a rate or an amount"),
        ({"grace_days": -1}, "product P, penalty.grace_days = -1: must be 0 to 366"),
        ({"cap": 0}, "product P, penalty.cap = 0: must be more than zero"),
        ({"waived": "4-1140"}, "product P, penalty.waived = '4-1140': must be an account of kind memorandum"),
        ({"income": {"any": "4-1110"}}, "product P, penalty.income.any = '4-1110': must have subject_kind = \"loan\""),
        ({"of": "all"}, "product P, penalty.of = 'all': must be one of instalment, principal, interest"),
    ],
)
def test_a_wrong_penalty_is_refused_with_its_key(change: Mapping[str, object], message: str) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        read(change)
    assert str(refusal.value).startswith(message)


@pytest.mark.parametrize("order", [["interest", "principal"], ["penalty", "interest"]])
def test_an_order_that_leaves_a_bucket_out_is_refused(order: list[str]) -> None:
    with pytest.raises(LoanTermsError, match="must name each of penalty, interest, principal"):
        read({}, allocation=order)
    with pytest.raises(LoanTermsError, match="must be a list of interest, principal"):
        bylaws({"P": {**REGULER, "allocation": ["penalty", "interest", "principal"]}}).terms("P", "loans", parse)


def test_a_penalty_due_is_money() -> None:
    assert penalty_due(PLAN, (), DAILY, date(2014, 5, 11), settled=Money.zero()) == (PenaltyDue(1, idr(240)),)
