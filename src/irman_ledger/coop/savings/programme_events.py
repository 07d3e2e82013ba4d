"""What happened to a programmed savings account beside its deposits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.savings.programme import Programme
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOpened(Event):
    """A programmed savings account was opened (pembukaan tabungan terprogram)."""

    kind: ClassVar[str] = "savings.programme-opened"
    account: str
    member: str
    product: str
    control: str
    status: str
    on: date
    programme: Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeTakenOver(Event):
    """A programmed savings account of the old books came over with its balance (saldo awal tabungan terprogram).

    Parameters
    ----------
    balance
        Zero or more; `programme` says what of it was no instalment.
    last_accrued_on
        Up to which day the old books had credited interest; None: never.
    """

    kind: ClassVar[str] = "savings.programme-taken-over"
    account: str
    member: str
    product: str
    control: str
    status: str
    on: date
    balance: Money
    last_accrued_on: date | None
    programme: Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeCancelled(Event):
    """A programme ended because months were not paid (program dibatalkan).

    Parameters
    ----------
    moved
        What goes to `pay_to` over the account of transfers; zero: the money stays.
    """

    kind: ClassVar[str] = "savings.programme-cancelled"
    account: str
    on: date
    missed: int
    moved: Money
    control: str
    pay_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeBroken(Event):
    """A member ended a programme before its time (program dihentikan); the penalty was taken, the rest can be withdrawn."""

    kind: ClassVar[str] = "savings.programme-broken"
    account: str
    on: date
    penalty: Money
    control: str
    income: str | None


ProgrammeEvent = ProgrammeOpened | ProgrammeTakenOver | ProgrammeCancelled | ProgrammeBroken
