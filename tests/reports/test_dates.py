"""Papers of days that the book knows nothing of are refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from irman_ledger.core.calendar import Month
from irman_ledger.core.money import idr
from irman_ledger.reports import (
    BeforeBookError,
    Statement,
    balance_sheet,
    income_statement,
    journal,
    ledger,
    member_card,
    reconciliation,
    savings_list,
    share_arrears,
    term_deposits,
    trial_balance,
)
from tests.reports.fake import FakeBook

FEBRUARY, MARCH, APRIL, MAY = (Month(2014, month) for month in (2, 3, 4, 5))
EVE = date(2014, 3, 31)
TOO_EARLY: list[tuple[str, str, Callable[[FakeBook], Statement]]] = [
    ("as_of", "2014-02", lambda book: trial_balance(book, as_of=FEBRUARY)),
    ("as_of", "2014-03-30", lambda book: trial_balance(book, as_of=date(2014, 3, 30))),
    ("as_of", "2014-02", lambda book: balance_sheet(book, as_of=FEBRUARY)),
    ("against", "2014-02", lambda book: balance_sheet(book, as_of=APRIL, against=FEBRUARY)),
    ("period", "2013-01..2014-02", lambda book: income_statement(book, period=(Month(2013, 1), FEBRUARY))),
    ("against", "2014-02", lambda book: income_statement(book, period=APRIL, against=FEBRUARY)),
    ("period", "2014-02", lambda book: journal(book, period=FEBRUARY)),
    ("period", "2014-02", lambda book: ledger(book, "1-1100", period=FEBRUARY)),
    ("as_of", "2014-02", lambda book: member_card(book, "A-001", as_of=FEBRUARY)),
    ("as_of", "2014-02", lambda book: share_arrears(book, as_of=FEBRUARY)),
    ("as_of", "2014-02", lambda book: savings_list(book, as_of=FEBRUARY)),
    ("as_of", "2014-02", lambda book: term_deposits(book, as_of=FEBRUARY)),
    ("as_of", "2014-02", lambda book: reconciliation(book, "2-1100", {"SS-001": idr(1)}, as_of=FEBRUARY)),
]


@pytest.fixture
def begun(book: FakeBook) -> FakeBook:
    """The book begins on the eve of April."""
    return replace(book, begins_on=EVE)


@pytest.mark.parametrize(("field", "asked", "draw"), TOO_EARLY)
def test_a_paper_of_days_before_the_book_is_refused(begun: FakeBook, field: str, asked: str, draw: Callable[[FakeBook], Statement]) -> None:
    with pytest.raises(BeforeBookError) as caught:
        draw(begun)
    assert (caught.value.code, caught.value.field) == ("report.before-book", field)
    assert caught.value.message("en") == f"{asked} lies before the book begins, which is on 2014-03-31"
    assert caught.value.message("id") == f"{asked} mendahului awal buku, yaitu 2014-03-31"


def test_a_month_or_a_span_that_the_book_begins_in_is_printed(begun: FakeBook) -> None:
    assert trial_balance(begun, as_of=EVE).row("total").amounts == (idr(0), idr(0))
    assert balance_sheet(begun, as_of=APRIL, against=MARCH).amount("assets") == idr(3_350_000)
    assert income_statement(begun, period=(Month(2014, 1), MAY)).amount("income") == idr(40_000)
    assert journal(begun, period=MARCH).row("total").amounts == (idr(0), idr(0))
