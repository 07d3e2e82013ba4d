"""Money came to a loan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRepaid(Event):
    """Money came in on a loan.

    Parameters
    ----------
    status
        Of the member on the day; None: not known in the book.
    interest, principal
        What the money settled; one of them may be zero.
    is_paid_off
        The loan owes nothing any more.
    """

    kind: ClassVar[str] = "loan.repaid"

    loan: str
    member: str
    status: str | None
    on: date
    interest: Money
    principal: Money
    is_paid_off: bool
    receivable: str
    interest_income: str
    box: str

    @property
    def amount(self) -> Money:
        """What was paid."""
        return self.interest + self.principal
