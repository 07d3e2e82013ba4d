"""Money came to a loan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.accrual import AccruedPart, Adjusted, Recognition
from irman_ledger.coop.loans.commitment import UndrawnMoved
from irman_ledger.coop.loans.running import Split
from irman_ledger.coop.loans.sales import EarnedMargin
from irman_ledger.coop.loans.seizing import SeizedPart
from irman_ledger.coop.loans.spread import EarnedFee, SpreadFee
from irman_ledger.coop.loans.topping_up import Replacement
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import FundEvent, added
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRepaid(FundEvent):
    """Money came in on a loan.

    Parameters
    ----------
    status
        Of the member on the day; None: not known in the book.
    interest, principal
        What the money settled; one of them may be zero.
    penalty, penalty_income
        What it settled of penalties, and the account that earned it; None: nothing.
    held, titipan
        What is held for the member, and on which account; None: nothing.
    is_paid_off
        The loan owes nothing any more.
    is_set_off
        It was set off against the claim of a leaver, against its collateral, or a new loan ended it; then no money came, and
        `box` is empty.
    covered_by
        The group that paid it for its member; then too no money came. None: nobody did.
    margin
        Of a sale, what it earned; None: nothing.
    cleared
        What it settled of accrued interest; None: nothing.
    plan, split
        The plan that early money made anew, in which it stands as a row of its day, and what the running period had earned by
        then; None: the plan stays. The one before it is kept as an earlier version. A line of credit that is paid off has a plan
        with its last bill, and no split.
    spread
        The spread fees, where that plan ends on another day than before.
    fees_earned
        What the end of the loan made income of its spread fees.
    undrawn
        What of it can be drawn again; None: nothing.
    replaced
        A new loan ended it; None: none did.
    adjusted
        What the end of the loan settled between its cost and its contract; None: nothing stood there.
    recognition
        How a loan that earns by its effective rate does so by the new plan; None: as before.
    seized
        The collateral that settled it, and is its collateral no more; None: none did.
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
    penalty: Money | None = added(None)
    penalty_income: str | None = added(None)
    held: Money | None = added(None)
    titipan: str | None = added(None)
    is_set_off: bool = added(False)
    covered_by: str | None = added(None)
    margin: EarnedMargin | None = added(None)
    cleared: AccruedPart | None = added(None)
    plan: tuple[Instalment, ...] | None = added(None)
    split: Split | None = added(None)
    spread: tuple[SpreadFee, ...] = added(())
    fees_earned: tuple[EarnedFee, ...] = added(())
    undrawn: UndrawnMoved | None = added(None)
    replaced: Replacement | None = added(None)
    adjusted: Adjusted | None = added(None)
    recognition: Recognition | None = added(None)
    seized: SeizedPart | None = added(None)

    @property
    def amount(self) -> Money:
        """What was paid."""
        nothing = Money.zero(self.principal.currency)
        return self.interest + self.principal + (self.penalty or nothing) + (self.held or nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanSettledFromTitipan(FundEvent):
    """Money held for the member settled what was due on a loan.

    Parameters
    ----------
    titipan
        The account of money held for members.

    The others are as in `LoanRepaid`.
    """

    kind: ClassVar[str] = "loan.settled-from-titipan"

    loan: str
    member: str
    status: str | None
    on: date
    interest: Money
    principal: Money
    penalty: Money | None
    is_paid_off: bool
    receivable: str
    interest_income: str
    penalty_income: str | None
    titipan: str
    margin: EarnedMargin | None = added(None)
    cleared: AccruedPart | None = added(None)
    fees_earned: tuple[EarnedFee, ...] = added(())
    adjusted: Adjusted | None = added(None)

    @property
    def amount(self) -> Money:
        """What was settled."""
        return self.interest + self.principal + (self.penalty or Money.zero(self.principal.currency))


@dataclass(frozen=True, slots=True, kw_only=True)
class TitipanReturned(FundEvent):
    """Money held for the member of a loan was paid back."""

    kind: ClassVar[str] = "loan.titipan-returned"

    loan: str
    member: str
    on: date
    amount: Money
    titipan: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyWaived(FundEvent):
    """A penalty that was due is not asked for any more.

    Parameters
    ----------
    is_paid_off
        It was the last thing that the loan owed.
    cleared, interest_income
        What stood as accrued of a loan that it ended is taken back from that income; None: nothing did.
    fees_earned, adjusted
        As in `LoanRepaid`.
    waived, waived_contra
        The memorandum accounts that show it.
    """

    kind: ClassVar[str] = "loan.penalty-waived"

    loan: str
    member: str
    on: date
    amount: Money
    reason: str
    is_paid_off: bool
    waived: str
    waived_contra: str
    cleared: AccruedPart | None = added(None)
    interest_income: str | None = added(None)
    fees_earned: tuple[EarnedFee, ...] = added(())
    adjusted: Adjusted | None = added(None)
