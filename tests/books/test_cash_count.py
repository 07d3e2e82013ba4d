"""A cash box is counted, on every database; amounts are counted by hand."""

from __future__ import annotations

import pytest

from irman_ledger import Book, idr
from irman_ledger.coop.general import CashCounted, CountCash
from irman_ledger.errors import IrmanError
from tests.books.kit import balance, counter, day, deposit, refused, with_savers, withdraw


@pytest.fixture
def book(database_url: str) -> Book:
    """Rp500.000 came into the box on 2 April, Rp100.000 went out on 3 May."""
    book = with_savers(database_url)
    counter(book).record(deposit(500_000), key="d")
    counter(book).record(withdraw(100_000, on="5-3"), key="w")
    return book


def count(rupiah: int, on: str, box: str = "KAS") -> CountCash:
    return CountCash(box=box, on=day(on), counted=idr(rupiah))


def test_a_difference_is_booked_with_a_cash_voucher_and_both_amounts_are_kept(book: Book) -> None:
    short = counter(book).record(count(398_000, "5-5"), key="c1", document="BA-001")
    assert short.event == CashCounted(box="KAS", on=day("5-5"), counted=idr(398_000), booked=idr(400_000), account="5-9120")
    assert str(short.voucher) == "BKK/2014/000002"
    over = counter(book).record(count(398_500, "5-6"), key="c2")
    assert (over.event.booked, over.event.difference, str(over.voucher)) == (idr(398_000), idr(500), "BKM/2014/000002")
    assert (balance(book, "1-1100"), balance(book, "5-9120")) == (398_500, 1_500)
    assert book.verify().ok


def test_a_count_that_agrees_is_a_record_without_an_entry(book: Book) -> None:
    receipt = counter(book).record(count(500_000, "5-2"), key="c")
    assert (receipt.entry, receipt.voucher, receipt.event.account) == (None, None, None)
    assert receipt.event.booked == idr(500_000)
    assert receipt == counter(book).record(count(500_000, "5-2"), key="c")
    assert balance(book, "1-1100") == 400_000
    assert book.verify().ok


def test_a_count_is_reversed_exactly_and_an_earlier_entry_too(book: Book) -> None:
    seq = counter(book).record(count(390_000, "5-5"), key="c").seq
    counter(book).reverse(seq - 1, on=day("5-6"), reason="salah", key="x1")
    assert balance(book, "1-1100") == 490_000
    counter(book).reverse(seq, on=day("5-6"), reason="salah hitung", key="x2")
    assert (balance(book, "1-1100"), balance(book, "5-9120")) == (500_000, 0)


def test_what_cannot_be_counted_leaves_no_trace(book: Book) -> None:
    with refused("box.unknown", book):
        counter(book).record(count(1, "5-5", box="LACI"), key="c")
    with refused("balance.below-zero", book):
        counter(book).record(count(99_999, "4-30"), key="c")
    with pytest.raises(IrmanError, match="is below zero"):
        count(-1, "5-5")
