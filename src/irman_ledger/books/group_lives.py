"""The life of a group up to a day (riwayat kelompok): its members, its fund, and what members owe it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from irman_ledger.books.lives import Kept, MemberLife, all_movements
from irman_ledger.coop.members.mutual.policy import NAME, parse
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject

if TYPE_CHECKING:
    from irman_ledger.books.records import RunningMovement
    from irman_ledger.books.view import View
    from irman_ledger.coop.members.state import GroupState

_COVERS = "SELECT subject FROM irman_subject WHERE book = ? AND subject >= 'cover:' AND subject < 'cover;' ORDER BY subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDebt:
    """What a member owes a group that paid for them.

    Parameters
    ----------
    since
        The day of the oldest payment that is not paid back; None: nothing is owed.
    """

    member: str
    group: str
    owed: Money
    since: date | None

    def days(self, on: date) -> int:
        """How long something has been owed."""
        return 0 if self.since is None else max((on - self.since).days, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLife:
    """A group up to a day.

    Parameters
    ----------
    met_on, meetings
        Its latest meeting, and how many it has held; they are of now, not of the day.
    fund
        What the cooperative holds for it.
    members
        Who belonged to it on the day, in order of number.
    debts
        Of these members to any group, and of others to this one; those paid back left out.
    """

    no: str
    name: str
    district: str | None
    on: date
    met_on: date | None
    meetings: int
    fund: Money
    members: tuple[MemberLife, ...]
    debts: tuple[GroupDebt, ...]
    checks: tuple[Kept, ...]


def group_life(view: View, state: GroupState, on: date) -> GroupLife:
    """The life of one group up to a day."""
    known = [change for change in state.changes if change[0] <= on] or state.changes[:1]
    members = [one.no for one in view.members.all() if one.opened_on <= on and view.members.standing(one.no, on).group == state.no]
    policy, currency = view.bylaws_on(on).policy(NAME, parse), view.identity.currency
    fund, checks = Money.zero(currency), list[Kept]()
    if policy is not None:
        own = Subject("group", state.no)
        every = [one for one in all_movements(view, own) if one.account == policy.fund]
        fund = -Money.total((one.amount for one in every if one.booked_on <= on), currency)
        kept = view.subject_balances(policy.fund).get(own, Money.zero(currency))
        checks.append(Kept(policy.fund, kept, Money.total((one.amount for one in every), currency)))
    return GroupLife(
        no=state.no,
        name=known[-1][1],
        district=known[-1][2],
        on=on,
        met_on=state.met_on,
        meetings=state.meetings,
        fund=fund,
        members=tuple(view.members.life(no, on) for no in members),
        debts=tuple(one for one in _debts(view, on) if one.owed and (one.member in members or one.group == state.no)),
        checks=tuple(checks),
    )


def _debts(view: View, on: date) -> Iterator[GroupDebt]:
    for (subject,) in view.port.rows(_COVERS, (view.identity.book,)):
        row = view.reader.subject(subject)
        if row is None or row.state is None:
            continue
        state = row.state
        lines = [one for one in all_movements(view, Subject.parse(subject)) if one.account == state.claim and one.booked_on <= on]
        owed = Money.total((one.amount for one in lines), view.identity.currency)
        yield GroupDebt(member=state.member, group=state.group, owed=owed, since=oldest_open(lines))


def oldest_open(lines: Iterable[RunningMovement]) -> date | None:
    """The value date of the oldest debit that the credits do not reach, these settling the oldest first; None: they reach all."""
    every = tuple(lines)
    settled = -sum(one.amount.minor for one in every if one.amount.minor < 0)
    for one in every:
        if one.amount.minor > 0:
            settled -= one.amount.minor
            if settled < 0:
                return one.value_on
    return None
