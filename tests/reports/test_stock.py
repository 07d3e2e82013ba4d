"""The register of inventories and biological assets, and the card of an item, as they are printed."""

from __future__ import annotations

import pytest

from irman_ledger import Book, idr
from irman_ledger.coop.stock import CountStock, ValueStock
from irman_ledger.reports import stock_card, stock_list
from irman_ledger.reports.refusals import BeforeBookError
from tests.books.kit import day
from tests.books.test_stock import book_of, qty, record, season
from tests.reports.conftest import Golden


def valued(url: str) -> Book:
    """After the season half a kilogram is missing, and 739 kg would bring 10,000 each."""
    book = book_of(url)
    season(book)
    record(
        book,
        CountStock(item="KERING-A", on=day("5-31"), counted=qty(739)),
        ValueStock(item="KERING-A", on=day("5-31"), unit_value=idr(10_000)),
    )
    return book


def test_the_register_is_printed(database_url: str, golden: Golden) -> None:
    book = valued(database_url)
    golden("stock_list.id.txt", stock_list(book, as_of=day("5-31")).text("id"))
    golden("stock_list.en.txt", stock_list(book, as_of=day("4-30")).text("en"))


def test_the_card_is_printed(database_url: str, golden: Golden) -> None:
    book = valued(database_url)
    golden("stock_card.id.txt", stock_card(book, "KERING-A", as_of=day("5-31")).text("id"))
    golden("stock_card.en.txt", stock_card(book, "RL-03", as_of=day("5-31")).text("en"))


def test_before_the_book_there_is_neither(database_url: str) -> None:
    book = valued(database_url)
    for draw in (lambda: stock_list(book, as_of=day("3-31")), lambda: stock_card(book, "KERING-A", as_of=day("3-31"))):
        with pytest.raises(BeforeBookError):
            draw()
