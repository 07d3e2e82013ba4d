"""The ground under the other tests: fresh databases on real servers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.postgres import PostgresServer, libpq_url


def test_a_fresh_database_takes_a_table_and_gives_it_back(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE proof (amount BIGINT NOT NULL)"))
        connection.execute(text("INSERT INTO proof VALUES (240000)"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT amount FROM proof")).scalar_one() == 240_000
    engine.dispose()


@pytest.mark.parametrize("time", [1, 2])
def test_no_test_sees_the_tables_of_another(database_url: str, time: int) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE proof_{time} (amount BIGINT)"))
        connection.execute(text("CREATE TABLE proof (amount BIGINT)"))
    engine.dispose()


def test_a_database_is_dropped_although_someone_is_connected(postgres_server: PostgresServer) -> None:
    with postgres_server.fresh_database() as url:
        left_open = psycopg.connect(libpq_url(url))
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(libpq_url(url))
    left_open.close()


def test_without_any_postgres_a_test_is_skipped_by_hand_and_fails_in_ci(tmp_path: Path) -> None:
    probe = tmp_path / "test_probe.py"
    probe.write_text("def test_it(postgres_url):\n    assert postgres_url\n")
    (tmp_path / "conftest.py").write_text(
        "from tests import postgres\nfrom tests.conftest import postgres_server, postgres_url\npostgres._installations = lambda: iter(())\n"
    )
    outcomes = {}
    for ci in ("", "true"):
        root = Path(__file__).resolve().parent.parent
        ran = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                "--rootdir",
                str(tmp_path),
                "-c",
                os.devnull,
                "-rsfE",
                str(probe),
            ],
            env={"PATH": "", "PYTHONPATH": str(root), "CI": ci},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        outcomes[ci] = ran.stdout.splitlines()[-1]
        assert "no PostgreSQL can be had" in ran.stdout
    assert outcomes[""].startswith("1 skipped")
    assert "1 error" in outcomes["true"]
