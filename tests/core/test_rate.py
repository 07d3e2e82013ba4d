"""Rates: an exact part of an amount, once or per unit of time."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.core.rate import Rate
from irman_ledger.errors import InvalidInputError

UNITS = st.sampled_from(["year", "month", "week", "day", "once"])
RATES = st.builds(Rate, st.fractions(0, 10, max_denominator=10**9), UNITS)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("24%", Fraction(24, 100)),
        ("0%", Fraction(0)),
        ("1,5%", Fraction(15, 1000)),
        ("1.5%", Fraction(15, 1000)),
        ("0.24", Fraction(24, 100)),
        ("0,24", Fraction(24, 100)),
        ("1/3", Fraction(1, 3)),
        ("1000%", Fraction(10)),
        (1, Fraction(1)),
        (Fraction(1, 7), Fraction(1, 7)),
        (Decimal("0.015"), Fraction(15, 1000)),
        (Decimal("0E+500000"), Fraction(0)),
    ],
)
def test_a_rate_is_read_exactly(written: Any, value: Fraction) -> None:
    assert Rate.yearly(written) == Rate(value, "year")


def test_each_maker_has_its_unit() -> None:
    makers = (Rate.yearly, Rate.monthly, Rate.weekly, Rate.daily, Rate.once)
    assert [make("1%").per for make in makers] == ["year", "month", "week", "day", "once"]


@pytest.mark.parametrize("value", [0.24, True, None, 2.0])
def test_only_exact_numbers_are_rates(value: Any) -> None:
    makers: tuple[Callable[[Any], Rate], ...] = (Rate.yearly, Rate.parse, lambda part: Rate(part, "year"))
    for make in makers:
        with pytest.raises(InvalidInputError) as refused:
            make(value)
        assert refused.value.code == "rate.not-exact"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%",
        "24 %",
        " 24%",
        "24%\n",
        "1.234,5%",
        "1e2%",
        "1_0%",
        "٢٤%",
        "NaN",
        "1/0",
        "1/3%",
        "--1%",
        "+1%",
        ".5%",
        "5.%",
        Decimal("NaN"),
    ],
)
def test_what_is_not_a_rate_is_refused(text: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Rate.yearly(text)
    assert refused.value.code == "rate.malformed"


@pytest.mark.parametrize("value", ["-1%", "1000.01%", "24", 11, -1, Fraction(-1, 10**9), Decimal("1E+500000"), Decimal("-0.1")])
def test_a_rate_is_from_0_to_1000_percent(value: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Rate.yearly(value)
    assert refused.value.code == "rate.out-of-range"


@pytest.mark.parametrize("value", [Fraction(1, 10**30 + 1), Decimal("1E-500000")])
def test_a_rate_without_end_is_refused(value: Fraction | Decimal) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Rate.yearly(value)
    assert refused.value.code == "rate.malformed"


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("24% / year", Rate.yearly("24%")),
        ("24%/year", Rate.yearly("24%")),
        ("1/3/year", Rate.yearly("1/3")),
        ("1,5% /month", Rate.monthly("1.5%")),
        ("0.02/ week", Rate.weekly("2%")),
        ("2%/once", Rate.once("2%")),
    ],
)
def test_a_rate_is_parsed_with_its_unit(text: str, rate: Rate) -> None:
    assert Rate.parse(text) == rate


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("24%", "rate.malformed"),
        ("/year", "rate.malformed"),
        ("24%/year ", "rate.unit"),
        ("24%/", "rate.unit"),
        ("24%/tahun", "rate.unit"),
        ("1/3", "rate.unit"),
    ],
)
def test_a_rate_without_a_number_or_a_unit_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Rate.parse(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("rate", "per", "expected"),
    [
        (Rate.yearly("24%"), "month", Rate.monthly("2%")),
        (Rate.monthly("2%"), "year", Rate.yearly("24%")),
        (Rate.yearly("36.5%"), "day", Rate.daily("0.1%")),
        (Rate.daily("0.1%"), "year", Rate.yearly("36.5%")),
        (Rate.daily("0.1%"), "week", Rate.weekly("0.7%")),
        (Rate.weekly("0.7%"), "year", Rate.yearly("36.5%")),
        (Rate.monthly("1%"), "day", Rate.daily("12/36500")),
        (Rate.once("1%"), "once", Rate.once("1%")),
        (Rate.yearly("1%"), "year", Rate.yearly("1%")),
    ],
)
def test_a_rate_is_given_per_another_unit_in_proportion(rate: Rate, per: str, expected: Rate) -> None:
    assert rate.to(per) == expected


@pytest.mark.parametrize(("rate", "per"), [(Rate.once("1%"), "year"), (Rate.yearly("1%"), "once"), (Rate.yearly("1%"), "quarter")])
def test_units_without_a_fixed_relation_are_refused(rate: Rate, per: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        rate.to(per)
    assert refused.value.code == "rate.unit"


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(InvalidInputError) as refused:
        Rate(Fraction(1), "decade")
    assert refused.value.code == "rate.unit"


def test_a_converted_rate_stays_in_range() -> None:
    with pytest.raises(InvalidInputError) as refused:
        Rate.daily("10%").to("year")
    assert refused.value.code == "rate.out-of-range"


@pytest.mark.parametrize(
    ("rate", "english", "indonesian", "plain"),
    [
        (Rate.yearly("24%"), "24% a year", "24% per tahun", "24%/year"),
        (Rate.monthly("1.50%"), "1.5% a month", "1,5% per bulan", "1.5%/month"),
        (Rate.weekly("0.05%"), "0.05% a week", "0,05% per minggu", "0.05%/week"),
        (Rate.daily("1/3"), "1/3 a day", "1/3 per hari", "1/3/day"),
        (Rate.once("100%"), "100% once", "100% sekali", "100%/once"),
        (Rate.yearly("0%"), "0% a year", "0% per tahun", "0%/year"),
    ],
)
def test_a_rate_is_written_for_people_and_for_machines(rate: Rate, english: str, indonesian: str, plain: str) -> None:
    assert (rate.text("en"), rate.text("id"), rate.plain(), str(rate)) == (english, indonesian, plain, plain)


@given(RATES)
def test_what_is_written_plainly_is_read_back(rate: Rate) -> None:
    assert Rate.parse(rate.plain()) == rate


@pytest.mark.parametrize("denominator", [2**99, 5**42, 2**50 * 5**20, 10**30, 3**60])
def test_the_finest_rates_are_read_back_too(denominator: int) -> None:
    rate = Rate(Fraction(1, denominator), "year")
    assert Rate.parse(rate.plain()) == rate


@given(st.fractions(0, Fraction(1, 10), max_denominator=10**6), *[st.sampled_from(["year", "month", "week"])] * 2)
def test_a_converted_rate_comes_back_unchanged(value: Fraction, per: str, other: str) -> None:
    assert Rate(value, per).to(other).to(per) == Rate(value, per)


@given(RATES)
def test_a_rate_survives_pickling(rate: Rate) -> None:
    assert pickle.loads(pickle.dumps(rate)) == rate
