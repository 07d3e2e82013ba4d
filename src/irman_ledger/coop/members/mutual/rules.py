"""When a group meets, takes money in and out, and pays for a member."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from irman_ledger.coop.members.mutual.commands import (
    CoverMember,
    ForgiveCover,
    HoldMeeting,
    MutualCommand,
    PayIntoGroupFund,
    PayOutOfGroupFund,
    RepayCover,
)
from irman_ledger.coop.members.mutual.events import (
    CoverForgiven,
    CoverRepaid,
    GroupFundPaidIn,
    GroupFundPaidOut,
    MeetingHeld,
    MeetingRow,
    MemberCovered,
    MutualEvent,
)
from irman_ledger.coop.members.mutual.policy import mutual_policy
from irman_ledger.coop.members.mutual.refusals import CoverExceededError, NothingCoveredError, NotOfGroupError, NotTheirsError
from irman_ledger.coop.members.mutual.state import CoverState, cover_subject
from irman_ledger.coop.members.refusals import OutOfOrderError, UnknownGroupError, UnknownMemberError
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, Exists, Facts, HoldingsOf, Lowest, StandingOf
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.subject import Subject


def consult_mutual(command: MutualCommand, cover: CoverState | None) -> tuple[Ask, ...]:
    """What must be known: of a meeting who its members are and what they hold; of a debt what it is."""
    match command:
        case HoldMeeting():
            return tuple(_asks_of_meeting(command))
        case PayIntoGroupFund() | PayOutOfGroupFund():
            return () if command.member is None else (StandingOf(command.member, command.on),)
        case CoverMember():
            return Exists(Subject("group", command.group)), StandingOf(command.member, command.on)
        case RepayCover() | ForgiveCover():
            return () if cover is None else (_lowest(command, cover),)
        case _:
            assert_never(command)


def decide_mutual(
    command: MutualCommand, registered_on: date | None, cover: CoverState | None, facts: Facts, bylaws: Bylaws
) -> MutualEvent:
    """The event, or a refusal; `registered_on` is the day of the group that the command is about."""
    match command:
        case HoldMeeting():
            _check_group(command, registered_on)
            return _meet(command, facts)
        case PayIntoGroupFund():
            _check_group(command, registered_on)
            return _pay_in(command, facts, bylaws)
        case PayOutOfGroupFund():
            _check_group(command, registered_on)
            return _pay_out(command, facts, bylaws)
        case CoverMember():
            return _cover(command, cover, facts, bylaws)
        case RepayCover():
            return _repay(command, cover, facts, bylaws)
        case ForgiveCover():
            return _forgive(command, cover, facts)
        case _:
            assert_never(command)


def _asks_of_meeting(command: HoldMeeting) -> Iterator[Ask]:
    for row in command.rows:
        yield StandingOf(row.member, command.on)
        if row.accounts:
            yield HoldingsOf(row.member)


def _meet(command: HoldMeeting, facts: Facts) -> MeetingHeld:
    _check_currency(command.cash, facts, "cash")
    for row in command.rows:
        standing = facts.standing_of(row.member, command.on)
        if standing is None:
            raise UnknownMemberError(field="member", subject=row.member)
        if standing.group != command.group:
            raise NotOfGroupError(field="member", member=row.member, group=command.group, on=command.on)
        if row.accounts:
            _check_theirs(row, facts)
    return MeetingHeld(group=command.group, on=command.on, cash=command.cash, rows=command.rows)


def _check_theirs(row: MeetingRow, facts: Facts) -> None:
    held = {str(holding.subject) for holding in facts.holdings(row.member)}
    strange = next((account for account in row.accounts if account not in held), None)
    if strange is not None:
        raise NotTheirsError(field="accounts", member=row.member, subject=strange)


def _pay_in(command: PayIntoGroupFund, facts: Facts, bylaws: Bylaws) -> GroupFundPaidIn:
    _check_person(command.member, command.on, facts)
    _check_currency(command.amount, facts)
    return GroupFundPaidIn(
        group=command.group,
        on=command.on,
        amount=command.amount,
        member=command.member,
        fund=mutual_policy(bylaws).fund,
        box=bylaws.box(command.settle).code,
    )


def _pay_out(command: PayOutOfGroupFund, facts: Facts, bylaws: Bylaws) -> GroupFundPaidOut:
    _check_person(command.member, command.on, facts)
    _check_currency(command.amount, facts)
    return GroupFundPaidOut(
        group=command.group,
        on=command.on,
        amount=command.amount,
        reason=command.reason,
        member=command.member,
        fund=mutual_policy(bylaws).fund,
        box=bylaws.box(command.settle).code,
    )


def _cover(command: CoverMember, cover: CoverState | None, facts: Facts, bylaws: Bylaws) -> MemberCovered:
    if not facts.exists(Subject("group", command.group)):
        raise UnknownGroupError(field="group", subject=command.group)
    _check_person(command.member, command.on, facts)
    _check_currency(command.amount, facts)
    policy = mutual_policy(bylaws)
    # One debt stands on one pair of accounts, whatever later bylaws say.
    claim, contra = (policy.claim, policy.claim_contra) if cover is None else (cover.claim, cover.claim_contra)
    return MemberCovered(
        member=command.member,
        group=command.group,
        loan=command.loan,
        on=command.on,
        amount=command.amount,
        fund=policy.fund,
        claim=claim,
        claim_contra=contra,
    )


def _repay(command: RepayCover, cover: CoverState | None, facts: Facts, bylaws: Bylaws) -> CoverRepaid:
    cover = _owing(command, cover, facts)
    return CoverRepaid(
        member=cover.member,
        group=cover.group,
        on=command.on,
        amount=command.amount,
        fund=mutual_policy(bylaws).fund,
        claim=cover.claim,
        claim_contra=cover.claim_contra,
        box=bylaws.box(command.settle).code,
    )


def _forgive(command: ForgiveCover, cover: CoverState | None, facts: Facts) -> CoverForgiven:
    cover = _owing(command, cover, facts)
    return CoverForgiven(
        member=cover.member,
        group=cover.group,
        on=command.on,
        amount=command.amount,
        reason=command.reason,
        claim=cover.claim,
        claim_contra=cover.claim_contra,
    )


def _owing(command: RepayCover | ForgiveCover, cover: CoverState | None, facts: Facts) -> CoverState:
    """The debt, which is the amount at least from the day on."""
    if cover is None:
        raise NothingCoveredError(field="member", member=command.member, group=command.group)
    _check_currency(command.amount, facts)
    owed = facts.lowest(_lowest(command, cover))
    if command.amount > owed:
        raise CoverExceededError(field="amount", member=cover.member, group=cover.group, amount=command.amount, owed=owed, on=command.on)
    return cover


def _check_group(command: HoldMeeting | PayIntoGroupFund | PayOutOfGroupFund, registered_on: date | None) -> None:
    if registered_on is None:
        raise UnknownGroupError(field="group", subject=command.group)
    if command.on < registered_on:
        raise OutOfOrderError(field="on", no=command.group, last_on=registered_on, on=command.on)


def _check_person(member: str | None, on: date, facts: Facts) -> None:
    if member is not None and facts.standing_of(member, on) is None:
        raise UnknownMemberError(field="member", subject=member)


def _check_currency(amount: Money, facts: Facts, field: str = "amount") -> None:
    if amount.currency != facts.currency:
        raise CurrencyMismatchError(field=field, left=facts.currency, right=amount.currency, value=amount)


def _lowest(command: RepayCover | ForgiveCover, cover: CoverState) -> Lowest:
    return Lowest(cover.claim, cover_subject(command.member, command.group), command.on)
