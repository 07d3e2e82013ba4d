"""What a savings account allows."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from irman_ledger.coop.savings.charging import book_interest, booking_asks, charge_fee, charge_overdraft, correct_rounding
from irman_ledger.coop.savings.commands import (
    AccrueInterest,
    BookInterest,
    ChargeDormancy,
    ChargeFee,
    ChargeOverdraft,
    CloseSavings,
    CorrectIn,
    CorrectOut,
    CorrectRounding,
    Deposit,
    HoldSavings,
    MarkDormant,
    OpenSavings,
    PostInterest,
    ReactivateSavings,
    ReclassifySavings,
    ReleaseHold,
    SavingsCommand,
    TakeOverSavings,
    Withdraw,
)
from irman_ledger.coop.savings.covering import check_covered, lowest_of, owed_on
from irman_ledger.coop.savings.crediting import accrue, interest_asks, post
from irman_ledger.coop.savings.deposit_commands import (
    BreakDeposit,
    DepositCommand,
    InstructDeposit,
    MatureDeposit,
    OpenDeposit,
    PayDepositInterest,
    PayOutDeposit,
    ReceiveTransfer,
    TakeOverDeposit,
)
from irman_ledger.coop.savings.deposit_opening import take_over_deposit
from irman_ledger.coop.savings.deposit_refusals import DepositAccountError, DepositProductError
from irman_ledger.coop.savings.deposits import accrue_deposit, decide_deposit, deposit_asks, open_deposit, receive
from irman_ledger.coop.savings.events import (
    CorrectedIn,
    CorrectedOut,
    Deposited,
    SavingsClosed,
    SavingsEvent,
    SavingsOpened,
    SavingsTakenOver,
    Withdrawn,
)
from irman_ledger.coop.savings.holding import check_not_held, held, hold, release
from irman_ledger.coop.savings.programme_commands import (
    BreakProgramme,
    CancelProgramme,
    OpenProgramme,
    ProgrammeCommand,
    TakeOverProgramme,
)
from irman_ledger.coop.savings.programme_refusals import ProgrammeProductError
from irman_ledger.coop.savings.programmes import (
    break_off,
    cancel,
    check_deposit,
    check_withdrawal,
    open_programme,
    programme_asks,
    take_over_programme,
)
from irman_ledger.coop.savings.reclassifying import reclass_asks, reclassify
from irman_ledger.coop.savings.refusals import (
    BeforeOpeningError,
    BelowMinimumBalanceError,
    BelowMinimumDepositError,
    ClosingAmountError,
    MovedAfterClosingError,
    NotEmptyError,
    SavingsClosedError,
    SavingsExistsError,
    StatusNotServedError,
    StillHeldError,
    UnknownSavingsError,
)
from irman_ledger.coop.savings.sleeping import check_awake, decide_dormancy, dormancy_asks, waking_asks
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.coop.savings.terms import SavingsTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalancesOf, Facts, MovementsOf, Standing
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError

_ON_SAVINGS = (Deposit, Withdraw, CorrectOut, CorrectIn, PostInterest, CloseSavings, ReceiveTransfer, CancelProgramme, BreakProgramme)
"""What a term deposit does not take."""


def consult(command: SavingsCommand | DepositCommand | ProgrammeCommand, state: SavingsState | None, bylaws: Bylaws) -> tuple[Ask, ...]:
    """What must be known before deciding; nothing for a deposit, the most frequent command of all."""
    match command:
        case Deposit():
            return () if state is None or state.programme is None else (MovementsOf(_subject(state)),)
        case CorrectIn() | OpenSavings() | TakeOverSavings() | ReleaseHold():
            return ()
        case Withdraw():
            return _withdrawal_asks(command, state)
        case CorrectOut() | ChargeFee() | ChargeOverdraft() | CorrectRounding() | HoldSavings():
            return () if state is None else (lowest_of(state, command.on),)
        case AccrueInterest() | PostInterest():
            if state is not None and state.placement is not None:
                return (MovementsOf(_subject(state)),)
            return () if state is None else interest_asks(command, state, bylaws)
        case BookInterest():
            return () if state is None else booking_asks(command, state, _terms(state.product, bylaws))
        case MarkDormant() | ChargeDormancy() | ReactivateSavings():
            return () if state is None else dormancy_asks(command, state, bylaws)
        case ReclassifySavings():
            return () if state is None else reclass_asks(command, state)
        case CloseSavings():
            return () if state is None else (MovementsOf(_subject(state)),)
        case (
            OpenDeposit()
            | TakeOverDeposit()
            | InstructDeposit()
            | PayDepositInterest()
            | MatureDeposit()
            | BreakDeposit()
            | PayOutDeposit()
            | ReceiveTransfer()
        ):
            return deposit_asks(command, state)
        case OpenProgramme() | TakeOverProgramme() | CancelProgramme() | BreakProgramme():
            return programme_asks(command, state)
        case _:
            assert_never(command)


def decide(
    command: SavingsCommand | DepositCommand | ProgrammeCommand, state: SavingsState | None, facts: Facts, bylaws: Bylaws
) -> SavingsEvent:
    """The event, or a refusal."""
    if isinstance(command, _ON_SAVINGS) and state is not None and state.placement is not None:
        raise DepositAccountError(field="account", account=state.no)
    match command:
        case Deposit():
            return _deposit(command, state, facts, bylaws)
        case Withdraw():
            return _withdraw(command, state, facts, bylaws)
        case CorrectOut():
            return _correct_out(command, state, facts, bylaws)
        case CorrectIn():
            return _correct_in(command, state, facts)
        case OpenSavings():
            return _open(command, state, facts, bylaws)
        case TakeOverSavings():
            return _take_over(command, state, facts, bylaws)
        case AccrueInterest():
            state = _movable(command.account, command.on, state)
            return (accrue if state.placement is None else accrue_deposit)(command, state, _standing(state.member, facts), facts, bylaws)
        case PostInterest():
            state = _movable(command.account, command.on, state)
            return post(command, state, _standing(state.member, facts), facts, bylaws)
        case ChargeFee() | ChargeOverdraft() | BookInterest() | CorrectRounding():
            return _charge(command, state, facts, bylaws)
        case HoldSavings():
            return _hold(command, state, facts, bylaws)
        case ReleaseHold():
            return release(command, _movable(command.account, command.on, state))
        case ReclassifySavings() | MarkDormant() | ChargeDormancy() | ReactivateSavings():
            return _change(command, state, facts, bylaws)
        case CloseSavings():
            return _close(command, state, facts, bylaws)
        case OpenDeposit() | TakeOverDeposit():
            return _place(command, state, facts, bylaws)
        case InstructDeposit() | PayDepositInterest() | MatureDeposit() | BreakDeposit() | PayOutDeposit():
            state = _movable(command.deposit, command.on, state)
            return decide_deposit(command, state, _standing(state.member, facts), facts, bylaws)
        case ReceiveTransfer():
            return receive(command, _movable(command.account, command.on, state), facts, bylaws)
        case OpenProgramme() | TakeOverProgramme():
            return _open_programme(command, state, facts, bylaws)
        case CancelProgramme():
            return cancel(command, _movable(command.account, command.on, state), facts, bylaws)
        case BreakProgramme():
            return break_off(command, _movable(command.account, command.on, state), facts, bylaws)
        case _:
            assert_never(command)


def _change(
    command: ReclassifySavings | MarkDormant | ChargeDormancy | ReactivateSavings, state: SavingsState | None, facts: Facts, bylaws: Bylaws
) -> SavingsEvent:
    state = _movable(command.account, command.on, state)
    if isinstance(command, ReclassifySavings):
        return reclassify(command, state, _standing(state.member, facts), facts, bylaws)
    return decide_dormancy(command, state, facts, bylaws)


def _hold(command: HoldSavings, state: SavingsState | None, facts: Facts, bylaws: Bylaws) -> SavingsEvent:
    state = _movable(command.account, command.on, state)
    _check_currency(command.amount, facts)
    return hold(command, state, facts, bylaws)


def _place(command: OpenDeposit | TakeOverDeposit, state: SavingsState | None, facts: Facts, bylaws: Bylaws) -> SavingsEvent:
    _check_new(command.deposit, state)
    _check_currency(command.amount, facts)
    standing = _standing(command.member, facts)
    if isinstance(command, OpenDeposit):
        return open_deposit(command, standing, facts, bylaws)
    return take_over_deposit(command, standing, facts, bylaws)


def _open_programme(command: OpenProgramme | TakeOverProgramme, state: SavingsState | None, facts: Facts, bylaws: Bylaws) -> SavingsEvent:
    _check_new(command.account, state)
    _check_currency(command.amount, facts)
    standing = _standing(command.member, facts)
    if isinstance(command, OpenProgramme):
        return open_programme(command, standing, facts, bylaws)
    return take_over_programme(command, standing, facts, bylaws)


def _deposit(command: Deposit, state: SavingsState | None, facts: Facts, bylaws: Bylaws) -> Deposited:
    state = _movable(command.account, command.on, state)
    _check_currency(command.amount, facts)
    minimum = _terms(state.product, bylaws).minimum_deposit
    if minimum is not None and command.amount < minimum:
        raise BelowMinimumDepositError(field="amount", account=state.no, amount=command.amount, minimum=minimum)
    check_deposit(command, state, facts, bylaws)
    box, is_set_off = "" if command.is_set_off else bylaws.box(command.settle).code, command.is_set_off
    return Deposited(account=state.no, on=command.on, amount=command.amount, control=state.control, box=box, is_set_off=is_set_off)


def _withdraw(command: Withdraw, state: SavingsState | None, facts: Facts, bylaws: Bylaws) -> Withdrawn:
    state = _movable(command.account, command.on, state)
    _check_currency(command.amount, facts)
    check_withdrawal(command.on, state)
    check_awake(command.on, state, facts, bylaws)
    lowest = check_covered(command.amount, command.on, state, facts, bylaws)
    check_not_held(command, state, lowest, bylaws)
    minimum = _terms(state.product, bylaws).minimum_balance
    if command.closing:
        balance = -facts.balance(state.control, _subject(state))
        if command.amount != balance:
            raise ClosingAmountError(field="amount", account=state.no, amount=command.amount, balance=balance)
    elif minimum is not None and lowest - command.amount < minimum:
        available = max(lowest - minimum, Money.zero(facts.currency))
        raise BelowMinimumBalanceError(
            field="amount", account=state.no, amount=command.amount, minimum=minimum, available=available, on=command.on
        )
    box = bylaws.box(command.settle).code
    return Withdrawn(account=state.no, on=command.on, amount=command.amount, control=state.control, box=box)


def _correct_out(command: CorrectOut, state: SavingsState | None, facts: Facts, bylaws: Bylaws) -> CorrectedOut:
    # The product's minimum balance binds the saver, not the office that puts a mistake right.
    state = _movable(command.account, command.on, state)
    _check_currency(command.amount, facts)
    check_covered(command.amount, command.on, state, facts, bylaws)
    return CorrectedOut(account=state.no, on=command.on, amount=command.amount, control=state.control, reason=command.reason)


def _correct_in(command: CorrectIn, state: SavingsState | None, facts: Facts) -> CorrectedIn:
    state = _movable(command.account, command.on, state)
    _check_currency(command.amount, facts)
    return CorrectedIn(account=state.no, on=command.on, amount=command.amount, control=state.control, reason=command.reason)


def _charge(
    command: ChargeFee | ChargeOverdraft | BookInterest | CorrectRounding, state: SavingsState | None, facts: Facts, bylaws: Bylaws
) -> SavingsEvent:
    state = _movable(command.account, command.on, state)
    _check_currency(command.amount, facts)
    terms = _terms(state.product, bylaws)
    match command:
        case ChargeFee():
            return charge_fee(command, state, _standing(state.member, facts), terms, facts, bylaws)
        case ChargeOverdraft():
            return charge_overdraft(command, state, _standing(state.member, facts), terms, facts, bylaws)
        case BookInterest():
            return book_interest(command, state, _standing(state.member, facts), terms, facts, bylaws)
        case CorrectRounding():
            return correct_rounding(command, state, terms, facts, bylaws)
        case _:
            assert_never(command)


def _open(command: OpenSavings, state: SavingsState | None, facts: Facts, bylaws: Bylaws) -> SavingsOpened:
    _check_new(command.account, state)
    standing = _standing(command.member, facts)
    terms = _of_accounts(command.product, bylaws)
    if standing.status not in terms.statuses:
        raise StatusNotServedError(field="member", product=command.product, member=command.member, status=standing.status, on=command.on)
    return SavingsOpened(
        account=command.account,
        member=command.member,
        product=command.product,
        control=terms.controls[standing.status],
        status=standing.status,
        on=command.on,
    )


def _take_over(command: TakeOverSavings, state: SavingsState | None, facts: Facts, bylaws: Bylaws) -> SavingsTakenOver:
    _check_new(command.account, state)
    _check_currency(command.amount, facts)
    standing = _standing(command.member, facts)
    # What the old books owe a saver comes over whoever he is, as long as there is an account to book it on.
    control = _of_accounts(command.product, bylaws).controls.get(standing.status)
    if control is None:
        raise StatusNotServedError(field="member", product=command.product, member=command.member, status=standing.status, on=command.on)
    return SavingsTakenOver(
        account=command.account,
        member=command.member,
        product=command.product,
        control=control,
        status=standing.status,
        opened_on=command.opened_on,
        amount=command.amount,
        last_accrued_on=command.last_accrued_on,
        on=command.on,
    )


def _close(command: CloseSavings, state: SavingsState | None, facts: Facts, bylaws: Bylaws) -> SavingsClosed:
    state = _movable(command.account, command.on, state)
    if state.holds:
        raise StillHeldError(field="account", account=state.no, held=held(state, facts.currency))
    movements = facts.movements(_subject(state))
    for control in sorted(owed_on(state, bylaws)):
        rest = Money.total((movement.amount for movement in movements if movement.account == control), facts.currency)
        if rest:
            raise NotEmptyError(field="account", account=state.no, balance=-rest, control=control)
    if movements and movements[-1].value_on > command.on:
        raise MovedAfterClosingError(field="on", account=state.no, last_on=movements[-1].value_on, on=command.on)
    return SavingsClosed(account=state.no, on=command.on)


def _movable(account: str, on: date, state: SavingsState | None) -> SavingsState:
    if state is None:
        raise UnknownSavingsError(field="account", account=account, subject=account)
    if state.closed_on is not None:
        raise SavingsClosedError(field="account", account=account, closed_on=state.closed_on)
    if on < state.moves_from:
        raise BeforeOpeningError(field="on", account=account, moves_from=state.moves_from, on=on)
    return state


def _check_new(account: str, state: SavingsState | None) -> None:
    if state is not None:
        raise SavingsExistsError(field="account", account=account, opened_on=state.opened_on)


def _check_currency(amount: Money, facts: Facts) -> None:
    if amount.currency != facts.currency:
        raise CurrencyMismatchError(field="amount", left=facts.currency, right=amount.currency, value=amount)


def _standing(member: str, facts: Facts) -> Standing:
    if facts.standing is None:
        raise UnknownSubjectError(field="member", subject=member)
    return facts.standing


def _terms(product: str, bylaws: Bylaws) -> SavingsTerms:
    return bylaws.terms(product, "savings", parse)


def _of_accounts(product: str, bylaws: Bylaws) -> SavingsTerms:
    terms = _terms(product, bylaws)
    if terms.deposit is not None:
        raise DepositProductError(field="product", product=product)
    if terms.programme is not None:
        raise ProgrammeProductError(field="product", product=product)
    return terms


def _withdrawal_asks(command: Withdraw, state: SavingsState | None) -> tuple[Ask, ...]:
    if state is None:
        return ()
    asks = (lowest_of(state, command.on), *waking_asks(state))
    return (*asks, BalancesOf(_subject(state))) if command.closing else asks


def _subject(state: SavingsState) -> Subject:
    return Subject("savings", state.no)
