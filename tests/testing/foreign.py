"""Another app's ledger: two tables of its own and a cached balance, shown to the invariants through a view of thirty lines."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from irman_ledger.testing.ledger_view import ViewAccount, ViewEntry, ViewLine

TABLES = """
CREATE TABLE journal (id INTEGER PRIMARY KEY, day TEXT NOT NULL, request TEXT);
CREATE TABLE posting (journal INTEGER NOT NULL, account TEXT NOT NULL, customer TEXT, cents INTEGER NOT NULL);
CREATE TABLE cached_balance (account TEXT NOT NULL, customer TEXT NOT NULL, cents INTEGER NOT NULL, PRIMARY KEY (account, customer));
"""
KINDS = {"1100": "asset", "2100": "liability", "4100": "income", "5100": "expense"}
CUSTOMERS = "2100"


class ForeignLedger:
    """What the app does: it books, and keeps a balance by account and customer up to date."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.executescript(TABLES)

    def post(self, day: date, lines: Iterable[tuple[str, int]], request: str | None = None) -> None:
        cursor = self.connection.execute("INSERT INTO journal (day, request) VALUES (?, ?)", (day.isoformat(), request))
        for account, cents in lines:
            customer = "C-1" if account == CUSTOMERS else ""
            self.connection.execute("INSERT INTO posting VALUES (?, ?, ?, ?)", (cursor.lastrowid, account, customer or None, cents))
            self.connection.execute(
                "INSERT INTO cached_balance VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET cents = cents + excluded.cents",
                (account, customer, cents),
            )


class ForeignView:
    """How the invariants see it."""

    def __init__(self, ledger: ForeignLedger) -> None:
        self._read = ledger.connection.execute

    def entries(self) -> Iterator[ViewEntry]:
        for no, day, request in self._read("SELECT id, day, request FROM journal ORDER BY id").fetchall():
            rows = self._read("SELECT account, cents, customer FROM posting WHERE journal = ? ORDER BY rowid", (no,))
            yield ViewEntry(no=no, on=date.fromisoformat(day), lines=tuple(ViewLine(*row) for row in rows), key=request)

    def balances(self, as_of: date | None = None) -> Mapping[str, int]:
        if as_of is None:
            return dict(self._read("SELECT account, sum(cents) FROM cached_balance GROUP BY account"))
        sql = "SELECT account, sum(cents) FROM posting JOIN journal ON id = journal WHERE day <= ? GROUP BY account"
        return dict(self._read(sql, (as_of.isoformat(),)))

    def controls(self) -> Mapping[str, Mapping[str, int]]:
        return {CUSTOMERS: dict(self._read("SELECT customer, cents FROM cached_balance WHERE account = ?", (CUSTOMERS,)))}


class ForeignViewWithChart(ForeignView):
    """It can also show its chart."""

    def accounts(self) -> Iterator[ViewAccount]:
        for code, kind in KINDS.items():
            yield ViewAccount(code=code, kind=kind)
