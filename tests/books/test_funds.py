"""Funds beside the general one: what each holds, and what one owes another, on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.assets import BuyAsset
from irman_ledger.coop.general import MoveBetweenFunds, TakeOverBalance
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.loans.terms import parse
from irman_ledger.coop.members import AdmitMember
from irman_ledger.errors import IrmanError
from tests.books.kit import KSP, balance, counter, day, new_book, nothing_changes


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


def lend(loan: str, principal: int) -> DisburseLoan:
    return DisburseLoan(loan=loan, member="A-001", product="QARDH", on=day("4-10"), principal=idr(principal), instalments=10)


def with_borrower(url: str) -> Book:
    book = with_cash(url)
    counter(book).record(AdmitMember(member="A-001", name="Daeng 001", on=day("4-1")), key="member")
    return book


def test_a_fund_lends_and_is_repaid_and_bears_its_losses(database_url: str) -> None:
    book = with_borrower(database_url)
    desk = counter(book)
    desk.record(lend("PJ-001", 2_000_000), key="lent")
    assert of_fund(book, "BERGULIR") == {"1-1100": 1_000_000, "1-1530": 2_000_000, "1-1910": -3_000_000}
    desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(200_000)), key="paid")
    for month in (4, 5):
        desk.end_month(Month(2014, month))
    # 0.5 % of the 1,800,000 that are owed, as the allowance of a loan without arrears.
    held = of_fund(book, "BERGULIR")
    assert held == {"1-1100": 1_200_000, "1-1530": 1_800_000, "1-1590": -9_000, "1-1910": -3_000_000, "5-3100": 9_000}
    assert of_fund(book, "UMUM") == {"1-1100": 7_000_000, "1-1910": -7_000_000}
    assert book.verify().ok


def test_a_fund_lends_no_more_than_it_has_though_the_box_holds_more(database_url: str) -> None:
    book = with_borrower(database_url)
    desk = counter(book)
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        desk.record(lend("PJ-001", 3_000_001), key="too much")
    assert (refusal.value.code, refusal.value.details["cash"]) == ("fund.short", idr(3_000_000))
    desk.record_all([(lend("PJ-001", 2_000_000), "first"), (lend("PJ-002", 1_000_000), "second")])
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        desk.record_all([(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(200_000)), "paid"), (lend("PJ-003", 200_001), "third")])
    assert refusal.value.details["cash"] == idr(200_000)


def test_a_loan_stays_in_its_fund_whatever_later_bylaws_say(database_url: str) -> None:
    book = with_borrower(database_url)
    desk = counter(book)
    desk.record(lend("PJ-001", 2_000_000), key="lent")
    general = KSP.source.replace('fund = "BERGULIR"\n', "").replace("from_on = 2014-01-01", "from_on = 2014-05-01")
    desk.adopt(Bylaws.from_toml(general), on=day("5-1"), key="adopted")
    repaid = desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(200_000)), key="paid")
    assert repaid.entry is not None
    assert {line.fund for line in repaid.entry.lines} == {"BERGULIR"}
    lent = desk.record(replace(lend("PJ-002", 3_000_000), on=day("5-10")), key="general")
    assert lent.entry is not None
    assert {line.fund for line in lent.entry.lines} == {"UMUM"}


def test_a_product_names_a_fund_of_its_bylaws() -> None:
    wrong = Bylaws.from_toml(KSP.source.replace('fund = "BERGULIR"', 'fund = "ZAKAT"'))
    with pytest.raises(IrmanError) as refusal:
        wrong.terms("QARDH", "loans", parse)
    assert (refusal.value.field, refusal.value.details["value"]) == ("fund", "ZAKAT")


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
