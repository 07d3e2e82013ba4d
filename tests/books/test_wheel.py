"""The wheel by itself: built from the sources, installed alone, used from another folder."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

PROGRAM = """
    import sys
    from datetime import date

    import irman_ledger
    from irman_ledger import Actor, Book, Bylaws, Month, idr
    from irman_ledger.coop.members import AdmitMember
    from irman_ledger.coop.savings import Deposit, OpenSavings

    assert sys.prefix in irman_ledger.__file__, irman_ledger.__file__
    book = Book.create("sqlite:///irman.db", Bylaws.sample("ksp"), id="irman", begins_on=date(2014, 4, 1))
    desk = book.desk(Actor("siti", role="teller"))
    desk.record(AdmitMember(member="A-001", name="Daeng Sija", on=date(2014, 4, 1)), key="1")
    desk.record(OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=date(2014, 4, 1)), key="2")
    receipt = desk.record(Deposit(account="SS-001", on=date(2014, 4, 2), amount=idr(2_500_000)), key="3")
    report = Book.open("sqlite:///irman.db").verify()
    cash = book.balances(as_of=Month(2014, 4)).net("1-1100")
    print(receipt.voucher, cash, report.ok, sorted(set(sys.modules) & {"psycopg", "hypothesis"}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the project's own backend, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--disable-pip-version-check", "--wheel-dir", str(folder)]
    backend = subprocess.run([sys.executable, "-c", "import hatchling"], capture_output=True, check=False)
    isolated = ["--no-build-isolation"] if backend.returncode == 0 else []
    built = subprocess.run([*pip, *isolated, str(ROOT)], capture_output=True, text=True, check=False)
    if built.returncode and not isolated:
        pytest.skip(f"pip cannot fetch the build backend here: {built.stderr.strip()[-200:]}")
    assert built.returncode == 0, built.stderr
    [made] = folder.glob("irman_ledger-*.whl")
    return made


@pytest.mark.slow
def test_the_wheel_carries_what_the_library_reads_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        "irman_ledger/py.typed",
        "irman_ledger/books/migrations/sql/0001_sqlite.sql",
        "irman_ledger/books/migrations/sql/0001_postgresql.sql",
        "irman_ledger/books/migrations/versions/v0001_spine.py",
    }
    assert shipped <= names
    assert {name for name in names if name.endswith("/ksp.toml")}
    assert not [name for name in names if name.startswith(("tests", "docs", "src", "benchmarks", "examples"))]
    [entry_points] = [name for name in names if name.endswith("entry_points.txt")]
    assert "irman = irman_ledger.cli.main:main" in zipfile.ZipFile(wheel).read(entry_points).decode()


@pytest.mark.slow
def test_a_wheel_installed_alone_in_a_new_environment_makes_a_book(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=False, symlinks=sys.platform != "win32")
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    installed = subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--disable-pip-version-check", str(wheel)],
        capture_output=True,
        text=True,
        check=False,
    )
    if installed.returncode:
        pytest.skip(f"pip cannot fetch the dependencies here: {installed.stderr.strip()[-200:]}")
    ran = subprocess.run([str(python), "-I", "-c", dedent(PROGRAM)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("BKM/2014/000001 Rp2.500.000 True []\n", "")
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".db") == ["irman.db"]
