"""Interest that is income as it is earned, in real books on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.loans import AccrueLoanInterest, DisburseLoan, PayOffLoan, RepayLoan, RescheduleLoan, WriteOffLoan
from irman_ledger.errors import RefusedError
from tests.books.kit import KSP, balance, counter, day, deposit, with_savers

ACCOUNTS = ("1-1500", "1-1600", "4-1100")


def lent(database_url: str) -> Book:
    """12,000,000 flat at 12 % a year over 12 months: 120,000 of interest a month, from 15 April on."""
    book = with_savers(database_url)
    counter(book).record(deposit(20_000_000), key="cash")
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "product": "AKRUAL", "on": day("4-15")}
    counter(book).record(DisburseLoan(principal=idr(12_000_000), instalments=12, **terms), key="lent")
    return book


def lent_as_a_bullet(database_url: str) -> Book:
    """12,000,000 with 360,000 of interest, all to be paid on 15 July."""
    head, akrual = KSP.source.split('code = "AKRUAL"')
    bylaws = Bylaws.from_toml(f'{head}code = "AKRUAL"' + akrual.replace('method = "flat"', 'method = "bullet"', 1))
    book = with_savers(database_url, bylaws=bylaws)
    counter(book).record(deposit(20_000_000), key="cash")
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "product": "AKRUAL", "on": day("4-15")}
    counter(book).record(DisburseLoan(principal=idr(12_000_000), instalments=3, **terms), key="lent")
    return book


def accrue(book: Book, on: str) -> int:
    return counter(book).record(AccrueLoanInterest(loan="PJ-001", on=day(on)), key=f"accrue {on} {len(on)} {book_size(book)}").seq


def book_size(book: Book) -> int:
    with book.read() as view:
        return view.size


def pay(book: Book, rupiah: int, on: str) -> int:
    return counter(book).record(RepayLoan(loan="PJ-001", on=day(on), amount=idr(rupiah)), key=f"pay {on} {book_size(book)}").seq


def stands(book: Book) -> list[int]:
    """Principal, accrued interest, income."""
    return [balance(book, account) for account in ACCOUNTS]


def test_month_ends_and_payments_share_the_interest_between_them(database_url: str) -> None:
    book = lent(database_url)
    accrue(book, "4-30")  # 120,000 x 15 / 30
    assert stands(book) == [12_000_000, 60_000, -60_000]
    pay(book, 1_120_000, "5-15")  # 60,000 of it was income already
    assert stands(book) == [11_000_000, 0, -120_000]
    accrue(book, "5-31")  # 120,000 x 16 / 31 is 61,935.48
    assert stands(book) == [11_000_000, 61_935, -181_935]
    with book.read() as view:
        loan = view.loans.get("PJ-001")
        assert (loan.interest_paid, loan.due(day("6-15")).total) == (idr(120_000), idr(1_120_000))
        assert view.loans.life("PJ-001", day("5-31")).payments[-2].interest == idr(120_000)
    with pytest.raises(RefusedError) as refused:
        accrue(book, "5-31")
    assert refused.value.code == "loan.accrual-unchanged"
    with pytest.raises(RefusedError) as refused:
        accrue(book, "4-30")
    assert refused.value.code == "loan.accrued-later"
    assert not book.verify().findings


def test_the_month_end_accrues_once(database_url: str) -> None:
    book = lent(database_url)
    desk = counter(book)
    desk.end_month(Month(2014, 4))
    assert stands(book) == [12_000_000, 60_000, -60_000]
    size = book_size(book)
    desk.end_month(Month(2014, 4))
    assert (stands(book), book_size(book)) == ([12_000_000, 60_000, -60_000], size)


def test_a_payoff_takes_back_what_was_accrued_beyond_it(database_url: str) -> None:
    book = lent(database_url)
    accrue(book, "4-30")
    pay(book, 100_000, "4-20")  # dated before the accrual, which stays as it is: all of it is income
    assert stands(book) == [12_000_000, 60_000, -160_000]
    with pytest.raises(RefusedError) as refused:
        counter(book).record(PayOffLoan(loan="PJ-001", on=day("4-29"), amount=idr(12_000_000)), key="early")
    assert refused.value.code == "loan.accrued-later"
    # 18 days of 30 are 72,000, less than the 100,000 that are paid.
    counter(book).record(PayOffLoan(loan="PJ-001", on=day("5-3"), amount=idr(12_000_000)), key="over")
    assert stands(book) == [0, 0, -100_000]


def test_a_payment_is_undone_under_a_later_accrual_and_an_accrual_only_as_the_latest(database_url: str) -> None:
    book = lent(database_url)
    desk = counter(book)
    first = accrue(book, "4-30")
    paid = pay(book, 120_000, "5-15")
    second = accrue(book, "5-31")
    with pytest.raises(RefusedError) as refused:
        desk.reverse(first, on=day("5-31"), reason="salah", key="refused")
    assert refused.value.code == "reversal.dependents"
    desk.reverse(paid, on=day("5-31"), reason="salah setor", key="undone")
    assert stands(book) == [12_000_000, 121_935, -121_935]
    accrue(book, "6-15")  # two whole months
    assert stands(book) == [12_000_000, 240_000, -240_000]
    desk.reverse(book_size(book) - 1, on=day("6-15"), reason="salah", key="latest")
    desk.reverse(second, on=day("6-15"), reason="salah", key="then")
    assert stands(book) == [12_000_000, 60_000, -60_000]
    assert not book.verify().findings


def test_a_problem_loan_gives_its_accrued_interest_back_until_it_performs(database_url: str) -> None:
    book = lent(database_url)
    desk = counter(book)
    desk.end_month(Month(2014, 7))
    assert stands(book)[1:] == [421_935, -421_935]  # 3 x 120,000 + 120,000 x 16 / 31
    desk.end_month(Month(2014, 8))  # late since 15 May: more than three months
    assert [*stands(book)[1:], balance(book, "9-1200")] == [0, 0, 480_000]
    pay(book, 4_480_000, "9-1")
    assert stands(book)[1:] == [0, -480_000]
    desk.end_month(Month(2014, 9))  # 5 x 120,000 + 120,000 x 15 / 30 are earned
    assert [*stands(book)[1:], balance(book, "9-1200")] == [180_000, -660_000, 0]


@pytest.mark.parametrize("capitalise", [False, True])
def test_a_new_plan_keeps_what_was_earned(database_url: str, *, capitalise: bool) -> None:
    book = lent(database_url)
    accrue(book, "4-30")
    new = RescheduleLoan(loan="PJ-001", on=day("5-15"), instalments=12, reason="gagal panen", capitalise=capitalise)
    counter(book).record(new, key="new")
    assert stands(book) == ([12_120_000, 0, -120_000] if capitalise else [12_000_000, 60_000, -60_000])
    accrue(book, "5-31")  # 16 of 31 days of 120,000, or of 121,200
    assert stands(book)[1:] == ([62_555, -182_555] if capitalise else [181_935, -181_935])


def test_a_write_off_takes_back_what_was_accrued(database_url: str) -> None:
    book = lent(database_url)
    accrue(book, "4-30")
    counter(book).record(WriteOffLoan(loan="PJ-001", on=day("5-2"), reason="tidak tertagih"), key="off")
    assert stands(book) == [0, 0, 0]


def test_a_loan_of_cash_recognition_accrues_nothing(database_url: str) -> None:
    book = with_savers(database_url)
    counter(book).record(deposit(20_000_000), key="cash")
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "product": "REGULER", "on": day("4-15")}
    counter(book).record(DisburseLoan(principal=idr(12_000_000), instalments=12, **terms), key="lent")
    with pytest.raises(RefusedError) as refused:
        accrue(book, "4-30")
    assert refused.value.code == "loan.not-accrued"


def test_interest_that_is_paid_at_the_end_is_earned_from_the_beginning(database_url: str) -> None:
    book = lent_as_a_bullet(database_url)
    for month, to_date in ((4, 59_341), (5, 181_978), (6, 300_659)):  # 15, 46 and 76 of 91 days of 360,000
        counter(book).end_month(Month(2014, month))
        assert stands(book) == [12_000_000, to_date, -to_date]
    pay(book, 12_360_000, "7-15")
    assert stands(book) == [0, 0, -360_000]
    assert not book.verify().findings
