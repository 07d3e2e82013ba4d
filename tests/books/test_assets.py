"""What is given to a cooperative, by its title, and how it wears out: worked figures on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.assets import AmendAsset, BuyAsset, DepreciateAsset, ReceiveAsset
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from tests.books.kit import KSP, balance, counter, day, new_book

HANDED_OVER = day("3-25")
# What the programme handed over: fair value, life in months, category. Source: a worked opening entry and its first nine months.
EQUIPMENT = (
    ("Mesin olah rumput laut", 9_600_000, 48, "PERALATAN"),
    ("Para-para jemur", 6_000_000, 48, "PERALATAN"),
    ("Freezer", 5_400_000, 36, "PERALATAN"),
    ("Sepeda motor dan boks ikan", 15_000_000, 48, "KENDARAAN"),
    ("Sampan", 9_000_000, 60, "KENDARAAN"),
    ("Cetakan bata", 1_200_000, 12, "PERALATAN"),
    ("Tali dan pelampung", 7_500_000, 24, "PERALATAN"),
)
MACHINE = ReceiveAsset(
    asset="AP-08",
    description="Mesin bata",
    category="BERSYARAT",
    on=HANDED_OVER,
    title="conditional-grant",
    value=idr(8_000_000),
    useful_life_months=60,
)
TREATMENT = 'treatment = "equity-release"'


def book_of(url: str, bylaws: Bylaws = KSP) -> Book:
    return new_book(url, bylaws=bylaws, begins_on=HANDED_OVER)


def treated(treatment: str) -> Bylaws:
    return Bylaws.from_toml(KSP.source.replace(TREATMENT, f'treatment = "{treatment}"'))


def given_equipment(book: Book, **more: Any) -> None:
    desk = counter(book)
    for n, (what, value, life, category) in enumerate(EQUIPMENT, 1):
        terms: dict[str, Any] = {"title": "restricted-grant", "fund": "PROGRAM", "useful_life_months": life, **more}
        given = ReceiveAsset(asset=f"AP-{n:02d}", description=what, category=category, on=HANDED_OVER, value=idr(value), **terms)
        desk.record(given, key=f"given {n}")


def end_months(book: Book, last: int) -> None:
    for month in range(3, last + 1):
        counter(book).end_month(Month(2014, month))


def stands(book: Book, *accounts: str) -> list[int]:
    return [balance(book, account, "12-31") for account in accounts]


def test_restricted_capital_follows_what_it_financed(database_url: str) -> None:
    book = book_of(database_url)
    given_equipment(book)
    assert stands(book, "1-3500", "1-3510", "3-1410") == [29_700_000, 24_000_000, -53_700_000]
    end_months(book, 12)
    assert stands(book, "5-3160", "1-3950", "1-3960") == [12_150_000, -7_987_500, -4_162_500]
    assert stands(book, "3-1410", "3-1440") == [-41_550_000, -12_150_000]
    with book.read() as view:
        freezer = [view.subject_balances(account)[Subject("asset", "AP-03")] for account in ("1-3500", "1-3950", "3-1410")]
    assert freezer == [idr(5_400_000), idr(-1_350_000), idr(-4_050_000)]
    assert book.verify().ok


def test_a_grant_on_condition_is_a_debt_and_wears_out(database_url: str) -> None:
    book = book_of(database_url)
    counter(book).record(MACHINE, key="machine")
    end_months(book, 12)
    # 133,333.33 a month, nine months, rounded once.
    assert stands(book, "1-3520", "1-3970", "2-2170", "5-3160", "3-1440") == [8_000_000, -1_200_000, -8_000_000, 1_200_000, 0]


def test_what_is_held_in_trust_bears_its_own_wear(database_url: str) -> None:
    book = book_of(database_url)
    given_equipment(book, title="trust")
    end_months(book, 12)
    assert stands(book, "2-2145", "5-3160", "3-1410", "3-1440") == [-41_550_000, 0, 0, 0]


@pytest.mark.parametrize(
    ("treatment", "standing"),
    [  # restricted, unrestricted, realised, deferred, income, depreciation
        ("equity-static", [-53_700_000, 0, 0, 0, 0, 12_150_000]),
        ("equity-release", [-41_550_000, 0, -12_150_000, 0, 0, 12_150_000]),
        ("deferred-income", [0, 0, 0, -41_550_000, -12_150_000, 12_150_000]),
        ("income-now", [0, 0, 0, 0, -53_700_000, 12_150_000]),
    ],
)
def test_the_treatment_of_grants_is_a_decision_of_the_bylaws(database_url: str, treatment: str, standing: list[int]) -> None:
    book = book_of(database_url, treated(treatment))
    given_equipment(book)
    end_months(book, 12)
    assert stands(book, "3-1410", "3-1430", "3-1440", "2-2180", "4-9130", "5-3160") == standing
    assert book.verify().ok


def test_the_lines_of_an_asset_lie_in_its_fund(database_url: str) -> None:
    book = book_of(database_url)
    given_equipment(book)
    end_months(book, 4)
    with book.read() as view:
        lines = [line for record in view.records(after=0) for line in record.lines]
    assert len(lines) == 7 * 2 + 7 * 4
    assert {line.fund for line in lines} == {"PROGRAM"}


def test_things_of_another_stand_beside_the_books(database_url: str) -> None:
    book = book_of(database_url)
    lent = replace(MACHINE, asset="AT-01", category="TITIPAN", title="loan-for-use", value=idr(6_000_000), useful_life_months=None)
    counter(book).record(lent, key="lent")
    end_months(book, 4)
    assert stands(book, "9-1550", "9-1559", "1-3520", "5-3160") == [6_000_000, -6_000_000, 0, 0]


def test_the_cooperative_buys_an_asset_and_depreciates_it_from_the_next_month_on(database_url: str) -> None:
    book = book_of(database_url)
    desk = counter(book)
    desk.record(TakeOverBalance(account="1-1100", subject="cash:KAS", on=HANDED_OVER, amount=idr(5_000_000)), key="cash")
    laptop = BuyAsset(
        asset="AT-02", description="Laptop", category="INVENTARIS", on=day("4-10"), cost=idr(4_800_000), useful_life_months=48
    )
    desk.record(laptop, key="laptop")
    end_months(book, 6)
    assert stands(book, "1-1100", "1-3400", "1-3930", "5-3160") == [200_000, 4_800_000, -200_000, 200_000]


def test_a_month_that_was_missed_is_made_good_and_none_is_written_off_twice(database_url: str) -> None:
    book = book_of(database_url)
    given_equipment(book)
    desk = counter(book)
    june = desk.record(DepreciateAsset(asset="AP-03", on=day("6-30")), key="june")
    assert june.event.amount == idr(450_000)
    with pytest.raises(IrmanError) as refusal:
        desk.record(DepreciateAsset(asset="AP-03", on=day("6-30")), key="again")
    assert refusal.value.code == "asset.nothing-to-depreciate"
    assert refusal.value.message("id") == "aset AP-03 tidak memiliki penyusutan lagi sampai 2014-06"
    desk.reverse(june.seq, on=day("6-30"), reason="salah bulan", key="undone")
    assert desk.record(DepreciateAsset(asset="AP-03", on=day("4-30")), key="april").event.amount == idr(150_000)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (replace(MACHINE, category="TITIPAN", useful_life_months=None), "asset.title"),
        (replace(MACHINE, title="custody"), "asset.title"),
        (replace(MACHINE, fund="ZAKAT"), "fund.unknown"),
        (replace(MACHINE, useful_life_months=None), "asset.useful-life-missing"),
        (replace(MACHINE, category="TANAH"), "asset.useful-life"),
        (BuyAsset(asset="AT-3", description="Peti", category="TITIPAN", on=HANDED_OVER, cost=idr(1)), "asset.title"),
        (AmendAsset(asset="AT-9", on=HANDED_OVER, group=None, location=None), "subject.unknown"),
    ],
)
def test_what_contradicts_itself_is_refused_and_changes_nothing(database_url: str, given: Any, code: str) -> None:
    book = book_of(database_url)
    with pytest.raises(IrmanError) as refusal:
        counter(book).record(given, key="wrong")
    assert refusal.value.code == code
    with book.read() as view:
        assert view.size == 1


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"title": "wakaf"}, "input.invalid", "title"),
        ({"salvage": idr(8_000_001)}, "asset.salvage-exceeds", "salvage"),
        ({"value": idr(0)}, "input.invalid", "value"),
        ({"condition": "B"}, "input.invalid", "condition"),
        ({"useful_life_months": 0}, "input.invalid", "useful_life_months"),
        ({"deed_line": 0}, "input.invalid", "deed_line"),
        ({"giver_book_value": idr(-1)}, "input.invalid", "giver_book_value"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_field(wrong: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(IrmanError) as refusal:
        replace(MACHINE, **wrong)
    assert (refusal.value.code, refusal.value.field) == (code, field)
