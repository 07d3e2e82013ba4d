"""How each asset event is booked."""

from __future__ import annotations

from irman_ledger.coop.assets.care_events import (
    AssetImpaired,
    AssetImproved,
    AssetInspected,
    AssetRepaired,
    AssetRevised,
    UseCharged,
)
from irman_ledger.coop.assets.events import AssetAmended, AssetBought, AssetDepreciated, AssetEvent, AssetReceived, AssetTakenOver
from irman_ledger.coop.assets.life_posting import care_entry, life_entry
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, credit, debit
from irman_ledger.core.subject import Subject


def entry_for(event: AssetEvent, bylaws: Bylaws) -> Entry | None:
    """How each asset event is booked."""
    match event:
        case AssetTakenOver():
            return _take_over(event, bylaws)
        case AssetReceived():
            return _received(event, bylaws)
        case AssetBought():
            return _bought(event, bylaws)
        case AssetDepreciated():
            return _depreciated(event, bylaws)
        case AssetAmended():
            return None  # custody moves, ownership does not
        case AssetInspected() | AssetImpaired() | AssetRevised() | AssetImproved() | AssetRepaired() | UseCharged():
            return care_entry(event, bylaws)
        case _:
            return life_entry(event, bylaws)


def _take_over(event: AssetTakenOver, bylaws: Bylaws) -> Entry:
    asset, carried = Subject("asset", event.asset), event.cost - event.accumulated_depreciation
    lines = [debit(event.account, event.cost, asset)]
    if event.depreciation_account is not None and event.accumulated_depreciation:
        lines.append(credit(event.depreciation_account, event.accumulated_depreciation, asset))
    if carried:
        lines.append(credit(event.takeover, carried))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Saldo awal aset {event.asset}", lines=tuple(lines))


def _received(event: AssetReceived, bylaws: Bylaws) -> Entry:
    asset = Subject("asset", event.asset)
    if event.backing is None:
        assert event.contra is not None, "what stands against nothing is another's"
        against = credit(event.contra, event.value, asset, fund=event.fund)
    else:
        against = credit(event.backing.account, event.value, asset if event.backing.by_asset else None, fund=event.fund)
    lines = debit(event.account, event.value, asset, fund=event.fund), against
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Penerimaan aset {event.asset}", lines=lines)


def _bought(event: AssetBought, bylaws: Bylaws) -> Entry:
    box = bylaws.box(event.box)
    lines = (
        debit(event.account, event.cost, Subject("asset", event.asset), fund=event.fund),
        credit(box.account, event.cost, box.subject, fund=event.fund),
    )
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Pembelian aset {event.asset}", lines=lines)


def _depreciated(event: AssetDepreciated, bylaws: Bylaws) -> Entry:
    asset = Subject("asset", event.asset)
    lines = [
        debit(event.borne_by, event.amount, asset if event.borne_by_asset else None, fund=event.fund),
        credit(event.depreciation_account, event.amount, asset, fund=event.fund),
    ]
    if event.released_from is not None and event.released_to is not None:
        released = event.amount if event.released is None else event.released
        lines += [
            debit(event.released_from, released, asset, fund=event.fund),
            credit(event.released_to, released, fund=event.fund),
        ]
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Penyusutan aset {event.asset}", lines=tuple(lines))
