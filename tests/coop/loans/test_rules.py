"""What a loan allows."""

from __future__ import annotations

import csv
import dataclasses
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from irman_ledger.coop.loans import MODULE, DisburseLoan, LoanDisbursed, LoanState, RepayLoan, TakeOverLoan, due
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.loans.scenario import Given, given

PJ = Subject("loan", "PJ-001")
APRIL, MAY, JUNE = date(2014, 4, 10), date(2014, 5, 10), date(2014, 6, 10)


def disburse(product: str = "REGULER", **more: Any) -> DisburseLoan:
    """Two million over ten months: by default 200,000 and 40,000 on each tenth."""
    terms = {"loan": "PJ-001", "member": "A-001", "on": APRIL, "principal": idr(2_000_000), "instalments": 10, **more}
    return DisburseLoan(product=product, **terms)


def repay(rupiah: int, on: date) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=on, amount=idr(rupiah))


def rest(no: int, on: date, principal: int, interest: int) -> Instalment:
    return Instalment(no=no, due_on=on, principal=idr(principal), interest=idr(interest))


OVERDUE = (
    rest(8, date(2014, 2, 5), 50_000, 10_000),
    rest(9, date(2014, 3, 5), 100_000, 10_000),
    rest(10, date(2014, 4, 5), 100_000, 10_000),
)


def take_over(**more: Any) -> TakeOverLoan:
    terms = {"on": date(2014, 3, 25), "contract_on": date(2013, 6, 5), "principal_outstanding": idr(250_000), "schedule": OVERDUE, **more}
    return TakeOverLoan(loan="PJ-001", member="A-001", product="REGULER", **terms)


def state(book: Given) -> LoanState:
    found: LoanState = book.book.states[PJ]
    return found


# -- paying out -------------------------------------------------------------------------------------------------------


def test_a_loan_paid_out_carries_its_whole_plan() -> None:
    event = given().book.record(disburse()).event
    assert isinstance(event, LoanDisbursed)
    assert (event.method, event.rate, event.status, event.box) == ("flat", Rate.yearly("24%"), "anggota", "KAS")
    assert event.contract_on == APRIL
    assert event.plan[0] == rest(1, MAY, 200_000, 40_000)
    assert event.plan[9] == rest(10, date(2015, 2, 10), 200_000, 40_000)
    assert MODULE.schedule(event) == event.plan


def test_the_plan_runs_from_disbursement_not_from_the_contract() -> None:
    event = given().book.record(disburse(on=date(2016, 9, 6), contract_on=date(2016, 9, 2))).event
    assert isinstance(event, LoanDisbursed)
    assert (event.contract_on, event.plan[0].due_on) == (date(2016, 9, 2), date(2016, 10, 6))


def test_the_first_instalment_may_be_agreed() -> None:
    event = given().book.record(disburse(first_due_on=date(2014, 5, 31))).event
    assert isinstance(event, LoanDisbursed)
    assert [one.due_on for one in event.plan[:2]] == [date(2014, 5, 31), date(2014, 6, 30)]


def test_a_rate_may_be_agreed_within_the_product() -> None:
    event = given().book.record(disburse("MENURUN", rate=Rate.monthly("1%"))).event
    assert isinstance(event, LoanDisbursed)
    assert (event.rate, event.plan[1].interest) == (Rate.monthly("1%"), idr(18_000))


@pytest.mark.parametrize(("product", "rate"), [("REGULER", "23%/year"), ("MENURUN", "11%/year"), ("MENURUN", "25%/year")])
def test_a_rate_outside_the_product_is_refused(product: str, rate: str) -> None:
    given().when(disburse(product, rate=Rate.parse(rate))).then_refused("loan.rate-not-offered")


def test_more_instalments_than_the_product_has_are_refused() -> None:
    given().when(disburse(instalments=25)).then_refused(
        "loan.instalments-out-of-range", "the number of instalments must be 1 to 24, not 25"
    )


def test_a_loan_number_is_used_once() -> None:
    given(disburse()).when(disburse()).then_refused("loan.exists", "loan PJ-001 exists already")
    given(disburse()).when(take_over()).then_refused("loan.exists")


def test_an_unknown_member_gets_no_loan() -> None:
    given().when(disburse(member="X-001")).then_refused("subject.unknown")


def test_only_the_statuses_that_the_product_serves_get_a_loan() -> None:
    given().when(disburse(member="K-001")).then_refused("loan.borrower-not-served")
    given().when(disburse("MENURUN", member="C-001")).then_refused(
        "loan.borrower-not-served", "product MENURUN does not serve C-001, whose status is calon"
    )


def test_an_unknown_product_or_box_is_refused() -> None:
    given().when(disburse("LAIN")).then_refused("product.unknown")
    given().when(disburse(settle="LACI")).then_refused("box.unknown")


def test_money_of_another_currency_is_refused() -> None:
    given().when(disburse(principal=Money.from_minor(100_000, "EUR"))).then_refused("money.currency-mismatch")
    euro = Money.from_minor(100_000, "EUR")
    given(disburse()).when(RepayLoan(loan="PJ-001", on=MAY, amount=euro)).then_refused("money.currency-mismatch")
    schedule = (Instalment(no=1, due_on=MAY, principal=euro, interest=Money.zero("EUR")),)
    given().when(take_over(principal_outstanding=euro, schedule=schedule)).then_refused("money.currency-mismatch")


# -- repaying ---------------------------------------------------------------------------------------------------------


def test_a_payment_on_its_day_settles_the_instalment() -> None:
    given(disburse()).when(repay(240_000, MAY)).then_settled(interest="40000", principal="200000")


def test_a_smaller_payment_settles_interest_first_and_the_next_one_goes_on() -> None:
    book = given(disburse())
    book.when(repay(30_000, MAY)).then_settled(interest="30000", principal="0")
    book.when(repay(60_000, MAY)).then_settled(interest="10000", principal="50000")
    book.when(repay(390_000, JUNE)).then_settled(interest="40000", principal="350000")


def test_two_months_late_the_oldest_instalment_is_settled_whole_before_the_next() -> None:
    given(disburse()).when(repay(250_000, JUNE)).then_settled(interest="50000", principal="200000")


def test_the_order_of_allocation_is_a_term() -> None:
    given(disburse("POKOK-DULU")).when(repay(210_000, JUNE)).then_settled(interest="10000", principal="200000")


def test_money_ahead_settles_the_next_instalments_interest_first() -> None:
    given(disburse()).when(repay(500_000, MAY)).then_settled(interest="100000", principal="400000")


def test_a_payment_on_the_very_day_of_disbursement_is_money_ahead() -> None:
    given(disburse()).when(repay(240_000, APRIL)).then_settled(interest="40000", principal="200000")


def test_two_instalments_on_one_day_settle_two() -> None:
    book = given(disburse())
    book.when(repay(240_000, MAY)).then_settled(interest="40000", principal="200000")
    book.when(repay(240_000, MAY)).then_settled(interest="40000", principal="200000")
    assert due(book.book.schedules[PJ], idr(400_000), idr(80_000), JUNE).total == idr(0)


def test_a_loan_is_paid_off_with_its_last_rupiah() -> None:
    book = given(disburse(), repay(2_399_999, MAY))
    assert state(book).closed_on is None
    book.when(repay(1, JUNE)).then_settled(interest="0", principal="1", is_paid_off=True)
    assert state(book).closed_on == JUNE
    book.when(repay(1, JUNE)).then_refused("loan.paid-off", "loan PJ-001 was paid off on 2014-06-10")


def test_more_than_all_instalments_is_refused_with_the_excess() -> None:
    given(disburse(), repay(240_000, MAY)).when(repay(9_000_000, JUNE)).then_refused(
        "loan.payment-exceeds-debt", "payment exceeds what loan PJ-001 owes by Rp6.840.000"
    )


def test_where_money_ahead_goes_to_principal_later_interest_is_not_owed() -> None:
    book = given(disburse("PELUNASAN"), repay(240_000, MAY))
    book.when(repay(9_000_000, JUNE)).then_refused("loan.payment-exceeds-debt", "payment exceeds what loan PJ-001 owes by Rp7.160.000")
    book.when(repay(1_840_000, JUNE)).then_settled(interest="40000", principal="1800000", is_paid_off=True)
    assert state(book).closed_on == JUNE


def test_where_money_ahead_goes_to_principal_the_running_month_bears_interest() -> None:
    given(disburse("PELUNASAN")).when(repay(500_000, date(2014, 4, 20))).then_settled(interest="40000", principal="460000")


def test_principal_paid_ahead_leaves_the_interest_of_the_next_day_due() -> None:
    book = given(disburse("PELUNASAN"), repay(440_000, MAY))
    book.when(repay(40_000, JUNE)).then_settled(interest="40000", principal="0")


def test_a_product_may_take_no_money_ahead() -> None:
    book = given(disburse("TEPAT"))
    book.when(repay(240_001, MAY)).then_refused("loan.payment-ahead", "loan PJ-001 takes no money in advance: Rp1 is not due yet")
    book.when(repay(240_000, MAY)).then_settled(interest="40000", principal="200000")


def test_a_product_without_advances_is_paid_off_by_its_last_instalment_only() -> None:
    book = given(disburse("TEPAT", instalments=2))
    book.when(repay(1_040_000, MAY)).then_settled(interest="40000", principal="1000000")
    book.when(repay(1_040_001, JUNE)).then_refused("loan.payment-exceeds-debt")
    book.when(repay(1_040_000, JUNE)).then_settled(interest="40000", principal="1000000", is_paid_off=True)


def test_a_product_may_take_whole_instalments_ahead_only() -> None:
    book = given(disburse("UTUH"))
    book.when(repay(250_000, MAY)).then_refused(
        "loan.partial-instalment-ahead", "loan PJ-001 takes only whole instalments in advance: Rp230.000 is missing from number 2"
    )
    book.when(repay(480_000, MAY)).then_settled(interest="80000", principal="400000")
    given(disburse("UTUH")).when(repay(100_000, MAY)).then_settled(interest="40000", principal="60000")


def test_a_loan_is_not_repaid_before_it_is_paid_out() -> None:
    given(disburse()).when(repay(240_000, date(2014, 4, 9))).then_refused("loan.before-disbursement")


def test_an_unknown_loan_is_not_repaid() -> None:
    given().when(repay(240_000, MAY)).then_refused("subject.unknown")


def test_a_payment_found_later_settles_what_is_still_open_and_changes_nothing_recorded() -> None:
    book = given(disburse("MENURUN"), repay(240_000, JUNE))
    book.when(repay(236_000, MAY)).then_settled(interest="36000", principal="200000")
    assert state(book).last_on == JUNE


def test_a_payment_found_later_that_nothing_due_by_its_day_can_take_is_refused_where_no_money_goes_ahead() -> None:
    given(disburse("TEPAT"), repay(480_000, JUNE)).when(repay(240_000, MAY)).then_refused("loan.payment-ahead")


def test_a_loan_paid_off_by_a_payment_found_later_closes_on_its_latest_day() -> None:
    book = given(disburse(), repay(2_160_000, JUNE), repay(240_000, MAY))
    assert state(book).closed_on == JUNE


# -- taking over ------------------------------------------------------------------------------------------------------


def test_a_loan_taken_over_carries_its_arrears_by_the_days_of_its_schedule() -> None:
    book = given(take_over())
    assert due(book.book.schedules[PJ], idr(0), idr(0), date(2014, 3, 25)).total == idr(170_000)
    book.when(repay(65_000, date(2014, 3, 26))).then_settled(interest="15000", principal="50000")
    book.when(repay(215_000, date(2014, 4, 5))).then_settled(interest="15000", principal="200000", is_paid_off=True)


def test_a_loan_of_a_member_who_left_is_taken_over() -> None:
    book = given()
    book.book.statuses["A-001"] = "keluar"
    event: Any = book.book.record(take_over()).event
    assert (event.status, event.receivable) == ("keluar", "1-1500")


def test_a_schedule_that_does_not_sum_to_the_principal_is_refused() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        take_over(principal_outstanding=idr(250_001))
    assert refusal.value.code == "loan.schedule-does-not-sum"
    assert str(refusal.value) == "the schedule repays Rp250.000 of principal, loan PJ-001 owes Rp250.001"


@pytest.mark.parametrize(
    "schedule",
    [
        (OVERDUE[0], OVERDUE[2]),
        (OVERDUE[1], OVERDUE[0]),
        (rest(1, APRIL, 250_000, 0), rest(2, date(2014, 4, 9), 0, 1)),
        (rest(1, APRIL, 250_000, 0), rest(2, MAY, 0, 0)),
        (rest(1, APRIL, 260_000, 0), rest(2, MAY, -10_000, 20_000)),
        (rest(0, APRIL, 250_000, 0),),
    ],
)
def test_a_schedule_out_of_order_or_with_an_empty_line_is_refused(schedule: tuple[Instalment, ...]) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        take_over(schedule=schedule)
    assert refusal.value.code == "loan.schedule-malformed"


# -- forms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"loan": " PJ"}, "code.malformed"),
        ({"principal": idr(0)}, "input.invalid"),
        ({"principal": 2_000_000}, "input.invalid"),
        ({"instalments": 0}, "loan.instalments-out-of-range"),
        ({"instalments": True}, "loan.instalments-out-of-range"),
        ({"contract_on": date(2014, 4, 11)}, "loan.dates-out-of-order"),
        ({"first_due_on": date(2014, 4, 9)}, "loan.dates-out-of-order"),
    ],
)
def test_a_loan_of_bad_form_is_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        disburse(**change)
    assert refusal.value.code == code
    assert refusal.value.message("id")


def test_a_time_of_day_is_no_day() -> None:
    with pytest.raises(DateMalformedError):
        repay(1, datetime(2014, 5, 10))  # noqa: DTZ001  # what is refused
    with pytest.raises(DateMalformedError):
        take_over(contract_on=datetime(2014, 1, 1))  # noqa: DTZ001  # what is refused


def test_a_payment_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        repay(0, MAY)


def test_the_state_holds_no_money() -> None:
    book = given(disburse(), repay(240_000, MAY))
    values = [getattr(state(book), field.name) for field in dataclasses.fields(LoanState)]
    assert not any(isinstance(value, Money) for value in values)
    assert MODULE.index(state(book)).member == "A-001"


# -- real books -------------------------------------------------------------------------------------------------------


def test_the_twelve_loans_of_real_books_come_out_as_they_were_kept(shared_data: Path) -> None:
    folder = shared_data / "koperasi_silakop"
    with (folder / "loans.csv").open(encoding="utf-8") as file:
        contracts = {row["loan"]: row for row in csv.DictReader(file)}
    with (folder / "loan_transactions.csv").open(encoding="utf-8") as file:
        movements = list(csv.DictReader(file))
    book = given()
    for row in movements:
        loan, on = row["loan"], date.fromisoformat(row["date"])
        if row["type"] == "disbursement":
            contract_on = date.fromisoformat(contracts[loan]["date"])
            book.book.record(disburse("SILAKOP", loan=loan, on=on, contract_on=contract_on, principal=idr(row["disbursed"])))
        else:
            paid = RepayLoan(loan=loan, on=on, amount=idr(row["principal_paid"]) + idr(row["interest_paid"]))
            book.when(paid).then_settled(
                interest=row["interest_paid"].removesuffix(".00"), principal=row["principal_paid"].removesuffix(".00")
            )
        assert book.book.balance("1-1500", Subject("loan", loan)) == idr(row["outstanding_recomputed"])
    assert len(movements) == 45
    assert book.book.balance("1-1500") == idr(4_050_000)
    assert book.book.balance("4-1100") == -idr(165_000)
