"""How loans are booked."""

from __future__ import annotations

from datetime import date

from irman_ledger.coop.loans import DisburseLoan, RepayLoan, TakeOverLoan
from irman_ledger.core.money import idr
from irman_ledger.core.schedule import Instalment
from tests.coop.loans.scenario import given


def disbursed(product: str = "REGULER", member: str = "A-001", settle: str | None = None) -> DisburseLoan:
    return DisburseLoan(
        loan="PJ-001", member=member, product=product, on=date(2014, 4, 10), principal=idr(2_000_000), instalments=10, settle=settle
    )


def repaid(rupiah: int, settle: str | None = None) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=date(2014, 5, 10), amount=idr(rupiah), settle=settle)


def test_a_loan_paid_out_in_cash() -> None:
    given().when(disbursed()).then_booked("""
        10 April 2014   Pencairan pinjaman PJ-001
          1-1500 Pinjaman anggota  2.000.000              PJ-001
          1-1100 Kas                          2.000.000   KAS
    """)


def test_a_loan_paid_out_by_bank_to_a_candidate_stands_on_the_accounts_of_candidates() -> None:
    given().when(disbursed("CALON", "C-001", settle="BANK")).then_booked("""
        10 April 2014   Pencairan pinjaman PJ-001
          1-1510 Pinjaman calon anggota  2.000.000              PJ-001
          1-1200 Bank - Giro                        2.000.000   BANK
    """)


def test_a_payment_settles_interest_before_principal() -> None:
    given(disbursed()).when(repaid(240_000)).then_booked("""
        10 Mei 2014   Angsuran pinjaman PJ-001
          1-1100 Kas               240.000            KAS
          1-1500 Pinjaman anggota           200.000   PJ-001
          4-1100 Jasa pinjaman               40.000   PJ-001
    """)


def test_a_payment_of_interest_only_has_two_lines() -> None:
    given(disbursed()).when(repaid(25_000, settle="BANK")).then_booked("""
        10 Mei 2014   Angsuran pinjaman PJ-001
          1-1200 Bank - Giro    25.000           BANK
          4-1100 Jasa pinjaman          25.000   PJ-001
    """)


def test_a_payment_of_principal_only_has_two_lines() -> None:
    given(disbursed("POKOK-DULU")).when(repaid(150_000)).then_booked("""
        10 Mei 2014   Angsuran pinjaman PJ-001
          1-1100 Kas               150.000            KAS
          1-1500 Pinjaman anggota           150.000   PJ-001
    """)


def test_a_repayment_stays_on_the_accounts_on_which_the_loan_was_paid_out() -> None:
    book = given(disbursed("CALON", "C-001"))
    book.book.statuses["C-001"] = "anggota"
    book.when(repaid(240_000)).then_booked("""
        10 Mei 2014   Angsuran pinjaman PJ-001
          1-1100 Kas                     240.000            KAS
          1-1510 Pinjaman calon anggota           200.000   PJ-001
          4-2100 Jasa pinjaman calon               40.000   PJ-001
    """)


def test_a_loan_taken_over_stands_against_the_clearing_account() -> None:
    rest = Instalment(no=10, due_on=date(2014, 4, 30), principal=idr(200_000), interest=idr(40_000))
    command = TakeOverLoan(
        loan="PJ-001",
        member="A-001",
        product="REGULER",
        on=date(2014, 4, 1),
        contract_on=date(2013, 6, 30),
        principal_outstanding=idr(200_000),
        schedule=(rest,),
    )
    given().when(command).then_booked("""
        1 April 2014   Saldo awal pinjaman PJ-001
          1-1500 Pinjaman anggota  200.000            PJ-001
          3-9000 Saldo awal                 200.000
    """)
