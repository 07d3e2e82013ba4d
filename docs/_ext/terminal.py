"""Runs what a page shows for a terminal: its files, its `irman` commands, and what they print.

A page calls `follow()` in invisible blocks of Python. Each call runs what stands above it and was not run yet:

* a line with a file name in backticks and a colon, then a block: the file;
* a block `sh`: commands `irman …`, also `irman … > FILE`, and `export NAME=value …`;
* a block `text` after it: what they print. An ellipsis stands for anything. A refusal (`irman: …`) must be shown to be allowed.

In a command `24:…` stands for the checkpoint of that size, as it was printed before.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

from irman_ledger.cli.main import main

BLOCK = re.compile(r"(?:^`(?P<file>[\w.-]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
CHECKPOINT = re.compile(r"\b(\d+):[0-9a-f]{64}\b")
VARIABLES = dict.fromkeys(("IRMAN_BOOK", "IRMAN_LANG", "IRMAN_ACTOR", "IRMAN_ROLE"), "")


class Terminal:
    """What was typed on a page so far."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.text = Path(page).read_text("utf-8")
        self.done = 0
        self.variables: dict[str, str] = {}
        self.checkpoints: dict[str, str] = {}

    def follow(self, line: int) -> None:
        """Run the blocks above a line of the page."""
        printed: str | None = None
        for block in BLOCK.finditer(self.text):
            at = self.text.count("\n", 0, block.start())
            if not self.done <= at < line:
                continue
            content = block["content"]
            before, printed = printed, None
            if block["kind"] == "sh":
                printed = "".join(self._typed(command) for command in content.splitlines())
                is_shown = self.text[block.end() :].startswith("\n\n```text\n")
                assert is_shown or "irman: " not in printed, f"{self.page}:{at + 1}: {printed}"
            elif block["kind"] == "text" and before is not None:
                self._compare(content, before, at)
            elif block["file"] and block["kind"] != "python":
                Path(block["file"]).write_text(content, "utf-8")
        self.done = line

    def _typed(self, command: str) -> str:
        words = shlex.split(command, comments=True)
        if words[:1] == ["export"]:
            self.variables |= dict(word.split("=", 1) for word in words[1:])
            return ""
        assert words[0] == "irman", command
        target = words[-1] if words[-2:-1] == [">"] else None
        words = words if target is None else words[:-2]
        words = [self.checkpoints[word[:-2]] if word.endswith(":…") else word for word in words]
        said = io.StringIO()
        surroundings = {name: value for name, value in (VARIABLES | self.variables).items() if value}
        with patch.dict(os.environ, surroundings), redirect_stdout(said), redirect_stderr(said):
            for name in VARIABLES.keys() - surroundings.keys():
                os.environ.pop(name, None)
            code = main(words[1:])
        printed = said.getvalue().lstrip("\ufeff")
        assert code == 0 or "irman: " in printed, f"{command} ended with {code}: {printed}"
        if target is not None:
            assert code == 0, printed
            Path(target).write_text(printed, "utf-8")
            return ""
        self.checkpoints |= {found[1]: found[0] for found in CHECKPOINT.finditer(printed)}
        return printed

    def _compare(self, shown: str, printed: str, at: int) -> None:
        wanted, found = ("\n".join(line.rstrip() for line in text.splitlines()) for text in (shown, printed))
        pattern = re.escape(wanted).replace("…", ".*")
        assert re.fullmatch(pattern, found, re.DOTALL), f"{self.page}:{at + 1} shows\n{wanted}\nand this is printed\n{found}"


def follow() -> None:
    """Run what stands above the calling block."""
    caller = sys._getframe(1)
    kept: dict[str, Any] = caller.f_globals
    if "_terminal" not in kept:
        kept["_terminal"] = Terminal(caller.f_code.co_filename)
    kept["_terminal"].follow(caller.f_lineno)
