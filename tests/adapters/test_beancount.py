"""The export is read by the real Beancount, every figure is the book's, and nothing that a text holds becomes a directive."""

from __future__ import annotations

import io
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.adapters import beancount_check
from irman_ledger.adapters.beancount import ExportExistsError, export_beancount, plain, quoted
from irman_ledger.adapters.beancount_check import BeancountMissingError, check_beancount
from tests.adapters.kit import SPAN, memorial, small_book
from tests.books.kit import TELLER

HOSTILE = (
    'kutip " dan \\ miring',
    'x" plugin "os"',
    'include "/etc/passwd"',
    '" 2014-04-01 * "palsu"',
    'option "title" "x"',
    "; komentar",
    "berakhir dengan \\",
)


@pytest.fixture
def book(sqlite_url: str) -> Any:
    with_everything = small_book(sqlite_url)
    yield with_everything
    with_everything.close()


@pytest.fixture
def exported(book: Book, tmp_path: Path) -> Path:
    path = tmp_path / "irman.beancount"
    export_beancount(book, SPAN, path)
    return path


def _loaded(path: Path) -> list[Any]:
    loader = pytest.importorskip("beancount.loader")
    entries, errors, _options = loader.load_string(path.read_text("utf-8"))
    assert errors == []
    return list(entries)


def test_beancount_reads_the_export_without_an_error_and_everything_is_the_book_s(database_url: str, tmp_path: Path) -> None:
    book = small_book(database_url)
    summary = export_beancount(book, SPAN, tmp_path / "irman.beancount")
    assert (summary.transactions, summary.postings, summary.debit) == (10, 21, idr("1151234.50"))
    assert (summary.accounts, summary.has_opening, summary.assertions) == (10, True, 20)
    report = check_beancount(book, tmp_path / "irman.beancount", SPAN)
    assert report.findings == ()
    assert (report.transactions, report.balances) == (11, 20)
    assert "11 transaksi, 20 saldo, sama" in report.summary("id")
    book.close()


def test_the_totals_by_root_are_those_of_the_balance_sheet(exported: Path) -> None:
    roots: Counter[str] = Counter()
    for entry in _loaded(exported):
        for posting in getattr(entry, "postings", ()):
            roots[posting.account.partition(":")[0]] += int(posting.units.number * 100)
    # In sen: cash 900,000, loans 1,800,000, supplies 6,234.50; shares 100,000; memorandum accounts add nothing to equity.
    assert roots == {"Aset": 270_623_450, "Kewajiban": -261_123_450, "Ekuitas": -10_000_000, "Pendapatan": -4_000_000, "Beban": 4_500_000}


def test_an_entry_carries_its_voucher_member_document_and_key(exported: Path) -> None:
    text = exported.read_text("utf-8")
    assert (
        '2014-05-10 * "Angsuran pinjaman PJ-001"\n'
        '  catatan: "8"\n'
        '  bukti: "BKM/2014/000003"\n'
        '  jenis: "loan.repaid"\n'
        '  subjek: "loan:PJ-001"\n'
        '  kunci: "k8"\n'
        '  anggota: "A-001"\n'
        '  dokumen: "KM-017"\n'
        "  Aset:1-1100-Kas  240000.00 IDR\n"
        '    subjek: "cash:KAS"\n'
        "  Aset:1-1500-Pinjaman-kepada-anggota  -200000.00 IDR\n"
        '    subjek: "loan:PJ-001"\n'
        "  Pendapatan:4-1100-Partisipasi-jasa-pinjaman-anggota  -40000.00 IDR\n"
        '    subjek: "loan:PJ-001"\n'
    ) in text
    assert '  membalik: "10"\n' in text
    assert '  tanggal-nilai: 2014-05-10\n  Aset:1-1710-Perlengkapan  5000.00 IDR\n    unit: "TOKO"\n    dana: "PROGRAM"\n' in text


def test_the_opening_balances_are_one_transaction_on_the_eve_with_the_year_s_expenses(exported: Path) -> None:
    assert (
        '2014-04-30 * "Saldo awal"\n'
        "  Aset:1-1100-Kas  600000.00 IDR\n"
        "  Aset:1-1500-Pinjaman-kepada-anggota  2000000.00 IDR\n"
        "  Kewajiban:2-1100-Simpanan-sukarela-anggota  -2500000.00 IDR\n"
        "  Kewajiban:2-1690-Kewajiban-jangka-pendek-lain  -30000.00 IDR\n"
        "  Ekuitas:3-1100-Simpanan-pokok  -100000.00 IDR\n"
        "  Beban:5-3130-Beban-perlengkapan  30000.00 IDR\n"
    ) in exported.read_text("utf-8")


def test_a_month_end_is_asserted_on_the_day_after(exported: Path) -> None:
    assert "2014-06-01 balance Aset:1-1500-Pinjaman-kepada-anggota  1800000.00 IDR\n" in exported.read_text("utf-8")


def test_whole_rupiah_are_written_and_shown_without_decimals(book: Book) -> None:
    out = io.StringIO()
    summary = export_beancount(book, Month(2014, 4), out)
    assert not summary.has_opening
    assert "commodity IDR\n  precision: 0\n" in out.getvalue()
    assert "  Kewajiban:2-1100-Simpanan-sukarela-anggota  -2500000 IDR\n" in out.getvalue()


def test_a_period_before_the_book_is_empty_and_right(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "early.beancount"
    summary = export_beancount(book, Month(2013, 12), path)
    assert (summary.transactions, summary.accounts, summary.assertions) == (0, 0, 0)
    assert check_beancount(book, path, Month(2013, 12)).ok


def test_hostile_texts_change_nothing(book: Book, tmp_path: Path) -> None:
    desk = book.desk(TELLER)
    for n, text in enumerate(HOSTILE):
        desk.record(memorial(date(2014, 8, 1), "5-3130", "2-1690", idr(1000 + n), text), key=f"h{n} {text}", document=text)
    path = tmp_path / "irman.beancount"
    export_beancount(book, Month(2014, 8), path)
    report = check_beancount(book, path, Month(2014, 8))
    assert report.findings == ()
    assert [entry.narration for entry in _loaded(path) if type(entry).__name__ == "Transaction"] == ["Saldo awal", *HOSTILE]


def test_control_characters_never_leave_a_string() -> None:
    assert quoted('a"b\\c\nd') == '"a\\"b\\\\c d"'
    assert plain("baris\r\nlagi\u2028 \u202ebalik\x00 Pa'jukukang é") == "baris  lagi   balik  Pa'jukukang é"


def test_the_book_may_grow_after_the_export(book: Book, exported: Path) -> None:
    book.desk(TELLER).record(memorial(date(2014, 6, 30), "5-3130", "2-1690", idr(9_000)), key="later")
    assert check_beancount(book, exported, SPAN).findings == ()


@pytest.mark.parametrize(
    ("before", "after", "check"),
    [
        ("  -200000.00 IDR", "  -200001.00 IDR", "beancount"),
        ('kunci: "k8"', 'kunci: "k9"', "transactions"),
        ('subjek: "cash:KAS"', 'subjek: "cash:BANK"', "transactions"),
        ("2014-05-10 *", "2014-05-09 *", "transactions"),
        ('"Angsuran pinjaman PJ-001"', '"Angsuran pinjaman PJ-002"', "transactions"),
        ("2014-06-01 balance Aset:1-1100-Kas  840000.00", "2014-06-01 balance Aset:1-1100-Kas  840000.00 ~ 1", "balances"),
        ("2014-06-01 balance Aset:1-1100-Kas  840000.00 IDR\n", "", "directives"),
        ('"tolerance_multiplier" "0"', '"tolerance_multiplier" "0.5"', "text"),
        ('"name_assets" "Aset"', '"plugin_processing_mode" "raw"', "text"),
        ('kode: "1-1500"', 'kode: "1-1510"', "directives"),
        ("2014-04-30 commodity", '2014-05-01 event "x" "y"\n2014-04-30 commodity', "directives"),
        ('"irman-book" "irman"', '"irman-book" "other"', "directives"),
        ("600000.00 IDR\n  Aset:1-1500", "600001.00 IDR\n  Aset:1-1500", "transactions"),
    ],
)
def test_the_check_finds_an_altered_export(book: Book, exported: Path, before: str, after: str, check: str) -> None:
    text = exported.read_text("utf-8")
    assert before in text
    exported.write_text(text.replace(before, after, 1), "utf-8")
    report = check_beancount(book, exported, SPAN)
    assert not report.ok
    assert check in {finding.check for finding in report.findings}


@pytest.mark.parametrize("line", ['plugin "tests.adapters.never_imported"', 'include "other.beancount"'])
def test_a_file_with_a_plugin_or_an_include_is_never_loaded(book: Book, exported: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = pytest.importorskip("beancount.loader")
    monkeypatch.setattr(loader, "load_string", lambda *_given, **_more: pytest.fail("it was loaded"))
    exported.write_text(exported.read_text("utf-8") + line + "\n", "utf-8")
    report = check_beancount(book, exported, SPAN)
    assert report.findings[0].check == "text"


def test_an_export_never_overwrites_and_is_for_its_owner_only(book: Book, exported: Path) -> None:
    before = exported.read_bytes()
    with pytest.raises(ExportExistsError) as refused:
        export_beancount(book, SPAN, exported)
    assert (refused.value.code, refused.value.category) == ("export.exists", "conflict")
    assert exported.read_bytes() == before
    if sys.platform != "win32":
        assert exported.stat().st_mode & 0o077 == 0


def test_an_export_that_fails_leaves_no_file(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "irman.beancount"
    with pytest.raises(ValueError, match="ends before it begins"):
        export_beancount(book, (Month(2014, 6), Month(2014, 5)), path)
    assert not path.exists()


def test_exporting_loads_nothing_of_beancount() -> None:
    program = "import sys, irman_ledger.adapters.beancount, irman_ledger.adapters.beancount_check\nprint('beancount' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_without_beancount_the_check_says_what_to_install(book: Book, exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(beancount_check, "import_module", missing)
    with pytest.raises(BeancountMissingError, match=r"irman-ledger\[beancount\]"):
        check_beancount(book, exported, SPAN)
