"""The life of a loan and of a member from the command line."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Hand

LOAN = """\
{"kind":"loan.disburse","loan":"PJ-001","member":"A-001","product":"REGULER","on":"2014-04-10","principal":"2.000.000","instalments":10,"key":"l"}
{"kind":"loan.repay","loan":"PJ-001","on":"2014-05-10","amount":"240.000","key":"r","document":"KM-017"}
"""
LIVES = [("loan", "PJ-001", "KARTU PINJAMAN", "LOAN CARD"), ("member", "A-001", "IKHTISAR ANGGOTA", "MEMBER OVERVIEW")]


@pytest.fixture
def lent(irman: Hand, book: str) -> str:
    """The book with a loan of A-001, of which one instalment is paid."""
    assert irman("record", book, "-", given=LOAN).code == 0
    return book


@pytest.mark.parametrize(("name", "no", "title", "title_en"), LIVES, ids=[one[0] for one in LIVES])
def test_a_life_is_drawn_in_both_languages_and_every_form(irman: Hand, lent: str, name: str, no: str, title: str, title_en: str) -> None:
    words = (name, lent, no, "--as-of", "2014-06")
    text = irman(*words)
    assert (text.code, text.err) == (0, "")
    assert title in text.out
    assert max(map(len, text.out.splitlines())) == 100
    assert title_en in irman(*words, "--lang", "en").out
    told = json.loads(irman(*words, "--format", "json", "--stamped").out)
    assert (told["dated"], told["stamp"]["size"]) == ("Per 30 Juni 2014", 6)
    assert irman(*words, "--format", "csv").out.startswith("\ufeffkey;kind;level;")


@pytest.mark.parametrize(("name", "no", "title", "title_en"), LIVES, ids=[one[0] for one in LIVES])
def test_the_book_may_come_from_the_environment(
    irman: Hand, lent: str, monkeypatch: pytest.MonkeyPatch, name: str, no: str, title: str, title_en: str
) -> None:
    monkeypatch.setenv("IRMAN_BOOK", lent)
    assert title in irman(name, no, "--as-of", "2014-06").out
    assert title_en in irman(name, no, "--as-of", "2014-06", "--lang", "en", "--book", "irman").out


def test_a_card_is_written_page_by_page_to_a_new_file(irman: Hand, lent: str) -> None:
    ran = irman("loan", lent, "PJ-001", "--as-of", "2014-06", "--lines", "30", "--out", "card.txt")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    pages = Path("card.txt").read_text("utf-8").split("\f")
    assert [page.count("KARTU PINJAMAN") for page in pages] == [1] * len(pages)
    assert len(pages) > 1
    assert all(len(page.splitlines()) <= 30 for page in pages)


@pytest.mark.parametrize(("name", "no", "title", "title_en"), LIVES, ids=[one[0] for one in LIVES])
def test_a_life_that_does_not_tie_gives_its_differences_instead(
    irman: Hand, lent: str, name: str, no: str, title: str, title_en: str
) -> None:
    with closing(sqlite3.connect(lent)) as connection, connection:
        connection.execute("UPDATE irman_subject_balance SET balance = balance - 100 WHERE subject = 'loan:PJ-001' AND account = '1-1500'")
    ran = irman(name, lent, no, "--as-of", "2014-06", "--lang", "en", "--out", "paper.txt")
    assert ran.code == 3
    assert ran.err.startswith(f"irman: {title_en.lower()} does not tie: 1-1500 balance kept less the sum of its lines -Rp1; ")
    assert ran.err.endswith("[report.does-not-tie]\n")
    assert f"LIST OF DIFFERENCES: {title_en}" in ran.out
    assert not Path("paper.txt").exists()


WRONG = [
    (("loan", "PJ-9", "--as-of", "2014-06"), 2, "irman: PJ-9 tidak dikenal dalam buku ini [subject.unknown]"),
    (("loan", "A-001", "--as-of", "2014-06"), 2, "irman: A-001 tidak dikenal dalam buku ini [subject.unknown]"),
    (("loan", "'; --", "--as-of", "2014-06"), 2, "irman: '; -- tidak dikenal dalam buku ini [subject.unknown]"),
    (("loan", "a\x1b[31m", "--as-of", "2014-06"), 2, "memuat karakter kendali U+001B"),
    (("loan", "PJ-001"), 2, "irman: loan memerlukan --as-of [option.missing]"),
    (("loan", "PJ-001", "--as-of", "juni"), 2, "[day-or-month.malformed]"),
    (("loan", "PJ-001", "--as-of", "2014-04-09"), 3, "irman: PJ-001 mulai 10 April 2014, sesudah 9 April 2014 [report.not-begun]"),
    (("loan", "PJ-001", "--as-of", "2014-03"), 3, "[report.before-book]"),
    (("loan", "PJ-001", "--as-of", "2014-06", "--lines", "5"), 2, "[usage.wrong]"),
    (("member", "A-9", "--as-of", "2014-06"), 2, "irman: A-9 tidak dikenal dalam buku ini [subject.unknown]"),
    (("member", "PJ-001", "--as-of", "2014-06"), 2, "irman: PJ-001 tidak dikenal dalam buku ini [subject.unknown]"),
    (("member", "A-001"), 2, "irman: member memerlukan --as-of [option.missing]"),
    (("member", "A-001", "--as-of", "2014-03-31"), 3, "[report.before-book]"),
    (("member", "", "--as-of", "2014-06"), 2, "[code.malformed]"),
    (("loan", "PJ-001", "--as-of", "2014-06", "--book", "lain"), 2, "[book.unknown]"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG, ids=range(len(WRONG)))
def test_what_cannot_be_drawn_is_one_clear_line(irman: Hand, lent: str, words: tuple[str, ...], code: int, said: str) -> None:
    name, *rest = words
    ran = irman(name, lent, *rest)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.count("\n") == 1
    assert said in ran.err
