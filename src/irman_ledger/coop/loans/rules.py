"""What a loan command becomes."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from irman_ledger.coop.loans.allocation import Allocation, allocate, open_instalments, payable, running_instalment
from irman_ledger.coop.loans.assessing import consult_assessment, decide_assessment
from irman_ledger.coop.loans.assessment import AssessLoan
from irman_ledger.coop.loans.commands import DisburseLoan, LoanCommand, RepayLoan, SetOffLoan, TakeOverLoan
from irman_ledger.coop.loans.events import LoanDisbursed, LoanEvent, LoanRepaid, LoanTakenOver
from irman_ledger.coop.loans.methods import schedule
from irman_ledger.coop.loans.refusals import (
    BeforeDisbursementError,
    BorrowerNotServedError,
    InstalmentsOutOfRangeError,
    LoanExistsError,
    LoanPaidOffError,
    PartialInstalmentAheadError,
    PaymentAheadError,
    PaymentExceedsDebtError,
    RateNotOfferedError,
)
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanAccounts, LoanTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalancesOf, Facts, Lowest, ScheduleOf, Standing
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


def consult(command: LoanCommand, state: LoanState | None, bylaws: Bylaws) -> tuple[Ask, ...]:
    """What must be known: for a repayment the plan, what is paid of it, and the lowest principal from its day on."""
    if state is not None and isinstance(command, AssessLoan):
        return consult_assessment(command, state, bylaws)
    if state is None or not isinstance(command, RepayLoan | SetOffLoan):
        return ()
    loan = Subject("loan", command.loan)
    return BalancesOf(loan), ScheduleOf(loan), Lowest(state.receivable, loan, command.on)


def decide(command: LoanCommand, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanEvent:
    """The event, or a refusal."""
    match command:
        case DisburseLoan():
            return _disburse(command, state, facts, bylaws)
        case RepayLoan():
            return _repay(command, state, facts, bylaws)
        case SetOffLoan():
            return _repay(RepayLoan(loan=command.loan, on=command.on, amount=command.amount), state, facts, bylaws, is_set_off=True)
        case TakeOverLoan():
            return _take_over(command, state, facts, bylaws)
        case AssessLoan():
            return decide_assessment(command, state, facts, bylaws)
        case _:
            assert_never(command)


def _disburse(command: DisburseLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanDisbursed:
    terms = bylaws.terms(command.product, "loans", parse)
    borrower = _borrower(command, state, facts)
    accounts = _served(terms, borrower)
    if command.instalments > terms.instalments_max:
        raise InstalmentsOutOfRangeError(field="instalments", instalments=command.instalments, most=terms.instalments_max)
    rate = _offered(terms, command.rate)
    plan = schedule(
        command.principal,
        rate,
        command.instalments,
        method=terms.method,
        start_on=command.on,
        first_due_on=command.first_due_on,
        every=terms.every,
        step=terms.step,
        mode=terms.mode,
        conventions=terms.conventions,
    )
    return LoanDisbursed(
        loan=command.loan,
        member=command.member,
        status=borrower.status,
        product=command.product,
        on=command.on,
        contract_on=command.contract_on or command.on,
        principal=command.principal,
        rate=rate,
        method=terms.method,
        plan=plan,
        receivable=accounts.receivable,
        interest_income=accounts.interest_income,
        box=bylaws.box(command.settle).code,
    )


def _take_over(command: TakeOverLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanTakenOver:
    # Whom the product serves today does not matter: the loan exists.
    terms = bylaws.terms(command.product, "loans", parse)
    borrower = _borrower(command, state, facts)
    accounts = terms.accounts.get(borrower.status, terms.accounts_general)
    if command.principal_outstanding.currency != facts.currency:
        currency = command.principal_outstanding.currency
        raise CurrencyMismatchError(field="principal_outstanding", left=facts.currency, right=currency)
    return LoanTakenOver(
        loan=command.loan,
        member=command.member,
        status=borrower.status,
        product=command.product,
        on=command.on,
        contract_on=command.contract_on,
        principal=command.principal_outstanding,
        plan=command.schedule,
        receivable=accounts.receivable,
        interest_income=accounts.interest_income,
        takeover=bylaws.role("takeover"),
    )


def _repay(command: RepayLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws, *, is_set_off: bool = False) -> LoanRepaid:
    # A repayment dated before a later one settles what is still open now: figures already recorded do not change.
    loan = _open_loan(command, state)
    terms, subject = bylaws.terms(loan.product, "loans", parse), Subject("loan", loan.no)
    plan, outstanding = facts.schedule(subject), facts.balance(loan.receivable, subject)
    paid_principal = Money.total((one.principal for one in plan), facts.currency) - outstanding
    unpaid = open_instalments(plan, paid_principal, -facts.balance(loan.interest_income, subject))
    demands = payable(unpaid, command.on, terms.early_payment, running_instalment(plan, loan.runs_from, command.on))
    is_whole_debt = terms.early_payment != "refuse" or len(demands) == len(unpaid)
    allocation = allocate(command.amount, demands, command.on, terms.allocation)
    # A claim is what it is: it may end within an instalment that is not due yet.
    _check_taken(loan, replace(terms, is_partial_ahead=True) if is_set_off else terms, allocation, is_whole_debt)
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
        box="" if is_set_off else bylaws.box(command.settle).code,
        is_set_off=is_set_off,
    )


def _borrower(command: DisburseLoan | TakeOverLoan, state: LoanState | None, facts: Facts) -> Standing:
    if state is not None:
        raise LoanExistsError(field="loan", loan=command.loan)
    if facts.standing is None:
        raise UnknownSubjectError(field="member", subject=command.member)
    return facts.standing


def _served(terms: LoanTerms, borrower: Standing) -> LoanAccounts:
    accounts = terms.accounts.get(borrower.status)
    if accounts is None:
        raise BorrowerNotServedError(field="member", product=terms.product, member=borrower.member, status=borrower.status)
    return accounts


def _offered(terms: LoanTerms, rate: Rate | None) -> Rate:
    if rate is None:
        return terms.rate
    if not terms.rate_min.to("year").value <= rate.to("year").value <= terms.rate_max.to("year").value:
        raise RateNotOfferedError(field="rate", product=terms.product, least=terms.rate_min, most=terms.rate_max, rate=rate)
    return rate


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
