"""How a loan leaves the books."""

from __future__ import annotations

from irman_ledger.coop.loans.backing import Claim
from irman_ledger.coop.loans.commands import ForgiveLoan, RecoverLoan, WriteOffLoan
from irman_ledger.coop.loans.events import LoanForgiven, LoanRecovered, LoanWrittenOff
from irman_ledger.coop.loans.refusals import ClaimExceededError, LoanNotWrittenOffError, WriteOffNotAgreedError
from irman_ledger.coop.loans.rules.standing import (
    adjusted_by_end,
    check_currency,
    check_drawn,
    check_not_before_last,
    check_outstanding,
    cleared_by,
    known_loan,
    open_loan,
    position_of,
)
from irman_ledger.coop.loans.spread import earned_whole
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject


def write_off(command: WriteOffLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanWrittenOff:
    """All that is outstanding: out of the loan's own allowance as far as it reaches, the rest is a cost of the day."""
    loan = open_loan(command, state)
    check_not_before_last(command, loan)
    check_drawn(loan)
    terms = bylaws.terms(loan.product, "loans", parse)
    if terms.write_off is None:
        raise WriteOffNotAgreedError(field="loan", product=loan.product)
    accounts, position = terms.write_off, position_of(loan, facts, bylaws)
    check_outstanding(position)
    principal, nothing = position.outstanding, Money.zero(facts.currency)
    unearned = position.deferred
    set_aside = nothing if accounts.allowance is None else -facts.balance(accounts.allowance, Subject("loan", loan.no))
    cleared = cleared_by(loan, position, nothing, command.on, facts, ends=True)
    from_allowance = min(max(set_aside, nothing), principal - unearned)
    return LoanWrittenOff(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        principal=principal,
        from_allowance=from_allowance,
        from_expense=principal - unearned - from_allowance,
        reason=command.reason,
        receivable=loan.receivable,
        allowance=accounts.allowance,
        expense=accounts.expense,
        claimed=accounts.claimed,
        claimed_contra=accounts.claimed_contra,
        recovery=accounts.recovery,
        unearned=unearned or None,
        deferred=loan.sale.deferred if loan.sale is not None and unearned else None,
        cleared=cleared,
        interest_income=None if cleared is None else loan.interest_income,
        fees_earned=earned_whole(loan.spread),
        adjusted=adjusted_by_end(loan, position),
    )


def forgive(command: ForgiveLoan, state: LoanState | None, facts: Facts) -> LoanForgiven:
    """The whole claim, given up."""
    loan, claim = _claimed(command, state)
    check_not_before_last(command, loan)
    return LoanForgiven(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        amount=facts.balance(claim.claimed, Subject("loan", loan.no)),
        reason=command.reason,
        claimed=claim.claimed,
        claimed_contra=claim.claimed_contra,
    )


def recover(command: RecoverLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRecovered:
    """Money on what is still claimed."""
    loan, claim = _claimed(command, state)
    check_not_before_last(command, loan)
    check_currency(command.amount, facts)
    claimed = facts.balance(claim.claimed, Subject("loan", loan.no))
    if command.amount > claimed:
        raise ClaimExceededError(field="amount", loan=loan.no, claimed=claimed, amount=command.amount)
    return LoanRecovered(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        amount=command.amount,
        is_settled=command.amount == claimed,
        recovery=claim.recovery,
        claimed=claim.claimed,
        claimed_contra=claim.claimed_contra,
        box=bylaws.box(command.settle).code,
    )


def _claimed(command: ForgiveLoan | RecoverLoan, state: LoanState | None) -> tuple[LoanState, Claim]:
    loan = known_loan(command, state)
    if loan.claim is None or loan.closed_on is not None:
        raise LoanNotWrittenOffError(field="loan", loan=loan.no)
    return loan, loan.claim
