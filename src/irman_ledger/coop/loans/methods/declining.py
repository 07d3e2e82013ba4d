"""Declining: equal principal, interest on what is left (bunga menurun, sliding rate)."""

from __future__ import annotations

from irman_ledger.coop.loans.methods.parts import Parts, Task, equal_principal


def declining(task: Task) -> Parts:
    """Equal principal; each period's interest on the balance before the instalment.

    Notes
    -----
    The custom of Indonesian cooperatives (bunga menurun).
    """
    return equal_principal(task, on_first=False)
