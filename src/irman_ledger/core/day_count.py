"""How much of a year lies between two days, by the conventions that contracts name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
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


def _actual_365_fixed(start: date, end: date) -> Fraction:
    """Calendar days / 365, also in a leap year."""
    # 2006 ISDA Definitions, section 4.16(d), "Actual/365 (Fixed)".
    return Fraction((end - start).days, 365)


DAY_COUNTS: Final[Mapping[str, Callable[[date, date], Fraction]]] = MappingProxyType(
    {
        "30/360": _thirty_360,
        "ACT/365F": _actual_365_fixed,
    }
)


def year_fraction(convention: str, start: date, end: date) -> Fraction:
    """The part of a year from `start` up to `end`, the day `end` not counted.

    Parameters
    ----------
    convention
        A key of `DAY_COUNTS`: ``30/360`` (bond basis, without a rule for the end of February) or ``ACT/365F``.
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
    Source: 2006 ISDA Definitions, section 4.16(f) and (d). 30/360 is (360 (Y2 - Y1) + 30 (M2 - M1) + (D2 - D1)) / 360,
    where a D1 of 31 becomes 30, and a D2 of 31 becomes 30 if D1 is 30 or 31.

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
