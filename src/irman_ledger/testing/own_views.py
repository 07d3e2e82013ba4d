"""The library's own books as ledger views: the real one in one snapshot, and the naive one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from irman_ledger.books.charter import MonthClosed
from irman_ledger.books.records import Record
from irman_ledger.books.verify import verify
from irman_ledger.books.view import View
from irman_ledger.coop.loans.events import (
    GoodsSold,
    LineInterestCharged,
    LoanDisbursed,
    LoanRepaid,
    LoanRescheduled,
    LoanSettledFromTitipan,
    LoanTakenOver,
    LoanWrittenOff,
    MarginRebated,
    TrancheDisbursed,
)
from irman_ledger.core.account import Account
from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.journal import Line
from irman_ledger.core.subject import Subject
from irman_ledger.testing.ledger_view import (
    ViewAccount,
    ViewClosing,
    ViewEntry,
    ViewLine,
    ViewLoan,
    ViewPayment,
    ViewPrivate,
)
from irman_ledger.testing.model import NaiveBook

_PAYMENTS = (LoanRepaid, LoanSettledFromTitipan)
_REDUCING = (*_PAYMENTS, LoanWrittenOff)


class BookView:
    """A book through its own readers; everything is read from one snapshot, which must stay open.

    Examples
    --------
    >>> from irman_ledger.testing.fresh_book import fresh_book
    >>> from irman_ledger.testing.invariants import check_invariants
    >>> with fresh_book() as book, book.read() as view:
    ...     check_invariants(BookView(view)).is_ok
    True
    """

    def __init__(self, view: View) -> None:
        self._view = view

    @cached_property
    def _records(self) -> tuple[Record, ...]:
        return tuple(self._view.records())

    @cached_property
    def _events(self) -> tuple[tuple[Record, Any], ...]:
        return tuple((record, self._view.event(record)) for record in self._records)

    def entries(self) -> Iterator[ViewEntry]:
        """The records with lines."""
        for record in self._records:
            if record.line_count or record.lines:
                lines = tuple(_line(line) for line in record.lines)
                yield ViewEntry(
                    no=record.seq, on=record.value_on, booked_on=record.booked_on, lines=lines, key=record.key, reverses=record.reverses
                )

    def balances(self, as_of: date | None = None) -> Mapping[str, int]:
        """As `View.balances` gives them."""
        return _nets(self._view.balances(as_of=as_of or self._last_day))

    @cached_property
    def _last_day(self) -> Month:
        return Month.of(max(record.booked_on for record in self._records))

    def controls(self) -> Mapping[str, Mapping[str, int]]:
        """As `View.subject_balances` gives them."""
        return {
            account.code: {str(subject): amount.minor for subject, amount in self._view.subject_balances(account.code).items()}
            for account in self._view.bylaws.chart.controls()
        }

    def accounts(self) -> Iterator[ViewAccount]:
        """The chart of the bylaws adopted last."""
        return _accounts(self._view.bylaws)

    def closings(self) -> Iterator[ViewClosing]:
        """The records that closed a month."""
        for record, event in self._events:
            if isinstance(event, MonthClosed):
                yield ViewClosing(event.month.last_day, record.seq)

    def numbers(self) -> Mapping[str, Sequence[int]]:
        """The log, and the vouchers of each series and year, parts counted once."""
        series: dict[str, list[int]] = {"log": [record.seq for record in self._records]}
        for record in self._records:
            voucher = record.voucher
            if voucher is not None and voucher.part <= 1:
                series.setdefault(f"{voucher.series}/{voucher.year}", []).append(voucher.number)
        return series

    def turnovers(self, month: date) -> Mapping[str, tuple[int, int]]:
        """As `View.balances` gives them for a period."""
        found = self._view.balances(period=Month.of(month)).by_account()
        return {account: (turnover.debit, turnover.credit) for account, turnover in found.items()}

    def balances_known_before(self, no: int) -> Mapping[str, int]:
        """As `View.balances` gives them for a `known_at`."""
        return _nets(self._view.balances(as_of=self._last_day, known_at=no))

    def loans(self) -> Iterator[ViewLoan]:
        """Every loan that is in the book, with what was repaid by the events that stand."""
        paid, beside = _repaid(self._events), _beside(self._events)
        for no, lent in _lent(self._events).items():
            loan = self._view.loans.get(no)
            yield ViewLoan(
                no=no,
                lent_minor=lent,
                plan=tuple((item.principal.minor, item.interest.minor) for item in loan.schedule()),
                principal_paid_minor=paid.get(no, 0),
                outstanding_minor=loan.outstanding.minor,
                is_closed=loan.closed_on is not None,
                unsettled_minor=sum(abs(self._on(account, no)) for account in beside.get(no, ())),
            )

    def _on(self, account: str, loan: str) -> int:
        balance = self._view.subject_balances(account).get(Subject("loan", loan))
        return 0 if balance is None else balance.minor

    def payments(self) -> Iterator[ViewPayment]:
        """The repayments of loans: what came into the box, and its parts."""
        for record, event in self._events:
            if isinstance(event, _PAYMENTS):
                yield _payment(f"record {record.seq}", record.lines, event)

    def leaves(self) -> Sequence[bytes]:
        """As stored."""
        return [record.leaf for record in self._records]

    def root(self) -> bytes:
        """As the head of the log gives it."""
        return self._view.root()

    def findings(self) -> Sequence[str]:
        """What `Book.verify` finds."""
        return [f"{finding.check}: {finding.where}: {finding.text}" for finding in verify(self._view).findings]

    def private_values(self) -> Iterator[ViewPrivate]:
        """What is kept of names, identities and phones and was not erased."""
        sql = "SELECT subject, value, salt, commitment FROM irman_private WHERE book = ? AND value IS NOT NULL"
        for owner, value, salt, commitment in self._view.port.rows(sql, (self._view.identity.book,)):
            yield ViewPrivate(owner, value, bytes(salt), bytes(commitment))


class NaiveView:
    """A naive book, which keeps no balances, evidence or personal values beside its entries."""

    def __init__(self, book: NaiveBook) -> None:
        self._book = book

    def entries(self) -> Iterator[ViewEntry]:
        """What was played and booked."""
        for played in self._book.played:
            if played.entry is not None:
                lines = tuple(_line(line) for line in played.entry.lines)
                yield ViewEntry(
                    no=played.seq, on=played.event.on, booked_on=played.booked_on, lines=lines, key=played.key, reverses=played.reverses
                )

    def balances(self, as_of: date | None = None) -> Mapping[str, int]:
        """The sums of its lines."""
        return _nets(self._book.balances(as_of=as_of))

    def controls(self) -> Mapping[str, Mapping[str, int]]:
        """The sums of its lines by subject."""
        return {
            account.code: {str(subject): amount.minor for subject, amount in self._book.subject_balances(account.code).items()}
            for account in self._book.bylaws.chart.controls()
        }

    def accounts(self) -> Iterator[ViewAccount]:
        """The chart of its bylaws."""
        return _accounts(self._book.bylaws)

    def closings(self) -> Iterator[ViewClosing]:
        """The months that were closed."""
        for played in self._book.played:
            if isinstance(played.event, MonthClosed):
                yield ViewClosing(played.event.month.last_day, played.seq)

    def numbers(self) -> Mapping[str, Sequence[int]]:
        """What was played, and the vouchers of each series and year, parts counted once."""
        first = 1 if self._book.begins_on is not None else 0
        series: dict[str, list[int]] = {"log": [*range(first), *(played.seq for played in self._book.played)]}
        for played in self._book.played:
            voucher = played.voucher
            if voucher is not None and voucher.part <= 1:
                series.setdefault(f"{voucher.series}/{voucher.year}", []).append(voucher.number)
        return series

    def loans(self) -> Iterator[ViewLoan]:
        """Every loan that stands."""
        events = tuple((played, played.event) for played in self._book.played)
        paid, beside = _repaid(events), _beside(events)
        for no, lent in _lent(events).items():
            subject = Subject("loan", no)
            state = self._book.states[subject]
            yield ViewLoan(
                no=no,
                lent_minor=lent,
                plan=tuple((item.principal.minor, item.interest.minor) for item in self._book.schedules[subject]),
                principal_paid_minor=paid.get(no, 0),
                outstanding_minor=self._book.balance(state.receivable, subject).minor,
                is_closed=state.closed_on is not None,
                unsettled_minor=sum(abs(self._book.balance(account, subject).minor) for account in beside.get(no, ())),
            )

    def payments(self) -> Iterator[ViewPayment]:
        """The repayments of loans."""
        for played in self._book.played:
            if isinstance(played.event, _PAYMENTS) and played.entry is not None:
                yield _payment(f"record {played.seq}", played.entry.lines, played.event)


def _line(line: Line) -> ViewLine:
    return ViewLine(line.account, line.amount.minor, None if line.subject is None else str(line.subject), line.unit, line.fund)


def _nets(balances: Balances) -> dict[str, int]:
    return {account: turnover.net for account, turnover in balances.by_account().items() if turnover.net}


def _accounts(bylaws: Bylaws) -> Iterator[ViewAccount]:
    for account in bylaws.chart:
        yield _account(account)


def _account(account: Account) -> ViewAccount:
    return ViewAccount(
        code=account.code,
        kind=account.kind.value,
        normal=account.normal,
        floored=account.is_floored,
        cash=account.is_cash,
        clearing=account.is_clearing,
        closed_on=account.closed_on,
    )


def _standing(events: Iterable[tuple[Any, Any]]) -> Iterator[Any]:
    """The events of records that were not reversed."""
    listed = list(events)
    gone = {record.reverses for record, _event in listed}
    return (event for record, event in listed if record.seq not in gone)


def _lent(events: Iterable[tuple[Any, Any]]) -> dict[str, int]:
    """What was lent by number of loan, with interest that became principal."""
    lent: dict[str, int] = {}
    for event in _standing(events):
        if isinstance(event, LoanDisbursed | LoanTakenOver):
            lent[event.loan] = event.principal.minor
        elif isinstance(event, GoodsSold):
            lent[event.loan] = event.sale.price.minor
        elif isinstance(event, TrancheDisbursed):
            lent[event.loan] += event.tranche.amount.minor
        elif isinstance(event, LineInterestCharged):
            lent[event.loan] += event.capitalised.minor
        elif isinstance(event, LoanRescheduled) and event.capitalised:
            lent[event.loan] += event.carried.minor
    return lent


def _beside(events: Iterable[tuple[Any, Any]]) -> dict[str, set[str]]:
    """By number of loan, the accounts of what is earned and not paid, and of what is not earned."""
    found: dict[str, set[str]] = {}
    for event in _standing(events):
        if isinstance(event, LoanDisbursed):
            deferred = {fee.deferred for fee in event.fees if fee.deferred is not None}
            if event.recognition is not None:
                deferred.add(event.recognition.accrued)
                deferred |= set() if event.recognition.effective is None else {event.recognition.effective.adjustment}
            found[event.loan] = deferred
    return found


def _repaid(events: Iterable[tuple[Any, Any]]) -> dict[str, int]:
    paid: dict[str, int] = {}
    for event in _standing(events):
        if isinstance(event, _REDUCING):
            paid[event.loan] = paid.get(event.loan, 0) + event.principal.minor
        elif isinstance(event, MarginRebated):
            paid[event.loan] = paid.get(event.loan, 0) + event.amount.minor
    return paid


def _payment(name: str, lines: Iterable[Line], event: LoanRepaid | LoanSettledFromTitipan) -> ViewPayment:
    received = sum(line.amount.minor for line in lines if line.amount.minor > 0)
    if event.cleared is not None:  # what was accrued beyond the interest goes back out of income
        received -= max(event.cleared.amount.minor - event.interest.minor, 0)
    if isinstance(event, LoanRepaid) and event.undrawn is not None:  # beside the books
        received -= event.undrawn.amount.minor
    received -= max(-event.interest.minor, 0)  # of a line of credit, what it paid too much comes back out of income
    if isinstance(event, LoanRepaid) and event.seized is not None and event.seized.contra is not None:  # beside the books, too
        received -= event.seized.pledged.minor
    if event.margin is not None:  # it moves from one account of the loan to another
        received -= event.margin.amount.minor
    received -= sum(fee.amount.minor for fee in event.fees_earned)
    received -= 0 if event.adjusted is None else abs(event.adjusted.amount.minor)
    held = event.held if isinstance(event, LoanRepaid) else None
    parts = (event.interest, event.principal, event.penalty, held)
    return ViewPayment(name, received, tuple(part.minor for part in parts if part is not None))
