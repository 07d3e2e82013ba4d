"""One item becomes another: harvested (panen), or processed (pengolahan)."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol, TypeVar

from irman_ledger.coop.procedures.recorder import Recorder
from irman_ledger.coop.stock import BringInStock, GrowStock, HarvestStock, ProcessStock
from irman_ledger.core.money import Money
from irman_ledger.core.quantity import Quantity

__all__ = ["harvest", "process"]


class _Recorded(Protocol):
    @property
    def event(self) -> Any: ...


G = TypeVar("G", bound=_Recorded)


def harvest(
    tx: Recorder[G],
    *,
    item: str,
    into: str,
    on: date,
    quantity: Quantity,
    harvested: Quantity,
    value: Money,
    key: str,
    document: str | None = None,
) -> tuple[G, G]:
    """Harvest biological assets into inventory, at fair value less costs to sell.

    Parameters
    ----------
    quantity
        Of the biological asset, in its own unit: it leaves with its part of what it stands at.
    harvested
        What came of it, in the unit of `into`.
    value
        Fair value of that less costs to sell; the difference is the gain or loss of the harvest.

    Returns
    -------
    tuple
        What `tx.record` gave for what was harvested and for the harvest.

    Raises
    ------
    StockShortError, StockEmptyError, StockKindError
        ``stock.short``, ``stock.empty``, ``stock.kind``
    """
    out = tx.record(HarvestStock(item=item, on=on, into=into, quantity=quantity, value=value), key=f"{key}/1", document=document)
    came = BringInStock(item=into, on=on, source=item, quantity=harvested, value=value)
    return out, tx.record(came, key=f"{key}/2", document=document)


def process(
    tx: Recorder[G],
    *,
    item: str,
    into: str,
    on: date,
    quantity: Quantity,
    produced: Quantity,
    key: str,
    cost: Money | None = None,
    settle: str | None = None,
    document: str | None = None,
) -> tuple[G, ...]:
    """Make one item of inventory of another; what it stands at goes with it, and what the work costs is added.

    Parameters
    ----------
    quantity
        Of what is processed, in its own unit.
    produced
        What came of it, in the unit of `into`.
    cost
        Paid for the work; None: nothing.
    settle
        The cash box or bank account that pays it; None: the default one.

    Returns
    -------
    tuple
        What `tx.record` gave for what was processed, for what came of it, and for the work where it cost something.

    Raises
    ------
    StockShortError, StockEmptyError, StockKindError
        ``stock.short``, ``stock.empty``, ``stock.kind``
    """
    out = tx.record(ProcessStock(item=item, on=on, into=into, quantity=quantity), key=f"{key}/1", document=document)
    came = BringInStock(item=into, on=on, source=item, quantity=produced, value=out.event.value)
    done = [out, tx.record(came, key=f"{key}/2", document=document)]
    if cost is not None:
        work = GrowStock(item=into, on=on, cost=cost, purpose="Biaya olah", settle=settle)
        done.append(tx.record(work, key=f"{key}/3", document=document))
    return tuple(done)
