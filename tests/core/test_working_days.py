"""Holidays as data: where a day goes that falls on one, and what the calendar does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from irman_ledger.core.working_days import HolidayRule, WorkCalendar, WorkCalendarInvalidError, WorkCalendarRangeError

# 1 May 2014 was a Thursday; Saturday and Sunday are free.
OFFICE = WorkCalendar(first_year=2014, last_year=2014, holidays=frozenset({date(2014, 5, 1), date(2014, 5, 2)}), weekend=frozenset({5, 6}))


@pytest.mark.parametrize(
    ("on", "rule", "moved"),
    [
        (date(2014, 5, 1), "following", date(2014, 5, 5)),
        (date(2014, 5, 1), "preceding", date(2014, 4, 30)),
        (date(2014, 5, 4), "preceding", date(2014, 4, 30)),
        (date(2014, 5, 6), "following", date(2014, 5, 6)),
        (date(2014, 5, 1), "none", date(2014, 5, 1)),
        (date(2099, 5, 1), "none", date(2099, 5, 1)),
    ],
)
def test_a_holiday_moves_by_the_rule(on: date, rule: HolidayRule, moved: date) -> None:
    assert OFFICE.moved(on, rule) == moved


@pytest.mark.parametrize("on", [date(2013, 12, 31), date(2015, 1, 1)])
def test_a_day_outside_its_years_is_refused(on: date) -> None:
    with pytest.raises(WorkCalendarRangeError) as refusal:
        OFFICE.moved(on, "following")
    assert refusal.value.code == "work-calendar.out-of-years"
    assert str(refusal.value) == f"{on} is outside the holiday calendar, which covers the years 2014 to 2014"
    assert refusal.value.message("id").startswith(f"{on} di luar kalender hari libur")


def test_a_day_is_not_moved_out_of_the_years_either() -> None:
    shut = replace(OFFICE, holidays=frozenset({date(2014, 12, 31)}))
    with pytest.raises(WorkCalendarRangeError, match="2015-01-01 is outside"):
        shut.moved(date(2014, 12, 31), "following")


@pytest.mark.parametrize(
    "change",
    [
        {"last_year": 2013},
        {"first_year": 1},
        {"last_year": 9999},
        {"holidays": frozenset({date(2015, 1, 1)})},
        {"weekend": frozenset(range(7))},
        {"weekend": frozenset({7})},
    ],
)
def test_a_calendar_that_cannot_be_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(WorkCalendarInvalidError) as refusal:
        replace(OFFICE, **change)  # type: ignore[arg-type]  # wrong on purpose
    assert refusal.value.code == "work-calendar.invalid"
