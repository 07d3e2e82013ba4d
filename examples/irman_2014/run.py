"""Koperasi IRMAN, March to June 2014: a programme's assets taken over, four months of business, three closings. Invented persons."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from irman_ledger import Actor, Book, Bylaws, Money, Month, idr
from irman_ledger.coop.assets import TakeOverAsset
from irman_ledger.coop.general import JournalLine, PostJournal, TakeOverBalance
from irman_ledger.coop.loans import DisburseLoan, RepayLoan, TakeOverLoan
from irman_ledger.coop.members import AdmitMember, RegisterGroup
from irman_ledger.coop.savings import Deposit, OpenSavings, TakeOverSavings, Withdraw
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.calendar import Every, due_dates
from irman_ledger.core.protocols import Command
from irman_ledger.core.schedule import Instalment
from irman_ledger.reports import balance_sheet, income_statement, trial_balance

BEGIN = date(2014, 3, 25)
MEMBERS, GROUPS, BORROWERS = 190, 34, 118
DISTRICTS = ("Bantaeng", "Bissappu", "Pa'jukukang")
TRADES = ("Rumput Laut", "Batu Bata", "Penjual Ikan Keliling")

# The opening entry, in rupiah: debit above zero, credit below.
CASH, RECEIVABLES, MARGIN, ALLOWANCE = 42_500_000, 118_000_000, 4_200_000, 14_360_000
SAVINGS, GROUP_FUNDS = 31_200_000, 3_900_000
EQUIPMENT = (  # description, category, fair value, useful life in months, owner group
    ("Mesin olah rumput laut", "PERALATAN", 9_600_000, 48, 1),
    ("Para-para penjemuran", "PERALATAN", 6_000_000, 48, 2),
    ("Freezer", "PERALATAN", 5_400_000, 36, 25),
    ("Sepeda motor dengan boks", "KENDARAAN", 15_000_000, 48, 26),
    ("Sampan", "KENDARAAN", 9_000_000, 60, 3),
    ("Cetakan bata", "PERALATAN", 1_200_000, 12, 13),
    ("Tali dan pelampung", "PERALATAN", 7_500_000, 24, 4),
    ("Mesin pencampur bersyarat", "BERSYARAT", 8_000_000, 60, 14),
)
BALANCES = (
    ("1-1740", 5_750_000, "Persediaan"),
    ("1-1750", 4_000_000, "Aset biologis"),
    ("2-1600", -2_300_000, "Dana kebajikan"),
    ("2-2170", -8_000_000, "Liabilitas hibah bersyarat"),
    ("3-1420", -104_540_000, "Modal hibah terikat, dana bergulir"),
    ("3-1410", -53_700_000, "Modal hibah terikat, aset tetap"),
    ("3-1430", -9_750_000, "Modal hibah tidak terikat"),
)


def member(n: int) -> str:
    return f"A-{n:03d}"


def group(n: int) -> str:
    return f"K-{n:02d}"


def equal_shares(total: int, parts: int) -> tuple[Money, ...]:
    return idr(total).split([1] * parts, step=idr(1000))


def people() -> Iterator[Command[object]]:
    for n in range(1, GROUPS + 1):
        trade = TRADES[(n - 1) * 3 // GROUPS]
        yield RegisterGroup(group=group(n), name=f"{trade} {n}", district=DISTRICTS[(n - 1) * 3 // GROUPS], on=BEGIN)
    for n in range(1, MEMBERS + 1):
        yield AdmitMember(member=member(n), name=f"Anggota {n:03d} (rekaan)", group=group((n - 1) % GROUPS + 1), on=BEGIN)


def opening() -> Iterator[Command[object]]:
    yield TakeOverBalance(account="1-1100", subject="cash:KAS", amount=idr(CASH), on=BEGIN, narration="Kas awal")
    for n, amount in enumerate(equal_shares(SAVINGS, MEMBERS), 1):
        yield TakeOverSavings(account=f"TM-{n:03d}", member=member(n), product="MITRA", opened_on=BEGIN, amount=amount, on=BEGIN)
    margins, allowances = equal_shares(MARGIN, BORROWERS), equal_shares(ALLOWANCE, BORROWERS)
    for n in range(1, BORROWERS + 1):
        principal = idr(RECEIVABLES // BORROWERS)
        plan = tuple(
            Instalment(no=i, due_on=due, principal=idr(100_000), interest=idr(0))
            for i, due in enumerate(due_dates(BEGIN, 10, Every(months=1)), 1)
        )
        yield TakeOverLoan(
            loan=f"PB-{n:03d}",
            member=member(n),
            product="PEMBIAYAAN",
            on=BEGIN,
            contract_on=BEGIN,
            principal_outstanding=principal,
            schedule=plan,
        )
        for account, amount, what in (("1-1580", margins[n - 1], "Margin tangguhan"), ("1-1590", allowances[n - 1], "Penyisihan")):
            yield TakeOverBalance(account=account, subject=f"loan:PB-{n:03d}", amount=-amount, on=BEGIN, narration=f"{what} PB-{n:03d}")
    for n, (what, category, value, life, keeper) in enumerate(EQUIPMENT, 1):
        yield TakeOverAsset(
            asset=f"AP-{n:02d}", description=what, category=category, on=BEGIN, cost=idr(value), accumulated_depreciation=idr(0),
            group=group(keeper), useful_life_months=life,
        )  # fmt: skip
    for n, amount in enumerate(equal_shares(GROUP_FUNDS, GROUPS), 1):
        yield TakeOverBalance(
            account="2-1660", subject=f"group:{group(n)}", amount=-amount, on=BEGIN, narration=f"Dana kelompok {group(n)}"
        )
    for account, amount, what in BALANCES:
        yield TakeOverBalance(account=account, amount=idr(amount), on=BEGIN, narration=what)
    held = idr(6_000_000)
    lines = (JournalLine(account="9-1500", amount=held), JournalLine(account="9-1590", amount=-held))
    yield PostJournal(on=BEGIN, narration="Barang titipan donor, di luar neraca", lines=lines)


def business(month: Month) -> Iterator[Command[object]]:
    on = lambda day: date(month.year, month.month, day)  # noqa: E731
    first = month == Month(2014, 4)
    for n in range(1, MEMBERS + 1):
        if first:
            yield PayShare(member=member(n), product="POKOK", on=on(5), amount=idr(100_000))
        yield PayShare(member=member(n), product="WAJIB", on=on(10), amount=idr(10_000))
    for n in range(1, 41):
        if first:
            yield OpenSavings(account=f"SS-{n:03d}", member=member(n), product="SUKARELA", on=on(6))
        yield Deposit(account=f"SS-{n:03d}", on=on(12), amount=idr(25_000 + 5_000 * (n % 7)))
    for n in range(1, 11):
        yield Withdraw(account=f"TM-{n:03d}", on=on(16), amount=idr(20_000))
    for n in range(1, 6) if first else ():
        yield DisburseLoan(loan=f"PJ-{n:03d}", member=member(n), product="REGULER", on=on(15), principal=idr(2_000_000), instalments=10)
    for n in range(1, 6) if not first else ():
        yield RepayLoan(loan=f"PJ-{n:03d}", on=on(15), amount=idr(240_000))
    for n in range(1, BORROWERS + 1):
        if n % 10:  # every tenth is late
            yield RepayLoan(loan=f"PB-{n:03d}", on=on(25), amount=idr(100_000))
    for account, amount, what in (("5-3120", 750_000, "Honor pengelola"), ("5-3200", 150_000, "Ongkos penagihan")):
        lines = (JournalLine(account=account, amount=idr(amount)), JournalLine(account="1-1100", amount=idr(-amount), subject="cash:KAS"))
        yield PostJournal(on=on(28), narration=what, lines=lines)


def play(book: Book) -> None:
    """Record everything; a second run records nothing more."""
    desk = book.desk(Actor("bendahara", role="bendahara"))

    def record(name: str, commands: Iterator[Command[object]]) -> None:
        desk.record_all((command, f"{name}/{n}") for n, command in enumerate(commands))

    record("anggota", people())
    record("saldo-awal", opening())
    desk.close_month(Month(2014, 3))
    for month in (Month(2014, 4), Month(2014, 5), Month(2014, 6)):
        record(f"usaha/{month}", business(month))
        if month < Month(2014, 6):
            desk.close_month(month)


def main(target: Path) -> int:
    """Play and print."""
    sample = Bylaws.sample("ksp")
    bylaws = Bylaws.from_toml(sample.source.replace(f'"{sample.name}"', '"Koperasi Ikhtiar Rezeki Mandiri (contoh)"'))
    book = Book.create(target, bylaws, id="irman", begins_on=BEGIN, if_exists="open")
    play(book)
    print("Koperasi Ikhtiar Rezeki Mandiri, Kabupaten Bantaeng: contoh dengan orang dan angka rekaan.\n")
    print(balance_sheet(book, as_of=Month(2014, 5), against=Month(2014, 3)).text("id"))
    print(income_statement(book, period=(Month(2014, 4), Month(2014, 5))).text("id"))
    print(trial_balance(book, as_of=Month(2014, 3)).text("id"))
    print("Belum termasuk: pelepasan margin tangguhan dan penyusutan aset program.\n")
    report = book.verify()
    print(report.summary("id"))
    book.close()
    return 0 if report.ok else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(Path(folder) / "irman.db"))
