"""When instalments fall due, and what part of an amount each period between them bears."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final

from irman_ledger.coop.loans.methods.conventions import BY_PERIOD, Conventions
from irman_ledger.coop.loans.refusals import ConventionUnfitError, DatesOutOfOrderError
from irman_ledger.core.calendar import CalendarRangeError, Every, due_dates, last_day_of_month
from irman_ledger.core.day_count import year_fraction
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding, round_ratio

_TRIES_MAX: Final = 40
_NO_TIME: Final = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """The periods of a plan.

    Parameters
    ----------
    ends
        Their last days, by which interest runs.
    lengths
        How many whole periods of the rhythm each is, months without instalments included.
    due_on
        When the instalment of each is asked for.
    """

    ends: tuple[date, ...]
    lengths: tuple[int, ...]
    due_on: tuple[date, ...]


def periods(start_on: date, count: int, first_due_on: date | None, every: Every, conventions: Conventions) -> Periods:
    """The periods that begin on a day; ``loan.dates-out-of-order``, and what days and calendars refuse."""
    if first_due_on is not None and first_due_on < start_on:
        raise DatesOutOfOrderError(field="first_due_on", first=start_on, second=first_due_on)
    if conventions.idle_months or conventions.holiday_rule == "skip":
        ends, lengths = _around_idle_days(start_on, count, first_due_on, every, conventions)
    else:
        ends, lengths = _rhythm(start_on, count, first_due_on, every, conventions), (1,) * count
    return Periods(ends=ends, lengths=lengths, due_on=_asked_for(ends, conventions))


def times(start_on: date, spans: Periods, every: Every, conventions: Conventions) -> tuple[Fraction, ...]:
    """How many periods after the start each instalment is asked for, holidays left aside.

    A first instalment at a whole number of periods stands at that number; at another day, at its days over those of a period,
    of which a year has 12 months or 365 days.
    """
    of_a_day = Fraction(every.months * 365, 12) if every.months else Fraction(every.days + 7 * every.weeks)
    first = Fraction((spans.ends[0] - start_on).days) / of_a_day
    whole = max(1, round(first))
    if due_dates(start_on, 1, Every(months=every.months * whole, weeks=every.weeks * whole, days=every.days * whole)) == spans.ends[:1]:
        first = Fraction(whole)
    later = Fraction(conventions.due_after_days) / of_a_day
    return tuple(first + later + sum(spans.lengths[1:no]) for no in range(1, len(spans.ends) + 1))


def _rhythm(start_on: date, count: int, first_due_on: date | None, every: Every, conventions: Conventions) -> tuple[date, ...]:
    seed = start_on if first_due_on is None else first_due_on
    days = due_dates(start_on, count, every) if first_due_on is None else (first_due_on, *due_dates(first_due_on, count - 1, every))
    if conventions.month_end and every.months and seed == last_day_of_month(seed):
        return tuple(last_day_of_month(day) for day in days)
    return days


def _around_idle_days(
    start_on: date, count: int, first_due_on: date | None, every: Every, conventions: Conventions
) -> tuple[tuple[date, ...], tuple[int, ...]]:
    """The first days of the rhythm that are not idle, and how many periods of it lie between them."""
    if first_due_on is not None and _is_idle(first_due_on, conventions):
        raise ConventionUnfitError(field="first_due_on", value=first_due_on, other=_idle_name(conventions))
    tried = count
    while True:
        days = _rhythm(start_on, tried, first_due_on, every, conventions)
        kept: list[int] = []
        for place, day in enumerate(days, 1):
            if not _is_idle(day, conventions):
                kept.append(place)
            if len(kept) == count:
                return tuple(days[place - 1] for place in kept), tuple(after - before for before, after in pairwise((0, *kept)))
        if tried > _TRIES_MAX * (count + 12):
            raise ConventionUnfitError(field=_idle_name(conventions), value=_idle_value(conventions), other="every")
        tried *= 2


def _is_idle(day: date, conventions: Conventions) -> bool:
    if day.month in conventions.idle_months:
        return True
    return conventions.holiday_rule == "skip" and conventions.calendar is not None and not conventions.calendar.is_working(day)


def _idle_name(conventions: Conventions) -> str:
    return "idle_months" if conventions.idle_months else "holidays"


def _idle_value(conventions: Conventions) -> str:
    return ", ".join(map(str, sorted(conventions.idle_months))) or conventions.holiday_rule


def _asked_for(ends: tuple[date, ...], conventions: Conventions) -> tuple[date, ...]:
    later = timedelta(days=conventions.due_after_days)
    try:
        days = ends if later == _NO_TIME else tuple(end + later for end in ends)
    except OverflowError as error:
        raise CalendarRangeError(field="due_after_days", what="due_after_days", value=later.days) from error
    rule = conventions.holiday_rule
    if conventions.calendar is None or rule == "skip":
        return days
    return tuple(conventions.calendar.moved(day, rule) for day in days)


def of_one_period(rate: Rate, every: Every) -> Fraction:
    """The rate of one whole period of the rhythm."""
    if every.months:
        return rate.to("month").value * every.months
    if every.weeks:
        return rate.to("week").value * every.weeks
    return rate.to("day").value * every.days


def by_periods(base: Fraction, lengths: Sequence[int]) -> list[Fraction]:
    """What part of an amount each period bears, by whole periods."""
    if lengths.count(1) == len(lengths):
        return [base] * len(lengths)
    return [base * length for length in lengths]


def by_days(rate: Rate, start_on: date, ends: Sequence[date], day_count: str) -> list[Fraction]:
    """What part of an amount each period bears, by its days."""
    yearly = rate.to("year").value
    return [yearly * year_fraction(day_count, begins, end) for begins, end in pairwise((start_on, *ends))]


def factors(rate: Rate, every: Every, start_on: date, spans: Periods, conventions: Conventions) -> list[Fraction]:
    """What part of an amount each period bears as interest, by the conventions, before any grace."""
    if conventions.day_count == BY_PERIOD:
        return by_periods(of_one_period(rate, every), spans.lengths)
    return by_days(rate, start_on, spans.ends, conventions.day_count)


def significant(value: Fraction, digits: int, mode: Rounding) -> Fraction:
    """A number of zero or more, rounded to so many significant digits.

    Examples
    --------
    >>> significant(Fraction(2, 3), 5, Rounding.HALF_UP)
    Fraction(66667, 100000)
    """
    if not value:
        return value
    # The place of the first digit: about 0.30103 for each bit, then put right. Such numbers may be too long to be written out.
    place = (value.numerator.bit_length() - value.denominator.bit_length()) * 30103 // 100_000
    while value >= Fraction(10) ** (place + 1):
        place += 1
    while value < Fraction(10) ** place:
        place -= 1
    scale = Fraction(10) ** (digits - 1 - place)
    scaled = value * scale
    return Fraction(round_ratio(scaled.numerator, scaled.denominator, mode)) / scale
