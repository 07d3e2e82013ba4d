"""Flat: interest always on the first principal (bunga tetap)."""

from __future__ import annotations

from irman_ledger.coop.loans.methods.parts import Parts, Task, equal_principal


def flat(task: Task) -> Parts:
    """Equal principal; each period's interest on the first principal, rounded by itself.

    Notes
    -----
    So as many rounded interests are paid as there are instalments, which can differ from the rounded interest of the whole
    term: 1,000,000 at 10 % a year over 12 months is 12 times 8,333, not 100,000. The custom of Indonesian
    cooperatives (bunga tetap).
    """
    return equal_principal(task, on_first=True)
