"""What can be asked of programmed savings beside deposits and withdrawals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from irman_ledger.coop.savings.commands.checks import check_amount, check_day
from irman_ledger.coop.savings.programme_events import ProgrammeBroken, ProgrammeCancelled, ProgrammeOpened, ProgrammeTakenOver
from irman_ledger.coop.savings.programme_refusals import ProgrammeMonthsError
from irman_ledger.coop.savings.refusals import SavingsAmountError, SavingsDatesError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject, subject_of

_MONTHS_MAX: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProgramme(Command[ProgrammeOpened]):
    """Open a programmed savings account (membuka tabungan terprogram); nothing is booked.

    Parameters
    ----------
    amount
        Of each month; the first one is that of the opening, and each is due by the last day of its month.
    pay_to
        A savings account of the same member that it goes to if it is cancelled; None: it stays.
    """

    kind: ClassVar[str] = "savings.open-programme"
    account: str
    member: str
    product: str
    on: date
    amount: Money
    months: int
    pay_to: str | None = None

    def __post_init__(self) -> None:
        _check(self.account, self.on)
        _check_agreed(self.account, self.member, self.product, self.pay_to, self.amount, self.months)

    def subjects(self) -> tuple[Subject, ...]:
        """The account, then the member."""
        return (subject_of("savings", self.account), subject_of("member", self.member))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverProgramme(Command[ProgrammeTakenOver]):
    """Bring a programmed savings account of the old books into a book opened in mid-life (saldo awal tabungan terprogram).

    Parameters
    ----------
    on
        The day from which this book keeps it.
    begins_on
        The day it was opened in the old books, at the latest `on`.
    amount, months, pay_to
        As of `OpenProgramme`.
    balance
        What stood on it: the months that were paid, each whole, and `interest`.
    interest
        What of the balance was no instalment: the interest that was credited, less fees that were taken; below zero where they were more.
    last_accrued_on
        Up to which day the old books had credited interest, from `begins_on` to `on`; None: never.
    """

    kind: ClassVar[str] = "savings.take-over-programme"
    account: str
    member: str
    product: str
    on: date
    begins_on: date
    amount: Money
    months: int
    balance: Money
    interest: Money
    last_accrued_on: date | None = None
    pay_to: str | None = None

    def __post_init__(self) -> None:
        _check(self.account, self.on)
        _check_agreed(self.account, self.member, self.product, self.pay_to, self.amount, self.months)
        check_amount(self.account, self.balance, least=0, field="balance")
        if not isinstance(self.interest, Money):
            raise SavingsAmountError(field="interest", account=self.account, value=self.interest, reason="is not money")
        check_day(self.account, "begins_on", self.begins_on)
        if self.begins_on > self.on:
            raise SavingsDatesError(field="begins_on", account=self.account, value=self.begins_on, reason=f"is after {self.on}")
        if self.last_accrued_on is not None:
            check_day(self.account, "last_accrued_on", self.last_accrued_on)
            if not self.begins_on <= self.last_accrued_on <= self.on:
                reason = f"is not between {self.begins_on} and {self.on}"
                raise SavingsDatesError(field="last_accrued_on", account=self.account, value=self.last_accrued_on, reason=reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The account, then the member."""
        return (subject_of("savings", self.account), subject_of("member", self.member))


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelProgramme(Command[ProgrammeCancelled]):
    """End a programme of which too many months were not paid (membatalkan program)."""

    kind: ClassVar[str] = "savings.cancel-programme"
    account: str
    on: date

    def __post_init__(self) -> None:
        _check(self.account, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakProgramme(Command[ProgrammeBroken]):
    """End a programme before its time (menghentikan program): the penalty is taken from the balance, the rest can be withdrawn."""

    kind: ClassVar[str] = "savings.break-programme"
    account: str
    on: date

    def __post_init__(self) -> None:
        _check(self.account, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


ProgrammeCommand = OpenProgramme | TakeOverProgramme | CancelProgramme | BreakProgramme


def _check(account: str, on: date) -> None:
    checked_code(account, field="account")
    check_day(account, "on", on)


def _check_agreed(account: str, member: str, product: str, pay_to: str | None, amount: object, months: object) -> None:
    checked_code(member, field="member")
    checked_code(product, field="product")
    if pay_to is not None:
        checked_code(pay_to, field="pay_to")
    check_amount(account, amount, least=1)
    if type(months) is not int or not 1 <= months <= _MONTHS_MAX:
        raise ProgrammeMonthsError(field="months", account=account, value=months, reason=f"must be from 1 to {_MONTHS_MAX}")
