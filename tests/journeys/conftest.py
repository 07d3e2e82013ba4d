"""Fixtures of journeys: a long play is made once for all tests of a file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest

from tests.conftest import DATABASES
from tests.postgres import PostgresServer


@pytest.fixture(scope="module", params=DATABASES)
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Gives the URL of another empty database each time, on SQLite and on PostgreSQL; all live as long as the tests of the file."""
    with contextlib.ExitStack() as stack:

        def sqlite() -> str:
            return f"sqlite:///{(tmp_path_factory.mktemp('journey') / 'book.db').as_posix()}"

        def postgresql() -> str:
            server: PostgresServer = request.getfixturevalue("postgres_server")
            return stack.enter_context(server.fresh_database())

        yield sqlite if request.param == "sqlite" else postgresql
