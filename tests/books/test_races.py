"""Two at once: a balance is spent once, whoever owns the transaction; threads and forks."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy.orm import Session

from irman_ledger import Book, idr
from irman_ledger.errors import BusyError, IrmanError
from tests.books.app import App
from tests.books.kit import TELLER, clock_at, counter, deposit, refused, with_savers, withdraw


@pytest.fixture
def app(database_url: str) -> Iterator[App]:
    """An application with a book in which SS-001 holds 100."""
    made = App(database_url)
    counter(made.book).record(deposit(100), key="d")
    yield made
    made.close()


Spend = Callable[[str], str]


def by_library(app: App, barrier: threading.Barrier, _level: str | None) -> Spend:
    """Through a book of its own, as another process has it."""
    book = Book.open(app.url, clock=clock_at())

    def spend(key: str) -> str:
        barrier.wait()
        with_its_code = told(lambda: counter(book).record(withdraw(80), key=key))
        book.close()
        return with_its_code

    return spend


def by_caller(app: App, barrier: threading.Barrier, level: str | None) -> Spend:
    """Within the application's session; its transaction stays open until the other had its chance."""
    options = {"execution_options": {"isolation_level": level}} if level else {}

    def spend(key: str) -> str:
        def work() -> None:
            with Session(app.engine.execution_options(**options.get("execution_options", {}))) as session, session.begin():
                barrier.wait()
                app.book.desk(TELLER, within=session).record(withdraw(80), key=key)

        return told(work)

    return spend


def told(action: Callable[[], Any]) -> str:
    try:
        action()
    except IrmanError as refusal:
        return refusal.code
    except Exception as error:  # what the caller's own commit may raise where transactions are serializable
        if "serialize" not in str(error):
            raise
        return BusyError.code
    return "paid"


LEVELS = [None, "REPEATABLE READ", "SERIALIZABLE"]


@pytest.mark.parametrize("level", LEVELS, ids=str)
@pytest.mark.parametrize(
    "owners", [(by_library, by_library), (by_library, by_caller), (by_caller, by_caller)], ids=["own", "mixed", "callers"]
)
def test_two_racing_withdrawals_of_80_from_100_pay_once(app: App, owners: tuple[Any, Any], level: str | None) -> None:
    if level is not None and app.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one isolation level")
    if level is not None and owners == (by_library, by_library):
        pytest.skip("the library chooses its own isolation level")
    for turn in range(4):
        barrier = threading.Barrier(2, timeout=30)
        spenders = [make(app, barrier, level) for make in owners]
        with ThreadPoolExecutor(2) as pool:
            started = [pool.submit(spend, f"{turn}/{place}") for place, spend in enumerate(spenders)]
            outcomes = [work.result(60) for work in started]
        loser = {"savings.overdrawn"} if level is None else {"savings.overdrawn", "book.busy"}
        assert sorted(outcome == "paid" for outcome in outcomes) == [False, True], outcomes
        assert {outcome for outcome in outcomes if outcome != "paid"} <= loser
        with app.book.read() as view:
            assert view.savings.get("SS-001").balance == idr(20)
        counter(app.book).record(deposit(80), key=f"{turn} again")
    assert app.book.verify().ok
    assert [record.voucher.number for record in app.book.records() if record.kind == "savings.withdrawn"] == [1, 2, 3, 4]


def test_threads_that_share_one_book_lose_nothing(database_url: str) -> None:
    book = with_savers(database_url)
    failures: list[BaseException] = []

    def work(name: int) -> None:
        try:
            desk = counter(book)
            for place in range(50):
                desk.record(deposit(1, account=f"SS-00{1 + name % 2}"), key=f"{name}/{place}")
                if place % 25 == 0:
                    with book.read() as view:
                        view.savings.get("SS-001")
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failures == []
    assert book.size == 406
    assert [record.voucher.number for record in book.records(after=5) if record.voucher] == list(range(1, 401))
    with book.read() as view:
        assert [view.savings.get(f"SS-00{n}").balance for n in (1, 2)] == [idr(200), idr(200)]
    assert book.verify().ok


def test_of_two_that_use_the_same_key_at_once_one_is_a_replay(database_url: str) -> None:
    book = with_savers(database_url)
    barrier, seqs = threading.Barrier(4, timeout=30), []

    def work() -> None:
        own = Book.open(database_url, clock=clock_at())
        barrier.wait()
        seqs.append(counter(own).record(deposit(100), key="the same").seq)
        own.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert seqs == [6, 6, 6, 6]
    assert book.size == 7


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")
def test_a_book_is_not_used_in_a_forked_process(database_url: str) -> None:
    book = with_savers(database_url)
    counter(book).record(deposit(100), key="1")
    uses = (
        lambda: counter(book).record(deposit(1), key="2"),
        lambda: counter(book).preview(deposit(1)),
        lambda: book.size,
        lambda: list(book.records()),
        lambda: book.erase("A-001"),
    )
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, " ".join(told(use) for use in uses).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        assert pipe.read() == " ".join(["book.forked"] * len(uses))
    os.waitpid(child, 0)
    assert counter(book).record(deposit(1), key="2").seq == 7


def test_who_cannot_get_the_lock_in_time_is_told_that_the_book_is_busy(sqlite_url: str) -> None:
    book, other = with_savers(sqlite_url), Book.open(sqlite_url, clock=clock_at())
    counter(other).record(deposit(1), key="0")
    other._writer.driver_connection.execute("PRAGMA busy_timeout = 50")
    with counter(book).transaction() as tx:
        tx.record(deposit(100), key="1")
        with refused("book.busy"):
            counter(other).record(deposit(1), key="2")
    assert counter(other).record(deposit(1), key="2").seq == 8
