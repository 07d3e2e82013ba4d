"""The first year of Koperasi IRMAN: a programme's assets taken over on 25 March 2014, business to December, the donor's pack.

    python3 examples/irman_2014/run.py [FILE or URL of a database]

Persons, groups and movements are invented; the opening figures are a worked example. Ends with 0 if all is as expected.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import second_half
from business import MONTHS, business, month_end
from handover import APRIL, BEGIN, DISTRICTS, HANDED_OVER, MARCH, MAY, MEMBERS, deed, old_loans, partners, take_over
from second_half import DECEMBER

from irman_ledger import Actor, Book, Bylaws, Money, idr
from irman_ledger.reports import balance_sheet, donor_pack, income_statement, trial_balance

NAME = "Koperasi Ikhtiar Rezeki Mandiri (contoh)"
TOTAL, HELD_IN_TRUST = idr(231_950_000), idr(6_000_000)
WIDTH = 96
INTRODUCTION = """\
Koperasi IRMAN, Kabupaten Bantaeng: tahun pertama, 25 Maret sampai Desember 2014.
Contoh: anggota, kelompok, dan semua transaksi adalah rekaan; tidak ada orang yang sebenarnya.
"""
NOT_INCLUDED = """\
Belum termasuk dalam angka di atas; menyusul pada versi pustaka berikutnya:
  - pelepasan margin tangguhan ke pendapatan, sejalan dengan angsuran mitra
Di luar buku ini: tanah wakaf Rp45.000.000, yang dibukukan nazhir secara terpisah.
"""


def bylaws() -> Bylaws:
    """The sample bylaws under the cooperative's own name."""
    sample = Bylaws.sample("ksp")
    return Bylaws.from_toml(sample.source.replace(f'"{sample.name}"', f'"{NAME}"'))


def play(book: Book) -> None:
    """Record everything; a second run records nothing more."""
    desk, paper = book.desk(Actor("bendahara", role="bendahara")), deed()
    members = partners(paper)
    loans = old_loans(paper, members)
    take_over(desk, paper)
    desk.close_month(MARCH)
    for month in MONTHS:
        desk.record_all(business(month, members, loans))
        month_end(desk, month)
        if book.closed_to is None or book.closed_to < month:
            desk.end_month(month)
        desk.close_month(month)
    second_half.play(book, desk, members, loans)


def opening(book: Book) -> bool:
    """The hand-over: who came over, and whether each figure is the one of the paper."""
    with book.read() as view:
        members, balances = list(view.members.all()), view.balances(as_of=BEGIN)
    print(f"{'Kecamatan':<14}{'Usaha':<18}{'Kelompok':>8}{'Anggota':>10}")
    for district, (trade, _) in DISTRICTS.items():
        here = [one for one in members if one.district == district]
        print(f"{district:<14}{trade:<18}{len({one.group for one in here}):>8}{len(here):>10}")
    print(f"{'Jumlah':<32}{len({one.group for one in members}):>8}{len(members):>10}\n")
    paper = trial_balance(book, as_of=BEGIN)
    print(paper.text("id", width=WIDTH))
    wrong = [name for name, (codes, rupiah) in HANDED_OVER.items() if Money.total(map(balances.net, codes), "IDR") != idr(rupiah)]
    sums = (*paper.row("total").amounts, *paper.row("total_memorandum").amounts)
    good = not wrong and sums == (TOTAL, TOTAL, HELD_IN_TRUST, HELD_IN_TRUST) and len(members) == MEMBERS
    shown = f"{len(HANDED_OVER)} pos dan jumlah {TOTAL}: sama" if good else f"BEDA: {', '.join(wrong) or 'jumlah'}"
    print(f"Terhadap berita acara serah terima, {shown}.\n")
    return good


def papers(book: Book) -> bool:
    """The balance sheet at the end of May beside March, the result of April and May, and what is not in them."""
    sheet = balance_sheet(book, as_of=MAY, against=MARCH)
    result = income_statement(book, period=(APRIL, MAY))
    print(sheet.text("id", width=WIDTH))
    print(result.text("id", width=WIDTH))
    print(NOT_INCLUDED)
    return sheet.amount("surplus_current") == result.amount("surplus_after_tax")


def pack(book: Book) -> bool:
    """What the donor gets of the nine months to December."""
    for paper in donor_pack(book, period=(APRIL, DECEMBER)):
        print(paper.text("id", width=WIDTH))
    return True


def ending(book: Book) -> bool:
    """What is closed, what is open, and whether the book agrees with itself."""
    december = sum(1 for _ in book.journal(DECEMBER))
    print(f"Ditutup: Maret sampai November 2014; pos perantara nol. Desember masih terbuka, {december} bukti.\n")
    report = book.verify()
    print(report.summary("id"))
    print(f"\nAkar log (simpan di luar): {book.root().hex()}")
    return report.ok and book.closed_to == second_half.NOVEMBER


def main(target: str | Path) -> int:
    """Play and print."""
    book = Book.create(target, bylaws(), id="irman", begins_on=BEGIN, if_exists="open")
    play(book)
    print(INTRODUCTION)
    good = [opening(book), papers(book), pack(book), ending(book)]
    book.close()
    return 0 if all(good) else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(Path(folder) / "irman.db"))
