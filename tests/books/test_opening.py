"""A book is made once, found again, and kept apart from its neighbours."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from irman_ledger import Book, Bylaws, idr
from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.chart import Chart
from irman_ledger.core.label import Label
from tests.books.kit import BEGINS_ON, KSP, counter, deposit, every_row, new_book, refused, with_savers, withdraw


def test_a_new_book_has_one_record_its_genesis(database_url: str) -> None:
    book = new_book(database_url)
    assert (book.id, book.size, book.currency, book.begins_on, book.closed_to) == ("irman", 1, "IDR", BEGINS_ON, None)
    [genesis] = book.records()
    assert (genesis.seq, genesis.kind, str(genesis.subject), genesis.actor.id) == (0, "book.opened", "book:BOOK", "irman_ledger")
    assert genesis.event.startswith('{"bylaws":"')
    assert f'"uuid":"{book.uuid.hex}"' in genesis.event


def test_a_book_is_opened_again_with_the_same_root(database_url: str) -> None:
    book = with_savers(database_url)
    counter(book).record(deposit(50_000), key="d")
    again = Book.open(database_url)
    assert (again.id, again.uuid, again.root(), again.size) == (book.id, book.uuid, book.root(), 7)
    assert again.bylaws == KSP


def test_a_book_is_made_in_an_engine_that_stays_the_callers(database_url: str) -> None:
    engine = sa.create_engine(database_url)
    with engine.begin() as connection:  # a connection made before the engine was prepared goes back into its pool
        connection.exec_driver_sql("CREATE TABLE app (id BIGINT)")
    book = with_savers(engine)
    counter(book).record(deposit(50_000), key="d")
    assert Book.open(engine, id="irman").root() == book.root()


def test_an_sqlite_file_may_be_named_by_a_path(tmp_path: Path) -> None:
    path = tmp_path / "buku koperasi.db"
    book = new_book(path)
    assert path.is_file()
    assert Book.open(path).uuid == book.uuid


def test_connections_made_before_the_engine_was_prepared_are_prepared_when_they_are_used(sqlite_url: str) -> None:
    engine = sa.create_engine(sqlite_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    book = new_book(engine)
    with book.engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "synchronous", "secure_delete")}
    assert found == {"foreign_keys": 1, "synchronous": 2, "secure_delete": 1}


def test_a_writer_with_settings_that_lose_records_is_refused(sqlite_url: str) -> None:
    book = with_savers(sqlite_url)

    @sa.event.listens_for(book.engine, "checkout")
    def weaken(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA synchronous = NORMAL")

    book.close()
    with refused("connection.not-prepared"):
        counter(book).record(deposit(50_000), key="d")


def test_creating_twice_is_refused_or_opens_the_book_that_is_there(database_url: str) -> None:
    book = with_savers(database_url)
    with refused("book.exists", book, id="irman"):
        new_book(database_url)
    again = Book.create(database_url, KSP, id="irman", begins_on=BEGINS_ON, if_exists="open")
    assert (again.uuid, again.size) == (book.uuid, 6)


@pytest.mark.parametrize("what", ["bylaws", "day"])
def test_a_book_that_began_otherwise_is_not_opened_in_its_place(database_url: str, what: str) -> None:
    book = with_savers(database_url)
    other = Bylaws.from_toml(KSP.source.replace("(contoh)", "Harapan"))
    with refused("book.exists", book):
        if what == "bylaws":
            Book.create(database_url, other, id="irman", begins_on=BEGINS_ON, if_exists="open")
        else:
            Book.create(database_url, KSP, id="irman", begins_on=date(2014, 4, 2), if_exists="open")


def test_bylaws_adopted_later_do_not_make_it_another_book(database_url: str) -> None:
    book = with_savers(database_url)
    counter(book).adopt(Bylaws.from_toml(KSP.source.replace("(contoh)", "Harapan")), on=date(2014, 5, 1), key="adopt")
    again = Book.create(database_url, KSP, id="irman", begins_on=BEGINS_ON, if_exists="open")
    assert again.bylaws.name == "Koperasi Simpan Pinjam Harapan"


def test_a_book_must_be_named_where_there_are_several_and_must_be_there(database_url: str) -> None:
    new_book(database_url, id="satu")
    with refused("book.unknown", id="tiga"):
        Book.open(database_url, id="tiga")
    new_book(database_url, id="dua")
    with refused("book.ambiguous", ids="dua, satu"):
        Book.open(database_url)
    assert Book.open(database_url, id="dua").id == "dua"


@pytest.mark.parametrize("id", ["", " irman", "x" * 65, "ir\nman"])
def test_a_bad_name_makes_no_file(tmp_path: Path, id: str) -> None:
    with refused("code.malformed"):
        new_book(tmp_path / "book.db", id=id)
    assert not (tmp_path / "book.db").exists()


def test_a_book_begins_on_a_day_without_a_clock_in_it(tmp_path: Path) -> None:
    with refused("input.invalid"):
        new_book(tmp_path / "book.db", begins_on=datetime(2014, 4, 1))  # noqa: DTZ001  # the wrong thing, on purpose


def test_bylaws_without_their_text_are_refused_because_the_book_must_keep_it(tmp_path: Path) -> None:
    account = Account(code="1", label=Label("Kas", "Cash"), kind=AccountKind.ASSET, line="cash")
    made = Bylaws(
        name="x",
        from_on=BEGINS_ON,
        currency="IDR",
        time_zone="UTC",
        chart=Chart((account,)),
        products={},
        boxes={},
        default_box="",
        roles={},
    )
    with refused("input.invalid"):
        new_book(tmp_path / "book.db", bylaws=made)


def test_a_failed_creation_leaves_no_table(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("irman_ledger.books.genesis.hash_of", lambda text: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        new_book(database_url)
    engine = sa.create_engine(database_url)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()


def test_two_books_in_one_database_do_not_see_each_other(database_url: str) -> None:
    first, second = with_savers(database_url, id="satu"), with_savers(database_url, id="dua")
    counter(first).record(deposit(70_000), key="same key")
    receipt = counter(second).record(deposit(30_000), key="same key")
    assert (receipt.seq, str(receipt.voucher), receipt.replayed) == (6, "BKM/2014/000001", False)
    assert counter(first).record(deposit(5_000), key="another").seq == 7
    for book, held, size in ((first, 75_000, 8), (second, 30_000, 7)):
        with book.read() as view:
            assert view.savings.get("SS-001").balance == idr(held)
            assert view.balances(as_of=date(2014, 12, 31)).net("1-1100") == idr(held)
            assert [record.seq for record in view.records()] == list(range(size))
            assert sum(1 for _ in view.members.all()) == 2
    assert first.root() != second.root()
    assert len(every_row(first)["irman_book"]) == 2


def test_a_database_kept_in_memory_survives_a_refusal() -> None:
    book = with_savers("sqlite://")
    with refused("savings.overdrawn"):
        counter(book).record(withdraw(10), key="w")
    assert counter(book).record(deposit(50_000), key="d").seq == 6
    with book.read() as view:
        assert view.savings.get("SS-001").balance == idr(50_000)
