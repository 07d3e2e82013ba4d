"""The straight-line method (garis lurus): the same in each month of the life."""

from __future__ import annotations

from fractions import Fraction

from irman_ledger.coop.assets.depreciation.life import Life


def written_off(life: Life, months: Fraction) -> Fraction:
    """Exact, in sen: (carrying - salvage) x months / life, at most the whole."""
    return (life.carrying - life.salvage) * min(months / life.months, Fraction(1))
