"""Quantities are exact and are read strictly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from irman_ledger.core.quantity import MAX_HUNDREDTHS, Quantity, QuantityError


@pytest.mark.parametrize(
    ("text", "hundredths", "plain", "printed", "decimals"),
    [
        ("0", 0, "0", "0", 0),
        ("600", 60_000, "600", "600", 0),
        ("12.5", 1_250, "12.5", "12,5", 1),
        ("12,50", 1_250, "12.5", "12,5", 1),
        ("0.05", 5, "0.05", "0,05", 2),
        ("1250,75", 125_075, "1250.75", "1.250,75", 2),
        ("3.00", 300, "3", "3", 0),
    ],
)
def test_a_quantity_is_read_and_written(text: str, hundredths: int, plain: str, printed: str, decimals: int) -> None:
    quantity = Quantity.parse(text)
    assert (quantity.hundredths, quantity.plain(), quantity.text(), quantity.decimals) == (hundredths, plain, printed, decimals)
    assert Quantity.parse(quantity.plain()) == quantity


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.000", "1,255", "01", "1e3", " 1", ".5", "1.", "٣", "1234567890123", 5, None])
def test_what_is_below_zero_or_could_be_read_in_two_ways_is_refused(text: object) -> None:
    with pytest.raises(QuantityError) as caught:
        Quantity.parse(text)  # type: ignore[arg-type]  # on purpose
    assert caught.value.code == "quantity.malformed"


@pytest.mark.parametrize("hundredths", [-1, MAX_HUNDREDTHS + 1, 1.5, True])
def test_it_is_whole_hundredths_within_bounds(hundredths: object) -> None:
    with pytest.raises(QuantityError):
        Quantity(hundredths)  # type: ignore[arg-type]  # on purpose


def test_it_is_counted_together_and_shared_exactly() -> None:
    some, all_of_it = Quantity.parse("12.5"), Quantity.parse("37.5")
    assert (some + all_of_it, all_of_it - some, some.of(all_of_it)) == (Quantity(5_000), Quantity(2_500), Fraction(1, 3))
    with pytest.raises(QuantityError):
        some - all_of_it
