"""Speed and memory as ratios against raw drivers in one run: `python3 dev.py bench`.

It prints a table and writes it to docs/reference/benchmarks.md; `--quick` does a tenth of the work and writes nothing;
names of parts (`single bulk memory reading export start schedules month-end assets curve`) measure only these.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import psycopg

from benchmarks import assets, bulk, curve, month_end, reading, schedules, single
from benchmarks.common import Row, in_child
from irman_ledger.books.engine import CHECKPOINT_PAGES, PAGE_SIZE
from tests.postgres import PostgresServer, libpq_url, running_server

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "benchmarks.md"
INTRODUCTION = """# Benchmarks

Made by `python3 dev.py bench`, on a shared machine: {machine}.

Each ratio is taken in one run, in alternating turns, against the raw driver on the same database under the same settings; the median
of three turns counts. "Raw" for one deposit is a thin header and two thin lines with one index, written and committed with nothing
else; for many on SQLite it is `executemany` of the same header and line columns without guards, rules or further indexes, on PostgreSQL
`executemany` of the thin header and lines. SQLite runs in WAL with `synchronous=FULL`, pages of {page_size:,} bytes and a checkpoint
every {checkpoint:,} pages; PostgreSQL with its own durable settings, on a socket. A ratio rises where a sync is slow and falls where it
is fast: the library's work beside it stays the same.

"""


def measure(parts: Sequence[str], tenth: int, folder: str, server: PostgresServer) -> list[Row]:
    """The rows of the parts asked for, each part in a process of its own."""
    rows: list[Row] = []

    def with_database(work: Callable[..., list[Row]], *arguments: object) -> None:
        with server.fresh_database() as url:
            rows.extend(in_child(work, url, libpq_url(url), *arguments))

    if "single" in parts:
        rows += in_child(single.on_sqlite, folder, 2000 // tenth)
        with_database(single.on_postgres, 1000 // tenth)
    if "bulk" in parts:
        rows += in_child(bulk.on_sqlite, folder, 100_000 // tenth)
        with_database(bulk.on_postgres, 100_000 // tenth)
    if "memory" in parts:
        rows += bulk.memory(folder, (100_000 // tenth, 500_000 // tenth))
    if "reading" in parts:
        if "memory" not in parts:
            bulk.memory(folder, (500_000 // tenth,))
        rows += reading.statements(folder, str(Path(folder) / f"memory-{500_000 // tenth}.db"), 1_000_000 // tenth)
    if "export" in parts:
        rows += in_child(reading.exports, folder, 100_000 // tenth)
    if "start" in parts:
        rows += reading.starting()
    if "schedules" in parts:
        rows += in_child(schedules.plans, tenth)
    if "month-end" in parts:
        rows += in_child(month_end.ends_of_months, folder, tenth)
    if "assets" in parts:
        rows += in_child(assets.depreciation, folder, tenth)
    if "curve" in parts:
        sizes = tuple(size // tenth for size in (10_000, 100_000, 1_000_000))
        rows += in_child(curve.curve, str(Path(folder) / "curve.db"), "SQLite", sizes, 1000)
        with server.fresh_database() as url:
            rows += in_child(curve.curve, url, "PostgreSQL", sizes, 500)
    return rows


def machine(server: PostgresServer) -> str:
    """What it ran on."""
    with psycopg.connect(libpq_url(server.admin_url)) as connection:
        postgres = connection.info.server_version
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores ({_processor()}), CPython {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, PostgreSQL {postgres // 10000}.{postgres % 10000}, SQLAlchemy {version('sqlalchemy')}, "
        f"psycopg {version('psycopg')}"
    )


def _processor() -> str:
    try:
        words = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in words.splitlines() if line.startswith("model name")), "unknown")


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown."""
    lines = ["| what | figure | bar | |", "|---|---:|---:|---|"]
    words = {None: "", True: "reached", False: "**not reached**"}
    return "\n".join([*lines, *(f"| {row.what} | {row.figure} | {row.bar} | {words[row.is_met]} |" for row in rows)]) + "\n"


def main(words: Sequence[str]) -> int:
    """Measure, print, and write the page; 0 also where a bar is missed, since a busy machine misses some."""
    parts = ("single", "bulk", "memory", "reading", "export", "start", "schedules", "month-end", "assets", "curve")
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the work")
    parser.add_argument("parts", nargs="*", metavar="PART", help=" ".join(parts))
    given = parser.parse_args(words)
    unknown = set(given.parts) - set(parts)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder, running_server(is_durable=True) as server:
        rows = measure(given.parts or parts, 10 if given.quick else 1, folder, server)
        introduction = INTRODUCTION.format(machine=machine(server), page_size=PAGE_SIZE, checkpoint=CHECKPOINT_PAGES)
    print(introduction + table(rows))
    if not given.quick and not given.parts:
        PAGE.write_text(introduction + table(rows), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
