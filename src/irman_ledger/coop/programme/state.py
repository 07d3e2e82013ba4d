"""What is known of a deed: its hash and how far it has come. What it hands over stands on the paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, assert_never

from irman_ledger.coop.programme.events import (
    DeedDrafted,
    DeedEvent,
    DeedPosted,
    DeedRejected,
    DeedSigned,
    DeedSubmitted,
    DeedSuperseded,
)
from irman_ledger.core.protocols import SubjectIndex
from irman_ledger.core.subject import Subject

DeedStatus = Literal["draft", "submitted", "signed", "posted", "rejected", "superseded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedState:
    """A version of a deed (berita acara serah terima).

    Parameters
    ----------
    gap
        The first thing that it lacks to be signed.
    closed_on
        The day on which it was rejected or superseded.
    """

    no: str
    opened_on: date
    sha256: str
    status: DeedStatus
    gap: str | None
    supersedes: str | None
    superseded_by: str | None = None
    closed_on: date | None = None


def evolve(state: DeedState | None, event: DeedEvent) -> DeedState:
    """The deed after the event."""
    if isinstance(event, DeedDrafted):
        return DeedState(
            no=event.deed,
            opened_on=event.on,
            sha256=event.sha256,
            status="draft",
            gap=event.gaps[0] if event.gaps else None,
            supersedes=event.supersedes,
        )
    assert state is not None, "only a deed that was drafted goes on"
    match event:
        case DeedSubmitted():
            return replace(state, status="submitted")
        case DeedSigned():
            return replace(state, status="signed")
        case DeedPosted():
            return replace(state, status="posted")
        case DeedRejected():
            return replace(state, status="rejected", closed_on=event.on)
        case DeedSuperseded():
            return replace(state, status="superseded", superseded_by=event.by, closed_on=event.on)
        case _:
            assert_never(event)


def index(state: DeedState) -> SubjectIndex:
    """What the books find it by."""
    return SubjectIndex(opened_on=state.opened_on, closed_on=state.closed_on)


def leaning(event: DeedEvent) -> tuple[Subject, ...]:
    """While a later version stands, the one that it replaced does not come back."""
    return (Subject("deed", event.by),) if isinstance(event, DeedSuperseded) else ()
