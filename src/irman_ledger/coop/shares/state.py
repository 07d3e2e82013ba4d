"""What is kept of a share account beside its money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from irman_ledger.coop.shares.events import (
    ShareBilled,
    ShareClaimed,
    ShareCorrectedIn,
    ShareCorrectedOut,
    ShareEvent,
    ShareOpened,
    SharePaid,
    ShareReleased,
    ShareReturned,
    ShareTakenOver,
)
from irman_ledger.coop.shares.monthly import Billed, with_month
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import SubjectIndex, added


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareState:
    """The shares of one product that one member holds.

    Parameters
    ----------
    no
        ``member/product``.
    control
        The ledger account of all its movements, chosen by the first one; it stays when the terms name another later.
    opened_on
        The earliest day of any of its events.
    closed_on
        The day on which all was returned or claimed on leaving; None again after a later payment or bill.
    waits
        Whether the claim of that day still waits for enough capital (menunggu).
    taken_over_on, months_taken_over
        When it came over from the old books, and for how many months they show it as paid.
    instalments
        The number of the last payment on a product that limits their number; 0: none.
    carried
        What it has to hold before anything counts as paid towards its bills; None: not known before the first of them.
    billed
        The months billed since the account was last opened.
    """

    no: str
    member: str
    product: str
    control: str
    opened_on: date
    closed_on: date | None = None
    waits: bool = added(False)
    taken_over_on: date | None = None
    months_taken_over: int | None = None
    instalments: int = added(0)
    carried: Money | None = added(None)
    billed: Billed = added(())


def evolve(state: ShareState | None, event: ShareEvent) -> ShareState:
    """The share account after the event; any event can be its first."""
    known = _opened(state, event)
    match event:
        case SharePaid():
            paid = _reopened(known)
            return paid if event.instalment is None else replace(paid, instalments=event.instalment)
        case ShareCorrectedIn():
            return _reopened(known)
        case ShareReturned():
            return _closed(known, event) if event.closes else known
        case ShareClaimed():
            return _closed(known, event)
        case ShareReleased():
            return replace(known, waits=False, carried=_nothing(event))
        case ShareBilled():
            return _billed(known, event)
        case ShareCorrectedOut() | ShareOpened():
            return known
        case ShareTakenOver():
            carried = event.amount + (event.arrears or _nothing(event)) - (event.advance or _nothing(event))
            return replace(known, taken_over_on=event.on, months_taken_over=event.paid_months, carried=carried)
        case _:
            assert_never(event)


def index(state: ShareState) -> SubjectIndex:
    """By what the books find the share account."""
    return SubjectIndex(member=state.member, product=state.product, opened_on=state.opened_on, closed_on=state.closed_on)


def _reopened(state: ShareState) -> ShareState:
    # Who was admitted again takes up also shares that still waited.
    return replace(state, closed_on=None, waits=False) if state.closed_on is not None else state


def _billed(state: ShareState, event: ShareBilled) -> ShareState:
    carried = event.carried if state.carried is None else state.carried
    return replace(state, closed_on=None, waits=False, carried=carried, billed=with_month(state.billed, event.month, event.amount))


def _closed(state: ShareState, event: ShareReturned | ShareClaimed) -> ShareState:
    # Whoever is admitted again begins anew: bills of an ended membership are no arrears.
    waits = isinstance(event, ShareClaimed) and event.waits
    return replace(state, closed_on=event.on, waits=waits, instalments=0, carried=event.amount if waits else _nothing(event), billed=())


def _nothing(event: ShareReturned | ShareClaimed | ShareReleased | ShareTakenOver) -> Money:
    return Money.zero(event.amount.currency)


def _opened(state: ShareState | None, event: ShareEvent) -> ShareState:
    if state is None:
        no = f"{event.member}/{event.product}"
        return ShareState(no=no, member=event.member, product=event.product, control=event.control, opened_on=event.on)
    return replace(state, opened_on=event.on) if event.on < state.opened_on else state
