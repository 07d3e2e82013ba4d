"""The schema and its history: additive only, shipped in the wheel, with a version table of its own.

`upgrade` runs inside the caller's transaction and puts the guards back; `include_name` keeps an application's own Alembic from
seeing the library's tables.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from irman_ledger.errors import IrmanError

HEAD_VERSION = "0001"
MIN_READER_VERSION = "0001"
VERSION_TABLE = "irman_version"


class SchemaBehindError(IrmanError):
    """The database's tables are older than this library; `irman_ledger.books.migrations.upgrade` brings them up to date."""

    code = "schema.behind"
    category = "conflict"
    text = {
        "en": "the database has schema {found}, this library needs {wanted}: run the upgrade",
        "id": "basis data berskema {found}, pustaka ini memerlukan {wanted}: jalankan pemutakhiran",
    }


class SchemaAheadError(IrmanError):
    """The database's tables are newer than this library can work with."""

    code = "schema.ahead"
    category = "conflict"
    text = {
        "en": "the database has schema {found}, newer than this library ({wanted}): use a newer irman_ledger",
        "id": "basis data berskema {found}, lebih baru daripada pustaka ini ({wanted}): pakai irman_ledger yang lebih baru",
    }


class ForeignDatabaseError(IrmanError):
    """A database that holds something else."""

    code = "schema.foreign"
    category = "conflict"
    text = {"en": "the database holds no irman book: {reason}", "id": "basis data ini bukan buku irman: {reason}"}


def upgrade(connection: sa.Connection) -> None:
    """Bring the tables and guards up to date inside the caller's write transaction; may be called from an app's own migration."""
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    from irman_ledger.books.guards import install_guards

    config = Config()
    config.set_main_option("script_location", "irman_ledger:books/migrations")
    scripts = ScriptDirectory.from_config(config)
    # Not through alembic.command: its environment would put itself in the place of an app's that is just running.
    options = {"version_table": VERSION_TABLE, "transactional_ddl": True, "fn": lambda heads, _: scripts._upgrade_revs("head", heads)}
    MigrationContext.configure(connection, opts=options).run_migrations(connection=connection)
    install_guards(connection)


def current_version(connection: sa.Connection) -> str | None:
    """The version of the tables, or None where there are none."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE} ORDER BY version_num").scalars().all()
    return "+".join(map(str, found)) or None


def check_version(connection: sa.Connection) -> None:
    """Refuse tables that are behind this library, and newer ones that say that it cannot work with them."""
    found = current_version(connection)
    if found is None:
        raise ForeignDatabaseError(field="database", reason="it has no table irman_version")
    if found < HEAD_VERSION:
        raise SchemaBehindError(field="database", found=found, wanted=HEAD_VERSION)
    if found > HEAD_VERSION and min_reader(connection) > HEAD_VERSION:
        raise SchemaAheadError(field="database", found=found, wanted=HEAD_VERSION)


def min_reader(connection: sa.Connection) -> str:
    """The oldest version of this library's schema whose code can still work with the tables, as the last migration left it."""
    found: str | None = connection.exec_driver_sql("SELECT max(min_reader) FROM irman_schema").scalar_one()
    if found is None:
        raise ForeignDatabaseError(field="database", reason="its table irman_schema is empty")
    return found


def include_name(name: str | None, type_: str, _parent_names: Any) -> bool:
    """For an application's own Alembic (`context.configure(include_name=…)`): leaves out all that is named ``irman_…``."""
    return not (type_ in ("table", "index") and name is not None and name.startswith("irman_"))
