"""Runs the examples of the documentation and of the docstrings: `pytest README.md docs src`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

ROOT = Path(__file__).resolve().parent
_OPEN: dict[int, tuple[str, tempfile.TemporaryDirectory[str]]] = {}


def _enter(namespace: dict[str, Any]) -> None:
    """Each page runs in an empty folder of its own, so that it may write `irman.db`."""
    folder = tempfile.TemporaryDirectory(prefix="irman-docs-", ignore_cleanup_errors=True)
    _OPEN[id(namespace)] = (os.getcwd(), folder)
    os.chdir(folder.name)


def _leave(namespace: dict[str, Any]) -> None:
    before, folder = _OPEN.pop(id(namespace))
    os.chdir(before)
    folder.cleanup()


_collect = (
    Sybil(parsers=[PythonCodeBlockParser(), SkipParser()], pattern="*.md", setup=_enter, teardown=_leave)
    + Sybil(parsers=[DocTestParser()], pattern="*.py")
).pytest()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Pages and docstrings only; the tests are pytest's own."""
    parts = file_path.relative_to(ROOT).parts if file_path.is_relative_to(ROOT) else ("",)
    is_page = file_path.suffix == ".md" and (parts[0] == "README.md" or (parts[0] == "docs" and "_build" not in parts))
    is_source = file_path.suffix == ".py" and parts[0] == "src" and "migrations" not in parts
    return _collect(file_path, parent) if is_page or is_source else None
