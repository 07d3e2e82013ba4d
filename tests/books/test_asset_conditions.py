"""Grants on condition: met, become own by months, or broken and given back; worked figures on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.books.records import Receipt
from irman_ledger.coop.assets import AmendAsset, DepreciateAsset, MeetCondition, ReceiveAsset, ReturnAsset, VestAsset
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from tests.books.kit import KSP, counter, day, new_book, nothing_changes

HANDED_OVER = day("3-25")
MACHINE = ReceiveAsset(
    asset="AP-08",
    description="Mesin bata",
    category="BERSYARAT",
    on=HANDED_OVER,
    title="conditional-grant",
    value=idr(8_000_000),
    fund="PROGRAM",
    useful_life_months=60,
)
ACCOUNTS = ("1-3520", "1-3970", "2-2170", "3-1410", "3-1440", "4-9135", "5-3160", "5-9100", "2-1690")


def with_machine(url: str, treatment: str = "equity-release", **more: Any) -> Book:
    bylaws = type(KSP).from_toml(KSP.source.replace('"equity-release"', f'"{treatment}"'))
    book = new_book(url, bylaws=bylaws, begins_on=HANDED_OVER, today=date(2016, 12, 31))
    counter(book).record(replace(MACHINE, **more), key="machine")
    return book


def worn(book: Book, on: date) -> None:
    counter(book).record(DepreciateAsset(asset="AP-08", on=on), key=f"worn {on}")


def stands(book: Book, *accounts: str) -> dict[str, int]:
    """In rupiah, debit positive, what is zero left out."""
    found = {code: book.balances(as_of=date(2016, 12, 31)).net(code).minor for code in accounts or ACCOUNTS}
    assert all(minor % 100 == 0 for minor in found.values())
    return {code: minor // 100 for code, minor in found.items() if minor}


def booked(receipt: Receipt[Any]) -> list[tuple[str, int, str]]:
    assert receipt.entry is not None
    return [(line.account, line.amount.minor // 100, line.fund) for line in receipt.entry.lines]


def met(on: date = date(2016, 3, 25)) -> MeetCondition:
    return MeetCondition(asset="AP-08", on=on, reason="Surat pemberi 03/2016")


def back(on: date = date(2015, 9, 25), **more: Any) -> ReturnAsset:
    return ReturnAsset(asset="AP-08", on=on, reason="Mesin tidak dijalankan", **more)


# 8,000,000 over 60 months: 133,333.33 a month; 24 months 3,200,000, 18 months 2,400,000.


def test_a_condition_that_is_met_makes_restricted_capital_and_catches_up(database_url: str) -> None:
    book = with_machine(database_url)
    worn(book, date(2016, 3, 25))
    record = counter(book).record(met(), key="met")
    assert stands(book) == {"1-3520": 8_000_000, "1-3970": -3_200_000, "3-1410": -4_800_000, "3-1440": -3_200_000, "5-3160": 3_200_000}
    assert booked(record) == [
        ("2-2170", 8_000_000, "PROGRAM"),
        ("3-1410", -8_000_000, "PROGRAM"),
        ("3-1410", 3_200_000, "PROGRAM"),
        ("3-1440", -3_200_000, "PROGRAM"),
    ]
    worn(book, date(2016, 4, 30))
    assert stands(book, "3-1410", "3-1440") == {"3-1410": -4_666_667, "3-1440": -3_333_333}
    assert book.verify().ok


@pytest.mark.parametrize(
    ("treatment", "standing"),
    [
        ("equity-static", {"3-1410": -8_000_000}),
        ("deferred-income", {"2-2180": -4_800_000, "4-9130": -3_200_000}),
        ("income-now", {"4-9130": -8_000_000}),
    ],
)
def test_what_is_met_stands_as_the_treatment_of_grants_says(database_url: str, treatment: str, standing: dict[str, int]) -> None:
    book = with_machine(database_url, treatment)
    worn(book, date(2016, 3, 25))
    counter(book).record(met(), key="met")
    assert stands(book, "2-2170", "3-1410", "3-1440", "2-2180", "4-9130") == standing


def test_a_machine_that_goes_back_gives_back_the_use_that_was_expensed(database_url: str) -> None:
    book = with_machine(database_url)
    worn(book, date(2015, 9, 25))
    record = counter(book).record(back(), key="back")
    assert booked(record) == [
        ("1-3520", -8_000_000, "PROGRAM"),
        ("1-3970", 2_400_000, "PROGRAM"),
        ("2-2170", 8_000_000, "PROGRAM"),
        ("4-9135", -2_400_000, "PROGRAM"),
    ]
    assert stands(book) == {"4-9135": -2_400_000, "5-3160": 2_400_000}
    with book.read() as view:
        assert all(not amount for account in ("1-3520", "1-3970", "2-2170") for amount in view.subject_balances(account).values())
    assert book.verify().ok


def test_the_giver_asks_for_damage(database_url: str) -> None:
    book = with_machine(database_url)
    worn(book, date(2015, 9, 25))
    counter(book).record(back(claim=idr(1_000_000)), key="back")
    assert stands(book) == {"4-9135": -2_400_000, "5-3160": 2_400_000, "5-9100": 1_000_000, "2-1690": -1_000_000}


def test_a_grant_becomes_own_month_by_month(database_url: str) -> None:
    book = with_machine(database_url, vests_months=24)
    for month in (3, 4, 5, 6):
        counter(book).end_month(Month(2014, month))
    # 8,000,000 / 24 a month: three months 1,000,000. Worn 400,000: of the carrying 7,600,000 an eighth, 950,000, is restricted capital.
    assert stands(book) == {
        "1-3520": 8_000_000,
        "1-3970": -400_000,
        "2-2170": -7_000_000,
        "3-1410": -950_000,
        "3-1440": -50_000,
        "5-3160": 400_000,
    }
    worn(book, date(2016, 3, 31))
    counter(book).record(VestAsset(asset="AP-08", on=date(2016, 3, 31)), key="whole")
    assert stands(book, "2-2170", "3-1410", "3-1440") == {"3-1410": -4_800_000, "3-1440": -3_200_000}
    worn(book, date(2016, 4, 30))
    assert stands(book, "3-1410", "3-1440") == {"3-1410": -4_666_667, "3-1440": -3_333_333}
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).record(VestAsset(asset="AP-08", on=date(2016, 4, 30)), key="more")
    assert refusal.value.code == "asset.nothing-to-vest"
    assert book.verify().ok


def test_what_is_not_yet_own_is_owed_when_the_thing_goes_back(database_url: str) -> None:
    book = with_machine(database_url, vests_months=24)
    for month in (3, 4, 5, 6):
        counter(book).end_month(Month(2014, month))
    counter(book).record(back(day("7-1")), key="back")
    # Owed 7,000,000, restricted 950,000, worn 400,000, less 8,000,000: 350,000.
    assert stands(book) == {"3-1440": -50_000, "4-9135": -350_000, "5-3160": 400_000}


def test_a_condition_is_met_after_part_of_it(database_url: str) -> None:
    book = with_machine(database_url, vests_months=24)
    for month in (3, 4, 5, 6):
        counter(book).end_month(Month(2014, month))
    counter(book).record(met(day("7-1")), key="met")
    assert stands(book, "2-2170", "3-1410", "3-1440") == {"3-1410": -7_600_000, "3-1440": -400_000}


def test_what_is_lent_or_kept_goes_back_and_leaves_nothing(database_url: str) -> None:
    book = with_machine(database_url, category="TITIPAN", title="loan-for-use", useful_life_months=None, fund="UMUM")
    assert stands(book, "9-1550", "9-1559") == {"9-1550": 8_000_000, "9-1559": -8_000_000}
    counter(book).record(back(day("6-1")), key="back")
    assert stands(book, "9-1550", "9-1559") == {}


def test_what_is_held_in_trust_goes_back_without_gain(database_url: str) -> None:
    book = with_machine(database_url, title="trust")
    worn(book, day("6-30"))
    counter(book).record(back(day("7-1")), key="back")
    assert stands(book) | stands(book, "2-2145") == {}


def test_what_went_back_is_there_no_more_until_it_is_undone(database_url: str) -> None:
    book = with_machine(database_url)
    june = counter(book).record(DepreciateAsset(asset="AP-08", on=day("6-30")), key="june")
    gone = counter(book).record(back(day("7-1")), key="back")
    for wrong in (back(day("7-1")), DepreciateAsset(asset="AP-08", on=day("7-31")), met(day("7-2")), amended("7-2")):
        with nothing_changes(book), pytest.raises(IrmanError) as refusal:
            counter(book).record(wrong, key="wrong")
        assert refusal.value.code == "asset.gone"
        assert refusal.value.message("id") == "aset AP-08 sudah keluar pada 2014-07-01"
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).reverse(june.seq, on=day("7-2"), reason="salah", key="undo june")
    assert refusal.value.code == "reversal.dependents"
    counter(book).reverse(gone.seq, on=day("7-2"), reason="kembali lagi", key="undone")
    counter(book).reverse(june.seq, on=day("7-2"), reason="salah", key="undo june again")
    assert stands(book) == {"1-3520": 8_000_000, "2-2170": -8_000_000}
    with book.read() as view:
        assert view.subject_balances("1-3520")[Subject("asset", "AP-08")] == idr(8_000_000)
    assert book.verify().ok


def amended(on: str) -> AmendAsset:
    return AmendAsset(asset="AP-08", on=day(on), group=None, location="Gudang")


@pytest.mark.parametrize(
    ("change", "command", "code"),
    [
        ({"title": "restricted-grant"}, met(day("4-1")), "asset.no-condition"),
        ({"title": "restricted-grant"}, back(day("4-1")), "asset.not-returnable"),
        ({"on": day("4-10")}, back(day("4-9")), "asset.not-yet"),
        ({}, back(day("5-2")), "asset.wear-out-of-step"),
        ({}, met(day("5-2")), "asset.wear-out-of-step"),
        ({}, VestAsset(asset="AP-08", on=day("4-30")), "asset.nothing-to-vest"),
        ({}, replace(met(), asset="AP-99"), "subject.unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(database_url: str, change: dict[str, Any], command: Any, code: str) -> None:
    book = with_machine(database_url, **change)
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).record(command, key="wrong")
    assert refusal.value.code == code
    assert refusal.value.message("id") != refusal.value.message("en")


def test_no_day_before_depreciation_that_is_booked(database_url: str) -> None:
    book = with_machine(database_url)
    worn(book, day("6-30"))
    with pytest.raises(IrmanError) as refusal:
        counter(book).record(back(day("4-30")), key="too early")
    assert refusal.value.code == "asset.wear-out-of-step"


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: replace(MACHINE, vests_months=0), "vests_months"),
        (lambda: replace(MACHINE, title="restricted-grant", vests_months=24), "title"),
        (lambda: replace(met(), reason=" "), "reason"),
        (lambda: back(claim=idr(0)), "claim"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_field(make: Any, field: str) -> None:
    with pytest.raises(IrmanError) as refusal:
        make()
    assert (refusal.value.code, refusal.value.field) == ("input.invalid", field)
