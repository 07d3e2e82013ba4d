"""The steps of a history: what can be done at a desk, written down as values."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, assert_never

from irman_ledger.books.desk import Desk
from irman_ledger.books.items import Item
from irman_ledger.coop.members.events import Reason
from irman_ledger.coop.procedures import MeetingSheet, leave, move_amount, record_meeting, transfer_cash
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.testing.model import NaiveBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    """Record one command."""

    command: Command[Any]
    key: str
    booked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoAll:
    """Record commands together, all or none; the keys are ``key/1``, ``key/2`` …"""

    commands: tuple[Command[Any], ...]
    key: str
    one_voucher: bool = False

    def items(self) -> tuple[tuple[Command[Any], str], ...]:
        """Each command with its key."""
        return tuple((command, f"{self.key}/{place}") for place, command in enumerate(self.commands, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reverse:
    """Reverse a record."""

    seq: int
    on: date
    key: str
    reason: str = "salah catat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Move money between cash boxes (pindah kas)."""

    from_box: str
    to_box: str
    on: date
    amount: Money
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Put right an amount booked to the wrong product or member (salah rekening)."""

    source: Subject
    target: Subject
    on: date
    amount: Money
    key: str
    reason: str = "salah rekening"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Let a member go, with the shares as claims and loans set off (anggota keluar)."""

    member: str
    on: date
    reason: Reason
    shares: tuple[str, ...]
    set_off: tuple[tuple[str, Money], ...]
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meet:
    """Record the sheet of a group's meeting (rapat kelompok)."""

    sheet: MeetingSheet
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Close a month."""

    month: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class PassDays:
    """Let days pass; the book's clock must be one that is moved by hand."""

    count: int = 1


Step = Do | DoAll | Reverse | Transfer | Move | Leave | Meet | Close | PassDays


class _Place(Protocol):
    """What a desk and a naive book have in common."""

    def transaction(self) -> AbstractContextManager[Any]: ...

    def reverse(self, seq: int, *, on: date, reason: str, key: str) -> Any: ...

    def close_month(self, month: Month) -> Any: ...


def at_desk(step: Step, desk: Desk) -> tuple[Any, ...]:
    """Do the step at a real desk; gives the receipts."""
    match step:
        case Do():
            return (desk.record(step.command, key=step.key, booked_on=step.booked_on),)
        case DoAll() if step.one_voucher:
            with desk.transaction(one_voucher=True) as tx:
                return tuple(tx.record(command, key=key) for command, key in step.items())
        case DoAll():
            summary = desk.record_all(Item(command=command, key=key) for command, key in step.items())
            return (summary,)
        case _:
            return _same(step, desk)


def in_model(step: Step, model: NaiveBook) -> tuple[Any, ...]:
    """Do the step in the naive book; gives what was played."""
    match step:
        case Do():
            return (model.record(step.command, key=step.key, booked_on=step.booked_on),)
        case DoAll():
            return model.record_all(step.items(), one_voucher=step.one_voucher)
        case _:
            return _same(step, model)


def _same(step: Reverse | Transfer | Move | Leave | Meet | Close | PassDays, place: _Place) -> tuple[Any, ...]:
    match step:
        case Reverse():
            return (place.reverse(step.seq, on=step.on, reason=step.reason, key=step.key),)
        case Transfer():
            with place.transaction() as tx:
                legs: Iterable[Any] = transfer_cash(
                    tx, from_box=step.from_box, to_box=step.to_box, on=step.on, amount=step.amount, key=step.key
                )
                return tuple(legs)
        case Move():
            with place.transaction() as tx:
                legs = move_amount(
                    tx, source=step.source, target=step.target, on=step.on, amount=step.amount, reason=step.reason, key=step.key
                )
                return tuple(legs)
        case Leave():
            with place.transaction() as tx:
                return leave(tx, member=step.member, on=step.on, reason=step.reason, shares=step.shares, set_off=step.set_off, key=step.key)
        case Meet():
            with place.transaction() as tx:
                meeting = record_meeting(tx, step.sheet, key=step.key)
                return (meeting.held, *meeting.received, *meeting.covered)
        case Close():
            return (place.close_month(step.month),)
        case PassDays():
            return ()
        case _:
            assert_never(step)
