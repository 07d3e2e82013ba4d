"""How savings are booked, as an accountant reads it."""

from __future__ import annotations

from datetime import date

from irman_ledger.coop.savings import CloseSavings, CorrectIn, CorrectOut, Deposit, OpenSavings, TakeOverSavings, Withdraw
from irman_ledger.core.money import idr
from tests.coop.savings.scenario import given

OPENED = OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=date(2014, 4, 1))
DEPOSITED = Deposit(account="SS-001", on=date(2014, 4, 1), amount=idr(2_500_000))


def test_opening_books_nothing() -> None:
    given().when(OPENED).then_nothing_booked()


def test_closing_books_nothing() -> None:
    given(OPENED).when(CloseSavings(account="SS-001", on=date(2014, 4, 2))).then_nothing_booked()


def test_a_deposit_goes_into_the_default_box() -> None:
    given(OPENED).when(DEPOSITED).then_booked(
        """
        1 April 2014   Setoran simpanan SS-001
          1-1100 Kas                        2.500.000              KAS
          2-1100 Simpanan sukarela anggota             2.500.000   SS-001
        """
    )


def test_a_withdrawal_leaves_the_box_that_it_names() -> None:
    into_bank = Deposit(account="SS-001", on=date(2014, 4, 1), amount=idr(300_000), settle="BANK")
    given(OPENED, into_bank).when(Withdraw(account="SS-001", on=date(2014, 5, 2), amount=idr(200_000), settle="BANK")).then_booked(
        """
        2 Mei 2014   Penarikan simpanan SS-001
          2-1100 Simpanan sukarela anggota  200.000            SS-001
          1-1200 Bank - Giro                         200.000   BANK
        """
    )


def test_a_correction_out_waits_on_the_correction_account() -> None:
    command = CorrectOut(account="SS-001", on=date(2014, 4, 1), amount=idr(20_000), reason="seharusnya simpanan wajib")
    given(OPENED, DEPOSITED).when(command).then_booked(
        """
        1 April 2014   Koreksi salah rekening, keluar dari simpanan SS-001
          2-1100 Simpanan sukarela anggota  20.000           SS-001
          1-1900 Koreksi salah rekening             20.000
        """
    )


def test_a_correction_in_comes_from_the_correction_account() -> None:
    command = CorrectIn(account="SS-001", on=date(2014, 4, 1), amount=idr(20_000), reason="tercatat pada simpanan wajib")
    given(OPENED).when(command).then_booked(
        """
        1 April 2014   Koreksi salah rekening, masuk ke simpanan SS-001
          1-1900 Koreksi salah rekening     20.000
          2-1100 Simpanan sukarela anggota          20.000   SS-001
        """
    )


def test_a_balance_of_the_old_books_comes_over_against_the_take_over_account() -> None:
    command = TakeOverSavings(
        account="SS-001", member="C-001", product="SUKARELA", opened_on=date(2012, 3, 5), amount=idr(75_000), on=date(2014, 3, 25)
    )
    given().when(command).then_booked(
        """
        25 Maret 2014   Saldo awal simpanan SS-001
          3-9000 Saldo awal                       75.000
          2-1110 Simpanan sukarela calon anggota          75.000   SS-001
        """
    )


def test_an_empty_account_of_the_old_books_comes_over_without_an_entry() -> None:
    command = TakeOverSavings(
        account="SS-001", member="A-001", product="SUKARELA", opened_on=date(2012, 3, 5), amount=idr(0), on=date(2014, 3, 25)
    )
    given().when(command).then_nothing_booked()
