"""A history played in a real book and in the naive one side by side: every event, refusal and balance must be the same."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from irman_ledger.books.book import Book
from irman_ledger.books.charter import MonthClosed
from irman_ledger.books.records import Actor, Receipt, Record, Summary
from irman_ledger.books.tables import TABLES
from irman_ledger.core.protocols import Command
from irman_ledger.errors import InvalidInputError, IrmanError
from irman_ledger.testing.compare import DisagreementError, compare_everything, compare_now, same
from irman_ledger.testing.fresh_book import HandClock
from irman_ledger.testing.model import NaiveBook, Played
from irman_ledger.testing.steps import Do, PassDays, Step, at_desk, in_model

__all__ = ["DisagreementError", "SideBySide", "Taken", "fingerprint", "play"]

ACTOR = Actor("penguji", role="teller")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one step: what both books gave, or what both refused it with."""

    step: Step
    receipts: tuple[Receipt[Any] | Summary, ...] = ()
    played: tuple[Played, ...] = ()
    refusal: IrmanError | None = None


def play(book: Book, history: Iterable[Step | Command[Any]], *, clock: HandClock | None = None) -> list[Taken]:
    """Play a history in a fresh book and in a naive one.

    Parameters
    ----------
    book
        Without records but its genesis.
    history
        Steps; a bare command is recorded under a key of its own.
    clock
        The book's clock, where days are to pass.

    Raises
    ------
    DisagreementError
        An event, an entry, a voucher, a refusal, a balance or a reading that differs, a refusal that left a trace, or an
        invariant that does not hold.
    """
    both = SideBySide(book, clock=clock)
    taken = []
    for place, step in enumerate(history):
        taken.append(both.take(Do(command=step, key=f"play/{place}") if isinstance(step, Command) else step))
    both.compare_everything()
    return taken


class SideBySide:
    """A fresh book and a naive one that is played the same.

    Parameters
    ----------
    clock
        The book's clock, where days are to pass.

    Attributes
    ----------
    counts
        How often each kind of event, each refusal (``refused`` and its code) and each replay occurred.
    """

    def __init__(self, book: Book, *, clock: HandClock | None = None) -> None:
        if book.size != 1:
            raise InvalidInputError(field="book", value=book.id, reason="has records already; play needs a fresh one")
        bylaws = book.bylaws
        self.book = book
        self.clock = clock
        self.desk = book.desk(ACTOR)
        self.model = NaiveBook(bylaws=bylaws, begins_on=book.begins_on, today=book.clock.today(bylaws.time_zone))
        self.counts: Counter[str] = Counter()
        self._receipts: dict[int, Receipt[Any]] = {}

    def take(self, step: Step) -> Taken:
        """Do one step in both and compare what they give."""
        if isinstance(step, PassDays):
            return self._pass_days(step)
        first = self.model.record_count
        played, expected = _attempt(in_model, step, self.model)
        before = None if expected is None else fingerprint(self.book)
        receipts, refusal = _attempt(at_desk, step, self.desk)
        if expected is not None or refusal is not None:
            self._compare_refusals(step, expected, refusal, before)
            return Taken(step=step, refusal=refusal)
        self._compare_receipts(step, receipts, played)
        self._compare_records(first)
        return Taken(step=step, receipts=receipts, played=played)

    def compare_now(self) -> None:
        """Compare the balances of accounts and of the subjects that moved last."""
        with self.book.read() as view:
            compare_now(view, self.model)

    def compare_everything(self) -> None:
        """Compare every reading of the real book with the naive one, and check the invariants."""
        with self.book.read() as view:
            compare_everything(view, self.model)

    def _pass_days(self, step: PassDays) -> Taken:
        if self.clock is None:
            raise InvalidInputError(field="clock", value=None, reason="days pass only with the clock of the book in hand")
        self.model.today = self.clock.pass_days(step.count)
        return Taken(step=step)

    def _compare_refusals(self, step: Step, expected: IrmanError | None, refusal: IrmanError | None, before: str | None) -> None:
        if expected is None or refusal is None or (expected.code, expected.field) != (refusal.code, refusal.field):
            raise DisagreementError(f"{step}: the naive book gives {expected!r}, the real one {refusal!r}") from refusal
        same("the sentence of a refusal", expected.category, refusal.category)
        assert refusal.message("id"), "a refusal has a sentence in both languages"
        assert refusal.message("en"), "a refusal has a sentence in both languages"
        same(f"the database after the refusal of {step}", before, fingerprint(self.book))
        self.counts[f"refused {refusal.code}"] += 1

    def _compare_receipts(self, step: Step, receipts: tuple[Any, ...], played: tuple[Played, ...]) -> None:
        if receipts and isinstance(receipts[0], Summary):
            same(f"the summary of {step}", (receipts[0].count, receipts[0].replayed), (len(played), sum(one.replayed for one in played)))
            self.counts["replayed"] += receipts[0].replayed
            return
        for receipt, one in zip(receipts, played, strict=True):
            same(f"seq and voucher of {step}", (receipt.seq, receipt.voucher, receipt.replayed), (one.seq, one.voucher, one.replayed))
            if receipt.replayed:
                self.counts["replayed"] += 1
                same(f"the receipt of {step}, asked again", receipt, self._receipts.get(receipt.seq, receipt))
                continue
            self._receipts[receipt.seq] = receipt
            same(f"the event of {step}", _without_root(receipt.event), one.event)
            same(f"the entry of {step}", receipt.entry, one.entry)

    def _compare_records(self, first: int) -> None:
        played = self.model.played[first:]
        records = list(self.book.records(after=self.model.first_seq + first - 1))
        same("how many records were added", len(records), len(played))
        for record, one in zip(records, played, strict=True):
            self.counts[one.event.kind] += 1
            _compare_record(record, one)


def _attempt(do: Any, step: Step, place: Any) -> tuple[tuple[Any, ...], IrmanError | None]:
    try:
        return do(step, place), None
    except IrmanError as refusal:
        return (), refusal


def _without_root(event: Any) -> Any:
    return replace(event, root="") if isinstance(event, MonthClosed) else event


def _compare_record(record: Record, played: Played) -> None:
    entry = played.entry
    lines = () if entry is None else entry.lines
    same(
        f"record {record.seq}",
        (record.seq, record.kind, record.subject, record.value_on, record.booked_on, record.period, record.voucher, record.reverses),
        (
            played.seq, played.event.kind, played.subject, played.event.on, played.booked_on,
            played.booked_on.year * 100 + played.booked_on.month, played.voucher, played.reverses,
        ),
    )  # fmt: skip
    same(f"the key of record {record.seq}", record.key, played.key)
    same(f"the lines of record {record.seq}", (record.lines, record.line_count), (lines, len(lines)))
    if entry is not None:
        same(f"what record {record.seq} says", (record.narration, record.total), (entry.narration, entry.total))


def fingerprint(book: Book) -> str:
    """A digest of every row that the book has in any table: two are equal where nothing changed."""
    digest = hashlib.sha256()
    with book.read() as view:
        for table in TABLES:
            rows = view.port.rows(f"SELECT * FROM {table.name} WHERE book = ?", (book.identity.book,))  # noqa: S608  # the library's own names
            for row in sorted(repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]) for row in rows):
                digest.update(f"{table.name}{row}\n".encode())
    return digest.hexdigest()
