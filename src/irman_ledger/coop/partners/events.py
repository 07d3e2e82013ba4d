"""What happened to partners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from irman_ledger.core.evidence.private import Private
from irman_ledger.core.protocols import Event

Reason = Literal["independent", "moved", "died", "stopped", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerEnrolled(Event):
    """A member is a partner of a programme from `on` on.

    Parameters
    ----------
    facts
        What was found at the household; None: nothing is kept of it.
    """

    kind: ClassVar[str] = "partner.enrolled"

    partner: str
    on: date
    business: str | None
    eligible: bool
    assessed_on: date
    facts: Private | None
    deed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAssessed(Event):
    """A partner's household was looked at anew on `on`."""

    kind: ClassVar[str] = "partner.assessed"

    partner: str
    on: date
    eligible: bool
    facts: Private | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerDropped(Event):
    """A partner is off the list from `on` on."""

    kind: ClassVar[str] = "partner.dropped"

    partner: str
    on: date
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerResumed(Event):
    """A partner is on the list again from `on` on."""

    kind: ClassVar[str] = "partner.resumed"

    partner: str
    on: date


PartnerEvent = PartnerEnrolled | PartnerAssessed | PartnerDropped | PartnerResumed
