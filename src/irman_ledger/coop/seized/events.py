"""What happened to foreclosed collateral."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event

Way = Literal["auction", "private", "member"]
"""By auction (lelang), privately (di bawah tangan), or back to the member who gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollateralTaken(Event):
    """Collateral was taken over for a loan.

    Parameters
    ----------
    value
        For which it was taken over; its cost.
    settled
        What of it the loan was set off against; the rest is owed to the member.
    surplus
        The account of that rest; None: there is none.
    """

    kind: ClassVar[str] = "seized.taken"

    seized: str
    member: str
    loan: str
    collateral: str
    description: str
    on: date
    value: Money
    settled: Money
    account: str
    surplus: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizedTakenOver(Event):
    """Foreclosed collateral came from the old books.

    Parameters
    ----------
    cost
        For which it was once taken over.
    carrying
        What it stands at; not more than `cost`.
    takeover
        The clearing account against which old balances are brought in.
    """

    kind: ClassVar[str] = "seized.taken-over"

    seized: str
    member: str
    description: str
    on: date
    cost: Money
    carrying: Money
    account: str
    takeover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizedValued(Event):
    """Foreclosed collateral was valued, and brought to the lower of its cost and what it would bring.

    Parameters
    ----------
    value, selling_costs
        What it would be sold for, and what that would cost.
    before, carrying
        What it stood at, and stands at.
    result
        The account that bears the difference; None: there is none.
    """

    kind: ClassVar[str] = "seized.valued"

    seized: str
    on: date
    value: Money
    selling_costs: Money
    before: Money
    carrying: Money
    account: str
    result: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizedKept(Event):
    """Something was paid to keep foreclosed collateral (biaya pemeliharaan)."""

    kind: ClassVar[str] = "seized.kept"

    seized: str
    on: date
    amount: Money
    purpose: str
    expense: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizedSold(Event):
    """Foreclosed collateral was sold, or bought back by the member who gave it.

    Parameters
    ----------
    proceeds
        What came in.
    carrying
        What it stood at.
    result
        The account of the gain or the loss; None: neither.
    """

    kind: ClassVar[str] = "seized.sold"

    seized: str
    on: date
    way: Way
    proceeds: Money
    carrying: Money
    account: str
    result: str | None
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurplusPaid(Event):
    """What the collateral was worth beyond the loan was paid out to its member."""

    kind: ClassVar[str] = "seized.surplus-paid"

    seized: str
    member: str
    on: date
    amount: Money
    surplus: str
    box: str


SeizedEvent = CollateralTaken | SeizedTakenOver | SeizedValued | SeizedKept | SeizedSold | SurplusPaid
