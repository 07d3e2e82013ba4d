"""What happened to loans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.assessment import LoanAssessed
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanDisbursed(Event):
    """A loan was paid out.

    Parameters
    ----------
    status
        Of the member on the day.
    plan
        The whole repayment plan.
    receivable, interest_income
        The accounts that the product's terms name for the status.
    """

    kind: ClassVar[str] = "loan.disbursed"

    loan: str
    member: str
    status: str
    product: str
    on: date
    contract_on: date
    principal: Money
    rate: Rate
    method: str
    plan: tuple[Instalment, ...]
    receivable: str
    interest_income: str
    box: str


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
    is_set_off
        It was set off against the claim of a leaver; then no money came, and `box` is empty.
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
    is_set_off: bool = False

    @property
    def amount(self) -> Money:
        """What was paid."""
        return self.interest + self.principal


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTakenOver(Event):
    """A running loan came from the old books.

    Parameters
    ----------
    principal
        What was still outstanding.
    plan
        What was still to be paid, with the overdue.
    takeover
        The clearing account against which old balances are brought in.
    """

    kind: ClassVar[str] = "loan.taken-over"

    loan: str
    member: str
    status: str
    product: str
    on: date
    contract_on: date
    principal: Money
    plan: tuple[Instalment, ...]
    receivable: str
    interest_income: str
    takeover: str


LoanEvent = LoanDisbursed | LoanRepaid | LoanTakenOver | LoanAssessed


def plan_of(event: LoanEvent) -> tuple[Instalment, ...] | None:
    """The repayment plan that an event brings; None: it changes none."""
    return None if isinstance(event, LoanRepaid | LoanAssessed) else event.plan
