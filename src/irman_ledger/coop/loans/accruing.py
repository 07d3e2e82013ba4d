"""What a loan has earned to a day by its plan, and how it becomes income."""

from __future__ import annotations

from irman_ledger.coop.loans.accrual import AccrueLoanInterest, Adjusted, LoanInterestAccrued, Recognition
from irman_ledger.coop.loans.amortising import Earning
from irman_ledger.coop.loans.refusals import (
    AccrualUnchangedError,
    AccruedLaterError,
    BeforeLoanError,
    LoanPaidOffError,
    LoanWrittenOffError,
    NotAccruedError,
)
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalanceOn, Facts, Lowest, ScheduleOf
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


def consult_accrual(command: AccrueLoanInterest, state: LoanState) -> tuple[Ask, ...]:
    """The plan, the interest to the day, and the least that stands as accrued from it on."""
    if state.recognition is None:
        return ()
    loan, accrued = Subject("loan", state.no), state.recognition.accrued
    effective = state.recognition.effective
    beside = () if effective is None else (effective.adjustment,)
    balances = (BalanceOn(account, loan, command.on) for account in (*state.interest_accounts, *beside))
    return ScheduleOf(loan), *balances, Lowest(accrued, loan, command.on)


def decide_accrual(command: AccrueLoanInterest, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanInterestAccrued:
    """What is earned to the day and not paid, less what stands as accrued, and what the effective rate earns beside it.

    Of a problem loan nothing stands.
    """
    loan, recognition = _accruing(command, state)
    terms, subject = bylaws.terms(loan.product, "loans", parse), Subject("loan", loan.no)
    kept = {account: facts.balance_on(BalanceOn(account, subject, command.on)) for account in loan.interest_accounts}
    nothing, booked = Money.zero(facts.currency), kept[recognition.accrued]
    is_stopped, target = loan.quality is not None and loan.quality.grade.is_problem, nothing
    earning = Earning(plan=facts.schedule(subject), recognition=recognition, split=loan.split, step=terms.step, mode=terms.mode)
    if not is_stopped:
        target = max(earning.to_date(command.on) - loan.interest_paid(kept, facts.currency), nothing)
    amount = max(target - booked, -max(facts.lowest(Lowest(recognition.accrued, subject, command.on)), nothing))
    adjusted = _adjusted(earning, command, facts, is_stopped=is_stopped)
    if not amount and adjusted is None:
        raise AccrualUnchangedError(field="loan", loan=loan.no, on=command.on, booked=booked)
    return LoanInterestAccrued(
        loan=loan.no,
        member=loan.member,
        product=loan.product,
        on=command.on,
        target=target,
        booked=booked,
        is_stopped=is_stopped,
        amount=amount,
        accrued=recognition.accrued,
        interest_income=loan.income_on(command.on),
        adjusted=adjusted,
    )


def _adjusted(earning: Earning, command: AccrueLoanInterest, facts: Facts, *, is_stopped: bool) -> Adjusted | None:
    """What should stand between cost and contract less what does; of a problem loan only what was kept back of it stands."""
    effective = earning.recognition.effective
    if effective is None:
        return None
    booked = facts.balance_on(BalanceOn(effective.adjustment, Subject("loan", command.loan), command.on))
    target = min(booked, booked - booked) if is_stopped else earning.adjustment(command.on)
    if target == booked:
        return None
    return Adjusted(amount=target - booked, account=effective.adjustment, income=effective.income)


def _accruing(command: AccrueLoanInterest, state: LoanState | None) -> tuple[LoanState, Recognition]:
    if state is None:
        raise UnknownSubjectError(field="loan", subject=command.loan)
    if state.recognition is None:
        raise NotAccruedError(field="loan", loan=state.no)
    if state.claim is not None:
        raise LoanWrittenOffError(field="loan", loan=state.no, since=state.claim.since)
    if state.closed_on is not None:
        raise LoanPaidOffError(field="loan", loan=state.no, closed_on=state.closed_on)
    if command.on < state.opened_on:
        raise BeforeLoanError(field="on", loan=state.no, opened_on=state.opened_on, on=command.on)
    latest = max(state.accrued_on or state.opened_on, state.rescheduled_on or state.opened_on)
    if state.recognition.effective is not None:
        latest = max(latest, state.recognition.effective.from_on)
    if command.on < latest:
        raise AccruedLaterError(field="on", loan=state.no, latest=latest, on=command.on)
    return state, state.recognition


def accrual_entry(event: LoanInterestAccrued, bylaws: Bylaws) -> Entry:
    """What is earned to the accrued interest, or what cannot be counted on back out of income."""
    loan = Subject("loan", event.loan)
    what = "Akrual bunga" if event.amount.minor > 0 else "Pembalikan akrual bunga" if event.amount else "Penyesuaian bunga efektif"
    accrued = (Line(event.accrued, event.amount, loan), Line(event.interest_income, -event.amount, loan)) if event.amount else ()
    lines = (*accrued, *adjusted_lines(event.adjusted, event.loan, bylaws))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"{what} pinjaman {event.loan}", lines=lines)


def adjusted_lines(adjusted: Adjusted | None, no: str, bylaws: Bylaws) -> tuple[Line, ...]:
    """The two lines of what moved between cost and contract."""
    if adjusted is None:
        return ()
    loan = Subject("loan", no)
    subject = loan if bylaws.chart[adjusted.income].subject_kind == "loan" else None
    return Line(adjusted.account, adjusted.amount, loan), Line(adjusted.income, -adjusted.amount, subject)
