"""The income statement: lines A to O, and the sum errors that copies of the ministry's worksheet are known for."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.chart import Chart
from irman_ledger.core.journal import credit, debit
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money, idr
from irman_ledger.core.subject import Subject
from irman_ledger.reports import ReportInputError, Statement, StatementDoesNotTieError, build, income_statement
from irman_ledger.reports.statements.income_statement import SPEC
from tests.reports.cases import SEJAHTERA_SELALU, column
from tests.reports.conftest import Golden
from tests.reports.fake import FakeBook

# Every line has digits of its own, so that a sum shows which line is in it, and how often.
YEAR = {
    "4-1100": -1_000_000,
    "4-1110": -200_000,
    "4-1120": -30_000,
    "4-1190": -4_000,
    "4-2100": -500_000,
    "4-2110": -60_000,
    "4-2120": -7_000,
    "4-2190": -700,
    "5-1100": 10_000,
    "5-1110": 2_000,
    "5-2120": 3_000,
    "5-3120": 100_000,
    "5-3160": 40_000,
    "5-3210": 5_001,
    "5-4100": 6_000,
    "5-4120": 800,
    "4-9120": -9_000,
    "5-9100": 1_500,
    "5-9900": 11_000,
}
YEAR_BEFORE = {"4-1100": -900_000, "5-3120": 70_000, "5-3160": 20_000}
FIGURES = {
    "income_members": 1_234_000,
    "income_non_members": 567_700,
    "income": 1_801_700,
    "cost_members": 12_000,
    "cost_non_members": 3_000,
    "surplus_gross": 1_786_700,
    "operating_expenses": 145_001,
    "operating_expenses_members": 99_312,
    "operating_expenses_non_members": 45_689,
    "cooperative_expenses": 6_800,
    "participation_net": 1_115_888,
    "result_non_members": 519_011,
    "result_operating": 1_634_899,
    "other_results": 7_500,
    "surplus_before_tax": 1_642_399,
    "tax": 11_000,
    "surplus_after_tax": 1_631_399,
}


def two_years(ksp: Bylaws) -> Statement:
    columns = (column(YEAR, on=date(2014, 12, 31)), column(YEAR_BEFORE, on=date(2013, 12, 31)))
    return build(SPEC, columns, ksp.chart, owner=ksp.name, dated=Label("Tahun 2014 dan 2013", "2014 and 2013"))


@pytest.mark.parametrize(("key", "rupiah"), FIGURES.items())
def test_each_figure_is_the_sum_that_its_letter_says(ksp: Bylaws, key: str, rupiah: int) -> None:
    assert two_years(ksp).amount(key) == idr(rupiah)


def test_administration_fees_count_once_and_provision_is_not_left_out(ksp: Bylaws) -> None:
    """A known copy of the worksheet adds administration twice and omits provision: 1,404,000."""
    assert two_years(ksp).amount("income_members") == idr(1_234_000)


def test_depreciation_counts_once(ksp: Bylaws) -> None:
    """A known copy of the worksheet counts depreciation twice: 185,001."""
    assert two_years(ksp).amount("operating_expenses") == idr(145_001)


def test_last_years_operating_expenses_are_not_its_gross_surplus(ksp: Bylaws) -> None:
    """A known copy of the worksheet computes G of the year before as F: 900,000."""
    statement = two_years(ksp)
    assert statement.amount("surplus_gross", 1) == idr(900_000)
    assert statement.amount("operating_expenses", 1) == idr(90_000)
    assert statement.amount("surplus_after_tax", 1) == idr(810_000)


def test_it_is_printed(ksp: Bylaws, golden: Golden) -> None:
    golden("income_statement_two_years.id.txt", two_years(ksp).text())
    golden("income_statement_two_years.en.txt", two_years(ksp).text("en"))


def test_a_published_case_gives_its_result(ksp: Bylaws) -> None:
    statement = build(SPEC, (column(SEJAHTERA_SELALU),), ksp.chart)
    assert statement.amount("income_members") == idr(6_000_000)
    assert statement.amount("surplus_gross") == idr(5_100_000)
    assert statement.amount("participation_net") == idr(4_800_000)
    assert statement.amount("result_non_members") == -idr(900_000)
    assert statement.amount("surplus_after_tax") == idr(3_900_000)


def test_without_any_income_members_bear_the_operating_expenses(ksp: Bylaws) -> None:
    statement = build(SPEC, (column({"1-1100": -100, "5-3120": 100}),), ksp.chart)
    assert statement.amount("operating_expenses_members") == idr(100)
    assert statement.amount("surplus_after_tax") == -idr(100)


def test_a_side_with_negative_income_bears_no_operating_expenses(ksp: Bylaws) -> None:
    statement = build(SPEC, (column({"4-1100": 50, "4-2100": -80, "5-3120": 100}),), ksp.chart)
    assert statement.amount("operating_expenses_members") == idr(0)
    assert statement.amount("operating_expenses_non_members") == idr(100)


def test_sen_of_shared_expenses_are_not_lost(ksp: Bylaws) -> None:
    minor = column({"4-1100": -2, "4-2100": -1, "5-3120": 1})
    odd = type(minor.balances).of("IDR", [*minor.balances.rows(), ("5-3120", "UMUM", "UMUM", 37, 0)])
    statement = build(SPEC, (type(minor)(key="x", label=Label("x", "x"), balances=odd),), ksp.chart)
    shares = statement.amount("operating_expenses_members"), statement.amount("operating_expenses_non_members")
    assert sum(one.minor for one in shares) == 137
    assert statement.amount("surplus_after_tax") == Money.from_minor(163)


def test_every_income_and_expense_line_counts_once(ksp: Bylaws) -> None:
    for account in ksp.chart.of_kind(AccountKind.INCOME, AccountKind.EXPENSE):
        statement = build(SPEC, (column({account.code: -7}),), ksp.chart)
        assert statement.amount("surplus_after_tax") == idr(7), account.code


def test_an_income_account_whose_line_is_on_no_statement_is_refused() -> None:
    chart = Chart(
        [
            Account(code="4", label=Label("Jasa", "Interest"), kind=AccountKind.INCOME, line="income_interest_members"),
            Account(code="5", label=Label("Aneh", "Odd"), kind=AccountKind.EXPENSE, line="expense_nowhere"),
        ]
    )
    with pytest.raises(StatementDoesNotTieError) as caught:
        build(SPEC, (column({"4": -100, "5": 30}),), chart)
    assert [(one.key, one.amounts) for one in caught.value.differences] == [("5", (idr(30),)), ("difference", (idr(30),))]


def test_closing_entries_are_left_out(ksp: Bylaws) -> None:
    book = FakeBook(bylaws=ksp)
    cash, loan = Subject("cash", "KAS"), Subject("loan", "PJ-001")
    book.add(date(2014, 12, 3), "Jasa", debit("1-1100", idr(900), cash), credit("4-1100", idr(900), loan), subject=loan)
    lines = (debit("4-1100", idr(900), loan), credit("3-1600", idr(900)))
    book.add(date(2014, 12, 31), "Tutup buku", *lines, subject=Subject("journal", "J"), period=201414)
    assert income_statement(book, period=(Month(2014, 1), Month(2014, 12))).amount("surplus_after_tax") == idr(900)


def test_the_book_gives_months_and_a_period_beside_them(book: FakeBook, golden: Golden) -> None:
    statement = income_statement(book, period=Month(2014, 5), against=(Month(2014, 1), Month(2014, 4)), signed=True)
    assert statement.amount("surplus_after_tax") == idr(27_500)
    assert statement.columns[1].key == "2014-01..2014-04"
    golden("income_statement_book.id.txt", statement.text())


def test_a_period_that_ends_before_it_begins_is_refused(book: FakeBook) -> None:
    with pytest.raises(ReportInputError) as caught:
        income_statement(book, period=(Month(2014, 5), Month(2014, 4)))
    assert caught.value.code == "report.input"


def test_two_columns_of_the_same_period_are_refused(book: FakeBook) -> None:
    with pytest.raises(ReportInputError):
        income_statement(book, period=Month(2014, 5), against=Month(2014, 5))
