"""Money: whole sen of one currency, exact in every step."""

from __future__ import annotations

import copy
import operator
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.core.money import MAX_MINOR, Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import CEILING, FLOOR, HALF_DOWN, HALF_EVEN, HALF_UP, UP, Rounding
from irman_ledger.errors import InvalidInputError

AMOUNTS = st.builds(Money.from_minor, st.integers(-MAX_MINOR, MAX_MINOR))
CURRENCIES = st.sampled_from(["IDR", "EUR", "CZK", "USD"])
WEIGHTS = st.lists(st.one_of(st.integers(0, 10**9), st.fractions(0, 50, max_denominator=400)), min_size=1, max_size=10).filter(any)
STEPS = st.sampled_from([None, Money.from_minor(1), idr(1), idr(100)])
EURO = Money.from_minor(100, "EUR")


def sen(minor: int) -> Money:
    return Money.from_minor(minor)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("0", 0),
        ("-0", 0),
        ("5", 500),
        ("Rp5", 500),
        ("-Rp5", -500),
        ("-5", -500),
        ("1234567", 123_456_700),
        ("1.234.567", 123_456_700),
        ("Rp1.234.567", 123_456_700),
        ("1.234.567,50", 123_456_750),
        ("1.234.567,5", 123_456_750),
        ("1234567,50", 123_456_750),
        ("1234567.50", 123_456_750),
        ("1.5", 150),
        ("12.34", 1_234),
        ("0.05", 5),
        ("0,05", 5),
        ("1.234", 123_400),
        ("123.456", 12_345_600),
        ("10.000.000.000.000", MAX_MINOR),
        ("-Rp10.000.000.000.000,00", -MAX_MINOR),
    ],
)
def test_an_amount_is_read_in_the_indonesian_or_the_plain_way(text: str, minor: int) -> None:
    assert Money.parse(text).minor == minor


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "Rp", "-Rp", " 5", "5 ", "5\n", "Rp 5", "- 5", "1 234", "1_000", "+5", "--5", "Rp-5", "5-", "(5)"),
        *("1,234.50", "12.34.5", "1.234.56", "1234.567", "1.23.456", "12345.678", ".5", "5.", ",5", "5,", "1,234", "1.234,567", "1,2,3"),
        *("1.234.5", "1234.5,5", "1.5,5", "0.500", "0.123.456", "007", "00", "1e3", "1E3", "NaN", "Infinity", "0x10"),
        *("٥", "１２", "1．5", "rp5", "RP5", "Rp.5", "IDR 5", "€5", "5,-", "RpRp5", "five"),
    ],
)
def test_what_has_no_reading_or_two_is_refused(text: str) -> None:
    for read in (Money.parse, idr):
        with pytest.raises(InvalidInputError) as refused:
            read(text)
        assert refused.value.code == "money.malformed"


@pytest.mark.parametrize("text", ["10.000.000.000.000,01", "-10000000000000.01", "9" * 30, "9" * 10_000])
def test_an_amount_that_enters_has_a_bound(text: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Money.parse(text)
    assert refused.value.code == "money.too-large"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: idr(10**13 + 1),
        lambda: idr(Decimal("10000000000000.01")),
        lambda: idr(Decimal("-1E+999999")),
        lambda: Money.from_minor(MAX_MINOR + 1),
        lambda: Money.from_minor(-MAX_MINOR - 1),
        lambda: Money(2**63, "IDR"),
        lambda: Money(2**63 - 1, "IDR") + sen(1),
        lambda: Money(1 - 2**63, "IDR") - sen(1),
        lambda: Money(2**62, "IDR") * 2,
        lambda: Money.total([Money(2**62, "IDR")] * 2),
        lambda: sen(MAX_MINOR).times(10**6, step=sen(1), mode=HALF_UP),
        lambda: Money.from_plain("92233720368547758.08"),
        lambda: Money.from_plain("1" * 10_000),
    ],
)
def test_no_amount_is_larger_than_the_books_hold(attempt: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        attempt()
    assert refused.value.code == "money.too-large"


def test_a_result_may_reach_what_a_column_holds() -> None:
    assert (Money(2**63 - 2, "IDR") + sen(1)).plain() == "92233720368547758.07"


@pytest.mark.parametrize(
    ("value", "minor"),
    [
        (1_500, 150_000),
        (0, 0),
        ("1.500,25", 150_025),
        (Decimal("1500.25"), 150_025),
        (Decimal("1.5E+3"), 150_000),
        (Decimal("-0.010"), -1),
        (Decimal("0E-999999"), 0),
    ],
)
def test_rupiah_are_made_from_whole_ones_text_or_decimals(value: int | str | Decimal, minor: int) -> None:
    assert idr(value) == sen(minor)


@pytest.mark.parametrize("value", [1.0, True, False, None, float("nan"), Fraction(1, 2)])
def test_money_is_never_made_from_what_is_not_exact(value: Any) -> None:
    makers: tuple[Callable[[Any], Money], ...] = (idr, Money.from_minor, Money.parse, Money.from_plain, lambda minor: Money(minor, "IDR"))
    for make in makers:
        with pytest.raises(InvalidInputError) as refused:
            make(value)
        assert refused.value.code == "money.not-exact"


@pytest.mark.parametrize("value", [Decimal("0.001"), Decimal("1500.255"), Decimal("1E-999999")])
def test_a_part_of_a_sen_is_not_exact(value: Decimal) -> None:
    with pytest.raises(InvalidInputError) as refused:
        idr(value)
    assert refused.value.code == "money.not-exact"


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity")])
def test_a_decimal_that_is_not_finite_is_malformed(value: Decimal) -> None:
    with pytest.raises(InvalidInputError) as refused:
        idr(value)
    assert refused.value.code == "money.malformed"


@pytest.mark.parametrize("value", [1.5, True])
@pytest.mark.parametrize("work", [operator.add, operator.sub, operator.mul, operator.lt, operator.le, operator.gt, operator.ge])
def test_money_does_not_work_with_floats_and_bools(work: Any, value: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        work(idr(1), value)
    assert refused.value.code == "money.not-exact"


@pytest.mark.parametrize("factor", [0.1, True, Decimal("NaN"), Decimal("Infinity"), "2%"])
def test_a_factor_is_exact(factor: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        idr(1).times(factor, step=idr(1), mode=HALF_UP)
    assert refused.value.code == "money.not-exact"


@pytest.mark.parametrize("weight", [0.5, True])
def test_a_weight_is_exact(weight: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        idr(1).split([1, weight])
    assert refused.value.code == "money.not-exact"


@pytest.mark.parametrize("work", [operator.add, operator.sub, operator.lt, operator.le, operator.gt, operator.ge])
def test_a_bare_number_is_not_money(work: Any) -> None:
    with pytest.raises(TypeError):
        work(idr(1), 1)


@pytest.mark.parametrize("factor", [Fraction(1, 2), Decimal(2), idr(2), "2"])
def test_only_a_count_multiplies_without_a_step(factor: Any) -> None:
    with pytest.raises(TypeError):
        idr(1) * factor


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: idr(1) + EURO,
        lambda: idr(1) - EURO,
        lambda: idr(1) < EURO,
        lambda: idr(1) <= EURO,
        lambda: idr(1) > EURO,
        lambda: idr(1) >= EURO,
        lambda: Money.total([idr(1), EURO]),
        lambda: Money.total([EURO]),
        lambda: idr(1).times(2, step=EURO, mode=HALF_UP),
        lambda: idr(1).split([1], step=EURO),
    ],
)
def test_currencies_do_not_mix(attempt: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        attempt()
    assert refused.value.code == "money.currency-mismatch"


def test_amounts_of_different_currencies_are_unequal() -> None:
    assert Money.from_minor(100, "EUR") != Money.from_minor(100, "IDR")


@pytest.mark.parametrize("currency", ["idr", "ID", "IDRR", "I1R", "", "ÄBC", "IDR\n", None, 360])
def test_a_currency_is_three_capital_letters(currency: Any) -> None:
    makers: tuple[Callable[[], Money], ...] = (
        lambda: Money.zero(currency),
        lambda: Money.from_minor(1, currency),
        lambda: Money.parse("1", currency),
        lambda: Money.from_plain("1", currency),
        lambda: Money.total([], currency),
        lambda: Money(1, currency),
    )
    for make in makers:
        with pytest.raises(InvalidInputError) as refused:
            make()
        assert refused.value.code == "money.currency-unknown"


def test_money_is_added_taken_away_and_counted() -> None:
    assert idr(7) + idr(5) == idr(12)
    assert idr(5) - idr(7) == idr(-2)
    assert -idr(5) == idr(-5)
    assert abs(idr(-5)) == idr(5)
    assert idr(5) * 3 == 3 * idr(5) == idr(15)
    assert Money.total([idr(1), idr(2), sen(3)]) == sen(303)
    assert Money.total([]) == Money.zero() == idr(0)
    assert Money.total(iter([EURO]), "EUR") == EURO


def test_money_is_ordered_by_amount() -> None:
    assert sorted([idr(3), idr(-1), sen(250)]) == [idr(-1), sen(250), idr(3)]
    assert idr(1) < idr(2) <= idr(2)
    assert idr(2) > idr(1) >= idr(1)
    assert not idr(2) < idr(2)
    assert not idr(2) > idr(2)


def test_only_an_amount_of_nothing_is_false() -> None:
    assert [bool(idr(0)), bool(sen(1)), bool(sen(-1))] == [False, True, True]


@given(AMOUNTS, AMOUNTS)
def test_what_is_added_is_taken_away_again(one: Money, other: Money) -> None:
    assert one + other - other == one


@given(st.lists(AMOUNTS, max_size=20))
def test_a_total_is_the_sum_of_the_sen(amounts: list[Money]) -> None:
    assert Money.total(amounts).minor == sum(amount.minor for amount in amounts)


@pytest.mark.parametrize(
    ("amount", "factor", "step", "mode", "product"),
    [
        (idr(2_000_000), Rate.monthly("2%"), idr(1), HALF_UP, idr(40_000)),
        (idr(2_000_000), Rate.yearly("24%").to("month"), idr(1), HALF_UP, idr(40_000)),
        (idr(1_000), Fraction(1, 3), sen(1), HALF_UP, sen(33_333)),
        (idr(1_000), Fraction(1, 3), idr(1), UP, idr(334)),
        (idr(1_000), Decimal("0.0005"), idr(1), HALF_UP, idr(1)),
        (idr(1_000), Decimal("0.0005"), idr(1), HALF_EVEN, idr(0)),
        (idr(3_000), Decimal("0.0005"), idr(1), HALF_EVEN, idr(2)),
        (idr(1_000), Decimal("0.0005"), idr(1), HALF_DOWN, idr(0)),
        (idr(-1_000), Decimal("0.0005"), idr(1), HALF_UP, idr(-1)),
        (idr(-1_000), Decimal("0.0005"), idr(1), FLOOR, idr(-1)),
        (idr(-1_000), Decimal("0.0005"), idr(1), CEILING, idr(0)),
        (idr(1_250), 1, idr(500), HALF_UP, idr(1_500)),
        (idr(1_249), 1, idr(500), HALF_UP, idr(1_000)),
        (idr(5), -3, idr(1), HALF_UP, idr(-15)),
    ],
)
def test_a_product_is_rounded_once_to_its_step(amount: Money, factor: Any, step: Money, mode: Rounding, product: Money) -> None:
    assert amount.times(factor, step=step, mode=mode) == product


@given(AMOUNTS, st.fractions(-10, 10), st.integers(1, 10**6), st.sampled_from(Rounding))
def test_a_product_is_less_than_a_step_from_the_exact_one(amount: Money, factor: Fraction, step: int, mode: Rounding) -> None:
    product = amount.times(factor, step=sen(step), mode=mode)
    assert product.minor % step == 0
    assert abs(product.minor - amount.minor * factor) < step


@pytest.mark.parametrize("step", [idr(0), idr(-1)])
def test_a_step_is_more_than_nothing(step: Money) -> None:
    for attempt in (lambda: idr(1).times(2, step=step, mode=HALF_UP), lambda: idr(1).split([1], step=step)):
        with pytest.raises(InvalidInputError) as refused:
            attempt()
        assert refused.value.code == "rounding.step-not-positive"


@pytest.mark.parametrize(
    ("amount", "weights", "step", "shares"),
    [
        (sen(100), [1, 1, 1], None, (sen(34), sen(33), sen(33))),
        (sen(-100), [1, 1, 1], None, (sen(-34), sen(-33), sen(-33))),
        (idr(100), [1, 1, 1], idr(1), (idr(34), idr(33), idr(33))),
        (idr(2_000_000), [1] * 3, idr(1), (idr(666_667), idr(666_667), idr(666_666))),
        (sen(10_050), [1, 2], idr(1), (sen(3_350), idr(67))),
        (sen(10_050), [1, 1, 1], idr(1), (idr(34), sen(3_350), idr(33))),
        (idr(1_000_000), [Fraction(2, 5), Fraction(3, 5), 0], None, (idr(400_000), idr(600_000), idr(0))),
        (sen(99), [0, 1, 1], idr(1), (sen(0), sen(99), sen(0))),
    ],
)
def test_the_largest_remainders_get_the_rest(amount: Money, weights: list[Any], step: Money | None, shares: tuple[Money, ...]) -> None:
    assert amount.split(weights, step=step) == shares


@given(AMOUNTS, WEIGHTS, STEPS)
def test_split_keeps_every_sen(amount: Money, weights: list[int | Fraction], step: Money | None) -> None:
    assert Money.total(amount.split(weights, step=step)) == amount


@given(AMOUNTS, WEIGHTS, STEPS)
def test_each_share_is_less_than_a_step_from_its_exact_share(amount: Money, weights: list[int | Fraction], step: Money | None) -> None:
    width = step.minor if step else 1
    for share, weight in zip(amount.split(weights, step=step), weights, strict=True):
        assert abs(share.minor - Fraction(amount.minor) * weight / sum(weights)) < width


@given(AMOUNTS, WEIGHTS, STEPS)
def test_at_most_one_share_holds_less_than_whole_steps(amount: Money, weights: list[int | Fraction], step: Money | None) -> None:
    width = step.minor if step else 1
    rests = [abs(share.minor) % width for share in amount.split(weights, step=step)]
    assert sorted(rests, reverse=True)[:1] == [abs(amount.minor) % width]
    assert sum(rest > 0 for rest in rests) <= 1


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_weights_that_cannot_share_are_refused(weights: list[int | Fraction]) -> None:
    with pytest.raises(InvalidInputError) as refused:
        idr(1).split(weights)
    assert refused.value.code == "rounding.weights-invalid"


@pytest.mark.parametrize(
    ("amount", "text", "bare", "plain"),
    [
        (idr(1_234_567), "Rp1.234.567", "1.234.567", "1234567"),
        (sen(123_456_750), "Rp1.234.567,50", "1.234.567,50", "1234567.50"),
        (idr(-5), "-Rp5", "-5", "-5"),
        (sen(-5), "-Rp0,05", "-0,05", "-0.05"),
        (idr(0), "Rp0", "0", "0"),
        (idr(999), "Rp999", "999", "999"),
        (Money.from_minor(123_450, "EUR"), "€1.234,50", "1.234,50", "1234.50"),
        (Money.from_minor(123_450, "CZK"), "Kč1.234,50", "1.234,50", "1234.50"),
        (Money.from_minor(-123_450, "XYZ"), "-XYZ 1.234,50", "-1.234,50", "-1234.50"),
    ],
)
def test_an_amount_is_written_for_people_and_for_machines(amount: Money, text: str, bare: str, plain: str) -> None:
    assert (amount.text(), amount.text(symbol=False), amount.plain()) == (text, bare, plain)
    assert (str(amount), repr(amount), f"{amount:>16}") == (text, f"Money('{text}')", text.rjust(16))


@given(st.integers(-MAX_MINOR, MAX_MINOR), CURRENCIES)
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    amount = Money.from_minor(minor, currency)
    assert Money.from_plain(amount.plain(), currency) == amount
    assert Money.parse(amount.text(), currency) == amount
    assert Money.parse(amount.text(symbol=False), currency) == amount
    assert Money.parse(amount.plain(), currency) == amount


@pytest.mark.parametrize(
    "text",
    ["", "-", "-0", "0.00", "1.00", "1.5", "1.500", "01", "+1", " 1", "1\n", "1,50", "1.234.567", "Rp1", "1e3", "1_0", "٥", "-0.00", ".50"],
)
def test_only_what_plain_writes_is_read_as_plain(text: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Money.from_plain(text)
    assert refused.value.code == "money.malformed"


@given(st.text("0123456789.,-Rp ", max_size=14))
def test_any_text_is_an_amount_that_reads_the_same_or_is_refused(text: str) -> None:
    try:
        amount = Money.parse(text)
    except InvalidInputError:
        return
    assert Money.parse(amount.text()) == amount


@given(AMOUNTS)
def test_an_amount_is_a_value(amount: Money) -> None:
    twin = Money(amount.minor, amount.currency)
    assert amount == twin == pickle.loads(pickle.dumps(amount)) == copy.deepcopy(amount)
    assert hash(amount) == hash(twin)


def test_an_amount_does_not_change() -> None:
    with pytest.raises(AttributeError):
        idr(1).minor = 2  # type: ignore[misc]  # what must not be done
    assert not hasattr(idr(1) + idr(1), "__dict__")


def test_a_refused_amount_speaks_both_languages() -> None:
    with pytest.raises(InvalidInputError) as refused:
        idr("1,234.50")
    assert refused.value.message("en") == "'1,234.50' cannot be read as money, like 1.234,50"
    assert refused.value.message("id") == "'1,234.50' tidak terbaca sebagai uang, seperti 1.234,50"
