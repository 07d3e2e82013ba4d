"""What happened to an asset after it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from irman_ledger.coop.assets.grants import Backing
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event

Loss = Literal["lost", "stolen", "destroyed"]
"""How an asset is lost: hilang, dicuri, musnah."""

Left = Literal["returned", "sold", "scrapped", "lost", "stolen", "destroyed"]
"""How an asset left: dikembalikan, dijual, dihapus, hilang, dicuri, musnah."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetLine:
    """One line of an entry, as it was decided.

    Parameters
    ----------
    amount
        Debit positive, never zero.
    by_asset
        It carries the asset as its subject.
    """

    account: str
    amount: Money
    by_asset: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetConditionMet(Event):
    """The condition of a grant is met (syarat hibah terpenuhi).

    Parameters
    ----------
    backing
        What the asset stands against from then on.
    lines
        What was owed becomes that; as much of it as was worn out until then is released at once.
    """

    kind: ClassVar[str] = "asset.condition-met"

    asset: str
    on: date
    reason: str
    backing: Backing
    lines: tuple[AssetLine, ...]
    fund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetVested(Event):
    """A grant on condition became the cooperative's in part (hibah menjadi hak), by the months that passed.

    Parameters
    ----------
    amount
        That became its own with this step.
    is_whole
        Nothing is owed any more.
    backing, lines
        As of `AssetConditionMet`, for the part that is its own.
    """

    kind: ClassVar[str] = "asset.vested"

    asset: str
    on: date
    amount: Money
    is_whole: bool
    backing: Backing
    lines: tuple[AssetLine, ...]
    fund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetReturned(Event):
    """An asset went back to its owner or giver (pengembalian aset).

    Parameters
    ----------
    claim
        What the giver asked for damage; None: nothing.
    lines
        Cost and wear leave the books against what was owed for it; where more was owed than it stood at, that is a gain.
    """

    kind: ClassVar[str] = "asset.returned"

    asset: str
    on: date
    reason: str
    claim: Money | None
    lines: tuple[AssetLine, ...]
    fund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetDisposed(Event):
    """An asset was sold or scrapped (pelepasan aset).

    Parameters
    ----------
    price, box
        What it brought, and where that was paid; None: scrapped.
    decision, consent
        The numbers of the decision and of the giver's consent.
    lines
        All but the cash.
    """

    kind: ClassVar[str] = "asset.disposed"

    asset: str
    on: date
    reason: str
    price: Money | None
    box: str | None
    decision: str | None
    consent: str | None
    lines: tuple[AssetLine, ...]
    fund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetLost(Event):
    """An asset was lost, stolen or destroyed (kehilangan aset).

    Parameters
    ----------
    claim, claimed_from, receivable
        What is claimed for it, from whom, and the account of the claim; None: nothing is.
    """

    kind: ClassVar[str] = "asset.lost"

    asset: str
    on: date
    how: Loss
    reason: str
    claim: Money | None
    claimed_from: str | None
    receivable: str | None
    lines: tuple[AssetLine, ...]
    fund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSettled(Event):
    """Cash came for what is claimed for a lost asset (pembayaran ganti rugi)."""

    kind: ClassVar[str] = "asset.claim-settled"

    asset: str
    on: date
    amount: Money
    receivable: str
    box: str
    fund: str


AssetLifeEvent = AssetConditionMet | AssetVested | AssetReturned | AssetDisposed | AssetLost | ClaimSettled
