"""The result of an earlier book year is put right in equity, not in this year's result."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from irman_ledger import Book, Month, idr
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.reports import income_statement
from tests.books.kit import counter, day, deposit, journal, refused, with_savers

LOAN = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10)
JANUARY, FEBRUARY = date(2015, 1, 20), date(2015, 2, 1)


def lines(book: Book, seq: int) -> list[tuple[str, int, str | None]]:
    with book.read() as view:
        return [(line.account, line.amount.minor // 100, line.subject and str(line.subject)) for line in view.record(seq).lines]


def test_reversed_interest_of_last_year_is_carried_to_equity(database_url: str) -> None:
    book = with_savers(database_url, today=FEBRUARY)
    desk = counter(book)
    desk.record(deposit(2_500_000), key="d")
    desk.record(LOAN, key="l")
    paid = desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(240_000)), key="r")
    size = book.size
    receipt = desk.reverse(paid.seq, on=JANUARY, reason="salah rekening", key="x", document="BA-7")
    assert lines(book, receipt.seq) == [
        ("1-1100", -240_000, "cash:KAS"),
        ("1-1500", 200_000, "loan:PJ-001"),
        ("4-1100", 40_000, "loan:PJ-001"),
    ]
    assert lines(book, receipt.seq + 1) == [("3-1620", 40_000, None), ("4-9900", -40_000, None)]
    with book.read() as view:
        carried = view.record(receipt.seq + 1)
    assert (carried.kind, carried.document, str(carried.voucher)) == ("general.posted", "BA-7", "BM/2015/000001")
    assert carried.narration == f"Koreksi SHU tahun lalu dari pembalikan catatan {paid.seq}"
    paper = income_statement(book, period=Month(2015, 1))
    assert paper.row("surplus_after_tax").amounts == (idr(0),)
    assert paper.row("prior_year_carried").amounts == (idr(40_000),)
    again = desk.reverse(paid.seq, on=JANUARY, reason="salah rekening", key="x", document="BA-7")
    assert again.replayed
    assert book.size == size + 2
    assert desk.record(RepayLoan(loan="PJ-001", on=JANUARY, amount=idr(240_000)), key="r2").event.interest == idr(40_000)
    assert book.verify().ok


def test_a_batch_of_last_year_is_carried_in_one_entry(database_url: str) -> None:
    book = with_savers(database_url, today=FEBRUARY)
    desk = counter(book)
    items = [
        (journal(("5-3130", 500), ("1-1710", -500)), "a"),
        (journal(("5-3130", 300), ("4-9190", -100), ("1-1710", -200)), "b"),
    ]
    desk.record_all(items, one_voucher=True)
    receipt = desk.reverse(book.size - 1, on=JANUARY, reason="dua kali", key="x")
    assert lines(book, book.size - 1) == [("3-1620", -700, None), ("4-9900", 700, None)]
    assert receipt.voucher is not None
    assert receipt.voucher.part == 1


def test_what_is_no_result_and_what_is_of_this_year_is_not_carried(database_url: str) -> None:
    book = with_savers(database_url, today=FEBRUARY)
    desk = counter(book)
    old = desk.record(deposit(50_000), key="d")
    new = desk.record(replace(journal(("5-3130", 500), ("1-1710", -500)), on=JANUARY), key="j")
    for receipt in (old, new):
        reversal = desk.reverse(receipt.seq, on=JANUARY, reason="batal", key=f"x{receipt.seq}")
        assert book.size == reversal.seq + 1


def test_bylaws_without_the_roles_refuse_and_nothing_is_reversed(database_url: str) -> None:
    text = Bylaws.sample("ksp").source.replace('prior_year_carried = "4-9900"\n', "")
    book = with_savers(database_url, today=FEBRUARY, bylaws=Bylaws.from_toml(text))
    desk = counter(book)
    posted = desk.record(journal(("5-3130", 500), ("1-1710", -500)), key="j")
    with refused("bylaws.role-missing", book):
        desk.reverse(posted.seq, on=JANUARY, reason="batal", key="x")
