"""Days on which an office works, as data, and how a day on which it does not is moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, assert_never, final

from irman_ledger.errors import InvalidInputError

__all__ = ["HolidayRule", "WorkCalendar", "WorkCalendarInvalidError", "WorkCalendarRangeError"]

HolidayRule = Literal["none", "following", "preceding"]

_DAY: Final = timedelta(days=1)
_YEARS: Final = range(2, 9999)


class WorkCalendarInvalidError(InvalidInputError):
    """Years out of order, a holiday outside them, or a week without a working day."""

    code = "work-calendar.invalid"
    text = {
        "en": "the holiday calendar from {first} to {last} cannot hold {value}",
        "id": "kalender hari libur {first} sampai {last} tidak dapat memuat {value}",
    }


class WorkCalendarRangeError(InvalidInputError):
    """A day in a year for which the calendar does not say which days are holidays."""

    code = "work-calendar.out-of-years"
    text = {
        "en": "{value} is outside the holiday calendar, which covers the years {first} to {last}",
        "id": "{value} di luar kalender hari libur, yang berlaku untuk tahun {first} sampai {last}",
    }


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """Which days are holidays (hari libur) in some whole years.

    Parameters
    ----------
    first_year, last_year
        The years that it covers; of another it says nothing, and refuses to be asked.
    holidays
        Within these years.
    weekend
        Days of the week without work, 0 for Monday to 6 for Sunday; not all seven.

    Raises
    ------
    WorkCalendarInvalidError
        ``work-calendar.invalid``

    Examples
    --------
    >>> office = WorkCalendar(first_year=2014, last_year=2014, holidays=frozenset({date(2014, 5, 1)}), weekend=frozenset({6}))
    >>> office.moved(date(2014, 5, 1), "following"), office.moved(date(2014, 5, 4), "preceding")
    (datetime.date(2014, 5, 2), datetime.date(2014, 5, 3))
    """

    first_year: int
    last_year: int
    holidays: frozenset[date]
    weekend: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.first_year not in _YEARS or self.last_year not in range(self.first_year, _YEARS.stop):
            self._refuse(f"{self.first_year}-{self.last_year}")
        for day in sorted(self.holidays):
            if not self.first_year <= day.year <= self.last_year:
                self._refuse(day)
        if not self.weekend < frozenset(range(7)):
            self._refuse(sorted(self.weekend))

    def _refuse(self, value: object) -> None:
        raise WorkCalendarInvalidError(field="holidays", first=self.first_year, last=self.last_year, value=value)

    def is_working(self, on: date) -> bool:
        """Whether the office works on this day; ``work-calendar.out-of-years`` where the calendar does not reach."""
        if not self.first_year <= on.year <= self.last_year:
            raise WorkCalendarRangeError(field="holidays", first=self.first_year, last=self.last_year, value=on)
        return on not in self.holidays and on.weekday() not in self.weekend

    def moved(self, on: date, rule: HolidayRule) -> date:
        """The day itself where the office works, else the nearest working day after (``following``) or before it.

        ``none`` leaves every day where it is, and does not look into the calendar.
        """
        match rule:
            case "none":
                return on
            case "following":
                step = _DAY
            case "preceding":
                step = -_DAY
            case _:
                assert_never(rule)
        while not self.is_working(on):
            on += step
        return on
