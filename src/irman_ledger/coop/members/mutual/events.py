"""What happened to a group and between a group and its members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event

Attendance = Literal["present", "excused", "absent"]
"""Hadir, izin, alpa."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """One member on the sheet of a meeting.

    Parameters
    ----------
    paid
        The money that the member brought or sent, for whatever.
    covered
        What others paid for the member.
    accounts
        The savings accounts and loans that the row is about, each as ``kind:no``.
    """

    member: str
    attendance: Attendance
    paid: Money
    covered: Money
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHeld(Event):
    """A group met (rapat kelompok).

    Parameters
    ----------
    cash
        The money that was counted; what the rows say was paid sums to it.
    """

    kind: ClassVar[str] = "group.meeting-held"
    group: str
    on: date
    cash: Money
    rows: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFundPaidIn(Event):
    """Money came into the fund of a group (setoran dana kelompok).

    Parameters
    ----------
    member
        Who brought it; None: nobody is named.
    """

    kind: ClassVar[str] = "group.fund-paid-in"
    group: str
    on: date
    amount: Money
    member: str | None
    fund: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFundPaidOut(Event):
    """Money left the fund of a group (pengeluaran dana kelompok).

    Parameters
    ----------
    member
        Who got it; None: nobody is named.
    """

    kind: ClassVar[str] = "group.fund-paid-out"
    group: str
    on: date
    amount: Money
    reason: str
    member: str | None
    fund: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCovered(Event):
    """A group paid from its fund for a member who now owes it to the group (talangan tanggung renteng).

    Parameters
    ----------
    loan
        The loan that it was paid on.
    claim, claim_contra
        The memorandum accounts on which the member's debt to the group stands.
    """

    kind: ClassVar[str] = "cover.paid"
    member: str
    group: str
    loan: str
    on: date
    amount: Money
    fund: str
    claim: str
    claim_contra: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRepaid(Event):
    """A member paid a group back into its fund (pengembalian talangan)."""

    kind: ClassVar[str] = "cover.repaid"
    member: str
    group: str
    on: date
    amount: Money
    fund: str
    claim: str
    claim_contra: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverForgiven(Event):
    """A group asks a member no more for what it paid (pembebasan talangan); its fund stays without it."""

    kind: ClassVar[str] = "cover.forgiven"
    member: str
    group: str
    on: date
    amount: Money
    reason: str
    claim: str
    claim_contra: str


MutualEvent = MeetingHeld | GroupFundPaidIn | GroupFundPaidOut | MemberCovered | CoverRepaid | CoverForgiven
