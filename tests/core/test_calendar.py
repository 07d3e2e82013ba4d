"""Days, months, book years and due dates."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.core.calendar import Every, FiscalYear, Month, Period, due_dates, format_date, last_day_of_month, parse_date
from irman_ledger.errors import InvalidInputError

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
MONTHS = st.builds(Month, st.integers(1950, 2150), st.integers(1, 12))
NOON: Any = datetime(2014, 5, 10, 12)  # noqa: DTZ001  # a time of day is what must be refused


def test_a_month_knows_its_days() -> None:
    assert (Month(2024, 2).first_day, Month(2024, 2).last_day) == (date(2024, 2, 1), date(2024, 2, 29))


def test_months_follow_each_other_over_the_year() -> None:
    assert (Month(2014, 12).next(), Month(2015, 1).previous(), Month(2014, 5).plus(-17)) == (
        Month(2015, 1),
        Month(2014, 12),
        Month(2012, 12),
    )


def test_months_are_ordered_in_time() -> None:
    assert sorted([Month(2015, 1), Month(2014, 12), Month(2014, 2)]) == [Month(2014, 2), Month(2014, 12), Month(2015, 1)]


def test_a_month_is_written_for_people_and_for_machines() -> None:
    may = Month(2014, 5)
    assert (str(may), may.text("id"), may.text("en"), may.period) == ("2014-05", "Mei 2014", "May 2014", 201405)


@pytest.mark.parametrize(
    ("on", "is_in"),
    [(date(2014, 4, 30), False), (date(2014, 5, 1), True), (date(2014, 5, 31), True), (date(2014, 6, 1), False), (date(2015, 5, 1), False)],
)
def test_a_month_contains_its_days_only(on: date, is_in: bool) -> None:
    assert Month(2014, 5).contains(on) is is_in


@given(MONTHS, st.integers(-600, 600))
def test_months_added_are_taken_away_again(month: Month, count: int) -> None:
    assert month.plus(count).plus(-count) == month


@given(MONTHS)
def test_a_month_is_read_back(month: Month) -> None:
    assert (Month.parse(str(month)), pickle.loads(pickle.dumps(month))) == (month, month)


@given(DAYS)
def test_each_day_lies_in_its_month(on: date) -> None:
    assert Month.of(on).contains(on)


@pytest.mark.parametrize(
    "text", ["2014-5", "2014-13", "2014-00", "0000-01", "2014-05-01", "201405", " 2014-05", "2014-05\n", "٢٠١٤-٠٥", "", 201405]
)
def test_what_is_not_a_month_is_refused(text: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Month.parse(text)
    assert refused.value.code == "month.malformed"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Month(2014, 13),
        lambda: Month(0, 1),
        lambda: Month(2014, True),
        lambda: Month(9999, 12).next(),
        lambda: Month(1, 1).previous(),
        lambda: Period.of_month(Month(9999, 12)),
        lambda: FiscalYear(Month(2014, 12), months=0),
        lambda: FiscalYear(Month(2014, 12), months=25),
        lambda: FiscalYear(Month(1, 3), months=12),
        lambda: due_dates(date(2014, 1, 1), -1, Every(months=1)),
        lambda: due_dates(date(9999, 12, 1), 1, Every(months=1)),
        lambda: due_dates(date(9999, 12, 31), 1, Every(days=1)),
        lambda: due_dates(date(2014, 1, 1), 1, Every(days=10**30)),
    ],
)
def test_what_lies_outside_the_calendar_is_refused(attempt: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        attempt()
    assert refused.value.code == "calendar.out-of-range"


def test_a_period_ends_before_its_second_day() -> None:
    period = Period(date(2014, 5, 10), date(2014, 6, 10))
    assert (period.days, period.last_day) == (31, date(2014, 6, 9))
    assert [period.contains(date(2014, month, day)) for month, day in ((5, 9), (5, 10), (6, 9), (6, 10))] == [False, True, True, False]


def test_periods_are_made_of_months() -> None:
    assert Period.of_month(Month(2014, 12)) == Period(date(2014, 12, 1), date(2015, 1, 1))
    assert Period.months(Month(2014, 11), Month(2015, 2)) == Period(date(2014, 11, 1), date(2015, 3, 1))


@pytest.mark.parametrize("ends_before", [date(2014, 5, 10), date(2014, 5, 9)])
def test_a_period_has_a_day(ends_before: date) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Period(date(2014, 5, 10), ends_before)
    assert refused.value.code == "calendar.period-empty"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Month.of(NOON),
        lambda: Period(NOON, date(2015, 1, 1)),
        lambda: Period(date(2013, 1, 1), NOON),
        lambda: due_dates(NOON, 1, Every(days=1)),
        lambda: last_day_of_month(NOON),
    ],
)
def test_a_time_of_day_is_refused(attempt: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        attempt()
    assert refused.value.code == "date.malformed"


def test_a_book_year_is_named_by_the_year_in_which_it_ends() -> None:
    year = FiscalYear(ends_in=Month(2015, 3))
    assert (year.begins_on, year.ends_on, year.year) == (date(2014, 4, 1), date(2015, 3, 31), 2015)


def test_the_first_book_year_may_have_thirteen_months() -> None:
    first = FiscalYear(ends_in=Month(2014, 12), months=13)
    assert (first.begins_on, first.year, len(first.months())) == (date(2013, 12, 1), 2014, 13)
    assert (first.months()[0], first.months()[-1]) == (Month(2013, 12), Month(2014, 12))


def test_adjusting_and_closing_have_periods_of_their_own() -> None:
    year = FiscalYear(ends_in=Month(2014, 12))
    assert (year.adjusting_period, year.closing_period) == (201413, 201414)


@pytest.mark.parametrize(
    ("on", "is_in"), [(date(2013, 12, 31), False), (date(2014, 1, 1), True), (date(2014, 12, 31), True), (date(2015, 1, 1), False)]
)
def test_a_book_year_contains_its_days_only(on: date, is_in: bool) -> None:
    assert FiscalYear(ends_in=Month(2014, 12)).contains(on) is is_in


@given(MONTHS, st.integers(1, 24), st.integers(1, 24))
def test_book_years_leave_no_day_between_them(ends_in: Month, months: int, following: int) -> None:
    year = FiscalYear(ends_in, months)
    assert year.next(following).begins_on == year.ends_on + timedelta(days=1)
    assert len(year.next(following).months()) == following


def test_book_years_are_values() -> None:
    year = FiscalYear(Month(2014, 12), 13)
    assert year == pickle.loads(pickle.dumps(year)) == FiscalYear(ends_in=Month(2014, 12), months=13) != FiscalYear(Month(2014, 12))
    assert hash(year) == hash(FiscalYear(Month(2014, 12), 13))


@pytest.mark.parametrize(
    ("seed", "every", "expected"),
    [
        (date(2025, 1, 31), Every(months=1), ["2025-02-28", "2025-03-31", "2025-04-30"]),
        (date(2024, 1, 30), Every(months=1), ["2024-02-29", "2024-03-30", "2024-04-30"]),
        (date(2024, 2, 29), Every(months=12), ["2025-02-28", "2026-02-28", "2027-02-28"]),
        (date(2024, 11, 30), Every(months=3), ["2025-02-28", "2025-05-30", "2025-08-30"]),
        (date(2025, 2, 20), Every(weeks=1), ["2025-02-27", "2025-03-06", "2025-03-13"]),
        (date(2025, 2, 27), Every(days=10), ["2025-03-09", "2025-03-19", "2025-03-29"]),
    ],
)
def test_due_dates_are_counted_from_the_seed(seed: date, every: Every, expected: list[str]) -> None:
    assert [str(on) for on in due_dates(seed, 3, every)] == expected


@given(DAYS, st.integers(0, 60))
def test_monthly_due_dates_keep_the_day_or_take_the_last_one(seed: date, count: int) -> None:
    for step, on in enumerate(due_dates(seed, count, Every(months=1)), start=1):
        month = Month.of(seed).plus(step)
        assert on == month.first_day.replace(day=min(seed.day, month.last_day.day))


@pytest.mark.parametrize(
    "parts", [{}, {"months": 1, "days": 1}, {"weeks": -1}, {"months": 0}, {"days": True}, {"months": 1, "days": -1}, {"days": 1.0}]
)
def test_a_rhythm_has_exactly_one_unit(parts: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Every(**parts)
    assert refused.value.code == "calendar.every-invalid"


@pytest.mark.parametrize(
    ("on", "last"),
    [(date(2024, 2, 1), date(2024, 2, 29)), (date(2100, 2, 28), date(2100, 2, 28)), (date(2025, 12, 31), date(2025, 12, 31))],
)
def test_the_last_day_of_a_month_knows_leap_years(on: date, last: date) -> None:
    assert last_day_of_month(on) == last


def test_a_day_is_written_in_both_languages() -> None:
    assert [format_date(date(2025, 2, 10), "id"), format_date(date(2025, 2, 10), "en")] == ["10 Februari 2025", "10 February 2025"]


def test_the_months_have_their_indonesian_names() -> None:
    names = [Month(2025, month).text("id").removesuffix(" 2025") for month in range(1, 13)]
    assert " ".join(names) == "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"


@given(DAYS)
def test_a_day_is_read_back(on: date) -> None:
    assert parse_date(on.isoformat()) == on


@pytest.mark.parametrize(
    "text",
    [
        "2014-02-30",
        "2014-5-1",
        "20140510",
        "2014-W19-6",
        "2014-05-10T00:00",
        "2014-05-10 ",
        "10-05-2014",
        "0000-01-01",
        "٢٠١٤-٠٥-١٠",
        "",
        NOON,
    ],
)
def test_what_is_not_a_plain_day_is_refused(text: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_date(text)
    assert refused.value.code == "date.malformed"


def test_a_refused_month_speaks_both_languages() -> None:
    with pytest.raises(InvalidInputError) as refused:
        Month.parse("Mei 2014")
    assert refused.value.message("en") == "'Mei 2014' is not a month of the form 2014-05"
    assert refused.value.message("id") == "'Mei 2014' bukan bulan berbentuk 2014-05"
