"""Agreeing anew on a running loan, or changing its rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.commands.checks import check_codes, check_days
from irman_ledger.coop.loans.events import LoanRateChanged, LoanRescheduled
from irman_ledger.coop.loans.methods import INSTALMENTS_MAX
from irman_ledger.coop.loans.refusals import DatesOutOfOrderError, InstalmentsOutOfRangeError
from irman_ledger.core.codes import checked_reason
from irman_ledger.core.protocols import Command
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleLoan(Command[LoanRescheduled]):
    """Repay the rest of a loan by a new plan from a day on (penjadwalan ulang, restrukturisasi).

    Parameters
    ----------
    instalments
        Of the new plan.
    reason
        Why, for the auditor; without a person's name.
    first_due_on
        The first new instalment's day, not before `on`; one period later where it is not given.
    rate
        Within what the product allows; the product's own where it is not given.
    capitalise
        Whether the interest to the day that is not paid becomes principal, where the product allows it; else it is due with the
        first new instalment.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError, InstalmentsOutOfRangeError, DatesOutOfOrderError
    """

    kind: ClassVar[str] = "loan.reschedule"

    loan: str
    on: date
    instalments: int
    reason: str
    first_due_on: date | None = None
    rate: Rate | None = None
    capitalise: bool = False

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on, first_due_on=self.first_due_on)
        checked_reason(self.reason)
        if type(self.instalments) is not int or not 1 <= self.instalments <= INSTALMENTS_MAX:
            raise InstalmentsOutOfRangeError(field="instalments", instalments=self.instalments, most=INSTALMENTS_MAX)
        if self.first_due_on is not None and self.first_due_on < self.on:
            raise DatesOutOfOrderError(field="first_due_on", first=self.on, second=self.first_due_on)
        if type(self.capitalise) is not bool:
            raise InvalidInputError(field="capitalise", value=self.capitalise, reason="must be true or false")

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRate(Command[LoanRateChanged]):
    """Let a loan run at another rate from a day on (perubahan suku bunga), where it was agreed so; it is no new agreement.

    Parameters
    ----------
    on
        The first day that earns the new rate; what falls due by then stays as it is.
    rate
        Within what the product allows.
    reason
        Why, for the auditor; without a person's name.

    Raises
    ------
    CodeError, DateMalformedError, InvalidInputError
    """

    kind: ClassVar[str] = "loan.change-rate"

    loan: str
    on: date
    rate: Rate
    reason: str

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on)
        checked_reason(self.reason)
        if not isinstance(self.rate, Rate):
            raise InvalidInputError(field="rate", value=self.rate, reason="must be a rate")
        self.rate.to("year")

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)
