"""What happened to a member or a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from irman_ledger.core.evidence.private import Private
from irman_ledger.core.facts import Status
from irman_ledger.core.protocols import Event

Reason = Literal["resigned", "died", "expelled", "moved"]


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
    category: str | None = None


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
    category: str | None = None


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
    category: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipEnded(Event):
    """A member or a candidate left (keluar)."""

    kind: ClassVar[str] = "member.ended"
    member: str
    reason: Reason
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberTakenOver(Event):
    """A member of the old books came over (saldo awal, tanpa ayat jurnal).

    Parameters
    ----------
    joined_on
        When the status began in the old books; for somebody who had left, when the membership began.
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
    category: str | None = None


MemberEvent = MemberAdmitted | MemberAmended | MembershipEnded | CandidateRegistered | MemberTakenOver
GroupEvent = GroupRegistered | GroupAmended
