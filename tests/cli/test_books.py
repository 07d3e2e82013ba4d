"""Making, exporting and checking a book from the command line, on both databases."""

from __future__ import annotations

import json
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from irman_ledger import Book
from irman_ledger.cli.progress import counting, working
from tests.cli.conftest import COMMANDS, Hand

ZEROS = "0" * 64


def _root(path: str) -> str:
    book = Book.open(Path(path))
    root = book.root().hex()
    book.close()
    return root


def test_a_new_book_says_what_it_is_and_where_its_log_stands(irman: Hand) -> None:
    ran = irman("init", "x.db", "--bylaws", "ksp", "--id", "irman", "--begins-on", "2014-04-01", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    root = _root("x.db")
    assert ran.out == f"Book irman made: Koperasi Simpan Pinjam (contoh), begins on 1 April 2014\nCheckpoint 1:{root}\n"
    if sys.platform != "win32":
        assert stat.S_IMODE(Path("x.db").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ({"--bylaws": "nope"}, 2, "[bylaws.sample-unknown]"),
        ({"--bylaws": "nope.toml"}, 2, "irman: nope.toml: "),
        ({"--bylaws": "./april.jsonl"}, 2, "[bylaws.malformed]"),
        ({"--id": ""}, 2, "[code.malformed]"),
        ({"--id": "a\nb"}, 2, "[code.malformed]"),
        ({"--begins-on": "01/04/2014"}, 2, "irman: --begins-on: '01/04/2014' bukan tanggal berbentuk 2014-05-10 [date.malformed]"),
        ({"--begins-on": "0000-01-01"}, 2, "[date.malformed]"),
    ],
)
def test_a_book_that_cannot_be_made_leaves_nothing(irman: Hand, changed: dict[str, str], code: int, said: str) -> None:
    Path("april.jsonl").write_text(COMMANDS, "utf-8")
    given = {"--bylaws": "ksp", "--id": "irman", "--begins-on": "2014-04-01"} | changed
    ran = irman("init", "x.db", *(word for pair in given.items() for word in pair))
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert said in ran.err
    assert not Path("x.db").exists()


def test_a_book_is_made_once(irman: Hand, book: str) -> None:
    before = _root(book)
    ran = irman("init", book, "--bylaws", "ksp", "--id", "irman", "--begins-on", "2014-04-01")
    assert (ran.code, ran.err) == (3, "irman: buku irman sudah ada [book.exists]\n")
    assert _root(book) == before


def test_a_database_may_hold_two_books(irman: Hand, book: str) -> None:
    assert irman("init", book, "--bylaws", "ksp", "--id", "second", "--begins-on", "2015-01-01").code == 0
    ran = irman("verify", book, "--lang", "en")
    assert (ran.code, ran.err) == (2, "irman: --book: the database holds several books, name one of irman, second [book.ambiguous]\n")
    assert irman("verify", book, "--book", "second").code == 0
    assert irman("report", book, "neraca", "--as-of", "2015-01", "--book", "second").code == 0


def test_a_good_book_is_verified_with_a_checkpoint_to_keep(irman: Hand, book: str) -> None:
    ran = irman("verify", book)
    assert (ran.code, ran.err) == (0, "")
    last = ran.out.splitlines()[-1]
    assert last == f"Titik periksa 4:{_root(book)}"
    assert irman("verify", book, "--checkpoint", last.split()[-1]).code == 0
    assert irman("verify", book, "--checkpoint", last.split()[-1], "--advice", "--lang", "en").code == 0


def test_a_log_that_does_not_pass_through_a_checkpoint_ends_with_one(irman: Hand, book: str) -> None:
    ran = irman("verify", book, "--checkpoint", f"3:{ZEROS}")
    assert (ran.code, ran.err) == (1, "")
    assert "Titik periksa 4:" not in ran.out


def test_an_altered_book_ends_with_one(irman: Hand, book: str) -> None:
    file = sqlite3.connect(book)
    for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        file.execute(f'DROP TRIGGER "{name}"')
    file.execute("UPDATE irman_record SET narration = 'changed' || char(27) || '[31m' WHERE seq = 3")
    file.commit()
    file.close()
    ran = irman("verify", book)
    assert ran.code == 1
    assert "\x1b" not in ran.out
    assert irman("doctor", book).code == 1


@pytest.mark.parametrize("text", ["", "4", "4:", f"x:{ZEROS}", f"-1:{ZEROS}", f"4:{ZEROS}0", "4:" + "g" * 64, f"9999999999999999:{ZEROS}"])
def test_a_malformed_checkpoint_is_refused(irman: Hand, book: str, text: str) -> None:
    ran = irman("verify", book, "--checkpoint", text)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("[checkpoint.malformed]\n")


def test_an_export_is_checked_with_beancount_and_never_written_over(irman: Hand, book: str) -> None:
    words = ("export", "beancount", book, "april.beancount", "--period", "2014-04", "--check")
    ran = irman(*words)
    assert (ran.code, ran.err) == (0, "")
    assert "Beancount: 1 transaksi" in ran.out
    content = Path("april.beancount").read_text("utf-8")
    assert "Sija" not in content
    again = irman(*words)
    assert (again.code, again.out) == (3, "")
    assert again.err == "irman: april.beancount sudah ada; ekspor tidak pernah menimpa [export.exists]\n"
    assert Path("april.beancount").read_text("utf-8") == content


def test_a_check_without_beancount_writes_nothing(irman: Hand, book: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("irman_ledger.cli.export.find_spec", lambda _name: None)
    ran = irman("export", "beancount", book, "x.beancount", "--period", "2014-04", "--check")
    assert (ran.code, ran.err.endswith("[beancount.missing]\n")) == (2, True)
    assert not Path("x.beancount").exists()


@pytest.mark.parametrize("period", ["", "2014", "2014-4", "2014-04-01", "2014-05..2014-04", "0001-01", "9999-12"])
def test_a_period_that_is_none_exports_nothing(irman: Hand, book: str, period: str) -> None:
    ran = irman("export", "beancount", book, "x.beancount", "--period", period)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert not Path("x.beancount").exists()


def test_a_trail_is_written_and_checked_without_the_book(irman: Hand, book: str) -> None:
    ran = irman("export", "audit", book, "trail", "--check")
    assert (ran.code, ran.err) == (0, "")
    root = _root(book)
    Path(book).unlink()
    assert irman("verify", "--trail", "trail", "--checkpoint", f"4:{root}").code == 0
    assert irman("verify", "--trail", "trail", "--checkpoint", f"4:{ZEROS}").code == 1
    assert all(b"Sija" not in path.read_bytes() for path in Path("trail").iterdir())


def test_an_altered_trail_ends_with_one(irman: Hand, book: str) -> None:
    assert irman("export", "audit", book, "trail").code == 0
    (records,) = Path("trail").glob("*.jsonl")
    records.write_bytes(records.read_bytes().replace(b"SS-1", b"SS-2"))
    ran = irman("verify", "--trail", "trail", "--lang", "en")
    assert ran.code == 1
    assert "record" in ran.out


def test_a_folder_without_a_trail_is_named(irman: Hand) -> None:
    ran = irman("verify", "--trail", "nowhere")
    assert (ran.code, ran.err) == (2, "irman: nowhere bukan jejak audit (tanpa manifest.json) [trail.missing]\n")


def test_a_trail_and_a_book_are_not_verified_at_once(irman: Hand, book: str) -> None:
    assert irman("verify", book, "--trail", "trail").err == (
        "irman: berikan BOOK atau --trail, jangan keduanya; lihat irman verify --help [usage.wrong]\n"
    )
    assert irman("verify").err == "irman: berikan BOOK atau --trail; lihat irman verify --help [usage.wrong]\n"


def test_the_doctor_looks_at_the_database(irman: Hand, book: str) -> None:
    ran = irman("doctor", book, "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    assert "journal_mode" in ran.out
    assert irman("doctor", "nothing.db").code == 2


def test_a_book_that_cannot_be_written_ends_with_four(irman: Hand, book: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from irman_ledger.books.desk import Desk
    from irman_ledger.books.faults import ReadOnlyStorageError

    def fail(*_: object, **__: object) -> None:
        raise ReadOnlyStorageError(field="database", reason="attempt to write a readonly database")

    monkeypatch.setattr(Desk, "record_all", fail)
    ran = irman("record", book, "april.jsonl")
    assert (ran.code, ran.err.endswith("; tidak ada yang dicatat [storage.read-only]\n")) == (4, True)


def test_a_busy_book_ends_with_four(irman: Hand, book: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("irman_ledger.books.engine.BUSY_MILLISECONDS", 50)
    other = sqlite3.connect(book)
    other.execute("BEGIN IMMEDIATE")
    ran = irman("record", book, "-", given='{"kind":"savings.deposit","account":"SS-1","on":"2014-04-02","amount":"1","key":"x"}')
    other.close()
    assert (ran.code, ran.err.endswith("; tidak ada yang dicatat [book.busy]\n")) == (4, True)


def test_a_bar_follows_the_work_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with working("Memeriksa"), counting("Mencatat", 3) as follow:
        assert list(follow([1, 2, 3])) == [1, 2, 3]
    assert capsys.readouterr().out == ""


def test_the_same_words_work_on_postgresql(irman: Hand, postgres_url: str) -> None:
    Path("april.jsonl").write_text(COMMANDS, "utf-8")
    assert irman("init", postgres_url, "--bylaws", "ksp", "--id", "irman", "--begins-on", "2014-04-01").code == 0
    assert irman("record", postgres_url, "april.jsonl").code == 0
    ran = irman("record", postgres_url, "-", given='{"kind":"savings.deposit","account":"SS-9","on":"2014-04-02","amount":"1","key":"x"}')
    assert (ran.code, ran.err.startswith("irman: baris 1: simpanan SS-9 ")) == (2, True)
    paper = irman("report", postgres_url, "neraca", "--as-of", "2014-04", "--format", "json")
    assert "2500000" in paper.out
    assert isinstance(json.loads(paper.out), dict)
    assert irman("verify", postgres_url).code == 0
    assert irman("export", "beancount", postgres_url, "a.beancount", "--period", "2014-04", "--check").code == 0
    assert irman("export", "audit", postgres_url, "trail", "--check").code == 0
    looked = irman("doctor", postgres_url)
    assert looked.code in (0, 1)  # 1: the role of the tests owns its tables
    assert looked.err == ""
