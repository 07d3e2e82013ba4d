"""Commands of term deposits and programmed savings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.savings import (
    BreakDeposit,
    BreakProgramme,
    CancelProgramme,
    InstructDeposit,
    MatureDeposit,
    OpenDeposit,
    OpenProgramme,
    PayDepositInterest,
    PayOutDeposit,
    ReceiveTransfer,
    TakeOverDeposit,
    TakeOverProgramme,
)
from irman_ledger.coop.savings.placement import PAYMENTS, ROLLOVERS, Payment
from irman_ledger.core.calendar import Month
from irman_ledger.core.rate import Rate
from irman_ledger.testing.strategies.draws import Maker, box_in, day, new_no, often, pick, sen
from irman_ledger.testing.strategies.situation import Situation


def _open(draw: DrawFn, situation: Situation) -> OpenDeposit:
    product = pick(draw, situation.deposit_products())
    policy = situation.deposit_policy(product)
    member = pick(draw, situation.members())
    payment: Payment = pick(draw, PAYMENTS)
    least = 0 if policy.minimum is None else policy.minimum.minor
    return OpenDeposit(
        deposit=new_no(situation, "savings", "SB-"),
        member=member,
        product=product,
        on=day(draw, situation),
        amount=situation.money(least + sen(draw, 100_000_000)),
        months=pick(draw, sorted(policy.offers)[:2]),
        payment=payment,
        rollover=pick(draw, ROLLOVERS if payment == "at-maturity" else ROLLOVERS[:2]),
        pay_to=_pay_to(draw, situation, member),
        settle=box_in(draw, situation),
    )


def _take_over(draw: DrawFn, situation: Situation) -> TakeOverDeposit:
    on, member = day(draw, situation), pick(draw, situation.members())
    placed_on, months = on - timedelta(days=draw(st.integers(0, 100))), pick(draw, [1, 3, 6])
    is_renewed = not often(draw) and Month.of(placed_on).plus(months).last_day <= on
    ends_in = Month.of(placed_on).plus(2 * months if is_renewed else months)
    due_on = ends_in.first_day.replace(day=min(placed_on.day, ends_in.last_day.day))
    payment: Payment = pick(draw, PAYMENTS)
    # 100,000 sen at least, so that both parts of the interest are less than a month of 12 %.
    paid = draw(st.integers(0, 250)) if payment == "monthly" else 0
    return TakeOverDeposit(
        deposit=new_no(situation, "savings", "SB-"),
        member=member,
        product=pick(draw, situation.deposit_products()),
        on=on,
        placed_on=placed_on,
        due_on=due_on,
        months=months,
        rate=Rate.parse("12%/year"),
        amount=situation.money(100_000 + sen(draw, 100_000_000)),
        interest_paid=situation.money(paid),
        interest_accrued=situation.money(draw(st.integers(0, 250))),
        payment=payment,
        rollover="none" if due_on < on else pick(draw, ROLLOVERS if payment == "at-maturity" else ROLLOVERS[:2]),
        pay_to=_pay_to(draw, situation, member),
    )


def _pay_to(draw: DrawFn, situation: Situation, member: str) -> str | None:
    own = [state.no for state in situation.accounts() if state.member == member and state.programme is None]
    return pick(draw, own) if own and often(draw) else None


def _instruct(draw: DrawFn, situation: Situation) -> InstructDeposit:
    state = _running(draw, situation)
    rollovers = ROLLOVERS if state.placement.payment == "at-maturity" else ROLLOVERS[:2]
    pay_to = _pay_to(draw, situation, state.member)
    return InstructDeposit(deposit=state.no, on=day(draw, situation, state.moves_from), rollover=pick(draw, rollovers), pay_to=pay_to)


def _pay(draw: DrawFn, situation: Situation) -> PayDepositInterest:
    state = pick(draw, situation.owing_deposits() or situation.deposits())
    return PayDepositInterest(deposit=state.no, on=situation.today, settle=situation.box_that_can_pay(state.placement.principal.minor))


def _mature(draw: DrawFn, situation: Situation) -> MatureDeposit:
    return MatureDeposit(deposit=pick(draw, situation.matured_deposits() or situation.deposits()).no, on=situation.today)


def _break(draw: DrawFn, situation: Situation) -> BreakDeposit:
    state = _running(draw, situation)
    return BreakDeposit(deposit=state.no, on=day(draw, situation, state.moves_from))


def _pay_out(draw: DrawFn, situation: Situation) -> PayOutDeposit:
    state = pick(draw, situation.ended_deposits() or situation.deposits())
    settle = situation.box_that_can_pay(situation.saved(state))
    return PayOutDeposit(deposit=state.no, on=situation.today, pay_to=_pay_to(draw, situation, state.member), settle=settle)


def _receive(draw: DrawFn, situation: Situation) -> ReceiveTransfer:
    waiting = situation.transfers_to()
    state = pick(draw, [one for one in situation.accounts() if one.no in waiting] or situation.accounts())
    return ReceiveTransfer(account=state.no, on=situation.today)


def _open_programme(draw: DrawFn, situation: Situation) -> OpenProgramme:
    member = pick(draw, situation.members())
    return OpenProgramme(
        account=new_no(situation, "savings", "SP-"),
        member=member,
        product=pick(draw, situation.programme_products()),
        on=day(draw, situation),
        amount=situation.money(pick(draw, [5_000_000, 10_000_000])),
        months=pick(draw, [6, 36]),
        pay_to=_pay_to(draw, situation, member),
    )


def _take_over_programme(draw: DrawFn, situation: Situation) -> TakeOverProgramme:
    on, member, months = day(draw, situation), pick(draw, situation.members()), pick(draw, [6, 36])
    begins_on, amount, interest = on - timedelta(days=draw(st.integers(0, 200))), 5_000_000, draw(st.integers(-500, 5_000))
    paid = draw(st.integers(1, months))
    return TakeOverProgramme(
        account=new_no(situation, "savings", "SP-"),
        member=member,
        product=pick(draw, situation.programme_products()),
        on=on,
        begins_on=begins_on,
        amount=situation.money(amount),
        months=months,
        balance=situation.money(amount * paid + interest),
        interest=situation.money(interest),
        last_accrued_on=pick(draw, [None, begins_on, on]),
        pay_to=_pay_to(draw, situation, member),
    )


def _cancel_programme(draw: DrawFn, situation: Situation) -> CancelProgramme:
    return CancelProgramme(account=pick(draw, situation.missed_programmes() or situation.programmes()).no, on=situation.today)


def _break_programme(draw: DrawFn, situation: Situation) -> BreakProgramme:
    return BreakProgramme(account=pick(draw, situation.programmes()).no, on=situation.today)


def _running(draw: DrawFn, situation: Situation) -> Any:
    running = [state for state in situation.deposits() if state.placement.ended_on is None]
    return pick(draw, running or situation.deposits())


def _has_deposits(situation: Situation) -> bool:
    return bool(situation.deposits())


DEPOSITING: dict[str, Maker] = {
    OpenDeposit.kind: Maker(lambda situation: bool(situation.members()) and bool(situation.deposit_products()), _open),
    TakeOverDeposit.kind: Maker(
        lambda situation: bool(situation.members()) and bool(situation.deposit_products()) and situation.has_role("takeover"), _take_over
    ),
    InstructDeposit.kind: Maker(_has_deposits, _instruct),
    PayDepositInterest.kind: Maker(_has_deposits, _pay),
    MatureDeposit.kind: Maker(_has_deposits, _mature),
    BreakDeposit.kind: Maker(_has_deposits, _break),
    PayOutDeposit.kind: Maker(_has_deposits, _pay_out),
    OpenProgramme.kind: Maker(lambda situation: bool(situation.members()) and bool(situation.programme_products()), _open_programme),
    TakeOverProgramme.kind: Maker(
        lambda situation: bool(situation.members()) and bool(situation.programme_products()) and situation.has_role("takeover"),
        _take_over_programme,
    ),
    CancelProgramme.kind: Maker(lambda situation: bool(situation.programmes()), _cancel_programme),
    BreakProgramme.kind: Maker(lambda situation: bool(situation.programmes()), _break_programme),
    ReceiveTransfer.kind: Maker(lambda situation: bool(situation.accounts()) and situation.has_role("savings_transfer"), _receive),
}
