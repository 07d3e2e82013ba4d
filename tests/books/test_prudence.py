"""What a regulation caps refuses from its day on, and bylaws that contradict it or themselves are not adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Month, Rate, idr
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import DisburseLoan, PayOffLoan, RescheduleLoan, WriteOffLoan
from irman_ledger.coop.savings import OpenDeposit
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.prudence import AboveCap
from irman_ledger.reports import collectability, nominative, term_deposits
from tests.books.kit import KSP, counter, new_book, refused, with_savers

BEFORE, FIRST = date(2023, 6, 19), date(2023, 6, 20)
OFFERED = 'rate = "24%/year"\ninstalments_max = 60'
DEARER = KSP.source.replace(OFFERED, OFFERED.replace("24", "30"), 1)
DEAR = Bylaws.from_toml(DEARER.replace('{ months = 6, rate = "6%/year" }', '{ months = 6, rate = "10%/year" }'))
LOAN = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=BEFORE, principal=idr(1_000_000), instalments=10)
PLACED = OpenDeposit(deposit="SB-001", member="A-001", product="BERJANGKA", on=BEFORE, amount=idr(5_000_000), months=6)


def at_the_cap(url: Any, bylaws: Bylaws = DEAR) -> Book:
    book = with_savers(url, bylaws=bylaws, begins_on=date(2023, 6, 1), today=date(2023, 12, 31))
    desk = counter(book)
    desk.record(TakeOverBalance(account="1-1100", subject="cash:KAS", on=date(2023, 6, 1), amount=idr(50_000_000)), key="cash")
    return book


def test_a_new_loan_above_the_cap_is_refused_from_its_day_on(database_url: str) -> None:
    book = at_the_cap(database_url)
    desk = counter(book)
    assert desk.record(LOAN, key="before").event.rate == Rate.parse("30%/year")
    with refused("loan.rate-capped", book, rules="PERMENKOP_8_2023", from_on=FIRST) as held:
        desk.record(replace(LOAN, loan="PJ-002", on=FIRST), key="after")
    assert held[0].message() == ("product REGULER would bear 30%/year, above the cap of 24%/year (PERMENKOP_8_2023, from 2023-06-20 on)")
    with refused("loan.rate-capped", book):
        desk.record(RescheduleLoan(loan="PJ-001", on=date(2023, 7, 1), instalments=12, reason="gagal panen"), key="again")


def test_a_new_deposit_above_the_cap_is_refused_from_its_day_on(database_url: str) -> None:
    book = at_the_cap(database_url)
    desk = counter(book)
    desk.record(PLACED, key="before")
    with refused("savings.rate-capped", book):
        desk.record(replace(PLACED, deposit="SB-002", on=FIRST), key="after")
    desk.record(replace(PLACED, deposit="SB-002", on=FIRST, months=3), key="within")


def test_a_related_party_owes_at_most_its_part_of_the_own_capital(database_url: str) -> None:
    book = at_the_cap(database_url, KSP)
    desk = counter(book)
    desk.record(TakeOverBalance(account="3-1430", on=date(2023, 6, 1), amount=idr(-19_900_005)), key="grant")
    desk.record(PayShare(member="A-001", product="POKOK", on=date(2023, 6, 2), amount=idr(100_000)), key="share")
    # 10 % of 20,000,005 is 2,000,000 in whole rupiah down.
    related = replace(LOAN, on=FIRST, is_related=True)
    desk.record(replace(related, principal=idr(1_500_000)), key="first")
    with refused("loan.limit-exceeded", book, most=idr(2_000_000), asked=idr(2_000_001)):
        desk.record(replace(related, loan="PJ-002", principal=idr(500_001)), key="more")
    desk.record(replace(related, loan="PJ-002", principal=idr(500_000)), key="just")
    desk.record(replace(related, loan="PJ-003", principal=idr(500_001), is_related=False), key="a member")


def test_a_related_party_before_the_cap_is_not_limited_by_it(database_url: str) -> None:
    book = at_the_cap(database_url, KSP)
    counter(book).record(replace(LOAN, is_related=True), key="before")


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        (OFFERED, OFFERED.replace("24", "25"), "loan.terms-malformed", "rate"),
        ('{ months = 6, rate = "6%/year" }', '{ months = 6, rate = "9,1%/year" }', "savings.terms", "deposit.offers.2.rate"),
        ('own_capital = ["3-1100"', 'own_capital = ["1-1100"', "bylaws.prudence", "own_capital"),
        ('rules = "PERMENKOP_8_2023"', 'rules = "LAIN"', "regulation.unknown", "caps"),
        ('method = "flat"', 'method = "bertingkat"', "loan.terms-malformed", "method"),
    ],
)
def test_bylaws_that_contradict_the_cap_or_themselves_are_not_adopted(database_url: str, old: str, new: str, code: str, field: str) -> None:
    source = KSP.source.replace("from_on = 2014-01-01", "from_on = 2023-07-01")
    assert old in source
    wrong = Bylaws.from_toml(source.replace(old, new, 1))
    book = at_the_cap(database_url, KSP)
    with refused(code, book) as held:
        counter(book).adopt(wrong, on=date(2023, 6, 30), key="adopt")
    assert held[0].field == field
    with refused(code):
        new_book(database_url, id="lain", bylaws=wrong, begins_on=date(2023, 7, 1), today=date(2023, 12, 31))


def test_what_runs_above_a_cap_that_came_later_is_told(database_url: str) -> None:
    book = at_the_cap(database_url)
    desk = counter(book)
    desk.record(LOAN, key="30 %")
    desk.record(replace(LOAN, loan="PJ-002", product="AKRUAL"), key="12 %")
    desk.record(PLACED, key="10 %")
    with book.read() as view:
        assert view.above_caps(BEFORE) == ()
        found = view.above_caps(FIRST)
        assert view.loans.above_cap(BEFORE) == ()
        assert view.loans.above_cap(FIRST) == found[2:3]
    caps = {"rules": "PERMENKOP_8_2023", "from_on": FIRST}
    assert found == (
        AboveCap(kind="product", no="BERJANGKA", rate=Rate.parse("10%/year"), most=Rate.parse("9%/year"), **caps),
        AboveCap(kind="product", no="REGULER", rate=Rate.parse("30%/year"), most=Rate.parse("24%/year"), **caps),
        AboveCap(kind="loan", no="PJ-001", rate=Rate.parse("30%/year"), most=Rate.parse("24%/year"), **caps),
        AboveCap(kind="deposit", no="SB-001", rate=Rate.parse("10%/year"), most=Rate.parse("9%/year"), **caps),
    )
    plan = desk.plan_month_end(Month(2023, 6))
    assert plan.above == found
    assert desk.end_month(Month(2023, 6)).above == found
    assert term_deposits(book, as_of=Month(2023, 6)).notes[-1].id == (
        "PERHATIAN: 1 simpanan berjangka berjalan di atas batas 9% per tahun (PERMENKOP_8_2023, berlaku sejak 20 Juni 2023): "
        "SB-001 (10% per tahun)."
    )
    note = nominative(book, as_of=Month(2023, 6)).notes[-1]
    assert note == collectability(book, as_of=Month(2023, 6)).notes[-1]
    assert (note.id, note.en) == (
        "PERHATIAN: 1 pinjaman berjalan di atas batas 24% per tahun (PERMENKOP_8_2023, berlaku sejak 20 Juni 2023): "
        "PJ-001 (30% per tahun).",
        "ATTENTION: 1 running loan above the cap of 24% a year (PERMENKOP_8_2023, in force since 20 June 2023): PJ-001 (30% a year).",
    )


def test_what_is_within_the_cap_again_is_not_told_any_more(database_url: str) -> None:
    book = at_the_cap(database_url)
    desk = counter(book)
    for no in ("PJ-001", "PJ-002", "PJ-003", "PJ-004"):
        desk.record(replace(LOAN, loan=no), key=no)
    adopted = Bylaws.from_toml(KSP.source.replace("from_on = 2014-01-01", "from_on = 2023-07-01", 1))
    desk.adopt(adopted, on=date(2023, 6, 25), key="bylaws")
    new = desk.record(RescheduleLoan(loan="PJ-001", on=date(2023, 7, 2), instalments=12, reason="batas suku bunga"), key="again").seq
    payoff = PayOffLoan(loan="PJ-002", on=date(2023, 7, 2), amount=idr(1_250_000))
    desk.record(payoff, key="over")
    desk.record(WriteOffLoan(loan="PJ-003", on=date(2023, 7, 2), reason="tidak tertagih"), key="off")
    with book.read() as view:
        assert [one.no for one in view.above_caps(date(2023, 7, 1))] == ["PJ-001", "PJ-002", "PJ-003", "PJ-004"]
        assert [one.no for one in view.above_caps(date(2023, 7, 2))] == ["PJ-004"]
    desk.reverse(new, on=date(2023, 7, 3), reason="salah", key="undone")
    with book.read() as view:
        assert [one.no for one in view.above_caps(date(2023, 7, 3))] == ["PJ-001", "PJ-004"]


def test_bylaws_without_caps_are_told_nothing(database_url: str) -> None:
    head, rest = DEARER.split("[policies.prudence]")
    book = at_the_cap(database_url, Bylaws.from_toml(head + rest[rest.index("\n\n") :]))
    counter(book).record(LOAN, key="30 %")
    with book.read() as view:
        assert view.above_caps(FIRST) == ()
