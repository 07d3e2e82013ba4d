"""Inventories and biological assets in real books on both databases: register, card, reversal, and a closed month."""

from __future__ import annotations

from typing import Any

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.coop.procedures import harvest, process
from irman_ledger.coop.stock import (
    BuyStock,
    CountStock,
    GrowStock,
    LoseStock,
    OpenStock,
    ReceiveStock,
    SellStock,
    UseStock,
    ValueStock,
)
from irman_ledger.core.quantity import Quantity
from irman_ledger.reports.registers.stock_card import stock_card
from irman_ledger.reports.registers.stock_list import stock_list
from tests.books.kit import balance, counter, day, deposit, refused, with_savers

ACCOUNTS = ("1-1100", "1-1745", "1-1755", "1-1940", "3-1430", "4-9150", "4-9200", "5-3130", "5-9110", "5-9200", "5-9210")


def qty(text: str | int) -> Quantity:
    return Quantity.parse(str(text))


def record(book: Book, *commands: Any) -> list[int]:
    found = []
    for command in commands:
        with book.read() as view:
            key = f"{view.size}"
        found.append(counter(book).record(command, key=key).seq)
    return found


def book_of(url: str) -> Book:
    """200 lines given at 4,000,000, 600 kg of dry weed at 5,400,000 and 175 sacks at 350,000; the lines cost 600,000 to grow."""
    book = with_savers(url)
    record(
        book,
        deposit(20_000_000),
        OpenStock(item="RL-03", product="BUDIDAYA", description="Bentangan Rumput Laut 3", group="RL-03", on=day("4-1")),
        OpenStock(item="BASAH", product="HASIL", description="Rumput laut basah", on=day("4-1")),
        OpenStock(item="KERING-A", product="HASIL", description="Rumput laut kering mutu A", on=day("4-1")),
        OpenStock(item="KARUNG", product="BAHAN", description="Karung", on=day("4-1")),
        ReceiveStock(item="RL-03", on=day("4-2"), quantity=qty(200), value=idr(4_000_000)),
        ReceiveStock(item="KERING-A", on=day("4-2"), quantity=qty(600), value=idr(5_400_000)),
        ReceiveStock(item="KARUNG", on=day("4-2"), quantity=qty(175), value=idr(350_000)),
        GrowStock(item="RL-03", on=day("4-26"), cost=idr(600_000), purpose="Perawatan bentangan"),
    )
    return book


def season(book: Book) -> list[int]:
    """Harvested, dried, sold: 50 lines lost at 23,000; 150 harvested; 1,950 kg of wet weed become 240 kg for 120,000."""
    lost = record(book, LoseStock(item="RL-03", on=day("5-5"), quantity=qty(50), purpose="Musim hujan"))
    with counter(book).transaction() as tx:
        got = harvest(
            tx, item="RL-03", into="BASAH", on=day("5-10"), quantity=qty(150), harvested=qty(1950), value=idr(3_900_000), key="panen"
        )
    with counter(book).transaction() as tx:
        made = process(
            tx, item="BASAH", into="KERING-A", on=day("5-12"), quantity=qty(1950), produced=qty(240), cost=idr(120_000), key="jemur"
        )
    sold = record(
        book,
        UseStock(item="KARUNG", on=day("5-12"), quantity=qty(5), purpose="Pengemasan"),
        SellStock(item="KERING-A", on=day("5-20"), quantity=qty("100.5"), proceeds=idr(1_900_000)),
    )
    return [*lost, *(one.seq for one in (*got, *made)), *sold]


def listed(book: Book, as_of: Month) -> dict[str, tuple[Any, ...]]:
    rows = stock_list(book, as_of=as_of).rows
    return {row.key: (row.texts[5], *(None if one is None else one.minor / 100 for one in row.amounts)) for row in rows}


def test_the_register_says_what_there_is_and_adds_up_to_the_control_accounts(database_url: str) -> None:
    """840 kg stand at 5,400,000, 3,900,000 and 120,000; 100.5 of them leave with 9,420,000 x 100.5/840 = 1,127,035.71."""
    book = book_of(database_url)
    season(book)
    assert listed(book, Month(2014, 4)) == {
        "KARUNG": ("175", 2_000, 350_000, 0, 350_000),
        "KERING-A": ("600", 9_000, 5_400_000, 0, 5_400_000),
        "RL-03": ("200", 23_000, 4_600_000, 0, 4_600_000),
        "total": (None, None, 10_350_000, 0, 10_350_000),
    }
    assert listed(book, Month(2014, 5)) == {
        "KARUNG": ("170", 2_000, 340_000, 0, 340_000),
        "KERING-A": ("739,5", 11_214.29, 8_292_964, 0, 8_292_964),
        "total": (None, None, 8_632_964, 0, 8_632_964),
    }
    record(book, ValueStock(item="KERING-A", on=day("6-30"), unit_value=idr(10_000)))
    assert listed(book, Month(2014, 6))["KERING-A"] == ("739,5", 10_000, 8_292_964, 897_964, 7_395_000)
    held = stock_list(book, as_of=Month(2014, 4)).rows[2]
    assert (held.key, held.texts[1:5]) == ("RL-03", ("BUDIDAYA", "UMUM", "RL-03", None))
    figures = [balance(book, account) for account in ACCOUNTS]
    assert figures[1:] == [7_735_000, 0, 0, -9_750_000, -450_000, -1_900_000, 10_000, 1_150_000, 1_127_036, 897_964]
    assert figures[0] == 20_000_000 - 600_000 - 120_000 + 1_900_000


def test_the_card_shows_every_movement_with_what_is_left(database_url: str) -> None:
    book = book_of(database_url)
    season(book)
    paper = stock_card(book, "KERING-A", as_of=Month(2014, 5))
    rows = [(*row.texts[1:], *(None if one is None else one.minor // 100 for one in row.amounts)) for row in paper.rows]
    assert rows == [
        ("600", None, "600", 5_400_000, None, 5_400_000),
        ("240", None, "840", 3_900_000, None, 9_300_000),
        (None, None, "840", 120_000, None, 9_420_000),
        (None, "100,5", "739,5", None, 1_127_036, 8_292_964),
    ]
    with refused("subject.unknown"):
        stock_card(book, "LAIN", as_of=Month(2014, 5))


def test_a_month_closes_once_what_was_harvested_was_brought_in(database_url: str) -> None:
    book = book_of(database_url)
    season(book)
    for month in (4, 5):
        counter(book).close_month(Month(2014, month))
    assert book.verify().ok


def test_a_season_is_undone_from_its_end_and_in_no_other_order(database_url: str) -> None:
    book = book_of(database_url)
    before, papers = [balance(book, account) for account in ACCOUNTS], listed(book, Month(2014, 4))
    done, desk = season(book), counter(book)
    for seq in done[:1] + done[2:3]:
        with refused("reversal.dependents", book):
            desk.reverse(seq, on=day("6-1"), reason="salah", key=f"x{seq}")
    for seq in reversed(done):
        desk.reverse(seq, on=day("6-1"), reason="salah", key=f"y{seq}")
    assert [balance(book, account) for account in ACCOUNTS] == before
    assert listed(book, Month(2014, 6)) == papers
    season_again = record(book, LoseStock(item="RL-03", on=day("6-2"), quantity=qty(200), purpose="Gagal panen"))
    assert (len(season_again), balance(book, "5-9110")) == (1, 4_600_000)
    assert book.verify().ok


@pytest.mark.parametrize("counted", ["590", "610"])
def test_a_count_and_a_valuation_are_undone_exactly(database_url: str, counted: str) -> None:
    book = book_of(database_url)
    before, papers = [balance(book, account) for account in ACCOUNTS], listed(book, Month(2014, 6))
    done = record(
        book,
        ValueStock(item="KERING-A", on=day("5-31"), unit_value=idr(8_500)),
        CountStock(item="KERING-A", on=day("5-31"), counted=qty(counted)),
    )
    assert listed(book, Month(2014, 5))["KERING-A"][:2] == (counted, 8_500)
    for seq in reversed(done):
        counter(book).reverse(seq, on=day("6-1"), reason="salah", key=f"y{seq}")
    assert ([balance(book, account) for account in ACCOUNTS], listed(book, Month(2014, 6))) == (before, papers)


def test_what_the_boxes_do_not_have_is_not_paid(database_url: str) -> None:
    book = book_of(database_url)
    with refused("balance.below-zero", book):
        counter(book).record(BuyStock(item="KARUNG", on=day("5-1"), quantity=qty(1), cost=idr(30_000_000)), key="beli")
