"""What is read of a book while a command is decided: states, balances and the answers to a module's questions.

Lines are read only joined to the record that seals them: what a bare connection left beside it is never summed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from irman_ledger.books.modules import state_class
from irman_ledger.books.port import Port
from irman_ledger.books.wire import load_state
from irman_ledger.core.facts import Movement
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import SubjectIndex
from irman_ledger.core.schedule import Instalment
from irman_ledger.errors import DamagedError

SEALED = "irman_line l JOIN irman_record r ON r.book = l.book AND r.seq = l.seq AND r.line_count = l.line_count"

READ_FIRST = """SELECT h.size, h.frontier, h.closed_to, h.bylaws_version,
  s.subject, s.member, s.group_no, s.product, s.opened_on, s.closed_on, s.state,
  m.subject, m.member, m.group_no, m.product, m.opened_on, m.closed_on, m.state,
  r.seq, r.command_hash
FROM irman_head h
LEFT JOIN irman_subject s ON s.book = h.book AND s.subject = ?
LEFT JOIN irman_subject m ON m.book = h.book AND m.subject = coalesce(?, 'member:' || s.member)
LEFT JOIN irman_record r ON r.book = h.book AND r.key = ? AND r.key <> ''
WHERE h.book = ?"""
READ_HEAD = "SELECT size, frontier, closed_to, bylaws_version FROM irman_head WHERE book = ?"
_SUBJECT = "SELECT subject, member, group_no, product, opened_on, closed_on, state FROM irman_subject WHERE book = ?"
READ_SUBJECT = _SUBJECT + " AND subject = ?"
READ_KEYS = "SELECT key, seq, command_hash FROM irman_record WHERE book = ? AND key <> ''"
_EACH = "SELECT found.* FROM unnest(CAST(? AS text[])) AS asked (value) CROSS JOIN LATERAL ({select} OFFSET 0) found"
LISTED_MAX = 500
PAGE = 1000
READ_KEY = "SELECT seq, command_hash FROM irman_record WHERE book = ? AND key = ? AND key <> ''"
READ_LAST_NUMBER = "SELECT max(number) FROM irman_record WHERE book = ? AND series = ? AND year = ? AND number > 0"
READ_BALANCES = "SELECT account, balance, last_value_on FROM irman_subject_balance WHERE book = ? AND subject = ?"
_OF_SUBJECT = "l.subject = ? AND substr(l.subject, 1, 5) <> 'cash:'"
_OF_BOX = """l.subject = ? AND l.account <> ''
  AND l.account IN (SELECT a.code FROM irman_account a WHERE a.book = l.book AND a.subject_kind = 'cash')"""
_LATER = f"SELECT l.value_on, sum(l.amount) FROM {SEALED} WHERE l.book = ? AND "
_LATER_END = " AND l.account = ? AND l.value_on > ? GROUP BY l.value_on ORDER BY l.value_on DESC"
READ_LATER = _LATER + _OF_SUBJECT + _LATER_END
READ_LATER_OF_BOX = _LATER + "l.subject = ? AND l.account <> '' AND l.booked_on > ?" + _LATER_END  # nothing is booked before its value date
_MOVEMENTS = f"""SELECT l.seq, l.value_on, l.account, l.amount, u.value_on FROM {SEALED}
  LEFT JOIN irman_record u ON u.book = r.book AND u.seq = r.reverses WHERE l.book = ? AND """
_MOVEMENTS_END = " ORDER BY l.value_on, l.seq, l.no"
_FIRST = """SELECT min(r.value_on) FROM irman_record r WHERE r.book = ? AND r.subject = ? AND r.subject <> ''
  AND r.kind IN ({}) AND r.value_on > ?
  AND NOT EXISTS (SELECT 1 FROM irman_record u WHERE u.book = r.book AND u.reverses = r.seq AND u.reverses IS NOT NULL)"""
READ_SCHEDULE = """SELECT no, due_on, principal, interest FROM irman_schedule WHERE book = ? AND subject = ?
  AND seq = (SELECT max(seq) FROM irman_schedule WHERE book = ? AND subject = ?) ORDER BY no"""
READ_SCHEDULE_ON = """SELECT no, due_on, principal, interest FROM irman_schedule WHERE book = ? AND subject = ?
  AND seq = (SELECT max(p.seq) FROM irman_schedule p JOIN irman_record r ON r.book = p.book AND r.seq = p.seq
    WHERE p.book = ? AND p.subject = ? AND r.booked_on <= ?) ORDER BY no"""
_OF_KIND = _SUBJECT + " AND subject > ? AND subject < ?"
READ_ALL_OF_KIND = _OF_KIND + " ORDER BY subject LIMIT ?"
READ_OPEN_OF_KIND = _OF_KIND + " AND closed_on IS NULL ORDER BY subject LIMIT ?"
# Found by the index alone, then looked up: asked for whole rows, SQLite goes through all subjects of the book instead.
_OF_MEMBER = "SELECT o.subject FROM irman_subject o WHERE o.book = ? AND o.member = ? AND o.member IS NOT NULL"
READ_HOLDINGS = f"{_SUBJECT} AND subject IN ({_OF_MEMBER}) ORDER BY subject"


def is_box(subject: str) -> bool:
    """Whether a subject is a cash box: every second line is on one, so that the index by subject leaves them out."""
    return subject.startswith("cash:")


def lines_of(subject: str) -> str:
    """The condition, with the subject as its only parameter, that finds the lines ``l`` of a subject by an index that holds them."""
    return _OF_BOX if is_box(subject) else _OF_SUBJECT


def iso(value: Any) -> str:
    """A stored day as ISO text, whatever the driver made of it."""
    return value if isinstance(value, str) else value.isoformat()


def day(value: Any) -> date:
    """A stored day as a date."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def check_head(size: int, frontier: bytes) -> None:
    """Refuse a head whose frontier is not that of a log of its size."""
    if len(frontier) != 32 * max(size, 0).bit_count():
        raise DamagedError(field="head", reason=f"the head's frontier is not that of a log of {size} records")


class SubjectRow:
    """A subject as the books keep it; its state and its index are decoded when they are first asked for."""

    __slots__ = ("_columns", "_currency", "_index", "_state", "member", "subject", "text")

    def __init__(self, subject: str, *, columns: Sequence[Any] = (), text: str = "", currency: str = "") -> None:
        self.subject = subject
        self.member: str | None = columns[0] if columns else None
        self.text = text
        self._columns = columns
        self._currency = currency
        self._state: Any = None
        self._index: SubjectIndex | None = None

    def become(self, state: Any, index: SubjectIndex) -> None:
        """Take over the state that an event left, and what the subject is found by from now on."""
        self._state, self.text = state, ""
        self._index, self.member = index, index.member

    @property
    def index(self) -> SubjectIndex:
        """What the subject is found by."""
        if self._index is None:
            member, group, product, opened_on, closed_on = self._columns
            closed = None if closed_on is None else day(closed_on)
            self._index = SubjectIndex(member=member, group=group, product=product, opened_on=day(opened_on), closed_on=closed)
        return self._index

    @property
    def state(self) -> Any:
        """The state, or None where every event was reversed."""
        if self._state is None and self.text:
            self._state = _state_of(self.subject.partition(":")[0], self.text, self._currency)
        return self._state


@lru_cache(maxsize=4096)
def _state_of(kind: str, text: str, currency: str) -> Any:
    # A state is immutable and small; accounts that move often are decoded once.
    found = state_class(kind)
    if found is None:
        raise AssertionError(f"no module keeps states of {kind}")
    return load_state(found, text, currency)


@dataclass(slots=True)
class Standing:
    """The balance of a subject on an account, debit positive in minor units, and the last value date."""

    balance: int
    last_value_on: str


class Reader:
    """Reads one book through a port."""

    def __init__(self, port: Port, book: int, currency: str) -> None:
        self.port = port
        self.book = book
        self.currency = currency

    def row_of(self, columns: Sequence[Any]) -> SubjectRow | None:
        """A subject row from its seven columns; None where the join found nothing or every event of it was reversed."""
        subject, text = columns[0], columns[6]
        if subject is None or text == "null":
            return None
        return SubjectRow(subject, columns=columns[1:6], text=text, currency=self.currency)

    def subject(self, subject: str) -> SubjectRow | None:
        """One subject by its text."""
        found = self.port.row(READ_SUBJECT, (self.book, subject))
        return None if found is None else self.row_of(found)

    def subjects(self, subjects: Iterable[str]) -> list[SubjectRow]:
        """Many subjects by their texts, those that are there."""
        return [row for columns in self._listed(_SUBJECT, "subject", subjects) if (row := self.row_of(columns)) is not None]

    def keys(self, keys: Iterable[str]) -> dict[str, tuple[int, bytes]]:
        """Seq and command hash by key, those that are there."""
        return {key: (seq, bytes(digest)) for key, seq, digest in self._listed(READ_KEYS, "key", keys)}

    def _listed(self, select: str, column: str, values: Iterable[str]) -> Iterator[Sequence[Any]]:
        """The rows of a statement whose column is one of many values.

        PostgreSQL is asked value by value within one statement: given a list, it may come to read the whole book instead.
        """
        left = iter(values)
        while part := list(islice(left, LISTED_MAX)):
            if self.port.dialect == "sqlite":
                sql, parameters = f"{select} AND {column} IN ({', '.join('?' * len(part))})", (self.book, *part)
            else:
                sql, parameters = _EACH.format(select=f'{select} AND {column} = asked.value COLLATE "C"'), (part, self.book)
            yield from self.port.rows(sql, parameters)

    def balances(self, subject: str) -> dict[str, Standing]:
        """Balances of a subject by account."""
        rows = self.port.rows(READ_BALANCES, (self.book, subject))
        return {account: Standing(balance, iso(last)) for account, balance, last in rows}

    def later(self, account: str, subject: str, on: str) -> list[tuple[str, int]]:
        """Value dates after a day, newest first, with what moved on them."""
        if is_box(subject):
            rows = self.port.rows(READ_LATER_OF_BOX, (self.book, subject, on, account, on))
        else:
            rows = self.port.rows(READ_LATER, (self.book, subject, account, on))
        return [(iso(value_on), int(amount)) for value_on, amount in rows]

    def total(self, accounts: Sequence[str], fund: str | None = None) -> int:
        """What accounts hold together, in all periods, in one fund or in all."""
        marks = ", ".join("?" * len(accounts))
        sql = f"SELECT coalesce(sum(debit) - sum(credit), 0) FROM irman_month_balance WHERE book = ? AND account IN ({marks})"
        of_fund, in_fund = ("", ()) if fund is None else (" AND fund = ?", (fund,))
        found = self.port.row(sql + of_fund, (self.book, *accounts, *in_fund))
        return 0 if found is None else int(found[0])

    def schedule(self, subject: str, *, booked_to: date | None = None) -> tuple[Instalment, ...]:
        """The plan in force now, or by what was booked up to a day."""
        if booked_to is None:
            rows = self.port.rows(READ_SCHEDULE, (self.book, subject, self.book, subject))
        else:
            rows = self.port.rows(READ_SCHEDULE_ON, (self.book, subject, self.book, subject, booked_to.isoformat()))
        return tuple(
            Instalment(no=no, due_on=day(due_on), principal=Money(principal, self.currency), interest=Money(interest, self.currency))
            for no, due_on, principal, interest in rows
        )

    def movements(self, subject: str, from_on: date | None = None) -> tuple[Movement, ...]:
        """Every line from a value date on, or all, in order of value date and seq."""
        sql, parameters = _MOVEMENTS + lines_of(subject), (self.book, subject)
        if from_on is None:
            rows = self.port.rows(sql + _MOVEMENTS_END, parameters)
        else:
            rows = self.port.rows(f"{sql} AND l.value_on >= ?{_MOVEMENTS_END}", (*parameters, from_on.isoformat()))
        return tuple(
            Movement(seq, day(value_on), account, Money(amount, self.currency), None if undoes_on is None else day(undoes_on))
            for seq, value_on, account, amount, undoes_on in rows
        )

    def first_of(self, subject: str, kinds: Sequence[str], after: date) -> date | None:
        """The first value date after a day of a record of some kinds that was not reversed."""
        sql = _FIRST.format(", ".join("?" * len(kinds)))
        found = self.port.row(sql, (self.book, subject, *kinds, after.isoformat()))
        return None if found is None or found[0] is None else day(found[0])

    def held(self, member: str) -> list[SubjectRow]:
        """All subjects of a member, in order."""
        rows = self.port.rows(READ_HOLDINGS, (self.book, self.book, member))
        return [row for columns in rows if (row := self.row_of(columns)) is not None]

    def subjects_of_kind(self, kind: str, *, includes_closed: bool) -> Iterator[SubjectRow]:
        """The subjects of a kind, in order, read in pages."""
        sql = READ_ALL_OF_KIND if includes_closed else READ_OPEN_OF_KIND
        last, end = f"{kind}:", f"{kind};"  # the sign after the colon
        while page := self.port.rows(sql, (self.book, last, end, PAGE)):
            yield from (row for columns in page if (row := self.row_of(columns)) is not None)
            last = page[-1][0]

    def last_number(self, series: str, year: int) -> int:
        """The last voucher number of a series in a booking year; 0 before the first."""
        found = self.port.row(READ_LAST_NUMBER, (self.book, series, year))
        return int(found[0]) if found is not None and found[0] is not None else 0
