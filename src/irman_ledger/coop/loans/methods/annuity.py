"""Annuity: equal instalments, interest on what is left (anuitas)."""

from __future__ import annotations

from fractions import Fraction

from irman_ledger.coop.loans.methods.parts import Parts, equal_principal
from irman_ledger.core.rounding import Rounding, round_ratio


def annuity(principal: int, rate: Fraction, count: int, step: int, mode: Rounding) -> Parts:
    """Equal instalments; each period's interest on the balance before the instalment; the last instalment repays the rest.

    Notes
    -----
    The instalment is P i / (1 - (1 + i)^-n). With i = a/b it is the ratio of two integers, P a (a + b)^n to
    b ((a + b)^n - b^n), and so is rounded once and exactly. The balance is then kept in whole steps, so that the last
    instalment differs from the others by what all roundings add up to. Source: cooperatives handbook §6.1 [S77], §6.2 L7.
    """
    if not rate:
        return [(part, 0) for part in equal_principal(principal, count, step, mode)]
    above, below = rate.numerator, rate.denominator
    grown, flat = (above + below) ** count, below**count
    instalment = round_ratio(principal * above * grown, below * (grown - flat) * step, mode) * step
    parts, balance, below = [], principal, below * step
    for _ in range(count - 1):
        interest = round_ratio(balance * above, below, mode) * step
        parts.append((instalment - interest, interest))
        balance -= instalment - interest
    parts.append((balance, round_ratio(balance * above, below, mode) * step))
    return parts
