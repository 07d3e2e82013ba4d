"""How assets are booked."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import Any

from irman_ledger.coop.assets import AmendAsset
from irman_ledger.core.money import idr
from tests.coop.assets.scenario import book, freezer


def booked(**more: Any) -> str:
    entry = book().record(freezer(**more)).entry
    assert entry is not None
    return entry.as_text("id")


def written(text: str) -> str:
    return dedent(text).strip("\n").rstrip()


def test_an_asset_taken_over_at_its_cost_stands_against_the_clearing_account() -> None:
    assert booked() == written("""
        25 Maret 2014   Saldo awal aset AT-003
          1-3500 Aset program  5.400.000              AT-003
          3-9000 Saldo awal               5.400.000
    """)


def test_its_accumulated_depreciation_comes_with_it() -> None:
    assert booked(accumulated_depreciation=idr(1_350_000), months_used=9) == written("""
        25 Maret 2014   Saldo awal aset AT-003
          1-3500 Aset program          5.400.000              AT-003
          1-3950 Akumulasi penyusutan             1.350.000   AT-003
          3-9000 Saldo awal                       4.050.000
    """)


def test_an_asset_depreciated_in_full_needs_no_clearing() -> None:
    assert booked(accumulated_depreciation=idr(5_400_000), months_used=40) == written("""
        25 Maret 2014   Saldo awal aset AT-003
          1-3500 Aset program          5.400.000              AT-003
          1-3950 Akumulasi penyusutan             5.400.000   AT-003
    """)


def test_land_has_no_depreciation() -> None:
    assert booked(category="TANAH", useful_life_months=None) == written("""
        25 Maret 2014   Saldo awal aset AT-003
          1-3100 Tanah       5.400.000              AT-003
          3-9000 Saldo awal             5.400.000
    """)


def test_a_change_of_custody_books_nothing() -> None:
    given = book()
    given.record(freezer())
    assert given.record(AmendAsset(asset="AT-003", on=date(2014, 5, 1), group=None, location="Gudang Bantaeng")).entry is None
