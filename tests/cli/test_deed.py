"""`irman deed`: a deed is checked, printed, signed and posted; refusals in both languages leave nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from irman_ledger import Book, idr
from tests.cli.conftest import Hand
from tests.coop.programme.kit import changed

OWN_TITLE = 'title = "grant"\nfund = "BERGULIR"\nloan'


@pytest.fixture
def book(irman: Hand) -> str:
    assert irman("init", "irman.db", "--bylaws", "ksp", "--id", "irman", "--begins-on", "2014-03-25").code == 0
    return "irman.db"


def paper(*changes: tuple[str, str]) -> str:
    Path("akta.toml").write_text(changed(*changes), encoding="utf-8")
    return "akta.toml"


def size(book: str) -> int:
    opened = Book.open(Path(book))
    with opened.read() as view:
        found = view.size
    opened.close()
    return found


def test_a_deed_is_checked_without_a_book(irman: Hand) -> None:
    ran = irman("deed", "check", paper())
    assert ran.code == 0
    assert ran.out.splitlines()[:2] == [
        "Berita acara BAST-02/2014 versi 1: 6 baris",
        "Diserahkan Rp15.854.000, kewajiban Rp9.500.000, bersih Rp6.354.000",
    ]
    assert "Siap ditandatangani" in ran.out
    assert "Ready to be signed" in irman("deed", "check", "akta.toml", "--lang", "en").out


def test_what_it_lacks_is_listed_and_refused(irman: Hand) -> None:
    ran = irman("deed", "check", paper(('test = "buku pemakaian mesin"\n', ""), (OWN_TITLE, 'fund = "BERGULIR"\nloan')))
    assert ran.code == 3
    assert ran.err.splitlines() == [
        "irman: ketentuan K1 adalah syarat tanpa test [deed.condition-incomplete]",
        "irman: baris 2 tidak menyebut dasar penyerahannya [deed.title-missing]",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"60%"', '"59%"', "irman: origin: baris 3: bagian asal dananya berjumlah 99%, bukan 100% [deed.origin-shares]"),
        (
            'box = "KAS"\n',
            "",
            "lines.1.box tidak sah: 'cash': belum diisi; baris kelas cash memerlukannya",
        ),
        ("cutoff = 2014-03-25", "cutoff = 2014-03-26", "sesudah 25 Maret 2014 [deed.malformed]"),
        ('amount = "400.000"', 'amount = "1"', "pinjaman PB-001: amount pada jadwalnya berjumlah Rp600.001, bukan Rp1.000.000"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_indonesian(irman: Hand, old: str, new: str, said: str) -> None:
    ran = irman("deed", "check", paper((old, new)))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_it_is_printed_as_text_json_and_csv(irman: Hand) -> None:
    ran = irman("deed", "print", paper())
    assert ran.code == 0
    assert "BERITA ACARA SERAH TERIMA" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 96
    assert irman("deed", "print", "akta.toml", "--format", "json", "--lang", "en").out.startswith("{")
    assert irman("deed", "print", "akta.toml", "--format", "csv").code == 0


def test_it_is_signed_and_posted_once(irman: Hand, book: str) -> None:
    assert irman("deed", "post", book, paper()).code == 2, "not drafted"
    signed = irman("deed", "sign", book, "akta.toml")
    assert (signed.code, signed.out.splitlines()[0]) == (0, "Berita acara BAST-02/2014/v1 ditandatangani")
    assert "sudah ditandatangani sebelumnya" in irman("deed", "sign", book, "akta.toml").out
    posted = irman("deed", "post", book, "akta.toml")
    assert posted.code == 0
    # a group, a member and partner, cash, a receivable with margin and allowance, two things, two debts, the capital of the revolving fund
    assert posted.out.splitlines()[0] == "Berita acara BAST-02/2014/v1 dibukukan: 12 catatan"
    before = size(book)
    assert "was posted before" in irman("deed", "post", book, "akta.toml", "--lang", "en").out
    assert size(book) == before
    opened = Book.open(Path(book))
    assert opened.balances(as_of=date(2014, 3, 25)).net("3-1420") == idr(-954_000)
    opened.close()


def test_another_paper_of_the_same_number_is_refused(irman: Hand, book: str) -> None:
    irman("deed", "sign", book, paper())
    paper(('"5.400.000"', '"5.500.000"'))
    for step in ("sign", "post"):
        ran = irman("deed", step, book, "akta.toml")
        assert ran.code == 3
        assert "[deed.changed]" in ran.err


def test_a_line_that_is_refused_is_named_and_nothing_is_left(irman: Hand, book: str) -> None:
    irman("deed", "sign", book, paper(('member = "A-001"\nproduct', 'member = "A-009"\nproduct')))
    before = size(book)
    ran = irman("deed", "post", book, "akta.toml")
    assert (ran.code, ran.err) == (2, "irman: baris 2: A-009 tidak dikenal dalam buku ini [subject.unknown]\n")
    assert size(book) == before
