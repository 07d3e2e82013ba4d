"""Funds beside each other: a worked opening entry, what one owes another, and papers that do not tie."""

from __future__ import annotations

from typing import Any

import pytest

from irman_ledger import Book, idr
from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import credit, debit
from irman_ledger.core.subject import Subject
from irman_ledger.reports import StatementDoesNotTieError, balance_sheet, fund_statement
from tests.books.kit import day, new_book
from tests.books.test_deed import EXAMPLE, posted, read_deed, signed
from tests.books.test_funds import counter, move, with_cash
from tests.reports.conftest import Golden
from tests.reports.fake import FakeBook

ON = day("3-25")


@pytest.fixture(scope="module")
def opening(tmp_path_factory: Any) -> Book:
    """A programme handed over on 25 March 2014."""
    book = new_book(f"sqlite:///{tmp_path_factory.mktemp('books')}/opening.db", begins_on=ON)
    deed = read_deed(EXAMPLE.read_bytes())
    signed(book, deed)
    posted(book, deed)
    return book


def test_the_worked_opening_stands_fund_by_fund(opening: Book, golden: Golden) -> None:
    paper = fund_statement(opening, as_of=ON)
    assert [column.key for column in paper.columns] == ["UMUM", "PROGRAM", "BERGULIR", "total"]
    rupiah = {key: [amount.minor // 100 for amount in amounts] for key, amounts in paper.figures.items()}
    # Revolving fund: cash 5,100,000 and receivables 118,000,000 less margin 4,200,000 and allowance 14,360,000.
    assert rupiah["cash_and_bank"] == [37_400_000, 0, 5_100_000, 42_500_000]
    assert rupiah["loans"] == [0, 0, 99_440_000, 99_440_000]
    assert rupiah["fixed_assets"] == [0, 61_700_000, 0, 61_700_000]
    assert rupiah["grants_revolving"] == [0, 0, 104_540_000, 104_540_000]
    assert rupiah["grants_fixed_assets"] == [0, 53_700_000, 0, 53_700_000]
    assert rupiah["assets"] == rupiah["liabilities_and_equity"] == [47_150_000, 61_700_000, 104_540_000, 213_390_000]
    golden("fund_statement_opening.id.txt", paper.text())
    golden("fund_statement_opening.en.txt", paper.text("en"))
    golden("fund_statement_opening.id.csv", paper.csv())
    golden("fund_statement_opening.en.json", paper.json("en"))


def test_the_last_column_is_the_balance_sheet(opening: Book) -> None:
    funds, sheet = fund_statement(opening, as_of=ON), balance_sheet(opening, as_of=ON)
    assert {key: amounts[-1] for key, amounts in funds.figures.items()} == {key: amounts[0] for key, amounts in sheet.figures.items()}


def test_what_funds_owe_each_other_is_zero_over_all_of_them(database_url: str) -> None:
    book = with_cash(database_url)
    counter(book).record(move(1_200_000), key="moved")
    paper = fund_statement(book, as_of=day("4-30"))
    assert paper.row("between_funds").amounts == (idr(-1_200_000), idr(1_200_000), idr(0))
    assert paper.row("cash").amounts == (idr(8_200_000), idr(1_800_000), idr(10_000_000))
    assert paper.notes[0].id == (
        "Dana bergulir program (BERGULIR): dana terikat; modalnya akun 3-1420 Modal hibah terikat - dana bergulir."
    )


def test_a_fund_that_the_bylaws_no_longer_have_is_shown_by_its_code(ksp: Bylaws) -> None:
    book = FakeBook(bylaws=ksp)
    lines = (debit("1-1620", idr(700), fund="LAMA"), credit("2-1690", idr(700), fund="LAMA"))
    book.add(day("4-2"), "Dana lama", *lines, subject=Subject("journal", "J"))
    paper = fund_statement(book, as_of=day("4-30"))
    assert [(column.key, column.label.id) for column in paper.columns] == [("UMUM", "Dana umum"), ("LAMA", "LAMA"), ("total", "Jumlah")]
    assert paper.notes == ()


def test_a_fund_that_does_not_balance_is_not_printed(ksp: Bylaws, monkeypatch: pytest.MonkeyPatch) -> None:
    torn = Balances.of_lines("IDR", (debit("1-1620", idr(700), fund="PROGRAM"), credit("2-1690", idr(700))))
    monkeypatch.setattr(FakeBook, "balances", lambda _self, **_: torn)
    with pytest.raises(StatementDoesNotTieError) as caught:
        fund_statement(FakeBook(bylaws=ksp), as_of=day("4-30"))
    assert caught.value.differences[-1].amounts == (idr(-700), idr(700), idr(0))
