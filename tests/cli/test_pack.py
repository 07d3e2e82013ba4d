"""`irman pack`."""

from __future__ import annotations

import json
from pathlib import Path

from irman_ledger import Book, Month
from tests.books.kit import counter
from tests.cli.conftest import Hand
from tests.reports.test_asset_papers import with_assets
from tests.reports.test_donor_pack import PAPERS


def test_the_command_draws_all_papers(irman: Hand, tmp_path: Path) -> None:
    file = tmp_path / "irman.db"
    book: Book = with_assets(f"sqlite:///{file}")
    counter(book).close_month(Month(2014, 3))
    book.close()
    shown = irman("pack", str(file), "--period", "2014-07..2014-12")
    assert shown.code == 0
    for title in ("IKHTISAR PEMANTAUAN PROGRAM", "DAFTAR ASET", "DAFTAR PENGUASAAN ASET", "LAPORAN DANA BERGULIR", "DAFTAR MITRA PROGRAM"):
        assert title in shown.out
    assert "Buku ditutup sampai          : Maret 2014" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 96
    found = json.loads(irman("pack", str(file), "--period", "2014-07..2014-12", "--format", "json").out)
    assert len(found) == len(PAPERS)
    table = irman("pack", str(file), "--period", "2014-07..2014-12", "--format", "csv").out
    assert table.count("key;kind") == len(PAPERS)
