"""How a running loan gets a new plan, or another rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from irman_ledger.coop.loans.accrual import Recognition
from irman_ledger.coop.loans.commands import ChangeRate, RescheduleLoan
from irman_ledger.coop.loans.events import LoanRateChanged, LoanRescheduled
from irman_ledger.coop.loans.methods import Grace, schedule
from irman_ledger.coop.loans.position import Position
from irman_ledger.coop.loans.refusals import (
    CapitalisationNotAgreedError,
    InstalmentsOutOfRangeError,
    LineHasNoPlanError,
    PenaltyOpenError,
    PlanRunOutError,
    RateFixedError,
    RateNotKeptError,
    RateUnchangedError,
)
from irman_ledger.coop.loans.replanning import by_rate, running
from irman_ledger.coop.loans.rules.standing import (
    check_not_before_last,
    check_outstanding,
    cleared_by,
    offered_rate,
    open_loan,
    position_of,
    recognised_anew,
    spread_anew,
)
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment


def reschedule(command: RescheduleLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRescheduled:
    """The rest by a new plan, after what was paid of the old one."""
    loan = open_loan(command, state)
    if loan.line is not None:
        raise LineHasNoPlanError(field="loan", subject=loan.no)
    check_not_before_last(command, loan)
    terms = bylaws.terms(loan.product, "loans", parse)
    position = position_of(loan, facts, bylaws)
    check_outstanding(position)
    _check_agreed(command, terms, position)
    rate, carried = offered_rate(terms, command.rate, command.on, bylaws), _interest_to(position, terms, command.on)
    outstanding = position.outstanding + carried if command.capitalise else position.outstanding
    method = "flat" if loan.sale is not None else terms.method  # what is left of a price runs without interest
    later = schedule(
        outstanding,
        rate,
        command.instalments,
        method=method,
        start_on=command.on,
        first_due_on=command.first_due_on,
        every=terms.every,
        step=terms.step,
        mode=terms.mode,
        conventions=replace(terms.conventions, grace=Grace()),  # the grace of the product was that of its first plan
    )
    joined, is_capital = _joined(settled_part(position, command.on), later, carried, command), command.capitalise and bool(carried)
    return LoanRescheduled(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        reason=command.reason,
        rate=rate,
        method=method,
        principal=outstanding,
        carried=carried,
        capitalised=is_capital,
        plan=joined,
        receivable=loan.receivable,
        interest_income=loan.interest_income,
        rate_kind=None if loan.commitment is not None else terms.rate_kind,  # its parts would not be told from a split period
        cleared=cleared_by(loan, position, carried, command.on, facts) if is_capital else None,
        recognition=recognised_anew(position, joined, command.on, terms, base=_recognition(loan, carried, command, later)),
        spread=spread_anew(position, joined, command.on, terms),
    )


def change_rate(command: ChangeRate, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRateChanged:
    """The same loan at another rate: what has fallen due stays as it was."""
    loan = open_loan(command, state)
    if loan.agreed is None:
        raise RateNotKeptError(field="loan", loan=loan.no)
    if loan.agreed.rate_kind == "fixed":
        raise RateFixedError(field="loan", loan=loan.no, rate=loan.agreed.rate)
    check_not_before_last(command, loan)
    terms = bylaws.terms(loan.product, "loans", parse)
    rate = offered_rate(terms, command.rate, command.on, bylaws)
    if rate.to("year") == loan.agreed.rate.to("year"):
        raise RateUnchangedError(field="rate", loan=loan.no, rate=loan.agreed.rate)
    position = position_of(loan, facts, bylaws)
    now = running(position.plan, loan.runs_from, loan.split, command.on)
    if now is None:
        raise PlanRunOutError(field="on", loan=loan.no, on=command.on)
    made = by_rate(now, loan.agreed, rate, command.on, terms.rate_change, terms.making, terms.instalments_max)
    return LoanRateChanged(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        reason=command.reason,
        rate_before=loan.agreed.rate,
        rate=rate,
        plan=made.plan,
        split=made.split,
        spread=spread_anew(position, made.plan, command.on, terms),
        recognition=recognised_anew(position, made.plan, made.split.on, terms, split=made.split),
    )


def _recognition(loan: LoanState, carried: Money, command: RescheduleLoan, later: Sequence[Instalment]) -> Recognition | None:
    if loan.recognition is None:
        return None
    is_ahead = bool(carried) and not command.capitalise and later[0].due_on > command.on
    return Recognition(accrued=loan.recognition.accrued, earns_from=command.on, carried=carried if is_ahead else None)


def settled_part(position: Position, on: date) -> tuple[Instalment, ...]:
    """What is paid of the plan; what was paid before its time stands on the day."""
    rests = {one.no: one for one in position.unpaid()}
    kept = []
    for one in position.plan:
        rest = rests.get(one.no)
        if rest is not None:
            one = replace(one, principal=one.principal - rest.principal, interest=one.interest - rest.interest)
        if one.total:
            kept.append(replace(one, due_on=min(one.due_on, on)))
    return tuple(kept)


def _check_agreed(command: RescheduleLoan, terms: LoanTerms, position: Position) -> None:
    if command.instalments > terms.instalments_max:
        raise InstalmentsOutOfRangeError(field="instalments", instalments=command.instalments, most=terms.instalments_max)
    if command.capitalise and not terms.is_interest_capitalised:
        raise CapitalisationNotAgreedError(field="capitalise", product=terms.product)
    penalty = position.penalty(command.on)
    if penalty:
        raise PenaltyOpenError(field="on", loan=command.loan, on=command.on, penalty=penalty)


def _interest_to(position: Position, terms: LoanTerms, on: date) -> Money:
    """What is not paid of the interest that has fallen due, and of the running period's to the day."""
    return position.payoff(on, replace(terms, payoff="to-date")).interest


def _joined(kept: Sequence[Instalment], later: Sequence[Instalment], carried: Money, command: RescheduleLoan) -> tuple[Instalment, ...]:
    """Both parts, numbered on; the interest carried over stands as paid where it was capitalised, else with the first new one."""
    nothing = carried - carried
    if carried and command.capitalise:
        no = kept[-1].no + 1 if kept else 1
        kept = (*kept, Instalment(no=no, due_on=command.on, principal=nothing, interest=carried))
    elif carried:
        later = (replace(later[0], interest=later[0].interest + carried), *later[1:])
    last = kept[-1].no if kept else 0
    return (*kept, *(replace(one, no=last + one.no) for one in later))
