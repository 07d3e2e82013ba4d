"""The guards are in place, are missed when they are not, leave an application its work, and hold against two sessions at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from irman_ledger import Book, Month, idr
from irman_ledger.books.engine import engine_of
from irman_ledger.books.guards import install_guards, missing_guards, unknown_triggers
from irman_ledger.books.refusals import AmbiguousBookError
from irman_ledger.coop.members import AdmitMember
from irman_ledger.errors import DamagedError, IrmanError
from tests.books.attacks import NEXT, SHADOWED, line, pair, seal
from tests.books.kit import BEGINS_ON, clock_at, counter, day, deposit, new_book, with_savers
from tests.books.whole_book import CHANGED, application_role, whole_book
from tests.postgres import libpq_url


@pytest.fixture
def guarded(database_url: str) -> Iterator[sa.Connection]:
    """A connection in a transaction that is undone."""
    new_book(database_url).close()
    engine = engine_of(database_url)
    with engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()
    engine.dispose()


def test_a_new_book_has_every_guard_and_no_other_trigger(guarded: sa.Connection) -> None:
    assert missing_guards(guarded) == ()
    assert unknown_triggers(guarded) == ()


def test_guards_can_be_put_in_place_again_and_again(guarded: sa.Connection) -> None:
    install_guards(guarded)
    install_guards(guarded)
    assert missing_guards(guarded) == ()


def _undone(connection: sa.Connection, *statements: str) -> tuple[str, ...]:
    """What is missing after some statements, which are taken back."""
    with connection.begin_nested() as savepoint:
        for statement in statements:
            connection.exec_driver_sql(statement)
        missing = missing_guards(connection)
        savepoint.rollback()
    return missing


def test_every_trigger_is_missed_on_sqlite(sqlite_url: str) -> None:
    new_book(sqlite_url).close()
    engine = engine_of(sqlite_url)
    with engine.connect() as connection:
        triggers = connection.exec_driver_sql("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        assert len(triggers) == 23
        for name, table in triggers:
            assert _undone(connection, f"DROP TRIGGER {name}") == (name,)
            emptied = f"CREATE TRIGGER {name} BEFORE INSERT ON {table} BEGIN SELECT 1; END"
            assert _undone(connection, f"DROP TRIGGER {name}", emptied) == (name,)
        assert _undone(connection, "DROP INDEX irman_record_key") == ("irman_record_key",)
        loose = "CREATE INDEX irman_record_key ON irman_record (book, key)"
        assert _undone(connection, "DROP INDEX irman_record_key", loose) == ("irman_record_key",)
    engine.dispose()


def test_a_table_made_anew_without_its_constraints_is_missed_on_sqlite(sqlite_url: str) -> None:
    new_book(sqlite_url).close()
    engine = engine_of(sqlite_url)
    with engine.connect() as connection:
        loose = ("DROP TABLE irman_head", "CREATE TABLE irman_head (book, size, frontier, closed_to, bylaws_version)")
        missing = ("irman_head STRICT", "irman_head_bd", "irman_head_bi", "irman_head_book")
        assert _undone(connection, *loose) == missing
    engine.dispose()


EMPTY_FUNCTION = "CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS {}"


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        ("DROP TRIGGER irman_line_ai ON irman_line", "irman_line_ai"),
        ("ALTER TABLE irman_record DISABLE TRIGGER irman_record_ro", "irman_record_ro"),
        ("ALTER TABLE irman_record ENABLE REPLICA TRIGGER irman_record_ai", "irman_record_ai"),
        (EMPTY_FUNCTION.format("irman_record_guard", "'BEGIN RETURN NULL; END'"), "irman_record_guard"),
        (EMPTY_FUNCTION.format("irman_refuse", "'BEGIN RETURN NEW; END'"), "irman_refuse"),
        ("ALTER FUNCTION irman_record_guard() RESET search_path", "irman_record_guard"),
        ("ALTER FUNCTION irman_line_guard() SECURITY DEFINER", "irman_line_guard"),
        ("ALTER TABLE irman_line DISABLE ROW LEVEL SECURITY", "irman_line irman_one_book"),
        ("ALTER POLICY irman_one_book ON irman_record USING (true)", "irman_record irman_one_book"),
        ("DROP POLICY irman_one_book ON irman_private", "irman_private irman_one_book"),
        ("ALTER TABLE irman_line DROP CONSTRAINT irman_line_slot", "irman_line_slot"),
        ("ALTER TABLE irman_line DROP CONSTRAINT irman_line_record", "irman_line_record"),
        ("DROP INDEX irman_record_voucher", "irman_record_voucher"),
    ],
)
def test_every_kind_of_guard_is_missed_on_postgresql(postgres_url: str, statement: str, missing: str) -> None:
    new_book(postgres_url).close()
    engine = engine_of(postgres_url)
    with engine.connect() as connection:
        assert _undone(connection, statement) == (missing,)
    engine.dispose()


def test_a_trigger_for_other_events_is_no_guard(postgres_url: str) -> None:
    new_book(postgres_url).close()
    engine = engine_of(postgres_url)
    weaker = "CREATE TRIGGER irman_line_ro BEFORE TRUNCATE ON irman_line FOR EACH STATEMENT EXECUTE FUNCTION irman_refuse()"
    with engine.connect() as connection:
        assert _undone(connection, "DROP TRIGGER irman_line_ro ON irman_line", weaker) == ("irman_line_ro",)
    engine.dispose()


def test_a_trigger_of_somebody_else_is_a_note(sqlite_url: str) -> None:
    book = new_book(sqlite_url)
    with book.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TRIGGER told AFTER INSERT ON irman_record BEGIN SELECT 1; END")
    report = book.verify()
    assert report.ok
    assert [(note.check, note.where) for note in report.notes] == [("guards", "told")]
    book.close()


# -- the application's role -------------------------------------------------------------------------------------------


@pytest.fixture
def role_url(postgres_url: str) -> Iterator[str]:
    """The URL of a plain role on a database that holds the book ``irman``."""
    with_savers(postgres_url).close()
    with application_role(postgres_url) as url:
        yield url


def test_an_application_does_all_its_work_with_its_plain_role(role_url: str) -> None:
    book = Book.open(role_url, clock=clock_at())
    desk = counter(book)
    receipt = desk.record(deposit(100_000), key="d1")
    desk.record(AdmitMember(member="A-003", name="Daeng Baji", on=BEGINS_ON), key="m3")
    assert desk.record_all([(deposit(1_000 + place, "5-2"), f"b{place}") for place in range(3_000)]).count == 3_000
    desk.reverse(receipt.seq, on=day("5-3"), reason="salah", key="r1")
    desk.close_month(Month(2014, 4))
    desk.adopt(CHANGED, on=day("5-4"), key="a1")
    with book.engine.begin() as connection:
        book.desk(desk._actor, within=connection).record(deposit(5, "5-5"), key="w1")
    assert book.erase("A-003") == 1
    assert book.balances(as_of=day("5-31")).net("2-1100") == -idr(7_498_500) - idr(5)
    report = book.verify(advice=True)
    assert report.ok
    assert "rows of books that are not there: this database role sees only its own book" in report.not_checked
    book.close()


def test_the_role_makes_no_book_and_opens_only_one_that_is_there(role_url: str) -> None:
    with pytest.raises(IrmanError) as refused:
        new_book(role_url, id="lain")
    assert refused.value.code == "storage.read-only"
    with pytest.raises(IrmanError) as unknown:
        Book.open(role_url, id="lain")
    assert unknown.value.code == "book.unknown"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.irman_other (a int)",
        "CREATE TEMP TABLE irman_line (a int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION public.count(int) RETURNS int LANGUAGE sql AS 'SELECT 0'",
        "ALTER TABLE irman_line DISABLE TRIGGER ALL",
        "ALTER TABLE irman_line DISABLE ROW LEVEL SECURITY",
        "DROP POLICY irman_one_book ON irman_line",
        "CREATE TRIGGER mine BEFORE INSERT ON irman_line FOR EACH ROW EXECUTE FUNCTION irman_refuse()",
        "SET session_replication_role = replica",
        "TRUNCATE irman_month_balance",
        "DELETE FROM irman_subject_balance",
        "INSERT INTO irman_book SELECT 2, 'x', uuid, currency, begins_on FROM irman_book",
        "INSERT INTO irman_head SELECT 2, 0, frontier, 0, 1 FROM irman_head",
        "UPDATE irman_head SET book = 2",
        "UPDATE irman_private SET commitment = salt",
        "UPDATE irman_version SET version_num = 'x'",
    ],
)
def test_the_role_may_not(role_url: str, statement: str) -> None:
    with psycopg.connect(libpq_url(role_url)) as connection:
        connection.execute("SELECT set_config('irman.book', '1', true)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


def test_a_session_sees_and_writes_only_the_book_that_it_has_named(postgres_url: str) -> None:
    for id in ("satu", "dua"):
        with_savers(postgres_url, id=id).close()
    with application_role(postgres_url) as url, psycopg.connect(libpq_url(url), autocommit=True) as connection:
        assert [row[0] for row in connection.execute("SELECT id FROM irman_book ORDER BY book")] == ["satu", "dua"]
        assert connection.execute("SELECT count(*) FROM irman_record").fetchone() == (0,)
        connection.execute("SET irman.book = '1'")
        for table in ("book", "head", "bylaws", "account", "record", "subject", "private"):
            assert connection.execute(f"SELECT DISTINCT book FROM irman_{table}").fetchall() == [(1,)]
        assert connection.execute("UPDATE irman_head SET size = size WHERE book = 2").rowcount == 0
        assert connection.execute("UPDATE irman_private SET salt = NULL, value = NULL WHERE book = 2").rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("INSERT INTO irman_account VALUES (2, 'X', '', '', 0)")
        with pytest.raises(AmbiguousBookError):
            Book.open(url)
        second = Book.open(url, id="dua", clock=clock_at())
        counter(second).record(deposit(100_000), key="d1")
        assert second.verify().ok
        second.close()


def test_a_view_for_the_role_must_run_with_its_rights(postgres_url: str) -> None:
    for id in ("satu", "dua"):
        with_savers(postgres_url, id=id).close()
    with psycopg.connect(libpq_url(postgres_url), autocommit=True) as owner, application_role(postgres_url) as url:
        owner.execute("CREATE VIEW owners_eye AS SELECT DISTINCT book FROM irman_record")
        owner.execute("CREATE VIEW own_eye WITH (security_invoker = true) AS SELECT DISTINCT book FROM irman_record")
        owner.execute("GRANT SELECT ON owners_eye, own_eye TO PUBLIC")
        with psycopg.connect(libpq_url(url)) as connection:
            connection.execute("SELECT set_config('irman.book', '1', true)")
            assert connection.execute("SELECT book FROM own_eye").fetchall() == [(1,)]
            assert sorted(connection.execute("SELECT book FROM owners_eye").fetchall()) == [(1,), (2,)]


# -- two sessions, shadows, orphans -----------------------------------------------------------------------------------


def _session(url: str, isolation: str) -> psycopg.Connection[Any]:
    connection = psycopg.connect(libpq_url(url))
    connection.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}")
    connection.execute("SELECT set_config('irman.book', '1', true)")
    connection.execute("SET LOCAL lock_timeout = '2s'")
    return connection


LATE = {"a slot too many": line(no=2, count=3), "a slot beyond": line(no=2), "a slot that is taken": line(no=1)}


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
@pytest.mark.parametrize(("late", "is_early"), [*((name, False) for name in LATE), ("a slot too many", True)])
def test_two_racing_sessions_cannot_add_a_line_to_a_sealed_record(postgres_url: str, isolation: str, late: str, is_early: bool) -> None:
    book = whole_book(postgres_url)
    with application_role(postgres_url) as url:
        honest, racing = _session(url, "READ COMMITTED"), _session(url, isolation)
        racing.execute("SELECT count(*) FROM irman_line")  # its snapshot is older than the record
        if is_early:
            racing.execute(LATE[late])
        for statement in (*pair(), seal()):
            honest.execute(statement)
        honest.commit()
        with pytest.raises(psycopg.errors.IntegrityError):
            _finish(racing, () if is_early else (LATE[late],))
        honest.close()
        racing.close()
    with psycopg.connect(libpq_url(postgres_url)) as connection:
        assert connection.execute("SELECT count(*), sum(amount) FROM irman_line WHERE seq = %s", (NEXT,)).fetchone() == (2, 0)
    book.close()


def _finish(session: psycopg.Connection[Any], statements: tuple[str, ...]) -> None:
    for statement in statements:
        session.execute(statement)
    session.commit()


def test_a_line_slipped_in_before_the_seal_keeps_the_record_from_being_sealed(postgres_url: str) -> None:
    book = whole_book(postgres_url)
    with application_role(postgres_url) as url:
        honest, racing = _session(url, "READ COMMITTED"), _session(url, "READ COMMITTED")
        racing.execute(line(no=1, amount=-9))
        honest.execute(line(no=0))
        with pytest.raises(psycopg.errors.LockNotAvailable):
            honest.execute(line(no=1, amount=-7))
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            racing.commit()
        honest.close()
        racing.close()
    assert book.verify().ok
    book.close()


def test_a_shadowing_temporary_table_does_not_fool_the_guards(postgres_url: str) -> None:
    book = whole_book(postgres_url)
    with application_role(postgres_url) as url:
        role = sa.make_url(url)
        with psycopg.connect(libpq_url(postgres_url), autocommit=True) as owner:
            owner.execute(f'GRANT TEMPORARY ON DATABASE "{role.database}" TO {role.username}')
        with psycopg.connect(libpq_url(url)) as connection:
            connection.execute("SELECT set_config('irman.book', '1', true)")
            for statement in SHADOWED[:-1]:
                connection.execute(statement)
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="wrong line count, total or dates"):
                connection.execute(SHADOWED[-1])
    assert book.verify().ok
    book.close()


@pytest.mark.parametrize(("orphan", "named"), [(line(6, 0), "record 6 line 0"), (line(6, 5, count=6), "record 6 line 5")])
def test_an_orphan_where_the_next_record_goes_is_a_clear_error_and_is_named(tmp_path: Path, orphan: str, named: str) -> None:
    book = with_savers(tmp_path / "irman.db")
    with sqlite3.connect(tmp_path / "irman.db") as bare:
        bare.execute(orphan)
    with pytest.raises(DamagedError) as refused:
        counter(book).record(deposit(100_000), key="d1")
    assert refused.value.code == "guard.refused"
    assert [(finding.check, finding.where) for finding in book.verify().findings if finding.check == "orphans"] == [("orphans", named)]
    assert book.size == 6
    book.close()


def test_an_orphan_far_ahead_is_in_no_balance_and_is_named(tmp_path: Path) -> None:
    book = with_savers(tmp_path / "irman.db")
    with sqlite3.connect(tmp_path / "irman.db") as bare:
        bare.execute(line(999))
    counter(book).record(deposit(100_000), key="d1")
    assert book.balances(as_of=day("12-31")).net("1-1710") == idr(0)
    assert {finding.where for finding in book.verify().findings if finding.check == "orphans"} == {"record 999 line 0"}
    book.close()
