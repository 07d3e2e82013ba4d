"""Engines and connections as a book needs them."""

from __future__ import annotations

from collections.abc import Callable
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
_SET = "irman_set"
_PREPARED = "irman_prepared"


class UnsupportedDatabaseError(InvalidInputError):
    """A database other than SQLite (driver pysqlite, aiosqlite) and PostgreSQL (driver psycopg)."""

    code = "database.unsupported"


def engine_of(target: str | Path | sa.Engine) -> sa.Engine:
    """An engine prepared for books, from a URL, the path of an SQLite file, or an engine."""
    if isinstance(target, sa.Engine):
        if target.dialect.is_async:
            found = f"{target.dialect.name}+{target.dialect.driver}"
            reason = "a book needs a synchronous engine of its own; an async session comes in through run_sync, within="
            raise UnsupportedDatabaseError(field="database", value=found, reason=reason)
        prepare_engine(target)
        return target
    engine = sa.create_engine(_url_of(target), hide_parameters=True)
    prepare_engine(engine)
    return engine


def _url_of(target: str | Path) -> sa.URL:
    if isinstance(target, Path):
        return sa.URL.create("sqlite", database=str(target))
    try:
        url = make_url(target)
    except (sa.exc.ArgumentError, ValueError):  # not repeated: it may hold a password
        raise UnsupportedDatabaseError(field="database", value="…", reason="cannot be read as a database URL") from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise UnsupportedDatabaseError(field="database", value=url.drivername, reason="books live in SQLite or PostgreSQL (psycopg)")
    return url


def prepare_engine(engine: Any) -> None:
    """Make every connection of an engine (or async engine) fit for books; calling it again changes nothing.

    On SQLite each connection gets ``foreign_keys``, ``recursive_triggers``, ``synchronous=FULL`` and WAL, and SQLAlchemy's own
    BEGIN (IMMEDIATE where the connection has the execution option ``irman_write``). On PostgreSQL nothing needs to be set.

    Raises
    ------
    UnsupportedDatabaseError
        ``database.unsupported``
    """
    engine = getattr(engine, "sync_engine", engine)
    if engine.dialect.name == "postgresql" and engine.dialect.driver in ("psycopg", "psycopg_async"):
        return
    if engine.dialect.name != "sqlite":
        found = f"{engine.dialect.name}+{engine.dialect.driver}"
        raise UnsupportedDatabaseError(field="database", value=found, reason="books live in SQLite or PostgreSQL (psycopg)")
    if not event.contains(engine, "connect", _on_connect):
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "checkout", _on_checkout)
        event.listen(engine, "begin", _on_begin)


def _on_checkout(connection: Any, record: Any, _proxy: Any) -> None:
    if _SET not in record.info:  # made before the engine was prepared
        _on_connect(connection, record)


def _on_connect(connection: Any, record: Any) -> None:
    record.info[_SET] = True
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
    """Refuse a caller's connection without a transaction or without the settings that keep a book safe."""
    if connection.dialect.name != "sqlite":
        if getattr(connection.connection, "autocommit", False):
            raise UnpreparedConnectionError(field="connection", setting="isolation_level", found="AUTOCOMMIT", wanted="a transaction")
        return
    if connection.info.get(_PREPARED):
        return
    if getattr(connection.connection, "isolation_level", None) is not None:
        raise UnpreparedConnectionError(field="connection", setting="isolation_level", found="legacy", wanted="None")
    check_settings(lambda pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one())
    if not getattr(connection.connection.driver_connection, "in_transaction", True):
        raise UnpreparedConnectionError(field="connection", setting="BEGIN", found="never sent", wanted="sent")
    connection.info[_PREPARED] = True


def check_settings(read: Callable[[str], Any]) -> None:
    """Refuse an SQLite connection that could lose a record or slip past a guard; `read` gives the value of a pragma."""
    for setting in ("foreign_keys", "recursive_triggers"):
        if read(setting) != 1:
            raise UnpreparedConnectionError(field="connection", setting=setting, found=read(setting), wanted="ON")
    pair = (str(read("journal_mode")).lower(), int(read("synchronous")))
    if pair not in _SAFE_PAIRS and pair[0] != "memory":
        found = f"{pair[0]} + {pair[1]}"
        raise UnpreparedConnectionError(field="connection", setting="journal_mode + synchronous", found=found, wanted="wal + 2 (FULL)")
