"""One changed value in any column of any table is found by verification and its row is named, on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from irman_ledger import Book
from irman_ledger.books.port import ConnectionPort
from irman_ledger.books.shelf import Identity
from irman_ledger.books.tables import TABLES
from irman_ledger.books.verify import Finding, Snapshot, VerifyReport, verify
from tests.books.kit import clock_at, counter, deposit, with_savers
from tests.books.whole_book import DEPOSIT, drop_checks, keys_of, lay_down_arms, next_day, table_named, take_up_arms, where_is, whole_book
from tests.conftest import DATABASES
from tests.postgres import PostgresServer

COLUMNS = [f"{table.name}.{column.name}" for table in TABLES for column in table.c]
NOT_FOUND = {
    "irman_private.salt and irman_private.value, both taken away": "an erasure looks the same, asked for or not; level: a backup",
    "irman_book, a row added": "it is another book, to be verified by itself",
}
"""What no check finds, and why; verification says so of the first itself."""


@dataclass(frozen=True, slots=True)
class Lab:
    """A book that can be altered in a transaction that is never committed."""

    engine: sa.Engine
    identity: Identity

    @contextmanager
    def altering(self) -> Iterator[sa.Connection]:
        """A connection without guards; what is done on it is undone at the end."""
        with self.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
            transaction = connection.begin()
            try:
                yield connection
            finally:
                transaction.rollback()

    def verify(self, connection: sa.Connection, **more: Any) -> VerifyReport:
        return verify(Snapshot(ConnectionPort(connection), self.identity), **more)

    def after(self, statement: Any) -> VerifyReport:
        """What verification says after one statement."""
        with self.altering() as connection:
            lay_down_arms(connection)
            try:
                with connection.begin_nested():
                    connection.execute(statement)
            except sa.exc.IntegrityError:  # PostgreSQL's checks, which an owner can take away for good
                drop_checks(connection, statement.table.name)
                connection.execute(statement)
            take_up_arms(connection)
            return self.verify(connection)


@pytest.fixture(scope="module", params=DATABASES)
def lab(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    if request.param == "sqlite":
        book = whole_book(tmp_path_factory.mktemp("verify") / "irman.db")
        yield Lab(book.engine, book.identity)
        book.close()
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.fresh_database() as url:
        book = whole_book(url)
        yield Lab(book.engine, book.identity)
        book.close()


def _changed(value: Any, column: sa.Column[Any]) -> Any:
    match value:
        case None if isinstance(column.type, sa.Integer):
            return 3
        case None if isinstance(column.type, sa.Date):
            return date(2014, 5, 5)
        case None:
            return b"X" if isinstance(column.type, sa.LargeBinary) else "X"
        case int():
            return 1 - value if column.name == "is_memorandum" else value + (1000 if column.primary_key else 1)
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:] if value else b"\0"
        case date():
            return next_day(value)
        case str() if len(value) == 10 and value[4] == "-" and value[7] == "-":
            return next_day(date.fromisoformat(value)).isoformat()
        case _:
            return value + "X"


def _rows(connection: sa.Connection, table: sa.Table) -> list[sa.Row[Any]]:
    return list(connection.execute(sa.select(table).order_by(*keys_of(table))))


def _names_row(finding: Finding, table: sa.Table, row: sa.Row[Any], changed: Any = None) -> bool:
    """Whether a finding points at the row, as it was or as it became: a line by its record, any other by the words of its key."""
    if table.name == "irman_line" and finding.where.startswith(f"record {row.seq}"):
        return True
    if finding.place.table != table.name:
        return False
    if table.name == "irman_record":
        return str(row.seq) in (finding.place.row, finding.wanted) or str(changed) == finding.place.row
    words = [str(getattr(row, column.name)) for column in keys_of(table) if column.name not in ("book", "commitment")]
    return all(word in finding.place.row for word in words) or str(changed) in finding.place.row.split()


def test_a_sound_book_passes_every_check_but_checkpoints(lab: Lab) -> None:
    with lab.altering() as connection:
        report = lab.verify(connection, advice=True)
    assert report.ok
    assert (report.level, report.size, report.findings, report.notes) == (2, 23, (), ())
    not_made = {check.name for check in report.checks if check.outcome == "not-made"}
    assert not_made == ({"checkpoints"} if lab.engine.dialect.name == "sqlite" else {"checkpoints", "storage"})
    counts = {check.name: check.count for check in report.checks}
    assert (counts["leaf"], counts["vouchers"], counts["reversals"], counts["closings"], counts["private"]) == (23, 13, 2, 1, 4)
    assert (counts["orphans"], counts["bylaws"], counts["schedules"], counts["subjects"], counts["rebooking"]) == (28, 2, 13, 10, 18)


def test_every_column_of_the_whole_book_is_filled_somewhere(lab: Lab) -> None:
    with lab.altering() as connection:
        for table in TABLES:
            rows = _rows(connection, table)
            assert [column.name for column in table.c if all(getattr(row, column.name) is None for row in rows)] == []


@pytest.mark.parametrize("place", COLUMNS)
def test_a_changed_value_is_found_and_its_row_is_named(lab: Lab, place: str) -> None:
    table, name = table_named(place.split(".")[0]), place.split(".")[1]
    column = table.c[name]
    with lab.altering() as connection:
        filled = [row for row in _rows(connection, table) if getattr(row, name) is not None]
        empty = [row for row in _rows(connection, table) if getattr(row, name) is None]
    chosen = [filled[0], filled[-1], *empty[:1]]
    if name != "book":
        chosen = [filled[len(filled) // 2], *chosen]
    for row in chosen:
        changed = 99 if name == "book" else _changed(getattr(row, name), column)
        report = lab.after(sa.update(table).where(*where_is(table, row)).values({name: changed}))
        assert any(_names_row(finding, table, row, changed) for finding in report.findings), (place, row, report.findings)


@pytest.mark.parametrize("place", [name for name in COLUMNS if table_named(name.split(".")[0]).c[name.split(".")[1]].nullable])
def test_a_value_taken_away_is_found(lab: Lab, place: str) -> None:
    table, name = table_named(place.split(".")[0]), place.split(".")[1]
    with lab.altering() as connection:
        row = next(row for row in _rows(connection, table) if getattr(row, name) is not None)
    report = lab.after(sa.update(table).where(*where_is(table, row)).values({name: None}))
    assert any(_names_row(finding, table, row) for finding in report.findings), report.findings


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_a_row_taken_away_is_found(lab: Lab, name: str) -> None:
    table = table_named(name)
    with lab.altering() as connection:
        rows = _rows(connection, table)
    for row in {rows[0], rows[-1], rows[len(rows) // 2]}:
        report = lab.after(sa.delete(table).where(*where_is(table, row)))
        assert not report.ok
        # Of a record that is gone the next one says that its number does not follow; of the last one, the head.
        named = any(_names_row(finding, table, row) for finding in report.findings)
        assert named or (name == "irman_record" and {f.check for f in report.findings} >= {"head"}), report.findings


@pytest.mark.parametrize("name", [table.name for table in TABLES if table.name not in ("irman_book", "irman_head")])
def test_a_row_added_is_found(lab: Lab, name: str) -> None:
    table = table_named(name)
    with lab.altering() as connection:
        row = _rows(connection, table)[-1]
    key = keys_of(table)[-1]
    added = dict(row._mapping) | {key.name: _changed(getattr(row, key.name), key)}
    if name == "irman_record":
        added |= {"key": "another", "number": 0, "reverses": None}
    report = lab.after(sa.insert(table).values(added))
    named = str(added[key.name]) if key.name not in ("commitment", "no") else str(row.seq) if name != "irman_private" else row.subject
    assert any(named in finding.where for finding in report.findings), report.findings


def test_another_schema_version_is_found(lab: Lab) -> None:
    report = lab.after(sa.text("UPDATE irman_version SET version_num = '0000'"))
    assert [(finding.where, finding.text) for finding in report.findings] == [("irman_version", "version_num is 0000, must be 0001")]


def test_what_a_newer_schema_holds_beside_is_said_to_be_unchecked(lab: Lab) -> None:
    report = lab.after(sa.text("UPDATE irman_version SET version_num = '9999'"))
    assert report.ok
    assert "what schema 9999 holds beyond schema 0001, which this version of the library knows" in report.not_checked


def test_what_cannot_be_found_is_said(lab: Lab) -> None:
    private = table_named("irman_private")
    report = lab.after(
        sa.update(private).where(private.c.subject == "member:A-001", private.c.value == "0411-1").values(salt=None, value=None)
    )
    assert report.ok
    assert any("columns salt and value of irman_private" in reason for reason in report.not_checked)
    assert len(NOT_FOUND) == 2


def test_a_value_half_erased_is_found(lab: Lab) -> None:
    private = table_named("irman_private")
    report = lab.after(sa.update(private).where(private.c.value == "0411-1").values(salt=None))
    assert [(finding.check, finding.text) for finding in report.findings] == [("private", "salt is not valid: NULL")]


def test_a_personal_value_is_never_shown(lab: Lab) -> None:
    private = table_named("irman_private")
    report = lab.after(sa.update(private).where(private.c.value == "Daeng Sija").values(value="Daeng Lain"))
    assert not report.ok
    assert "Daeng" not in report.summary("id") + report.summary("en")


def test_one_changed_amount_is_reported_once_for_each_fact_it_contradicts(lab: Lab) -> None:
    line = table_named("irman_line")
    report = lab.after(sa.update(line).where(line.c.seq == DEPOSIT, line.c.no == 0).values(amount=240_000_000))
    assert sorted({(finding.check, finding.where) for finding in report.findings}) == [
        ("balance", "record 6"),
        ("closings", "record 13"),
        ("leaf", "record 6"),
        ("lines", "record 6"),
        ("month-balances", "irman_month_balance 201404 1-1100 UMUM UMUM"),
        ("subject-balances", "irman_subject_balance cash:KAS 1-1100"),
    ]
    assert "catatan 6: total berisi 250000000, seharusnya 240000000" in report.summary("id")
    assert "record 6: total is 250000000, must be 240000000" in report.summary("en")
    assert "BUKU TIDAK COCOK DENGAN DIRINYA (tingkat 2" in report.summary("id")


def test_rows_of_another_book_are_left_alone(tmp_path: Path) -> None:
    first = whole_book(tmp_path / "two.db")
    second = whole_book(tmp_path / "two.db", id="lain")
    with sqlite3.connect(tmp_path / "two.db") as connection:
        connection.execute("UPDATE irman_month_balance SET debit = debit + 1 WHERE book = 2")
    assert first.verify().ok
    assert {finding.check for finding in second.verify().findings} == {"month-balances"}
    first.close()
    second.close()


def test_a_clock_that_steps_back_is_a_note(sqlite_url: str) -> None:
    book = with_savers(sqlite_url)
    earlier = Book.open(sqlite_url, clock=clock_at(date(2014, 4, 2)))
    counter(earlier).record(deposit(100, on="4-2"), key="later")
    report = book.verify()
    assert report.ok
    assert [(note.check, note.where, note.column) for note in report.notes] == [("dates", "record 6", "entered_at")]
    book.close()
    earlier.close()


def test_only_the_hashes_can_be_checked(lab: Lab) -> None:
    with lab.altering() as connection:
        report = lab.verify(connection, level="hashes")
    assert (report.ok, report.level) == (True, 1)
    assert {check.name for check in report.checks if check.outcome == "ok"} == {"book", "dense", "leaf", "head"}
    assert "all but the hashes: only level 1 was asked for" in report.not_checked


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM irman_head", "irman_head 1"),
        ("UPDATE irman_head SET frontier = x'00'", "irman_head 1"),
        ("UPDATE irman_bylaws SET source = 'name = 1' WHERE version = 1", "irman_bylaws 1"),
        ("UPDATE irman_book SET uuid = x'00', currency = 'EUR'", "irman_book 1"),
        ("UPDATE irman_record SET event = 'x' WHERE seq = 0", "record 0"),
        ("UPDATE irman_record SET command = '{}' WHERE seq = 2", "record 2"),
        ("DELETE FROM irman_record WHERE seq = 0", "record 0"),
        ("DROP TABLE irman_schedule", "irman"),
        ("DROP TABLE irman_record", "irman"),
        ("DROP TABLE irman_version", "irman_version"),
    ],
)
def test_a_badly_damaged_file_is_still_reported_on(tmp_path: Path, statement: str, found: str) -> None:
    book = whole_book(tmp_path / "irman.db")
    book.close()
    with sqlite3.connect(tmp_path / "irman.db") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
    report = book.verify()
    assert not report.ok
    assert found in {finding.where for finding in report.findings}
    assert "BUKU TIDAK COCOK" in report.summary("id")
    book.close()


def test_a_byte_changed_in_the_file_is_found(tmp_path: Path) -> None:
    book = whole_book(tmp_path / "irman.db")
    book.engine.dispose()
    with sqlite3.connect(tmp_path / "irman.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = (tmp_path / "irman.db").read_bytes()
    assert content.count(b"Barang titipan{") == 1  # the narration of record 16, beside its command
    (tmp_path / "irman.db").write_bytes(content.replace(b"Barang titipan{", b"Barang titipap{"))
    report = Book.open(tmp_path / "irman.db").verify()
    assert [(finding.check, finding.where) for finding in report.findings] == [("leaf", "record 16")]
