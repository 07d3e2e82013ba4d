"""Errors of drivers and databases, turned into the library's own in one place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
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


_BY_TEXT: tuple[tuple[str, type[IrmanError]], ...] = (
    ("irman:", GuardError),
    ("is full", StorageFullError),
    ("no space left", StorageFullError),
    ("readonly database", ReadOnlyStorageError),
    ("read-only", ReadOnlyStorageError),
    ("permission denied", ReadOnlyStorageError),
    ("locked", BusyError),
    ("is busy", BusyError),
    ("deadlock", BusyError),
    ("could not serialize", BusyError),
    ("lock timeout", BusyError),
    ("not a database", ForeignDatabaseError),
    ("malformed", DamagedError),
    ("foreign key", GuardError),
    ("constraint", GuardError),
)


@contextmanager
def translated() -> Iterator[None]:
    """Turn driver errors raised inside into the library's."""
    try:
        yield
    except sqlalchemy.exc.DBAPIError as error:
        raise typed(error.orig or error) from error
    except sqlite3.Error as error:
        raise typed(error) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] == "psycopg":
            raise typed(error) from error
        raise


def typed(error: BaseException) -> IrmanError:
    """The library's error for one of a driver's."""
    reason = " ".join(str(error).split())
    lowered = reason.lower()
    for part, kind in _BY_TEXT:
        if part in lowered:
            return kind(field="database", reason=reason)
    return StorageError(field="database", reason=reason)
