"""Annuity: equal instalments, interest on what is left (anuitas)."""

from __future__ import annotations

from fractions import Fraction

from irman_ledger.coop.loans.methods.parts import Parts, Task, repay, repay_exactly
from irman_ledger.coop.loans.methods.periods import significant
from irman_ledger.core.rounding import HALF_UP, round_ratio


def annuity(task: Task) -> Parts:
    """Equal instalments; each period's interest on the balance before the instalment; the last instalment repays the rest.

    Notes
    -----
    The instalment is what makes the instalments, each discounted over the periods before it, worth the principal: with one
    rate i for every period P i / (1 - (1 + i)^-n). It is a ratio of two integers, and so is rounded once and exactly. The
    balance is then kept in whole steps, so that the last instalment differs from the others by what all roundings add up
    to.
    """
    exact = _instalment(task)
    if task.is_exact:
        return repay_exactly(task, lambda interest: exact - interest)
    unit = task.multiple or task.step
    level = round_ratio(exact.numerator, exact.denominator * unit, task.multiple_mode if task.multiple else task.mode) * unit
    parts = _repay(task, level)
    if task.remainder == "level":
        shifted = level + round_ratio(_beside(parts, level), task.repaying * unit, HALF_UP) * unit
        again = _repay(task, shifted)
        if abs(_beside(again, shifted)) < abs(_beside(parts, level)):
            return again
    return parts


def _instalment(task: Task) -> Fraction:
    above, below = 0, 1
    for rate_above, rate_below in reversed(task.sizing):
        above, below = rate_below * (below + above), (rate_above + rate_below) * below
    exact = Fraction(task.principal * below, above)
    return exact if task.precision is None else significant(exact, task.precision, task.mode)


def _repay(task: Task, level: int) -> Parts:
    return repay(task, lambda _no, interest: level - interest)


def _beside(parts: Parts, level: int) -> int:
    """By how much the last instalment is more than the others."""
    return sum(parts[-1]) - level
