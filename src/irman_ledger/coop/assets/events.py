"""What happened to assets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetTakenOver(Event):
    """An asset came from the old books.

    Parameters
    ----------
    account, depreciation_account
        The accounts that its category names; no depreciation account: it is not depreciated.
    takeover
        The clearing account against which old balances are brought in.
    """

    kind: ClassVar[str] = "asset.taken-over"

    asset: str
    description: str
    category: str
    on: date
    cost: Money
    accumulated_depreciation: Money
    group: str | None
    location: str | None
    useful_life_months: int | None
    months_used: int
    account: str
    depreciation_account: str | None
    takeover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetAmended(Event):
    """Custody of an asset changed: from `on` it is with `group` (None: the cooperative itself) at `location`."""

    kind: ClassVar[str] = "asset.amended"

    asset: str
    on: date
    group: str | None
    location: str | None


AssetEvent = AssetTakenOver | AssetAmended
