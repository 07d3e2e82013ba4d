"""How a loan follows the status of its member."""

from __future__ import annotations

from irman_ledger.coop.loans.reclass import LoanReclassified, ReclassifyLoan
from irman_ledger.coop.loans.refusals import LoanStatusUnchangedError
from irman_ledger.coop.loans.rules.standing import check_not_before_last, open_loan
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalancesOf, Facts
from irman_ledger.core.subject import Subject


def consult_reclass(state: LoanState) -> tuple[Ask, ...]:
    """What is owed."""
    return (BalancesOf(Subject("loan", state.no)),)


def reclassify(command: ReclassifyLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanReclassified:
    """The accounts of the status of the day; refused where they are those that the loan stands on."""
    loan = open_loan(command, state)
    check_not_before_last(command, loan)
    standing, terms = facts.standing, bylaws.terms(loan.product, "loans", parse)
    assert standing is not None, "a loan has a member"
    receivable, income, penalty = accounts_for(loan, standing.status, terms)
    if standing.status == loan.status or (receivable, income, penalty) == loan.accounts:
        raise LoanStatusUnchangedError(field="loan", loan=loan.no, status=standing.status, on=command.on)
    return LoanReclassified(
        loan=loan.no,
        member=loan.member,
        product=loan.product,
        on=command.on,
        status=standing.status,
        status_before=loan.status,
        amount=facts.balance(loan.receivable, Subject("loan", loan.no)),
        receivable=receivable,
        receivable_before=loan.receivable,
        interest_income=income,
        penalty_income=penalty,
    )


def accounts_for(loan: LoanState, status: str, terms: LoanTerms) -> tuple[str, str, str | None]:
    """The accounts of principal, of interest or margin, and of penalties that the product names for a status."""
    accounts = terms.accounts.get(status, terms.accounts_general)
    agreed, penalty = loan.penalty, terms.penalty(status)
    income = None if agreed is None else agreed.income if penalty is None else penalty.income
    return accounts.receivable, accounts.interest_income, income


def follows_status(loan: LoanState, terms: LoanTerms) -> bool:
    """Whether some status has other accounts than those that the loan stands on."""
    statuses = (*terms.accounts, *(terms.penalties or ()), "")
    return any(accounts_for(loan, status, terms) != loan.accounts for status in statuses)
