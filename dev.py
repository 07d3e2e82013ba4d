#!/usr/bin/env python3
"""The project's commands on a fresh machine: makes `.venv`, installs what is needed, runs the step.

Standard library only. Every command is printed before it runs, so that each can be repeated by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "irman-installed"
INPUTS = ("pyproject.toml", "constraints.txt")

DEMO = ROOT / "examples" / "irman_2014" / "run.py"

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("layout", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
    ("types", ("mypy",)),
    ("floors", ("lint-imports", "--no-logo")),
    ("examples", ("pytest", "-q", "README.md", "docs", "src")),
    ("documentation", ("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", "docs/_build/html")),
)

EPILOG = """\
steps of `check`, each of which can be run by hand with the tools in .venv (or: python3 dev.py check lint types):
{checks}

other words after the command go to what it runs: python3 dev.py test tests/core -k money
"""


def main(words: Sequence[str]) -> int:
    """Run one command and give its exit code."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.epilog = EPILOG.format(checks="\n".join(f"  {title:14} {shlex.join(step)}" for title, step in CHECKS))
    parser.add_argument(
        "command",
        choices=("demo", "test", "check", "bench", "install"),
        help="demo: the first year of a cooperative; test: the tests; check: layout, lint, types, floors, documentation; "
        "bench: the measurements; install: only make .venv",
    )
    given, rest = parser.parse_args(words[:1]), words[1:]
    refusal = _python_refusal()
    if refusal:
        print(refusal, file=sys.stderr)
        return 2
    failed = _install()
    if failed:
        return failed
    commands = {"demo": _demo, "test": _test, "check": _check, "bench": _bench, "install": _nothing_more}
    return commands[given.command](rest)


def _demo(rest: Sequence[str]) -> int:
    return _script(DEMO, rest)


def _bench(rest: Sequence[str]) -> int:
    return _run(["python", "-m", "benchmarks.run", *rest])


def _nothing_more(rest: Sequence[str]) -> int:
    return 2 if rest else 0


def _test(rest: Sequence[str]) -> int:
    workers = min(4, os.cpu_count() or 1)
    spread = [] if workers == 1 or any(word.startswith("-n") for word in rest) else ["-n", str(workers), "--dist", "worksteal"]
    return _run(["pytest", *spread, *rest])


def _check(rest: Sequence[str]) -> int:
    """Every step, also after one that failed; the exit code is that of the first failure."""
    wanted = [(title, step) for title, step in CHECKS if not rest or title in rest]
    unknown = [word for word in rest if word not in dict(CHECKS)]
    if unknown:
        print(f"no such step: {', '.join(unknown)}; there are: {', '.join(dict(CHECKS))}", file=sys.stderr)
        return 2
    first, faults = 0, []
    for title, step in wanted:
        print(f"-- {title}", flush=True)
        code = _run(step)
        if code:
            faults.append(title)
            first = first or code
    print(f"failed: {', '.join(faults)}" if faults else f"all {len(wanted)} checks passed", flush=True)
    return first


def _script(path: Path, rest: Sequence[str]) -> int:
    if not path.is_file():
        print(f"{path.relative_to(ROOT).as_posix()} is missing from this copy of the project", file=sys.stderr)
        return 2
    return _run(["python", path.relative_to(ROOT).as_posix(), *rest])


def _python_refusal() -> str | None:
    """Why this interpreter cannot be used, with what to do about it."""
    if sys.version_info < OLDEST:
        have, need = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST))
        return f"this is Python {have}, the project needs {need} or newer: run dev.py with a newer one (python{need} dev.py ...)"
    if PYTHON.exists():
        return None
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        return (
            "this Python cannot make a virtual environment (the module venv or ensurepip is missing).\n"
            f"On Debian or Ubuntu: apt-get install python{version}-venv (or python3-venv), then try again."
        )
    return None


def _install() -> int:
    """Make `.venv` and install the project in it, unless that was done for the very same inputs."""
    wanted = _stamp()
    found = STAMP.read_text(encoding="utf-8").splitlines() if PYTHON.exists() and STAMP.is_file() else []
    if found == wanted:
        return 0
    began = time.monotonic()
    if not PYTHON.exists() or found[:1] not in ([], wanted[:1]):  # a moved folder leaves scripts that point to the old place
        code = _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        if code:
            return code
    print("installing the project and its tools into .venv; the first time takes about a minute", flush=True)
    pip = ["python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    code = _run([*pip, "-c", "constraints.txt", "-e", ".[dev]"])
    if code:
        print("pip could not install the project; its own message stands above", file=sys.stderr)
        return code
    STAMP.write_text("\n".join(wanted) + "\n", encoding="utf-8")
    print(f"installed in {time.monotonic() - began:.0f} s", flush=True)
    return 0


def _stamp() -> list[str]:
    """The folder, and a digest of what decides the dependencies."""
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update((ROOT / name).read_bytes() + b"\0")
    return [str(ROOT), digest.hexdigest()]


def _run(words: Sequence[str]) -> int:
    """Run a program of `.venv` (or one given by its full path) from the project's root, shown first."""
    program = words[0] if Path(words[0]).is_absolute() else str(BIN / words[0])
    print(f"$ {_shown(words)}", flush=True)
    surroundings = os.environ | {"PYTHONUTF8": "1"}
    return subprocess.run([program, *words[1:]], cwd=ROOT, env=surroundings, check=False).returncode


def _shown(words: Sequence[str]) -> str:
    """The command as one would type it."""
    return shlex.join("python3" if word == sys.executable else ".venv" if word == str(VENV) else word for word in words)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
