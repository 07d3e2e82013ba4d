"""A month is closed from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from irman_ledger import Book
from tests.cli.conftest import Hand, left


def test_a_month_is_closed_once(irman: Hand, book: str) -> None:
    ran = irman("close", book, "2014-04", "--actor", "siti", "--role", "bendahara")
    size, root = left(book)
    assert (ran.code, ran.err, size) == (0, "", 5)
    assert ran.out == f"Bulan April 2014 ditutup: catatan 4, jumlah neraca saldo Rp2.500.000\nTitik periksa 5:{root.hex()}\n"
    again = irman("close", book, "2014-04")
    assert (again.code, left(book)) == (0, (size, root))
    assert again.out == (
        f"Bulan April 2014 sudah ditutup sebelumnya: catatan 4, jumlah neraca saldo Rp2.500.000\nTitik periksa 5:{root.hex()}\n"
    )
    opened = Book.open(Path(book))
    (record,) = opened.records(after=3)
    assert (record.kind, record.key, record.actor.id, record.actor.role) == ("book.month-closed", "close:2014-04", "siti", "bendahara")
    opened.close()


def test_what_was_closed_is_said_in_english_too(irman: Hand, book: str) -> None:
    first = irman("close", book, "2014-04", "--lang", "en").out
    assert first.startswith("April 2014 is closed: record 4, total of the trial balance Rp2.500.000\nCheckpoint 5:")
    again = irman("close", book, "2014-04", "--lang", "en").out
    assert again.startswith("April 2014 was closed before: record 4, total of the trial balance Rp2.500.000\nCheckpoint 5:")


def test_the_total_is_that_of_the_printed_trial_balance(irman: Hand, book: str) -> None:
    cost = '{"kind":"general.post","key":"j","on":"2014-04-05","narration":"Honor","lines":'
    cost += '[{"account":"5-3120","amount":"40.000"},{"account":"1-1100","amount":"-40.000","subject":"cash:KAS"}]}'
    owed = '{"kind":"general.post","key":"k","on":"2014-04-06","narration":"Honor","lines":'
    owed += '[{"account":"5-3120","amount":"7.000"},{"account":"2-1440","amount":"-7.000"}]}'
    assert irman("record", book, "-", given=f"{cost}\n{owed}").code == 0
    assert "        Jumlah                                                      2.507.000   2.507.000\n" in (
        irman("report", book, "neraca-saldo", "--as-of", "2014-04").out
    )
    assert "jumlah neraca saldo Rp2.507.000\n" in irman("close", book, "2014-04").out


def test_the_book_may_come_from_the_environment(irman: Hand, book: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IRMAN_BOOK", book)
    assert irman("close", "2014-04").code == 0


REFUSED = [
    (
        "2014-13",
        2,
        "MONTH: '2014-13' bukan bulan berbentuk 2014-05 [month.malformed]",
        "MONTH: '2014-13' is not a month of the form 2014-05 [month.malformed]",
    ),
    (
        "April",
        2,
        "MONTH: 'April' bukan bulan berbentuk 2014-05 [month.malformed]",
        "MONTH: 'April' is not a month of the form 2014-05 [month.malformed]",
    ),
    (
        "2014-05",
        3,
        "Mei 2014 tidak dapat ditutup: giliran April 2014 [period.order]",
        "May 2014 cannot be closed: the next to close is April 2014 [period.order]",
    ),
]


@pytest.mark.parametrize(("month", "code", "indonesian", "english"), REFUSED, ids=[month for month, *_ in REFUSED])
def test_a_refusal_is_one_line_and_changes_nothing(irman: Hand, book: str, month: str, code: int, indonesian: str, english: str) -> None:
    before = left(book)
    for said, lang in ((indonesian, "id"), (english, "en")):
        ran = irman("close", book, month, "--lang", lang)
        assert (ran.code, ran.out, ran.err) == (code, "", f"irman: {said}\n")
    assert left(book) == before


def test_a_month_that_is_not_over_stays_open(irman: Hand) -> None:
    assert irman("init", "new.db", "--bylaws", "ksp", "--id", "new", "--begins-on", "9998-01-01").code == 0
    ran = irman("close", "new.db", "9998-01")
    assert (ran.code, left("new.db")[0]) == (3, 1)
    assert ran.err.startswith("irman: Januari 9998 belum berakhir: hari ini ")


def test_a_clearing_account_must_be_zero_first(irman: Hand, book: str) -> None:
    taken = '{"kind":"general.take-over-balance","key":"t","account":"1-1100","subject":"cash:KAS","on":"2014-04-01","amount":"5.000"}'
    assert irman("record", book, "-", given=taken).code == 0
    ran = irman("close", book, "2014-04")
    said = "irman: akun 1-1910 harus nihil sebelum April 2014 ditutup, saldonya -Rp5.000 [period.clearing-not-zero]\n"
    assert (ran.code, ran.err) == (3, said)
