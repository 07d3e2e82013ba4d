"""Journal, ledger, member card and voucher."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.journal import credit, debit
from irman_ledger.core.money import idr
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownAccountError
from irman_ledger.reports import NoVoucherError, journal, ledger, member_card, voucher
from irman_ledger.reports.dates import LANGS
from tests.reports.conftest import CASH, LOAN, SAVINGS, Golden
from tests.reports.fake import FakeBook


def test_the_journal_prints_every_entry_of_the_period_in_booking_order(book: FakeBook, golden: Golden) -> None:
    paper = journal(book, period=Month(2014, 5))
    assert [row.key for row in paper.rows if row.kind == "heading"] == ["4", "5", "6", "7"]
    assert paper.row("total").amounts == (idr(402_500), idr(402_500))
    assert paper.row("total_memorandum").amounts == (idr(6_000_000), idr(6_000_000))
    golden("journal_book.id.txt", paper.text())


def booked_credit_first(ksp: Bylaws) -> FakeBook:
    """One entry of four lines, credits before debits."""
    book = FakeBook(bylaws=ksp)
    lines = (credit("1-1100", idr(5), CASH), debit("5-3120", idr(4)), credit("2-1440", idr(2)), debit("5-3130", idr(3)))
    book.add(date(2014, 1, 2), "Uji", *lines, subject=Subject("journal", "J"), voucher=("BKK", 1))
    return book


def test_debits_are_printed_before_credits_whatever_order_they_were_booked_in(ksp: Bylaws) -> None:
    book = booked_credit_first(ksp)
    codes = ("1-1100", "5-3120", "2-1440", "5-3130")
    for paper in (journal(book, period=Month(2014, 1)), voucher(book, 0)):
        text = paper.text()
        assert sorted(codes, key=text.index) == ["5-3120", "5-3130", "1-1100", "2-1440"]


def test_json_and_csv_keep_the_order_of_booking_with_the_number_of_the_line(ksp: Bylaws) -> None:
    book = booked_credit_first(ksp)
    papers = {"0.": journal(book, period=Month(2014, 1)), "": voucher(book, 0)}
    for start, paper in papers.items():
        found = [(row["key"], row["amounts"]["debit"]) for row in json.loads(paper.json())["rows"] if row["kind"] == "line"]
        assert found == [(f"{start}0", None), (f"{start}1", "4"), (f"{start}2", None), (f"{start}3", "3")]
        assert [line.split(";")[0] for line in paper.csv().splitlines() if ";line;" in line] == [f"{start}{no}" for no in range(4)]


def test_the_journal_says_by_which_number_a_voucher_is_asked_for(book: FakeBook) -> None:
    text = journal(book, period=Month(2014, 5)).text()
    assert "\nNo.  Tanggal     Bukti            Uraian" in text
    assert "\n5    12-05-2014  BKM/2014/000004  Setoran" in text


def test_records_without_lines_stand_in_no_journal(book: FakeBook) -> None:
    assert "Pembukaan" not in journal(book, period=Month(2014, 4)).text()


def test_the_ledger_runs_from_its_opening_to_its_closing_balance(book: FakeBook, golden: Golden) -> None:
    paper = ledger(book, "2-1100", period=Month(2014, 5))
    assert paper.row("opening").amounts == (None, None, idr(3_250_000))
    assert paper.row("5.0").amounts == (None, idr(150_000), idr(3_400_000))
    assert paper.row("closing").amounts == (idr(0), idr(150_000), idr(3_400_000))
    golden("ledger_savings.id.txt", paper.text())
    golden("ledger_cash.en.txt", ledger(book, "1-1100", period=(Month(2014, 4), Month(2014, 5))).text("en"))


def test_a_balance_on_the_wrong_side_stands_in_brackets(ksp: Bylaws) -> None:
    book = FakeBook(bylaws=ksp)
    bank = Subject("cash", "BANK")
    book.add(date(2014, 1, 2), "Biaya", debit("5-3120", idr(500)), credit("1-1200", idr(500), bank), subject=Subject("journal", "J"))
    paper = ledger(book, "1-1200", period=Month(2014, 1))
    assert paper.row("closing").amounts == (idr(0), idr(500), -idr(500))
    assert "(500)" in paper.text()


def test_a_ledger_of_an_unknown_account_is_refused(book: FakeBook) -> None:
    with pytest.raises(UnknownAccountError):
        ledger(book, "7-7777", period=Month(2014, 5))


def test_a_ledger_names_the_subject_of_each_line_where_they_differ(ksp: Bylaws) -> None:
    book = FakeBook(bylaws=ksp)
    for no in ("SS-001", "SS-002"):
        lines = (debit("1-1100", idr(10), CASH), credit("2-1100", idr(10), Subject("savings", no)))
        book.add(date(2014, 1, 2), "Setoran", *lines, subject=Subject("savings", no))
    text = ledger(book, "2-1100", period=Month(2014, 1)).text()
    assert "Setoran [SS-001]" in text
    assert "Setoran [SS-002]" in text


def test_the_member_card_shows_every_holding_with_running_balances(book: FakeBook, golden: Golden) -> None:
    paper = member_card(book, "A-001", as_of=Month(2014, 5))
    savings, loan = "savings:SS-001.2-1100", "loan:PJ-001.1-1500"
    assert paper.row(f"{savings}.2").amounts == (None, idr(3_250_000), None, idr(3_250_000))
    assert paper.row(f"{savings}.5").texts[0] == date(2014, 4, 28)
    assert paper.row(f"{savings}.total").amounts == (idr(0), idr(3_400_000), None, idr(3_400_000))
    assert paper.row(f"{loan}.4").amounts == (None, idr(200_000), idr(40_000), idr(1_800_000))
    assert paper.row(f"{loan}.total").amounts == (idr(2_000_000), idr(200_000), idr(40_000), idr(1_800_000))
    golden("member_card.id.txt", paper.text())
    golden("member_card.en.txt", paper.text("en"))


def test_a_card_ties_with_the_control_account_of_the_same_day(book: FakeBook) -> None:
    """A deposit of April that was booked in May is on the card of May, not on that of April."""
    april = member_card(book, "A-001", as_of=Month(2014, 4))
    assert april.row("savings:SS-001.2-1100.total").amounts[3] == idr(3_250_000) == -book.balances(as_of=Month(2014, 4)).net("2-1100")


def test_a_payment_of_interest_only_leaves_the_balance(book: FakeBook) -> None:
    lines = (debit("1-1100", idr(30_000), CASH), credit("4-1100", idr(30_000), LOAN))
    book.add(date(2014, 5, 20), "Jasa PJ-001", *lines, subject=LOAN)
    paper = member_card(book, "A-001", as_of=Month(2014, 5))
    assert paper.row("loan:PJ-001.1-1500.8").amounts == (None, None, idr(30_000), idr(1_800_000))


def test_what_is_owed_to_the_member_as_such_is_on_the_card(book: FakeBook) -> None:
    member = Subject("member", "A-001")
    lines = (debit("3-1100", idr(100_000), Subject("share", "A-001/POKOK")), credit("2-1630", idr(100_000), member))
    book.add(date(2014, 5, 30), "Anggota A-001 keluar", *lines, subject=member)
    paper = member_card(book, "A-001", as_of=Month(2014, 5))
    assert paper.row("member:A-001.2-1630.total").amounts[3] == idr(100_000)
    assert paper.row("share:A-001/POKOK.3-1100.total").amounts[3] == idr(0)


def test_an_erased_name_is_printed_as_erased(book: FakeBook) -> None:
    erased = Private.committed(Private.of("Anggota Contoh").sealed(bytes(32)).commitment or b"")
    book.people["A-001"] = replace(book.people["A-001"], name=erased)
    assert "Nama        : (nama dihapus)" in member_card(book, "A-001", as_of=Month(2014, 5)).text()
    assert "A-001 (name erased)" in voucher(book, 2).text("en")


def test_a_cash_receipt_is_ready_to_sign(book: FakeBook, golden: Golden) -> None:
    golden("voucher_bkm.id.txt", voucher(book, 4).text())
    golden("voucher_bkm.en.txt", voucher(book, 4, stamped=True).text("en"))


def test_a_cash_payment_names_the_payee(book: FakeBook, golden: Golden) -> None:
    golden("voucher_bkk.id.txt", voucher(book, 3).text())


def test_a_memorial_voucher_moves_no_money(book: FakeBook, golden: Golden) -> None:
    golden("voucher_bm.id.txt", voucher(book, 6).text())


def test_the_voucher_of_a_reversal_is_no_receipt(book: FakeBook, golden: Golden) -> None:
    lines = (credit("1-1100", idr(240_000), CASH), debit("1-1500", idr(200_000), LOAN), debit("4-1100", idr(40_000), LOAN))
    seq = book.add(
        date(2014, 5, 31),
        "Pembalikan catatan 4: angsuran dicatat dua kali",
        *lines,
        subject=LOAN,
        voucher=("BKK", 2),
        document="BA-001",
        reverses=4,
        reason="angsuran dicatat dua kali",
    ).seq
    for lang in LANGS:
        text = voucher(book, seq).text(lang)
        assert [words for words in ("Dibayarkan", "Diterima", "Penerima", "Paid to", "Received", "Payee", "Payer") if words in text] == []
        golden(f"voucher_reversal.{lang}.txt", text)


def test_a_voucher_booked_later_says_both_days(book: FakeBook) -> None:
    text = voucher(book, 5).text()
    assert "12 Mei 2014" in text
    assert "Tanggal transaksi : 28 April 2014" in text


@pytest.mark.parametrize(
    ("box", "is_in", "title"),
    [("1-1200", True, "BUKTI BANK MASUK"), ("1-1200", False, "BUKTI BANK KELUAR"), ("1-1100", False, "BUKTI KAS KELUAR")],
)
def test_the_series_gives_the_title(ksp: Bylaws, box: str, is_in: bool, title: str) -> None:
    book = FakeBook(bylaws=ksp)
    name = "BANK" if box == "1-1200" else "KAS"
    series = ksp.boxes[name].series_in if is_in else ksp.boxes[name].series_out
    side, other = (debit, credit) if is_in else (credit, debit)
    lines = (side(box, idr(10), Subject("cash", name)), other("2-1690", idr(10)))
    book.add(date(2014, 1, 2), "Uji", *lines, subject=Subject("journal", "J"), voucher=(series, 1))
    assert title in voucher(book, 0).text()


def test_a_series_of_the_cooperatives_own_is_titled_by_its_direction(ksp: Bylaws) -> None:
    own = replace(ksp, boxes={"KAS": replace(ksp.boxes["KAS"], series_in="KM", series_out="KK")})
    book = FakeBook(bylaws=own)
    lines = (debit("1-1100", idr(10), CASH), credit("2-1690", idr(10)))
    book.add(date(2014, 1, 2), "Uji", *lines, subject=Subject("journal", "J"), voucher=("KM", 1))
    assert "BUKTI PENERIMAAN" in voucher(book, 0).text()


def test_the_words_are_those_of_the_money_that_moved(book: FakeBook) -> None:
    """300,000 are set off, 100,000 of them against savings: only 200,000 went through the cash box."""
    lines = (debit("1-1100", idr(200_000), CASH), debit("2-1100", idr(100_000), SAVINGS), credit("1-1500", idr(300_000), LOAN))
    seq = book.add(date(2014, 5, 21), "Angsuran", *lines, subject=LOAN, voucher=("BKM", 9)).seq
    assert "Terbilang: Dua ratus ribu rupiah" in voucher(book, seq).text()


def test_a_record_without_lines_has_no_voucher(book: FakeBook) -> None:
    with pytest.raises(NoVoucherError) as caught:
        voucher(book, 1)
    assert caught.value.code == "report.no-voucher"
    assert "catatan 1" in caught.value.message("id")
