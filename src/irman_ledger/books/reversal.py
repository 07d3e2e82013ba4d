"""A reversal negates an entry exactly, once, and folds its subject anew without the reversed event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from irman_ledger.books.charter import RecordReversed, ReverseRecord
from irman_ledger.books.reader import SEALED, SubjectRow, day
from irman_ledger.books.records import Receipt
from irman_ledger.books.refusals import (
    AlreadyReversedError,
    DependentsError,
    NotReversibleError,
    ReversalDateError,
    UnknownRecordError,
)
from irman_ledger.books.unit import Decision, Unit
from irman_ledger.books.wire import load_event
from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.coop.register import module_of
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event, Module
from irman_ledger.core.subject import Subject

READ_TARGET = "SELECT kind, subject, series, year, number, part, event, booked_on FROM irman_record WHERE book = ? AND seq = ?"
READ_BOOKED_ON = "SELECT booked_on FROM irman_record WHERE book = ? AND seq = ?"
READ_REVERSED_BY = "SELECT seq FROM irman_record WHERE book = ? AND reverses = ? AND reverses IS NOT NULL"
READ_BATCH = """SELECT seq FROM irman_record WHERE book = ? AND series = ? AND year = ? AND number = ? AND number > 0
ORDER BY part DESC"""
READ_HISTORY = """SELECT seq, kind, event, reverses FROM irman_record WHERE book = ? AND subject = ? AND subject <> '' ORDER BY seq"""
READ_LINES = f"SELECT l.account, l.unit, l.fund, l.subject, l.amount FROM {SEALED} WHERE l.book = ? AND l.seq = ? ORDER BY l.no"
_LAST = "(SELECT max(r.seq) FROM irman_record r WHERE r.book = s.book AND r.subject = s.subject AND r.subject <> '')"
_STANDING = f"SELECT {_LAST} FROM irman_subject s WHERE s.book = ? AND s.subject <> ? AND s.state <> 'null'"
READ_LAST_OF_MEMBER = _STANDING + " AND s.member = ? AND s.member IS NOT NULL"
READ_LAST_OF_GROUP = _STANDING + " AND s.group_no = ?"
RESULT = (AccountKind.INCOME, AccountKind.EXPENSE)
CARRIED = "koreksi"
"""What the key of a carrying entry adds to that of its reversal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    seq: int
    kind: str
    subject: str
    booked_on: date
    event: Event
    module: Module
    lines: tuple[Line, ...]


def batch_of(unit: Unit, seq: int) -> tuple[int, ...]:
    """The records to reverse for one: all that share its voucher, newest first, or itself."""
    unit.flush()
    found = unit.reader.port.row(READ_TARGET, (unit.identity.book, seq))
    if found is None:
        raise UnknownRecordError(field="seq", seq=seq)
    _kind, _subject, series, year, number, part, _event, _booked_on = found
    if not part:
        return (seq,)
    rows = unit.reader.port.rows(READ_BATCH, (unit.identity.book, series, year, number))
    return tuple(row[0] for row in rows)


def decide_reversal(unit: Unit, command: ReverseRecord) -> Decision:
    """Whether a record may be reversed now, and what is left of its subject without it."""
    unit.check_day(command.on)
    unit.flush()
    target = _target(unit, command.seq)
    if command.on < target.booked_on:
        raise ReversalDateError(field="on", seq=target.seq, booked_on=target.booked_on, on=command.on)
    history = unit.reader.port.rows(READ_HISTORY, (unit.identity.book, target.subject))
    gone = {reverses for *_event, reverses in history if reverses is not None} | {target.seq}
    standing = [(seq, kind, text) for seq, kind, text, reverses in history if reverses is None and seq not in gone]
    row = unit.row(target.subject)
    asides = target.module.asides if any(seq < target.seq for seq, _kind, _text in standing) else frozenset()
    _check_dependents(unit, target, [(seq, kind) for seq, kind, _text in standing if seq > target.seq and kind not in asides], row)
    version, bylaws = unit.shelf.on(command.on)
    state, schedule = _refold(target, [text for _seq, _kind, text in standing], unit.identity.currency)
    index = target.module.index(state) if state is not None else None if row is None else row.index
    entry = _negated(target, command, bylaws)
    if entry is not None:
        unit.check_floors(entry)
    return Decision(
        subject=target.subject,
        event=RecordReversed(on=command.on, seq=target.seq, reversed_kind=target.kind, reason=command.reason),
        entry=entry,
        state=state,
        index=index,
        bylaws_version=version,
        bylaws=bylaws,
        schedule=schedule,
        reverses=target.seq,
    )


def carry_of(unit: Unit, reversals: Sequence[Receipt[RecordReversed]], on: date) -> PostJournal | None:
    """What carries the reversed results of earlier book years to equity; None: this year's result bears none of them.

    Each reversed account stays negated exactly, so that what a loan paid or an account earned can still be read from it.
    """
    _version, bylaws = unit.shelf.on(on)
    nets: dict[tuple[str, str], int] = {}
    for receipt in reversals:
        booked_on = _target_day(unit, receipt.event.seq)
        if receipt.entry is None or unit.shelf.booking_year(bylaws, booked_on) == unit.shelf.booking_year(bylaws, on):
            continue
        for line in receipt.entry.lines:
            if receipt.entry.chart[line.account].kind in RESULT:
                key = (line.unit, line.fund)
                nets[key] = nets.get(key, 0) + line.amount.minor
    lines = [
        JournalLine(account=bylaws.role(role), amount=Money(sign * net, unit.identity.currency), unit=unit_, fund=fund)
        for (unit_, fund), net in sorted(nets.items())
        if net
        for role, sign in (("prior_year", 1), ("prior_year_carried", -1))
    ]
    if not lines:
        return None
    seqs = ", ".join(str(seq) for seq in sorted(receipt.event.seq for receipt in reversals))
    return PostJournal(on=on, narration=f"Koreksi SHU tahun lalu dari pembalikan catatan {seqs}", lines=tuple(lines))


def _target(unit: Unit, seq: int) -> _Target:
    port, book, currency = unit.reader.port, unit.identity.book, unit.identity.currency
    found = port.row(READ_TARGET, (book, seq))
    if found is None:
        raise UnknownRecordError(field="seq", seq=seq)
    kind, subject, *_voucher, text, booked_on = found
    if kind == RecordReversed.kind:
        raise AlreadyReversedError(field="seq", seq=seq, state="is a reversal itself")
    if kind.startswith("book."):
        raise NotReversibleError(field="seq", kind=kind)
    by = port.row(READ_REVERSED_BY, (book, seq))
    if by is not None:
        raise AlreadyReversedError(field="seq", seq=seq, state=f"was reversed by record {by[0]}")
    event = load_event(text, currency)
    lines = tuple(
        Line(account, Money(amount, currency), None if owner is None else Subject.parse(owner), unit_, fund)
        for account, unit_, fund, owner, amount in port.rows(READ_LINES, (book, seq))
    )
    return _Target(seq=seq, kind=kind, subject=subject, booked_on=day(booked_on), event=event, module=module_of(event), lines=lines)


def _target_day(unit: Unit, seq: int) -> date:
    """The day on which the record was booked."""
    ((booked_on,),) = unit.reader.port.rows(READ_BOOKED_ON, (unit.identity.book, seq))
    return day(booked_on)


def _check_dependents(unit: Unit, target: _Target, later: list[tuple[int, str]], row: SubjectRow | None) -> None:
    may_commute = target.kind in target.module.commutes and row is not None and row.index.closed_on is None
    dependents = [seq for seq, kind_of_later in later if not may_commute or kind_of_later in target.module.bars]
    kind, _, no = target.subject.partition(":")
    if target.kind not in target.module.commutes:
        belonging = {"member": READ_LAST_OF_MEMBER, "group": READ_LAST_OF_GROUP}.get(kind)
        if belonging is not None:
            rows = unit.reader.port.rows(belonging, (unit.identity.book, target.subject, no))
            dependents += [last for (last,) in rows if last > target.seq]
    for subject in target.module.leaning(target.event):
        dependents += _standing_of(unit, subject.text)
    if dependents:
        raise DependentsError(field="seq", seq=target.seq, dependents=", ".join(map(str, sorted(set(dependents)))))


def _standing_of(unit: Unit, subject: str) -> list[int]:
    """The records of a subject that were not reversed."""
    history = unit.reader.port.rows(READ_HISTORY, (unit.identity.book, subject))
    gone = {reverses for *_event, reverses in history if reverses is not None}
    return [seq for seq, _kind, _text, reverses in history if reverses is None and seq not in gone]


def _refold(target: _Target, texts: list[str], currency: str) -> tuple[Any, tuple[Any, ...] | None]:
    state, plan, brought_plan = None, None, target.module.schedule(target.event) is not None
    for text in texts:
        event = load_event(text, currency)
        state = target.module.evolve(state, event)
        plan = target.module.schedule(event) or plan
    return state, plan if brought_plan else None


def _negated(target: _Target, command: ReverseRecord, bylaws: Bylaws) -> Entry | None:
    if not target.lines:
        return None
    lines = tuple(Line(line.account, -line.amount, line.subject, line.unit, line.fund) for line in target.lines)
    return Entry(chart=bylaws.chart, on=command.on, narration=f"Pembalikan catatan {target.seq}: {command.reason}", lines=lines)
