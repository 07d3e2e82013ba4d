"""The commands of the guide run as they stand there, with the files that it shows; the reference shows every command."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from irman_ledger.cli.group import COMMANDS
from tests.cli.conftest import Hand

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (DOCS / "guides" / "command-line.md").read_text("utf-8")
README = (DOCS.parent / "README.md").read_text("utf-8")
FILE = re.compile(r"^`([\w.]+)`:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _lines(page: str) -> list[list[str]]:
    """The words of each command; what it is written to (`> FILE`) is left out."""
    lines = [line.partition(" > ")[0] for block in SHELL.findall(page) for line in block.splitlines() if line.startswith("irman ")]
    return [shlex.split(line, comments=True)[1:] for line in lines]


def test_every_command_of_the_guide_runs(irman: Hand) -> None:
    for name, content in FILE.findall(GUIDE):
        Path(name).write_text(content, "utf-8")
    lines = _lines(GUIDE)
    assert len(lines) > 15
    for line in lines:
        ran = irman(*line)
        assert (ran.code, ran.err) == (0, ""), line
        assert ran.out or "--out" in line
        if "--list" in line:
            assert ran.out.partition("Titik periksa 7:")[0] in GUIDE


def test_the_refusal_that_the_guide_shows_is_the_real_one(irman: Hand) -> None:
    opening = "kind;key;account;member;product;on;amount;name\nmember.admit;a;;A-001;;2014-05-01;;x\n"
    opening += "savings.open;b;SS-001;A-001;SUKARELA;2014-05-01;;\nsavings.deposit;c;SS-001;;;2014-05-02;2650000;\n"
    wrong = "kind;key;account;on;amount\nsavings.deposit;d;SS-001;2014-05-02;1\nsavings.withdraw;e;SS-001;2014-05-20;4000000\n"
    assert irman("init", "irman.db", "--bylaws", "ksp", "--id", "irman", "--begins-on", "2014-04-01").code == 0
    assert irman("record", "irman.db", "-", given=opening).code == 0
    assert irman("record", "irman.db", "-", given=wrong).err in GUIDE


def test_the_five_commands_of_the_readme_run(irman: Hand) -> None:
    (content,) = [content for name, content in FILE.findall(GUIDE) if name == "april.jsonl"]
    Path("april.jsonl").write_text(content, "utf-8")
    lines = _lines(README)
    assert len(lines) == 5
    assert [irman(*line).code for line in lines] == [0] * 5


def test_the_guide_shows_every_command() -> None:
    assert {line[0] for line in _lines(GUIDE)} == set(COMMANDS)
