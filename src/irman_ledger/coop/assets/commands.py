"""What can be asked of assets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, get_args

from irman_ledger.coop.assets.care_commands import AssetCareCommand
from irman_ledger.coop.assets.care_events import Condition
from irman_ledger.coop.assets.checks import (
    both,
    check_count,
    check_custody,
    check_day,
    check_money,
    check_origin,
    check_salvage,
    check_thing,
    check_word,
)
from irman_ledger.coop.assets.events import AssetAmended, AssetBought, AssetDepreciated, AssetReceived, AssetTakenOver
from irman_ledger.coop.assets.grants import Title
from irman_ledger.coop.assets.life_commands import AssetLifeCommand
from irman_ledger.coop.assets.refusals import DepreciationExceedsCostError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverAsset(Command[AssetTakenOver]):
    """Bring one asset of the old books into this one (saldo awal aset tetap); one record for each thing.

    Parameters
    ----------
    description
        What it is; not whose: names of persons do not belong here. At most 120 characters.
    category
        A product of the module ``assets``.
    on
        The day from which this book keeps it.
    cost
        More than zero.
    accumulated_depreciation
        Zero to `cost`.
    group
        The group (kelompok) that keeps it; None: the cooperative itself.
    location
        At most 120 characters.
    useful_life_months
        In all, more than zero; None where the category is not depreciated (land).
    months_used
        Of that life before `on`; more than it where the thing has outlived it.
    salvage
        What it is expected to be worth in the end (nilai sisa): zero to what it stands at; None: nothing.

    Raises
    ------
    DepreciationExceedsCostError
        ``asset.depreciation-exceeds-cost``
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "asset.take-over"

    asset: str
    description: str
    category: str
    on: date
    cost: Money
    accumulated_depreciation: Money
    group: str | None = None
    location: str | None = None
    useful_life_months: int | None = None
    months_used: int = 0
    salvage: Money | None = None

    def __post_init__(self) -> None:
        check_thing(self.asset, self.category, self.description)
        check_custody(self.group, self.location)
        check_day(self.on)
        check_money("cost", self.cost, least=1)
        check_money("accumulated_depreciation", self.accumulated_depreciation, least=0)
        if self.accumulated_depreciation > self.cost:
            raise DepreciationExceedsCostError(
                field="accumulated_depreciation", asset=self.asset, cost=self.cost, accumulated=self.accumulated_depreciation
            )
        if self.useful_life_months is not None:
            check_count("useful_life_months", self.useful_life_months, least=1)
        check_count("months_used", self.months_used, least=0)
        check_salvage(self.asset, self.salvage, self.cost - self.accumulated_depreciation)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset, then the group that keeps it."""
        return both(self.asset, self.group)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveAsset(Command[AssetReceived]):
    """Bring in one asset that was given, or that the cooperative keeps or uses for another (penerimaan aset).

    What it stands against follows from its title and the policy ``grants`` of the bylaws in force.

    Parameters
    ----------
    description
        What it is; not whose. At most 120 characters.
    category
        A product of the module ``assets``: one of its own things, or of things of another for ``loan-for-use`` and ``custody``.
    title
        ``grant``, ``restricted-grant``, ``conditional-grant``, ``trust``, ``loan-for-use`` or ``custody``. What is wakaf belongs
        into a book of its own.
    value
        Fair value, more than zero.
    fund
        The fund of the bylaws that it belongs to.
    useful_life_months
        From `on` on; None where the category is not depreciated.
    salvage
        What it is expected to be worth in the end; None: nothing.
    giver_cost, giver_book_value
        In the giver's books, where known.
    deed, deed_line
        The deed of hand-over and its line.
    vests_months
        For a grant on condition: it becomes the cooperative's by so many months; None: at once, when the condition is met.

    Raises
    ------
    SalvageExceedsError
        ``asset.salvage-exceeds``
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "asset.receive"

    asset: str
    description: str
    category: str
    on: date
    title: Title
    value: Money
    fund: str = GENERAL
    group: str | None = None
    location: str | None = None
    serial: str | None = None
    condition: Condition = "good"
    useful_life_months: int | None = None
    salvage: Money | None = None
    giver_cost: Money | None = None
    giver_book_value: Money | None = None
    deed: str | None = None
    deed_line: int | None = None
    vests_months: int | None = None

    def __post_init__(self) -> None:
        check_thing(self.asset, self.category, self.description)
        check_custody(self.group, self.location)
        check_day(self.on)
        check_word("title", self.title, get_args(Title))
        check_word("condition", self.condition, get_args(Condition))
        check_money("value", self.value, least=1)
        check_origin(self.fund, self.serial, self.deed)
        for field in ("giver_cost", "giver_book_value"):
            if getattr(self, field) is not None:
                check_money(field, getattr(self, field), least=0)
        if self.useful_life_months is not None:
            check_count("useful_life_months", self.useful_life_months, least=1)
        if self.deed_line is not None and (type(self.deed_line) is not int or self.deed_line < 1):
            raise InvalidInputError(field="deed_line", value=self.deed_line, reason="must be a whole number, 1 or more")
        if self.vests_months is not None:
            check_count("vests_months", self.vests_months, least=1)
            check_word("title", self.title, ("conditional-grant",))
        check_salvage(self.asset, self.salvage, self.value)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset, then the group that keeps it."""
        return both(self.asset, self.group)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyAsset(Command[AssetBought]):
    """Buy one asset for cash (pembelian aset).

    Parameters
    ----------
    cost
        More than zero, with what it took to bring it into use.
    fund
        The fund of the bylaws that pays for it and to which it then belongs.
    settle
        The cash box or bank account that pays; None: the default one.

    Raises
    ------
    SalvageExceedsError
        ``asset.salvage-exceeds``
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "asset.buy"

    asset: str
    description: str
    category: str
    on: date
    cost: Money
    fund: str = GENERAL
    group: str | None = None
    location: str | None = None
    serial: str | None = None
    useful_life_months: int | None = None
    salvage: Money | None = None
    settle: str | None = None

    def __post_init__(self) -> None:
        check_thing(self.asset, self.category, self.description)
        check_custody(self.group, self.location)
        check_day(self.on)
        check_money("cost", self.cost, least=1)
        check_origin(self.fund, self.serial, None)
        if self.settle is not None:
            checked_code(self.settle, field="settle")
        if self.useful_life_months is not None:
            check_count("useful_life_months", self.useful_life_months, least=1)
        check_salvage(self.asset, self.salvage, self.cost)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset, then the group that keeps it."""
        return both(self.asset, self.group)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepreciateAsset(Command[AssetDepreciated]):
    """Depreciate an asset up to the month of `on`: what should be written off to date, less what was (penyusutan).

    The end of the month does so for every asset.

    Raises
    ------
    NothingToDepreciateError
        ``asset.nothing-to-depreciate``
    """

    kind: ClassVar[str] = "asset.depreciate"

    asset: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendAsset(Command[AssetAmended]):
    """Say who keeps an asset, and where, from a day on (penguasaan aset); the asset stays the cooperative's.

    Parameters
    ----------
    group
        The group that keeps it from then on; None: the cooperative itself. It must be said each time.
    location
        Where it is from then on; None: not known. It must be said each time.
    """

    kind: ClassVar[str] = "asset.amend"

    asset: str
    on: date
    group: str | None
    location: str | None

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        check_custody(self.group, self.location)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset, then the group that keeps it."""
        return both(self.asset, self.group)


AssetCommand = TakeOverAsset | ReceiveAsset | BuyAsset | DepreciateAsset | AmendAsset | AssetLifeCommand | AssetCareCommand
