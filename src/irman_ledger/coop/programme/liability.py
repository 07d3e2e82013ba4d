"""A debt that goes with what a deed hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from irman_ledger.coop.programme.shape import LiabilityKind
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.errors import InvalidInputError

_LIABILITY_NEEDS: Final[Mapping[LiabilityKind, tuple[str, ...]]] = {
    "savings": ("holder", "product", "account", "since"),
    "group-fund": ("holder", "account"),
    "social-fund": ("account",),
    "payable": ("account",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Liability:
    """A debt that goes with what is handed over (kewajiban yang diambil alih).

    Parameters
    ----------
    holder
        The member of savings, the group of a group fund; of a payable a party, where its account takes one.
    account
        The savings account, or else the account of the ledger.
    since
        When the savings account was opened.
    paper
        The list on which it stands (``list`` in the file).
    """

    kind: LiabilityKind
    amount: Money
    holder: str | None = None
    product: str | None = None
    account: str | None = None
    since: date | None = None
    fund: str = GENERAL
    paper: str | None = None

    def __post_init__(self) -> None:
        for name in _LIABILITY_NEEDS[self.kind]:
            if getattr(self, name) is None:
                raise InvalidInputError(field=name, value=self.kind, reason=f"is missing; a liability of kind {self.kind} needs it")
        if not self.amount and self.kind != "savings":
            raise InvalidInputError(field="amount", value=self.amount, reason="must be more than zero")
