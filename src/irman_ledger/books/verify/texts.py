"""The stored texts: each command and event can be read, fits its record, and is handed on to be folded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from irman_ledger.books.charter import BookOpened, BylawsAdopted, MonthClosed, RecordReversed
from irman_ledger.books.personal import private_fields
from irman_ledger.books.unit import hash_of
from irman_ledger.books.verify.folding import BROKEN, Folding
from irman_ledger.books.verify.report import Notebook
from irman_ledger.books.verify.rulebook import Rulebook
from irman_ledger.books.verify.source import Row
from irman_ledger.books.wire import load_command, load_event
from irman_ledger.coop.register import module_of
from irman_ledger.core.protocols import Command, Event

Closing = Callable[[int, MonthClosed], None]


class Texts:
    """Reads commands and events as records pass."""

    def __init__(self, notebook: Notebook, rulebook: Rulebook, folding: Folding, currency: str, *, advice: bool, closing: Closing) -> None:
        self.commitments: dict[bytes, str] = {}
        self._notebook = notebook
        self._rulebook = rulebook
        self._folding = folding
        self._currency = currency
        self._advice = advice
        self._closing = closing

    def take(self, chunk: list[tuple[Row, list[Row]]]) -> None:
        """The next records."""
        for record, lines in chunk:
            self._take_command(record)
            event = self._read_event(record)
            if event is not None:
                self._take_event(record, lines, event)
        self._notebook.count("commands", len(chunk))
        self._notebook.count("events", len(chunk))

    def _broken(self, check: str, record: Row, column: str, error: Exception) -> None:
        self._notebook.find(check, "irman_record", record[0], "broken", column, f"{type(error).__name__}: {error}")

    def _take_command(self, record: Row) -> None:
        seq, text = record[0], record[17]
        self._notebook.compare("commands", "irman_record", seq, "command_hash", record[4], hash_of(text))
        try:
            command: Command[Any] = load_command(text, self._currency)
        except BROKEN as error:
            self._broken("commands", record, "command", error)
            return
        subjects = command.subjects()
        if subjects:
            self._notebook.compare("commands", "irman_record", seq, "subject", record[2], str(subjects[0]))
        kind: Any = type(command)
        for name in private_fields(kind):
            value = getattr(command, name)
            if value is not None and value.commitment is not None:
                self.commitments[value.commitment] = record[2]

    def _read_event(self, record: Row) -> Event | None:
        try:
            event = load_event(record[18], self._currency)
        except BROKEN as error:
            self._broken("events", record, "event", error)
            return None
        self._notebook.compare("events", "irman_record", record[0], "kind", record[1], event.kind)
        self._notebook.compare("events", "irman_record", record[0], "value_on", record[5], event.on.isoformat())
        return event

    def _take_event(self, record: Row, lines: list[Row], event: Event) -> None:
        seq = record[0]
        match event:
            case BookOpened():
                if seq != 0:
                    self._notebook.find("events", "irman_record", seq, "differs", "seq", seq, 0)
            case BylawsAdopted():
                self._adopt(record, event)
            case MonthClosed():
                self._closing(seq, event)
            case RecordReversed():
                self._notebook.compare("reversals", "irman_record", seq, "reverses", record[21], event.seq)
                self._folding.reverse(seq, record[2], event.seq)
            case _:
                self._folding.take(seq, record[2], event)
                if self._advice:
                    self._book_again(record, lines, event)

    def _adopt(self, record: Row, event: BylawsAdopted) -> None:
        try:
            bylaws = self._rulebook.adopt(record[0], event.bylaws)
        except BROKEN as error:
            self._broken("events", record, "event", error)
            return
        number = len(self._rulebook)
        self._notebook.compare("events", "irman_record", record[0], "event.bylaws_version", event.bylaws_version, number)
        self._notebook.compare("events", "irman_record", record[0], "event.from_on", event.from_on, bylaws.from_on)
        self._notebook.compare("versions", "irman_record", record[0], "bylaws_version", record[19], number)

    def _book_again(self, record: Row, lines: list[Row], event: Event) -> None:
        bylaws = self._rulebook.version(record[19])
        if bylaws is None:
            return
        self._notebook.count("rebooking")
        try:
            entry = module_of(event).entry_for(event, bylaws)
        except BROKEN as error:
            self._notebook.note("rebooking", "irman_record", record[0], "broken", "event", f"{type(error).__name__}: {error}")
            return
        made = (
            []
            if entry is None
            else [
                (line.account, line.unit, line.fund, None if line.subject is None else str(line.subject), line.amount.minor)
                for line in entry.lines
            ]
        )
        if made != lines:
            self._notebook.note("rebooking", "irman_record", record[0], "outside", "lines", lines, made)
