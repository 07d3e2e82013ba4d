"""Interest that is income as it is earned (pengakuan akrual): what a loan keeps of it, what is asked, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, Event
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """That the interest of a loan is income as its plan earns it.

    Parameters
    ----------
    accrued
        The account of what is earned and not paid (piutang bunga).
    earns_from
        The day from which interest runs.
    carried
        Of a loan with a new plan, the interest of the old one in the first new instalment: it is earned already. None: there is none.
    """

    accrued: str
    earns_from: date
    carried: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccruedPart:
    """What leaves the account of accrued interest; where it is more than the interest beside it, the rest is taken back from income."""

    account: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanInterestAccrued(Event):
    """The interest of a loan that is earned and not paid was brought to its figure of a day.

    Parameters
    ----------
    target, booked
        What should stand as accrued, and what stood before.
    is_stopped
        The loan is a problem: nothing stands as accrued.
    amount
        What became income; less than zero: what was taken back from it.
    """

    kind: ClassVar[str] = "loan.interest-accrued"

    loan: str
    member: str
    product: str
    on: date
    target: Money
    booked: Money
    is_stopped: bool
    amount: Money
    accrued: str
    interest_income: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccrueLoanInterest(Command[LoanInterestAccrued]):
    """Make the interest that a loan has earned to a day income, less what is booked already (akru bunga pinjaman).

    Parameters
    ----------
    on
        Usually the last day of a month.

    Raises
    ------
    CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.accrue-interest"

    loan: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.loan, field="loan")
        if type(self.on) is not date:
            raise DateMalformedError(field="on", value=self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)
