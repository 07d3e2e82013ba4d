"""What is known of foreclosed collateral beside its money, which is the balance of its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from irman_ledger.coop.seized.events import CollateralTaken, SeizedEvent, SeizedKept, SeizedSold, SeizedTakenOver, SeizedValued, SurplusPaid
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import SubjectIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizedState:
    """Foreclosed collateral (agunan yang diambil alih).

    Parameters
    ----------
    member
        Who gave it.
    loan, collateral
        For which it was taken over, and its number there; None: it came from the old books.
    account
        The account it stands on, whatever later bylaws say.
    cost
        For which it was taken over; no valuation goes above it.
    opened_on, last_on
        The day from which this book keeps it, and the day of what was decided last.
    valued_on
        When it was valued last; None: not since it was taken over.
    surplus, surplus_account
        What is owed to the member, and where; None: nothing, or nothing any more.
    closed_on
        When it was sold or bought back.
    """

    no: str
    member: str
    loan: str | None
    collateral: str | None
    description: str
    account: str
    cost: Money
    opened_on: date
    last_on: date
    valued_on: date | None
    surplus: Money | None
    surplus_account: str | None
    closed_on: date | None


def evolve(state: SeizedState | None, event: SeizedEvent) -> SeizedState:
    """The collateral after the event."""
    match event:
        case CollateralTaken():
            return _taken(event)
        case SeizedTakenOver():
            return _taken_over(event)
        case SeizedValued():
            return replace(_moved(state, event), valued_on=event.on)
        case SeizedKept():
            return _moved(state, event)
        case SeizedSold():
            return replace(_moved(state, event), closed_on=event.on)
        case SurplusPaid():
            return replace(_moved(state, event), surplus=None, surplus_account=None)
        case _:
            assert_never(event)


def index(state: SeizedState) -> SubjectIndex:
    """What the books find it by; it is the cooperative's, so that no member holds it."""
    return SubjectIndex(opened_on=state.opened_on, closed_on=state.closed_on)


def _moved(state: SeizedState | None, event: SeizedEvent) -> SeizedState:
    assert state is not None, "only what was taken over moves"
    return replace(state, last_on=max(state.last_on, event.on))


def _taken(event: CollateralTaken) -> SeizedState:
    rest = event.value - event.settled
    return SeizedState(
        no=event.seized,
        member=event.member,
        loan=event.loan,
        collateral=event.collateral,
        description=event.description,
        account=event.account,
        cost=event.value,
        opened_on=event.on,
        last_on=event.on,
        valued_on=None,
        surplus=rest or None,
        surplus_account=event.surplus,
        closed_on=None,
    )


def _taken_over(event: SeizedTakenOver) -> SeizedState:
    return SeizedState(
        no=event.seized,
        member=event.member,
        loan=None,
        collateral=None,
        description=event.description,
        account=event.account,
        cost=event.cost,
        opened_on=event.on,
        last_on=event.on,
        valued_on=None,
        surplus=None,
        surplus_account=None,
        closed_on=None,
    )
