"""What can be asked of an asset while it is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, get_args

from irman_ledger.coop.assets.care_events import (
    AssetImpaired,
    AssetImproved,
    AssetInspected,
    AssetRepaired,
    AssetRevised,
    Condition,
    Use,
    UseCharged,
)
from irman_ledger.coop.assets.checks import check_count, check_day, check_money, check_reason, check_word
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectAsset(Command[AssetInspected]):
    """Say how an asset was found in a stocktaking (stock opname), or that it was not; one that stays missing is then lost.

    Parameters
    ----------
    condition
        ``good``, ``worn`` or ``broken``; None: not found. It must be said each time.
    by
        Who looked: numbers of functions (``PENGAWAS-1``), not names.

    Raises
    ------
    InspectedLaterError
        ``asset.inspected-later``
    """

    kind: ClassVar[str] = "asset.inspect"

    asset: str
    on: date
    condition: Condition | None
    by: str
    note: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        if self.condition is not None:
            check_word("condition", self.condition, get_args(Condition))
        checked_code(self.by, field="by")
        if self.note is not None:
            check_reason("note", self.note)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpairAsset(Command[AssetImpaired]):
    """Bring an asset down to what can be got out of it (penurunan nilai), which it is depreciated from then on.

    Parameters
    ----------
    recoverable
        Zero or more, less than it stands at.

    Raises
    ------
    NotImpairedError
        ``asset.not-impaired``
    """

    kind: ClassVar[str] = "asset.impair"

    asset: str
    on: date
    recoverable: Money
    reason: str

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        check_money("recoverable", self.recoverable, least=0)
        check_reason("reason", self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseAsset(Command[AssetRevised]):
    """Estimate anew how long an asset lasts and what is left in the end (perubahan estimasi); it counts from this day on.

    Parameters
    ----------
    months
        Of its life from now on, more than zero.
    salvage
        None: nothing. It must be said each time.
    """

    kind: ClassVar[str] = "asset.revise"

    asset: str
    on: date
    months: int
    salvage: Money | None
    reason: str

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        check_count("months", self.months, least=1)
        if self.salvage is not None:
            check_money("salvage", self.salvage, least=0)
        check_reason("reason", self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImproveAsset(Command[AssetImproved]):
    """Pay for what extends the life of an asset or betters it (perbaikan yang dikapitalisasi); its fund pays.

    Parameters
    ----------
    cost
        More than zero, and from the term ``capitalise_from`` of its category on.
    months
        Of its life from now on; None: what is left of the old one.
    """

    kind: ClassVar[str] = "asset.improve"

    asset: str
    on: date
    cost: Money
    reason: str
    months: int | None = None
    settle: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        check_money("cost", self.cost, least=1)
        check_reason("reason", self.reason)
        if self.months is not None:
            check_count("months", self.months, least=1)
        if self.settle is not None:
            checked_code(self.settle, field="settle")

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairAsset(Command[AssetRepaired]):
    """Pay for a repair (pemeliharaan): an expense of the asset's fund, below the term ``capitalise_from`` of its category."""

    kind: ClassVar[str] = "asset.repair"

    asset: str
    on: date
    cost: Money
    reason: str
    settle: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        check_money("cost", self.cost, least=1)
        check_reason("reason", self.reason)
        if self.settle is not None:
            checked_code(self.settle, field="settle")

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeUse(Command[UseCharged]):
    """Take cash for the use of an asset (sewa atau bagi hasil aset), by the policy ``asset_use``.

    Parameters
    ----------
    use
        ``rent`` or ``profit-share``.
    is_benevolent
        The asset comes from zakat and its user may not benefit from zakat: what is paid belongs to the benevolent fund (dana kebajikan).
    """

    kind: ClassVar[str] = "asset.charge-use"

    asset: str
    on: date
    use: Use
    amount: Money
    is_benevolent: bool = False
    settle: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        check_word("use", self.use, get_args(Use))
        check_money("amount", self.amount, least=1)
        if self.settle is not None:
            checked_code(self.settle, field="settle")

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


AssetCareCommand = InspectAsset | ImpairAsset | ReviseAsset | ImproveAsset | RepairAsset | ChargeUse
