"""Alembic's way in: the connection is given by `upgrade`, and the transaction is the caller's."""

from alembic import context

from irman_ledger.books.migrations import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE, transactional_ddl=True)
context.run_migrations()
