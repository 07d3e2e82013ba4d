"""The trial balance: always printed, memorandum accounts apart."""

from __future__ import annotations

from datetime import date

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import idr
from irman_ledger.reports import build_trial_balance, trial_balance
from tests.reports.cases import SEJAHTERA_SELALU, balances
from tests.reports.conftest import Golden
from tests.reports.fake import FakeBook


def test_a_published_trial_balance_foots(ksp: Bylaws) -> None:
    total = build_trial_balance(balances(SEJAHTERA_SELALU), ksp.chart).row("total")
    assert total.amounts == (idr(189_000_000), idr(189_000_000))


def test_memorandum_accounts_have_totals_of_their_own(book: FakeBook, golden: Golden) -> None:
    paper = trial_balance(book, as_of=Month(2014, 5), stamped=True)
    assert paper.row("total").amounts == (idr(3_552_500), idr(3_552_500))
    assert paper.row("total_memorandum").amounts == (idr(6_000_000), idr(6_000_000))
    golden("trial_balance_book.id.txt", paper.text())


def test_a_book_without_memorandum_accounts_prints_no_such_part(ksp: Bylaws) -> None:
    assert "total_memorandum" not in [row.key for row in build_trial_balance(balances(SEJAHTERA_SELALU), ksp.chart).rows]


def test_it_is_printed_even_where_it_does_not_foot(ksp: Bylaws, golden: Golden) -> None:
    paper = build_trial_balance(balances({"1-1100": 100, "3-1400": -70, "7-7777": -20, "9-1500": 5}), ksp.chart, owner="Koperasi Uji")
    assert paper.row("total").amounts == (idr(100), idr(90))
    assert paper.row("difference").amounts == (idr(10), None)
    assert paper.row("difference_memorandum").amounts == (idr(5), None)
    golden("trial_balance_uneven.id.txt", paper.text())


def test_an_empty_book_has_an_empty_trial_balance(ksp: Bylaws) -> None:
    paper = trial_balance(FakeBook(bylaws=ksp), as_of=date(2014, 1, 15))
    assert [(row.key, row.amounts) for row in paper.rows] == [("total", (idr(0), idr(0)))]
    assert "Per 15 Januari 2014" in paper.text()


def test_accounts_of_zero_are_printed_when_asked_for(ksp: Bylaws) -> None:
    paper = build_trial_balance(balances({}), ksp.chart, zeros=True)
    assert paper.row("1-1100").amounts == (idr(0), None)
