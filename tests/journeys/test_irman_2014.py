"""The example that `python3 dev.py demo` runs: a programme's assets taken over, four months of business, three closings."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from irman_ledger import Book, Money, Month, idr
from irman_ledger.reports import balance_sheet, distributable_surplus, donor_pack, income_statement, restricted_list

HERE = Path(__file__).resolve().parents[2] / "examples" / "irman_2014"
BEGIN, MARCH, APRIL, MAY, DECEMBER = date(2014, 3, 25), Month(2014, 3), Month(2014, 4), Month(2014, 5), Month(2014, 12)


@pytest.fixture(scope="module")
def example() -> Iterator[dict[str, Any]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(HERE))
        yield runpy.run_path(str(HERE / "run.py"))


@pytest.fixture(scope="module")
def book(example: dict[str, Any], new_database: Callable[[], str]) -> Iterator[Book]:
    made = Book.create(new_database(), example["bylaws"](), id="irman", begins_on=BEGIN)
    example["play"](made)
    yield made
    made.close()


def test_the_opening_entry_is_the_worked_example_to_the_rupiah(book: Book) -> None:
    opening = book.balances(as_of=BEGIN)
    expected = {
        "1-1100": 12_500_000,
        "1-1200": 30_000_000,
        "1-1530": 118_000_000,
        "1-1580": -4_200_000,
        "1-1590": -14_360_000,
        "1-1740": 5_750_000,
        "1-1750": 4_000_000,
        "1-3500": 29_700_000,
        "1-3510": 24_000_000,
        "1-3520": 8_000_000,
        "2-1120": -31_200_000,
        "2-1600": -2_300_000,
        "2-1660": -3_900_000,
        "2-2170": -8_000_000,
        "3-1410": -53_700_000,
        "3-1420": -104_540_000,
        "3-1430": -9_750_000,
        "9-1550": 6_000_000,
        "9-1559": -6_000_000,
    }
    found = {code: Money(turnover.net, "IDR") for code, turnover in opening.by_account().items() if turnover.net}
    assert found == {code: idr(amount) for code, amount in expected.items()}
    assert sum(amount for amount in expected.values() if amount > 0) == 231_950_000 + 6_000_000


def test_the_allowance_follows_the_days_late_of_each_loan(book: Book) -> None:
    with book.read() as view:
        owed = view.subject_balances("1-1530", as_of=BEGIN)
        allowed = view.subject_balances("1-1590", as_of=BEGIN)
        plans = {subject: view.loans.get(subject.no).schedule() for subject in owed}
    found = dict.fromkeys((0, 30, 90, 120, 180, 999), (0, 0))
    for subject, amount in owed.items():
        late = (BEGIN - plans[subject][0].due_on).days
        bucket = next(most for most in found if late <= most)
        loans, allowance = found[bucket]
        found[bucket] = (loans + amount.minor // 100, allowance - allowed[subject].minor // 100)
    assert len(owed) == 118
    assert found == {
        0: (76_000_000, 760_000),
        30: (14_000_000, 700_000),
        90: (12_000_000, 600_000),
        120: (2_000_000, 300_000),
        180: (4_000_000, 2_000_000),
        999: (10_000_000, 10_000_000),
    }


def test_190_members_in_34_groups_and_three_districts_came_over(book: Book) -> None:
    with book.read() as view:
        members = list(view.members.all())
        savings = view.subject_balances("2-1120", as_of=BEGIN)
        groups = view.subject_balances("2-1660", as_of=BEGIN)
    assert (len(members), len({one.group for one in members})) == (190, 34)
    assert {one.district for one in members} == {"Bantaeng", "Bissappu", "Pa'jukukang"}
    assert {one.status for one in members} == {"anggota"}
    assert (len(savings), len(groups)) == (190, 34)
    assert members[0].name.value == "Anggota 001"


def test_the_papers_of_may_tie_and_three_months_are_closed(book: Book) -> None:
    sheet = balance_sheet(book, as_of=MAY, against=MARCH)
    assert sheet.row("assets").amounts == (idr(240_501_976), idr(213_390_000))
    assert sheet.row("liabilities").amounts == (idr(55_884_688), idr(45_400_000))
    assert sheet.row("equity").amounts == (idr(184_617_288), idr(167_990_000))
    # Interest 240.000, bank interest 90.000, harvest 600.000, sale 300.000, less allowance 388.643; costs 2.200.000, a meeting 1.500.000,
    # interest on savings 24.688, depreciation 2 x 1.350.000 and 266.667 of the machine on condition.
    assert income_statement(book, period=(APRIL, MAY)).amount("surplus_after_tax") == idr(-5_072_712)
    # Two months of 1.350.000 have worn the restricted capital off: it is what the assets stand at.
    assert [sheet.amount(row) for row in ("grants_fixed_assets", "grants_realised")] == [idr(51_000_000), idr(2_700_000)]
    assert book.closed_to == Month(2014, 11)
    balances = book.balances(as_of=Month(2014, 6))
    assert [balances.net(code) for code in ("1-1910", "1-1920", "1-1930")] == [idr(0), idr(0), idr(0)]
    assert book.verify().ok


def test_the_year_ends_with_what_became_of_the_things(book: Book) -> None:
    # The boat, written off 900,000 in six months, is lost at 8,100,000; its restricted capital goes with it. 53,700,000 less
    # 12,150,000 of nine months, less the boat's 7,650,000 that would have stood at the end: 33,900,000.
    december = book.balances(as_of=DECEMBER)
    assert [december.net(code) for code in ("3-1410", "3-1440")] == [idr(-33_900_000), idr(-19_800_000)]
    proof = restricted_list(book, as_of=DECEMBER)
    assert proof.row("total").amounts[0] == idr(33_900_000)
    # 200 lines at 15,000: 50 are lost, 750,000; 150 are harvested at 2,850,000; 300 of 450 kg are sold.
    assert [december.net(code) for code in ("5-9110", "1-1755", "1-1745")] == [idr(750_000), idr(0), idr(950_000)]
    assert distributable_surplus(book, period=(APRIL, DECEMBER)) == idr(-5_388_328)


def test_the_pack_of_the_donor_adds_up(book: Book) -> None:
    papers = {paper.name: paper for paper in donor_pack(book, period=(APRIL, DECEMBER))}
    overview = papers["programme-overview"]
    assert [overview.row(f"assets.{key}").remark for key in ("received", "broken", "moved", "total")] == ["9", "1", "1", "8"]
    assert overview.row("assets.total").amounts == (idr(40_700_000),)
    assert papers["revolving-fund"].row("closing").amounts == (idr(104_372_485),)
    assert papers["revolving-fund"].row("cash.closing").amounts == (idr(94_150_000),)


def test_loans_that_are_not_paid_grow_older(book: Book) -> None:
    with book.read() as view:
        owed = view.subject_balances("1-1530")
        late = {subject.no: view.loans.get(subject.no).instalments_late(date(2014, 6, 30)) for subject in owed}
    # By December 90 loans have paid all or are on their day; who pays half is eight behind in June's terms, who pays nothing ten.
    assert sorted(set(late.values())) == [0, 3, 8, 10]


def test_a_second_run_adds_nothing(example: dict[str, Any], book: Book) -> None:
    size, root = book.size, book.root()
    example["play"](book)
    assert (book.size, book.root()) == (size, root)


def test_the_demo_prints_its_papers_within_a_hundred_columns(
    example: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert example["main"](tmp_path / "irman.db") == 0
    printed = capsys.readouterr().out
    for words in (
        "NERACA SALDO",
        "Terhadap berita acara serah terima, 15 pos dan jumlah Rp231.950.000: sama.",
        "LAPORAN POSISI KEUANGAN",
        "PERHITUNGAN HASIL USAHA",
        "Belum termasuk dalam angka di atas",
        "Akar log (simpan di luar): ",
    ):
        assert words in printed
    assert max(map(len, printed.splitlines())) <= 100
