"""The doctor looks and changes nothing; orphans are put away by the owner, whole and on record."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from irman_ledger.books.doctor import DoctorReport, doctor, quarantine_orphans
from tests.books.attacks import line
from tests.books.kit import counter, deposit, new_book, with_savers
from tests.books.whole_book import application_role


def _outcomes(report: DoctorReport) -> dict[str, str]:
    return {symptom.name: symptom.outcome for symptom in report.symptoms}


def test_a_new_file_is_well_but_for_an_old_sqlite(tmp_path: Path) -> None:
    new_book(tmp_path / "irman.db").close()
    os.chmod(tmp_path / "irman.db", 0o600)
    report = doctor(tmp_path / "irman.db")
    assert report.ok
    is_old = tuple(map(int, sqlite3.sqlite_version.split("."))) < (3, 51, 3)
    assert {name for name, outcome in _outcomes(report).items() if outcome != "ok"} == ({"sqlite_version"} if is_old else set())
    assert ("3.51.3" in report.summary("id")) == is_old
    found = {symptom.name: symptom.found for symptom in report.symptoms}
    assert (found["journal_mode"], found["synchronous"], found["foreign_keys"], found["schema"]) == ("wal", "2", "1", "0001")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_file_that_others_may_read_or_write_is_pointed_out(tmp_path: Path) -> None:
    new_book(tmp_path / "irman.db").close()
    os.chmod(tmp_path / "irman.db", 0o666)
    assert {name for name, outcome in _outcomes(doctor(tmp_path / "irman.db")).items() if outcome == "look"} >= {
        "file_writers",
        "file_readers",
    }


def test_a_missing_guard_is_bad(database_url: str) -> None:
    book = new_book(database_url)
    with book.engine.begin() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql("DROP TRIGGER irman_line_bu" if is_sqlite else "DROP TRIGGER irman_line_ro ON irman_line")
    report = doctor(database_url)
    assert not report.ok
    assert _outcomes(report)["guards"] == "bad"
    book.close()


def test_a_database_without_books_has_no_schema(database_url: str) -> None:
    assert _outcomes(doctor(database_url))["schema"] == "bad"


def test_an_owner_is_told_to_let_the_application_use_a_plain_role(postgres_url: str) -> None:
    new_book(postgres_url).close()
    found = {symptom.name: symptom.found for symptom in doctor(postgres_url).symptoms}
    assert "owns the tables" in found["role"]
    assert {"fsync", "full_page_writes", "synchronous_commit", "isolation", "server_version"} <= found.keys()
    with application_role(postgres_url) as url:
        assert {symptom.name: (symptom.outcome, symptom.found) for symptom in doctor(url).symptoms}["role"] == ("ok", "plain")


def test_an_unsafe_setting_of_the_server_is_bad(postgres_url: str) -> None:
    new_book(postgres_url).close()
    engine = sa.create_engine(
        postgres_url, connect_args={"options": "-c synchronous_commit=off -c default_transaction_isolation=serializable"}
    )
    outcomes = _outcomes(doctor(engine))
    assert (outcomes["synchronous_commit"], outcomes["isolation"]) == ("bad", "look")
    engine.dispose()


def test_orphans_are_named_and_put_away_and_the_book_goes_on(tmp_path: Path) -> None:
    book = with_savers(tmp_path / "irman.db")
    bare = sqlite3.connect(tmp_path / "irman.db", isolation_level=None)
    for orphan in (line(6, 0), line(6, 1, -8), line(999, 0, 5)):
        bare.execute(orphan)
    bare.close()
    report = doctor(tmp_path / "irman.db")
    assert {symptom.name: symptom.found for symptom in report.symptoms}["orphan_lines"] == "irman 6/0, irman 6/1, irman 999/0"
    assert not report.ok
    file = tmp_path / "orphans.json"
    assert quarantine_orphans(tmp_path / "irman.db", book=1, file=file) == 3
    kept = json.loads(file.read_text("utf-8"))
    assert [(row["seq"], row["no"], row["account"], row["amount"]) for row in kept] == [
        (6, 0, "1-1710", 7),
        (6, 1, "1-1710", -8),
        (999, 0, "1-1710", 5),
    ]
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    counter(book).record(deposit(100_000), key="d1")
    assert book.verify().ok
    assert doctor(tmp_path / "irman.db").ok
    book.close()


def test_nothing_is_put_away_over_an_earlier_file(tmp_path: Path) -> None:
    book = with_savers(tmp_path / "irman.db")
    with sqlite3.connect(tmp_path / "irman.db") as bare:
        bare.execute(line(6, 0))
    bare.close()
    (tmp_path / "orphans.json").write_text("earlier")
    with pytest.raises(FileExistsError):
        quarantine_orphans(book.engine, book=1, file=tmp_path / "orphans.json")
    assert (tmp_path / "orphans.json").read_text() == "earlier"
    assert [finding.where for finding in book.verify().findings if finding.check == "orphans"] == ["record 6 line 0"]
    book.close()


def test_a_book_without_orphans_makes_no_file(database_url: str, tmp_path: Path) -> None:
    book = with_savers(database_url)
    assert quarantine_orphans(book.engine, book=1, file=tmp_path / "orphans.json") == 0
    assert not (tmp_path / "orphans.json").exists()
    assert book.verify().ok
    book.close()


def test_orphans_on_postgresql_are_put_away_too(postgres_url: str, tmp_path: Path) -> None:
    book = with_savers(postgres_url)
    with book.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(line(6, 0))
    assert _outcomes(doctor(postgres_url))["orphan_lines"] == "bad"
    assert quarantine_orphans(book.engine, book=1, file=tmp_path / "orphans.json") == 1
    assert book.verify().ok
    book.close()
