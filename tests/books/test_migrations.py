"""The schema: what the code says, what the wheel ships and what a database has are the same, and an app's Alembic leaves it alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from irman_ledger import Book
from irman_ledger.books import migrations, prepare_engine
from irman_ledger.books.guards import missing_guards
from irman_ledger.books.tables import INDEXES, METADATA
from tests.books.app import App, Base
from tests.books.kit import GivenUp, given_up, new_book


@pytest.fixture
def app(database_url: str) -> Iterator[App]:
    """An application with a book beside its own table."""
    made = App(database_url)
    yield made
    made.close()


def test_an_apps_own_alembic_proposes_nothing_about_the_librarys_tables(app: App) -> None:
    with app.engine.connect() as connection:
        options = {"include_name": migrations.include_name, "compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []
        proposed = compare_metadata(MigrationContext.configure(connection), Base.metadata)
        dropped = {change[1].name for change in proposed if change[0] == "remove_table"}
    assert dropped == METADATA.tables.keys() | {"irman_version"}


def test_the_tables_in_the_code_are_the_tables_in_the_database(app: App) -> None:
    def ours(name: str | None, type_: str, _parent: Any) -> bool:
        return not migrations.include_name(name, type_, _parent) if type_ == "table" else True

    # Each database has some of these, see tables.py; Alembic does not know that.
    of_the_other = {"sqlite": ("irman_line_record", "irman_record_slots"), "postgresql": ("irman_line_sealed",)}[app.engine.dialect.name]
    with app.engine.connect() as connection:
        options = {
            "include_name": ours,
            "include_object": lambda thing, name, *rest: name not in of_the_other,
            "version_table": migrations.VERSION_TABLE,
            "compare_type": True,
        }
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []
        assert missing_guards(connection) == ()


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=lambda dialect: dialect.name)
def test_the_shipped_statements_are_those_of_the_code(dialect: sa.Dialect) -> None:
    made = [CreateTable(table).compile(dialect=dialect) for table in METADATA.tables.values()] + [
        CreateIndex(index).compile(dialect=dialect) for index in INDEXES
    ]
    shipped = files("irman_ledger.books.migrations").joinpath(f"sql/0001_{dialect.name}.sql").read_text("utf-8")

    def words(text: str) -> str:
        return re.sub(r"\s+", " ", text).strip()

    assert [words(text) for text in shipped.split(";\n") if text.strip()] == [words(str(text)) for text in made]


def test_an_upgrade_is_part_of_the_callers_transaction(database_url: str) -> None:
    engine = sa.create_engine(database_url)
    prepare_engine(engine)
    with given_up(), engine.begin() as connection:
        migrations.upgrade(connection)
        raise GivenUp
    assert sa.inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE own (id BIGINT)")
        migrations.upgrade(connection)
        migrations.upgrade(connection)
    assert len(sa.inspect(engine).get_table_names()) == len(METADATA.tables) + 2
    assert new_book(engine).size == 1
    with engine.begin() as connection:
        migrations.upgrade(connection)
        assert missing_guards(connection) == ()
    assert Book.open(engine).verify().ok
    engine.dispose()


ENV = """
    from alembic import context

    from irman_ledger.books import migrations

    context.configure(connection=context.config.attributes["connection"], include_name=migrations.include_name)
    with context.begin_transaction():
        context.run_migrations()
        context.get_context()
"""

VERSION = """
    import sqlalchemy as sa
    from alembic import op

    from irman_ledger.books import migrations

    revision = "a1"
    down_revision = None


    def upgrade():
        op.create_table("before", sa.Column("id", sa.Integer, primary_key=True))
        migrations.upgrade(op.get_bind())
        op.create_table("after", sa.Column("id", sa.Integer, primary_key=True))
"""


def test_an_apps_own_migration_may_bring_the_ledger_in(database_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "alembic"
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text(dedent(ENV))
    (folder / "versions" / "a1.py").write_text(dedent(VERSION))
    engine = sa.create_engine(database_url)
    prepare_engine(engine)
    config = Config()
    config.set_main_option("script_location", folder.as_posix())
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    names = sa.inspect(engine).get_table_names()
    assert {"before", "after", "alembic_version", "irman_version", "irman_record"} <= set(names)
    with engine.connect() as connection:
        found = [connection.exec_driver_sql(f"SELECT version_num FROM {name}").scalar() for name in ("alembic_version", "irman_version")]
    assert found == ["a1", migrations.HEAD_VERSION]
    assert new_book(engine).size == 1
    engine.dispose()


def test_creating_a_second_book_changes_no_table(database_url: str) -> None:
    first = new_book(database_url, id="satu")
    statements: list[str] = []
    sa.event.listen(first.engine, "before_cursor_execute", lambda conn, cursor, sql, *rest: statements.append(sql))
    new_book(first.engine, id="dua")
    assert not [sql for sql in statements if re.match(r"\s*(CREATE|DROP|ALTER)", sql)]
