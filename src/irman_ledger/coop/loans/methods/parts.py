"""What the methods of repayment are given and share; everything in minor units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from irman_ledger.coop.loans.methods.conventions import Conventions, MultipleOf, Remainder
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import HALF_UP, Rounding, round_ratio

Parts = list[tuple[int, int]]
"""Principal and interest of each instalment, in order; the principal parts sum to the loan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A plan to be made.

    Parameters
    ----------
    factors
        What part of an amount each period bears, as numerator and denominator.
    sizing
        The same, by which an equal instalment is sized.
    free
        How many of the first periods repay no principal; fewer than all.
    multiple
        Of the whole instalment; 0: none.
    """

    principal: int
    factors: Sequence[tuple[int, int]]
    sizing: Sequence[tuple[int, int]]
    free: int
    step: int
    mode: Rounding
    multiple: int
    multiple_mode: Rounding
    multiple_of: MultipleOf
    remainder: Remainder
    precision: int | None
    is_exact: bool

    @property
    def repaying(self) -> int:
        """How many periods repay principal."""
        return len(self.factors) - self.free


def equal_principal(task: Task, *, on_first: bool) -> Parts:
    """Equal parts of principal, rounded to the step; interest on the first principal or on what is left.

    A part may come out at zero or less where the step is too coarse for the amount.
    """
    if task.is_exact:
        return repay_exactly(task, lambda _interest: Fraction(task.principal, task.repaying))
    if task.multiple:
        return repay(task, lambda _no, interest: _whole(task, interest) - interest, on_first=on_first)
    count = task.repaying
    level = round_ratio(task.principal, count * task.step, task.mode) * task.step
    if task.remainder == "first":
        first = task.principal - level * (count - 1)
        return repay(task, lambda no, _interest: first if no == 1 else level, on_first=on_first)
    if task.remainder == "level":
        beside = task.principal - level * count
        shifted = level + round_ratio(beside, count * task.step, HALF_UP) * task.step
        level = shifted if abs(task.principal - shifted * count) < abs(beside) else level
    return repay(task, lambda _no, _interest: level, on_first=on_first)


def _whole(task: Task, interest: int) -> int:
    """The whole instalment of equal principal, in multiples."""
    count, multiple, mode = task.repaying, task.multiple, task.multiple_mode
    if task.multiple_of == "parts":
        return (round_ratio(task.principal, count * multiple, mode) + round_ratio(interest, multiple, mode)) * multiple
    return round_ratio(task.principal + interest * count, count * multiple, mode) * multiple


def repay(task: Task, principal_of: Callable[[int, int], int], *, on_first: bool = False) -> Parts:
    """The parts of all instalments: principal as `principal_of` gives it, interest on the first principal or on what is left.

    Parameters
    ----------
    principal_of
        From the number among those that repay, from 1, and the interest. The last one repays what is left, whatever it
        says; earlier where the plan may be shorter and no more is left.
    """
    step, mode, free, balance = task.step, task.mode, task.free, task.principal
    ends_early, last = task.remainder == "shorter", len(task.factors)
    parts: Parts = []
    for no, (above, below) in enumerate(task.factors, 1):
        interest = round_ratio((task.principal if on_first else balance) * above, below * step, mode) * step
        principal = principal_of(no - free, interest) if no > free else 0
        if no == last or (ends_early and principal >= balance):
            return [*parts, (balance, interest)]
        parts.append((principal, interest))
        balance -= principal
    return parts


def repay_exactly(task: Task, principal_of: Callable[[Fraction], Fraction]) -> Parts:
    """As `repay`, with interest on a balance that nothing was rounded in; the last one repays what the rounded parts leave.

    Parameters
    ----------
    principal_of
        From the exact interest.
    """
    balance, left, parts = Fraction(task.principal), task.principal, Parts()
    for no, (above, below) in enumerate(task.factors, 1):
        interest = balance * Fraction(above, below)
        principal = principal_of(interest) if no > task.free else Fraction(0)
        balance -= principal
        rounded = _to_step(principal, task) if no < len(task.factors) else left
        left -= rounded
        parts.append((rounded, _to_step(interest, task)))
    return parts


def _to_step(value: Fraction, task: Task) -> int:
    return round_ratio(value.numerator, value.denominator * task.step, task.mode) * task.step


def carried(parts: Parts, count: int) -> Parts:
    """The interest of the first `count` instalments is asked for with the next one, or with the last if there is none."""
    count = min(count, len(parts) - 1)
    later = sum(interest for _principal, interest in parts[:count])
    spared = [(principal, 0) for principal, _interest in parts[:count]]
    principal, interest = parts[count]
    return [*spared, (principal, interest + later), *parts[count + 1 :]]


def task_of(
    principal: Money,
    factors: Sequence[Fraction],
    sizing: Sequence[Fraction],
    free: int,
    step: Money,
    mode: Rounding,
    conventions: Conventions,
) -> Task:
    """The plan to be made, in minor units."""
    return Task(
        principal=principal.minor,
        factors=[factor.as_integer_ratio() for factor in factors],
        sizing=[factor.as_integer_ratio() for factor in sizing[free:]],
        free=free,
        step=step.minor,
        mode=mode,
        multiple=0 if conventions.multiple is None else conventions.multiple.minor,
        multiple_mode=conventions.multiple_mode,
        multiple_of=conventions.multiple_of,
        remainder=conventions.remainder,
        precision=conventions.precision,
        is_exact=conventions.balance == "exact",
    )
