"""What a command on foreclosed collateral becomes."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.seized.commands import KeepSeized, PaySurplus, SeizedCommand, SellSeized, TakeCollateral, TakeOverSeized, ValueSeized
from irman_ledger.coop.seized.events import (
    CollateralTaken,
    SeizedEvent,
    SeizedKept,
    SeizedSold,
    SeizedTakenOver,
    SeizedValued,
    SurplusPaid,
)
from irman_ledger.coop.seized.refusals import BeforeLastSeizedError, NoSurplusError, SeizedExistsError, SeizedGoneError
from irman_ledger.coop.seized.state import SeizedState
from irman_ledger.coop.seized.terms import seized_policy
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalancesOf, Exists, Facts
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


def consult(command: SeizedCommand, state: SeizedState | None, bylaws: Bylaws) -> tuple[Ask, ...]:  # noqa: ARG001  # the protocol
    """What must be known: whether the member is in the book; what it stands at."""
    match command:
        case TakeCollateral() | TakeOverSeized():
            return (Exists(Subject("member", command.member)),)
        case ValueSeized() | SellSeized():
            return (BalancesOf(Subject("seized", command.seized)),)
        case KeepSeized() | PaySurplus():
            return ()
        case _:
            assert_never(command)


def decide(command: SeizedCommand, state: SeizedState | None, facts: Facts, bylaws: Bylaws) -> SeizedEvent:
    """The event, or a refusal."""
    match command:
        case TakeCollateral():
            return _take(command, state, facts, bylaws)
        case TakeOverSeized():
            return _take_over(command, state, facts, bylaws)
        case ValueSeized():
            return _value(command, state, facts, bylaws)
        case KeepSeized():
            return _keep(command, state, facts, bylaws)
        case SellSeized():
            return _sell(command, state, facts, bylaws)
        case PaySurplus():
            return _pay_surplus(command, state, bylaws)
        case _:
            assert_never(command)


def _take(command: TakeCollateral, state: SeizedState | None, facts: Facts, bylaws: Bylaws) -> CollateralTaken:
    policy = seized_policy(bylaws)
    _check_new(command, state, facts)
    _check_currency("value", command.value, facts)
    return CollateralTaken(
        seized=command.seized,
        member=command.member,
        loan=command.loan,
        collateral=command.collateral,
        description=command.description,
        on=command.on,
        value=command.value,
        settled=command.settled,
        account=policy.account,
        surplus=policy.surplus if command.settled < command.value else None,
    )


def _take_over(command: TakeOverSeized, state: SeizedState | None, facts: Facts, bylaws: Bylaws) -> SeizedTakenOver:
    policy = seized_policy(bylaws)
    _check_new(command, state, facts)
    _check_currency("cost", command.cost, facts)
    return SeizedTakenOver(
        seized=command.seized,
        member=command.member,
        description=command.description,
        on=command.on,
        cost=command.cost,
        carrying=command.carrying,
        account=policy.account,
        takeover=bylaws.role("takeover"),
    )


def _value(command: ValueSeized, state: SeizedState | None, facts: Facts, bylaws: Bylaws) -> SeizedValued:
    policy, found = seized_policy(bylaws), _held(command, state)
    _check_currency("value", command.value, facts)
    nothing = Money.zero(facts.currency)
    costs = nothing if command.selling_costs is None else command.selling_costs
    _check_currency("selling_costs", costs, facts)
    before = facts.balance(found.account, Subject("seized", found.no))
    carrying = min(found.cost, max(command.value - costs, nothing))
    result = None if carrying == before else policy.write_down if carrying < before else policy.recovery
    return SeizedValued(
        seized=found.no,
        on=command.on,
        value=command.value,
        selling_costs=costs,
        before=before,
        carrying=carrying,
        account=found.account,
        result=result,
    )


def _keep(command: KeepSeized, state: SeizedState | None, facts: Facts, bylaws: Bylaws) -> SeizedKept:
    policy, found = seized_policy(bylaws), _held(command, state)
    _check_currency("amount", command.amount, facts)
    return SeizedKept(
        seized=found.no,
        on=command.on,
        amount=command.amount,
        purpose=command.purpose,
        expense=policy.keeping,
        box=bylaws.box(command.settle).code,
    )


def _sell(command: SellSeized, state: SeizedState | None, facts: Facts, bylaws: Bylaws) -> SeizedSold:
    policy, found = seized_policy(bylaws), _held(command, state)
    _check_currency("proceeds", command.proceeds, facts)
    carrying = facts.balance(found.account, Subject("seized", found.no))
    result = None if command.proceeds == carrying else policy.gain if command.proceeds > carrying else policy.loss
    return SeizedSold(
        seized=found.no,
        on=command.on,
        way=command.way,
        proceeds=command.proceeds,
        carrying=carrying,
        account=found.account,
        result=result,
        box=bylaws.box(command.settle).code,
    )


def _pay_surplus(command: PaySurplus, state: SeizedState | None, bylaws: Bylaws) -> SurplusPaid:
    found = _known(command, state)
    if found.surplus is None or found.surplus_account is None:
        raise NoSurplusError(field="seized", seized=found.no)
    box = bylaws.box(command.settle).code
    return SurplusPaid(seized=found.no, member=found.member, on=command.on, amount=found.surplus, surplus=found.surplus_account, box=box)


def _check_new(command: TakeCollateral | TakeOverSeized, state: SeizedState | None, facts: Facts) -> None:
    if state is not None:
        raise SeizedExistsError(field="seized", seized=command.seized)
    if not facts.exists(Subject("member", command.member)):
        raise UnknownSubjectError(field="member", subject=command.member)


def _known(command: ValueSeized | KeepSeized | SellSeized | PaySurplus, state: SeizedState | None) -> SeizedState:
    """What is in the book, and was not changed later."""
    if state is None:
        raise UnknownSubjectError(field="seized", subject=command.seized)
    if command.on < state.last_on:
        raise BeforeLastSeizedError(field="on", seized=state.no, last_on=state.last_on, on=command.on)
    return state


def _held(command: ValueSeized | KeepSeized | SellSeized, state: SeizedState | None) -> SeizedState:
    """What is neither sold nor bought back."""
    if state is not None and state.closed_on is not None:
        raise SeizedGoneError(field="seized", seized=state.no, gone_on=state.closed_on)
    return _known(command, state)


def _check_currency(field: str, amount: Money, facts: Facts) -> None:
    if amount.currency != facts.currency:
        raise CurrencyMismatchError(field=field, left=facts.currency, right=amount.currency)
