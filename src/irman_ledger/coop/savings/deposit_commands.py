"""What can be asked of term deposits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.savings.commands.checks import check_amount, check_day
from irman_ledger.coop.savings.deposit_events import (
    DepositBroken,
    DepositInstructed,
    DepositInterestPaid,
    DepositMatured,
    DepositOpened,
    DepositPaidOut,
    DepositTakenOver,
    TransferReceived,
)
from irman_ledger.coop.savings.deposit_refusals import DepositChoiceError
from irman_ledger.coop.savings.placement import MONTHS_MAX, PAYMENTS, ROLLOVERS, Payment, Rollover
from irman_ledger.coop.savings.refusals import SavingsDatesError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.rate import Rate
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
        check_amount(self.deposit, self.amount, least=1)
        _check_term(self.deposit, self.months, self.payment, self.rollover)

    def subjects(self) -> tuple[Subject, ...]:
        """The deposit, then the member."""
        return (subject_of("savings", self.deposit), subject_of("member", self.member))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverDeposit(Command[DepositTakenOver]):
    """Bring a running term deposit of the old books into a book opened in mid-life (saldo awal simpanan berjangka).

    What was agreed stands, whether the product still offers it or not; how its interest is counted and rounded are the product's.

    Parameters
    ----------
    placed_on
        The day of the first placement, at the latest `on`; its day of the month is that on which interest falls due and terms mature.
    due_on
        The day on which the running term matures (jatuh tempo), a whole number of terms or months after `placed_on`; before `on` only where
        nothing is placed anew.
    months
        Of the running term, which began by `on`.
    rate
        Of the running term, for a month or a year.
    amount
        The principal.
    payment, rollover, pay_to
        As of `OpenDeposit`.
    interest_paid
        What the old books paid of the interest of the running term, before tax; only where it is paid monthly.
    interest_accrued
        What they recognised and have not paid; with `interest_paid` at most what the term earns.
    """

    kind: ClassVar[str] = "savings.take-over-deposit"
    deposit: str
    member: str
    product: str
    on: date
    placed_on: date
    due_on: date
    months: int
    rate: Rate
    amount: Money
    interest_paid: Money
    interest_accrued: Money
    payment: Payment = "monthly"
    rollover: Rollover = "none"
    pay_to: str | None = None

    def __post_init__(self) -> None:
        _check(self.deposit, self.on, pay_to=self.pay_to)
        checked_code(self.member, field="member")
        checked_code(self.product, field="product")
        check_day(self.deposit, "placed_on", self.placed_on)
        check_day(self.deposit, "due_on", self.due_on)
        if self.placed_on > self.on:
            raise SavingsDatesError(field="placed_on", account=self.deposit, value=self.placed_on, reason=f"is after {self.on}")
        if self.due_on < self.on and self.rollover != "none":
            raise SavingsDatesError(field="due_on", account=self.deposit, value=self.due_on, reason=f"is before {self.on}")
        check_amount(self.deposit, self.amount, least=1)
        check_amount(self.deposit, self.interest_paid, least=0, field="interest_paid")
        check_amount(self.deposit, self.interest_accrued, least=0, field="interest_accrued")
        _check_term(self.deposit, self.months, self.payment, self.rollover)
        if not isinstance(self.rate, Rate) or self.rate.per not in ("month", "year"):
            raise DepositChoiceError(field="rate", deposit=self.deposit, value=self.rate, reason="must be a rate for a month or a year")
        if self.interest_paid and self.payment != "monthly":
            reason = "interest that is paid at maturity was not paid before"
            raise DepositChoiceError(field="interest_paid", deposit=self.deposit, value=self.interest_paid, reason=reason)

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
        check_day(self.account, "on", self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


OnDeposit = InstructDeposit | PayDepositInterest | MatureDeposit | BreakDeposit | PayOutDeposit
DepositCommand = OpenDeposit | TakeOverDeposit | OnDeposit | ReceiveTransfer


def _check(deposit: str, on: date, **codes: str | None) -> None:
    checked_code(deposit, field="deposit")
    for field, code in codes.items():
        if code is not None:
            checked_code(code, field=field)
    check_day(deposit, "on", on)


def _check_term(deposit: str, months: int, payment: str, rollover: str) -> None:
    if type(months) is not int or not 1 <= months <= MONTHS_MAX:
        raise DepositChoiceError(field="months", deposit=deposit, value=months, reason=f"must be from 1 to {MONTHS_MAX}")
    if payment not in PAYMENTS:
        raise DepositChoiceError(field="payment", deposit=deposit, value=payment, reason="must be one of " + ", ".join(PAYMENTS))
    _check_rollover(deposit, rollover)
    if rollover == "principal-and-interest" and payment != "at-maturity":
        raise DepositChoiceError(field="payment", deposit=deposit, value=payment, reason="interest that is placed anew is paid at maturity")


def _check_rollover(deposit: str, rollover: str) -> None:
    if rollover not in ROLLOVERS:
        raise DepositChoiceError(field="rollover", deposit=deposit, value=rollover, reason="must be one of " + ", ".join(ROLLOVERS))
