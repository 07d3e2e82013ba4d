"""How what a loan has earned of its spread fees becomes income."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from irman_ledger.coop.loans.refusals import (
    BeforeLoanError,
    FeesNotSpreadError,
    FeesUnchangedError,
    LoanPaidOffError,
    LoanWrittenOffError,
)
from irman_ledger.coop.loans.spread import EarnedFee, EarnLoanFees, LoanFeesEarned, earned_to
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, Line, credit, debit
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


def earn_fees(command: EarnLoanFees, state: LoanState | None, bylaws: Bylaws) -> LoanFeesEarned:
    """What is earned of each spread fee to the day, less what is booked."""
    loan = _spreading(command, state)
    terms = bylaws.terms(loan.product, "loans", parse)
    fees = earned_to(loan.spread, command.on, step=terms.step, mode=terms.mode)
    if not fees:
        raise FeesUnchangedError(field="loan", loan=loan.no, on=command.on)
    return LoanFeesEarned(loan=loan.no, member=loan.member, product=loan.product, on=command.on, fees=fees)


def _spreading(command: EarnLoanFees, state: LoanState | None) -> LoanState:
    if state is None:
        raise UnknownSubjectError(field="loan", subject=command.loan)
    if not state.spread:
        raise FeesNotSpreadError(field="loan", loan=state.no)
    if state.claim is not None:
        raise LoanWrittenOffError(field="loan", loan=state.no, since=state.claim.since)
    if state.closed_on is not None:
        raise LoanPaidOffError(field="loan", loan=state.no, closed_on=state.closed_on)
    if command.on < state.opened_on:
        raise BeforeLoanError(field="on", loan=state.no, opened_on=state.opened_on, on=command.on)
    return state


def fees_entry(event: LoanFeesEarned, bylaws: Bylaws) -> Entry:
    """Out of the fees that are not earned yet, into income."""
    lines = tuple(fee_lines(event.fees, event.loan, bylaws))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Amortisasi provisi pinjaman {event.loan}", lines=lines)


def fee_lines(fees: Iterable[EarnedFee], no: str, bylaws: Bylaws) -> Iterator[Line]:
    """The two lines of each part that became income."""
    loan = Subject("loan", no)
    for fee in fees:
        yield debit(fee.deferred, fee.amount, loan)
        yield credit(fee.income, fee.amount, loan if bylaws.chart[fee.income].subject_kind == "loan" else None)
