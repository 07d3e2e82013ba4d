"""Things that leave for good: sold, scrapped, lost, and paid for later; worked figures on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from irman_ledger import Book, Bylaws, idr
from irman_ledger.books.records import Receipt
from irman_ledger.coop.assets import DepreciateAsset, DisposeAsset, LoseAsset, MeetCondition, ReceiveAsset, ReturnAsset, SettleClaim
from irman_ledger.errors import IrmanError
from tests.books.kit import KSP, counter, day, new_book, nothing_changes

HANDED_OVER = day("3-25")
# 2,000,000 over 12 months: three months worn 500,000; it stands at 1,500,000.
DRYER = ReceiveAsset(
    asset="AP-01",
    description="Pengering",
    category="PERALATAN",
    on=HANDED_OVER,
    title="restricted-grant",
    value=idr(2_000_000),
    fund="PROGRAM",
    useful_life_months=12,
)
ACCOUNTS = (
    "1-1100",
    "1-1625",
    "1-3500",
    "1-3950",
    "2-1690",
    "2-2145",
    "2-2170",
    "3-1410",
    "3-1440",
    "4-9135",
    "4-9180",
    "5-9100",
    "5-9180",
)


def with_dryer(url: str, bylaws: Bylaws = KSP, **more: Any) -> Book:
    book = new_book(url, bylaws=bylaws, begins_on=HANDED_OVER)
    counter(book).record(replace(DRYER, **more), key="dryer")
    counter(book).record(DepreciateAsset(asset="AP-01", on=day("6-30")), key="worn")
    return book


def stands(book: Book, *accounts: str) -> dict[str, int]:
    """In rupiah, debit positive, what is zero left out."""
    found = {code: book.balances(as_of=day("12-31")).net(code).minor // 100 for code in accounts or ACCOUNTS}
    return {code: rupiah for code, rupiah in found.items() if rupiah}


def booked(receipt: Receipt[Any]) -> list[tuple[str, int]]:
    assert receipt.entry is not None
    assert {line.fund for line in receipt.entry.lines} == {"PROGRAM"}
    return [(line.account, line.amount.minor // 100) for line in receipt.entry.lines]


def sold(**more: Any) -> DisposeAsset:
    terms: dict[str, Any] = {"price": idr(1_700_000), "decision": "RA-07", **more}
    return DisposeAsset(asset="AP-01", on=day("7-1"), reason="Diganti", **terms)


def lost(claim: int = 0, **more: Any) -> LoseAsset:
    asked: dict[str, Any] = {"claim": idr(claim), "claimed_from": "K-07"} if claim else {}
    return LoseAsset(asset="AP-01", on=day("7-1"), how="lost", reason="Tidak dikunci", **asked, **more)


def paid(amount: int, on: str = "8-1") -> SettleClaim:
    return SettleClaim(asset="AP-01", on=day(on), amount=idr(amount))


def test_a_thing_is_sold_with_a_gain_and_its_price_stays_in_its_fund(database_url: str) -> None:
    book = with_dryer(database_url)
    receipt = counter(book).record(sold(), key="sold")
    assert booked(receipt) == [
        ("1-1100", 1_700_000),
        ("1-3500", -2_000_000),
        ("1-3950", 500_000),
        ("4-9180", -200_000),
        ("3-1410", 1_500_000),
        ("3-1440", -1_500_000),
    ]
    assert stands(book) == {"1-1100": 1_700_000, "3-1440": -2_000_000, "4-9180": -200_000}
    assert book.verify().ok


def test_a_thing_is_sold_with_a_loss(database_url: str) -> None:
    book = with_dryer(database_url)
    counter(book).record(sold(price=idr(600_000)), key="sold")
    assert stands(book) == {"1-1100": 600_000, "3-1440": -2_000_000, "5-9180": 900_000}


def test_a_thing_is_scrapped(database_url: str) -> None:
    book = with_dryer(database_url)
    counter(book).record(sold(price=None), key="scrapped")
    assert stands(book) == {"3-1440": -2_000_000, "5-9180": 1_500_000}


def test_capital_that_is_never_released_stays(database_url: str) -> None:
    book = with_dryer(database_url, Bylaws.from_toml(KSP.source.replace('"equity-release"', '"equity-static"')))
    counter(book).record(sold(), key="sold")
    assert stands(book) == {"1-1100": 1_700_000, "3-1410": -2_000_000, "4-9180": -200_000}


def test_who_lost_a_thing_owes_its_fair_value_and_pays_it_later(database_url: str) -> None:
    book = with_dryer(database_url)
    receipt = counter(book).record(lost(1_800_000), key="lost")
    assert booked(receipt) == [
        ("1-3500", -2_000_000),
        ("1-3950", 500_000),
        ("1-1625", 1_800_000),
        ("4-9180", -300_000),
        ("3-1410", 1_500_000),
        ("3-1440", -1_500_000),
    ]
    assert booked(counter(book).record(paid(800_000), key="paid")) == [("1-1100", 800_000), ("1-1625", -800_000)]
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).record(paid(1_000_001), key="too much")
    assert refusal.value.code == "asset.claim-exceeds"
    assert refusal.value.message("id") == "tuntutan ganti rugi aset AP-01 masih Rp1.000.000, tidak dapat dibayar Rp1.000.001"
    counter(book).record(paid(1_000_000, "9-1"), key="rest")
    assert stands(book) == {"1-1100": 1_800_000, "3-1440": -2_000_000, "4-9180": -300_000}
    assert book.verify().ok


def test_what_nobody_is_to_blame_for_is_a_loss(database_url: str) -> None:
    book = with_dryer(database_url)
    counter(book).record(lost(), key="lost")
    assert stands(book) == {"3-1440": -2_000_000, "5-9180": 1_500_000}


def test_an_insurer_owes_less_than_it_stood_at(database_url: str) -> None:
    book = with_dryer(database_url)
    counter(book).record(lost(1_200_000), key="lost")
    assert stands(book) == {"1-1625": 1_200_000, "3-1440": -2_000_000, "5-9180": 300_000}


@pytest.mark.parametrize(
    ("title", "standing"),
    [
        # Owed 2,000,000 for what stood at 1,500,000: the use of it, 500,000, was given; what the loser owes is a gain.
        ("conditional-grant", {"1-1625": 1_800_000, "4-9135": -500_000, "4-9180": -1_800_000}),
        # What the loser owes is owed to whose it was.
        ("trust", {"1-1625": 1_800_000, "2-1690": -1_800_000}),
    ],
)
def test_what_was_not_yet_own_leaves_with_what_was_owed_for_it(database_url: str, title: str, standing: dict[str, int]) -> None:
    book = with_dryer(database_url, title=title)
    counter(book).record(lost(1_800_000), key="lost")
    assert stands(book) == standing
    assert book.verify().ok


def test_a_thing_of_another_that_is_lost_is_owed_to_its_owner_as_far_as_somebody_pays(database_url: str) -> None:
    book = new_book(database_url, begins_on=HANDED_OVER)
    counter(book).record(replace(DRYER, category="TITIPAN", title="custody", useful_life_months=None), key="kept")
    counter(book).record(lost(1_800_000), key="lost")
    assert stands(book, "9-1550", "9-1559", "1-1625", "2-1690") == {"1-1625": 1_800_000, "2-1690": -1_800_000}


def test_a_loss_is_undone_once_nothing_was_paid_for_it(database_url: str) -> None:
    book = with_dryer(database_url)
    loss = counter(book).record(lost(1_800_000), key="lost")
    payment = counter(book).record(paid(800_000), key="paid")
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).reverse(loss.seq, on=day("8-2"), reason="ditemukan", key="found")
    assert refusal.value.code == "reversal.dependents"
    counter(book).reverse(payment.seq, on=day("8-2"), reason="salah", key="not paid")
    counter(book).reverse(loss.seq, on=day("8-2"), reason="ditemukan", key="found again")
    assert stands(book) == {"1-3500": 2_000_000, "1-3950": -500_000, "3-1410": -1_500_000, "3-1440": -500_000}
    counter(book).record(sold(), key="sold")
    assert book.verify().ok


@pytest.mark.parametrize(
    ("change", "command", "code"),
    [
        ({}, sold(decision=None), "asset.approval-missing"),
        ({"title": "conditional-grant"}, sold(), "asset.not-own"),
        ({"title": "trust"}, sold(), "asset.not-own"),
        ({}, replace(sold(), on=day("8-1")), "asset.wear-out-of-step"),
        ({}, replace(lost(), on=day("5-1")), "asset.wear-out-of-step"),
        ({}, paid(1), "asset.no-claim"),
        ({}, replace(paid(1), asset="AP-99"), "subject.unknown"),
        ({}, sold(settle="LAIN"), "box.unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(database_url: str, change: dict[str, Any], command: Any, code: str) -> None:
    book = with_dryer(database_url, **change)
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).record(command, key="wrong")
    assert refusal.value.code == code
    assert refusal.value.message("id") != refusal.value.message("en")


def test_what_was_given_on_condition_needs_the_consent_of_its_giver(database_url: str) -> None:
    book = with_dryer(database_url, title="conditional-grant")
    counter(book).record(MeetCondition(asset="AP-01", on=day("7-1"), reason="Dibebaskan"), key="met")
    with nothing_changes(book), pytest.raises(IrmanError) as refusal:
        counter(book).record(sold(), key="sold")
    assert (refusal.value.code, refusal.value.field) == ("asset.approval-missing", "consent")
    counter(book).record(sold(consent="DD-15"), key="sold again")
    assert stands(book) == {"1-1100": 1_700_000, "3-1440": -2_000_000, "4-9180": -200_000}


def test_what_left_does_not_leave_again(database_url: str) -> None:
    book = with_dryer(database_url)
    counter(book).record(lost(), key="lost")
    for again in (lost(), sold(), ReturnAsset(asset="AP-01", on=day("7-2"), reason="Ada")):
        with nothing_changes(book), pytest.raises(IrmanError) as refusal:
            counter(book).record(again, key="again")
        assert refusal.value.code == "asset.gone"


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: sold(price=idr(0)), "price"),
        (lambda: sold(price=None, settle="KAS"), "settle"),
        (lambda: replace(lost(), how="eaten"), "how"),
        (lambda: replace(lost(), claim=idr(1)), "claimed_from"),
        (lambda: replace(lost(), claimed_from="K-01"), "claimed_from"),
        (lambda: paid(0), "amount"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_field(make: Any, field: str) -> None:
    with pytest.raises(IrmanError) as refusal:
        make()
    assert (refusal.value.code, refusal.value.field) == ("input.invalid", field)


@pytest.mark.parametrize(
    ("was", "now", "field"),
    [
        ('gain = "4-9180"', 'gain = "5-9180"', "gain"),
        ('receivable = "1-1625"', 'receivable = "1-1620"', "receivable"),
        ('consent = ["conditional-grant"]', 'consent = ["gift"]', "consent"),
        ('consent = ["conditional-grant"]', 'agreed = ["conditional-grant"]', "agreed"),
    ],
)
def test_a_policy_of_disposal_is_read_strictly(was: str, now: str, field: str) -> None:
    place = KSP.source.index("[policies.disposal]")
    source = KSP.source[:place] + KSP.source[place:].replace(was, now, 1)
    with pytest.raises(IrmanError) as refusal:
        new_book("sqlite://", bylaws=Bylaws.from_toml(source), begins_on=HANDED_OVER)
    assert (refusal.value.code, refusal.value.field) == ("bylaws.disposal", field)
