"""What is known of an item beside its money, which is the balance of its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from irman_ledger.coop.stock.events import (
    Basis,
    StockBred,
    StockCameIn,
    StockCounted,
    StockEvent,
    StockGone,
    StockGrown,
    StockKind,
    StockOpened,
    StockPassedOn,
    StockSold,
    StockValued,
)
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import SubjectIndex, added
from irman_ledger.core.quantity import NOTHING, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class StockState:
    """One item of inventory or biological assets.

    Parameters
    ----------
    stock, basis, account, unit, decimals, fund
        As they were agreed when it was opened, whatever later bylaws say.
    quantity
        How many units there are.
    written_down
        How far it stands below its cost; None: not at all.
    opened_on, last_on
        The day from which this book keeps it, and the day of its last movement.
    counted_on, valued_on
        When it was counted and valued last; None: never.
    group
        The group that keeps it; None: the cooperative itself.
    """

    no: str
    product: str
    description: str
    stock: StockKind
    basis: Basis
    account: str
    unit: str
    decimals: int
    fund: str
    quantity: Quantity
    written_down: Money | None
    opened_on: date
    last_on: date
    counted_on: date | None
    valued_on: date | None
    group: str | None = added(None)


def evolve(state: StockState | None, event: StockEvent) -> StockState:
    """The item after the event."""
    if isinstance(event, StockOpened):
        return _opened(event)
    assert state is not None, "only what was opened moves"
    state = replace(state, last_on=event.on)
    match event:
        case StockCameIn() | StockBred():
            return replace(state, quantity=state.quantity + event.quantity)
        case StockGrown():
            return state
        case StockSold() | StockGone() | StockPassedOn():
            return replace(_regained(state, event.regained), quantity=state.quantity - event.quantity)
        case StockCounted():
            return replace(_regained(state, event.regained), quantity=event.counted, counted_on=event.on)
        case StockValued():
            return replace(state, written_down=event.written_down or None, valued_on=event.on)
        case _:
            assert_never(event)


def index(state: StockState) -> SubjectIndex:
    """What the books find it by."""
    return SubjectIndex(group=state.group, product=state.product, opened_on=state.opened_on)


def _opened(event: StockOpened) -> StockState:
    return StockState(
        no=event.item,
        product=event.product,
        description=event.description,
        stock=event.stock,
        basis=event.basis,
        account=event.account,
        unit=event.unit,
        decimals=event.decimals,
        fund=event.fund,
        quantity=NOTHING,
        written_down=None,
        opened_on=event.on,
        last_on=event.on,
        counted_on=None,
        valued_on=None,
        group=event.group,
    )


def _regained(state: StockState, regained: Money) -> StockState:
    return state if state.written_down is None else replace(state, written_down=(state.written_down - regained) or None)
