"""Programmed savings: the monthly amount goes in, months are missed, and a programme is cancelled, broken or completed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.savings import (
    BreakProgramme,
    CancelProgramme,
    Deposit,
    OpenDeposit,
    OpenProgramme,
    OpenSavings,
    PostInterest,
    ReceiveTransfer,
    SavingsTermsError,
    Withdraw,
)
from irman_ledger.coop.savings.terms import parse
from irman_ledger.core.bylaws import Product
from irman_ledger.core.label import Label
from irman_ledger.core.money import idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.savings.scenario import PROGRAM, bylaws, given


def on(day: int, month: int, year: int = 2014) -> date:
    return date(year, month, day)


def programme(*, account: str = "SP-001", member: str = "A-001", months: int = 36, **more: Any) -> OpenProgramme:
    product = more.pop("product", "PROGRAM")
    amount = more.pop("amount", idr(100_000))
    return OpenProgramme(account=account, member=member, product=product, on=on(10, 4), amount=amount, months=months, **more)


def pay(rupiah: int = 100_000) -> Deposit:
    return Deposit(account="SP-001", on=on(10, 4), amount=idr(rupiah))


def demand() -> OpenSavings:
    return OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=on(1, 4))


def test_opening_a_programme_books_nothing() -> None:
    scene = given()
    scene.when(programme()).then_nothing_booked()
    assert scene.book.states[Subject("savings", "SP-001")].programme.matures_on == on(10, 4, 2017)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (programme(product="SUKARELA"), "savings.programme-product"),
        (programme(member="C-001"), "savings.status-not-served"),
        (programme(pay_to="SS-009"), "savings.deposit-pay-to"),
        (programme(account="SP-000", pay_to="SP-000"), "savings.exists"),
        (programme(pay_to="SP-000"), "savings.deposit-pay-to"),
        (OpenSavings(account="SP-001", member="A-001", product="PROGRAM", on=on(10, 4)), "savings.programme-product"),
        (
            OpenDeposit(deposit="SP-001", member="A-001", product="PROGRAM", on=on(10, 4), amount=idr(1), months=1),
            "savings.no-deposit-product",
        ),
    ],
)
def test_what_cannot_be_opened(command: Command[Any], code: str) -> None:
    given(programme(account="SP-000")).when(command).then_refused(code)


@pytest.mark.parametrize(("more", "field"), [({"months": 0}, "months"), ({"months": 601}, "months"), ({"amount": idr(0)}, "amount")])
def test_what_no_programme_can_be(more: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        programme(**more)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("rupiah", "message"),
    [
        (50_000, "programme SP-001 takes Rp100.000 a month or several of them, at most Rp100.000 in all, not Rp50.000"),
        (150_000, None),
        (200_000, "programme SP-001 takes Rp100.000 a month or several of them, at most Rp100.000 in all, not Rp200.000"),
    ],
)
def test_only_the_monthly_amount_goes_in_and_no_more_than_was_agreed(rupiah: int, message: str | None) -> None:
    scene = given(programme(months=3), pay(200_000))
    scene.when(pay(rupiah)).then_refused("savings.programme-amount", message)


def test_nothing_comes_out_before_its_time_and_everything_after() -> None:
    scene = given(programme(months=2), pay(200_000))
    scene.when(Withdraw(account="SP-001", on=on(9, 6), amount=idr(1_000))).then_refused(
        "savings.programme-running", "programme SP-001 runs until 2014-06-10; before that it can only be broken"
    )
    assert scene.when(Withdraw(account="SP-001", on=on(10, 6), amount=idr(200_000))).refusal is None
    scene.when(BreakProgramme(account="SP-001", on=on(10, 6))).then_refused("savings.programme-ended")


def test_the_third_missed_month_cancels_it_and_moves_it_to_the_demand_account() -> None:
    # April is paid; May, June and July are due by their last days. Interest that was credited is no payment.
    scene = given(demand(), programme(pay_to="SS-001"), pay(), PostInterest(account="SP-001", on=on(31, 5)))
    scene.when(CancelProgramme(account="SP-001", on=on(30, 7))).then_refused(
        "savings.programme-not-missed", "programme SP-001 is cancelled after 3 missed months; 2 are missed"
    )
    # 1 % of the lowest balance of May, 100,000; April was not whole.
    scene.when(CancelProgramme(account="SP-001", on=on(31, 7))).then_booked("""
        31 Juli 2014   Pembatalan tabungan terprogram SP-001
          2-1100 Simpanan sukarela anggota  101.000            SP-001
          1-1950 Pemindahan antarsimpanan            101.000   SS-001
    """)
    scene.when(ReceiveTransfer(account="SS-001", on=on(31, 7)))
    assert -scene.book.balance("2-1100", Subject("savings", "SS-001")) == idr(101_000)
    scene.when(CancelProgramme(account="SP-001", on=on(31, 7))).then_refused(
        "savings.programme-ended", "programme SP-001 ran until 2014-07-31"
    )


def test_without_an_account_to_move_to_it_stays_and_is_free() -> None:
    scene = given(programme(), pay(), CancelProgramme(account="SP-001", on=on(31, 7)))
    assert scene.when(Withdraw(account="SP-001", on=on(31, 7), amount=idr(100_000))).refusal is None


def test_months_paid_in_advance_are_not_missed() -> None:
    given(programme(), pay(400_000)).when(CancelProgramme(account="SP-001", on=on(30, 9))).then_refused("savings.programme-not-missed")


def test_who_breaks_it_pays_ten_percent_of_the_balance() -> None:
    scene = given(programme(), pay(300_000))
    scene.when(BreakProgramme(account="SP-001", on=on(2, 5))).then_booked("""
        2 Mei 2014   Penalti penghentian tabungan terprogram SP-001
          2-1100 Simpanan sukarela anggota  30.000           SP-001
          4-1900 Pendapatan lain                    30.000
    """)
    assert scene.when(Withdraw(account="SP-001", on=on(2, 5), amount=idr(270_000))).refusal is None


def test_an_account_without_a_programme_has_nothing_to_end() -> None:
    given(demand()).when(BreakProgramme(account="SS-001", on=on(2, 5))).then_refused(
        "savings.not-programme", "savings account SS-001 has no programme"
    )


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({}, "programme.missed_max = None: is missing"),
        ({"missed_max": 0}, "programme.missed_max = 0: must be from 1 to 120"),
        ({"missed_max": 3, "penalty": "10%/once"}, "programme.penalty = '10%/once': penalty and income must be given together"),
        ({"missed_max": 3, "cancelled": "stays"}, "programme.cancelled = 'stays': must be one of waits, moves"),
    ],
)
def test_a_wrong_term_is_named(terms: dict[str, object], message: str) -> None:
    product = Product("PROGRAM", "savings", Label("Tabungan terprogram", "Programmed savings"), {**PROGRAM, "programme": terms})
    with pytest.raises(SavingsTermsError) as refusal:
        parse(product, bylaws())
    assert refusal.value.message("en") == f"product PROGRAM: {message}"
