"""Restricted capital by asset is what the assets stand at that it financed: worked figures, and after every step of their lives."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from irman_ledger import Book, Month, idr
from irman_ledger.coop.assets import (
    DepreciateAsset,
    DisposeAsset,
    ImpairAsset,
    ImproveAsset,
    LoseAsset,
    MeetCondition,
    ReceiveAsset,
    ReturnAsset,
)
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.errors import IrmanError
from irman_ledger.reports import asset_list, fund_statement, restricted_list
from tests.books.kit import counter, day, new_book
from tests.reports.conftest import Golden

HANDED_OVER = day("3-25")
DRYER = ReceiveAsset(
    asset="AP-01",
    description="Mesin olah rumput laut",
    category="PERALATAN",
    on=HANDED_OVER,
    title="restricted-grant",
    value=idr(9_600_000),
    fund="PROGRAM",
    useful_life_months=48,
)
MACHINE = replace(
    DRYER,
    asset="AP-02",
    description="Mesin bata",
    category="BERSYARAT",
    title="conditional-grant",
    value=idr(8_000_000),
    useful_life_months=60,
)


def with_cash(url: str) -> Book:
    book = new_book(url, begins_on=HANDED_OVER)
    cash = TakeOverBalance(account="1-1100", subject="cash:KAS", on=HANDED_OVER, amount=idr(50_000_000), fund="PROGRAM")
    counter(book).record(cash, key="cash")
    return book


def rows(book: Book, on: str) -> dict[str, list[int]]:
    """By asset: what it stands at, restricted, on condition, financed otherwise; in rupiah."""
    paper = restricted_list(book, as_of=day(on))
    return {row.key: [0 if amount is None else amount.minor // 100 for amount in row.amounts] for row in paper.rows}


def test_capital_stands_by_asset_at_what_it_financed(database_url: str, golden: Golden) -> None:
    book = with_cash(database_url)
    desk = counter(book)
    desk.record(DRYER, key="dryer")
    desk.record(replace(MACHINE, vests_months=24), key="machine")
    desk.record(replace(DRYER, asset="AP-03", description="Sampan", useful_life_months=60, value=idr(9_000_000)), key="boat")
    for month in (3, 4, 5, 6):
        desk.end_month(Month(2014, month))
    desk.record(ImproveAsset(asset="AP-03", on=day("6-30"), cost=idr(3_000_000), reason="mesin tempel"), key="engine")
    desk.record(DisposeAsset(asset="AP-01", on=day("7-1"), reason="rusak", decision="RA-02/2014"), key="scrapped")
    # Dryer: 9,600,000 less three months of 200,000. Machine: 8,000,000 less 400,000 worn; of 24 months three are own: an eighth of it.
    # Boat: 9,000,000 less three months of 150,000, and 3,000,000 of own money.
    assert rows(book, "6-30") == {
        "AP-01": [9_000_000, 9_000_000, 0, 0],
        "AP-02": [7_600_000, 950_000, 6_650_000, 0],
        "AP-03": [11_550_000, 8_550_000, 0, 3_000_000],
        "total": [28_150_000, 18_500_000, 6_650_000, 3_000_000],
    }
    assert list(rows(book, "7-1")) == ["AP-02", "AP-03", "total"]
    paper = restricted_list(book, as_of=day("6-30"))
    assert [(fact.key, fact.value) for fact in paper.facts] == [("control.3-1410", idr(18_500_000))]
    golden("restricted_list.id.txt", paper.text())
    golden("restricted_list.en.txt", paper.text("en"))
    golden("restricted_list.id.csv", paper.csv())


def test_what_was_impaired_stands_at_less_on_every_paper(database_url: str) -> None:
    book = with_cash(database_url)
    desk = counter(book)
    desk.record(DRYER, key="dryer")
    desk.record(DepreciateAsset(asset="AP-01", on=day("6-30")), key="worn")
    desk.record(ImpairAsset(asset="AP-01", on=day("6-30"), recoverable=idr(5_000_000), reason="tidak dipakai"), key="impaired")
    assert rows(book, "6-30")["AP-01"] == [5_000_000, 5_000_000, 0, 0]
    assert asset_list(book, as_of=day("6-30")).row("AP-01").amounts == (idr(9_600_000), idr(4_600_000), idr(5_000_000))


STEPS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["wear", "wear", "impair", "meet", "return", "scrap", "sell", "lose"]),
        st.integers(1, 12_000_000),
        st.integers(0, 45),
    ),
    max_size=7,
)


@settings(max_examples=20, deadline=None)
@given(values=st.tuples(st.integers(1, 20_000_000), st.integers(1, 20_000_000)), steps=STEPS)
def test_whatever_happens_capital_is_what_the_assets_stand_at(values: tuple[int, int], steps: list[tuple[int, str, int, int]]) -> None:
    book, on = with_cash("sqlite://"), HANDED_OVER
    desk = counter(book)
    desk.record(replace(DRYER, value=idr(values[0])), key="dryer")
    desk.record(replace(MACHINE, value=idr(values[1])), key="machine")
    met = {"AP-01"}
    for no, (which, what, amount, days) in enumerate(steps):
        on, asset = min(on + timedelta(days=days), day("12-31")), f"AP-0{which + 1}"
        made: dict[str, Any] = {
            "wear": DepreciateAsset(asset=asset, on=on),
            "impair": ImpairAsset(asset=asset, on=on, recoverable=idr(amount), reason="rusak"),
            "meet": MeetCondition(asset=asset, on=on, reason="tercapai"),
            "return": ReturnAsset(asset=asset, on=on, reason="tidak tercapai"),
            "scrap": DisposeAsset(asset=asset, on=on, reason="rusak", decision="RA-02/2014", consent="S-1"),
            "sell": DisposeAsset(asset=asset, on=on, reason="dijual", price=idr(amount), decision="RA-02/2014", consent="S-1"),
            "lose": LoseAsset(asset=asset, on=on, how="stolen", reason="hilang"),
        }
        with suppress(IrmanError):
            desk.record(made[what], key=f"step {no}")
            met |= {asset} if what == "meet" else set()
        funds = fund_statement(book, as_of=on)
        assert funds.figures["assets"] == funds.figures["liabilities_and_equity"]
        for row in restricted_list(book, as_of=on).rows:
            carrying, restricted, owed, own = row.amounts
            assert (carrying, owed, own) == (restricted, idr(0), idr(0))
            assert row.key in met | {"total"}
