"""What happened to a savings account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.savings.deposit_events import DepositEvent
from irman_ledger.coop.savings.dormancy import DormancyEvent
from irman_ledger.coop.savings.programme_events import ProgrammeEvent
from irman_ledger.coop.savings.reclass import SavingsReclassified
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event, added


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
    """Money was paid in (setoran); of what was set off `box` is empty."""

    kind: ClassVar[str] = "savings.deposited"
    account: str
    on: date
    amount: Money
    control: str
    box: str
    is_set_off: bool = added(False)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestAccrued(Event):
    """What a savings account has earned was recognised before it is credited (akrual jasa simpanan).

    Parameters
    ----------
    amount
        What should be recognised to the day less what is; never zero, below zero where a back-dated movement lowered it.
    expense, accrued
        The accounts it is booked on.
    """

    kind: ClassVar[str] = "savings.interest-accrued"
    account: str
    on: date
    amount: Money
    expense: str
    accrued: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestPosted(Event):
    """Interest was credited to a savings account, less the final tax (jasa simpanan dibukukan).

    Parameters
    ----------
    status
        How the member stood on the day; it chose the expense account.
    from_on
        The first day of the period that ends on `on`.
    interest
        Before tax: what the account earned in the book year to date less what it was credited before. Below zero where
        back-dated movements lowered what was credited before.
    released
        The part of `interest` that was accrued before.
    tax
        What is withheld now; below zero: what is given back.
    interest_month, withheld_before
        The base of the tax: the member's interest of the month on all savings accounts with this one, and what was withheld in it
        before.
    accrued, tax_account
        None: the product has no such account, or withholds nothing from this member.
    """

    kind: ClassVar[str] = "savings.interest-posted"
    account: str
    member: str
    status: str
    on: date
    from_on: date
    interest: Money
    released: Money
    tax: Money
    interest_month: Money
    withheld_before: Money
    control: str
    expense: str
    accrued: str | None
    tax_account: str | None

    @property
    def net(self) -> Money:
        """What the saver gets."""
        return self.interest - self.tax


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeCharged(Event):
    """A fee was taken off a savings account (biaya simpanan).

    Parameters
    ----------
    status
        How the member stood on the day; it chose the income account.
    """

    kind: ClassVar[str] = "savings.fee-charged"
    account: str
    fee: str
    status: str
    on: date
    amount: Money
    control: str
    income: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdraftCharged(Event):
    """What an overdraft cost was taken off the account (bunga cerukan).

    Parameters
    ----------
    status
        How the member stood on the day; it chose the income account.
    """

    kind: ClassVar[str] = "savings.overdraft-charged"
    account: str
    status: str
    on: date
    amount: Money
    control: str
    income: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestBooked(Event):
    """Interest that was worked out elsewhere was credited, less the final tax (jasa simpanan dari sistem lain).

    Parameters
    ----------
    status
        How the member stood on the day; it chose the expense account.
    interest
        Before tax, as it was given.
    tax
        What is withheld now; below zero: what is given back.
    interest_month, withheld_before
        As in `InterestPosted`.
    tax_account
        None: nothing is withheld from this member.
    """

    kind: ClassVar[str] = "savings.interest-booked"
    account: str
    member: str
    status: str
    on: date
    interest: Money
    tax: Money
    interest_month: Money
    withheld_before: Money
    control: str
    expense: str
    tax_account: str | None

    @property
    def net(self) -> Money:
        """What the saver gets."""
        return self.interest - self.tax


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundingCorrected(Event):
    """A balance was brought to that of a system which rounds otherwise (koreksi pembulatan).

    Parameters
    ----------
    amount
        More than zero: put on the account; less: taken off it.
    contra
        The expense or income account that it is booked against.
    """

    kind: ClassVar[str] = "savings.rounding-corrected"
    account: str
    on: date
    amount: Money
    control: str
    contra: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsHeld(Event):
    """A part of the balance was held (simpanan diblokir)."""

    kind: ClassVar[str] = "savings.held"
    account: str
    hold: str
    on: date
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReleased(Event):
    """A held part of the balance was let go (blokir dibuka)."""

    kind: ClassVar[str] = "savings.hold-released"
    account: str
    hold: str
    on: date
    amount: Money


SavingsEvent = (
    Deposited
    | Withdrawn
    | CorrectedOut
    | CorrectedIn
    | SavingsOpened
    | SavingsTakenOver
    | InterestAccrued
    | InterestPosted
    | SavingsClosed
    | FeeCharged
    | OverdraftCharged
    | InterestBooked
    | RoundingCorrected
    | DepositEvent
    | SavingsHeld
    | HoldReleased
    | ProgrammeEvent
    | SavingsReclassified
    | DormancyEvent
)
