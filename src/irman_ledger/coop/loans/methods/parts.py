"""What the methods of repayment share; everything in minor units."""

from __future__ import annotations

from irman_ledger.core.rounding import Rounding, round_ratio

Parts = list[tuple[int, int]]
"""Principal and interest of each instalment, in order; the principal parts sum to the loan."""


def equal_principal(principal: int, count: int, step: int, mode: Rounding) -> list[int]:
    """Equal parts, rounded to the step; the last takes the remainder (and may so come out at zero or less)."""
    part = round_ratio(principal, count * step, mode) * step
    return [part] * (count - 1) + [principal - part * (count - 1)]
