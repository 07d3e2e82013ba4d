"""What is known of what a group paid for a member, beside the money, which is the balance of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from irman_ledger.coop.members.mutual.events import CoverForgiven, CoverRepaid, MemberCovered
from irman_ledger.core.protocols import SubjectIndex
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverState:
    """A member's debt to one group (utang tanggung renteng).

    Parameters
    ----------
    claim, claim_contra
        The memorandum accounts it stands on, whatever later bylaws say.
    opened_on
        The day of the first record that stands.
    """

    member: str
    group: str
    claim: str
    claim_contra: str
    opened_on: date

    @property
    def no(self) -> str:
        """Its number as a subject."""
        return f"{self.member}/{self.group}"


def cover_subject(member: str, group: str) -> Subject:
    """What a member owes a group, as a subject."""
    return Subject("cover", f"{member}/{group}")


def evolve_cover(state: CoverState | None, event: MemberCovered | CoverRepaid | CoverForgiven) -> CoverState:
    """The debt after the event; it is the same one from the first time that the group pays on."""
    if state is not None:
        return state
    return CoverState(member=event.member, group=event.group, claim=event.claim, claim_contra=event.claim_contra, opened_on=event.on)


def index_cover(state: CoverState) -> SubjectIndex:
    """By what the books find it."""
    return SubjectIndex(member=state.member, group=state.group, opened_on=state.opened_on)
