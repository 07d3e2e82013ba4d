"""What a loan costs on the day it is paid out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.loans import DisburseLoan, EarnLoanFees, LoanFee, SpreadFee
from irman_ledger.coop.loans.fees import FeeTerms
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP, UP
from tests.coop.loans.scenario import REGULER, WRITE_OFF, bylaws, given

PROVISION: Mapping[str, object] = {"code": "PROVISI", "rate": "2%/once", "taken": "withheld", "income": {"any": "4-1120"}}
SPREAD: Mapping[str, object] = {**PROVISION, "taken": "spread", "deferred": "1-1580"}


def disburse(principal: int, member: str = "A-001", product: str = "BERBIAYA") -> DisburseLoan:
    return DisburseLoan(loan="PJ-001", member=member, product=product, on=date(2014, 4, 10), principal=idr(principal), instalments=10)


def test_the_principal_is_lent_whole_and_the_money_is_less_by_what_is_withheld() -> None:
    # 2 % provision of Rp120.000.000: the class case "Koperasi Sejahtera Selalu" (123dok.com/document/zk6p5vey).
    given().when(disburse(120_000_000)).then_booked("""
        10 April 2014   Pencairan pinjaman PJ-001
          1-1500 Pinjaman anggota  120.000.000                PJ-001
          1-1100 Kas                    25.000                KAS
          1-1100 Kas                            117.600.000   KAS
          4-1120 Provisi                          2.400.000   PJ-001
          4-1110 Administrasi                        25.000
    """)


def test_a_fee_that_is_spread_is_kept_back_and_earned_by_each_day_with_all_its_rest_at_the_end() -> None:
    book = given()
    spread = [SPREAD, {**SPREAD, "code": "ADMINISTRASI", "amount": 7_300, "rate": None, "income": {"any": "4-1110"}}]
    fees = [{key: value for key, value in fee.items() if value is not None} for fee in spread]
    book.book.bylaws = bylaws({"P": {**REGULER, "fees": fees}})
    book.when(disburse(1_200_000, product="P")).then_booked("""
        10 April 2014   Pencairan pinjaman PJ-001
          1-1500 Pinjaman anggota  1.200.000              PJ-001
          1-1100 Kas                          1.168.700   KAS
          1-1580 Margin tangguhan                24.000   PJ-001
          1-1580 Margin tangguhan                 7.300   PJ-001
    """)
    # 30 of the 306 days to 10 February 2015: 24,000 are 2,352.94, 7,300 are 715.69.
    book.when(EarnLoanFees(loan="PJ-001", on=date(2014, 5, 10))).then_booked("""
        10 Mei 2014   Amortisasi provisi pinjaman PJ-001
          1-1580 Margin tangguhan  2.353          PJ-001
          4-1120 Provisi                  2.353   PJ-001
          1-1580 Margin tangguhan    716          PJ-001
          4-1110 Administrasi               716
    """)


def test_what_is_earned_never_passes_the_fee() -> None:
    days: Any = {"runs_from": date(2014, 1, 1), "until": date(2014, 1, 11)}
    fee = SpreadFee(code="PROVISI", amount=idr(150), earned=idr(0), deferred="1-1585", income="4-1120", before=idr(0), **days)
    asked = [fee.to_date(date(2014, 1, day), step=idr(100), mode=UP) for day in (1, 2, 8, 11)]
    assert asked == [idr(0), idr(100), idr(150), idr(150)]  # 15 and 105 rounded up to hundreds, then the whole


def test_a_fee_is_income_of_the_borrowers_status() -> None:
    event: Any = given().book.record(disburse(2_000_000, member="C-001")).event
    assert event.fees == (
        LoanFee(code="PROVISI", amount=idr(40_000), taken="withheld", income="4-2120"),
        LoanFee(code="ADMINISTRASI", amount=idr(25_000), taken="upfront", income="4-1110"),
    )


def test_fees_leave_the_plan_as_it_is() -> None:
    with_fees: Any = given().book.record(disburse(2_000_000)).event
    without: Any = given().book.record(disburse(2_000_000, product="REGULER")).event
    assert with_fees.plan == without.plan


@pytest.mark.parametrize(("step", "mode", "amount"), [(1, HALF_UP, 24_691), (1, UP, 24_692), (500, HALF_UP, 24_500), (500, UP, 25_000)])
def test_a_fee_is_rounded_by_its_own_step_and_mode(step: int, mode: Any, amount: int) -> None:
    # 2 % of 1,234,565 is 24,691.30.
    fee = FeeTerms(
        code="PROVISI", rate=Rate.once("2%"), amount=None, taken="withheld", step=idr(step), mode=mode, incomes={"anggota": "4-1120"}
    )
    assert fee.of(idr(1_234_565), "anggota").amount == idr(amount)


def test_a_fee_that_rounds_to_nothing_is_not_taken() -> None:
    law = bylaws({"P": {**REGULER, "fees": [{**PROVISION, "rounding": {"step": 1_000, "mode": "down"}}]}})
    book = given().book
    book.bylaws = law
    event: Any = book.record(disburse(40_000, product="P")).event
    assert event.fees == ()


def test_fees_that_leave_nothing_to_pay_out_are_refused() -> None:
    book = given()
    book.book.bylaws = bylaws({"P": {**REGULER, "fees": [{**PROVISION, "rate": "100%/once"}]}})
    book.when(disburse(2_000_000, product="P")).then_refused(
        "loan.fees-exceed-principal", "of Rp2.000.000 nothing is left to pay out: fees of Rp2.000.000 are withheld"
    )


@pytest.mark.parametrize(
    ("fee", "message"),
    [
        ({**PROVISION, "rate": "2%/year"}, "product P, fees.0.rate = '2%/year': a rate per 'year' cannot be given per 'once'"),
        ({**PROVISION, "amount": 1}, "product P, fees.0.rate = '2%/once': give either a rate or an amount"),
        ({**PROVISION, "taken": "later"}, "product P, fees.0.taken = 'later': must be one of withheld, upfront, spread"),
        ({**PROVISION, "taken": "spread"}, "product P, fees.0.deferred = None: is missing"),
        ({**PROVISION, "deferred": "1-1580"}, "product P, fees.0.deferred = '1-1580': goes only with taken = \"spread\""),
        ({**SPREAD, "deferred": "1-1710"}, "product P, fees.0.deferred = '1-1710': must have subject_kind = \"loan\""),
        ({**SPREAD, "deferred": "4-1120"}, "product P, fees.0.deferred = '4-1120': must be an account of kind asset or liability"),
        ({**SPREAD, "deferred": "1-1800"}, "product P, fees.0.deferred = '1-1800': must be an account that stands on the credit side"),
        ({**SPREAD, "income": {"any": "4-1100"}}, "product P, fees.income = '4-1100': is the income of interest or penalties"),
        ({**SPREAD, "deferred": "1-1590"}, "product P, fees.deferred = '1-1590': is the account of something else of the loan"),
        ({**PROVISION, "income": {"calon": "4-1120"}}, "product P, fees.0.income.any = None: is missing"),
        ({**PROVISION, "income": {"any": "4-1120", "keluar": "4-1120"}}, "product P, fees.0.income.keluar = '4-1120': is not known here"),
        ({**PROVISION, "income": {"any": "1-1710"}}, "product P, fees.0.income.any = '1-1710': must be an account of kind income"),
        ({**PROVISION, "code": " "}, "product P, fees.0.code = ' ': "),
        ({**PROVISION, "more": 1}, "product P, fees.0.more = 1: is not known here"),
        (1, "product P, fees = [1]: must be a list of tables"),
    ],
)
def test_a_wrong_fee_is_refused_with_its_place(fee: object, message: str) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        bylaws({"P": {**REGULER, "write_off": WRITE_OFF, "fees": [fee]}}).terms("P", "loans", parse)
    assert str(refusal.value).startswith(message)


def test_an_empty_list_names_no_fee() -> None:
    law = bylaws({"P": {**REGULER, "fees": []}})
    assert law.terms("P", "loans", parse).fees == ()


def test_a_fee_stands_once() -> None:
    with pytest.raises(LoanTermsError, match="fees = 'PROVISI': stands twice"):
        bylaws({"P": {**REGULER, "fees": [PROVISION, PROVISION]}}).terms("P", "loans", parse)


def test_a_loan_without_fees_is_stored_as_before_there_were_any() -> None:
    from irman_ledger.books.wire import dump, load_event

    event = given().book.record(disburse(2_000_000, product="REGULER")).event
    assert "fees" not in dump(event)
    with_fees = given().book.record(disburse(2_000_000)).event
    assert load_event(dump(with_fees), "IDR") == with_fees
    assert load_event(dump(event), "IDR") == event
    assert Money.total(fee.amount for fee in getattr(with_fees, "fees", ())) == idr(65_000)
