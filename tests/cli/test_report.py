"""Papers from the command line."""

from __future__ import annotations

import csv
import io
import json
import stat
import sys
from pathlib import Path

import pytest

from irman_ledger import Bylaws
from irman_ledger.cli.drawing import takes
from irman_ledger.reports import STATEMENTS
from tests.cli.conftest import COMMANDS, Hand

TRIAL_BALANCE = """\
                             KOPERASI SIMPAN PINJAM (CONTOH)
                                       NERACA SALDO
                                    Per 30 April 2014
                                      (dalam Rupiah)

==========================================================================================
Kode    Nama akun                                                       Debit      Kredit
------------------------------------------------------------------------------------------
1-1100  Kas                                                         2.500.000
2-1100  Simpanan sukarela anggota                                               2.500.000
                                                                    ---------   ---------
        Jumlah                                                      2.500.000   2.500.000
                                                                    =========   =========
"""
PAPERS = [
    ("neraca", "--as-of", "2014-04"),
    ("balance-sheet", "--as-of", "2014-04-15", "--against", "2014-04-01"),
    ("neraca-saldo", "--as-of", "2014-04"),
    ("phu", "--period", "2014-04", "--against", "2014-05", "--zeros", "--signed"),
    ("jurnal", "--period", "2014-04..2014-12", "--stamped"),
    ("buku-besar", "--account", "1-1100", "--period", "2014-04"),
    ("kartu-anggota", "--member", "A-001", "--as-of", "2014-04"),
    ("buku-kas", "--box", "KAS", "--on", "2014-04-02", "--signed"),
    ("bukti", "--seq", "3"),
    ("voucher", "--voucher", "BKM/2014/000001"),
    ("daftar-nominatif", "--as-of", "2014-04", "--stamped"),
    ("umur-tunggakan", "--as-of", "2014-04-15"),
    ("kolektibilitas", "--as-of", "2014-04"),
    ("rekonsiliasi", "--account", "2-1100", "--as-of", "2014-04", "--listed", "list.csv"),
    ("nominatif-simpanan", "--as-of", "2014-04", "--stamped"),
    ("simpanan-berjangka", "--as-of", "2014-04-15"),
    ("rekap-pph", "--period", "2014-04"),
]


@pytest.fixture(autouse=True)
def listed(alone: None) -> None:
    Path("list.csv").write_text("no;amount\nSS-1;2.500.000\n", "utf-8")


def test_the_trial_balance_stands_in_columns(irman: Hand, book: str) -> None:
    ran = irman("report", book, "neraca-saldo", "--as-of", "2014-04")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(TRIAL_BALANCE)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("words", PAPERS, ids=[words[0] for words in PAPERS])
def test_every_paper_is_printed_in_every_form(irman: Hand, book: str, words: tuple[str, ...], lang: str) -> None:
    text = irman("report", book, *words, "--lang", lang)
    assert (text.code, text.err) == (0, "")
    assert len(text.out.splitlines()) > 8
    data = irman("report", book, *words, "--lang", lang, "--format", "json")
    assert isinstance(json.loads(data.out), dict)
    table = irman("report", book, *words, "--lang", lang, "--format", "csv")
    assert len({len(row) for row in csv.reader(io.StringIO(table.out), delimiter=";")}) == 1


def test_every_statement_can_be_asked_for(irman: Hand) -> None:
    said = irman("report", "--help").out
    assert {words[0] for words in PAPERS} | {"balance-sheet"} <= set(STATEMENTS)
    for name, draw in STATEMENTS.items():
        assert name in said
        assert [
            parameter for parameter, is_needed in takes(draw).items() if is_needed and f"--{parameter.replace('_', '-')}" not in said
        ] == []


def test_the_slip_for_withheld_tax_of_a_member_can_be_asked_for(irman: Hand, book: str) -> None:
    words = ("report", book, "bukti-potong", "--period", "2014-04", "--member", "A-001")
    none = irman(*words)
    assert (none.code, none.err) == (
        3,
        "irman: anggota A-001 tidak menerima jasa pada April 2014, jadi tidak ada bukti potongnya [report.no-slip]\n",
    )
    assert irman("month-end", book, "2014-04").code == 0
    ran = irman(*words)
    assert (ran.code, ran.err) == (0, "")
    assert "Nomor   : BP/2014-04/A-001" in ran.out


def test_a_paper_is_as_wide_as_it_is_asked_to_be(irman: Hand, book: str) -> None:
    ran = irman("report", book, "neraca", "--as-of", "2014-04", "--width", "120")
    assert max(map(len, ran.out.splitlines())) == 120


def test_a_paper_can_be_drawn_as_it_was_known(irman: Hand, book: str) -> None:
    ran = irman("report", book, "neraca", "--as-of", "2014-04", "--known-at", "3", "--zeros")
    assert "2.500.000" not in ran.out


def test_a_file_is_new_whole_and_for_its_owner_only(irman: Hand, book: str) -> None:
    words = ("report", book, "neraca-saldo", "--as-of", "2014-04", "--out", "paper.txt")
    ran = irman(*words)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert Path("paper.txt").read_text("utf-8").startswith(TRIAL_BALANCE)
    if sys.platform != "win32":
        assert stat.S_IMODE(Path("paper.txt").stat().st_mode) == 0o600
    again = irman(*words)
    assert (again.code, again.err) == (3, "irman: paper.txt sudah ada; ekspor tidak pernah menimpa [export.exists]\n")


def test_a_book_is_never_written_over(irman: Hand, book: str) -> None:
    before = Path(book).read_bytes()
    assert irman("report", book, "neraca", "--as-of", "2014-04", "--out", book).code == 3
    assert Path(book).read_bytes() == before


def test_an_unknown_report_lists_the_names(irman: Hand) -> None:
    ran = irman("report", "no.db", "nerca", "--lang", "en")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert ran.err.startswith("irman: there is no report 'nerca'; there are trial-balance, balance-sheet, ")
    assert all(name in ran.err for name in STATEMENTS)


WRONG = [
    (("neraca",), "irman: neraca memerlukan --as-of [option.missing]"),
    (("buku-besar", "--period", "2014-04"), "irman: buku-besar memerlukan --account [option.missing]"),
    (("neraca", "--as-of", "2014-04", "--period", "2014-04"), "irman: neraca tidak memakai --period [option.unused]"),
    (("jurnal", "--period", "2014-04", "--signed"), "irman: jurnal tidak memakai --signed [option.unused]"),
    (
        ("neraca", "--as-of", "2014-13"),
        "--as-of: '2014-13' bukan bulan atau tanggal, seperti 2014-05 atau 2014-05-31 [day-or-month.malformed]",
    ),
    (("neraca", "--as-of", "2014-02-30"), "--as-of: '2014-02-30' bukan bulan atau tanggal"),
    (("neraca", "--as-of", "2014-04", "--against", "lalu"), "--against: 'lalu' bukan bulan atau tanggal"),
    (("phu", "--period", "2014-04", "--against", "2014-04-01"), "--against: '2014-04-01' bukan bulan atau rentang bulan"),
    (("phu", "--period", "2014-05..2014-01"), "--period: '2014-05..2014-01' bukan bulan atau rentang bulan"),
    (("phu", "--period", "2014-05.."), "[months.malformed]"),
    (("buku-besar", "--period", "2014-04", "--account", "9-9999"), "irman: akun 9-9999 tidak ada dalam bagan akun [account.unknown]"),
    (
        ("buku-besar", "--period", "2014-04", "--account", "a\x1b[31m"),
        "--account tidak sah: 'a\\x1b[31m': memuat karakter kendali U+001B",
    ),
    (("buku-besar", "--period", "2014-04", "--account", "\udcff"), "--account tidak sah: '\\udcff': memuat karakter kendali U+DCFF"),
    (("kartu-anggota", "--as-of", "2014-04", "--member", "'; --"), "irman: '; -- tidak dikenal dalam buku ini [subject.unknown]"),
    (("bukti-potong", "--period", "2014-04"), "irman: bukti-potong memerlukan --member [option.missing]"),
    (("bukti-potong", "--period", "2014-04..2014-05", "--member", "A-001"), "must be one month"),
    (("buku-kas", "--on", "2014-04-02"), "irman: buku-kas memerlukan --box [option.missing]"),
    (("buku-kas", "--box", "KAS"), "irman: buku-kas memerlukan --on [option.missing]"),
    (("buku-kas", "--box", "KAS", "--on", "2014-04"), "--on: '2014-04' "),
    (("buku-kas", "--box", "LACI", "--on", "2014-04-02"), "irman: LACI bukan kas atau rekening bank buku ini [box.unknown]"),
    (("bukti", "--seq", "x"), "--seq: 'x' bukan bilangan bulat mulai dari 0 [number.malformed]"),
    (("bukti", "--seq", "99999999999999999999"), "[number.malformed]"),
    (("bukti", "--seq", "9"), "irman: buku tidak memiliki catatan 9 [record.unknown]"),
    (
        ("rekonsiliasi", "--account", "2-1410", "--as-of", "2014-04", "--listed", "no.csv"),
        "nilai '--listed' tidak sah: berkas 'no.csv' tidak ada; lihat irman report --help [usage.wrong]",
    ),
    (("rekonsiliasi", "--account", "1-1620", "--as-of", "2014-04", "--listed", "list.csv"), "[report.input]"),
    (("neraca", "--as-of", "2014-04", "--book", "other"), "irman: tidak ada buku other dalam basis data [book.unknown]"),
    (("neraca", "--as-of", "2014-04", "--book", ""), "[code.malformed]"),
    (("neraca", "--as-of", "2014-04", "--width", "10"), "[usage.wrong]"),
    (("neraca", "--as-of", "2014-04", "--format", "pdf"), "[usage.wrong]"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_option_is_one_clear_line(irman: Hand, book: str, words: tuple[str, ...], said: str) -> None:
    ran = irman("report", book, *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert said in ran.err


def test_a_paper_of_a_month_before_the_book_is_refused(irman: Hand, book: str) -> None:
    ran = irman("report", book, "neraca", "--as-of", "0001-01")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "irman: Januari 1 mendahului awal buku, yaitu 1 April 2014 [report.before-book]\n"


BOTH = """\
{"kind":"savings.deposit","account":"SS-1","on":"2014-04-03","amount":"10.000","key":"a"}
{"kind":"savings.deposit","account":"SS-1","on":"2014-04-03","amount":"20.000","key":"b"}
"""


def test_a_voucher_is_the_paper_of_its_record(irman: Hand, book: str) -> None:
    by_record = irman("report", book, "bukti", "--seq", "3", "--stamped").out
    assert irman("report", book, "bukti", "--voucher", "BKM/2014/000001", "--stamped").out == by_record
    assert ": BKM/2014/000001\n" in by_record


def test_a_voucher_with_parts_is_printed_with_all_of_them_or_with_one(irman: Hand, book: str) -> None:
    assert irman("record", book, "-", "--one-voucher", given=BOTH).code == 0
    first, second = (irman("report", book, "bukti", "--seq", seq).out for seq in ("4", "5"))
    assert ": BKM/2014/000002-1\n" in first
    assert irman("report", book, "bukti", "--voucher", "BKM/2014/000002").out == f"{first}\n\n{second}"
    assert irman("report", book, "bukti", "--voucher", "BKM/2014/000002-2").out == second
    papers = json.loads(irman("report", book, "bukti", "--voucher", "BKM/2014/000002", "--format", "json").out)
    assert [paper["facts"][0]["value"] for paper in papers] == ["BKM/2014/000002-1", "BKM/2014/000002-2"]
    assert irman("report", book, "bukti", "--voucher", "BKM/2014/000002", "--format", "csv").out.lstrip("\ufeff").splitlines() == [
        "key;kind;level;Kode;Akun;Debit;Kredit",
        "0;line;0;1-1100;Kas [KAS];10000;",
        "1;line;1;2-1100;Simpanan sukarela anggota [SS-1];;10000",
        "total;total;0;;Jumlah;10000;10000",
        "0;line;0;1-1100;Kas [KAS];20000;",
        "1;line;1;2-1100;Simpanan sukarela anggota [SS-1];;20000",
        "total;total;0;;Jumlah;20000;20000",
    ]


def test_a_record_without_an_entry_has_no_voucher(irman: Hand, book: str) -> None:
    ran = irman("report", book, "bukti", "--seq", "1")
    assert (ran.code, ran.err) == (3, "irman: catatan 1 tidak membukukan apa pun, jadi tidak ada buktinya [report.no-voucher]\n")


def test_a_folder_that_is_not_there_ends_with_four(irman: Hand, book: str) -> None:
    ran = irman("report", book, "neraca", "--as-of", "2014-04", "--out", "no/paper.txt")
    assert (ran.code, ran.err) == (4, "irman: no/paper.txt: berkas atau folder tidak ada [file.failed]\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no;amount\nSS-1;2.400.0\n", "--listed, baris 2: '2.400.0' tidak terbaca sebagai uang"),
        ("no;amount\nSS-1;1\nSS-1;2\n", "--listed, baris 3: baris tidak terbaca sebagai CSV: no SS-1 tertulis dua kali"),
        ("no;saldo\nSS-1;1\n", "harus ada kolom no dan amount, keduanya terisi"),
        ("no;amount\nSS-1;\n", "harus ada kolom no dan amount, keduanya terisi"),
        ("no;no\n", "[csv.header]"),
    ],
)
def test_a_wrong_list_is_named_by_its_line(irman: Hand, book: str, content: str, said: str) -> None:
    ran = irman("report", book, "rekonsiliasi", "--account", "2-1100", "--as-of", "2014-04", "--listed", "-", given=content)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_list_that_differs_is_laid_beside_the_book(irman: Hand, book: str) -> None:
    words = ("report", book, "rekonsiliasi", "--account", "2-1100", "--as-of", "2014-04", "--listed", "-")
    ran = irman(*words, given="no,amount\nSS-1,2400000\n")
    assert ran.code == 0
    assert "SS-1" in ran.out
    assert "(100.000)  BEDA" in ran.out


def test_a_statement_that_does_not_tie_gives_its_differences_instead(irman: Hand) -> None:
    Path("own.toml").write_text(Bylaws.sample("ksp").source.replace('line = "savings_members"', 'line = "no_such_line"'), "utf-8")
    assert irman("init", "own.db", "--bylaws", "own.toml", "--id", "own", "--begins-on", "2014-04-01").code == 0
    assert irman("record", "own.db", "-", given=COMMANDS).code == 0
    ran = irman("report", "own.db", "neraca", "--as-of", "2014-04", "--out", "paper.txt")
    assert ran.code == 3
    assert ran.err.startswith("irman: laporan posisi keuangan tidak seimbang: 2-1100 ")
    assert ran.err.endswith("[report.does-not-tie]\n")
    assert "2.500.000" in ran.out
    assert not Path("paper.txt").exists()
