"""Flat: interest always on the first principal (bunga tetap)."""

from __future__ import annotations

from fractions import Fraction

from irman_ledger.coop.loans.methods.parts import Parts, equal_principal
from irman_ledger.core.rounding import Rounding, round_ratio


def flat(principal: int, rate: Fraction, count: int, step: int, mode: Rounding) -> Parts:
    """Equal principal; each period's interest on the first principal, rounded by itself.

    Notes
    -----
    So ``count`` rounded interests are paid, which can differ from the rounded interest of the whole term: 1,000,000 at
    10 % a year over 12 months is 12 times 8,333, not 100,000. Source: cooperatives handbook §6.1 [S77][S78].
    """
    interest = round_ratio(principal * rate.numerator, rate.denominator * step, mode) * step
    return [(part, interest) for part in equal_principal(principal, count, step, mode)]
