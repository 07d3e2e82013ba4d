"""The ground that a book stands on: schema, guards, the storage's own checks, rows of books that are not there."""

from __future__ import annotations

from irman_ledger.books import migrations
from irman_ledger.books.guards import missing_guards, unknown_triggers
from irman_ledger.books.tables import TABLES
from irman_ledger.books.verify.report import Notebook
from irman_ledger.books.verify.source import Source
from irman_ledger.books.verify.titles import HIDDEN_BOOKS, newer_schema


def check_storage(notebook: Notebook, source: Source) -> None:
    """Look at everything below the rows of the book."""
    connection = source.port.connection
    notebook.count("schema")
    version = migrations.current_version(connection) or ""
    if version > migrations.HEAD_VERSION:
        notebook.unchecked.append(newer_schema(version, migrations.HEAD_VERSION))
    else:
        notebook.compare("schema", migrations.VERSION_TABLE, "", "version_num", version, migrations.HEAD_VERSION)
        notebook.compare("schema", "irman_schema", "", "min_reader", migrations.min_reader(connection), migrations.MIN_READER_VERSION)
    for name in missing_guards(connection):
        notebook.find("guards", "", name, "missing", wanted="as the library installs it")
    for name in unknown_triggers(connection):
        notebook.note("guards", "", name, "extra", found="a trigger that the library did not install")
    notebook.count("guards")
    if source.dialect == "sqlite":
        _check_sqlite(notebook, source)
        _check_strangers(notebook, source)
    elif _sees_all_books(source):
        _check_strangers(notebook, source)
    else:
        notebook.unchecked.append(HIDDEN_BOOKS)


def _check_sqlite(notebook: Notebook, source: Source) -> None:
    for (text,) in source.rows("PRAGMA integrity_check(20)"):
        notebook.count("storage")
        if text != "ok":
            notebook.find("storage", "", "integrity_check", "broken", found=text)
    for table in TABLES:
        for row in source.rows(f"PRAGMA foreign_key_check({table.name})"):
            notebook.find("storage", table.name, "" if row[1] is None else row[1], "missing", wanted=f"the row of {row[2]} it refers to")


def _sees_all_books(source: Source) -> bool:
    return bool(source.rows("SELECT NOT row_security_active('irman_line')")[0][0])


def _check_strangers(notebook: Notebook, source: Source) -> None:
    books = {row[0] for row in source.rows("SELECT book FROM irman_book")}
    for table in TABLES:
        notebook.count("strangers")
        last: int | None = None
        while True:
            sql = f"SELECT min(book) FROM {table.name}" + ("" if last is None else " WHERE book > ?")
            last = source.rows(sql, () if last is None else (last,))[0][0]
            if last is None:
                break
            if last not in books:
                notebook.find("strangers", table.name, last, "extra", found=f"book {last}")
