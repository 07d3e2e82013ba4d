"""Repayment plans: one file a method, one table, one function that makes the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from irman_ledger.coop.loans.methods.annuity import annuity
from irman_ledger.coop.loans.methods.declining import declining
from irman_ledger.coop.loans.methods.flat import flat
from irman_ledger.coop.loans.methods.parts import Parts
from irman_ledger.coop.loans.refusals import DatesOutOfOrderError, InstalmentsOutOfRangeError, MethodUnknownError, PlanDoesNotFitError
from irman_ledger.core.calendar import Every, due_dates
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP, Rounding, StepNotPositiveError
from irman_ledger.core.schedule import Instalment
from irman_ledger.errors import InvalidInputError

INSTALMENTS_MAX: Final = 600
MONTHLY: Final = Every(months=1)

Method = Callable[[int, Fraction, int, int, Rounding], Parts]
"""(principal, rate of one period, number of instalments, rounding step, mode) -> parts, all money in minor units."""

METHODS: Final[Mapping[str, Method]] = MappingProxyType({"flat": flat, "declining": declining, "annuity": annuity})


def schedule(
    principal: Money,
    rate: Rate,
    instalments: int,
    *,
    method: str = "flat",
    start_on: date,
    first_due_on: date | None = None,
    every: Every = MONTHLY,
    step: Money | None = None,
    mode: Rounding = HALF_UP,
) -> tuple[Instalment, ...]:
    """The repayment plan of a loan (jadwal angsuran).

    Parameters
    ----------
    principal
        More than zero.
    rate
        Per year, month, week or day; each period bears the rate of a whole period, a longer first one too.
    instalments
        1 to `INSTALMENTS_MAX`.
    method
        A key of `METHODS`.
    start_on, first_due_on
        The first instalment falls one period after `start_on`, or on `first_due_on`, not before it; the others follow it.
        A day that a month lacks becomes its last day, and comes back in the next month that has it.
    step
        What interest, and principal (flat, declining) or the instalment (annuity), are rounded to; one whole unit of the
        currency where it is not given. The last instalment takes the remainder.

    Returns
    -------
    tuple[Instalment, ...]
        Numbered from 1; the principal parts are more than zero and sum to `principal`.

    Raises
    ------
    InstalmentsOutOfRangeError
        ``loan.instalments-out-of-range``
    PlanDoesNotFitError
        ``loan.plan-does-not-fit``: the step is too coarse for the amount.
    MethodUnknownError
        ``loan.method-unknown``
    DatesOutOfOrderError
        ``loan.dates-out-of-order``
    RateUnitError
        ``rate.unit``: a rate without a unit of time.

    Examples
    --------
    >>> from irman_ledger.core.money import idr
    >>> schedule(idr(2_000_000), Rate.yearly("24%"), 10, start_on=date(2014, 4, 10))[0].interest
    Money('Rp40.000')
    """
    step = Money.from_minor(100, principal.currency) if step is None else step
    _check(principal, instalments, step)
    if method not in METHODS:
        raise MethodUnknownError(field="method", method=method, known=", ".join(METHODS))
    parts = METHODS[method](principal.minor, _of_one_period(rate, every), instalments, step.minor, mode)
    least = min(parts)[0]
    if least <= 0:
        no = next(no for no, part in enumerate(parts, 1) if part[0] == least)
        part = Money(least, principal.currency)
        raise PlanDoesNotFitError(field="principal", principal=principal, instalments=instalments, step=step, no=no, part=part)
    days = _days(start_on, first_due_on, instalments, every)
    sen = Money.from_minor(1, principal.currency)
    return tuple(
        Instalment(no=no, due_on=due_on, principal=sen * repaid, interest=sen * interest)
        for no, due_on, (repaid, interest) in zip(range(1, instalments + 1), days, parts, strict=True)
    )


def _check(principal: Money, instalments: int, step: Money) -> None:
    if principal.minor <= 0:
        raise InvalidInputError(field="principal", value=principal, reason="must be more than zero")
    if type(instalments) is not int or not 1 <= instalments <= INSTALMENTS_MAX:
        raise InstalmentsOutOfRangeError(field="instalments", instalments=instalments, most=INSTALMENTS_MAX)
    if step.currency != principal.currency:
        raise CurrencyMismatchError(field="step", left=principal.currency, right=step.currency)
    if step.minor <= 0:
        raise StepNotPositiveError(field="step", step=step)


def _of_one_period(rate: Rate, every: Every) -> Fraction:
    if every.months:
        return rate.to("month").value * every.months
    if every.weeks:
        return rate.to("week").value * every.weeks
    return rate.to("day").value * every.days


def _days(start_on: date, first_due_on: date | None, count: int, every: Every) -> tuple[date, ...]:
    if first_due_on is None:
        return due_dates(start_on, count, every)
    if first_due_on < start_on:
        raise DatesOutOfOrderError(field="first_due_on", first=start_on, second=first_due_on)
    return (first_due_on, *due_dates(first_due_on, count - 1, every))
