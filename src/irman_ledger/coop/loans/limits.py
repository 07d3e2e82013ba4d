"""How much may be lent (batas maksimum pemberian pinjaman): the term ``limits`` of a product."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from irman_ledger.core.facts import Holding
from irman_ledger.core.money import Money

if TYPE_CHECKING:
    from irman_ledger.coop.loans.terms_reading import Reader

_KEYS: Final = ("principal_max", "member_max", "related_max")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that may be lent; None: no limit of the kind.

    Parameters
    ----------
    principal_max
        By one loan.
    member_max
        To one member: what they owe of principal on all their loans, and the new one.
    related_max
        The same for a related party (pengurus, pengawas).
    """

    principal_max: Money | None = None
    member_max: Money | None = None
    related_max: Money | None = None

    @property
    def is_per_member(self) -> bool:
        """Whether what a member owes already must be known."""
        return self.member_max is not None or self.related_max is not None


def exposure(holdings: Iterable[Holding], receivables: Iterable[str], currency: str) -> Money:
    """The principal that a member owes on all loans, by the accounts on which principal stands."""
    accounts = frozenset(receivables)
    owed = (
        amount
        for holding in holdings
        if holding.subject.kind == "loan"
        for account, amount in holding.balances.items()
        if account in accounts
    )
    return Money.total(owed, currency)


def read_limits(terms: Reader) -> Limits:
    """The term ``limits``: a table of amounts."""
    table = terms.table("limits", {})
    table.check_keys(_KEYS)
    return Limits(**{key: table.amount(key) for key in _KEYS if key in table.terms})
