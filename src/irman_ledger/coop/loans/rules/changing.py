"""How a running loan gets a new plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from irman_ledger.coop.loans.commands import RescheduleLoan
from irman_ledger.coop.loans.events import LoanRescheduled
from irman_ledger.coop.loans.methods import Grace, schedule
from irman_ledger.coop.loans.payoff import payoff
from irman_ledger.coop.loans.position import Position
from irman_ledger.coop.loans.refusals import CapitalisationNotAgreedError, InstalmentsOutOfRangeError, PenaltyOpenError
from irman_ledger.coop.loans.rules.standing import check_not_before_last, check_outstanding, offered_rate, open_loan, position_of
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment


def reschedule(command: RescheduleLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanRescheduled:
    """The rest by a new plan, after what was paid of the old one."""
    loan = open_loan(command, state)
    check_not_before_last(command, loan)
    terms = bylaws.terms(loan.product, "loans", parse)
    position = position_of(loan, facts)
    check_outstanding(position)
    _check_agreed(command, terms, position)
    rate, carried = offered_rate(terms, command.rate), _interest_to(position, terms, command.on)
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
    return LoanRescheduled(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        reason=command.reason,
        rate=rate,
        method=method,
        principal=outstanding,
        carried=carried,
        capitalised=command.capitalise and bool(carried),
        plan=_joined(settled_part(position, command.on), later, carried, command),
        receivable=loan.receivable,
        interest_income=loan.interest_income,
    )


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
    return payoff(
        position.plan,
        position.paid_principal,
        position.paid_interest,
        on,
        interest="to-date",
        runs_from=position.loan.runs_from,
        step=terms.step,
        mode=terms.mode,
    ).interest


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
