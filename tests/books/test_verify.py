"""One changed value in any column of any table is found by verification, or the column is on a short, reasoned list."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.books.tables import TABLES
from irman_ledger.books.verify import verify
from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import Deposit, OpenSavings, Withdraw
from irman_ledger.coop.shares import PayShare

BEGIN = date(2014, 4, 1)
NOT_FOUND: dict[str, str] = {}
"""Columns whose change no local check can find, with the level that does."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("verify") / "irman.db"
    book = Book.create(path, Bylaws.sample("ksp"), id="irman", begins_on=BEGIN)
    desk = book.desk(Actor("siti", role="teller"))
    desk.record(AdmitMember(member="A-001", name="Daeng Sija", on=BEGIN), key="k1", document="form-118")
    desk.record(PayShare(member="A-001", product="POKOK", on=BEGIN, amount=idr(100_000)), key="k2", document="KM-001")
    desk.record(OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=BEGIN), key="k3")
    desk.record(Deposit(account="SS-001", on=date(2014, 4, 2), amount=idr(2_500_000)), key="k4", document="KM-002")
    loan = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=date(2014, 4, 10), principal=idr(2_000_000), instalments=10)
    desk.record(loan, key="k5", document="KK-001")
    repaid = desk.record(RepayLoan(loan="PJ-001", on=date(2014, 5, 10), amount=idr(240_000)), key="k6", document="KM-003")
    desk.reverse(repaid.seq, on=date(2014, 5, 11), reason="salah", key="k7", document="BM-001")
    desk.close_month(Month(2014, 4))
    lines = (JournalLine(account="9-1500", amount=idr(500)), JournalLine(account="9-1590", amount=idr(-500)))
    desk.record(PostJournal(on=date(2014, 5, 12), narration="Titipan", lines=lines), key="k8", document="BM-002")
    desk.record(Withdraw(account="SS-001", on=date(2014, 5, 13), amount=idr(100)), key="k9", booked_on=date(2014, 6, 1), document="KK-002")
    assert book.verify().ok
    book.close()
    return path


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy without its guards, as a database owner could make it, in a transaction of its own."""
    with sqlite3.connect(sound) as source:
        target = sqlite3.connect(tmp_path / "copy.db", isolation_level=None)
        source.backup(target)
    target.execute("PRAGMA foreign_keys=OFF")
    target.execute("PRAGMA ignore_check_constraints=ON")
    target.execute("PRAGMA journal_mode=DELETE")
    yield target
    target.close()


def _alter(connection: sqlite3.Connection, table: str, sql: str) -> None:
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)).fetchall()
    for name, _text in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(sql)
    for _name, text in triggers:
        connection.execute(text)


def _changed(value: object) -> str:
    if value is None:
        return "'A-999'"
    if isinstance(value, int):
        return str(value + 100)
    if isinstance(value, bytes):
        return "X'" + (bytes([value[0] ^ 1]) + value[1:]).hex() + "'" if value else "X'00'"
    text = str(value)
    if len(text) == 10 and text[4] == "-":
        return "'" + text[:8] + ("28" if text[8:] != "28" else "27") + "'"
    return "'" + (text + "X").replace("'", "''") + "'"


COLUMNS = [f"{table.name}.{column.name}" for table in TABLES for column in table.c if column.name != "book"]


@pytest.mark.parametrize("place", COLUMNS)
def test_a_changed_value_is_found(copy: sqlite3.Connection, tmp_path: Path, place: str) -> None:
    table, column = place.split(".")
    key = "rowid" if table == "irman_record" else None
    order = f"ORDER BY {key} DESC" if key else ""
    quoted = f'"{column}"'
    value = copy.execute(f"SELECT {quoted} FROM {table} WHERE {quoted} IS NOT NULL {order} LIMIT 1").fetchone()
    shown = value[0] if value is not None else None
    keys = [c.name for t in TABLES if t.name == table for c in t.primary_key]
    condition = f"{quoted} IS NOT NULL" if value is not None else "1"
    chosen = copy.execute(f"SELECT {', '.join(keys)} FROM {table} WHERE {condition} {order} LIMIT 1").fetchone()
    where = " AND ".join(f"{k} = {_literal(v)}" for k, v in zip(keys, chosen, strict=True))
    replaced = "7" if value is None and column == "reverses" else _changed(shown)
    _alter(copy, table, f"UPDATE {table} SET {quoted} = {replaced} WHERE {where}")
    assert _is_found(tmp_path / "copy.db") != (place in NOT_FOUND)


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_a_deleted_row_is_found(copy: sqlite3.Connection, tmp_path: Path, table: str) -> None:
    keys = [c.name for t in TABLES if t.name == table for c in t.primary_key]
    chosen = copy.execute(f"SELECT {', '.join(keys)} FROM {table} ORDER BY {', '.join(keys)} DESC LIMIT 1").fetchone()
    where = " AND ".join(f"{k} = {_literal(v)}" for k, v in zip(keys, chosen, strict=True))
    _alter(copy, table, f"DELETE FROM {table} WHERE {where}")
    assert _is_found(tmp_path / "copy.db")


def test_a_missing_guard_is_named(copy: sqlite3.Connection, tmp_path: Path) -> None:
    copy.execute("DROP TRIGGER irman_line_bu")
    book = Book.open(tmp_path / "copy.db")
    assert [finding.where for finding in book.verify().findings] == ["irman_line_bu"]
    book.close()


def test_a_checkpoint_kept_outside_finds_another_log(sound: Path) -> None:
    book = Book.open(sound)
    with book.read() as view:
        assert verify(view, checkpoints=[(book.size, book.root())]).ok
        assert not verify(view, checkpoints=[(book.size, bytes(32))]).ok
        assert not verify(view, checkpoints=[(book.size + 1, book.root())]).ok
    book.close()


def _literal(value: object) -> str:
    if isinstance(value, bytes):
        return "X'" + value.hex() + "'"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def _is_found(path: Path) -> bool:
    """Whether opening or verifying the book says that something is wrong."""
    try:
        book = Book.open(path)
        try:
            return not book.verify().ok
        finally:
            book.close()
    except Exception:  # a damaged book may be refused in many ways; all of them are loud
        return True
