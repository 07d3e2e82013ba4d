"""Term deposits at the desk: placed, paid and rolled over by the ends of months, broken, and reversed."""

from __future__ import annotations

from typing import Any

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.books.month_end import MonthEndSummary
from irman_ledger.coop.savings import (
    BreakDeposit,
    Deposit,
    OpenDeposit,
    OpenProgramme,
    PayDepositInterest,
    PayOutDeposit,
    ReceiveTransfer,
    TakeOverDeposit,
    TakeOverProgramme,
)
from irman_ledger.core.rate import Rate
from irman_ledger.errors import RefusedError
from irman_ledger.reports import tax_recap
from tests.books.kit import balance, counter, day, with_savers, withdraw

STEPS = ("term-deposits", "savings-transfers", "savings-interest")


def place(deposit: str, rupiah: int, *, months: int = 6, on: str = "4-10", **more: Any) -> OpenDeposit:
    return OpenDeposit(deposit=deposit, member="A-001", product="BERJANGKA", on=day(on), amount=idr(rupiah), months=months, **more)


def with_deposits(url: Any) -> Book:
    """SB-001 pays 60,000,000 x 6 %/12 to SS-001 each month; SB-002 adds the interest of 10,000,000 at 4 % to itself after a month."""
    book = with_savers(url)
    desk = counter(book)
    desk.record(place("SB-001", 60_000_000, pay_to="SS-001"), key="one")
    again = place("SB-002", 10_000_000, months=1, payment="at-maturity", rollover="principal-and-interest")
    desk.record(again, key="two")
    return book


def counts(summary: MonthEndSummary) -> dict[str, tuple[int, int]]:
    return {step.step.name: (step.recorded, step.nothing) for step in summary.steps if step.step.name in STEPS}


def size(book: Book) -> int:
    with book.read() as view:
        return view.size


def test_the_end_of_a_month_pays_transfers_rolls_over_and_accrues_and_a_second_run_adds_nothing(database_url: str) -> None:
    book = with_deposits(database_url)
    desk = counter(book)
    assert counts(desk.end_month(Month(2014, 4))) == {"term-deposits": (0, 1), "savings-transfers": (0, 2), "savings-interest": (2, 2)}
    # 21 of the 30 days to 10 May: 300,000 x 21/30 and 33,333.33 x 21/30.
    assert balance(book, "2-1410", "4-30") == -(210_000 + 23_333)
    done = desk.end_month(Month(2014, 5))
    # SB-001 pays, SB-002 matures; SS-001 takes the transfer in and earns its last day; both deposits and SS-001 are then done.
    assert counts(done) == {"term-deposits": (2, 0), "savings-transfers": (1, 1), "savings-interest": (3, 1)}
    # 300,000 less 30,000 of tax; of the 333,333 of the month in all 33,333 are withheld: 3,333 from SB-002; 270,000 x 3 %/365 = 22.19.
    assert balance(book, "1-1950", "5-31") == 0
    assert balance(book, "2-1405", "5-31") == -(30_000 + 3_333 + 3)  # and 10 % of 333,355 in all: 33,335.5
    assert balance(book, "2-1100", "5-31") == -(270_000 + 22 - 3)
    assert balance(book, "2-1200", "5-31") == -(60_000_000 + 10_000_000 + 33_333 - 3_333)
    before = size(book)
    assert counts(desk.end_month(Month(2014, 5))) == {"term-deposits": (0, 1), "savings-transfers": (0, 2), "savings-interest": (0, 4)}
    assert size(book) == before
    desk.close_month(Month(2014, 4))
    desk.close_month(Month(2014, 5))
    assert book.verify().ok


def test_a_transfer_that_was_not_taken_in_keeps_the_month_open(database_url: str) -> None:
    book = with_deposits(database_url)
    desk = counter(book)
    desk.close_month(Month(2014, 4))
    desk.record(PayDepositInterest(deposit="SB-001", on=day("5-10")), key="pay")
    with pytest.raises(RefusedError) as refusal:
        desk.close_month(Month(2014, 5))
    assert refusal.value.code == "period.clearing-not-zero"
    desk.record(ReceiveTransfer(account="SS-001", on=day("5-10")), key="receive")
    assert balance(book, "2-1100", "5-31") == -270_000
    desk.close_month(Month(2014, 5))


def test_a_deposit_is_broken_paid_out_and_all_of_it_reversed_newest_first(database_url: str) -> None:
    book = with_deposits(database_url)
    desk = counter(book)
    broken = desk.record(BreakDeposit(deposit="SB-001", on=day("4-25")), key="break")
    # 15 of 30 days at 3 %: 75,000; 1 % of 60,000,000.
    assert (broken.event.interest.interest, broken.event.penalty) == (idr(75_000), idr(600_000))
    paid = desk.record(PayOutDeposit(deposit="SB-001", on=day("4-25")), key="out")
    assert (paid.event.amount, paid.voucher and paid.voucher.series) == (idr(59_475_000), "BKK")
    with pytest.raises(RefusedError) as refusal:
        desk.reverse(broken.seq, on=day("4-26"), reason="salah nomor", key="r0")
    assert refusal.value.code == "reversal.dependents"
    desk.reverse(paid.seq, on=day("4-26"), reason="salah nomor", key="r1")
    desk.reverse(broken.seq, on=day("4-26"), reason="salah nomor", key="r2")
    assert (balance(book, "2-1200"), balance(book, "4-1190"), balance(book, "5-1110")) == (-70_000_000, 0, 0)
    # It runs on as if nothing had been.
    assert desk.record(PayDepositInterest(deposit="SB-001", on=day("5-10")), key="pay").event.interest.interest == idr(300_000)
    assert book.verify().ok


def bring(deposit: str, *, due_on: str, paid: int, accrued: int, **more: Any) -> TakeOverDeposit:
    return TakeOverDeposit(
        deposit=deposit,
        member="A-001",
        product="BERJANGKA",
        on=day("4-1"),
        placed_on=day("1-10"),
        due_on=day(due_on),
        months=6,
        rate=Rate.parse("6%/year"),
        amount=idr(60_000_000),
        interest_paid=idr(paid),
        interest_accrued=idr(accrued),
        **more,
    )


def test_deposits_of_the_old_books_are_paid_accrued_and_placed_anew_by_the_ends_of_months(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    # 300,000 a month; 21 of the 31 days from 10 March are 212,903; SB-002 keeps its interest to the end: 600,000 more.
    brought = desk.record(bring("SB-001", due_on="7-10", paid=600_000, accrued=212_903, pay_to="SS-001"), key="one")
    again = {"payment": "at-maturity", "rollover": "principal-and-interest"}
    desk.record(bring("SB-002", due_on="7-10", paid=0, accrued=812_903, **again), key="two")
    assert (balance(book, "1-1910"), balance(book, "2-1410")) == (121_025_806, -1_025_806)
    assert brought.voucher is not None
    desk.end_month(Month(2014, 4))
    # SB-001 is paid 300,000 less 30,000, of which 212,903 were accrued; then each earns 21 of the 30 days to 10 May.
    # SB-002: 900,000 + 210,000 by then, 812,903 of the old books.
    assert balance(book, "2-1410", "4-30") == -(210_000 + 1_110_000)
    # SS-001 earns 22 on the day after it got 270,000 of them, of which 2 are withheld.
    assert balance(book, "2-1405", "4-30") == -30_002
    assert balance(book, "5-1110", "4-30") == (300_000 - 212_903) + 210_000 + (1_110_000 - 812_903)
    recap = tax_recap(book, period=Month(2014, 4)).row("A-001").amounts
    assert recap == (idr(300_022), idr(30_002), idr(270_020))
    for month in (5, 6, 7):
        desk.end_month(Month(2014, month))
    with book.read() as view:
        renewed = view.savings.get("SB-002")
        # 1,800,000 of interest of six months, 300,000 more from SB-001: 10 % of 2,100,000 in all.
        assert renewed.balance == idr(61_620_000)
    assert balance(book, "2-1200", "7-31") == -(60_000_000 + 61_620_000)
    assert balance(book, "1-1910") == 121_025_806
    assert book.verify().ok


def test_a_deposit_of_the_old_books_is_reversed_while_nothing_followed(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    brought = desk.record(bring("SB-001", due_on="7-10", paid=600_000, accrued=212_903, pay_to="SS-001"), key="one")
    paid = desk.record(PayDepositInterest(deposit="SB-001", on=day("4-10")), key="pay")
    with pytest.raises(RefusedError) as refusal:
        desk.reverse(brought.seq, on=day("4-11"), reason="salah nomor", key="r0")
    assert refusal.value.code == "reversal.dependents"
    desk.reverse(paid.seq, on=day("4-11"), reason="salah nomor", key="r1")
    desk.reverse(brought.seq, on=day("4-11"), reason="salah nomor", key="r2")
    assert tax_recap(book, period=Month(2014, 4)).row("total").amounts == (idr(0), idr(0), idr(0))
    assert (balance(book, "1-1910"), balance(book, "2-1200"), balance(book, "2-1410"), balance(book, "5-1110")) == (0, 0, 0, 0)
    desk.record(bring("SB-001", due_on="7-10", paid=600_000, accrued=212_903), key="again")
    assert book.verify().ok


def test_a_withdrawal_from_a_running_deposit_is_refused_and_leaves_no_trace(database_url: str) -> None:
    book = with_deposits(database_url)
    before = size(book)
    for command in (withdraw(1_000, on="4-11", account="SB-001"), PayOutDeposit(deposit="SB-001", on=day("4-11"))):
        with pytest.raises(RefusedError):
            counter(book).record(command, key="no")
    assert size(book) == before


def test_a_programme_is_cancelled_at_the_end_of_the_month_in_which_the_third_payment_is_missed(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    programme = OpenProgramme(
        account="SP-001", member="A-001", product="TERPROGRAM", on=day("4-1"), amount=idr(100_000), months=36, pay_to="SS-001"
    )
    desk.record(programme, key="open")
    desk.record(Deposit(account="SP-001", on=day("4-1"), amount=idr(100_000)), key="april")
    for month in (4, 5, 6):
        desk.end_month(Month(2014, month))
    held = -balance(book, "2-1100", "6-30")
    done = desk.end_month(Month(2014, 7))
    assert [step.recorded for step in done.steps if step.step.name in ("programmed-savings", "savings-transfers")] == [1, 1]
    with book.read() as view:
        assert view.savings.get("SS-001").balance >= idr(held)
    before = size(book)
    desk.end_month(Month(2014, 7))
    assert size(book) == before
    assert book.verify().ok


def test_months_that_were_missed_in_the_old_books_count_on(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    # 22 of the 24 months to March 2014 were paid; 250,000 of interest are no instalments.
    programme = TakeOverProgramme(
        account="SP-001",
        member="A-001",
        product="TERPROGRAM",
        on=day("4-1"),
        begins_on=day("2012-04-10"),
        amount=idr(100_000),
        months=36,
        balance=idr(2_450_000),
        interest=idr(250_000),
        last_accrued_on=day("2014-03-31"),
        pay_to="SS-001",
    )
    brought = desk.record(programme, key="open")
    assert (balance(book, "1-1910"), balance(book, "2-1100")) == (2_450_000, -2_450_000)
    desk.reverse(brought.seq, on=day("4-2"), reason="salah nomor", key="r")
    assert (balance(book, "1-1910"), balance(book, "2-1100")) == (0, 0)
    desk.record(programme, key="again")
    done = desk.end_month(Month(2014, 4))
    assert [step.recorded for step in done.steps if step.step.name in ("programmed-savings", "savings-transfers")] == [1, 1]
    with book.read() as view:
        # SS-001: the balance, and 3 % of it for 30 April: 201.36.
        assert view.savings.get("SS-001").balance == idr(2_450_201)
    assert book.verify().ok
