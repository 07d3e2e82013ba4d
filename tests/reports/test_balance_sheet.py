"""The balance sheet: totals, the surplus, and what it refuses."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.chart import Chart
from irman_ledger.core.journal import credit, debit
from irman_ledger.core.label import Label
from irman_ledger.core.money import idr
from irman_ledger.core.subject import Subject
from irman_ledger.reports import Stamp, Statement, StatementDoesNotTieError, balance_sheet, build
from irman_ledger.reports.paper import BOARD
from irman_ledger.reports.statements.balance_sheet import SPEC
from tests.reports.cases import ABU_HAFSIN_2012, SEJAHTERA_SELALU, column
from tests.reports.conftest import Golden
from tests.reports.fake import FakeBook

PER = Label("Per 31 Mei 2010", "As of 31 May 2010")


def paper(rupiah: dict[str, int], ksp: Bylaws, **more: object) -> Statement:
    columns = (column(rupiah, on=date(2010, 5, 31)),)
    return build(SPEC, columns, ksp.chart, owner="Koperasi Sejahtera Selalu", dated=PER, **more)  # type: ignore[arg-type]


def refused(rupiah: dict[str, int], chart: Chart) -> StatementDoesNotTieError:
    with pytest.raises(StatementDoesNotTieError) as caught:
        build(SPEC, (column(rupiah),), chart)
    return caught.value


def test_a_published_case_foots_to_its_totals(ksp: Bylaws) -> None:
    sheet = paper(SEJAHTERA_SELALU, ksp)
    assert sheet.amount("assets") == idr(186_900_000)
    assert sheet.amount("liabilities") == idr(78_000_000)
    assert sheet.amount("equity") == idr(108_900_000)
    assert sheet.amount("surplus_current") == idr(3_900_000)
    assert sheet.amount("liabilities_and_equity") == idr(186_900_000)


def test_the_published_case_is_printed(ksp: Bylaws, golden: Golden) -> None:
    sheet = paper(SEJAHTERA_SELALU, ksp, signatures=BOARD, stamp=Stamp("CONTOH", 12, "3f2a9c" + 58 * "0"))
    golden("balance_sheet_sejahtera_selalu.id.txt", sheet.text())
    golden("balance_sheet_sejahtera_selalu.en.txt", sheet.text("en", width=80))
    golden("balance_sheet_sejahtera_selalu.id.csv", sheet.csv())
    golden("balance_sheet_sejahtera_selalu.en.json", sheet.json("en"))


def test_a_published_balance_sheet_that_does_not_foot_is_refused_with_its_difference(ksp: Bylaws, golden: Golden) -> None:
    error = refused(ABU_HAFSIN_2012, ksp.chart)
    assert error.code == "report.does-not-tie"
    assert [(one.key, one.amounts) for one in error.differences] == [
        ("assets", (idr(197_424_307),)),
        ("liabilities_and_equity", (idr(197_434_307),)),
        ("difference", (-idr(10_000),)),
    ]
    assert error.message("en") == (
        "statement of financial position does not tie: TOTAL ASSETS Rp197.424.307; TOTAL LIABILITIES AND EQUITY Rp197.434.307; "
        "Difference: TOTAL ASSETS less TOTAL LIABILITIES AND EQUITY -Rp10.000"
    )
    assert error.message("id").startswith("laporan posisi keuangan tidak seimbang: JUMLAH ASET Rp197.424.307; ")
    golden("differences_abu_hafsin.id.txt", error.paper.text())


def test_the_same_balance_sheet_with_the_subtotal_that_was_printed_foots(ksp: Bylaws) -> None:
    sheet = paper({**ABU_HAFSIN_2012, "1-1100": 50_130_400}, ksp)
    assert sheet.amount("cash_and_bank") + sheet.amount("loans") == idr(196_434_307)
    assert sheet.amount("liabilities_current") == idr(19_672_908)
    assert sheet.amount("equity") == idr(177_761_399)
    assert sheet.amount("assets") == idr(197_434_307)


def test_a_posted_account_that_the_chart_does_not_have_is_a_difference(ksp: Bylaws) -> None:
    error = refused({"1-1100": 100, "7-7777": -100}, ksp.chart)
    assert (error.differences[0].key, error.differences[0].amounts) == ("7-7777", (-idr(100),))


def test_an_account_whose_line_is_on_no_statement_is_a_difference_even_when_its_balance_is_zero() -> None:
    chart = Chart(
        [
            Account(code="1", label=Label("Kas", "Cash"), kind=AccountKind.ASSET, line="cash"),
            Account(code="2", label=Label("Aneh", "Odd"), kind=AccountKind.ASSET, line="nowhere"),
            Account(code="3", label=Label("Modal", "Capital"), kind=AccountKind.EQUITY, line="grants"),
        ]
    )
    error = refused({"1": 100, "2": 50, "3": -150}, chart)
    assert [one.key for one in error.differences] == ["2", "assets", "liabilities_and_equity", "difference"]
    assert "nowhere" in error.message()
    posted_to_and_back = column({"1": 100, "3": -100})
    turned = posted_to_and_back.balances.plus(type(posted_to_and_back.balances).of("IDR", [("2", "UMUM", "UMUM", 500, 500)]))
    with pytest.raises(StatementDoesNotTieError):
        build(SPEC, (type(posted_to_and_back)(key="x", label=Label("x", "x"), balances=turned),), chart)
    assert build(SPEC, (posted_to_and_back,), chart).amount("assets") == idr(100)


def test_an_asset_on_a_line_of_liabilities_is_a_difference_although_the_totals_meet() -> None:
    chart = Chart(
        [
            Account(code="1", label=Label("Kas", "Cash"), kind=AccountKind.ASSET, line="cash"),
            Account(code="2", label=Label("Salah", "Wrong"), kind=AccountKind.ASSET, line="savings_members"),
            Account(code="3", label=Label("Modal", "Capital"), kind=AccountKind.EQUITY, line="grants"),
        ]
    )
    error = refused({"1": 100, "2": 50, "3": -150}, chart)
    assert error.differences[0].key == "2"
    assert "savings_members" in error.differences[0].reason.en


def test_every_line_of_the_plan_counts_once(ksp: Bylaws) -> None:
    """A rupiah on any one account, against cash or capital, moves both totals by that rupiah or by nothing."""
    for account in ksp.chart.of_kind(AccountKind.ASSET, AccountKind.LIABILITY, AccountKind.EQUITY):
        if account.code in ("1-1100", "3-1400"):
            continue
        moved = {"1-1100": 10, "3-1400": -10, account.code: 3}
        moved["3-1400" if account.kind is AccountKind.ASSET else "1-1100"] -= 3
        sheet = build(SPEC, (column(moved),), ksp.chart)
        assert sheet.amount("assets") == (idr(13) if account.kind is AccountKind.ASSET else idr(7)), account.code


def test_contra_accounts_are_deducted(ksp: Bylaws) -> None:
    sheet = paper({"1-1500": 100, "1-1590": -30, "3-1400": -70}, ksp)
    assert sheet.row("loan_allowance").amounts == (-idr(30),)
    assert sheet.amount("loans") == idr(70)


def test_a_line_that_is_zero_in_every_column_is_left_out_unless_asked_for(ksp: Bylaws) -> None:
    keys = [row.key for row in paper(SEJAHTERA_SELALU, ksp).rows]
    assert "land" not in keys
    assert "investments" not in keys
    whole = [row.key for row in paper(SEJAHTERA_SELALU, ksp, zeros=True).rows]
    assert "land" in whole
    assert "investments" in whole


def test_a_line_that_is_zero_in_one_column_only_stays_with_a_dash(ksp: Bylaws) -> None:
    columns = (column({"1-1100": 7, "3-1400": -7}), column({}, on=date(2014, 4, 30)))
    sheet = build(SPEC, columns, ksp.chart)
    assert sheet.row("cash").amounts == (idr(7), idr(0))
    assert any(
        line.endswith("7                -") or line.split()[-2:] == ["7", "-"] for line in sheet.text().splitlines() if "Kas " in line
    )


def test_this_years_result_and_that_of_unclosed_years_stand_apart(ksp: Bylaws) -> None:
    now = {"1-1100": 100, "4-1100": -130, "5-3120": 30}
    sheet = build(SPEC, (column(now, earlier={"1-1100": 60, "4-1100": -70, "5-3120": 10}),), ksp.chart)
    assert sheet.amount("surplus_prior") == idr(60)
    assert sheet.amount("surplus_current") == idr(40)


def test_memorandum_accounts_stand_on_no_balance_sheet(ksp: Bylaws) -> None:
    sheet = paper({"1-1100": 5, "3-1400": -5, "9-1500": 999, "9-1590": -999}, ksp)
    assert sheet.amount("assets") == idr(5)


def test_the_book_gives_both_columns_in_one_snapshot(book: FakeBook, golden: Golden) -> None:
    sheet = balance_sheet(book, as_of=Month(2014, 5), against=date(2014, 4, 30), stamped=True)
    assert sheet.row("cash").amounts == (idr(1_740_000), idr(1_350_000))
    assert sheet.row("savings_members").amounts == (idr(3_400_000), idr(3_250_000))
    assert sheet.row("surplus_current").amounts == (idr(27_500), idr(0))
    assert sheet.row("assets").amounts == (idr(3_540_000), idr(3_350_000))
    golden("balance_sheet_book.id.txt", sheet.text())


def test_known_at_gives_the_sheet_as_it_stood_before_a_record(book: FakeBook) -> None:
    assert balance_sheet(book, as_of=Month(2014, 5), known_at=5).amount("savings_members") == idr(3_250_000)


def test_last_years_result_moves_to_its_own_line_until_it_is_closed(ksp: Bylaws) -> None:
    book = FakeBook(bylaws=ksp)
    cash, loan, journal = Subject("cash", "KAS"), Subject("loan", "PJ-001"), Subject("journal", "J")
    book.add(date(2014, 11, 3), "Jasa", debit("1-1100", idr(900), cash), credit("4-1100", idr(900), loan), subject=loan)
    book.add(date(2015, 2, 3), "Jasa", debit("1-1100", idr(50), cash), credit("4-1100", idr(50), loan), subject=loan)
    before = balance_sheet(book, as_of=Month(2015, 2))
    assert (before.amount("surplus_prior"), before.amount("surplus_current")) == (idr(900), idr(50))

    closing = date(2014, 12, 31)
    lines = (debit("4-1100", idr(900), loan), credit("3-1600", idr(900)))
    book.add(closing, "Tutup buku", *lines, subject=journal, period=201414)
    after = balance_sheet(book, as_of=Month(2015, 2), against=closing)
    assert after.figures["surplus_prior"] == (idr(900), idr(900))
    assert after.figures["surplus_current"] == (idr(50), idr(0))
