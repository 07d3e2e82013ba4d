"""A book inside another application: its rows and the ledger's commit and roll back together, whoever it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from irman_ledger import Bylaws, Month, idr
from irman_ledger.errors import IrmanError
from tests.books.app import App, Outbox
from tests.books.kit import KSP, TELLER, GivenUp, counter, day, deposit, given_up, journal, new_book, nothing_changes, refused, withdraw

WAYS = ["connection", "session", "async session"]


@pytest.fixture
def app(database_url: str) -> Iterator[App]:
    """An application with a book of two savers."""
    made = App(database_url)
    yield made
    made.close()


@pytest.mark.parametrize("way", WAYS)
def test_app_row_and_record_commit_together(app: App, way: str) -> None:
    def pay(within: Any, tell: Any) -> Any:
        tell("before")
        receipt = app.book.desk(TELLER, within=within).record(deposit(100_000), key="1", document="KM-1")
        tell(f"deposited in record {receipt.seq}")
        return receipt

    receipt = app.work(way, pay)
    assert (receipt.seq, str(receipt.voucher), receipt.provisional, receipt.replayed) == (6, "BKM/2014/000001", True, False)
    assert app.topics() == ["before", "deposited in record 6"]
    again = counter(app.book).record(deposit(100_000), key="1")
    assert (again, again.provisional, again.replayed) == (receipt, False, True)
    with app.book.read() as view:
        assert view.savings.get("SS-001").balance == idr(100_000)
    assert app.book.verify().ok


@pytest.mark.parametrize("way", WAYS)
def test_app_row_and_record_roll_back_together(app: App, way: str) -> None:
    def pay(within: Any, tell: Any) -> None:
        tell("before")
        app.book.desk(TELLER, within=within).record(deposit(100_000), key="1")
        tell("after")
        raise GivenUp

    with nothing_changes(app.book), given_up():
        app.work(way, pay)
    assert app.topics() == []
    assert str(counter(app.book).record(deposit(100_000), key="1").voucher) == "BKM/2014/000001"


@pytest.mark.parametrize("way", WAYS)
def test_a_refused_command_undoes_only_itself_and_the_app_goes_on(app: App, way: str) -> None:
    counter(app.book).record(deposit(100_000), key="0")

    def pay(within: Any, tell: Any) -> None:
        desk = app.book.desk(TELLER, within=within)
        desk.record(withdraw(70_000), key="1")
        tell("first")
        with refused("savings.overdrawn", available=idr(30_000)):
            desk.record(withdraw(70_000), key="2")
        with refused("savings.overdrawn") as held:
            desk.record_all([(deposit(1_000), "3"), (withdraw(70_000), "4")])
        assert held[0].index == 1
        tell("second")
        desk.record(withdraw(30_000), key="2")

    app.work(way, pay)
    assert app.topics() == ["first", "second"]
    assert [(record.seq, str(record.voucher)) for record in app.book.records(after=6)] == [(7, "BKK/2014/000001"), (8, "BKK/2014/000002")]
    assert app.book.verify().ok


@pytest.mark.parametrize("way", WAYS)
def test_everything_a_desk_can_do_it_can_do_within(app: App, way: str) -> None:
    later = Bylaws.from_toml(KSP.source.replace("from_on = 2014-01-01", "from_on = 2014-05-01"))

    def work(within: Any, tell: Any) -> None:
        desk = app.book.desk(TELLER, within=within)
        assert desk.record_all([(deposit(1_000), str(n)) for n in range(30)]).count == 30
        assert desk.record_all([(deposit(1_000), str(n)) for n in range(30)]).replayed == 30
        desk.record_all([(deposit(10), "a"), (deposit(10, account="SS-002"), "b")], one_voucher=True)
        preview = desk.preview(withdraw(30_010))
        with desk.transaction() as tx:
            paid = tx.record(withdraw(30_010), key="w")
            assert (tx.view.savings.get("SS-001").balance, paid.event) == (idr(0), preview.event)
        desk.reverse(paid.seq, on=day("4-4"), reason="batal", key="x")
        desk.close_month(Month(2014, 4))
        desk.adopt(later, on=day("5-1"), key="bylaws")
        assert desk.record(deposit(5, "5-1"), key="c").seq == 42
        tell("done")

    app.work(way, work)
    assert app.topics() == ["done"]
    assert (app.book.size, app.book.closed_to, app.book.bylaws) == (43, Month(2014, 4), later)
    with app.book.read() as view:
        assert view.savings.get("SS-001").balance == idr(30_015)
    assert app.book.verify().ok


def test_the_library_neither_commits_nor_rolls_back_nor_closes(app: App) -> None:
    seen: list[str] = []
    for name in ("commit", "rollback"):
        sa.event.listen(app.engine, name, lambda connection, what=name: seen.append(what))
    sa.event.listen(app.engine, "checkin", lambda connection, record: seen.append("closed"))
    with app.engine.connect() as connection:
        transaction = connection.begin()
        desk = app.book.desk(TELLER, within=connection)
        desk.record(deposit(100_000), key="1")
        with refused("savings.overdrawn"):
            desk.record(withdraw(100_001), key="2")
        with desk.transaction() as tx:
            tx.record(withdraw(5_000), key="3")
        desk.preview(withdraw(5_000))
        assert seen == []
        assert transaction.is_active
        with app.engine.connect() as other:
            assert other.execute(sa.text("SELECT count(*) FROM irman_record")).scalar() == 6
        seen.clear()
        transaction.commit()
        assert seen == ["commit"]
    assert app.book.size == 8


def test_a_caller_that_stands_on_an_old_snapshot_is_told_that_the_book_is_busy(app: App) -> None:
    with app.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            connection.execute(sa.select(Outbox)).all()
            counter(app.book).record(deposit(100_000), key="1")
            with refused("book.busy"):
                app.book.desk(TELLER, within=connection).record(deposit(5_000), key="2")
    with app.engine.begin() as connection:
        assert app.book.desk(TELLER, within=connection).record(deposit(5_000), key="2").seq == 7


def test_what_goes_wrong_in_the_apps_own_statements_stays_its_own_error(app: App) -> None:
    def twice() -> None:
        with app.sessions.begin() as session:
            session.add_all([Outbox(topic="same"), Outbox(topic="same")])

    def yielding() -> Iterator[tuple[Any, str]]:
        yield deposit(1_000), "1"
        twice()

    with pytest.raises(IntegrityError), app.book.read():
        twice()
    if app.engine.dialect.name == "postgresql":  # SQLite has one writer, which is the ledger here
        with nothing_changes(app.book), pytest.raises(IntegrityError), counter(app.book).transaction():
            twice()
        with nothing_changes(app.book), pytest.raises(IntegrityError):
            counter(app.book).record_all(yielding())


def test_an_app_row_that_is_refused_takes_the_record_with_it(app: App) -> None:
    def pay(within: Any, tell: Any) -> None:
        app.book.desk(TELLER, within=within).record(deposit(1_000), key="1")
        tell("same")
        tell("same")

    for way in WAYS:
        with nothing_changes(app.book), pytest.raises(IntegrityError):
            app.work(way, pay)


def test_a_caller_may_write_into_two_books_at_once(app: App) -> None:
    second = new_book(app.engine, id="dua")
    entry = journal(("5-3130", 500), ("1-1710", -500))
    with app.sessions.begin() as session:
        for place, book in enumerate((app.book, second, app.book)):
            book.desk(TELLER, within=session).record(entry, key=str(place))
    assert [book.size for book in (app.book, second)] == [8, 2]
    assert all(book.verify().ok for book in (app.book, second))


def test_own_and_callers_transactions_take_turns(app: App) -> None:
    for place in range(4):
        if place % 2:
            app.work("session", lambda within, tell, n=place: app.book.desk(TELLER, within=within).record(deposit(1_000), key=str(n)))
        else:
            counter(app.book).record(deposit(1_000), key=str(place))
    assert [str(record.voucher) for record in app.book.records(after=5)] == [f"BKM/2014/00000{n}" for n in (1, 2, 3, 4)]


def test_an_error_is_an_error_of_the_library_in_every_way(app: App) -> None:
    for way in WAYS:
        with pytest.raises(IrmanError) as caught:
            app.work(way, lambda within, tell: app.book.desk(TELLER, within=within).record(withdraw(1), key="1"))
        assert caught.value.code == "savings.overdrawn"
