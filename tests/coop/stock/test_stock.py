"""Inventories and biological assets: each entry worked by hand, and what is refused."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import Any

import pytest

from irman_ledger.books.wire import command_from, dump, load_event
from irman_ledger.coop.general import MoveBetweenFunds, TakeOverBalance
from irman_ledger.coop.procedures import harvest, process
from irman_ledger.coop.stock import (
    BreedStock,
    BringInStock,
    BuyStock,
    CountStock,
    GrowStock,
    HarvestStock,
    LoseStock,
    OpenStock,
    ProcessStock,
    ReceiveStock,
    SellStock,
    StockSold,
    TakeOverStock,
    UseStock,
    ValueStock,
)
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money, idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from irman_ledger.testing.model import NaiveBook, Played

KSP = Bylaws.sample("ksp")
MARCH, APRIL, MAY, JUNE = date(2014, 3, 25), date(2014, 4, 26), date(2014, 5, 10), date(2014, 6, 20)
MONEY: tuple[Command[Any], ...] = (
    TakeOverBalance(account="1-1100", on=MARCH, amount=idr(50_000_000), subject="cash:KAS"),
    TakeOverBalance(account="3-1400", on=MARCH, amount=idr(-50_000_000)),
)


def qty(text: str | int) -> Quantity:
    return Quantity.parse(str(text))


def opened(item: str, product: str, fund: str = GENERAL) -> OpenStock:
    return OpenStock(item=item, product=product, description="Rumput laut Kappaphycus", on=MARCH, fund=fund)


def book_of(*commands: Command[Any]) -> NaiveBook:
    book = NaiveBook(KSP)
    for command in (*MONEY, *commands):
        book.record(command)
    return book


def dried(*commands: Command[Any]) -> NaiveBook:
    """600 kg given at 9,000, and 400 bought at 10,000: 1,000 kg at 9,400."""
    first = ReceiveStock(item="KERING-A", on=MARCH, quantity=qty(600), value=idr(5_400_000), deed="BAST-1")
    more = BuyStock(item="KERING-A", on=APRIL, quantity=qty(400), cost=idr(4_000_000))
    return book_of(opened("KERING-A", "HASIL"), first, more, *commands)


def lines(*commands: Command[Any]) -> NaiveBook:
    """200 lines given at 4,000,000, for whose growth 600,000 were paid."""
    first = ReceiveStock(item="RL-03", on=MARCH, quantity=qty(200), value=idr(4_000_000))
    growth = GrowStock(item="RL-03", on=APRIL, cost=idr(600_000), purpose="Perawatan bentangan")
    return book_of(opened("RL-03", "BUDIDAYA"), first, growth, *commands)


def goats(*commands: Command[Any]) -> NaiveBook:
    """Ten goats given at 1,200,000 each."""
    first = ReceiveStock(item="KAMBING", on=MARCH, quantity=qty(10), value=idr(12_000_000))
    return book_of(opened("KAMBING", "TERNAK"), first, *commands)


def text(played: Played) -> str:
    assert played.entry is not None
    return played.entry.as_text("id")


def held(book: NaiveBook, item: str) -> tuple[str, Money]:
    state = book.states[Subject("stock", item)]
    return state.quantity.plain(), book.balance(state.account, Subject("stock", item))


def lines_of(played: Played) -> list[tuple[str, int]]:
    return [] if played.entry is None else [(line.account, line.amount.minor // 100) for line in played.entry.lines]


def figures(played: Played) -> tuple[Money, Money]:
    assert isinstance(played.event, StockSold)
    return played.event.carrying, played.event.regained


def refused(book: NaiveBook, command: Command[Any]) -> str:
    before, played = dict(book.states), len(book.played)
    with pytest.raises(IrmanError) as caught:
        book.record(command)
    assert (dict(book.states), len(book.played)) == (before, played)
    assert caught.value.message("id") != caught.value.code
    return caught.value.code


def test_what_was_given_is_capital_and_what_is_bought_is_paid() -> None:
    book = dried()
    given, bought = book.played[-2:]
    assert text(given) == dedent(
        """\
        25 Maret 2014   Penerimaan hibah KERING-A, 600
          1-1745 Persediaan menurut kartu   5.400.000              KERING-A
          3-1430 Modal hibah tidak terikat             5.400.000"""
    )
    assert lines_of(bought) == [("1-1745", 4_000_000), ("1-1100", -4_000_000)]
    assert held(book, "KERING-A") == ("1000", idr(9_400_000))


def test_a_balance_of_the_old_books_comes_against_the_take_over_account() -> None:
    book = book_of(opened("KARUNG", "BAHAN"))
    played = book.record(TakeOverStock(item="KARUNG", on=MARCH, quantity=qty(175), value=idr(350_000)))
    assert lines_of(played) == [("1-1745", 350_000), ("1-1910", -350_000)]


def test_lines_grow_and_are_harvested_at_what_the_wet_weed_would_bring() -> None:
    """4,000,000 and 600,000 of growth; 2,600 kg of wet weed at 2,000 are 5,200,000: 600,000 more."""
    book = lines(opened("BASAH", "HASIL"))
    assert lines_of(book.played[-2]) == [("1-1755", 600_000), ("1-1100", -600_000)]
    with book.transaction() as tx:
        out, came = harvest(
            tx, item="RL-03", into="BASAH", on=MAY, quantity=qty(200), harvested=qty(2600), value=idr(5_200_000), key="panen"
        )
    assert lines_of(out) == [("1-1940", 5_200_000), ("1-1755", -4_600_000), ("4-9150", -600_000)]
    assert lines_of(came) == [("1-1745", 5_200_000), ("1-1940", -5_200_000)]
    assert (held(book, "RL-03"), held(book, "BASAH")) == (("0", idr(0)), ("2600", idr(5_200_000)))
    assert book.balance("1-1940") == idr(0)


def test_a_part_of_the_lines_is_harvested_below_what_it_stands_at() -> None:
    """50 of 200 lines stand at 1,150,000; 1,000,000 is 150,000 less."""
    book = lines(opened("BASAH", "HASIL"))
    out = book.record(HarvestStock(item="RL-03", on=MAY, into="BASAH", quantity=qty(50), value=idr(1_000_000)))
    assert lines_of(out) == [("1-1940", 1_000_000), ("1-1755", -1_150_000), ("5-9210", 150_000)]
    assert held(book, "RL-03") == ("150", idr(3_450_000))


def test_wet_weed_is_dried_and_sold_and_not_a_rupiah_is_lost_by_rounding() -> None:
    """325 kg of dry weed stand at 5,200,000 and 175,000; sold as 100, 125 and 100 kg.

    5,375,000 x 100/325 = 1,653,846.15; the rest, 3,721,154 x 125/225 = 2,067,307.78; the last 100 kg take what is left, 1,653,846.
    """
    wet = TakeOverStock(item="BASAH", on=MARCH, quantity=qty(2600), value=idr(5_200_000))
    book = book_of(opened("BASAH", "HASIL"), opened("KERING-A", "HASIL"), wet)
    with book.transaction() as tx:
        out, came, work = process(
            tx, item="BASAH", into="KERING-A", on=MAY, quantity=qty(2600), produced=qty(325), cost=idr(175_000), key="jemur"
        )
    assert lines_of(out) == [("1-1940", 5_200_000), ("1-1745", -5_200_000)]
    assert lines_of(came) == [("1-1745", 5_200_000), ("1-1940", -5_200_000)]
    assert lines_of(work) == [("1-1745", 175_000), ("1-1100", -175_000)]
    sales = [book.record(SellStock(item="KERING-A", on=JUNE, quantity=qty(kg), proceeds=idr(kg * 20_000))) for kg in (100, 125, 100)]
    assert lines_of(sales[0]) == [("1-1100", 2_000_000), ("4-9200", -2_000_000), ("5-9200", 1_653_846), ("1-1745", -1_653_846)]
    assert [figures(sale)[0] for sale in sales] == [idr(1_653_846), idr(2_067_308), idr(1_653_846)]
    assert held(book, "KERING-A") == ("0", idr(0))


def test_what_is_used_up_and_what_is_lost_leave_at_the_average() -> None:
    """12.5 kg at 9,400 are 117,500; of 200 lines at 15,000, 50 lost are 750,000."""
    book = dried()
    used = book.record(UseStock(item="KERING-A", on=MAY, quantity=qty("12.5"), purpose="Contoh untuk pembeli"))
    assert lines_of(used) == [("5-3130", 117_500), ("1-1745", -117_500)]
    assert held(book, "KERING-A") == ("987.5", idr(9_282_500))
    book = book_of(opened("RL-03", "BUDIDAYA"), TakeOverStock(item="RL-03", on=MARCH, quantity=qty(200), value=idr(3_000_000)))
    lost = book.record(LoseStock(item="RL-03", on=MAY, quantity=qty(50), purpose="Musim hujan"))
    assert lines_of(lost) == [("5-9110", 750_000), ("1-1755", -750_000)]


def test_a_crop_that_fails_is_a_loss_of_all_that_was_spent() -> None:
    book = lines()
    lost = book.record(LoseStock(item="RL-03", on=MAY, quantity=qty(200), purpose="Gagal panen"))
    assert text(lost) == dedent(
        """\
        10 Mei 2014   Kerugian RL-03, 200: Gagal panen
          5-9110 Rugi gagal panen             4.600.000
          1-1755 Aset biologis menurut kartu             4.600.000   RL-03"""
    )


@pytest.mark.parametrize(
    ("counted", "booked"),
    [
        ("990", [("1-1745", -94_000), ("5-9210", 94_000)]),
        ("1005", [("1-1745", 47_000), ("4-9210", -47_000)]),
        ("1000", []),
        ("0", [("1-1745", -9_400_000), ("5-9210", 9_400_000)]),
    ],
)
def test_a_count_books_what_is_missing_or_too_much_at_the_average(counted: str, booked: list[tuple[str, int]]) -> None:
    book = dried()
    played = book.record(CountStock(item="KERING-A", on=MAY, counted=qty(counted)))
    assert lines_of(played) == booked
    state = book.states[Subject("stock", "KERING-A")]
    assert (state.quantity, state.counted_on) == (qty(counted), MAY)


def test_inventory_falls_to_what_it_would_bring_and_comes_back_to_its_cost_at_most() -> None:
    """1,000 kg at 8,000: 1,400,000 down. 250 kg sold take 350,000 of that with them; 750 kg have cost 7,050,000."""
    book = dried()
    down = book.record(ValueStock(item="KERING-A", on=MAY, unit_value=idr(8_000)))
    assert lines_of(down) == [("1-1745", -1_400_000), ("5-9210", 1_400_000)]
    sold = book.record(SellStock(item="KERING-A", on=MAY, quantity=qty(250), proceeds=idr(2_100_000)))
    assert figures(sold) == (idr(2_000_000), idr(350_000))
    up = book.record(ValueStock(item="KERING-A", on=JUNE, unit_value=idr(12_000)))
    assert lines_of(up) == [("1-1745", 1_050_000), ("4-9210", -1_050_000)]
    assert (held(book, "KERING-A"), book.states[Subject("stock", "KERING-A")].written_down) == (("750", idr(7_050_000)), None)
    assert lines_of(book.record(ValueStock(item="KERING-A", on=JUNE, unit_value=idr(9_400)))) == []


def test_livestock_stands_at_fair_value_by_head() -> None:
    """Ten at 1,350,000 are 1,500,000 more; three born at 400,000; thirteen at 14,700,000, of which one died: 1,130,769.23."""
    book = goats()
    up = book.record(ValueStock(item="KAMBING", on=APRIL, unit_value=idr(1_350_000)))
    assert lines_of(up) == [("1-1755", 1_500_000), ("4-9210", -1_500_000)]
    born = book.record(BreedStock(item="KAMBING", on=MAY, quantity=qty(3), unit_value=idr(400_000)))
    assert lines_of(born) == [("1-1755", 1_200_000), ("4-9210", -1_200_000)]
    died = book.record(LoseStock(item="KAMBING", on=MAY, quantity=qty(1), purpose="Mati"))
    assert lines_of(died) == [("5-9210", 1_130_769), ("1-1755", -1_130_769)]
    down = book.record(ValueStock(item="KAMBING", on=JUNE, unit_value=idr(1_000_000)))
    assert lines_of(down) == [("1-1755", -1_569_231), ("5-9210", 1_569_231)]
    assert held(book, "KAMBING") == ("12", idr(12_000_000))


def test_births_of_what_stands_at_cost_are_counted_and_not_booked() -> None:
    book = lines()
    born = book.record(BreedStock(item="RL-03", on=MAY, quantity=qty(20)))
    assert (lines_of(born), held(book, "RL-03")) == ([], ("220", idr(4_600_000)))


def test_all_lines_lie_in_the_fund_of_the_item_and_it_pays_no_more_than_it_has() -> None:
    book = book_of(opened("KERING-B", "HASIL", fund="BERGULIR"))
    given = book.record(ReceiveStock(item="KERING-B", on=MARCH, quantity=qty(100), value=idr(900_000)))
    assert lines_of(given) == [("1-1745", 900_000), ("3-1420", -900_000)]
    buying = BuyStock(item="KERING-B", on=APRIL, quantity=qty(10), cost=idr(95_000))
    assert refused(book, buying) == "fund.short"
    assert refused(book, GrowStock(item="KERING-B", on=APRIL, cost=idr(1), purpose="Jemur")) == "fund.short"
    book.record(MoveBetweenFunds(box="KAS", on=APRIL, from_fund=GENERAL, to_fund="BERGULIR", amount=idr(95_000), reason="Modal"))
    bought = book.record(buying)
    sold = book.record(SellStock(item="KERING-B", on=MAY, quantity=qty(110), proceeds=idr(1_500_000)))
    entries = [played.entry for played in (given, bought, sold) if played.entry is not None]
    assert {line.fund for entry in entries for line in entry.lines} == {"BERGULIR"}


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (opened("KERING-A", "BAHAN"), "stock.exists"),
        (opened("LAIN", "TANAH"), "product.unknown"),
        (OpenStock(item="LAIN", product="HASIL", description="x", on=MARCH, group="LAIN"), "subject.unknown"),
        (opened("LAIN", "HASIL", fund="LAIN"), "fund.unknown"),
        (SellStock(item="KERING-A", on=MAY, quantity=qty("1000.01"), proceeds=idr(1)), "stock.short"),
        (UseStock(item="KERING-A", on=MAY, quantity=qty(1001), purpose="x"), "stock.short"),
        (UseStock(item="LAIN", on=MAY, quantity=qty(1), purpose="x"), "subject.unknown"),
        (UseStock(item="KARUNG", on=MAY, quantity=qty(1), purpose="x"), "stock.empty"),
        (CountStock(item="KARUNG", on=MAY, counted=qty(1)), "stock.empty"),
        (ValueStock(item="KARUNG", on=MAY, unit_value=idr(1)), "stock.empty"),
        (GrowStock(item="KARUNG", on=MAY, cost=idr(1), purpose="x"), "stock.empty"),
        (BuyStock(item="KARUNG", on=MAY, quantity=qty("1.5"), cost=idr(1)), "stock.decimals"),
        (CountStock(item="KARUNG", on=MAY, counted=qty("1.5")), "stock.decimals"),
        (UseStock(item="KERING-A", on=MARCH, quantity=qty(1), purpose="x"), "stock.before-last"),
        (BreedStock(item="KERING-A", on=MAY, quantity=qty(1)), "stock.kind"),
        (HarvestStock(item="KERING-A", on=MAY, into="KARUNG", quantity=qty(1), value=idr(1)), "stock.kind"),
        (ProcessStock(item="KERING-A", on=MAY, into="LAIN", quantity=qty(1)), "subject.unknown"),
        (BringInStock(item="KERING-A", on=MAY, source="LAIN", quantity=qty(1), value=idr(1)), "subject.unknown"),
        (SellStock(item="KERING-A", on=MAY, quantity=qty(1), proceeds=Money(100, "USD")), "money.currency-mismatch"),
        (ValueStock(item="KERING-A", on=MAY, unit_value=Money(100, "USD")), "money.currency-mismatch"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(command: Command[Any], code: str) -> None:
    assert refused(dried(opened("KARUNG", "BAHAN")), command) == code


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (GrowStock(item="KAMBING", on=MAY, cost=idr(1), purpose="Pakan"), "stock.kind"),
        (BreedStock(item="KAMBING", on=MAY, quantity=qty(1)), "stock.kind"),
        (ProcessStock(item="KAMBING", on=MAY, into="BASAH", quantity=qty(1)), "stock.kind"),
        (HarvestStock(item="RUMPUT", on=MAY, into="BASAH", quantity=qty(1), value=idr(1)), "stock.empty"),
        (BreedStock(item="RUMPUT", on=MAY, quantity=qty(1), unit_value=idr(1)), "stock.kind"),
    ],
)
def test_what_is_not_for_this_kind_of_thing_is_refused(command: Command[Any], code: str) -> None:
    assert refused(goats(opened("BASAH", "HASIL"), opened("RUMPUT", "BUDIDAYA")), command) == code


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"kind": "stock.buy", "quantity": "-5", "cost": "1000"}, "quantity", "quantity.malformed"),
        ({"kind": "stock.buy", "quantity": "1.000", "cost": "1000"}, "quantity", "quantity.malformed"),
        ({"kind": "stock.buy", "quantity": "0", "cost": "1000"}, "quantity", "input.invalid"),
        ({"kind": "stock.buy", "quantity": "1", "cost": "0"}, "cost", "input.invalid"),
        ({"kind": "stock.buy", "quantity": 1, "cost": "1000"}, "quantity", "wire.malformed"),
        ({"kind": "stock.use", "quantity": "1", "purpose": " "}, "purpose", "input.invalid"),
        ({"kind": "stock.value", "unit_value": "-1"}, "unit_value", "input.invalid"),
        ({"kind": "stock.process", "quantity": "1", "into": "X"}, "into", "input.invalid"),
        ({"kind": "stock.bring-in", "quantity": "1", "value": "1", "source": "X"}, "source", "input.invalid"),
    ],
)
def test_malformed_commands_name_the_field(more: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(IrmanError) as caught:
        command_from({"item": "X", "on": "2014-05-10", **more}, "IDR")
    assert (caught.value.field, caught.value.code) == (field, code)


def test_every_event_is_stored_and_read_again() -> None:
    book = dried(
        UseStock(item="KERING-A", on=MAY, quantity=qty("12.5"), purpose="Contoh"),
        SellStock(item="KERING-A", on=MAY, quantity=qty(1), proceeds=idr(20_000)),
        CountStock(item="KERING-A", on=MAY, counted=qty(980)),
        ValueStock(item="KERING-A", on=MAY, unit_value=idr(8_000)),
    )
    events = [played.event for played in book.played if played.subject.kind == "stock"]
    assert [load_event(dump(event), "IDR") for event in events] == events
    assert dump(events[1]).count('"quantity":"600"') == 1
