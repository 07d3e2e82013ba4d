"""Taking a loan off the books, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.commands.checks import check_codes, check_days, check_positive
from irman_ledger.coop.loans.events import LoanForgiven, LoanRecovered, LoanWrittenOff
from irman_ledger.core.codes import checked_reason
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffLoan(Command[LoanWrittenOff]):
    """Take a loan off the books while it is still claimed (hapus buku).

    Parameters
    ----------
    reason
        The decision behind it, for the auditor; without a person's name.

    Raises
    ------
    CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.write-off"

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgiveLoan(Command[LoanForgiven]):
    """Give up the claim of a loan that was written off (hapus tagih).

    Parameters
    ----------
    reason
        The decision behind it, for the auditor; without a person's name.

    Raises
    ------
    CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.forgive"

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


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverLoan(Command[LoanRecovered]):
    """Take in money on a loan that was written off (pemulihan pinjaman).

    Parameters
    ----------
    amount
        More than zero, not more than is claimed.
    settle
        The cash box or bank account it is paid into; the default one where it is not given.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.recover"

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
