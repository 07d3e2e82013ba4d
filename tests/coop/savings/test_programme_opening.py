"""Programmed savings of the old books: what was paid and missed there counts on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.savings import CancelProgramme, Deposit, OpenSavings, PostInterest, TakeOverProgramme
from irman_ledger.core.money import Money, idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.savings.scenario import given

OPENING = date(2014, 4, 1)


def bring(**more: Any) -> TakeOverProgramme:
    """36 months of 100,000 from April 2012, of which 22 were paid; 24 were due by the end of March 2014."""
    given: dict[str, Any] = {
        "account": "SP-001",
        "member": "A-001",
        "product": "PROGRAM",
        "on": OPENING,
        "begins_on": date(2012, 4, 10),
        "amount": idr(100_000),
        "months": 36,
        "balance": idr(2_450_000),
        "interest": idr(250_000),
        "last_accrued_on": date(2014, 3, 31),
    }
    return TakeOverProgramme(**{**given, **more})


def pay(rupiah: int) -> Deposit:
    return Deposit(account="SP-001", on=date(2014, 4, 10), amount=idr(rupiah))


def test_the_balance_comes_over_against_the_opening_account() -> None:
    scene = given()
    scene.when(bring()).then_booked("""
        1 April 2014   Saldo awal tabungan terprogram SP-001
          3-9000 Saldo awal                 2.450.000
          2-1100 Simpanan sukarela anggota             2.450.000   SP-001
    """)
    state = scene.book.states[Subject("savings", "SP-001")]
    assert (state.opened_on, state.moves_from, state.programme.matures_on) == (date(2012, 4, 10), OPENING, date(2015, 4, 10))


def test_an_empty_programme_comes_over_without_an_entry() -> None:
    given().when(bring(balance=idr(0), interest=idr(0))).then_nothing_booked()


def test_months_missed_in_the_old_books_count_and_interest_pays_none() -> None:
    scene = given(bring())
    scene.when(CancelProgramme(account="SP-001", on=date(2014, 4, 29))).then_refused(
        "savings.programme-not-missed", "programme SP-001 is cancelled after 3 missed months; 2 are missed"
    )
    assert scene.when(CancelProgramme(account="SP-001", on=date(2014, 4, 30))).refusal is None


def test_it_takes_what_is_left_of_it() -> None:
    given(bring()).when(pay(1_500_000)).then_refused(
        "savings.programme-amount",
        "programme SP-001 takes Rp100.000 a month or several of them, at most Rp1.400.000 in all, not Rp1.500.000",
    )
    assert given(bring()).when(pay(1_400_000)).refusal is None


def test_it_earns_on_all_that_came_over() -> None:
    # 1 % of the lowest balance of April.
    given(bring()).when(PostInterest(account="SP-001", on=date(2014, 4, 30))).then_booked("""
        30 April 2014   Jasa simpanan SP-001
          5-1100 Beban jasa simpanan anggota  24.500           SP-001
          2-1100 Simpanan sukarela anggota            24.500   SP-001
    """)


def test_fees_of_the_old_books_are_no_missed_months() -> None:
    scene = given(bring(balance=idr(2_190_000), interest=idr(-10_000)))
    scene.when(CancelProgramme(account="SP-001", on=date(2014, 4, 29))).then_refused("savings.programme-not-missed")
    assert scene.when(pay(1_400_000)).refusal is None


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (bring(product="SUKARELA"), "savings.programme-product", "product"),
        (bring(member="K-001"), "savings.status-not-served", "member"),
        (bring(account="SS-001"), "savings.exists", "account"),
        (bring(pay_to="SS-001"), "savings.deposit-pay-to", "pay_to"),
        (bring(interest=idr(200_000)), "savings.programme-amount", "balance"),
        (bring(interest=idr(2_550_000)), "savings.programme-amount", "balance"),
        (bring(months=21), "savings.programme-amount", "balance"),
        (bring(balance=Money.parse("1", "USD"), interest=Money.parse("1", "USD")), "money.currency-mismatch", "balance"),
    ],
)
def test_what_cannot_be_taken_over(command: Command[Any], code: str, field: str) -> None:
    opened = OpenSavings(account="SS-001", member="C-001", product="SUKARELA", on=OPENING)
    outcome = given(opened).when(command)
    outcome.then_refused(code)
    assert outcome.refusal is not None
    assert outcome.refusal.field == field


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"months": 0}, "months"),
        ({"amount": idr(0)}, "amount"),
        ({"balance": idr(-1)}, "balance"),
        ({"interest": 1}, "interest"),
        ({"begins_on": date(2014, 4, 2)}, "begins_on"),
        ({"begins_on": None}, "begins_on"),
        ({"last_accrued_on": date(2014, 4, 2)}, "last_accrued_on"),
        ({"pay_to": ""}, "pay_to"),
    ],
)
def test_what_no_programme_of_the_old_books_can_be(more: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        bring(**more)
    assert refusal.value.field == field
