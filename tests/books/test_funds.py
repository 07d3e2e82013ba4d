"""Funds beside the general one: what each holds, and what one owes another, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from irman_ledger import Book, idr
from irman_ledger.coop.assets import BuyAsset
from irman_ledger.coop.general import MoveBetweenFunds, TakeOverBalance
from irman_ledger.errors import IrmanError
from tests.books.kit import balance, counter, day, new_book, nothing_changes


def with_cash(url: str) -> Book:
    """10,000,000 in the cash box, of which 3,000,000 are the revolving fund's."""
    book = new_book(url)
    desk = counter(book)
    for fund, amount in (("UMUM", 7_000_000), ("BERGULIR", 3_000_000)):
        desk.record(TakeOverBalance(account="1-1100", subject="cash:KAS", on=day("4-1"), amount=idr(amount), fund=fund), key=f"cash {fund}")
    return book


def move(amount: int, from_fund: str = "BERGULIR", to_fund: str = "UMUM", **more: Any) -> MoveBetweenFunds:
    return MoveBetweenFunds(
        box="KAS", on=day("4-10"), from_fund=from_fund, to_fund=to_fund, amount=idr(amount), reason="Keputusan rapat 03/2014", **more
    )


def of_fund(book: Book, fund: str) -> dict[str, int]:
    """What a fund holds by account, in rupiah, debit positive."""
    with book.read() as view:
        lines = [line for record in view.records(after=0) for line in record.lines if line.fund == fund]
    codes = sorted({line.account for line in lines})
    return {code: sum(line.amount.minor for line in lines if line.account == code) // 100 for code in codes}


def test_what_one_fund_gives_another_is_owed_to_it(database_url: str) -> None:
    book = with_cash(database_url)
    moved = counter(book).record(move(1_200_000), key="moved")
    assert moved.entry is not None
    assert moved.entry.narration == "Pinjaman antardana, BERGULIR ke UMUM: Keputusan rapat 03/2014"
    assert of_fund(book, "BERGULIR") == {"1-1100": 1_800_000, "1-1910": -3_000_000, "1-1970": 1_200_000}
    assert of_fund(book, "UMUM") == {"1-1100": 8_200_000, "1-1910": -7_000_000, "1-1970": -1_200_000}
    assert (balance(book, "1-1100"), balance(book, "1-1970")) == (10_000_000, 0)
    assert book.verify().ok


def test_a_fund_pays_no_more_than_it_has(database_url: str) -> None:
    book = with_cash(database_url)
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).record(move(3_000_001), key="too much")
    assert refusal.value.code == "fund.short"
    assert refusal.value.message("id") == "dana BERGULIR memiliki kas dan bank Rp3.000.000, tidak dapat membayar Rp3.000.001"
    counter(book).record(move(3_000_000), key="all")
    assert of_fund(book, "BERGULIR")["1-1100"] == 0


def test_an_asset_is_paid_by_its_fund(database_url: str) -> None:
    book = with_cash(database_url)
    scales = BuyAsset(
        asset="AT-01",
        description="Timbangan",
        category="INVENTARIS",
        on=day("4-10"),
        cost=idr(2_000_000),
        fund="BERGULIR",
        useful_life_months=48,
    )
    counter(book).record(scales, key="scales")
    assert of_fund(book, "BERGULIR") == {"1-1100": 1_000_000, "1-1910": -3_000_000, "1-3400": 2_000_000}
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).record(
            BuyAsset(
                asset="AT-02",
                description="Perahu",
                category="INVENTARIS",
                on=day("4-10"),
                cost=idr(2_000_000),
                fund="BERGULIR",
                useful_life_months=48,
            ),
            key="boat",
        )
    assert refusal.value.code == "fund.short"


@pytest.mark.parametrize(("from_fund", "to_fund"), [("LAIN", "UMUM"), ("UMUM", "LAIN")])
def test_a_fund_is_one_of_the_bylaws(database_url: str, from_fund: str, to_fund: str) -> None:
    book = with_cash(database_url)
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).record(move(1, from_fund, to_fund), key="unknown")
    assert (refusal.value.code, refusal.value.message("id")) == ("fund.unknown", "LAIN bukan dana buku ini")


def test_a_fund_gives_itself_nothing() -> None:
    with pytest.raises(IrmanError) as refusal:
        move(1, "UMUM", "UMUM")
    assert (refusal.value.code, refusal.value.field) == ("general.same-fund", "to_fund")
