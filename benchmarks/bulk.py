"""`record_all` of many deposits, streamed, against raw `executemany`."""

from __future__ import annotations

import sqlite3
import statistics
import time
from itertools import chain
from pathlib import Path

import psycopg

from benchmarks.common import (
    BEGIN,
    DAYS,
    TELLER,
    Row,
    at_least,
    at_most,
    book_with_accounts,
    deposits,
    in_child,
    peak_megabytes,
    raw_sqlite,
    seconds,
)
from benchmarks.single import RAW_POSTGRES
from irman_ledger import Book
from irman_ledger.books import tables

TURNS = 3


def a_day(count: int) -> int:
    """How many deposits a day, so that all lie within 300 days."""
    return count // DAYS + 1


def on_sqlite(folder: str, count: int) -> list[Row]:
    """Against the same header and line columns under their primary keys, without guards, rules or further indexes."""
    ratios, rates = [], []
    for turn in range(TURNS):
        path = Path(folder) / f"many-{turn}.db"
        book = book_with_accounts(path)
        ours = seconds(lambda book=book: book.desk(TELLER).record_all(deposits(count, a_day=a_day(count))))  # type: ignore[misc]
        book.close()
        ratios.append(_raw_sqlite(path, Path(folder) / f"raw-many-{turn}.db") / ours)
        rates.append(count / ours)
    return [
        at_least(f"record_all of {count:,} deposits, SQLite, of raw executemany", statistics.median(ratios), 0.15, "{:.2f}"),
        Row("deposits a second in it", f"{statistics.median(rates):,.0f}"),
    ]


def _raw_sqlite(path: Path, target: Path) -> float:
    with sqlite3.connect(path) as source:
        records = source.execute("SELECT * FROM irman_record WHERE line_count > 0").fetchall()
        lines = source.execute("SELECT * FROM irman_line").fetchall()
    raw = raw_sqlite(target)
    for name, table, key in (("r", tables.RECORD, "book, seq"), ("l", tables.LINE, "book, seq, no")):
        columns = ", ".join(f'"{column.name}"' for column in table.c)
        raw.execute(f"CREATE TABLE {name} ({columns}, PRIMARY KEY ({key})) {'WITHOUT ROWID' if name == 'l' else ''}")
    before = time.perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(f"INSERT INTO r VALUES ({', '.join('?' * len(tables.RECORD.c))})", records)
    raw.executemany(f"INSERT INTO l VALUES ({', '.join('?' * len(tables.LINE.c))})", lines)
    raw.execute("COMMIT")
    taken = time.perf_counter() - before
    raw.close()
    return taken


def on_postgres(url: str, libpq_url: str, count: int) -> list[Row]:
    """Against `executemany` of a thin header and two thin lines with one index; both are given a stream."""
    ratios, rates = [], []
    for turn in range(TURNS):
        book = book_with_accounts(url, f"many-{turn}")
        ours = seconds(lambda book=book: book.desk(TELLER).record_all(deposits(count, a_day=a_day(count))))  # type: ignore[misc]
        book.close()
        ratios.append(_raw_postgres(libpq_url, count) / ours)
        rates.append(count / ours)
    return [
        at_least(f"record_all of {count:,} deposits, PostgreSQL, of raw executemany", statistics.median(ratios), 0.50, "{:.2f}"),
        Row("deposits a second in it", f"{statistics.median(rates):,.0f}"),
    ]


def _raw_postgres(libpq_url: str, count: int) -> float:
    entries = ((n, BEGIN, f"d{n}") for n in range(count))
    postings = chain.from_iterable(((n, 1, n + 1), (n, 2 + n % 18, -n - 1)) for n in range(count))
    with psycopg.connect(libpq_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS raw CASCADE")
        for statement in RAW_POSTGRES.split(";"):
            connection.execute(statement)  # type: ignore[arg-type]  # a constant
        before = time.perf_counter()
        with connection.transaction(), connection.cursor() as cursor:
            cursor.executemany("INSERT INTO entry (id, date, memo) VALUES (%s, %s, %s)", entries)
            cursor.executemany("INSERT INTO posting (entry_id, account_id, amount) VALUES (%s, %s, %s)", postings)
        return time.perf_counter() - before


def memory(folder: str, counts: tuple[int, ...]) -> list[Row]:
    """The most memory of a process that records so many, each in a process and a file of its own."""
    rows = []
    for count in counts:
        peak = in_child(_record, str(Path(folder) / f"memory-{count}.db"), count)
        rows.append(at_most(f"memory of record_all of {count:,} deposits, SQLite", peak, 150, "{:,.0f} MB"))
    return rows


def _record(path: str, count: int) -> int:
    book = book_with_accounts(Path(path))
    book.desk(TELLER).record_all(deposits(count, a_day=a_day(count)))
    book.close()
    return peak_megabytes()


def more(book: Book, start: int, count: int, whole: int) -> None:
    """Deposits from the number `start` on, of so many in the end."""
    book.desk(TELLER).record_all(deposits(count, start=start, a_day=a_day(whole)))
