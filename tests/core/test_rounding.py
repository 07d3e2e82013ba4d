"""Rounding that names its mode and its step, and sharing that loses nothing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.core.rounding import (
    CEILING,
    DOWN,
    FLOOR,
    HALF_DOWN,
    HALF_EVEN,
    HALF_UP,
    UP,
    Rounding,
    largest_remainder,
    round_fraction,
    round_to_step,
)
from irman_ledger.errors import InvalidInputError

MODES = st.sampled_from(Rounding)
WEIGHTS = st.lists(st.one_of(st.integers(0, 10**12), st.fractions(0, 50, max_denominator=400)), min_size=1, max_size=12).filter(any)
TOTALS = st.integers(-(10**15), 10**15)
STEPS = st.sampled_from([1, 100, 2_500, 100_000])


def test_the_modes_are_written_with_hyphens() -> None:
    assert [str(mode) for mode in Rounding] == ["half-up", "half-even", "half-down", "up", "down", "floor", "ceiling"]


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [
        # the ties -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, then -1.7, -1.2, 1.2, 1.7
        (HALF_UP, [-3, -2, -1, 1, 2, 3, -2, -1, 1, 2]),
        (HALF_EVEN, [-2, -2, 0, 0, 2, 2, -2, -1, 1, 2]),
        (HALF_DOWN, [-2, -1, 0, 0, 1, 2, -2, -1, 1, 2]),
        (UP, [-3, -2, -1, 1, 2, 3, -2, -2, 2, 2]),
        (DOWN, [-2, -1, 0, 0, 1, 2, -1, -1, 1, 1]),
        (FLOOR, [-3, -2, -1, 0, 1, 2, -2, -2, 1, 1]),
        (CEILING, [-2, -1, 0, 1, 2, 3, -1, -1, 2, 2]),
    ],
)
def test_each_mode_rounds_ties_and_the_rest(mode: Rounding, rounded: list[int]) -> None:
    values = [Fraction(tenths, 10) for tenths in (-25, -15, -5, 5, 15, 25, -17, -12, 12, 17)]
    assert [round_fraction(value, mode) for value in values] == rounded


@given(st.integers(), MODES)
def test_a_whole_number_stays(value: int, mode: Rounding) -> None:
    assert round_fraction(value, mode) == value


@given(st.fractions(), MODES)
def test_rounding_moves_by_less_than_one(value: Fraction, mode: Rounding) -> None:
    assert abs(round_fraction(value, mode) - value) < 1


@given(st.fractions(), st.sampled_from([HALF_UP, HALF_EVEN, HALF_DOWN]))
def test_the_half_modes_move_by_at_most_a_half(value: Fraction, mode: Rounding) -> None:
    assert abs(round_fraction(value, mode) - value) <= Fraction(1, 2)


@given(st.fractions(), st.sampled_from([HALF_UP, HALF_EVEN, HALF_DOWN, UP, DOWN]))
def test_a_debit_and_its_credit_round_alike(value: Fraction, mode: Rounding) -> None:
    assert round_fraction(-value, mode) == -round_fraction(value, mode)


@given(st.fractions())
def test_half_even_is_what_python_does(value: Fraction) -> None:
    assert round_fraction(value, HALF_EVEN) == round(value)


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [
        (HALF_UP, [1_500, -1_500, 1_000]),
        (HALF_EVEN, [1_000, -1_000, 1_000]),
        (HALF_DOWN, [1_000, -1_000, 1_000]),
        (CEILING, [1_500, -1_000, 1_500]),
        (FLOOR, [1_000, -1_500, 1_000]),
    ],
)
def test_a_step_is_rounded_to_in_each_mode(mode: Rounding, rounded: list[int]) -> None:
    assert [round_to_step(value, 500, mode) for value in (1_250, -1_250, Fraction(3_001, 3))] == rounded


@given(st.fractions(), st.integers(1, 10**6), MODES)
def test_a_rounded_value_is_a_multiple_of_the_step(value: Fraction, step: int, mode: Rounding) -> None:
    assert round_to_step(value, step, mode) % step == 0


@pytest.mark.parametrize("step", [0, -100])
def test_a_step_is_more_than_zero(step: int) -> None:
    with pytest.raises(InvalidInputError, match=f"the rounding step must be more than zero, not {step}") as refused:
        round_to_step(1, step, HALF_UP)
    assert refused.value.code == "rounding.step-not-positive"


@pytest.mark.parametrize("value", [0.5, True, "1", None])
def test_only_exact_numbers_are_rounded(value: Any) -> None:
    for attempt in (
        lambda: round_fraction(value, HALF_UP),
        lambda: round_to_step(1, value, HALF_UP),
        lambda: largest_remainder(value, [1]),
        lambda: largest_remainder(1, [value]),
    ):
        with pytest.raises(InvalidInputError) as refused:
            attempt()
        assert refused.value.code == "rounding.not-exact"


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (100, [1, 1, 1], (34, 33, 33)),
        (101, [1, 1, 1], (34, 34, 33)),
        (-101, [1, 1, 1], (-34, -34, -33)),
        (10, [3, 3, 1], (4, 4, 2)),  # exact 4.29, 4.29, 1.43: the one left goes to 1.43
        (7, [0, 1, 0, 1], (0, 4, 0, 3)),
        (1, [1, 2, 2], (0, 1, 0)),
        (0, [5, 5], (0, 0)),
        (10, [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)], (5, 3, 2)),
        # Rounded one by one the next would lose two and the last would make one.
        (50_000, [1, 1, 1, 1, 1, 1], (8_334, 8_334, 8_333, 8_333, 8_333, 8_333)),
        (50_000, [2, 2, 2, 1], (14_286, 14_286, 14_285, 7_143)),
    ],
)
def test_the_largest_remainders_get_the_rest(total: int, weights: list[int | Fraction], shares: tuple[int, ...]) -> None:
    assert largest_remainder(total, weights) == shares


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (1_050, [2, 1], (700, 350)),  # 700 and 350 exactly: the rest of 50 goes to the 50 cut off
        (10_050, [1, 2], (3_350, 6_700)),
        (1_000, [1, 1, 1], (400, 300, 300)),
        (1_050, [1, 1, 1], (400, 350, 300)),  # one step to the first, then the rest to the second
        (70, [1, 3], (0, 70)),
        (-1_050, [1, 1, 1], (-400, -350, -300)),
    ],
)
def test_the_rest_below_a_step_goes_to_the_next_remainder(total: int, weights: list[int | Fraction], shares: tuple[int, ...]) -> None:
    assert largest_remainder(total, weights, step=100) == shares


@given(TOTALS, WEIGHTS, STEPS)
def test_sharing_loses_nothing(total: int, weights: list[int | Fraction], step: int) -> None:
    assert sum(largest_remainder(total, weights, step=step)) == total


@given(TOTALS, WEIGHTS, STEPS)
def test_each_share_is_less_than_a_step_from_its_exact_share(total: int, weights: list[int | Fraction], step: int) -> None:
    for share, weight in zip(largest_remainder(total, weights, step=step), weights, strict=True):
        assert abs(share - Fraction(total) * weight / sum(weights)) < step


@given(TOTALS, WEIGHTS, STEPS)
def test_a_weight_of_zero_gets_zero(total: int, weights: list[int | Fraction], step: int) -> None:
    shares = largest_remainder(total, [0, *weights, 0], step=step)
    assert (shares[0], shares[-1]) == (0, 0)


@given(TOTALS, WEIGHTS, STEPS)
def test_a_negative_total_is_mirrored(total: int, weights: list[int | Fraction], step: int) -> None:
    mirrored = tuple(-share for share in largest_remainder(total, weights, step=step))
    assert largest_remainder(-total, weights, step=step) == mirrored


@given(st.integers(0, 10**9), WEIGHTS)
def test_who_gets_one_more_has_a_remainder_no_smaller_than_who_does_not(total: int, weights: list[int | Fraction]) -> None:
    exact = [Fraction(total) * weight / sum(weights) for weight in weights]
    ranks = [(-(value - value.__floor__()), place) for place, value in enumerate(exact)]
    got_more = [share > value.__floor__() for share, value in zip(largest_remainder(total, weights), exact, strict=True)]
    with_more = [rank for rank, more in zip(ranks, got_more, strict=True) if more]
    without = [rank for rank, more in zip(ranks, got_more, strict=True) if not more]
    assert not with_more or not without or max(with_more) < min(without)


@given(TOTALS, st.integers(1, 10**6), st.integers(1, 20))
def test_equal_weights_favour_those_named_first(total: int, weight: int, count: int) -> None:
    shares = [abs(share) for share in largest_remainder(total, [weight] * count)]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [1, -1], [3, -1]])
def test_weights_that_cannot_share_are_refused(weights: list[int | Fraction]) -> None:
    with pytest.raises(InvalidInputError) as refused:
        largest_remainder(0, weights)
    assert refused.value.code == "rounding.weights-invalid"


def test_a_refusal_speaks_indonesian() -> None:
    with pytest.raises(InvalidInputError) as refused:
        round_to_step(1, 0, HALF_UP)
    assert refused.value.message("id") == "langkah pembulatan harus lebih dari nol, bukan 0"
