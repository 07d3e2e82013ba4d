"""What happened to assets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.assets.care_events import AssetCareEvent, Condition
from irman_ledger.coop.assets.grants import Backing, Title
from irman_ledger.coop.assets.life_events import AssetLifeEvent
from irman_ledger.coop.assets.plan import DepreciationPlan
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event, added


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetTakenOver(Event):
    """An asset came from the old books.

    Parameters
    ----------
    account, depreciation_account
        The accounts that its category names; no depreciation account: it is not depreciated.
    takeover
        The clearing account against which old balances are brought in.
    plan, expense
        How it is depreciated and the account that bears it; None: the end of the month does not depreciate it.
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
    plan: DepreciationPlan | None = added(None)
    expense: str | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetReceived(Event):
    """An asset was given, or put into the cooperative's keeping (aset diterima).

    Parameters
    ----------
    value
        Its fair value, which is its cost in these books.
    giver_cost, giver_book_value
        In the giver's books; None: not known. The book value is the basis of tax.
    deed, deed_line
        The deed of hand-over and its line; None: given without one.
    contra
        The other memorandum account, where the thing is another's.
    backing
        What it stands against; None: the thing is another's.
    expense
        The account that bears its depreciation.
    vests_months
        A grant on condition becomes the cooperative's by so many months; None: at once, when the condition is met.
    """

    kind: ClassVar[str] = "asset.received"

    asset: str
    description: str
    category: str
    on: date
    title: Title
    value: Money
    fund: str
    group: str | None
    location: str | None
    serial: str | None
    condition: Condition
    giver_cost: Money | None
    giver_book_value: Money | None
    deed: str | None
    deed_line: int | None
    account: str
    contra: str | None
    backing: Backing | None
    depreciation_account: str | None
    plan: DepreciationPlan | None
    expense: str | None
    vests_months: int | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetBought(Event):
    """The cooperative bought an asset (pembelian aset)."""

    kind: ClassVar[str] = "asset.bought"

    asset: str
    description: str
    category: str
    on: date
    cost: Money
    fund: str
    group: str | None
    location: str | None
    serial: str | None
    account: str
    depreciation_account: str | None
    plan: DepreciationPlan | None
    expense: str | None
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetDepreciated(Event):
    """An asset was depreciated up to a month (penyusutan): what should be written off to date, less what was.

    Parameters
    ----------
    amount
        More than zero.
    borne_by
        The account that bears it: an expense, or what is held in trust.
    borne_by_asset
        It carries the asset as its subject.
    released_from, released_to
        The capital or debt that the asset stands against, and where as much of it goes; None: nothing is released.
    released
        How much of it; None: `amount`.
    """

    kind: ClassVar[str] = "asset.depreciated"

    asset: str
    on: date
    amount: Money
    depreciation_account: str
    borne_by: str
    borne_by_asset: bool
    released_from: str | None
    released_to: str | None
    fund: str = GENERAL
    released: Money | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetAmended(Event):
    """Custody of an asset changed: from `on` it is with `group` (None: the cooperative itself) at `location`."""

    kind: ClassVar[str] = "asset.amended"

    asset: str
    on: date
    group: str | None
    location: str | None


AssetEvent = AssetTakenOver | AssetReceived | AssetBought | AssetDepreciated | AssetAmended | AssetLifeEvent | AssetCareEvent
