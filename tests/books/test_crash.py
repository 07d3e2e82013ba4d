"""A writer killed at any moment loses nothing that it was told is recorded, and leaves nothing half done."""

from __future__ import annotations

import os
import signal
import struct
import time
from itertools import count
from random import Random

import pytest

from irman_ledger import Book, idr
from tests.books.kit import clock_at, counter, deposit, with_savers, withdraw

KILLS = 20
ACKNOWLEDGED = struct.Struct("<ii")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the writer is a forked process")


def write_until_killed(url: str, turn: int, pipe: int) -> None:
    """Single records, transactions and batches in turn; each is told to the pipe after it was committed: its last seq and its number."""
    desk = counter(Book.open(url, clock=clock_at()))
    for place in count():
        key = f"{turn}/{place}"
        match place % 4:
            case 0 | 1:
                seq = desk.record(deposit(1_000, account=f"SS-00{1 + place % 2}"), key=key).seq
            case 2:
                with desk.transaction() as tx:
                    tx.record(deposit(500), key=f"{key}/1")
                    seq = tx.record(withdraw(500), key=key).seq
            case _:
                first = desk.record_all([*((deposit(10), f"{key}/{n}") for n in range(20)), (withdraw(200), key)]).first
                assert first is not None
                seq = first + 20
        os.write(pipe, ACKNOWLEDGED.pack(seq, place))


def killed_writer(url: str, turn: int, seconds: float) -> list[tuple[int, int]]:
    """What a writer had been told is recorded when it was killed, some time after the first record."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_until_killed(url, turn, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with open(reading, "rb", buffering=0) as pipe:
        told = pipe.read(ACKNOWLEDGED.size)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        told += pipe.readall()
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    return list(ACKNOWLEDGED.iter_unpack(told[: len(told) // ACKNOWLEDGED.size * ACKNOWLEDGED.size]))


def test_every_acknowledged_record_is_there_after_the_writer_was_killed(database_url: str) -> None:
    with_savers(database_url).close()  # No connection may be open while a process is forked.
    chance, size = Random(7), 6
    for turn in range(KILLS):
        told = killed_writer(database_url, turn, chance.uniform(0, 0.05))
        book = Book.open(database_url, clock=clock_at())
        with counter(book).transaction():
            pass  # A server may still be at work on what the killed one had sent; the lock comes after it.
        records = list(book.records(after=size - 1))
        keys = {record.seq: record.key for record in records}
        assert all(keys[seq] == f"{turn}/{place}" for seq, place in told)
        assert [record.seq for record in records] == list(range(size, book.size))
        places = {record.key.split("/")[1] for record in records}
        assert len(told) <= len(places) <= len(told) + 1  # at most the one that was committed and not told any more
        assert all(f"{turn}/{place}" in keys.values() for place in places)  # the last of each batch: none is half there
        assert sum(line.amount.minor for record in records for line in record.lines) == 0
        size = book.size
        if turn % 10 == 9:
            report = book.verify()
            assert report.ok, report.findings
        book.close()
    with Book.open(database_url).read() as view:
        saved = view.savings.get("SS-001").balance + view.savings.get("SS-002").balance
        assert saved == view.balances(as_of=clock_at().today("Asia/Makassar")).net("1-1100")
        assert idr(20_000) <= saved
