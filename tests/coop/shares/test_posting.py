"""How shares are booked, as an accountant reads it."""

from __future__ import annotations

from irman_ledger.coop.shares import CorrectIn, CorrectOut, PayShare, ReturnShare, TakeOverShare
from irman_ledger.core.money import idr
from tests.coop.shares.scenario import ADMITTED, day, given

PAID = PayShare(member="A-001", product="WAJIB", on=day(4, 2), amount=idr(20_000))


def test_a_payment_comes_into_the_cash_box() -> None:
    given(ADMITTED).when(PayShare(member="A-001", product="POKOK", on=day(4, 1), amount=idr(100_000))).then_booked(
        """
        1 April 2014   Setoran simpanan A-001/POKOK
          1-1100 Kas             100.000            KAS
          3-1100 Simpanan pokok           100.000   A-001/POKOK
        """
    )


def test_a_payment_comes_into_the_bank_where_the_command_says_so() -> None:
    given(ADMITTED).when(PayShare(member="A-001", product="WAJIB", on=day(4, 1), amount=idr(20_000), settle="BANK")).then_booked(
        """
        1 April 2014   Setoran simpanan A-001/WAJIB
          1-1200 Bank - Giro     20.000           BANK
          3-1200 Simpanan wajib          20.000   A-001/WAJIB
        """
    )


def test_a_return_goes_out_of_the_cash_box() -> None:
    given(ADMITTED, PAID).when(ReturnShare(member="A-001", product="WAJIB", on=day(6, 1), leaving=True)).then_booked(
        """
        1 Juni 2014   Pengembalian simpanan A-001/WAJIB
          3-1200 Simpanan wajib  20.000           A-001/WAJIB
          1-1100 Kas                     20.000   KAS
        """
    )


def test_shares_of_the_old_books_come_over_against_the_clearing_account() -> None:
    command = TakeOverShare(member="A-001", product="WAJIB", on=day(4, 1), amount=idr(240_000), paid_months=24)
    given(ADMITTED).when(command).then_booked(
        """
        1 April 2014   Saldo awal simpanan A-001/WAJIB
          3-9000 Saldo awal      240.000
          3-1200 Simpanan wajib           240.000   A-001/WAJIB
        """
    )


def test_a_wrong_amount_is_taken_off_against_the_correction_account() -> None:
    command = CorrectOut(member="A-001", product="WAJIB", on=day(4, 3), amount=idr(20_000), reason="J196")
    given(ADMITTED, PAID).when(command).then_booked(
        """
        3 April 2014   Koreksi salah rekening, keluar dari simpanan A-001/WAJIB
          3-1200 Simpanan wajib          20.000           A-001/WAJIB
          1-1900 Koreksi salah rekening          20.000
        """
    )


def test_a_right_amount_is_put_on_against_the_correction_account() -> None:
    command = CorrectIn(member="A-001", product="WAJIB", on=day(4, 3), amount=idr(20_000), reason="J196")
    given(ADMITTED).when(command).then_booked(
        """
        3 April 2014   Koreksi salah rekening, masuk ke simpanan A-001/WAJIB
          1-1900 Koreksi salah rekening  20.000
          3-1200 Simpanan wajib                  20.000   A-001/WAJIB
        """
    )
