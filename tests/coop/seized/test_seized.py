"""Collateral of a problem loan becomes the cooperative's, is valued, kept and sold, with every difference on an account of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import dedent
from typing import Any

import pytest

from irman_ledger.books.wire import dump, load_event
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import AssessLoan, DisburseLoan, PledgeCollateral, RepayLoan
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.procedures import seize
from irman_ledger.coop.seized import KeepSeized, PaySurplus, SellSeized, TakeCollateral, TakeOverSeized, ValueSeized
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.money import Money, idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from irman_ledger.testing.model import NaiveBook, Played

KSP = Bylaws.sample("ksp")
JUNE, JULY, AUGUST = date(2014, 6, 20), date(2014, 7, 31), date(2014, 8, 31)
LOAN, LAND, MEMBER = Subject("loan", "PJ-001"), Subject("seized", "AY-001"), Subject("member", "A-001")
# 2,000,000 over ten months at 24% a year, flat: 200,000 and 40,000 each month from 10 February; the first one is paid. On 20 June
# late by 102, 71, 41 and 10 days, three of them free, at 240 a day in whole hundreds: 23,700, 16,300, 9,100 and 1,600 of penalties.
# The payoff: 1,800,000, four instalments' interest and the running one's, 200,000, and 50,700.
COMMANDS: tuple[Command[Any], ...] = (
    TakeOverBalance(account="1-1100", on=date(2014, 1, 2), amount=idr(50_000_000), subject="cash:KAS"),
    TakeOverBalance(account="3-1400", on=date(2014, 1, 2), amount=idr(-50_000_000)),
    AdmitMember(member="A-001", name="Daeng Uji", on=date(2014, 1, 2)),
    DisburseLoan(loan="PJ-001", member="A-001", product="UMUM", on=date(2014, 1, 10), principal=idr(2_000_000), instalments=10),
    PledgeCollateral(loan="PJ-001", on=date(2014, 1, 10), collateral="AG-1", category="land", value=idr(2_500_000)),
    RepayLoan(loan="PJ-001", on=date(2014, 2, 10), amount=idr(240_000)),
)


def book_of(*more: Command[Any], bylaws: Bylaws = KSP) -> NaiveBook:
    book = NaiveBook(bylaws)
    for command in (*COMMANDS, *more):
        book.record(command)
    return book


def take(book: NaiveBook, value: int, on: date = JUNE, **more: str) -> list[Any]:
    given = {"seized": "AY-001", "loan": "PJ-001", "collateral": "AG-1", "description": "Tanah kebun", **more}
    with book.transaction() as tx:
        return list(seize(tx, on=on, value=idr(value), key="ambil", **given))


def taken(value: int = 3_000_000) -> NaiveBook:
    book = book_of()
    take(book, value)
    return book


def text(played: Played) -> str:
    assert played.entry is not None
    return played.entry.as_text("id")


def carrying(book: NaiveBook) -> Money:
    return book.balance("1-5200", LAND)


def test_a_value_beyond_the_payoff_ends_the_loan_and_the_rest_is_owed_to_the_member() -> None:
    book = book_of()
    settled, got = take(book, 3_000_000)
    assert text(settled) == dedent(
        """\
        20 Juni 2014   Penyelesaian pinjaman PJ-001 dengan agunan AG-1
          1-1940 Perantara perhitungan simpanan anggota keluar  2.050.700
          1-1500 Pinjaman kepada anggota                                   1.800.000   PJ-001
          4-1100 Partisipasi jasa pinjaman anggota                           200.000   PJ-001
          4-1140 Partisipasi denda anggota                                    50.700   PJ-001
          9-1300 Agunan yang dikuasai                                      2.500.000   PJ-001
          9-1390 Kewajiban mengembalikan agunan                 2.500.000              PJ-001"""
    )
    assert text(got) == dedent(
        """\
        20 Juni 2014   Pengambilalihan agunan AY-001, pinjaman PJ-001
          1-5200 Agunan yang diambil alih                       3.000.000              AY-001
          1-1940 Perantara perhitungan simpanan anggota keluar             2.050.700
          2-1680 Kelebihan nilai agunan milik anggota                        949.300   A-001"""
    )
    assert (book.states[LOAN].closed_on, book.states[LOAN].collateral) == (JUNE, ())
    assert (book.balance("1-1940"), book.balance("9-1300")) == (idr(0), idr(0))


def test_a_lower_value_settles_by_the_product_s_order_and_the_rest_stays_owed() -> None:
    """1,500,000: penalties of 50,700, then six whole instalments, 1,440,000, and 9,300 of the interest of the seventh."""
    book = book_of()
    settled, got = take(book, 1_500_000)
    event = settled.event
    assert (event.penalty, event.interest, event.principal) == (idr(50_700), idr(249_300), idr(1_200_000))
    assert (event.held, event.is_paid_off, got.event.surplus) == (None, False, None)
    assert (book.balance("1-1500", LOAN), book.states[LOAN].closed_on) == (idr(600_000), None)


def test_exactly_the_payoff_leaves_nothing_on_either_side() -> None:
    book = book_of()
    _settled, got = take(book, 2_050_700)
    assert (book.states[LOAN].closed_on, got.event.surplus, book.balance("2-1680")) == (JUNE, None, idr(0))


def test_it_stands_at_the_lower_of_its_cost_and_what_it_would_bring() -> None:
    """2,700,000 less 200,000 is 500,000 below the cost; 4,000,000 later regains no more than these."""
    book = taken()
    down = book.record(ValueSeized(seized="AY-001", on=JULY, value=idr(2_700_000), selling_costs=idr(200_000)))
    assert text(down) == dedent(
        """\
        31 Juli 2014   Penurunan nilai agunan yang diambil alih AY-001
          1-5200 Agunan yang diambil alih                           500.000   AY-001
          5-9140 Penurunan nilai agunan yang diambil alih  500.000"""
    )
    assert carrying(book) == idr(2_500_000)
    up = book.record(ValueSeized(seized="AY-001", on=AUGUST, value=idr(4_000_000)))
    assert text(up) == dedent(
        """\
        31 Agustus 2014   Pemulihan nilai agunan yang diambil alih AY-001
          1-5200 Agunan yang diambil alih                  500.000            AY-001
          4-9170 Pemulihan nilai agunan yang diambil alih           500.000"""
    )
    same = book.record(ValueSeized(seized="AY-001", on=AUGUST, value=idr(3_000_000)))
    assert (same.entry, carrying(book), book.states[LAND].valued_on) == (None, idr(3_000_000), AUGUST)


def test_what_costs_more_to_sell_than_it_brings_stands_at_nothing() -> None:
    book = taken()
    book.record(ValueSeized(seized="AY-001", on=JULY, value=idr(100_000), selling_costs=idr(200_000)))
    assert carrying(book) == idr(0)
    sold = book.record(SellSeized(seized="AY-001", on=AUGUST, way="private", proceeds=idr(50_000)))
    assert text(sold) == dedent(
        """\
        31 Agustus 2014   Penjualan agunan yang diambil alih AY-001
          1-1100 Kas                                            50.000           KAS
          4-9160 Keuntungan penjualan agunan yang diambil alih          50.000"""
    )


def test_keeping_it_is_a_cost_of_the_day_and_no_part_of_its_value() -> None:
    book = taken()
    kept = book.record(KeepSeized(seized="AY-001", on=JULY, amount=idr(150_000), purpose="Pajak bumi dan bangunan"))
    assert text(kept) == dedent(
        """\
        31 Juli 2014   Biaya agunan yang diambil alih AY-001: Pajak bumi dan bangunan
          5-9150 Beban agunan yang diambil alih  150.000
          1-1100 Kas                                      150.000   KAS"""
    )
    assert carrying(book) == idr(3_000_000)


def test_a_sale_by_auction_below_its_value_is_a_loss_apart() -> None:
    book = taken()
    sold = book.record(SellSeized(seized="AY-001", on=AUGUST, way="auction", proceeds=idr(2_800_000)))
    assert text(sold) == dedent(
        """\
        31 Agustus 2014   Penjualan lelang agunan yang diambil alih AY-001
          1-1100 Kas                                      2.800.000              KAS
          1-5200 Agunan yang diambil alih                            3.000.000   AY-001
          5-9130 Rugi penjualan agunan yang diambil alih    200.000"""
    )
    assert (carrying(book), book.states[LAND].closed_on) == (idr(0), AUGUST)


@pytest.mark.parametrize(("proceeds", "gain"), [(3_100_000, 100_000), (3_000_000, 0)])
def test_the_member_may_buy_it_back(proceeds: int, gain: int) -> None:
    book = taken()
    bought = book.record(SellSeized(seized="AY-001", on=AUGUST, way="member", proceeds=idr(proceeds)))
    assert bought.entry is not None
    assert bought.entry.narration == "Penebusan agunan yang diambil alih AY-001"
    assert -book.balance("4-9160") == idr(gain)


def test_what_it_was_worth_beyond_the_loan_is_paid_out_once_also_after_the_sale() -> None:
    book = taken()
    book.record(SellSeized(seized="AY-001", on=AUGUST, way="private", proceeds=idr(3_000_000)))
    paid = book.record(PaySurplus(seized="AY-001", on=AUGUST))
    assert text(paid) == dedent(
        """\
        31 Agustus 2014   Pembayaran kelebihan nilai agunan AY-001
          2-1680 Kelebihan nilai agunan milik anggota  949.300            A-001
          1-1100 Kas                                            949.300   KAS"""
    )
    assert book.balance("2-1680", MEMBER) == idr(0)
    refuse(book, PaySurplus(seized="AY-001", on=AUGUST), "seized.no-surplus")


def test_collateral_of_the_old_books_comes_with_its_cost_and_what_it_stood_at() -> None:
    book = book_of()
    command = TakeOverSeized(
        seized="AY-000", member="A-001", description="Sepeda motor", on=date(2014, 1, 2), cost=idr(9_000_000), carrying=idr(6_000_000)
    )
    assert text(book.record(command)) == dedent(
        """\
        2 Januari 2014   Saldo awal agunan yang diambil alih AY-000
          1-5200 Agunan yang diambil alih              6.000.000              AY-000
          1-1910 Perantara pengambilalihan saldo awal             6.000.000"""
    )
    book.record(ValueSeized(seized="AY-000", on=JUNE, value=idr(20_000_000)))
    assert book.balance("1-5200", Subject("seized", "AY-000")) == idr(9_000_000)


def refuse(book: NaiveBook, command: Command[Any], code: str) -> None:
    before = book.record_count
    with pytest.raises(IrmanError) as refused:
        book.record(command)
    assert (refused.value.code, book.record_count) == (code, before)
    assert refused.value.message("id") != refused.value.message("en")


@pytest.mark.parametrize(
    ("more", "on", "code"),
    [
        ({}, date(2014, 6, 9), "loan.not-a-problem"),  # since 10 March: three months, and not more
        ({"collateral": "AG-2"}, JUNE, "loan.security-missing"),
        ({"loan": "PJ-009"}, JUNE, "subject.unknown"),
        ({}, date(2014, 2, 9), "loan.before-last"),
    ],
)
def test_only_pledged_collateral_of_a_problem_loan_is_taken_over(more: dict[str, str], on: date, code: str) -> None:
    book = book_of()
    before = book.record_count
    with pytest.raises(IrmanError) as refused:
        take(book, 3_000_000, on, **more)
    assert (refused.value.code, book.record_count) == (code, before)


def test_a_loan_that_was_assessed_as_a_problem_is_one_until_it_is_assessed_again() -> None:
    book = book_of(AssessLoan(loan="PJ-001", on=JUNE), RepayLoan(loan="PJ-001", on=JUNE, amount=idr(1_010_700)))
    assert take(book, 500_000)[0].event.principal == idr(400_000)


def test_what_does_not_fit_is_refused() -> None:
    book = taken()
    refuse(book, ValueSeized(seized="AY-009", on=JULY, value=idr(1)), "subject.unknown")
    refuse(book, ValueSeized(seized="AY-001", on=date(2014, 6, 19), value=idr(1)), "seized.before-last")
    again = TakeCollateral(
        seized="AY-001", member="A-001", loan="PJ-001", collateral="AG-1", description="x", on=JULY, value=idr(1), settled=idr(1)
    )
    refuse(book, again, "seized.exists")
    refuse(book, replace(again, seized="AY-002", member="A-009"), "subject.unknown")
    book.record(SellSeized(seized="AY-001", on=JULY, way="private", proceeds=idr(1)))
    refuse(book, KeepSeized(seized="AY-001", on=AUGUST, amount=idr(1), purpose="x"), "seized.gone")


@pytest.mark.parametrize(
    ("command", "changes"),
    [
        (SellSeized(seized="AY-001", on=JULY, way="private", proceeds=idr(1)), {"way": "gift"}),
        (SellSeized(seized="AY-001", on=JULY, way="private", proceeds=idr(1)), {"proceeds": idr(0)}),
        (ValueSeized(seized="AY-001", on=JULY, value=idr(1)), {"value": idr(-1)}),
        (ValueSeized(seized="AY-001", on=JULY, value=idr(1)), {"on": "2014-07-31"}),
        (KeepSeized(seized="AY-001", on=JULY, amount=idr(1), purpose="x"), {"purpose": " "}),
        (
            TakeOverSeized(seized="AY-001", member="A-001", description="x", on=JULY, cost=idr(1), carrying=idr(1)),
            {"carrying": idr(2)},
        ),
    ],
)
def test_a_command_that_cannot_be_meant_is_refused_before_it_exists(command: Any, changes: dict[str, Any]) -> None:
    with pytest.raises(IrmanError):
        replace(command, **changes)


POLICY = KSP.policies["seized"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"account": "1-5300"}, "account"),
        ({"account": None}, "account"),
        ({"surplus": "2-1630"}, "surplus"),
        ({"gain": "5-9130"}, "gain"),
        ({"loss": "9-9999"}, "loss"),
        ({"profit": "4-9160"}, "profit"),
    ],
)
def test_the_policy_is_read_strictly(change: dict[str, object], key: str) -> None:
    bylaws = replace(KSP, policies={**KSP.policies, "seized": {**POLICY, **change}})
    with pytest.raises(IrmanError) as refused:
        take(book_of(bylaws=bylaws), 3_000_000)
    assert (refused.value.code, refused.value.field) == ("seized.policy", key)


def test_without_the_policy_nothing_is_taken_over() -> None:
    bylaws = replace(KSP, policies={name: terms for name, terms in KSP.policies.items() if name != "seized"})
    with pytest.raises(IrmanError) as refused:
        take(book_of(bylaws=bylaws), 3_000_000)
    assert refused.value.code == "seized.not-agreed"


def test_the_events_are_read_again_as_they_were_written() -> None:
    book = taken()
    commands: tuple[Command[Any], ...] = (
        ValueSeized(seized="AY-001", on=JULY, value=idr(1)),
        KeepSeized(seized="AY-001", on=JULY, amount=idr(1), purpose="x"),
        SellSeized(seized="AY-001", on=JULY, way="member", proceeds=idr(1)),
        PaySurplus(seized="AY-001", on=JULY),
    )
    for command in commands:
        book.record(command)
    for played in book.played[-6:]:
        assert load_event(dump(played.event), "IDR") == played.event
