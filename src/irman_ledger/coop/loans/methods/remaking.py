"""The rest of a plan made anew while it runs, and the interest of a piece of a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from irman_ledger.coop.loans.methods import METHODS
from irman_ledger.coop.loans.methods.conventions import BY_PERIOD, Conventions
from irman_ledger.coop.loans.methods.parts import Parts, Task, repay, task_of
from irman_ledger.coop.loans.methods.periods import Periods, by_periods, factors, of_one_period
from irman_ledger.coop.loans.methods.plan import as_plan, check_parts
from irman_ledger.core.calendar import Every
from irman_ledger.core.day_count import year_fraction
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a product makes its plans: method (flat, declining, annuity), rhythm, rounding, day count."""

    method: str
    every: Every
    step: Money
    mode: Rounding
    conventions: Conventions


def piece(making: Making, balance: Money, rate: Rate, period: tuple[date, date], from_on: date, to_on: date) -> Money:
    """The interest of a piece of a period, rounded by itself.

    Notes
    -----
    Where every period bears the rate of a whole one, the piece bears the part that its calendar days are of the period's; else
    its own days are counted as the day count says.

    Examples
    --------
    14 of the 31 days from 10 May to 10 June, at 1 % a month of 1,000,000: 10,000 x 14 / 31 is 4,516.13.

    >>> from irman_ledger.coop.loans.methods import MONTHLY, PLAIN
    >>> from irman_ledger.core.money import idr
    >>> from irman_ledger.core.rounding import HALF_UP
    >>> making = Making(method="declining", every=MONTHLY, step=idr(1), mode=HALF_UP, conventions=PLAIN)
    >>> may = (date(2014, 5, 10), date(2014, 6, 10))
    >>> piece(making, idr(1_000_000), Rate.yearly("12%"), may, may[0], date(2014, 5, 24))
    Money('Rp4.516')
    """
    if making.conventions.day_count == BY_PERIOD:
        began_on, ends_on = period
        part = of_one_period(rate, making.every) * Fraction((to_on - from_on).days, (ends_on - began_on).days)
    else:
        part = rate.to("year").value * year_fraction(making.conventions.day_count, from_on, to_on)
    return balance.times(part, step=making.step, mode=making.mode)


def levelled(making: Making, left: Money, rate: Rate, start_on: date, ends: Sequence[date]) -> tuple[Instalment, ...]:
    """What is left shared over the periods that end on these days, as a new plan would."""
    task = _task(making, left, rate, start_on, ends)
    return _plan(making, METHODS[making.method](task), left, ends)


def kept_level(making: Making, left: Money, rate: Rate, start_on: date, ends: Sequence[date], level: Money) -> tuple[Instalment, ...]:
    """What is left repaid by instalments as they were, as many as it takes; the last of these days repays all the same.

    Parameters
    ----------
    level
        Of an annuity the whole instalment; else its principal.
    """
    task, whole = replace(_task(making, left, rate, start_on, ends), remainder="shorter"), level.minor
    is_annuity = making.method == "annuity"
    return _plan(making, repay(task, lambda _no, interest: whole - interest if is_annuity else whole), left, ends)


def in_parts(
    making: Making, parts: Sequence[Money], rate: Rate, start_on: date, ends: Sequence[date], base: Money | None = None
) -> tuple[Instalment, ...]:
    """The same parts of principal with new interest: on what is left, or always on `base`; a part may be nothing."""
    left = Money.total(parts, making.step.currency)
    task = _task(making, left, rate, start_on, ends)
    repaid = repay(task, lambda no, _interest: parts[no - 1].minor)
    if base is not None:
        shares = (Fraction(above, below) for above, below in task.factors)
        interest = [base.times(share, step=making.step, mode=making.mode).minor for share in shares]
        repaid = [(principal, of_base) for (principal, _own), of_base in zip(repaid, interest, strict=True)]
    return as_plan(ends, repaid, left.currency)


def _task(making: Making, left: Money, rate: Rate, start_on: date, ends: Sequence[date]) -> Task:
    spans, conventions = Periods(ends=tuple(ends), lengths=(1,) * len(ends), due_on=tuple(ends)), making.conventions
    bearing = factors(rate, making.every, start_on, spans, conventions)
    sizing = by_periods(of_one_period(rate, making.every), spans.lengths) if conventions.sizing == "period" else bearing
    return task_of(left, bearing, sizing, 0, making.step, making.mode, conventions)


def _plan(making: Making, parts: Parts, left: Money, ends: Sequence[date]) -> tuple[Instalment, ...]:
    check_parts(parts, 0, left, len(ends), making.step)
    return as_plan(ends, parts, left.currency)
