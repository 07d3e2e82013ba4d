"""The most that savings of a product may earn."""

from __future__ import annotations

from irman_ledger.coop.savings.terms import SavingsTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.prudence import CapOf
from irman_ledger.core.rate import Rate


def highest_rate(product: str, bylaws: Bylaws) -> tuple[CapOf, Rate] | None:
    """The highest rate among its tiers and the terms on offer; None: it earns nothing by its terms."""
    terms: SavingsTerms = bylaws.terms(product, "savings", parse)
    rates = [tier.rate for tier in terms.interest.earning.tiers] if terms.interest is not None else []
    rates += terms.deposit.offers.values() if terms.deposit is not None else ()
    return ("savings_rate", max(rates, key=lambda rate: rate.to("year").value)) if rates else None
