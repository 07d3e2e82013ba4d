"""A period of a book as Beancount text, with opening balances. Nothing of Beancount is imported: the export is text.

What stands where:

* Accounts: root by kind, then code and name in letters that Beancount takes; the real code and name stand in the metadata.
  Memorandum accounts sum to zero among themselves: below ``Ekuitas:Administratif`` they change no total of a root.
* Opening balances: one transaction on the eve of the period, as Beancount's own summaries have them, so that the turnovers
  of the first month are its own. Balances sum to zero, so nothing is plugged in.
* Month ends: a `balance` for each account on the day after, since Beancount checks at the start of a day; tolerance zero.
* A member is metadata, not an account of its own: Fava has nothing to fold away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import TextIOWrapper
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, TextIO

from irman_ledger.adapters.files import new_file
from irman_ledger.adapters.refusals import ExportExistsError
from irman_ledger.books.book import Book
from irman_ledger.books.spans import Span, months_of
from irman_ledger.books.streams import has_sen, journal_lines
from irman_ledger.books.view import View
from irman_ledger.core.account import AccountKind
from irman_ledger.core.balances import Turnover
from irman_ledger.core.calendar import Month
from irman_ledger.core.chart import Chart
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.errors import Lang

__all__ = ["ExportExistsError", "ExportSummary", "account_names", "export_beancount", "plain", "quoted"]

ROOTS = {
    AccountKind.ASSET: "Aset",
    AccountKind.LIABILITY: "Kewajiban",
    AccountKind.EQUITY: "Ekuitas",
    AccountKind.INCOME: "Pendapatan",
    AccountKind.EXPENSE: "Beban",
    AccountKind.MEMORANDUM: "Ekuitas:Administratif",
}
# Root names must stand before the first directive; the accounts that Beancount's own summaries use are named to match.
OPTIONS = (
    ("name_assets", "Aset"),
    ("name_liabilities", "Kewajiban"),
    ("name_equity", "Ekuitas"),
    ("name_income", "Pendapatan"),
    ("name_expenses", "Beban"),
    ("account_current_earnings", "SHU:Tahun-Berjalan"),
    ("account_previous_earnings", "SHU:Tahun-Lalu"),
    ("account_previous_balances", "Saldo-Awal"),
    ("tolerance_multiplier", "0"),
)
FAVA = (("invert-income-liabilities-equity", "true"), ("locale", "id"))
OPENING = "Saldo awal"
_CHUNK = 2000
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSummary:
    """What was written.

    Parameters
    ----------
    transactions, postings, debit
        Of the period, without the opening balances.
    accounts
        How many accounts were opened: those with an opening balance or a movement.
    has_opening
        Whether there is a transaction of opening balances.
    assertions
        How many `balance` directives there are.
    """

    transactions: int
    postings: int
    debit: Money
    accounts: int
    has_opening: bool
    assertions: int

    @property
    def ok(self) -> bool:
        """True: an export that fails raises."""
        return True

    def summary(self, lang: Lang = "en") -> str:
        """One line for a terminal."""
        words = {
            "en": ("transactions", "postings", "debit", "accounts", "balances asserted"),
            "id": ("transaksi", "baris", "debit", "akun", "saldo diuji"),
        }
        entries, postings, debit, accounts, assertions = words[lang]
        return (
            f"Beancount: {self.transactions} {entries}, {self.postings} {postings}, {debit} {self.debit}, "
            f"{self.accounts} {accounts}, {self.assertions} {assertions}"
        )


# ---------------------------------------------------------------- names and texts


def account_names(chart: Chart) -> dict[str, str]:
    """A name for each code that Beancount takes and that no other code has.

    Examples
    --------
    >>> from irman_ledger.core.account import Account
    >>> from irman_ledger.core.label import Label
    >>> cash = Account(code="1-1100", label=Label("Kas", "Cash on hand"), kind=AccountKind.ASSET, line="cash")
    >>> account_names(Chart([cash]))
    {'1-1100': 'Aset:1-1100-Kas'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for account in chart:
        leaf = _slug(f"{account.code} {account.label.id}") or "Akun"
        base = name = f"{ROOTS[account.kind]}:{leaf[0].upper()}{leaf[1:]}"
        count = 1
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        names[account.code] = name
    return names


def _slug(text: str) -> str:
    """ASCII letters, digits and single hyphens: less than Beancount takes, and the same in every version of it."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9]+", ascii_only))


def quoted(text: str) -> str:
    """A Beancount string: `plain`, with quotes and backslashes escaped.

    >>> quoted('beli "gula"')
    '"beli \\\\"gula\\\\""'
    """
    return '"' + plain(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def plain(text: str) -> str:
    """The text with a blank for each character that has no place on a line: controls, line ends, direction marks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if unicodedata.category(character) in _UNSEEN else character for character in text)


_code = lru_cache(maxsize=8192)(quoted)


def number_of(minor: int, places: int) -> str:
    """An amount in full: with two decimals where `places` says so or where it has sen."""
    if not places and not minor % 100:
        return str(minor // 100)
    whole, sen = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole}.{sen:02d}"


# ---------------------------------------------------------------- writing


def export_beancount(book: Book, period: Span, out: Path | TextIO) -> ExportSummary:
    """Write a period with its opening balances to a new file, readable by its owner only, or to an open text stream.

    Parameters
    ----------
    period
        A month, or the first and the last month. One file a book year is advised: Beancount takes 16 s for 100,000
        transactions.

    Raises
    ------
    ExportExistsError
        ``export.exists``: the file is there already.
    """
    with book.read() as view:
        if not isinstance(out, Path):
            return _Export(view, period).write(out)
        with new_file(out) as raw, TextIOWrapper(raw, encoding="utf-8", newline="\n") as text:
            return _Export(view, period).write(text)


class _Export:
    def __init__(self, view: View, period: Span) -> None:
        self.view = view
        self.first, self.last = months_of(period)
        self.eve = self.first.previous().last_day
        self.chart = view.bylaws_on(self.last.last_day).chart
        self.names = account_names(self.chart)
        self.opening = view.balances(as_of=self.first.previous()).by_account()
        self.closings = {month: view.balances(as_of=month).by_account() for month in months_between(self.first, self.last)}
        self.used = used_accounts(self.chart, self.opening, self.closings[self.last])
        opening_sen = any(turnover.net % 100 for turnover in self.opening.values())
        self.places = 2 if opening_sen or has_sen(view, (self.first, self.last)) else 0
        self.counts = Counts()

    def write(self, out: TextIO) -> ExportSummary:
        texts = self._texts()
        while chunk := list(islice(texts, _CHUNK)):
            out.write("".join(chunk))
        counts = self.counts
        return ExportSummary(
            transactions=counts.transactions,
            postings=counts.postings,
            debit=Money(counts.debit, self.view.identity.currency),
            accounts=len(self.used),
            has_opening=any(turnover.net for turnover in self.opening.values()),
            assertions=len(self.used) * len(self.closings),
        )

    def _texts(self) -> Iterator[str]:
        yield from self._head()
        yield from self._opening()
        month = self.first
        rows = journal_lines(self.view, (self.first, self.last))
        for name, group in groupby(rows, key=lambda row: str(row[1])[:7]):
            while month < Month.parse(name):
                yield from self._assertions(month)
                month = month.next()
            yield from transactions(group, self.names, self.view.identity.currency, self.places, self.counts)
        while month <= self.last:
            yield from self._assertions(month)
            month = month.next()

    def _head(self) -> Iterator[str]:
        view, currency = self.view, self.view.identity.currency
        title = self.view.bylaws_on(self.last.last_day).name
        for key, value in (*OPTIONS, ("operating_currency", currency), ("title", title)):
            yield f"option {quoted(key)} {quoted(value)}\n"
        identity = f"{quoted(view.identity.id)} {quoted(view.identity.uuid.hex())} {view.size} {quoted(view.root().hex())}"
        yield f"\n; irman-book: the book, its genesis, how many records it had, and the root of its log\n{self.eve} custom"
        yield f' "irman-book" {identity}\n'
        for key, value in FAVA:
            yield f'{self.eve} custom "fava-option" {quoted(key)} {quoted(value)}\n'
        yield f"\n{self.eve} commodity {currency}\n  precision: {self.places}\n\n"
        for code in self.used:
            label = self.chart[code].label
            yield f"{self.eve} open {self.names[code]} {currency}\n  kode: {quoted(code)}\n"
            yield f"  nama: {quoted(label.id)}\n  nama-en: {quoted(label.en)}\n"

    def _opening(self) -> Iterator[str]:
        carried = {code: turnover.net for code, turnover in self.opening.items() if turnover.net}
        if not carried:
            return
        yield f"\n{self.eve} * {quoted(OPENING)}\n"
        for code, net in carried.items():
            yield f"  {self.names[code]}  {number_of(net, self.places)} {self.view.identity.currency}\n"

    def _assertions(self, month: Month) -> Iterator[str]:
        on, closing = month.next().first_day, self.closings[month]
        yield "\n"
        for code in self.used:
            net = closing[code].net if code in closing else 0
            yield f"{on} balance {self.names[code]}  {number_of(net, self.places)} {self.view.identity.currency}\n"


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """The months from the first to the last."""
    while first <= last:
        yield first
        first = first.next()


def used_accounts(chart: Chart, opening: Mapping[str, Turnover], closing: Mapping[str, Turnover]) -> tuple[str, ...]:
    """The codes of the accounts that have an opening balance or moved in the period, in chart order."""
    moved = {code for code, turnover in closing.items() if opening.get(code) != turnover}
    carried = {code for code, turnover in opening.items() if turnover.net}
    return tuple(account.code for account in chart if account.code in moved or account.code in carried)


@dataclass(slots=True)
class Counts:
    """What was written so far."""

    transactions: int = 0
    postings: int = 0
    debit: int = 0


def transactions(rows: Iterable[Any], names: Mapping[str, str], currency: str, places: int, counts: Counts) -> Iterator[str]:
    """One text for each transaction; rows as `journal_lines` gives them."""
    for _seq, lines in groupby(rows, key=itemgetter(0)):
        postings = []
        for row in lines:
            account, unit, fund, subject, minor = row[14:]
            if places or minor % 100:
                postings.append(f"  {names[account]}  {number_of(minor, places)} {currency}\n")
            else:
                postings.append(f"  {names[account]}  {minor // 100} {currency}\n")
            if subject is not None:
                postings.append(f"    subjek: {_code(subject)}\n")
            if unit != GENERAL:
                postings.append(f"    unit: {_code(unit)}\n")
            if fund != GENERAL:
                postings.append(f"    dana: {_code(fund)}\n")
            if minor > 0:
                counts.debit += minor
            counts.postings += 1
        counts.transactions += 1
        yield _head_of(row) + "".join(postings)


def _head_of(row: Any) -> str:
    seq, booked_on, value_on, kind, subject, member, key, series, year, number, part, document, narration, reverses, *_ = row
    voucher = f"{series}/{year}/{number:06d}-{part}" if part else f"{series}/{year}/{number:06d}"
    head = (
        f'\n{booked_on} * {quoted(narration)}\n  catatan: "{seq}"\n  bukti: {quoted(voucher)}\n  jenis: {_code(kind)}\n'
        f"  subjek: {_code(subject)}\n  kunci: {quoted(key)}\n"
    )
    if subject.startswith("member:"):
        member = subject[7:]
    if member is not None:
        head += f"  anggota: {_code(member)}\n"
    if document is not None:
        head += f"  dokumen: {quoted(document)}\n"
    if value_on != booked_on:
        head += f"  tanggal-nilai: {value_on}\n"
    if reverses is not None:
        head += f'  membalik: "{reverses}"\n'
    return head
