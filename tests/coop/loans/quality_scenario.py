"""The scenario of loans with products whose loans are graded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.chart import Chart
from irman_ledger.core.protocols import Command
from tests.coop.loans.scenario import REGULER, Given, StatedBook, account, bylaws

ALLOWANCE: Mapping[str, object] = {"rules": "PPAPWD_2021", "account": "1-1590", "expense": "5-3100", "margin": "1-1580"}
QUALITY: Mapping[str, object] = {
    "collectability": "KSP_2008",
    "collateral": {"account": "9-1300", "contra": "9-1390", "counted": "80%"},
    "allowance": ALLOWANCE,
}
GRADED: Mapping[str, Mapping[str, object]] = {
    "REGULER": {**REGULER, "quality": QUALITY},
    "HARI": {**REGULER, "quality": {"collectability": "OJK_5", "allowance": {**ALLOWANCE, "rules": "BPR_2024"}}},
    "GOLONGAN": {**REGULER, "quality": {"collectability": "DAYS_90_180_270"}},
    "TITIP": {**REGULER, "quality": {**QUALITY, "suspense": {"account": "9-1200", "contra": "9-1290"}}},
    "TANPA": REGULER,
}


def graded_bylaws(terms: Mapping[str, Mapping[str, object]] = GRADED) -> Bylaws:
    found = bylaws(terms)
    more = (
        account("1-1580", "Margin tangguhan", AccountKind.ASSET, subject_kind="loan", normal="credit"),
        account("1-1590", "Penyisihan", AccountKind.ASSET, subject_kind="loan", normal="credit"),
        account("5-3101", "Beban penyisihan per pinjaman", AccountKind.EXPENSE, subject_kind="loan"),
        account("5-9100", "Beban kelompok", AccountKind.EXPENSE, subject_kind="group"),
        replace(account("9-1200", "Bunga tertunda", AccountKind.ASSET), kind=AccountKind.MEMORANDUM, line="", subject_kind="loan"),
        replace(account("9-1290", "Lawan bunga", AccountKind.LIABILITY), kind=AccountKind.MEMORANDUM, line="", subject_kind="loan"),
        replace(account("9-1300", "Agunan", AccountKind.ASSET), kind=AccountKind.MEMORANDUM, line="", subject_kind="loan"),
        replace(account("9-1390", "Lawan agunan", AccountKind.LIABILITY), kind=AccountKind.MEMORANDUM, line="", subject_kind="loan"),
    )
    codes = {one.code for one in more}
    return replace(found, chart=Chart((*(one for one in found.chart if one.code not in codes), *more)))


def given(*commands: Command) -> Given:  # type: ignore[type-arg]
    book = StatedBook(graded_bylaws(), statuses={"A-001": "anggota"})
    for command in commands:
        book.record(command)
    return Given(book)
