"""The end of a month from the command line: a plan, the booking, a second run, and what stops it."""

from __future__ import annotations

from pathlib import Path

from irman_ledger import Bylaws
from tests.cli.conftest import Hand, left


def test_a_plan_books_nothing(irman: Hand, book: str) -> None:
    size, root = left(book)
    ran = irman("month-end", book, "2014-04", "--plan")
    assert (ran.code, ran.err, left(book)) == (0, "", (size, root))
    # 2,500,000 from 2 April on, 29 days at 3 %/365: 5,958.90.
    assert ran.out == (
        "Rencana akhir bulan April 2014: belum ada yang dibukukan\n"
        "Langkah                                 Dicatat  Tanpa perubahan  Jumlah\n"
        "Tagihan simpanan wajib                        1                0       0\n"
        "Reklasifikasi simpanan                        0                1       0\n"
        "Simpanan berjangka                            0                0       0\n"
        "Tabungan terprogram                           0                0       0\n"
        "Pemindahan ke simpanan                        0                1       0\n"
        "Rekening pasif                                0                0       0\n"
        "Biaya rekening pasif                          0                0       0\n"
        "Jasa simpanan                                 1                0   5.959\n"
        "Reklasifikasi pinjaman                        0                0       0\n"
        "Pembebanan bunga rekening koran               0                0       0\n"
        "Jatuh tempo rekening koran                    0                0       0\n"
        "Kolektibilitas dan penyisihan pinjaman        0                0       0\n"
        "Akrual bunga pinjaman                         0                0       0\n"
        "Amortisasi provisi pinjaman                   0                0       0\n"
        "Penyusutan aset                               0                0       0\n"
        "Hibah menjadi hak                             0                0       0\n"
        f"Titik periksa {size}:{root.hex()}\n"
    )


def test_a_second_run_adds_nothing(irman: Hand, book: str) -> None:
    ran = irman("month-end", book, "2014-04", "--actor", "siti", "--lang", "en")
    assert ran.code == 0
    size, root = left(book)
    assert ran.out == (
        "End of April 2014\n"
        "Step                        Recorded  Nothing to do  Amount\n"
        "Bills of compulsory shares         1              0       0\n"
        "Savings reclassified               0              1       0\n"
        "Term deposits                      0              0       0\n"
        "Programmed savings                 0              0       0\n"
        "Transfers to savings               0              1       0\n"
        "Passive accounts                   0              0       0\n"
        "Fees of passive accounts           0              0       0\n"
        "Interest on savings                1              0   5.959\n"
        "Loans reclassified                 0              0       0\n"
        "Interest of credit lines           0              0       0\n"
        "Credit lines that expired          0              0       0\n"
        "Loan grades and allowances         0              0       0\n"
        "Accrued loan interest              0              0       0\n"
        "Loan fees earned                   0              0       0\n"
        "Depreciation of assets             0              0       0\n"
        "Grants that vest                   0              0       0\n"
        f"Checkpoint {size}:{root.hex()}\n"
    )
    again = irman("month-end", book, "2014-04", "--lang", "en")
    assert "Interest on savings                0              1       0\n" in again.out
    assert left(book) == (size, root)


def test_a_month_that_is_not_over_is_refused(irman: Hand, book: str) -> None:
    ran = irman("month-end", book, "2999-01")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.endswith("[period.future]\n")


def test_a_month_that_is_none_is_refused(irman: Hand, book: str) -> None:
    assert "[month.malformed]" in irman("month-end", book, "2014-13").err


def test_what_runs_above_a_cap_is_told(irman: Hand) -> None:
    source = Bylaws.sample("ksp").source.replace('{ months = 6, rate = "6%/year" }', '{ months = 6, rate = "10%/year" }')
    Path("dear.toml").write_text(source, "utf-8")
    assert irman("init", "dear.db", "--bylaws", "dear.toml", "--id", "irman", "--begins-on", "2023-05-01").code == 0
    assert "PERHATIAN" not in irman("month-end", "dear.db", "2023-05", "--plan").out
    ran = irman("month-end", "dear.db", "2023-06", "--plan")
    assert ran.out.splitlines()[-2] == (
        "PERHATIAN: 1 produk di atas batas 9% per tahun (PERMENKOP_8_2023, berlaku sejak 20 Juni 2023): BERJANGKA (10% per tahun)."
    )
