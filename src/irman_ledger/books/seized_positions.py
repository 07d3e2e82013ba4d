"""All foreclosed collateral of a book as it stood on a day, read in two statements however much it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from irman_ledger.books.reader import SEALED
from irman_ledger.books.wire import load_event
from irman_ledger.coop.seized.events import CollateralTaken, SeizedEvent, SeizedTakenOver
from irman_ledger.coop.seized.state import SeizedState, evolve
from irman_ledger.core.money import Money

if TYPE_CHECKING:
    from irman_ledger.books.reader import Reader

_DAY = "CASE WHEN {0}.line_count = 0 THEN {0}.value_on ELSE {0}.booked_on END"  # what moves no money is not booked at another day
_EVENTS = f"""SELECT r.subject, r.event FROM irman_record r
WHERE r.book = ? AND r.subject >= 'seized:' AND r.subject < 'seized;' AND r.subject <> '' AND r.reverses IS NULL
 AND {_DAY.format("r")} <= ?
 AND NOT EXISTS (SELECT 1 FROM irman_record u WHERE u.book = r.book AND u.reverses = r.seq AND u.reverses IS NOT NULL
  AND {_DAY.format("u")} <= ?)
ORDER BY r.subject, r.seq"""
_BALANCES = f"""SELECT l.subject, l.account, sum(l.amount) FROM {SEALED}
WHERE l.book = ? AND l.subject >= 'seized:' AND l.subject < 'seized;' AND substr(l.subject, 1, 5) <> 'cash:' AND l.booked_on <= ?
GROUP BY l.subject, l.account"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizedPosition:
    """Foreclosed collateral as it stood at the end of a day, and what it stood at in the books."""

    state: SeizedState
    carrying: Money


def seized_positions(reader: Reader, on: date) -> tuple[SeizedPosition, ...]:
    """All that was taken over by a day, also what is gone; what was reversed by then is left out."""
    until, balances = on.isoformat(), {}
    for subject, account, amount in reader.port.rows(_BALANCES, (reader.book, until)):
        balances[subject, account] = Money(int(amount), reader.currency)
    nothing = Money.zero(reader.currency)
    return tuple(
        SeizedPosition(state=state, carrying=balances.get((subject, state.account), nothing)) for subject, state in _states(reader, until)
    )


def _states(reader: Reader, until: str) -> Iterator[tuple[str, SeizedState]]:
    states: dict[str, SeizedState] = {}
    for subject, text in reader.port.rows(_EVENTS, (reader.book, until, until)):
        event, before = cast("SeizedEvent", load_event(text, reader.currency)), states.get(subject)
        if before is not None or isinstance(event, CollateralTaken | SeizedTakenOver):
            states[subject] = evolve(before, event)
    yield from states.items()
