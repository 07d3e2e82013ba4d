"""A real cooperative's books replayed: what is equal, what is not, and why."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Month, idr

HERE = Path(__file__).parents[2] / "examples" / "silakop_2016"


@pytest.fixture
def example() -> dict[str, Any]:
    return runpy.run_path(str(HERE / "run.py"))


def _played(example: dict[str, Any], url: str, data: Path, *, corrected: bool) -> tuple[Any, Book]:
    source = example["Source"](data / "koperasi_silakop")
    book = Book.create(url, Bylaws.from_toml(HERE / "bylaws.toml"), id="silakop", begins_on=date(2016, 5, 1))
    example["replay"](source, book, corrected=corrected)
    return source, book


def test_266_journals_are_the_source_s_and_five_are_not(example: dict[str, Any], database_url: str, shared_data: Path) -> None:
    source, book = _played(example, database_url, shared_data, corrected=False)
    assert len(source.journals) == 271
    assert list(example["differing"](source, book)) == ["J010", "J046", "J075", "J196", "J198"]
    balances = book.balances(as_of=Month(2016, 10))
    accounts = ("100-01", "150-01", "170-01", "510-01", "800-02", "800-03", "900-01", "985-04")
    assert {code: balances.net(code) for code in accounts} == {
        "100-01": idr(2_534_500),
        "150-01": idr(4_050_000),
        "170-01": idr(50_500),
        "510-01": idr(-155_000),
        "800-02": idr(-3_525_000),
        "800-03": idr(-3_140_000),
        "900-01": idr(-165_000),
        "985-04": idr(350_000),
    }
    assert book.verify().ok
    book.close()


def test_the_five_movements_lead_to_the_published_figures(
    example: dict[str, Any], sqlite_url: str, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, book = _played(example, sqlite_url, shared_data, corrected=False)
    assert example["compare"](source, book, corrected=False)
    printed = capsys.readouterr().out
    assert "Semua selisih dijelaskan." in printed
    assert "J191: simpanan pokok S020 melebihi Rp100.000" in printed
    assert "J198: S054 dijurnal ke produk lain" in printed
    book.close()


def test_with_the_miskeyings_put_right_only_fifty_thousand_is_left(
    example: dict[str, Any], sqlite_url: str, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, book = _played(example, sqlite_url, shared_data, corrected=True)
    balances = book.balances(as_of=Month(2016, 10))
    assert [balances.net(code) for code in ("510-01", "800-02", "800-03", "199-03")] == [
        idr(-155_000), idr(-3_485_000), idr(-3_180_000), idr(0),
    ]  # fmt: skip
    assert example["compare"](source, book, corrected=True)
    assert "J196" not in capsys.readouterr().out
    book.close()


def test_the_whole_example_ends_well_and_beancount_accepts_it(
    example: dict[str, Any], tmp_path: Path, shared_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IRMAN_SHARED", str(shared_data.parent))
    assert example["main"](tmp_path / "silakop.db", corrected=False) == 0
    assert "Beancount: 271 transaksi, 8 saldo, sama" in capsys.readouterr().out
