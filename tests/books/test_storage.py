"""Databases that cannot be used: foreign, damaged, too old, too new, read-only, full, or reached by a careless connection."""

from __future__ import annotations

import os
import pwd
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from irman_ledger import Book, idr
from irman_ledger.books import prepare_engine
from irman_ledger.errors import IrmanError
from tests.books.kit import TELLER, clock_at, counter, deposit, new_book, nothing_changes, refused, with_savers


def bare(url: str) -> sa.Engine:
    return sa.create_engine(url)


# ---------------------------------------------------------------- what is no book


def test_a_database_of_another_program_is_refused_and_left_as_it_is(database_url: str) -> None:
    engine = bare(database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE invoices (id BIGINT)")
    engine.dispose()
    file = Path(engine.url.database or "")
    before = file.read_bytes() if engine.dialect.name == "sqlite" else b""
    with refused("schema.foreign"):
        Book.open(database_url)
    if engine.dialect.name == "sqlite":
        assert file.read_bytes() == before
        assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert sa.inspect(engine).get_table_names() == ["invoices"]
    engine.dispose()


@pytest.mark.parametrize("content", [b"Tanggal;Uraian;Jumlah\n" * 200, b"SQLite format 3", b""], ids=["csv", "stub", "empty"])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kas.csv"
    file.write_bytes(content)
    with refused("schema.foreign"):
        Book.open(file)
    if content:
        with refused("schema.foreign"):
            new_book(file)
    assert file.read_bytes() == content


def test_a_file_that_is_not_there_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with refused("schema.foreign"):
        Book.open(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []
    with refused("storage.unreachable"):
        new_book(tmp_path / "no folder" / "book.db")


def test_a_database_of_another_kind_is_refused(tmp_path: Path) -> None:
    with refused("database.unsupported"):
        prepare_engine(sa.create_engine("mysql+pymysql://localhost/x", module=sqlite3))
    with refused("database.unsupported"):
        Book.open("sqlite+aiosqlite:///" + (tmp_path / "book.db").as_posix())


def test_a_server_that_is_down_is_said_to_be_out_of_reach(tmp_path: Path) -> None:
    with refused("storage.unreachable"):
        Book.open(f"postgresql://irman@/irman?host={tmp_path.as_posix()}")


@pytest.mark.parametrize(("version", "code"), [("0000", "schema.behind"), ("9999", "schema.ahead"), (None, "schema.foreign")])
def test_a_schema_that_is_behind_ahead_or_unknown_is_refused(database_url: str, version: str | None, code: str) -> None:
    book = with_savers(database_url)
    with book.engine.begin() as connection:
        if version is None:
            connection.exec_driver_sql("DELETE FROM irman_version")
        else:
            connection.exec_driver_sql(f"UPDATE irman_version SET version_num = '{version}'")
            connection.exec_driver_sql(f"UPDATE irman_schema SET min_reader = '{version}'")
    with refused(code, book):
        Book.open(database_url)
    if version is not None:
        with refused(code, book):
            new_book(database_url, id="another")


def test_a_newer_schema_that_lets_this_version_in_is_opened_written_and_verified(database_url: str) -> None:
    book = with_savers(database_url)
    with book.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE irman_version SET version_num = '0002'")
    opened = Book.open(database_url)
    counter(opened).record(deposit(1_000), key="1")
    assert opened.verify().ok
    with book.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE irman_schema SET min_reader = '0002'")
    with refused("schema.ahead", book):
        Book.open(database_url)


def test_a_changed_reader_version_is_found(database_url: str) -> None:
    book = with_savers(database_url)
    with book.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE irman_schema SET min_reader = '0000'")
    assert [(finding.where, finding.text) for finding in book.verify().findings] == [("irman_schema", "min_reader is 0000, must be 0001")]
    with book.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM irman_schema")
        connection.exec_driver_sql("UPDATE irman_version SET version_num = '0002'")
    with refused("schema.foreign", book):
        Book.open(database_url)


# ---------------------------------------------------------------- what is damaged


def test_a_damaged_file_is_said_to_be_damaged(sqlite_url: str) -> None:
    book = with_savers(sqlite_url)
    counter(book).record_all((deposit(1_000), str(n)) for n in range(300))
    book.close()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    content = file.read_bytes()
    file.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    with refused("book.damaged"):
        book = Book.open(sqlite_url)
        for _record in book.records():
            pass


def test_a_head_that_was_set_back_is_stopped_by_the_guards(database_url: str) -> None:
    book = with_savers(database_url)
    head = "SELECT size, frontier FROM irman_head"
    with book.engine.begin() as connection:
        size, frontier = connection.execute(sa.text(head)).one()
    counter(book).record(deposit(1_000), key="1")
    _set_head(book, size, frontier)
    for _ in range(2):
        with refused("guard.refused", book, probe=False):
            counter(book).record(deposit(2_000), key="2")


def test_a_head_that_contradicts_itself_is_damage(database_url: str) -> None:
    book = with_savers(database_url)
    _set_head(book, 5, b"x" * 32)
    with refused("book.damaged"):
        book.root()
    with refused("book.damaged"):
        counter(book).record(deposit(2_000), key="2")


def _set_head(book: Book, size: int, frontier: bytes) -> None:
    with book.engine.begin() as connection:
        connection.execute(sa.text("UPDATE irman_head SET size = :size, frontier = :frontier"), {"size": size, "frontier": frontier})


# ---------------------------------------------------------------- what cannot be written


def test_a_full_disk_changes_nothing_and_the_same_command_goes_through_when_there_is_room(sqlite_url: str) -> None:
    book = with_savers(sqlite_url)
    counter(book).record(deposit(1_000), key="1")
    writer = book._writer.driver_connection
    writer.execute("PRAGMA max_page_count = 1")  # as full as it is now
    with nothing_changes(book, probe=False):
        for _ in range(3):
            with refused("storage.full"):
                counter(book).record_all([(deposit(1_000), f"many {n}") for n in range(500)])
    writer.execute("PRAGMA max_page_count = 1073741823")
    assert counter(book).record_all([(deposit(1_000), f"many {n}") for n in range(500)]).count == 500
    assert book.verify().ok


FULL = """CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
  $$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END$$;
  CREATE TRIGGER full_disk BEFORE INSERT ON irman_record FOR EACH ROW EXECUTE FUNCTION full_disk()"""


def test_a_server_that_says_its_disk_is_full_changes_nothing(postgres_url: str) -> None:
    # A server cannot be filled without harm to its other databases: a trigger says what it would say.
    book = with_savers(postgres_url)
    with book.engine.begin() as connection:
        connection.exec_driver_sql(FULL)
    with nothing_changes(book, probe=False):
        with refused("storage.full"):
            counter(book).record(deposit(1_000), key="1")
        with refused("storage.full"):
            counter(book).record_all([(deposit(1_000), f"many {n}") for n in range(500)])
    with book.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER full_disk ON irman_record")
    assert counter(book).record_all([(deposit(1_000), f"many {n}") for n in range(500)]).count == 500
    assert book.verify().ok


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can come into; pytest's own are root's alone."""
    folder = Path(tempfile.mkdtemp(prefix="irman-read-only-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_nobody(action: Callable[[], object]) -> str:
    """What an action gives, or the code of its refusal, when it is run by a user without rights of root."""
    if os.geteuid() != 0:
        return _told(action)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            nobody = pwd.getpwnam("nobody")
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
            os.write(writing, _told(action).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told


def _told(action: Callable[[], object]) -> str:
    try:
        return str(action())
    except IrmanError as refusal:
        return refusal.code


@pytest.mark.skipif(sys.platform == "win32", reason="rights are of another kind there")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_file_or_folder_is_refused_and_left_as_it_is(open_folder: Path, what: str) -> None:
    file = open_folder / "book.db"
    book = with_savers(file)
    root = book.root()
    book.close()
    file.chmod(0o444)
    open_folder.chmod(0o555 if what == "folder" else 0o777)
    before = file.read_bytes()

    def record() -> object:
        return counter(Book.open(file, clock=clock_at())).record(deposit(1_000), key="1").seq

    def create() -> object:
        return new_book(file, id="second").size

    def read() -> object:
        return Book.open(file).size

    # SQLite reads a file in WAL mode only where it may put a small one beside it.
    sees = "6" if what == "file" else "storage.read-only"
    assert [as_nobody(record), as_nobody(create), as_nobody(read)] == ["storage.read-only", "storage.read-only", sees]
    assert file.read_bytes() == before
    open_folder.chmod(0o755)
    file.chmod(0o644)
    assert Book.open(file).root() == root


def test_a_server_that_only_reads_is_refused(postgres_url: str) -> None:
    book = with_savers(postgres_url)
    with book.engine.begin() as connection:
        connection.exec_driver_sql(f'ALTER DATABASE "{book.engine.url.database}" SET default_transaction_read_only = on')
    try:
        book.close()
        with refused("storage.read-only"):
            counter(book).record(deposit(1_000), key="1")
        assert book.size == 6
    finally:
        book.close()
        with book.engine.connect() as connection, connection.begin():
            connection.exec_driver_sql("SET TRANSACTION READ WRITE")
            connection.exec_driver_sql(f'ALTER DATABASE "{book.engine.url.database}" RESET default_transaction_read_only')
        book.close()
    assert counter(book).record(deposit(1_000), key="1").seq == 6


# ---------------------------------------------------------------- connections of the caller


def test_a_connection_that_nobody_prepared_is_refused(sqlite_url: str) -> None:
    book = with_savers(sqlite_url)
    engine = bare(sqlite_url)
    with refused("connection.not-prepared", book), engine.begin() as connection:
        book.desk(TELLER, within=connection).record(deposit(1_000), key="1")
    with refused("connection.not-prepared", book), Session(engine) as session, session.begin():
        book.desk(TELLER, within=session).record(deposit(1_000), key="1")
    prepare_engine(engine)
    with engine.begin() as connection:
        assert book.desk(TELLER, within=connection).record(deposit(1_000), key="1").seq == 6
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "setting"),
    [
        ("foreign_keys = OFF", "foreign_keys"),
        ("recursive_triggers = OFF", "recursive_triggers"),
        ("synchronous = NORMAL", "journal_mode + synchronous"),
        ("synchronous = OFF", "journal_mode + synchronous"),
    ],
)
def test_a_connection_with_one_weaker_setting_is_refused_by_name(sqlite_url: str, pragma: str, setting: str) -> None:
    book = with_savers(sqlite_url)
    engine = bare(sqlite_url)
    prepare_engine(engine)
    sa.event.listen(engine, "connect", lambda connection, _record: connection.execute(f"PRAGMA {pragma}"))
    with refused("connection.not-prepared", book, setting=setting), engine.begin() as connection:
        book.desk(TELLER, within=connection).record(deposit(1_000), key="1")
    engine.dispose()


def test_a_connection_without_a_transaction_is_refused(database_url: str) -> None:
    book = with_savers(database_url)
    if book.engine.dialect.name == "postgresql":
        engine = sa.create_engine(database_url, isolation_level="AUTOCOMMIT")
    else:  # all settings right, but nobody sends BEGIN: each statement would be its own transaction
        engine = bare(database_url)

        @sa.event.listens_for(engine, "connect")
        def set_all(connection: sqlite3.Connection, _record: object) -> None:
            connection.isolation_level = None
            for pragma in ("foreign_keys = ON", "recursive_triggers = ON", "synchronous = FULL"):
                connection.execute(f"PRAGMA {pragma}")

    with refused("connection.not-prepared", book), engine.connect() as connection:
        book.desk(TELLER, within=connection).record(deposit(1_000), key="1")
    engine.dispose()


def test_a_connection_to_another_database_or_to_none_is_refused(database_url: str, tmp_path: Path) -> None:
    book = with_savers(database_url)
    other = with_savers(tmp_path / "other.db")
    empty = bare(f"sqlite:///{(tmp_path / 'empty.db').as_posix()}")
    prepare_engine(empty)
    for engine, code in ((other.engine, "book.unknown"), (empty, "schema.foreign")):
        with refused(code, book), engine.begin() as connection:
            book.desk(TELLER, within=connection).record(deposit(1_000), key="1")
        with refused(code, book), engine.begin() as connection:
            book.desk(TELLER, within=connection).preview(deposit(1_000))
    for wrong in (book.engine, "session", object()):
        with refused("input.invalid", book):
            book.desk(TELLER, within=wrong).record(deposit(1_000), key="1")
    assert other.size == 6
    with other.read() as view:
        assert view.savings.get("SS-001").balance == idr(0)
