"""The life of an asset on its card, and what a stocktaking found, on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.coop.assets import MODULE, AmendAsset, ImpairAsset, InspectAsset, LoseAsset, ReceiveAsset
from irman_ledger.coop.members import RegisterGroup
from irman_ledger.errors import IrmanError
from irman_ledger.reports import asset_card, asset_list, asset_opname, custody_list, depreciation_list
from irman_ledger.reports.registers.asset_card import KINDS
from tests.books.kit import counter, day, new_book
from tests.reports.conftest import Golden

HANDED_OVER = day("3-25")
# What a programme handed over: fair value, months, category.
EQUIPMENT = (
    ("Mesin olah rumput laut", 9_600_000, 48, "PERALATAN"),
    ("Freezer", 5_400_000, 36, "PERALATAN"),
    ("Sampan", 9_000_000, 60, "KENDARAAN"),
    ("Cetakan bata", 1_200_000, 12, "PERALATAN"),
)
SCALES = ReceiveAsset(
    asset="AT-01", description="Timbangan", category="TITIPAN", on=HANDED_OVER, title="custody", value=idr(600_000), deed="BAST-01"
)


@pytest.fixture
def owner(database_url: str) -> Book:
    """Three months after hand-over: one thing with a group, one missing, one lost, one impaired, one of another."""
    book = new_book(database_url, begins_on=HANDED_OVER)
    desk = counter(book)
    desk.record(RegisterGroup(group="RL-03", name="Rumput Laut 3", district="Pa'jukukang", on=HANDED_OVER), key="group")
    for n, (what, value, life, category) in enumerate(EQUIPMENT, 1):
        given = replace(SCALES, asset=f"AP-{n:02d}", description=what, category=category, title="restricted-grant", value=idr(value))
        desk.record(replace(given, fund="PROGRAM", useful_life_months=life), key=f"given {n}")
    desk.record(SCALES, key="scales")
    for month in (3, 4, 5, 6):
        desk.end_month(Month(2014, month))
    desk.record(AmendAsset(asset="AP-02", on=day("6-1"), group="RL-03", location="Kaili"), key="lent")
    for asset, condition in (("AP-02", "worn"), ("AP-03", None), ("AP-04", None)):
        looked: Any = {"asset": asset, "condition": condition}
        desk.record(InspectAsset(**looked, on=day("6-20"), by="PENGAWAS-1"), key=f"looked {asset}")
    desk.record(LoseAsset(asset="AP-04", on=day("6-30"), how="lost", reason="Tidak ditemukan"), key="lost")
    desk.record(ImpairAsset(asset="AP-01", on=day("6-30"), recoverable=idr(4_500_000), reason="Rusak berat"), key="impaired")
    return book


def test_a_card_tells_what_happened_and_what_it_stood_at(owner: Book, golden: Golden) -> None:
    for asset in ("AP-01", "AP-02", "AP-04"):
        golden(f"asset_card_{asset}.id.txt", asset_card(owner, asset=asset, as_of=day("6-30")).text(width=100))
    card = asset_card(owner, asset="AP-02", as_of=day("6-30"))
    golden("asset_card.en.json", card.json("en"))
    golden("asset_card.en.txt", card.text("en", width=100))
    # 5,400,000 over 36 months: two months by the end of May.
    assert asset_card(owner, asset="AP-02", as_of=Month(2014, 5)).rows[-1].amounts == (idr(5_400_000), idr(300_000), idr(5_100_000))


def test_what_was_reversed_is_not_on_the_card(owner: Book) -> None:
    receipt = counter(owner).record(ImpairAsset(asset="AP-03", on=day("6-30"), recoverable=idr(1), reason="Salah"), key="wrong")
    assert len(asset_card(owner, asset="AP-03", as_of=day("7-1")).rows) == 6
    counter(owner).reverse(receipt.seq, on=day("7-1"), reason="salah", key="undone")
    assert len(asset_card(owner, asset="AP-03", as_of=day("7-1")).rows) == 5


def test_a_card_of_nothing_is_refused(owner: Book) -> None:
    counter(owner).record(replace(SCALES, asset="AT-09", on=day("6-30")), key="later")
    for asset, code in (("AP-99", "subject.unknown"), ("AT-09", "report.not-begun")):
        with pytest.raises(IrmanError) as refusal:
            asset_card(owner, asset=asset, as_of=day("5-31"))
        assert refusal.value.code == code
        assert refusal.value.message("id")


def test_a_card_has_a_word_for_every_event() -> None:
    assert {event.kind for event in MODULE.events} == set(KINDS)


def test_a_stocktaking_shows_what_is_missing(owner: Book, golden: Golden) -> None:
    paper = asset_opname(owner, as_of=Month(2014, 6))
    # 9,000,000 less three months of 150,000.
    assert paper.row("AP-03").amounts == (idr(8_550_000), idr(-8_550_000))
    assert paper.row("total").amounts == (idr(4_500_000 + 4_950_000 + 8_550_000), idr(-8_550_000))
    golden("asset_opname.id.txt", paper.text(width=100))
    golden("asset_opname.en.txt", paper.text("en", width=100))
    golden("asset_opname.id.csv", paper.csv())


def test_what_is_impaired_is_written_off_on_every_register(owner: Book) -> None:
    # 9,600,000 down to 4,500,000.
    paper = asset_list(owner, as_of=Month(2014, 6))
    assert paper.row("AP-01").amounts == (idr(9_600_000), idr(5_100_000), idr(4_500_000))
    assert custody_list(owner, as_of=Month(2014, 6)).row("AP-01").amounts == (idr(4_500_000),)
    assert depreciation_list(owner, period=Month(2014, 6)).row("AP-01").amounts[-1] == idr(4_500_000)
