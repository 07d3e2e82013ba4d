"""How a verification reads the tables: raw tuples with days as ISO text, whatever the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from irman_ledger.books import tables
from irman_ledger.books.port import ConnectionPort
from irman_ledger.books.shelf import Identity
from irman_ledger.core.evidence.leaf import leaf_data
from irman_ledger.core.evidence.merkle import leaf_hash

CHUNK = 250
Row = tuple[Any, ...]
_DAYS = frozenset({"value_on", "booked_on", "begins_on", "from_on", "opened_on", "closed_on", "last_value_on", "due_on"})

RECORD_COLUMNS = tuple(column.name for column in tables.RECORD.c if column.name != "book")
LINE_COLUMNS = ("seq", "account", "unit", "fund", "subject", "amount")


class Readable(Protocol):
    """What can be verified: a snapshot on a connection, and the book it is asked for."""

    @property
    def port(self) -> ConnectionPort:
        """The connection."""

    @property
    def identity(self) -> Identity:
        """The book."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The least of what can be verified: unlike a `View`, it can be made of a book whose head or bylaws are damaged."""

    port: ConnectionPort
    identity: Identity


class Source:
    """One book in one snapshot."""

    def __init__(self, view: Readable) -> None:
        self.port = view.port
        self.identity = view.identity
        self.book = view.identity.book
        self.dialect = view.port.dialect
        view.port.row("SELECT 1")  # begins SQLAlchemy's transaction, so that all that follows is one snapshot
        connection = view.port.connection
        # The driver's own tuples: a row object of SQLAlchemy for each line costs as much as its hash.
        self._driver: Any = None if connection.dialect.is_async else connection.connection.driver_connection

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of a statement with ``?`` for its parameters."""
        if self._driver is None:
            return [tuple(row) for row in self.port.rows(sql, parameters)]
        text = sql if self.dialect == "sqlite" else sql.replace("%", "%%").replace("?", "%s")
        found: list[Row] = self._driver.execute(text, tuple(parameters)).fetchall()
        return found

    def columns(self, names: Sequence[str], alias: str = "") -> str:
        """A list of columns to select, days as ISO text."""
        prefix = f"{alias}." if alias else ""
        as_text = self.dialect != "sqlite"
        return ", ".join(f"to_char({prefix}{name}, 'YYYY-MM-DD')" if as_text and name in _DAYS else f'{prefix}"{name}"' for name in names)

    def table(self, name: str, names: Sequence[str]) -> list[Row]:
        """The book's rows of a table."""
        return self.rows(f"SELECT {self.columns(names)} FROM {name} WHERE book = ?", (self.book,))

    def chunks(self) -> Iterator[list[tuple[Row, list[Row]]]]:
        """The records in order of seq with their lines (account, unit, fund, subject, amount), some at a time."""
        records = f"SELECT {self.columns(RECORD_COLUMNS)} FROM irman_record WHERE book = ? AND seq > ? ORDER BY seq LIMIT {CHUNK}"
        lines = f"SELECT {self.columns(LINE_COLUMNS)} FROM irman_line WHERE book = ? AND seq > ? AND seq <= ? ORDER BY seq, no"
        last = -(2**62)
        while found := self.rows(records, (self.book, last)):
            first, last = last, found[-1][0]
            yield list(_joined(found, self.rows(lines, (self.book, first, last))))

    def lines_of(self, seq: int) -> list[Row]:
        """The lines of one record."""
        sql = f"SELECT {self.columns(LINE_COLUMNS)} FROM irman_line WHERE book = ? AND seq = ? ORDER BY no"
        return [row[1:] for row in self.rows(sql, (self.book, seq))]


def _joined(records: list[Row], lines: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    at, end = 0, len(lines)
    for record in records:
        seq = record[0]
        while at < end and lines[at][0] < seq:
            at += 1  # a line without its record, which the check of orphans names
        first = at
        while at < end and lines[at][0] == seq:
            at += 1
        yield record, [line[1:] for line in lines[first:at]]


def leaf_of(genesis: bytes, currency: str, record: Row, lines: Sequence[Row]) -> bytes:
    """The leaf of a record from its columns as they are stored, whose order is the order of the format."""
    fields: tuple[Any, ...] = (genesis, currency, *record[:-1], lines)
    return leaf_hash(leaf_data(*fields))
