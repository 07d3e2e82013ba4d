"""Something more was drawn on a loan, or will not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.commitment import Tranche, UndrawnMoved
from irman_ledger.coop.loans.fees import LoanFee
from irman_ledger.core.protocols import FundEvent
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheDisbursed(FundEvent):
    """A further part of a loan was paid out.

    Parameters
    ----------
    tranche
        Its sum, and what it bears until the next instalment.
    undrawn
        What was taken off the agreed sum.
    is_last
        Nothing more can be drawn.
    plan
        What had fallen due, as it was, then what the instalments of the same days repay from now on.
    fees
        What was taken for it on the day.
    """

    kind: ClassVar[str] = "loan.tranche-disbursed"

    loan: str
    member: str
    on: date
    tranche: Tranche
    undrawn: UndrawnMoved
    is_last: bool
    plan: tuple[Instalment, ...]
    receivable: str
    box: str
    fees: tuple[LoanFee, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UndrawnCancelled(FundEvent):
    """What was not drawn of a loan will not be.

    Parameters
    ----------
    undrawn
        What it was; None: all was drawn on the day, and nothing can be drawn again.
    is_paid_off
        Nothing else was owed.
    """

    kind: ClassVar[str] = "loan.undrawn-cancelled"

    loan: str
    member: str
    on: date
    reason: str
    undrawn: UndrawnMoved | None
    is_paid_off: bool
