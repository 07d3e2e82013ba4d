"""What programmed savings allow: the monthly amount goes in, nothing comes out before its time unless the programme ends."""

from __future__ import annotations

from datetime import date

from irman_ledger.coop.savings.commands import Deposit
from irman_ledger.coop.savings.covering import controls_of
from irman_ledger.coop.savings.deposits import check_pay_to
from irman_ledger.coop.savings.interest_terms import interest_accounts
from irman_ledger.coop.savings.programme import Programme, ProgrammePolicy
from irman_ledger.coop.savings.programme_commands import (
    BreakProgramme,
    CancelProgramme,
    OpenProgramme,
    ProgrammeCommand,
    TakeOverProgramme,
)
from irman_ledger.coop.savings.programme_events import ProgrammeBroken, ProgrammeCancelled, ProgrammeOpened, ProgrammeTakenOver
from irman_ledger.coop.savings.programme_refusals import (
    NotMissedError,
    NotProgrammeError,
    ProgrammeAmountError,
    ProgrammeEndedError,
    ProgrammeProductError,
    ProgrammeRunningError,
)
from irman_ledger.coop.savings.refusals import StatusNotServedError
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.coop.savings.terms import SavingsTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalancesOf, Facts, HoldingsOf, MovementsOf, Standing
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.rounding import HALF_UP
from irman_ledger.core.subject import Subject, subject_of


def programme_asks(command: ProgrammeCommand, state: SavingsState | None) -> tuple[Ask, ...]:
    """What must be known before a programme is decided on."""
    if isinstance(command, OpenProgramme | TakeOverProgramme):
        return () if command.pay_to is None else (HoldingsOf(command.member),)
    if state is None:
        return ()
    asks: tuple[Ask, ...] = (MovementsOf(_subject(state)), BalancesOf(_subject(state)))
    return (*asks, HoldingsOf(state.member)) if isinstance(command, CancelProgramme) else asks


def open_programme(command: OpenProgramme, standing: Standing, facts: Facts, bylaws: Bylaws) -> ProgrammeOpened:
    """An account with a programme, on which nothing stands yet."""
    terms: SavingsTerms = bylaws.terms(command.product, "savings", parse)
    if terms.programme is None:
        raise ProgrammeProductError(field="product", product=command.product)
    if standing.status not in terms.statuses:
        raise StatusNotServedError(field="member", product=command.product, member=command.member, status=standing.status, on=command.on)
    check_pay_to(command.pay_to, command.member, facts, bylaws)
    return ProgrammeOpened(
        account=command.account,
        member=command.member,
        product=command.product,
        control=terms.controls[standing.status],
        status=standing.status,
        on=command.on,
        programme=Programme(amount=command.amount, months=command.months, begins_on=command.on, pay_to=command.pay_to),
    )


def take_over_programme(command: TakeOverProgramme, standing: Standing, facts: Facts, bylaws: Bylaws) -> ProgrammeTakenOver:
    """A programme of the old books, with the months that were paid there."""
    terms: SavingsTerms = bylaws.terms(command.product, "savings", parse)
    if terms.programme is None:
        raise ProgrammeProductError(field="product", product=command.product)
    # What the old books owe a saver comes over whoever he is, as long as there is an account to book it on.
    control = terms.controls.get(standing.status)
    if control is None:
        raise StatusNotServedError(field="member", product=command.product, member=command.member, status=standing.status, on=command.on)
    for field, amount in (("balance", command.balance), ("interest", command.interest)):
        if amount.currency != facts.currency:
            raise CurrencyMismatchError(field=field, left=facts.currency, right=amount.currency, value=amount)
    paid, total = command.balance - command.interest, command.amount * command.months
    if paid.minor % command.amount.minor or not 0 <= paid.minor <= total.minor:
        raise ProgrammeAmountError(field="balance", account=command.account, monthly=command.amount, left=total, amount=paid)
    check_pay_to(command.pay_to, command.member, facts, bylaws)
    return ProgrammeTakenOver(
        account=command.account,
        member=command.member,
        product=command.product,
        control=control,
        status=standing.status,
        on=command.on,
        balance=command.balance,
        last_accrued_on=command.last_accrued_on,
        programme=Programme(
            amount=command.amount,
            months=command.months,
            begins_on=command.begins_on,
            pay_to=command.pay_to,
            interest_before=command.interest,
        ),
    )


def cancel(command: CancelProgramme, state: SavingsState, facts: Facts, bylaws: Bylaws) -> ProgrammeCancelled:
    """The end of a programme for missed months."""
    programme, policy = _running(state, command.on), _policy(state, bylaws)
    missed = programme.missed(command.on, _paid(programme, state, facts, bylaws))
    if missed < policy.missed_max:
        raise NotMissedError(field="account", account=state.no, missed=missed, missed_max=policy.missed_max)
    pay_to = programme.pay_to if policy.is_moved else None
    check_pay_to(pay_to, state.member, facts, bylaws)
    moved = Money.zero(facts.currency) if pay_to is None else -facts.balance(state.control, _subject(state))
    return ProgrammeCancelled(account=state.no, on=command.on, missed=missed, moved=moved, control=state.control, pay_to=pay_to)


def break_off(command: BreakProgramme, state: SavingsState, facts: Facts, bylaws: Bylaws) -> ProgrammeBroken:
    """The end of a programme because the member wants it."""
    _running(state, command.on)
    policy = _policy(state, bylaws)
    balance = -facts.balance(state.control, _subject(state))
    penalty = balance.times(policy.penalty, step=Money.parse("1", facts.currency), mode=HALF_UP)
    return ProgrammeBroken(
        account=state.no, on=command.on, penalty=penalty, control=state.control, income=policy.income if penalty else None
    )


def check_deposit(command: Deposit, state: SavingsState, facts: Facts, bylaws: Bylaws) -> None:
    """A running programme takes its monthly amount, or several of them, until it is complete."""
    programme = state.programme
    if programme is None or not programme.runs(command.on):
        return
    left = programme.amount.minor * programme.months - _paid(programme, state, facts, bylaws).minor
    if command.amount.minor % programme.amount.minor or command.amount.minor > left:
        rest = Money.zero(facts.currency) if left < 0 else Money(left, facts.currency)
        raise ProgrammeAmountError(field="amount", account=state.no, monthly=programme.amount, left=rest, amount=command.amount)


def check_withdrawal(on: date, state: SavingsState) -> None:
    """Nothing is withdrawn from a running programme."""
    if state.programme is not None and state.programme.runs(on):
        raise ProgrammeRunningError(field="account", account=state.no, matures_on=state.programme.matures_on, on=on)


def _paid(programme: Programme, state: SavingsState, facts: Facts, bylaws: Bylaws) -> Money:
    return programme.paid(facts.movements(_subject(state)), controls_of(state, bylaws), interest_accounts(bylaws))


def _running(state: SavingsState, on: date) -> Programme:
    programme = state.programme
    if programme is None:
        raise NotProgrammeError(field="account", account=state.no)
    if not programme.runs(on):
        raise ProgrammeEndedError(field="account", account=state.no, ended_on=programme.ended_on or programme.matures_on)
    return programme


def _policy(state: SavingsState, bylaws: Bylaws) -> ProgrammePolicy:
    terms: SavingsTerms = bylaws.terms(state.product, "savings", parse)
    if terms.programme is None:
        raise ProgrammeProductError(field="product", product=state.product)
    return terms.programme


def _subject(state: SavingsState) -> Subject:
    return subject_of("savings", state.no)
