"""Checks every fact that a book holds against every other, and against checkpoints kept outside it; changes nothing.

A check within the database finds every change that did not recompute all that hangs on it. Whoever can rewrite the whole
database can also recompute: that is found only against a size and a root that have left it (docs/explanation/evidence.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from irman_ledger.books.charter import BylawsAdopted, MonthClosed
from irman_ledger.books.faults import StorageError, translated
from irman_ledger.books.migrations import ForeignDatabaseError
from irman_ledger.books.verify.entries import Entries
from irman_ledger.books.verify.facts import Facts
from irman_ledger.books.verify.folding import BROKEN, Folding, check_private
from irman_ledger.books.verify.founding import Closings, Founding
from irman_ledger.books.verify.hashes import Hashes
from irman_ledger.books.verify.report import Check, Finding, Notebook, Place, VerifyReport
from irman_ledger.books.verify.rulebook import Rulebook
from irman_ledger.books.verify.source import Readable, Row, Snapshot, Source
from irman_ledger.books.verify.storage import check_storage
from irman_ledger.books.verify.texts import Texts
from irman_ledger.books.verify.titles import (
    AFTER_CHECKPOINT,
    HASHES_ONLY,
    NO_CHECKPOINT,
    NO_CLAIMS,
    NO_DECIDING,
    NO_ERASURE,
    NO_SKIMMING,
    STOPPED,
)
from irman_ledger.core.evidence.merkle import EMPTY_ROOT
from irman_ledger.core.label import Label
from irman_ledger.errors import DamagedError

__all__ = ["Check", "Finding", "Place", "Readable", "Snapshot", "VerifyReport", "verify"]

Point = tuple[int, bytes]
_ALONE = frozenset({MonthClosed.kind, BylawsAdopted.kind})


def verify(
    view: Readable, *, checkpoints: Iterable[Point] = (), level: Literal["hashes", "facts"] = "facts", advice: bool = False
) -> VerifyReport:
    """Check a snapshot of a book.

    Parameters
    ----------
    checkpoints
        Sizes and roots kept outside the database; the log must have passed through each of them.
    level
        ``"hashes"``: only the hashes, the tree and its head.
    advice
        Also note where today's code would book an event otherwise than its record; never a finding.
    """
    notebook, points = Notebook(), tuple(checkpoints)
    run: _Run | None = None
    try:
        with translated:
            run = _Run(notebook, Source(view), points, is_whole=level == "facts", advice=advice)
            run.walk()
            run.hashes.finish(run.source)
            if level == "facts":
                run.compare()
    except (StorageError, DamagedError, ForeignDatabaseError) as error:
        notebook.find("storage", "", view.identity.id, "broken", found=error)
        notebook.unchecked.append(STOPPED)
    notebook.unchecked += _unchecked(points, level)
    return VerifyReport(
        book=view.identity.id,
        size=run.hashes.size if run is not None else 0,
        root=run.hashes.root() if run is not None else EMPTY_ROOT,
        level=1 if level == "hashes" else 3 if points else 2,
        checks=notebook.checks(),
        findings=tuple(notebook.findings),
        notes=tuple(notebook.notes),
        unchecked=tuple(notebook.unchecked),
    )


def _unchecked(points: tuple[Point, ...], level: str) -> Iterator[Label]:
    yield AFTER_CHECKPOINT if points else NO_CHECKPOINT
    if level == "hashes":
        yield HASHES_ONLY
    yield from (NO_DECIDING, NO_ERASURE, NO_CLAIMS, NO_SKIMMING)


class _Run:
    """One pass over the records, then the kept tables against what they came to."""

    def __init__(self, notebook: Notebook, source: Source, points: tuple[Point, ...], *, is_whole: bool, advice: bool) -> None:
        self.source = source
        self.notebook = notebook
        self.is_whole = is_whole
        self.rulebook = Rulebook()
        self.founding = Founding(notebook, source, self.rulebook)
        self.hashes = Hashes(notebook, self.founding.uuid, self.founding.currency, points)
        self.entries = Entries(notebook, self.rulebook)
        self.facts = Facts(notebook, self.rulebook, source, self.founding.begins_on)
        self.closings = Closings(notebook, self.rulebook, self.hashes, self.entries, self.founding.begins_on)
        self.folding = Folding(notebook, source, self.founding.currency)
        self.texts = Texts(notebook, self.rulebook, self.folding, self.founding.currency, advice=advice, closing=self.closings.take)

    def walk(self) -> None:
        """Every record, once, in order of seq."""
        for chunk in self.source.chunks():
            if not self.is_whole:
                self.hashes.take(chunk)
                continue
            for part in _parts(chunk):
                self._judge(part)
                self.hashes.take(part)
                self.entries.take(part)

    def _judge(self, part: list[tuple[Row, list[Row]]]) -> None:
        try:
            self.facts.take(part, self.closings.closed_to)
            self.texts.take(part)
        except BROKEN as error:
            # Values that the schema does not allow: someone took its constraints away.
            self.notebook.find("lines", "irman_record", part[0][0][0], "broken", found=f"{type(error).__name__}: {error}")

    def compare(self) -> None:
        """What is kept beside the log."""
        self.facts.finish()
        self.entries.finish(self.source)
        self.folding.finish()
        check_private(self.notebook, self.source, self.texts.commitments)
        self.founding.finish(self.rulebook, self.closings.closed_to)
        check_storage(self.notebook, self.source)


def _parts(chunk: list[tuple[Row, list[Row]]]) -> Iterator[list[tuple[Row, list[Row]]]]:
    """Runs of records; one that closes a month or adopts bylaws stands alone, because it is judged by all before it."""
    part: list[tuple[Row, list[Row]]] = []
    for item in chunk:
        if item[0][1] in _ALONE:
            if part:
                yield part
            yield [item]
            part = []
        else:
            part.append(item)
    if part:
        yield part
