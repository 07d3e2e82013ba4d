"""Asking for a loan: paid out, or taken over from the old books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.commands.checks import (
    check_codes,
    check_contract,
    check_days,
    check_first_due,
    check_instalments,
    check_positive,
    check_schedule,
)
from irman_ledger.coop.loans.events import LoanDisbursed, LoanTakenOver
from irman_ledger.coop.loans.refusals import PartExceedsAgreedError, ScheduleDoesNotSumError
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
    replaces
        The member's older loan that it ends, which `ReplaceLoan` settled on the same day; then nothing leaves yet, and
        `PayOutRest` pays out what is left of it: see `irman_ledger.coop.procedures.top_up`.
    first_part
        Where the product is lent in parts, what is paid out on the day of the `principal`, which is the whole sum agreed; all of
        it where it is not given.
    is_related
        Whether the borrower is a related party (pengurus, pengawas), for whom the product may have a limit of its own.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError, InstalmentsOutOfRangeError, DatesOutOfOrderError, PartExceedsAgreedError
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
    is_related: bool = False
    first_part: Money | None = None
    replaces: str | None = None

    def __post_init__(self) -> None:
        check_codes(loan=self.loan, member=self.member, product=self.product)
        check_positive("principal", self.principal)
        if type(self.is_related) is not bool:
            raise InvalidInputError(field="is_related", value=self.is_related, reason="must be true or false")
        if self.first_part is not None:
            check_positive("first_part", self.first_part)
            if self.first_part > self.principal:
                raise PartExceedsAgreedError(field="first_part", part=self.first_part, principal=self.principal)
        if self.replaces is not None:
            self._check_replaces(self.replaces)
        check_instalments(self.instalments)
        check_days(on=self.on, contract_on=self.contract_on, first_due_on=self.first_due_on)
        check_contract(self.contract_on, self.on)
        check_first_due(self.first_due_on, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan, then its member."""
        return Subject("loan", self.loan), Subject("member", self.member)

    def _check_replaces(self, replaces: str) -> None:
        check_codes(replaces=replaces)
        if replaces == self.loan:
            raise InvalidInputError(field="replaces", value=replaces, reason="must be another loan")
        for field, value in (("settle", self.settle), ("first_part", self.first_part)):
            if value is not None:
                raise InvalidInputError(field=field, value=value, reason="does not go with replaces")


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
        contract; the principal parts sum to `principal_outstanding`. Of a sale they are the cost, and the interest is the
        margin that is not earned yet.

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
        check_codes(loan=self.loan, member=self.member, product=self.product)
        check_positive("principal_outstanding", self.principal_outstanding)
        check_days(on=self.on, contract_on=self.contract_on)
        check_contract(self.contract_on, self.on)
        check_schedule(self.schedule)
        total = Money.total((one.principal for one in self.schedule), self.principal_outstanding.currency)
        if total != self.principal_outstanding:
            raise ScheduleDoesNotSumError(field="schedule", loan=self.loan, total=total, outstanding=self.principal_outstanding)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan, then its member."""
        return Subject("loan", self.loan), Subject("member", self.member)
