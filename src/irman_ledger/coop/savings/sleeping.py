"""When an account is passive, and what that comes to: nothing of it is kept but the marks, so that a reversed deposit wakes nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from irman_ledger.coop.savings.covering import lowest_of
from irman_ledger.coop.savings.dormancy import (
    ChargeDormancy,
    DormancyCharged,
    DormancyCommand,
    DormancyEvent,
    DormancyPolicy,
    MarkDormant,
    ReactivateSavings,
    SavingsDormant,
    SavingsReactivated,
)
from irman_ledger.coop.savings.events import Deposited, Withdrawn
from irman_ledger.coop.savings.holding import held
from irman_ledger.coop.savings.interest_terms import InterestPolicy
from irman_ledger.coop.savings.refusals import (
    AlreadyDormantError,
    DormancyChargedError,
    DormantError,
    NoDormancyError,
    NotDormantError,
    NothingToChargeError,
    NotPeriodEndError,
    NotQuietError,
)
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.coop.savings.terms import SavingsTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Ask, Facts, FirstOf
from irman_ledger.core.subject import Subject

ACTS: Final = (Deposited.kind, SavingsReactivated.kind, Withdrawn.kind)
"""The kinds of event that are the member's own doing."""
_DAY: Final = timedelta(1)


def dormancy_asks(command: DormancyCommand, state: SavingsState, bylaws: Bylaws) -> tuple[Ask, ...]:
    """What the member did since the days that matter."""
    match command:
        case MarkDormant():
            policy = _of(state, bylaws)
            since = () if policy is None else (_act(state, quiet_since(command.on, policy)),)
            return (*since, *waking_asks(state))
        case ChargeDormancy():
            return (*sleeping_asks(state), lowest_of(state, command.on))
        case ReactivateSavings():
            return waking_asks(state)


def waking_asks(state: SavingsState) -> tuple[Ask, ...]:
    """Whether the member did something since the account was found passive; nothing to ask of one that never was."""
    return sleeping_asks(state)[-1:]


def sleeping_asks(state: SavingsState) -> tuple[Ask, ...]:
    """The days on which the member woke the account."""
    return tuple(_act(state, quiet) for _since, quiet in state.dormancies)


def decide_dormancy(command: DormancyCommand, state: SavingsState, facts: Facts, bylaws: Bylaws) -> DormancyEvent:
    """The event, or a refusal."""
    match command:
        case MarkDormant():
            return _mark(command, state, facts, bylaws)
        case ChargeDormancy():
            return _charge(command, state, facts, bylaws)
        case ReactivateSavings():
            return _reactivate(command, state, facts)


def _mark(command: MarkDormant, state: SavingsState, facts: Facts, bylaws: Bylaws) -> SavingsDormant:
    """An account that was left alone for as long as its product says."""
    policy = _policy(state, bylaws)
    quiet = quiet_since(command.on, policy)
    moved_on = facts.first(_act(state, quiet))
    if moved_on is not None or state.moves_from > quiet:
        raise NotQuietError(field="on", account=state.no, moved_on=moved_on or state.moves_from, months=policy.months)
    if state.dormancies and (command.on <= state.dormancies[-1][0] or facts.first(_act(state, state.dormancies[-1][1])) is None):
        raise AlreadyDormantError(field="account", account=state.no, since=state.dormancies[-1][0])
    return SavingsDormant(account=state.no, on=command.on, quiet_since=quiet)


def _charge(command: ChargeDormancy, state: SavingsState, facts: Facts, bylaws: Bylaws) -> DormancyCharged:
    """The fee of a month, as far as the account goes."""
    policy, month = _policy(state, bylaws), Month.of(command.on)
    if policy.fee is None:
        raise NoDormancyError(field="account", account=state.no, product=state.product)
    if command.on != month.last_day:
        raise NotPeriodEndError(field="on", account=state.no, ends_on=month.last_day, on=command.on)
    if not any(begin <= month.first_day and (woke is None or woke > command.on) for begin, woke in _asleep(state, facts)):
        raise NotDormantError(field="on", account=state.no, on=month.first_day)
    if state.dormancy_charged_to is not None and command.on <= state.dormancy_charged_to:
        raise DormancyChargedError(field="on", account=state.no, charged_to=state.dormancy_charged_to, on=command.on)
    amount = min(policy.fee, facts.lowest(lowest_of(state, command.on)) - held(state, facts.currency))
    if amount.minor <= 0:
        raise NothingToChargeError(field="account", account=state.no, on=command.on)
    standing = facts.standing
    assert standing is not None, "an account has a member"
    return DormancyCharged(
        account=state.no,
        status=standing.status,
        on=command.on,
        amount=amount,
        control=state.control,
        income=policy.incomes[standing.status],
    )


def _reactivate(command: ReactivateSavings, state: SavingsState, facts: Facts) -> SavingsReactivated:
    """A passive account that its member asks for."""
    if not state.dormancies or command.on < state.dormancies[-1][0] or not is_asleep(state, facts):
        raise NotDormantError(field="account", account=state.no, on=command.on)
    return SavingsReactivated(account=state.no, on=command.on)


def check_awake(on: date, state: SavingsState, facts: Facts, bylaws: Bylaws) -> None:
    """Refuse a withdrawal from a passive account of a product that locks it.

    Raises
    ------
    DormantError
        ``savings.locked``
    """
    policy = _of(state, bylaws)
    if policy is not None and policy.is_locked and is_asleep(state, facts):
        raise DormantError(field="account", account=state.no, since=state.dormancies[-1][0], on=on)


def is_asleep(state: SavingsState, facts: Facts) -> bool:
    """Whether the account was found passive and its member did nothing since; `waking_asks` must be answered."""
    return bool(state.dormancies) and facts.first(_act(state, state.dormancies[-1][1])) is None


def earning_while_asleep(
    policies: Iterable[tuple[date, InterestPolicy | None, bool]], state: SavingsState, facts: Facts
) -> list[tuple[date, InterestPolicy | None]]:
    """The terms of interest by the day from which they hold, with none on the days on which a passive account earns nothing.

    Parameters
    ----------
    policies
        Each with whether passive accounts earn by it.
    """
    said = list(policies)
    spans = _asleep(state, facts)
    days = {on for on, _policy, _earns in said}
    days |= {day for span in spans for day in span if day is not None and day > said[0][0]}

    def holds(day: date) -> InterestPolicy | None:
        policy, earns = [(policy, earns) for on, policy, earns in said if on <= day][-1]
        sleeps = any(begin <= day and (woke is None or day < woke) for begin, woke in spans)
        return None if sleeps and not earns else policy

    return [(day, holds(day)) for day in sorted(days)]


def quiet_since(on: date, policy: DormancyPolicy) -> date:
    """The day so many months before; month ends answer each other."""
    month = Month.of(on).plus(-policy.months)
    return month.last_day if on == Month.of(on).last_day else month.first_day.replace(day=min(on.day, month.last_day.day))


def may_sleep(state: SavingsState, on: date, terms: SavingsTerms) -> bool:
    """Whether it is old enough to be found passive."""
    return terms.dormancy is not None and state.moves_from <= quiet_since(on, terms.dormancy)


def _asleep(state: SavingsState, facts: Facts) -> Sequence[tuple[date, date | None]]:
    """The first day of each time it was passive, the one after it was found so, and the day on which it was woken."""
    found = ((since, facts.first(_act(state, quiet))) for since, quiet in state.dormancies)
    return [(since + _DAY, woke) for since, woke in found if woke is None or woke > since]


def _act(state: SavingsState, after: date) -> FirstOf:
    return FirstOf(Subject("savings", state.no), ACTS, after)


def _policy(state: SavingsState, bylaws: Bylaws) -> DormancyPolicy:
    policy = _of(state, bylaws)
    if policy is None:
        raise NoDormancyError(field="account", account=state.no, product=state.product)
    return policy


def _of(state: SavingsState, bylaws: Bylaws) -> DormancyPolicy | None:
    if state.product not in bylaws.products:
        return None
    terms: SavingsTerms = bylaws.terms(state.product, "savings", parse)
    return terms.dormancy
