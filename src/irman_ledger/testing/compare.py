"""Every reading of a real book against the naive one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from irman_ledger.books.view import View
from irman_ledger.coop.loans.position import receivables_of
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.savings.sleeping import ACTS
from irman_ledger.core.calendar import Month
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.facts import Holding
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.testing.invariants import check_invariants
from irman_ledger.testing.invariants.material import spread
from irman_ledger.testing.model import NaiveBook
from irman_ledger.testing.own_views import BookView

DAYS_MAX = 6
PAGE = 3


class DisagreementError(AssertionError):
    """Two books that should be the same are not."""


def same(what: str, left: object, right: object) -> None:
    """Raise where they differ, and say in what."""
    if left != right:
        raise DisagreementError(f"{what}: {left!r}\n is not {right!r}")


def compare_now(view: View, model: NaiveBook) -> None:
    """The balances of accounts, and of the subjects that the last record moved."""
    last = _last_day(model)
    same("balances", view.balances(as_of=last), model.balances(as_of=last))
    entry = model.played[-1].entry if model.played else None
    for account in sorted({line.account for line in entry.lines if line.subject is not None} if entry is not None else ()):
        same(f"subjects on {account}", view.subject_balances(account), model.subject_balances(account))


def compare_everything(view: View, model: NaiveBook) -> None:
    """All readings, then the invariants."""
    same("the size", view.size, model.first_seq + model.record_count)
    same("the last closed month", view.closed_to, model.closed_to)
    _compare_balances(view, model)
    for account in model.bylaws.chart.controls():
        for day in (None, *_days(model)):
            found = view.subject_balances(account.code, as_of=day)
            same(f"subjects on {account.code} as of {day}", found, model.subject_balances(account.code, as_of=day))
    for subject in sorted(model.states, key=str):
        _compare_subject(view, model, subject)
    report = check_invariants(BookView(view))
    if not report.is_ok:
        raise DisagreementError(f"invariants are violated:\n{report.text()}")


def _compare_balances(view: View, model: NaiveBook) -> None:
    for day in _days(model):
        same(f"balances as of {day}", view.balances(as_of=day), model.balances(as_of=day))
        for account in model.bylaws.chart.controls()[:3]:
            before = model.balances(as_of=date.fromordinal(day.toordinal() - 1)).net(account.code)
            same(f"the balance of {account.code} before {day}", view.balance_before(account.code, day), before)
        for box in model.bylaws.boxes.values():
            found, wanted_closing = view.cash_day(box.code, day), _by(model, box.account, box.subject, day)
            same(f"what {box.code} holds on {day}", found.closing, wanted_closing)
            same(f"what {box.code} held before {day}", found.opening, _by(model, box.account, box.subject, day - timedelta(days=1)))
            same(f"the boxes of {box.account} on {day}", found.check.summed, found.check.kept)
    for month in sorted({Month.of(day) for day in _days(model)}):
        turnovers, wanted = view.balances(period=month), model.balances(period=month)
        same(f"turnovers of {month}", list(turnovers.by_account().items()), list(wanted.by_account().items()))
        listed = [(record.booked_on, record.seq) for record in view.journal(month)]
        booked = ((one.booked_on, one.seq) for one in model.played if one.entry is not None and month.contains(one.booked_on))
        same(f"the journal of {month}", listed, sorted(booked))


def _compare_subject(view: View, model: NaiveBook, subject: Subject) -> None:
    wanted = [(movement.seq, movement.value_on, movement.account, movement.amount) for movement in model.movements(subject)]
    same(f"the movements of {subject}", [one[:4] for one in _movements(view, subject)], wanted)
    running = 0
    for seq, _on, _account, amount, balance in _movements(view, subject):
        running += amount.minor
        same(f"the running balance of {subject} at record {seq}", balance.minor, running)
    if subject.kind == "member":
        _compare_member(view, model, subject)
    elif subject.kind == "savings":
        state = model.states[subject]
        shown = view.savings.get(subject.no)
        same(f"savings account {subject.no}", shown.balance, -model.balance(state.control, subject))
        mark = state.dormancies[-1] if state.dormancies else None
        asleep = mark if mark is not None and model.first_of(subject, ACTS, mark[1]) is None else None
        same(f"since when savings account {subject.no} is passive", shown.dormant_since, None if asleep is None else asleep[0])
    elif subject.kind == "loan":
        _compare_loan(view, model, subject)


def _compare_member(view: View, model: NaiveBook, subject: Subject) -> None:
    shown, state = view.members.get(subject.no), model.states[subject]
    same(f"the name of {subject.no}", shown.name.value, state.name.value if isinstance(state.name, Private) else state.name)
    same(f"the status of {subject.no}", shown.status, state.statuses[-1][1])
    for day in _days(model):
        for one in view.members.life(subject.no, day).holdings:
            for account in one.accounts:
                wanted = _by(model, account.account, one.holding.subject, day)
                same(f"what {one.holding.subject} has on {account.account} on {day}", account.balance, wanted)
            for check in one.checks:
                same(f"the figures of {one.holding.subject} on {check.account}", check.summed, check.kept)
    same(f"what {subject.no} holds", _plain(view.members.positions(subject.no)), _plain(model.positions(subject.no)))


def _by(model: NaiveBook, account: str, subject: Subject, day: date) -> Money:
    """The balance of a subject on an account by booking day."""
    return model.subject_balances(account, day).get(subject, Money.zero(model.bylaws.currency))


def _plain(holdings: tuple[Holding, ...]) -> list[tuple[object, ...]]:
    return [(one.subject, one.product, one.opened_on, one.closed_on, dict(one.balances)) for one in holdings]


def _compare_loan(view: View, model: NaiveBook, subject: Subject) -> None:
    loan, state = view.loans.get(subject.no), model.states[subject]
    same(f"what loan {subject.no} owes", loan.outstanding, model.balance(state.receivable, subject))
    paid = [model.balance(account, subject) for account in state.interest_accounts]
    same(f"the interest paid on loan {subject.no}", loan.interest_paid, -Money.total(paid, paid[0].currency))
    same(f"the plan of loan {subject.no}", loan.schedule(), model.schedules[subject])
    same(f"the day loan {subject.no} was paid off", loan.closed_on, state.closed_on)
    for day in _days(model):
        life = view.loans.life(subject.no, day)
        same(f"what loan {subject.no} owed on {day}", life.outstanding, _owed(model, state, subject, day))
        paid = [_by(model, account, subject, day) for account in state.interest_accounts]
        same(f"the interest paid on loan {subject.no} by {day}", life.interest_paid, -Money.total(paid, paid[0].currency))
        same(
            f"the payments of loan {subject.no} by {day}",
            life.payments[-1].outstanding if life.payments else life.outstanding,
            life.outstanding,
        )


def _owed(model: NaiveBook, state: LoanState, subject: Subject, day: date) -> Money:
    stood = (_by(model, account, subject, day) for account in receivables_of(state, model.bylaws))
    return Money.total(stood, model.bylaws.currency)


def _movements(view: View, subject: Subject) -> Iterator[tuple[int, date, str, Money, Money]]:
    after = None
    while True:
        page = view.movements(subject, after=after, limit=PAGE)
        for row in page.rows:
            yield row.seq, row.value_on, row.account, row.amount, row.balance
        if page.next is None:
            return
        after = page.next


def _last_day(model: NaiveBook) -> Month:
    return Month.of(max((played.booked_on for played in model.played), default=model.today or date(2014, 1, 1)))


def _days(model: NaiveBook) -> tuple[date, ...]:
    days = {played.booked_on for played in model.played} | {Month.of(played.booked_on).last_day for played in model.played}
    return tuple(spread(sorted(days), DAYS_MAX))
