"""A loan that goes over to the accounts of another status: what is asked, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, FundEvent
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanReclassified(FundEvent):
    """A loan stands on the accounts of another status of its member.

    Parameters
    ----------
    status, status_before
        Of the member, on the day and until then.
    amount
        The principal that is owed; it moves where `receivable` is another account than `receivable_before`.
    interest_income
        Takes interest from now on; of a sale, its margin.
    penalty_income
        Takes penalties from now on; None: paying late costs nothing.
    """

    kind: ClassVar[str] = "loan.reclassified"

    loan: str
    member: str
    product: str
    on: date
    status: str
    status_before: str
    amount: Money
    receivable: str
    receivable_before: str
    interest_income: str
    penalty_income: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReclassifyLoan(Command[LoanReclassified]):
    """Bring a loan to the accounts of the status that its member has on a day (reklasifikasi pinjaman).

    Parameters
    ----------
    on
        Not before its latest event.

    Raises
    ------
    CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.reclassify"

    loan: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.loan, field="loan")
        if type(self.on) is not date:
            raise DateMalformedError(field="on", value=self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)
