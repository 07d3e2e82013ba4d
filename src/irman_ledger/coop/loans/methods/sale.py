"""A sale by instalments: the price is the cost and an agreed margin, and no more is ever owed (jual beli, murabahah)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from irman_ledger.coop.loans.methods.conventions import PLAIN, Conventions
from irman_ledger.coop.loans.methods.effective import rate_of_one_period
from irman_ledger.coop.loans.methods.parts import equal_principal, task_of
from irman_ledger.coop.loans.methods.periods import periods
from irman_ledger.coop.loans.methods.plan import MONTHLY, as_plan, check_amounts, check_grace, check_parts, check_remainder
from irman_ledger.coop.loans.refusals import ConventionUnfitError, MethodUnknownError
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import HALF_UP, Rounding, round_ratio
from irman_ledger.core.schedule import Instalment
from irman_ledger.errors import InvalidInputError

Margins = Callable[[int, int, Sequence[int], Sequence[int], int, Rounding], list[int]]
"""(cost, margin, instalments, whole periods of each, step, mode) -> the margin of each instalment, all money in minor units."""


def sale(
    cost: Money,
    margin: Money,
    instalments: int,
    *,
    method: str = "proportional",
    start_on: date,
    first_due_on: date | None = None,
    every: Every = MONTHLY,
    step: Money | None = None,
    mode: Rounding = HALF_UP,
    conventions: Conventions = PLAIN,
) -> tuple[Instalment, ...]:
    """The plan of a sale whose price, cost and margin, is paid in equal instalments.

    Parameters
    ----------
    cost
        What is still owed of it after a down payment; more than zero.
    margin
        Zero or more, agreed once; no rate changes it.
    method
        A key of `SALES`: how much of each instalment is margin, the price being the same.

        ``proportional``
            the same part of every instalment
        ``annuity``
            as interest on what is left of the cost, at the one rate that gives this margin: much first, then less
    conventions
        Without what belongs to interest: no day count, sizing, precision, exact balance or grace of interest. Instalments of the principal
        grace ask for nothing.

    Returns
    -------
    tuple[Instalment, ...]
        `principal` is the part of the cost and `interest` the margin recognised with it; they sum to both exactly.

    Raises
    ------
    PlanDoesNotFitError, InstalmentsOutOfRangeError, GraceTooLongError, DatesOutOfOrderError
        As `schedule` does.
    MethodUnknownError
        ``loan.method-unknown``
    ConventionUnfitError
        ``loan.convention-does-not-fit``

    Notes
    -----
    The margin to date is rounded, and what was recognised before is taken off: so no rounded percentage leaves a rest. Source:
    fatwa 84/DSN-MUI/XII/2012 for the two methods.

    Examples
    --------
    >>> from irman_ledger.core.money import idr
    >>> plan = sale(idr(6_000_000), idr(720_000), 12, start_on=date(2025, 1, 10))
    >>> plan[0].principal, plan[0].interest
    (Money('Rp500.000'), Money('Rp60.000'))
    """
    step = Money.from_minor(100, cost.currency) if step is None else step
    price = cost + margin
    check_amounts(cost, instalments, step, conventions)
    check_grace(instalments, conventions)
    if margin.minor < 0:
        raise InvalidInputError(field="margin", value=margin, reason="is below zero")
    check_sale_fits(method, conventions)
    spans = periods(start_on, instalments, first_due_on, every, conventions)
    free = conventions.grace.principal
    nothing = [Fraction(0)] * instalments
    asked = equal_principal(task_of(price, nothing, nothing, free, step, mode, conventions), on_first=True)
    check_parts(asked, free, price, instalments, step)
    totals = [total for total, _nothing in asked]
    margins = SALES[method](cost.minor, margin.minor, totals, spans.lengths, step.minor, mode)
    parts = [(total - earned, earned) for total, earned in zip(totals, margins, strict=True)]
    check_parts(parts, free, cost, instalments, step)
    return as_plan(spans.due_on, parts, cost.currency)


def check_sale_fits(method: str, conventions: Conventions) -> None:
    """Refuses an unknown method, and conventions that a sale has no place for."""
    if method not in SALES:
        raise MethodUnknownError(field="method", method=method, known=", ".join(SALES))
    check_remainder(method, conventions, has_equal_principal=True)
    for name, value, plain in (
        ("day_count", conventions.day_count, PLAIN.day_count),
        ("sizing", conventions.sizing, PLAIN.sizing),
        ("precision", conventions.precision, PLAIN.precision),
        ("balance", conventions.balance, PLAIN.balance),
        ("grace.interest_payment", conventions.grace.interest_payment, 0),
        ("grace.interest_free", conventions.grace.interest_free, 0),
    ):
        if value != plain:
            raise ConventionUnfitError(field=name, value=value, other="margin")


def _proportional(cost: int, margin: int, totals: Sequence[int], _lengths: Sequence[int], step: int, mode: Rounding) -> list[int]:
    paid, earned, margins = 0, 0, []
    for total in totals:
        paid += total
        # A margin that is no multiple of the step may not be passed, and is reached with the last instalment.
        rounded = round_ratio(margin * paid, (cost + margin) * step, mode) * step
        to_date = min(rounded, margin) if paid < cost + margin else margin
        margins.append(to_date - earned)
        earned = to_date
    return margins


def _annuity(cost: int, margin: int, totals: Sequence[int], lengths: Sequence[int], step: int, mode: Rounding) -> list[int]:
    times = list(accumulate(lengths[: len(totals)]))
    rate = rate_of_one_period(cost, totals, [Fraction(time) for time in times])
    assert rate is not None, "every instalment is at least a period away"
    balance, before, left, margins = cost, 0, margin, []
    for total, time in zip(totals[:-1], times[:-1], strict=True):
        earned = 0
        if total:
            factor = (1 + rate) ** (time - before) - 1
            earned, before = min(left, round_ratio(balance * factor.numerator, factor.denominator * step, mode) * step), time
        margins.append(earned)
        balance, left = balance - total + earned, left - earned
    return [*margins, left]


SALES: Final[Mapping[str, Margins]] = MappingProxyType({"proportional": _proportional, "annuity": _annuity})
