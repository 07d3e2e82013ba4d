"""What secures a loan: collateral, beside the books in memorandum accounts, and guarantors, without entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from irman_ledger.core.money import Money
from irman_ledger.core.protocols import FundEvent, added

CollateralKind = Literal["land", "building", "vehicle", "deposit", "goods", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollateralPledged(FundEvent):
    """Something was given as security for a loan (agunan).

    Parameters
    ----------
    value
        As it was appraised on the day.
    paper
        The number of its certificate or deed.
    account, contra
        The memorandum accounts that it is kept on; None: the product names none.
    """

    kind: ClassVar[str] = "loan.collateral-pledged"

    loan: str
    member: str
    on: date
    collateral: str
    category: CollateralKind
    value: Money
    paper: str | None
    account: str | None = added(None)
    contra: str | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollateralReleased(FundEvent):
    """Security was given back; `value`, `account` and `contra` as when it was pledged."""

    kind: ClassVar[str] = "loan.collateral-released"

    loan: str
    member: str
    on: date
    collateral: str
    value: Money | None = added(None)
    account: str | None = added(None)
    contra: str | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuarantorAdded(FundEvent):
    """Another member answers for a loan (penjamin)."""

    kind: ClassVar[str] = "loan.guarantor-added"

    loan: str
    member: str
    on: date
    guarantor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuarantorReleased(FundEvent):
    """A member answers for a loan no more."""

    kind: ClassVar[str] = "loan.guarantor-released"

    loan: str
    member: str
    on: date
    guarantor: str
