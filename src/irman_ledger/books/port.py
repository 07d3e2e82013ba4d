"""How statements reach the database: one small face over three ways.

The library's own transactions run on the driver (`SqlitePort`, `PostgresPort`, the latter in pipeline mode); a caller's
transaction and all reading run through SQLAlchemy (`ConnectionPort`). Statements are written with ``?`` for every parameter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Protocol

import sqlalchemy as sa

from irman_ledger.books.lane import Lane

FEW_ROWS = 4
ROWS_MAX = 2048
PARAMETERS_MAX = 32_766
"""How many parameters a statement of SQLite has at most, unless it was built otherwise."""

Row = Sequence[Any]
Batch = tuple[str, tuple[str, ...], list[Any]]
"""A table, its columns, and the values of rows for it, one row after the other."""


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

    def load(self, batches: Sequence[Batch]) -> None:
        """Add many rows to tables, one after the other, in the fastest way there is; whoever hands them over keeps no hold of them."""


@lru_cache(maxsize=256)
def _format_style(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


@lru_cache(maxsize=128)
def insert_sql(table: str, columns: tuple[str, ...], rows: int = 1) -> str:
    """An INSERT of the columns in the order given, for so many rows at once."""
    one = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([one] * rows)}"


class SqlitePort:
    """On a sqlite3 connection of the library's own; what is loaded may be loaded `aside`, by another thread."""

    dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection, *, aside: bool = False) -> None:
        self._lane = Lane(connection)
        self._aside = aside

    def begin(self, _book: int) -> None:
        """Take the book's lock: on SQLite the transaction itself."""
        self.run("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make it last."""
        self.run("COMMIT")
        self._lane.leave()

    def rollback(self) -> None:
        """Undo all since `begin`."""
        connection = self._lane.leave()
        if connection.in_transaction:
            connection.execute("ROLLBACK")

    def row(self, sql: str, parameters: Row = ()) -> Row | None:
        found: Row | None = self._lane.connection.execute(sql, parameters).fetchone()
        return found

    def rows(self, sql: str, parameters: Row = ()) -> Sequence[Row]:
        found: Sequence[Row] = self._lane.connection.execute(sql, parameters).fetchall()
        return found

    def run(self, sql: str, parameters: Row = ()) -> None:
        self._lane.connection.execute(sql, parameters)

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        self._lane.connection.executemany(sql, rows)

    def load(self, batches: Sequence[Batch]) -> None:
        if self._aside:
            self._lane.start(_insert, batches)
        else:
            _insert(self._lane.connection, batches)


def _insert(connection: sqlite3.Connection, batches: Sequence[Batch]) -> None:
    """Many rows a statement, which then runs without holding the interpreter back; in sizes that are few, as each stays prepared."""
    for table, columns, values in batches:
        width, at, size = len(columns), 0, ROWS_MAX
        while at < len(values):
            while size * width > min(PARAMETERS_MAX, len(values) - at):
                size //= 2
            connection.execute(insert_sql(table, columns, size), values[at : at + size * width])
            at += size * width


def _rows(values: list[Any], width: int) -> Iterator[list[Any]]:
    return (values[at : at + width] for at in range(0, len(values), width))


# Which book it is, for row-level security; and, since every statement here asks for few rows by a key, never to read a whole table
# for them, whatever the planner believes of tables that were small or empty when it last looked.
_PREPARE = (
    "SELECT set_config('irman.book', %s, true), set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)"
)


class PostgresPort:
    """On a psycopg connection of the library's own, in pipeline mode unless much is loaded at once."""

    dialect = "postgresql"

    def __init__(self, connection: Any, *, bulk: bool = False) -> None:
        self._lane = Lane(connection)
        self._bulk = bulk
        self._pipeline: Any = None
        self._block: Any = None
        self._copies: bool | None = None

    def begin(self, book: int) -> None:
        """Begin, name the book for row-level security, and lock its head row; the state is read in a later statement."""
        connection = self._lane.connection
        if not self._bulk:
            self._block = connection.pipeline()
            self._pipeline = self._block.__enter__()
        connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
        connection.execute(_PREPARE, (str(book),))
        connection.execute("SELECT 1 FROM irman_head WHERE book = %s FOR UPDATE", (book,))

    def commit(self) -> None:
        """Make it last; errors of earlier statements come up here at the latest."""
        self._lane.connection.execute("COMMIT")
        if self._pipeline is not None:
            self._pipeline.sync()
        self._leave()

    def rollback(self) -> None:
        """Undo all since `begin`."""
        self._leave().rollback()

    def _leave(self) -> Any:
        connection = self._lane.leave()
        block, self._block, self._pipeline = self._block, None, None
        if block is not None:
            block.__exit__(None, None, None)
        return connection

    def row(self, sql: str, parameters: Row = ()) -> Row | None:
        found: Row | None = self._lane.connection.execute(_format_style(sql), parameters).fetchone()
        return found

    def rows(self, sql: str, parameters: Row = ()) -> Sequence[Row]:
        found: Sequence[Row] = self._lane.connection.execute(_format_style(sql), parameters).fetchall()
        return found

    def run(self, sql: str, parameters: Row = ()) -> None:
        self._lane.connection.execute(_format_style(sql), parameters)

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        text = _format_style(sql)
        if len(rows) > FEW_ROWS:
            self._lane.connection.cursor().executemany(text, rows)
            return
        for parameters in rows:
            self._lane.connection.execute(text, parameters)

    def load(self, batches: Sequence[Batch]) -> None:
        if self._bulk and self._may_copy():
            self._lane.start(_copy, batches)
            return
        for table, columns, values in batches:
            if len(values) <= FEW_ROWS * len(columns):
                self.run(insert_sql(table, columns, len(values) // len(columns)), values)
            else:
                self.many(insert_sql(table, columns), list(_rows(values, len(columns))))

    def _may_copy(self) -> bool:
        # PostgreSQL has no COPY into tables whose row-level security binds the role.
        if self._copies is None:
            found = self.row("SELECT NOT row_security_active('irman_line')")
            self._copies = found is not None and bool(found[0])
        return self._copies


def _copy(connection: Any, batches: Sequence[Batch]) -> None:
    with connection.cursor() as cursor:
        for table, columns, values in batches:
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in _rows(values, len(columns)):
                    copy.write_row(row)
        # Each line's record is there by now: the server looks for it here, and not for all lines of the batch at its end.
        cursor.execute("SET CONSTRAINTS irman_line_record IMMEDIATE; SET CONSTRAINTS irman_line_record DEFERRED")


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

    def load(self, batches: Sequence[Batch]) -> None:
        for table, columns, values in batches:
            self.many(insert_sql(table, columns), list(_rows(values, len(columns))))

    def stream(self, sql: str, parameters: Row = ()) -> Iterable[Row]:
        """Rows as they come, without holding all of them."""
        options = self.connection.execution_options(stream_results=True, yield_per=2000)
        return options.exec_driver_sql(self._style(sql), tuple(parameters))
