"""The books of an Indonesian savings-and-loan cooperative: sealed, explainable, embeddable."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from irman_ledger.books.book import Book
    from irman_ledger.books.records import Actor
    from irman_ledger.core.bylaws import Bylaws
    from irman_ledger.core.calendar import Month
    from irman_ledger.core.money import Money, idr
    from irman_ledger.core.rate import Rate

__all__ = ["Actor", "Book", "Bylaws", "Money", "Month", "Rate", "idr"]

_HOMES = {
    "Actor": "irman_ledger.books.records",
    "Book": "irman_ledger.books.book",
    "Bylaws": "irman_ledger.core.bylaws",
    "Money": "irman_ledger.core.money",
    "Month": "irman_ledger.core.calendar",
    "Rate": "irman_ledger.core.rate",
    "idr": "irman_ledger.core.money",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for, and only that: importing the package loads no database."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
