"""What secures a loan: events without entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event

CollateralKind = Literal["land", "building", "vehicle", "deposit", "goods", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollateralPledged(Event):
    """Something was given as security for a loan (agunan).

    Parameters
    ----------
    value
        As it was appraised on the day.
    paper
        The number of its certificate or deed.
    """

    kind: ClassVar[str] = "loan.collateral-pledged"

    loan: str
    member: str
    on: date
    collateral: str
    category: CollateralKind
    value: Money
    paper: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollateralReleased(Event):
    """Security was given back."""

    kind: ClassVar[str] = "loan.collateral-released"

    loan: str
    member: str
    on: date
    collateral: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuarantorAdded(Event):
    """Another member answers for a loan (penjamin)."""

    kind: ClassVar[str] = "loan.guarantor-added"

    loan: str
    member: str
    on: date
    guarantor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuarantorReleased(Event):
    """A member answers for a loan no more."""

    kind: ClassVar[str] = "loan.guarantor-released"

    loan: str
    member: str
    on: date
    guarantor: str
