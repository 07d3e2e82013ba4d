"""Many commands at once, and several under one lock: all or none, each seeing what the earlier ones left."""

from __future__ import annotations

import itertools
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import sqlalchemy as sa

from irman_ledger import Book, idr
from irman_ledger.books.clock import Clock
from irman_ledger.books.desk import Item
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember, RegisterGroup
from irman_ledger.coop.savings import Deposit, OpenSavings
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.protocols import Command
from tests.books.kit import (
    BEGINS_ON,
    KSP,
    GivenUp,
    balance,
    counter,
    day,
    deposit,
    every_row,
    given_up,
    nothing_changes,
    refused,
    with_savers,
    withdraw,
)


def a_day_at_the_counter() -> list[Command]:
    """Commands that each need what an earlier one left."""
    return [
        RegisterGroup(group="RL-04", name="Rumput Laut 4", on=day("4-1")),
        AdmitMember(member="A-009", name="Daeng Sembilan", identity="73", group="RL-04", on=day("4-1")),
        PayShare(member="A-009", product="POKOK", on=day("4-1"), amount=idr(100_000)),
        OpenSavings(account="SS-009", member="A-009", product="SUKARELA", on=day("4-1")),
        deposit(2_500_000, "4-2", "SS-009"),
        withdraw(400_000, "4-2", "SS-009"),
        DisburseLoan(loan="PJ-009", member="A-009", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10),
        RepayLoan(loan="PJ-009", on=day("5-10"), amount=idr(240_000)),
        withdraw(300_000, "5-11", "SS-009"),
        deposit(1_000, "5-12", "SS-009"),
    ]


@pytest.fixture
def no_chance(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make genesis UUID and salts the same in every book made after a call."""

    def start() -> None:
        numbers = itertools.count()
        monkeypatch.setattr("irman_ledger.books.personal.os.urandom", lambda size: next(numbers).to_bytes(size, "big"))
        monkeypatch.setattr("irman_ledger.books.genesis.uuid.uuid4", lambda: type("Uuid", (), {"bytes": bytes(16), "hex": "0" * 32}))

    return start


def test_a_batch_leaves_what_the_commands_one_by_one_would_leave(database_url: str, no_chance: Callable[[], None]) -> None:
    roots, rows = [], []
    commands = a_day_at_the_counter()
    for id in ("one by one", "batch", "transaction"):
        no_chance()
        book = Book.create(database_url, KSP, id="irman", begins_on=BEGINS_ON, clock=Clock(now=lambda: 1_400_000_000_000_000))
        desk = counter(book)
        items = [(command, f"k{place}") for place, command in enumerate(commands)]
        if id == "batch":
            assert desk.record_all(items).count == 10
        elif id == "transaction":
            with desk.transaction() as tx:
                for command, key in items:
                    tx.record(command, key=key)
        else:
            for command, key in items:
                desk.record(command, key=key)
        roots.append([record.leaf for record in book.records()])
        rows.append(every_row(book))
        _forget(book)
    assert roots[0] == roots[1] == roots[2]
    assert rows[0] == rows[1] == rows[2]


def _forget(book: Book) -> None:
    """Empty the database, guards and all, so that the next book gets the same number in it."""
    with book.engine.begin() as connection:
        names = [*every_row(book), "irman_schema", "irman_version"]
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for name in names:
            connection.exec_driver_sql(f"DROP TABLE {name} {'CASCADE' if connection.dialect.name == 'postgresql' else ''}")
    book.close()


def test_a_batch_is_all_or_nothing_and_names_the_place_of_the_error(database_url: str) -> None:
    book = with_savers(database_url)
    items = [(deposit(1_000), "1"), (deposit(1_000), "2"), (withdraw(5_000), "3"), (deposit(9_000), "4")]
    with refused("savings.overdrawn", book, account="SS-001", available=idr(2_000)) as held:
        counter(book).record_all(items)
    assert held[0].index == 2


def test_an_error_in_a_later_chunk_undoes_the_earlier_ones(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("irman_ledger.books.desk.CHUNK", 3)
    book = with_savers(database_url)
    with refused("savings.overdrawn", book) as held:
        counter(book).record_all([*((deposit(1_000), str(n)) for n in range(7)), (withdraw(7_001), "x")])
    assert held[0].index == 7
    summary = counter(book).record_all([*((deposit(1_000), str(n)) for n in range(7)), (withdraw(7_000), "x")])
    assert (summary.first, summary.count, summary.replayed, summary.root) == (6, 8, 0, book.root().hex())


def test_what_the_callers_generator_raises_undoes_the_batch(database_url: str) -> None:
    book = with_savers(database_url)

    def half() -> Iterator[tuple[Command, str]]:
        yield deposit(1_000), "1"
        raise GivenUp

    with nothing_changes(book), given_up():
        counter(book).record_all(half())


def test_a_batch_asked_twice_is_booked_once_and_a_key_may_stand_in_it_twice(database_url: str) -> None:
    book = with_savers(database_url)
    items = [(deposit(1_000), "1"), (deposit(2_000), "2"), (deposit(1_000), "1")]
    assert counter(book).record_all(items).replayed == 1
    with nothing_changes(book):
        summary = counter(book).record_all(items)
    assert (summary.first, summary.count, summary.replayed) == (6, 3, 3)
    with refused("key.reused", book) as held:
        counter(book).record_all([(deposit(5_000), "3"), (deposit(5_001), "3")])
    assert held[0].index == 1


def test_a_key_of_the_chunk_before_is_known_while_that_chunk_is_being_written(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("irman_ledger.books.desk.CHUNK", 2)
    book = with_savers(database_url)
    items = [(deposit(1_000), "1"), (deposit(2_000), "2"), (deposit(2_000), "2"), (deposit(3_000), "3"), (deposit(1_000), "1")]
    summary = counter(book).record_all(items)
    assert (summary.first, summary.count, summary.replayed) == (6, 5, 2)
    assert balance(book, "2-1100") == -6_000
    with refused("key.reused", book) as held:
        counter(book).record_all([(deposit(5_000), "4"), (deposit(5_000), "5"), (deposit(5_001), "4")])
    assert held[0].index == 2


PLANTED = {
    "sqlite": "CREATE TRIGGER planted BEFORE INSERT ON irman_record WHEN new.key = '4' BEGIN SELECT RAISE(ABORT, 'planted'); END",
    "postgresql": """CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS
      $$BEGIN IF new.key = '4' THEN RAISE integrity_constraint_violation USING MESSAGE = 'planted'; END IF; RETURN new; END$$;
      CREATE TRIGGER planted BEFORE INSERT ON irman_record FOR EACH ROW EXECUTE FUNCTION planted()""",
}


@pytest.mark.parametrize("count", [5, 9])
def test_what_the_database_refuses_while_a_chunk_is_written_undoes_the_batch(
    database_url: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of 5 the refused one is in the last chunk, written at the end; of 9 in one that is written while the next is decided.
    monkeypatch.setattr("irman_ledger.books.desk.CHUNK", 3)
    book = with_savers(database_url)
    with book.engine.begin() as connection:
        connection.exec_driver_sql(PLANTED[connection.dialect.name])
    items = [(deposit(1_000), str(n)) for n in range(1, count + 1)]
    with refused("guard.refused", book):
        counter(book).record_all(items)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("irman-load")]
    with book.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER planted" + (" ON irman_record" if connection.dialect.name == "postgresql" else ""))
    assert counter(book).record_all(items).first == 6
    assert balance(book, "2-1100") == -1_000 * count


@pytest.mark.parametrize("kind", ["in memory", "in memory, one connection", "a file, one thread"])
def test_a_connection_that_is_its_threads_alone_takes_a_batch_too(kind: str, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("irman_ledger.books.desk.CHUNK", 3)
    engines = {
        "in memory": lambda: sa.create_engine("sqlite://"),
        "in memory, one connection": lambda: sa.create_engine("sqlite://", poolclass=sa.StaticPool),
        "a file, one thread": lambda: sa.create_engine(sqlite_url, connect_args={"check_same_thread": True}),
    }
    book = with_savers(engines[kind]())
    assert counter(book).record_all((deposit(1_000), str(n)) for n in range(10)).count == 10
    assert balance(book, "2-1100") == -10_000
    assert book.verify().ok


def test_an_empty_batch_is_nothing(database_url: str) -> None:
    book = with_savers(database_url)
    with nothing_changes(book):
        summary = counter(book).record_all([])
    assert (summary.first, summary.count, summary.root) == (None, 0, book.root().hex())


def test_an_item_brings_its_document_and_booking_day(database_url: str) -> None:
    book = with_savers(database_url)
    counter(book).record_all([Item(command=deposit(1_000), key="1", document="KM-9", booked_on=date(2014, 5, 2))])
    with book.read() as view:
        record = view.record(6)
    assert (record.document, record.value_on, record.booked_on, record.period) == ("KM-9", day("4-2"), day("5-2"), 201405)


def test_a_batch_is_streamed_in_little_memory(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("irman_ledger.books.desk.CHUNK", 200)
    book = with_savers(sqlite_url)

    def peak(count: int, name: str) -> int:
        tracemalloc.start()
        counter(book).record_all((deposit(100), f"{name} {n}") for n in range(count))
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(200, "warm")
    small, large = peak(400, "small"), peak(2_000, "large")
    assert large < 2 * small
    assert balance(book, "2-1100") == -260_000


# ---------------------------------------------------------------- transactions


def test_a_transaction_reads_its_own_writes(database_url: str) -> None:
    book = with_savers(database_url)
    with counter(book).transaction() as tx:
        tx.record(deposit(100_000), key="1")
        assert tx.view.savings.get("SS-001").balance == idr(100_000)
        assert tx.view.size == 7
        tx.record(AdmitMember(member="A-003", name="Budi", on=day("4-3")), key="2")
        assert tx.view.members.get("A-003").name.value == "Budi"
        assert [row.amount for row in tx.view.movements("SS-001").rows] == [idr(-100_000)]
        tx.record(withdraw(80_000), key="3")
        with refused("savings.overdrawn", available=idr(20_000)):
            tx.record(withdraw(80_000), key="4")
        with book.read() as outside:
            assert outside.size == 6
        assert tx.view.balances(as_of=day("12-31")).net("1-1100") == idr(20_000)
    assert (book.size, balance(book, "1-1100")) == (9, 20_000)
    assert book.root() == book.open(database_url).root()


def test_a_refusal_inside_a_transaction_leaves_no_trace_not_even_a_name(database_url: str) -> None:
    book = with_savers(database_url)
    with counter(book).transaction() as tx:
        with refused("member.already-admitted"):
            tx.record(AdmitMember(member="A-001", name="Nama Rahasia", on=day("4-3")), key="1")
        tx.record(deposit(1_000), key="2")
    assert "Nama Rahasia" not in str(every_row(book)["irman_private"])
    assert len(every_row(book)["irman_private"]) == 2


def test_a_transaction_given_up_leaves_no_trace(database_url: str) -> None:
    book = with_savers(database_url)
    with nothing_changes(book), given_up(), counter(book).transaction() as tx:
        tx.record(deposit(100_000), key="1")
        assert tx.view.size == 7
        raise GivenUp


def test_a_transaction_is_over_when_its_block_is(database_url: str) -> None:
    book = with_savers(database_url)
    with counter(book).transaction() as tx:
        tx.record(deposit(100_000), key="1")
    with refused("transaction.ended", book):
        tx.record(deposit(100_000), key="2")
    with refused("transaction.ended", book):
        tx.view  # noqa: B018


def test_a_second_transaction_inside_the_first_is_refused_and_the_first_goes_on(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    with desk.transaction() as tx:
        tx.record(deposit(100_000), key="1")
        with refused("book.nested"):
            desk.record(deposit(5_000), key="2")
        with refused("book.nested"):
            book.erase("A-001")
        tx.record(Deposit(account="SS-002", on=day("4-2"), amount=idr(7_000)), key="3")
    assert balance(book, "1-1100") == 107_000
