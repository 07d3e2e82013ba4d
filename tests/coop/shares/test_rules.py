"""When shares are paid, returned and corrected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.members import AdmitMember, EndMembership, TakeOverMember
from irman_ledger.coop.shares import (
    MODULE,
    CorrectIn,
    CorrectOut,
    OpenShare,
    PayShare,
    ReturnShare,
    ShareAmountError,
    ShareInputError,
    TakeOverShare,
)
from irman_ledger.core.codes import CodeError
from irman_ledger.core.money import Money, idr
from tests.coop.shares.scenario import ADMITTED, CANDIDATE, day, given


def pay(amount: int, on: date, product: str = "WAJIB", member: str = "A-001") -> PayShare:
    return PayShare(member=member, product=product, on=on, amount=idr(amount))


def give_back(amount: int | None, on: date, product: str = "WAJIB", *, leaving: bool = True) -> ReturnShare:
    return ReturnShare(member="A-001", product=product, on=on, amount=None if amount is None else idr(amount), leaving=leaving)


LEFT = EndMembership(member="A-001", on=day(6, 1), reason="moved")
CASH = TakeOverBalance(account="1-1100", on=day(4, 1), amount=idr(1_000_000), subject="cash:KAS")
BACK = AdmitMember(member="A-001", on=day(9, 1))


# -- paying


def test_the_first_payment_opens_the_share_account() -> None:
    state = given(ADMITTED).when(pay(20_000, day(4, 2))).share("A-001/WAJIB")
    assert (state.member, state.product, state.control) == ("A-001", "WAJIB", "3-1200")
    assert (state.opened_on, state.closed_on) == (day(4, 2), None)


def test_a_payment_of_an_earlier_day_moves_the_opening_back() -> None:
    assert given(ADMITTED, pay(20_000, day(5, 2))).when(pay(20_000, day(4, 2))).share("A-001/WAJIB").opened_on == day(4, 2)


def test_payments_add_up() -> None:
    given(ADMITTED, pay(20_000, day(4, 2))).when(pay(30_000, day(5, 2))).then_stands("3-1200", "A-001/WAJIB", idr(50_000))


def test_a_candidate_may_pay() -> None:
    given(CANDIDATE).when(pay(100_000, day(4, 2), "POKOK", "C-001")).then_stands("3-1100", "C-001/POKOK", idr(100_000))


def test_the_event_keeps_the_status_of_the_payer() -> None:
    played = given(CANDIDATE).when(pay(100_000, day(4, 2), "POKOK", "C-001")).played
    assert played is not None
    assert getattr(played.event, "status", None) == "calon"


def test_nobody_pays_whom_the_book_does_not_know() -> None:
    given().when(pay(20_000, day(4, 2))).then_refused("share.member-unknown", "member A-001 is not known in this book")


def test_nobody_pays_before_admission() -> None:
    given(ADMITTED).when(pay(20_000, day(3, 31))).then_refused(
        "share.status-may-not-pay", "product WAJIB is not for A-001, whose status is non-anggota on 2014-03-31"
    )


def test_a_product_says_who_may_pay() -> None:
    given(CANDIDATE).when(pay(20_000, day(4, 2), "BEBAS", "C-001")).then_refused("share.status-may-not-pay")


def test_whoever_has_left_does_not_pay() -> None:
    given(ADMITTED, LEFT).when(pay(20_000, day(6, 2))).then_refused("share.status-may-not-pay")


def test_a_fixed_share_is_paid_in_parts_up_to_its_amount() -> None:
    given(ADMITTED, pay(75_000, day(4, 2), "POKOK")).when(pay(25_000, day(5, 2), "POKOK")).then_stands(
        "3-1100", "A-001/POKOK", idr(100_000)
    )


def test_a_fixed_share_takes_nothing_above_its_amount() -> None:
    given(ADMITTED, pay(100_000, day(4, 2), "POKOK")).when(pay(25_000, day(5, 2), "POKOK")).then_refused(
        "share.exceeds-fixed",
        "share account A-001/POKOK is fixed at Rp100.000 and has Rp100.000; Rp25.000 is Rp25.000 too much",
    )


def test_a_first_payment_above_the_fixed_amount_is_refused() -> None:
    given(ADMITTED).when(pay(100_001, day(4, 2), "POKOK")).then_refused("share.exceeds-fixed")


def test_terms_may_accept_an_excess() -> None:
    given(ADMITTED, pay(100_000, day(4, 2), "LONGGAR")).when(pay(25_000, day(5, 2), "LONGGAR")).then_stands(
        "3-1100", "A-001/LONGGAR", idr(125_000)
    )


def test_a_payment_below_the_minimum_is_refused() -> None:
    given(ADMITTED).when(pay(9_999, day(4, 2))).then_refused(
        "share.below-minimum", "a payment on share account A-001/WAJIB is at least Rp10.000, not Rp9.999"
    )


def test_a_product_of_another_module_takes_no_shares() -> None:
    given(ADMITTED).when(pay(20_000, day(4, 2), "SUKARELA")).then_refused("product.unknown")


def test_an_unknown_box_takes_no_money() -> None:
    command = PayShare(member="A-001", product="WAJIB", on=day(4, 2), amount=idr(20_000), settle="LACI")
    given(ADMITTED).when(command).then_refused("box.unknown")


def test_another_currency_is_refused() -> None:
    command = PayShare(member="A-001", product="WAJIB", on=day(4, 2), amount=Money.from_minor(2_000_000, "EUR"))
    given(ADMITTED).when(command).then_refused("money.currency-mismatch")


@pytest.mark.parametrize("amount", [0, -20_000])
def test_an_amount_is_more_than_zero(amount: int) -> None:
    with pytest.raises(ShareAmountError, match="must be more than zero"):
        pay(amount, day(4, 2))


def test_an_amount_is_money() -> None:
    amount: Any = 20_000
    with pytest.raises(ShareAmountError, match="is not money"):
        PayShare(member="A-001", product="WAJIB", on=day(4, 2), amount=amount)


def test_a_day_has_no_clock() -> None:
    with pytest.raises(ShareInputError, match="must be a day"):
        pay(20_000, datetime(2014, 4, 2))  # noqa: DTZ001  # no zone is part of what is wrong


def test_member_and_product_fit_into_one_number() -> None:
    with pytest.raises(CodeError, match="more than 64 characters"):
        pay(20_000, day(4, 2), member="M" * 60)


def test_an_account_may_be_opened_before_it_is_paid() -> None:
    outcome = given(ADMITTED).when(OpenShare(member="A-001", product="WAJIB", on=day(4, 2)))
    outcome.then_nothing_booked()
    assert outcome.share("A-001/WAJIB").opened_on == day(4, 2)


def test_an_account_is_not_opened_twice() -> None:
    given(ADMITTED, pay(20_000, day(4, 2))).when(OpenShare(member="A-001", product="WAJIB", on=day(4, 3))).then_refused(
        "share.exists", "share account A-001/WAJIB was opened on 2014-04-02"
    )


# -- returning


def test_shares_are_not_returned_to_a_member_who_stays() -> None:
    given(ADMITTED, pay(20_000, day(4, 2))).when(give_back(20_000, day(5, 2), leaving=False)).then_refused(
        "share.returned-on-leaving-only", "shares of product WAJIB are returned on leaving only; A-001/WAJIB is not said to leave"
    )


def test_terms_may_return_shares_freely() -> None:
    outcome = given(ADMITTED, pay(20_000, day(4, 2), "BEBAS")).when(give_back(5_000, day(5, 2), "BEBAS", leaving=False))
    outcome.then_stands("3-1200", "A-001/BEBAS", idr(15_000))


def test_a_free_return_of_everything_does_not_close() -> None:
    returned = given(ADMITTED, pay(20_000, day(4, 2), "BEBAS"), give_back(None, day(5, 2), "BEBAS", leaving=False))
    returned.when(pay(30_000, day(5, 3), "BEBAS")).then_stands("3-1200", "A-001/BEBAS", idr(30_000))


def test_leaving_returns_all_that_is_held() -> None:
    outcome = given(ADMITTED, pay(20_000, day(4, 2)), pay(20_000, day(5, 2))).when(give_back(None, day(6, 1)))
    outcome.then_stands("3-1200", "A-001/WAJIB", idr(0))
    assert outcome.share("A-001/WAJIB").closed_on == day(6, 1)


def test_a_part_returned_on_leaving_does_not_close() -> None:
    outcome = given(ADMITTED, pay(20_000, day(4, 2))).when(give_back(5_000, day(6, 1)))
    outcome.then_stands("3-1200", "A-001/WAJIB", idr(15_000))
    assert outcome.share("A-001/WAJIB").closed_on is None


def test_no_more_is_returned_than_is_held() -> None:
    given(ADMITTED, pay(20_000, day(4, 2))).when(give_back(20_001, day(6, 1))).then_refused(
        "share.overdrawn", "Rp20.001 is more than the Rp20.000 that share account A-001/WAJIB holds from 2014-06-01 on"
    )


def test_a_return_of_an_earlier_day_counts_what_was_held_then() -> None:
    book = given(ADMITTED, pay(20_000, day(4, 2)), pay(20_000, day(5, 2)))
    book.when(give_back(None, day(4, 30))).then_refused("share.overdrawn")


def test_nothing_is_returned_twice() -> None:
    given(ADMITTED, pay(20_000, day(4, 2)), give_back(None, day(6, 1))).when(give_back(None, day(6, 1))).then_refused(
        "share.nothing-to-return", "share account A-001/WAJIB stands at zero"
    )


def test_nothing_is_returned_that_was_never_paid() -> None:
    given(ADMITTED).when(give_back(None, day(6, 1))).then_refused("share.unknown")


def test_after_the_return_nothing_is_paid() -> None:
    given(ADMITTED, pay(20_000, day(4, 2)), give_back(None, day(6, 1))).when(pay(20_000, day(6, 2))).then_refused(
        "share.returned-on-leaving",
        "share account A-001/WAJIB was paid back on leaving on 2014-06-01; it takes payments after a new admission",
    )


def test_after_the_return_nothing_is_paid_for_an_earlier_day() -> None:
    given(ADMITTED, pay(20_000, day(4, 2)), give_back(None, day(6, 1))).when(pay(20_000, day(5, 2))).then_refused(
        "share.returned-on-leaving"
    )


def test_after_a_new_admission_shares_are_paid_again() -> None:
    outcome = given(ADMITTED, pay(20_000, day(4, 2)), give_back(None, day(6, 1)), LEFT, BACK).when(pay(20_000, day(9, 1)))
    outcome.then_stands("3-1200", "A-001/WAJIB", idr(20_000))
    assert outcome.share("A-001/WAJIB").closed_on is None


def test_a_former_member_is_still_paid_what_came_over() -> None:
    former = TakeOverMember(member="A-001", name="Daeng Uji", joined_on=day(1, 5, 2010), status="keluar", on=day(4, 1))
    came = TakeOverShare(member="A-001", product="POKOK", on=day(4, 1), amount=idr(100_000))
    given(CASH, former, came).when(give_back(None, day(4, 20), "POKOK")).then_stands("3-1100", "A-001/POKOK", idr(0))


# -- taking over


def test_shares_of_the_old_books_come_over_with_the_months_paid() -> None:
    command = TakeOverShare(member="A-001", product="WAJIB", on=day(4, 1), amount=idr(240_000), paid_months=24)
    state = given(ADMITTED).when(command).share("A-001/WAJIB")
    assert (state.taken_over_on, state.months_taken_over) == (day(4, 1), 24)


def test_the_old_books_may_stand_above_a_fixed_amount() -> None:
    came = TakeOverShare(member="A-001", product="POKOK", on=day(4, 1), amount=idr(125_000))
    given(ADMITTED).when(came).then_stands("3-1100", "A-001/POKOK", idr(125_000))
    given(ADMITTED, came).when(pay(1, day(4, 2), "POKOK")).then_refused("share.exceeds-fixed")


def test_shares_come_over_once() -> None:
    command = TakeOverShare(member="A-001", product="WAJIB", on=day(4, 1), amount=idr(240_000))
    given(ADMITTED, command).when(command).then_refused("share.exists")


def test_shares_come_over_for_a_known_member_only() -> None:
    given().when(TakeOverShare(member="A-001", product="WAJIB", on=day(4, 1), amount=idr(1))).then_refused("share.member-unknown")


def test_no_movement_comes_before_the_take_over() -> None:
    member = TakeOverMember(member="A-001", name="Daeng Uji", joined_on=day(1, 5, 2010), status="anggota", on=day(4, 1))
    came = TakeOverShare(member="A-001", product="WAJIB", on=day(4, 1), amount=idr(240_000))
    given(member, came).when(pay(20_000, day(3, 31))).then_refused("share.before-take-over")


@pytest.mark.parametrize("months", [-1, 1201, True])
def test_months_paid_are_a_count(months: int) -> None:
    with pytest.raises(ShareInputError, match="must be 0 to 1200"):
        TakeOverShare(member="A-001", product="WAJIB", on=day(4, 1), amount=idr(1), paid_months=months)


# -- salah rekening


def correct_out(amount: int, on: date, product: str = "WAJIB") -> CorrectOut:
    return CorrectOut(member="A-001", product=product, on=on, amount=idr(amount), reason="salah rekening J196")


def correct_in(amount: int, on: date, product: str = "WAJIB") -> CorrectIn:
    return CorrectIn(member="A-001", product=product, on=on, amount=idr(amount), reason="salah rekening J196")


def test_an_amount_is_moved_to_the_right_product() -> None:
    book = given(ADMITTED, pay(20_000, day(4, 2), "LONGGAR"), correct_out(20_000, day(4, 2), "LONGGAR"))
    outcome = book.when(correct_in(20_000, day(4, 2)))
    outcome.then_stands("3-1100", "A-001/LONGGAR", idr(0))
    outcome.then_stands("3-1200", "A-001/WAJIB", idr(20_000))
    assert outcome.book.balance("1-1900") == idr(0)


def test_no_more_is_taken_off_than_is_held() -> None:
    given(ADMITTED, pay(20_000, day(4, 2))).when(correct_out(20_001, day(4, 2))).then_refused("share.overdrawn")


def test_nothing_is_taken_off_an_unknown_account() -> None:
    given(ADMITTED).when(correct_out(20_000, day(4, 2))).then_refused("share.unknown")


def test_a_correction_does_not_lift_a_fixed_share_above_its_amount() -> None:
    given(ADMITTED, pay(100_000, day(4, 2), "POKOK")).when(correct_in(1, day(4, 2), "POKOK")).then_refused("share.exceeds-fixed")


def test_what_belonged_to_a_former_member_is_put_on_and_paid_back() -> None:
    book = given(CASH, ADMITTED, pay(20_000, day(4, 2)), give_back(None, day(6, 1)), LEFT, correct_in(15_000, day(5, 2)))
    outcome = book.when(give_back(None, day(6, 20)))
    outcome.then_stands("3-1200", "A-001/WAJIB", idr(0))
    assert outcome.share("A-001/WAJIB").closed_on == day(6, 20)


def test_a_correction_says_why() -> None:
    with pytest.raises(ShareInputError, match="must not be empty"):
        CorrectIn(member="A-001", product="WAJIB", on=day(4, 2), amount=idr(1), reason=" ")


# -- what the books rely on


def test_payments_may_be_reversed_with_later_ones_standing_but_returns_may_not() -> None:
    assert MODULE.commutes == {"share.paid", "share.corrected-in", "share.billed"}


def test_without_its_first_event_the_account_is_what_the_others_say() -> None:
    book = given(ADMITTED, pay(20_000, day(4, 2)), pay(20_000, day(5, 2))).book
    state = MODULE.evolve(None, book.played[2].event)
    assert (state.no, state.opened_on, state.control) == ("A-001/WAJIB", day(5, 2), "3-1200")
