"""A record is reversed from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from irman_ledger import Book
from tests.cli.conftest import Hand, left

WORDS = ("--on", "2014-04-05", "--reason", "dicatat dua kali")
TWO = """\
{"kind":"savings.deposit","account":"SS-1","on":"2014-04-03","amount":"10.000","key":"a"}
{"kind":"savings.deposit","account":"SS-1","on":"2014-04-03","amount":"20.000","key":"b"}
"""


@pytest.mark.parametrize("named", ["3", "BKM/2014/000001", "BKM/2014/1"])
def test_a_record_is_reversed_by_its_number_or_its_voucher(irman: Hand, book: str, named: str) -> None:
    ran = irman("reverse", book, named, *WORDS, "--document", "BA-1", "--actor", "siti", "--role", "bendahara")
    size, root = left(book)
    assert (ran.code, ran.err, size) == (0, "", 5)
    assert ran.out == f"Catatan 4 membalik catatan 3; bukti BKK/2014/000001\nTitik periksa 5:{root.hex()}\n"
    opened = Book.open(Path(book))
    (record,) = opened.records(after=3)
    assert (record.key, record.document, record.actor.id) == ("reverse:3", "BA-1", "siti")
    assert (record.narration, str(record.booked_on)) == ("Pembalikan catatan 3: dicatat dua kali", "2014-04-05")
    opened.close()


def test_the_same_reversal_is_recorded_once(irman: Hand, book: str) -> None:
    assert irman("reverse", book, "3", *WORDS).code == 0
    before = left(book)
    again = irman("reverse", book, "BKM/2014/000001", *WORDS)
    assert (again.code, left(book)) == (0, before)
    assert again.out.startswith("Catatan 4 membalik catatan 3; bukti BKK/2014/000001 (sudah tercatat sebelumnya)\n")


def test_what_was_reversed_is_said_in_english_too(irman: Hand, book: str) -> None:
    first = irman("reverse", book, "3", *WORDS, "--lang", "en").out
    assert first.startswith("Record 4 reverses record 3; voucher BKK/2014/000001\nCheckpoint 5:")
    assert "voucher BKK/2014/000001 (recorded before)\n" in irman("reverse", book, "3", *WORDS, "--lang", "en").out


def test_a_record_that_booked_nothing_has_a_reversal_without_a_voucher(irman: Hand, book: str) -> None:
    admit = '{"kind":"member.admit","member":"A-002","name":"Daeng Kanang","on":"2014-04-03","key":"m"}'
    assert irman("record", book, "-", given=admit).code == 0
    assert irman("reverse", book, "4", *WORDS, "--key", "BA-2").out.startswith("Catatan 5 membalik catatan 4\nTitik periksa 6:")


@pytest.mark.parametrize("named", ["4", "5", "BKM/2014/000002", "BKM/2014/000002-2"])
def test_records_that_share_a_voucher_are_reversed_together(irman: Hand, book: str, named: str) -> None:
    assert irman("record", book, "-", "--one-voucher", given=TWO).code == 0
    ran = irman("reverse", book, named, *WORDS)
    assert ran.out.splitlines()[:2] == [
        "Catatan 6 membalik catatan 5; bukti BKK/2014/000001-1",
        "Catatan 7 membalik catatan 4; bukti BKK/2014/000001-2",
    ]
    assert (ran.code, left(book)[0]) == (0, 8)
    again = irman("reverse", book, named, *WORDS)
    assert (again.code, again.out.count("(sudah tercatat sebelumnya)"), left(book)[0]) == (0, 2, 8)


REFUSED = [
    ("9", WORDS, 2, "buku tidak memiliki catatan 9 [record.unknown]", "the book has no record 9 [record.unknown]"),
    (
        "BKM/2014/000009",
        WORDS,
        2,
        "buku tidak memiliki bukti BKM/2014/000009 [voucher.unknown]",
        "the book has no voucher BKM/2014/000009 [voucher.unknown]",
    ),
    (
        "BKM/2014/000001-1",
        WORDS,
        2,
        "buku tidak memiliki bukti BKM/2014/000001-1 [voucher.unknown]",
        "the book has no voucher BKM/2014/000001-1 [voucher.unknown]",
    ),
    (
        "BKM/2014",
        WORDS,
        2,
        "'BKM/2014' bukan nomor catatan, seperti 22, atau nomor bukti, seperti BKM/2014/000004 [record.malformed]",
        "'BKM/2014' is not the number of a record, like 22, or of a voucher, like BKM/2014/000004 [record.malformed]",
    ),
    (
        "3",
        ("--on", "2014-04-31", "--reason", "x"),
        2,
        "--on: '2014-04-31' bukan tanggal berbentuk 2014-05-10 [date.malformed]",
        "--on: '2014-04-31' is not a day of the form 2014-05-10 [date.malformed]",
    ),
    (
        "3",
        ("--on", "2014-04-01", "--reason", "x"),
        3,
        "catatan 3 yang dibukukan 2 April 2014 tidak dapat dibalik pada hari sebelumnya 1 April 2014 [reversal.before-record]",
        "record 3, booked on 2 April 2014, cannot be reversed on the earlier day 1 April 2014 [reversal.before-record]",
    ),
    (
        "2",
        WORDS,
        3,
        "catatan 2 tidak dapat dibalik: catatan berikut bergantung padanya: 3 [reversal.dependents]",
        "record 2 cannot be reversed: later records depend on it: 3 [reversal.dependents]",
    ),
    (
        "0",
        WORDS,
        3,
        "catatan jenis book.opened tidak pernah dibalik [reversal.kind]",
        "a record of kind book.opened is never reversed [reversal.kind]",
    ),
]


@pytest.mark.parametrize(("named", "words", "code", "indonesian", "english"), REFUSED, ids=range(len(REFUSED)))
def test_a_refusal_is_one_line_and_changes_nothing(
    irman: Hand, book: str, named: str, words: tuple[str, ...], code: int, indonesian: str, english: str
) -> None:
    before = left(book)
    for said, lang in ((indonesian, "id"), (english, "en")):
        ran = irman("reverse", book, named, *words, "--lang", lang)
        assert (ran.code, ran.out, ran.err) == (code, "", f"irman: {said}\n")
    assert left(book) == before


@pytest.mark.parametrize("more", [("--on", "2014-04-06"), ("--key", "z"), ("--reason", "lain")])
@pytest.mark.parametrize("named", ["3", "BKM/2014/000001"])
def test_a_record_is_not_reversed_twice(irman: Hand, book: str, named: str, more: tuple[str, ...]) -> None:
    assert irman("reverse", book, "3", *WORDS).code == 0
    before = left(book)
    ran = irman("reverse", book, named, *WORDS, *more)
    assert (ran.code, ran.out, ran.err) == (3, "", "irman: catatan 3 sudah dibalik oleh catatan 4 [reversal.already]\n")
    ran = irman("reverse", book, named, *WORDS, *more, "--lang", "en")
    assert (ran.code, ran.err) == (3, "irman: record 3 was reversed by record 4 [reversal.already]\n")
    assert left(book) == before


def test_a_reversal_is_not_reversed(irman: Hand, book: str) -> None:
    assert irman("reverse", book, "3", *WORDS).code == 0
    ran = irman("reverse", book, "BKK/2014/000001", *WORDS)
    assert (ran.code, ran.err) == (3, "irman: catatan 4 sendiri adalah pembalikan [reversal.already]\n")


def test_a_key_that_was_given_belongs_to_one_command(irman: Hand, book: str) -> None:
    ran = irman("reverse", book, "3", *WORDS, "--key", "k3")
    assert (ran.code, ran.err) == (3, "irman: kunci k3 sudah tercatat sebagai catatan 3 dengan perintah lain [key.reused]\n")


def test_a_closed_month_takes_no_reversal(irman: Hand, book: str) -> None:
    assert irman("close", book, "2014-04").code == 0
    ran = irman("reverse", book, "3", *WORDS)
    said = "irman: 5 April 2014 berada pada bulan yang sudah ditutup (ditutup sampai April 2014) [period.closed]\n"
    assert (ran.code, ran.err, left(book)[0]) == (3, said, 5)


def test_a_result_of_last_year_that_was_carried_to_equity_is_named(irman: Hand, book: str) -> None:
    lines = '[{"account":"5-3130","amount":"500"},{"account":"1-1100","amount":"-500","subject":"cash:KAS"}]'
    spent = f'{{"kind":"general.post","on":"2014-04-03","narration":"ATK","lines":{lines},"key":"j"}}'
    assert irman("record", book, "-", given=spent).code == 0
    words = ("--on", "2015-01-05", "--reason", "dicatat dua kali")
    assert irman("reverse", book, "4", *words).out.splitlines()[:2] == [
        "Catatan 5 membalik catatan 4; bukti BKM/2015/000001",
        "Hasil tahun lalu dipindahkan ke ekuitas; bukti BM/2015/000001",
    ]
    again = irman("reverse", book, "4", *words, "--lang", "en").out
    assert "Result of an earlier year carried to equity; voucher BM/2015/000001 (recorded before)\n" in again
