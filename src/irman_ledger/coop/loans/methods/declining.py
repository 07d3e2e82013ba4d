"""Declining: equal principal, interest on what is left (bunga menurun, sliding rate)."""

from __future__ import annotations

from fractions import Fraction

from irman_ledger.coop.loans.methods.parts import Parts, equal_principal
from irman_ledger.core.rounding import Rounding, round_ratio


def declining(principal: int, rate: Fraction, count: int, step: int, mode: Rounding) -> Parts:
    """Equal principal; each period's interest on the balance before the instalment.

    Notes
    -----
    Source: cooperatives handbook §6.1 [S77][S79].
    """
    above, below = rate.numerator, rate.denominator * step
    parts, balance = [], principal
    for part in equal_principal(principal, count, step, mode):
        parts.append((part, round_ratio(balance * above, below, mode) * step))
        balance -= part
    return parts
