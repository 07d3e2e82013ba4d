"""All savings accounts and deposits of a book as they stood on a day, read in three statements however many they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from irman_ledger.books.reader import SEALED, Reader, day
from irman_ledger.books.wire import load_event
from irman_ledger.coop.savings.deposit_events import (
    DepositBroken,
    DepositInstructed,
    DepositMatured,
    DepositOpened,
    DepositPaidOut,
    DepositTakenOver,
)
from irman_ledger.coop.savings.dormancy import SavingsDormant
from irman_ledger.coop.savings.events import HoldReleased, SavingsClosed, SavingsHeld, SavingsOpened, SavingsTakenOver
from irman_ledger.coop.savings.programme_events import ProgrammeBroken, ProgrammeCancelled, ProgrammeOpened, ProgrammeTakenOver
from irman_ledger.coop.savings.reclass import SavingsReclassified
from irman_ledger.coop.savings.sleeping import ACTS
from irman_ledger.coop.savings.state import SavingsState, evolve
from irman_ledger.core.money import Money

_OPENING = (SavingsOpened, SavingsTakenOver, DepositOpened, DepositTakenOver, ProgrammeOpened, ProgrammeTakenOver)
_CHANGING = (
    *(SavingsHeld, HoldReleased, SavingsClosed, DepositInstructed, DepositMatured, DepositBroken, DepositPaidOut),
    *(ProgrammeCancelled, ProgrammeBroken, SavingsReclassified, SavingsDormant),
)
_KINDS = tuple(event.kind for event in (*_OPENING, *_CHANGING))
_DAY = "CASE WHEN {0}.line_count = 0 THEN {0}.value_on ELSE {0}.booked_on END"  # what moves no money is not booked at another day
_EVENTS = f"""SELECT r.subject, r.event FROM irman_record r
WHERE r.book = ? AND r.subject >= 'savings:' AND r.subject < 'savings;' AND r.subject <> '' AND {_DAY.format("r")} <= ?
 AND r.kind IN ({", ".join("?" * len(_KINDS))})
 AND NOT EXISTS (SELECT 1 FROM irman_record u WHERE u.book = r.book AND u.reverses = r.seq AND u.reverses IS NOT NULL
  AND {_DAY.format("u")} <= ?)
ORDER BY r.subject, r.seq"""
_LAST_ACTS = f"""SELECT r.subject, max(r.value_on) FROM irman_record r
WHERE r.book = ? AND r.subject >= ? AND r.subject <= ? AND r.subject <> '' AND {_DAY.format("r")} <= ?
 AND r.kind IN ({", ".join("?" * len(ACTS))})
 AND NOT EXISTS (SELECT 1 FROM irman_record u WHERE u.book = r.book AND u.reverses = r.seq AND u.reverses IS NOT NULL
  AND {_DAY.format("u")} <= ?)
GROUP BY r.subject"""
_BALANCES = f"""SELECT l.subject, l.account, sum(l.amount), max(CASE WHEN r.kind = ? THEN NULL ELSE l.value_on END) FROM {SEALED}
WHERE l.book = ? AND l.subject >= 'savings:' AND l.subject < 'savings;' AND substr(l.subject, 1, 5) <> 'cash:' AND l.booked_on <= ?
GROUP BY l.subject, l.account"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsPosition:
    """A savings account or a deposit as it stood at the end of a day.

    Parameters
    ----------
    state
        Of the account: whether it ran, what was agreed and what was held. Up to when interest was credited is not told.
    balances
        By account of the ledger, debit positive.
    moved_on
        The value date of the last movement of its balance, going over to another account not counted; None: it never moved.
    dormant_since
        When it was found passive; None: its member moved it since, or it never was.
    """

    state: SavingsState
    currency: str
    balances: Mapping[str, Money]
    moved_on: date | None
    dormant_since: date | None = None

    def on(self, *accounts: str) -> Money:
        """What stands on some accounts, credit positive."""
        return -Money.total((self.balances[one] for one in accounts if one in self.balances), self.currency)


def savings_positions(reader: Reader, on: date) -> tuple[SavingsPosition, ...]:
    """Every account that was opened by a day, closed ones too, in order of number; what was reversed by then is left out.

    What was booked up to the day counts: a state is made anew of its events until then, so that a deposit shows the term that ran.
    What moved no money counts by its value date.
    """
    book, currency, until = reader.book, reader.currency, on.isoformat()
    balances: dict[str, dict[str, Money]] = {}
    moved: dict[tuple[str, str], date] = {}
    for subject, account, amount, last in reader.port.rows(_BALANCES, (SavingsReclassified.kind, book, until)):
        balances.setdefault(subject, {})[account] = Money(int(amount), currency)
        if last is not None:
            moved[subject, account] = day(last)

    def moved_on(subject: str, state: SavingsState) -> date | None:
        stood = (moved.get((subject, control)) for control in (state.control, *state.controls_before))
        return max((one for one in stood if one is not None), default=None)

    states = dict(_states(reader, until))
    asleep = dormant(reader, {subject: state for subject, state in states.items() if state.dormancies}, on)
    return tuple(
        SavingsPosition(
            state=state,
            currency=currency,
            balances=balances.get(subject, {}),
            moved_on=moved_on(subject, state),
            dormant_since=asleep.get(subject),
        )
        for subject, state in states.items()
    )


def dormant(reader: Reader, states: Mapping[str, SavingsState], on: date) -> dict[str, date]:
    """Which of some accounts that were found passive still were on a day, and since when."""
    marks = {subject: [mark for mark in state.dormancies if mark[0] <= on] for subject, state in states.items()}
    found = {subject: of_it[-1] for subject, of_it in marks.items() if of_it}
    if not found:
        return {}
    until = on.isoformat()
    rows = reader.port.rows(_LAST_ACTS, (reader.book, min(found), max(found), until, *ACTS, until))
    acted = {subject: day(last) for subject, last in rows}
    return {subject: since for subject, (since, quiet) in found.items() if subject not in acted or acted[subject] <= quiet}


def _states(reader: Reader, until: str) -> Iterator[tuple[str, SavingsState]]:
    states: dict[str, SavingsState] = {}
    for subject, text in reader.port.rows(_EVENTS, (reader.book, until, *_KINDS, until)):
        event, before = load_event(text, reader.currency), states.get(subject)
        assert isinstance(event, (*_OPENING, *_CHANGING)), "only these were asked for"
        if before is not None or isinstance(event, _OPENING):
            states[subject] = evolve(before, event)
    yield from states.items()
