"""What happened to an asset while it was there: inspected, impaired, revised, improved, repaired, used for pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from irman_ledger.coop.assets.life_events import AssetLine
from irman_ledger.coop.assets.plan import DepreciationPlan
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event

Condition = Literal["good", "worn", "broken"]
"""How a thing is: baik (B), rusak ringan (RR), rusak berat (RB)."""

Use = Literal["rent", "profit-share"]
"""What is paid for the use of an asset: sewa (ujrah), bagi hasil."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetInspected(Event):
    """An asset was looked for in a stocktaking (stock opname).

    Parameters
    ----------
    condition
        How it was found; None: it was not found.
    by
        Who looked: numbers of functions, not names.
    """

    kind: ClassVar[str] = "asset.inspected"

    asset: str
    on: date
    condition: Condition | None
    by: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetImpaired(Event):
    """An asset is worth less than it stood at (penurunan nilai).

    Parameters
    ----------
    recoverable
        What it stands at from then on.
    impairment_account
        The account of accumulated impairment.
    plan
        How the rest is depreciated; None: it is not.
    """

    kind: ClassVar[str] = "asset.impaired"

    asset: str
    on: date
    reason: str
    recoverable: Money
    amount: Money
    impairment_account: str
    plan: DepreciationPlan | None
    lines: tuple[AssetLine, ...]
    fund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetRevised(Event):
    """The life or the salvage value of an asset was estimated anew (perubahan estimasi); what was written off stays."""

    kind: ClassVar[str] = "asset.revised"

    asset: str
    on: date
    reason: str
    plan: DepreciationPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetImproved(Event):
    """What extends the life of an asset, or betters it, was paid and stands in its cost (perbaikan yang dikapitalisasi)."""

    kind: ClassVar[str] = "asset.improved"

    asset: str
    on: date
    reason: str
    cost: Money
    account: str
    box: str
    plan: DepreciationPlan | None
    fund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetRepaired(Event):
    """A repair of an asset was paid (pemeliharaan): an expense."""

    kind: ClassVar[str] = "asset.repaired"

    asset: str
    on: date
    reason: str
    cost: Money
    expense: str
    box: str
    fund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCharged(Event):
    """Cash came for the use of an asset (sewa atau bagi hasil aset).

    Parameters
    ----------
    account
        Income, or the benevolent fund where the user may not benefit from zakat.
    """

    kind: ClassVar[str] = "asset.use-charged"

    asset: str
    on: date
    use: Use
    amount: Money
    account: str
    box: str
    fund: str


AssetCareEvent = AssetInspected | AssetImpaired | AssetRevised | AssetImproved | AssetRepaired | UseCharged
