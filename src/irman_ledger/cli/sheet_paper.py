"""The summary of a meeting that a treasurer checks against the money on the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.errors import Lang

if TYPE_CHECKING:
    from irman_ledger.coop.procedures import MeetingSheet, SheetRow

COLUMNS: Final = (
    (("savings",), Label("Simpanan", "Savings")),
    (("share",), Label("Pokok, wajib", "Shares")),
    (("loan",), Label("Angsuran", "Instalments")),
    (("fund", "for-others"), Label("Dana kelompok", "Group fund")),
    (("repaid",), Label("Talangan kembali", "Paid back")),
)
ATTENDANCES: Final = {
    "present": Label("hadir", "present"),
    "excused": Label("izin", "excused"),
    "absent": Label("alpa", "absent"),
}
MEMBER, CAME = Label("Anggota", "Member"), Label("Hadir", "Came")
PAID, COVERED = Label("Jumlah", "Total"), Label("Ditanggung", "Covered")


def lines_of(sheet: MeetingSheet, lang: Lang) -> Iterator[str]:
    """A line for each member, the totals, and that they are the money that was counted (klop)."""
    rows = [tuple(label.text(lang) for label in (MEMBER, CAME, *(head for _kinds, head in COLUMNS), PAID, COVERED))]
    rows += [(row.member, ATTENDANCES[row.attendance].text(lang), *_amounts(row, sheet)) for row in sheet.rows]
    present = sum(row.attendance == "present" for row in sheet.rows)
    rows.append((PAID.text(lang), f"{present}/{len(sheet.rows)}", *_totals(sheet)))
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        texts = (f"{cell:<{width}}" for cell, width in zip(row[:2], widths, strict=False))
        figures = (f"{cell:>{width}}" for cell, width in zip(row[2:], widths[2:], strict=True))
        yield "  ".join([*texts, *figures]).rstrip()
    counted = sheet.cash.text(symbol=False)
    yield Label(f"Uang dihitung {counted}: klop", f"Money counted {counted}: it ties").text(lang)


def _amounts(row: SheetRow, sheet: MeetingSheet) -> tuple[str, ...]:
    currency = sheet.cash.currency
    parts = (row.sum_of(kinds, currency) for kinds, _head in COLUMNS)
    return tuple(map(_shown, (*parts, row.paid(currency), row.covered(currency))))


def _totals(sheet: MeetingSheet) -> tuple[str, ...]:
    currency = sheet.cash.currency
    covered = Money.total((row.covered(currency) for row in sheet.rows), currency)
    return tuple(map(_shown, (*(sheet.sum_of(kinds) for kinds, _head in COLUMNS), sheet.cash, covered)))


def _shown(amount: Money) -> str:
    return amount.text(symbol=False) if amount else "-"
