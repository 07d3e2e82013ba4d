"""Rows as they are stored, for exports of whole books: no value is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from irman_ledger.books.reader import SEALED
from irman_ledger.books.spans import Span, months_of
from irman_ledger.books.view import View
from irman_ledger.core.calendar import Month

_CHUNK = 2000

_JOURNAL = f"""SELECT r.seq, r.booked_on, r.value_on, r.kind, r.subject, s.member, r.key, r.series, r.year, r.number, r.part, r.document,
 r.narration, r.reverses, l.account, l.unit, l.fund, l.subject, l.amount
 FROM {SEALED} LEFT JOIN irman_subject s ON s.book = r.book AND s.subject = r.subject
 WHERE l.book = ? AND r.period >= ? AND r.period <= ? AND r.seq < ? ORDER BY r.booked_on, r.seq, l.no"""
_SEN = "SELECT 1 FROM irman_line WHERE book = ? AND booked_on >= ? AND booked_on <= ? AND amount % 100 <> 0 LIMIT 1"
_RECORDS = """SELECT seq, kind, subject, key, command_hash, value_on, booked_on, period, entered_at, actor, role, series, year, number,
 part, document, narration, command, event, bylaws_version, rules_version, reverses, line_count, total, leaf
 FROM irman_record WHERE book = ? AND seq > ? ORDER BY seq LIMIT ?"""
_LINES = f"SELECT l.seq, l.account, l.unit, l.fund, l.subject, l.amount FROM {SEALED} WHERE l.book = ? AND l.seq >= ? AND l.seq <= ?"


def journal_lines(view: View, period: Span, *, known_at: int | None = None) -> Iterator[Any]:
    """The lines of some months, those of adjustments and of the closing too, in order of booking date, seq and line.

    Each is (seq, booked_on, value_on, kind, subject of the record, its member, key, series, year, number, part, document,
    narration, reverses, account, unit, fund, subject, amount in minor units); days are as the driver gives them.
    """
    first, last = months_of(period)
    size = view.size if known_at is None else known_at
    yield from view.port.stream(_JOURNAL, (view.identity.book, first.period, last_period(last), size))


def has_sen(view: View, period: Span) -> bool:
    """Whether a line of some months has an amount that is not whole rupiah."""
    first, last = months_of(period)
    days = (first.first_day.isoformat(), last.last_day.isoformat())
    return view.port.row(_SEN, (view.identity.book, *days)) is not None


def stored_records(view: View) -> Iterator[tuple[Any, list[Any]]]:
    """Every record in order of seq, in the order of the fields of its leaf, with its lines (account, unit, fund, subject, amount)."""
    at, book = -1, view.identity.book
    while rows := view.port.rows(_RECORDS, (book, at, _CHUNK)):
        lines: dict[int, list[Any]] = {row[0]: [] for row in rows}
        for seq, *line in view.port.rows(_LINES + " ORDER BY l.seq, l.no", (book, rows[0][0], rows[-1][0])):
            lines[seq].append(tuple(line))
        yield from ((row, lines[row[0]]) for row in rows)
        at = rows[-1][0]


def last_period(month: Month) -> int:
    """The last balance period booked by the end of a month: after December also adjustments (13) and the closing (14)."""
    return month.year * 100 + 14 if month.month == 12 else month.period
