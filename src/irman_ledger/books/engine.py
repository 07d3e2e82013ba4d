"""Engines and connections as a book needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import make_url

from irman_ledger.books.faults import UnpreparedConnectionError
from irman_ledger.errors import InvalidInputError

WRITES = "irman_write"
"""Execution option of a connection whose transactions write."""

PAGE_SIZE = 2048
CHECKPOINT_PAGES = 4000
BUSY_MILLISECONDS = 10_000
_SAFE_PAIRS = (("wal", 2), ("wal", 3), ("delete", 3))
_PREPARED = "irman_prepared"


class UnsupportedDatabaseError(InvalidInputError):
    """A database other than SQLite (driver pysqlite, aiosqlite) and PostgreSQL (driver psycopg)."""

    code = "database.unsupported"


def engine_of(target: str | Path | sa.Engine) -> sa.Engine:
    """An engine prepared for books, from a URL, the path of an SQLite file, or an engine."""
    if isinstance(target, sa.Engine):
        prepare_engine(target)
        return target
    url = sa.URL.create("sqlite", database=str(target)) if isinstance(target, Path) else make_url(target)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, hide_parameters=True)
    prepare_engine(engine)
    return engine


def prepare_engine(engine: sa.Engine) -> None:
    """Make every new connection of an engine fit for books; call it once, before the first connection.

    On SQLite each connection gets ``foreign_keys``, ``recursive_triggers``, ``synchronous=FULL`` and WAL, and SQLAlchemy's own
    BEGIN (IMMEDIATE where the connection has the execution option ``irman_write``). On PostgreSQL nothing needs to be set.

    Raises
    ------
    UnsupportedDatabaseError
        ``database.unsupported``
    """
    if engine.dialect.name == "postgresql" and engine.dialect.driver in ("psycopg", "psycopg_async"):
        return
    if engine.dialect.name != "sqlite":
        found = f"{engine.dialect.name}+{engine.dialect.driver}"
        raise UnsupportedDatabaseError(field="database", value=found, reason="books live in SQLite or PostgreSQL (psycopg)")
    if not event.contains(engine, "connect", _on_connect):
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        f"page_size = {PAGE_SIZE}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "secure_delete = ON",
        f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
        "cache_size = -16000",
    ):
        cursor.execute("PRAGMA " + pragma)
    cursor.close()


def _on_begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def check_prepared(connection: sa.Connection) -> None:
    """Refuse an SQLite connection without the settings that keep a book safe."""
    if connection.dialect.name != "sqlite" or connection.info.get(_PREPARED):
        return

    def read(pragma: str) -> Any:
        return connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()

    for setting in ("foreign_keys", "recursive_triggers"):
        if read(setting) != 1:
            raise UnpreparedConnectionError(field="connection", setting=setting, found=read(setting), wanted="ON")
    pair = (str(read("journal_mode")).lower(), int(read("synchronous")))
    if pair not in _SAFE_PAIRS and pair[0] != "memory":
        raise UnpreparedConnectionError(field="connection", setting="journal_mode, synchronous", found=pair, wanted="WAL + FULL")
    if connection.connection.driver_connection is not None and getattr(connection.connection, "isolation_level", None) is not None:
        raise UnpreparedConnectionError(field="connection", setting="isolation_level", found="legacy", wanted="None")
    connection.info[_PREPARED] = True
