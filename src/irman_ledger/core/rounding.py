"""Rounding that names its mode and its step, and sharing that loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import assert_never

from irman_ledger.errors import InvalidInputError

__all__ = [
    "CEILING",
    "DOWN",
    "FLOOR",
    "HALF_DOWN",
    "HALF_EVEN",
    "HALF_UP",
    "UP",
    "Rounding",
    "RoundingNotExactError",
    "StepNotPositiveError",
    "WeightsInvalidError",
    "largest_remainder",
    "round_fraction",
    "round_ratio",
    "round_to_step",
]


class RoundingNotExactError(InvalidInputError):
    """A number that is not an exact integer or fraction (a float, a bool)."""

    code = "rounding.not-exact"
    text = {
        "en": "{value!r} is not an exact number; give an integer or a fraction",
        "id": "{value!r} bukan bilangan pasti; berikan bilangan bulat atau pecahan",
    }


class StepNotPositiveError(InvalidInputError):
    """A rounding step of zero or less."""

    code = "rounding.step-not-positive"
    text = {
        "en": "the rounding step must be more than zero, not {step}",
        "id": "langkah pembulatan harus lebih dari nol, bukan {step}",
    }


class WeightsInvalidError(InvalidInputError):
    """Weights that cannot share anything: none, a negative one, or a sum of zero."""

    code = "rounding.weights-invalid"
    text = {
        "en": "{count} weights cannot share an amount: none may be negative and their sum must be more than zero",
        "id": "{count} bobot tidak dapat membagi jumlah: tidak boleh negatif dan jumlahnya harus lebih dari nol",
    }


class Rounding(StrEnum):
    """What happens to the part that does not fit (cara pembulatan).

    The names are those of `decimal`: UP is away from zero and DOWN toward zero, so that a debit and its
    credit round alike; FLOOR and CEILING go to the smaller and the larger number.
    """

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    HALF_DOWN = "half-down"
    UP = "up"
    DOWN = "down"
    FLOOR = "floor"
    CEILING = "ceiling"


HALF_UP = Rounding.HALF_UP
HALF_EVEN = Rounding.HALF_EVEN
HALF_DOWN = Rounding.HALF_DOWN
UP = Rounding.UP
DOWN = Rounding.DOWN
FLOOR = Rounding.FLOOR
CEILING = Rounding.CEILING


def round_fraction(value: Fraction | int, mode: Rounding) -> int:
    """The whole number nearest to `value` in the sense of `mode`.

    Raises
    ------
    RoundingNotExactError
        ``rounding.not-exact``: a float, a bool or anything else that is not an integer or a fraction.

    Examples
    --------
    >>> round_fraction(Fraction(5, 2), HALF_EVEN), round_fraction(Fraction(-5, 2), HALF_UP)
    (2, -3)
    """
    exact = _exact(value)
    return round_ratio(exact.numerator, exact.denominator, mode)


def round_to_step(value: Fraction | int, step: int, mode: Rounding) -> int:
    """The multiple of `step` nearest to `value` in the sense of `mode`.

    Raises
    ------
    RoundingNotExactError
        ``rounding.not-exact``
    StepNotPositiveError
        ``rounding.step-not-positive``

    Examples
    --------
    >>> round_to_step(1_250, 500, HALF_UP), round_to_step(1_249, 500, HALF_UP)
    (1500, 1000)
    """
    exact = _exact(value)
    _check_step(step)
    return round_ratio(exact.numerator, exact.denominator * step, mode) * step


def round_ratio(numerator: int, denominator: int, mode: Rounding) -> int:
    """`numerator` / `denominator`, rounded to a whole number without making a `Fraction` first.

    Parameters
    ----------
    denominator
        More than zero.
    """
    floor, rest = divmod(numerator, denominator)
    if not rest:
        return floor
    return floor + _goes_up(floor, 2 * rest - denominator, mode)


def _goes_up(floor: int, beyond_half: int, mode: Rounding) -> bool:
    """Whether an inexact value above `floor` becomes floor + 1; `beyond_half` is negative below the half, zero on it."""
    match mode:
        case Rounding.HALF_UP:
            return beyond_half > 0 or (beyond_half == 0 and floor >= 0)
        case Rounding.HALF_DOWN:
            return beyond_half > 0 or (beyond_half == 0 and floor < 0)
        case Rounding.HALF_EVEN:
            return beyond_half > 0 or (beyond_half == 0 and floor % 2 == 1)
        case Rounding.UP:
            return floor >= 0
        case Rounding.DOWN:
            return floor < 0
        case Rounding.FLOOR:
            return False
        case Rounding.CEILING:
            return True
        case _:
            assert_never(mode)


def largest_remainder(total: int, weights: Sequence[int | Fraction], *, step: int = 1) -> tuple[int, ...]:
    """`total` shared by `weights` in whole steps, the rest to the largest remainders; nothing is lost.

    Parameters
    ----------
    weights
        Zero or more each, with a sum of more than zero. A weight of zero gets zero.
    step
        More than zero. `total` need not be a multiple of it.

    Returns
    -------
    tuple[int, ...]
        As many shares as weights, in their order; their sum is `total`, and each is less than one step from
        its exact share. A negative total gives the mirrored shares of the positive one.

    Raises
    ------
    WeightsInvalidError
        ``rounding.weights-invalid``
    RoundingNotExactError
        ``rounding.not-exact``
    StepNotPositiveError
        ``rounding.step-not-positive``

    Notes
    -----
    Each share is first its exact share rounded down to whole steps. What is left is handed out one step at a
    time in the order of the parts cut off, largest first and equal ones in the order given. The last piece,
    where it is smaller than a step, goes to the next one in that order.
    Source: the method of Hamilton and Hare; docs/explanation/money.md.

    Examples
    --------
    >>> largest_remainder(100, [1, 1, 1])
    (34, 33, 33)
    >>> largest_remainder(1_050, [2, 1], step=100)
    (700, 350)
    """
    total_whole = _exact(total)
    assert isinstance(total_whole, int), "a total is a whole number"
    _check_step(step)
    parts = _whole_weights(weights)
    shares = _shares(abs(total_whole), parts, step)
    return tuple(-share for share in shares) if total_whole < 0 else tuple(shares)


def _shares(total: int, parts: Sequence[int], step: int) -> list[int]:
    shares, cut_off = [], []
    whole = sum(parts) * step
    for part in parts:
        steps, rest = divmod(total * part, whole)
        shares.append(steps * step)
        cut_off.append(rest)
    steps_left, piece = divmod(total - sum(shares), step)
    # Each part cut off is under one step, so more shares have one than there are pieces: a zero weight never gets any.
    order = sorted(range(len(parts)), key=lambda place: -cut_off[place])
    for place in order[:steps_left]:
        shares[place] += step
    if piece:
        shares[order[steps_left]] += piece
    return shares


def _whole_weights(weights: Sequence[int | Fraction]) -> list[int]:
    """The weights, all multiplied by their common denominator."""
    exact = [_exact(weight) for weight in weights]
    if not exact or min(exact) < 0 or not any(exact):
        raise WeightsInvalidError(field="weights", count=len(exact))
    common = lcm(*(weight.denominator for weight in exact))
    return [weight.numerator * (common // weight.denominator) for weight in exact]


def _exact(value: Fraction | int) -> Fraction | int:
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise RoundingNotExactError(value=value)
    return value


def _check_step(step: int) -> None:
    if isinstance(step, bool) or not isinstance(step, int):
        raise RoundingNotExactError(field="step", value=step)
    if step <= 0:
        raise StepNotPositiveError(field="step", step=step)
