"""Amounts, days, rates, names and codes, with the ends and the ties that a plain range almost never gives."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from irman_ledger.coop.loans.methods import METHODS, PLAIN, Conventions, Grace, schedule
from irman_ledger.coop.loans.methods.conventions import DAY_COUNTS_OF_LOANS, SIZINGS
from irman_ledger.coop.loans.refusals import ConventionUnfitError, PlanDoesNotFitError
from irman_ledger.core.calendar import Every, Month
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.money import MAX_MINOR, Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)
_EDGES = (0, 1, 49, 50, 51, 99, 100, 101, 150, 5_000, 99_999, 100_000, 33_333_333, 10**9, 10**12, MAX_MINOR - 1, MAX_MINOR)
_NAMES = (
    "Daeng Sija",
    "Siti Nurhaliza",
    "I Made Sura",
    "Ni Luh Ayu",
    "Baso'",
    "Andi Pa'jukukang",
    "Muhammad Rusdi",
    "Sri",
    "Bungko-bungko",
)


def money(currency: str = "IDR", *, least: int = -MAX_MINOR, most: int = MAX_MINOR) -> SearchStrategy[Money]:
    """Any amount from `least` to `most` sen: whole rupiah, sen, zero, the ends, and what lies beside them."""
    edges = sorted({edge for size in _EDGES for edge in (size, -size) if least <= edge <= most} | {least, most})
    whole = st.integers(-(-least // 100), most // 100).map(lambda rupiah: rupiah * 100) if most // 100 >= -(-least // 100) else st.nothing()
    return st.one_of(st.sampled_from(edges), whole, st.integers(least, most)).map(lambda minor: Money.from_minor(minor, currency))


def amounts(currency: str = "IDR", *, most: int = MAX_MINOR) -> SearchStrategy[Money]:
    """More than zero."""
    return money(currency, least=1, most=most)


@st.composite
def ties(draw: DrawFn, step: int = 1) -> tuple[Money, Fraction]:
    """An amount and a factor whose product lies exactly in the middle between two multiples of `step` sen."""
    odd = 2 * draw(st.integers(-500, 500)) + 1
    numerator = 2 * draw(st.integers(0, 60)) + 1
    half = draw(st.integers(1, 600))
    return Money.from_minor(step * half * odd, "IDR"), Fraction(numerator, 2 * half)


@st.composite
def weights(draw: DrawFn, max_size: int = 12) -> list[int | Fraction]:
    """What an amount is shared by: whole or broken, many alike, some zero, at least one more than zero."""
    few = draw(st.lists(st.one_of(st.integers(0, 1_000), st.fractions(0, 50, max_denominator=360)), min_size=1, max_size=3))
    shares = draw(st.lists(st.sampled_from([0, *few]), min_size=1, max_size=max_size))
    return shares if any(shares) else [*shares, 1]


def days(first: date = FIRST_DAY, last: date = LAST_DAY) -> SearchStrategy[date]:
    """Any day, and often the first or last of a month, 28 and 29 February, and the ends of the range."""
    some = st.dates(first, last)
    ends = some.flatmap(lambda on: st.sampled_from([Month.of(on).first_day, Month.of(on).last_day, _end_of_february(on.year)]))
    return st.one_of(some, ends.map(lambda on: min(max(on, first), last)), st.sampled_from([first, last]))


def _end_of_february(year: int) -> date:
    return date(year, 3, 1) - timedelta(days=1)


def months(first: date = FIRST_DAY, last: date = LAST_DAY) -> SearchStrategy[Month]:
    """The month of such a day."""
    return days(first, last).map(Month.of)


def rates(*, most: Fraction | int = 1) -> SearchStrategy[Rate]:
    """Per year, month, week or day: zero, whole and broken percents, thirds and sevenths, and the ends."""
    parts = st.one_of(
        st.sampled_from([Fraction(0), Fraction(1, 100), Fraction(2, 100), Fraction(18, 100), Fraction(24, 100), Fraction(most)]),
        st.fractions(0, most, max_denominator=1200),
        st.integers(1, 40).map(lambda n: Fraction(n, 300)),
        st.integers(1, 40).map(lambda n: Fraction(n, 700)),
    )
    makers = (Rate.yearly, Rate.monthly, Rate.weekly, Rate.daily)
    return st.builds(lambda make, part: make(min(part, Fraction(most))), st.sampled_from(makers), parts)


def loan_plans(methods: Sequence[str] = tuple(METHODS)) -> SearchStrategy[dict[str, Any]]:
    """What `irman_ledger.coop.loans.methods.schedule` is called with; the principal is large enough for the step."""
    return _plans(methods).filter(_fits)


def _fits(plan: dict[str, Any]) -> bool:
    try:
        schedule(**plan)
    except (PlanDoesNotFitError, ConventionUnfitError):
        return False
    return True


@st.composite
def _plans(draw: DrawFn, methods: Sequence[str]) -> dict[str, Any]:
    instalments = draw(st.one_of(st.sampled_from([1, 2, 10, 12, 36]), st.integers(1, 60)))
    start_on = draw(days(date(2000, 1, 1), date(2050, 12, 31)))
    every = draw(st.sampled_from([Every(months=1), Every(months=1), Every(months=3), Every(weeks=1), Every(days=1)]))
    longer = draw(st.one_of(st.none(), st.integers(0, 80)))
    yearly = draw(st.one_of(st.sampled_from([Fraction(0), Fraction(24, 100)]), st.fractions(0, Fraction(36, 100), max_denominator=1200)))
    return {
        "principal": Money.from_minor(draw(st.integers(instalments * 200_000, 10**12)), "IDR"),
        "rate": Rate.yearly(yearly) if draw(st.booleans()) else Rate.monthly(yearly / 12),
        "instalments": instalments,
        "method": draw(st.sampled_from(sorted(methods))),
        "start_on": start_on,
        "first_due_on": None if longer is None else start_on + timedelta(days=longer),
        "every": every,
        "step": draw(st.sampled_from([None, Money.from_minor(1, "IDR"), Money.from_minor(100, "IDR"), Money.from_minor(10_000, "IDR")])),
        "mode": draw(st.sampled_from([Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.DOWN, Rounding.UP])),
        "conventions": draw(_conventions(instalments)),
    }


def _conventions(instalments: int) -> SearchStrategy[Conventions]:
    """Often the plain ones; else days, graces and seasons that go with every method."""
    spared = st.integers(0, min(3, instalments - 1))
    return st.one_of(
        st.just(PLAIN),
        st.builds(
            Conventions,
            day_count=st.sampled_from(DAY_COUNTS_OF_LOANS),
            sizing=st.sampled_from(SIZINGS),
            precision=st.sampled_from([None, 12]),
            grace=st.builds(Grace, principal=spared, interest_payment=spared, interest_free=spared),
            idle_months=st.sampled_from([frozenset[int](), frozenset({5, 6})]),
            due_after_days=st.sampled_from([0, 0, 10]),
            month_end=st.booleans(),
        ),
    )


def names() -> SearchStrategy[str]:
    """Of persons: those of the country, and any letters with apostrophes and hyphens."""
    letters = st.text(st.characters(categories=["L", "Zs"], include_characters="'-."), min_size=1, max_size=60)
    return st.one_of(st.sampled_from(_NAMES), letters).map(lambda name: unicodedata.normalize("NFC", name)).filter(_is_name)


def _is_name(name: str) -> bool:
    try:
        Private.of(name)
    except ValueError:
        return False
    return bool(name.strip())


def codes(prefix: str = "", *, most: int = 9_999) -> SearchStrategy[str]:
    """Numbers of members, accounts and loans: ``A-0001``."""
    return st.integers(1, most).map(lambda number: f"{prefix}{number:04d}")
