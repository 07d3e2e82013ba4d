"""What happened to a member or a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from irman_ledger.core.evidence.private import Private
from irman_ledger.core.facts import Status
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event, added

Reason = Literal["resigned", "died", "expelled", "moved"]
Recipient = Literal["member", "heirs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRegistered(Event):
    """A group of members was registered (kelompok terdaftar)."""

    kind: ClassVar[str] = "group.registered"
    group: str
    name: str
    district: str | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAmended(Event):
    """A group has another name or district from a day on; None: as before, an empty district: none."""

    kind: ClassVar[str] = "group.amended"
    group: str
    name: str | None
    district: str | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRegistered(Event):
    """Somebody asked to become a member (calon anggota terdaftar)."""

    kind: ClassVar[str] = "member.candidate-registered"
    member: str
    name: Private
    group: str | None
    district: str | None
    identity: Private | None
    phone: Private | None
    on: date
    category: str | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdmitted(Event):
    """Somebody became a member, for the first time or again (anggota diterima).

    What is None stays as the book knows it.
    """

    kind: ClassVar[str] = "member.admitted"
    member: str
    name: Private | None
    group: str | None
    district: str | None
    identity: Private | None
    phone: Private | None
    on: date
    category: str | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAmended(Event):
    """What the book knows of a member was changed (perubahan data anggota).

    What is None stays; an empty group, district or category means none from this day on.
    """

    kind: ClassVar[str] = "member.amended"
    member: str
    name: Private | None
    group: str | None
    district: str | None
    identity: Private | None
    phone: Private | None
    on: date
    category: str | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipEnded(Event):
    """A member or a candidate left (keluar)."""

    kind: ClassVar[str] = "member.ended"
    member: str
    reason: Reason
    on: date
    leaves_open: bool = added(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaverOwed(Event):
    """What was left of a leaver's shares became a debt (utang simpanan anggota keluar).

    Parameters
    ----------
    account
        The control account of the claims of leavers.
    pay_by
        The last day to pay it; None: the bylaws named none.
    """

    kind: ClassVar[str] = "member.owed"
    member: str
    on: date
    amount: Money
    account: str
    pay_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaverPaid(Event):
    """A leaver, or the heirs (ahli waris), got what was due, or a part of it."""

    kind: ClassVar[str] = "member.leaver-paid"
    member: str
    on: date
    amount: Money
    account: str
    box: str
    recipient: Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberTakenOver(Event):
    """A member of the old books came over (saldo awal, tanpa ayat jurnal).

    Parameters
    ----------
    joined_on
        When the status began in the old books; for somebody who had left, when the membership began.
    owed, claim_account, pay_by
        What the old books still owe to a leaver, where it stands, and the last day to pay it; None: nothing, no day.
    """

    kind: ClassVar[str] = "member.taken-over"
    member: str
    name: Private
    group: str | None
    district: str | None
    identity: Private | None
    phone: Private | None
    joined_on: date
    status: Status
    on: date
    category: str | None = added(None)
    owed: Money | None = added(None)
    claim_account: str | None = added(None)
    pay_by: date | None = added(None)


MemberEvent = MemberAdmitted | MemberAmended | MembershipEnded | LeaverOwed | LeaverPaid | CandidateRegistered | MemberTakenOver
GroupEvent = GroupRegistered | GroupAmended
