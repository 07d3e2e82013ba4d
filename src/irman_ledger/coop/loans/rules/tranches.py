"""How a loan is drawn in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import assert_never

from irman_ledger.coop.loans.commands import CancelUndrawn, ChargeInterest, DisburseTranche, RenewLine
from irman_ledger.coop.loans.commitment import Commitment, Tranche, UndrawnMoved
from irman_ledger.coop.loans.events import LineInterestCharged, LineRenewed, TrancheDisbursed, UndrawnCancelled
from irman_ledger.coop.loans.fees import fees_of
from irman_ledger.coop.loans.methods import Grace, schedule_on
from irman_ledger.coop.loans.methods.conventions import BY_PERIOD, Conventions
from irman_ledger.coop.loans.methods.periods import by_days, of_one_period
from irman_ledger.coop.loans.position import Position
from irman_ledger.coop.loans.refusals import (
    NotInTranchesError,
    TranchesExceededError,
    TrancheTooLateError,
    UndrawnExceededError,
)
from irman_ledger.coop.loans.rules.lines import charge_interest, drawn_of_line, renew
from irman_ledger.coop.loans.rules.opening import check_withheld
from irman_ledger.coop.loans.rules.standing import check_currency, check_not_before_last, open_loan, position_of
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment


def decide_drawing(
    command: DisburseTranche | CancelUndrawn | ChargeInterest | RenewLine, state: LoanState | None, facts: Facts, bylaws: Bylaws
) -> TrancheDisbursed | UndrawnCancelled | LineInterestCharged | LineRenewed:
    """More of what was agreed, or no more of it; what a line bore, or that it runs on."""
    match command:
        case DisburseTranche():
            return _disburse(command, state, facts, bylaws)
        case CancelUndrawn():
            return _cancel(command, state, facts, bylaws)
        case ChargeInterest():
            return charge_interest(command, state, facts, bylaws)
        case RenewLine():
            return renew(command, state, facts, bylaws)
        case _:
            assert_never(command)


def _disburse(command: DisburseTranche, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> TrancheDisbursed:
    """A further part, with what the instalments of the same days repay from now on."""
    loan = open_loan(command, state)
    check_not_before_last(command, loan)
    check_currency(command.amount, facts)
    commitment, position = _agreed(loan), position_of(loan, facts, bylaws)
    undrawn = position.undrawn
    if command.amount > undrawn:
        raise UndrawnExceededError(field="amount", loan=loan.no, undrawn=undrawn, amount=command.amount)
    line, last_due_on = commitment.line, position.plan[-1].due_on
    if line is not None:
        last_due_on = line.expires_on
    elif len(commitment.tranches) + 2 > commitment.parts_max:
        raise TranchesExceededError(field="loan", loan=loan.no, most=commitment.parts_max)
    if command.on >= last_due_on:
        raise TrancheTooLateError(field="on", loan=loan.no, last_due_on=last_due_on, on=command.on)
    terms = bylaws.terms(loan.product, "loans", parse)
    is_each = terms.tranches is not None and terms.tranches.fees == "each"
    fees = fees_of(terms.fees, command.amount, loan.status) if is_each else ()
    check_withheld("amount", command.amount, fees)
    tranche, plan = drawn_of_line(command, position, line) if line is not None else _drawn(command, position, commitment, terms)
    return TrancheDisbursed(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        tranche=tranche,
        undrawn=UndrawnMoved(amount=-command.amount, account=commitment.account, contra=commitment.contra),
        is_last=command.amount == undrawn and line is None,
        plan=plan,
        receivable=loan.receivable,
        box=bylaws.box(command.settle).code,
        fees=fees,
    )


def _cancel(command: CancelUndrawn, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> UndrawnCancelled:
    """What is not drawn; the loan ends with it where nothing is owed."""
    loan = open_loan(command, state)
    check_not_before_last(command, loan)
    position, commitment = position_of(loan, facts, bylaws), loan.commitment
    if commitment is None or not commitment.is_open:
        raise NotInTranchesError(field="loan", subject=loan.no)
    undrawn, terms = position.undrawn, bylaws.terms(loan.product, "loans", parse)
    return UndrawnCancelled(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        reason=command.reason,
        undrawn=UndrawnMoved(amount=-undrawn, account=commitment.account, contra=commitment.contra) if undrawn else None,
        is_paid_off=not position.unpaid() and not position.penalty(command.on) and not position.uncharged(command.on, terms),
    )


def _agreed(loan: LoanState) -> Commitment:
    if loan.commitment is None or not loan.commitment.is_open:
        raise NotInTranchesError(field="loan", subject=loan.no)
    return loan.commitment


def _drawn(
    command: DisburseTranche, position: Position, commitment: Commitment, terms: LoanTerms
) -> tuple[Tranche, tuple[Instalment, ...]]:
    """The part, and the plan with it: what has fallen due stays, and the instalments after it keep their days.

    The interest of the running period is what was planned of it and, rounded apart, that of the new part from its day on. What
    was paid of principal before its time stands with the first new instalment.
    """
    plan, on, nothing = position.plan, command.on, command.amount - command.amount
    kept, coming = [one for one in plan if one.due_on <= on], [one for one in plan if one.due_on > on]
    begins = max([position.loan.runs_from, *(one.due_on for one in kept)])
    spared = _grace(terms.conventions.grace, commitment, len(coming))
    conventions = replace(terms.conventions, grace=spared)
    fallen = Money.total((one.principal for one in kept), nothing.currency)
    late, ahead = max(nothing, fallen - position.paid_principal), max(nothing, position.paid_principal - fallen)
    later = schedule_on(
        position.outstanding - late + command.amount,
        commitment.rate,
        [one.due_on for one in coming],
        method=commitment.method,
        start_on=begins,
        every=terms.every,
        step=terms.step,
        mode=terms.mode,
        conventions=conventions,
    )
    first = coming[0]
    part = Fraction(0) if spared.interest_free else _part(commitment, terms, conventions, begins, on, first.due_on)
    interest = command.amount.times(part, step=terms.step, mode=terms.mode)
    running = replace(later[0], principal=later[0].principal + ahead, interest=first.interest + interest)
    tranche = Tranche(on=on, amount=command.amount, due_on=first.due_on, interest=interest)
    return tranche, _numbered((*kept, running, *later[1:]))


def _grace(grace: Grace, commitment: Commitment, coming: int) -> Grace:
    """What is left of the grace of the first plan."""
    if not commitment.instalments:
        return Grace()
    passed = commitment.instalments - coming
    return Grace(principal=max(0, grace.principal - passed), interest_free=max(0, grace.interest_free - passed))


def _part(commitment: Commitment, terms: LoanTerms, conventions: Conventions, begins: date, on: date, due_on: date) -> Fraction:
    """What part of a sum the rest of the running period bears: by its days, of a whole period where no day count is named."""
    if conventions.day_count == BY_PERIOD:
        return of_one_period(commitment.rate, terms.every) * Fraction((due_on - on).days, (due_on - begins).days)
    return by_days(commitment.rate, on, (due_on,), conventions.day_count)[0]


def _numbered(plan: Sequence[Instalment]) -> tuple[Instalment, ...]:
    """Numbered on from the first."""
    first = plan[0].no
    return tuple(replace(one, no=no) for no, one in enumerate(plan, first))
