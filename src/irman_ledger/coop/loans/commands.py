"""What can be asked of loans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import ClassVar

from irman_ledger.coop.loans.assessment import AssessLoan
from irman_ledger.coop.loans.events import LoanDisbursed, LoanRepaid, LoanTakenOver
from irman_ledger.coop.loans.methods import INSTALMENTS_MAX
from irman_ledger.coop.loans.refusals import (
    DatesOutOfOrderError,
    InstalmentsOutOfRangeError,
    ScheduleDoesNotSumError,
    ScheduleMalformedError,
)
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class DisburseLoan(Command[LoanDisbursed]):
    """Pay out a loan to a member (pencairan pinjaman).

    Parameters
    ----------
    on
        The day the money leaves; interest and the plan run from it.
    principal
        More than zero.
    contract_on
        The day of the contract, not after `on`; the same day where it is not given.
    first_due_on
        The first instalment's day, not before `on`; one period later where it is not given.
    rate
        Within what the product allows; the product's own where it is not given.
    settle
        The cash box or bank account it is paid from; the default one where it is not given.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError, InstalmentsOutOfRangeError, DatesOutOfOrderError
    """

    kind: ClassVar[str] = "loan.disburse"

    loan: str
    member: str
    product: str
    on: date
    principal: Money
    instalments: int
    contract_on: date | None = None
    first_due_on: date | None = None
    rate: Rate | None = None
    settle: str | None = None

    def __post_init__(self) -> None:
        _check_codes(loan=self.loan, member=self.member, product=self.product)
        _check_positive("principal", self.principal)
        if type(self.instalments) is not int or not 1 <= self.instalments <= INSTALMENTS_MAX:
            raise InstalmentsOutOfRangeError(field="instalments", instalments=self.instalments, most=INSTALMENTS_MAX)
        _check_days(on=self.on, contract_on=self.contract_on, first_due_on=self.first_due_on)
        _check_contract(self.contract_on, self.on)
        if self.first_due_on is not None and self.first_due_on < self.on:
            raise DatesOutOfOrderError(field="first_due_on", first=self.on, second=self.first_due_on)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan, then its member."""
        return Subject("loan", self.loan), Subject("member", self.member)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepayLoan(Command[LoanRepaid]):
    """Take in money on a loan (angsuran pinjaman): of any amount that the product's terms can place.

    Parameters
    ----------
    amount
        More than zero.
    settle
        The cash box or bank account it is paid into; the default one where it is not given.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.repay"

    loan: str
    on: date
    amount: Money
    settle: str | None = None

    def __post_init__(self) -> None:
        _check_codes(loan=self.loan)
        _check_days(on=self.on)
        _check_positive("amount", self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverLoan(Command[LoanTakenOver]):
    """Bring a running loan of the old books into this one (saldo awal pinjaman).

    Parameters
    ----------
    on
        The day from which this book keeps it.
    contract_on
        The day of the contract, not after `on`.
    principal_outstanding
        More than zero.
    schedule
        All that is still to be paid, principal and interest, with the days on which it fell or falls due: what is overdue
        keeps its old day and so carries the arrears; what is paid in part stands with its rest. Numbered as in the
        contract; the principal parts sum to `principal_outstanding`.

    Raises
    ------
    ScheduleMalformedError
        ``loan.schedule-malformed``
    ScheduleDoesNotSumError
        ``loan.schedule-does-not-sum``
    InvalidInputError, CodeError, DateMalformedError, DatesOutOfOrderError
    """

    kind: ClassVar[str] = "loan.take-over"

    loan: str
    member: str
    product: str
    on: date
    contract_on: date
    principal_outstanding: Money
    schedule: tuple[Instalment, ...]

    def __post_init__(self) -> None:
        _check_codes(loan=self.loan, member=self.member, product=self.product)
        _check_positive("principal_outstanding", self.principal_outstanding)
        _check_days(on=self.on, contract_on=self.contract_on)
        _check_contract(self.contract_on, self.on)
        _check_schedule(self.schedule)
        total = Money.total((one.principal for one in self.schedule), self.principal_outstanding.currency)
        if total != self.principal_outstanding:
            raise ScheduleDoesNotSumError(field="schedule", loan=self.loan, total=total, outstanding=self.principal_outstanding)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan, then its member."""
        return Subject("loan", self.loan), Subject("member", self.member)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOffLoan(Command[LoanRepaid]):
    """Set off a loan against the claim of a leaver (perhitungan pinjaman anggota keluar); part of a leaving, no money moves.

    It settles what a repayment of the same amount would settle.

    Parameters
    ----------
    amount
        More than zero; it comes from the set-off account.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.set-off"

    loan: str
    on: date
    amount: Money

    def __post_init__(self) -> None:
        _check_codes(loan=self.loan)
        _check_days(on=self.on)
        _check_positive("amount", self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


LoanCommand = DisburseLoan | RepayLoan | SetOffLoan | TakeOverLoan | AssessLoan


def _check_codes(**codes: str) -> None:
    for field, code in codes.items():
        checked_code(code, field=field)


def _check_positive(field: str, amount: object) -> None:
    if not isinstance(amount, Money) or amount.minor <= 0:
        raise InvalidInputError(field=field, value=amount, reason="must be money, more than zero")


def _check_days(**days: object) -> None:
    for field, day in days.items():
        if type(day) is not date and day is not None:
            raise DateMalformedError(field=field, value=day)


def _check_contract(contract_on: date | None, on: date) -> None:
    if contract_on is not None and contract_on > on:
        raise DatesOutOfOrderError(field="contract_on", first=contract_on, second=on)


def _check_schedule(schedule: tuple[Instalment, ...]) -> None:
    if not 1 <= len(schedule) <= INSTALMENTS_MAX:
        raise InstalmentsOutOfRangeError(field="schedule", instalments=len(schedule), most=INSTALMENTS_MAX)
    for one in schedule:
        _check_days(due_on=one.due_on)
        if one.no < 1 or one.principal.minor < 0 or one.interest.minor < 0 or not one.total:
            raise ScheduleMalformedError(field="schedule", no=one.no)
    for one, after in pairwise(schedule):
        if after.no != one.no + 1 or after.due_on < one.due_on:
            raise ScheduleMalformedError(field="schedule", no=after.no)
