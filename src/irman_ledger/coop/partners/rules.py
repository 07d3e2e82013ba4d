"""What a partner command becomes."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from irman_ledger.coop.partners.commands import AssessPartner, DropPartner, EnrolPartner, PartnerCommand, ResumePartner
from irman_ledger.coop.partners.events import PartnerAssessed, PartnerDropped, PartnerEnrolled, PartnerEvent, PartnerResumed
from irman_ledger.coop.partners.refusals import (
    PartnerDateError,
    PartnerDroppedError,
    PartnerExistsError,
    PartnerNotDroppedError,
    UnknownPartnerError,
)
from irman_ledger.coop.partners.state import PartnerState
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.facts import Ask, Exists, Facts
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


def consult(command: PartnerCommand, state: PartnerState | None, bylaws: Bylaws) -> tuple[Ask, ...]:  # noqa: ARG001  # the protocol
    """Whether who is enrolled is a member of this book."""
    return (Exists(Subject("member", command.partner)),) if isinstance(command, EnrolPartner) else ()


def decide(command: PartnerCommand, state: PartnerState | None, facts: Facts, bylaws: Bylaws) -> PartnerEvent:  # noqa: ARG001  # the same
    """The event, or a refusal."""
    match command:
        case EnrolPartner():
            return _enrol(command, state, facts)
        case AssessPartner():
            _listed(_known(command, state), command.on)
            return PartnerAssessed(partner=command.partner, on=command.on, eligible=command.eligible, facts=_private(command.facts))
        case DropPartner():
            _listed(_known(command, state), command.on)
            return PartnerDropped(partner=command.partner, on=command.on, reason=command.reason)
        case ResumePartner():
            if _known(command, state).absence_on(command.on) is None:
                raise PartnerNotDroppedError(field="partner", partner=command.partner)
            return PartnerResumed(partner=command.partner, on=command.on)
        case _:
            assert_never(command)


def _enrol(command: EnrolPartner, state: PartnerState | None, facts: Facts) -> PartnerEnrolled:
    if state is not None:
        raise PartnerExistsError(field="partner", partner=state.no, since=state.opened_on)
    if not facts.exists(Subject("member", command.partner)):
        raise UnknownSubjectError(field="partner", subject=command.partner)
    return PartnerEnrolled(
        partner=command.partner,
        on=command.on,
        business=command.business,
        eligible=command.eligible,
        assessed_on=command.assessed_on,
        facts=_private(command.facts),
        deed=command.deed,
    )


def _known(command: AssessPartner | DropPartner | ResumePartner, state: PartnerState | None) -> PartnerState:
    if state is None:
        raise UnknownPartnerError(field="partner", subject=command.partner)
    if command.on < state.last_on:
        raise PartnerDateError(field="on", partner=state.no, last=state.last_on, on=command.on)
    return state


def _listed(state: PartnerState, on: date) -> None:
    absence = state.absence_on(on)
    if absence is not None:
        raise PartnerDroppedError(field="partner", partner=state.no, since=absence.from_on)


def _private(facts: str | Private | None) -> Private | None:
    assert not isinstance(facts, str), "the command made it private"
    return facts
