"""What happened to a term deposit, and what came from one to a savings account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.savings.placement import Placement, Rollover
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event
from irman_ledger.core.rate import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositInterest:
    """Interest of a deposit that is paid, added or taken back, with its tax and its accounts.

    Parameters
    ----------
    interest
        Before tax: what is due in all less what was credited before; below zero where a broken deposit earned less after all.
    released
        The part of `interest` that was accrued before.
    tax
        What is withheld now; below zero: what is given back.
    interest_month, withheld_before
        The base of the tax: the member's interest of the month on all savings and deposits with this one, and what was withheld in it
        before.
    tax_account
        None: nothing is withheld.
    """

    status: str
    interest: Money
    released: Money
    tax: Money
    interest_month: Money
    withheld_before: Money
    expense: str
    accrued: str
    tax_account: str | None

    @property
    def net(self) -> Money:
        """What the member gets."""
        return self.interest - self.tax


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositOpened(Event):
    """A term deposit was placed (penempatan simpanan berjangka)."""

    kind: ClassVar[str] = "savings.deposit-opened"
    deposit: str
    member: str
    product: str
    control: str
    status: str
    on: date
    box: str
    placement: Placement


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositTakenOver(Event):
    """A running term deposit of the old books came over (saldo awal simpanan berjangka).

    Parameters
    ----------
    interest_paid, interest_accrued
        Of the running term, before tax; what was accrued is still to be paid. `placement` has earned them before, below zero.
    """

    kind: ClassVar[str] = "savings.deposit-taken-over"
    deposit: str
    member: str
    product: str
    control: str
    status: str
    on: date
    interest_paid: Money
    interest_accrued: Money
    accrued: str
    placement: Placement


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositInstructed(Event):
    """The member chose anew where interest goes and what follows maturity (instruksi simpanan berjangka)."""

    kind: ClassVar[str] = "savings.deposit-instructed"
    deposit: str
    on: date
    rollover: Rollover
    pay_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositInterestPaid(Event):
    """Interest of a deposit was paid (jasa simpanan berjangka dibayar).

    Parameters
    ----------
    pay_to
        The savings account that receives it over the account of transfers; None: it was paid from `box`.
    """

    kind: ClassVar[str] = "savings.deposit-interest-paid"
    deposit: str
    member: str
    on: date
    interest: DepositInterest
    box: str | None
    pay_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """The next term of a deposit that was rolled over."""

    principal: Money
    rate: Rate
    begins_on: date
    matures_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositMatured(Event):
    """A deposit reached the end of its term (jatuh tempo): it was placed anew, moved to a savings account, or waits.

    Parameters
    ----------
    earned
        What all its terms earned up to then.
    interest
        What is added to the principal, or goes to `pay_to` with it; None: nothing is credited with the maturity.
    moved
        The principal that goes to `pay_to`; zero: it stays.
    renewed
        None: it runs no longer.
    """

    kind: ClassVar[str] = "savings.deposit-matured"
    deposit: str
    member: str
    on: date
    matured_on: date
    control: str
    earned: Money
    interest: DepositInterest | None
    moved: Money
    pay_to: str | None
    renewed: Renewal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositBroken(Event):
    """A deposit was ended before it matured (pencairan sebelum jatuh tempo): interest is put right and the penalty taken from it.

    Parameters
    ----------
    earned
        What all its terms earned after all.
    penalty_income
        None: there is no penalty.
    """

    kind: ClassVar[str] = "savings.deposit-broken"
    deposit: str
    member: str
    on: date
    control: str
    earned: Money
    interest: DepositInterest
    penalty: Money
    penalty_income: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositPaidOut(Event):
    """All that a deposit held was paid out, and it was closed (pencairan simpanan berjangka).

    Parameters
    ----------
    pay_to
        The savings account that receives it over the account of transfers; None: it was paid from `box`.
    """

    kind: ClassVar[str] = "savings.deposit-paid-out"
    deposit: str
    on: date
    amount: Money
    control: str
    box: str | None
    pay_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferReceived(Event):
    """What stood for a savings account on the account of transfers came in (pemindahan dari simpanan berjangka).

    Parameters
    ----------
    amount
        Below zero: what is taken, where the tax of the month was more than the interest.
    """

    kind: ClassVar[str] = "savings.transfer-received"
    account: str
    on: date
    amount: Money
    control: str


DepositEvent = (
    DepositOpened
    | DepositTakenOver
    | DepositInstructed
    | DepositInterestPaid
    | DepositMatured
    | DepositBroken
    | DepositPaidOut
    | TransferReceived
)
