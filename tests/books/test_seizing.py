"""Collateral that is taken over, in real books on both databases: the register, the reconciliation, and how it is undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.coop.loans import DisburseLoan, PledgeCollateral, RepayLoan
from irman_ledger.coop.procedures import seize
from irman_ledger.coop.seized import KeepSeized, PaySurplus, SellSeized, TakeOverSeized, ValueSeized
from irman_ledger.reports.registers.loan_card import loan_card
from irman_ledger.reports.registers.reconciliation import reconciliation
from irman_ledger.reports.registers.seized_list import seized_list
from tests.books.kit import balance, counter, day, deposit, refused, with_savers

ACCOUNTS = ("1-1100", "1-1500", "1-5200", "2-1680", "4-1100", "4-1140", "9-1300")


def book_of(url: str) -> Book:
    """2,000,000 over ten months from 10 January, one instalment paid: a problem from 11 June."""
    book = with_savers(url, begins_on=date(2014, 1, 1))
    record(book, deposit(20_000_000, "1-2"))
    record(book, DisburseLoan(loan="PJ-001", member="A-001", product="UMUM", on=day("1-10"), principal=idr(2_000_000), instalments=10))
    record(book, PledgeCollateral(loan="PJ-001", on=day("1-10"), collateral="AG-1", category="land", value=idr(2_500_000)))
    record(book, RepayLoan(loan="PJ-001", on=day("2-10"), amount=idr(240_000)))
    return book


def record(book: Book, command: Any) -> int:
    with book.read() as view:
        return counter(book).record(command, key=f"{view.size}").seq


def go(book: Book, key: str = "ambil", on: str = "6-20") -> list[int]:
    with counter(book).transaction() as tx:
        done = seize(
            tx, seized="AY-001", loan="PJ-001", collateral="AG-1", on=day(on), value=idr(3_000_000), description="Tanah kebun", key=key
        )
    return [receipt.seq for receipt in done]


def listed(book: Book, as_of: Month | date) -> dict[str, tuple[int | None, ...]]:
    paper = seized_list(book, as_of=as_of)
    return {row.key: tuple(None if one is None else one.minor // 100 for one in row.amounts) for row in paper.rows}


def test_the_register_follows_it_by_day_and_adds_up_to_the_control_account(database_url: str) -> None:
    book = book_of(database_url)
    old = TakeOverSeized(
        seized="AY-000", member="A-002", description="Sepeda motor", on=day("1-2"), cost=idr(9_000_000), carrying=idr(6_000_000)
    )
    record(book, old)
    go(book)
    record(book, ValueSeized(seized="AY-001", on=day("7-31"), value=idr(2_700_000), selling_costs=idr(200_000)))
    record(book, KeepSeized(seized="AY-001", on=day("8-1"), amount=idr(150_000), purpose="Penjagaan"))
    record(book, SellSeized(seized="AY-001", on=day("9-10"), way="auction", proceeds=idr(2_800_000)))
    assert listed(book, Month(2014, 5)) == {
        "AY-000": (9_000_000, 3_000_000, 6_000_000, None),
        "total": (9_000_000, 3_000_000, 6_000_000, 0),
    }
    assert listed(book, Month(2014, 6))["AY-001"] == (3_000_000, 0, 3_000_000, 949_300)
    assert listed(book, Month(2014, 7))["AY-001"] == (3_000_000, 500_000, 2_500_000, 949_300)
    assert listed(book, Month(2014, 7))["total"] == (12_000_000, 3_500_000, 8_500_000, 949_300)
    assert listed(book, Month(2014, 9))["AY-001"] == (None, None, None, 949_300)
    record(book, PaySurplus(seized="AY-001", on=day("9-11")))
    assert "AY-001" not in listed(book, Month(2014, 9))
    assert balance(book, "1-5200") == 6_000_000
    even = reconciliation(book, "1-5200", {"AY-000": idr(6_000_000)}, as_of=Month(2014, 9))
    assert even.amount("unexplained") == idr(0)
    assert listed(book, day("6-19")) == listed(book, Month(2014, 5))


def test_the_loan_and_its_memorandum_accounts_are_done_with(database_url: str) -> None:
    book = book_of(database_url)
    go(book)
    paper = loan_card(book, "PJ-001", as_of=day("6-30"))
    assert "Penyelesaian pinjaman PJ-001 dengan agunan AG-1" in [row.label.id for row in paper.rows]
    with book.read() as view:
        loan = view.loans.get("PJ-001")
        assert (loan.closed_on, loan.outstanding, loan.collateral) == (day("6-20"), idr(0), ())
    assert (balance(book, "9-1300"), balance(book, "1-1940")) == (0, 0)


@pytest.mark.parametrize("is_sold", [False, True])
def test_it_is_undone_from_its_end_and_in_no_other_order(database_url: str, *, is_sold: bool) -> None:
    book = book_of(database_url)
    before = [balance(book, account) for account in ACCOUNTS]
    settled, taken = go(book)
    rest = [record(book, SellSeized(seized="AY-001", on=day("6-25"), way="private", proceeds=idr(3_100_000)))] if is_sold else []
    desk = counter(book)
    for seq in (settled, taken) if is_sold else (settled,):
        with refused("reversal.dependents", book):
            desk.reverse(seq, on=day("6-26"), reason="salah", key=f"x{seq}")
    for seq in reversed([settled, taken, *rest]):
        desk.reverse(seq, on=day("6-26"), reason="salah", key=f"y{seq}")
    assert [balance(book, account) for account in ACCOUNTS] == before
    with book.read() as view:
        loan = view.loans.get("PJ-001")
        assert (loan.closed_on, [one.no for one in loan.collateral], loan.outstanding) == (None, ["AG-1"], idr(1_800_000))
    go(book, key="lagi", on="6-26")
    assert balance(book, "1-1940") == 0
    assert book.verify().ok
