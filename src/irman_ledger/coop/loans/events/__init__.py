"""What happened to loans."""

from __future__ import annotations

from irman_ledger.coop.loans.accrual import LoanInterestAccrued
from irman_ledger.coop.loans.assessment import LoanAssessed
from irman_ledger.coop.loans.events.changing import LoanRateChanged, LoanRescheduled
from irman_ledger.coop.loans.events.drawing import TrancheDisbursed, UndrawnCancelled
from irman_ledger.coop.loans.events.line import LineInterestCharged, LineRenewed
from irman_ledger.coop.loans.events.opening import LoanDisbursed, LoanTakenOver
from irman_ledger.coop.loans.events.repaying import LoanRepaid, LoanSettledFromTitipan, PenaltyWaived, TitipanReturned
from irman_ledger.coop.loans.events.security import CollateralPledged, CollateralReleased, GuarantorAdded, GuarantorReleased
from irman_ledger.coop.loans.events.selling import GoodsSold, MarginRebated
from irman_ledger.coop.loans.events.writing_off import LoanForgiven, LoanRecovered, LoanWrittenOff
from irman_ledger.coop.loans.reclass import LoanReclassified
from irman_ledger.coop.loans.spread import LoanFeesEarned
from irman_ledger.coop.loans.topping_up import RestPaidOut
from irman_ledger.core.schedule import Instalment

__all__ = [
    "CollateralPledged",
    "CollateralReleased",
    "GoodsSold",
    "GuarantorAdded",
    "GuarantorReleased",
    "LoanAssessed",
    "LoanDisbursed",
    "LoanEvent",
    "LoanFeesEarned",
    "LoanForgiven",
    "LoanRateChanged",
    "LoanInterestAccrued",
    "LoanReclassified",
    "LineInterestCharged",
    "LineRenewed",
    "LoanRecovered",
    "LoanRepaid",
    "LoanRescheduled",
    "LoanSettledFromTitipan",
    "LoanTakenOver",
    "LoanWrittenOff",
    "MarginRebated",
    "PenaltyWaived",
    "RestPaidOut",
    "TitipanReturned",
    "TrancheDisbursed",
    "UndrawnCancelled",
    "plan_of",
]

LoanEvent = (
    LoanDisbursed
    | LoanRepaid
    | LoanTakenOver
    | LoanSettledFromTitipan
    | TitipanReturned
    | PenaltyWaived
    | LoanWrittenOff
    | LoanForgiven
    | LoanRecovered
    | LoanRescheduled
    | CollateralPledged
    | CollateralReleased
    | GuarantorAdded
    | GuarantorReleased
    | LoanAssessed
    | GoodsSold
    | MarginRebated
    | LoanRateChanged
    | LoanInterestAccrued
    | LineInterestCharged
    | LineRenewed
    | TrancheDisbursed
    | UndrawnCancelled
    | LoanFeesEarned
    | LoanReclassified
    | RestPaidOut
)


def plan_of(event: LoanEvent) -> tuple[Instalment, ...] | None:
    """The repayment plan that an event brings; None: it changes none."""
    brings = LoanDisbursed | GoodsSold | LoanTakenOver | LoanRescheduled | LoanRateChanged | LoanRepaid | TrancheDisbursed
    return event.plan if isinstance(event, brings | LineInterestCharged | LineRenewed) else None
