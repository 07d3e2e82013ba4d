"""The donor's monitoring pack on the worked hand-over."""

from __future__ import annotations

from irman_ledger import Month, idr
from irman_ledger.reports import donor_pack
from tests.reports.conftest import Golden
from tests.reports.test_asset_papers import DECEMBER, with_assets

SECOND_HALF = (Month(2014, 7), DECEMBER)
PAPERS = ["programme-overview", "asset-list", "custody-list", "depreciation-list", "fund-statement", "revolving-fund", "partners"]


def test_the_pack_has_every_paper_of_its_period(database_url: str, golden: Golden) -> None:
    book = with_assets(database_url)
    papers = donor_pack(book, period=SECOND_HALF)
    assert [paper.name for paper in papers] == PAPERS
    overview = papers[0]
    # Seven things and a machine stand there well, the donor's scales are worn; the freezer went to another group.
    keys = ("received", "good", "worn", "broken", "moved", "total")
    assert [overview.row(f"assets.{key}").remark for key in keys] == ["9", "8", "1", "0", "1", "9"]
    assert overview.row("assets.total").amounts == (idr(48_350_000),)
    golden("donor_overview.id.txt", overview.text("id"))
    golden("donor_overview.en.txt", overview.text("en"))


def test_figures_of_the_pack_agree_with_each_other(database_url: str) -> None:
    papers = {paper.name: paper for paper in donor_pack(with_assets(database_url), period=SECOND_HALF)}
    carrying = papers["asset-list"].row("total").amounts[2]
    assert carrying == papers["custody-list"].row("total").amounts[0] == papers["depreciation-list"].row("total").amounts[3]
    assert carrying == papers["programme-overview"].row("assets.total").amounts[0] == idr(48_350_000)
