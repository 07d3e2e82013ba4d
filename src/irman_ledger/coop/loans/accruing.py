"""What a loan has earned to a day by its plan, and how it becomes income."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from irman_ledger.coop.loans.accrual import AccrueLoanInterest, LoanInterestAccrued, Recognition
from irman_ledger.coop.loans.refusals import (
    AccrualUnchangedError,
    AccruedLaterError,
    BeforeLoanError,
    LoanPaidOffError,
    LoanWrittenOffError,
    NotAccruedError,
)
from irman_ledger.coop.loans.running import Split
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalanceOn, Facts, Lowest, ScheduleOf
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import Rounding
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


def earned(
    plan: Sequence[Instalment], recognition: Recognition, on: date, *, step: Money, mode: Rounding, split: Split | None = None
) -> Money:
    """The interest that a plan has earned by the end of a day.

    What has fallen due is earned whole; of the instalment whose period runs, the part that the days since the one before it with
    interest are of all its days, rounded once. So interest that a grace or a bullet carries on is earned from the beginning. A period
    that was split earned by then what its first part came to; each of the two parts is shared over its own days.

    Examples
    --------
    120,000 a month from 15 January: the whole month to 15 February, and 13 days of the 28 to 15 March are 55,714.29.

    >>> from irman_ledger.coop.loans.methods import schedule
    >>> from irman_ledger.core.money import idr
    >>> from irman_ledger.core.rate import Rate
    >>> from irman_ledger.core.rounding import HALF_UP
    >>> began = date(2015, 1, 15)
    >>> plan = schedule(idr(12_000_000), Rate.yearly("12%"), 12, start_on=began)
    >>> earned(plan, Recognition(accrued="1-1600", earns_from=began), date(2015, 2, 28), step=idr(1), mode=HALF_UP)
    Money('Rp175.714')
    """
    sum_ = Money.zero(step.currency)
    began, carried = recognition.earns_from, recognition.carried or sum_
    for one in plan:
        if one.due_on <= on:
            sum_ += one.interest
        elif one.interest:
            from_on, base, to_on, whole = began, carried, one.due_on, one.interest
            if split is not None and began <= split.began_on and split.on < to_on:
                if split.on <= on:
                    from_on, base = split.on, split.interest
                else:
                    to_on, whole = split.on, split.interest
            if on <= from_on:
                return sum_ + base
            return sum_ + base + (whole - base).times(Fraction((on - from_on).days, (to_on - from_on).days), step=step, mode=mode)
        if one.interest:
            began = max(began, one.due_on)
        if one.due_on > recognition.earns_from and one.interest:
            carried -= carried
    return sum_


def consult_accrual(command: AccrueLoanInterest, state: LoanState) -> tuple[Ask, ...]:
    """The plan, the interest to the day, and the least that stands as accrued from it on."""
    if state.recognition is None:
        return ()
    loan, accrued = Subject("loan", state.no), state.recognition.accrued
    balances = (BalanceOn(account, loan, command.on) for account in state.interest_accounts)
    return ScheduleOf(loan), *balances, Lowest(accrued, loan, command.on)


def decide_accrual(command: AccrueLoanInterest, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanInterestAccrued:
    """What is earned to the day and not paid, less what stands as accrued; of a problem loan nothing stands."""
    loan, recognition = _accruing(command, state)
    terms, subject = bylaws.terms(loan.product, "loans", parse), Subject("loan", loan.no)
    kept = {account: facts.balance_on(BalanceOn(account, subject, command.on)) for account in loan.interest_accounts}
    nothing, booked = Money.zero(facts.currency), kept[recognition.accrued]
    is_stopped, target = loan.quality is not None and loan.quality.grade.is_problem, nothing
    if not is_stopped:
        to_date = earned(facts.schedule(subject), recognition, command.on, step=terms.step, mode=terms.mode, split=loan.split)
        target = max(to_date - loan.interest_paid(kept, facts.currency), nothing)
    amount = max(target - booked, -max(facts.lowest(Lowest(recognition.accrued, subject, command.on)), nothing))
    if not amount:
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
    )


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
    if command.on < latest:
        raise AccruedLaterError(field="on", loan=state.no, latest=latest, on=command.on)
    return state, state.recognition


def accrual_entry(event: LoanInterestAccrued, bylaws: Bylaws) -> Entry:
    """What is earned to the accrued interest, or what cannot be counted on back out of income."""
    loan = Subject("loan", event.loan)
    what = "Akrual bunga" if event.amount.minor > 0 else "Pembalikan akrual bunga"
    lines = (Line(event.accrued, event.amount, loan), Line(event.interest_income, -event.amount, loan))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"{what} pinjaman {event.loan}", lines=lines)
