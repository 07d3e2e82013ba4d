"""What is known of an asset beside its money, which is the balance of its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from irman_ledger.coop.assets.events import AssetAmended, AssetEvent, AssetTakenOver
from irman_ledger.core.protocols import SubjectIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetState:
    """An asset (aset tetap) in the register.

    Parameters
    ----------
    opened_on
        The day from which this book keeps it.
    useful_life_months, months_used
        As they were on `opened_on`.
    group, location, custody_since
        Who keeps it, where, and since when.
    """

    no: str
    description: str
    category: str
    account: str
    depreciation_account: str | None
    opened_on: date
    useful_life_months: int | None
    months_used: int
    group: str | None
    location: str | None
    custody_since: date


def evolve(state: AssetState | None, event: AssetEvent) -> AssetState:
    """The asset after the event."""
    match event:
        case AssetTakenOver():
            return _taken_over(event)
        case AssetAmended():
            assert state is not None, "only an asset that exists is amended"
            return replace(state, group=event.group, location=event.location, custody_since=event.on)
        case _:
            assert_never(event)


def index(state: AssetState) -> SubjectIndex:
    """What the books find it by."""
    return SubjectIndex(group=state.group, product=state.category, opened_on=state.opened_on)


def _taken_over(event: AssetTakenOver) -> AssetState:
    return AssetState(
        no=event.asset,
        description=event.description,
        category=event.category,
        account=event.account,
        depreciation_account=event.depreciation_account,
        opened_on=event.on,
        useful_life_months=event.useful_life_months,
        months_used=event.months_used,
        group=event.group,
        location=event.location,
        custody_since=event.on,
    )
