"""How each event of an item is booked; all lines lie in its fund."""

from __future__ import annotations

from typing import Final, assert_never

from irman_ledger.coop.stock.events import (
    StockBred,
    StockCameIn,
    StockCounted,
    StockEvent,
    StockGone,
    StockGrown,
    StockOpened,
    StockPassedOn,
    StockSold,
    StockValued,
    WayIn,
    WayOn,
    WayOut,
)
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject

_IN: Final[dict[WayIn, str]] = {
    "taken-over": "Saldo awal",
    "received": "Penerimaan hibah",
    "bought": "Pembelian",
    "brought-in": "Hasil masuk",
}
_OUT: Final[dict[WayOut, str]] = {"used": "Pemakaian", "lost": "Kerugian"}
_ON: Final[dict[WayOn, str]] = {"harvested": "Panen", "processed": "Pengolahan"}

Part = tuple[str, Money, Subject | None]
"""Account, amount with a debit above zero, subject."""


def entry_for(event: StockEvent, bylaws: Bylaws) -> Entry | None:
    """How each event is booked; None where no money moves."""
    match event:
        case StockOpened():
            return None
        case StockCameIn():
            what = f"{_IN[event.way]} {event.item}, {event.quantity.text()}"
            paid = _box(event.box, bylaws) if event.against is None else (event.against, None)
            return _entry(event, what, bylaws, _held(event, event.value), (paid[0], -event.value, paid[1]))
        case StockGrown():
            box = _box(event.box, bylaws)
            return _entry(event, f"{event.purpose}, {event.item}", bylaws, _held(event, event.cost), (box[0], -event.cost, box[1]))
        case StockBred():
            gain = (event.gain or event.account, -event.value, None)
            return _entry(event, f"Kelahiran {event.item}, {event.quantity.text()}", bylaws, _held(event, event.value), gain)
        case StockSold():
            return _sold(event, bylaws)
        case StockGone():
            what = f"{_OUT[event.way]} {event.item}, {event.quantity.text()}: {event.purpose}"
            return _entry(event, what, bylaws, (event.expense, event.carrying, None), _held(event, -event.carrying))
        case StockPassedOn():
            return _passed_on(event, bylaws)
        case StockCounted():
            result = (event.result or event.account, -event.difference, None)
            return _entry(event, f"Opname {event.item}, {event.counted.text()}", bylaws, _held(event, event.difference), result)
        case StockValued():
            more = event.carrying - event.before
            return _entry(event, f"Penilaian {event.item}", bylaws, _held(event, more), (event.result or event.account, -more, None))
        case _:
            assert_never(event)


def _sold(event: StockSold, bylaws: Bylaws) -> Entry | None:
    box, on = _box(event.box, bylaws)
    parts: tuple[Part, ...] = (
        (box, event.proceeds, on),
        (event.income, -event.proceeds, None),
        (event.expense, event.carrying, None),
        _held(event, -event.carrying),
    )
    return _entry(event, f"Penjualan {event.item}, {event.quantity.text()}", bylaws, *parts)


def _passed_on(event: StockPassedOn, bylaws: Bylaws) -> Entry | None:
    result = (event.result or event.account, event.carrying - event.value, None)
    parts: tuple[Part, ...] = ((event.clearing, event.value, None), _held(event, -event.carrying), result)
    return _entry(event, f"{_ON[event.way]} {event.item}, {event.quantity.text()}, menjadi {event.into}", bylaws, *parts)


def _held(event: StockEvent, amount: Money) -> Part:
    return event.account, amount, Subject("stock", event.item)


def _box(code: str | None, bylaws: Bylaws) -> tuple[str, Subject | None]:
    box = bylaws.box(code)
    return box.account, box.subject


def _entry(event: StockEvent, what: str, bylaws: Bylaws, *parts: Part) -> Entry | None:
    lines = tuple(Line(account, amount, subject, fund=event.fund) for account, amount, subject in parts if amount)
    return Entry(chart=bylaws.chart, on=event.on, narration=what, lines=lines) if lines else None
