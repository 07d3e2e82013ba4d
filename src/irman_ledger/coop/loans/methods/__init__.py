"""Repayment plans: one file a method, one table, one function that makes the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from irman_ledger.coop.loans.methods.annuity import annuity
from irman_ledger.coop.loans.methods.balloon import bullet, interest_only
from irman_ledger.coop.loans.methods.conventions import PLAIN, Conventions, Grace
from irman_ledger.coop.loans.methods.declining import declining
from irman_ledger.coop.loans.methods.flat import flat
from irman_ledger.coop.loans.methods.parts import Parts, Task, carried, task_of
from irman_ledger.coop.loans.methods.periods import Periods, by_periods, factors, of_one_period, periods, significant
from irman_ledger.coop.loans.methods.plan import (
    INSTALMENTS_MAX,
    MONTHLY,
    as_plan,
    check_amounts,
    check_grace,
    check_parts,
    check_remainder,
)
from irman_ledger.coop.loans.methods.sale import SALES, check_sale_fits, sale
from irman_ledger.coop.loans.refusals import ConventionUnfitError, MethodUnknownError
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP, Rounding
from irman_ledger.core.schedule import Instalment

__all__ = [
    "INSTALMENTS_MAX",
    "METHODS",
    "MONTHLY",
    "PLAIN",
    "SALES",
    "Conventions",
    "Grace",
    "check_fits",
    "check_sale_fits",
    "sale",
    "schedule",
    "schedule_on",
]

Method = Callable[[Task], Parts]

METHODS: Final[Mapping[str, Method]] = MappingProxyType(
    {"flat": flat, "declining": declining, "annuity": annuity, "interest-only": interest_only, "bullet": bullet}
)
AT_THE_END: Final = ("interest-only", "bullet")
EQUAL_PRINCIPAL: Final = ("flat", "declining")


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
    conventions: Conventions = PLAIN,
) -> tuple[Instalment, ...]:
    """The repayment plan of a loan (jadwal angsuran).

    Parameters
    ----------
    principal
        More than zero.
    rate
        Per year, month, week or day; each period bears the rate of a whole period, a longer first one too, where the
        conventions name no day count.
    instalments
        1 to `INSTALMENTS_MAX`.
    method
        A key of `METHODS`.
    start_on, first_due_on
        The first instalment falls one period after `start_on`, or on `first_due_on`, not before it; the others follow it.
        A day that a month lacks becomes its last day, and comes back in the next month that has it.
    step
        What interest, and principal (flat, declining) or the instalment (annuity), are rounded to; one whole unit of the
        currency where it is not given.
    conventions
        How days are counted, instalments rounded and the first ones spared, where it is not the plain way.

    Returns
    -------
    tuple[Instalment, ...]
        Numbered from 1; the principal parts sum to `principal`, and are more than zero but in a principal grace and before
        a balloon. An instalment that asks for nothing keeps its line. There are `instalments` of them, or fewer where the
        remainder makes the plan shorter.

    Raises
    ------
    InstalmentsOutOfRangeError
        ``loan.instalments-out-of-range``
    PlanDoesNotFitError
        ``loan.plan-does-not-fit``: the step is too coarse for the amount, or the interest eats the instalment.
    GraceTooLongError
        ``loan.grace-too-long``
    ConventionUnfitError
        ``loan.convention-does-not-fit``: the method has no place for it.
    MethodUnknownError
        ``loan.method-unknown``
    DatesOutOfOrderError
        ``loan.dates-out-of-order``
    WorkCalendarRangeError
        ``work-calendar.out-of-years``
    RateUnitError
        ``rate.unit``: a rate without a unit of time.

    Examples
    --------
    >>> from irman_ledger.core.money import idr
    >>> schedule(idr(2_000_000), Rate.yearly("24%"), 10, start_on=date(2014, 4, 10))[0].interest
    Money('Rp40.000')
    """
    step = Money.from_minor(100, principal.currency) if step is None else step
    check_amounts(principal, instalments, step, conventions)
    check_fits(method, conventions)
    check_grace(instalments, conventions)
    spans = periods(start_on, instalments, first_due_on, every, conventions)
    return _planned(principal, rate, spans, method, start_on, every, step, mode, conventions)


def schedule_on(
    principal: Money,
    rate: Rate,
    due_on: Sequence[date],
    *,
    method: str,
    start_on: date,
    every: Every,
    step: Money,
    mode: Rounding,
    conventions: Conventions,
) -> tuple[Instalment, ...]:
    """A plan on given days, each the end of a period; otherwise as `schedule`."""
    check_amounts(principal, len(due_on), step, conventions)
    check_fits(method, conventions)
    check_grace(len(due_on), conventions)
    spans = Periods(ends=tuple(due_on), lengths=(1,) * len(due_on), due_on=tuple(due_on))
    return _planned(principal, rate, spans, method, start_on, every, step, mode, conventions)


def _planned(
    principal: Money,
    rate: Rate,
    spans: Periods,
    method: str,
    start_on: date,
    every: Every,
    step: Money,
    mode: Rounding,
    conventions: Conventions,
) -> tuple[Instalment, ...]:
    instalments = len(spans.due_on)
    bearing, sizing = _rates(rate, every, start_on, spans, mode, conventions)
    free = instalments - 1 if method in AT_THE_END else conventions.grace.principal
    parts = METHODS[method](task_of(principal, bearing, sizing, free, step, mode, conventions))
    check_parts(parts, free, principal, instalments, step)
    if conventions.grace.interest_payment:
        parts = carried(parts, conventions.grace.interest_payment)
    return as_plan(spans.due_on, parts, principal.currency)


def check_fits(method: str, conventions: Conventions) -> None:
    """Refuses an unknown method, and conventions that it has no place for."""
    if method not in METHODS:
        raise MethodUnknownError(field="method", method=method, known=", ".join(METHODS))
    if method in AT_THE_END:
        if conventions.remainder != "last":
            raise ConventionUnfitError(field="remainder", value=conventions.remainder, other=method)
        if conventions.multiple is not None:
            raise ConventionUnfitError(field="instalment_multiple", value=conventions.multiple, other=method)
    if conventions.balance == "exact" and method not in ("declining", "annuity"):
        raise ConventionUnfitError(field="balance", value=conventions.balance, other=method)
    check_remainder(method, conventions, has_equal_principal=method in EQUAL_PRINCIPAL)


def _rates(
    rate: Rate, every: Every, start_on: date, spans: Periods, mode: Rounding, conventions: Conventions
) -> tuple[Sequence[Fraction], Sequence[Fraction]]:
    """What part of an amount each period bears, and by what an equal instalment is sized."""
    bearing = factors(rate, every, start_on, spans, conventions)
    sizing = by_periods(of_one_period(rate, every), spans.lengths) if conventions.sizing == "period" else bearing
    if conventions.precision is not None:
        bearing, sizing = ([significant(one, conventions.precision, mode) for one in some] for some in (bearing, sizing))
    spared = conventions.grace.interest_free
    if spared:
        bearing, sizing = ([Fraction(0)] * spared + list(some[spared:]) for some in (bearing, sizing))
    return bearing, sizing
