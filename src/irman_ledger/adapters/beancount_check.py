"""An export loaded with the real Beancount and compared with its book. Needs the extra `beancount` (GPL-2.0)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from irman_ledger.adapters.beancount import account_name
from irman_ledger.books.book import Book
from irman_ledger.core.calendar import Month
from irman_ledger.errors import Lang

_KINDS = {"Open", "Commodity", "Custom", "Transaction", "Balance"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What Beancount read, and where it differs from the book."""

    transactions: int
    balances: int
    findings: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether Beancount found no error and every balance is the book's."""
        return not self.findings

    def summary(self, lang: Lang = "en") -> str:
        """The report for a terminal."""
        if lang == "id":
            head = f"Beancount: {self.transactions} transaksi, {self.balances} saldo, {'sama' if self.ok else 'BEDA'}"
        else:
            head = f"Beancount: {self.transactions} transactions, {self.balances} balances, {'equal' if self.ok else 'DIFFERENT'}"
        return "\n".join([head, *(f"  ! {text}" for text in self.findings[:50])])


def check_beancount(book: Book, path: Path, period: Month | tuple[Month, Month]) -> CheckReport:
    """Load an export and compare errors, counts and the closing balance of every account."""
    first, last = (period, period) if isinstance(period, Month) else period
    loader: Any = import_module("beancount.loader")
    entries, errors, _options = loader.load_file(str(path))
    findings = [str(getattr(error, "message", error)) for error in errors]
    sums: dict[str, Decimal] = {}
    transactions = [entry for entry in entries if type(entry).__name__ == "Transaction"]
    for entry in transactions:
        for posting in entry.postings:
            sums[posting.account] = sums.get(posting.account, Decimal(0)) + posting.units.number
    with book.read() as view:
        wanted = sum(1 for _record in view.journal((first, last)))
        wanted += any(turnover.net for turnover in view.balances(as_of=first.previous()).by_account().values())
        closing = view.balances(as_of=last).by_account()
        names = {code: account_name(view.bylaws.chart[code]) for code in closing}
    if len(transactions) != wanted:
        findings.append(f"{len(transactions)} transactions, the book has {wanted}")
    for code, turnover in closing.items():
        if sums.pop(names[code], Decimal(0)) != Decimal(turnover.net) / 100:
            findings.append(f"account {code}: the balance is not the book's")
    findings += [f"{name} is no account of the book" for name in sums]
    findings += [f"unexpected directive {kind}" for kind in sorted({type(entry).__name__ for entry in entries} - _KINDS)]
    return CheckReport(transactions=len(transactions), balances=len(closing), findings=tuple(findings))
