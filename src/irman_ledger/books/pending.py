"""What a unit of work has still to write: rows added one by one, balances added up, states written once.

Rows wait as one list of values a table, not as a tuple each: a batch would leave many thousand of them to the garbage collector.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from irman_ledger.books import tables
from irman_ledger.books.modules import FOLD_VERSION
from irman_ledger.books.port import Port
from irman_ledger.books.reader import SubjectRow
from irman_ledger.books.wire import dump_state

_RECORD = tuple(column.name for column in tables.RECORD.c)
_LINE = tuple(column.name for column in tables.LINE.c)
_SCHEDULE = tuple(column.name for column in tables.SCHEDULE.c)
_PRIVATE = tuple(column.name for column in tables.PRIVATE.c)

MONTH_UPSERT = """INSERT INTO irman_month_balance (book, period, account, unit, fund, debit, credit) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (book, period, account, unit, fund) DO UPDATE
SET debit = irman_month_balance.debit + excluded.debit, credit = irman_month_balance.credit + excluded.credit"""
BALANCE_UPSERT = """INSERT INTO irman_subject_balance (book, subject, account, balance, last_value_on) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (book, subject, account) DO UPDATE SET balance = irman_subject_balance.balance + excluded.balance,
last_value_on = CASE WHEN excluded.last_value_on > irman_subject_balance.last_value_on
  THEN excluded.last_value_on ELSE irman_subject_balance.last_value_on END"""
SUBJECT_UPSERT = """INSERT INTO irman_subject
(book, subject, member, group_no, product, opened_on, closed_on, fold_version, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (book, subject) DO UPDATE SET member = excluded.member, group_no = excluded.group_no, product = excluded.product,
opened_on = excluded.opened_on, closed_on = excluded.closed_on, fold_version = excluded.fold_version, state = excluded.state"""
HEAD_UPDATE = "UPDATE irman_head SET size = ?, frontier = ?, closed_to = ?, bylaws_version = ? WHERE book = ?"


class Pending:
    """Rows not yet written, in the order in which the tables need them."""

    def __init__(self, book: int) -> None:
        self.book = book
        self.changed: dict[str, SubjectRow] = {}
        self.subject_balances: dict[str, dict[str, tuple[int, str]]] = {}
        self._records: list[Any] = []
        self._lines: list[Any] = []
        self._schedules: list[Any] = []
        self._private: list[Any] = []
        self._waiting: set[str] = set()
        self._months: dict[tuple[int, str, str, str], list[int]] = {}

    def add_record(
        self,
        record: tuple[Any, ...],
        lines: Sequence[tuple[Any, ...]],
        memorandum: frozenset[str],
        value_on: str,
        booked_on: str,
        period: int,
    ) -> None:
        """A sealed record with its lines; balances are added up."""
        book, seq, count = self.book, record[1], len(lines)
        self._records.extend(record)
        months, balances, rows, waiting = self._months, self.subject_balances, self._lines, self._waiting
        for no, (account, unit, fund, subject, amount) in enumerate(lines):
            rows.extend(
                (book, seq, no, count, account, unit, fund, subject, amount, 1 if account in memorandum else 0, value_on, booked_on)
            )
            sums = months.get((period, account, unit, fund))
            if sums is None:
                sums = months[(period, account, unit, fund)] = [0, 0]
            if amount > 0:
                sums[0] += amount
            else:
                sums[1] -= amount
            if subject is not None:
                waiting.add(subject)
                kept = balances.get(subject)
                if kept is None:
                    kept = balances[subject] = {}
                before = kept.get(account)
                kept[account] = (amount, value_on) if before is None else (before[0] + amount, max(before[1], value_on))

    def add_schedule(self, subject: str, seq: int, plan: Sequence[Any]) -> None:
        """A new version of a plan."""
        for item in plan:
            row = (self.book, subject, seq, item.no, item.due_on.isoformat(), item.principal.minor, item.interest.minor)
            self._schedules.extend(row)

    @property
    def has_plans(self) -> bool:
        """Whether a plan waits to be written."""
        return bool(self._schedules)

    def add_private(self, subject: str, value: Any) -> None:
        """A sealed personal value."""
        self._private.extend((self.book, value.commitment, subject, value.salt, value.value))

    def is_waiting(self, subject: str) -> bool:
        """Whether a line of the subject is not written yet."""
        return subject in self._waiting

    def write_rows(self, port: Port) -> None:
        """Write what is only ever added."""
        waiting = (
            ("irman_private", _PRIVATE, self._private),
            ("irman_schedule", _SCHEDULE, self._schedules),
            ("irman_line", _LINE, self._lines),
            ("irman_record", _RECORD, self._records),
        )
        if batches := [batch for batch in waiting if batch[2]]:
            self._private, self._schedules, self._lines, self._records = [], [], [], []
            self._waiting.clear()
            port.load(batches)

    def write_all(self, port: Port, head: tuple[int, bytes, int, int]) -> None:
        """Write everything that waits, the head last."""
        book = self.book
        self.write_rows(port)
        if self._months:
            port.many(MONTH_UPSERT, [(book, *key, debit, credit) for key, (debit, credit) in sorted(self._months.items())])
            self._months.clear()
        if self.subject_balances:
            balances = [
                (book, subject, account, amount, last)
                for subject, kept in sorted(self.subject_balances.items())
                for account, (amount, last) in sorted(kept.items())
            ]
            port.many(BALANCE_UPSERT, balances)
            self.subject_balances.clear()
        if self.changed:
            port.many(SUBJECT_UPSERT, [self._subject(row) for row in self.changed.values()])
            self.changed.clear()
        port.run(HEAD_UPDATE, (*head, book))

    def _subject(self, row: SubjectRow) -> tuple[Any, ...]:
        index, state = row.index, "null" if row.state is None else dump_state(row.state)
        opened, closed = index.opened_on.isoformat(), None if index.closed_on is None else index.closed_on.isoformat()
        return (self.book, row.subject, index.member, index.group, index.product, opened, closed, FOLD_VERSION, state)
