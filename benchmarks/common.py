"""What every measurement stands on: the same commands, the same raw posts, and a process of its own for each."""

from __future__ import annotations

import multiprocessing
import resource
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from irman_ledger import Actor, Book, Bylaws, idr
from irman_ledger.books.engine import CHECKPOINT_PAGES, PAGE_SIZE
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import Deposit, OpenSavings
from irman_ledger.core.protocols import Command

BEGIN = date(2014, 1, 1)
DAYS = 300
ACCOUNTS = 1000
TELLER = Actor("bench", role="teller")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `is_met` is None where there is no bar."""

    what: str
    figure: str
    bar: str = ""
    is_met: bool | None = None


def at_least(what: str, value: float, bar: float, shown: str) -> Row:
    """A figure that must reach a bar."""
    return Row(what, shown.format(value), "at least " + shown.format(bar), value >= bar)


def at_most(what: str, value: float, bar: float, shown: str) -> Row:
    """A figure that must stay under a bar."""
    return Row(what, shown.format(value), "at most " + shown.format(bar), value <= bar)


def deposits(count: int, *, start: int = 0, a_day: int) -> Iterator[tuple[Command[Any], str]]:
    """`count` deposits over 1,000 accounts, from the number `start`, so many a day for 300 days."""
    for n in range(start, start + count):
        on = BEGIN + timedelta(min(n // a_day, DAYS))
        yield Deposit(account=f"SS-{n * 7919 % ACCOUNTS:05d}", on=on, amount=idr(1000 + n % 977)), f"d{n}"


def book_with_accounts(target: Path | str, id: str = "bench") -> Book:
    """A book with 1,000 members and savings accounts."""
    book = Book.create(target, Bylaws.sample("ksp"), id=id, begins_on=BEGIN)
    commands: list[tuple[Command[Any], str]] = []
    for n in range(ACCOUNTS):
        commands.append((AdmitMember(member=f"A-{n:05d}", name=f"Anggota {n}", on=BEGIN), f"m{n}"))
        commands.append((OpenSavings(account=f"SS-{n:05d}", member=f"A-{n:05d}", product="SUKARELA", on=BEGIN), f"o{n}"))
    book.desk(TELLER).record_all(commands)
    return book


def raw_sqlite(path: Path) -> sqlite3.Connection:
    """The same settings as a book's connection, without guards."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (f"page_size={PAGE_SIZE}", "journal_mode=WAL", "synchronous=FULL", f"wal_autocheckpoint={CHECKPOINT_PAGES}"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def median_of_three(work: Callable[[], object]) -> float:
    """The median of three runs."""
    return statistics.median(seconds(work) for _ in range(3))


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which a part of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def in_child(work: Callable[..., Any], *arguments: object) -> Any:
    """What a function gives in a fresh process, whose memory is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def peak_megabytes() -> int:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
