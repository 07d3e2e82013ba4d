"""Money held for the borrower."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.loans import DisburseLoan, RepayLoan, ReturnTitipan, SettleFromTitipan
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.money import Money, idr
from irman_ledger.core.subject import Subject
from tests.coop.loans.scenario import REGULER, Given, bylaws, given

APRIL, MAY, JUNE = date(2014, 4, 10), date(2014, 5, 10), date(2014, 6, 10)
MEMBER = Subject("member", "A-001")


def disburse(product: str = "TITIPAN", **more: Any) -> DisburseLoan:
    terms = {"loan": "PJ-001", "member": "A-001", "on": APRIL, "principal": idr(2_000_000), "instalments": 10, **more}
    return DisburseLoan(product=product, **terms)


def repay(rupiah: int, on: date) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=on, amount=idr(rupiah))


def settle(rupiah: int, on: date) -> SettleFromTitipan:
    return SettleFromTitipan(loan="PJ-001", on=on, amount=idr(rupiah))


def give_back(rupiah: int, on: date, loan: str = "PJ-001") -> ReturnTitipan:
    return ReturnTitipan(loan=loan, on=on, amount=idr(rupiah))


def held(book: Given) -> Money:
    return -book.book.balance("2-1640", MEMBER)


def test_what_comes_before_its_time_is_held_for_the_member() -> None:
    given(disburse()).when(repay(300_000, MAY)).then_booked("""
        10 Mei 2014   Angsuran pinjaman PJ-001
          1-1100 Kas               300.000            KAS
          1-1500 Pinjaman anggota           200.000   PJ-001
          4-1100 Jasa pinjaman               40.000   PJ-001
          2-1640 Titipan anggota             60.000   A-001
    """)


def test_before_anything_is_due_all_of_it_is_held() -> None:
    book = given(disburse())
    book.when(repay(240_000, date(2014, 4, 20))).then_booked("""
        20 April 2014   Angsuran pinjaman PJ-001
          1-1100 Kas              240.000            KAS
          2-1640 Titipan anggota           240.000   A-001
    """)
    assert held(book) == idr(240_000)


def test_what_is_held_settles_an_instalment_on_its_day_without_money() -> None:
    given(disburse(), repay(240_000, date(2014, 4, 20))).when(settle(240_000, MAY)).then_booked("""
        10 Mei 2014   Angsuran pinjaman PJ-001 dari titipan
          2-1640 Titipan anggota   240.000            A-001
          1-1500 Pinjaman anggota           200.000   PJ-001
          4-1100 Jasa pinjaman               40.000   PJ-001
    """)


def test_what_is_held_settles_nothing_before_its_time_and_not_more_than_there_is() -> None:
    book = given(disburse(), repay(240_000, date(2014, 4, 20)))
    book.when(settle(1, date(2014, 5, 9))).then_refused("loan.payment-ahead")
    book.when(settle(240_001, MAY)).then_refused("loan.titipan-short", "Rp240.000 is held for the member of loan PJ-001, not Rp240.001")
    given(disburse("REGULER")).when(settle(1, MAY)).then_refused("loan.titipan-short")


def test_a_loan_may_be_paid_off_out_of_what_is_held() -> None:
    book = given(disburse(instalments=1), repay(2_500_000, date(2014, 4, 20)))
    book.when(settle(2_040_000, MAY)).then_settled(interest="40000", principal="2000000", is_paid_off=True)
    book.when(settle(1, MAY)).then_refused("loan.paid-off")
    book.when(give_back(460_000, MAY)).then_booked("""
        10 Mei 2014   Pengembalian titipan pinjaman PJ-001
          2-1640 Titipan anggota  460.000            A-001
          1-1100 Kas                       460.000   KAS
    """)
    book.when(give_back(1, MAY)).then_refused("loan.titipan-short")


def test_more_than_the_whole_debt_is_held_or_refused_by_the_product() -> None:
    book = given(disburse("LEBIH"))
    book.when(repay(2_500_000, MAY)).then_settled(interest="400000", principal="2000000", is_paid_off=True)
    assert held(book) == idr(100_000)
    # 240,000 are due, 2,160,000 come before their time and may be held, the rest is owed by nobody.
    given(disburse("AWAL")).when(repay(2_400_001, MAY)).then_refused(
        "loan.payment-exceeds-debt", "payment exceeds what loan PJ-001 owes by Rp1"
    )
    early = given(disburse("AWAL"))
    early.when(repay(2_400_000, MAY)).then_settled(interest="40000", principal="200000")
    assert held(early) == idr(2_160_000)


def test_what_is_held_for_a_member_serves_any_of_their_loans() -> None:
    book = given(disburse(), repay(240_000, APRIL), disburse(loan="PJ-002"))
    taken = book.when(SettleFromTitipan(loan="PJ-002", on=MAY, amount=idr(240_000)))
    taken.then_settled(interest="40000", principal="200000")
    assert held(book) == idr(0)


def test_what_was_held_later_cannot_be_used_before() -> None:
    book = given(disburse(), repay(240_000, date(2014, 6, 1)), repay(100_000, JUNE))
    # The first payment settled May's instalment; only the 100,000 less June's are held, from June on.
    assert held(book) == idr(0)
    book = given(disburse(), repay(480_000, MAY))
    book.when(give_back(240_000, date(2014, 5, 9))).then_refused("balance.below-zero")


def test_money_of_another_currency_is_refused() -> None:
    euro = Money.from_minor(100, "EUR")
    book = given(disburse(), repay(240_000, APRIL))
    book.when(SettleFromTitipan(loan="PJ-001", on=MAY, amount=euro)).then_refused("money.currency-mismatch")
    book.when(ReturnTitipan(loan="PJ-001", on=MAY, amount=euro)).then_refused("money.currency-mismatch")


def test_a_loan_that_is_not_there_holds_nothing() -> None:
    given().when(give_back(1, MAY)).then_refused("subject.unknown")
    given(disburse()).when(give_back(1, date(2014, 4, 9))).then_refused("loan.before-disbursement")


@pytest.mark.parametrize("key", ["early_payment", "overpayment"])
def test_a_product_that_holds_money_names_the_account(key: str) -> None:
    with pytest.raises(LoanTermsError, match="titipan = None: must be an account of the chart"):
        bylaws({"P": {**REGULER, key: "titipan"}}).terms("P", "loans", parse)
    with pytest.raises(LoanTermsError, match="titipan = '1-1710': must be an account of kind liability"):
        bylaws({"P": {**REGULER, key: "titipan", "titipan": "1-1710"}}).terms("P", "loans", parse)
