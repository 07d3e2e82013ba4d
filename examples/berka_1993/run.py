"""46,997 movements of a real bank's accounts, replayed through savings operations and compared with its own balance on every row.

    python3 examples/berka_1993/run.py [FILE or URL of a database]

Ends with 0 if all is as expected, 1 if a figure is not, 2 where the data is not found.
"""

from __future__ import annotations

import csv
import gzip
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from irman_ledger import Actor, Book, Bylaws, Money, Month
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import BookInterest, ChargeFee, ChargeOverdraft, CorrectRounding, Deposit, OpenSavings, Withdraw
from irman_ledger.core.protocols import Command

HERE = Path(__file__).resolve().parent
FIRST, LAST = Month(1993, 1), Month(1994, 3)
FILE = "transactions_1993_to_1994-03-30.csv.gz"
CONTROLS = {"GIRO": "2-1100", "GIRO-CERUKAN": "2-1130"}
TRANSFERS = ("PREVOD Z UCTU", "PREVOD NA UCET")
ROUNDING = "bank menyimpan jumlah yang lebih teliti daripada yang dicetaknya"

Row = Mapping[str, str]


class Source:
    """What the bank kept: its movements in order of day, which accounts were ever overdrawn, and which were charged as if they were."""

    def __init__(self, folder: Path) -> None:
        with gzip.open(folder / FILE, "rt", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        # On one day an account's movements keep their order; accounts are independent of each other.
        self.rows = sorted(rows, key=lambda row: (row["date"], int(row["account_id"]), int(row["seq"])))
        self.overdrawn = {row["account_id"] for row in rows if row["balance"].startswith("-")}
        # Two accounts paid penalty interest although none of their balances is below zero.
        self.charged = {row["account_id"] for row in rows if row["k_symbol"] == "SANKC. UROK"} - self.overdrawn
        self.by_key = {row["trans_id"]: row for row in rows}

    def product(self, account: str) -> str:
        """What an account is opened as."""
        return "GIRO-CERUKAN" if account in self.overdrawn | self.charged else "GIRO"

    def totals(self) -> dict[str, Money]:
        """What its own movements add up to, on our accounts, debit positive."""
        found = dict.fromkeys(("4-1110", "4-1190", "4-9190", "5-1100", "5-9100", *CONTROLS.values()), Money.zero("CZK"))
        for row in self.rows:
            amount, residual = _amount(row["signed_amount"]), _residual(row)
            account = {"SLUZBY": "4-1110", "SANKC. UROK": "4-1190", "UROK": "5-1100"}.get(row["k_symbol"])
            if account is not None:
                found[account] += abs(amount) if account == "5-1100" else -abs(amount)
            found["5-9100" if residual.minor > 0 else "4-9190"] += residual
            found[CONTROLS[self.product(row["account_id"])]] -= amount + residual
        return found


# --- from the bank's movements to commands ---


def commands(source: Source) -> Iterator[tuple[Command[Any], str]]:
    """In order of day: a customer and an account before its first movement, and a correction after a movement that needs one."""
    opened: set[str] = set()
    for row in source.rows:
        account, on = row["account_id"], date.fromisoformat(row["date"])
        if account not in opened:
            opened.add(account)
            yield AdmitMember(member=account, name=f"Nasabah {account}", on=on), f"nasabah/{account}"
            yield OpenSavings(account=account, member=account, product=source.product(account), on=on), f"rekening/{account}"
        yield movement(row, on), row["trans_id"]
        residual = _residual(row)
        if residual:
            yield CorrectRounding(account=account, on=on, amount=residual, reason=ROUNDING), f"pembulatan/{row['trans_id']}"


def movement(row: Row, on: date) -> Command[Any]:
    """The operation that a row of the bank is."""
    account, amount = row["account_id"], abs(_amount(row["signed_amount"]))
    match row["type"], row["k_symbol"]:
        case "PRIJEM", "UROK":
            return BookInterest(account=account, on=on, amount=amount)
        case "PRIJEM", _:
            return Deposit(account=account, on=on, amount=amount, settle=_box(row))
        case _, "SLUZBY":
            return ChargeFee(account=account, on=on, fee="REKENING-KORAN", amount=amount)
        case _, "SANKC. UROK":
            return ChargeOverdraft(account=account, on=on, amount=amount)
        case _:
            return Withdraw(account=account, on=on, amount=amount, settle=_box(row))


def replay(source: Source, book: Book) -> tuple[int, int]:
    """Record everything under the bank's own numbers; how many records that made, and how many were there already."""
    summary = book.desk(Actor("bank", role="teller")).record_all(commands(source))
    return summary.count - summary.replayed, summary.replayed


# --- what is compared ---


def rows_that_differ(source: Source, book: Book) -> tuple[int, list[str]]:
    """On how many rows the book stands where the bank did after them, its correction included; and the numbers of the others."""
    balances: dict[str, Money] = {}
    kept, others = 0, []
    for record in book.records():
        for line in record.lines:
            if line.account in CONTROLS.values() and line.subject is not None:
                balances[line.subject.no] = balances.get(line.subject.no, Money.zero("CZK")) - line.amount
        row = source.by_key.get(record.key.removeprefix("pembulatan/"))
        if row is None or (record.key == row["trans_id"] and _residual(row)):
            continue  # no movement of the bank, or one whose correction is the next record
        if balances[row["account_id"]] == _amount(row["balance"]):
            kept += 1
        else:
            others.append(row["trans_id"])
    return kept, others


def accounts_that_differ(source: Source, book: Book) -> list[str]:
    """The accounts whose balance in the book is not the bank's last one."""
    last = {row["account_id"]: _amount(row["balance"]) for row in source.rows}
    with book.read() as view:
        held = {subject.no: -amount for code in CONTROLS.values() for subject, amount in view.subject_balances(code).items()}
    return [account for account, balance in last.items() if held.get(account, Money.zero("CZK")) != balance]


# --- what is printed; each part says whether it is as expected ---


def operations(source: Source, book: Book) -> bool:
    """How many of each operation are in the book, and how many the bank had."""
    kinds = Counter(record.kind for record in book.records())
    symbols = Counter(row["k_symbol"] for row in source.rows)
    paid_in = sum(row["type"] == "PRIJEM" for row in source.rows) - symbols["UROK"]
    paid_out = sum(row["type"] != "PRIJEM" for row in source.rows) - symbols["SLUZBY"] - symbols["SANKC. UROK"]
    counts = (
        ("Rekening", kinds["savings.opened"], len({row["account_id"] for row in source.rows})),
        ("Setoran", kinds["savings.deposited"], paid_in),
        ("Penarikan", kinds["savings.withdrawn"], paid_out),
        ("Bunga", kinds["savings.interest-booked"], symbols["UROK"]),
        ("Biaya rekening koran", kinds["savings.fee-charged"], symbols["SLUZBY"]),
        ("Bunga cerukan", kinds["savings.overdraft-charged"], symbols["SANKC. UROK"]),
        ("Koreksi pembulatan 0,10", kinds["savings.rounding-corrected"], sum(bool(_residual(row)) for row in source.rows)),
    )
    for name, ours, theirs in counts:
        print(f"{name:24} {ours:>8} {theirs:>8}  {_same(ours, theirs)}")
    return all(ours == theirs for _, ours, theirs in counts)


def balances(source: Source, book: Book) -> bool:
    """Row by row, and at the end."""
    kept, others = rows_that_differ(source, book)
    print(f"Saldo bank sama pada {kept} dari {len(source.rows)} baris")
    differing = accounts_that_differ(source, book)
    print(f"Saldo akhir beda pada {len(differing)} rekening")
    charged = ", ".join(sorted(source.charged, key=int))
    print(f"{len(source.overdrawn)} rekening pernah di bawah nol; bunga cerukan tanpa saldo di bawah nol: rekening {charged}")
    return not others and not differing and kept == len(source.rows)


def totals(source: Source, book: Book) -> bool:
    """What the accounts hold together, and what the bank earned and paid."""
    ours, good = book.balances(as_of=LAST), True
    for code, theirs in source.totals().items():
        good &= ours.net(code) == theirs
        name = book.bylaws.chart[code].label.id
        print(f"{code} {name:34} {_figure(ours.net(code)):>18} {_figure(theirs):>18}  {_same(ours.net(code), theirs)}")
    return good


def verified(book: Book) -> bool:
    """What the book says of itself."""
    report = book.verify()
    print(report.summary("id"))
    return report.ok


def main(target: str | Path) -> int:
    """Replay, and print what is equal and what is not."""
    folder = data_folder()
    if not folder.is_dir():
        print(f"Data tidak ditemukan di {folder}. Letakkan di ../shared/data di samping proyek ini,")
        print("atau sebutkan folder induknya (yang berisi data/berka) dalam variabel IRMAN_SHARED.")
        return 2
    source = Source(folder)
    book = Book.create(target, Bylaws.from_toml(HERE / "bylaws.toml"), id="berka", begins_on=FIRST.first_day, if_exists="open")
    recorded, replayed = replay(source, book)
    print(f"Dicatat {recorded}, sudah ada {replayed}\n")
    parts = (
        ("Kegiatan: buku ini dan bank", lambda: operations(source, book)),
        ("Saldo", lambda: balances(source, book)),
        ("Jumlah per akun, debit positif", lambda: totals(source, book)),
        ("Pemeriksaan buku", lambda: verified(book)),
    )
    good = True
    for no, (title, show) in enumerate(parts, 1):
        print(f"{no}. {title}\n{'=' * (len(title) + 3)}\n")
        good = show() and good
        print()
    book.close()
    print("Semua sesuai." if good else "ADA YANG TIDAK SESUAI; lihat tanda BEDA di atas.")
    return 0 if good else 1


def data_folder() -> Path:
    """Where the source is looked for."""
    given = os.environ.get("IRMAN_SHARED")
    return (Path(given) if given else HERE.parents[2] / "shared") / "data" / "berka"


def _box(row: Row) -> str:
    return "ANTARBANK" if row["operation"] in TRANSFERS else "KAS"


def _same(left: object, right: object) -> str:
    return "sama" if left == right else "BEDA"


def _figure(amount: Money) -> str:
    return amount.text(symbol=False)


def _amount(text: str) -> Money:
    """An amount of the source, which may have a minus."""
    return -Money.parse(text[1:], "CZK") if text.startswith("-") else Money.parse(text, "CZK")


def _residual(row: Row) -> Money:
    """What the bank's balance moved beside the amount: it kept finer amounts than it printed."""
    return Money.from_minor(int(row["residual_cents"]), "CZK")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(main(Path(temporary) / "berka.db"))
