"""How each asset event is booked."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.assets.events import AssetAmended, AssetEvent, AssetTakenOver
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import Entry, credit, debit
from irman_ledger.core.subject import Subject


def entry_for(event: AssetEvent, bylaws: Bylaws) -> Entry | None:
    """How each asset event is booked."""
    match event:
        case AssetTakenOver():
            return _take_over(event, bylaws)
        case AssetAmended():
            return None  # custody moves, ownership does not
        case _:
            assert_never(event)


def _take_over(event: AssetTakenOver, bylaws: Bylaws) -> Entry:
    asset, carried = Subject("asset", event.asset), event.cost - event.accumulated_depreciation
    lines = [debit(event.account, event.cost, asset)]
    if event.depreciation_account is not None and event.accumulated_depreciation:
        lines.append(credit(event.depreciation_account, event.accumulated_depreciation, asset))
    if carried:
        lines.append(credit(event.takeover, carried))
    return Entry(chart=bylaws.chart, on=event.on, narration=f"Saldo awal aset {event.asset}", lines=tuple(lines))
