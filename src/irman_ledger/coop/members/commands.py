"""What can be asked of the members module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, get_args

from irman_ledger.coop.members.events import (
    CandidateRegistered,
    GroupAmended,
    GroupRegistered,
    LeaverOwed,
    LeaverPaid,
    MemberAdmitted,
    MemberAmended,
    MembershipEnded,
    MemberTakenOver,
    Reason,
)
from irman_ledger.coop.members.refusals import MemberInputError, NothingToAmendError, PrivateInputError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject

GROUP_NAME_LENGTH_MAX = 100
TakenStatus = Literal["calon", "anggota", "keluar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterGroup(Command[GroupRegistered]):
    """Register a group of members (kelompok); its name is no personal data.

    Parameters
    ----------
    name
        1 to 100 characters.
    district
        The kecamatan, 1 to 64 characters; None: not known.
    """

    kind: ClassVar[str] = "group.register"
    group: str
    name: str
    district: str | None = None
    on: date

    def __post_init__(self) -> None:
        checked_code(self.group, field="group")
        checked_code(self.name, field="name", length_max=GROUP_NAME_LENGTH_MAX)
        if self.district is not None:
            checked_code(self.district, field="district")
        _check_day(self.on, "on")

    def subjects(self) -> tuple[Subject, ...]:
        """The group."""
        return (Subject("group", self.group),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendGroup(Command[GroupAmended]):
    """Give a group another name or district from a day on; None leaves it, an empty district takes it away."""

    kind: ClassVar[str] = "group.amend"
    group: str
    name: str | None = None
    district: str | None = None
    on: date

    def __post_init__(self) -> None:
        checked_code(self.group, field="group")
        if self.name is None and self.district is None:
            raise NothingToAmendError(field="group", no=self.group, value=None)
        if self.name is not None:
            checked_code(self.name, field="name", length_max=GROUP_NAME_LENGTH_MAX)
        if self.district:
            checked_code(self.district, field="district")
        _check_day(self.on, "on")

    def subjects(self) -> tuple[Subject, ...]:
        """The group."""
        return (Subject("group", self.group),)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCandidate(Command[CandidateRegistered]):
    """Register somebody who wants to become a member (calon anggota).

    Parameters
    ----------
    name, identity, phone
        Personal data: a text becomes a `Private` value, of which the books hold a commitment only.
    group
        A registered group; None: none.
    district
        The kecamatan, where it is another than the group's or there is no group.
    category
        What the rates of monthly shares go by (golongan); None: none.
    """

    kind: ClassVar[str] = "member.register-candidate"
    member: str
    name: str | Private
    group: str | None = None
    district: str | None = None
    on: date
    identity: str | Private | None = None
    phone: str | Private | None = None
    category: str | None = None

    def __post_init__(self) -> None:
        _check_person(self)

    def subjects(self) -> tuple[Subject, ...]:
        """The member."""
        return (Subject("member", self.member),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitMember(Command[MemberAdmitted]):
    """Admit a member (menerima anggota): directly, out of a candidate, or again after leaving, from a later day on.

    Parameters
    ----------
    name
        Needed for somebody whom the book does not know; else None leaves it as it is, as for each field that is not given.
    """

    kind: ClassVar[str] = "member.admit"
    member: str
    name: str | Private | None = None
    group: str | None = None
    district: str | None = None
    on: date
    identity: str | Private | None = None
    phone: str | Private | None = None
    category: str | None = None

    def __post_init__(self) -> None:
        _check_person(self)

    def subjects(self) -> tuple[Subject, ...]:
        """The member."""
        return (Subject("member", self.member),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendMember(Command[MemberAmended]):
    """Change what the book knows of a member; only what is given changes.

    Parameters
    ----------
    group, district, category
        From `on` on; an empty text takes the member out of the group, the district or the category.
    name, identity, phone
        Corrections without a history.
    """

    kind: ClassVar[str] = "member.amend"
    member: str
    on: date
    name: str | Private | None = None
    group: str | None = None
    district: str | None = None
    identity: str | Private | None = None
    phone: str | Private | None = None
    category: str | None = None

    def __post_init__(self) -> None:
        _check_person(self)
        if all(given is None for given in (self.name, self.group, self.district, self.category, self.identity, self.phone)):
            raise NothingToAmendError(field="member", no=self.member, value=None)

    def subjects(self) -> tuple[Subject, ...]:
        """The member."""
        return (Subject("member", self.member),)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMembership(Command[MembershipEnded]):
    """End a membership or a candidature (keluar), once the member's shares, savings and loans stand at zero.

    Parameters
    ----------
    reason
        ``resigned``, ``died``, ``expelled`` or ``moved``.
    leaves_open
        Let the member go although loans and savings stand, and shares whose claim waits: nobody is kept for them, they are
        settled afterwards. Shares that were not claimed keep the member nevertheless.
    """

    kind: ClassVar[str] = "member.end"
    member: str
    on: date
    reason: Reason
    leaves_open: bool = False

    def __post_init__(self) -> None:
        checked_code(self.member, field="member")
        if not isinstance(self.leaves_open, bool):
            raise MemberInputError(field="leaves_open", value=self.leaves_open, reason="must be true or false")
        _check_day(self.on, "on")
        _check_choice(self.reason, get_args(Reason), "reason")

    def subjects(self) -> tuple[Subject, ...]:
        """The member."""
        return (Subject("member", self.member),)


@dataclass(frozen=True, slots=True, kw_only=True)
class OweLeaver(Command[LeaverOwed]):
    """Owe a leaver what is left of the claimed shares (utang simpanan anggota keluar); part of a leaving, no money moves.

    Parameters
    ----------
    amount
        More than zero; it comes from the set-off account.
    """

    kind: ClassVar[str] = "member.owe"
    member: str
    on: date
    amount: Money

    def __post_init__(self) -> None:
        checked_code(self.member, field="member")
        _check_day(self.on, "on")
        _check_amount(self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The member."""
        return (Subject("member", self.member),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLeaver(Command[LeaverPaid]):
    """Pay what is due to a leaver, or to the heirs (membayar simpanan anggota keluar).

    Parameters
    ----------
    amount
        More than zero; None: all that is due.
    settle
        The cash box or bank account that pays; None: the default one.
    """

    kind: ClassVar[str] = "member.pay-leaver"
    member: str
    on: date
    amount: Money | None = None
    settle: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.member, field="member")
        _check_day(self.on, "on")
        if self.amount is not None:
            _check_amount(self.amount)
        if self.settle is not None:
            checked_code(self.settle, field="settle")

    def subjects(self) -> tuple[Subject, ...]:
        """The member."""
        return (Subject("member", self.member),)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverMember(Command[MemberTakenOver]):
    """Bring a member of the old books into a book opened in mid-life.

    Parameters
    ----------
    joined_on
        When the status began in the old books, at the latest `on`. For somebody who had left, when the membership began;
        the book then says ``keluar`` from `on` on, since it does not know the day.
    status
        ``calon``, ``anggota`` or ``keluar``.
    owed, pay_by
        What the old books still owe to a leaver for shares, more than zero, and the last day to pay it; None: nothing, no day.
    """

    kind: ClassVar[str] = "member.take-over"
    member: str
    name: str | Private
    group: str | None = None
    district: str | None = None
    identity: str | Private | None = None
    phone: str | Private | None = None
    joined_on: date
    status: TakenStatus
    on: date
    category: str | None = None
    owed: Money | None = None
    pay_by: date | None = None

    def __post_init__(self) -> None:
        _check_person(self)
        _check_day(self.joined_on, "joined_on")
        _check_choice(self.status, get_args(TakenStatus), "status")
        if self.joined_on > self.on:
            raise MemberInputError(field="joined_on", value=self.joined_on, reason=f"is after {self.on}")
        if self.owed is not None:
            _check_amount(self.owed, "owed")
        if self.pay_by is not None:
            _check_day(self.pay_by, "pay_by")
            if self.owed is None:
                raise MemberInputError(field="pay_by", value=self.pay_by, reason="has no meaning where nothing is owed")

    def subjects(self) -> tuple[Subject, ...]:
        """The member."""
        return (Subject("member", self.member),)


MemberCommand = AdmitMember | AmendMember | EndMembership | OweLeaver | PayLeaver | RegisterCandidate | TakeOverMember
GroupCommand = RegisterGroup | AmendGroup


def private(value: str | Private) -> Private:
    """Personal data as the books take it."""
    return Private.of(value) if isinstance(value, str) else value


def private_or_none(value: str | Private | None) -> Private | None:
    """Personal data as the books take it, where it is given."""
    return None if value is None else private(value)


def _check_person(command: RegisterCandidate | AdmitMember | AmendMember | TakeOverMember) -> None:
    checked_code(command.member, field="member")
    _check_day(command.on, "on")
    can_be_empty = isinstance(command, AmendMember)
    needs_name = not isinstance(command, AdmitMember | AmendMember)
    for field in ("group", "district", "category"):
        text = getattr(command, field)
        if text is not None and not (text == "" and can_be_empty):
            checked_code(text, field=field)
    for field in ("name", "identity", "phone"):
        given = getattr(command, field)
        if given is not None:
            _make_private(command, field, given)
    if needs_name and command.name is None:
        raise PrivateInputError(field="name", value=None)


def _make_private(command: object, field: str, given: str | Private) -> None:
    value = private(given)
    if not isinstance(value, Private):
        raise MemberInputError(field=field, value=type(given).__name__, reason="must be text or a private value")
    if value.value is not None and not value.value.strip():
        raise PrivateInputError(field=field, value=None)
    # The caller may write a text; from here on it is a private value, so that it never enters a record by itself.
    object.__setattr__(command, field, value)


def _check_day(on: date, field: str) -> None:
    if type(on) is not date:  # A datetime is a date to isinstance, but has a clock in it.
        raise MemberInputError(field=field, value=on, reason="must be a day")


def _check_amount(amount: object, field: str = "amount") -> None:
    if not isinstance(amount, Money) or amount.minor <= 0:
        raise MemberInputError(field=field, value=amount, reason="must be money, more than zero")


def _check_choice(value: str, choices: tuple[str, ...], field: str) -> None:
    if value not in choices:
        raise MemberInputError(field=field, value=value, reason=f"must be one of {', '.join(choices)}")
