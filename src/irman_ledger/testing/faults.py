"""Planted faults: each breaks the library while a block runs, so that a harness can prove that it fails.

A green run says nothing until the same harness has been seen red. For testing only. The faults of another app's ledger
are in `irman_ledger.testing.spoilt`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from unittest import mock

from irman_ledger.books import personal
from irman_ledger.books.memory import Memory
from irman_ledger.books.unit import Decision, Unit
from irman_ledger.books.view import View
from irman_ledger.coop.loans.methods import schedule
from irman_ledger.coop.loans.rules import opening as loan_rules
from irman_ledger.core import money
from irman_ledger.core.evidence import private
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.schedule import Instalment

__all__ = [
    "FAULTS",
    "lost_sen_in_split",
    "lost_sen_in_schedule",
    "dropped_line_written",
    "dropped_line_read",
    "stale_read",
    "constant_salt",
    "plain_hash",
    "swapped_sign",
    "posted_twice",
]

# ------------------------------------------------------------ in the library


@contextmanager
def lost_sen_in_split() -> Iterator[None]:
    """`Money.split` forgets what is left after rounding down."""

    def careless(total: int, weights: Iterable[Any], *, step: int = 1) -> tuple[int, ...]:
        exact = list(weights)
        return tuple(int(total * weight / sum(exact)) // step * step for weight in exact)

    with mock.patch.object(money, "largest_remainder", careless):
        yield


@contextmanager
def lost_sen_in_schedule() -> Iterator[None]:
    """The last instalment of a plan is a sen short."""

    def short(*arguments: Any, **options: Any) -> tuple[Instalment, ...]:
        *earlier, last = schedule(*arguments, **options)
        return (*earlier, replace(last, principal=last.principal - money.Money(1, last.principal.currency)))

    with mock.patch.object(loan_rules, "schedule", short):
        yield


@contextmanager
def dropped_line_written() -> Iterator[None]:
    """The last line of every entry is lost on its way to the database."""
    with _decided(lambda entry: _unchecked(entry, entry.lines[:-1])):
        yield


@contextmanager
def dropped_line_read() -> Iterator[None]:
    """The last line of every entry is lost on its way out of the database."""
    right = View.records

    def short(view: View, **options: Any) -> Iterator[Any]:
        return (replace(record, lines=record.lines[:-1]) for record in right(view, **options))

    with mock.patch.object(View, "records", short):
        yield


@contextmanager
def stale_read() -> Iterator[None]:
    """Within one transaction a balance is read once and kept, whatever is booked afterwards."""

    def forget(_unit: Unit, _lines: Any, _value_on: str) -> None:
        return None

    with mock.patch.object(Unit, "_keep_balances", forget):
        yield


@contextmanager
def constant_salt() -> Iterator[None]:
    """Every personal value is sealed under the same salt."""
    with mock.patch.object(personal, "os", SimpleNamespace(urandom=lambda count: b"garam tetap untuk semua anggota!"[:count])):
        yield


@contextmanager
def plain_hash() -> Iterator[None]:
    """The commitment to a personal value is its hash, the salt left out."""
    with mock.patch.object(private, "_commitment", lambda value, _salt: hashlib.sha256(value.encode()).digest()):
        yield


@contextmanager
def swapped_sign() -> Iterator[None]:
    """Debits are booked as credits and credits as debits."""
    with _decided(lambda entry: _unchecked(entry, tuple(replace(line, amount=-line.amount) for line in entry.lines))):
        yield


@contextmanager
def posted_twice() -> Iterator[None]:
    """A key is not recognised when it is asked for again, and the record gets another one."""
    right, known = Unit.book, Memory.recorded

    def renamed(unit: Unit, decision: Decision, *, key: str, **options: Any) -> Any:
        unit.flush_rows()
        return right(unit, decision, key=key if known(unit, key) is None else f"{key}#{unit.head.size}", **options)

    def unknown(_unit: Any, _key: str) -> None:
        return None

    with mock.patch.object(Memory, "recorded", unknown), mock.patch.object(Unit, "book", renamed):
        yield


FAULTS: Mapping[str, Callable[[], AbstractContextManager[None]]] = {
    "a rounding that loses a sen in a split": lost_sen_in_split,
    "a rounding that loses a sen in a schedule": lost_sen_in_schedule,
    "a line dropped by the writer": dropped_line_written,
    "a line dropped by the reader": dropped_line_read,
    "a stale read": stale_read,
    "a name under a constant salt": constant_salt,
    "an unsalted name": plain_hash,
    "a swapped sign": swapped_sign,
    "a duplicate posting": posted_twice,
}
"""All of them, by what they do."""


@contextmanager
def _decided(spoil: Callable[[Entry], Entry]) -> Iterator[None]:
    """Every decided entry is spoilt before it is booked."""
    right = Unit.decide

    def spoilt(unit: Unit, command: Any) -> Decision:
        decision = right(unit, command)
        return decision if decision.entry is None else replace(decision, entry=spoil(decision.entry))

    with mock.patch.object(Unit, "decide", spoilt):
        yield


def _unchecked(entry: Entry, lines: tuple[Line, ...]) -> Entry:
    """An entry that could not be made: a fault in storage asks nobody."""
    made = object.__new__(Entry)
    for name, value in (("chart", entry.chart), ("on", entry.on), ("narration", entry.narration), ("lines", lines)):
        object.__setattr__(made, name, value)
    return made
