"""How what happens to an asset after it came is booked: by the lines that were decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

from irman_ledger.coop.assets.care_events import (
    AssetCareEvent,
    AssetImpaired,
    AssetImproved,
    AssetInspected,
    AssetRepaired,
    AssetRevised,
    UseCharged,
)
from irman_ledger.coop.assets.life_events import (
    AssetConditionMet,
    AssetDisposed,
    AssetLifeEvent,
    AssetLine,
    AssetLost,
    AssetReturned,
    AssetVested,
    ClaimSettled,
)
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, Line, credit, debit
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject

_NARRATIONS: Final[Mapping[type[AssetLifeEvent], str]] = {
    AssetConditionMet: "Syarat hibah terpenuhi, aset {asset}",
    AssetVested: "Hibah menjadi hak, aset {asset}",
    AssetReturned: "Pengembalian aset {asset}",
    AssetDisposed: "Pelepasan aset {asset}",
    AssetLost: "Kehilangan aset {asset}",
    ClaimSettled: "Pembayaran ganti rugi aset {asset}",
}


def life_entry(event: AssetLifeEvent, bylaws: Bylaws) -> Entry:
    """The entry of an event that carries its lines."""
    asset = Subject("asset", event.asset)
    match event:
        case ClaimSettled():
            lines = (*_cash(event.box, event.amount, event.fund, bylaws), credit(event.receivable, event.amount, asset, fund=event.fund))
        case AssetDisposed():
            lines = (*_cash(event.box, event.price, event.fund, bylaws), *(_line(one, asset, event.fund) for one in event.lines))
        case _:
            lines = tuple(_line(one, asset, event.fund) for one in event.lines)
    return Entry(chart=bylaws.chart, on=event.on, narration=_NARRATIONS[type(event)].format(asset=event.asset), lines=lines)


def care_entry(event: AssetCareEvent, bylaws: Bylaws) -> Entry | None:
    """The entry of what happens to an asset while it is there; None: nothing is booked."""
    asset = Subject("asset", event.asset)
    match event:
        case AssetInspected() | AssetRevised():
            return None
        case AssetImpaired():
            words, lines = "Penurunan nilai", tuple(_line(one, asset, event.fund) for one in event.lines)
        case AssetImproved():
            words = "Perbaikan yang dikapitalisasi"
            lines = debit(event.account, event.cost, asset, fund=event.fund), _paid(event.box, event.cost, event.fund, bylaws)
        case AssetRepaired():
            words = "Pemeliharaan"
            lines = debit(event.expense, event.cost, fund=event.fund), _paid(event.box, event.cost, event.fund, bylaws)
        case UseCharged():
            words = "Sewa" if event.use == "rent" else "Bagi hasil"
            lines = *_cash(event.box, event.amount, event.fund, bylaws), credit(event.account, event.amount, fund=event.fund)
        case _:
            assert_never(event)
    return Entry(chart=bylaws.chart, on=event.on, narration=f"{words} aset {event.asset}", lines=lines)


def _paid(box: str, amount: Money, fund: str, bylaws: Bylaws) -> Line:
    where = bylaws.box(box)
    return credit(where.account, amount, where.subject, fund=fund)


def _cash(box: str | None, amount: Money | None, fund: str, bylaws: Bylaws) -> tuple[Line, ...]:
    if box is None or amount is None:
        return ()
    where = bylaws.box(box)
    return (debit(where.account, amount, where.subject, fund=fund),)


def _line(line: AssetLine, asset: Subject, fund: str) -> Line:
    subject = asset if line.by_asset else None
    if line.amount.minor > 0:
        return debit(line.account, line.amount, subject, fund=fund)
    return credit(line.account, -line.amount, subject, fund=fund)
