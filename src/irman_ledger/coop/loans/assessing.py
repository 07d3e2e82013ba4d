"""How a loan is assessed: its arrears, its grade and the allowance that it should have, from its plan and its balances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from irman_ledger.coop.loans.allowance import target
from irman_ledger.coop.loans.arrears import Arrears, arrears
from irman_ledger.coop.loans.assessment import AssessLoan, LoanAssessed, LoanQuality
from irman_ledger.coop.loans.collectability import Assessment, Exposure, Grade, grade, is_bullet
from irman_ledger.coop.loans.quality_terms import QualityTerms
from irman_ledger.coop.loans.refusals import (
    AssessedLaterError,
    AssessmentUnchangedError,
    BeforeLoanError,
    QualityNotGovernedError,
)
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.coop.loans.topping_up import LoanHistory, held_to, worse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalanceOn, Facts, ScheduleOf
from irman_ledger.core.journal import Entry, Line, credit, debit
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import FLOOR
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a loan is worth on a day, by its plan, its balances and the terms of its product.

    Parameters
    ----------
    grade
        None: the product names no rule set.
    collateral
        What counts of it.
    target, booked
        The allowance that it should have, and that it has.
    suspended, suspended_before
        The late interest of a problem loan, and what is kept of it in memorandum; both zero where the product keeps none.
    held
        The history of the loan that it replaced, which it is still held to; None: to none.
    """

    arrears: Arrears
    grade: Grade | None
    outstanding: Money
    margin: Money
    collateral: Money
    target: Money
    booked: Money
    suspended: Money
    suspended_before: Money
    held: LoanHistory | None = None

    @property
    def days(self) -> int:
        """Days past due; of a loan that is held to the history of another, not fewer than that had."""
        return self.arrears.days if self.held is None else max(self.arrears.days, self.held.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPosition:
    """A loan with its plan and its balances at the end of a day, by account, debit positive."""

    loan: LoanState
    plan: tuple[Instalment, ...]
    balances: Mapping[str, Money]


def findings_of(position: LoanPosition, bylaws: Bylaws, on: date) -> Findings:
    """What a loan is worth on a day, with what the office said of it last."""
    loan = position.loan
    terms = bylaws.terms(loan.product, "loans", parse)
    return findings(loan, position.plan, position.balances, terms, on, assessment_of(loan))


def assessment_of(loan: LoanState) -> Assessment:
    """What the office said of a loan last."""
    return "none" if loan.quality is None else loan.quality.assessment


def is_to_assess(position: LoanPosition, bylaws: Bylaws, on: date) -> bool:
    """Whether an assessment of the loan on a day would be taken, and say or book something new."""
    loan = position.loan
    if loan.quality is not None and on < loan.quality.assessed_on:
        return False
    found = findings_of(position, bylaws, on)
    return found.grade is not None and not is_unchanged(found, loan.quality, assessment_of(loan))


def findings(
    loan: LoanState,
    plan: Sequence[Instalment],
    balances: Mapping[str, Money],
    terms: LoanTerms,
    on: date,
    assessment: Assessment,
    drawn_later: Money | None = None,
) -> Findings:
    """Assess a loan.

    Parameters
    ----------
    balances
        Of the loan at the end of the day, by account, debit positive; accounts never posted to may be absent.
    drawn_later
        Where `plan` is of a later day, the further parts in it that were paid out after `on`.
    """
    quality, outstanding = terms.quality, _owed(loan, balances, terms, _nothing(plan))
    late = _arrears(loan, plan, outstanding, balances, on, drawn_later)
    held = _held(loan, plan, outstanding, balances)
    if quality is None:
        nothing = outstanding - outstanding
        return Findings(
            arrears=late,
            grade=None,
            outstanding=outstanding,
            margin=nothing,
            collateral=nothing,
            target=nothing,
            booked=nothing,
            suspended=nothing,
            suspended_before=nothing,
            held=held,
        )
    collateral = _collateral(quality, balances, _nothing(plan))
    exposure = Exposure(
        arrears=late,
        every=terms.every,
        is_bullet=is_bullet(plan),
        outstanding=outstanding,
        collateral=collateral,
        assessment=assessment,
        doubtful_since=_doubtful_since(loan, held),
    )
    found = worse(grade(exposure, quality.collectability), None if held is None else held.grade)
    assert found is not None, "the rule set grades every loan"
    return replace(_set_aside(loan, quality, balances, exposure, found), held=held)


def _held(loan: LoanState, plan: Sequence[Instalment], outstanding: Money, balances: Mapping[str, Money]) -> LoanHistory | None:
    if not outstanding:
        return None
    whole, currency = Money.total((one.principal for one in plan), outstanding.currency), outstanding.currency
    return held_to(loan.replaces, plan, whole - outstanding, loan.interest_paid(balances, currency))


def _doubtful_since(loan: LoanState, held: LoanHistory | None) -> date | None:
    if loan.quality is not None:
        return loan.quality.doubtful_since
    return None if held is None else held.doubtful_since


def _owed(loan: LoanState, balances: Mapping[str, Money], terms: LoanTerms, nothing: Money) -> Money:
    return Money.total((balances.get(account, nothing) for account in _receivables(loan, terms)), nothing.currency)


def _receivables(loan: LoanState, terms: LoanTerms) -> tuple[str, ...]:
    """Where its principal may stand on any day, also where it went over to the accounts of another status and that was reversed since."""
    return (*loan.receivables, *sorted(terms.receivables.difference(loan.receivables)))


def _nothing(plan: Sequence[Instalment]) -> Money:
    return Money.zero(plan[0].principal.currency)


def _arrears(
    loan: LoanState, plan: Sequence[Instalment], outstanding: Money, balances: Mapping[str, Money], on: date, drawn_later: Money | None
) -> Arrears:
    nothing = _nothing(plan)
    if not outstanding and (loan.closed_on is not None or loan.claim is not None):
        return Arrears(on=on, principal=nothing, interest=nothing)  # what was waived with the payoff or written off is not late here
    paid_principal = Money.total((one.principal for one in plan), nothing.currency) - outstanding
    paid_principal -= nothing if drawn_later is None else drawn_later
    return arrears(plan, paid_principal, loan.interest_paid(balances, nothing.currency), on)


def _collateral(quality: QualityTerms, balances: Mapping[str, Money], nothing: Money) -> Money:
    held = nothing if quality.collateral is None else balances.get(quality.collateral[0], nothing)
    # A part of a sen of collateral is not counted.
    return held.times(quality.collateral_counted, step=Money(1, nothing.currency), mode=FLOOR)


def _set_aside(loan: LoanState, quality: QualityTerms, balances: Mapping[str, Money], exposure: Exposure, found: Grade) -> Findings:
    allowance, nothing = quality.allowance, exposure.outstanding - exposure.outstanding
    account = _allowance_account(loan, quality)
    margin = wanted = nothing
    if allowance is not None:
        margin = nothing if allowance.margin is None else -balances.get(allowance.margin, nothing)
        wanted = target(
            exposure.outstanding,
            found,
            allowance.rules,
            collateral=exposure.collateral,
            margin=margin,
            step=allowance.step,
            mode=allowance.mode,
        )
    return Findings(
        arrears=exposure.arrears,
        grade=found,
        outstanding=exposure.outstanding,
        margin=margin,
        collateral=exposure.collateral,
        target=wanted,
        booked=nothing if account is None else -balances.get(account, nothing),
        suspended=exposure.arrears.interest if quality.suspense is not None and found.is_problem else nothing,
        suspended_before=nothing if quality.suspense is None else balances.get(quality.suspense[0], nothing),
    )


def _allowance_account(loan: LoanState, quality: QualityTerms) -> str | None:
    if quality.allowance is None:
        return None
    return (None if loan.quality is None else loan.quality.allowance) or quality.allowance.account


def is_unchanged(found: Findings, quality: LoanQuality | None, assessment: Assessment) -> bool:
    """Whether an assessment would say and book nothing new."""
    if quality is None or found.target != found.booked or found.suspended != found.suspended_before:
        return False
    return (found.grade, assessment) == (quality.grade, quality.assessment)


def accounts_asked(loan: LoanState, terms: LoanTerms, quality: QualityTerms) -> tuple[str, ...]:
    """The accounts whose balances of the loan an assessment needs."""
    margin = None if quality.allowance is None else quality.allowance.margin
    suspense = None if quality.suspense is None else quality.suspense[0]
    collateral = None if quality.collateral is None else quality.collateral[0]
    asked = (*_receivables(loan, terms), *loan.interest_accounts, _allowance_account(loan, quality), margin, collateral, suspense)
    return tuple(account for account in asked if account)


# --- the command ---


def consult_assessment(command: AssessLoan, state: LoanState, bylaws: Bylaws) -> tuple[Ask, ...]:
    """The plan, and each balance of the loan at the end of the day."""
    terms, loan = bylaws.terms(state.product, "loans", parse), Subject("loan", state.no)
    accounts = () if terms.quality is None else accounts_asked(state, terms, terms.quality)
    return ScheduleOf(loan), *(BalanceOn(account, loan, command.on) for account in accounts)


def decide_assessment(command: AssessLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanAssessed:
    """The grade and the allowance; refused where both are as they were."""
    loan = _assessable(command, state)
    terms, subject = bylaws.terms(loan.product, "loans", parse), Subject("loan", loan.no)
    quality = terms.quality
    if quality is None:
        raise QualityNotGovernedError(field="loan", loan=loan.no, product=loan.product)
    assessment = command.assessment or assessment_of(loan)
    balances = {account: facts.balance_on(BalanceOn(account, subject, command.on)) for account in accounts_asked(loan, terms, quality)}
    drawn_later = None if loan.commitment is None else loan.commitment.lent_after(command.on)
    found = findings(loan, facts.schedule(subject), balances, terms, command.on, assessment, drawn_later)
    if is_unchanged(found, loan.quality, assessment):
        raise AssessmentUnchangedError(field="loan", loan=loan.no, on=command.on, target=found.target)
    assert found.grade is not None, "the product names a rule set"
    allowance = quality.allowance
    return LoanAssessed(
        loan=loan.no,
        member=loan.member,
        product=loan.product,
        on=command.on,
        rules=quality.collectability.code,
        grade=found.grade,
        assessment=assessment,
        days_principal=found.arrears.days_principal,
        days_interest=found.arrears.days_interest,
        principal_late=found.arrears.principal,
        interest_late=found.arrears.interest,
        outstanding=found.outstanding,
        margin=found.margin,
        collateral=found.collateral,
        allowance_rules=None if allowance is None else allowance.rules.code,
        target=found.target,
        booked=found.booked,
        allowance=_allowance_account(loan, quality),
        expense=None if allowance is None else allowance.expense,
        suspended=found.suspended,
        suspended_before=found.suspended_before,
        suspense=None if quality.suspense is None else quality.suspense[0],
        suspense_contra=None if quality.suspense is None else quality.suspense[1],
        held=found.held,
    )


def _assessable(command: AssessLoan, state: LoanState | None) -> LoanState:
    if state is None:
        raise UnknownSubjectError(field="loan", subject=command.loan)
    if command.on < state.opened_on:
        raise BeforeLoanError(field="on", loan=state.no, opened_on=state.opened_on, on=command.on)
    if state.quality is not None and command.on < state.quality.assessed_on:
        raise AssessedLaterError(field="on", loan=state.no, assessed_on=state.quality.assessed_on, on=command.on)
    return state


def assessment_entry(event: LoanAssessed, bylaws: Bylaws) -> Entry | None:
    """The difference between target and allowance, to the expense or back from it, and the same in memorandum for late interest."""
    lines = (*_allowance_lines(event, bylaws), *_suspense_lines(event))
    if not lines:
        return None
    what = "Pengurangan penyisihan" if event.amount.minor < 0 else "Penyisihan" if event.amount else "Bunga dalam penyelesaian"
    return Entry(chart=bylaws.chart, on=event.on, narration=f"{what} pinjaman {event.loan}", lines=lines)


def _allowance_lines(event: LoanAssessed, bylaws: Bylaws) -> tuple[Line, ...]:
    if not event.amount:
        return ()
    assert event.allowance is not None
    assert event.expense is not None, "only a product with an allowance has a target"
    loan, amount = Subject("loan", event.loan), abs(event.amount)
    cost = loan if bylaws.chart[event.expense].subject_kind == "loan" else None
    if event.amount.minor > 0:
        return debit(event.expense, amount, cost), credit(event.allowance, amount, loan)
    return debit(event.allowance, amount, loan), credit(event.expense, amount, cost)


def _suspense_lines(event: LoanAssessed) -> tuple[Line, ...]:
    more = event.suspended - event.suspended_before
    if not more:
        return ()
    assert event.suspense is not None
    assert event.suspense_contra is not None, "only a product that keeps late interest has some"
    loan, amount = Subject("loan", event.loan), abs(more)
    if more.minor > 0:
        return debit(event.suspense, amount, loan), credit(event.suspense_contra, amount, loan)
    return debit(event.suspense_contra, amount, loan), credit(event.suspense, amount, loan)
