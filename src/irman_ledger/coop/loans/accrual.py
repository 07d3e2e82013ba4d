"""Interest that is income as it is earned (pengakuan akrual, bunga efektif): what a loan keeps of it, what is asked, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, FundEvent, added
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveInterest:
    """That a loan earns by the rate that it really bears (suku bunga efektif).

    Parameters
    ----------
    adjustment
        The account of what stands between cost and contract: fees that are not earned yet on its credit side, interest that is
        earned before the contract asks for it on its debit side (penyesuaian bunga efektif).
    income
        The account of what is earned beside the interest of the contract; less than that interest: below zero.
    received
        The cost on the day from which the rate runs (biaya perolehan diamortisasi): what is asked for later is worth it.
    rate
        Of a month, or of a day where the instalments come by weeks or days.
    from_on
        That day: of the payout, or of the latest plan.
    """

    adjustment: str
    income: str
    received: Money
    rate: Rate
    from_on: date


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
    effective
        What is earned beside it, so that both together are the effective rate; None: the interest of the contract is all.
    """

    accrued: str
    earns_from: date
    carried: Money | None = None
    effective: EffectiveInterest | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccruedPart:
    """What leaves the account of accrued interest; where it is more than the interest beside it, the rest is taken back from income."""

    account: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """What the account between cost and contract gained; less than zero: what it lost, out of income."""

    amount: Money
    account: str
    income: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanInterestAccrued(FundEvent):
    """The interest of a loan that is earned and not paid was brought to its figure of a day.

    Parameters
    ----------
    target, booked
        What should stand as accrued, and what stood before.
    is_stopped
        The loan is a problem: nothing stands as accrued.
    amount
        What became income; less than zero: what was taken back from it.
    adjusted
        What was earned beside it by the effective rate; None: nothing, or the loan has none.
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
    adjusted: Adjusted | None = added(None)


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
