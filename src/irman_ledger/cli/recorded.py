"""What a file of commands left: how many records, under which vouchers, and each of them by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from irman_ledger.cli.vouchers import ranges
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang

if TYPE_CHECKING:
    from irman_ledger.books.book import Book
    from irman_ledger.books.items import Item
    from irman_ledger.books.records import Record, Summary

HEADS = (Label("Baris", "Line"), Label("Catatan", "Record"), Label("Bukti", "Voucher"), Label("Jenis", "Kind"))


class Recorded:
    """The records of the commands of a file, looked up by their keys."""

    def __init__(self, book: Book, items: Mapping[int, Item], summary: Summary) -> None:
        self._book = book
        self._items = items
        self._summary = summary
        self._new = summary.count - summary.replayed
        with book.read() as view:
            found = view.reader.keys(item.key for item in items.values())
        self._seqs = {line: found[item.key][0] for line, item in items.items()}

    def said(self, lang: Lang) -> str:
        """How many are new, and how many were there before."""
        before = self._summary.replayed
        said = Label(f"Dicatat: {self._new}; sudah tercatat sebelumnya: {before}", f"Recorded: {self._new}; recorded before: {before}")
        return said.text(lang)

    def vouchers(self, lang: Lang) -> list[str]:
        """The first and the last new voucher of each series; nothing where none was used."""
        return ranges((record.voucher for record in self._written() if record.voucher is not None), lang)

    def listed(self, lang: Lang) -> Iterator[str]:
        """A line for each command: line of the file, number of the record, voucher, kind."""
        with self._book.read() as view:
            vouchers = [view.record(seq).voucher for seq in self._seqs.values()]
        rows = [tuple(head.text(lang) for head in HEADS)]
        for (line, seq), voucher in zip(self._seqs.items(), vouchers, strict=True):
            rows.append((f"{line}", f"{seq}", f"{voucher or ''}", self._items[line].command.kind))
        line_width, seq_width, voucher_width = (max(len(row[place]) for row in rows) for place in range(3))
        for row in rows:
            yield f"{row[0]:>{line_width}}  {row[1]:>{seq_width}}  {row[2]:<{voucher_width}}  {row[3]}"

    def _written(self) -> Iterator[Record]:
        """The new records: the last of all, side by side, since they were written under one lock."""
        if self._new:
            first = sorted(self._seqs.values())[-self._new]
            yield from self._book.records(after=first - 1, limit=self._new)
