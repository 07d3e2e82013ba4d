"""The pages of conventions and of published cases name what the code knows, and tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

from irman_ledger.coop.loans.methods import METHODS as LOAN_METHODS
from irman_ledger.coop.loans.methods import SALES
from irman_ledger.coop.loans.methods.conventions import DAY_COUNTS_OF_LOANS, HOLIDAY_RULES, REMAINDERS, SIZINGS
from irman_ledger.coop.loans.methods.reading import CONVENTION_KEYS, GRACE_KEYS
from irman_ledger.coop.savings.interest import BASES, COMPOUNDINGS, METHODS
from irman_ledger.core.rounding import Rounding

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "explanation" / "conventions.md").read_text("utf-8")
CASES = (ROOT / "docs" / "explanation" / "published-cases.md").read_text("utf-8")
ROWS = {int(row[1]): row[0] for row in re.finditer(r"^\| (\d+) \|.*\|$", PAGE, re.MULTILINE)}


def test_the_conventions_stand_there() -> None:
    assert list(ROWS) == list(range(1, 22))


def test_every_published_case_names_tests_that_are_there_or_why_there_is_none() -> None:
    covered, open_ones = CASES.split("## Not covered")
    rows = [row for row in re.findall(r"^\| .*\|$", covered, re.MULTILINE) if not row.startswith("| source |")]
    assert len(rows) > 30
    for row in rows:
        paths = re.findall(r"`(tests/[\w/]+\.py)`", row)
        assert paths, row
        assert all((ROOT / path).is_file() for path in paths), row
    assert all(row.count("|") == 4 for row in re.findall(r"^\|.*\|$", open_ones, re.MULTILINE))


def test_every_test_of_printed_figures_stands_on_the_page() -> None:
    found = {
        path.relative_to(ROOT).as_posix() for name in ("printed", "published") for path in ROOT.glob(f"tests/coop/**/test_{name}_*.py")
    }
    assert len(found) == 3
    assert all(f"`{path}`" in CASES for path in found)


def test_each_names_a_test_that_is_there_or_says_that_it_is_not() -> None:
    for row in ROWS.values():
        paths = re.findall(r"`(tests/[\w/]+\.py)`", row)
        assert all((ROOT / path).is_file() for path in paths), row
        assert paths or "not there yet" in row, row


def test_the_choices_are_those_of_the_code() -> None:
    assert all(mode.value in ROWS[1] for mode in Rounding)
    assert all(basis in ROWS[7] for basis in BASES)
    assert all(method in ROWS[16] for method in METHODS)
    assert all(word in ROWS[19] for word in COMPOUNDINGS)
    assert all(word in ROWS[4] for word in REMAINDERS)
    assert all(word in ROWS[7] for word in DAY_COUNTS_OF_LOANS)
    assert all(word in ROWS[8] for word in SIZINGS)
    assert all(f"grace.{word}" in ROWS[9] for word in GRACE_KEYS)
    assert all(word in ROWS[14] for word in HOLIDAY_RULES)


def test_every_convention_of_a_plan_is_named() -> None:
    assert all(f"`{key}" in PAGE for key in CONVENTION_KEYS)
    assert all(f"`{method}`" in PAGE for method in (*LOAN_METHODS, *SALES))
