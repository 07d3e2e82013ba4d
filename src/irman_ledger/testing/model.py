"""A naive book in plain dictionaries: slow, small, and easy to believe; the oracle of the real one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from irman_ledger.books.charter import CloseMonth, MonthClosed, RecordReversed, ReverseRecord
from irman_ledger.books.records import Voucher
from irman_ledger.books.refusals import (
    AlreadyReversedError,
    BeforeBeginError,
    BookedBeforeValueError,
    ClearingNotZeroError,
    DependentsError,
    EmptyBatchError,
    ForeignLineError,
    FutureDateError,
    KeyReusedError,
    MonthNotOverError,
    MonthOrderError,
    NotReversibleError,
    ReversalDateError,
    UnknownRecordError,
)
from irman_ledger.coop.register import module_of, module_of_subject
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Facts
from irman_ledger.core.floors import check_floor
from irman_ledger.core.journal import Entry
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, Event, Module
from irman_ledger.core.subject import Subject
from irman_ledger.errors import ClosedPeriodError
from irman_ledger.testing.carrying import carrying
from irman_ledger.testing.naive_answers import NaiveAnswers, Played

__all__ = ["NaiveBook", "Played"]

BOOK = Subject("book", "BOOK")


@dataclass(slots=True)
class NaiveBook(NaiveAnswers):
    """Decides, books and folds commands with the modules' own functions, and answers every question by looking at all lines.

    It refuses what the real book refuses, with the same errors, and keeps keys, vouchers, months and reversals; it knows
    nothing of databases, evidence and other versions of the bylaws.

    Parameters
    ----------
    begins_on
        The first day of the book; the genesis record is then number 0. None: days are not checked and the first command is 0.
    today
        The last day that anything can be recorded for; None: any.
    """

    begins_on: date | None = None
    today: date | None = None
    closed_to: Month | None = None
    last_seqs: dict[Subject, int] = field(default_factory=dict)
    sharing: list[Played] | None = None

    @property
    def first_seq(self) -> int:
        """The seq of the first record: 1 after a genesis."""
        return 0 if self.begins_on is None else 1

    @property
    def record_count(self) -> int:
        """How many records were played, without a genesis."""
        return len(self.played)

    # ------------------------------------------------------------ what can be asked of it

    def record(
        self,
        command: Command[Any],
        *,
        key: str | None = None,
        document: str | None = None,  # noqa: ARG002  # as procedures give it; the naive book keeps no papers
        booked_on: date | None = None,
    ) -> Played:
        """Take one command, or raise what it raises and change nothing."""
        if self.sharing is None:
            return self._record(command, key, booked_on)
        return self._part(self.sharing, command, key, booked_on)

    @contextmanager
    def one_voucher(self) -> Iterator[NaiveBook]:
        """What is recorded within shares one voucher number."""
        before, self.sharing = self.sharing, []
        try:
            yield self
        finally:
            self.sharing = before

    def record_all(
        self, items: Iterable[tuple[Command[Any], str | None]], *, one_voucher: bool = False, booked_on: date | None = None
    ) -> tuple[Played, ...]:
        """Take many commands, all or none; under one voucher they are its parts 1, 2, 3 …"""
        taken: list[Played] = []
        with self.transaction():
            for command, key in items:
                if one_voucher:
                    self._part(taken, command, key, booked_on)
                else:
                    taken.append(self._record(command, key, booked_on))
        return tuple(taken)

    @contextmanager
    def transaction(self) -> Iterator[NaiveBook]:
        """Several commands, all or none."""
        before = len(self.played), dict(self.states), dict(self.schedules), dict(self.last_seqs), self.closed_to
        try:
            yield self
        except BaseException:
            count, self.states, self.schedules, self.last_seqs, self.closed_to = before
            del self.played[count:]
            raise

    def reverse(self, seq: int, *, on: date, reason: str, key: str | None = None) -> Played:
        """Negate a record exactly, once; one that shares its voucher with others is reversed with them."""
        batch = self._batch_of(seq)
        taken: dict[int, Played] = {}
        with self.transaction():
            shared: Voucher | None = None
            for place, target in enumerate(batch, 1):
                key_here = key if key is None or len(batch) == 1 else f"{key}/{place}"
                part = place if len(batch) > 1 else 0
                taken[target] = self._reverse(ReverseRecord(on=on, seq=target, reason=reason), key_here, part, shared)
                shared = taken[target].voucher or shared
            self._carry(list(taken.values()), on, key)
        return taken[seq]

    def close_month(self, month: Month, *, key: str | None = None) -> Played:
        """Close the next month: nothing is booked into it any more."""
        command, key = CloseMonth(on=month.last_day, month=month), key or f"close:{month}"
        earlier = self._earlier(command, key)
        if earlier is None:
            earlier = self._add(command, self._closing(month), None, BOOK, key, None)
        self.closed_to = max(self.closed_to or month, month)
        return earlier

    # ------------------------------------------------------------ a command

    def _record(
        self, command: Command[Any], key: str | None, booked_on: date | None, part: int = 0, shared: Voucher | None = None
    ) -> Played:
        earlier = self._earlier(command, key)
        if earlier is not None:
            return earlier
        self._check_day(command.on)
        module, owner = module_of(command), command.subjects()[0]
        state = self.states.get(owner)
        answers = {ask: self._answer(ask) for ask in module.consult(command, state, self.bylaws)}
        event = module.decide(command, state, Facts(self.bylaws.currency, lambda: self._standing(command), answers), self.bylaws)
        entry = module.entry_for(event, self.bylaws)
        self._check_owners(entry, module)
        self._check_floors(event.on, entry)
        evolved, plan = module.evolve(state, event), module.schedule(event)
        played = self._add(command, event, entry, owner, key, booked_on, part, shared)
        self.states[owner] = evolved
        if plan is not None:
            self.schedules[owner] = plan
        return played

    def _part(self, taken: list[Played], command: Command[Any], key: str | None, booked_on: date | None) -> Played:
        shared = taken[-1].voucher if taken else None
        taken.append(self._record(command, key, booked_on, part=len(taken) + 1, shared=shared))
        if sum(one.replayed for one in taken) not in (0, len(taken)):
            raise EmptyBatchError(field="one_voucher", reason="some of its commands were recorded before, others not")
        return taken[-1]

    def _earlier(self, command: Command[Any], key: str | None) -> Played | None:
        found = next((played for played in self.played if key is not None and played.key == key), None)
        if found is not None and found.command != command:
            raise KeyReusedError(field="key", key=key, seq=found.seq)
        return None if found is None else replace(found, replayed=True)

    def _add(
        self,
        command: Command[Any],
        event: Event,
        entry: Entry | None,
        subject: Subject,
        key: str | None,
        booked_on: date | None,
        part: int = 0,
        shared: Voucher | None = None,
    ) -> Played:
        if part and entry is None:
            raise EmptyBatchError(field="one_voucher", reason="a command books nothing")
        booked = self._booking_day(event.on, booked_on)
        reverses = command.seq if isinstance(command, ReverseRecord) else None
        voucher = None if entry is None else self._voucher(entry, booked, part, shared)
        seq = self.first_seq + self.record_count
        played = Played(
            seq=seq,
            command=command,
            event=event,
            entry=entry,
            subject=subject,
            booked_on=booked,
            key=key,
            voucher=voucher,
            reverses=reverses,
        )
        self.played.append(played)
        self.last_seqs[subject] = seq
        return played

    def _check_day(self, on: date) -> None:
        if self.begins_on is not None and on < self.begins_on:
            raise BeforeBeginError(field="on", on=on, begins_on=self.begins_on)
        if self.today is not None and on > self.today:
            raise FutureDateError(field="on", on=on, today=self.today)

    def _booking_day(self, value_on: date, booked_on: date | None) -> date:
        booked = value_on if booked_on is None else booked_on
        if booked < value_on:
            raise BookedBeforeValueError(field="booked_on", booked_on=booked, value_on=value_on)
        if booked_on is not None:
            self._check_day(booked)
        if self.closed_to is not None and Month.of(booked) <= self.closed_to:
            raise ClosedPeriodError(field="on" if booked_on is None else "booked_on", on=booked, closed_to=self.closed_to)
        return booked

    def _voucher(self, entry: Entry, booked_on: date, part: int, shared: Voucher | None) -> Voucher:
        series, year = self._series(entry), self.bylaws.fiscal_year(Month.of(booked_on)).year
        if shared is not None and part > 1:
            if (series, year) != (shared.series, shared.year):
                raise EmptyBatchError(field="one_voucher", reason=f"not all belong to series {shared.series} of {shared.year}")
            return replace(shared, part=part)
        given = (played.voucher for played in self.played if played.voucher is not None)
        last = max((voucher.number for voucher in given if (voucher.series, voucher.year) == (series, year)), default=0)
        return Voucher(series, year, last + 1, part)

    def _series(self, entry: Entry) -> str:
        moved: dict[str, int] = {}
        if any(line.account == self.bylaws.roles.get("takeover") for line in entry.lines):
            return self.bylaws.memorial_series
        for line in entry.lines:
            if line.subject is not None and line.subject.kind == "cash":
                moved[line.subject.no] = moved.get(line.subject.no, 0) + line.amount.minor
        if len(moved) == 1:
            ((code, amount),) = moved.items()
            if amount and code in self.bylaws.boxes:
                box = self.bylaws.boxes[code]
                return box.series_in if amount > 0 else box.series_out
        return self.bylaws.memorial_series

    def _check_owners(self, entry: Entry | None, module: Module) -> None:
        for line in entry.lines if entry is not None else ():
            owner = self.bylaws.chart[line.account].owner
            if owner is not None and owner != module.name:
                raise ForeignLineError(field="account", module=module.name, account=line.account, owner=owner)

    def _check_floors(self, on: date, entry: Entry | None) -> None:
        changes: dict[tuple[str, Subject], int] = {}
        for line in entry.lines if entry is not None else ():
            account = self.bylaws.chart[line.account]
            if account.is_floored and line.subject is not None:
                key, sign = (account.code, line.subject), 1 if account.normal == "debit" else -1
                changes[key] = changes.get(key, 0) + line.amount.minor * sign
        for (code, subject), change in changes.items():
            if change < 0:
                lowest = self.lowest(code, subject, on)
                check_floor(self.bylaws.chart[code], subject, Money(lowest.minor + change, self.bylaws.currency))

    # ------------------------------------------------------------ a reversal

    def _batch_of(self, seq: int) -> tuple[int, ...]:
        target = self._find(seq)
        if target is None or target.voucher is None or not target.voucher.part:
            return (seq,)
        same = [
            played
            for played in self.played
            if played.voucher is not None and replace(played.voucher, part=target.voucher.part) == target.voucher
        ]
        return tuple(played.seq for played in sorted(same, key=lambda played: -played.seq))

    def _find(self, seq: int) -> Played | None:
        if seq == 0 and self.begins_on is not None:
            return None  # the genesis, which is never reversed
        found = next((played for played in self.played if played.seq == seq), None)
        if found is None:
            raise UnknownRecordError(field="seq", seq=seq)
        return found

    def _reverse(self, command: ReverseRecord, key: str | None, part: int, shared: Voucher | None) -> Played:
        earlier = self._earlier(command, key)
        if earlier is not None:
            return earlier
        self._check_day(command.on)
        target = self._reversible(command.seq)
        if command.on < target.booked_on:
            raise ReversalDateError(field="on", seq=target.seq, booked_on=target.booked_on, on=command.on)
        standing = [one for one in self._standing_records(target.subject) if one.seq != target.seq]
        is_first = all(one.seq > target.seq for one in standing)
        asides = frozenset[str]() if is_first else module_of(target.event).asides
        self._check_dependents(target, [one for one in standing if one.seq > target.seq and one.event.kind not in asides])
        entry = None
        if target.entry is not None:
            narration = f"Pembalikan catatan {target.seq}: {command.reason}"
            entry = replace(target.entry, chart=self.bylaws.chart).reversed(on=command.on, narration=narration)
        self._check_floors(command.on, entry)
        event = RecordReversed(on=command.on, seq=target.seq, reversed_kind=target.event.kind, reason=command.reason)
        played = self._add(command, event, entry, target.subject, key, None, part, shared)
        self._refold(target.subject, standing)
        return played

    def _carry(self, reversals: list[Played], on: date, key: str | None) -> None:
        pairs = [(one, found) for one in reversals if (found := self._find(one.reverses or 0)) is not None]
        command = carrying(pairs, on, self.bylaws)
        if command is not None and not reversals[0].replayed:
            self._record(command, f"{key}/koreksi", None)

    def _reversible(self, seq: int) -> Played:
        target = self._find(seq)
        if target is not None and target.reverses is not None:
            raise AlreadyReversedError(field="seq", seq=seq, state="is a reversal itself")
        if target is None or target.subject == BOOK:
            raise NotReversibleError(field="seq", kind="book.opened" if target is None else target.event.kind)
        by = next((played.seq for played in self.played if played.reverses == seq), None)
        if by is not None:
            raise AlreadyReversedError(field="seq", seq=seq, state=f"was reversed by record {by}")
        return target

    def _standing_records(self, subject: Subject) -> list[Played]:
        gone = {played.reverses for played in self.played}
        return [one for one in self.played if one.subject == subject and one.reverses is None and one.seq not in gone]

    def _check_dependents(self, target: Played, later: list[Played]) -> None:
        module = module_of(target.event)
        index = module.index(self.states[target.subject])
        dependents = [one.seq for one in later]
        if target.event.kind in module.commutes:
            if index.closed_on is None:
                dependents = [one.seq for one in later if one.event.kind in module.bars]
        else:
            dependents += [self.last_seqs[subject] for subject in self._leaning_on(target.subject) if self.last_seqs[subject] > target.seq]
        for subject in module.leaning(target.event):
            dependents += [one.seq for one in self._standing_records(subject)]
        if dependents:
            raise DependentsError(field="seq", seq=target.seq, dependents=", ".join(map(str, sorted(set(dependents)))))

    def _leaning_on(self, subject: Subject) -> Iterator[Subject]:
        for other, state in self.states.items():
            module = module_of_subject(other.kind)
            if module is not None and other != subject:
                index = module.index(state)
                if (subject.kind == "member" and index.member == subject.no) or (subject.kind == "group" and index.group == subject.no):
                    yield other

    def _refold(self, subject: Subject, standing: list[Played]) -> None:
        self.states.pop(subject, None)
        self.schedules.pop(subject, None)
        for played in standing:
            module = module_of(played.event)
            self.states[subject] = module.evolve(self.states.get(subject), played.event)
            plan = module.schedule(played.event)
            if plan is not None:
                self.schedules[subject] = plan

    # ------------------------------------------------------------ the end of a month

    def _closing(self, month: Month) -> MonthClosed:
        wanted = self.closed_to.next() if self.closed_to is not None else Month.of(self.begins_on or month.first_day)
        if month != wanted:
            raise MonthOrderError(field="month", month=month, wanted=wanted)
        if self.today is not None and self.today <= month.last_day:
            raise MonthNotOverError(field="month", month=month, today=self.today)
        currency, debit, credit = self.bylaws.currency, 0, 0
        for code, turnover in self.balances(as_of=month).by_account().items():
            account, net = self.bylaws.chart[code], turnover.net
            if account.is_clearing and net:
                raise ClearingNotZeroError(field="month", account=code, month=month, balance=Money(net, currency))
            if not account.is_memorandum:
                debit, credit = debit + max(net, 0), credit + max(-net, 0)
        size = self.first_seq + self.record_count
        # The root of the log is for the real book to know.
        return MonthClosed(on=month.last_day, month=month, size=size, root="", debit=Money(debit, currency), credit=Money(credit, currency))
