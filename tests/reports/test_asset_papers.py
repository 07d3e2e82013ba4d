"""The register of assets, who keeps them, and what is written off, on the worked hand-over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.coop.assets import AmendAsset
from irman_ledger.coop.members import RegisterGroup
from irman_ledger.reports import asset_list, custody_list, depreciation_list
from tests.books.kit import counter, day
from tests.books.test_assets import HANDED_OVER, MACHINE, book_of, end_months, given_equipment
from tests.reports.conftest import Golden

JUNE, DECEMBER = Month(2014, 6), Month(2014, 12)
SCALES = replace(
    MACHINE,
    asset="AT-01",
    description="Timbangan",
    category="TITIPAN",
    title="custody",
    value=idr(6_000_000),
    useful_life_months=None,
    condition="worn",
)


def with_assets(url: str) -> Book:
    """Seven things given with restriction, a machine on condition, scales that are the donor's; the freezer moved in July."""
    book = book_of(url)
    desk = counter(book)
    for group, district in (("K-01", "Bantaeng"), ("K-24", "Pa'jukukang")):
        desk.record(RegisterGroup(group=group, name=f"Kelompok {group[2:]}", district=district, on=HANDED_OVER), key=group)
    given_equipment(book, group="K-24")
    desk.record(replace(MACHINE, group="K-01", fund="PROGRAM"), key="machine")
    desk.record(SCALES, key="scales")
    end_months(book, 6)
    desk.record(AmendAsset(asset="AP-03", on=day("7-5"), group="K-01", location="Gudang"), key="moved")
    for month in range(7, 13):
        desk.end_month(Month(2014, month))
    return book


@pytest.fixture
def owner(database_url: str) -> Book:
    return with_assets(database_url)


def test_the_register_adds_up_to_the_control_accounts(owner: Book, golden: Golden) -> None:
    paper = asset_list(owner, as_of=DECEMBER)
    # 53,700,000 and 8,000,000; 12,150,000 and nine months of 133,333.33.
    assert paper.row("total").amounts == (idr(61_700_000), idr(13_350_000), idr(48_350_000))
    assert paper.row("AT-01").amounts == (idr(6_000_000), None, None)
    golden("asset_list.id.txt", paper.text("id"))
    golden("asset_list.en.txt", paper.text("en"))


def test_a_register_is_of_its_day(owner: Book) -> None:
    assert asset_list(owner, as_of=day("6-15")).row("total").amounts == (idr(61_700_000), idr(2_966_667), idr(58_733_333))
    assert asset_list(owner, as_of=JUNE).row("AP-03").amounts == (idr(5_400_000), idr(450_000), idr(4_950_000))


def test_a_thing_stands_with_who_kept_it_on_the_day(owner: Book, golden: Golden) -> None:
    paper = custody_list(owner, as_of=DECEMBER)
    keys = [row.key for row in paper.rows if row.key]
    assert keys[:4] == ["own", "AT-01", "K-01", "AP-03"]
    assert paper.row("total").amounts == (idr(48_350_000),)
    golden("custody_list.id.txt", paper.text("id"))
    june = [row.key for row in custody_list(owner, as_of=JUNE).rows if row.key]
    assert june.index("K-24") < june.index("AP-03")
    assert june.index("K-01") < june.index("AP-08") < june.index("K-24")


def test_what_is_written_off_in_a_period_goes_on_from_what_was_before(owner: Book, golden: Golden) -> None:
    paper = depreciation_list(owner, period=(Month(2014, 7), DECEMBER))
    assert paper.row("AP-03").amounts == (idr(5_400_000), idr(450_000), idr(900_000), idr(4_050_000))
    assert paper.row("total").amounts == (idr(61_700_000), idr(4_450_000), idr(8_900_000), idr(48_350_000))
    golden("depreciation_list.id.txt", paper.text("id"))
