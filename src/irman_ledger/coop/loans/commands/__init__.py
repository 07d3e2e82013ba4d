"""What can be asked of loans."""

from __future__ import annotations

from irman_ledger.coop.loans.accrual import AccrueLoanInterest
from irman_ledger.coop.loans.assessment import AssessLoan
from irman_ledger.coop.loans.commands.changing import ChangeRate, RescheduleLoan
from irman_ledger.coop.loans.commands.drawing import CancelUndrawn, DisburseTranche
from irman_ledger.coop.loans.commands.line import ChargeInterest, RenewLine
from irman_ledger.coop.loans.commands.opening import DisburseLoan, TakeOverLoan
from irman_ledger.coop.loans.commands.repaying import (
    CoverLoan,
    PayOffLoan,
    RepayLoan,
    ReplaceLoan,
    ReturnTitipan,
    SetOffLoan,
    SettleFromTitipan,
    WaivePenalty,
)
from irman_ledger.coop.loans.commands.security import (
    AddGuarantor,
    PledgeCollateral,
    ReleaseCollateral,
    ReleaseGuarantor,
    SettleByCollateral,
)
from irman_ledger.coop.loans.commands.selling import RebateMargin, SellByInstalments
from irman_ledger.coop.loans.commands.writing_off import ForgiveLoan, RecoverLoan, WriteOffLoan
from irman_ledger.coop.loans.reclass import ReclassifyLoan
from irman_ledger.coop.loans.spread import EarnLoanFees
from irman_ledger.coop.loans.topping_up import PayOutRest

__all__ = [
    "AccrueLoanInterest",
    "AddGuarantor",
    "AssessLoan",
    "ChangeRate",
    "ChargeInterest",
    "RenewLine",
    "CancelUndrawn",
    "CoverLoan",
    "DisburseLoan",
    "DisburseTranche",
    "EarnLoanFees",
    "ForgiveLoan",
    "LoanCommand",
    "PayOffLoan",
    "PayOutRest",
    "PledgeCollateral",
    "RebateMargin",
    "ReclassifyLoan",
    "RecoverLoan",
    "ReleaseCollateral",
    "ReleaseGuarantor",
    "RepayLoan",
    "ReplaceLoan",
    "RescheduleLoan",
    "ReturnTitipan",
    "SellByInstalments",
    "SetOffLoan",
    "SettleByCollateral",
    "SettleFromTitipan",
    "TakeOverLoan",
    "WaivePenalty",
    "WriteOffLoan",
]

LoanCommand = (
    DisburseLoan
    | RepayLoan
    | TakeOverLoan
    | PayOffLoan
    | SettleFromTitipan
    | ReturnTitipan
    | WaivePenalty
    | WriteOffLoan
    | ForgiveLoan
    | RecoverLoan
    | RescheduleLoan
    | PledgeCollateral
    | ReleaseCollateral
    | AddGuarantor
    | ReleaseGuarantor
    | SetOffLoan
    | CoverLoan
    | AssessLoan
    | SellByInstalments
    | RebateMargin
    | ChangeRate
    | AccrueLoanInterest
    | ChargeInterest
    | RenewLine
    | DisburseTranche
    | CancelUndrawn
    | EarnLoanFees
    | ReclassifyLoan
    | ReplaceLoan
    | PayOutRest
    | SettleByCollateral
)
