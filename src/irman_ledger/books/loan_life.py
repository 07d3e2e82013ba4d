"""The life of a loan up to a day (riwayat pinjaman): its plan, what moved it, and where it stands.

What was booked up to and including the day counts; it stands in order of value date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from irman_ledger.books.lives import AccountLife, Kept, accounts_of, all_movements, sum_on
from irman_ledger.books.loan_plans import PlanVersion, plan_versions
from irman_ledger.books.reader import day
from irman_ledger.books.wire import load_event
from irman_ledger.coop.loans.allocation import open_instalments
from irman_ledger.coop.loans.arrears import Due, days_late, due, instalments_late
from irman_ledger.coop.loans.assessment import LoanQuality
from irman_ledger.coop.loans.events import GoodsSold, LineInterestCharged, LoanDisbursed, LoanTakenOver, TrancheDisbursed
from irman_ledger.coop.loans.position import Position, receivables_of
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Movement
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject

if TYPE_CHECKING:
    from irman_ledger.books.readers import LoanView
    from irman_ledger.books.records import RunningMovement, Voucher
    from irman_ledger.books.view import View

_OPENED_BY = """SELECT seq, event, booked_on FROM irman_record WHERE book = ? AND subject = ? AND kind IN (?, ?, ?)
 ORDER BY seq DESC LIMIT 1"""
_LENDING = f"kind IN ('{TrancheDisbursed.kind}', '{LineInterestCharged.kind}')"
_TRANCHES = f"""SELECT seq FROM irman_record WHERE book = ? AND subject = ? AND ({_LENDING} OR reverses IN (
 SELECT seq FROM irman_record WHERE book = ? AND subject = ? AND {_LENDING}))"""
_EVER = Month(9999, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentLife:
    """An instalment of the plan, and what is still unpaid of it."""

    planned: Instalment
    unpaid: Instalment

    @property
    def paid(self) -> Money:
        """Principal and interest that were paid."""
        return self.planned.total - self.unpaid.total


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPayment:
    """What one record settled of a loan; less than zero where it undid a payment.

    Parameters
    ----------
    written_off
        The part of `principal` that was taken off the books without being paid.
    outstanding
        The principal that was owed after it.
    is_opening
        It paid the loan out, or a part of it, or took it over, or charged interest to its balance, or undid that, and settled nothing.
    """

    seq: int
    value_on: date
    voucher: Voucher | None
    document: str | None
    narration: str
    principal: Money
    interest: Money
    penalty: Money
    written_off: Money
    outstanding: Money
    is_opening: bool

    @property
    def paid(self) -> Money:
        """What came in, or was set off."""
        return self.principal - self.written_off + self.interest + self.penalty


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanLife:
    """A loan up to a day.

    Parameters
    ----------
    on
        The last day that counts.
    begins_on
        The day on which the loan was booked; before it nothing is known of it.
    rate, method
        Of the contract; None for a loan of the old books, whose plan came as it was. A sale has no rate.
    plan
        The one in force on the day.
    plans
        Every plan that it had by the day, oldest first; nothing where it has its first one.
    written_off
        What was taken off the books without being paid.
    penalty_due
        The penalties due on the day.
    uncharged
        What a line of credit bore to the end of the day and was not charged by now.
    quality
        As it was last assessed up to the day; None: it never was.
    payments
        In order of value date, the paying out or taking over among them.
    others
        Accounts beside the principal and the interest on which the loan has lines.
    checks
        Figures kept that must equal sums of lines; they are of now, not of the day.
    """

    loan: LoanView
    on: date
    begins_on: date
    rate: Rate | None
    method: str | None
    lent: Money
    plan: tuple[Instalment, ...]
    plans: tuple[PlanVersion, ...]
    outstanding: Money
    written_off: Money
    interest_paid: Money
    penalty_due: Money
    uncharged: Money
    quality: LoanQuality | None
    payments: tuple[LoanPayment, ...]
    others: tuple[AccountLife, ...]
    checks: tuple[Kept, ...]

    @property
    def closed_on(self) -> date | None:
        """The day on which it was paid off or given up, if that was not later."""
        closed_on = self.loan.closed_on
        return closed_on if closed_on is not None and closed_on <= self.on and not self.outstanding else None

    @property
    def written_off_on(self) -> date | None:
        """The day on which it was written off, if that was not later."""
        since = self.loan.written_off_on
        return since if since is not None and since <= self.on else None

    def instalments(self) -> tuple[InstalmentLife, ...]:
        """The plan in force, instalment by instalment; what a loan that is paid off did not have to pay stays unpaid."""
        nothing = Money.zero(self.lent.currency)
        unpaid = {one.no: one for one in open_instalments(self.plan, self._settled, self.interest_paid)}
        settled = (Instalment(no=one.no, due_on=one.due_on, principal=nothing, interest=nothing) for one in self.plan)
        return tuple(InstalmentLife(planned=one, unpaid=unpaid.get(one.no, rest)) for one, rest in zip(self.plan, settled, strict=True))

    def due(self) -> Due:
        """What had fallen due by the day, the day itself included, and was not paid."""
        return due(self._owed, self._settled, self.interest_paid, self.on)

    def arrears(self) -> Due:
        """What had fallen due before the day and was not paid (tunggakan)."""
        return due(self._owed, self._settled, self.interest_paid, self.on - timedelta(days=1))

    def instalments_late(self) -> int:
        """How many instalments were late."""
        return instalments_late(self._owed, self._settled, self.interest_paid, self.on)

    def days_late(self) -> int:
        """Days since the oldest unpaid instalment fell due."""
        return days_late(self._owed, self._settled, self.interest_paid, self.on)

    @property
    def is_over(self) -> bool:
        """Whether nothing of the plan is asked for in the books any more."""
        return self.closed_on is not None or self.written_off_on is not None

    @property
    def _owed(self) -> tuple[Instalment, ...]:
        return () if self.is_over else self.plan

    @property
    def _settled(self) -> Money:
        return Money.total((one.principal for one in self.plan), self.lent.currency) - self.outstanding - self.written_off


def loan_life(view: View, loan: LoanView, state: LoanState, on: date) -> LoanLife:
    """The life of one loan up to a day."""
    subject, currency = Subject("loan", loan.no), view.identity.currency
    kinds = LoanDisbursed.kind, LoanTakenOver.kind, GoodsSold.kind
    found = view.port.row(_OPENED_BY, (view.identity.book, subject.text, *kinds))
    assert found is not None, "a loan that is kept was paid out, sold or taken over"
    seq, text, booked_on = found
    event: Any = load_event(text, currency)
    every = all_movements(view, subject)
    known = [one for one in every if one.booked_on <= on]
    principal, interest = receivables_of(state, view.bylaws), state.interest_accounts
    opened_by = {seq}
    if state.commitment is not None:
        book, loan_text = view.identity.book, subject.text
        opened_by |= {drawn for (drawn,) in view.port.rows(_TRANCHES, (book, loan_text, book, loan_text))}
    lent = _lent(known, principal, opened_by, currency)
    plans = plan_versions(view, subject.text, on)
    plan = plans[-1].plan if plans else ()
    position = _position(state, principal, plan, known, currency)
    payments = tuple(_payments(known, state, principal, opened_by, currency))
    return LoanLife(
        loan=loan,
        on=on,
        begins_on=day(booked_on),
        rate=event.rate if isinstance(event, LoanDisbursed) else None,
        method=event.method if isinstance(event, LoanDisbursed | GoodsSold) else None,
        lent=lent,
        plan=plan,
        plans=plans if len(plans) > 1 else (),
        outstanding=Money.total((sum_on(known, account, currency) for account in principal), currency),
        written_off=Money.total((one.written_off for one in payments), currency),
        interest_paid=-Money.total((sum_on(known, account, currency) for account in interest), currency),
        penalty_due=position.penalty(on),
        uncharged=_uncharged(state, position, view, on),
        quality=state.quality if state.quality is not None and state.quality.assessed_on <= on else None,
        payments=payments,
        others=tuple(one for one in accounts_of(known, currency) if one.account not in (*principal, *_incomes(state))),
        checks=tuple(_checks(view, loan, every, _lent(every, principal, opened_by, currency))),
    )


def _lent(movements: Sequence[RunningMovement], principal: frozenset[str], opened_by: set[int], currency: str) -> Money:
    return Money.total((one.amount for one in movements if one.account in principal and one.seq in opened_by), currency)


def _incomes(state: LoanState) -> tuple[str, ...]:
    accrued = None if state.recognition is None else state.recognition.accrued
    return tuple(account for account in state.interest_accounts if account != accrued)


def _checks(view: View, loan: LoanView, every: Sequence[RunningMovement], lent: Money) -> Iterator[Kept]:
    account, currency = loan.receivable, lent.currency
    yield Kept(account, loan.outstanding, sum_on(every, account, currency))
    if not loan.times_rescheduled:  # a new plan may have turned interest into principal
        yield Kept(account, loan.principal, lent)
    yield Kept(account, view.balances(as_of=_EVER).net(account), Money.total(view.subject_balances(account).values(), currency))


def _position(
    state: LoanState, principal: frozenset[str], plan: Sequence[Instalment], known: Sequence[RunningMovement], currency: str
) -> Position:
    moved = [Movement(one.seq, one.value_on, one.account, one.amount) for one in known]
    balances = {one.account: one.balance for one in accounts_of(known, currency)}
    return Position(loan=state, receivables=principal, plan=plan, balances=balances, movements=moved, currency=currency)


def _uncharged(state: LoanState, position: Position, view: View, on: date) -> Money:
    bylaws = view.bylaws_on(on)
    if state.line is None or state.product not in bylaws.products or state.closed_on is not None or state.claim is not None:
        return Money.zero(position.currency)
    return position.uncharged(on + timedelta(days=1), bylaws.terms(state.product, "loans", parse))


def _payments(
    movements: Sequence[RunningMovement], state: LoanState, principal: frozenset[str], opened_by: set[int], currency: str
) -> Iterator[LoanPayment]:
    outstanding, penalties = Money.zero(currency), state.penalty_accounts
    counted = (*principal, *state.interest_accounts, *penalties)
    for seq, lines in groupby(movements, key=lambda one: one.seq):
        every = list(lines)
        parts = [one for one in every if one.account in counted]
        if not parts:
            continue
        lent = Money.total((sum_on(parts, account, currency) for account in principal), currency)
        outstanding += lent
        is_write_off = state.claim is not None and any(one.account == state.claim.claimed and one.amount.minor > 0 for one in every)
        yield LoanPayment(
            seq=seq,
            value_on=parts[0].value_on,
            voucher=parts[0].voucher,
            document=parts[0].document,
            narration=parts[0].narration,
            principal=-lent,
            interest=-Money.total((sum_on(parts, account, currency) for account in state.interest_accounts), currency),
            penalty=-Money.total((sum_on(parts, account, currency) for account in penalties), currency),
            written_off=-lent if is_write_off else Money.zero(currency),
            outstanding=outstanding,
            is_opening=seq in opened_by,
        )
