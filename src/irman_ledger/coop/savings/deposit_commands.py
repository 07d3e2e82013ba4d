"""What can be asked of term deposits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.savings.deposit_events import (
    DepositBroken,
    DepositInstructed,
    DepositInterestPaid,
    DepositMatured,
    DepositOpened,
    DepositPaidOut,
    TransferReceived,
)
from irman_ledger.coop.savings.deposit_refusals import DepositChoiceError
from irman_ledger.coop.savings.placement import MONTHS_MAX, PAYMENTS, ROLLOVERS, Payment, Rollover
from irman_ledger.coop.savings.refusals import SavingsAmountError, SavingsDatesError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject, subject_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDeposit(Command[DepositOpened]):
    """Place a term deposit (menempatkan simpanan berjangka).

    Parameters
    ----------
    deposit
        Its number, never used before for savings in this book.
    months
        The term, one that the product offers; it sets the rate.
    payment
        ``monthly``: interest falls due each month on the day of the placement; ``at-maturity``: all of it at the end.
    rollover
        ``principal-and-interest`` needs ``at-maturity``.
    pay_to
        A savings account of the same member; None: interest is paid in cash, and what matured in cash too.
    settle
        The cash box or bank account that takes the money; None: the default one.
    """

    kind: ClassVar[str] = "savings.open-deposit"
    deposit: str
    member: str
    product: str
    on: date
    amount: Money
    months: int
    payment: Payment = "monthly"
    rollover: Rollover = "none"
    pay_to: str | None = None
    settle: str | None = None

    def __post_init__(self) -> None:
        _check(self.deposit, self.on, pay_to=self.pay_to, settle=self.settle)
        checked_code(self.member, field="member")
        checked_code(self.product, field="product")
        if not isinstance(self.amount, Money) or self.amount.minor < 1:
            reason = "must be more than zero" if isinstance(self.amount, Money) else "is not money"
            raise SavingsAmountError(field="amount", account=self.deposit, value=self.amount, reason=reason)
        if type(self.months) is not int or not 1 <= self.months <= MONTHS_MAX:
            raise DepositChoiceError(field="months", deposit=self.deposit, value=self.months, reason=f"must be from 1 to {MONTHS_MAX}")
        if self.payment not in PAYMENTS:
            reason = "must be one of " + ", ".join(PAYMENTS)
            raise DepositChoiceError(field="payment", deposit=self.deposit, value=self.payment, reason=reason)
        _check_rollover(self.deposit, self.rollover)
        if self.rollover == "principal-and-interest" and self.payment != "at-maturity":
            reason = "interest that is placed anew is paid at maturity"
            raise DepositChoiceError(field="payment", deposit=self.deposit, value=self.payment, reason=reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The deposit, then the member."""
        return (subject_of("savings", self.deposit), subject_of("member", self.member))


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructDeposit(Command[DepositInstructed]):
    """Choose anew where interest goes and what follows maturity, while the deposit runs (mengubah instruksi)."""

    kind: ClassVar[str] = "savings.instruct-deposit"
    deposit: str
    on: date
    rollover: Rollover
    pay_to: str | None = None

    def __post_init__(self) -> None:
        _check(self.deposit, self.on, pay_to=self.pay_to)
        _check_rollover(self.deposit, self.rollover)

    def subjects(self) -> tuple[Subject, ...]:
        """The deposit."""
        return (subject_of("savings", self.deposit),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayDepositInterest(Command[DepositInterestPaid]):
    """Pay all interest that has fallen due and was not paid (membayar jasa simpanan berjangka), less the final tax.

    It goes to the account that the member has named, as a transfer that `ReceiveTransfer` takes in, or is paid in cash.

    Parameters
    ----------
    settle
        The cash box or bank account that pays, where it is paid in cash; None: the default one.
    """

    kind: ClassVar[str] = "savings.pay-deposit-interest"
    deposit: str
    on: date
    settle: str | None = None

    def __post_init__(self) -> None:
        _check(self.deposit, self.on, settle=self.settle)

    def subjects(self) -> tuple[Subject, ...]:
        """The deposit."""
        return (subject_of("savings", self.deposit),)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatureDeposit(Command[DepositMatured]):
    """End the term of a deposit that has matured (jatuh tempo), and place it anew, move it or let it wait as was agreed.

    A new term counts from the day of maturity, at the rate that is offered on `on`.

    Parameters
    ----------
    on
        The day of maturity or later.
    """

    kind: ClassVar[str] = "savings.mature-deposit"
    deposit: str
    on: date

    def __post_init__(self) -> None:
        _check(self.deposit, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The deposit."""
        return (subject_of("savings", self.deposit),)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakDeposit(Command[DepositBroken]):
    """End a deposit before it matures (mencairkan sebelum jatuh tempo); `PayOutDeposit` then pays what is left.

    The running term earns the product's rate for breaking, for the time that it stood; `on` itself earns nothing.
    """

    kind: ClassVar[str] = "savings.break-deposit"
    deposit: str
    on: date

    def __post_init__(self) -> None:
        _check(self.deposit, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The deposit."""
        return (subject_of("savings", self.deposit),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOutDeposit(Command[DepositPaidOut]):
    """Pay out all that a deposit holds that runs no longer, and close it (mencairkan simpanan berjangka).

    Parameters
    ----------
    pay_to
        A savings account of the same member that receives it; None: it is paid in cash.
    settle
        The cash box or bank account that pays, where it is paid in cash; None: the default one.
    """

    kind: ClassVar[str] = "savings.pay-out-deposit"
    deposit: str
    on: date
    pay_to: str | None = None
    settle: str | None = None

    def __post_init__(self) -> None:
        _check(self.deposit, self.on, pay_to=self.pay_to, settle=self.settle)

    def subjects(self) -> tuple[Subject, ...]:
        """The deposit."""
        return (subject_of("savings", self.deposit),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveTransfer(Command[TransferReceived]):
    """Take into a savings account all that stands for it on the account of transfers (menerima pemindahan)."""

    kind: ClassVar[str] = "savings.receive-transfer"
    account: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        _check_day(self.account, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


OnDeposit = InstructDeposit | PayDepositInterest | MatureDeposit | BreakDeposit | PayOutDeposit
DepositCommand = OpenDeposit | OnDeposit | ReceiveTransfer


def _check(deposit: str, on: date, **codes: str | None) -> None:
    checked_code(deposit, field="deposit")
    for field, code in codes.items():
        if code is not None:
            checked_code(code, field=field)
    _check_day(deposit, on)


def _check_day(account: str, on: date) -> None:
    if type(on) is not date:  # A datetime is a date to isinstance, but has a clock in it.
        raise SavingsDatesError(field="on", account=account, value=on, reason="must be a day")


def _check_rollover(deposit: str, rollover: str) -> None:
    if rollover not in ROLLOVERS:
        raise DepositChoiceError(field="rollover", deposit=deposit, value=rollover, reason="must be one of " + ", ".join(ROLLOVERS))
