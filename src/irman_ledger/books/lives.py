"""The life of a member up to a day (riwayat anggota), and what it shares with that of a loan: what the papers about one of them draw.

What was booked up to and including the day counts; it stands in order of value date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.core.facts import Holding, Status
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject

if TYPE_CHECKING:
    from irman_ledger.books.loan_life import LoanLife
    from irman_ledger.books.readers import MemberView
    from irman_ledger.books.records import RunningMovement
    from irman_ledger.books.view import View
    from irman_ledger.coop.members.state import MemberState


class PagedMovements(Protocol):
    """Some movements, and where the next ones begin."""

    @property
    def rows(self) -> tuple[RunningMovement, ...]: ...
    @property
    def next(self) -> Any: ...


class PagedView(Protocol):
    """What gives the movements of a subject a page at a time."""

    def movements(self, subject: Subject, *, after: Any = None, limit: int = 50) -> PagedMovements: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure that the books keep, and what the lines that it must equal add up to; debit positive."""

    account: str
    kept: Money
    summed: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLife:
    """What a subject has on one account: the balance on the day, debit positive, and the last movement before it."""

    account: str
    balance: Money
    last: RunningMovement


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChange:
    """What changed for a member on a day: the status, or the group and district; None: not that.

    Parameters
    ----------
    is_again
        Admitted after having left.
    """

    on: date
    status: Status | None = None
    is_again: bool = False
    group: str | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingLife:
    """Something a member holds or held, by account; `loan` where it is one. The balances of `holding` are those of now.

    `dormant_since`: it is a passive savings account, since this day.
    """

    holding: Holding
    accounts: tuple[AccountLife, ...]
    checks: tuple[Kept, ...]
    loan: LoanLife | None = None
    dormant_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLife:
    """A member up to a day.

    Parameters
    ----------
    member
        As they stood on the day.
    holdings
        What was opened up to the day, in order of subject; what is owed to the member as such comes last.
    """

    member: MemberView
    on: date
    changes: tuple[MemberChange, ...]
    holdings: tuple[HoldingLife, ...]


def member_life(view: View, state: MemberState, member: MemberView, on: date) -> MemberLife:
    """The life of one member up to a day."""
    holdings = [_holding_life(view, one, on) for one in view.members.positions(member.no) if one.opened_on <= on]
    own = Subject("member", member.no)
    movements = [one for one in all_movements(view, own) if one.booked_on <= on]
    if movements:
        holding = Holding(subject=own, product=None, opened_on=movements[0].value_on, closed_on=None, balances=_kept(view, own))
        holdings.append(_holding_life(view, holding, on))
    stood = view.members.standing(member.no, on)
    is_closed = member.closed_on is not None and member.closed_on <= on
    return MemberLife(
        member=replace(
            member, status=stood.status, group=stood.group, district=stood.district, closed_on=member.closed_on if is_closed else None
        ),
        on=on,
        changes=tuple(_changes(state, on)),
        holdings=tuple(holdings),
    )


def all_movements(view: PagedView, subject: Subject) -> list[RunningMovement]:
    """Every line of a subject in order of value date and seq."""
    found: list[RunningMovement] = []
    after: Any = None
    while True:
        page = view.movements(subject, after=after, limit=500)
        found += page.rows
        after = page.next
        if after is None:
            return found


def _holding_life(view: View, holding: Holding, on: date) -> HoldingLife:
    every = all_movements(view, holding.subject)
    currency = view.identity.currency
    known = [one for one in every if one.booked_on <= on]
    nothing = Money.zero(currency)
    is_closed = holding.closed_on is not None and holding.closed_on <= on
    left = _left(view, holding.subject)
    return HoldingLife(
        holding=holding if is_closed else replace(holding, closed_on=None),
        accounts=tuple(one for one in accounts_of(known, currency) if one.balance or one.account not in left),
        checks=tuple(
            Kept(account, holding.balances.get(account, nothing), sum_on(every, account, currency))
            for account in sorted({*holding.balances, *(one.account for one in every)})
        ),
        loan=view.loans.life(holding.subject.no, on) if holding.subject.kind == "loan" else None,
        dormant_since=view.savings.dormant_since(holding.subject.no, on) if holding.subject.kind == "savings" else None,
    )


def _left(view: View, subject: Subject) -> frozenset[str]:
    """The ledger accounts that savings or a loan stood on before they went over to those of another status."""
    row = view.reader.subject(subject.text)
    match None if row is None else row.state:
        case SavingsState(control=control, controls_before=before):
            return frozenset(before) - {control}
        case LoanState(receivable=receivable, receivables=stood):
            return frozenset(stood) - {receivable}
        case _:
            return frozenset()


def _kept(view: View, subject: Subject) -> dict[str, Money]:
    return {account: Money(one.balance, view.identity.currency) for account, one in view.reader.balances(subject.text).items()}


def accounts_of(movements: Sequence[RunningMovement], currency: str) -> tuple[AccountLife, ...]:
    """What a subject has, by account, in the order in which they first moved."""
    last = {one.account: one for one in movements}
    return tuple(AccountLife(account=account, balance=sum_on(movements, account, currency), last=one) for account, one in last.items())


def sum_on(movements: Iterable[RunningMovement], account: str, currency: str) -> Money:
    """What some movements come to on an account, debit positive."""
    return Money.total((one.amount for one in movements if one.account == account), currency)


def _changes(state: MemberState, on: date) -> Iterator[MemberChange]:
    """Status and placement in order of date; on one day the status comes first."""
    found, before = [], ""
    for from_on, status in state.statuses:
        found.append(MemberChange(on=from_on, status=status, is_again=(before, status) == ("keluar", "anggota")))
        before = status
    found += [MemberChange(on=from_on, group=group, district=district) for from_on, group, district in state.placements]
    yield from (one for one in sorted(found, key=lambda one: one.on) if one.on <= on)
