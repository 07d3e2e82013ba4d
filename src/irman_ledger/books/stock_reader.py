"""Inventories and biological assets of a book: all as they stood on a day, and the card of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from irman_ledger.books.reader import SEALED, day
from irman_ledger.books.wire import load_event
from irman_ledger.coop.stock.events import StockEvent, StockOpened
from irman_ledger.coop.stock.state import StockState, evolve
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError

if TYPE_CHECKING:
    from irman_ledger.books.reader import Reader

_DAY = "CASE WHEN {0}.line_count = 0 THEN {0}.value_on ELSE {0}.booked_on END"  # what moves no money is not booked at another day
_STANDING = f"""r.reverses IS NULL AND {_DAY.format("r")} <= ?
 AND NOT EXISTS (SELECT 1 FROM irman_record u WHERE u.book = r.book AND u.reverses = r.seq AND u.reverses IS NOT NULL
  AND {_DAY.format("u")} <= ?)"""
_EVENTS = f"""SELECT r.subject, r.event FROM irman_record r
WHERE r.book = ? AND r.subject >= 'stock:' AND r.subject < 'stock;' AND r.subject <> '' AND {_STANDING}
ORDER BY r.subject, r.seq"""
_BALANCES = f"""SELECT l.subject, l.account, sum(l.amount) FROM {SEALED}
WHERE l.book = ? AND l.subject >= 'stock:' AND l.subject < 'stock;' AND substr(l.subject, 1, 5) <> 'cash:' AND l.booked_on <= ?
GROUP BY l.subject, l.account"""
_CARD = f"""SELECT r.seq, r.value_on, r.narration, r.event FROM irman_record r
WHERE r.book = ? AND r.subject = ? AND r.subject <> '' AND {_STANDING} ORDER BY r.seq"""
_MOVED = f"""SELECT l.seq, sum(l.amount) FROM {SEALED}
WHERE l.book = ? AND l.subject = ? AND substr(l.subject, 1, 5) <> 'cash:' AND l.booked_on <= ? GROUP BY l.seq"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockPosition:
    """An item as it stood at the end of a day, and what it stood at in the books."""

    state: StockState
    carrying: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class StockMovement:
    """One movement of an item: the quantity that came or left is the difference of two `state`; `amount` is debit positive."""

    seq: int
    value_on: date
    narration: str
    before: StockState
    state: StockState
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCard:
    """The movements of an item in the order in which they were decided; what was reversed by that day is left out."""

    state: StockState
    movements: tuple[StockMovement, ...]


class StockReader:
    """The inventories and biological assets of a snapshot."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def positions(self, as_of: date) -> tuple[StockPosition, ...]:
        """All items that were opened by the end of a day, by booking date, in order of number."""
        until, reader = as_of.isoformat(), self._reader
        rows = reader.port.rows(_BALANCES, (reader.book, until))
        balances = {(subject, account): Money(int(amount), reader.currency) for subject, account, amount in rows}
        nothing = Money.zero(reader.currency)
        return tuple(
            StockPosition(state=state, carrying=balances.get((subject, state.account), nothing)) for subject, state in self._states(until)
        )

    def card(self, no: str, as_of: date) -> StockCard:
        """The card of an item up to the end of a day, by booking date.

        Raises
        ------
        UnknownSubjectError
            ``subject.unknown``
        """
        until, subject, reader = as_of.isoformat(), str(Subject("stock", no)), self._reader
        moved = {seq: int(amount) for seq, amount in reader.port.rows(_MOVED, (reader.book, subject, until))}
        state: StockState | None = None
        found: list[StockMovement] = []
        for seq, value_on, narration, text in reader.port.rows(_CARD, (reader.book, subject, until, until)):
            event = cast("StockEvent", load_event(text, reader.currency))
            before = state
            state = evolve(before, event)
            if before is not None:
                amount = Money(moved.get(seq, 0), reader.currency)
                found.append(StockMovement(seq=seq, value_on=day(value_on), narration=narration, before=before, state=state, amount=amount))
        if state is None:
            raise UnknownSubjectError(field="item", subject=no)
        return StockCard(state=state, movements=tuple(found))

    def _states(self, until: str) -> Iterator[tuple[str, StockState]]:
        states: dict[str, StockState] = {}
        for subject, text in self._reader.port.rows(_EVENTS, (self._reader.book, until, until)):
            event, before = cast("StockEvent", load_event(text, self._reader.currency)), states.get(subject)
            if before is not None or isinstance(event, StockOpened):
                states[subject] = evolve(before, event)
        yield from states.items()
