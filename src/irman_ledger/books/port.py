"""How statements reach the database: one small face over three ways.

The library's own transactions run on the driver (`SqlitePort`, `PostgresPort`, the latter in pipeline mode); a caller's
transaction and all reading run through SQLAlchemy (`ConnectionPort`). Statements are written with ``?`` for every parameter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Protocol

import sqlalchemy as sa

Row = Sequence[Any]


class Port(Protocol):
    """What the reader and the writer need of a connection."""

    dialect: str

    def row(self, sql: str, parameters: Row = ()) -> Row | None:
        """The first row, or None."""

    def rows(self, sql: str, parameters: Row = ()) -> Sequence[Row]:
        """All rows."""

    def run(self, sql: str, parameters: Row = ()) -> None:
        """Execute; no result is read."""

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        """Execute once for each row."""

    def load(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add many rows to a table in the fastest way there is."""


@lru_cache(maxsize=256)
def _format_style(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


@lru_cache(maxsize=64)
def insert_sql(table: str, columns: tuple[str, ...]) -> str:
    """An INSERT of the columns in the order given."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


class SqlitePort:
    """On a sqlite3 connection of the library's own."""

    dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._execute = connection.execute

    def begin(self, _book: int) -> None:
        """Take the book's lock: on SQLite the transaction itself."""
        self._execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make it last."""
        self._execute("COMMIT")

    def rollback(self) -> None:
        """Undo all since `begin`."""
        if self.connection.in_transaction:
            self._execute("ROLLBACK")

    def row(self, sql: str, parameters: Row = ()) -> Row | None:
        found: Row | None = self._execute(sql, parameters).fetchone()
        return found

    def rows(self, sql: str, parameters: Row = ()) -> Sequence[Row]:
        return self._execute(sql, parameters).fetchall()

    def run(self, sql: str, parameters: Row = ()) -> None:
        self._execute(sql, parameters)

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        self.connection.executemany(sql, rows)

    def load(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        self.connection.executemany(insert_sql(table, tuple(columns)), rows)


# Which book it is, for row-level security; and, since every statement here asks for few rows by a key, never to read a whole table
# for them, whatever the planner believes of tables that were small or empty when it last looked.
_PREPARE = (
    "SELECT set_config('irman.book', %s, true), set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)"
)


class PostgresPort:
    """On a psycopg connection of the library's own, in pipeline mode unless much is loaded at once."""

    dialect = "postgresql"

    def __init__(self, connection: Any, *, bulk: bool = False) -> None:
        self.connection = connection
        self._bulk = bulk
        self._pipeline: Any = None
        self._block: Any = None
        self._copies: bool | None = None

    def begin(self, book: int) -> None:
        """Begin, name the book for row-level security, and lock its head row; the state is read in a later statement."""
        if not self._bulk:
            self._block = self.connection.pipeline()
            self._pipeline = self._block.__enter__()
        self.connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
        self.connection.execute(_PREPARE, (str(book),))
        self.connection.execute("SELECT 1 FROM irman_head WHERE book = %s FOR UPDATE", (book,))

    def commit(self) -> None:
        """Make it last; errors of earlier statements come up here at the latest."""
        self.connection.execute("COMMIT")
        if self._pipeline is not None:
            self._pipeline.sync()
            self._leave()

    def rollback(self) -> None:
        """Undo all since `begin`."""
        self._leave()
        self.connection.rollback()

    def _leave(self) -> None:
        block, self._block, self._pipeline = self._block, None, None
        if block is not None:
            block.__exit__(None, None, None)

    def row(self, sql: str, parameters: Row = ()) -> Row | None:
        found: Row | None = self.connection.execute(_format_style(sql), parameters).fetchone()
        return found

    def rows(self, sql: str, parameters: Row = ()) -> Sequence[Row]:
        found: Sequence[Row] = self.connection.execute(_format_style(sql), parameters).fetchall()
        return found

    def run(self, sql: str, parameters: Row = ()) -> None:
        self.connection.execute(_format_style(sql), parameters)

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        text = _format_style(sql)
        if len(rows) > 4:
            self.connection.cursor().executemany(text, rows)
            return
        for parameters in rows:
            self.connection.execute(text, parameters)

    def load(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        if not self._bulk or not self._may_copy():
            self.many(insert_sql(table, tuple(columns)), rows)
            return
        with self.connection.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _may_copy(self) -> bool:
        # PostgreSQL has no COPY into tables whose row-level security binds the role.
        if self._copies is None:
            found = self.row("SELECT NOT row_security_active('irman_line')")
            self._copies = found is not None and bool(found[0])
        return self._copies


class ConnectionPort:
    """On a SQLAlchemy connection: a caller's transaction, or one that only reads."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self._style = (lambda sql: sql) if self.dialect == "sqlite" else _format_style

    def row(self, sql: str, parameters: Row = ()) -> Row | None:
        return self.connection.exec_driver_sql(self._style(sql), tuple(parameters)).fetchone()

    def rows(self, sql: str, parameters: Row = ()) -> Sequence[Row]:
        return self.connection.exec_driver_sql(self._style(sql), tuple(parameters)).fetchall()

    def run(self, sql: str, parameters: Row = ()) -> None:
        self.connection.exec_driver_sql(self._style(sql), tuple(parameters))

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        if rows:
            self.connection.exec_driver_sql(self._style(sql), [tuple(row) for row in rows])

    def load(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        self.many(insert_sql(table, tuple(columns)), rows)

    def stream(self, sql: str, parameters: Row = ()) -> Iterable[Row]:
        """Rows as they come, without holding all of them."""
        options = self.connection.execution_options(stream_results=True, yield_per=2000)
        return options.exec_driver_sql(self._style(sql), tuple(parameters))
