"""Loans are graded from the command line."""

from __future__ import annotations

from tests.cli.conftest import Hand, left

LOANS = """\
{"kind":"loan.disburse","loan":"PJ-1","member":"A-001","product":"REGULER","on":"2014-04-10","principal":"2.000.000","instalments":10,"key":"l1"}
{"kind":"loan.disburse","loan":"PJ-2","member":"A-001","product":"REGULER","on":"2014-04-10","principal":"400.000","instalments":10,"key":"l2"}
"""


def test_loans_are_assessed_once(irman: Hand, book: str) -> None:
    assert irman("record", book, "-", given=LOANS).code == 0
    ran = irman("assess", book, "2014-04-30", "--actor", "siti", "--role", "bendahara")
    size, root = left(book)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Pinjaman dinilai per 30 April 2014: 2; perubahan penyisihan: Rp12.000\n"
        f"Bukti BM/2014/000001 s.d. BM/2014/000002\nTitik periksa {size}:{root.hex()}\n"
    )
    again = irman("assess", book, "2014-04-30", "--lang", "en")
    assert again.out == f"Loans assessed as of 30 April 2014: 0; change of the allowance: Rp0\nCheckpoint {size}:{root.hex()}\n"
    assert left(book) == (size, root)


def test_what_changed_on_the_same_day_is_assessed_again(irman: Hand, book: str) -> None:
    assert irman("record", book, "-", given=LOANS).code == 0
    assert irman("assess", book, "2014-04-30").code == 0
    repaid = '{"kind":"loan.repay","loan":"PJ-1","on":"2014-04-29","amount":"240.000","key":"r"}'
    assert irman("record", book, "-", given=repaid).code == 0
    # 0,5% of the 200.000 that were repaid.
    assert "1; perubahan penyisihan: -Rp1.000\nBukti BM/2014/000003\n" in irman("assess", book, "2014-04-30").out
    assert irman("verify", book).code == 0


def test_a_day_that_cannot_be_is_refused(irman: Hand, book: str) -> None:
    ran = irman("assess", book, "2014-04-31")
    assert (ran.code, ran.out) == (2, "")
    assert "[date.malformed]" in ran.err


def test_a_closed_month_is_refused_in_one_line(irman: Hand, book: str) -> None:
    assert irman("record", book, "-", given=LOANS).code == 0
    assert irman("close", book, "2014-04").code == 0
    ran = irman("assess", book, "2014-04-30")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("\n") == 1
    assert "[period.closed]" in ran.err
