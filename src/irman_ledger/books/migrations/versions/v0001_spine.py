"""The first tables."""

from importlib.resources import files

import sqlalchemy as sa

revision = "0001"
down_revision = None


def upgrade(connection: sa.Connection) -> None:
    """Run the frozen statements of the database's dialect."""
    dialect = connection.dialect.name
    text = files("irman_ledger.books.migrations").joinpath(f"sql/0001_{dialect}.sql").read_text("utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement.replace("%", "%%") if dialect == "postgresql" else statement)
    connection.exec_driver_sql("INSERT INTO irman_schema (min_reader) VALUES ('0001')")
