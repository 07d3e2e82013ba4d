"""`irman meeting`: a sheet as JSON or CSV is checked, recorded whole, and printed so that a treasurer can tick it off."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from irman_ledger import Book, idr
from tests.cli.conftest import Hand

SET_UP = """\
{"kind":"group.register","group":"RL-03","name":"Rumput Laut 3","on":"2014-04-01","key":"g"}
{"kind":"member.amend","member":"A-001","group":"RL-03","on":"2014-04-01","key":"m1"}
{"kind":"member.admit","member":"A-002","name":"Daeng Uji","group":"RL-03","on":"2014-04-01","key":"m2"}
{"kind":"loan.disburse","loan":"PJ-1","member":"A-001","product":"REGULER","on":"2014-04-07","principal":"2000000","instalments":10,"settle":"BANK","key":"l1"}
{"kind":"loan.disburse","loan":"PJ-2","member":"A-002","product":"REGULER","on":"2014-04-07","principal":"2000000","instalments":10,"settle":"BANK","key":"l2"}
"""
# A-001 pays the instalment of 240.000, saves 10.000, and lays down 240.000 for A-002, who did not come.
ROWS = [
    {
        "member": "A-001",
        "attendance": "present",
        "items": [
            {"item": "loan", "no": "PJ-1", "amount": "240.000"},
            {"item": "savings", "no": "SS-1", "amount": "10.000"},
            {"item": "for-others", "amount": "240.000"},
        ],
    },
    {"member": "A-002", "attendance": "absent", "items": [{"item": "covered-members", "no": "PJ-2", "amount": "240.000"}]},
]
SHEET: dict[str, Any] = {"group": "RL-03", "on": "2014-05-07", "cash": "490.000", "rows": ROWS}
CSV = """\
member;attendance;item;no;amount
A-001;present;loan;PJ-1;240.000
A-001;;savings;SS-1;10.000
A-001;;for-others;;240.000
A-002;absent;covered-members;PJ-2;240.000
"""
HEAD = ("--group", "RL-03", "--on", "2014-05-07", "--cash", "490.000")
PAPER = """\
Anggota  Hadir  Simpanan  Pokok, wajib  Angsuran  Dana kelompok  Talangan kembali   Jumlah  Ditanggung
A-001    hadir    10.000             -   240.000        240.000                 -  490.000           -
A-002    alpa          -             -         -              -                 -        -     240.000
Jumlah   1/2      10.000             -   240.000        240.000                 -  490.000     240.000
Uang dihitung 490.000: klop
"""


@pytest.fixture
def group_book(irman: Hand, book: str) -> str:
    assert irman("record", book, "-", given=SET_UP).code == 0
    return book


def sheet(**changes: Any) -> str:
    return json.dumps(SHEET | changes)


def size(book: str) -> int:
    opened = Book.open(Path(book))
    try:
        return opened.size
    finally:
        opened.close()


def test_a_sheet_is_recorded_and_recorded_once(irman: Hand, group_book: str) -> None:
    ran = irman("meeting", group_book, "-", "--document", "LR-01", given=sheet())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(PAPER + "Bukti BKM/2014/000002-1 s.d. BKM/2014/000002-3\nBukti BM/2014/000001-1 s.d. BM/2014/000001-2\n")
    before = size(group_book)
    again = irman("meeting", group_book, "-", "--document", "LR-01", given=sheet())
    assert again.code == 0
    assert "Lembar ini sudah tercatat sebelumnya" in again.out
    assert size(group_book) == before
    assert irman("verify", group_book).code == 0
    # The whole meeting goes, voucher by voucher: what was covered first, then the money.
    for voucher in ("BM/2014/000001", "BKM/2014/000002"):
        assert irman("reverse", group_book, voucher, "--on", "2014-05-08", "--reason", "lembar salah").code == 0
    opened = Book.open(Path(group_book))
    balances = opened.balances(as_of=date(2014, 5, 31))
    opened.close()
    # What was there before: 2.500.000 in SS-1, two loans of 2.000.000 paid out by the bank.
    wanted = {"1-1100": 2_500_000, "1-1500": 4_000_000, "2-1100": -2_500_000, "2-1660": 0, "4-1100": 0, "9-1700": 0}
    assert {code: balances.net(code) for code in wanted} == {code: idr(amount) for code, amount in wanted.items()}


def test_csv_says_the_same_and_plan_records_nothing(irman: Hand, group_book: str) -> None:
    before = size(group_book)
    planned = irman("meeting", group_book, "-", *HEAD, "--plan", given=CSV)
    assert (planned.code, planned.out.startswith(PAPER + "Hanya diperiksa: belum ada yang dicatat\n")) == (0, True)
    assert size(group_book) == before
    done = irman("meeting", group_book, "-", *HEAD, given=CSV)
    assert done.code == 0
    again = irman("meeting", group_book, "-", given=sheet())
    assert "Lembar ini sudah tercatat sebelumnya" in again.out


def test_in_english(irman: Hand, group_book: str) -> None:
    ran = irman("meeting", group_book, "-", "--plan", "--lang", "en", given=sheet())
    assert "Money counted 490.000: it ties" in ran.out
    assert "Only checked: nothing is recorded yet" in ran.out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (sheet(cash="489.500"), "lembar tidak klop: jumlah baris Rp490.000, uang dihitung Rp489.500, selisih -Rp500 [meeting.not-klop]"),
        (sheet(cash=490000), "[wire.malformed]"),
        (sheet(kas="1"), "kas"),
        (sheet(rows=[]), "rows"),
        (sheet(rows=[ROWS[0]]), "[meeting.covers-differ]"),
        (sheet(rows=[{**ROWS[0], "attendance": "hadir"}]), "rows.0.attendance"),
        (sheet(rows=[{**ROWS[0], "items": [{"item": "loan", "amount": "1"}]}]), "[meeting.input]"),
        (sheet(rows=[{**ROWS[0], "items": [{"item": "fund", "no": "X", "amount": "1"}]}]), "[meeting.input]"),
        (sheet(rows=[{**ROWS[0], "items": [{"item": "covered-assembly", "no": "PJ-1", "amount": "1"}]}], cash="0"), "[meeting.input]"),
        ("[]", "[meeting.file]"),
        ("", "[file.empty]"),
        ("member;attendance;item;no;amount\n", "[file.empty]"),
        ("member;attendance;item;no;jumlah\nA-001;present;fund;;1\n", "baris 2: column = 'jumlah' harus salah satu dari member"),
        ("member;attendance\nA-001;present\nA-001;absent\n", "baris 3: attendance = 'absent' harus salah satu dari present"),
        ("member;attendance;amount\n;present;1\n", "baris 2: member"),
    ],
)
def test_a_sheet_that_is_wrong_leaves_nothing(irman: Hand, group_book: str, given: str, said: str) -> None:
    before = size(group_book)
    ran = irman("meeting", group_book, "-", given=given)
    assert (ran.code != 0, ran.out, size(group_book)) == (True, "", before)
    assert said in ran.err


def test_a_refused_row_is_named(irman: Hand, group_book: str) -> None:
    rows = [{"member": "A-002", "attendance": "present", "items": [{"item": "repaid", "amount": "1.000"}]}]
    ran = irman("meeting", group_book, "-", given=sheet(rows=rows, cash="1.000"))
    assert ran.err == "irman: A-002: A-002 tidak berutang kepada kelompok RL-03; tidak ada yang dicatat [cover.nothing]\n"
    assert ran.code == 3


def test_what_the_file_says_is_not_said_again(irman: Hand, group_book: str) -> None:
    ran = irman("meeting", group_book, "-", "--cash", "490.000", given=sheet())
    assert (ran.code != 0, "[meeting.file]" in ran.err) == (True, True)
