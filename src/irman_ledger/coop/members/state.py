"""What is kept of a member and of a group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from json import dumps
from typing import assert_never

from irman_ledger.coop.members.events import (
    CandidateRegistered,
    GroupAmended,
    GroupEvent,
    GroupRegistered,
    LeaverOwed,
    LeaverPaid,
    MemberAdmitted,
    MemberAmended,
    MemberEvent,
    MembershipEnded,
    MemberTakenOver,
    Reason,
)
from irman_ledger.coop.members.mutual.events import (
    CoverForgiven,
    CoverRepaid,
    GroupFundPaidIn,
    GroupFundPaidOut,
    MeetingHeld,
    MemberCovered,
    MutualEvent,
)
from irman_ledger.coop.members.mutual.state import CoverState, evolve_cover, index_cover
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.facts import Standing, Status
from irman_ledger.core.protocols import SubjectIndex, added

CHANGES_MAX = 40
SIZE_MAX = 1940
"""Of one state as JSON, in bytes, which `size` estimates from above; below 2,048 it leaves room for leaving."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberState:
    """One member, candidate or former member.

    Parameters
    ----------
    statuses
        From which day on which status, in order of date; of two on one day the last one holds.
    placements
        From which day on in which group (kelompok) and district (kecamatan), in order of date.
    categories
        From which day on in which category (golongan), in order of date.
    left_for
        Why the last membership ended; None: it goes on.
    claim_account, pay_by
        Where the claim of a leaver stands, and the last day to pay it; None: there was none, or no day was named.
    """

    no: str
    name: Private
    identity: Private | None = None
    phone: Private | None = None
    statuses: tuple[tuple[date, Status], ...]
    placements: tuple[tuple[date, str | None, str | None], ...] = ()
    categories: tuple[tuple[date, str | None], ...] = added(())
    left_for: Reason | None = added(None)
    claim_account: str | None = added(None)
    pay_by: date | None = added(None)

    @property
    def changed_on(self) -> date:
        """The day of the last change of status, group, district or category."""
        return max(history[-1][0] for history in (self.statuses, self.placements, self.categories) if history)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupState:
    """One group of members.

    Parameters
    ----------
    changes
        From which day on which name and district, in order of date.
    met_on, meetings
        The latest day on which it met, and how often it has met; None: never.
    """

    no: str
    changes: tuple[tuple[date, str, str | None], ...]
    met_on: date | None = added(None)
    meetings: int = added(0)

    def district_on(self, on: date) -> str | None:
        """The group's district on a day; None where it has none or was not registered yet."""
        return next((district for from_on, _, district in reversed(self.changes) if from_on <= on), None)


State = MemberState | GroupState | CoverState


def evolve(state: State | None, event: MemberEvent | GroupEvent | MutualEvent) -> State:
    """The member, the group or the debt to a group after the event."""
    match event:
        case MemberAdmitted():
            return _admitted(state, event)
        case MemberAmended():
            return _amended(_member(state), event)
        case MembershipEnded():
            return replace(_with_status(_member(state), event.on, "keluar"), left_for=event.reason)
        case LeaverOwed():
            return replace(_member(state), claim_account=event.account, pay_by=event.pay_by)
        case LeaverPaid():
            return _member(state)
        case CandidateRegistered():
            return _new(event, ((event.on, "calon"),), event.on)
        case MemberTakenOver():
            taken = _new(event, _statuses_taken_over(event), event.joined_on)
            return replace(taken, claim_account=event.claim_account, pay_by=event.pay_by)
        case GroupRegistered():
            return GroupState(no=event.group, changes=((event.on, event.name, event.district),))
        case GroupAmended():
            return _group_amended(_group(state), event)
        case MeetingHeld():
            return _met(_group(state), event)
        case GroupFundPaidIn() | GroupFundPaidOut():
            return _group(state)
        case MemberCovered() | CoverRepaid() | CoverForgiven():
            return evolve_cover(_cover(state), event)
        case _:
            assert_never(event)


def index(state: State) -> SubjectIndex:
    """By what the books find the member, the group or the debt to a group."""
    match state:
        case MemberState():
            last_on, last = state.statuses[-1]
            group = state.placements[-1][1] if state.placements else None
            closed_on = last_on if last == "keluar" else None
            return SubjectIndex(member=state.no, group=group, opened_on=state.statuses[0][0], closed_on=closed_on)
        case GroupState():
            return SubjectIndex(group=state.no, opened_on=state.changes[0][0])
        case CoverState():
            return index_cover(state)
        case _:
            assert_never(state)


def standing(state: MemberState, on: date) -> Standing:
    """How the member stood on a day; before the first status ``non-anggota``, since ever."""
    never: tuple[date, Status] = (date.min, "non-anggota")
    since, status = next((change for change in reversed(state.statuses) if change[0] <= on), never)
    nowhere = (date.min, None, None)
    _, group, district = next((change for change in reversed(state.placements) if change[0] <= on), nowhere)
    category = next((category for from_on, category in reversed(state.categories) if from_on <= on), None)
    return Standing(member=state.no, status=status, since=since, group=group, district=district, category=category)


def size(state: MemberState | GroupState) -> int:
    """At least as many bytes as the state has as JSON."""
    match state:
        case MemberState():
            # Three commitments and the names of the fields come to less than 400 bytes.
            size = 400 + len(dumps(state.no)) + 28 * len(state.statuses) + sum(map(_size_of_change, state.placements))
            return size + sum(17 + len(dumps(category)) for _from_on, category in state.categories)
        case GroupState():
            # The fields of meetings come to less than 60 bytes.
            return 100 + len(dumps(state.no)) + sum(map(_size_of_change, state.changes))
        case _:
            assert_never(state)


def is_full(state: MemberState | GroupState) -> bool:
    """Whether a history has grown beyond what one subject may keep: 40 changes, or 1,940 bytes in all."""
    histories: tuple[int, ...]
    match state:
        case MemberState():
            histories = (len(state.statuses), len(state.placements), len(state.categories))
        case GroupState():
            histories = (len(state.changes),)
        case _:
            assert_never(state)
    return max(histories) > CHANGES_MAX or size(state) > SIZE_MAX


def _size_of_change(change: tuple[date, str | None, str | None]) -> int:
    return 17 + len(dumps(change[1])) + len(dumps(change[2]))


def _member(state: State | None) -> MemberState:
    assert isinstance(state, MemberState), "a member begins with a registration, an admission or a take-over"
    return state


def _group(state: State | None) -> GroupState:
    assert isinstance(state, GroupState), "a group begins with its registration"
    return state


def _cover(state: State | None) -> CoverState | None:
    assert state is None or isinstance(state, CoverState), "the state of a debt to a group is one"
    return state


def _met(state: GroupState, event: MeetingHeld) -> GroupState:
    latest = event.on if state.met_on is None else max(state.met_on, event.on)
    return replace(state, met_on=latest, meetings=state.meetings + 1)


def _new(
    event: CandidateRegistered | MemberTakenOver | MemberAdmitted, statuses: tuple[tuple[date, Status], ...], placed_on: date
) -> MemberState:
    assert event.name is not None, "a member has a name"
    is_placed = event.group is not None or event.district is not None
    return MemberState(
        no=event.member,
        name=event.name,
        identity=event.identity,
        phone=event.phone,
        statuses=statuses,
        placements=((placed_on, event.group, event.district),) if is_placed else (),
        categories=((placed_on, event.category),) if event.category is not None else (),
    )


def _statuses_taken_over(event: MemberTakenOver) -> tuple[tuple[date, Status], ...]:
    if event.status == "keluar":
        return ((event.joined_on, "anggota"), (event.on, "keluar"))
    return ((event.joined_on, event.status),)


def _admitted(state: State | None, event: MemberAdmitted) -> MemberState:
    if state is None:
        return _new(event, ((event.on, "anggota"),), event.on)
    return replace(_with_status(_amended(_member(state), event), event.on, "anggota"), left_for=None)


def _with_status(state: MemberState, on: date, status: Status) -> MemberState:
    return replace(state, statuses=(*state.statuses, (on, status)))


def _amended(state: MemberState, event: MemberAmended | MemberAdmitted) -> MemberState:
    placements = state.placements
    if event.group is not None or event.district is not None:
        _, group, district = placements[-1] if placements else (event.on, None, None)
        placements = (*placements, (event.on, _given(event.group, group), _given(event.district, district)))
    categories = state.categories
    if event.category is not None:
        categories = (*categories, (event.on, event.category or None))
    return replace(
        state,
        name=event.name if event.name is not None else state.name,
        identity=event.identity if event.identity is not None else state.identity,
        phone=event.phone if event.phone is not None else state.phone,
        placements=placements,
        categories=categories,
    )


def _group_amended(state: GroupState, event: GroupAmended) -> GroupState:
    _, name, district = state.changes[-1]
    change = (event.on, name if event.name is None else event.name, _given(event.district, district))
    return replace(state, changes=(*state.changes, change))


def _given(new: str | None, old: str | None) -> str | None:
    """The new value, where an empty one means none; the old one where no new one is given."""
    return old if new is None else new or None
