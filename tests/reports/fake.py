"""A book in a list: what the reports need of a book, answered by looking at every line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from irman_ledger.books.records import Actor, Record, RunningMovement, Voucher
from irman_ledger.books.savings_positions import SavingsPosition
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.coop.shares.monthly import Billed, MonthlyDue, due
from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.facts import Holding
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject

Span = Month | tuple[Month, Month]


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeMember:
    """A member as the reader gives it."""

    no: str
    name: Private
    status: str = "anggota"
    group: str | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True)
class FakePage:
    """Two movements at a time, so that every reader has to turn pages."""

    rows: tuple[RunningMovement, ...]
    next: Any


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose it is."""

    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeShare:
    """A share account as the reader gives it."""

    no: str
    member: str
    control: str
    balance: Money


@dataclass(slots=True, kw_only=True)
class FakeBook:
    """Book, view and readers in one."""

    bylaws: Bylaws
    begins_on: date = date(2014, 1, 1)
    id: str = "IRMAN-UJI"
    records: list[Record] = field(default_factory=list)
    people: dict[str, FakeMember] = field(default_factory=dict)
    held: dict[Subject, Holding] = field(default_factory=dict)
    billed: dict[str, tuple[str, Billed]] = field(default_factory=dict)
    """By share account: its control account and the months billed."""
    owners: dict[Subject, str] = field(default_factory=dict)
    accounts: list[SavingsState] = field(default_factory=list)

    # --- writing ---

    def add(
        self,
        on: date,
        narration: str,
        *lines: Line,
        subject: Subject,
        voucher: tuple[str, int] | None = None,
        document: str | None = None,
        booked_on: date | None = None,
        period: int | None = None,
        reverses: int | None = None,
        reason: str | None = None,
    ) -> Record:
        """One record with these lines, booked on its value date unless another is given; with a reason it is a reversal."""
        total = Money.zero()
        if lines:
            entry = Entry(chart=self.bylaws.chart, on=on, narration=narration, lines=lines)
            total = entry.total
        booked = booked_on or on
        number = None if voucher is None else Voucher(voucher[0], booked.year, voucher[1])
        record = Record(
            seq=len(self.records),
            kind="test.booked",
            subject=subject,
            key=f"k{len(self.records)}",
            value_on=on,
            booked_on=booked,
            period=period or booked.year * 100 + booked.month,
            entered_at=datetime(2014, 1, 1, tzinfo=UTC),
            actor=Actor("bendahara", "bendahara"),
            voucher=number,
            document=document,
            narration=narration,
            command="{}",
            event="{}" if reason is None else json.dumps({"reason": reason}),
            command_hash=bytes(32),
            bylaws_version=0,
            rules_version=0,
            reverses=reverses,
            line_count=len(lines),
            total=total,
            leaf=bytes(32),
            lines=lines,
        )
        self.records.append(record)
        return record

    def hold(self, member: str, subject: Subject, product: str, opened_on: date, closed_on: date | None = None) -> None:
        """The member holds this."""
        self.held[subject] = Holding(subject=subject, product=product, opened_on=opened_on, closed_on=closed_on, balances={})
        self.owners[subject] = member

    # --- what a book is asked ---

    @property
    def currency(self) -> str:
        return self.bylaws.currency

    @property
    def size(self) -> int:
        return len(self.records)

    def root(self) -> bytes:
        return bytes.fromhex("3f2a9c") + bytes(29)

    def bylaws_on(self, on: date) -> Bylaws:
        return self.bylaws

    def read(self) -> AbstractContextManager[FakeBook]:
        return nullcontext(self)

    def balances(self, *, as_of: Month | date | None = None, period: Span | None = None, known_at: int | None = None) -> Balances:
        """A month takes in the adjustments and the closing of its year; a period leaves the closing out."""
        found: list[Line] = []
        for record in self.records[:known_at]:
            if as_of is not None:
                last = as_of.last_day if isinstance(as_of, Month) else as_of
                is_in = record.booked_on <= last
            else:
                is_in = _in_span(record.booked_on, period) and record.period % 100 != 14
            found += record.lines if is_in else ()
        return Balances.of_lines(self.currency, found)

    def balance_before(self, account: str, on: date) -> Money:
        lines = (li.amount for record in self.records if record.booked_on < on for li in record.lines if li.account == account)
        return Money.total(lines, self.currency)

    def account_movements(self, account: str, period: Span) -> Iterator[RunningMovement]:
        chosen = sorted((r for r in self.records if _in_span(r.booked_on, period)), key=lambda r: (r.booked_on, r.seq))
        return iter([_movement(r, li) for r in chosen for li in r.lines if li.account == account])

    def subject_balances(self, account: str, as_of: Month | date | None = None) -> dict[Subject, Money]:
        sums: dict[Subject, Money] = {}
        for record in self.records:
            if as_of is None or record.booked_on <= (as_of.last_day if isinstance(as_of, Month) else as_of):
                for line in record.lines:
                    if line.account == account and line.subject is not None:
                        sums[line.subject] = sums.get(line.subject, Money.zero()) + line.amount
        return {subject: amount for subject, amount in sums.items() if amount}

    def movements(self, subject: Subject, *, after: Any = None, limit: int = 50) -> FakePage:
        chosen = sorted(self.records, key=lambda r: (r.value_on, r.seq))
        found = [_movement(r, li) for r in chosen for li in r.lines if li.subject == subject]
        start = after if isinstance(after, int) else 0
        return FakePage(tuple(found[start : start + 2]), start + 2 if start + 2 < len(found) else None)

    def journal(self, period: Span) -> Iterator[Record]:
        chosen = (r for r in self.records if r.lines and _in_span(r.booked_on, period))
        return iter(sorted(chosen, key=lambda r: (r.booked_on, r.seq)))

    def record(self, seq: int) -> Record:
        return self.records[seq]

    @property
    def members(self) -> FakeBook:
        return self

    @property
    def shares(self) -> FakeShares:
        return FakeShares(self)

    @property
    def savings(self) -> FakeSavings:
        return FakeSavings(self, "savings")

    @property
    def loans(self) -> OwnedReader:
        return OwnedReader(self, "loan")

    def get(self, no: str) -> FakeMember:
        return self.people[no]

    def names(self, numbers: Iterable[str]) -> dict[str, Private]:
        return {no: self.people[no].name for no in numbers}

    def positions(self, no: str) -> tuple[Holding, ...]:
        return tuple(self.held[subject] for subject, member in self.owners.items() if member == no)


@dataclass(frozen=True, slots=True)
class OwnedReader:
    """Savings accounts or loans."""

    book: FakeBook
    kind: str

    def get(self, no: str) -> Owned:
        return Owned(self.book.owners[Subject(self.kind, no)])


@dataclass(frozen=True, slots=True)
class FakeSavings(OwnedReader):
    """Savings accounts that stand as they were given, with the balances of the day."""

    def positions(self, as_of: date) -> tuple[SavingsPosition, ...]:
        return tuple(self._position(state, as_of) for state in self.book.accounts)

    def _position(self, state: SavingsState, on: date) -> SavingsPosition:
        own = Subject("savings", state.no)
        known = [record for record in self.book.records if record.booked_on <= on]
        lines = [(record.value_on, line) for record in known for line in record.lines if line.subject == own]
        balances = dict[str, Money]()
        for _on, line in lines:
            balances[line.account] = balances.get(line.account, Money.zero(self.book.currency)) + line.amount
        moved_on = max((day for day, line in lines if line.account == state.control), default=None)
        return SavingsPosition(state=state, currency=self.book.currency, balances=balances, moved_on=moved_on)


@dataclass(frozen=True, slots=True)
class FakeShares:
    """Share accounts, everything held paid towards the bills."""

    book: FakeBook

    def arrears(self, as_of: Month | date) -> tuple[tuple[FakeShare, MonthlyDue], ...]:
        on = as_of.last_day if isinstance(as_of, Month) else as_of
        found = []
        for no, (control, billed) in self.book.billed.items():
            held = -self.book.subject_balances(control, on).get(Subject("share", no), Money.zero(self.book.currency))
            share = FakeShare(no=no, member=no.partition("/")[0], control=control, balance=held)
            found.append((share, due(billed, held, on)))
        return tuple(found)


def _in_span(on: date, span: Span | None) -> bool:
    assert span is not None
    first, last = span if isinstance(span, tuple) else (span, span)
    return first.first_day <= on <= last.last_day


def _movement(record: Record, line: Line) -> RunningMovement:
    return RunningMovement(
        seq=record.seq,
        value_on=record.value_on,
        booked_on=record.booked_on,
        account=line.account,
        voucher=record.voucher,
        document=record.document,
        narration=record.narration,
        amount=line.amount,
        balance=line.amount,
        subject=line.subject,
    )
