"""The overview of a member, from a real book on every database."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.books.lives import Kept
from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember, AmendMember, EndMembership, RegisterCandidate, RegisterGroup
from irman_ledger.coop.savings import CloseSavings, Deposit, OpenSavings, Withdraw
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.protocols import Command
from irman_ledger.errors import UnknownSubjectError
from irman_ledger.reports import BeforeBookError, NotBegunError, StatementDoesNotTieError, loan_card, member_overview
from irman_ledger.reports.dates import LANGS
from irman_ledger.reports.registers.member_overview import build_member_overview
from tests.reports.conftest import Golden

MAY, JULY = Month(2014, 5), Month(2014, 7)
DAY = date(2014, 4, 2)
DUE_TO_MEMBER = (
    JournalLine(account="5-3130", amount=idr(25_000)),
    JournalLine(account="2-1510", amount=-idr(25_000), subject="member:A-001"),
)
COMMANDS: list[Command[Any]] = [
    RegisterGroup(group="K-01", name="Kelompok Satu", district="Bissappu", on=DAY),
    RegisterGroup(group="K-02", name="Kelompok Dua", district="Pa'jukukang", on=DAY),
    RegisterCandidate(member="A-001", name="Anggota Contoh", group="K-01", on=DAY),
    AdmitMember(member="A-001", on=date(2014, 4, 5)),
    PayShare(member="A-001", product="POKOK", on=date(2014, 4, 5), amount=idr(100_000)),
    PayShare(member="A-001", product="WAJIB", on=date(2014, 4, 5), amount=idr(20_000)),
    OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=date(2014, 4, 5)),
    Deposit(account="SS-001", on=date(2014, 4, 8), amount=idr(5_000_000)),
    OpenSavings(account="SS-002", member="A-001", product="SUKARELA", on=date(2014, 4, 8)),
    Deposit(account="SS-002", on=date(2014, 4, 8), amount=idr(10_000)),
    DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=date(2014, 4, 10), principal=idr(2_000_000), instalments=10),
    DisburseLoan(loan="PJ-002", member="A-001", product="REGULER", on=date(2014, 4, 10), principal=idr(100_000), instalments=1),
    RepayLoan(loan="PJ-001", on=date(2014, 5, 10), amount=idr(240_000)),
    RepayLoan(loan="PJ-002", on=date(2014, 5, 10), amount=idr(102_000)),
    RepayLoan(loan="PJ-001", on=date(2014, 6, 12), amount=idr(100_000)),
    AmendMember(member="A-001", group="K-02", on=date(2014, 6, 20)),
    Withdraw(account="SS-002", on=date(2014, 7, 1), amount=idr(10_000)),
    CloseSavings(account="SS-002", on=date(2014, 7, 1)),
    PostJournal(on=date(2014, 7, 2), narration="Titipan anggota", lines=DUE_TO_MEMBER),
]


@pytest.fixture
def real(database_url: str, ksp: Bylaws) -> Iterator[Book]:
    book = Book.create(database_url, ksp, id="UJI", begins_on=date(2014, 1, 1))
    desk = book.desk(Actor("bendahara", "bendahara"))
    for no, command in enumerate(COMMANDS):
        desk.record(command, key=f"k{no}")
    yield book
    book.close()


def test_the_overview_tells_the_life_of_a_member(real: Book, golden: Golden) -> None:
    paper = member_overview(real, "A-001", as_of=JULY)
    assert paper.row("share.total").amounts == (idr(120_000), None)
    assert paper.row("savings.total").amounts == (idr(5_000_000), None)
    assert paper.row("loan:PJ-001").amounts == (idr(1_740_000), idr(380_000))
    assert paper.row("loan:PJ-002").amounts == (idr(0), idr(0))
    assert paper.row("loan.total").amounts == (idr(1_740_000), idr(380_000))
    assert paper.row("member:A-001").amounts == (idr(25_000), None)
    for lang in LANGS:
        golden(f"member_overview.{lang}.txt", paper.text(lang, width=100))


def test_balances_are_those_of_the_day_and_of_the_cards(real: Book) -> None:
    paper = member_overview(real, "A-001", as_of=MAY)
    assert paper.amount("savings.total") == idr(5_010_000) == -real.balances(as_of=MAY).net("2-1100")
    assert paper.amount("loan.total") == idr(1_800_000) == real.balances(as_of=MAY).net("1-1500")
    text = paper.text()
    assert "ditutup 1 Juli 2014" not in text
    assert "K-02" not in text
    assert "Pinjaman reguler (bunga tetap), ditutup 10 Mei 2014" in " ".join(text.split())
    for on in (date(2014, 6, 10), date(2014, 6, 11), date(2014, 7, 31)):
        arrears = loan_card(real, "PJ-001", as_of=on).amount("standing.late", 4)
        assert member_overview(real, "A-001", as_of=on).amount("loan:PJ-001", 1) == arrears


def test_who_left_and_came_back_has_both_in_the_history(database_url: str, ksp: Bylaws) -> None:
    book = Book.create(database_url, ksp, id="UJI", begins_on=date(2014, 1, 1))
    desk = book.desk(Actor("bendahara", "bendahara"))
    desk.record(AdmitMember(member="A-002", name="Anggota Dua", district="Bissappu", on=DAY), key="a")
    desk.record(AmendMember(member="A-002", district="", on=date(2014, 5, 1)), key="b")
    desk.record(EndMembership(member="A-002", reason="resigned", on=date(2014, 5, 3)), key="c")
    desk.record(AdmitMember(member="A-002", on=date(2014, 6, 1)), key="d")
    said = [(row.texts[0], row.label.id, row.label.en) for row in member_overview(book, "A-002", as_of=JULY).rows[1:]]
    assert said == [
        (DAY, "Diterima sebagai anggota", "Admitted as a member"),
        (DAY, "Tanpa kelompok, Kecamatan Bissappu", "Without a group, district Bissappu"),
        (date(2014, 5, 1), "Tanpa kelompok", "Without a group"),
        (date(2014, 5, 3), "Keluar", "Left"),
        (date(2014, 6, 1), "Diterima kembali sebagai anggota", "Admitted again as a member"),
    ]
    assert "Status      : Keluar" in member_overview(book, "A-002", as_of=MAY).text()
    book.close()


def test_every_renderer_draws_the_overview(real: Book) -> None:
    paper = member_overview(real, "A-001", as_of=JULY, stamped=True)
    told = json.loads(paper.json("en"))
    row = next(row for row in told["rows"] if row["key"] == "loan:PJ-001")
    assert (row["since"], row["no"], row["last"], row["amounts"]) == (
        "2014-04-10",
        "PJ-001",
        "2014-06-12",
        {"balance": "1740000", "arrears": "380000"},
    )
    cells = list(csv.reader(io.StringIO(paper.csv().removeprefix("\ufeff")), delimiter=";"))
    assert len({len(row) for row in cells}) == 1
    for width in (80, 100):
        assert max(map(len, paper.text("en", width=width).splitlines())) == width


def test_an_overview_whose_figures_do_not_tie_is_refused(real: Book, ksp: Bylaws) -> None:
    with real.read() as view:
        life = view.members.life("A-001", date(2014, 7, 31))
    spoilt = replace(life.holdings[-1], checks=(Kept("2-1510", -idr(25_000), -idr(20_000)),))
    with pytest.raises(StatementDoesNotTieError) as caught:
        build_member_overview(replace(life, holdings=(*life.holdings[:-1], spoilt)), ksp)
    assert caught.value.message("en") == "member overview does not tie: 2-1510 balance kept less the sum of its lines -Rp5.000"


def test_a_day_without_the_member_is_refused(real: Book) -> None:
    with pytest.raises(NotBegunError):
        member_overview(real, "A-001", as_of=date(2014, 4, 1))
    with pytest.raises(BeforeBookError):
        member_overview(real, "A-001", as_of=Month(2013, 12))
    with pytest.raises(UnknownSubjectError):
        member_overview(real, "K-01", as_of=JULY)


def test_an_erased_name_is_printed_as_erased(real: Book) -> None:
    real.erase("A-001")
    assert "Nama        : (nama dihapus)" in member_overview(real, "A-001", as_of=JULY).text()
