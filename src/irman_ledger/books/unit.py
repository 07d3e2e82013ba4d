"""One unit of work: the commands of one transaction, decided in order, each seeing what the earlier ones left.

Head, states, balances and counters are kept in memory; rows are written once, at the end or by chunk.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from irman_ledger.books import numbering
from irman_ledger.books.memory import Memory, add_balance
from irman_ledger.books.modules import RULES_VERSION
from irman_ledger.books.reader import SubjectRow
from irman_ledger.books.records import Actor, Receipt, Voucher
from irman_ledger.books.refusals import (
    BeforeBeginError,
    BookedBeforeValueError,
    ForeignLineError,
    FutureDateError,
    PreviewChangedError,
)
from irman_ledger.books.wire import dump
from irman_ledger.coop.register import module_of
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.evidence.encoding import RawLine
from irman_ledger.core.evidence.leaf import leaf_data
from irman_ledger.core.evidence.merkle import frontier_append, leaf_hash
from irman_ledger.core.facts import (
    Facts,
    Lowest,
    Standing,
)
from irman_ledger.core.floors import check_floor
from irman_ledger.core.journal import Entry
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, Event, SubjectIndex
from irman_ledger.core.subject import Subject
from irman_ledger.errors import ClosedPeriodError

_COMMITMENT = re.compile(r'(?<=\{"commitment":")[0-9a-f]{64}(?="\})')


@dataclass(slots=True, kw_only=True)
class Decision:
    """A command decided and not yet written."""

    subject: str
    event: Event
    entry: Entry | None
    state: Any
    index: SubjectIndex | None
    bylaws_version: int
    bylaws: Bylaws
    schedule: tuple[Any, ...] | None = None
    reverses: int | None = None


class Unit(Memory):
    """Decides and books commands through one port, which must hold the book's lock while anything is written."""

    # ------------------------------------------------------------ deciding

    def decide(self, command: Command[Any]) -> Decision:
        """What the command comes to, or a refusal; nothing is changed."""
        self.check_day(command.on)
        version, bylaws = self.shelf.on(command.on)
        module = module_of(command)
        subjects = command.subjects()
        owner = subjects[0].text
        row = self.row(owner)
        state = None if row is None else row.state
        asks = module.consult(command, state, bylaws)
        answers = {ask: self.answer(ask) for ask in asks} if asks else {}
        facts = Facts(self.identity.currency, lambda: self._standing(subjects, row, command.on), answers)
        event = module.decide(command, state, facts, bylaws)
        entry = module.entry_for(event, bylaws)
        if entry is not None:
            self._check_entry(entry, module.name)
        evolved = module.evolve(state, event)
        changed = evolved is not state or row is None
        return Decision(
            subject=owner,
            event=event,
            entry=entry,
            state=evolved,
            index=module.index(evolved) if changed else None,
            bylaws_version=version,
            bylaws=bylaws,
            schedule=module.schedule(event),
        )

    def check_day(self, on: date) -> None:
        """Refuse a day before the book or after today."""
        if on < self.identity.begins_on:
            raise BeforeBeginError(field="on", on=on, begins_on=self.identity.begins_on)
        if on > self.today:
            raise FutureDateError(field="on", on=on, today=self.today)

    def _standing(self, subjects: Sequence[Subject], row: SubjectRow | None, on: date) -> Standing | None:
        member = next((subject.no for subject in subjects if subject.kind == "member"), None if row is None else row.member)
        return None if member is None else self.standing_of(member, on)

    def _check_entry(self, entry: Entry, module: str) -> None:
        owners = entry.chart.owners
        for line in entry.lines:
            owner = owners.get(line.account, module)
            if owner != module:
                raise ForeignLineError(field="account", module=module, account=line.account, owner=owner)
        self.check_floors(entry)

    def check_floors(self, entry: Entry) -> None:
        """Refuse an entry that leaves a floored account's subject on the wrong side on any day from the value date on."""
        chart, floors = entry.chart, entry.chart.floors
        for line in entry.lines:
            if line.amount.minor * floors.get(line.account, 0) < 0:
                break
        else:
            return  # nothing falls
        changes: dict[tuple[str, Subject], int] = {}
        for line in entry.lines:
            if line.account in floors and line.subject is not None:
                key = (line.account, line.subject)
                changes[key] = changes.get(key, 0) + line.amount.minor * floors[line.account]
        for (code, subject), change in changes.items():
            if change < 0:
                lowest = self.lowest(Lowest(code, subject, entry.on))
                check_floor(chart[code], subject, Money(lowest.minor + change, self.identity.currency))

    # ------------------------------------------------------------ booking

    def book(
        self,
        decision: Decision,
        *,
        key: str,
        command_hash: bytes,
        command_text: str,
        actor: Actor,
        entered_at: int,
        document: str | None = None,
        booked_on: date | None = None,
        expect: str | None = None,
        voucher: Voucher | None = None,
    ) -> Receipt[Any]:
        """Seal a decision as the next record."""
        event, entry = decision.event, decision.entry
        event_text = dump(event)
        if expect is not None and expect != digest_of(event_text, entry):
            raise PreviewChangedError(field="expect")
        value_on = event.on
        booked = self.booking_day(value_on, booked_on)
        period = booked.year * 100 + booked.month
        if voucher is None and entry is not None:
            voucher = self.next_voucher(entry, decision.bylaws, booked)
        seq = self.head.size
        value_text = value_on.isoformat()
        booked_text = value_text if booked is value_on else booked.isoformat()
        lines, total = ([], 0) if entry is None else _raw(entry)
        series, year, number, part = ("", 0, 0, 0) if voucher is None else (voucher.series, voucher.year, voucher.number, voucher.part)
        narration = "" if entry is None else entry.narration
        identity = self.identity
        # The order of the columns of irman_record, which the leaf follows.
        middle = (
            event.kind, decision.subject, key, command_hash, value_text, booked_text, period, entered_at, actor.id, actor.role,
            series, year, number, part, document, narration, command_text, event_text,
            decision.bylaws_version, RULES_VERSION, decision.reverses, len(lines), total,
        )  # fmt: skip
        leaf = leaf_hash(leaf_data(identity.uuid, identity.currency, seq, *middle, lines))
        self.head.frontier = frontier_append(seq, self.head.frontier, leaf)
        self.head.size = seq + 1
        memorandum = decision.bylaws.chart.memorandum
        self.pending.add_record((identity.book, seq, *middle, leaf), lines, memorandum, value_text, booked_text, period)
        self._keep_balances(lines, value_text)
        self._keep_state(decision, seq)
        self._keys[key] = (seq, command_hash)
        return Receipt(seq=seq, voucher=voucher, event=event, entry=entry, leaf=leaf)

    def booking_day(self, value_on: date, booked_on: date | None) -> date:
        """The day to book on: the value date unless a later one is given; refused in a closed month."""
        booked = value_on if booked_on is None else booked_on
        if booked < value_on:
            raise BookedBeforeValueError(field="booked_on", booked_on=booked, value_on=value_on)
        if booked_on is not None:
            self.check_day(booked)
        if booked.year * 100 + booked.month <= self.head.closed_to:
            closed = Month(self.head.closed_to // 100, self.head.closed_to % 100)
            raise ClosedPeriodError(field="on" if booked_on is None else "booked_on", on=booked, closed_to=closed)
        return booked

    def next_voucher(self, entry: Entry, bylaws: Bylaws, booked_on: date) -> Voucher:
        """The next number of the series that the entry belongs to."""
        series, year = slot = self.slot_of(entry, bylaws, booked_on)
        last = self._counters.get(slot)
        if last is None:
            self.flush_rows()
            last = self.reader.last_number(series, year)
        self._counters[slot] = last + 1
        return Voucher(series, year, last + 1)

    def slot_of(self, entry: Entry, bylaws: Bylaws, booked_on: date) -> tuple[str, int]:
        """The voucher series that an entry belongs to, and its booking year."""
        return numbering.series_of(entry, bylaws), self.shelf.booking_year(bylaws, booked_on)

    def _keep_balances(self, lines: Sequence[RawLine], value_on: str) -> None:
        if not self._balances:
            return  # nothing was asked for yet, as in a batch of payments
        for account, _unit, _fund, subject, amount in lines:
            if subject is not None and subject in self._balances:
                add_balance(self._balances[subject], account, amount, value_on)

    def _keep_state(self, decision: Decision, seq: int) -> None:
        if decision.schedule is not None:
            self.pending.add_schedule(decision.subject, seq, decision.schedule)
        index = decision.index
        if index is None:
            return
        row = self._rows.get(decision.subject)
        if row is None:
            row = self._rows[decision.subject] = SubjectRow(decision.subject)
            if index.member is not None:
                self._opened.setdefault(index.member, set()).add(decision.subject)
        row.become(decision.state, index)
        self.pending.changed[decision.subject] = row
        if decision.state is None:
            self._rows[decision.subject] = None


def _raw(entry: Entry) -> tuple[list[RawLine], int]:
    """The lines as they are stored and hashed, and the sum of their debits."""
    lines: list[RawLine] = []
    total = 0
    for line in entry.lines:
        subject, minor = line.subject, line.amount.minor
        lines.append((line.account, line.unit, line.fund, None if subject is None else subject.text, minor))
        if minor > 0:
            total += minor
    return lines, total


def hash_of(command_text: str) -> bytes:
    """What a key is bound to: the hash of the command's stored text."""
    return hashlib.sha256(b"irman/command/v1\0" + command_text.encode()).digest()


def digest_of(event_text: str, entry: Entry | None) -> str:
    """What a preview is recognised by."""
    event_text = _COMMITMENT.sub("", event_text)  # the salt of a personal value is another one each time
    lines = "" if entry is None else repr(_raw(entry)[0])
    return hashlib.sha256(f"irman/preview/v1\0{event_text}\0{lines}".encode()).hexdigest()


def provisional(receipt: Receipt[Any]) -> Receipt[Any]:
    """The receipt of a record that its caller has not committed yet."""
    return replace(receipt, provisional=True)
