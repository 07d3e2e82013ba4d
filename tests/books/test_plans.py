"""No command reads more of a book than it needs, however large the book is and whatever the planner believes of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sqlalchemy as sa

from irman_ledger import Book, idr
from irman_ledger.books.port import Port, SqlitePort
from irman_ledger.coop.loans import AssessLoan, DisburseLoan, RepayLoan
from irman_ledger.coop.members import RegisterGroup
from irman_ledger.coop.savings import Deposit, PostInterest, Withdraw
from irman_ledger.coop.shares import BillShare
from tests.books.kit import counter, day, deposit, with_savers
from tests.books.whole_book import whole_book

GROWING = ("irman_record", "irman_line", "irman_subject", "irman_subject_balance", "irman_schedule")
COUNTS = "SELECT relname, seq_scan, idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname LIKE 'irman|_%%' ESCAPE '|'"


def test_every_statement_of_the_hot_path_searches_by_more_than_the_book(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    book = whole_book(sqlite_url)
    asked: list[tuple[str, Any]] = []
    for name in ("row", "rows", "run"):
        original = getattr(SqlitePort, name)

        def listening(port: SqlitePort, sql: str, parameters: Any = (), original: Any = original) -> Any:
            asked.append((sql, parameters))
            return original(port, sql, parameters)

        monkeypatch.setattr(SqlitePort, name, listening)
    desk = counter(book)
    desk.record(deposit(1_000, on="5-15"), key="1")
    desk.record(Withdraw(account="SS-001", on=day("6-01"), amount=idr(5)), key="2")
    desk.record(RepayLoan(loan="PJ-001", on=day("6-10"), amount=idr(240_000)), key="3")
    desk.record_all([(deposit(1_000, on="6-11"), "4"), (deposit(2_000, on="6-12"), "5")])
    last = desk.record(deposit(7, on="6-13"), key="6")
    desk.reverse(last.seq, on=day("6-14"), reason="salah", key="7")
    desk.record(PostInterest(account="SS-001", on=day("6-30")), key="8")
    desk.record(BillShare(member="A-001", product="WAJIB", on=day("6-30")), key="9")
    desk.record(AssessLoan(loan="PJ-001", on=day("6-30")), key="10")
    statements = {sql for sql, _ in asked if sql.startswith(("SELECT", "UPDATE", "INSERT"))}
    assert len(statements) > 12
    steps = [(step, sql) for sql, parameters in dict(asked).items() if sql in statements for step in _sqlite_plan(book, sql, parameters)]
    assert [step for step in steps if step[0].startswith("SCAN") and not step[0].startswith("SCAN CONSTANT")] == []
    assert [step for step in steps if "(book=?)" in step[0] and re.search(r"SEARCH (h|irman_head|a) ", step[0]) is None] == []


def _sqlite_plan(book: Book, sql: str, parameters: Any) -> list[str]:
    with book.engine.connect() as connection:
        return [row[3] for row in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + sql, tuple(parameters))]


@pytest.fixture
def misjudged(postgres_url: str) -> Book:
    """A book of 3,000 records in a database that was analysed when it held another book's few records, and no line at all."""
    Book.create(postgres_url, with_savers(postgres_url, id="first").bylaws, id="empty", begins_on=day("4-01"))
    engine = sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    book = with_savers(postgres_url, id="second")
    counter(book).record_all((deposit(1_000 + n), f"d{n}") for n in range(3_000))
    return book


class Reads:
    """How many times whole tables were read, and how many rows by an index, since the last look within one transaction."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self._before = self._now()

    def _now(self) -> dict[str, tuple[int, int]]:
        return {name: (scans, fetched) for name, scans, fetched in self._port.rows(COUNTS) if name in GROWING}

    def since(self) -> tuple[int, int]:
        before, self._before = self._before, self._now()
        scans, fetched = (sum(self._before[name][i] - before[name][i] for name in self._before) for i in (0, 1))
        return scans, fetched


def test_a_command_on_postgresql_reads_few_rows_in_a_book_that_the_planner_misjudges(misjudged: Book) -> None:
    with counter(misjudged).transaction() as transaction:
        port = transaction.view.port
        reads = Reads(port)
        transaction.record(deposit(10_000), key="deposited")
        transaction.record(Withdraw(account="SS-001", on=day("5-30"), amount=idr(1_000)), key="withdrawn")
        transaction.record(RegisterGroup(group="RL-04", name="Rumput Laut 4", district="Bissappu", on=day("5-30")), key="registered")
        _flushed = transaction.view
        port.run("SET CONSTRAINTS ALL IMMEDIATE")
        assert reads.since() == (0, 15)  # of 3,006 records and 6,000 lines


def test_a_batch_on_postgresql_asks_for_its_keys_and_subjects_one_by_one(misjudged: Book) -> None:
    commands = [Deposit(account="SS-001", on=day("5-30"), amount=idr(1)) for _ in range(600)]
    with misjudged.writing(bulk=True) as unit:
        unit.read_head()
        reads = Reads(unit.reader.port)
        unit.prefetch(commands, [f"d{n}" for n in range(300)] + [f"new{n}" for n in range(300)])
        assert reads.since() == (0, 302)  # 300 keys that are there, the account and its member
        assert unit.recorded("d299") is not None
        assert unit.recorded("new0") is None


def test_a_life_and_a_day_of_cash_read_few_rows_of_a_large_book(misjudged: Book) -> None:
    lent = DisburseLoan(loan="PJ-001", member="A-002", product="REGULER", on=day("5-28"), principal=idr(2_000_000), instalments=10)
    counter(misjudged).record(lent, key="lent")
    counter(misjudged).record(RepayLoan(loan="PJ-001", on=day("6-28"), amount=idr(240_000)), key="repaid")
    with misjudged.read() as view:
        reads = Reads(view.port)
        for read in (
            lambda: view.loans.life("PJ-001", day("6-30")),
            lambda: view.members.life("A-002", day("6-30")),
            lambda: view.cash_day("KAS", day("6-28")),
        ):
            read()
            assert reads.since()[1] < 20  # of 3,008 records and 6,005 lines
        scanned = {name: scans for name, scans, _fetched in view.port.rows(COUNTS)}
    assert (scanned["irman_record"], scanned["irman_line"]) == (0, 0)


def test_a_statement_that_reads_the_whole_book_is_seen(misjudged: Book) -> None:
    with misjudged.writing() as unit:
        unit.read_head()
        port = unit.reader.port
        reads = Reads(port)
        port.rows("SELECT seq FROM irman_record WHERE book = ? AND narration = 'none'", (misjudged.identity.book,))
        assert reads.since()[1] == 3_006
