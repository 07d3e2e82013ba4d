"""Loans (pinjaman): paid out by a plan, repaid by an allocation order, interest as income when it is paid."""

from __future__ import annotations

from irman_ledger.coop.loans.allocation import Allocation, allocate, open_instalments
from irman_ledger.coop.loans.arrears import Due, days_late, due, instalments_late
from irman_ledger.coop.loans.commands import (
    DisburseLoan,
    ForgiveLoan,
    PayOffLoan,
    RecoverLoan,
    RepayLoan,
    ReturnTitipan,
    SettleFromTitipan,
    TakeOverLoan,
    WaivePenalty,
    WriteOffLoan,
)
from irman_ledger.coop.loans.events import (
    LoanDisbursed,
    LoanForgiven,
    LoanRecovered,
    LoanRepaid,
    LoanSettledFromTitipan,
    LoanTakenOver,
    LoanWrittenOff,
    PenaltyWaived,
    TitipanReturned,
    plan_of,
)
from irman_ledger.coop.loans.fees import LoanFee
from irman_ledger.coop.loans.methods import METHODS, schedule
from irman_ledger.coop.loans.payoff import Payoff, payoff
from irman_ledger.coop.loans.penalties import Payment, PenaltyDue, PenaltyTerms, penalty_due
from irman_ledger.coop.loans.posting import entry_for
from irman_ledger.coop.loans.refusals import (
    BeforeDisbursementError,
    BeforeLastError,
    BorrowerNotServedError,
    ClaimExceededError,
    DatesOutOfOrderError,
    FeesExceedPrincipalError,
    InstalmentsOutOfRangeError,
    LoanExistsError,
    LoanNotWrittenOffError,
    LoanPaidOffError,
    LoanTermsError,
    LoanWrittenOffError,
    MethodUnknownError,
    NothingHeldError,
    PartialInstalmentAheadError,
    PaymentAheadError,
    PaymentExceedsDebtError,
    PayoffDiffersError,
    PenaltyExceededError,
    PlanDoesNotFitError,
    RateNotOfferedError,
    ScheduleDoesNotSumError,
    ScheduleMalformedError,
    WriteOffNotAgreedError,
)
from irman_ledger.coop.loans.rules import consult, decide
from irman_ledger.coop.loans.state import LoanState, evolve, index
from irman_ledger.core.protocols import Module

__all__ = [
    # commands
    "DisburseLoan",
    "ForgiveLoan",
    "PayOffLoan",
    "RecoverLoan",
    "RepayLoan",
    "ReturnTitipan",
    "SettleFromTitipan",
    "TakeOverLoan",
    "WaivePenalty",
    "WriteOffLoan",
    # events
    "LoanDisbursed",
    "LoanForgiven",
    "LoanRecovered",
    "LoanRepaid",
    "LoanSettledFromTitipan",
    "LoanTakenOver",
    "LoanWrittenOff",
    "PenaltyWaived",
    "TitipanReturned",
    "LoanFee",
    "Payment",
    "Payoff",
    "PenaltyDue",
    "PenaltyTerms",
    "payoff",
    "penalty_due",
    # state
    "LoanState",
    # calculations
    "METHODS",
    "Allocation",
    "Due",
    "allocate",
    "days_late",
    "due",
    "instalments_late",
    "open_instalments",
    "schedule",
    # errors
    "BeforeDisbursementError",
    "BeforeLastError",
    "BorrowerNotServedError",
    "ClaimExceededError",
    "DatesOutOfOrderError",
    "FeesExceedPrincipalError",
    "InstalmentsOutOfRangeError",
    "LoanExistsError",
    "LoanNotWrittenOffError",
    "LoanPaidOffError",
    "LoanTermsError",
    "LoanWrittenOffError",
    "MethodUnknownError",
    "NothingHeldError",
    "PartialInstalmentAheadError",
    "PaymentAheadError",
    "PaymentExceedsDebtError",
    "PayoffDiffersError",
    "PenaltyExceededError",
    "PlanDoesNotFitError",
    "RateNotOfferedError",
    "ScheduleDoesNotSumError",
    "ScheduleMalformedError",
    "WriteOffNotAgreedError",
    # the door of the module
    "MODULE",
]

MODULE = Module(
    name="loans",
    commands=(
        DisburseLoan,
        RepayLoan,
        TakeOverLoan,
        PayOffLoan,
        SettleFromTitipan,
        ReturnTitipan,
        WaivePenalty,
        WriteOffLoan,
        ForgiveLoan,
        RecoverLoan,
    ),
    events=(
        LoanDisbursed,
        LoanRepaid,
        LoanTakenOver,
        LoanSettledFromTitipan,
        TitipanReturned,
        PenaltyWaived,
        LoanWrittenOff,
        LoanForgiven,
        LoanRecovered,
    ),
    subject_kinds={"loan": LoanState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    schedule=plan_of,
)
