"""What the loans module does at the end of a month: loans follow their members, are graded and set aside for, and earn."""

from __future__ import annotations

from typing import Final

from irman_ledger.coop.loans.accrual import AccrueLoanInterest
from irman_ledger.coop.loans.assessment import AssessLoan
from irman_ledger.coop.loans.commands.drawing import CancelUndrawn
from irman_ledger.coop.loans.commands.line import ChargeInterest
from irman_ledger.coop.loans.reclass import ReclassifyLoan
from irman_ledger.coop.loans.refusals import (
    AccrualUnchangedError,
    AccruedLaterError,
    AssessedLaterError,
    AssessmentUnchangedError,
    FeesUnchangedError,
    LineChargedLaterError,
    LineUnchargedError,
    LoanStatusUnchangedError,
)
from irman_ledger.coop.loans.rules.reclassifying import follows_status
from irman_ledger.coop.loans.spread import EarnLoanFees
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.protocols import MonthEndStep


def _status(no: str, state: LoanState, bylaws: Bylaws, month: Month) -> ReclassifyLoan | None:
    if state.claim is not None or state.opened_on > month.last_day or state.product not in bylaws.products:
        return None
    if not follows_status(state, bylaws.terms(state.product, "loans", parse)):
        return None
    # What has moved since the month goes over on the day of its latest event, since that was decided about the accounts before.
    return ReclassifyLoan(loan=no, on=max(month.last_day, state.last_on))


def _quality(no: str, state: LoanState, bylaws: Bylaws, month: Month) -> AssessLoan | None:
    if state.opened_on > month.last_day or state.product not in bylaws.products:
        return None
    if bylaws.terms(state.product, "loans", parse).quality is None:
        return None
    # What was set aside for a loan that is paid off or written off is set free once it is assessed again.
    is_over = state.closed_on is not None or state.claim is not None
    has_none = state.quality is None or state.quality.allowance is None
    return None if is_over and has_none else AssessLoan(loan=no, on=month.last_day)


def _interest(no: str, state: LoanState, bylaws: Bylaws, month: Month) -> AccrueLoanInterest | None:
    if state.recognition is None or state.claim is not None or state.opened_on > month.last_day or state.product not in bylaws.products:
        return None
    return AccrueLoanInterest(loan=no, on=month.last_day)


def _fees(no: str, state: LoanState, bylaws: Bylaws, month: Month) -> EarnLoanFees | None:
    if not state.unearned_fees or state.opened_on > month.last_day or state.product not in bylaws.products:
        return None
    return EarnLoanFees(loan=no, on=month.last_day)


def _line(no: str, state: LoanState, bylaws: Bylaws, month: Month) -> ChargeInterest | None:
    if state.line is None or state.claim is not None or state.opened_on > month.last_day or state.product not in bylaws.products:
        return None
    return ChargeInterest(loan=no, on=month.last_day)


def _expiry(no: str, state: LoanState, bylaws: Bylaws, month: Month) -> CancelUndrawn | None:
    agreed = state.commitment
    if agreed is None or agreed.line is None or not agreed.is_open or state.claim is not None or state.product not in bylaws.products:
        return None
    if agreed.line.expires_on > month.last_day:
        return None
    return CancelUndrawn(loan=no, on=max(month.last_day, state.last_on), reason="jatuh tempo rekening koran")


MONTH_END: Final = (
    MonthEndStep(
        name="loan-status",
        label=Label("Reklasifikasi pinjaman", "Loans reclassified"),
        subject_kind="loan",
        command=_status,
        nothing=frozenset({LoanStatusUnchangedError.code}),
    ),
    MonthEndStep(
        name="line-interest",
        label=Label("Pembebanan bunga rekening koran", "Interest of credit lines"),
        subject_kind="loan",
        command=_line,
        nothing=frozenset({LineUnchargedError.code, LineChargedLaterError.code}),
    ),
    MonthEndStep(
        name="line-expiry",
        label=Label("Jatuh tempo rekening koran", "Credit lines that expired"),
        subject_kind="loan",
        command=_expiry,
        nothing=frozenset(),
    ),
    MonthEndStep(
        name="loan-quality",
        label=Label("Kolektibilitas dan penyisihan pinjaman", "Loan grades and allowances"),
        subject_kind="loan",
        command=_quality,
        nothing=frozenset({AssessmentUnchangedError.code, AssessedLaterError.code}),
        includes_closed=True,
    ),
    MonthEndStep(
        name="loan-interest",
        label=Label("Akrual bunga pinjaman", "Accrued loan interest"),
        subject_kind="loan",
        command=_interest,
        nothing=frozenset({AccrualUnchangedError.code, AccruedLaterError.code}),
        follows=True,
    ),
    MonthEndStep(
        name="loan-fees",
        label=Label("Amortisasi provisi pinjaman", "Loan fees earned"),
        subject_kind="loan",
        command=_fees,
        nothing=frozenset({FeesUnchangedError.code}),
    ),
)
