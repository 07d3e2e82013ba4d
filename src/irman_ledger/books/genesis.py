"""How a book comes into a database, and how it is found there."""

from __future__ import annotations

import os
import uuid
from contextlib import closing
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from irman_ledger.books.adoption import write_bylaws
from irman_ledger.books.charter import BookOpened, OpenBook
from irman_ledger.books.clock import Clock
from irman_ledger.books.faults import UnreachableStorageError
from irman_ledger.books.migrations import VERSION_TABLE, ForeignDatabaseError
from irman_ledger.books.port import ConnectionPort
from irman_ledger.books.reader import Reader, day
from irman_ledger.books.records import Actor
from irman_ledger.books.refusals import AmbiguousBookError, BookExistsError
from irman_ledger.books.shelf import Identity, Shelf
from irman_ledger.books.unit import Decision, Unit, hash_of
from irman_ledger.books.wire import dump
from irman_ledger.core.bylaws import Bylaws

READ_BOOKS = "SELECT book, id, uuid, currency, begins_on FROM irman_book"
SYSTEM = Actor("irman_ledger", role="system")


def check_file(engine: sa.Engine) -> None:
    """Look at an SQLite file before any setting of it is touched: what is not ours stays as it is.

    It looks through the engine's own SQLite: a second one in the process would drop the locks of the first.

    Raises
    ------
    ForeignDatabaseError
        ``schema.foreign``
    """
    path = _file_of(engine)
    if path is None:
        return
    if not path.exists():
        raise ForeignDatabaseError(field="database", reason="the file does not exist")
    with closing(engine.dialect.loaded_dbapi.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (VERSION_TABLE,)).fetchone()
    if found is None:
        raise ForeignDatabaseError(field="database", reason=f"it has no table {VERSION_TABLE}")


def make_file(engine: sa.Engine) -> None:
    """Make the file of a new SQLite database so that only its owner can read it: it will hold names.

    Raises
    ------
    UnreachableStorageError
        ``storage.unreachable``
    """
    path = _file_of(engine)
    if path is None or path.exists():
        return
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise UnreachableStorageError(field="database", reason=error.strerror or type(error).__name__) from error


def _file_of(engine: sa.Engine) -> Path | None:
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path.startswith((":memory:", "file:")):
        return None
    return Path(path)


def find_book(connection: sa.Connection, id: str | None) -> Identity | None:
    """The book of a name, or the only one; None where there is none, `AmbiguousBookError` where there are several."""
    rows = connection.exec_driver_sql(READ_BOOKS).fetchall()
    found = [row for row in rows if id is None or row[1] == id]
    if len(found) > 1:
        raise AmbiguousBookError(field="id", ids=", ".join(sorted(row[1] for row in found)))
    if not found:
        return None
    book, name, identity, currency, begins_on = found[0]
    return Identity(book=book, id=name, uuid=bytes(identity), currency=currency, begins_on=day(begins_on))


def check_same(connection: sa.Connection, identity: Identity, bylaws: Bylaws, begins_on: date) -> None:
    """Refuse a book that began with other bylaws or on another day."""
    found = ConnectionPort(connection).row("SELECT source FROM irman_bylaws WHERE book = ? AND version = 1", (identity.book,))
    if found is None or found[0] != bylaws.source or identity.begins_on != begins_on:
        raise BookExistsError(field="id", id=identity.id, reason=" with other bylaws or another first day")


def write_genesis(connection: sa.Connection, bylaws: Bylaws, id: str, begins_on: date, clock: Clock) -> Identity:
    """Write the rows and the first record of a new book."""
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
    decision = Decision(subject="book:BOOK", event=event, entry=None, state=None, index=None, bylaws_version=1, bylaws=bylaws)
    text = dump(command)
    unit.book(decision, key="book.open", command_hash=hash_of(text), command_text=text, actor=SYSTEM, entered_at=clock.now())
    unit.flush()
    return identity
