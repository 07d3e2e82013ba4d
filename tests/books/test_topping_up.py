"""A loan that ends an older one, in real books on both databases: the papers, and how it is undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.procedures import top_up
from irman_ledger.core.label import Label
from irman_ledger.reports.registers.aging import aging
from irman_ledger.reports.registers.loan_card import loan_card
from irman_ledger.reports.registers.nominative import nominative
from tests.books.kit import balance, counter, day, deposit, refused, with_savers

LENT = DisburseLoan(
    loan="PJ-002", member="A-001", product="UMUM", on=day("6-20"), principal=idr(5_000_000), instalments=10, replaces="PJ-001"
)


def book_of(url: str) -> Book:
    """2,000,000 over ten months from 10 January, one instalment paid: late since 10 March."""
    book = with_savers(url, begins_on=date(2014, 1, 1))
    counter(book).record(deposit(20_000_000, "1-2"), key="cash")
    old = DisburseLoan(loan="PJ-001", member="A-001", product="UMUM", on=day("1-10"), principal=idr(2_000_000), instalments=10)
    counter(book).record(old, key="lent")
    counter(book).record(RepayLoan(loan="PJ-001", on=day("2-10"), amount=idr(240_000)), key="paid")
    return book


def go(book: Book, **more: Any) -> list[int]:
    with counter(book).transaction() as tx:
        return [receipt.seq for receipt in top_up(tx, new=LENT, key="kompensasi", **more)]


def facts(book: Book, loan: str) -> dict[str, str]:
    card = loan_card(book, loan, as_of=day("6-30"))
    return {one.key: one.value.en if isinstance(one.value, Label) else str(one.value) for one in card.facts}


def test_the_cards_show_the_chain_both_ways_and_the_registers_the_days_of_the_old_loan(database_url: str) -> None:
    book = book_of(database_url)
    go(book)
    assert facts(book, "PJ-001")["replaced"] == "PJ-002"
    assert facts(book, "PJ-002")["replaces"] == "PJ-001, of which it settled 2.050.700; Substandard, 102 days late"
    paper = nominative(book, as_of=Month(2014, 6))
    assert {row.key: row.texts[3] for row in paper.rows if row.key.startswith("PJ")} == {"PJ-002": "102"}
    assert aging(book, as_of=Month(2014, 6)).figures["at_risk"] == (idr(5_000_000),)
    assert balance(book, "1-1940") == 0


@pytest.mark.parametrize("to_savings", [False, True])
def test_it_is_undone_from_its_end_and_in_no_other_order(database_url: str, *, to_savings: bool) -> None:
    book = book_of(database_url)
    before = [balance(book, account) for account in ("1-1100", "1-1500", "2-1100", "4-1100", "4-1120", "4-1140")]
    ended, begun, *rest = go(book, savings="SS-001") if to_savings else go(book)
    desk = counter(book)
    for seq in (ended, begun):
        with refused("reversal.dependents", book):
            desk.reverse(seq, on=day("6-21"), reason="salah", key=f"x{seq}")
    for seq in reversed([begun, *rest]):
        desk.reverse(seq, on=day("6-21"), reason="salah", key=f"y{seq}")
    desk.reverse(ended, on=day("6-21"), reason="salah", key="last")
    assert [balance(book, account) for account in ("1-1100", "1-1500", "2-1100", "4-1100", "4-1120", "4-1140")] == before
    with book.read() as view:
        old = view.loans.get("PJ-001")
        assert (old.closed_on, old.replaced, old.outstanding) == (None, None, idr(1_800_000))
    again = go_again(book)
    assert balance(book, "1-1940") == 0
    assert len(again) == 3


def go_again(book: Book) -> list[int]:
    with counter(book).transaction() as tx:
        return [receipt.seq for receipt in top_up(tx, new=replace(LENT, on=day("6-21")), key="sekali-lagi")]
