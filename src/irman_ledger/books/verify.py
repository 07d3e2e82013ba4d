"""Checks every fact that a book holds against every other; changes nothing.

A local check finds what was altered without recomputing everything that hangs on it. Whoever can rewrite the whole file can
make it agree with itself: against that only a size and a root help that were kept outside (`checkpoints`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from irman_ledger.books import log_check, state_check
from irman_ledger.books.findings import Finding, Findings
from irman_ledger.books.guards import missing_guards
from irman_ledger.books.view import View
from irman_ledger.errors import IrmanError, Lang

NOT_CHECKED = {
    "en": (
        "what a caller who can rewrite the whole database would make agree with itself; keep size and root outside",
        "whether the papers behind the entries are true",
        "whether today's rules would decide the old commands alike",
    ),
    "id": (
        "perubahan oleh yang menulis ulang seluruh basis data (simpan akar di luar)",
        "kebenaran bukti di balik ayat jurnal",
        "apakah aturan sekarang memutuskan perintah lama dengan hasil sama",
    ),
}
WORDS = {
    "en": ("Verified", "records", "ok", "NOT OK", "not checked"),
    "id": ("Diperiksa", "catatan", "baik", "RUSAK", "tidak diperiksa"),
}
TITLES = {
    "log": ("records, leaves and root", "catatan, daun, dan akar"),
    "entries": ("lines, balance and dates of entries", "baris, keseimbangan, dan tanggal ayat jurnal"),
    "vouchers": ("voucher numbers without gaps", "nomor bukti tanpa lompatan"),
    "charter": ("book, bylaws, accounts and closed months", "buku, anggaran, akun, dan bulan tertutup"),
    "reversals": ("reversals", "pembalikan"),
    "month-balances": ("month balances against lines", "saldo bulanan terhadap baris"),
    "subject-balances": ("subject balances against lines", "saldo subjek terhadap baris"),
    "states": ("states and schedules against events", "keadaan dan jadwal terhadap peristiwa"),
    "private": ("personal values against commitments", "data pribadi terhadap komitmen"),
    "guards": ("guards and the database's own checks", "penjaga dan pemeriksaan basis data"),
    "checkpoints": ("checkpoints kept outside", "titik periksa dari luar"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One check: how many things it looked at, and how many findings it made."""

    name: str
    count: int
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What was checked, what was found, and what was not checked."""

    book: str
    size: int
    root: str
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[str, ...] = field(default=NOT_CHECKED["en"])

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def summary(self, lang: Lang = "en") -> str:
        """The report for a terminal."""
        place = 1 if lang == "id" else 0
        words = {
            "en": ("Verified", "records", "ok", "NOT OK", "not checked"),
            "id": ("Diperiksa", "catatan", "baik", "RUSAK", "tidak diperiksa"),
        }
        verb, records, good, bad, left = words[lang]
        rows = [f"{verb}: {self.book}, {self.size} {records}, {self.root[:16]}…"]
        for check in self.checks:
            outcome = good if not check.findings else f"{bad} ({check.findings})"
            rows.append(f"  {TITLES[check.name][place]:<48}{check.count:>9}  {outcome}")
        rows += [f"  ! {finding.check}: {finding.where}: {finding.text}" for finding in self.findings[:50]]
        rows += [f"  - {left}: {text}" for text in NOT_CHECKED[lang]]
        return "\n".join(rows)


def verify(view: View, *, checkpoints: Iterable[tuple[int, bytes]] = ()) -> VerifyReport:
    """Check a snapshot.

    Parameters
    ----------
    checkpoints
        Sizes and roots kept outside the database: the log must have passed through each of them.
    """
    found = Findings()
    known = log_check.check_log(view, found, dict(checkpoints))
    _check_vouchers(view, found)
    _check_month_balances(view, found)
    _check_subject_balances(view, found)
    state_check.check_states(view, found, known)
    _check_guards(view, found)
    checks = tuple(
        Check(name, found.counts.get(name, 0), sum(f.check == name for f in found.rows)) for name in TITLES if name in found.counts
    )
    return VerifyReport(book=view.identity.id, size=view.size, root=view.root().hex(), checks=checks, findings=tuple(found.rows))


def _check_vouchers(view: View, found: Findings) -> None:
    sql = """SELECT series, year, number, part, seq FROM irman_record WHERE book = ? AND number > 0
    ORDER BY series, year, number, part"""
    rows = view.port.rows(sql, (view.identity.book,))
    found.count("vouchers", len(rows))
    for (series, year), group in groupby(rows, key=lambda row: (row[0], row[1])):
        number, part, seq = 0, 0, -1
        for _series, _year, next_number, next_part, next_seq in group:
            is_next = next_number == number + 1 and next_part in (0, 1)
            follows = is_next or (next_number == number and part and next_part == part + 1)
            if not follows or next_seq < seq:
                found.add(
                    "vouchers", f"record {next_seq}", f"{series}/{year}/{next_number:06d} does not follow number {number} part {part}"
                )
            number, part, seq = next_number, next_part, next_seq


def _compare(found: Findings, check: str, kept: dict[Any, Any], summed: dict[Any, Any]) -> None:
    found.count(check, len(kept))
    for key in sorted(kept.keys() | summed.keys()):
        if kept.get(key) != summed.get(key):
            found.add(check, " ".join(map(str, key)), f"kept {kept.get(key)}, the lines give {summed.get(key)}")


def _check_month_balances(view: View, found: Findings) -> None:
    book = view.identity.book
    kept = view.port.rows("SELECT period, account, unit, fund, debit, credit FROM irman_month_balance WHERE book = ?", (book,))
    summed = view.port.rows(
        """SELECT r.period, l.account, l.unit, l.fund, sum(CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END),
        sum(CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END) FROM irman_line l JOIN irman_record r
        ON r.book = l.book AND r.seq = l.seq AND r.line_count = l.line_count
        WHERE l.book = ? GROUP BY r.period, l.account, l.unit, l.fund""",
        (book,),
    )
    _compare(
        found,
        "month-balances",
        {tuple(row[:4]): (int(row[4]), int(row[5])) for row in kept},
        {tuple(row[:4]): (int(row[4]), int(row[5])) for row in summed},
    )


def _check_subject_balances(view: View, found: Findings) -> None:
    book = view.identity.book
    kept = view.port.rows("SELECT subject, account, balance, last_value_on FROM irman_subject_balance WHERE book = ?", (book,))
    summed = view.port.rows(
        """SELECT l.subject, l.account, sum(l.amount), max(l.value_on) FROM irman_line l JOIN irman_record r
        ON r.book = l.book AND r.seq = l.seq AND r.line_count = l.line_count
        WHERE l.book = ? AND l.subject IS NOT NULL GROUP BY l.subject, l.account""",
        (book,),
    )
    _compare(
        found,
        "subject-balances",
        {tuple(row[:2]): (int(row[2]), str(row[3])) for row in kept},
        {tuple(row[:2]): (int(row[2]), str(row[3])) for row in summed},
    )


def _check_guards(view: View, found: Findings) -> None:
    connection = view.port.connection
    missing = missing_guards(connection)
    for name in missing:
        found.add("guards", name, "the guard is missing, disabled or altered")
    found.count("guards", 1)
    if view.port.dialect == "sqlite":
        for text in _sqlite_checks(view):
            found.add("guards", "database", text)
    orphans = view.port.rows(
        """SELECT l.seq, l.no FROM irman_line l LEFT JOIN irman_record r
        ON r.book = l.book AND r.seq = l.seq AND r.line_count = l.line_count
        WHERE l.book = ? AND r.seq IS NULL""",
        (view.identity.book,),
    )
    for seq, no in orphans:
        found.add("entries", f"record {seq}", f"line {no} belongs to no sealed record")
    for table in ("head", "bylaws", "account", "record", "line", "month_balance", "subject_balance", "subject", "schedule", "private"):
        sql = f"SELECT DISTINCT book FROM irman_{table} WHERE book NOT IN (SELECT book FROM irman_book)"
        for (book,) in view.port.rows(sql):
            found.add("charter", f"irman_{table}", f"rows of book {book}, which does not exist")


def _sqlite_checks(view: View) -> Iterator[str]:
    try:
        for (text,) in view.port.rows("PRAGMA quick_check"):
            if text != "ok":
                yield text
        for row in view.port.rows("PRAGMA foreign_key_check"):
            if str(row[0]).startswith("irman_"):
                yield f"{row[0]} refers to a row of {row[2]} that is not there"
    except IrmanError as error:
        yield str(error)
