"""Drawing more of a loan that was agreed for more, or giving that up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.commands.checks import check_codes, check_days, check_positive
from irman_ledger.coop.loans.events import TrancheDisbursed, UndrawnCancelled
from irman_ledger.core.codes import checked_reason
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class DisburseTranche(Command[TrancheDisbursed]):
    """Pay out a further part of a loan (pencairan bertahap); the rest of its plan is made anew on the same days.

    Parameters
    ----------
    on
        The day the money leaves, not before the loan's latest one; interest on it runs from it.
    amount
        More than zero, not more than can still be drawn.
    settle
        The cash box or bank account it is paid from; the default one where it is not given.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.disburse-tranche"

    loan: str
    on: date
    amount: Money
    settle: str | None = None

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on)
        check_positive("amount", self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelUndrawn(Command[UndrawnCancelled]):
    """Give up what was not drawn of a loan (pembatalan sisa plafon): nothing more is paid out.

    Parameters
    ----------
    reason
        Why, for the auditor; without a person's name.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.cancel-undrawn"

    loan: str
    on: date
    reason: str

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on)
        checked_reason(self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)
