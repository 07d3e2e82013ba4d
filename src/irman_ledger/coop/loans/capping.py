"""The most that loans of a product may bear."""

from __future__ import annotations

from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.prudence import CapOf
from irman_ledger.core.rate import Rate


def highest_rate(product: str, bylaws: Bylaws) -> tuple[CapOf, Rate] | None:
    """The highest rate that a loan may be agreed at; None: goods are sold, without a rate."""
    terms = bylaws.terms(product, "loans", parse)
    return ("loan_rate", terms.rate_max) if terms.sale is None else None
