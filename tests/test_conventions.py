"""The page of conventions names what the code knows, and tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

from irman_ledger.coop.savings.interest import BASES, METHODS
from irman_ledger.core.rounding import Rounding

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "explanation" / "conventions.md").read_text("utf-8")
ROWS = {int(row[1]): row[0] for row in re.finditer(r"^\| (\d+) \|.*\|$", PAGE, re.MULTILINE)}


def test_the_eighteen_conventions_stand_there() -> None:
    assert list(ROWS) == list(range(1, 19))


def test_each_names_a_test_that_is_there_or_says_that_it_is_not() -> None:
    for row in ROWS.values():
        paths = re.findall(r"`(tests/[\w/]+\.py)`", row)
        assert all((ROOT / path).is_file() for path in paths), row
        assert paths or "not there yet" in row, row


def test_the_choices_are_those_of_the_code() -> None:
    assert all(mode.value in ROWS[1] for mode in Rounding)
    assert all(basis in ROWS[7] for basis in BASES)
    assert all(method in ROWS[16] for method in METHODS)
