"""The end of a month of a large book: bills, interest and grades after a year of business."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.common import BEGIN, TELLER, Row, at_most, in_child, peak_megabytes, seconds
from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import Deposit, OpenSavings, PostInterest
from irman_ledger.core.protocols import Command

ACCOUNTS, LOANS = 10_000, 4_000
LAST = Month(2014, 12)
Commands = Iterator[tuple[Command[Any], str]]


def ends_of_months(folder: str, tenth: int) -> list[Row]:
    """The end of December with 10,000 savings accounts and 4,000 loans, and with a tenth of them."""
    large, peak = in_child(_end, str(Path(folder) / "large.db"), ACCOUNTS // tenth, LOANS // tenth)
    small, _ = in_child(_end, str(Path(folder) / "tenth.db"), ACCOUNTS // tenth // 10, LOANS // tenth // 10)
    what = f"month end of {ACCOUNTS // tenth:,} members with savings, {LOANS // tenth:,} loans, a year of history"
    return [
        at_most(f"{what}, s", large, 60 / tenth, "{:.1f}"),
        at_most("the same against a tenth of them", large / small, 12, "{:.1f}"),
        at_most("memory of it", peak, 500, "{:,.0f} MB"),
    ]


def _end(path: str, accounts: int, loans: int) -> tuple[float, int]:
    with_history(path, accounts, loans)
    return in_child(_december, path)


def _december(path: str) -> tuple[float, int]:
    with closing(Book.open(Path(path))) as book:
        return seconds(lambda: book.desk(TELLER).end_month(LAST)), peak_megabytes()


def with_history(path: str, accounts: int, loans: int) -> None:
    """Twelve months of deposits and payments, interest credited and loans graded up to November."""
    with closing(Book.create(Path(path), Bylaws.sample("ksp"), id="bench", begins_on=BEGIN)) as book:
        desk = book.desk(TELLER)
        desk.record_all(_opened(accounts, loans))
        for number in range(1, 13):
            desk.record_all(_month(Month(2014, number), accounts, loans))
        desk.end_month(LAST.previous())


def _opened(accounts: int, loans: int) -> Commands:
    for n in range(accounts):
        yield AdmitMember(member=f"A-{n:05d}", name=f"Anggota {n}", on=BEGIN), f"m{n}"
        yield OpenSavings(account=f"SS-{n:05d}", member=f"A-{n:05d}", product="SUKARELA", on=BEGIN), f"o{n}"
        yield Deposit(account=f"SS-{n:05d}", on=BEGIN, amount=idr(1_000_000 + n % 977 * 1000)), f"d{n}"
    for n in range(loans):
        yield _disbursed(n), f"p{n}"


def _disbursed(n: int) -> DisburseLoan:
    return DisburseLoan(
        loan=f"PJ-{n:05d}",
        member=f"A-{n:05d}",
        product="REGULER",
        on=date(2014, 1, 2 + n % 25),
        principal=idr(2_000_000 + n % 50 * 100_000),
        instalments=20,
        settle="BANK",
    )


def _month(month: Month, accounts: int, loans: int) -> Commands:
    for n in range(accounts):
        on = date(month.year, month.month, 2 + n % 25)
        yield Deposit(account=f"SS-{n:05d}", on=on, amount=idr(25_000)), f"d{n}/{month}"
    for n in range(loans if month.month > 1 else 0):
        if n % 10 or month.month % 3:  # every tenth loan misses a payment each quarter
            amount = idr((2_000_000 + n % 50 * 100_000) * 7 // 100)  # a twentieth and 2 % interest
            yield RepayLoan(loan=f"PJ-{n:05d}", on=date(month.year, month.month, 2 + n % 25), amount=amount), f"r{n}/{month}"
    if month.next() < LAST:
        for n in range(accounts):
            yield PostInterest(account=f"SS-{n:05d}", on=month.last_day), f"i{n}/{month}"
