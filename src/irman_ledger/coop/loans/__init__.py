"""Loans (pinjaman): paid out by a plan, repaid by an allocation order, interest as income when it is paid."""

from __future__ import annotations

from irman_ledger.coop.loans.allocation import Allocation, allocate, open_instalments
from irman_ledger.coop.loans.allowance import AllowanceRules, allowance_rules, target
from irman_ledger.coop.loans.arrears import Arrears, Due, arrears, days_late, due, instalments_late
from irman_ledger.coop.loans.assessing import Findings, LoanPosition, findings, findings_of
from irman_ledger.coop.loans.assessment import AssessLoan, LoanAssessed, LoanQuality
from irman_ledger.coop.loans.collectability import CollectabilityRules, Exposure, Grade, collectability_rules, grade
from irman_ledger.coop.loans.commands import DisburseLoan, RepayLoan, SetOffLoan, TakeOverLoan
from irman_ledger.coop.loans.events import LoanDisbursed, LoanRepaid, LoanTakenOver, plan_of
from irman_ledger.coop.loans.methods import METHODS, SALES, Conventions, Grace, sale, schedule
from irman_ledger.coop.loans.month_end import MONTH_END
from irman_ledger.coop.loans.posting import entry_for
from irman_ledger.coop.loans.refusals import (
    AssessedLaterError,
    AssessmentUnchangedError,
    BeforeDisbursementError,
    BeforeLoanError,
    BorrowerNotServedError,
    ConventionUnfitError,
    DatesOutOfOrderError,
    GraceTooLongError,
    InstalmentsOutOfRangeError,
    LoanExistsError,
    LoanPaidOffError,
    LoanTermsError,
    MethodUnknownError,
    PartialInstalmentAheadError,
    PaymentAheadError,
    PaymentExceedsDebtError,
    PlanDoesNotFitError,
    QualityNotGovernedError,
    RateNotOfferedError,
    ScheduleDoesNotSumError,
    ScheduleMalformedError,
)
from irman_ledger.coop.loans.rules import consult, decide
from irman_ledger.coop.loans.state import LoanState, evolve, index
from irman_ledger.core.protocols import Module

__all__ = [
    # commands
    "AssessLoan",
    "DisburseLoan",
    "RepayLoan",
    "SetOffLoan",
    "TakeOverLoan",
    # events
    "LoanAssessed",
    "LoanDisbursed",
    "LoanRepaid",
    "LoanTakenOver",
    # state
    "LoanQuality",
    "LoanState",
    # calculations
    "METHODS",
    "SALES",
    "Allocation",
    "AllowanceRules",
    "Arrears",
    "CollectabilityRules",
    "Conventions",
    "Due",
    "Exposure",
    "Findings",
    "Grace",
    "Grade",
    "LoanPosition",
    "allocate",
    "allowance_rules",
    "arrears",
    "collectability_rules",
    "days_late",
    "due",
    "findings",
    "findings_of",
    "grade",
    "instalments_late",
    "open_instalments",
    "sale",
    "schedule",
    "target",
    # errors
    "AssessedLaterError",
    "AssessmentUnchangedError",
    "BeforeDisbursementError",
    "BeforeLoanError",
    "BorrowerNotServedError",
    "ConventionUnfitError",
    "DatesOutOfOrderError",
    "GraceTooLongError",
    "InstalmentsOutOfRangeError",
    "LoanExistsError",
    "LoanPaidOffError",
    "LoanTermsError",
    "MethodUnknownError",
    "PartialInstalmentAheadError",
    "PaymentAheadError",
    "PaymentExceedsDebtError",
    "PlanDoesNotFitError",
    "QualityNotGovernedError",
    "RateNotOfferedError",
    "ScheduleDoesNotSumError",
    "ScheduleMalformedError",
    # the door of the module
    "MODULE",
]

MODULE = Module(
    name="loans",
    commands=(DisburseLoan, RepayLoan, SetOffLoan, TakeOverLoan, AssessLoan),
    events=(LoanDisbursed, LoanRepaid, LoanTakenOver, LoanAssessed),
    subject_kinds={"loan": LoanState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    schedule=plan_of,
    commutes=frozenset({LoanAssessed.kind}),
    asides=frozenset({LoanAssessed.kind}),
    month_end=MONTH_END,
)
