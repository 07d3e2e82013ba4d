"""The log itself: every leaf recomputed from what is stored, every entry balanced, the charter's events against its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from irman_ledger.books.adoption import account_row
from irman_ledger.books.charter import BookOpened, BylawsAdopted, MonthClosed, RecordReversed
from irman_ledger.books.findings import Findings
from irman_ledger.books.reader import iso
from irman_ledger.books.unit import hash_of
from irman_ledger.books.view import View
from irman_ledger.books.wire import load_event, parse_json
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.evidence.encoding import leaf_data
from irman_ledger.core.evidence.merkle import frontier_append, frontier_root, leaf_hash
from irman_ledger.core.protocols import Event
from irman_ledger.errors import IrmanError

READ_RECORDS = """SELECT seq, kind, subject, key, command_hash, value_on, booked_on, period, entered_at, actor, role, series, year, number,
 part, document, narration, command, event, bylaws_version, rules_version, reverses, line_count, total, leaf
FROM irman_record WHERE book = ? ORDER BY seq"""
READ_LINES = """SELECT seq, account, unit, fund, subject, amount, no, line_count, is_memorandum, value_on, booked_on
FROM irman_line WHERE book = ? ORDER BY seq, no"""


@dataclass(slots=True)
class Known:
    """What the log says, for the checks that follow."""

    history: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    reversed: set[int] = field(default_factory=set)
    last_seq: dict[str, int] = field(default_factory=dict)
    commitments: dict[str, str] = field(default_factory=dict)
    bylaws: list[tuple[int, str, int, str]] = field(default_factory=list)
    closed_to: int = 0
    lines: dict[int, Any] = field(default_factory=dict)


def check_log(view: View, found: Findings, checkpoints: dict[int, bytes]) -> Known:
    """Recompute every leaf and the root, and look at every entry on the way."""
    known, identity = Known(), view.identity
    stream = view.port.stream(READ_RECORDS, (identity.book,))
    lines = _by_seq(view.port.rows(READ_LINES, (identity.book,)))
    expected, frontier = 0, b""
    memorandum = _memorandum(view)
    for row in stream:
        seq, kind = row[0], row[1]
        if seq != expected:
            found.add("log", f"record {seq}", f"follows record {expected - 1}")
        own = lines.pop(seq, [])
        if not _leaf_fits(view, row, own):
            found.add("log", f"record {seq}", "the leaf does not fit what is stored")
        if hash_of(row[17]) != bytes(row[4]):
            found.add("log", f"record {seq}", "the command's hash does not fit its text")
        _check_entry(view, found, row, own, memorandum)
        if kind.startswith(("book.", "record.")):
            _check_charter(view, found, known, row, seq, frontier, own)
        _remember(found, known, row, own)
        frontier = frontier_append(seq, frontier, bytes(row[24])) if seq == expected else frontier
        expected = seq + 1
        if expected in checkpoints and frontier_root(expected, frontier) != checkpoints[expected]:
            found.add("checkpoints", f"size {expected}", "the log did not pass through the root kept outside")
    found.count("log", expected)
    found.count("entries", expected)
    found.counts.setdefault("charter", 0)
    found.counts.setdefault("reversals", len(known.reversed))
    for size in checkpoints:
        found.count("checkpoints", 1)
        if size > expected:
            found.add("checkpoints", f"size {size}", f"the log ends at {expected}")
    if view.size != expected or (expected and view.root() != frontier_root(expected, frontier)):
        found.add("log", "head", f"size {view.size} or root does not fit the {expected} records")
    _check_tables(view, found, known)
    return known


def _by_seq(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _memorandum(view: View) -> dict[str, int]:
    rows = view.port.rows("SELECT code, is_memorandum FROM irman_account WHERE book = ?", (view.identity.book,))
    return {row[0]: row[1] for row in rows}


def _leaf_fits(view: View, row: Any, own: list[Any]) -> bool:
    identity = view.identity
    values = list(row[1:24])
    values[3], values[4], values[5] = bytes(values[3]), iso(values[4]), iso(values[5])
    raw = [tuple(line[1:6]) for line in own]
    arguments: tuple[Any, ...] = (identity.uuid, identity.currency, row[0], *values, raw)
    try:
        return leaf_hash(leaf_data(*arguments)) == bytes(row[24])
    except (TypeError, ValueError, IrmanError):
        return False


def _check_entry(view: View, found: Findings, row: Any, own: list[Any], memorandum: dict[str, int]) -> None:
    seq, where = row[0], f"record {row[0]}"
    if len(own) != row[22] or [line[6] for line in own] != list(range(len(own))) or any(line[7] != row[22] for line in own):
        found.add("entries", where, f"has {len(own)} lines, its seal says {row[22]}")
    if sum(max(line[5], 0) for line in own) != row[23]:
        found.add("entries", where, "the total does not fit its lines")
    sums: dict[tuple[str, str, int], int] = {}
    for line in own:
        key = (line[2], line[3], line[8])
        sums[key] = sums.get(key, 0) + line[5]
        if memorandum.get(line[1]) != line[8]:
            found.add("entries", where, f"line {line[6]} stands in the wrong ledger")
        if iso(line[9]) != iso(row[5]) or iso(line[10]) != iso(row[6]):
            found.add("entries", where, f"the dates of line {line[6]} are not the record's")
    if any(sums.values()):
        found.add("entries", where, "the entry does not balance")
    booked = iso(row[6])
    if booked < iso(row[5]) or iso(row[5]) < view.identity.begins_on.isoformat() or row[7] // 100 != int(booked[:4]):
        found.add("entries", where, "value date, booking date and period do not fit")
    elif row[7] % 100 <= 12 and row[7] % 100 != int(booked[5:7]):
        found.add("entries", where, "the period is not the month of the booking date")
    if seq and row[20] < 1:
        found.add("entries", where, "the rules version is not one")


def _check_charter(view: View, found: Findings, known: Known, row: Any, seq: int, frontier: bytes, own: list[Any]) -> None:
    where = f"record {seq}"
    event = _event(view, found, row)
    match event:
        case BookOpened():
            identity = view.identity
            same = (event.id, event.uuid, event.currency, event.on) == (
                identity.id,
                identity.uuid.hex(),
                identity.currency,
                identity.begins_on,
            )
            if seq != 0 or not same:
                found.add("charter", where, "irman_book is not what the genesis record says")
            known.bylaws.append((1, Bylaws.from_toml(event.bylaws).from_on.isoformat(), seq, event.bylaws))
        case BylawsAdopted():
            known.bylaws.append((event.bylaws_version, event.from_on.isoformat(), seq, event.bylaws))
        case MonthClosed():
            if event.size != seq or event.root != frontier_root(seq, frontier).hex():
                found.add("charter", where, "the closing does not fit the log before it")
            known.closed_to = event.month.period
        case RecordReversed():
            before = known.lines.get(event.seq)
            negated = [(line[1], line[2], line[3], line[4], -line[5]) for line in own]
            if row[21] != event.seq or before is None or before != negated or event.seq in known.reversed:
                found.add("reversals", where, f"is not the exact and only negation of record {event.seq}")
            known.reversed.add(event.seq)
        case _:
            found.add("charter", where, "is no event of the book")


def _event(view: View, found: Findings, row: Any) -> Event | None:
    try:
        return load_event(row[18], view.identity.currency)
    except (IrmanError, ValueError, TypeError) as error:
        found.add("log", f"record {row[0]}", f"the event cannot be read: {error}")
        return None


def _remember(found: Findings, known: Known, row: Any, own: list[Any]) -> None:
    seq, kind, subject = row[0], row[1], row[2]
    if row[22] and known.closed_to >= row[7]:
        found.add("charter", f"record {seq}", "is booked into a closed month")
    known.lines[seq] = [tuple(line[1:6]) for line in own]
    known.last_seq[subject] = seq
    if not kind.startswith(("book.", "record.")):
        known.history.setdefault(subject, []).append((seq, row[18]))
    if "commitment" in row[17]:
        for commitment in _commitments(row[17]):
            known.commitments[commitment] = subject


def _commitments(text: str) -> Iterator[str]:
    try:
        for value in parse_json(text).values():
            if isinstance(value, dict) and isinstance(value.get("commitment"), str):
                yield value["commitment"]
    except IrmanError:
        return


def _check_tables(view: View, found: Findings, known: Known) -> None:
    book = view.identity.book
    kept = [
        (version, iso(from_on), seq, source)
        for version, from_on, seq, source in view.port.rows(
            "SELECT version, from_on, seq, source FROM irman_bylaws WHERE book = ? ORDER BY version", (book,)
        )
    ]
    if kept != known.bylaws:
        found.add("charter", "irman_bylaws", "is not what the records of adoption say")
    wanted = {row[0]: row for *_rest, source in known.bylaws for row in map(account_row, Bylaws.from_toml(source).chart)}
    rows = view.port.rows("SELECT code, subject_kind, owner, is_memorandum FROM irman_account WHERE book = ?", (book,))
    found.count("charter", len(rows) + len(kept))
    if {row[0]: tuple(row) for row in rows} != wanted:
        found.add("charter", "irman_account", "is not what the bylaws say")
    head = view.port.row("SELECT closed_to, bylaws_version FROM irman_head WHERE book = ?", (book,))
    if head is None or tuple(head) != (known.closed_to, len(known.bylaws)):
        found.add("charter", "irman_head", f"says {head}, the log says {(known.closed_to, len(known.bylaws))}")
