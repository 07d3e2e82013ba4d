"""The declining-balance method (saldo menurun): each year of the life a part of what is left, the same in each of its months.

In the last year of the life what is left above the salvage value is written off. Source of that rule: Indonesian income tax law,
where the rest is written off at once at the end of the life.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Final

from irman_ledger.coop.assets.depreciation.life import Life

_YEAR: Final = 12


def written_off(life: Life, months: Fraction) -> Fraction:
    """Exact, in sen; never more than carrying less salvage."""
    assert life.rate is not None, "terms of this method have a rate"
    if months >= life.months:
        return Fraction(life.carrying - life.salvage)
    year = int(months // _YEAR)
    left = _left(life, year)
    within = months - year * _YEAR
    last = ceil(Fraction(life.months, _YEAR)) - 1
    if year == last:
        written = (left - life.salvage) * within / (life.months - last * _YEAR)
    else:
        written = (left - _left(life, year + 1)) * within / _YEAR
    return life.carrying - left + written


def _left(life: Life, years: int) -> Fraction:
    """What is left after so many whole years, at least the salvage value."""
    assert life.rate is not None, "terms of this method have a rate"
    return max(life.carrying * (1 - life.rate) ** years, Fraction(life.salvage))
