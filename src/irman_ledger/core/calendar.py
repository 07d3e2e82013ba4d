"""Days, months, book years and due dates; no clock and no time of day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, final

from dateutil.relativedelta import relativedelta

from irman_ledger.errors import InvalidInputError, Lang

__all__ = [
    "CalendarRangeError",
    "DateMalformedError",
    "Every",
    "EveryInvalidError",
    "FiscalYear",
    "Month",
    "MonthMalformedError",
    "Period",
    "PeriodEmptyError",
    "due_dates",
    "format_date",
    "last_day_of_month",
    "parse_date",
]

_MONTH_NAMES: Final = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"),
}
_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FISCAL_MONTHS_MAX: Final = 24


class CalendarRangeError(InvalidInputError):
    """A day, month or count outside the calendar (years 1 to 9999) or its stated bounds."""

    code = "calendar.out-of-range"
    text = {"en": "{what} {value} is out of range", "id": "{what} {value} di luar jangkauan"}


class DateMalformedError(InvalidInputError):
    """A value that is not a plain day written as yyyy-mm-dd."""

    code = "date.malformed"
    text = {"en": "{value!r} is not a day of the form 2014-05-10", "id": "{value!r} bukan tanggal berbentuk 2014-05-10"}


class MonthMalformedError(InvalidInputError):
    """A text that is not a month written as yyyy-mm."""

    code = "month.malformed"
    text = {"en": "{value!r} is not a month of the form 2014-05", "id": "{value!r} bukan bulan berbentuk 2014-05"}


class PeriodEmptyError(InvalidInputError):
    """A span without a day in it."""

    code = "calendar.period-empty"
    text = {
        "en": "a period from {begins_on} to before {ends_before} has no day",
        "id": "periode dari {begins_on} sampai sebelum {ends_before} tidak memuat satu hari pun",
    }


class EveryInvalidError(InvalidInputError):
    """A rhythm that does not name exactly one unit, more than zero of it."""

    code = "calendar.every-invalid"
    text = {
        "en": "give exactly one of months, weeks and days, more than zero: not {months}, {weeks} and {days}",
        "id": "berikan tepat satu dari bulan, minggu, dan hari, lebih dari nol: bukan {months}, {weeks}, dan {days}",
    }


@final
@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month (bulan), ordered in time.

    Parameters
    ----------
    year
        1 to 9999.
    month
        1 to 12.

    Raises
    ------
    CalendarRangeError
        ``calendar.out-of-range``; also from `next`, `previous` and `plus`.

    Examples
    --------
    >>> str(Month(2014, 12).next()), Month(2014, 2).last_day
    ('2015-01', datetime.date(2014, 2, 28))
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        _check_count("year", self.year, 1, 9999)
        _check_count("month", self.month, 1, 12)

    @classmethod
    def of(cls, on: date) -> Month:
        """The month that holds this day."""
        _check_day(on)
        return cls(on.year, on.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written as ``2014-05``; anything else is ``month.malformed``."""
        if not _is_written(text, _MONTH):
            raise MonthMalformedError(value=text)
        try:
            return cls(int(text[:4]), int(text[5:]))
        except CalendarRangeError as error:
            raise MonthMalformedError(value=text) from error

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def period(self) -> int:
        """The key of the month in the balances, ``yyyymm``."""
        return self.year * 100 + self.month

    def next(self) -> Month:
        """The month after this one."""
        return self.plus(1)

    def previous(self) -> Month:
        """The month before this one."""
        return self.plus(-1)

    def plus(self, months: int) -> Month:
        """The month so many months later, or earlier where `months` is negative."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def contains(self, on: date) -> bool:
        """Whether this day lies in the month."""
        return (on.year, on.month) == (self.year, self.month)

    def text(self, lang: Lang) -> str:
        """For a person: ``Mei 2014`` or ``May 2014``."""
        return f"{_MONTH_NAMES[lang][self.month - 1]} {self.year}"

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@final
@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A half-open span of days: `begins_on` is in it, `ends_before` is not (periode).

    Raises
    ------
    PeriodEmptyError
        ``calendar.period-empty``: a period has at least one day.
    DateMalformedError
        ``date.malformed``: a datetime instead of a date.

    Examples
    --------
    >>> Period.of_month(Month(2014, 2)).days
    28
    """

    begins_on: date
    ends_before: date

    def __post_init__(self) -> None:
        _check_day(self.begins_on)
        _check_day(self.ends_before)
        if self.begins_on >= self.ends_before:
            raise PeriodEmptyError(begins_on=self.begins_on, ends_before=self.ends_before)

    @classmethod
    def of_month(cls, month: Month) -> Period:
        """All days of one month."""
        return cls.months(month, month)

    @classmethod
    def months(cls, first: Month, last: Month) -> Period:
        """All days from the first month to the last, both included."""
        return cls(first.first_day, last.next().first_day)

    @property
    def last_day(self) -> date:
        """The last day that is in the period."""
        return self.ends_before - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.ends_before - self.begins_on).days

    def contains(self, on: date) -> bool:
        """Whether this day lies in the period."""
        return self.begins_on <= on < self.ends_before


@final
@dataclass(frozen=True, slots=True, init=False)
class FiscalYear:
    """A book year (tahun buku) of whole months, named by the calendar year in which it ends.

    Parameters
    ----------
    ends_in
        Its last month.
    months
        1 to 24; the first year of a cooperative may be longer or shorter than 12. It is kept as `month_count`.

    Raises
    ------
    CalendarRangeError
        ``calendar.out-of-range``

    Examples
    --------
    >>> first = FiscalYear(Month(2014, 12), months=13)
    >>> first.begins_on, first.closing_period
    (datetime.date(2013, 12, 1), 201414)
    """

    ends_in: Month
    month_count: int

    def __init__(self, ends_in: Month, months: int = 12) -> None:
        # The field cannot be called `months`, the method is; so the constructor is written out.
        _check_count("months", months, 1, _FISCAL_MONTHS_MAX)
        ends_in.plus(1 - months)
        object.__setattr__(self, "ends_in", ends_in)
        object.__setattr__(self, "month_count", months)

    @property
    def begins_on(self) -> date:
        """Its first day."""
        return self.ends_in.plus(1 - self.month_count).first_day

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return self.ends_in.last_day

    @property
    def year(self) -> int:
        """The calendar year in which it ends."""
        return self.ends_in.year

    @property
    def adjusting_period(self) -> int:
        """The key ``yyyy13`` of the auditors' adjustments."""
        return self.year * 100 + 13

    @property
    def closing_period(self) -> int:
        """The key ``yyyy14`` of the closing entries."""
        return self.year * 100 + 14

    def months(self) -> tuple[Month, ...]:
        """Its months, first to last."""
        return tuple(self.ends_in.plus(-back) for back in range(self.month_count - 1, -1, -1))

    def contains(self, on: date) -> bool:
        """Whether this day lies in the book year."""
        return self.begins_on <= on <= self.ends_on

    def next(self, months: int = 12) -> FiscalYear:
        """The book year that follows, of so many months."""
        return FiscalYear(self.ends_in.plus(months), months)


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """A rhythm: every so many months, weeks or days; exactly one of them, more than zero.

    Raises
    ------
    EveryInvalidError
        ``calendar.every-invalid``

    Examples
    --------
    >>> Every(weeks=2)
    Every(months=0, weeks=2, days=0)
    """

    months: int = 0
    weeks: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        parts = (self.months, self.weeks, self.days)
        are_counts = all(type(part) is int and part >= 0 for part in parts)
        if not are_counts or sum(part > 0 for part in parts) != 1:
            raise EveryInvalidError(months=self.months, weeks=self.weeks, days=self.days)


def due_dates(seed: date, count: int, every: Every) -> tuple[date, ...]:
    """The `count` days that follow `seed` in a rhythm, each counted from the seed itself.

    Parameters
    ----------
    count
        Zero or more.

    Returns
    -------
    tuple[date, ...]
        The i-th is the seed plus i times the rhythm, i from 1. In a month that is too short it is the last day; the
        seed's day returns in the next month that has it.

    Raises
    ------
    CalendarRangeError
        ``calendar.out-of-range``: a negative count, or a day beyond the year 9999.

    Examples
    --------
    >>> [str(on) for on in due_dates(date(2025, 1, 31), 2, Every(months=1))]
    ['2025-02-28', '2025-03-31']
    """
    _check_day(seed)
    _check_count("count", count, 0, date.max.toordinal())
    return tuple(_later(seed, every, times) for times in range(1, count + 1))


def _later(seed: date, every: Every, times: int) -> date:
    try:
        if every.months:  # The frequent case, written out: many times faster than a relativedelta each.
            year, month = divmod(seed.year * 12 + seed.month - 1 + every.months * times, 12)
            return date(year, month + 1, min(seed.day, monthrange(year, month + 1)[1]))
        return seed + relativedelta(weeks=every.weeks * times, days=every.days * times)
    except (ValueError, OverflowError) as error:
        raise CalendarRangeError(field="count", what="count", value=times) from error


def last_day_of_month(on: date) -> date:
    """The last day of the month that holds this day.

    Examples
    --------
    >>> last_day_of_month(date(2024, 2, 10))
    datetime.date(2024, 2, 29)
    """
    return Month.of(on).last_day


def format_date(on: date, lang: Lang) -> str:
    """For a person: ``10 Februari 2025`` or ``10 February 2025``."""
    return f"{on.day} {_MONTH_NAMES[lang][on.month - 1]} {on.year}"


def parse_date(text: str) -> date:
    """The day written as ``2014-05-10``; anything else, a time of day too, is ``date.malformed``."""
    if not _is_written(text, _DAY):
        raise DateMalformedError(value=text)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DateMalformedError(value=text) from error


def _is_written(text: object, form: re.Pattern[str]) -> bool:
    return isinstance(text, str) and form.fullmatch(text) is not None


def _check_count(what: str, value: object, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise CalendarRangeError(field=what, what=what, value=value)


def _check_day(on: object) -> None:
    if isinstance(on, datetime) or not isinstance(on, date):
        raise DateMalformedError(value=on)
