"""When members and groups are taken, changed and let go."""

from __future__ import annotations

from datetime import date
from typing import TypeVar, assert_never

from irman_ledger.coop.members.claims import claim_asks, old_claim_account, owe, pay
from irman_ledger.coop.members.commands import (
    AdmitMember,
    AmendGroup,
    AmendMember,
    EndMembership,
    GroupCommand,
    MemberCommand,
    OweLeaver,
    PayLeaver,
    RegisterCandidate,
    RegisterGroup,
    TakeOverMember,
    private,
    private_or_none,
)
from irman_ledger.coop.members.events import (
    CandidateRegistered,
    GroupAmended,
    GroupEvent,
    GroupRegistered,
    MemberAdmitted,
    MemberAmended,
    MemberEvent,
    MembershipEnded,
    MemberTakenOver,
)
from irman_ledger.coop.members.mutual.commands import (
    CoverMember,
    ForgiveCover,
    HoldMeeting,
    MutualCommand,
    PayIntoGroupFund,
    PayOutOfGroupFund,
    RepayCover,
)
from irman_ledger.coop.members.mutual.events import MutualEvent
from irman_ledger.coop.members.mutual.rules import consult_mutual, decide_mutual
from irman_ledger.coop.members.mutual.state import CoverState
from irman_ledger.coop.members.refusals import (
    AlreadyAdmittedError,
    AlreadyLeftError,
    GroupExistsError,
    HistoryFullError,
    HoldingsRemainError,
    MemberExistsError,
    NameRequiredError,
    OutOfOrderError,
    UnknownGroupError,
    UnknownMemberError,
)
from irman_ledger.coop.members.state import GroupState, MemberState, State, evolve, is_full
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, Exists, Facts, Holding, HoldingsOf
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject

E = TypeVar("E", bound=MemberEvent | GroupEvent)


def consult(command: MemberCommand | GroupCommand | MutualCommand, state: State | None, bylaws: Bylaws) -> tuple[Ask, ...]:  # noqa: ARG001
    """What must be known: whether the group exists; what a leaving member holds."""
    match command:
        case AdmitMember() | AmendMember() | RegisterCandidate() | TakeOverMember():
            return (Exists(Subject("group", command.group)),) if command.group else ()
        case EndMembership():
            return (HoldingsOf(command.member),)
        case PayLeaver():
            return claim_asks(command, _member_or_none(state))
        case OweLeaver():
            return ()
        case RegisterGroup() | AmendGroup():
            return ()
        case HoldMeeting() | PayIntoGroupFund() | PayOutOfGroupFund() | CoverMember() | RepayCover() | ForgiveCover():
            return consult_mutual(command, state if isinstance(state, CoverState) else None)
        case _:
            assert_never(command)


def decide(
    command: MemberCommand | GroupCommand | MutualCommand,
    state: State | None,
    facts: Facts,
    bylaws: Bylaws,
) -> MemberEvent | GroupEvent | MutualEvent:
    """The event, or a refusal."""
    match command:
        case AdmitMember():
            return _admit(command, _member_or_none(state), facts)
        case AmendMember():
            return _amend(command, _known_member(state, command.member), facts)
        case EndMembership():
            return _end(command, _known_member(state, command.member), facts, bylaws)
        case OweLeaver():
            return owe(command, _known_member(state, command.member), facts, bylaws)
        case PayLeaver():
            return pay(command, _known_member(state, command.member), facts, bylaws)
        case RegisterCandidate():
            return _register_candidate(command, _member_or_none(state), facts)
        case TakeOverMember():
            return _take_over(command, _member_or_none(state), facts, bylaws)
        case RegisterGroup():
            return _register_group(command, _group_or_none(state))
        case AmendGroup():
            return _amend_group(command, _group_or_none(state))
        case HoldMeeting() | PayIntoGroupFund() | PayOutOfGroupFund():
            group = _group_or_none(state)
            return decide_mutual(command, None if group is None else group.changes[0][0], None, facts, bylaws)
        case CoverMember() | RepayCover() | ForgiveCover():
            return decide_mutual(command, None, state if isinstance(state, CoverState) else None, facts, bylaws)
        case _:
            assert_never(command)


def _admit(command: AdmitMember, state: MemberState | None, facts: Facts) -> MemberAdmitted:
    _check_group(command.group, facts)
    if state is None:
        if command.name is None:
            raise NameRequiredError(field="name", member=command.member)
    else:
        _check_admissible(command, state)
    event = MemberAdmitted(
        member=command.member,
        name=private_or_none(command.name),
        group=command.group,
        district=command.district,
        identity=private_or_none(command.identity),
        phone=private_or_none(command.phone),
        on=command.on,
        category=command.category,
    )
    return _fitting(state, event, command.member)


def _check_admissible(command: AdmitMember, state: MemberState) -> None:
    since, status = state.statuses[-1]
    if status == "anggota":
        raise AlreadyAdmittedError(field="member", member=state.no, since=since)
    _check_order(state.no, command.on, state.changed_on)
    if status == "keluar" and command.on <= since:
        raise OutOfOrderError(field="on", no=state.no, last_on=since, on=command.on)


def _amend(command: AmendMember, state: MemberState, facts: Facts) -> MemberAmended:
    _check_group(command.group, facts)
    is_dated = any(given is not None for given in (command.group, command.district, command.category))
    _check_order(state.no, command.on, state.changed_on if is_dated else state.statuses[0][0])
    event = MemberAmended(
        member=command.member,
        name=private_or_none(command.name),
        group=command.group,
        district=command.district,
        identity=private_or_none(command.identity),
        phone=private_or_none(command.phone),
        on=command.on,
        category=command.category,
    )
    return _fitting(state, event, command.member)


def _end(command: EndMembership, state: MemberState, facts: Facts, bylaws: Bylaws) -> MembershipEnded:
    since, status = state.statuses[-1]
    if status == "keluar":
        raise AlreadyLeftError(field="member", member=state.no, since=since)
    _check_order(state.no, command.on, state.changed_on)
    holdings = facts.holdings(state.no)
    _check_nothing_held(state.no, tuple(filter(_keeps if command.leaves_open else _counts, holdings)), bylaws)
    # However long the history is, nobody is kept for it.
    return MembershipEnded(member=command.member, reason=command.reason, on=command.on, leaves_open=command.leaves_open)


def _keeps(holding: Holding) -> bool:
    # Shares are closed once they are claimed, also where the claim waits.
    return holding.subject.kind == "share" and holding.closed_on is None


def _counts(holding: Holding) -> bool:
    # A claim on shares may still wait once they are closed; of savings and loans that are closed nothing is owed.
    return holding.subject.kind == "share" or holding.closed_on is None


def _check_nothing_held(member: str, holdings: tuple[Holding, ...], bylaws: Bylaws) -> None:
    # What somebody's loans have earned and savings have cost stays with them for ever, and nobody owes it.
    remaining: tuple[tuple[str, str, Money], ...] = tuple(
        (str(holding.subject), account, balance)
        for holding in holdings
        for account, balance in sorted(holding.balances.items())
        if balance and bylaws.chart[account].kind not in (AccountKind.INCOME, AccountKind.EXPENSE)
    )
    if remaining:
        remains = "; ".join(f"{subject} {abs(balance)} ({account})" for subject, account, balance in remaining)
        raise HoldingsRemainError(field="member", member=member, holdings=remaining, remains=remains)


def _register_candidate(command: RegisterCandidate, state: MemberState | None, facts: Facts) -> CandidateRegistered:
    _check_group(command.group, facts)
    _check_new_member(command.member, state)
    event = CandidateRegistered(
        member=command.member,
        name=private(command.name),
        group=command.group,
        district=command.district,
        identity=private_or_none(command.identity),
        phone=private_or_none(command.phone),
        on=command.on,
        category=command.category,
    )
    return _fitting(state, event, command.member)


def _take_over(command: TakeOverMember, state: MemberState | None, facts: Facts, bylaws: Bylaws) -> MemberTakenOver:
    _check_group(command.group, facts)
    _check_new_member(command.member, state)
    event = MemberTakenOver(
        member=command.member,
        name=private(command.name),
        group=command.group,
        district=command.district,
        identity=private_or_none(command.identity),
        phone=private_or_none(command.phone),
        joined_on=command.joined_on,
        status=command.status,
        on=command.on,
        category=command.category,
        owed=command.owed,
        claim_account=old_claim_account(command, facts, bylaws),
        pay_by=command.pay_by,
    )
    return _fitting(state, event, command.member)


def _register_group(command: RegisterGroup, state: GroupState | None) -> GroupRegistered:
    if state is not None:
        raise GroupExistsError(field="group", group=command.group, registered_on=state.changes[0][0])
    return GroupRegistered(group=command.group, name=command.name, district=command.district, on=command.on)


def _amend_group(command: AmendGroup, state: GroupState | None) -> GroupAmended:
    if state is None:
        raise UnknownGroupError(field="group", subject=command.group)
    _check_order(state.no, command.on, state.changes[-1][0])
    event = GroupAmended(group=command.group, name=command.name, district=command.district, on=command.on)
    return _fitting(state, event, command.group)


def _member_or_none(state: State | None) -> MemberState | None:
    assert state is None or isinstance(state, MemberState), "the state of a member's command is a member's"
    return state


def _group_or_none(state: State | None) -> GroupState | None:
    assert state is None or isinstance(state, GroupState), "the state of a group's command is a group's"
    return state


def _known_member(state: State | None, member: str) -> MemberState:
    known = _member_or_none(state)
    if known is None:
        raise UnknownMemberError(field="member", subject=member)
    return known


def _check_group(group: str | None, facts: Facts) -> None:
    if group and not facts.exists(Subject("group", group)):
        raise UnknownGroupError(field="group", subject=group)


def _check_new_member(member: str, state: MemberState | None) -> None:
    if state is not None:
        since, status = state.statuses[-1]
        raise MemberExistsError(field="member", member=member, status=status, since=since)


def _check_order(no: str, on: date, last_on: date) -> None:
    if on < last_on:
        raise OutOfOrderError(field="on", no=no, last_on=last_on, on=on)


def _fitting(state: MemberState | GroupState | None, event: E, no: str) -> E:
    evolved = evolve(state, event)
    assert not isinstance(evolved, CoverState), "the event of a member or a group"
    if is_full(evolved):
        raise HistoryFullError(field="on", no=no)
    return event
