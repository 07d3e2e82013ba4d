"""Errors of drivers and databases, turned into the library's own in one place."""

from __future__ import annotations

from typing import ClassVar

import sqlalchemy.exc

from irman_ledger.books.migrations import ForeignDatabaseError
from irman_ledger.errors import BusyError, Category, DamagedError, IrmanError


class StorageError(IrmanError):
    """The database could not do what was asked; nothing was written."""

    code = "storage.failed"
    category: ClassVar[Category] = "busy"
    text = {"en": "the database failed: {reason}", "id": "basis data gagal: {reason}"}


class StorageFullError(StorageError):
    """No room left on the disk."""

    code = "storage.full"
    text = {"en": "the disk is full: {reason}", "id": "media penyimpanan penuh: {reason}"}


class UnreachableStorageError(StorageError):
    """A file or server that cannot be opened: a missing folder, no right to enter it, a server that is down."""

    code = "storage.unreachable"
    text = {"en": "the database cannot be opened: {reason}", "id": "basis data tidak dapat dibuka: {reason}"}


class ReadOnlyStorageError(StorageError):
    """The file or the connection cannot be written."""

    code = "storage.read-only"
    category = "forbidden"
    text = {"en": "the book cannot be written: {reason}", "id": "buku tidak dapat ditulis: {reason}"}


class GuardError(DamagedError):
    """A guard of the database refused what was to be written."""

    code = "guard.refused"
    text = {"en": "the database's guard refused: {reason}", "id": "penjaga basis data menolak: {reason}"}


class UnpreparedConnectionError(IrmanError):
    """A connection without the settings that keep a book safe; see `irman_ledger.books.prepare_engine`."""

    code = "connection.not-prepared"
    category = "conflict"
    text = {
        "en": "the connection is not prepared: {setting} is {found}, must be {wanted}; call prepare_engine(engine) first",
        "id": "koneksi belum disiapkan: {setting} bernilai {found}, harus {wanted}; panggil prepare_engine(engine) dahulu",
    }


# By the first two words of SQLite's name of an error, and by PostgreSQL's SQLSTATE or its class: never by a translated sentence.
_SQLITE: dict[str, type[IrmanError]] = {
    "SQLITE_FULL": StorageFullError,
    "SQLITE_READONLY": ReadOnlyStorageError,
    "SQLITE_CANTOPEN": UnreachableStorageError,
    "SQLITE_BUSY": BusyError,
    "SQLITE_LOCKED": BusyError,
    "SQLITE_NOTADB": ForeignDatabaseError,
    "SQLITE_CORRUPT": DamagedError,
    "SQLITE_CONSTRAINT": GuardError,
}
_POSTGRESQL: dict[str, type[IrmanError]] = {
    "40": BusyError,
    "55P03": BusyError,
    "08": UnreachableStorageError,
    "57": UnreachableStorageError,
    "53100": StorageFullError,
    "25006": ReadOnlyStorageError,
    "42501": ReadOnlyStorageError,
    "42P01": ForeignDatabaseError,
    "23": GuardError,
}
_DRIVERS = frozenset(("sqlite3", "pysqlite3", "aiosqlite", "psycopg", "psycopg_c", "psycopg_binary"))
_BESIDE = _DRIVERS | {"sqlalchemy", "greenlet", "asyncio", "concurrent", "threading", "contextlib", "alembic"}


class _Translated:
    """Turns errors of the database that the library ran into into its own; those that a caller's code ran into stay theirs."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, sqlalchemy.exc.TimeoutError) and _is_ours(error):
            raise BusyError(field="database", reason="no connection became free in time") from error
        if error is not None and is_of_driver(error) and _is_ours(error):
            raise typed(getattr(error, "orig", None) or error) from error


translated = _Translated()


def is_of_driver(error: BaseException) -> bool:
    """Whether a database or its driver raised it."""
    return isinstance(error, sqlalchemy.exc.DBAPIError) or type(error).__module__.partition(".")[0] in _DRIVERS


def _is_ours(error: BaseException) -> bool:
    """Whether the innermost code above the driver is the library's, not that of a block or generator of the caller."""
    name, trace = "", error.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] not in _BESIDE:
            name = module
        trace = trace.tb_next
    return name.partition(".")[0] == "irman_ledger"


def typed(error: BaseException) -> IrmanError:
    """The library's error for one of a driver's."""
    state = getattr(error, "sqlstate", None)
    if state is not None:
        kind = _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2]) or StorageError
        return kind(field="database", reason=error.diag.message_primary or _reason(error))  # type: ignore[attr-defined]  # psycopg is an extra
    if type(error).__module__.startswith("psycopg") and type(error).__name__ == "OperationalError":
        return UnreachableStorageError(field="database", reason=_reason(error))  # no state: no server answered
    if "no such table: irman_" in str(error):
        return ForeignDatabaseError(field="database", reason=_reason(error))
    name = "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])
    return _SQLITE.get(name, StorageError)(field="database", reason=_reason(error))


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())
