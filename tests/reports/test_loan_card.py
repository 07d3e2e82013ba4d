"""The card of a loan, from a real book on every database."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.books.lives import Kept
from irman_ledger.coop.general import JournalLine, PostJournal, TakeOverBalance
from irman_ledger.coop.loans import DisburseLoan, RepayLoan, RescheduleLoan, TakeOverLoan, WriteOffLoan
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import Deposit, OpenSavings
from irman_ledger.core.calendar import Every, due_dates
from irman_ledger.core.protocols import Command
from irman_ledger.core.schedule import Instalment
from irman_ledger.errors import UnknownSubjectError
from irman_ledger.reports import BeforeBookError, NotBegunError, StatementDoesNotTieError, loan_card
from irman_ledger.reports.dates import LANGS
from irman_ledger.reports.registers.loan_card import build_loan_card
from tests.reports.conftest import Golden

APRIL, MAY, JUNE, JULY = (Month(2014, month) for month in (4, 5, 6, 7))
DAY = date(2014, 4, 2)
COMMANDS: list[tuple[Command, str | None]] = [  # type: ignore[type-arg]
    (AdmitMember(member="A-001", name="Anggota Contoh", on=DAY), None),
    (OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=DAY), None),
    (Deposit(account="SS-001", on=DAY, amount=idr(5_000_000)), "KM-001"),
    (
        DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=date(2014, 4, 10), principal=idr(2_000_000), instalments=10),
        "KK-001",
    ),
    (RepayLoan(loan="PJ-001", on=date(2014, 5, 10), amount=idr(240_000)), "KM-017"),
    (RepayLoan(loan="PJ-001", on=date(2014, 6, 12), amount=idr(100_000)), None),
    (
        PostJournal(
            on=date(2014, 7, 5),
            narration="Denda keterlambatan PJ-001",
            lines=(
                JournalLine(account="1-1610", amount=idr(7_500), subject="loan:PJ-001"),
                JournalLine(account="4-9190", amount=-idr(7_500)),
            ),
        ),
        None,
    ),
]


@pytest.fixture
def real(database_url: str, ksp: Bylaws) -> Iterator[Book]:
    book = Book.create(database_url, ksp, id="UJI", begins_on=date(2014, 1, 1))
    desk = book.desk(Actor("bendahara", "bendahara"))
    for no, (command, document) in enumerate(COMMANDS):
        desk.record(command, key=f"k{no}", document=document)
    yield book
    book.close()


def test_the_card_tells_the_life_of_a_loan(real: Book, golden: Golden) -> None:
    paper = loan_card(real, "PJ-001", as_of=JULY)
    assert paper.row("standing.late").amounts == (idr(340_000), idr(40_000), None, None, idr(380_000))
    assert paper.row("standing.later").amounts == (idr(1_400_000), idr(280_000), None, None, idr(1_680_000))
    assert paper.row("standing.outstanding").amounts == (idr(1_740_000), idr(320_000), None, None, idr(2_060_000))
    assert paper.row("plan.2").amounts == (idr(200_000), idr(40_000), None, idr(100_000), idr(140_000))
    assert paper.row("plan.total").amounts == (idr(2_000_000), idr(400_000), None, idr(340_000), idr(2_060_000))
    assert paper.row("payments.total").amounts == (idr(260_000), idr(80_000), idr(0), idr(340_000), idr(1_740_000))
    for lang in LANGS:
        golden(f"loan_card.{lang}.txt", paper.text(lang, width=100))


def test_what_is_outstanding_is_the_balance_of_its_control_account(real: Book) -> None:
    for month, outstanding in ((APRIL, 2_000_000), (MAY, 1_800_000), (JUNE, 1_740_000), (JULY, 1_740_000)):
        paper = loan_card(real, "PJ-001", as_of=month)
        assert paper.amount("standing.outstanding") == paper.amount("payments.total", 4) == idr(outstanding)
        assert real.balances(as_of=month).net("1-1500") == idr(outstanding)


def test_an_instalment_is_late_from_the_day_after_its_own(real: Book) -> None:
    on_the_day = loan_card(real, "PJ-001", as_of=date(2014, 7, 10))
    assert on_the_day.row("standing.today").amounts == (idr(200_000), idr(40_000), None, None, idr(240_000))
    assert on_the_day.amount("standing.late", 4) == idr(140_000)
    after = loan_card(real, "PJ-001", as_of=date(2014, 7, 11))
    assert after.amount("standing.late", 4) == idr(380_000)
    assert "standing.today" not in [row.key for row in after.rows]
    assert "1 day late" in after.text("en")


def test_a_loan_paid_off_has_no_standing(real: Book, golden: Golden) -> None:
    real.desk(Actor("bendahara", "bendahara")).record(RepayLoan(loan="PJ-001", on=date(2014, 8, 1), amount=idr(2_060_000)), key="off")
    paper = loan_card(real, "PJ-001", as_of=Month(2014, 8))
    assert [row.key for row in paper.rows if row.key.startswith("standing")] == []
    assert paper.amount("plan.total", 4) == paper.amount("payments.total", 4) == idr(0)
    assert "Status       : lunas 1 Agustus 2014" in paper.text()
    assert loan_card(real, "PJ-001", as_of=JULY).amount("standing.outstanding") == idr(1_740_000)


def test_interest_that_a_loan_paid_off_early_did_not_owe_is_not_claimed(database_url: str, ksp: Bylaws) -> None:
    source = ksp.source.replace('early_payment = "next-instalment"', 'early_payment = "principal"', 1)
    book = Book.create(database_url, Bylaws.from_toml(source), id="UJI", begins_on=date(2014, 1, 1))
    desk = book.desk(Actor("bendahara", "bendahara"))
    for no, (command, _) in enumerate(COMMANDS[:5]):
        desk.record(command, key=f"k{no}")
    # 20 May lies in the period of instalment 2: its interest is owed with the whole principal, 1,800,000 + 40,000.
    desk.record(RepayLoan(loan="PJ-001", on=date(2014, 5, 20), amount=idr(1_840_000)), key="off")
    paper = loan_card(book, "PJ-001", as_of=MAY)
    assert paper.row("plan.3").amounts == (idr(200_000), idr(40_000), None, idr(200_000), idr(0))
    assert paper.row("plan.3").texts[1] is not None
    assert "10-07-2014  tidak ditagih" in paper.text()
    assert paper.row("plan.total").amounts == (idr(2_000_000), idr(400_000), None, idr(2_080_000), idr(0))
    book.close()


def test_a_long_plan_is_printed_page_by_page(database_url: str, ksp: Bylaws) -> None:
    book = Book.create(database_url, ksp, id="UJI", begins_on=date(2014, 1, 1))
    desk = book.desk(Actor("bendahara", "bendahara"))
    desk.record(COMMANDS[0][0], key="m")
    days = due_dates(date(2014, 4, 10), 360, Every(months=1))
    plan = tuple(Instalment(no=no, due_on=day, principal=idr(1_000_000), interest=idr(750_000)) for no, day in enumerate(days, 1))
    taken = TakeOverLoan(
        loan="KPR-1",
        member="A-001",
        product="REGULER",
        on=DAY,
        contract_on=DAY,
        principal_outstanding=idr(360_000_000),
        schedule=plan,
    )
    desk.record(taken, key="old")
    paper = loan_card(book, "KPR-1", as_of=MAY)
    pages = paper.text(width=100, lines_per_page=60).split("\f")
    assert len(pages) == 10
    assert all("KARTU PINJAMAN" in page and "No. pinjaman : KPR-1" in page and len(page.splitlines()) <= 60 for page in pages)
    last = next(line for page in pages for line in page.splitlines() if "Angsuran 360 " in line)
    assert last.split() == ["10-04-2044", "Angsuran", "360", "1.000.000", "750.000", "-", "1.750.000"]
    assert paper.row("plan.total").amounts == (idr(360_000_000), idr(270_000_000), None, idr(0), idr(630_000_000))
    assert max(map(len, paper.text("en", width=100).splitlines())) <= 100
    book.close()


def test_every_renderer_draws_the_card(real: Book) -> None:
    paper = loan_card(real, "PJ-001", as_of=JULY, stamped=True)
    told = json.loads(paper.json("en"))
    assert (told["statement"], told["stamp"]["size"]) == ("loan-card", real.size)
    row = next(row for row in told["rows"] if row["key"] == "plan.2")
    assert (row["date"], row["voucher"], row["amounts"]["left"]) == ("2014-06-10", "51 days late", "140000")
    cells = list(csv.reader(io.StringIO(paper.csv().removeprefix("\ufeff")), delimiter=";"))
    assert len({len(row) for row in cells}) == 1
    assert ["plan.1", "line", "0", "2014-05-10", "lunas", "Angsuran 1", "200000", "40000", "", "240000", "0"] in cells


def test_a_card_whose_figures_do_not_tie_is_refused(real: Book, ksp: Bylaws) -> None:
    with real.read() as view:
        life = view.loans.life("PJ-001", date(2014, 7, 31))
    spoilt = replace(life, checks=(Kept("1-1500", idr(1_740_000), idr(1_739_999)), *life.checks[1:]))
    with pytest.raises(StatementDoesNotTieError) as caught:
        build_loan_card(spoilt, ksp)
    assert caught.value.message("en") == "loan card does not tie: 1-1500 balance kept less the sum of its lines Rp1"
    assert caught.value.paper.row("1-1500").amounts == (idr(1),)
    assert "DAFTAR SELISIH KARTU PINJAMAN" in caught.value.paper.text()


def test_a_day_without_the_loan_is_refused(real: Book) -> None:
    with pytest.raises(NotBegunError) as caught:
        loan_card(real, "PJ-001", as_of=date(2014, 4, 9))
    assert (caught.value.code, caught.value.field) == ("report.not-begun", "as_of")
    assert caught.value.message("id") == "PJ-001 mulai 2014-04-10, sesudah 2014-04-09"
    with pytest.raises(BeforeBookError):
        loan_card(real, "PJ-001", as_of=Month(2013, 12))
    with pytest.raises(UnknownSubjectError):
        loan_card(real, "PJ-002", as_of=JULY)


def test_an_erased_name_is_printed_as_erased(real: Book) -> None:
    real.erase("A-001")
    assert "Nama         : (nama dihapus)" in loan_card(real, "PJ-001", as_of=JULY).text()


# ---------------------------------------------------------------- what late loans come to


@pytest.fixture
def troubled(database_url: str) -> Iterator[Book]:
    """PJ-001 of Rp5.000.000 in five instalments with penalties, one paid late and four never; PJ-002 of Rp2.000.000 in ten."""
    book = Book.create(database_url, Bylaws.sample("ksp"), id="irman", begins_on=date(2014, 4, 1))
    desk = book.desk(Actor("siti", "teller"))
    desk.record(TakeOverBalance(account="1-1100", subject="cash:KAS", amount=idr(20_000_000), on=date(2014, 4, 1)), key="cash")
    desk.record(AdmitMember(member="A-001", name="Daeng Sija", on=date(2014, 4, 1)), key="member")
    for no, product, amount, count in (("PJ-001", "UMUM", 5_000_000, 5), ("PJ-002", "REGULER", 2_000_000, 10)):
        loan = DisburseLoan(loan=no, member="A-001", product=product, on=date(2014, 4, 10), principal=idr(amount), instalments=count)
        desk.record(loan, key=no)
    desk.record(RepayLoan(loan="PJ-001", on=date(2014, 6, 25), amount=idr(1_200_000)), key="late")
    yield book
    book.close()


def test_a_payment_is_shown_with_the_penalty_in_it_and_what_is_due_with_the_penalty_of_the_day(troubled: Book) -> None:
    paper = loan_card(troubled, "PJ-001", as_of=date(2014, 6, 30))
    # 0.1 % of 1,100,000 for each day beyond the 3 of grace: 43 and 12 of them.
    row = next(row for row in paper.rows if row.key.startswith("payments.") and row.amounts[2])
    assert row.amounts == (idr(1_000_000), idr(139_500), idr(60_500), idr(1_200_000), idr(4_000_000))
    with troubled.read() as view:
        due = view.loans.penalty_due("PJ-001", date(2014, 6, 30))
    assert due.minor > 0
    assert paper.amount("standing.late", 2) == due
    assert paper.amount("standing.outstanding", 4) == idr(4_000_000 + 360_500) + due


def test_a_grade_is_shown_from_the_day_of_its_assessment(troubled: Book) -> None:
    troubled.desk(Actor("siti", "teller")).end_month(Month(2014, 9))
    assert "Kolektibilitas : Kurang lancar, dinilai 30 September 2014" in loan_card(troubled, "PJ-001", as_of=Month(2014, 9)).text()
    assert "Kolektibilitas" not in loan_card(troubled, "PJ-001", as_of=date(2014, 9, 29)).text()


def test_a_loan_written_off_is_asked_for_no_more_but_was_not_paid(troubled: Book) -> None:
    desk = troubled.desk(Actor("siti", "teller"))
    desk.record(WriteOffLoan(loan="PJ-001", on=date(2014, 10, 1), reason="tidak ditemukan"), key="off")
    paper = loan_card(troubled, "PJ-001", as_of=Month(2014, 10))
    assert "dihapus buku 1 Oktober 2014, masih ditagih" in paper.text()
    assert "standing" not in [row.key for row in paper.rows]
    assert paper.row("plan.1").amounts == (idr(1_000_000), idr(100_000), None, idr(1_100_000), idr(0))
    assert paper.row("plan.2").amounts == (idr(1_000_000), idr(100_000), None, idr(39_500), idr(0))
    assert paper.row("payments.total").amounts == (idr(5_000_000), idr(139_500), idr(60_500), idr(1_200_000), idr(0))
    before = loan_card(troubled, "PJ-001", as_of=Month(2014, 9))
    assert before.amount("standing.outstanding") == idr(4_000_000)


def test_a_card_shows_the_plan_that_was_in_force_on_the_day(troubled: Book) -> None:
    desk = troubled.desk(Actor("siti", "teller"))
    desk.record(RepayLoan(loan="PJ-002", on=date(2014, 5, 10), amount=idr(240_000)), key="first")
    desk.record(RescheduleLoan(loan="PJ-002", on=date(2014, 9, 30), instalments=12, reason="gagal panen"), key="new plan")
    old, new = (loan_card(troubled, "PJ-002", as_of=Month(2014, month)) for month in (8, 9))
    assert [sum(row.key.startswith("plan.") for row in paper.rows) for paper in (old, new)] == [10 + 1, 1 + 12 + 1]
    # 1,800,000 over twelve: 150,000 each, and on the first the interest of 4 months and 20 days of the old plan at 40,000.
    assert new.row("plan.2").amounts[:2] == (idr(150_000), idr(36_000 + 186_667))
    assert new.amount("standing.outstanding") == old.amount("standing.outstanding") == idr(1_800_000)
