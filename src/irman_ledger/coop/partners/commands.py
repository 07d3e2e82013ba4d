"""What can be asked of partners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, get_args

from irman_ledger.coop.partners.events import PartnerAssessed, PartnerDropped, PartnerEnrolled, PartnerResumed, Reason
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code, checked_text
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError

BUSINESS_LENGTH_MAX = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolPartner(Command[PartnerEnrolled]):
    """Enrol a member as a partner of a programme (mitra).

    Parameters
    ----------
    partner
        The number of a member of this book.
    business
        The trade, such as ``rumput laut``; at most 60 characters, and no person's name. None: not known.
    eligible
        Whether the household is entitled to zakat (mustahik), as it was found on `assessed_on`.
    assessed_on
        Not after `on`.
    facts
        What was found at the household: personal data, of which the books hold a commitment only.
    deed
        The deed whose list names the partner.

    Raises
    ------
    PartnerDateError
        ``partner.date``
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "partner.enrol"

    partner: str
    on: date
    eligible: bool
    assessed_on: date
    business: str | None = None
    facts: str | Private | None = None
    deed: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.partner, field="partner")
        _check_day("on", self.on)
        _check_day("assessed_on", self.assessed_on)
        if self.assessed_on > self.on:
            raise InvalidInputError(field="assessed_on", value=self.assessed_on, reason="must not be after the day of enrolment")
        if self.business is not None and not checked_text(self.business, field="business", length_max=BUSINESS_LENGTH_MAX).strip():
            raise InvalidInputError(field="business", value=self.business, reason="must not be empty")
        _check_flag(self.eligible)
        _make_private(self, self.facts)
        if self.deed is not None:
            checked_code(self.deed, field="deed")

    def subjects(self) -> tuple[Subject, ...]:
        """The partner, then the member."""
        return (Subject("partner", self.partner), Subject("member", self.partner))


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessPartner(Command[PartnerAssessed]):
    """Say what was found anew of a partner's household: still entitled to zakat, or not (penilaian ulang mustahik).

    Parameters
    ----------
    eligible
        From `on` on.
    facts
        As at `EnrolPartner`.
    """

    kind: ClassVar[str] = "partner.assess"

    partner: str
    on: date
    eligible: bool
    facts: str | Private | None = None

    def __post_init__(self) -> None:
        checked_code(self.partner, field="partner")
        _check_day("on", self.on)
        _check_flag(self.eligible)
        _make_private(self, self.facts)

    def subjects(self) -> tuple[Subject, ...]:
        """The partner."""
        return (Subject("partner", self.partner),)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropPartner(Command[PartnerDropped]):
    """Take a partner off the list from a day on; what the member owes and owns stays as it is (mitra keluar).

    Parameters
    ----------
    reason
        ``independent`` (mandiri), ``moved``, ``died``, ``stopped`` or ``other``.
    """

    kind: ClassVar[str] = "partner.drop"

    partner: str
    on: date
    reason: Reason

    def __post_init__(self) -> None:
        checked_code(self.partner, field="partner")
        _check_day("on", self.on)
        if self.reason not in get_args(Reason):
            raise InvalidInputError(field="reason", value=self.reason, reason=f"must be one of {', '.join(get_args(Reason))}")

    def subjects(self) -> tuple[Subject, ...]:
        """The partner."""
        return (Subject("partner", self.partner),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumePartner(Command[PartnerResumed]):
    """Put a partner who was dropped on the list again from a day on."""

    kind: ClassVar[str] = "partner.resume"

    partner: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.partner, field="partner")
        _check_day("on", self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The partner."""
        return (Subject("partner", self.partner),)


PartnerCommand = EnrolPartner | AssessPartner | DropPartner | ResumePartner


def _check_day(field: str, on: object) -> None:
    if type(on) is not date:
        raise DateMalformedError(field=field, value=on)


def _check_flag(eligible: object) -> None:
    if type(eligible) is not bool:
        raise InvalidInputError(field="eligible", value=eligible, reason="must be true or false")


def _make_private(command: EnrolPartner | AssessPartner, facts: str | Private | None) -> None:
    if isinstance(facts, str):
        object.__setattr__(command, "facts", Private.of(facts))
