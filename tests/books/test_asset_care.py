"""Assets while they are there: impaired, estimated anew, improved, repaired, looked for, used for pay; worked figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from irman_ledger import Book, idr
from irman_ledger.coop.assets import (
    ChargeUse,
    DepreciateAsset,
    ImpairAsset,
    ImproveAsset,
    InspectAsset,
    LoseAsset,
    ReceiveAsset,
    RepairAsset,
    ReviseAsset,
)
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.errors import IrmanError
from tests.books.kit import counter, day, new_book, nothing_changes

HANDED_OVER = day("3-25")
# 4,800,000 over 48 months: 100,000 a month; three months worn 300,000, it stands at 4,500,000 with 45 months to go.
MACHINE = ReceiveAsset(
    asset="AP-01",
    description="Mesin olah",
    category="PERALATAN",
    on=HANDED_OVER,
    title="restricted-grant",
    value=idr(4_800_000),
    fund="PROGRAM",
    useful_life_months=48,
)
ACCOUNTS = ("1-3500", "1-3950", "1-3985", "3-1410", "3-1440", "5-3160", "5-3170", "5-9190")


def with_machine(url: str, **more: Any) -> Book:
    book = new_book(url, begins_on=HANDED_OVER)
    cash = TakeOverBalance(account="1-1100", subject="cash:KAS", on=HANDED_OVER, amount=idr(5_000_000), fund="PROGRAM")
    counter(book).record(cash, key="cash")
    counter(book).record(replace(MACHINE, **more), key="machine")
    worn(book, "6-30")
    return book


def worn(book: Book, on: str) -> None:
    counter(book).record(DepreciateAsset(asset="AP-01", on=day(on)), key=f"worn {on}")


def stands(book: Book, *accounts: str) -> dict[str, int]:
    """In rupiah, debit positive, what is zero left out."""
    found = {code: book.balances(as_of=day("12-31")).net(code).minor // 100 for code in accounts or ACCOUNTS}
    return {code: rupiah for code, rupiah in found.items() if rupiah}


def impaired(recoverable: int, on: str = "7-1") -> ImpairAsset:
    return ImpairAsset(asset="AP-01", on=day(on), recoverable=idr(recoverable), reason="Rusak berat")


def revised(months: int, salvage: int | None = None) -> ReviseAsset:
    return ReviseAsset(
        asset="AP-01", on=day("7-1"), months=months, salvage=None if salvage is None else idr(salvage), reason="Ditaksir ulang"
    )


def improved(cost: int, months: int | None = None, on: str = "7-1") -> ImproveAsset:
    return ImproveAsset(asset="AP-01", on=day(on), cost=idr(cost), reason="Motor baru", months=months)


def repaired(cost: int) -> RepairAsset:
    return RepairAsset(asset="AP-01", on=day("7-1"), cost=idr(cost), reason="Servis")


def used(**more: Any) -> ChargeUse:
    terms: dict[str, Any] = {"use": "rent", "amount": idr(75_000), **more}
    return ChargeUse(asset="AP-01", on=day("7-1"), **terms)


def looked(condition: Any, on: str = "7-1") -> InspectAsset:
    return InspectAsset(asset="AP-01", on=day(on), condition=condition, by="PENGAWAS-1")


def test_an_impaired_thing_is_depreciated_from_what_is_left(database_url: str) -> None:
    book = with_machine(database_url)
    counter(book).record(impaired(1_800_000), key="impaired")
    assert stands(book) == {
        "1-3500": 4_800_000,
        "1-3950": -300_000,
        "1-3985": -2_700_000,
        "3-1410": -1_800_000,
        "3-1440": -3_000_000,
        "5-3160": 300_000,
        "5-9190": 2_700_000,
    }
    worn(book, "8-31")
    # 1,800,000 over 45 months: 40,000 a month, July and August.
    assert stands(book, "1-3950", "3-1410") == {"1-3950": -380_000, "3-1410": -1_720_000}
    counter(book).record(LoseAsset(asset="AP-01", on=day("9-1"), how="destroyed", reason="Terbakar"), key="lost")
    assert stands(book, "1-3500", "1-3950", "1-3985", "3-1410", "5-9180") == {"5-9180": 1_720_000}
    assert book.verify().ok


def test_an_impairment_is_undone_with_its_plan(database_url: str) -> None:
    book = with_machine(database_url)
    receipt = counter(book).record(impaired(1_800_000), key="impaired")
    counter(book).reverse(receipt.seq, on=day("7-2"), reason="salah taksir", key="undone")
    worn(book, "7-31")
    assert stands(book, "1-3950", "1-3985", "3-1410") == {"1-3950": -400_000, "3-1410": -4_400_000}


def test_a_thing_in_trust_bears_its_own_impairment(database_url: str) -> None:
    book = with_machine(database_url, title="trust")
    counter(book).record(impaired(1_800_000), key="impaired")
    assert stands(book, "2-2145", "5-9190", "1-3985") == {"2-2145": -1_800_000, "1-3985": -2_700_000}


def test_a_life_that_is_estimated_anew_spreads_what_is_left(database_url: str) -> None:
    book = with_machine(database_url)
    counter(book).record(revised(20, 500_000), key="revised")
    assert stands(book, "1-3950") == {"1-3950": -300_000}
    worn(book, "7-31")
    # (4,500,000 - 500,000) / 20.
    assert stands(book, "1-3950", "3-1410") == {"1-3950": -500_000, "3-1410": -4_300_000}


def test_a_month_that_is_booked_does_not_count_again(database_url: str) -> None:
    book = with_machine(database_url)
    worn(book, "7-31")
    counter(book).record(replace(revised(22), on=day("7-31")), key="revised")
    with pytest.raises(IrmanError) as refusal:
        worn(book, "7-30")
    assert refusal.value.code == "asset.nothing-to-depreciate"
    worn(book, "8-31")
    # 4,400,000 / 22.
    assert stands(book, "1-3950") == {"1-3950": -600_000}


def test_what_extends_the_life_stands_in_the_cost_and_releases_only_what_was_given(database_url: str) -> None:
    book = with_machine(database_url)
    counter(book).record(improved(1_500_000, months=60), key="improved")
    assert stands(book, "1-1100", "1-3500") == {"1-1100": 3_500_000, "1-3500": 6_300_000}
    worn(book, "7-31")
    # 6,000,000 over 60: 100,000, of which three quarters were given.
    assert stands(book, "1-3950", "3-1410", "3-1440") == {"1-3950": -400_000, "3-1410": -4_425_000, "3-1440": -375_000}
    assert book.verify().ok


def test_an_improvement_without_a_new_life_is_written_off_over_the_rest_of_the_old(database_url: str) -> None:
    book = with_machine(database_url)
    counter(book).record(improved(1_800_000), key="improved")
    worn(book, "7-31")
    # 6,300,000 over 45 months.
    assert stands(book, "1-3950") == {"1-3950": -440_000}


def test_a_small_repair_is_an_expense_of_its_fund(database_url: str) -> None:
    book = with_machine(database_url)
    receipt = counter(book).record(repaired(250_000), key="repaired")
    assert receipt.entry is not None
    assert [(line.account, line.amount.minor // 100, line.fund) for line in receipt.entry.lines] == [
        ("5-3170", 250_000, "PROGRAM"),
        ("1-1100", -250_000, "PROGRAM"),
    ]


@pytest.mark.parametrize(
    ("change", "account"),
    [({}, "4-9110"), ({"use": "profit-share"}, "4-9100"), ({"is_benevolent": True}, "2-1600")],
)
def test_what_is_paid_for_the_use_of_a_thing_is_income_or_the_benevolent_funds(
    database_url: str, change: dict[str, Any], account: str
) -> None:
    book = with_machine(database_url)
    counter(book).record(used(**change), key="used")
    assert stands(book, "4-9110", "4-9100", "2-1600") == {account: -75_000}


def test_what_was_looked_for_is_found_or_missing(database_url: str) -> None:
    book = with_machine(database_url)
    for condition, on in (("worn", "7-1"), (None, "8-1"), ("broken", "9-1")):
        assert counter(book).record(looked(condition, on), key=f"looked {on}").entry is None
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).record(looked("good", "8-31"), key="late")
    assert refusal.value.code == "asset.inspected-later"


@pytest.mark.parametrize(
    ("change", "command", "code"),
    [
        ({}, impaired(4_500_000), "asset.not-impaired"),
        ({}, impaired(1_000_000, on="8-1"), "asset.wear-out-of-step"),
        ({}, revised(12, 4_500_001), "asset.salvage-exceeds"),
        ({}, improved(999_999), "asset.capitalise-from"),
        ({}, repaired(1_000_000), "asset.capitalise-from"),
        ({}, improved(5_000_001), "fund.short"),
        ({"title": "trust"}, improved(1_500_000), "asset.not-own"),
        ({"title": "conditional-grant"}, improved(1_500_000), "asset.not-own"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(database_url: str, change: dict[str, Any], command: Any, code: str) -> None:
    book = with_machine(database_url, **change)
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).record(command, key="wrong")
    assert refusal.value.code == code
    assert refusal.value.message("id") != refusal.value.message("en")


def test_land_has_no_life_to_estimate_and_no_account_of_impairment(database_url: str) -> None:
    book = new_book(database_url, begins_on=HANDED_OVER)
    counter(book).record(replace(MACHINE, category="TANAH", useful_life_months=None), key="land")
    for wrong in (revised(12), impaired(1)):
        with nothing_changes(book), pytest.raises(IrmanError) as refusal:
            counter(book).record(wrong, key="wrong")
        assert refusal.value.code == "asset.terms-missing"


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: impaired(-1), "recoverable"),
        (lambda: revised(0), "months"),
        (lambda: improved(0), "cost"),
        (lambda: repaired(0), "cost"),
        (lambda: used(use="loan"), "use"),
        (lambda: used(amount=idr(0)), "amount"),
        (lambda: looked("B"), "condition"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_field(make: Any, field: str) -> None:
    with pytest.raises(IrmanError) as refusal:
        make()
    assert (refusal.value.code, refusal.value.field) == ("input.invalid", field)
