"""What a savings account allows."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from irman_ledger.coop import savings
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.savings import (
    CloseSavings,
    CorrectIn,
    CorrectOut,
    Deposit,
    OpenSavings,
    SavingsState,
    TakeOverSavings,
    Withdraw,
)
from irman_ledger.core.money import Money, idr
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.savings.scenario import bylaws, given

SS = Subject("savings", "SS-001")


def on(day: int, month: int = 4) -> date:
    return date(2014, month, day)


def opened(product: str = "SUKARELA", member: str = "A-001") -> OpenSavings:
    return OpenSavings(account="SS-001", member=member, product=product, on=on(1))


def deposit(rupiah: int, day: date) -> Deposit:
    return Deposit(account="SS-001", on=day, amount=idr(rupiah))


def withdraw(rupiah: int, day: date, closing: bool = False) -> Withdraw:
    return Withdraw(account="SS-001", on=day, amount=idr(rupiah), closing=closing)


def close(day: date) -> CloseSavings:
    return CloseSavings(account="SS-001", on=day)


def taken_over(rupiah: int, **more: date) -> TakeOverSavings:
    days = {"opened_on": date(2012, 3, 5), "on": on(1), **more}
    return TakeOverSavings(account="SS-001", member="A-001", product="SUKARELA", amount=idr(rupiah), **days)


def test_an_account_is_opened_once() -> None:
    given(opened()).when(opened()).then_refused("savings.exists", "savings account SS-001 was opened on 2014-04-01 already")


def test_an_account_number_is_not_used_again_after_closing() -> None:
    given(opened(), close(on(2))).when(opened()).then_refused("savings.exists")


def test_an_account_is_opened_for_a_known_member_only() -> None:
    given().when(opened(member="A-999")).then_refused("subject.unknown", "A-999 is not known in this book")


def test_a_product_serves_the_statuses_it_names() -> None:
    given().when(opened(member="K-001")).then_refused(
        "savings.status-not-served", "product SUKARELA is not for member K-001, whose status is keluar on 2014-04-01"
    )


def test_a_product_of_another_module_opens_no_savings_account() -> None:
    given().when(opened(product="POKOK")).then_refused("product.unknown", "product POKOK is not a product of savings")


def test_the_status_on_the_day_chooses_the_ledger_account_and_it_stays() -> None:
    book = given(opened(member="C-001")).book
    book.statuses["C-001"] = "anggota"
    book.record(deposit(50_000, on(2)))
    assert book.balance("2-1110", SS) == idr(-50_000)
    assert book.balance("2-1100", SS) == idr(0)


def test_movements_leave_the_very_same_state() -> None:
    book = given(opened()).book
    state = book.states[SS]
    book.record(deposit(50_000, on(2)))
    book.record(withdraw(20_000, on(3)))
    assert book.states[SS] is state
    assert state == SavingsState(no="SS-001", member="A-001", product="SUKARELA", control="2-1100", opened_on=on(1), moves_from=on(1))


def test_a_deposit_asks_the_books_for_nothing() -> None:
    state = given(opened()).book.states[SS]
    assert savings.MODULE.consult(deposit(50_000, on(2)), state, bylaws()) == ()


@pytest.mark.parametrize("command", [deposit(1, on(1)), withdraw(1, on(1)), close(on(1))])
def test_an_account_that_was_never_opened_is_refused(command: Deposit | Withdraw | CloseSavings) -> None:
    given().when(command).then_refused("savings.unknown", "savings account SS-001 was never opened in this book")


@pytest.mark.parametrize("command", [deposit(1, on(5)), withdraw(1, on(5)), close(on(5))])
def test_a_closed_account_takes_nothing_more(command: Deposit | Withdraw | CloseSavings) -> None:
    given(opened(), close(on(3))).when(command).then_refused("savings.closed", "savings account SS-001 was closed on 2014-04-03")


@pytest.mark.parametrize("command", [deposit(1, on(31, 3)), withdraw(1, on(31, 3)), close(on(31, 3))])
def test_a_day_before_the_opening_is_refused(command: Deposit | Withdraw | CloseSavings) -> None:
    given(opened()).when(command).then_refused(
        "savings.before-opening", "savings account SS-001 takes movements from 2014-04-01 on, not on 2014-03-31"
    )


def test_a_withdrawal_may_take_the_last_rupiah() -> None:
    book = given(opened(), deposit(50_000, on(2)), withdraw(50_000, on(2))).book
    assert book.balance("2-1100", SS) == idr(0)


def test_a_withdrawal_of_more_than_the_balance_names_what_is_there() -> None:
    given(opened(), deposit(50_000, on(2))).when(withdraw(50_001, on(3))).then_refused(
        "savings.overdrawn", "Rp50.001 is more than the Rp50.000 that savings account SS-001 holds from 2014-04-03 on"
    )


def test_a_withdrawal_before_the_deposit_is_overdrawn_on_that_day() -> None:
    given(opened(), deposit(50_000, on(10))).when(withdraw(10_000, on(9))).then_refused("savings.overdrawn")


def test_a_back_dated_withdrawal_counts_the_lowest_balance_of_any_later_day() -> None:
    moved = given(opened(), deposit(100_000, on(2)), withdraw(80_000, on(10)), deposit(500_000, on(20)))
    moved.when(withdraw(20_001, on(5))).then_refused(
        "savings.overdrawn", "Rp20.001 is more than the Rp20.000 that savings account SS-001 holds from 2014-04-05 on"
    )
    moved.when(withdraw(20_000, on(5))).then_booked(
        """
        5 April 2014   Penarikan simpanan SS-001
          2-1100 Simpanan sukarela anggota  20.000           SS-001
          1-1100 Kas                                20.000   KAS
        """
    )


def test_a_deposit_is_at_least_the_minimum_of_the_product() -> None:
    given(opened("BERSYARAT")).when(deposit(4_999, on(2))).then_refused(
        "savings.below-minimum-deposit", "a deposit on savings account SS-001 is at least Rp5.000, not Rp4.999"
    )


def test_a_withdrawal_leaves_the_minimum_balance() -> None:
    moved = given(opened("BERSYARAT"), deposit(50_000, on(2)))
    moved.when(withdraw(30_001, on(3))).then_refused(
        "savings.below-minimum-balance",
        "Rp20.000 must stay on savings account SS-001; Rp30.000 can be withdrawn on 2014-04-03, not Rp30.001",
    )
    assert moved.when(withdraw(30_000, on(3))).refusal is None
    moved.when(withdraw(1, on(3))).then_refused(
        "savings.below-minimum-balance", "Rp20.000 must stay on savings account SS-001; Rp0 can be withdrawn on 2014-04-03, not Rp1"
    )


def test_the_closing_withdrawal_takes_the_minimum_balance_too() -> None:
    book = given(opened("BERSYARAT"), deposit(50_000, on(2)), withdraw(50_000, on(3), closing=True), close(on(3))).book
    assert book.states[SS].closed_on == on(3)


def test_the_closing_withdrawal_leaves_nothing() -> None:
    given(opened("BERSYARAT"), deposit(50_000, on(2))).when(withdraw(49_999, on(3), closing=True)).then_refused(
        "savings.closing-amount", "the closing withdrawal of savings account SS-001 takes all of Rp50.000, not Rp49.999"
    )


def test_an_account_that_holds_something_is_not_closed() -> None:
    given(opened(), deposit(50_000, on(2))).when(close(on(3))).then_refused(
        "savings.not-empty", "savings account SS-001 still holds Rp50.000 on account 2-1100"
    )


def test_an_account_is_not_closed_before_its_last_movement() -> None:
    moved = given(opened(), deposit(50_000, on(2)), withdraw(50_000, on(9)))
    moved.when(close(on(8))).then_refused("savings.moved-after-closing", "savings account SS-001 moved on 2014-04-09, after 2014-04-08")
    moved.when(close(on(9))).then_nothing_booked()


def test_a_correction_out_never_leaves_less_than_zero() -> None:
    correction = CorrectOut(account="SS-001", on=on(2), amount=idr(50_001), reason="salah rekening")
    given(opened(), deposit(50_000, on(2))).when(correction).then_refused("savings.overdrawn")


def test_a_correction_is_bound_by_no_minimum_of_the_product() -> None:
    book = given(
        opened("BERSYARAT"),
        CorrectIn(account="SS-001", on=on(2), amount=idr(1_000), reason="salah rekening"),
        CorrectOut(account="SS-001", on=on(2), amount=idr(1_000), reason="salah rekening"),
    ).book
    assert book.balance("2-1100", SS) == idr(0)
    assert book.balance("1-1900") == idr(0)


def test_an_account_taken_over_keeps_its_first_day_and_moves_from_the_take_over_on() -> None:
    cash = TakeOverBalance(account="1-1100", on=on(1), amount=idr(75_000), subject="cash:KAS")
    moved = given(cash, taken_over(75_000, last_accrued_on=on(31, 3)))
    assert moved.book.states[SS] == SavingsState(
        no="SS-001",
        member="A-001",
        product="SUKARELA",
        control="2-1100",
        opened_on=date(2012, 3, 5),
        moves_from=on(1),
        last_accrued_on=on(31, 3),
    )
    moved.when(deposit(1_000, on(31, 3))).then_refused("savings.before-opening")
    assert moved.when(withdraw(75_000, on(1))).refusal is None


def test_an_account_is_taken_over_once() -> None:
    given(taken_over(75_000)).when(taken_over(75_000)).then_refused("savings.exists")


def test_an_account_of_a_status_without_ledger_account_is_not_taken_over() -> None:
    command = TakeOverSavings(account="SS-002", member="K-001", product="SUKARELA", opened_on=on(1), amount=idr(1), on=on(1))
    given().when(command).then_refused("savings.status-not-served")


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"opened_on": on(2)}, "savings.dates"),
        ({"last_accrued_on": date(2012, 3, 4)}, "savings.dates"),
        ({"last_accrued_on": on(2)}, "savings.dates"),
    ],
)
def test_the_days_of_a_take_over_follow_each_other(days: dict[str, date], code: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        taken_over(75_000, **days)
    assert refusal.value.code == code


@pytest.mark.parametrize("amount", [idr(0), idr(-1), 50_000, 5.0, "50.000"])
def test_an_amount_is_money_of_more_than_zero(amount: object) -> None:
    for command in (Deposit, Withdraw):
        with pytest.raises(InvalidInputError) as refusal:
            command(account="SS-001", on=on(2), amount=amount)  # type: ignore[arg-type]  # that is what is tested
        assert refusal.value.code == "savings.amount"
        assert refusal.value.field == "amount"


@pytest.mark.parametrize("day", ["2014-04-02", datetime(2014, 4, 2, 8, 0), None])  # noqa: DTZ001  # any clock is refused
def test_a_day_is_a_day_without_a_clock(day: object) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        Deposit(account="SS-001", on=day, amount=idr(1))  # type: ignore[arg-type]  # that is what is tested
    assert refusal.value.code == "savings.dates"


def test_a_correction_says_why() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        CorrectIn(account="SS-001", on=on(2), amount=idr(1), reason=" ")
    assert refusal.value.field == "reason"


def test_money_of_another_currency_is_refused() -> None:
    euro = Deposit(account="SS-001", on=on(2), amount=Money.from_minor(100, "EUR"))
    given(opened()).when(euro).then_refused("money.currency-mismatch")


def test_a_box_that_is_not_there_is_refused() -> None:
    command = Deposit(account="SS-001", on=on(2), amount=idr(1_000), settle="BRANKAS")
    given(opened()).when(command).then_refused("box.unknown")


def test_only_movements_may_be_reversed_under_later_events() -> None:
    assert savings.MODULE.commutes == {
        "savings.deposited",
        "savings.withdrawn",
        "savings.corrected-out",
        "savings.corrected-in",
        "savings.interest-accrued",
        "savings.interest-posted",
        "savings.fee-charged",
        "savings.overdraft-charged",
        "savings.interest-booked",
        "savings.rounding-corrected",
        "savings.dormancy-charged",
        "savings.reactivated",
        "savings.deposit-interest-paid",
        "savings.transfer-received",
    }
