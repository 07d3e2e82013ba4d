"""The meeting of a group is recorded at once: attendance, savings, instalments, and what others pay for who does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, assert_never

from irman_ledger.coop.loans import CoverLoan, RepayLoan
from irman_ledger.coop.members import CoverMember, PayIntoGroupFund, RepayCover
from irman_ledger.coop.procedures.meeting_sheet import MeetingSheet, SheetItem, SheetRow
from irman_ledger.coop.savings import Deposit
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.protocols import Command
from irman_ledger.errors import IrmanError

__all__ = ["Meeting", "VoucherRecorder", "record_meeting"]

R = TypeVar("R", covariant=True)
G = TypeVar("G")


class VoucherRecorder(Protocol[R]):
    """What takes commands one after the other, also several under one voucher: a transaction of a desk."""

    def record(self, command: Command[Any], *, key: str, document: str | None = None) -> R:
        """Take one command."""
        ...

    def one_voucher(self) -> AbstractContextManager[object]:
        """What is recorded within shares one voucher."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Generic[G]):
    """What a meeting left.

    Parameters
    ----------
    held
        The attendance.
    received
        What came in, all under one voucher of the cash box.
    covered
        What groups paid for members, twice each: for the group and for the loan; all under one memorial voucher.
    """

    held: G
    received: tuple[G, ...]
    covered: tuple[G, ...]


def record_meeting(tx: VoucherRecorder[G], sheet: MeetingSheet, *, key: str, document: str | None = None) -> Meeting[G]:
    """Record a sheet, all of it or nothing.

    Money comes in first, so that what members bring for others is in the fund of the group when it pays. Two vouchers are used: one for
    the money, one for what was covered, which moves none; each is reversed as a whole, the later one first.

    Returns
    -------
    Meeting
        What `tx.record` gave.

    Raises
    ------
    IrmanError
        Whatever refuses a row; `index` is the place of the row on the sheet.
    """
    steps = _Steps(tx, key, document)
    held = steps.record(sheet.held(), None)
    received = steps.batch(_received(sheet))
    return Meeting(held=held, received=received, covered=steps.batch(_covered(sheet)))


class _Steps(Generic[G]):
    """Records one command after the other, each with a key of its own."""

    def __init__(self, tx: VoucherRecorder[G], key: str, document: str | None) -> None:
        self._tx, self._key, self._document = tx, key, document
        self._count = 0

    def record(self, command: Command[Any], place: int | None) -> G:
        self._count += 1
        try:
            return self._tx.record(command, key=f"{self._key}/{self._count}", document=self._document)
        except IrmanError as error:
            error.index = place
            raise

    def batch(self, commands: Iterator[tuple[int, Command[Any]]]) -> tuple[G, ...]:
        with self._tx.one_voucher():
            return tuple(self.record(command, place) for place, command in commands)


def _received(sheet: MeetingSheet) -> Iterator[tuple[int, Command[Any]]]:
    for place, row in enumerate(sheet.rows):
        for one in row.items:
            if not one.is_covered:
                yield place, _receipt(sheet, row, one)


def _receipt(sheet: MeetingSheet, row: SheetRow, one: SheetItem) -> Command[Any]:
    no, on, amount, settle = one.no or "", sheet.on, one.amount, sheet.box
    match one.item:
        case "savings":
            return Deposit(account=no, on=on, amount=amount, settle=settle)
        case "share":
            return PayShare(member=row.member, product=no, on=on, amount=amount, settle=settle)
        case "loan":
            return RepayLoan(loan=no, on=on, amount=amount, settle=settle)
        case "fund" | "for-others":
            return PayIntoGroupFund(group=sheet.group, on=on, amount=amount, member=row.member, settle=settle)
        case "repaid":
            return RepayCover(member=row.member, group=no or sheet.group, on=on, amount=amount, settle=settle)
        case "covered-members" | "covered-fund" | "covered-assembly":
            raise AssertionError("what is covered brings no money")
        case _:
            assert_never(one.item)


def _covered(sheet: MeetingSheet) -> Iterator[tuple[int, Command[Any]]]:
    """The member's own group pays first, with what members brought and what was there, then the assembly."""
    for place, row in enumerate(sheet.rows):
        for one in row.items:
            if one.is_covered:
                group = sheet.group if one.item != "covered-assembly" else sheet.assembly or ""
                loan = one.no or ""
                yield place, CoverMember(member=row.member, group=group, loan=loan, on=sheet.on, amount=one.amount)
                yield place, CoverLoan(loan=loan, on=sheet.on, amount=one.amount, group=group)
