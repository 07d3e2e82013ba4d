"""Six months of a real cooperative's books, replayed through the library's own operations and compared with what it kept itself.

    python3 examples/silakop_2016/run.py [FILE or URL of a database]

Ends with 0 if everything is as expected, 1 if a figure is not, 2 where the data is not found.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from irman_ledger import Actor, Book, Bylaws, Money, Month, idr
from irman_ledger.adapters.beancount import export_beancount
from irman_ledger.adapters.beancount_check import check_beancount
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

HERE = Path(__file__).resolve().parent
FIRST, LAST = Month(2016, 5), Month(2016, 10)
POKOK, WAJIB = "11-1", "11-2"
SAVINGS = ("800-02", "800-03", "510-01")  # the control accounts of pokok, wajib and sukarela
MISPOSTED = ["J010", "J046", "J075", "J196", "J198"]
MISKEYED = ("J196", "J198")  # wajib by their amount, their journal and the balance on the card
WIDTH = 96
GOOD = "Semua sesuai. Dengan J196 dan J198 dibetulkan, tersisa Rp50.000 dari J010, J046, dan J075."
BAD = "ADA YANG TIDAK SESUAI; lihat tanda BEDA di atas."

Row = Mapping[str, str]


class Source:
    """What the cooperative kept: its operations, its journal and its balances."""

    def __init__(self, folder: Path) -> None:
        self.accounts = {row["savings_account"]: row for row in _rows(folder, "savings_accounts")}
        self.payments = {row["journal"]: row for row in _rows(folder, "savings_transactions")}
        self.loans = {row["loan"]: row for row in _rows(folder, "loans")}
        self.loan_moves = {row["journal"]: row for row in _rows(folder, "loan_transactions")}
        self.balances = {row["account"]: row for row in _rows(folder, "trial_balance")}
        self.journals: dict[str, list[Row]] = {}
        for row in _rows(folder, "journals"):
            self.journals.setdefault(row["journal"], []).append(row)

    def balance(self, account: str) -> Money:
        """Its published balance, debit positive."""
        return _signed(self.balances[account]["balance_debit_positive"])

    def subject(self, no: str) -> Subject:
        """What a savings account of the source is in the book."""
        row = self.accounts[no]
        return Subject("share", f"{row['member']}/{row['product']}") if row["product"] in (POKOK, WAJIB) else Subject("savings", no)


# --- from the source's operations to commands ---


def commands(source: Source) -> Iterator[tuple[Command[Any], str]]:
    """Everything in the order of its day: on each day admissions, openings, then the journals by number."""
    joined: dict[str, str] = {}
    for row in source.accounts.values():
        joined.setdefault(row["member"], row["opened"])
    steps = [(day, 0, member) for member, day in joined.items()]
    steps += [(row["opened"], 1, no) for no, row in source.accounts.items()]
    steps += [(lines[0]["date"], 2, journal) for journal, lines in source.journals.items()]
    for day, rank, no in sorted(steps):
        on = date.fromisoformat(day)
        if rank == 0:
            yield AdmitMember(member=no, name=f"Anggota {no}", on=on), no
        else:
            yield (_opening if rank == 1 else _movement)(source, no, on), no


def _opening(source: Source, no: str, on: date) -> Command[Any]:
    member, product = source.accounts[no]["member"], source.accounts[no]["product"]
    if product in (POKOK, WAJIB):
        return OpenShare(member=member, product=product, on=on)
    return OpenSavings(account=no, member=member, product=product, on=on)


def _movement(source: Source, journal: str, on: date) -> Command[Any]:
    if journal in source.payments:
        return _payment(source, source.payments[journal], on)
    if journal in source.loan_moves:
        return _loan_move(source, source.loan_moves[journal], on)
    lines = tuple(
        JournalLine(account=line["account"], amount=_net(line), subject="cash:KAS" if line["account"] == "100-01" else None)
        for line in source.journals[journal]
    )
    return PostJournal(on=on, narration=f"Bukti kas {journal}", lines=lines)


def _payment(source: Source, row: Row, on: date) -> Command[Any]:
    no, amount = row["savings_account"], _signed(row["deposit"])
    account = source.accounts[no]
    if account["product"] in (POKOK, WAJIB):
        return PayShare(member=account["member"], product=account["product"], on=on, amount=amount)
    return Deposit(account=no, on=on, amount=amount)


def _loan_move(source: Source, row: Row, on: date) -> Command[Any]:
    if row["type"] == "repayment":
        return RepayLoan(loan=row["loan"], on=on, amount=_signed(row["principal_paid"]) + _signed(row["interest_paid"]))
    loan = source.loans[row["loan"]]
    return DisburseLoan(
        loan=row["loan"],
        member=loan["member"],
        product="TETAP",
        on=on,
        contract_on=date.fromisoformat(loan["date"]),
        principal=_signed(loan["principal"]),
        instalments=int(loan["term_months"]),
    )


def replay(source: Source, book: Book, *, corrected: bool = False) -> None:
    """Record everything, money under the number of its journal; if asked, put right what was probably mis-keyed (salah rekening)."""
    desk = book.desk(Actor("bendahara", role="bendahara"))
    desk.record_all(commands(source))
    for journal in MISKEYED if corrected else ():
        row = source.payments[journal]
        pokok = source.subject(row["savings_account"])
        wajib = Subject("share", pokok.no.replace(POKOK, WAJIB))
        on, amount, reason = date.fromisoformat(row["date"]), _signed(row["deposit"]), f"setoran {journal} adalah simpanan wajib"
        with desk.transaction(one_voucher=True) as tx:
            move_amount(
                tx, source=pokok, target=wajib, on=on, amount=amount, reason=reason, key=f"salah-rekening/{journal}", document=journal
            )


# --- what is compared ---


def misposted(source: Source, book: Book) -> dict[str, dict[str, Money]]:
    """The journals that are not the book's, each with what it moves from the book's figures to the source's, debit positive."""
    found = {}
    for record in book.journal((FIRST, LAST)):
        lines = source.journals.get(record.key)
        if lines is None:
            continue  # a correction of ours
        theirs = [(line["account"], _net(line)) for line in lines]
        ours = [(line.account, line.amount) for line in record.lines]
        if Counter(ours) != Counter(theirs):
            moved = {account: Money.zero() for account, _ in (*ours, *theirs)}
            for account, amount in (*theirs, *((account, -amount) for account, amount in ours)):
                moved[account] += amount
            found[record.key] = {account: amount for account, amount in moved.items() if amount}
    return found


def stale_cards(source: Source, book: Book) -> dict[str, tuple[str, Money, Money]]:
    """By journal, the savings account whose kept running balance is not the book's: its number, ours and theirs."""
    found = {}
    with book.read() as view:
        for no in source.accounts:
            kept = {journal: row for journal, row in source.payments.items() if row["savings_account"] == no}
            for line in view.movements(source.subject(no), limit=1000).rows:
                journal = view.record(line.seq).key
                if journal in kept and -line.balance != _signed(kept[journal]["stored_running_balance"]):
                    found[journal] = (no, -line.balance, _signed(kept[journal]["stored_running_balance"]))
    return dict(sorted(found.items()))


def loans_that_differ(source: Source, book: Book) -> list[str]:
    """The journals after which the book says another outstanding principal than the source."""
    kept = {journal: _signed(row["outstanding_recomputed"]) for journal, row in source.loan_moves.items()}
    with book.read() as view:
        lines = [line for loan in source.loans for line in view.movements(f"loan:{loan}", account="150-01", limit=1000).rows]
        ours = {view.record(line.seq).key: line.balance for line in lines}
    return [journal for journal in kept if ours.get(journal) != kept[journal]]


def above_pokok(source: Source) -> dict[str, Row]:
    """Payments that took simpanan pokok above 100,000 by the source's own card."""
    return {
        journal: row
        for journal, row in source.payments.items()
        if source.accounts[row["savings_account"]]["product"] == POKOK and _signed(row["stored_running_balance"]) > idr(100_000)
    }


# --- what is printed; each part says whether it is as expected ---


def operations(source: Source, book: Book) -> bool:
    """How many of each operation are in the book, and how many the source has."""
    kinds = Counter(record.kind for record in book.records())
    used = {row["savings_account"] for row in source.payments.values()}
    with book.read() as view:
        never = sum(not view.movements(source.subject(no)).rows for no in source.accounts)
    counts = (
        ("Penerimaan anggota", kinds["member.admitted"], len({row["member"] for row in source.accounts.values()})),
        ("Pembukaan rekening simpanan", kinds["share.opened"] + kinds["savings.opened"], len(source.accounts)),
        ("  di antaranya tidak pernah dipakai", never, len(source.accounts.keys() - used)),
        ("Setoran simpanan pokok, wajib, dan sukarela", kinds["share.paid"] + kinds["savings.deposited"], len(source.payments)),
        ("Pencairan pinjaman", kinds["loan.disbursed"], len(source.loans)),
        ("Angsuran pinjaman", kinds["loan.repaid"], len(source.loan_moves) - len(source.loans)),
        ("Bukti kas lain (J061, J120)", kinds["general.posted"], 2),
    )
    rows = [(name, str(ours), str(theirs), _same(ours, theirs)) for name, ours, theirs in counts]
    print(_table(("Kegiatan", "Tercatat", "Sumber", ""), rows))
    return all(ours == theirs for _, ours, theirs in counts)


def journals(source: Source, book: Book) -> bool:
    """Journal by journal."""
    found = misposted(source, book)
    count = len(source.journals)
    print(f"Dari {count} jurnal, {count - len(found)} sama baris demi baris (akun dan jumlah), {len(found)} beda:\n")
    rows = []
    for journal, moved in found.items():
        row = source.payments[journal]
        ours, theirs = sorted(moved, key=lambda account: -moved[account].minor)
        rows.append((journal, row["date"], row["savings_account"], ours, theirs, _figure(_signed(row["deposit"])), "salah produk"))
    print(_table(("Jurnal", "Tanggal", "Rekening", "Akun produk", "Dijurnal ke", "Jumlah", ""), rows))
    return list(found) == MISPOSTED and (count, count - len(found)) == (271, 266)


def cards(source: Source, book: Book) -> bool:
    """Running balances of savings accounts and loans."""
    stale, loans, above = stale_cards(source, book), loans_that_differ(source, book), above_pokok(source)
    paid, moved = len(source.payments), len(source.loan_moves)
    print(f"Saldo berjalan kartu simpanan : {paid - len(stale)} dari {paid} sama")
    for journal, (no, ours, theirs) in stale.items():
        print(f"  {journal}: kartu {no} tetap {theirs} setelah setoran, seharusnya {ours} (saldo tidak ikut berubah)")
    print(f"Saldo berjalan kartu pinjaman : {moved - len(loans)} dari {moved} sama")
    for journal, row in above.items():
        balance = _signed(row["stored_running_balance"])
        print(f"Di atas simpanan pokok Rp100.000: {journal}, kartu {row['savings_account']} menjadi {balance}")
    print()
    return (sorted(no for no, _, _ in stale.values()), loans, list(above)) == (["S054", "S056"], [], ["J191"])


def balances(source: Source, book: Book) -> bool:
    """Each balance beside the published one and the total of the source's cards, and what they add up to."""
    ours, chart = {code: book.balances(as_of=LAST).net(code) for code in source.balances}, book.bylaws.chart
    rows, good = [], True
    for code, net in ours.items():
        listed = source.balances[code]["subledger_total"]
        expected = _signed(listed) if code in SAVINGS else source.balance(code)
        remark = "BEDA" if net != expected else "sama" if net == source.balance(code) else "sama dengan kartu"
        good &= net == expected
        rows.append(
            (code, chart[code].label.id, _figure(net), _figure(source.balance(code)), _figure(_signed(listed)) if listed else "", remark)
        )
    sums = (
        ("Jumlah ketiga simpanan", [-ours[code] for code in SAVINGS], [-source.balance(code) for code in SAVINGS]),
        ("Jumlah neraca", [balance_sheet(book, as_of=LAST).amount("assets")], [source.balance(c) for c in ("100-01", "150-01", "170-01")]),
        ("Hasil usaha", [balance_sheet(book, as_of=LAST).amount("surplus_current")], [-source.balance(c) for c in ("900-01", "985-04")]),
    )
    for name, left, right in sums:
        total, published = Money.total(left, "IDR"), Money.total(right, "IDR")
        good &= total == published
        rows.append(("", name, _figure(total), _figure(published), "", _same(total, published)))
    print(_table(("Akun", "Nama (debit positif)", "Buku", "Neraca sumber", "Kartu sumber", ""), rows))
    return good


def reconciled(source: Source, book: Book, *, corrected: bool = False) -> bool:
    """The way from our figures of the three kinds of savings to the published ones."""
    net, chart, stale = book.balances(as_of=LAST), book.bylaws.chart, stale_cards(source, book)
    reasons = []
    for journal, moved in misposted(source, book).items():
        if corrected and journal in MISKEYED:
            continue  # put right in the book, so it leads to no difference any more
        text = f"{journal}: {source.payments[journal]['savings_account']} salah produk"
        text += ", saldo kartu tetap" if journal in stale else ""
        reasons.append(Explanation(Label(text, text), {account: -amount for account, amount in moved.items()}))
    paper = reconcile(
        {code: -net.net(code) for code in SAVINGS},
        {code: -source.balance(code) for code in SAVINGS},
        explained_by=reasons,
        labels={code: Label(f"{code} {chart[code].label.id}", f"{code} {chart[code].label.en}") for code in SAVINGS},
        heads=(Label("Buku", "Book"), Label("Neraca sumber", "Source")),
        dated=Label("Simpanan per 31 Oktober 2016", "Savings at 31 October 2016"),
    )
    print(paper.text("id", width=WIDTH))
    gaps = [paper.row(code).amounts[2] for code in SAVINGS]
    expected = [idr(50_000), idr(0), idr(-50_000)] if corrected else [idr(10_000), idr(40_000), idr(-50_000)]
    return gaps == expected and not paper.amount("unexplained")


def sheet(book: Book) -> bool:
    """The balance sheet of the first book."""
    paper = balance_sheet(book, as_of=LAST, stamped=True)
    print(paper.text("id", width=WIDTH))
    return (paper.amount("assets"), paper.amount("surplus_current")) == (idr(6_635_000), idr(-185_000))


def verified(book: Book) -> bool:
    """What the book says of itself."""
    report = book.verify()
    print(report.summary("id"), "\n", sep="")
    return report.ok


def exported(book: Book) -> bool:
    """The books as Beancount text, read by the real Beancount where it is installed (the extra `beancount`)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "silakop.beancount"
        written = export_beancount(book, (FIRST, LAST), path)
        print(f"Ditulis: {written.transactions} transaksi, {written.assertions} uji saldo akhir bulan")
        if find_spec("beancount") is None:
            print("Tidak diperiksa: Beancount belum terpasang (pip install 'irman-ledger[beancount]').\n")
            return True
        report = check_beancount(book, path, (FIRST, LAST))
    print(f"Dibaca Beancount sendiri, {len(report.findings)} kesalahan", report.summary("id"), "", sep="\n")
    return report.ok


def main(target: str | Path) -> int:
    """Replay twice, as it was and with the mis-keyings put right, and print what is equal and what is not."""
    folder = data_folder()
    if not folder.is_dir():
        print(f"Data tidak ditemukan di {folder}. Letakkan di ../shared/data di samping proyek ini,")
        print("atau sebutkan folder induknya (yang berisi data/koperasi_silakop) dalam variabel IRMAN_SHARED.")
        return 2
    source, bylaws = Source(folder), Bylaws.from_toml(HERE / "bylaws.toml")
    book = Book.create(target, bylaws, id="silakop", begins_on=FIRST.first_day, if_exists="open")
    replay(source, book)
    second = Book.create(book.engine, bylaws, id="silakop-dibetulkan", begins_on=FIRST.first_day, if_exists="open")
    replay(source, second, corrected=True)
    parts: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("Kegiatan yang dicatat lewat operasi pustaka", lambda: operations(source, book)),
        ("Jurnal buku ini terhadap jurnal sumber", lambda: journals(source, book)),
        ("Kartu simpanan dan pinjaman", lambda: cards(source, book)),
        ("Saldo per 31 Oktober 2016", lambda: balances(source, book)),
        ("Dari saldo buku ini ke neraca sumber", lambda: reconciled(source, book)),
        ("Laporan posisi keuangan", lambda: sheet(book)),
        ("Buku kedua: J196 dan J198 dibetulkan sebagai salah rekening", lambda: reconciled(source, second, corrected=True)),
        ("Ekspor Beancount", lambda: exported(book)),
        ("Pemeriksaan kedua buku", lambda: verified(book) and verified(second)),
    )
    good = True
    for no, (title, show) in enumerate(parts, 1):
        print(f"{no}. {title}\n{'=' * (len(title) + 3)}\n")
        good = show() and good
    book.close()
    print(GOOD if good else BAD)
    return 0 if good else 1


def data_folder() -> Path:
    """Where the source is looked for."""
    given = os.environ.get("IRMAN_SHARED")
    return (Path(given) if given else HERE.parents[2] / "shared") / "data" / "koperasi_silakop"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they need; figures to the right."""
    sides = ["<" if any(row[place].strip("-.0123456789") for row in rows) else ">" for place in range(len(heads))]
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    lines = [heads, ["-" * width for width in widths], *rows]
    cells = ([f"{text:{side}{width}}" for text, side, width in zip(line, sides, widths, strict=True)] for line in lines)
    return "\n".join("  ".join(line).rstrip() for line in cells) + "\n"


def _same(left: object, right: object) -> str:
    return "sama" if left == right else "BEDA"


def _figure(amount: Money) -> str:
    return amount.text(symbol=False)


def _signed(text: str) -> Money:
    """An amount of the source, which may have a minus."""
    return -Money.parse(text[1:]) if text.startswith("-") else Money.parse(text)


def _net(line: Row) -> Money:
    return _signed(line["debit"]) - _signed(line["credit"])


def _rows(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(main(Path(temporary) / "silakop.db"))
