"""What was agreed on a loan changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.accrual import AccruedPart, Recognition
from irman_ledger.coop.loans.running import RateKind, Split
from irman_ledger.coop.loans.spread import SpreadFee
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import FundEvent, added
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRescheduled(FundEvent):
    """The rest of a loan got a new plan; the plan before it is kept as an earlier version.

    Parameters
    ----------
    principal
        What the new instalments repay, with what was capitalised.
    carried
        The interest to the day that was not paid: on top of the first new instalment, or capitalised.
    capitalised
        Whether it became principal, as income of the day.
    plan
        What was paid of the old plan, as it was paid, then the new instalments.
    rate_kind
        As in `LoanDisbursed`, from now on.
    cleared
        The accrued interest in what was capitalised; None: nothing.
    recognition
        How the interest of the new plan is income as it is earned; None: it is when it is paid.
    spread
        The spread fees, whose rest runs to the new last due day, where that is another one than before.
    """

    kind: ClassVar[str] = "loan.rescheduled"

    loan: str
    member: str
    on: date
    reason: str
    rate: Rate
    method: str
    principal: Money
    carried: Money
    capitalised: bool
    plan: tuple[Instalment, ...]
    receivable: str
    interest_income: str
    rate_kind: RateKind | None = added(None)
    cleared: AccruedPart | None = added(None)
    recognition: Recognition | None = added(None)
    spread: tuple[SpreadFee, ...] = added(())


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRateChanged(FundEvent):
    """A loan runs at another rate; the plan before it is kept as an earlier version.

    Parameters
    ----------
    rate_before, rate
        The day itself earns the new one already.
    plan
        What has fallen due by the day as it was, then what is still to come with its new interest.
    split
        What the running period had earned by the old rate.
    spread
        As in `LoanRescheduled`.
    recognition
        How a loan that earns by its effective rate does so from now on; None: as before.
    """

    kind: ClassVar[str] = "loan.rate-changed"

    loan: str
    member: str
    on: date
    reason: str
    rate_before: Rate
    rate: Rate
    plan: tuple[Instalment, ...]
    split: Split
    spread: tuple[SpreadFee, ...] = added(())
    recognition: Recognition | None = added(None)
