"""What a book stands on: versions, settings, permissions, guards and orphans; and the owner's tool to put orphans away."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa

from irman_ledger.books import migrations
from irman_ledger.books.engine import WRITES, engine_of
from irman_ledger.books.faults import translated
from irman_ledger.books.guards import install_guards, missing_guards, remove_guard, unknown_triggers
from irman_ledger.books.port import ConnectionPort
from irman_ledger.books.tables import LINE
from irman_ledger.books.verify.entries import STRAY_LINES
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang

SQLITE_CURED = (3, 51, 3)
"""The first SQLite without the WAL-reset bug: https://www.sqlite.org/wal.html#walresetbug."""

Outcome = Literal["ok", "look", "bad"]

_WORDS = {"ok": Label("baik", "ok"), "look": Label("periksa", "look"), "bad": Label("BURUK", "BAD")}
_NAMES = tuple(column.name for column in LINE.c)
_READ_ORPHANS = STRAY_LINES.replace("l.seq, l.no", ", ".join(f"l.{name}" for name in _NAMES), 1)


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing that was looked at: what it is now, and what to do where that is not well."""

    name: str
    outcome: Outcome
    found: str
    advice: Label


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """How the ground looks; ``look`` is for a person to judge, ``bad`` endangers a book."""

    database: str
    symptoms: tuple[Symptom, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is bad."""
        return not any(symptom.outcome == "bad" for symptom in self.symptoms)

    def summary(self, lang: Lang = "en") -> str:
        """The report as lines for a terminal."""
        lines = [self.database]
        for symptom in self.symptoms:
            lines.append(f"  {_WORDS[symptom.outcome].text(lang):<9}{symptom.name:<22}{symptom.found}")
            if symptom.outcome != "ok":
                lines.append(f"           {symptom.advice.text(lang)}")
        return "\n".join(lines)


def doctor(target: str | Path | sa.Engine) -> DoctorReport:
    """Look at a database that holds books; changes nothing.

    Parameters
    ----------
    target
        A database URL, the path of an SQLite file, or an engine. On PostgreSQL the role of the connection is judged too: give
        the URL that the application uses.
    """
    engine = engine_of(target)
    with translated, engine.connect() as connection:
        look = _look_at_sqlite if engine.dialect.name == "sqlite" else _look_at_postgresql
        symptoms = (*look(connection, engine), *_look_at_tables(connection))
    return DoctorReport(engine.url.render_as_string(hide_password=True), symptoms)


def _symptom(name: str, is_well: bool, found: object, advice: Label, *, otherwise: Outcome = "bad") -> Symptom:
    return Symptom(name, "ok" if is_well else otherwise, str(found), advice)


_OLD_SQLITE = Label(
    "SQLite sebelum 3.51.3 dapat merusak berkas bila beberapa proses menulis dalam mode WAL: pakai DELETE+EXTRA, atau SQLite lebih baru",
    "SQLite before 3.51.3 can damage a file that several processes write in WAL mode: use DELETE+EXTRA, or a newer SQLite",
)
_SETTING = Label("siapkan koneksi dengan prepare_engine", "prepare connections with prepare_engine")
_WRITABLE = Label("cabut hak tulis orang lain atas berkas dan foldernya", "take the right to write file and folder away from others")
_READABLE = Label("berkas memuat nama anggota: cabut hak baca orang lain", "the file holds members' names: take the right to read it away")
_SCHEMA = Label("jalankan pemutakhiran skema sebagai pemilik", "run the upgrade as the owner")
_GUARDS = Label("pasang kembali penjaga (upgrade), lalu verifikasi", "put the guards back (upgrade), then verify")
_TRIGGERS = Label("pemicu ini bukan dari pustaka", "these triggers are not the library's")
_ORPHANS = Label("sisihkan dengan quarantine_orphans, lalu verifikasi", "put them away with quarantine_orphans, then verify")
_DURABLE = Label("aktifkan: catatan yang sudah dijawab dapat hilang", "turn it on: records that were acknowledged can be lost")
_ISOLATION = Label(
    "pustaka memakai READ COMMITTED; periksa transaksi aplikasi", "the library uses READ COMMITTED; look at the application's own"
)
_ROLE = Label(
    "aplikasi sebaiknya memakai peran biasa dari grant_application_role",
    "an application should use a plain role made by grant_application_role",
)

_PRAGMAS: dict[str, tuple[object, ...]] = {
    "journal_mode": ("wal", "delete"),
    "synchronous": (2, 3),
    "foreign_keys": (1,),
    "recursive_triggers": (1,),
    "trusted_schema": (0,),
    "cell_size_check": (1,),
    "secure_delete": (1,),
}


def _look_at_sqlite(connection: sa.Connection, engine: sa.Engine) -> Iterator[Symptom]:
    version: str = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    is_cured = tuple(map(int, version.split("."))) >= SQLITE_CURED
    yield _symptom("sqlite_version", is_cured, version, _OLD_SQLITE, otherwise="look")
    found: dict[str, Any] = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in _PRAGMAS}
    for name, value in found.items():
        is_well = value in _PRAGMAS[name] and not (name == "synchronous" and found["journal_mode"] == "delete" and value != 3)
        yield _symptom(name, is_well, value, _SETTING, otherwise="bad" if name in ("journal_mode", "synchronous") else "look")
    file = engine.url.database
    if os.name == "posix" and file and os.path.exists(file):
        mode, folder = os.stat(file).st_mode, os.stat(os.path.dirname(os.path.abspath(file))).st_mode
        is_shared = bool(mode & (stat.S_IWGRP | stat.S_IWOTH)) or bool(folder & stat.S_IWOTH and not folder & stat.S_ISVTX)
        yield _symptom("file_writers", not is_shared, stat.filemode(mode), _WRITABLE, otherwise="look")
        yield _symptom("file_readers", not mode & stat.S_IROTH, stat.filemode(mode), _READABLE, otherwise="look")


_SERVER = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
    "data_sync_retry": ("off",),
}
_RIGHTS = """SELECT r.rolsuper, r.rolbypassrls, has_schema_privilege(current_schema(), 'CREATE'),
  has_database_privilege(current_database(), 'TEMPORARY'), has_database_privilege(current_database(), 'CREATE'),
  EXISTS (SELECT 1 FROM pg_class c WHERE c.relname = 'irman_record' AND c.relnamespace = current_schema()::regnamespace
    AND pg_has_role(c.relowner, 'MEMBER'))
FROM pg_roles r WHERE r.rolname = current_user"""


def _look_at_postgresql(connection: sa.Connection, _engine: sa.Engine) -> Iterator[Symptom]:
    yield _symptom("server_version", True, connection.exec_driver_sql("SHOW server_version").scalar_one(), _SETTING)
    for name, wanted in _SERVER.items():
        value = connection.exec_driver_sql(f"SHOW {name}").scalar_one()
        yield _symptom(name, value in wanted, value, _DURABLE)
    isolation = connection.exec_driver_sql("SHOW default_transaction_isolation").scalar_one()
    yield _symptom("isolation", isolation == "read committed", isolation, _ISOLATION, otherwise="look")
    names = ("is superuser", "bypasses row-level security", "may create in the schema", "may make temporary tables", "may make schemas")
    rights = connection.exec_driver_sql(_RIGHTS).one()
    held = [name for name, has in zip((*names, "owns the tables"), rights, strict=True) if has]
    yield _symptom("role", not held, ", ".join(held) or "plain", _ROLE, otherwise="look")


def _look_at_tables(connection: sa.Connection) -> Iterator[Symptom]:
    version = migrations.current_version(connection)
    fits = version == migrations.HEAD_VERSION or (version or "") > migrations.HEAD_VERSION >= migrations.min_reader(connection)
    yield _symptom("schema", fits, version, _SCHEMA)
    if version is None:
        return
    missing, unknown = missing_guards(connection), unknown_triggers(connection)
    yield _symptom("guards", not missing, ", ".join(missing) or "all in place", _GUARDS)
    yield _symptom("other_triggers", not unknown, ", ".join(unknown) or "none", _TRIGGERS, otherwise="look")
    orphans = [
        f"{id} {row[0]}/{row[1]}"
        for book, id in _books(connection)
        for row in _rows_of(connection, book, STRAY_LINES)
    ]  # fmt: skip
    yield _symptom("orphan_lines", not orphans, ", ".join(orphans[:20]) or "none", _ORPHANS)


def _books(connection: sa.Connection) -> list[tuple[int, str]]:
    return [(row[0], row[1]) for row in connection.exec_driver_sql("SELECT book, id FROM irman_book ORDER BY book").fetchall()]


def _rows_of(connection: sa.Connection, book: int, sql: str) -> list[tuple[Any, ...]]:
    port = ConnectionPort(connection)
    if port.dialect == "postgresql":
        port.run("SELECT set_config('irman.book', ?, true)", (str(book),))
    return [tuple(row) for row in port.rows(sql, (book,))]


def quarantine_orphans(target: str | Path | sa.Engine, *, book: int, file: Path) -> int:
    """Move the lines that no record seals out of a book into a file; the tool of the owner of the database.

    Such lines come from a connection without the required settings. They are in no statement, but the next record with their
    seq would be refused. Guards are taken away and put back within the one transaction; the file is whole before it commits.

    Parameters
    ----------
    book
        The number of the book in the tables.
    file
        A JSON file that does not exist yet; readable by its owner only.

    Returns
    -------
    int
        How many lines were moved; no file is made for none.

    Raises
    ------
    FileExistsError
    """
    engine = engine_of(target)
    with translated, engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        orphans = _rows_of(connection, book, _READ_ORPHANS)
        if orphans:
            _write(file, orphans)
            remove_guard(connection, "irman_line")
            port = ConnectionPort(connection)
            for orphan in orphans:
                port.run("DELETE FROM irman_line WHERE book = ? AND seq = ? AND no = ?", orphan[:3])
            install_guards(connection)
    return len(orphans)


def _write(file: Path, rows: list[tuple[Any, ...]]) -> None:
    text = json.dumps([dict(zip(_NAMES, row, strict=True)) for row in rows], indent=1, default=str, ensure_ascii=False)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text + "\n")
        opened.flush()
        os.fsync(opened.fileno())
