"""A period of a book as Beancount text, with opening balances. Nothing of Beancount is imported: the export is text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from irman_ledger.books.book import Book
from irman_ledger.books.records import Record
from irman_ledger.books.view import View
from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money
from irman_ledger.errors import InvalidInputError

ROOTS = {
    AccountKind.ASSET: "Aset",
    AccountKind.LIABILITY: "Kewajiban",
    AccountKind.EQUITY: "Ekuitas",
    AccountKind.INCOME: "Pendapatan",
    AccountKind.EXPENSE: "Beban",
    # Memorandum accounts sum to zero among themselves: kept together under one root they change no total.
    AccountKind.MEMORANDUM: "Ekuitas:Administratif",
}
_OPTIONS = (
    ("name_assets", "Aset"),
    ("name_liabilities", "Kewajiban"),
    ("name_equity", "Ekuitas"),
    ("name_income", "Pendapatan"),
    ("name_expenses", "Beban"),
    ("tolerance_multiplier", "0"),
)
_FAVA = (("invert-income-liabilities-equity", "true"), ("locale", "id"))


class ExportExistsError(InvalidInputError):
    """An export never overwrites."""

    code = "export.exists"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSummary:
    """What was written: transactions of the period, their postings, and balance assertions."""

    transactions: int
    postings: int
    assertions: int


def account_name(account: Account) -> str:
    """A name that Beancount takes; the code keeps it unique, the real name stands in the metadata."""
    code = re.sub(r"[^A-Za-z0-9-]", "-", account.code)
    label = "-".join(re.findall(r"[A-Za-z0-9]+", account.label.id))
    first = code if code[0].isupper() or code[0].isdigit() else "X" + code
    return f"{ROOTS[account.kind]}:{first}-{label}".rstrip("-")


def quoted(text: str) -> str:
    """A Beancount string: quotes and backslashes escaped, control characters made blanks."""
    plain = "".join(" " if ord(character) < 32 or ord(character) == 127 else character for character in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def export_beancount(book: Book, period: Month | tuple[Month, Month], path: Path) -> ExportSummary:
    """Write a period with its opening balances to a new file.

    Every month end has a `balance` assertion for each account, dated the day after, since Beancount checks at the start of a day.
    Amounts are written in full with tolerance zero.

    Raises
    ------
    ExportExistsError
        ``export.exists``
    """
    first, last = (period, period) if isinstance(period, Month) else period
    if path.exists():
        raise ExportExistsError(field="path", value=path.name, reason="is there already")
    counts = [0, 0, 0]
    with book.read() as view, open(path, "x", encoding="utf-8", newline="\n") as out:
        for text in _directives(view, first, last, counts):
            out.write(text)
    return ExportSummary(transactions=counts[0], postings=counts[1], assertions=counts[2])


def _directives(view: View, first: Month, last: Month, counts: list[int]) -> Iterator[str]:
    currency = view.identity.currency
    running = {code: turnover.net for code, turnover in view.balances(as_of=first.previous()).by_account().items()}
    used = view.balances(as_of=last).by_account()
    names = {account.code: account_name(account) for account in view.bylaws.chart}
    began = first.first_day - timedelta(days=1)
    yield from _head(view, currency, began)
    for account in view.bylaws.chart:
        if account.code in used:
            yield f"{began} open {names[account.code]} {currency}\n  kode: {quoted(account.code)}\n  nama: {quoted(account.label.id)}\n"
    carried = {code: net for code, net in running.items() if net}
    if carried:
        rows = (f"  {names[code]}  {_amount(net, currency)}\n" for code, net in carried.items())
        yield f"\n{began} * {quoted('Saldo awal')}\n" + "".join(rows)
    month = first
    while month <= last:
        yield "\n"
        for record in view.journal(month):
            counts[0] += 1
            counts[1] += len(record.lines)
            yield _transaction(record, names, currency)
            for line in record.lines:
                running[line.account] = running.get(line.account, 0) + line.amount.minor
        after = month.last_day + timedelta(days=1)
        for code, net in running.items():
            counts[2] += 1
            yield f"{after} balance {names[code]}  {_amount(net, currency)}\n"
        month = month.next()


def _head(view: View, currency: str, began: date) -> Iterator[str]:
    for key, value in (*_OPTIONS, ("operating_currency", currency), ("title", view.bylaws.name)):
        yield f"option {quoted(key)} {quoted(value)}\n"
    yield f"\n{began} commodity {currency}\n  precision: 0\n\n"
    for key, value in _FAVA:
        yield f"{began} custom {quoted('fava-option')} {quoted(key)} {quoted(value)}\n"
    yield "\n"


def _transaction(record: Record, names: dict[str, str], currency: str) -> str:
    on = record.booked_on
    rows = [f"{on} * {quoted(record.narration)}\n  catatan: {quoted(str(record.seq))}\n  kunci: {quoted(record.key)}\n"]
    if record.voucher is not None:
        rows.append(f"  bukti: {quoted(str(record.voucher))}\n")
    if record.document is not None:
        rows.append(f"  dokumen: {quoted(record.document)}\n")
    if record.value_on != on:
        rows.append(f"  tanggal-nilai: {record.value_on}\n")
    for line in record.lines:
        rows.append(f"  {names[line.account]}  {_amount(line.amount.minor, currency)}\n")
        if line.subject is not None:
            rows.append(f"    subjek: {quoted(str(line.subject))}\n")
    return "".join(rows)


def _amount(minor: int, currency: str) -> str:
    return f"{Money(minor, currency).plain()} {currency}"
