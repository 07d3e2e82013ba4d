"""Depreciation (penyusutan): how much of a plan should be written off after so many months; one file a method."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, Literal, get_args

from irman_ledger.coop.assets.depreciation import declining, straight_line
from irman_ledger.coop.assets.depreciation.life import FirstMonth, Life, elapsed_months

__all__ = ["METHODS", "FirstMonth", "Life", "Method", "elapsed_months"]

Method = Literal["straight-line", "declining"]

METHODS: Final[Mapping[Method, Callable[[Life, Fraction], Fraction]]] = {
    "straight-line": straight_line.written_off,
    "declining": declining.written_off,
}
"""``(life, months) -> sen``, exact: what should be written off after so many months of the life, never beyond its salvage value."""

assert set(METHODS) == set(get_args(Method))
