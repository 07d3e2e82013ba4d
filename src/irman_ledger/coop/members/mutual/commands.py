"""What can be asked of a group and between a group and its members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, get_args

from irman_ledger.coop.members.mutual.events import (
    Attendance,
    CoverForgiven,
    CoverRepaid,
    GroupFundPaidIn,
    GroupFundPaidOut,
    MeetingHeld,
    MeetingRow,
    MemberCovered,
)
from irman_ledger.coop.members.mutual.refusals import NotKlopError, RowTwiceError
from irman_ledger.coop.members.mutual.state import cover_subject
from irman_ledger.coop.members.refusals import MemberInputError
from irman_ledger.core.codes import checked_code, checked_reason
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject

ROWS_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldMeeting(Command[MeetingHeld]):
    """Keep the sheet of a group's meeting: who came, and who brought how much (lembar rapat kelompok); nothing is booked by it.

    Parameters
    ----------
    cash
        The money that was counted, zero or more: exactly what the rows say was paid (klop).
    rows
        1 to 200, each of another member of the group.

    Raises
    ------
    NotKlopError, RowTwiceError, MemberInputError
        ``meeting.not-klop``, ``meeting.row-twice``, ``member.input``
    """

    kind: ClassVar[str] = "group.hold-meeting"
    group: str
    on: date
    cash: Money
    rows: tuple[MeetingRow, ...]

    def __post_init__(self) -> None:
        checked_code(self.group, field="group")
        _check_day(self.on)
        _check_money(self.cash, "cash")
        if not isinstance(self.rows, tuple) or not 1 <= len(self.rows) <= ROWS_MAX:
            count = len(self.rows) if isinstance(self.rows, tuple) else self.rows
            raise MemberInputError(field="rows", value=count, reason=f"must be 1 to {ROWS_MAX}")
        for row in self.rows:
            _check_row(row, self.cash.currency)
        members = [row.member for row in self.rows]
        twice = next((member for place, member in enumerate(members) if member in members[:place]), None)
        if twice is not None:
            raise RowTwiceError(field="member", value=twice)
        paid = Money.total((row.paid for row in self.rows), self.cash.currency)
        if paid != self.cash:
            raise NotKlopError(field="cash", group=self.group, rows=paid, cash=self.cash, difference=self.cash - paid)

    def subjects(self) -> tuple[Subject, ...]:
        """The group."""
        return (Subject("group", self.group),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayIntoGroupFund(Command[GroupFundPaidIn]):
    """Take money in for the fund of a group (setoran dana kelompok).

    Parameters
    ----------
    amount
        More than zero.
    member
        Who brings it; None: nobody is named.
    settle
        The cash box or bank account that takes the money; None: the default one.
    """

    kind: ClassVar[str] = "group.pay-in"
    group: str
    on: date
    amount: Money
    member: str | None = None
    settle: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.group, field="group")
        _check_movement(self.on, self.amount, self.settle)
        if self.member is not None:
            checked_code(self.member, field="member")

    def subjects(self) -> tuple[Subject, ...]:
        """The group."""
        return (Subject("group", self.group),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOutOfGroupFund(Command[GroupFundPaidOut]):
    """Pay money out of the fund of a group (pengeluaran dana kelompok); never more than it holds on any day from `on` on.

    Parameters
    ----------
    amount
        More than zero.
    reason
        What for; without a person's name.
    member
        Who gets it; None: nobody is named.
    settle
        The cash box or bank account that pays; None: the default one.
    """

    kind: ClassVar[str] = "group.pay-out"
    group: str
    on: date
    amount: Money
    reason: str
    member: str | None = None
    settle: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.group, field="group")
        _check_movement(self.on, self.amount, self.settle)
        checked_reason(self.reason)
        if self.member is not None:
            checked_code(self.member, field="member")

    def subjects(self) -> tuple[Subject, ...]:
        """The group."""
        return (Subject("group", self.group),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverMember(Command[MemberCovered]):
    """Take from the fund of a group what a member does not pay (menanggung angsuran anggota); no money moves.

    One half of `irman_ledger.coop.procedures.cover_instalment`; until `CoverLoan` it stands on the clearing account.

    Parameters
    ----------
    group
        Whose fund pays: the member's own group, or a wider one that the groups belong to.
    loan
        What it is paid on.
    amount
        More than zero; the member owes it to the group.
    """

    kind: ClassVar[str] = "cover.pay"
    member: str
    group: str
    loan: str
    on: date
    amount: Money

    def __post_init__(self) -> None:
        _check_pair(self.member, self.group)
        checked_code(self.loan, field="loan")
        _check_movement(self.on, self.amount, None)

    def subjects(self) -> tuple[Subject, ...]:
        """The member's debt to the group."""
        return (cover_subject(self.member, self.group),)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepayCover(Command[CoverRepaid]):
    """Take in what a member pays a group back (pengembalian talangan tanggung renteng).

    Parameters
    ----------
    amount
        More than zero, never more than the member owes the group on any day from `on` on.
    settle
        The cash box or bank account that takes the money; None: the default one.
    """

    kind: ClassVar[str] = "cover.repay"
    member: str
    group: str
    on: date
    amount: Money
    settle: str | None = None

    def __post_init__(self) -> None:
        _check_pair(self.member, self.group)
        _check_movement(self.on, self.amount, self.settle)

    def subjects(self) -> tuple[Subject, ...]:
        """The member's debt to the group."""
        return (cover_subject(self.member, self.group),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgiveCover(Command[CoverForgiven]):
    """Not ask a member any more for what a group paid (pembebasan talangan tanggung renteng); no money moves.

    Parameters
    ----------
    amount
        More than zero, never more than the member owes the group on any day from `on` on.
    reason
        The decision of the group, for the auditor; without a person's name.
    """

    kind: ClassVar[str] = "cover.forgive"
    member: str
    group: str
    on: date
    amount: Money
    reason: str

    def __post_init__(self) -> None:
        _check_pair(self.member, self.group)
        _check_movement(self.on, self.amount, None)
        checked_reason(self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The member's debt to the group."""
        return (cover_subject(self.member, self.group),)


MutualCommand = HoldMeeting | PayIntoGroupFund | PayOutOfGroupFund | CoverMember | RepayCover | ForgiveCover


def _check_row(row: object, currency: str) -> None:
    if not isinstance(row, MeetingRow):
        raise MemberInputError(field="rows", value=row, reason="must be rows of a meeting")
    checked_code(row.member, field="member")
    if row.attendance not in get_args(Attendance):
        raise MemberInputError(field="attendance", value=row.attendance, reason=f"must be one of {', '.join(get_args(Attendance))}")
    for field, amount in (("paid", row.paid), ("covered", row.covered)):
        _check_money(amount, field)
        if amount.currency != currency:
            raise CurrencyMismatchError(field=field, left=currency, right=amount.currency, value=amount)
    for account in row.accounts:
        Subject.parse(account)


def _check_pair(member: str, group: str) -> None:
    checked_code(member, field="member")
    checked_code(group, field="group")
    cover_subject(member, group)  # both together are a code too


def _check_movement(on: date, amount: object, settle: str | None) -> None:
    _check_day(on)
    if not isinstance(amount, Money) or amount.minor <= 0:
        raise MemberInputError(field="amount", value=amount, reason="must be money, more than zero")
    if settle is not None:
        checked_code(settle, field="settle")


def _check_money(amount: object, field: str) -> None:
    if not isinstance(amount, Money):
        raise MemberInputError(field=field, value=amount, reason="is not money")
    if amount.minor < 0:
        raise MemberInputError(field=field, value=amount, reason="is below zero")


def _check_day(on: date) -> None:
    if type(on) is not date:  # A datetime is a date to isinstance, but has a clock in it.
        raise MemberInputError(field="on", value=on, reason="must be a day")
