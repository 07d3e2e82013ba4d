"""The loan that a command is about, as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from irman_ledger.coop.loans.accrual import AccruedPart, Adjusted, Recognition
from irman_ledger.coop.loans.amortising import Earning, anew
from irman_ledger.coop.loans.position import Position, receivables_of
from irman_ledger.coop.loans.refusals import (
    AccruedLaterError,
    BeforeDisbursementError,
    BeforeLastError,
    CommitmentOpenError,
    LoanPaidOffError,
    LoanWrittenOffError,
    NothingOutstandingError,
    PaymentExceedsDebtError,
    RateCappedError,
    RateNotOfferedError,
    ReclassifiedLaterError,
)
from irman_ledger.coop.loans.running import Split
from irman_ledger.coop.loans.spread import SpreadFee, respread
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalancesOf, Facts, Lowest, MovementsOf, ScheduleOf
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.prudence import prudence_on
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


class OfLoan(Protocol):
    """A command about one loan."""

    @property
    def loan(self) -> str: ...

    @property
    def on(self) -> date: ...


def asks(loan: LoanState, on: date) -> tuple[Ask, ...]:
    """What must be known of a loan that stands: the plan, what is paid of it, and the lowest principal from a day on."""
    subject = Subject("loan", loan.no)
    found: tuple[Ask, ...] = (BalancesOf(subject), ScheduleOf(subject), Lowest(loan.receivable, subject, on))
    if loan.recognition is not None:
        found = (*found, Lowest(loan.recognition.accrued, subject, on))
    if loan.commitment is not None and loan.commitment.line is not None:
        found = (*found, Lowest(loan.commitment.account, subject, on))
    return (*found, MovementsOf(subject)) if loan.is_by_movements else found


def known_loan(command: OfLoan, state: LoanState | None) -> LoanState:
    """A loan that is there on the day, paid off or not."""
    if state is None:
        raise UnknownSubjectError(field="loan", subject=command.loan)
    if command.on < state.opened_on:
        raise BeforeDisbursementError(field="on", loan=state.no, opened_on=state.opened_on, on=command.on)
    return state


def open_loan(command: OfLoan, state: LoanState | None) -> LoanState:
    """A loan that owes something on the day."""
    if state is not None and state.claim is not None:
        raise LoanWrittenOffError(field="loan", loan=state.no, since=state.claim.since)
    if state is not None and state.closed_on is not None:
        raise LoanPaidOffError(field="loan", loan=state.no, closed_on=state.closed_on)
    loan = known_loan(command, state)
    if loan.reclassified_on is not None and command.on < loan.reclassified_on:
        raise ReclassifiedLaterError(field="on", loan=loan.no, latest=loan.reclassified_on, on=command.on)
    return loan


def position_of(loan: LoanState, facts: Facts, bylaws: Bylaws) -> Position:
    """The loan with its plan and its money."""
    subject = Subject("loan", loan.no)
    return Position(
        loan=loan,
        receivables=receivables_of(loan, bylaws),
        plan=facts.schedule(subject),
        balances=facts.answers[BalancesOf(subject)],
        movements=facts.movements(subject) if loan.is_by_movements else (),
        currency=facts.currency,
    )


def check_lowest(loan: LoanState, principal: Money, on: date, facts: Facts) -> None:
    """Refuse a payment dated before a later one that left less to repay."""
    beyond = principal - facts.lowest(Lowest(loan.receivable, Subject("loan", loan.no), on))
    if beyond.minor > 0:
        raise PaymentExceedsDebtError(field="amount", loan=loan.no, excess=beyond)


def cleared_by(loan: LoanState, position: Position, interest: Money, on: date, facts: Facts, *, ends: bool = False) -> AccruedPart | None:
    """The accrued interest that a payment of interest settles before it is income; with the end of the loan all of it; None: nothing."""
    if loan.recognition is None:
        return None
    account, nothing = loan.recognition.accrued, Money.zero(facts.currency)
    if ends:
        if loan.accrued_on is not None and on < loan.accrued_on:
            raise AccruedLaterError(field="on", loan=loan.no, latest=loan.accrued_on, on=on)
        amount = position.accrued
    else:
        # A payment dated before an accrual leaves it as it is; the next accrual makes good.
        amount = min(interest, max(facts.lowest(Lowest(account, Subject("loan", loan.no), on)), nothing))
    return AccruedPart(account=account, amount=amount) if amount else None


def adjusted_by_end(loan: LoanState, position: Position) -> Adjusted | None:
    """What stands between cost and contract, which the end of the loan settles; None: nothing."""
    effective, amount = None if loan.recognition is None else loan.recognition.effective, position.adjustment
    if effective is None or not amount:
        return None
    return Adjusted(amount=-amount, account=effective.adjustment, income=effective.income)


def recognised_anew(
    position: Position,
    plan: Sequence[Instalment],
    on: date,
    terms: LoanTerms,
    *,
    split: Split | None = None,
    base: Recognition | None = None,
) -> Recognition | None:
    """How a loan with a new plan earns from a day; None: by the rate that it has, as the contract says.

    Parameters
    ----------
    base
        How the interest of the contract is income from now on; None: as before.
    """
    before = position.loan.recognition
    if before is None or before.effective is None:
        return base
    earning = Earning(plan=position.plan, recognition=before, split=position.loan.split, step=terms.step, mode=terms.mode)
    return anew(position.loan.no, earning, plan, base or before, split, on, terms.every)


def spread_anew(position: Position, plan: Sequence[Instalment], on: date, terms: LoanTerms) -> tuple[SpreadFee, ...]:
    """The spread fees of a loan whose new plan ends on another day than before; empty: it does not."""
    until = plan[-1].due_on
    if until == position.plan[-1].due_on:
        return ()
    return respread(position.loan.spread, on, until, step=terms.step, mode=terms.mode)


def check_outstanding(position: Position) -> None:
    """Refuse what needs principal to be owed."""
    if not position.outstanding:
        raise NothingOutstandingError(field="loan", loan=position.loan.no)


def check_not_before_last(command: OfLoan, loan: LoanState) -> None:
    """Refuse a day before the loan's latest one: what is decided is decided about all that came before."""
    check_last(loan, command.on)


def check_last(loan: LoanState, on: date) -> None:
    """The same of a day."""
    if on < loan.last_on:
        raise BeforeLastError(field="on", loan=loan.no, last_on=loan.last_on, on=on)


def check_drawn(loan: LoanState) -> None:
    """Refuse the end of a loan of which something may still be drawn."""
    if loan.has_open_commitment:
        raise CommitmentOpenError(field="loan", loan=loan.no)


def check_currency(amount: Money, facts: Facts) -> None:
    """Refuse money of another currency than the book's."""
    if amount.currency != facts.currency:
        raise CurrencyMismatchError(field="amount", left=facts.currency, right=amount.currency)


def offered_rate(terms: LoanTerms, rate: Rate | None, on: date, bylaws: Bylaws) -> Rate:
    """The rate that was asked for, or the product's own; refused outside what the product allows, and above a cap of its day."""
    found = terms.rate if rate is None else _asked(terms, rate)
    prudence = prudence_on(bylaws, on)
    if prudence is not None and found.to("year").value > prudence.caps.loan_rate.to("year").value:
        caps = prudence.caps
        raise RateCappedError(field="rate", product=terms.product, rate=found, most=caps.loan_rate, rules=caps.code, from_on=caps.from_on)
    return found


def _asked(terms: LoanTerms, rate: Rate) -> Rate:
    if not terms.rate_min.to("year").value <= rate.to("year").value <= terms.rate_max.to("year").value:
        raise RateNotOfferedError(field="rate", product=terms.product, least=terms.rate_min, most=terms.rate_max, rate=rate)
    return rate
