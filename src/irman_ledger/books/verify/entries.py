"""Money: each entry within itself, and what all entries come to by month and by subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from irman_ledger.books.verify.report import Notebook
from irman_ledger.books.verify.rulebook import Rulebook
from irman_ledger.books.verify.source import Row, Source

STRAY_LINES = """SELECT l.seq, l.no FROM irman_line l LEFT JOIN irman_record r ON r.book = l.book AND r.seq = l.seq
WHERE l.book = ? AND r.seq IS NULL ORDER BY l.seq, l.no"""
# What a line repeats of its record: one statement finds every contradiction.
_JOINED = "FROM irman_line l JOIN irman_record r ON r.book = l.book AND r.seq = l.seq WHERE l.book = ?"
_CONTRADICTS = """ AND (l.no < 0 OR l.no >= r.line_count OR l.line_count <> r.line_count OR l.value_on <> r.value_on
 OR l.booked_on <> r.booked_on) ORDER BY l.seq, l.no"""
_REPEATED = ("line_count", "value_on", "booked_on")


class Entries:
    """Adds up lines as records pass."""

    def __init__(self, notebook: Notebook, rulebook: Rulebook) -> None:
        self.months: dict[tuple[int, str, str, str], list[int]] = {}
        self.subjects: dict[tuple[str, str], tuple[int, str]] = {}
        self._notebook = notebook
        self._rulebook = rulebook

    def take(self, chunk: list[tuple[Row, list[Row]]]) -> None:
        """The next records."""
        note, accounts = self._notebook, self._rulebook.accounts
        for record, lines in chunk:
            seq, value_on, period, line_count, total = record[0], record[5], record[7], record[22], record[23]
            debit = 0
            sums: dict[tuple[str, str, bool], int] = {}
            for no, (account, unit, fund, subject, amount) in enumerate(lines):
                known = accounts.get(account)
                if known is None:
                    note.find("subjects-of-lines", "irman_line", f"{seq}/{no}", "broken", "account", account)
                    continue
                kind = "" if subject is None else subject.partition(":")[0]
                if kind != known[1]:
                    note.find("subjects-of-lines", "irman_line", f"{seq}/{no}", "differs", "subject", subject, f"{known[1]}:…")
                if amount > 0:
                    debit += amount
                ledger = (unit, fund, known[3] == 1)
                sums[ledger] = sums.get(ledger, 0) + amount
                self._add(period, account, unit, fund, subject, amount, value_on)
            note.count("subjects-of-lines", len(lines))
            if len(lines) != line_count:
                note.find("lines", "irman_record", seq, "differs", "line_count", line_count, len(lines))
            if debit != total:
                note.find("lines", "irman_record", seq, "differs", "total", total, debit)
            for (unit, fund, is_memorandum), rest in sums.items():
                if rest:
                    ledger_name = f"{unit}/{fund}" + (" memorandum" if is_memorandum else "")
                    note.find("balance", "irman_record", seq, "differs", ledger_name, rest, 0)
            note.count("balance", 1 if lines else 0)
        note.count("lines", len(chunk))

    def _add(self, period: int, account: str, unit: str, fund: str, subject: str | None, amount: int, value_on: str) -> None:
        sums = self.months.get((period, account, unit, fund))
        if sums is None:
            sums = self.months[(period, account, unit, fund)] = [0, 0]
        if amount > 0:
            sums[0] += amount
        else:
            sums[1] -= amount
        if subject is not None:
            before = self.subjects.get((subject, account))
            after = (amount, value_on) if before is None else (before[0] + amount, max(before[1], value_on))
            self.subjects[(subject, account)] = after

    def nets(self, period: int) -> dict[str, int]:
        """Debit less credit by account, of all that is booked up to a period so far."""
        found: dict[str, int] = {}
        for (month, account, _unit, _fund), (debit, credit) in self.months.items():
            if month <= period:
                found[account] = found.get(account, 0) + debit - credit
        return found

    def finish(self, source: Source) -> None:
        """What lines repeat, lines without a record, and the kept balances."""
        self._check_repeated(source)
        note, book = self._notebook, source.book
        for seq, no in source.rows(STRAY_LINES, (book,)):
            note.find("orphans", "irman_line", f"{seq}/{no}", "extra", found="no record")
        note.count("orphans", source.rows("SELECT count(*) FROM irman_line WHERE book = ?", (book,))[0][0])
        months = {key: tuple(sums) for key, sums in self.months.items()}
        compare_kept(
            note, source, "month-balances", "irman_month_balance", 4, ("period", "account", "unit", "fund", "debit", "credit"), months
        )
        names = ("subject", "account", "balance", "last_value_on")
        compare_kept(note, source, "subject-balances", "irman_subject_balance", 2, names, self.subjects)

    def _check_repeated(self, source: Source) -> None:
        note = self._notebook
        names = f"{source.columns(_REPEATED, 'l')}, {source.columns(_REPEATED, 'r')}"
        for seq, no, *values in source.rows(f"SELECT l.seq, l.no, {names} {_JOINED}{_CONTRADICTS}", (source.book,)):
            for name, found, wanted in zip(_REPEATED, values[:3], values[3:], strict=True):
                note.compare("lines", "irman_line", f"{seq}/{no}", name, found, wanted)
            if not 0 <= no < values[3]:
                note.find("lines", "irman_line", f"{seq}/{no}", "broken", "no", no)
        memorandum = {code for code, row in self._rulebook.accounts.items() if row[3] == 1}
        sql = "SELECT DISTINCT account, is_memorandum FROM irman_line WHERE book = ?"
        for account, is_memorandum in source.rows(sql, (source.book,)):
            wanted = int(account in memorandum)
            if is_memorandum != wanted:
                where = "SELECT seq, no FROM irman_line WHERE book = ? AND account = ? AND is_memorandum = ?"
                for seq, no in source.rows(where, (source.book, account, is_memorandum)):
                    note.find("lines", "irman_line", f"{seq}/{no}", "differs", "is_memorandum", is_memorandum, wanted)


def compare_kept(
    note: Notebook,
    source: Source,
    check: str,
    table: str,
    keys: int,
    names: tuple[str, ...],
    expected: Mapping[Any, Sequence[Any]],
) -> None:
    """Compare the rows of a table with what they must be, both ways; the first `keys` columns are its key."""
    left: dict[Any, Sequence[Any]] = dict(expected)
    for row in source.table(table, names):
        key = row[:keys]
        wanted = left.pop(key, None)
        name = " ".join(map(str, key))
        note.count(check)
        if wanted is None:
            note.find(check, table, name, "extra", found=", ".join(map(str, row[keys:])))
            continue
        for column, found, value in zip(names[keys:], row[keys:], wanted, strict=True):
            note.compare(check, table, name, column, found, value)
    for key, wanted in left.items():
        note.count(check)
        note.find(check, table, " ".join(map(str, key)), "missing", wanted=", ".join(map(str, wanted)))
