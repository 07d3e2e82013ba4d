"""What happened to a savings account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsOpened(Event):
    """A savings account was opened (pembukaan simpanan).

    Parameters
    ----------
    control
        The ledger account that all its movements are booked on, chosen by the product's terms and `status`.
    status
        How the member stood on the day.
    """

    kind: ClassVar[str] = "savings.opened"
    account: str
    member: str
    product: str
    control: str
    status: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsTakenOver(Event):
    """A savings account of the old books came over with its balance (saldo awal).

    Parameters
    ----------
    amount
        Zero or more.
    last_accrued_on
        Up to which day the old books had credited interest; None: never.
    """

    kind: ClassVar[str] = "savings.taken-over"
    account: str
    member: str
    product: str
    control: str
    status: str
    opened_on: date
    amount: Money
    last_accrued_on: date | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposited(Event):
    """Money was paid in (setoran)."""

    kind: ClassVar[str] = "savings.deposited"
    account: str
    on: date
    amount: Money
    control: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Event):
    """Money was paid out (penarikan)."""

    kind: ClassVar[str] = "savings.withdrawn"
    account: str
    on: date
    amount: Money
    control: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedOut(Event):
    """An amount that never belonged here was taken off (koreksi salah rekening)."""

    kind: ClassVar[str] = "savings.corrected-out"
    account: str
    on: date
    amount: Money
    control: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedIn(Event):
    """An amount that belongs here was put on (koreksi salah rekening)."""

    kind: ClassVar[str] = "savings.corrected-in"
    account: str
    on: date
    amount: Money
    control: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsClosed(Event):
    """An empty savings account was closed (penutupan simpanan)."""

    kind: ClassVar[str] = "savings.closed"
    account: str
    on: date


SavingsEvent = Deposited | Withdrawn | CorrectedOut | CorrectedIn | SavingsOpened | SavingsTakenOver | SavingsClosed
