"""What a plan really costs a year: the rate at which what is paid is worth what was received (bunga efektif)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import Final

from irman_ledger.core.calendar import Every
from irman_ledger.core.money import Money

_DIGITS: Final = 40
_CLOSE: Final = Decimal(10) ** -30
_TURNS_MAX: Final = 500
_COMPOUNDED_MAX: Final = 10_000


@dataclass(frozen=True, slots=True)
class Effective:
    """A yearly rate by two customs.

    Parameters
    ----------
    nominal
        The rate of one period times the periods of a year: what a rate "effective a year" means in a loan's contract.
    compounded
        With interest on interest over a year; None where that is more than a million percent.
    """

    nominal: Fraction
    compounded: Fraction | None


def effective_rates(received: Money, payments: Sequence[Money], times: Sequence[Fraction], every: Every) -> Effective | None:
    """The yearly cost of money received now for payments later, or None where no rate explains them.

    Parameters
    ----------
    times
        When each payment is made, in periods of `every` from now.

    Notes
    -----
    A year is 12 months or 365 days.

    Examples
    --------
    >>> from irman_ledger.core.money import idr
    >>> found = effective_rates(idr(9_000_000), [idr(840_000)] * 12, [Fraction(n) for n in range(1, 13)], Every(months=1))
    >>> percent(found.nominal)
    '21.4572%'
    """
    base = rate_of_one_period(received.minor, [one.minor for one in payments], times)
    if base is None:
        return None
    in_a_year = periods_of_a_year(every)
    with localcontext(prec=_DIGITS):
        compounded = (1 + _decimal(base)) ** _decimal(in_a_year) - 1
    return Effective(base * in_a_year, Fraction(compounded) if compounded <= _COMPOUNDED_MAX else None)


def percent(value: Fraction) -> str:
    """As a percentage of four decimals, rounded half up."""
    hundredths = int(value * 10**6 + Fraction(1, 2))
    return f"{hundredths // 10**4}.{hundredths % 10**4:04}".rstrip("0").rstrip(".") + "%"


def periods_of_a_year(every: Every) -> Fraction:
    """How many periods a year has; 12 months or 365 days."""
    return Fraction(12, every.months) if every.months else Fraction(365, every.days + 7 * every.weeks)


def rate_of_one_period(received: int, payments: Sequence[int], times: Sequence[Fraction]) -> Fraction | None:
    """The rate of one period, zero or more, at which the payments are worth what was received; to 30 decimals.

    Parameters
    ----------
    payments
        Zero or more each; in all no less than was received.

    Notes
    -----
    Newton's method from zero: the worth falls with the rate and is convex, so it comes nearer from below at every turn.
    """
    if sum(payments) == received:
        return Fraction(0)
    if received <= sum(payment for payment, time in zip(payments, times, strict=True) if not time):
        return None
    with localcontext(prec=_DIGITS):
        gaps = [_decimal(after - before) for before, after in pairwise((Fraction(0), *times))]
        flows = [(Decimal(payment), _decimal(time), gap) for payment, time, gap in zip(payments, times, gaps, strict=True)]
        rate = Decimal(0)
        for _ in range(_TURNS_MAX):
            worth = slope = Decimal(0)
            discount = Decimal(1)
            for payment, time, gap in flows:
                discount /= (1 + rate) ** gap
                discounted = payment * discount
                worth += discounted
                slope += discounted * time
            nearer = (worth - received) * (1 + rate) / slope
            rate += nearer
            if abs(nearer) < _CLOSE * (1 + rate):
                return Fraction(rate)
    return None


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
