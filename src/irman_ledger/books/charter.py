"""The book's own events: it is opened, its bylaws are adopted, its months are closed, its records are reversed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, Event
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class BookOpened(Event):
    """The first record of every book: what it is and the bylaws it begins with."""

    kind: ClassVar[str] = "book.opened"
    id: str
    uuid: str
    currency: str
    on: date
    bylaws: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BylawsAdopted(Event):
    """A further version of the bylaws, in force for value dates from `from_on` on."""

    kind: ClassVar[str] = "book.bylaws-adopted"
    on: date
    bylaws_version: int
    from_on: date
    bylaws: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthClosed(Event):
    """Nothing is booked into this month any more (tutup bulan).

    Parameters
    ----------
    size, root
        The log before this record; `root` hexadecimal.
    debit, credit
        The totals of the trial balance at the end of the month.
    """

    kind: ClassVar[str] = "book.month-closed"
    on: date
    month: Month
    size: int
    root: str
    debit: Money
    credit: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReversed(Event):
    """A record was negated by this one, exactly and once (pembalikan)."""

    kind: ClassVar[str] = "record.reversed"
    on: date
    seq: int
    reversed_kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBook(Command[BookOpened]):
    """What `Book.create` records."""

    kind: ClassVar[str] = "book.open"
    id: str
    on: date

    def subjects(self) -> tuple[Subject, ...]:
        """The book."""
        return (Subject("book", "BOOK"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptBylaws(Command[BylawsAdopted]):
    """What `Desk.adopt` records."""

    kind: ClassVar[str] = "book.adopt-bylaws"
    on: date
    bylaws: str

    def subjects(self) -> tuple[Subject, ...]:
        """The book."""
        return (Subject("book", "BOOK"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseMonth(Command[MonthClosed]):
    """What `Desk.close_month` records."""

    kind: ClassVar[str] = "book.close-month"
    on: date
    month: Month

    def subjects(self) -> tuple[Subject, ...]:
        """The book."""
        return (Subject("book", "BOOK"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseRecord(Command[RecordReversed]):
    """What `Desk.reverse` records."""

    kind: ClassVar[str] = "record.reverse"
    on: date
    seq: int
    reason: str

    def subjects(self) -> tuple[Subject, ...]:
        """The subject of the reversed record is found by the books."""
        return ()


EVENTS: tuple[type[Event], ...] = (BookOpened, BylawsAdopted, MonthClosed, RecordReversed)
