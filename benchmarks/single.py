"""One durable deposit against one raw post of a thin header and two thin lines, in alternating batches."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.common import BEGIN, TELLER, Row, at_least, book_with_accounts, deposits, percentile, raw_sqlite
from irman_ledger import Book
from irman_ledger.books.engine import WRITES

TURNS = 4  # the first warms up
Post = Callable[[int], None]

RAW_POSTGRES = """CREATE SCHEMA raw; SET search_path = raw;
CREATE TABLE acc (id int PRIMARY KEY);
CREATE TABLE entry (id bigint PRIMARY KEY, date date NOT NULL, memo text NOT NULL);
CREATE TABLE posting (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entry_id bigint NOT NULL REFERENCES entry (id),
  account_id int NOT NULL REFERENCES acc (id), amount bigint NOT NULL);
CREATE INDEX posting_account ON posting (account_id);
INSERT INTO acc SELECT i FROM generate_series(1, 20) i"""


def on_sqlite(folder: str, batch: int) -> list[Row]:
    """A file, in WAL with synchronous=FULL; also within a caller's transaction through SQLAlchemy."""
    book = book_with_accounts(Path(folder) / "one.db")
    ours, raw, cpu = _alternate(recorder(book), _raw_sqlite_post(Path(folder) / "raw.db"), batch)
    within, _raw, _cpu = _alternate(_recorder_within(book), _raw_sqlite_post(Path(folder) / "raw2.db"), batch)
    book.close()
    return [
        at_least("one durable deposit, SQLite, of raw", _ratio(ours, raw), 0.33, "{:.2f}"),
        Row("CPU of one deposit, SQLite", f"{statistics.median(cpu):.0f} µs"),
        Row("raw posts a second, SQLite (baseline)", f"{1e6 / statistics.median(raw):,.0f}"),
        Row("the same in a caller's transaction through SQLAlchemy, of raw", f"{_ratio(within, _raw):.2f}"),
        Row("one sync of 4 KB at the end of a file (fdatasync)", f"{sync_latency(Path(folder)):.0f} µs"),
    ]


def on_postgres(url: str, libpq_url: str, batch: int) -> list[Row]:
    """A server with its own durable settings, on a socket of this machine."""
    book = book_with_accounts(url)
    ours, raw, _cpu = _alternate(recorder(book), _raw_postgres_post(libpq_url), batch)
    within, raw_again, _cpu = _alternate(_recorder_within(book), _raw_postgres_post(libpq_url), batch)
    book.close()
    return [
        at_least("one durable deposit, PostgreSQL, of raw", _ratio(ours, raw), 0.40, "{:.2f}"),
        Row("raw posts a second, PostgreSQL (baseline)", f"{1e6 / statistics.median(raw):,.0f}"),
        Row("the same in a caller's transaction through SQLAlchemy, of raw", f"{_ratio(within, raw_again):.2f}"),
    ]


def recorder(book: Book, *, start: int = 0, a_day: int = 50) -> Post:
    """Records the next deposit; the number it is given goes unused."""
    desk, commands = book.desk(TELLER), deposits(10**7, start=start, a_day=a_day)

    def record(_n: int) -> None:
        command, key = next(commands)
        desk.record(command, key=key, document="KM-1")

    return record


def _recorder_within(book: Book) -> Post:
    commands = deposits(10**6, start=10**6, a_day=50)
    engine = book.engine.execution_options(**{WRITES: True})

    def record(_n: int) -> None:
        command, key = next(commands)
        with engine.begin() as connection:
            book.desk(TELLER, within=connection).record(command, key=key, document="KM-1")

    return record


def _raw_sqlite_post(path: Path) -> Post:
    connection = raw_sqlite(path)
    connection.executescript(
        "CREATE TABLE entry(id INTEGER PRIMARY KEY, day TEXT NOT NULL, memo TEXT NOT NULL);"
        "CREATE TABLE posting(id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, account INTEGER NOT NULL, amount INTEGER NOT NULL);"
        "CREATE INDEX posting_account ON posting(account);"
    )

    def post(n: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        entry = connection.execute("INSERT INTO entry(day, memo) VALUES (?, ?)", ("2014-01-01", f"d{n}")).lastrowid
        connection.execute("INSERT INTO posting(entry, account, amount) VALUES (?, ?, ?)", (entry, 1, n + 1))
        connection.execute("INSERT INTO posting(entry, account, amount) VALUES (?, ?, ?)", (entry, 2 + n % 18, -n - 1))
        connection.execute("COMMIT")

    return post


def _raw_postgres_post(libpq_url: str) -> Post:
    connection = psycopg.connect(libpq_url, autocommit=True)
    connection.execute("DROP SCHEMA IF EXISTS raw CASCADE")
    for statement in RAW_POSTGRES.split(";"):
        connection.execute(statement)  # type: ignore[arg-type]  # a constant

    def post(n: int) -> None:
        with connection.transaction():
            connection.execute("INSERT INTO entry (id, date, memo) VALUES (%s, %s, %s)", (n, BEGIN, f"d{n}"))
            pair: tuple[Any, ...] = (n, 1, n + 1, n, 2 + n % 18, -n - 1)
            connection.execute("INSERT INTO posting (entry_id, account_id, amount) VALUES (%s, %s, %s), (%s, %s, %s)", pair)

    return post


def _alternate(ours: Post, raw: Post, batch: int) -> tuple[list[float], list[float], list[float]]:
    """Microseconds of ours, of raw, and of our CPU, for each turn but the first."""
    found: tuple[list[float], list[float], list[float]] = ([], [], [])
    for turn in range(TURNS):
        numbers = range(turn * batch, (turn + 1) * batch)
        cpu, before = time.process_time(), time.perf_counter()
        for n in numbers:
            ours(n)
        taken, cpu = time.perf_counter() - before, time.process_time() - cpu
        before = time.perf_counter()
        for n in numbers:
            raw(n)
        raw_taken = time.perf_counter() - before
        if turn:
            for values, value in zip(found, (taken, raw_taken, cpu), strict=True):
                values.append(value / batch * 1e6)
    return found


def _ratio(ours: list[float], raw: list[float]) -> float:
    return statistics.median(theirs / mine for mine, theirs in zip(ours, raw, strict=True))


def sync_latency(folder: Path) -> float:
    """Microseconds to make 4 KB at the end of a growing file last, the median of 200."""
    times = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(200):
            os.write(file.fileno(), b"x" * 4096)
            before = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - before) * 1e6)
    return statistics.median(times)


def latencies(post: Post, count: int) -> tuple[float, float]:
    """The median and the 99th percentile of so many posts, in microseconds, after a fifth as many that warm up."""
    for n in range(count // 5):
        post(n)
    times = []
    for n in range(count):
        before = time.perf_counter()
        post(n)
        times.append((time.perf_counter() - before) * 1e6)
    return percentile(times, 0.5), percentile(times, 0.99)
