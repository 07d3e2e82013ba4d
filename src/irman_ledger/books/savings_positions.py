"""All savings accounts and deposits of a book as they stood on a day, read in two statements however many they are."""

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
from irman_ledger.coop.savings.events import HoldReleased, SavingsClosed, SavingsHeld, SavingsOpened, SavingsTakenOver
from irman_ledger.coop.savings.programme_events import ProgrammeBroken, ProgrammeCancelled, ProgrammeOpened, ProgrammeTakenOver
from irman_ledger.coop.savings.reclass import SavingsReclassified
from irman_ledger.coop.savings.state import SavingsState, evolve
from irman_ledger.core.money import Money

_OPENING = (SavingsOpened, SavingsTakenOver, DepositOpened, DepositTakenOver, ProgrammeOpened, ProgrammeTakenOver)
_CHANGING = (
    *(SavingsHeld, HoldReleased, SavingsClosed, DepositInstructed, DepositMatured, DepositBroken, DepositPaidOut),
    *(ProgrammeCancelled, ProgrammeBroken, SavingsReclassified),
)
_KINDS = tuple(event.kind for event in (*_OPENING, *_CHANGING))
_DAY = "CASE WHEN {0}.line_count = 0 THEN {0}.value_on ELSE {0}.booked_on END"  # what moves no money is not booked at another day
_EVENTS = f"""SELECT r.subject, r.event FROM irman_record r
WHERE r.book = ? AND r.subject >= 'savings:' AND r.subject < 'savings;' AND r.subject <> '' AND {_DAY.format("r")} <= ?
 AND r.kind IN ({", ".join("?" * len(_KINDS))})
 AND NOT EXISTS (SELECT 1 FROM irman_record u WHERE u.book = r.book AND u.reverses = r.seq AND u.reverses IS NOT NULL
  AND {_DAY.format("u")} <= ?)
ORDER BY r.subject, r.seq"""
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
    """

    state: SavingsState
    currency: str
    balances: Mapping[str, Money]
    moved_on: date | None

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

    return tuple(
        SavingsPosition(state=state, currency=currency, balances=balances.get(subject, {}), moved_on=moved_on(subject, state))
        for subject, state in _states(reader, until)
    )


def _states(reader: Reader, until: str) -> Iterator[tuple[str, SavingsState]]:
    states: dict[str, SavingsState] = {}
    for subject, text in reader.port.rows(_EVENTS, (reader.book, until, *_KINDS, until)):
        event, before = load_event(text, reader.currency), states.get(subject)
        assert isinstance(event, (*_OPENING, *_CHANGING)), "only these were asked for"
        if before is not None or isinstance(event, _OPENING):
            states[subject] = evolve(before, event)
    yield from states.items()
