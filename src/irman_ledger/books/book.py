"""A book: the records, balances and bylaws of one cooperative in a database."""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from irman_ledger.books import migrations
from irman_ledger.books.adoption import check_products, check_source
from irman_ledger.books.clock import Clock
from irman_ledger.books.desk import Desk
from irman_ledger.books.engine import WRITES, check_prepared, check_settings, engine_of
from irman_ledger.books.faults import is_of_driver, translated
from irman_ledger.books.genesis import check_file, check_same, find_book, make_file, write_genesis
from irman_ledger.books.lane import is_shareable
from irman_ledger.books.port import ConnectionPort, PostgresPort, SqlitePort
from irman_ledger.books.reader import Reader
from irman_ledger.books.records import Actor, Record
from irman_ledger.books.refusals import BookExistsError, ForkedBookError, NestedTransactionError, UnknownBookError
from irman_ledger.books.shelf import Identity, Shelf
from irman_ledger.books.unit import Unit
from irman_ledger.books.view import View
from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.codes import checked_code
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError

if TYPE_CHECKING:
    from irman_ledger.books.verify import VerifyReport

LOCK_BY_WRITING = "UPDATE irman_head SET size = size WHERE book = ?"


class Book:
    """One cooperative's book; may be shared by threads, not by processes after a fork."""

    def __init__(self, engine: sa.Engine, identity: Identity, *, clock: Clock | None = None, owns_engine: bool = False) -> None:
        self.engine = engine
        self._owns_engine = owns_engine
        self.identity = identity
        self.clock = clock or Clock()
        self._shelf = Shelf(identity.book)
        self._lock = threading.RLock()
        self._is_writing = False
        self._writer: Any = None
        self._may_load_aside = False
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
        """Make a new book in a database, with its tables and guards if they are not there yet; a new file is its owner's alone to read.

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
        if type(begins_on) is not date:
            raise InvalidInputError(field="begins_on", value=begins_on, reason="must be a day")
        check_source(bylaws)
        check_products(bylaws)
        engine = engine_of(target)
        make_file(engine)
        with translated, engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            if migrations.current_version(connection) is None:
                migrations.upgrade(connection)
            migrations.check_version(connection)
            found = find_book(connection, id)
            if found is None:
                identity = write_genesis(connection, bylaws, id, begins_on, clock or Clock())
            elif if_exists == "open":
                identity = found
                check_same(connection, identity, bylaws, begins_on)
            else:
                raise BookExistsError(field="id", id=id, reason="")
        return cls(engine, identity, clock=clock, owns_engine=engine is not target)

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
        with translated:
            check_file(engine)
        with translated, engine.connect() as connection:
            migrations.check_version(connection)
            found = find_book(connection, id)
        if found is None:
            raise UnknownBookError(field="id", id=id or "")
        return cls(engine, found, clock=clock, owns_engine=engine is not target)

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
        with translated, self._connected() as connection:
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

    def verify(
        self, *, checkpoints: Iterable[tuple[int, bytes]] = (), level: Literal["hashes", "facts"] = "facts", advice: bool = False
    ) -> VerifyReport:
        """Check every fact that the book holds against every other; changes nothing. See `irman_ledger.books.verify.verify`."""
        from irman_ledger.books.verify import Snapshot, verify

        with translated, self._connected() as connection:
            return verify(Snapshot(ConnectionPort(connection), self.identity), checkpoints=checkpoints, level=level, advice=advice)

    def erase(self, member: str) -> int:
        """Erase the personal values of a member and partner: name, identity, phone, household, with their salts. Gives how many.

        The log keeps their commitments, so that root, statements and verification stay as they are. On SQLite the journal of
        the file is emptied too, unless somebody is just reading the book. What PostgreSQL and backups still hold is for the
        procedure in docs/guides/erase-personal-data.md.
        """
        from irman_ledger.books.personal import ERASE, READ_KEPT

        erased = 0
        with self._lock, translated:
            with self.writing() as unit:
                for kind in ("member", "partner"):
                    subject = (self.identity.book, str(Subject(kind, member)))
                    erased += len(unit.reader.port.rows(READ_KEPT, subject))
                    unit.reader.port.run(ERASE, subject)
            if self.engine.dialect.name == "sqlite":
                self._writer.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return erased

    def close(self) -> None:
        """Give back the connections; an engine that was handed in stays its owner's to dispose of."""
        with self._lock:
            self._drop_writer()
        if self._owns_engine:
            self.engine.dispose()

    # ------------------------------------------------------------ transactions

    @contextmanager
    def reading(self, within: Any = None) -> Iterator[Unit]:
        """A unit that only decides, in a snapshot or in a caller's transaction."""
        with translated:
            if within is not None:
                self._check_process()
                port = ConnectionPort(_connection_of(within))
                self._name_book(port)
                self._check_home(port)
                yield self._unit(port, {}, self._shelf.copy())
                return
            with self._connected() as connection:
                yield self._unit(ConnectionPort(connection), {})

    @contextmanager
    def writing(self, within: Any = None, *, bulk: bool = False) -> Iterator[Unit]:
        """A unit that holds the book's lock; written and committed at the end, or undone."""
        self._check_process()
        if within is not None:
            with translated, self._in_callers(_connection_of(within)) as unit:
                yield unit
            return
        with self._lock, translated:
            if self._is_writing:
                raise NestedTransactionError(field="within")
            port = self._port(bulk)
            self._is_writing = True
            try:
                port.begin(self.identity.book)
                unit = self._unit(port, self._counters)
                yield unit
                unit.flush_if_changed()
                port.commit()
                self._left_at, self._shelf = (unit.head.size, unit.head.frontier), unit.shelf
            except BaseException:
                self._undo(port)
                raise
            finally:
                self._is_writing = False

    def _undo(self, port: Any) -> None:
        self._counters.clear()
        self._left_at = None
        try:
            port.rollback()
        except Exception as error:
            self._drop_writer()  # Closing a connection undoes what it began; the error that led here is the one to show.
            if not is_of_driver(error):
                raise

    def _check_process(self) -> None:
        if self._process != os.getpid():
            raise ForkedBookError(field="book")

    @contextmanager
    def _in_callers(self, connection: sa.Connection) -> Iterator[Unit]:
        check_prepared(connection)
        port = ConnectionPort(connection)
        with connection.begin_nested():
            self._name_book(port)
            port.run(LOCK_BY_WRITING, (self.identity.book,))
            self._check_home(port)
            unit = self._unit(port, {}, self._shelf.copy())
            yield unit
            unit.flush_if_changed()

    def _name_book(self, port: ConnectionPort) -> None:
        """Tell row-level security which book the transaction is about."""
        if port.dialect == "postgresql":
            port.run("SELECT set_config('irman.book', ?, true)", (str(self.identity.book),))

    def _check_home(self, port: ConnectionPort) -> None:
        """Make sure that the caller's database is the one that holds this book; asked once a connection."""
        book, info = self.identity.book, port.connection.info
        if info.get(("irman_book", book)) != self.identity.uuid:
            found = port.row("SELECT uuid FROM irman_book WHERE book = ?", (book,))
            if found is None or bytes(found[0]) != self.identity.uuid:
                raise UnknownBookError(field="within", id=self.id)
            info["irman_book", book] = self.identity.uuid

    def _unit(self, port: Any, counters: dict[tuple[str, int], int], shelf: Shelf | None = None) -> Unit:
        reader = Reader(port, self.identity.book, self.identity.currency)
        return Unit(self.identity, reader, shelf or self._shelf, clock=self.clock, counters=counters, left_at=self._left_at)

    def _port(self, bulk: bool) -> Any:
        if self._writer is None:
            self._writer = self.engine.raw_connection()
            if self.engine.dialect.name == "sqlite":
                self._check_writer(self._writer.driver_connection)
                self._may_load_aside = is_shareable(self._writer.driver_connection)
        connection = self._writer.driver_connection
        if self.engine.dialect.name == "sqlite":
            return SqlitePort(connection, aside=bulk and self._may_load_aside)
        connection.autocommit = True
        return PostgresPort(connection, bulk=bulk)

    def _check_writer(self, connection: Any) -> None:
        try:
            check_settings(lambda pragma: connection.execute(f"PRAGMA {pragma}").fetchone()[0])
        except BaseException:
            self._drop_writer()
            raise

    def _drop_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.invalidate()

    @contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        self._check_process()
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if self.engine.dialect.name == "postgresql" else {}
        with self.engine.connect().execution_options(**options) as connection:
            if self.engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SELECT set_config('irman.book', %s, true)", (str(self.identity.book),))
            yield connection


def _connection_of(within: Any) -> sa.Connection:
    if isinstance(within, sa.Connection):
        return within
    is_session = hasattr(within, "connection") and not hasattr(within, "run_sync")
    connection = within.connection() if is_session else None
    if not isinstance(connection, sa.Connection):
        raise InvalidInputError(field="within", value=type(within).__name__, reason="is neither a connection nor a session of SQLAlchemy")
    return connection
