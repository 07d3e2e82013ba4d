"""Spans of months, and the balance periods that they come to."""

from __future__ import annotations

from irman_ledger.core.calendar import Month
from irman_ledger.errors import InvalidInputError

Span = Month | tuple[Month, Month]


def months_of(period: Span) -> tuple[Month, Month]:
    """The first and last month of a span."""
    first, last = (period, period) if isinstance(period, Month) else period
    if last < first:
        raise InvalidInputError(field="period", value=f"{first} to {last}", reason="ends before it begins")
    return first, last


def last_period(month: Month, last: int) -> int:
    """The last balance period that belongs to everything up to a month: 13 or 14 after December's, where a year ends."""
    return month.year * 100 + last if month.month == 12 else month.period
