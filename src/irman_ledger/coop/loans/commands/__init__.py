"""What can be asked of loans."""

from __future__ import annotations

from irman_ledger.coop.loans.commands.opening import DisburseLoan, TakeOverLoan
from irman_ledger.coop.loans.commands.repaying import PayOffLoan, RepayLoan, ReturnTitipan, SettleFromTitipan, WaivePenalty

__all__ = [
    "DisburseLoan",
    "LoanCommand",
    "PayOffLoan",
    "RepayLoan",
    "ReturnTitipan",
    "SettleFromTitipan",
    "TakeOverLoan",
    "WaivePenalty",
]

LoanCommand = DisburseLoan | RepayLoan | TakeOverLoan | PayOffLoan | SettleFromTitipan | ReturnTitipan | WaivePenalty
