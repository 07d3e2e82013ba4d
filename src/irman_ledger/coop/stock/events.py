"""What happened to inventories and biological assets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from irman_ledger.core.money import Money
from irman_ledger.core.protocols import FundEvent, added
from irman_ledger.core.quantity import Quantity

StockKind = Literal["inventory", "biological"]
"""Persediaan, or aset biologis."""
Basis = Literal["cost", "fair-value"]
"""At the lower of cost and what it would bring, or at fair value less costs to sell."""
WayIn = Literal["taken-over", "received", "bought", "brought-in"]
WayOut = Literal["used", "lost"]
WayOn = Literal["harvested", "processed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StockOpened(FundEvent):
    """A card was opened for one thing that is counted (kartu persediaan).

    Parameters
    ----------
    account
        The control account of its product.
    unit, decimals
        What it is counted in, and how finely.
    group
        The group that keeps it; None: the cooperative itself.
    """

    kind: ClassVar[str] = "stock.opened"

    item: str
    description: str
    product: str
    on: date
    stock: StockKind
    basis: Basis
    account: str
    unit: str
    decimals: int
    group: str | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCameIn(FundEvent):
    """A quantity came in at a value.

    Parameters
    ----------
    way
        From the old books, as a gift, bought for cash, or from another item that was harvested or processed.
    against
        The account that is credited; None: cash, from `box`.
    source
        The item that it was made of.
    deed
        The deed of hand-over of a gift.
    """

    kind: ClassVar[str] = "stock.came-in"

    item: str
    on: date
    way: WayIn
    quantity: Quantity
    value: Money
    account: str
    against: str | None
    box: str | None
    source: str | None
    deed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StockGrown(FundEvent):
    """Its growth, or its processing, was paid for and is a part of its cost (biaya pembesaran, biaya olah)."""

    kind: ClassVar[str] = "stock.grown"

    item: str
    on: date
    cost: Money
    purpose: str
    account: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StockBred(FundEvent):
    """Animals were born (kelahiran ternak).

    Parameters
    ----------
    value
        Their fair value; zero of what stands at cost.
    gain
        The account of that value; None: there is none.
    """

    kind: ClassVar[str] = "stock.bred"

    item: str
    on: date
    quantity: Quantity
    value: Money
    account: str
    gain: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StockSold(FundEvent):
    """A quantity was sold for cash.

    Parameters
    ----------
    carrying
        What it stood at.
    regained
        How much of what was written down left with it.
    """

    kind: ClassVar[str] = "stock.sold"

    item: str
    on: date
    quantity: Quantity
    proceeds: Money
    carrying: Money
    regained: Money
    account: str
    income: str
    expense: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StockGone(FundEvent):
    """A quantity was used up or lost (pemakaian, kerugian)."""

    kind: ClassVar[str] = "stock.gone"

    item: str
    on: date
    way: WayOut
    quantity: Quantity
    purpose: str
    carrying: Money
    regained: Money
    account: str
    expense: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StockPassedOn(FundEvent):
    """A quantity was harvested, or processed, and became another item's (panen, pengolahan).

    Parameters
    ----------
    value
        What the other item begins with: fair value less costs to sell at the harvest, or `carrying`.
    clearing
        The clearing account that the other item takes it from.
    result
        The account of the difference between `value` and `carrying`; None: there is none.
    """

    kind: ClassVar[str] = "stock.passed-on"

    item: str
    on: date
    way: WayOn
    into: str
    quantity: Quantity
    value: Money
    carrying: Money
    regained: Money
    account: str
    clearing: str
    result: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCounted(FundEvent):
    """It was counted (opname persediaan).

    Parameters
    ----------
    before, counted
        The quantity of the card, and what was found.
    difference
        What is booked: more than zero where more was found.
    result
        The account of the difference; None: nothing is booked.
    """

    kind: ClassVar[str] = "stock.counted"

    item: str
    on: date
    before: Quantity
    counted: Quantity
    difference: Money
    regained: Money
    account: str
    result: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StockValued(FundEvent):
    """It was valued: brought to the lower of cost and what it would bring, or to fair value (penilaian).

    Parameters
    ----------
    unit_value
        What one unit would bring less the costs of selling it.
    before, carrying
        What it stood at, and stands at.
    written_down
        How far that is below its cost; zero of what stands at fair value.
    result
        The account of the difference; None: there is none.
    """

    kind: ClassVar[str] = "stock.valued"

    item: str
    on: date
    unit_value: Money
    before: Money
    carrying: Money
    written_down: Money
    account: str
    result: str | None


StockEvent = StockOpened | StockCameIn | StockGrown | StockBred | StockSold | StockGone | StockPassedOn | StockCounted | StockValued
