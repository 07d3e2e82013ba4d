"""An export read by the real Beancount and compared with its book. Needs the extra `beancount` (GPL-2.0), loaded when asked for.

The text is parsed before it is loaded: a file that names a plugin or another file is never loaded, since that would run it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import import_module
from itertools import groupby, zip_longest
from operator import itemgetter
from pathlib import Path
from typing import Any

from irman_ledger.adapters.beancount import FAVA, OPENING, account_names, months_between, plain, used_accounts
from irman_ledger.adapters.outcome import Check, Finding, Outcome, text_of
from irman_ledger.adapters.refusals import BeancountMissingError
from irman_ledger.books.book import Book
from irman_ledger.books.reader import day
from irman_ledger.books.records import Voucher
from irman_ledger.books.spans import Span, months_of
from irman_ledger.books.streams import journal_lines
from irman_ledger.books.view import View
from irman_ledger.core.journal import GENERAL
from irman_ledger.errors import Lang

__all__ = ["BeancountMissingError", "CheckReport", "check_beancount"]

_TITLES: Mapping[str, Mapping[Lang, str]] = {
    "text": {"en": "no plugin, no include, only the options of an export", "id": "tanpa plugin, tanpa include, hanya opsi ekspor"},
    "beancount": {"en": "directives that Beancount takes without an error", "id": "arahan yang diterima Beancount tanpa galat"},
    "directives": {"en": "kinds and counts of directives", "id": "jenis dan banyaknya arahan"},
    "transactions": {"en": "transactions, postings and metadata", "id": "transaksi, baris, dan metadatanya"},
    "balances": {"en": "balances at each month end", "id": "saldo tiap akhir bulan"},
    "totals": {"en": "debit of the period", "id": "debit selama periode"},
}
NOT_CHECKED: Mapping[Lang, tuple[str, ...]] = {
    "en": ("how Fava shows it",),
    "id": ("tampilannya di Fava",),
}
# What Beancount itself decides from the text must be as an export leaves it: nothing may loosen the check.
_AS_IT_IS = {
    "plugin": [],
    "include": [],
    "documents": [],
    "insert_pythonpath": False,
    "plugin_processing_mode": "default",
    "tolerance_multiplier": 0,
    "inferred_tolerance_default": {},
    "infer_tolerance_from_cost": False,
    "name_assets": "Aset",
    "name_liabilities": "Kewajiban",
    "name_equity": "Ekuitas",
    "name_income": "Pendapatan",
    "name_expenses": "Beban",
}
_OF_THE_FILE = ("filename", "lineno")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What Beancount read, and where it differs from the book.

    Parameters
    ----------
    transactions, balances
        How many Beancount read, opening balances included.
    """

    transactions: int
    balances: int
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def summary(self, lang: Lang = "en") -> str:
        """The report for a terminal."""
        words = ("transaksi", "saldo", "sama", "BEDA") if lang == "id" else ("transactions", "balances", "equal", "DIFFERENT")
        entries, balances, equal, different = words
        head = f"Beancount: {self.transactions} {entries}, {self.balances} {balances}, {equal if self.ok else different}"
        return text_of(head, self.checks, self.findings, NOT_CHECKED[lang], lang)


def check_beancount(book: Book, path: Path, period: Span) -> CheckReport:
    """Read an export with the real Beancount, without plugins, and compare every directive and figure with the book.

    The book may have grown since: it is compared as it stood at the size that the export names.

    Raises
    ------
    BeancountMissingError
        ``beancount.missing``
    """
    found = Outcome(_TITLES)
    text = Path(path).read_text(encoding="utf-8", errors="backslashreplace")
    entries = _load(text, found)
    kinds: dict[str, list[Any]] = {}
    for entry in entries:
        kinds.setdefault(type(entry).__name__, []).append(entry)
    with book.read() as view:
        _Comparison(view, period, kinds, found).run()
    return CheckReport(
        transactions=len(kinds.get("Transaction", ())),
        balances=len(kinds.get("Balance", ())),
        checks=found.checks(),
        findings=tuple(found.findings),
    )


def _load(text: str, found: Outcome) -> list[Any]:
    try:
        parser: Any = import_module("beancount.parser.parser")
        loader: Any = import_module("beancount.loader")
    except ModuleNotFoundError:
        raise BeancountMissingError from None
    _parsed, _errors, options = parser.parse_string(text)
    found.count("text", len(_AS_IT_IS))
    for name, wanted in _AS_IT_IS.items():
        if options.get(name) != wanted:
            found.add("text", f"option {name}", f"is {options.get(name)!r}")
    if options["plugin"] or options["include"] or options["documents"]:
        return []
    entries, errors, _options = loader.load_string(text)
    found.count("beancount", len(entries))
    for error in errors:
        source = getattr(error, "source", None) or {}
        found.add("beancount", f"line {source.get('lineno', '?')}", str(getattr(error, "message", error)))
    good: list[Any] = entries
    return good


class _Comparison:
    def __init__(self, view: View, period: Span, kinds: dict[str, list[Any]], found: Outcome) -> None:
        self.view, self.kinds, self.found = view, kinds, found
        self.first, self.last = months_of(period)
        self.size = self._size()
        self.currency = view.identity.currency
        self.chart = view.bylaws_on(self.last.last_day).chart
        self.names = account_names(self.chart)
        self.opening = view.balances(as_of=self.first.previous(), known_at=self.size).by_account()
        months = months_between(self.first, self.last)
        self.closings = {month: view.balances(as_of=month, known_at=self.size).by_account() for month in months}
        self.used = used_accounts(self.chart, self.opening, self.closings[self.last])

    def run(self) -> None:
        """Every comparison."""
        self._compare_transactions()
        self._compare_balances()
        self._compare_directives()

    def _size(self) -> int:
        """How many records the book had when it was exported."""
        said = [entry for entry in self.kinds.get("Custom", ()) if entry.type == "irman-book"]
        values = [value.value for value in said[0].values] if len(said) == 1 else []
        identity = self.view.identity
        if values[:2] != [identity.id, identity.uuid.hex()] or len(values) != 4 or not 0 < values[2] <= self.view.size:
            self.found.add("directives", "irman-book", "names another book, or a size that it never had")
            return self.view.size
        size = int(values[2])
        if size == self.view.size and values[3] != self.view.root().hex():
            self.found.add("directives", "irman-book", "the root is not the book's")
        return size

    def _compare_directives(self) -> None:
        counts = Counter({kind: len(entries) for kind, entries in self.kinds.items()})
        wanted = Counter(
            {
                "Open": len(self.used),
                "Commodity": 1,
                "Custom": 1 + len(FAVA),
                "Balance": len(self.used) * len(self.closings),
                "Transaction": self.transactions,
            }
        )
        self.found.count("directives", sum(counts.values()))
        for kind in sorted(counts.keys() | wanted.keys()):
            if counts[kind] != wanted[kind]:
                self.found.add("directives", kind, f"{counts[kind]} in the export, {wanted[kind]} expected")
        opened = {(entry.account, entry.meta.get("kode"), entry.meta.get("nama")) for entry in self.kinds.get("Open", ())}
        expected = {(self.names[code], plain(code), plain(self.chart[code].label.id)) for code in self.used}
        for name, code, _label in sorted(opened ^ expected, key=repr):
            self.found.add("directives", f"open {name}", f"code {code} is not as the chart has it")

    def _compare_transactions(self) -> None:
        debit = debit_read = Decimal(0)
        self.transactions = 0
        self.sums: dict[tuple[str, str], Decimal] = {}
        for wanted, entry in zip_longest(self._expected(), self.kinds.get("Transaction", ())):
            self.transactions += wanted is not None
            self.found.count("transactions")
            read = None if entry is None else _read(entry)
            if wanted != read:
                self.found.add("transactions", _where(wanted, read), "is not as the book has it")
            if read is not None:
                debit_read += self._add(read)
            debit += sum(number for _, number, *_ in wanted[3] if number > 0) if wanted and wanted[2] else 0
        self.found.count("totals")
        if debit != debit_read:
            self.found.add("totals", "debit", f"{debit_read} in the export, {debit} in the book")

    def _add(self, read: Any) -> Decimal:
        """Add what was read to the sums of its month; gives its debit, zero before the period."""
        on, debit = read[0], Decimal(0)
        month = f"{on:%Y-%m}" if on >= self.first.first_day else ""
        for name, number, *_ in read[3]:
            self.sums[month, name] = self.sums.get((month, name), Decimal(0)) + number
            debit += number if month and number > 0 else 0
        return debit

    def _expected(self) -> Iterator[Any]:
        carried: list[Any] = [
            (self.names[code], _decimal(turnover.net), self.currency, {}) for code, turnover in self.opening.items() if turnover.net
        ]
        if carried:
            eve = self.first.previous().last_day
            yield eve, OPENING, {}, carried
        rows = journal_lines(self.view, (self.first, self.last), known_at=self.size)
        for _seq, group in groupby(rows, key=itemgetter(0)):
            lines = list(group)
            postings = [(self.names[row[14]], _decimal(row[18]), self.currency, _line_meta(row)) for row in lines]
            yield day(lines[0][1]), plain(lines[0][12]), _meta(lines[0]), postings

    def _compare_balances(self) -> None:
        asserted = {(entry.date, entry.account): entry for entry in self.kinds.get("Balance", ())}
        running = {name: self.sums.get(("", name), Decimal(0)) for name in self.names.values()}
        for month, closing in self.closings.items():
            for code in self.used:
                name, wanted = self.names[code], _decimal(closing[code].net if code in closing else 0)
                running[name] += self.sums.get((str(month), name), Decimal(0))
                self.found.count("balances")
                entry = asserted.get((month.next().first_day, name))
                if entry is None or entry.amount != (wanted, self.currency) or entry.tolerance is not None:
                    self.found.add("balances", f"{name} at the end of {month}", "is not asserted as the book has it")
                if running[name] != wanted:
                    self.found.add("balances", f"{name} at the end of {month}", f"{running[name]} in the export, {wanted} in the book")
        strange = sorted({name for _, name in self.sums} - set(running))
        for name in strange:
            self.found.add("balances", name, "is no account of the book")


def _decimal(minor: int) -> Decimal:
    return Decimal(minor).scaleb(-2)


def _read(entry: Any) -> tuple[date, str, dict[str, Any], list[Any]]:
    postings = [(p.account, p.units.number, p.units.currency, _own(p.meta)) for p in entry.postings]
    return entry.date, entry.narration, _own(entry.meta), postings


def _own(meta: Mapping[str, Any] | None) -> dict[str, Any]:
    return {key: value for key, value in (meta or {}).items() if key not in _OF_THE_FILE and not key.startswith("__")}


def _meta(row: Any) -> dict[str, Any]:
    seq, booked_on, value_on, kind, subject, member, key, series, year, number, part, document, _narration, reverses, *_ = row
    voucher = Voucher(series, year, number, part)
    meta = {"catatan": str(seq), "bukti": plain(str(voucher)), "jenis": kind, "subjek": plain(subject), "kunci": plain(key)}
    if subject.startswith("member:"):
        member = subject.removeprefix("member:")
    optional = {"anggota": member, "dokumen": document, "membalik": reverses}
    meta |= {name: plain(str(value)) for name, value in optional.items() if value is not None}
    return meta if value_on == booked_on else {**meta, "tanggal-nilai": day(value_on)}


def _line_meta(row: Any) -> dict[str, Any]:
    _account, unit, fund, subject, _minor = row[14:]
    given = {"subjek": subject, "unit": None if unit == GENERAL else unit, "dana": None if fund == GENERAL else fund}
    return {name: plain(value) for name, value in given.items() if value is not None}


def _where(wanted: Any, read: Any) -> str:
    if wanted is None:
        return f"a transaction of {read[0]} that the book does not have"
    return f"record {wanted[2]['catatan']}" if wanted[2] else OPENING
