"""The end of a month: what every module does for each of its subjects, planned whole before anything is booked.

The plan is decided on one snapshot, so that a subject that cannot be done stops it by name. It is then booked in parts, between which
tellers go on; each part decides anew, since subjects may have moved meanwhile. What was booked before is found done: an end of the month
that was broken off is simply begun again. A step that follows from others is decided once more when these are booked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from irman_ledger.books.caps import above_caps
from irman_ledger.books.records import Receipt
from irman_ledger.books.refusals import MonthEndStoppedError
from irman_ledger.books.unit import Unit
from irman_ledger.coop.register import MONTH_END
from irman_ledger.core.calendar import Month
from irman_ledger.core.journal import Entry
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, MonthEndStep
from irman_ledger.core.prudence import AboveCap
from irman_ledger.core.subject import Subject
from irman_ledger.errors import RefusedError

PART = 500
"""How many commands are booked under one lock."""
FAILURES_MAX = 20
"""How many subjects that cannot be done are named before the plan is given up."""

Progress = Callable[[MonthEndStep, int], None]
"""Told after each part of a step how many of its subjects are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSummary:
    """What a step came to.

    Parameters
    ----------
    recorded
        How many events.
    nothing
        How many subjects had nothing to do, or were done before.
    total
        The sum of the debits of the entries, without memorandum accounts.
    """

    step: MonthEndStep
    recorded: int
    nothing: int
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthEndSummary:
    """What the end of a month came to, step by step; `is_plan`: nothing was booked.

    Parameters
    ----------
    above
        What runs above a cap in force on the last day.
    """

    month: Month
    is_plan: bool
    steps: tuple[StepSummary, ...]
    above: tuple[AboveCap, ...] = ()


class Booking(Protocol):
    """What is needed of a desk."""

    def look(self) -> AbstractContextManager[Unit]:
        """A unit that reads one snapshot."""

    def part(self) -> AbstractContextManager[Unit]:
        """A unit that holds the lock."""

    def book(self, unit: Unit, command: Command[Any], key: str) -> Receipt[Any]:
        """Book one command."""


@dataclass(slots=True)
class _Tally:
    recorded: int = 0
    nothing: int = 0
    minor: int = 0

    def add(self, entry: Entry | None) -> None:
        self.recorded += 1
        if entry is not None:
            beside = entry.chart.memorandum
            self.minor += sum(line.amount.minor for line in entry.lines if line.amount.minor > 0 and line.account not in beside)

    def plus(self, other: _Tally) -> _Tally:
        return _Tally(self.recorded + other.recorded, self.nothing + other.nothing, self.minor + other.minor)

    def summary(self, step: MonthEndStep, currency: str) -> StepSummary:
        return StepSummary(step=step, recorded=self.recorded, nothing=self.nothing, total=Money(self.minor, currency))


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthEndPlan:
    """What is to be booked, each command decided by itself on one snapshot of the book.

    Parameters
    ----------
    planned_at
        How many records the book had; it makes the keys of this run its own.
    """

    summary: MonthEndSummary
    commands: tuple[tuple[MonthEndStep, tuple[Command[Any], ...]], ...]
    planned_at: int


def plan_month_end(unit: Unit, month: Month, progress: Progress | None = None) -> MonthEndPlan:
    """Decide everything and book nothing.

    Raises
    ------
    ClosedPeriodError, FutureDateError, BeforeBeginError
        ``period.closed``, ``period.future``, ``period.before-begin``
    MonthEndStoppedError
        ``month-end.stopped``, with the subjects that cannot be done.
    """
    unit.read_head()
    unit.check_day(month.last_day)
    unit.booking_day(month.last_day, None)
    currency, summaries, found = unit.identity.currency, [], []
    for step in MONTH_END:
        tally, commands = _decide_all(unit, step, month, progress)
        summaries.append(tally.summary(step, currency))
        found.append((step, commands))
    _version, bylaws = unit.shelf.on(month.last_day)
    above = above_caps(unit.reader, bylaws, month.last_day)
    summary = MonthEndSummary(month=month, is_plan=True, steps=tuple(summaries), above=above)
    return MonthEndPlan(summary=summary, commands=tuple(found), planned_at=unit.head.size)


def book_month_end(plan: MonthEndPlan, booking: Booking, progress: Progress | None = None) -> MonthEndSummary:
    """Book a plan, part by part.

    Raises
    ------
    MonthEndStoppedError
        ``month-end.stopped``: a subject moved since the plan and cannot be done any more; the parts before it stay booked.
    """
    month, summaries = plan.summary.month, []
    for step, commands in plan.commands:
        nothing = next(summary for summary in plan.summary.steps if summary.step is step).nothing
        if step.follows:
            nothing, commands = _decide_now(step, month, booking, progress)
        tally, left = _Tally(), iter(commands)
        while part := tuple(islice(left, PART)):
            keys = [f"month-end/{month}/{step.name}/{command.subjects()[0].no}/{plan.planned_at}" for command in part]
            tally = tally.plus(_book_part(month, step, part, keys, booking))
            if progress is not None:
                progress(step, tally.recorded + tally.nothing)
        tally.nothing += nothing
        summaries.append(tally.summary(step, plan.summary.steps[0].total.currency))
    return MonthEndSummary(month=month, is_plan=False, steps=tuple(summaries), above=plan.summary.above)


def _decide_now(step: MonthEndStep, month: Month, booking: Booking, progress: Progress | None) -> tuple[int, tuple[Command[Any], ...]]:
    """How many subjects have nothing to do, and the commands of the others, as the steps before have left them."""
    with booking.look() as unit:
        unit.read_head()
        tally, commands = _decide_all(unit, step, month, progress)
        return tally.nothing, commands


def _decide_all(unit: Unit, step: MonthEndStep, month: Month, progress: Progress | None) -> tuple[_Tally, tuple[Command[Any], ...]]:
    tally = _Tally()
    commands: list[Command[Any]] = []
    sizes: list[tuple[str, int, int]] = []
    failures: list[tuple[Subject, RefusedError]] = []
    left = _commands(unit, step, month)
    while len(failures) < FAILURES_MAX and (part := tuple(islice(left, PART))):
        unit.look_at(part)
        for command in part:
            try:
                before, entry = tally.minor, unit.decide(command).entry
                tally.add(entry)
                sizes.append((_member_of(unit, command) if step.by_member else "", tally.minor - before, len(commands)))
                commands.append(command)
            except RefusedError as error:
                if error.code in step.nothing:
                    tally.nothing += 1
                else:
                    failures.append((command.subjects()[0], error))
        if progress is not None:
            progress(step, tally.recorded + tally.nothing + len(failures))
    if failures:
        raise MonthEndStoppedError(month=month, step=step.label, failures=tuple(failures[:FAILURES_MAX]))
    if step.by_member:
        return tally, tuple(commands[place] for _member, _size, place in sorted(sizes))
    return tally, tuple(commands)


def _member_of(unit: Unit, command: Command[Any]) -> str:
    row = unit.row(command.subjects()[0].text)
    return "" if row is None or row.member is None else row.member


def _commands(unit: Unit, step: MonthEndStep, month: Month) -> Iterator[Command[Any]]:
    _version, bylaws = unit.shelf.on(month.last_day)
    for row in unit.reader.subjects_of_kind(step.subject_kind, includes_closed=step.includes_closed):
        asked = step.command(Subject.parse(row.subject).no, row.state, bylaws, month)
        if isinstance(asked, Command):
            yield asked
        elif asked is not None:
            yield from asked


def _book_part(month: Month, step: MonthEndStep, part: Sequence[Command[Any]], keys: Sequence[str], booking: Booking) -> _Tally:
    tally = _Tally()
    with booking.part() as unit:
        unit.read_head()
        unit.prefetch(part, keys)
        for command, key in zip(part, keys, strict=True):
            try:
                receipt = booking.book(unit, command, key)
            except RefusedError as error:
                if error.code not in step.nothing:
                    raise MonthEndStoppedError(month=month, step=step.label, failures=((command.subjects()[0], error),)) from error
                tally.nothing += 1
                continue
            if receipt.replayed:  # another run of the same plan was quicker
                tally.nothing += 1
            else:
                tally.add(receipt.entry)
    return tally
