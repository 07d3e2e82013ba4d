"""A loan that does not come back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.coop.loans import DisburseLoan, ForgiveLoan, PayOffLoan, RecoverLoan, RepayLoan, RescheduleLoan, WriteOffLoan
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.money import Money, idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from tests.coop.loans.scenario import REGULER, WRITE_OFF, Given, bylaws, given

APRIL, MAY, DECEMBER = date(2014, 4, 10), date(2014, 5, 10), date(2014, 12, 10)
PJ = Subject("loan", "PJ-001")


def disburse(product: str = "MACET") -> DisburseLoan:
    return DisburseLoan(loan="PJ-001", member="A-001", product=product, on=APRIL, principal=idr(2_000_000), instalments=10)


def repay(rupiah: int = 240_000, on: date = MAY) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=on, amount=idr(rupiah))


def set_aside(rupiah: int) -> PostJournal:
    lines = (
        JournalLine(account="5-3100", amount=idr(rupiah)),
        JournalLine(account="1-1590", amount=-idr(rupiah), subject="loan:PJ-001"),
    )
    return PostJournal(on=MAY, narration="Penyisihan", lines=lines)


def write_off(on: date = DECEMBER) -> WriteOffLoan:
    return WriteOffLoan(loan="PJ-001", on=on, reason="keputusan rapat pengurus 12/2014")


def forgive(on: date = DECEMBER) -> ForgiveLoan:
    return ForgiveLoan(loan="PJ-001", on=on, reason="keputusan rapat anggota 2014")


def recover(rupiah: int, on: date = DECEMBER) -> RecoverLoan:
    return RecoverLoan(loan="PJ-001", on=on, amount=idr(rupiah))


def state(book: Given) -> Any:
    return book.book.states[PJ]


def test_a_loss_comes_out_of_the_allowance_first_and_the_claim_stands_beside_the_books() -> None:
    given(disburse(), repay(), set_aside(1_500_000)).when(write_off()).then_booked("""
        10 Desember 2014   Hapus buku pinjaman PJ-001
          1-1590 Penyisihan pinjaman  1.500.000              PJ-001
          5-3100 Beban penyisihan       300.000
          1-1500 Pinjaman anggota                1.800.000   PJ-001
          9-1100 Hapus buku           1.800.000              PJ-001
          9-1190 Kontra hapus buku               1.800.000   PJ-001
    """)


def test_more_allowance_than_loss_stays_set_aside() -> None:
    book = given(disburse(), repay(), set_aside(1_900_000))
    book.when(write_off()).then_booked("""
        10 Desember 2014   Hapus buku pinjaman PJ-001
          1-1590 Penyisihan pinjaman  1.800.000              PJ-001
          1-1500 Pinjaman anggota                1.800.000   PJ-001
          9-1100 Hapus buku           1.800.000              PJ-001
          9-1190 Kontra hapus buku               1.800.000   PJ-001
    """)
    assert book.book.balance("1-1590", PJ) == -idr(100_000)


@pytest.mark.parametrize("product", ["MACET", "TANPA"])
def test_without_allowance_the_loss_is_a_cost_of_the_day(product: str) -> None:
    given(disburse(product)).when(write_off()).then_booked("""
        10 Desember 2014   Hapus buku pinjaman PJ-001
          5-3100 Beban penyisihan   2.000.000
          1-1500 Pinjaman anggota              2.000.000   PJ-001
          9-1100 Hapus buku         2.000.000              PJ-001
          9-1190 Kontra hapus buku             2.000.000   PJ-001
    """)


def test_what_comes_in_after_all_is_income_and_lessens_the_claim() -> None:
    book = given(disburse(), repay(), write_off())
    book.when(recover(500_000)).then_booked("""
        10 Desember 2014   Pemulihan pinjaman PJ-001
          1-1100 Kas                500.000            KAS
          4-9190 Pendapatan lain             500.000
          9-1190 Kontra hapus buku  500.000            PJ-001
          9-1100 Hapus buku                  500.000   PJ-001
    """)
    book.when(recover(1_300_001)).then_refused("loan.claim-exceeded", "Rp1.300.000 is still claimed of loan PJ-001, not Rp1.300.001")
    assert state(book).closed_on is None
    book.book.record(recover(1_300_000, date(2015, 1, 5)))
    assert state(book).closed_on == date(2015, 1, 5)
    assert book.book.balance("9-1100", PJ) == idr(0)


def test_a_claim_given_up_leaves_nothing_behind() -> None:
    book = given(disburse(), write_off(), recover(500_000))
    book.when(forgive()).then_booked("""
        10 Desember 2014   Hapus tagih pinjaman PJ-001
          9-1190 Kontra hapus buku  1.500.000              PJ-001
          9-1100 Hapus buku                    1.500.000   PJ-001
    """)
    assert state(book).closed_on == DECEMBER
    for command in (forgive(), recover(1)):
        book.when(command).then_refused("loan.not-written-off", "loan PJ-001 is not claimed as written off")


@pytest.mark.parametrize("command", [repay(), write_off(), PayOffLoan(loan="PJ-001", on=DECEMBER, amount=idr(1))])
def test_a_loan_off_the_books_is_not_repaid(command: Command[Any]) -> None:
    given(disburse(), write_off()).when(command).then_refused(
        "loan.written-off", "loan PJ-001 was written off on 2014-12-10; money on it is a recovery"
    )


def test_only_what_was_written_off_is_recovered_or_given_up() -> None:
    given(disburse()).when(recover(1)).then_refused("loan.not-written-off")
    given(disburse()).when(forgive()).then_refused("loan.not-written-off")
    given().when(forgive()).then_refused("subject.unknown")
    given(disburse(), repay(2_400_000)).when(write_off()).then_refused("loan.paid-off")


def test_nothing_is_decided_for_a_day_before_the_loan_last_moved() -> None:
    book = given(disburse(), repay())
    book.when(write_off(date(2014, 5, 9))).then_refused(
        "loan.before-last", "loan PJ-001 moved on 2014-05-10, this cannot be decided for 2014-05-09"
    )
    book.book.record(write_off())
    book.when(recover(1, date(2014, 12, 9))).then_refused("loan.before-last")
    book.when(forgive(date(2014, 12, 9))).then_refused("loan.before-last")


def test_a_loan_whose_principal_is_repaid_has_nothing_to_write_off() -> None:
    book = given(disburse("POKOK-DULU-MACET"), repay(2_000_000, date(2015, 2, 10)))
    assert book.book.balance("1-1500", PJ) == idr(320_000)  # eight instalments, and 80,000 of the ninth's principal
    book.book.record(repay(399_999, date(2015, 2, 10)))
    book.when(write_off(date(2015, 2, 10))).then_refused("loan.nothing-outstanding")
    again = RescheduleLoan(loan="PJ-001", on=date(2015, 2, 10), instalments=2, reason="gagal panen")
    book.when(again).then_refused("loan.nothing-outstanding")


def test_a_product_says_where_a_loss_goes() -> None:
    given(disburse("REGULER")).when(write_off()).then_refused(
        "loan.write-off-not-agreed", "product REGULER names no accounts for loans that are written off"
    )


def test_money_of_another_currency_is_refused() -> None:
    command = RecoverLoan(loan="PJ-001", on=DECEMBER, amount=Money.from_minor(100, "EUR"))
    given(disburse(), write_off()).when(command).then_refused("money.currency-mismatch")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"expense": "4-9190"}, "product P, write_off.expense = '4-9190': must be an account of kind expense"),
        ({"claimed": "1-1500"}, "product P, write_off.claimed = '1-1500': must be an account of kind memorandum"),
        ({"allowance": "1-1710"}, "product P, write_off.allowance = '1-1710': must have subject_kind = \"loan\""),
        ({"more": 1}, "product P, write_off.more = 1: is not known here"),
    ],
)
def test_a_wrong_account_is_refused_with_its_key(change: Mapping[str, object], message: str) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        bylaws({"P": {**REGULER, "write_off": {**WRITE_OFF, **change}}}).terms("P", "loans", parse)
    assert str(refusal.value).startswith(message)
