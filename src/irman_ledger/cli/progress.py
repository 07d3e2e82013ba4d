"""Progress of long work: on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from irman_ledger.errors import Lang

if TYPE_CHECKING:
    from irman_ledger.core.protocols import MonthEndStep

T = TypeVar("T")


@contextmanager
def working(text: str) -> Iterator[None]:
    """A sign of life while something is done whose length nobody knows."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield


@contextmanager
def counting(text: str, total: int) -> Iterator[Callable[[Iterable[T]], Iterable[T]]]:
    """A bar that follows an iterable of `total` items as it is consumed."""
    if not sys.stderr.isatty():
        yield lambda items: items
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield lambda items: progress.track(items, total=total, description=text)


@contextmanager
def told(lang: Lang) -> Iterator[Callable[[MonthEndStep, int], None] | None]:
    """A line that says which step is at work and how many of its subjects are done; None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda step, count: status.update(f"{step.label.text(lang)}: {count}")
