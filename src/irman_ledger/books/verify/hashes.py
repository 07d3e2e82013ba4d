"""Level 1: every leaf from its stored columns, the tree over the leaves, its head, and checkpoints kept outside."""

from __future__ import annotations

from collections.abc import Iterable

from irman_ledger.books.verify.report import Notebook
from irman_ledger.books.verify.source import Row, Source, leaf_of
from irman_ledger.core.evidence.merkle import frontier_append, frontier_root, leaf_hash
from irman_ledger.errors import IrmanError


class Hashes:
    """Folds the tree as records pass.

    Two trees are kept: over the leaves as they were computed anew, and over the leaves as they are stored. One changed value
    is then one finding, while the head and the closings still agree with one of the two.
    """

    def __init__(self, notebook: Notebook, genesis: bytes, currency: str, checkpoints: Iterable[tuple[int, bytes]]) -> None:
        self.size = 0
        self._notebook = notebook
        self._genesis = genesis
        self._currency = currency
        self._computed = b""
        self._stored: bytes | None = None
        self._checkpoints: dict[int, list[bytes]] = {}
        for size, root in checkpoints:
            self._checkpoints.setdefault(size, []).append(root)
        self._check_points()

    def take(self, chunk: list[tuple[Row, list[Row]]]) -> None:
        """The next records."""
        genesis, currency, checkpoints = self._genesis, self._currency, self._checkpoints
        for record, lines in chunk:
            if record[0] != self.size:
                self._notebook.find("dense", "irman_record", record[0], "differs", "seq", record[0], self.size)
            stored = record[-1]
            try:
                leaf = leaf_of(genesis, currency, record, lines)
            except (TypeError, ValueError, AttributeError, OverflowError, IrmanError) as error:
                self._notebook.find("leaf", "irman_record", record[0], "broken", "leaf", type(error).__name__)
                leaf = leaf_hash(b"")
            if self._stored is not None or leaf != stored:
                self._diverge(record, leaf)
            self._computed = frontier_append(self.size, self._computed, leaf)
            self.size += 1
            if checkpoints and self.size in checkpoints:
                self._check_points()
        self._notebook.count("leaf", len(chunk))
        self._notebook.count("dense", len(chunk))

    def _diverge(self, record: Row, leaf: bytes) -> None:
        stored = record[-1]
        if leaf != stored:
            self._notebook.find("leaf", "irman_record", record[0], "differs", "leaf", stored, leaf)
        if self._stored is None:
            self._stored = self._computed
        as_leaf = bytes(stored) if isinstance(stored, bytes | memoryview) and len(stored) == 32 else leaf
        self._stored = frontier_append(self.size, self._stored, as_leaf)

    def _check_points(self) -> None:
        for root in self._checkpoints.get(self.size, ()):
            self._notebook.count("checkpoints")
            if root != self.root():
                self._notebook.find("checkpoints", "", self.size, "outside", "root", self.root(), root)

    def root(self) -> bytes:
        """The root over the leaves computed anew, so far."""
        return frontier_root(self.size, self._computed)

    def has_root(self, root: bytes) -> bool:
        """Whether a root is that of the log so far, as computed or as stored."""
        return root == self.root() or (self._stored is not None and root == frontier_root(self.size, self._stored))

    def finish(self, source: Source) -> None:
        """The head against the end of the log, and checkpoints beyond it."""
        note, book = self._notebook, source.book
        head = source.table("irman_head", ("size", "frontier"))
        note.count("head", 2)
        if not head:
            note.find("head", "irman_head", book, "missing", wanted=self.size)
        for size, frontier in head:
            note.compare("head", "irman_head", book, "size", size, self.size)
            if bytes(frontier) not in (self._computed, self._stored):
                note.find("head", "irman_head", book, "differs", "frontier", frontier, self._computed)
        for beyond in sorted(at for at in self._checkpoints if at > self.size):
            note.count("checkpoints")
            note.find("checkpoints", "", beyond, "outside", "size", self.size, beyond)
