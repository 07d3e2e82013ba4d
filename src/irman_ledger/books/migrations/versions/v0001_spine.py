"""The first tables."""

from importlib.resources import files

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run the frozen statements of the database's dialect."""
    dialect = op.get_bind().dialect.name
    text = files("irman_ledger.books.migrations").joinpath(f"sql/0001_{dialect}.sql").read_text("utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement.replace("%", "%%") if dialect == "postgresql" else statement)
