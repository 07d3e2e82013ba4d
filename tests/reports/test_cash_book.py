"""The daily cash book, from a real book on every database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from irman_ledger import Actor, Book, Bylaws, idr
from irman_ledger.coop.general import CountCash, ReceiveCash, SendCash, TakeOverBalance
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import Deposit, OpenSavings, Withdraw
from irman_ledger.core.bylaws import UnknownBoxError
from irman_ledger.errors import InvalidInputError
from irman_ledger.reports import BeforeBookError, StatementDoesNotTieError, cash_book
from irman_ledger.reports.dates import LANGS
from irman_ledger.reports.registers.cash_book import build_cash_book
from tests.reports.conftest import Golden

FIRST, DAY = date(2014, 4, 2), date(2014, 5, 5)
SECOND_BOX = """
[[boxes]]
code = "LACI"
id = "Laci kolektor"
en = "Collector's drawer"
account = "1-1100"
series_in = "LM"
series_out = "LK"
"""


@pytest.fixture
def real(database_url: str, ksp: Bylaws) -> Iterator[Book]:
    """Two boxes on account 1-1100: KAS with Rp1.000.000 of the old books, LACI with what a collector took in."""
    source = ksp.source.replace("\n[[products]]", f"{SECOND_BOX}\n[[products]]", 1)
    book = Book.create(database_url, Bylaws.from_toml(source), id="UJI", begins_on=date(2014, 1, 1))
    desk = book.desk(Actor("bendahara", "bendahara"))
    desk.record(AdmitMember(member="A-001", name="Anggota Contoh", on=FIRST), key="m")
    desk.record(OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=FIRST), key="s")
    desk.record(TakeOverBalance(account="1-1100", on=FIRST, amount=idr(1_000_000), subject="cash:KAS"), key="t")
    desk.record(Deposit(account="SS-001", on=FIRST, amount=idr(70_000), settle="LACI"), key="d1")
    desk.record(Deposit(account="SS-001", on=DAY, amount=idr(250_000)), key="d2", document="KM-002")
    desk.record(Withdraw(account="SS-001", on=DAY, amount=idr(40_000)), key="w1", document="KK-001")
    desk.record(Deposit(account="SS-001", on=DAY, amount=idr(5_000), settle="LACI"), key="d3")
    desk.record(Deposit(account="SS-001", on=date(2014, 4, 28), amount=idr(60_000)), key="d4", document="KM-003", booked_on=DAY)
    desk.record(SendCash(box="KAS", on=DAY, amount=idr(500_000)), key="x1", document="ST-001")
    desk.record(ReceiveCash(box="BANK", on=DAY, amount=idr(500_000)), key="x2", document="ST-001")
    desk.record(CountCash(box="KAS", on=DAY, counted=idr(768_000)), key="c", document="BA-001")
    desk.record(Deposit(account="SS-001", on=date(2014, 5, 6), amount=idr(9_000)), key="d5")
    yield book
    book.close()


def test_a_day_runs_from_its_opening_to_its_closing_balance(real: Book, golden: Golden) -> None:
    """1,000,000 + 250,000 - 40,000 + 60,000 - 500,000 - 2,000 missing = 768,000."""
    paper = cash_book(real, "KAS", on=DAY)
    assert paper.row("opening").amounts == (None, None, idr(1_000_000))
    assert paper.row("closing").amounts == (idr(310_000), idr(542_000), idr(768_000))
    assert [row.amounts[2] for row in paper.rows[1:-1]] == [idr(1_250_000), idr(1_210_000), idr(1_270_000), idr(770_000), idr(768_000)]
    for lang in LANGS:
        golden(f"cash_book.{lang}.txt", cash_book(real, "KAS", on=DAY, signed=True).text(lang))


def test_each_box_of_an_account_has_a_book_of_its_own(real: Book) -> None:
    assert cash_book(real, "LACI", on=DAY).row("closing").amounts == (idr(5_000), idr(0), idr(75_000))
    assert cash_book(real, "BANK", on=DAY).row("closing").amounts == (idr(500_000), idr(0), idr(500_000))
    assert cash_book(real, "BANK", on=FIRST).row("closing").amounts == (idr(0), idr(0), idr(0))


def test_the_boxes_of_every_day_add_up_to_the_cash_account(real: Book) -> None:
    before = {"KAS": idr(0), "LACI": idr(0)}
    for day in (FIRST + timedelta(days=count) for count in range(-1, 40)):
        papers = {box: cash_book(real, box, on=day) for box in before}
        assert {box: paper.amount("opening", 2) for box, paper in papers.items()} == before
        before = {box: paper.amount("closing", 2) for box, paper in papers.items()}
        assert before["KAS"] + before["LACI"] == real.balances(as_of=day).net("1-1100")
    assert before == {"KAS": idr(777_000), "LACI": idr(75_000)}


def test_every_renderer_draws_the_cash_book(real: Book) -> None:
    paper = cash_book(real, "KAS", on=DAY, stamped=True)
    row = json.loads(paper.json("en"))["rows"][1]
    assert (row["voucher"], row["document"], row["amounts"]) == (
        "BKM/2014/000001",
        "KM-002",
        {"receipts": "250000", "payments": None, "balance": "1250000"},
    )
    assert paper.csv().count("\r\n") == 8
    for width in (80, 100):
        assert max(map(len, paper.text(width=width).splitlines())) == width


def test_a_cash_book_that_does_not_tie_is_refused(real: Book, ksp: Bylaws) -> None:
    with real.read() as view:
        day = view.cash_day("KAS", DAY)
    assert (day.check.kept, day.check.summed) == (idr(843_000), idr(843_000))
    with pytest.raises(StatementDoesNotTieError) as caught:
        build_cash_book(replace(day, check=replace(day.check, summed=idr(843_007))), ksp)
    assert caught.value.message("en") == "daily cash book does not tie: 1-1100 balance kept less the sum of its lines -Rp7"


def test_what_no_cash_book_can_be_made_of_is_refused(real: Book) -> None:
    with pytest.raises(UnknownBoxError) as caught:
        cash_book(real, "DOMPET", on=DAY)
    assert (caught.value.code, caught.value.field) == ("box.unknown", "box")
    with pytest.raises(BeforeBookError):
        cash_book(real, "KAS", on=date(2013, 12, 31))
    with pytest.raises(InvalidInputError):
        cash_book(real, "KAS", on=datetime(2014, 5, 5, 8, 0))  # noqa: DTZ001  # any clock is refused
