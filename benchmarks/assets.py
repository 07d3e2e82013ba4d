"""The depreciation of a large register of assets for a month."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.common import BEGIN, TELLER, Row, at_most, in_child, peak_megabytes, seconds
from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.assets import ReceiveAsset
from irman_ledger.core.protocols import Command

ASSETS = 20_000


def depreciation(folder: str, tenth: int) -> list[Row]:
    """The end of February with 20,000 given assets."""
    path, count = str(Path(folder) / "assets.db"), ASSETS // tenth
    in_child(_with_assets, path, count)
    took, peak = in_child(_february, path)
    return [
        at_most(f"month end that depreciates {count:,} assets, s", took, 20 / tenth, "{:.1f}"),
        at_most("memory of it", peak, 500, "{:,.0f} MB"),
    ]


def _with_assets(path: str, count: int) -> None:
    with closing(Book.create(Path(path), Bylaws.sample("ksp"), id="bench", begins_on=BEGIN)) as book:
        desk = book.desk(TELLER)
        desk.record_all(_given(count))
        desk.end_month(Month(2014, 1))


def _given(count: int) -> Iterator[tuple[Command[Any], str]]:
    for n in range(count):
        given = ReceiveAsset(
            asset=f"AP-{n:05d}",
            description="Freezer",
            category="PERALATAN",
            on=BEGIN,
            title="restricted-grant",
            value=idr(5_400_000 + n % 977 * 1000),
            fund="PROGRAM",
            useful_life_months=36,
        )
        yield given, f"a{n}"


def _february(path: str) -> tuple[float, int]:
    with closing(Book.open(Path(path))) as book:
        return seconds(lambda: book.desk(TELLER).end_month(Month(2014, 2))), peak_megabytes()
