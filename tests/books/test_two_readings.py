"""One hand-over read in two ways: as capital given for a purpose, and as something held in trust; worked figures on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.assets import DepreciateAsset
from irman_ledger.coop.programme import read_deed
from irman_ledger.reports import balance_sheet, distributable_surplus, fund_statement, income_statement
from tests.books.kit import KSP, counter, day, new_book
from tests.books.test_deed import EXAMPLE, ON, posted, signed

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "programme-funds.md"
TRUST = (
    ('kind = "restricted"\ncapital = "3-1440"', 'kind = "trust"\ncapital = "2-1650"'),
    ('kind = "restricted"\ncapital = "3-1420"', 'kind = "trust"\ncapital = "2-2140"'),
)
APRIL_TO_DECEMBER = (Month(2014, 4), Month(2014, 12))


def handed_over(url: str, reading: str) -> Book:
    """The worked opening: its restricted grants as they are, or every one of them held in trust."""
    source, paper = KSP.source, EXAMPLE.read_text(encoding="utf-8")
    if reading == "trust":
        paper = paper.replace('title = "restricted-grant"', 'title = "trust"')
        for before, after in TRUST:
            assert before in source
            source = source.replace(before, after)
    book = new_book(url, bylaws=Bylaws.from_toml(source), begins_on=ON)
    deed = read_deed(paper.encode())
    signed(book, deed)
    posted(book, deed)
    return book


def worn(book: Book) -> None:
    """Nine months of wear of the seven things that were given without condition."""
    with book.read() as view:
        things = [one.no for account in ("1-3500", "1-3510") for one in view.subject_balances(account)]
    assert len(things) == 7
    for no in things:
        counter(book).record(DepreciateAsset(asset=no, on=day("12-31")), key=f"worn {no}")


@pytest.mark.parametrize(
    ("reading", "figures"),
    [
        (
            "capital",
            {"grants_revolving": 104_540_000, "grants_fixed_assets": 53_700_000, "equity": 167_990_000, "liabilities": 45_400_000},
        ),
        # 104,540,000 of the revolving fund and 53,700,000 of things are owed to the partners.
        ("trust", {"trust_long_term": 158_240_000, "grants_unrestricted": 9_750_000, "equity": 9_750_000, "liabilities": 203_640_000}),
    ],
)
def test_the_same_assets_stand_against_capital_or_against_a_debt(database_url: str, reading: str, figures: dict[str, int]) -> None:
    book = handed_over(database_url, reading)
    sheet = balance_sheet(book, as_of=ON)
    assert {key: sheet.amount(key) for key in figures} == {key: idr(amount) for key, amount in figures.items()}
    assert sheet.amount("assets") == idr(213_390_000)
    assert sheet.text() in PAGE.read_text(encoding="utf-8")
    funds = fund_statement(book, as_of=ON)
    assert funds.figures["assets"] == (idr(47_150_000), idr(61_700_000), idr(104_540_000), idr(213_390_000))
    assert book.verify().ok


@pytest.mark.parametrize(("reading", "surplus"), [("capital", -12_150_000), ("trust", 0)])
def test_wear_is_an_expense_of_the_fund_or_lessens_what_is_owed_and_is_shared_by_nobody(
    database_url: str, reading: str, surplus: int
) -> None:
    book = handed_over(database_url, reading)
    worn(book)
    assert income_statement(book, period=APRIL_TO_DECEMBER).amount("surplus_after_tax") == idr(surplus)
    assert distributable_surplus(book, period=APRIL_TO_DECEMBER) == idr(0)
    sheet = balance_sheet(book, as_of=day("12-31"))
    # 53,700,000 less nine months of wear, 12,150,000.
    stands = {"capital": "grants_fixed_assets", "trust": "trust_long_term"}[reading]
    assert sheet.amount(stands) - (idr(104_540_000) if reading == "trust" else idr(0)) == idr(41_550_000)
