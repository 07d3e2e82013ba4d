"""How each event of foreclosed collateral is booked."""

from __future__ import annotations

from typing import Final, assert_never

from irman_ledger.coop.seized.events import (
    CollateralTaken,
    SeizedEvent,
    SeizedKept,
    SeizedSold,
    SeizedTakenOver,
    SeizedValued,
    SurplusPaid,
    Way,
)
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, Line, credit, debit
from irman_ledger.core.subject import Subject

_WAYS: Final[dict[Way, str]] = {"auction": "Penjualan lelang", "private": "Penjualan", "member": "Penebusan"}


def entry_for(event: SeizedEvent, bylaws: Bylaws) -> Entry | None:
    """How each event is booked."""
    match event:
        case CollateralTaken():
            return _take(event, bylaws)
        case SeizedTakenOver():
            return _take_over(event, bylaws) if event.carrying else None
        case SeizedValued():
            return _value(event, bylaws)
        case SeizedKept():
            return _keep(event, bylaws)
        case SeizedSold():
            return _sell(event, bylaws)
        case SurplusPaid():
            return _surplus(event, bylaws)
        case _:
            assert_never(event)


def _take(event: CollateralTaken, bylaws: Bylaws) -> Entry:
    # The loan takes its part from the same clearing account; what is beyond it is the member's.
    lines = [debit(event.account, event.value, Subject("seized", event.seized)), credit(bylaws.role("set_off"), event.settled)]
    if event.surplus is not None:
        lines.append(credit(event.surplus, event.value - event.settled, Subject("member", event.member)))
    narration = f"Pengambilalihan agunan {event.seized}, pinjaman {event.loan}"
    return Entry(chart=bylaws.chart, on=event.on, narration=narration, lines=tuple(lines))


def _take_over(event: SeizedTakenOver, bylaws: Bylaws) -> Entry:
    lines = (debit(event.account, event.carrying, Subject("seized", event.seized)), credit(event.takeover, event.carrying))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Saldo awal agunan yang diambil alih {event.seized}", lines=lines)


def _value(event: SeizedValued, bylaws: Bylaws) -> Entry | None:
    if event.result is None:
        return None
    more = event.carrying - event.before
    lines = (Line(event.account, more, Subject("seized", event.seized)), Line(event.result, -more))
    what = "Penurunan nilai" if more.minor < 0 else "Pemulihan nilai"
    return Entry(chart=bylaws.chart, on=event.on, narration=f"{what} agunan yang diambil alih {event.seized}", lines=lines)


def _keep(event: SeizedKept, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    lines = (debit(event.expense, event.amount), credit(box.account, event.amount, box.subject))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Biaya agunan yang diambil alih {event.seized}: {event.purpose}", lines=lines)


def _sell(event: SeizedSold, bylaws: Bylaws) -> Entry:
    box, gain = bylaws.box(event.box), event.proceeds - event.carrying
    lines = [debit(box.account, event.proceeds, box.subject)]
    if event.carrying:
        lines.append(credit(event.account, event.carrying, Subject("seized", event.seized)))
    if event.result is not None:
        lines.append(Line(event.result, -gain))
    narration = f"{_WAYS[event.way]} agunan yang diambil alih {event.seized}"
    return Entry(chart=bylaws.chart, on=event.on, narration=narration, lines=tuple(lines))


def _surplus(event: SurplusPaid, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    lines = (debit(event.surplus, event.amount, Subject("member", event.member)), credit(box.account, event.amount, box.subject))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pembayaran kelebihan nilai agunan {event.seized}", lines=lines)
