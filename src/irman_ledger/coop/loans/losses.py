"""Where a loan goes that does not come back: the term ``write_off`` of a product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from irman_ledger.core.account import AccountKind

if TYPE_CHECKING:
    from irman_ledger.coop.loans.terms_reading import Reader

_NEEDED: Final = ("expense", "claimed", "claimed_contra", "recovery")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffTerms:
    """The accounts of a loan that is written off.

    Parameters
    ----------
    allowance
        What was set aside for the loan, used first; None: nothing is.
    expense
        What the allowance does not reach.
    claimed, claimed_contra
        The pair of memorandum accounts of what is still claimed.
    recovery
        The income of what comes in after all.
    """

    allowance: str | None
    expense: str
    claimed: str
    claimed_contra: str
    recovery: str


def read_write_off(terms: Reader) -> WriteOffTerms | None:
    """The term ``write_off``: a table of these accounts; None: loans of the product cannot be written off."""
    if "write_off" not in terms.terms:
        return None
    table = terms.table("write_off")
    table.check_keys((*_NEEDED, "allowance"), _NEEDED)
    return WriteOffTerms(
        allowance=table.of_loans("allowance", AccountKind.ASSET) if "allowance" in table.terms else None,
        expense=table.of_loans("expense", AccountKind.EXPENSE, ("loan", None)),
        claimed=table.of_loans("claimed", AccountKind.MEMORANDUM),
        claimed_contra=table.of_loans("claimed_contra", AccountKind.MEMORANDUM),
        recovery=table.of_loans("recovery", AccountKind.INCOME, ("loan", None)),
    )
