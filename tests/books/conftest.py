"""A database for each test of the books, without the time that making and dropping a PostgreSQL database takes."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from tests.postgres import PostgresServer, libpq_url

EMPTY = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public AUTHORIZATION pg_database_owner",
    "GRANT USAGE ON SCHEMA public TO PUBLIC",
)


@pytest.fixture(scope="session")
def one_database(postgres_server: PostgresServer) -> Iterator[str]:
    """The database that the tests of the books take turns with."""
    with postgres_server.fresh_database() as url:
        yield url


@pytest.fixture
def postgres_url(one_database: str) -> str:
    """The URL of an empty PostgreSQL database; whoever was still connected to it is not any more."""
    with psycopg.connect(libpq_url(one_database), autocommit=True) as connection:
        for statement in EMPTY:
            connection.execute(statement)
    return one_database
