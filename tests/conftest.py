"""Fixtures that every test may use."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import PostgresServer, PostgresUnavailableError, running_server

ROOT = Path(__file__).resolve().parent.parent
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]

# Shared machines are slow at odd moments, so time is no reason to fail; a failing example is printed to be repeated.
settings.register_profile("irman", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("irman")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The PostgreSQL server of this test process, started when the first test asks for it."""
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(running_server())
        except PostgresUnavailableError as error:
            reason = f"no PostgreSQL can be had: {error}"
            if os.environ.get("CI", "").lower() in ("1", "true"):
                pytest.fail(reason)
            pytest.skip(reason)
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of an empty PostgreSQL database (`postgresql+psycopg://…`) that lives as long as the test."""
    with postgres_server.fresh_database() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite file that does not exist yet."""
    return f"sqlite:///{(tmp_path / 'book.db').as_posix()}"


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database: every test that takes it runs on SQLite and on PostgreSQL."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project, or `data` in the folder that `IRMAN_SHARED` names."""
    given = os.environ.get("IRMAN_SHARED")
    folder = (Path(given) if given else ROOT.parent / "shared") / "data"
    if not folder.is_dir():
        pytest.skip("the real data is not here: lay it in ../shared/data beside the project, or name its parent in IRMAN_SHARED")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs PostgreSQL, however it asks for it, so that `-m 'not postgresql'` is quick."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "postgres_url" in names or "postgres_server" in names:
            item.add_marker(pytest.mark.postgresql)
