"""The house stands: floors, furniture, sizes, no clock, no swallowed errors, nothing of anybody's machine.

Each check is also shown a small bad text and must find it, so that a check that sees nothing cannot pass for a clean house.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest

import irman_ledger
from irman_ledger.errors import IrmanError
from tests import house
from tests.house import Source

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "irman_ledger"
SOURCES = [Source(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]
CHECKS_OF_A_SOURCE = [house.relative_imports, house.strangers_downstairs, house.outsized, house.clocks, house.swallowed]
EMPTY_FUNCTION = "def long():\n" + "    x = 1\n" * 50

PLANTED = [
    (house.relative_imports, "core/a.py", "from . import money\n"),
    (house.relative_imports, "coop/loans/a.py", "def f():\n    from ..savings import rules\n"),
    (house.strangers_downstairs, "core/a.py", "import sqlalchemy as sa\n"),
    (house.strangers_downstairs, "coop/loans/a.py", "def f():\n    from click import echo\n"),
    (house.strangers_downstairs, "errors.py", "import attrs\n"),
    (house.strangers_downstairs, "books/a.py", "from irman_ledger import Book\n"),
    (house.outsized, "core/a.py", "x = 1\n" * 401),
    (house.outsized, "cli/a.py", "x = 1\n" * 121),
    (house.outsized, "core/a.py", EMPTY_FUNCTION),
    (house.clocks, "coop/loans/a.py", "from datetime import date\nx = date.today()\n"),
    (house.clocks, "books/writer.py", "import datetime as dt\nx = dt.datetime.now(dt.UTC)\n"),
    (house.clocks, "cli/a.py", "import datetime\nx = datetime.datetime.utcnow\n"),
    (house.clocks, "core/a.py", "import time\nx = time.time()\n"),
    (house.clocks, "core/a.py", "import time as t\nx = t.time_ns()\n"),
    (house.clocks, "core/a.py", "from datetime import date as day\nx = day.today()\n"),
    (house.clocks, "core/a.py", "from time import monotonic as m\n"),
    (house.clocks, "books/tables.py", "from sqlalchemy import func\nx = func.now()\n"),
    (house.clocks, "books/guards.py", "x = 'INSERT INTO t VALUES (CURRENT_TIMESTAMP)'\n"),
    (house.clocks, "books/guards.py", "x = \"SELECT datetime('now')\"\n"),
    (house.swallowed, "core/a.py", "try:\n    f()\nexcept:\n    raise\n"),
    (house.swallowed, "core/a.py", "try:\n    f()\nexcept ValueError:\n    pass\n"),
    (house.swallowed, "core/a.py", "for x in y:\n    try:\n        f()\n    except (KeyError, ValueError):\n        continue\n"),
    (house.swallowed, "core/a.py", "try:\n    f()\nexcept Exception as error:\n    print(error)\n"),
    (house.swallowed, "core/a.py", "import contextlib\nwith contextlib.suppress(KeyError):\n    f()\n"),
]
INNOCENT = [
    (house.relative_imports, "core/a.py", "from irman_ledger.core import money\n"),
    (
        house.strangers_downstairs,
        "core/a.py",
        "import re\nfrom dateutil.relativedelta import relativedelta\nfrom irman_ledger.errors import IrmanError\n",
    ),
    (house.strangers_downstairs, "books/a.py", "import sqlalchemy\n"),
    (house.outsized, "core/a.py", 'def f():\n    """' + "words\n" * 60 + '    """\n    return 1\n'),
    (house.clocks, "books/clock.py", "from datetime import UTC, datetime\nx = datetime.now(UTC)\n"),
    (house.clocks, "books/desk.py", 'def f(self):\n    """Not CURRENT_TIMESTAMP, not now()."""\n    return self.clock.now()\n'),
    (house.clocks, "core/a.py", "x = entry.time\ny = event.monotonic\nz = desk.today\n"),
    (house.swallowed, "core/a.py", "try:\n    f()\nexcept ValueError as error:\n    raise KeyError from error\n"),
    (house.swallowed, "core/a.py", "try:\n    f()\nexcept KeyError:\n    x = None\n"),
]


@pytest.mark.parametrize("check", CHECKS_OF_A_SOURCE, ids=lambda check: check.__name__)
def test_every_source_passes(check: Callable[[Source], Iterator[str]]) -> None:
    assert [fault for source in SOURCES for fault in check(source)] == []


@pytest.mark.parametrize(("check", "path", "text"), PLANTED)
def test_a_planted_fault_is_found(check: Callable[[Source], Iterator[str]], path: str, text: str) -> None:
    assert list(check(Source(path, text)))


@pytest.mark.parametrize(("check", "path", "text"), INNOCENT)
def test_an_innocent_source_is_left_alone(check: Callable[[Source], Iterator[str]], path: str, text: str) -> None:
    assert list(check(Source(path, text))) == []


# -- floors -----------------------------------------------------------------------------------------------------------


def _lint_imports(folder: Path) -> str:
    """What import-linter says of the package below `folder`, by the project's own contracts."""
    program = Path(sys.executable).with_name("lint-imports")
    surroundings = os.environ | {"PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"}
    command = [str(program), "--no-cache", "--no-logo", "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False).stdout


def test_no_floor_calls_upstairs() -> None:
    said = _lint_imports(ROOT / "src")
    assert " 0 broken" in said, said


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A package with every floor, two modules of coop and nothing in it; gives the package's folder."""
    package = tmp_path / "irman_ledger"
    for floor in ("cli", "testing", "adapters", "reports", "books", "coop/loans", "coop/savings", "core"):
        (package / floor).mkdir(parents=True)
    for folder in (package, *(path for path in package.rglob("*") if path.is_dir())):
        (folder / "__init__.py").touch()
    for name in ("errors", "books/tables", "coop/procedures", "coop/register", "coop/savings/rules"):
        (package / f"{name}.py").touch()
    return package


def test_every_contract_finds_a_planted_import(small_house: Path) -> None:
    (small_house / "core" / "money.py").write_text("def f():\n    from irman_ledger.books import tables\n")
    (small_house / "coop" / "loans" / "rules.py").write_text("from irman_ledger.coop.savings import rules\nimport alembic\n")
    (small_house / "reports" / "engine.py").write_text("from irman_ledger.books import tables\n")
    assert "0 kept, 4 broken" in _lint_imports(small_house.parent)


@pytest.mark.parametrize("name", ["procedures", "register"])
def test_only_procedures_and_the_register_know_several_modules(small_house: Path, name: str) -> None:
    (small_house / "coop" / f"{name}.py").write_text("from irman_ledger.coop.savings import rules\nfrom irman_ledger.coop import loans\n")
    assert "4 kept, 0 broken" in _lint_imports(small_house.parent)
    (small_house / "coop" / "loans" / "rules.py").write_text(f"from irman_ledger.coop import {name}\n")
    assert "3 kept, 1 broken" in _lint_imports(small_house.parent)


def test_a_new_top_level_module_needs_a_floor(small_house: Path) -> None:
    (small_house / "utils.py").touch()
    assert "No floor calls upstairs BROKEN" in _lint_imports(small_house.parent)


def test_every_module_of_coop_has_its_furniture() -> None:
    assert list(house.missing_furniture(PACKAGE / "coop")) == []


def test_missing_furniture_is_found(tmp_path: Path) -> None:
    for name in ("__init__", "procedures", "register", "common"):
        (tmp_path / f"{name}.py").touch()
    (tmp_path / "loans" / "rules").mkdir(parents=True)
    for name in ("__init__", "terms", "commands", "rules/__init__", "events", "state", "posting"):
        (tmp_path / "loans" / f"{name}.py").touch()
    assert list(house.missing_furniture(tmp_path)) == [
        "coop/common.py is no module: a module is a package with its furniture",
        "coop/loans lacks refusals",
    ]


# -- what an import loads ---------------------------------------------------------------------------------------------


def _loaded_by(statement: str, *names: str, path: Path | None = None) -> list[str]:
    """Which of `names` a fresh interpreter has loaded after `statement`."""
    program = f"import sys\n{statement}\nprint(*(name for name in {names!r} if name in sys.modules))"
    surroundings = os.environ | ({"PYTHONPATH": str(path)} if path else {})
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=surroundings)
    return ran.stdout.split()


@pytest.mark.parametrize("name", ["irman_ledger", "irman_ledger.core", "irman_ledger.coop", "irman_ledger.errors"])
def test_importing_the_lower_floors_loads_no_database(name: str) -> None:
    assert _loaded_by(f"import {name}", "sqlalchemy", "alembic", "sqlite3", "psycopg") == []


def test_a_database_behind_an_import_is_seen(tmp_path: Path) -> None:
    (tmp_path / "heavy_door.py").write_text("import sqlalchemy\n")
    assert _loaded_by("import heavy_door", "sqlalchemy", "alembic", path=tmp_path) == ["sqlalchemy"]


# -- refusals ---------------------------------------------------------------------------------------------------------


def test_every_refusal_speaks_both_languages() -> None:
    for module in pkgutil.walk_packages(irman_ledger.__path__, "irman_ledger."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    ours = [refusal for refusal in house.descendants(IrmanError) if refusal.__module__.startswith("irman_ledger.")]
    assert sorted(house.clumsy_refusals(sorted(ours, key=lambda refusal: refusal.__qualname__))) == []


def test_a_clumsy_refusal_is_found() -> None:
    class Base:
        code = "loan.closed"
        text: ClassVar[dict[str, str]] = {"en": "loan {loan} is closed", "id": "pinjaman {loan} sudah lunas"}

    class Twin(Base):
        code = "loan.closed"

    class Loud(Base):
        code = "LoanClosed"
        text: ClassVar[dict[str, str]] = {"en": "Loan {loan} is closed.", "id": "pinjaman {no} sudah lunas"}

    class Silent(Base):
        text: ClassVar[dict[str, str]] = {"en": "loan {loan} is closed"}

    assert list(house.clumsy_refusals([Base, Twin, Loud, Silent])) == [  # type: ignore[list-item]  # they only look like refusals
        "Twin claims the code loan.closed of Base",
        "Loud has a code of another form: LoanClosed",
        "Loud gives other values in the other language",
        "Loud is no sentence to go on with: 'Loan {loan} is closed.'",
        "Silent speaks en",
    ]


# -- the files of the project -----------------------------------------------------------------------------------------


def _files() -> list[Path]:
    """Everything that is or would be committed; all of it where there is no git."""
    told = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False)
    paths = (ROOT / line for line in told.stdout.splitlines()) if told.returncode == 0 else ROOT.rglob("*")
    hidden = {"__pycache__", "_build", ".git", *(mark.parent.name for mark in ROOT.glob("*/pyvenv.cfg"))}
    return [path for path in paths if path.is_file() and hidden.isdisjoint(path.relative_to(ROOT).parts)]


def _texts() -> Iterator[tuple[str, str]]:
    for path in _files():
        raw = path.read_bytes()
        if b"\0" not in raw[:8192]:
            yield path.relative_to(ROOT).as_posix(), raw.decode("utf-8", errors="replace")


def _folders_of_this_machine() -> list[str]:
    """Where the project and its user live, unless that is a place that any machine has."""
    common = {Path(path) for path in ("/", "/tmp", "/home", "/usr", "/opt", "/var", "/srv", "/mnt", tempfile.gettempdir())}
    return [str(path) for path in (ROOT, ROOT.parent, Path.home()) if path not in common]


def test_no_python_file_is_unfinished() -> None:
    assert [fault for path, text in _texts() if path.endswith(".py") for fault in house.unfinished(path, text)] == []


def test_an_unfinished_line_is_found() -> None:
    assert list(house.unfinished("a.py", f"x = 1  # {'TO' + 'DO'}: later\ny = 2\n# {'FIX' + 'ME'}\n")) == [
        f"a.py:1 is unfinished: x = 1  # {'TO' + 'DO'}: later",
        f"a.py:3 is unfinished: # {'FIX' + 'ME'}",
    ]


def test_no_file_names_a_folder_of_somebody_s_machine() -> None:
    folders = _folders_of_this_machine()
    assert [fault for path, text in _texts() for fault in house.machine_paths(path, text, folders)] == []


def test_a_path_of_a_machine_is_found() -> None:
    text = f"see /{'home'}/budi/ledger/a.py\nC:\\{'Users'}\\Budi\nread /builds/ledger/a.csv\nhttps://example.org/builds/ledger/a\n"
    assert [fault.split()[0] for fault in house.machine_paths("a.md", text, ["/builds/ledger"])] == ["a.md:1", "a.md:2", "a.md:3"]


def test_constraints_pin_versions_and_name_no_host() -> None:
    assert list(house.loose_pins((ROOT / "constraints.txt").read_text(encoding="utf-8"))) == []


def test_a_constraint_with_a_host_is_found() -> None:
    lines = ["click==8.5.1", "rich>=15", "tool @ https://example.org/tool.whl", "--index-url https://example.org/simple", "-e ."]
    assert list(house.loose_pins("\n".join(lines))) == lines[1:]


def test_no_lock_file_is_kept() -> None:
    locks = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"}
    assert [path.name for path in _files() if path.name in locks] == []
