"""What can be asked of loans."""

from __future__ import annotations

from irman_ledger.coop.loans.commands.opening import DisburseLoan, TakeOverLoan
from irman_ledger.coop.loans.commands.repaying import RepayLoan

__all__ = ["DisburseLoan", "LoanCommand", "RepayLoan", "TakeOverLoan"]

LoanCommand = DisburseLoan | RepayLoan | TakeOverLoan
