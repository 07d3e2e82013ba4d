"""A hand at the command line, in the process of the tests."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from irman_ledger import Book
from irman_ledger.cli.main import main

COMMANDS = """\
{"kind":"member.admit","member":"A-001","name":"Daeng Sija","on":"2014-04-01","key":"k1"}
{"kind":"savings.open","account":"SS-1","member":"A-001","product":"SUKARELA","on":"2014-04-01","key":"k2"}
{"kind":"savings.deposit","account":"SS-1","on":"2014-04-02","amount":"2.500.000","key":"k3","document":"KM-1"}
"""


@dataclass(frozen=True)
class Ran:
    """What a run left."""

    code: int
    out: str
    err: str


Hand = Callable[..., Ran]


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and none of the variables that the command reads."""
    monkeypatch.chdir(tmp_path)
    for name in ("IRMAN_BOOK", "IRMAN_LANG", "IRMAN_ACTOR", "IRMAN_ROLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def irman(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hand:
    """Runs the command; `given` is what stands on its standard input."""

    def run(*arguments: str, given: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        capsys.readouterr()
        code = main(arguments)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def book(irman: Hand, tmp_path: Path) -> str:
    """`irman.db` in the folder of the test: member A-001 with Rp2.500.000 in SS-1; four records."""
    assert irman("init", "irman.db", "--bylaws", "ksp", "--id", "irman", "--begins-on", "2014-04-01").code == 0
    Path("april.jsonl").write_text(COMMANDS, "utf-8")
    assert irman("record", "irman.db", "april.jsonl").code == 0
    return "irman.db"


def left(path: str) -> tuple[int, bytes]:
    """Size and root of the log: what no refusal may change."""
    opened = Book.open(Path(path))
    try:
        return opened.size, opened.root()
    finally:
        opened.close()
