"""What the book is and where it stands: its row, its bylaws and accounts, its closed months, its head."""

from __future__ import annotations

from irman_ledger.books.charter import BookOpened, MonthClosed
from irman_ledger.books.verify.entries import Entries, compare_kept
from irman_ledger.books.verify.folding import BROKEN
from irman_ledger.books.verify.hashes import Hashes
from irman_ledger.books.verify.report import Notebook
from irman_ledger.books.verify.rulebook import Rulebook
from irman_ledger.books.verify.source import Row, Source, leaf_of
from irman_ledger.books.wire import load_event
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money

_IDENTITY = ("id", "uuid", "currency", "begins_on")
_ACCOUNT = ("code", "subject_kind", "owner", "is_memorandum")


class Founding:
    """What the first record says, and what the row of the book says; where they differ, what its leaf was made with holds."""

    def __init__(self, notebook: Notebook, source: Source, rulebook: Rulebook) -> None:
        self._notebook = notebook
        self._source = source
        kept = source.table("irman_book", _IDENTITY)
        identity = source.identity
        self.id, self.uuid, self.currency, self.begins_on = identity.id, identity.uuid, identity.currency, identity.begins_on.isoformat()
        if kept:
            self.id, self.uuid, self.currency, self.begins_on = kept[0][0], bytes(kept[0][1]), kept[0][2], kept[0][3]
        first = next(source.chunks(), [])[:1]
        opened = self._opened(first)
        if opened is not None:
            self._compare(kept, opened)
            if not first or not self._is_leaf(first[0]):
                self.uuid, self.currency = _uuid(opened), opened.currency
            self.begins_on = opened.on.isoformat()
        self._adopt(rulebook, opened)

    def _opened(self, first: list[tuple[Row, list[Row]]]) -> BookOpened | None:
        self._notebook.count("book", len(_IDENTITY))
        if not first or first[0][0][0] != 0:
            self._notebook.find("book", "irman_record", 0, "missing", wanted=BookOpened.kind)
            return None
        try:
            event = load_event(first[0][0][18], self.currency)
        except BROKEN as error:
            self._notebook.find("book", "irman_record", 0, "broken", "event", f"{type(error).__name__}: {error}")
            return None
        if not isinstance(event, BookOpened):
            self._notebook.find("book", "irman_record", 0, "differs", "kind", event.kind, BookOpened.kind)
            return None
        return event

    def _compare(self, kept: list[Row], opened: BookOpened) -> None:
        wanted = (opened.id, _uuid(opened), opened.currency, opened.on.isoformat())
        if not kept:
            self._notebook.find("book", "irman_book", self._source.book, "missing", wanted=opened.id)
            return
        for column, found, value in zip(_IDENTITY, kept[0], wanted, strict=True):
            self._notebook.compare("book", "irman_book", self._source.book, column, found, value)

    def _is_leaf(self, first: tuple[Row, list[Row]]) -> bool:
        record, lines = first
        try:
            return leaf_of(self.uuid, self.currency, record, lines) == bytes(record[-1])
        except BROKEN:
            return False

    def _adopt(self, rulebook: Rulebook, opened: BookOpened | None) -> None:
        kept = self._source.rows("SELECT source FROM irman_bylaws WHERE book = ? AND version = 1", (self._source.book,))
        for source in [opened.bylaws] if opened is not None else [row[0] for row in kept]:
            try:
                rulebook.adopt(0, source)
            except BROKEN as error:
                self._notebook.find("bylaws", "irman_bylaws", 1, "broken", "source", f"{type(error).__name__}: {error}")

    def finish(self, rulebook: Rulebook, closed_to: int) -> None:
        """The kept bylaws and accounts, and what the head says of them."""
        note, source = self._notebook, self._source
        compare_kept(note, source, "bylaws", "irman_bylaws", 1, ("version", "from_on", "seq", "source"), rulebook.kept)
        accounts = {(row[0],): row[1:] for row in rulebook.accounts.values()}
        compare_kept(note, source, "accounts", "irman_account", 1, _ACCOUNT, accounts)
        for head in source.table("irman_head", ("closed_to", "bylaws_version")):
            note.compare("head", "irman_head", source.book, "closed_to", head[0], closed_to)
            note.compare("head", "irman_head", source.book, "bylaws_version", head[1], len(rulebook))
        note.count("head", 2)


class Closings:
    """Each closing against the log and the balances of its moment."""

    def __init__(self, notebook: Notebook, rulebook: Rulebook, hashes: Hashes, entries: Entries, begins_on: str) -> None:
        self.closed_to = 0
        self._notebook = notebook
        self._rulebook = rulebook
        self._hashes = hashes
        self._entries = entries
        self._next = Month.parse(begins_on[:7])

    def take(self, seq: int, event: MonthClosed) -> None:
        """The next closing; all records before it have passed."""
        note = self._notebook
        note.count("closings")
        note.compare("closings", "irman_record", seq, "event.month", event.month, self._next)
        note.compare("closings", "irman_record", seq, "event.on", event.on, event.month.last_day)
        note.compare("closings", "irman_record", seq, "event.size", event.size, self._hashes.size)
        if not self._hashes.has_root(_bytes(event.root)):
            note.find("closings", "irman_record", seq, "differs", "event.root", event.root, self._hashes.root())
        self._check_balances(seq, event)
        self._next = event.month.next()
        self.closed_to = event.month.period

    def _check_balances(self, seq: int, event: MonthClosed) -> None:
        bylaws = self._rulebook.latest
        clearing = {account.code for account in bylaws.chart if account.is_clearing} if bylaws is not None else set[str]()
        debit = credit = 0
        for code, net in self._entries.nets(event.month.period).items():
            if net and code in clearing:
                self._notebook.find("closings", "irman_record", seq, "differs", f"balance of {code}", net, 0)
            if code in self._rulebook.accounts and not self._rulebook.accounts[code][3]:
                debit, credit = debit + max(net, 0), credit + max(-net, 0)
        currency = event.debit.currency
        self._notebook.compare("closings", "irman_record", seq, "event.debit", event.debit, Money(debit, currency))
        self._notebook.compare("closings", "irman_record", seq, "event.credit", event.credit, Money(credit, currency))


def _uuid(opened: BookOpened) -> bytes:
    return _bytes(opened.uuid)


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
