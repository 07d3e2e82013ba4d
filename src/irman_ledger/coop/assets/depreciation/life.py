"""The life of an asset that is left to depreciate, and how much of it has passed."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from irman_ledger.core.calendar import Month

FirstMonth = Literal["next", "whole", "half", "days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What is to be written off over a life.

    Parameters
    ----------
    carrying
        In sen, what the asset stands at when the life begins.
    salvage
        In sen, what it is expected to be worth at its end (nilai sisa); 0 to `carrying`.
    months
        How long it lasts; 1 or more.
    rate
        The part of the carrying amount written off in a year, for the declining method.
    """

    carrying: int
    salvage: int
    months: int
    rate: Fraction | None = None


def elapsed_months(begins_on: date, month: Month, first_month: FirstMonth) -> Fraction:
    """How many months of a life that begins on a day have passed at the end of `month`; zero or more.

    The first month counts by `first_month`: not (``next``: from the next month on), ``whole``, whole up to the fifteenth and else
    not (``half``), or by its days, the first included (``days``).
    """
    begun = Month.of(begins_on)
    later = (month.year - begun.year) * 12 + month.month - begun.month
    if later < 0:
        return Fraction(0)
    return later + _of_first(begins_on, first_month)


def _of_first(begins_on: date, first_month: FirstMonth) -> Fraction:
    match first_month:
        case "next":
            return Fraction(0)
        case "whole":
            return Fraction(1)
        case "half":
            return Fraction(1 if begins_on.day <= 15 else 0)
        case "days":
            length = monthrange(begins_on.year, begins_on.month)[1]
            return Fraction(length - begins_on.day + 1, length)
