"""Term deposits of the old books: they go on earning, are paid, renewed and broken as if they had always stood here."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.savings import (
    AccrueInterest,
    BreakDeposit,
    MatureDeposit,
    OpenSavings,
    PayDepositInterest,
    PayOutDeposit,
    SavingsDatesError,
    TakeOverDeposit,
)
from irman_ledger.core.money import Money, idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.savings.scenario import Given, given

OPENING = date(2014, 4, 1)


def on(day: int, month: int, year: int = 2014) -> date:
    return date(year, month, day)


def bring(**more: Any) -> TakeOverDeposit:
    """10,000,000 at 6 % for 6 months from 10 January: 50,000 a month; February and March are paid, 21 of 31 days are accrued."""
    given: dict[str, Any] = {
        "deposit": "SB-001",
        "member": "A-001",
        "product": "BERJANGKA",
        "on": OPENING,
        "placed_on": on(10, 1),
        "due_on": on(10, 7),
        "months": 6,
        "rate": Rate.parse("6%/year"),
        "amount": idr(10_000_000),
        "interest_paid": idr(100_000),
        "interest_accrued": idr(35_484),
    }
    return TakeOverDeposit(**{**given, **more})


def at_maturity(**more: Any) -> TakeOverDeposit:
    """The same with all of its interest at the end: 2 months and 22 of 31 days by 1 April, 135,484 accrued."""
    return bring(**{"payment": "at-maturity", "interest_paid": idr(0), "interest_accrued": idr(135_484), **more})


def scene_with(*commands: Command[Any]) -> Given:
    return given(TakeOverBalance(on=OPENING, account="1-1100", subject="cash:KAS", amount=idr(100_000_000)), *commands)


def event(scene: Given, command: Command[Any]) -> Any:
    outcome = scene.when(command)
    assert outcome.refusal is None, outcome.refusal
    assert outcome.played is not None
    return outcome.played.event


def balance(scene: Given, code: str) -> Money:
    return -scene.book.balance(code, Subject("savings", "SB-001"))


def test_the_principal_and_what_was_accrued_come_over_against_the_opening_account() -> None:
    given().when(bring()).then_booked("""
        1 April 2014   Saldo awal simpanan berjangka SB-001
          3-9000 Saldo awal                   10.035.484
          2-1200 Simpanan berjangka anggota               10.000.000   SB-001
          2-1410 Jasa simpanan belum dibayar                  35.484   SB-001
    """)


def test_the_first_payment_releases_what_the_old_books_accrued() -> None:
    scene = scene_with(bring())
    scene.when(PayDepositInterest(deposit="SB-001", on=on(9, 4))).then_refused("savings.nothing-earned")
    scene.when(PayDepositInterest(deposit="SB-001", on=on(10, 4))).then_booked("""
        10 April 2014   Jasa simpanan berjangka SB-001
          5-1100 Beban jasa simpanan anggota  14.516           SB-001
          2-1410 Jasa simpanan belum dibayar  35.484           SB-001
          1-1100 Kas                                  50.000   KAS
    """)
    assert event(scene, PayDepositInterest(deposit="SB-001", on=on(10, 5))).interest.interest == idr(50_000)
    assert balance(scene, "2-1410") == idr(0)


def test_a_month_end_recognises_what_the_old_books_did_not() -> None:
    scene = scene_with(bring())
    # Three months and 21 of the 30 days to 10 May: 185,000, less 135,484 of the old books.
    assert event(scene, AccrueInterest(account="SB-001", on=on(30, 4))).amount == idr(49_516)
    assert balance(scene, "2-1410") == idr(85_000)
    paid = event(scene, PayDepositInterest(deposit="SB-001", on=on(10, 5)))
    # April and May: 100,000, of which 85,000 were recognised.
    assert (paid.interest.interest, paid.interest.released) == (idr(100_000), idr(85_000))


def test_at_maturity_the_rest_is_paid_and_the_deposit_paid_out() -> None:
    scene = scene_with(bring())
    event(scene, MatureDeposit(deposit="SB-001", on=on(10, 7)))
    scene.when(PayOutDeposit(deposit="SB-001", on=on(10, 7))).then_refused("savings.deposit-interest-unpaid")
    # 300,000 of the term less 100,000 that the old books paid.
    assert event(scene, PayDepositInterest(deposit="SB-001", on=on(10, 7))).interest.interest == idr(200_000)
    assert event(scene, PayOutDeposit(deposit="SB-001", on=on(10, 7))).amount == idr(10_000_000)
    assert (balance(scene, "2-1200"), balance(scene, "2-1410"), balance(scene, "5-1100")) == (idr(0), idr(0), idr(-164_516))


def test_principal_and_interest_are_placed_anew_with_the_interest_of_both_books() -> None:
    scene = scene_with(at_maturity(rollover="principal-and-interest"))
    matured = event(scene, MatureDeposit(deposit="SB-001", on=on(10, 7)))
    # 300,000 at once are more than 240,000 in a month: 10 % of tax.
    assert (matured.interest.interest, matured.interest.released, matured.interest.tax) == (idr(300_000), idr(135_484), idr(30_000))
    assert (matured.renewed.principal, matured.renewed.matures_on) == (idr(10_270_000), on(10, 1, 2015))
    # 10,270,000 x 6 % / 12 = 51,350 a month, 21 of 31 days of it.
    assert event(scene, AccrueInterest(account="SB-001", on=on(31, 7))).amount == idr(36_442)
    second = event(scene, MatureDeposit(deposit="SB-001", on=on(10, 1, 2015)))
    assert (second.interest.interest, second.interest.released) == (idr(308_100), idr(36_442))


def test_a_broken_deposit_gives_back_what_both_books_credited_too_much() -> None:
    scene = scene_with(bring())
    broken = event(scene, BreakDeposit(deposit="SB-001", on=on(10, 4)))
    # Three months at 3 %: 75,000, less 100,000 paid; the accrued 35,484 and 25,000 of expense go back, 1 % is the penalty.
    assert (broken.interest.interest, broken.interest.released, broken.penalty) == (idr(-25_000), idr(35_484), idr(100_000))
    assert (balance(scene, "2-1410"), balance(scene, "5-1100")) == (idr(0), idr(60_484))
    assert event(scene, PayOutDeposit(deposit="SB-001", on=on(10, 4))).amount == idr(9_875_000)


def test_a_broken_deposit_takes_back_what_the_old_books_accrued_beyond_the_lower_rate() -> None:
    scene = scene_with(at_maturity())
    broken = event(scene, BreakDeposit(deposit="SB-001", on=on(10, 4)))
    # Three months at 3 %: 75,000, of 135,484 that were accrued.
    assert (broken.interest.interest, broken.interest.released, broken.interest.tax) == (idr(75_000), idr(135_484), idr(0))
    assert (balance(scene, "2-1410"), balance(scene, "5-1100")) == (idr(0), idr(60_484))
    assert event(scene, PayOutDeposit(deposit="SB-001", on=on(10, 4))).amount == idr(9_975_000)


def test_a_product_that_counts_days_goes_on_by_days() -> None:
    # 10,000,000 x 6 % x 81/365 = 133,150.68 by 1 April.
    scene = scene_with(at_maturity(product="BERHARI", interest_accrued=idr(133_151)))
    # 111 days by the end of April: 182,465.75, less 133,151.
    assert event(scene, AccrueInterest(account="SB-001", on=on(30, 4))).amount == idr(49_315)
    event(scene, MatureDeposit(deposit="SB-001", on=on(10, 7)))
    # 181 days: 297,534.25.
    paid = event(scene, PayDepositInterest(deposit="SB-001", on=on(10, 7)))
    assert (paid.interest.interest, paid.interest.released) == (idr(297_534), idr(182_466))
    beyond = at_maturity(product="BERHARI", deposit="SB-002", interest_accrued=idr(297_535))
    scene.when(beyond).then_refused(
        "savings.deposit-interest-beyond-term", "the term of deposit SB-002 earns Rp297.534; the old books paid Rp0 and accrued Rp297.535"
    )


def test_what_was_accrued_before_takes_nothing_off_the_interest_that_is_taxed() -> None:
    # 60,000,000 pays 300,000 on 10 April: tax 30,000, whatever the old books accrued in the month in which it came.
    scene = scene_with(bring(amount=idr(60_000_000), interest_paid=idr(600_000), interest_accrued=idr(212_903)))
    paid = event(scene, PayDepositInterest(deposit="SB-001", on=on(10, 4)))
    assert (paid.interest.interest_month, paid.interest.tax) == (idr(300_000), idr(30_000))


def test_a_renewed_deposit_falls_due_on_the_day_of_its_first_placement() -> None:
    scene = scene_with(
        bring(
            placed_on=on(31, 8, 2013), due_on=on(31, 8), interest_paid=idr(0), interest_accrued=idr(50_000), rate=Rate.parse("0.5%/month")
        )
    )
    state = scene.book.states[Subject("savings", "SB-001")]
    assert (state.opened_on, state.moves_from, state.placement.begins_on) == (on(31, 8, 2013), OPENING, on(28, 2))
    assert event(scene, PayDepositInterest(deposit="SB-001", on=on(30, 4))).interest.interest == idr(100_000)


def test_what_was_agreed_stands_though_it_is_not_offered() -> None:
    given().when(bring(member="K-001")).then_refused("savings.status-not-served")
    given().when(bring(months=5, due_on=on(10, 6), rate=Rate.parse("9%/year"))).then_booked("""
        1 April 2014   Saldo awal simpanan berjangka SB-001
          3-9000 Saldo awal                   10.035.484
          2-1200 Simpanan berjangka anggota               10.000.000   SB-001
          2-1410 Jasa simpanan belum dibayar                  35.484   SB-001
    """)


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (bring(product="SUKARELA"), "savings.no-deposit-product", "product"),
        (bring(member="X-001"), "subject.unknown", "member"),
        (bring(pay_to="SS-009"), "savings.deposit-pay-to", "pay_to"),
        (bring(deposit="SS-001"), "savings.exists", "account"),
        (bring(due_on=on(10, 6)), "savings.dates", "due_on"),
        (bring(due_on=on(11, 7)), "savings.dates", "due_on"),
        (bring(due_on=on(10, 12)), "savings.dates", "months"),
        (bring(interest_accrued=idr(200_001)), "savings.deposit-interest-beyond-term", "interest_accrued"),
        (bring(interest_paid=Money.parse("1", "USD")), "money.currency-mismatch", "interest_paid"),
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
        ({"interest_paid": idr(-1)}, "interest_paid"),
        ({"interest_accrued": 1}, "interest_accrued"),
        ({"payment": "at-maturity"}, "interest_paid"),
        ({"rollover": "principal-and-interest"}, "payment"),
        ({"rate": Rate.parse("6%/once")}, "rate"),
        ({"rate": "6%/year"}, "rate"),
        ({"placed_on": None}, "placed_on"),
        ({"placed_on": on(2, 4)}, "placed_on"),
    ],
)
def test_what_no_deposit_of_the_old_books_can_be(more: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        bring(**more)
    assert refusal.value.field == field


def test_a_term_that_ended_before_comes_over_only_where_nothing_is_placed_anew() -> None:
    ended = {"placed_on": on(10, 9, 2013), "due_on": on(10, 3), "interest_paid": idr(0), "interest_accrued": idr(0)}
    assert bring(**ended).rollover == "none"
    with pytest.raises(SavingsDatesError) as error:
        bring(**ended, rollover="principal")
    assert (error.value.code, error.value.field) == ("savings.dates", "due_on")
