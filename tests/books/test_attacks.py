"""What direct SQL can do to a book: each attempt is refused by the database, or found by verification; the page says which."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from irman_ledger import Book
from irman_ledger.books.port import ConnectionPort
from irman_ledger.books.verify import Snapshot, verify
from tests.books.attacks import ATTACKS, Attack
from tests.books.whole_book import application_role, whole_book
from tests.postgres import PostgresServer

REFUSED, FOUND = "refused", "found by verify"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "attacks.md"
SETTINGS = {
    "SQLite, required settings": ("foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = OFF", "cell_size_check = ON"),
    "SQLite, bare connection": (),
}
POSTGRESQL = "PostgreSQL, application role"
HEAD = """\
# Direct SQL against a book

What someone can do who reaches the database past the library. *Refused*: the statement or its commit fails and nothing has changed.
*Found by verify*: it is committed, and `irman verify` names it. The first column is a connection with the settings of `prepare_engine`,
the second any SQLite tool with its defaults, the third a role made by `grant_application_role`.

The table is written by `tests/books/test_attacks.py`, which makes every attempt.

"""
FOOT = """
Beyond this table:

- The owner of a database can take every guard away. What is altered then is found by verify, unless everything that hangs on it is computed
  anew as well; that is found against a [checkpoint](../explanation/evidence.md) kept outside.
- An application may erase personal values; that is its task, and no check can tell whether it was asked to.
- On PostgreSQL row-level security shows a session only the book that it has named. It protects against mistakes of an application, not
  against one that names another book on purpose.
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    book = whole_book(tmp_path_factory.mktemp("attacks") / "irman.db")
    yield book
    book.close()


def _attempt_on_sqlite(sound: Book, folder: Path, settings: tuple[str, ...], attack: Attack) -> str:
    path = folder / "irman.db"
    for stale in folder.iterdir():
        stale.unlink()
    attacker = sqlite3.connect(path, isolation_level=None)
    with sqlite3.connect(str(sound.engine.url.database)) as source:
        source.backup(attacker)
    source.close()
    attacker.execute("PRAGMA journal_mode = WAL")
    for setting in settings:
        attacker.execute(f"PRAGMA {setting}")
    book = Book.open(path)
    try:
        pragmas = [sql for sql in attack.on("sqlite") if sql.startswith("PRAGMA")]
        for statement in [*pragmas, "BEGIN IMMEDIATE", *(sql for sql in attack.on("sqlite") if sql not in pragmas), "COMMIT"]:
            attacker.execute(statement.replace("DATE '", "'"))
    except sqlite3.Error:
        attacker.close()
        assert book.verify().ok, f"{attack.name}: refused, and left a trace"
        return REFUSED
    finally:
        book.engine.dispose()
    attacker.close()
    return "COMMITTED UNSEEN" if book.verify().ok else FOUND


@pytest.fixture(scope="module")
def on_sqlite(sound: Book, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    folder = tmp_path_factory.mktemp("attacked")
    return {
        column: {attack.name: _attempt_on_sqlite(sound, folder, settings, attack) for attack in ATTACKS}
        for column, settings in SETTINGS.items()
    }


@pytest.fixture(scope="module")
def on_postgresql(postgres_server: PostgresServer) -> Iterator[dict[str, str]]:
    with postgres_server.fresh_database() as url:
        book = whole_book(url)
        with application_role(url) as role_url:
            attacker = sa.create_engine(role_url)
            outcomes = {attack.name: _attempt_on_postgresql(book, attacker, attack) for attack in ATTACKS}
            attacker.dispose()
        yield outcomes
        book.close()


def _attempt_on_postgresql(book: Book, attacker: sa.Engine, attack: Attack) -> str:
    with attacker.connect() as connection, connection.begin() as transaction:
        run = connection.exec_driver_sql
        try:
            run("SELECT set_config('irman.book', '1', true)")
            for statement in attack.on("postgresql"):
                run(statement.replace("%", "%%"))
            run("SET CONSTRAINTS ALL IMMEDIATE")
        except sa.exc.DBAPIError:
            transaction.rollback()
            assert book.verify().ok, f"{attack.name}: refused, and left a trace"
            return REFUSED
        is_sound = verify(Snapshot(ConnectionPort(connection), book.identity)).ok
        transaction.rollback()
    return "COMMITTED UNSEEN" if is_sound else FOUND


def test_there_are_at_least_twenty_attacks_and_none_twice() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 50


@pytest.mark.parametrize("column", SETTINGS)
def test_sqlite_refuses_or_verification_finds(on_sqlite: dict[str, dict[str, str]], column: str) -> None:
    assert {name: outcome for name, outcome in on_sqlite[column].items() if outcome not in (REFUSED, FOUND)} == {}


def test_postgresql_refuses_or_verification_finds(on_postgresql: dict[str, str]) -> None:
    assert {name: outcome for name, outcome in on_postgresql.items() if outcome not in (REFUSED, FOUND)} == {}


def test_the_required_settings_refuse_orphans_which_a_bare_connection_leaves(on_sqlite: dict[str, dict[str, str]]) -> None:
    bare, required = on_sqlite["SQLite, bare connection"], on_sqlite["SQLite, required settings"]
    assert {name for name in bare if (bare[name], required[name]) == (FOUND, REFUSED)} == {
        "a line without a record, at the next seq",
        "a line without a record, far ahead",
    }


def test_the_page_says_what_happened(on_sqlite: dict[str, dict[str, str]], on_postgresql: dict[str, str]) -> None:
    columns = {**on_sqlite, POSTGRESQL: on_postgresql}
    rows = [f"| attempt | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    rows += [f"| {attack.name} | {' | '.join(column[attack.name] for column in columns.values())} |" for attack in ATTACKS]
    text = HEAD + "\n".join(rows) + "\n" + FOOT
    if os.environ.get("IRMAN_GOLDEN") == "write":
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text
