"""Fees, overdrafts, interest from elsewhere and rounding at the desk, on a current account."""

from __future__ import annotations

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.books.desk import Item
from irman_ledger.coop.savings import (
    BookInterest,
    ChargeFee,
    ChargeOverdraft,
    CorrectRounding,
    HoldSavings,
    OpenSavings,
    PostInterest,
    ReleaseHold,
)
from irman_ledger.core.money import Money
from tests.books.kit import KSP, balance, counter, day, deposit, refused, with_savers, withdraw

# From May on the same product works out its interest itself: 3 % a year on daily balances.
OWN_INTEREST = Bylaws.from_toml(
    KSP.source.replace("from_on = 2014-01-01\ncurrency", "from_on = 2014-05-01\ncurrency").replace(
        'interest_elsewhere = { expense = "5-1100"',
        'interest = { method = "daily", basis = "ACT/365F", rate = "3%/year", expense = "5-1100"',
    )
)


def with_current_account(url: str) -> Book:
    """A-001 has the current account SK-001, whose limit is 5,000,000; the cash comes from A-002's savings."""
    book = with_savers(url)
    desk = counter(book)
    desk.record(OpenSavings(account="SK-001", member="A-001", product="KORAN", on=day("4-1")), key="open")
    desk.record(deposit(20_000_000, on="4-1", account="SS-002"), key="cash")
    return book


def test_an_account_goes_below_zero_to_its_limit_and_pays_for_it(database_url: str) -> None:
    book = with_current_account(database_url)
    desk = counter(book)
    desk.record(deposit(1_000_000, on="4-2", account="SK-001"), key="in")
    with refused("savings.over-limit", book, available=idr(6_000_000), limit=idr(5_000_000)):
        desk.record(withdraw(6_000_001, on="4-3", account="SK-001"), key="too much")
    desk.record(withdraw(5_900_000, on="4-3", account="SK-001"), key="out")
    desk.record(ChargeFee(account="SK-001", on=day("4-30"), fee="ADMINISTRASI", amount=idr(15_000)), key="fee")
    desk.record(ChargeOverdraft(account="SK-001", on=day("4-30"), amount=idr(73_500)), key="cost")
    # 1,000,000 - 5,900,000 - 15,000 - 73,500.
    assert (balance(book, "2-1130"), balance(book, "4-1110"), balance(book, "4-1190")) == (4_988_500, -15_000, -73_500)
    with refused("savings.over-limit", book, available=idr(11_500)):
        desk.record(ChargeFee(account="SK-001", on=day("4-30"), fee="ADMINISTRASI", amount=idr(15_000)), key="fee 2")
    desk.close_month(Month(2014, 4))
    assert book.verify().ok


def test_an_amount_is_free_from_its_value_date_on(database_url: str) -> None:
    book = with_current_account(database_url)
    desk = counter(book)
    desk.record(withdraw(4_000_000, on="4-10", account="SK-001"), key="out")
    desk.record(deposit(3_000_000, on="4-20", account="SK-001"), key="in")
    with refused("savings.over-limit", book, available=idr(1_000_000)):
        desk.record(withdraw(1_000_001, on="4-15", account="SK-001"), key="before it came in")
    desk.record(withdraw(4_000_000, on="4-20", account="SK-001"), key="on the day")
    assert balance(book, "2-1130") == 5_000_000


def test_differences_of_rounding_go_to_both_sides_and_are_reversed(database_url: str) -> None:
    book = with_current_account(database_url)
    desk = counter(book)
    desk.record(deposit(1_000, on="4-2", account="SK-001"), key="in")
    first = desk.record(correction(10), key="up")
    desk.record(correction(-100), key="down")
    assert (first.voucher is not None and first.voucher.series, first.event.contra) == ("BM", "5-9100")
    desk.reverse(first.seq, on=day("4-4"), reason="dibukukan dua kali", key="back")
    assert (balance(book, "2-1130"), balance(book, "4-9190"), balance(book, "5-9100")) == (-999, -1, 0)
    assert book.verify().ok


def correction(minor: int) -> CorrectRounding:
    return CorrectRounding(account="SK-001", on=day("4-3"), amount=Money.from_minor(minor), reason="pembulatan di sistem lain")


def test_interest_from_elsewhere_settles_the_days_before_the_terms_work_it_out(database_url: str) -> None:
    book = with_current_account(database_url)
    desk = counter(book)
    desk.record(deposit(10_000_000, on="4-1", account="SK-001"), key="in")
    desk.record(BookInterest(account="SK-001", on=day("4-30"), amount=idr(30_000)), key="april")
    with refused("savings.no-interest", book):
        desk.record(PostInterest(account="SK-001", on=day("4-30")), key="by its terms")
    desk.adopt(OWN_INTEREST, on=day("4-30"), key="adopt")
    with refused("savings.interest-not-from-elsewhere", book):
        desk.record(BookInterest(account="SK-001", on=day("5-31"), amount=idr(1)), key="again")
    # 10,030,000 x 3 % x 31/365 = 25,556.16; April's 30,000 are not counted against it.
    assert desk.record(PostInterest(account="SK-001", on=day("5-31")), key="may").event.interest == idr(25_556)
    assert balance(book, "5-1100") == 55_556


def test_interest_from_elsewhere_counts_for_the_tax_of_the_members_month(database_url: str) -> None:
    book = with_current_account(database_url)
    desk = counter(book)
    desk.record(deposit(10_000_000, on="4-1", account="SS-001"), key="in")
    desk.record(BookInterest(account="SK-001", on=day("4-30"), amount=idr(230_000)), key="elsewhere")
    # PP 15/2009: 10 % of 230,000 + 24,658 (10,000,000 x 3 % x 30/365) = 25,465.80.
    receipt = desk.record(PostInterest(account="SS-001", on=day("4-30")), key="own")
    assert (receipt.event.interest_month, receipt.event.tax) == (idr(254_658), idr(25_466))


def test_a_batch_asked_twice_adds_nothing(database_url: str) -> None:
    book = with_current_account(database_url)
    desk = counter(book)
    commands = [
        deposit(1_000, on="4-2", account="SK-001"),
        ChargeFee(account="SK-001", on=day("4-3"), fee="ADMINISTRASI", amount=idr(500)),
        BookInterest(account="SK-001", on=day("4-3"), amount=idr(20)),
        correction(-10),
    ]
    items = [Item(command=command, key=f"row {no}") for no, command in enumerate(commands)]
    first, again = desk.record_all(items), desk.record_all(items)
    assert (first.count, first.replayed, again.count, again.replayed) == (4, 0, 4, 4)


@pytest.mark.parametrize("product", ["SUKARELA", "MITRA"])
def test_an_account_without_overdraft_stays_at_zero(database_url: str, product: str) -> None:
    book = with_current_account(database_url)
    desk = counter(book)
    desk.record(OpenSavings(account="SX-001", member="A-001", product=product, on=day("4-1")), key="other")
    with refused("savings.overdrawn", book):
        desk.record(withdraw(1, on="4-3", account="SX-001"), key="out")
    with refused("savings.no-overdraft", book):
        desk.record(ChargeOverdraft(account="SX-001", on=day("4-3"), amount=idr(1)), key="cost")


def test_a_hold_is_kept_let_go_and_reversed(database_url: str) -> None:
    book = with_current_account(database_url)
    desk = counter(book)
    desk.record(deposit(50_000, on="4-2", account="SS-001"), key="in")
    held = desk.record(hold("B-1", 30_000), key="hold")
    assert (held.voucher, held.entry) == (None, None)
    with refused("savings.held", book, held=idr(30_000), available=idr(20_000)):
        desk.record(withdraw(20_001, on="4-4"), key="too much")
    desk.reverse(held.seq, on=day("4-5"), reason="salah rekening", key="back")
    desk.record(hold("B-2", 50_000), key="hold 2")
    desk.record(ReleaseHold(account="SS-001", hold="B-2", on=day("4-6")), key="release")
    desk.record(withdraw(50_000, on="4-6"), key="out")
    assert balance(book, "2-1100") == -20_000_000
    assert book.verify().ok


def hold(number: str, rupiah: int) -> HoldSavings:
    return HoldSavings(account="SS-001", hold=number, on=day("4-3"), amount=idr(rupiah), reason="jaminan pinjaman")
