"""What is known of a partner, from its day on each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from irman_ledger.coop.partners.events import PartnerAssessed, PartnerDropped, PartnerEnrolled, PartnerEvent, PartnerResumed, Reason
from irman_ledger.core.protocols import SubjectIndex


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether the household was found entitled to zakat (mustahik), from a day on."""

    on: date
    eligible: bool


@dataclass(frozen=True, slots=True)
class Absence:
    """Off the list from a day on, to the day before another; None: still."""

    from_on: date
    reason: Reason
    to_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerState:
    """A partner of a programme (mitra); group and district are those of the member on the day.

    Parameters
    ----------
    findings
        At least one, in order of day.
    absences
        In order of day; only the last may be open.
    last_on
        The day of the latest event.
    """

    no: str
    opened_on: date
    business: str | None
    deed: str | None
    findings: tuple[Finding, ...]
    absences: tuple[Absence, ...] = ()
    last_on: date

    def is_listed(self, on: date) -> bool:
        """Whether the partner was enrolled and not off the list on a day."""
        return self.opened_on <= on and self.absence_on(on) is None

    def absence_on(self, on: date) -> Absence | None:
        """Why the partner was off the list on a day; None: was not."""
        return next((one for one in self.absences if one.from_on <= on and (one.to_on is None or on < one.to_on)), None)

    def is_eligible(self, on: date) -> bool:
        """Whether the household was entitled to zakat by what was known of that day; before the first finding, as it says."""
        known = [one.eligible for one in self.findings if one.on <= on]
        return known[-1] if known else self.findings[0].eligible


def evolve(state: PartnerState | None, event: PartnerEvent) -> PartnerState:
    """The partner after the event."""
    if isinstance(event, PartnerEnrolled):
        return PartnerState(
            no=event.partner,
            opened_on=event.on,
            business=event.business,
            deed=event.deed,
            findings=(Finding(event.assessed_on, event.eligible),),
            last_on=event.on,
        )
    assert state is not None, "only a partner who was enrolled goes on"
    match event:
        case PartnerAssessed():
            return replace(state, findings=(*state.findings, Finding(event.on, event.eligible)), last_on=event.on)
        case PartnerDropped():
            return replace(state, absences=(*state.absences, Absence(event.on, event.reason)), last_on=event.on)
        case PartnerResumed():
            back = replace(state.absences[-1], to_on=event.on)
            return replace(state, absences=(*state.absences[:-1], back), last_on=event.on)
        case _:
            assert_never(event)


def index(state: PartnerState) -> SubjectIndex:
    """By what the books find the partner; who is off the list may come back, and stays open."""
    return SubjectIndex(opened_on=state.opened_on)
