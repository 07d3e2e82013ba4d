"""The general journal as a subject: one a book, with nothing to remember."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from irman_ledger.coop.general.events import BalanceTakenOver, CashCounted, CashReceived, CashSent, FundsMoved, GeneralEvent, JournalPosted
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.protocols import SubjectIndex
from irman_ledger.core.subject import Subject

JOURNAL: Final = Subject("journal", GENERAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalState:
    """The general journal (jurnal umum); `opened_on` is the day of its first entry."""

    no: str
    opened_on: date


def evolve(state: JournalState | None, event: GeneralEvent) -> JournalState:
    """The journal after the event: nothing changes but its beginning."""
    match event:
        case JournalPosted() | CashSent() | CashReceived() | BalanceTakenOver() | CashCounted() | FundsMoved():
            return JournalState(no=JOURNAL.no, opened_on=event.on) if state is None else state
        case _:
            assert_never(event)


def index(state: JournalState) -> SubjectIndex:
    """By what the books find the journal."""
    return SubjectIndex(opened_on=state.opened_on)
