"""No paper is wider than it is asked to be: names are wrapped, figures go below, and what still has no room is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from irman_ledger.coop.savings.placement import Placement
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.journal import credit, debit
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP
from irman_ledger.core.subject import Subject
from irman_ledger.errors import Lang
from irman_ledger.reports import (
    Column,
    NarrowPaperError,
    Row,
    Statement,
    balance_sheet,
    income_statement,
    journal,
    ledger,
    member_card,
    reconciliation,
    savings_list,
    share_arrears,
    term_deposits,
    trial_balance,
    voucher,
)
from irman_ledger.reports.paper import Layout, same
from tests.reports.conftest import CASH, LOAN, POKOK, SAVINGS
from tests.reports.fake import FakeBook, FakeMember

APRIL, MAY = Month(2014, 4), Month(2014, 5)
MOST = 99_999_999_999_999_999  # sen: 999.999.999.999.999,99
LONG = "Koperasi Simpan Pinjam dan Pembiayaan Syariah Nelayan Rumput Laut Pesisir Pa'jukukang Bissappu Bantaeng Sejahtera"
NAME = "Muhammad Nurul Hidayatullah Daeng Mangemba bin Abdurrahman Karaeng Lompoa Kusumawardhani Prawiranegara"
PAPERS = (
    "trial-balance",
    "balance-sheet",
    "income-statement",
    "journal",
    "ledger",
    "member-card",
    "voucher",
    "reversal",
    "reconciliation",
    "share-arrears",
    "savings-list",
    "term-deposits",
)


@pytest.fixture(scope="module")
def crowded() -> FakeBook:
    """One member with shares, savings and a loan, all with long names."""
    ksp = Bylaws.sample("ksp")
    label = Label(f"Pinjaman reguler {LONG}", f"Regular loan {LONG}")
    products = {**ksp.products, "REGULER": replace(ksp.products["REGULER"], label=label)}
    book = FakeBook(bylaws=replace(ksp, name=LONG, products=products), id="BUKU-" + "9" * 58)
    book.people["A-001"] = FakeMember(no="A-001", name=Private.of(NAME), group="K-01", district="Pa'jukukang")
    on = date(2014, 4, 2)
    for subject, product in ((POKOK, "POKOK"), (SAVINGS, "SUKARELA"), (LOAN, "REGULER")):
        book.hold("A-001", subject, product, on)
    term = Placement(
        placed_on=on,
        months=6,
        principal=idr(9),
        rate=Rate.parse("6.25%/year"),
        payment="monthly",
        rollover="principal-and-interest",
        pay_to=None,
        basis="month",
        step=idr(1),
        mode=HALF_UP,
        earned_before=idr(9),
    )
    account = SavingsState(no="SS-001", member="A-001", product="SUKARELA", control="2-1100", opened_on=on, moves_from=on)
    book.accounts += [replace(account, holds=(("H-1", idr(8)),)), replace(account, no="SB-001", placement=term)]
    book.billed["A-001/POKOK"] = ("3-1100", ((APRIL, MAY, idr(9)),))
    told = f"Pembelian perlengkapan kantor, menurut nota {'X' * 70} dan lain-lain yang dicatat bendahara"
    lines = (debit("1-1100", idr(9), CASH), credit("2-1100", idr(9), SAVINGS))
    book.add(on, told, *lines, subject=SAVINGS, voucher=("BKM", 1))
    lines = (debit("1-1500", idr(9), LOAN), credit("1-1100", idr(9), CASH))
    book.add(on, f"Pencairan {told}", *lines, subject=LOAN, voucher=("BKK", 1), document="KK-2014-04-000001")
    parts = (debit("1-1100", idr(9), CASH), credit("1-1500", idr(8), LOAN), credit("4-1100", idr(1), LOAN))
    book.add(on, told, *parts, subject=LOAN, voucher=("BKM", 2))
    parts = (debit("4-1100", idr(1), LOAN), debit("1-1500", idr(8), LOAN), credit("1-1100", idr(9), CASH))
    book.add(on, f"Pembalikan catatan 2: {told}", *parts, subject=LOAN, voucher=("BKK", 2), reverses=2, reason=told)
    lines = (debit("5-3120", idr(9)), credit("4-1100", idr(9), LOAN))
    book.add(on, told, *lines, subject=Subject("journal", "J-1"), voucher=("BM", 999_999))
    return book


def grown(drawn: Statement, sen: int) -> Statement:
    """The paper with so many sen in place of each amount that is not zero; a sum may be larger than any one entry."""

    def big(amount: Money | None) -> Money | None:
        return Money(sen if amount.minor > 0 else -sen, "IDR") if amount else amount

    rows = tuple(replace(row, amounts=tuple(map(big, row.amounts))) for row in drawn.rows)
    facts = tuple(replace(one, value=big(one.value)) if isinstance(one.value, Money) else one for one in drawn.facts)
    return replace(drawn, rows=rows, facts=facts)


def paper(name: str, book: FakeBook) -> Statement:
    match name:
        case "trial-balance":
            return trial_balance(book, as_of=APRIL, zeros=True, stamped=True)
        case "balance-sheet":
            return balance_sheet(book, as_of=MAY, against=APRIL, zeros=True, signed=True, stamped=True)
        case "income-statement":
            return income_statement(book, period=(APRIL, MAY), against=APRIL, zeros=True, signed=True, stamped=True)
        case "journal":
            return journal(book, period=APRIL, stamped=True)
        case "ledger":
            return ledger(book, "1-1100", period=APRIL, stamped=True)
        case "member-card":
            return member_card(book, "A-001", as_of=APRIL, stamped=True)
        case "voucher":
            return voucher(book, 1, stamped=True)
        case "reversal":
            return voucher(book, 3, stamped=True)
        case "share-arrears":
            return share_arrears(book, as_of=APRIL, stamped=True)
        case "savings-list":
            return savings_list(book, as_of=APRIL, stamped=True)
        case "term-deposits":
            return term_deposits(book, as_of=APRIL, stamped=True)
        case _:
            listed = {f"SS-00{no}": idr(no * 8) for no in range(3)}
            return reconciliation(book, "2-1100", listed, as_of=APRIL, stamped=True)


def widest(text: str) -> int:
    return max(map(len, text.splitlines()))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("sen", [10_000, 123_456_700, 123_456_789_012, MOST])
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_never_wider_than_asked_for(crowded: FakeBook, name: str, sen: int, lang: Lang) -> None:
    drawn = grown(paper(name, crowded), sen)
    for width in (60, 70, 80, 90, 100, 120):
        try:
            text = drawn.text(lang, width=width)
        except NarrowPaperError as error:
            least = error.details["least"]
            assert isinstance(least, int)
            assert width < least <= 96
            assert widest(drawn.text(lang, width=least)) <= least
            with pytest.raises(NarrowPaperError):
                drawn.text(lang, width=least - 1)
        else:
            assert widest(text) <= width


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_eighty_columns_hold_every_paper_of_whole_rupiah_below_a_hundred_billion(crowded: FakeBook, name: str, lang: Lang) -> None:
    assert widest(grown(paper(name, crowded), 99_999_999_999_00).text(lang, width=80)) <= 80


def test_what_has_no_room_is_refused_with_the_least_width(crowded: FakeBook) -> None:
    drawn = grown(paper("member-card", crowded), MOST)
    with pytest.raises(NarrowPaperError) as caught:
        drawn.text("en", width=60)
    assert (caught.value.code, caught.value.field) == ("report.too-narrow", "width")
    assert caught.value.message("en") == "this paper cannot be drawn 60 columns wide, it needs at least 96"
    assert caught.value.message("id") == "laporan ini tidak muat dalam 60 kolom, perlu sedikitnya 96"


def test_in_a_narrow_paper_figures_stand_below_their_label() -> None:
    columns = tuple(Column(key, same(key.title())) for key in ("debit", "credit", "balance"))
    layout = Layout(name="uji", title=same("Uji"), texts=(Column("date", same("Date")),), label=same("Narration"), columns=columns)
    amount = idr(12_345_678_901)
    rows = (
        Row(key="a", label=same("Setoran simpanan SS-001"), texts=(date(2014, 4, 2),), amounts=(amount, None, amount)),
        Row(key="b", label=same("Beli"), texts=(date(2014, 4, 3),), amounts=(None, idr(1), amount - idr(1))),
        Row(key="c", label=same("Total"), kind="total", texts=(None,), amounts=(amount, idr(1), amount - idr(1))),
    )
    drawn = Statement(layout=layout, owner="", dated=same("Kini"), currency="IDR", rows=rows).text(width=50)
    table = """\
==================================================
Date        Narration
                    Debit  Credit         Balance
--------------------------------------------------
02-04-2014  Setoran simpanan SS-001
           12.345.678.901          12.345.678.901
03-04-2014  Beli
                                1  12.345.678.900
            Total
           --------------  ------  --------------
           12.345.678.901       1  12.345.678.900
           ==============  ======  ==============
"""
    assert drawn.split("\n\n", 1)[1] == table


@pytest.mark.parametrize(
    ("width", "root"),
    [(90, ["5:3f2a9c" + "0" * 58]), (70, ["5:3f2a9c" + "0" * 26, "0" * 32]), (40, ["5:3f2a9c" + "0" * 10, *["0" * 16] * 3])],
)
def test_the_checkpoint_is_whole_at_every_width(crowded: FakeBook, width: int, root: list[str]) -> None:
    paper = replace(trial_balance(crowded, as_of=APRIL, stamped=True), rows=())
    found = paper.text("en", width=width).split("Checkpoint ")[1].split()
    assert found == root
    assert paper.text("id", width=width).split("Titik periksa ")[1].split() == root


def test_signatures_stand_in_two_rows_where_one_has_no_room(book: FakeBook) -> None:
    tail = voucher(book, 3).text(width=60).splitlines()[-11:]
    assert [line.split(",") for line in tail if "," in line] == [
        ["         Dibuat oleh", "                Diperiksa oleh", ""],
        ["       Disetujui oleh", "                  Penerima", ""],
    ]
