"""What can be asked of assets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from irman_ledger.coop.assets.events import AssetAmended, AssetTakenOver
from irman_ledger.coop.assets.refusals import DepreciationExceedsCostError
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code, checked_text
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError

TEXT_LENGTH_MAX: Final = 120


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

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        checked_code(self.category, field="category")
        if not checked_text(self.description, field="description", length_max=TEXT_LENGTH_MAX).strip():
            raise InvalidInputError(field="description", value=self.description, reason="must not be empty")
        _check_custody(self.group, self.location)
        _check_day(self.on)
        _check_money("cost", self.cost, least=1)
        _check_money("accumulated_depreciation", self.accumulated_depreciation, least=0)
        if self.accumulated_depreciation > self.cost:
            raise DepreciationExceedsCostError(
                field="accumulated_depreciation", asset=self.asset, cost=self.cost, accumulated=self.accumulated_depreciation
            )
        if self.useful_life_months is not None:
            _check_count("useful_life_months", self.useful_life_months, least=1)
        _check_count("months_used", self.months_used, least=0)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset, then the group that keeps it."""
        return _subjects(self.asset, self.group)


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
        _check_day(self.on)
        _check_custody(self.group, self.location)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset, then the group that keeps it."""
        return _subjects(self.asset, self.group)


AssetCommand = TakeOverAsset | AmendAsset


def _subjects(asset: str, group: str | None) -> tuple[Subject, ...]:
    owner = Subject("asset", asset)
    return (owner,) if group is None else (owner, Subject("group", group))


def _check_custody(group: str | None, location: str | None) -> None:
    if group is not None:
        checked_code(group, field="group")
    if location is not None and not checked_text(location, field="location", length_max=TEXT_LENGTH_MAX).strip():
        raise InvalidInputError(field="location", value=location, reason="must not be empty")


def _check_day(on: object) -> None:
    if type(on) is not date:
        raise DateMalformedError(field="on", value=on)


def _check_money(field: str, amount: object, least: int) -> None:
    if not isinstance(amount, Money) or amount.minor < least:
        raise InvalidInputError(field=field, value=amount, reason="must be money, " + ("more than zero" if least else "zero or more"))


def _check_count(field: str, value: int, least: int) -> None:
    if type(value) is not int or not least <= value <= 1200:
        raise InvalidInputError(field=field, value=value, reason=f"must be a whole number, {least} to 1200")
