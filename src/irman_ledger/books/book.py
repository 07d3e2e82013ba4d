"""A book: the records, balances and bylaws of one cooperative in a database."""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from irman_ledger.books import migrations
from irman_ledger.books.adoption import write_bylaws
from irman_ledger.books.charter import BookOpened, OpenBook
from irman_ledger.books.clock import Clock
from irman_ledger.books.desk import Desk
from irman_ledger.books.engine import WRITES, check_prepared, engine_of
from irman_ledger.books.faults import translated
from irman_ledger.books.port import ConnectionPort, PostgresPort, SqlitePort
from irman_ledger.books.reader import Reader, day
from irman_ledger.books.records import Actor, Receipt, Record
from irman_ledger.books.refusals import BookExistsError, ForkedBookError, UnknownBookError
from irman_ledger.books.shelf import Identity, Shelf
from irman_ledger.books.unit import Decision, Unit, hash_of
from irman_ledger.books.view import View, receipt_of
from irman_ledger.books.wire import dump
from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.codes import checked_code

if TYPE_CHECKING:
    from irman_ledger.books.verify import VerifyReport

READ_BOOKS = "SELECT book, id, uuid, currency, begins_on FROM irman_book"
SYSTEM = Actor("irman_ledger", role="system")
LOCK_BY_WRITING = "UPDATE irman_head SET size = size WHERE book = ?"


class Book:
    """One cooperative's book; may be shared by threads, not by processes after a fork."""

    def __init__(self, engine: sa.Engine, identity: Identity, *, clock: Clock | None = None) -> None:
        self.engine = engine
        self.identity = identity
        self.clock = clock or Clock()
        self._shelf = Shelf(identity.book)
        self._lock = threading.RLock()
        self._writer: Any = None
        self._counters: dict[tuple[str, int], int] = {}
        self._left_at: tuple[int, bytes] | None = None
        self._process = os.getpid()

    # ------------------------------------------------------------ making and opening

    @classmethod
    def create(
        cls,
        target: str | Path | sa.Engine,
        bylaws: Bylaws,
        *,
        id: str,
        begins_on: date,
        if_exists: Literal["refuse", "open"] = "refuse",
        clock: Clock | None = None,
    ) -> Book:
        """Make a new book in a database, with its tables and guards if they are not there yet.

        Parameters
        ----------
        target
            A database URL, the path of an SQLite file, or an engine.
        id
            The name of the book in the database, 1 to 64 characters.
        begins_on
            The first day that anything can be recorded for.
        if_exists
            ``"open"``: give the book that is there, if it began with the same bylaws, day and currency.

        Raises
        ------
        BookExistsError
            ``book.exists``
        """
        checked_code(id, field="id")
        engine = engine_of(target)
        with translated(), engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            if migrations.current_version(connection) is None:
                migrations.upgrade(connection)
            migrations.check_version(connection)
            found = _find(connection, id)
            if found is None:
                identity = _write_genesis(connection, bylaws, id, begins_on, clock or Clock())
            elif if_exists == "open":
                identity = found
                _check_same(connection, identity, bylaws, begins_on)
            else:
                raise BookExistsError(field="id", id=id, reason="")
        return cls(engine, identity, clock=clock)

    @classmethod
    def open(cls, target: str | Path | sa.Engine, *, id: str | None = None, clock: Clock | None = None) -> Book:
        """Open a book that is there; `id` may be left out where the database holds one book.

        Raises
        ------
        UnknownBookError
            ``book.unknown``
        SchemaBehindError, SchemaAheadError, ForeignDatabaseError
        """
        engine = engine_of(target)
        file = engine.url.database
        if engine.dialect.name == "sqlite" and file and file != ":memory:" and not os.path.exists(file):
            raise migrations.ForeignDatabaseError(field="database", reason="the file does not exist")
        with translated(), engine.connect() as connection:
            migrations.check_version(connection)
            found = _find(connection, id)
        if found is None:
            raise UnknownBookError(field="id", id=id or "")
        return cls(engine, found, clock=clock)

    # ------------------------------------------------------------ what it is

    @property
    def id(self) -> str:
        """The name of the book in its database."""
        return self.identity.id

    @property
    def uuid(self) -> uuid.UUID:
        """What no other book is."""
        return uuid.UUID(bytes=self.identity.uuid)

    @property
    def currency(self) -> str:
        """The one currency of the book."""
        return self.identity.currency

    @property
    def begins_on(self) -> date:
        """The first day that anything can be recorded for."""
        return self.identity.begins_on

    @property
    def bylaws(self) -> Bylaws:
        """The bylaws adopted last."""
        with self.read() as view:
            return view.bylaws

    def bylaws_on(self, on: date) -> Bylaws:
        """The bylaws in force on a day."""
        with self.read() as view:
            return view.bylaws_on(on)

    @property
    def size(self) -> int:
        """How many records the log has."""
        with self.read() as view:
            return view.size

    @property
    def closed_to(self) -> Month | None:
        """The last closed month."""
        with self.read() as view:
            return view.closed_to

    def root(self) -> bytes:
        """The root of the log (RFC 6962)."""
        with self.read() as view:
            return view.root()

    # ------------------------------------------------------------ working with it

    def desk(self, actor: Actor, *, within: Any = None, settle: str | None = None) -> Desk:
        """Where an actor records; `within` is a caller's SQLAlchemy connection or session."""
        return Desk(self, actor, within=within, settle=settle)

    @contextmanager
    def read(self) -> Iterator[View]:
        """One snapshot of the book."""
        with translated(), self._connected() as connection:
            yield View(ConnectionPort(connection), self.identity, self._shelf)

    def balances(
        self, *, as_of: Month | date | None = None, period: Month | tuple[Month, Month] | None = None, known_at: int | None = None
    ) -> Balances:
        """Balances up to a day or month, or turnovers within months; see `View.balances`."""
        with self.read() as view:
            return view.balances(as_of=as_of, period=period, known_at=known_at)

    def journal(self, period: Month | tuple[Month, Month]) -> Iterator[Record]:
        """The booked records of a period in order of booking date and seq."""
        with self.read() as view:
            yield from view.journal(period)

    def records(self, *, after: int | None = None, limit: int | None = None) -> Iterator[Record]:
        """Records in order of seq, after a cursor."""
        with self.read() as view:
            yield from view.records(after=after, limit=limit)

    def verify(self) -> VerifyReport:
        """Check every fact that the book holds against every other; changes nothing."""
        from irman_ledger.books.verify import verify

        with self.read() as view:
            return verify(view)

    def erase(self, member: str) -> int:
        """Erase the personal values of a member: name, identity and phone, with their salts. Gives how many were erased.

        The log keeps their commitments, so that root, statements and verification stay as they are. What the database
        engine and backups still hold is for the procedure in docs/guides/erase-personal-data.md.
        """
        from irman_ledger.books.personal import ERASE

        with self.writing(None) as unit:
            unit.read_head()
            before = unit.reader.port.rows(
                "SELECT 1 FROM irman_private WHERE book = ? AND subject = ? AND value IS NOT NULL", (self.identity.book, f"member:{member}")
            )
            unit.reader.port.run(ERASE, (self.identity.book, f"member:{member}"))
        return len(before)

    def close(self) -> None:
        """Give back the connections."""
        with self._lock:
            self._drop_writer()
        self.engine.dispose()

    # ------------------------------------------------------------ transactions

    @contextmanager
    def reading(self, within: Any = None) -> Iterator[Unit]:
        """A unit that only decides, in a snapshot or in a caller's transaction."""
        with translated():
            if within is not None:
                yield self._unit(ConnectionPort(_connection_of(within)), {})
                return
            with self._connected() as connection:
                yield self._unit(ConnectionPort(connection), {})

    @contextmanager
    def writing(self, within: Any = None, *, bulk: bool = False) -> Iterator[Unit]:
        """A unit that holds the book's lock; written and committed at the end, or undone."""
        if self._process != os.getpid():
            raise ForkedBookError(field="book")
        if within is not None:
            with translated(), self._in_callers(_connection_of(within)) as unit:
                yield unit
            return
        with self._lock, translated():
            port = self._port(bulk)
            try:
                port.begin(self.identity.book)
                unit = self._unit(port, self._counters)
                yield unit
                unit.flush_if_changed()
                port.commit()
                self._left_at = (unit.head.size, unit.head.frontier)
            except BaseException:
                self._undo(port)
                raise

    def _undo(self, port: Any) -> None:
        self._counters.clear()
        self._left_at = None
        self._shelf = Shelf(self.identity.book)
        try:
            port.rollback()
        finally:
            self._drop_writer()

    @contextmanager
    def _in_callers(self, connection: sa.Connection) -> Iterator[Unit]:
        check_prepared(connection)
        port = ConnectionPort(connection)
        with connection.begin_nested():
            if connection.dialect.name == "postgresql":
                port.run("SELECT set_config('irman.book', ?, true)", (str(self.identity.book),))
            port.run(LOCK_BY_WRITING, (self.identity.book,))
            unit = self._unit(port, {}, Shelf(self.identity.book))
            yield unit
            unit.flush_if_changed()

    def _unit(self, port: Any, counters: dict[tuple[str, int], int], shelf: Shelf | None = None) -> Unit:
        reader = Reader(port, self.identity.book, self.identity.currency)
        return Unit(self.identity, reader, shelf or self._shelf, clock=self.clock, counters=counters, left_at=self._left_at)

    def _port(self, bulk: bool) -> Any:
        if self._writer is None:
            self._writer = self.engine.raw_connection()
        connection = self._writer.driver_connection
        if self.engine.dialect.name == "sqlite":
            return SqlitePort(connection)
        connection.autocommit = True
        return PostgresPort(connection, bulk=bulk)

    def _drop_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.invalidate()

    @contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if self.engine.dialect.name == "postgresql" else {}
        with self.engine.connect().execution_options(**options) as connection:
            if self.engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SELECT set_config('irman.book', %s, true)", (str(self.identity.book),))
            yield connection

    def receipt(self, port: Any, seq: int) -> Receipt[Any]:
        """The receipt of an earlier record, marked as replayed."""
        return receipt_of(View(port, self.identity, self._shelf), seq)


def _connection_of(within: Any) -> sa.Connection:
    if isinstance(within, sa.Connection):
        return within
    connection: sa.Connection = within.connection()
    return connection


def _find(connection: sa.Connection, id: str | None) -> Identity | None:
    rows = connection.exec_driver_sql(READ_BOOKS).fetchall()
    found = [row for row in rows if id is None or row[1] == id]
    if len(found) != 1:
        return None
    book, name, identity, currency, begins_on = found[0]
    return Identity(book=book, id=name, uuid=bytes(identity), currency=currency, begins_on=day(begins_on))


def _check_same(connection: sa.Connection, identity: Identity, bylaws: Bylaws, begins_on: date) -> None:
    found = ConnectionPort(connection).row("SELECT source FROM irman_bylaws WHERE book = ? AND version = 1", (identity.book,))
    if found is None or found[0] != bylaws.source or identity.begins_on != begins_on:
        raise BookExistsError(field="id", id=identity.id, reason=" with other bylaws or another first day")


def _write_genesis(connection: sa.Connection, bylaws: Bylaws, id: str, begins_on: date, clock: Clock) -> Identity:
    port = ConnectionPort(connection)
    last = port.row("SELECT max(book) FROM irman_book")
    number = 1 if last is None or last[0] is None else last[0] + 1
    identity = Identity(book=number, id=id, uuid=uuid.uuid4().bytes, currency=bylaws.currency, begins_on=begins_on)
    if connection.dialect.name == "postgresql":
        port.run("SELECT set_config('irman.book', ?, true)", (str(number),))
    port.run(
        "INSERT INTO irman_book (book, id, uuid, currency, begins_on) VALUES (?, ?, ?, ?, ?)",
        (number, id, identity.uuid, bylaws.currency, begins_on.isoformat()),
    )
    port.run("INSERT INTO irman_head (book, size, frontier, closed_to, bylaws_version) VALUES (?, 0, ?, 0, 1)", (number, b""))
    write_bylaws(port, identity, 1, bylaws, 0, set())
    shelf = Shelf(number)
    shelf.add(1, bylaws)
    unit = Unit(identity, Reader(port, number, bylaws.currency), shelf, clock=clock, counters={}, left_at=None)
    unit.read_head()
    command = OpenBook(id=id, on=begins_on)
    event = BookOpened(id=id, uuid=identity.uuid.hex(), currency=bylaws.currency, on=begins_on, bylaws=bylaws.source)
    decision = Decision(
        command=command, subject="book:BOOK", event=event, entry=None, state=None, index=None, bylaws_version=1, bylaws=bylaws
    )
    text = dump(command)
    unit.book(decision, key="book.open", command_hash=hash_of(text), command_text=text, actor=SYSTEM, entered_at=clock.now())
    unit.flush()
    return identity
