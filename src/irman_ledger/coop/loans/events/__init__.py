"""What happened to loans."""

from __future__ import annotations

from irman_ledger.coop.loans.events.opening import LoanDisbursed, LoanTakenOver
from irman_ledger.coop.loans.events.repaying import LoanRepaid
from irman_ledger.core.schedule import Instalment

__all__ = ["LoanDisbursed", "LoanEvent", "LoanRepaid", "LoanTakenOver", "plan_of"]

LoanEvent = LoanDisbursed | LoanRepaid | LoanTakenOver


def plan_of(event: LoanEvent) -> tuple[Instalment, ...] | None:
    """The repayment plan that an event brings; None: it changes none."""
    return None if isinstance(event, LoanRepaid) else event.plan
