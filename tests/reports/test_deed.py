"""The paper of a deed of hand-over: in both languages, no wider than A4, and the sums of the worked opening entry."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from irman_ledger import idr
from irman_ledger.coop.programme import hash_of, read_deed
from irman_ledger.reports import deed_paper
from tests.coop.programme.kit import small
from tests.reports.conftest import Golden

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "irman_2014" / "deed.toml"
WIDTH = 96


def test_the_paper_says_who_what_as_what_and_with_which_debts(golden: Golden) -> None:
    paper = deed_paper(small())
    for lang in ("id", "en"):
        golden(f"deed.{lang}.txt", paper.text(lang, width=WIDTH))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_whole_deed_of_a_programme_fits_the_page_and_sums_up(lang: str) -> None:
    paper = deed_paper(read_deed(EXAMPLE.read_bytes()))
    text = paper.text("id" if lang == "id" else "en", width=WIDTH, lines_per_page=60)
    assert max(map(len, text.splitlines())) <= WIDTH
    assert [paper.amount(key, 1) for key in ("gross", "owed", "net")] == [idr(213_390_000), idr(37_400_000), idr(167_990_000)]
    assert paper.amount("total_receivable", 0) == idr(118_000_000)
    assert paper.amount("total_receivable", 1) == idr(99_440_000)
    assert paper.amount("fund_BERGULIR", 1) == idr(104_540_000)
    assert [paper.amount(key, 1) for key in ("title_conditional-grant", "title_grant")] == [idr(8_000_000), idr(9_750_000)]


def test_it_is_json_and_csv_like_every_paper() -> None:
    deed = small()
    paper = deed_paper(deed)
    found = json.loads(paper.json("id"))
    assert hash_of(deed) in json.dumps(found)
    rows = list(csv.reader(io.StringIO(paper.csv("id").removeprefix("\ufeff")), delimiter=";"))
    assert any("5400000" in row for row in rows)


def test_a_title_that_is_not_settled_is_said() -> None:
    deed = small(('title = "grant"\nfund = "BERGULIR"\nloan', 'fund = "BERGULIR"\nloan'))
    assert "belum disepakati" in deed_paper(deed).text("id", width=WIDTH)
