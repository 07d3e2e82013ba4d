"""Six months of a real cooperative's books replayed through the library's own operations, and compared with what it published."""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from irman_ledger import Actor, Book, Bylaws, Money, Month
from irman_ledger.adapters.beancount import export_beancount
from irman_ledger.adapters.beancount_check import check_beancount
from irman_ledger.books.records import Record
from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.procedures import move_amount
from irman_ledger.coop.savings import Deposit, OpenSavings
from irman_ledger.coop.shares import OpenShare, PayShare
from irman_ledger.core.label import Label
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.reports import Explanation, balance_sheet, reconcile

HERE = Path(__file__).parent
LAST = Month(2016, 10)
SHARES = ("11-1", "11-2")
CONTROLS = ("510-01", "800-02", "800-03")
PRODUCT_ACCOUNT = {"11": "510-01", "11-3": "510-01", "11-1": "800-02", "11-2": "800-03"}
MISKEYED = ("J196", "J198")
Row = Mapping[str, str]


class Source:
    """The published books."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.accounts = {row["savings_account"]: row for row in self.read("savings_accounts")}
        self.payments = {row["journal"]: row for row in self.read("savings_transactions")}
        self.loans = {row["loan"]: row for row in self.read("loans")}
        self.loan_moves = {row["journal"]: row for row in self.read("loan_transactions")}
        self.journals: dict[str, list[Row]] = {}
        for row in self.read("journals"):
            self.journals.setdefault(row["journal"], []).append(row)
        self.balances = {row["account"]: row for row in self.read("trial_balance")}

    def read(self, name: str) -> list[Row]:
        with open(self.folder / f"{name}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def rupiah(text: str) -> Money:
    return Money.parse(text)


def day(text: str) -> date:
    return date.fromisoformat(text)


def openings(source: Source) -> Iterator[tuple[Command[Any], str]]:
    joined: dict[str, str] = {}
    for row in source.accounts.values():
        joined[row["member"]] = min(joined.get(row["member"], row["opened"]), row["opened"])
    for member, on in sorted(joined.items()):
        yield AdmitMember(member=member, name=f"Anggota {member}", on=day(on)), f"masuk/{member}"
    for no, row in source.accounts.items():
        if row["product"] in SHARES:
            yield OpenShare(member=row["member"], product=row["product"], on=day(row["opened"])), f"buka/{no}"
        else:
            yield OpenSavings(account=no, member=row["member"], product=row["product"], on=day(row["opened"])), f"buka/{no}"


def movements(source: Source) -> Iterator[tuple[Command[Any], str]]:
    for journal, lines in source.journals.items():
        on = day(lines[0]["date"])
        if journal in source.payments:
            yield payment(source, source.payments[journal], on), journal
        elif journal in source.loan_moves:
            yield loan_move(source, source.loan_moves[journal], on), journal
        else:
            yield voucher(journal, lines, on), journal


def payment(source: Source, row: Row, on: date) -> Command[Any]:
    account = source.accounts[row["savings_account"]]
    amount = rupiah(row["deposit"])
    if account["product"] in SHARES:
        return PayShare(member=account["member"], product=account["product"], on=on, amount=amount)
    return Deposit(account=row["savings_account"], on=on, amount=amount)


def loan_move(source: Source, row: Row, on: date) -> Command[Any]:
    loan = source.loans[row["loan"]]
    if row["type"] == "disbursement":
        principal, months = rupiah(loan["principal"]), int(loan["term_months"])
        return DisburseLoan(loan=row["loan"], member=loan["member"], product="TETAP", on=on, principal=principal, instalments=months)
    return RepayLoan(loan=row["loan"], on=on, amount=rupiah(row["principal_paid"]) + rupiah(row["interest_paid"]))


def voucher(journal: str, lines: list[Row], on: date) -> Command[Any]:
    given = tuple(
        JournalLine(account=li["account"], amount=net(li), subject="cash:KAS" if li["account"] == "100-01" else None) for li in lines
    )
    return PostJournal(on=on, narration=f"Bukti kas {journal}", lines=given)


def net(line: Row) -> Money:
    return rupiah(line["debit"]) - rupiah(line["credit"])


def differing(source: Source, book: Book) -> dict[str, tuple[Record, Counter[tuple[str, int]]]]:
    """Journals whose lines are not the source's, with the source's lines."""
    found = {}
    for record in book.journal((Month(2016, 5), LAST)):
        if record.key in source.journals:
            theirs = Counter((li["account"], net(li).minor) for li in source.journals[record.key])
            if Counter((li.account, li.amount.minor) for li in record.lines) != theirs:
                found[record.key] = (record, theirs)
    return found


def explanations(source: Source, book: Book, *, corrected: bool) -> list[Explanation]:
    found = []
    for journal, (record, theirs) in differing(source, book).items():
        if corrected and journal in MISKEYED:
            continue  # put right since: it leads to no difference any more
        figures = {account: Money.from_minor(minor) for (account, minor) in theirs}
        for line in record.lines:
            figures[line.account] = figures.get(line.account, Money.zero()) - line.amount
        moved = {account: amount for account, amount in figures.items() if amount}
        account = source.payments[journal]["savings_account"]
        stale = ", saldo kartu tidak ikut berubah" if account in ("S054", "S056") else ""
        label = Label(f"{journal}: {account} dijurnal ke produk lain{stale}", f"{journal}: {account} journalled to another product")
        found.append(Explanation(label, moved))
    return found


def same(left: object, right: object) -> str:
    return "sama" if left == right else "BEDA"


def replay(source: Source, book: Book, *, corrected: bool) -> None:
    """Record everything, keyed by journal."""
    desk = book.desk(Actor("bendahara", role="bendahara"))
    desk.record_all(openings(source))
    desk.record_all(movements(source))
    for journal in MISKEYED if corrected else ():
        account = source.accounts[source.payments[journal]["savings_account"]]
        of = lambda product, member=account["member"]: Subject("share", f"{member}/{product}")  # noqa: E731
        with desk.transaction(one_voucher=True) as tx:
            amount, on = rupiah(source.payments[journal]["deposit"]), day(source.payments[journal]["date"])
            reason = f"{journal} adalah simpanan wajib"
            move_amount(tx, source=of("11-1"), target=of("11-2"), on=on, amount=amount, reason=reason, key=f"koreksi/{journal}")


def compare(source: Source, book: Book, *, corrected: bool) -> bool:
    """Print what is equal and what is not; whether all is as it should be but for the movements explained."""
    balances = book.balances(as_of=LAST)
    ours = {code: balances.net(code) for code in source.balances}
    published = {code: rupiah(row["balance_debit_positive"]) for code, row in source.balances.items()}
    cards = {code: rupiah(source.balances[code]["subledger_total"]) for code in CONTROLS}
    print("Saldo akun" + " " * 16 + "buku ini      diterbitkan   kartu anggota")
    for code in source.balances:
        card = cards.get(code)
        against = same(ours[code], published[code]) if card is None else same(ours[code], card) + " dengan kartu"
        shown = "" if card is None else card.text(symbol=False)
        print(f"  {code:<8}{ours[code].text(symbol=False):>24}{published[code].text(symbol=False):>17}{shown:>16}  {against}")
    total = Money.total((ours[code] for code in CONTROLS), "IDR")
    print(f"  Jumlah ketiga simpanan {(-total).text(symbol=False):>9}  {same(total, Money.total((published[c] for c in CONTROLS), 'IDR'))}")
    explained = explanations(source, book, corrected=corrected)
    print(reconcile(ours, published, explained_by=explained, only_differing=True).text("id"))
    paid: dict[str, Money] = {}
    for journal, row in source.payments.items():
        account = source.accounts[row["savings_account"]]
        before = paid.get(row["savings_account"], Money.zero())
        paid[row["savings_account"]] = before + rupiah(row["deposit"])
        if account["product"] == "11-1" and journal not in MISKEYED and paid[row["savings_account"]] > Money.parse("100000"):
            print(f"  {journal}: simpanan pokok {row['savings_account']} melebihi Rp100.000")
    rest = {code: published[code] - ours[code] for code in ours}
    for item in explained:
        for account, amount in item.figures.items():
            rest[account] -= amount
    return not any(rest.values())


def data_folder() -> Path | None:
    root = os.environ.get("IRMAN_SHARED")
    folder = (Path(root) if root else HERE.parents[1].parent / "shared") / "data" / "koperasi_silakop"
    return folder if folder.is_dir() else None


def main(target: Path, *, corrected: bool) -> int:
    """Replay and compare."""
    folder = data_folder()
    if folder is None:
        print("Data tidak ditemukan: set IRMAN_SHARED to the folder that holds data/koperasi_silakop.", file=sys.stderr)
        return 2
    source = Source(folder)
    book = Book.create(target, Bylaws.from_toml(HERE / "bylaws.toml"), id="silakop", begins_on=date(2016, 5, 1))
    replay(source, book, corrected=corrected)
    kinds = Counter(record.kind for record in book.records())
    print("Kegiatan: " + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    unlike = differing(source, book)
    print(f"Jurnal: {len(source.journals) - len(unlike)} sama, {len(unlike)} beda: {', '.join(unlike)}\n")
    tied = compare(source, book, corrected=corrected)
    print(balance_sheet(book, as_of=LAST).text("id"))
    report = book.verify()
    print(report.summary("id"))
    accepted = beancount(book, target.with_suffix(".beancount"))
    book.close()
    return 0 if tied and report.ok and accepted else 1


def beancount(book: Book, path: Path) -> bool:
    """Export the books and let the real Beancount read them."""
    span = (Month(2016, 5), LAST)
    summary = export_beancount(book, span, path)
    print(f"Ekspor Beancount: {summary.transactions} transaksi, {summary.assertions} saldo diuji")
    if find_spec("beancount") is None:
        print("  tidak diperiksa: pasang irman-ledger[beancount]")
        return True
    report = check_beancount(book, path, span)
    print(report.summary("id"))
    return report.ok


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(main(Path(temporary) / "silakop.db", corrected="--corrected" in sys.argv))
