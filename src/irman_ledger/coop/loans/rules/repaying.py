"""What money on a loan settles."""

from __future__ import annotations

from irman_ledger.coop.loans.allocation import Allocation, allocate, open_instalments, payable, running_instalment
from irman_ledger.coop.loans.commands import RepayLoan
from irman_ledger.coop.loans.events import LoanRepaid
from irman_ledger.coop.loans.refusals import (
    BeforeDisbursementError,
    LoanPaidOffError,
    PartialInstalmentAheadError,
    PaymentAheadError,
    PaymentExceedsDebtError,
)
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts, Lowest
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


def repay(command: RepayLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRepaid:
    """A payment shared over what may be paid."""
    # A repayment dated before a later one settles what is still open now: figures already recorded do not change.
    loan = _open_loan(command, state)
    terms, subject = bylaws.terms(loan.product, "loans", parse), Subject("loan", loan.no)
    plan, outstanding = facts.schedule(subject), facts.balance(loan.receivable, subject)
    paid_principal = Money.total((one.principal for one in plan), facts.currency) - outstanding
    unpaid = open_instalments(plan, paid_principal, -facts.balance(loan.interest_income, subject))
    demands = payable(unpaid, command.on, terms.early_payment, running_instalment(plan, loan.runs_from, command.on))
    is_whole_debt = terms.early_payment != "refuse" or len(demands) == len(unpaid)
    allocation = allocate(command.amount, demands, command.on, terms.allocation)
    _check_taken(loan, terms, allocation, is_whole_debt)
    _check_lowest(loan, allocation, facts.lowest(Lowest(loan.receivable, subject, command.on)))
    return LoanRepaid(
        loan=loan.no,
        member=loan.member,
        status=facts.standing.status if facts.standing is not None else None,
        on=command.on,
        interest=allocation.interest,
        principal=allocation.principal,
        is_paid_off=is_whole_debt and command.amount == Money.total((one.total for one in demands), facts.currency),
        receivable=loan.receivable,
        interest_income=loan.interest_income,
        box=bylaws.box(command.settle).code,
    )


def _open_loan(command: RepayLoan, state: LoanState | None) -> LoanState:
    if state is None:
        raise UnknownSubjectError(field="loan", subject=command.loan)
    if state.closed_on is not None:
        raise LoanPaidOffError(field="loan", loan=state.no, closed_on=state.closed_on)
    if command.on < state.opened_on:
        raise BeforeDisbursementError(field="on", loan=state.no, opened_on=state.opened_on, on=command.on)
    return state


def _check_taken(loan: LoanState, terms: LoanTerms, allocation: Allocation, is_whole_debt: bool) -> None:
    if allocation.excess and is_whole_debt:
        raise PaymentExceedsDebtError(field="amount", loan=loan.no, excess=allocation.excess)
    if allocation.excess:
        raise PaymentAheadError(field="amount", loan=loan.no, ahead=allocation.excess)
    if allocation.cut is not None and not terms.is_partial_ahead:
        raise PartialInstalmentAheadError(field="amount", loan=loan.no, no=allocation.cut.no, missing=allocation.cut.total)


def _check_lowest(loan: LoanState, allocation: Allocation, lowest: Money) -> None:
    beyond = allocation.principal - lowest
    if beyond.minor > 0:
        raise PaymentExceedsDebtError(field="amount", loan=loan.no, excess=beyond)
