"""The example that `python3 dev.py demo` runs."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.reports import balance_sheet

RUN = Path(__file__).parents[2] / "examples" / "irman_2014" / "run.py"


@pytest.fixture
def example() -> dict[str, Any]:
    return runpy.run_path(str(RUN))


def test_the_opening_entry_is_the_worked_example_to_the_rupiah(example: dict[str, Any], database_url: str) -> None:
    book = Book.create(database_url, Bylaws.sample("ksp"), id="irman", begins_on=date(2014, 3, 25))
    example["play"](book)
    opening = book.balances(as_of=Month(2014, 3))
    assert sum(t.net for t in opening.by_account().values() if t.net > 0) == 23_795_000_000  # 231.950.000 and 6.000.000 in trust, in sen
    assert {code: opening.net(code) for code in ("1-1100", "1-1530", "1-1580", "1-1590", "2-1120", "2-1660", "2-1600", "2-2170")} == {
        "1-1100": idr(42_500_000),
        "1-1530": idr(118_000_000),
        "1-1580": idr(-4_200_000),
        "1-1590": idr(-14_360_000),
        "2-1120": idr(-31_200_000),
        "2-1660": idr(-3_900_000),
        "2-1600": idr(-2_300_000),
        "2-2170": idr(-8_000_000),
    }
    assert [opening.net(code) for code in ("3-1420", "3-1410", "3-1430")] == [idr(-104_540_000), idr(-53_700_000), idr(-9_750_000)]
    assert book.closed_to == Month(2014, 5)
    paper = balance_sheet(book, as_of=Month(2014, 5)).text("id")
    assert "237.390.000" in paper
    assert "189.190.000" in paper
    assert book.verify().ok
    book.close()


def test_a_second_run_adds_nothing(example: dict[str, Any], sqlite_url: str) -> None:
    book = Book.create(sqlite_url, Bylaws.sample("ksp"), id="irman", begins_on=date(2014, 3, 25))
    example["play"](book)
    size, root = book.size, book.root()
    example["play"](book)
    assert (book.size, book.root()) == (size, root)
    book.close()


def test_the_demo_prints_its_papers_and_ends_well(example: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert example["main"](tmp_path / "irman.db") == 0
    printed = capsys.readouterr().out
    assert "LAPORAN POSISI KEUANGAN" in printed
    assert "Belum termasuk: pelepasan margin tangguhan dan penyusutan aset program." in printed
    assert max(map(len, printed.splitlines())) <= 120
