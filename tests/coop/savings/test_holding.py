"""What is held of a balance stays on the account."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.savings import ChargeFee, CloseSavings, Deposit, HoldSavings, OpenSavings, ReleaseHold, Withdraw
from irman_ledger.core.money import Money, idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.savings.scenario import given

SS = Subject("savings", "SS-001")


def on(day: int) -> date:
    return date(2014, 4, day)


def opened(product: str = "SUKARELA") -> OpenSavings:
    return OpenSavings(account="SS-001", member="A-001", product=product, on=on(1))


def deposit(rupiah: int, day: int) -> Deposit:
    return Deposit(account="SS-001", on=on(day), amount=idr(rupiah))


def withdraw(rupiah: int, day: int, *, closing: bool = False) -> Withdraw:
    return Withdraw(account="SS-001", on=on(day), amount=idr(rupiah), closing=closing)


def hold(rupiah: int, day: int, number: str = "B-1") -> HoldSavings:
    return HoldSavings(account="SS-001", hold=number, on=on(day), amount=idr(rupiah), reason="jaminan pinjaman")


def release(day: int, number: str = "B-1") -> ReleaseHold:
    return ReleaseHold(account="SS-001", hold=number, on=on(day))


def test_holding_and_letting_go_book_nothing_and_are_kept_by_number() -> None:
    scene = given(opened(), deposit(50_000, 2))
    scene.when(hold(30_000, 3)).then_nothing_booked()
    scene.book.record(hold(5_000, 3, "B-2"))
    assert scene.book.states[SS].holds == (("B-1", idr(30_000)), ("B-2", idr(5_000)))
    scene.when(release(4)).then_nothing_booked()
    assert scene.book.states[SS].holds == (("B-2", idr(5_000)),)


def test_a_withdrawal_leaves_what_is_held() -> None:
    scene = given(opened(), deposit(50_000, 2), hold(30_000, 3), hold(5_000, 3, "B-2"))
    scene.when(withdraw(15_001, 4)).then_refused(
        "savings.held", "Rp35.000 of savings account SS-001 is held; Rp15.000 can be withdrawn on 2014-04-04, not Rp15.001"
    )
    scene.when(withdraw(50_000, 4, closing=True)).then_refused("savings.held")
    scene.book.record(withdraw(15_000, 4))
    scene.book.record(release(5))
    scene.book.record(withdraw(30_000, 5))
    assert scene.book.balance("2-1100", SS) == idr(-5_000)


def test_more_than_the_account_holds_is_overdrawn_whatever_is_held() -> None:
    given(opened(), deposit(50_000, 2), hold(30_000, 3)).when(withdraw(50_001, 4)).then_refused("savings.overdrawn")


def test_a_back_dated_withdrawal_leaves_what_was_held_later() -> None:
    given(opened(), deposit(50_000, 2), hold(30_000, 10)).when(withdraw(20_001, 3)).then_refused("savings.held")


def test_only_what_may_be_withdrawn_is_held() -> None:
    scene = given(opened(), deposit(50_000, 2), hold(30_000, 3))
    scene.when(hold(20_001, 3, "B-2")).then_refused(
        "savings.hold-not-covered", "Rp20.000 of savings account SS-001 can be held from 2014-04-03 on, not Rp20.001"
    )
    scene.book.record(hold(20_000, 3, "B-2"))
    # Before the deposit there was nothing.
    given(opened(), deposit(50_000, 2)).when(hold(1, 1)).then_refused("savings.hold-not-covered")


def test_an_overdraft_may_be_used_beside_what_is_held_as_far_as_the_limit_goes() -> None:
    # A limit of 100,000 and 50,000 on the account, 60,000 held: 90,000 are free.
    cash = TakeOverBalance(account="1-1100", subject="cash:KAS", amount=idr(1_000_000), on=on(1))
    scene = given(cash, opened("KORAN"), deposit(50_000, 2), hold(60_000, 3))
    scene.when(withdraw(90_001, 4)).then_refused("savings.held")
    scene.book.record(withdraw(90_000, 4))


def test_a_fee_of_the_office_is_not_bound_by_a_hold() -> None:
    scene = given(opened("KORAN"), deposit(50_000, 2), hold(150_000, 3))
    scene.book.record(ChargeFee(account="SS-001", on=on(4), fee="ADM", amount=idr(1_000)))
    scene.when(withdraw(1, 5)).then_refused("savings.held")


def test_an_account_is_not_closed_while_something_is_held() -> None:
    scene = given(opened("KORAN"), hold(1_000, 2))
    scene.when(CloseSavings(account="SS-001", on=on(3))).then_refused(
        "savings.still-held", "Rp1.000 of savings account SS-001 is still held"
    )
    scene.book.record(release(3))
    scene.book.record(CloseSavings(account="SS-001", on=on(3)))


def test_numbers_are_used_once_at_a_time_and_unknown_ones_refused() -> None:
    scene = given(opened(), deposit(50_000, 2), hold(1_000, 3))
    scene.when(hold(1_000, 3)).then_refused("savings.hold-exists", "savings account SS-001 has a hold B-1 already")
    scene.when(release(3, "B-9")).then_refused("savings.unknown-hold", "savings account SS-001 has no hold B-9")
    scene.book.record(release(3))
    scene.when(release(3)).then_refused("savings.unknown-hold")
    scene.book.record(hold(1_000, 4))


def test_an_account_has_twenty_holds_at_most() -> None:
    scene = given(opened(), deposit(50_000, 2), *(hold(1, 3, f"B-{number}") for number in range(20)))
    scene.when(hold(1, 3, "B-20")).then_refused("savings.too-many-holds", "savings account SS-001 has 20 holds, the most there are")


@pytest.mark.parametrize("command", [hold(1, 1), release(1)])
def test_an_account_that_was_never_opened_is_refused(command: Command[object]) -> None:
    given().when(command).then_refused("savings.unknown")


def test_money_of_another_currency_is_refused() -> None:
    command = HoldSavings(account="SS-001", hold="B-1", on=on(2), amount=Money.parse("1", "CZK"), reason="jaminan")
    given(opened()).when(command).then_refused("money.currency-mismatch")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hold": ""}, "hold"),
        ({"reason": " "}, "reason"),
        ({"amount": idr(0)}, "amount"),
        ({"amount": 10}, "amount"),
        ({"on": datetime(2014, 4, 1, 8, tzinfo=UTC)}, "on"),
    ],
)
def test_bad_input_names_its_field(change: dict[str, object], field: str) -> None:
    good: dict[str, object] = {"account": "SS-001", "hold": "B-1", "on": on(2), "amount": idr(1), "reason": "jaminan"}
    with pytest.raises(InvalidInputError) as refusal:
        HoldSavings(**{**good, **change})  # type: ignore[arg-type]  # on purpose
    assert refusal.value.field == field
