"""How far a check within the database goes: who computes everything anew is found only from outside."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from irman_ledger import Book
from irman_ledger.books.engine import engine_of
from irman_ledger.books.guards import install_guards
from irman_ledger.core.evidence.leaf import leaf_data
from irman_ledger.core.evidence.merkle import frontier_append, frontier_root, leaf_hash
from tests.books.attacks import RECORD
from tests.books.kit import counter, deposit
from tests.books.whole_book import whole_book

JOURNAL = 16
"""Goods held in trust, 500 rupiah: nothing later depends on it."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    book = whole_book(tmp_path / "irman.db")
    yield book
    book.close()


def _roots(book: Book) -> list[bytes]:
    """The root at every size, as an auditor would have seen them pass."""
    frontier, roots = b"", [frontier_root(0, b"")]
    for record in book.records():
        frontier = frontier_append(record.seq, frontier, record.leaf)
        roots.append(frontier_root(record.seq + 1, frontier))
    return roots


def _rewrite(book: Book, *statements: str) -> None:
    """Alter, then compute command hashes, leaves and frontier anew and put the guards back."""
    book.engine.dispose()
    connection = sqlite3.connect(str(book.engine.url.database), isolation_level=None)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    columns = RECORD.partition(", ")[2]
    frontier = b""
    records = connection.execute(f"SELECT {columns} FROM irman_record ORDER BY seq").fetchall()
    for size, row in enumerate(records):
        record = list(row[:-1])
        record[4] = hashlib.sha256(b"irman/command/v1\0" + record[17].encode()).digest()
        lines = connection.execute(
            "SELECT account, unit, fund, subject, amount FROM irman_line WHERE seq = ? ORDER BY no", (row[0],)
        ).fetchall()
        leaf = leaf_hash(leaf_data(book.identity.uuid, "IDR", *record, lines))
        connection.execute("UPDATE irman_record SET command_hash = ?, leaf = ? WHERE seq = ?", (record[4], leaf, row[0]))
        frontier = frontier_append(size, frontier, leaf)
    connection.execute("UPDATE irman_head SET size = ?, frontier = ?", (len(records), frontier))
    connection.close()
    with engine_of(book.engine).begin() as again:
        install_guards(again)


REWRITTEN = (
    f"UPDATE irman_line SET amount = amount * 9 WHERE seq = {JOURNAL}",
    f"UPDATE irman_record SET total = total * 9, command = replace(command, '500', '4500'), event = replace(event, '500', '4500') "
    f"WHERE seq = {JOURNAL}",
    "UPDATE irman_month_balance SET debit = debit * 9, credit = credit * 9 WHERE account LIKE '9-15%'",
)
SHORTENED = (
    "DELETE FROM irman_line WHERE seq >= 21",
    "DELETE FROM irman_record WHERE seq >= 21",
    "DELETE FROM irman_schedule WHERE subject = 'loan:PJ-002'",
    "DELETE FROM irman_subject WHERE subject = 'loan:PJ-002'",
    "DELETE FROM irman_subject_balance WHERE subject = 'loan:PJ-002'",
    "UPDATE irman_subject_balance SET last_value_on = '2014-06-03' WHERE subject = 'cash:KAS'",
    "UPDATE irman_month_balance SET debit = debit - 60000000, credit = credit - 60000000 WHERE account = '1-1100' AND period = 201406",
    "DELETE FROM irman_month_balance WHERE account = '1-1500' AND period = 201406",
)


@pytest.mark.parametrize(("statements", "first_found"), [(REWRITTEN, JOURNAL + 1), (SHORTENED, 22)], ids=["rewritten", "shortened"])
def test_a_recomputing_attacker_passes_within_the_database_and_is_found_by_an_outside_checkpoint(
    book: Book, statements: tuple[str, ...], first_found: int
) -> None:
    roots = _roots(book)
    _rewrite(book, *statements)
    local = book.verify()
    assert (local.ok, local.level) == (True, 2)
    assert "whether everything was rewritten with all its hashes and balances: give checkpoints kept outside" in local.not_checked
    for size, root in enumerate(roots):
        report = book.verify(checkpoints=[(size, root)])
        assert report.level == 3
        assert report.ok == (size < first_found), size
        assert [finding.check for finding in report.findings] == ([] if size < first_found else ["checkpoints"])
    words = book.verify(checkpoints=[(23, roots[23])]).summary("id")
    assert "tingkat 3: juga terhadap titik periksa dari luar" in words
    assert "sesudah titik periksa terakhir" in words


def test_checkpoints_of_an_honest_log_agree_also_after_it_has_grown(book: Book) -> None:
    roots = _roots(book)
    counter(book).record(deposit(1_000, "6-6"), key="more")
    report = book.verify(checkpoints=enumerate(roots))
    assert report.ok
    assert {check.name: check.count for check in report.checks}["checkpoints"] == 24


def test_a_naive_change_in_any_record_is_found_without_a_checkpoint(book: Book) -> None:
    book.engine.dispose()
    with sqlite3.connect(str(book.engine.url.database)) as connection:
        connection.execute("DROP TRIGGER irman_record_bu")
        connection.execute("UPDATE irman_record SET document = 'KM-999' WHERE document IS NOT NULL")
        changed = connection.execute("SELECT count(*) FROM irman_record WHERE document IS NOT NULL").fetchone()[0]
    connection.close()
    assert sum(finding.check == "leaf" for finding in book.verify().findings) == changed == 10
