"""The same key with the same command is one record; a preview changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from irman_ledger import Bylaws, Month, idr
from irman_ledger.books.desk import Item
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember, AmendMember
from irman_ledger.core.protocols import Command
from tests.books.kit import KSP, TELLER, counter, day, deposit, journal, new_book, nothing_changes, refused, with_savers, withdraw

LOAN = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10)
BUDI = AdmitMember(member="A-003", name="Budi", identity="7303", phone="0812", on=day("4-1"))


@pytest.mark.parametrize(
    "command",
    [
        BUDI,
        deposit(50_000),
        withdraw(1_000),
        LOAN,
        AmendMember(member="A-001", name="Daeng Satu", on=day("4-5")),
        journal(("5-3130", 75_000), ("1-1710", -75_000)),
    ],
    ids=lambda command: command.kind,
)
def test_a_command_asked_twice_is_booked_once(database_url: str, command: Command) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(2_500_000), key="money in the box")
    first = desk.record(command, key="k", document="KM-7")
    with nothing_changes(book):
        second = desk.record(command, key="k", document="KM-7")
        from_afresh = counter(book.open(database_url)).record(command, key="k")
    assert (first.replayed, second.replayed, from_afresh.replayed) == (False, True, True)
    assert first == second == from_afresh
    assert type(second.event) is type(first.event)
    assert second.entry == first.entry


def test_the_books_own_commands_are_replayed_too(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    paid = desk.record(deposit(50_000), key="d")
    bylaws = Bylaws.from_toml(KSP.source.replace("from_on = 2014-01-01", "from_on = 2014-05-01"))
    asked = (
        lambda: desk.reverse(paid.seq, on=day("4-3"), reason="salah ketik", key="r"),
        lambda: desk.close_month(Month(2014, 4)),
        lambda: desk.adopt(bylaws, on=day("5-1"), key="b"),
    )
    first = [ask() for ask in asked]
    with nothing_changes(book):
        second = [ask() for ask in asked]
    assert second == first
    assert [receipt.replayed for receipt in second] == [True, True, True]
    assert [receipt.voucher is None for receipt in second] == [False, True, True]


@pytest.mark.parametrize(
    "other",
    [deposit(50_001), deposit(50_000, "4-3"), deposit(50_000, account="SS-002"), withdraw(50_000, "4-2"), BUDI],
    ids=["amount", "day", "account", "kind", "private"],
)
def test_a_key_is_bound_to_its_command(database_url: str, other: Command) -> None:
    book = with_savers(database_url)
    counter(book).record(deposit(50_000), key="k")
    with refused("key.reused", book, key="k", seq=6):
        counter(book).record(other, key="k")


def test_another_actor_or_document_does_not_make_it_another_command(database_url: str) -> None:
    book = with_savers(database_url)
    first = counter(book).record(deposit(50_000), key="k", document="KM-1")
    again = book.desk(replace(TELLER, id="andi")).record(deposit(50_000), key="k", document="KM-2")
    assert again == first
    with book.read() as view:
        assert (view.record(6).actor.id, view.record(6).document) == ("siti", "KM-1")


@pytest.mark.parametrize("change", [{"name": "Budi S."}, {"identity": "7304"}, {"phone": None}, {"member": "A-004"}])
def test_a_key_is_bound_to_private_values_as_well(database_url: str, change: dict[str, str]) -> None:
    book = new_book(database_url)
    counter(book).record(BUDI, key="k")
    with refused("key.reused", book):
        counter(book).record(replace(BUDI, **change), key="k")


def test_a_private_value_that_was_erased_counts_as_equal(database_url: str) -> None:
    book = new_book(database_url)
    first = counter(book).record(BUDI, key="k")
    assert book.erase("A-003") == 3
    assert counter(book).record(BUDI, key="k") == first
    assert counter(book).record(replace(BUDI, name="Siapa saja"), key="k").replayed
    with refused("key.reused", book):
        counter(book).record(replace(BUDI, phone=None), key="k")


def test_a_refused_command_does_not_burn_its_key(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    with refused("savings.overdrawn", book, available=idr(0)):
        desk.record(withdraw(80_000), key="k")
    desk.record(deposit(100_000), key="d")
    receipt = desk.record(withdraw(80_000), key="k")
    assert (receipt.replayed, str(receipt.voucher)) == (False, "BKK/2014/000001")


@pytest.mark.parametrize("key", ["", " k", "k" * 201, "a\nb", None, 7, ["k"]])
def test_a_key_is_a_short_text(database_url: str, key: str) -> None:
    book = with_savers(database_url)
    with refused("code.malformed", book):
        counter(book).record(deposit(50_000), key=key)
    with refused("code.malformed", book) as held:
        counter(book).record_all([(deposit(50_000), "good"), (deposit(50_000), key)])
    assert held[0].index == 1


def test_a_key_of_200_letters_of_any_script_is_taken(database_url: str) -> None:
    book = with_savers(database_url)
    assert counter(book).record(deposit(50_000), key="ᨅ" * 200).seq == 6
    assert counter(book).record(deposit(50_000), key="ᨅ" * 200).replayed


# ---------------------------------------------------------------- preview


def test_a_preview_shows_the_entry_and_changes_nothing(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(2_500_000), key="d")
    desk.record(LOAN, key="l")
    repay = RepayLoan(loan="PJ-001", on=date(2014, 5, 10), amount=idr(240_000))
    with nothing_changes(book):
        preview = desk.preview(repay)
    assert preview.entry is not None
    assert [(line.account, line.amount) for line in preview.entry.lines] == [
        ("1-1100", idr(240_000)),
        ("1-1500", idr(-200_000)),
        ("4-1100", idr(-40_000)),
    ]
    receipt = desk.record(repay, key="r", expect=preview.digest)
    assert (receipt.event, receipt.entry) == (preview.event, preview.entry)


def test_a_preview_that_no_longer_holds_refuses_the_command(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(2_500_000), key="d")
    desk.record(LOAN, key="l")
    second = RepayLoan(loan="PJ-001", on=date(2014, 6, 10), amount=idr(280_000))
    digest = desk.preview(second).digest
    desk.record(RepayLoan(loan="PJ-001", on=date(2014, 5, 10), amount=idr(100_000)), key="r1")
    with refused("preview.changed", book):
        desk.record(second, key="r2", expect=digest)
    assert desk.record(second, key="r2", expect=desk.preview(second).digest).event.interest == idr(40_000)


def test_a_preview_of_a_person_is_the_same_each_time(database_url: str) -> None:
    book = new_book(database_url)
    desk = counter(book)
    with nothing_changes(book):
        digest = desk.preview(BUDI).digest
        assert desk.preview(BUDI).digest == digest
    assert desk.record(BUDI, key="k", expect=digest).seq == 1


def test_a_preview_refuses_what_would_be_refused(database_url: str) -> None:
    book = with_savers(database_url)
    with refused("savings.overdrawn", book):
        counter(book).preview(withdraw(1))


@pytest.mark.parametrize("thing", [None, "savings.deposit", {"kind": "savings.deposit"}, Item(command=deposit(1), key="k")])
def test_what_is_no_command_is_refused(database_url: str, thing: object) -> None:
    book = with_savers(database_url)
    with refused("command.unknown", book):
        counter(book).record(thing, key="k")  # type: ignore[arg-type]
    with refused("command.unknown", book):
        counter(book).preview(thing)  # type: ignore[arg-type]
    with refused("command.unknown", book):
        counter(book).record_all([(thing, "k")])  # type: ignore[list-item]


def test_what_is_no_pair_in_a_batch_is_refused(database_url: str) -> None:
    book = with_savers(database_url)
    with refused("input.invalid", book) as held:
        counter(book).record_all([(deposit(1), "k"), deposit(2)])  # type: ignore[list-item]
    assert held[0].index == 1
