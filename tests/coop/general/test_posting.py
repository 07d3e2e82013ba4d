"""How the general journal is booked, as an accountant reads it."""

from __future__ import annotations

from datetime import date

from irman_ledger.coop.general import CountCash, JournalLine, PostJournal, ReceiveCash, SendCash, TakeOverBalance
from irman_ledger.core.money import idr
from tests.coop.savings.scenario import given

CASH = TakeOverBalance(account="1-1100", on=date(2014, 3, 25), amount=idr(1_500_000), subject="cash:KAS")


def test_a_memorial_entry_is_booked_as_it_was_given() -> None:
    command = PostJournal(
        on=date(2014, 4, 30),
        narration="Pembelian perlengkapan tunai",
        lines=(
            JournalLine(account="1-1710", amount=idr(150_000)),
            JournalLine(account="5-2100", amount=idr(50_000)),
            JournalLine(account="1-1100", amount=idr(-200_000), subject="cash:KAS"),
        ),
    )
    given(CASH).when(command).then_booked(
        """
        30 April 2014   Pembelian perlengkapan tunai
          1-1710 Perlengkapan        150.000
          5-2100 Beban perlengkapan   50.000
          1-1100 Kas                          200.000   KAS
        """
    )


def test_a_memorial_entry_keeps_its_unit_and_fund() -> None:
    lines = (
        JournalLine(account="5-2100", amount=idr(50_000), unit="TOKO", fund="ZAKAT"),
        JournalLine(account="1-1710", amount=idr(-50_000), unit="TOKO", fund="ZAKAT"),
    )
    given().when(PostJournal(on=date(2014, 4, 30), narration="Pemakaian perlengkapan", lines=lines)).then_booked(
        """
        30 April 2014   Pemakaian perlengkapan
          5-2100 Beban perlengkapan  50.000           TOKO/ZAKAT
          1-1710 Perlengkapan                50.000   TOKO/ZAKAT
        """
    )


def test_money_sent_is_in_transit() -> None:
    given(CASH).when(SendCash(box="KAS", on=date(2014, 4, 2), amount=idr(1_000_000))).then_booked(
        """
        2 April 2014   Pemindahan uang, keluar dari KAS
          1-1190 Kas dalam perjalanan  1.000.000
          1-1100 Kas                              1.000.000   KAS
        """
    )


def test_money_received_leaves_transit() -> None:
    given().when(ReceiveCash(box="BANK", on=date(2014, 4, 2), amount=idr(1_000_000))).then_booked(
        """
        2 April 2014   Pemindahan uang, masuk ke BANK
          1-1200 Bank - Giro           1.000.000              BANK
          1-1190 Kas dalam perjalanan             1.000.000
        """
    )


def test_cash_of_the_old_books_comes_over_with_its_box() -> None:
    given().when(CASH).then_booked(
        """
        25 Maret 2014   Saldo awal akun 1-1100
          1-1100 Kas         1.500.000              KAS
          3-9000 Saldo awal             1.500.000
        """
    )


def test_a_credit_balance_of_the_old_books_comes_over_on_the_credit_side() -> None:
    command = TakeOverBalance(
        account="2-1500", on=date(2014, 3, 25), amount=idr(-400_000), narration="Dana sosial 2013", subject="party:DANA-SOSIAL"
    )
    given().when(command).then_booked(
        """
        25 Maret 2014   Dana sosial 2013
          2-1500 Dana sosial           400.000   DANA-SOSIAL
          3-9000 Saldo awal   400.000
        """
    )


def test_money_missing_from_a_box_is_a_debit_of_cash_differences() -> None:
    given(CASH).when(CountCash(box="KAS", on=date(2014, 4, 30), counted=idr(1_495_000))).then_booked(
        """
        30 April 2014   Selisih kurang opname kas KAS
          5-9120 Selisih kas  5.000
          1-1100 Kas                 5.000   KAS
        """
    )


def test_money_too_much_in_a_box_is_a_credit_of_cash_differences() -> None:
    given(CASH).when(CountCash(box="KAS", on=date(2014, 4, 30), counted=idr(1_500_500))).then_booked(
        """
        30 April 2014   Selisih lebih opname kas KAS
          1-1100 Kas          500        KAS
          5-9120 Selisih kas       500
        """
    )


def test_a_box_that_holds_what_it_should_books_nothing() -> None:
    given(CASH).when(CountCash(box="KAS", on=date(2014, 4, 30), counted=idr(1_500_000))).then_nothing_booked()
