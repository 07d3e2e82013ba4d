"""How much of a year lies between two days, by the conventions that contracts name."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from irman_ledger.errors import InvalidInputError

__all__ = ["DAY_COUNTS", "DayCountReversedError", "DayCountUnknownError", "year_fraction"]


class DayCountUnknownError(InvalidInputError):
    """A day-count convention that is not in the table."""

    code = "day-count.unknown"
    text = {
        "en": "day count {convention!r} is not known; known are {known}",
        "id": "hitungan hari {convention!r} tidak dikenal; yang dikenal {known}",
    }


class DayCountReversedError(InvalidInputError):
    """A span that ends before it starts."""

    code = "day-count.end-before-start"
    text = {"en": "{end} is before {start}", "id": "{end} mendahului {start}"}


def _thirty_360(start: date, end: date) -> Fraction:
    """(360 (Y2 - Y1) + 30 (M2 - M1) + (D2 - D1)) / 360, where D1 31 becomes 30, and D2 31 becomes 30 if D1 is then 30."""
    # 2006 ISDA Definitions, section 4.16(f), "30/360" or "Bond Basis"; February's last day stays what it is.
    first = min(start.day, 30)
    second = 30 if end.day == 31 and first == 30 else end.day
    return Fraction(360 * (end.year - start.year) + 30 * (end.month - start.month) + second - first, 360)


def _thirty_e_360(start: date, end: date) -> Fraction:
    """As 30/360, but a D2 of 31 becomes 30 whatever D1 is."""
    # 2006 ISDA Definitions, section 4.16(g), "30E/360" or "Eurobond Basis".
    days = 360 * (end.year - start.year) + 30 * (end.month - start.month) + min(end.day, 30) - min(start.day, 30)
    return Fraction(days, 360)


def _actual(days_in_a_year: int) -> Callable[[date, date], Fraction]:
    """Calendar days / a fixed number, also in a leap year."""
    # 2006 ISDA Definitions, section 4.16(d) for 365 and (e) for 360; 364 is a year of 52 weeks.
    return lambda start, end: Fraction((end - start).days, days_in_a_year)


def _actual_actual(start: date, end: date) -> Fraction:
    """Days in leap years / 366 and days in other years / 365, each day in its own calendar year."""
    # 2006 ISDA Definitions, section 4.16(b), "Actual/Actual".
    total = Fraction(0)
    for year in range(start.year, end.year + 1):
        first = max(start, date(year, 1, 1))
        last = min(end, date(year + 1, 1, 1)) if year < MAXYEAR else end
        total += Fraction((last - first).days, 366 if isleap(year) else 365)
    return total


def _actual_365_actual(start: date, end: date) -> Fraction:
    """Calendar days / 366 where a 29 February lies after `start` and not after `end`, else / 365."""
    # OpenGamma Strata, "Act/365 Actual".
    has_leap_day = any(isleap(year) and start < date(year, 2, 29) <= end for year in range(start.year, end.year + 1))
    return Fraction((end - start).days, 366 if has_leap_day else 365)


DAY_COUNTS: Final[Mapping[str, Callable[[date, date], Fraction]]] = MappingProxyType(
    {
        "30/360": _thirty_360,
        "30E/360": _thirty_e_360,
        "ACT/360": _actual(360),
        "ACT/364": _actual(364),
        "ACT/365F": _actual(365),
        "ACT/365A": _actual_365_actual,
        "ACT/ACT": _actual_actual,
    }
)


def year_fraction(convention: str, start: date, end: date) -> Fraction:
    """The part of a year from `start` up to `end`, the day `end` not counted.

    Parameters
    ----------
    convention
        A key of `DAY_COUNTS`:

        ``30/360``
            months of 30 days, bond basis, without a rule for the end of February
        ``30E/360``
            the same, with every 31st taken for a 30th
        ``ACT/360``, ``ACT/364``, ``ACT/365F``
            calendar days over a fixed number
        ``ACT/365A``
            calendar days over 366 where the span reaches or passes a 29 February, else over 365
        ``ACT/ACT``
            the days of each calendar year over the days that it has
    end
        `start` or later; the same day gives zero.

    Raises
    ------
    DayCountUnknownError
        ``day-count.unknown``
    DayCountReversedError
        ``day-count.end-before-start``

    Notes
    -----
    Source: 2006 ISDA Definitions, section 4.16(b), (d), (e), (f) and (g); ACT/365A is that of OpenGamma Strata. All but
    ACT/365A and those of 30 days add up over the parts of a span. 30/360 is
    (360 (Y2 - Y1) + 30 (M2 - M1) + (D2 - D1)) / 360, where a D1 of 31 becomes 30, and a D2 of 31 becomes 30 if D1 is 30 or 31.

    Examples
    --------
    >>> year_fraction("30/360", date(2025, 1, 31), date(2025, 2, 28))
    Fraction(7, 90)
    >>> year_fraction("ACT/365F", date(2025, 1, 31), date(2025, 2, 28))
    Fraction(28, 365)
    """
    count = DAY_COUNTS.get(convention)
    if count is None:
        raise DayCountUnknownError(field="convention", convention=convention, known=", ".join(DAY_COUNTS))
    if end < start:
        raise DayCountReversedError(field="end", start=start, end=end)
    return count(start, end)
