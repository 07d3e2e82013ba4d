"""Where it is written: the only floor with a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from irman_ledger.books.engine import prepare_engine

__all__ = ["prepare_engine"]


def __getattr__(name: str) -> Any:
    """Load the engine's preparation only when it is asked for."""
    if name == "prepare_engine":
        from irman_ledger.books.engine import prepare_engine

        return prepare_engine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
