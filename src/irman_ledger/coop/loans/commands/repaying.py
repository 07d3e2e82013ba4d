"""Bringing money to a loan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.commands.checks import check_codes, check_days, check_positive
from irman_ledger.coop.loans.events import LoanRepaid
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject


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
        check_codes(loan=self.loan)
        check_days(on=self.on)
        check_positive("amount", self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)
