"""Speed and memory as ratios against raw drivers in one run: `python3 dev.py bench [--quick]`. Medians; a table in Markdown."""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.books import tables
from irman_ledger.books.engine import CHECKPOINT_PAGES, PAGE_SIZE
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import Deposit, OpenSavings
from irman_ledger.core.protocols import Command
from irman_ledger.reports import balance_sheet

BEGIN = date(2014, 1, 1)
ACCOUNTS = 1000


def deposits(count: int, start: int = 0) -> Iterator[tuple[Command[object], str]]:
    """`count` deposits over 1,000 accounts and 300 days."""
    for n in range(start, start + count):
        on = BEGIN + timedelta(n * 300 // (start + count))
        yield Deposit(account=f"SS-{n * 7919 % ACCOUNTS:05d}", on=on, amount=idr(1000 + n % 977)), f"d{n}"


def book_with_accounts(path: Path) -> Book:
    """A book with 1,000 members and savings accounts."""
    book = Book.create(path, Bylaws.sample("ksp"), id="bench", begins_on=BEGIN)
    commands: list[tuple[Command[object], str]] = []
    for n in range(ACCOUNTS):
        commands.append((AdmitMember(member=f"A-{n:05d}", name=f"Anggota {n}", on=BEGIN), f"m{n}"))
        commands.append((OpenSavings(account=f"SS-{n:05d}", member=f"A-{n:05d}", product="SUKARELA", on=BEGIN), f"o{n}"))
    book.desk(Actor("bench", role="system")).record_all(commands)
    return book


def raw_connection(path: Path) -> sqlite3.Connection:
    """The same settings as a book's connection, without guards."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (f"page_size={PAGE_SIZE}", "journal_mode=WAL", "synchronous=FULL", f"wal_autocheckpoint={CHECKPOINT_PAGES}"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def raw_posts(path: Path) -> Callable[[int], None]:
    """One thin header and two thin lines with one index, committed durably."""
    connection = raw_connection(path)
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


def one_deposit(folder: Path, batch: int) -> list[tuple[str, str, str]]:
    """One durable deposit against one raw post, alternating batches."""
    book, post = book_with_accounts(folder / "one.db"), raw_posts(folder / "raw.db")
    desk = book.desk(Actor("bench", role="teller"))
    done, raw_done, ratios, cpus = 0, 0, [], []
    for turn in range(4):
        before, cpu = time.perf_counter(), time.process_time()
        for command, key in deposits(batch, done):
            desk.record(command, key=key, document="KM-1")
        ours, cpu = time.perf_counter() - before, time.process_time() - cpu
        done += batch
        before = time.perf_counter()
        for n in range(raw_done, raw_done + batch):
            post(n)
        theirs = time.perf_counter() - before
        raw_done += batch
        if turn:  # the first turn warms up
            ratios.append(theirs / ours)
            cpus.append(cpu / batch * 1e6)
    book.close()
    rate = batch / theirs
    return [
        ("one durable deposit, SQLite, of raw", f"{statistics.median(ratios):.2f}", "at least 0.33"),
        ("CPU of one deposit", f"{statistics.median(cpus):.0f} µs", ""),
        ("raw posts a second (baseline)", f"{rate:,.0f}", ""),
    ]


def many_deposits(folder: Path, count: int) -> list[tuple[str, str, str]]:
    """`record_all` against raw `executemany` of the same header and line columns."""
    book = book_with_accounts(folder / "many.db")
    before = time.perf_counter()
    book.desk(Actor("bench", role="system")).record_all(deposits(count))
    ours = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    book.close()
    with sqlite3.connect(folder / "many.db") as source:
        records = source.execute("SELECT * FROM irman_record WHERE line_count > 0").fetchall()
        lines = source.execute("SELECT * FROM irman_line").fetchall()
    raw = raw_connection(folder / "raw-many.db")
    for name, table, rows, key in (("r", tables.RECORD, records, "book, seq"), ("l", tables.LINE, lines, "book, seq, no")):
        columns = ", ".join(f'"{column.name}"' for column in table.c)
        raw.execute(f"CREATE TABLE {name} ({columns}, PRIMARY KEY ({key})) {'WITHOUT ROWID' if name == 'l' else ''}")
        assert len(rows[0]) == len(table.c)
    before = time.perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(f"INSERT INTO r VALUES ({', '.join('?' * len(tables.RECORD.c))})", records)
    raw.executemany(f"INSERT INTO l VALUES ({', '.join('?' * len(tables.LINE.c))})", lines)
    raw.execute("COMMIT")
    theirs = time.perf_counter() - before
    return [
        (f"record_all of {count:,} deposits, SQLite, of raw executemany", f"{theirs / ours:.2f}", "at least 0.15"),
        ("memory of it", f"{peak} MB", "under 150 MB"),
        *reading(Book.open(folder / "many.db"), count),
    ]


def reading(book: Book, count: int) -> list[tuple[str, str, str]]:
    """Balance sheet and verification of the same book."""
    timings = []
    for _ in range(3):
        before = time.perf_counter()
        balance_sheet(book, as_of=Month(2014, 10)).text("id")
        timings.append((time.perf_counter() - before) * 1000)
    before = time.perf_counter()
    assert book.verify().ok
    seconds = time.perf_counter() - before
    book.close()
    return [
        (f"balance sheet of {2 * count:,} lines", f"{statistics.median(timings):.0f} ms", "under 50 ms"),
        ("verify, everything, records a second", f"{count / seconds:,.0f}", ""),
    ]


def starting() -> list[tuple[str, str, str]]:
    """Importing the package, less an empty interpreter."""

    def seconds(code: str) -> float:
        times = []
        for _ in range(5):
            before = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            times.append(time.perf_counter() - before)
        return statistics.median(times)

    return [("import irman_ledger", f"{(seconds('import irman_ledger') - seconds('pass')) * 1000:.0f} ms", "under 100 ms")]


def machine() -> str:
    """What it ran on."""
    cores = os.cpu_count()
    return (
        f"{platform.machine()}, {cores} cores, CPython {platform.python_version()}, SQLite {sqlite3.sqlite_version}, page size {PAGE_SIZE}"
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the work")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        rows = [*one_deposit(folder, 200 if quick else 1000), *many_deposits(folder, 10_000 if quick else 100_000), *starting()]
    print(f"Measured on {machine()}.\n\n| what | figure | bar |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
