"""The export is read by the real Beancount, and nothing that a narration holds becomes a directive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.adapters.beancount import ExportExistsError, export_beancount, quoted
from irman_ledger.adapters.beancount_check import check_beancount
from irman_ledger.coop.general import JournalLine, PostJournal

BEGIN = date(2014, 4, 1)
HOSTILE = (
    'kutip " dan \\ miring',
    'x"\nplugin "os"',
    'include "/etc/passwd"',
    '"\n2014-04-01 * "palsu"',
    'option "title" "x"',
    "; komentar",
)


def _book(url: str, narrations: tuple[str, ...]) -> Book:
    book = Book.create(url, Bylaws.sample("ksp"), id="irman", begins_on=BEGIN)
    desk = book.desk(Actor("siti", role="akuntan"))
    for n, narration in enumerate(narrations):
        lines = (JournalLine(account="1-1710", amount=idr(1000 + n)), JournalLine(account="2-1690", amount=idr(-1000 - n)))
        on = date(2014, 4 + n % 3, 5)
        desk.record(PostJournal(on=on, narration=narration.replace("\n", " "), lines=lines), key=f"j{n}", document=f'no "{n}"')
    return book


def test_beancount_reads_the_export_without_an_error_and_every_balance_is_ours(database_url: str, tmp_path: Path) -> None:
    book = _book(database_url, ("Beli perlengkapan",) * 6)
    span = (Month(2014, 5), Month(2014, 6))
    summary = export_beancount(book, span, tmp_path / "irman.beancount")
    assert (summary.transactions, summary.postings, summary.assertions) == (4, 8, 4)
    report = check_beancount(book, tmp_path / "irman.beancount", span)
    assert report.findings == ()
    assert (report.transactions, report.balances) == (5, 2)
    book.close()


def test_hostile_narrations_change_nothing(sqlite_url: str, tmp_path: Path) -> None:
    book = _book(sqlite_url, HOSTILE)
    span = (Month(2014, 4), Month(2014, 6))
    export_beancount(book, span, tmp_path / "irman.beancount")
    report = check_beancount(book, tmp_path / "irman.beancount", span)
    assert report.findings == ()
    assert report.transactions == 6
    book.close()


def test_the_check_finds_an_altered_amount(sqlite_url: str, tmp_path: Path) -> None:
    book = _book(sqlite_url, ("Beli perlengkapan",))
    path = tmp_path / "irman.beancount"
    export_beancount(book, Month(2014, 4), path)
    path.write_text(path.read_text("utf-8").replace("1000 IDR", "1001 IDR", 1), "utf-8")
    assert not check_beancount(book, path, Month(2014, 4)).ok
    book.close()


def test_an_export_never_overwrites(sqlite_url: str, tmp_path: Path) -> None:
    book = _book(sqlite_url, ())
    export_beancount(book, Month(2014, 4), tmp_path / "irman.beancount")
    with pytest.raises(ExportExistsError):
        export_beancount(book, Month(2014, 4), tmp_path / "irman.beancount")
    book.close()


def test_control_characters_never_leave_a_string() -> None:
    assert quoted('a"b\\c\nd') == '"a\\"b\\\\c d"'
