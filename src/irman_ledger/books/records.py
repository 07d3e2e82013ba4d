"""What the books give back: receipts, records and previews, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from irman_ledger.core.codes import checked_code
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event
from irman_ledger.core.subject import Subject

E = TypeVar("E", bound=Event, covariant=True)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, as the caller claims it: the library records it and does not authenticate."""

    id: str
    role: str

    def __post_init__(self) -> None:
        checked_code(self.id, field="actor")
        checked_code(self.role, field="role")


@dataclass(frozen=True, slots=True, order=True)
class Voucher:
    """The number of a voucher (bukti): series, booking year, number, and the part where several commands share one."""

    series: str
    year: int
    number: int
    part: int = 0

    def __str__(self) -> str:
        part = "" if not self.part else f"-{self.part}"
        return f"{self.series}/{self.year}/{self.number:06d}{part}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Generic[E]):
    """What a recorded command left.

    Parameters
    ----------
    voucher
        None where nothing was booked.
    leaf
        The hash that stands for the record in the log.
    replayed
        The key was recorded before with the same command; does not compare.
    provisional
        Written in a caller's transaction that has not been committed; does not compare.
    """

    seq: int
    voucher: Voucher | None
    event: E
    entry: Entry | None
    leaf: bytes
    replayed: bool = field(default=False, compare=False)
    provisional: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Generic[E]):
    """What a command would leave if it were recorded now.

    Parameters
    ----------
    digest
        Give it to `record(expect=…)`: the command is refused when the entry has become another.
    """

    event: E
    entry: Entry | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One sealed record with its lines.

    Parameters
    ----------
    period
        ``yyyypp``: 01 to 12 the calendar month, 13 auditors' adjustments, 14 closing.
    entered_at
        By the clock of the machine that wrote it, UTC.
    command, event
        The stored JSON text.
    reverses
        The seq of the record that it reverses.
    """

    seq: int
    kind: str
    subject: Subject
    key: str
    value_on: date
    booked_on: date
    period: int
    entered_at: datetime
    actor: Actor
    voucher: Voucher | None
    document: str | None
    narration: str
    command: str
    event: str
    command_hash: bytes
    bylaws_version: int
    rules_version: int
    reverses: int | None
    line_count: int
    total: Money
    leaf: bytes
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a batch left: the first seq, how many records, and the root of the log after it (hexadecimal)."""

    first: int | None
    count: int
    replayed: int
    root: str


@dataclass(frozen=True, slots=True)
class RunningMovement:
    """One line of an account or a subject with the balance after it, debit positive."""

    seq: int
    value_on: date
    booked_on: date
    account: str
    voucher: Voucher | None
    document: str | None
    narration: str
    amount: Money
    balance: Money
    subject: Subject | None = None
