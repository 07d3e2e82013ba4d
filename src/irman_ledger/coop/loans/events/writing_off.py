"""A loan left the books: written off, forgiven, or recovered after all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.accrual import AccruedPart, Adjusted
from irman_ledger.coop.loans.spread import EarnedFee
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import FundEvent, added


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanWrittenOff(FundEvent):
    """A loan was taken off the books while its claim stands.

    Parameters
    ----------
    principal
        All that was outstanding; `from_allowance`, `from_expense` and `unearned` together.
    claimed, claimed_contra
        The memorandum accounts on which it is still claimed.
    recovery
        The account of what comes in on it later.
    unearned, deferred
        Of a sale, the margin of it that was not earned, and its account: no loss. None: there was none.
    cleared, interest_income
        The accrued interest that is taken back from income, and that account; None: there was none.
    fees_earned
        What was left of its spread fees became income: the money was kept back.
    adjusted
        What was settled between its cost and its contract; None: nothing stood there.
    """

    kind: ClassVar[str] = "loan.written-off"

    loan: str
    member: str
    on: date
    principal: Money
    from_allowance: Money
    from_expense: Money
    reason: str
    receivable: str
    allowance: str | None
    expense: str
    claimed: str
    claimed_contra: str
    recovery: str
    unearned: Money | None = added(None)
    deferred: str | None = added(None)
    cleared: AccruedPart | None = added(None)
    interest_income: str | None = added(None)
    fees_earned: tuple[EarnedFee, ...] = added(())
    adjusted: Adjusted | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanForgiven(FundEvent):
    """The claim of a loan that was written off was given up.

    Parameters
    ----------
    amount
        All that was still claimed.
    """

    kind: ClassVar[str] = "loan.forgiven"

    loan: str
    member: str
    on: date
    amount: Money
    reason: str
    claimed: str
    claimed_contra: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRecovered(FundEvent):
    """Money came in on a loan that was written off.

    Parameters
    ----------
    is_settled
        Nothing is claimed any more.
    """

    kind: ClassVar[str] = "loan.recovered"

    loan: str
    member: str
    on: date
    amount: Money
    is_settled: bool
    recovery: str
    claimed: str
    claimed_contra: str
    box: str
