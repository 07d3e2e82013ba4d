"""Three years of a cooperative of 190 members: after every month its registers, its ledger and its statements say the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.reports import (
    aging,
    balance_sheet,
    collectability,
    income_statement,
    nominative,
    reconciliation,
    share_arrears,
    trial_balance,
)
from tests.journeys.cooperative import Calendar, Cooperative

BEGIN, END = Month(2014, 4), Month(2017, 3)
YEARS = Calendar(group_default=10, resignation=14, reschedule=15, write_off=22, death=24, recovery=27, forgiven=30, wrong_expense=8)
HALF_YEAR = Calendar(group_default=2, resignation=3, reschedule=4, write_off=4, death=4, recovery=5, forgiven=5, wrong_expense=3)
RARE = {
    "loan.forgiven",
    "loan.penalty-waived",
    "loan.recovered",
    "loan.rescheduled",
    "loan.written-off",
    "member.ended",
    "group.meeting-held",
    "cover.paid",
    "cover.repaid",
    "savings.deposit-broken",
    "savings.deposit-matured",
    "record.reversed",
}
LOANS = ("1-1500", "1-1510", "1-1530")


@pytest.mark.slow
def test_three_years_of_190_members(tmp_path: Path) -> None:
    book = _book(tmp_path / "book.db")
    coop = Cooperative(book=book, begin=BEGIN, size=190, calendar=YEARS)
    for month in _months(BEGIN, END):
        _play(coop, month)
        if month.month in (12, 3):
            assert book.verify().ok
    assert (len(coop.members), len(coop.left)) == (187, 3)
    assert not (RARE | {"member.leaver-paid", "savings.closed"}) - _kinds(book)
    book.close()


def test_half_a_year_of_40_members(database_url: str) -> None:
    book = _book(database_url)
    coop = Cooperative(book=book, begin=BEGIN, size=40, calendar=HALF_YEAR)
    for month in _months(BEGIN, Month(2014, 9)):
        _play(coop, month)
    assert book.verify().ok
    assert not RARE - _kinds(book)
    book.close()


def test_two_plays_from_the_same_seed_are_the_same(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        book = _book(tmp_path / f"{name}.db")
        coop = Cooperative(book=book, begin=BEGIN, size=40, calendar=HALF_YEAR)
        for month in _months(BEGIN, Month(2014, 6)):
            coop.play(month)
        found.append(trial_balance(book, as_of=Month(2014, 6)).text())
        book.close()
    assert found[0] == found[1]


def _play(coop: Cooperative, month: Month) -> None:
    coop.play(month)
    _end(coop, month)
    _check_papers(coop.book, month)
    if month == BEGIN:
        _check_april(coop)
    if month == BEGIN.next():
        _check_may(coop.book)
    if month == BEGIN.plus(3):
        _check_cover(coop.book)
    if month == Month(2015, 1):
        _check_correction(coop.book)
    coop.desk.close_month(month)


def _kinds(book: Book) -> set[str]:
    with book.read() as view:
        return {record.kind for record in view.records()}


def _book(target: Path | str) -> Book:
    return Book.create(target, Bylaws.sample("ksp"), id="irman", begins_on=BEGIN.first_day)


def _months(first: Month, last: Month) -> Iterator[Month]:
    while first <= last:
        yield first
        first = first.next()


def _end(coop: Cooperative, month: Month) -> None:
    """The end of a month; asked for again, it adds nothing."""
    coop.desk.end_month(month)
    size = coop.book.size
    again = coop.desk.end_month(month)
    assert [step.recorded for step in again.steps] == [0] * len(again.steps)
    assert coop.book.size == size


def _check_papers(book: Book, month: Month) -> None:
    """Every register adds up to its control accounts, these to the statements, and the statements balance."""
    trial, sheet = trial_balance(book, as_of=month), balance_sheet(book, as_of=month)
    debit, credit = trial.row("total").amounts
    assert (debit, trial.notes) == (credit, ())
    assert sheet.amount("assets") == sheet.amount("liabilities_and_equity")
    balances = book.balances(as_of=month)
    nets = {code: Money(turnover.net, "IDR") for code, turnover in balances.by_account().items() if turnover.net}
    _check_loans(book, month, sheet_loans=sheet.amount("loans"), nets=nets)
    _check_shares(book, month, nets)
    for account in Bylaws.sample("ksp").chart:
        if account.subject_kind is not None and account.code in nets:
            paper = reconciliation(book, account.code, {}, as_of=month)
            facts = {fact.key: fact.value for fact in paper.facts}
            assert facts["control"] == facts["subsidiary"] == nets[account.code] * (1 if account.normal == "debit" else -1)
    assert [nets.get(code) for code in ("1-1910", "1-1920", "1-1930", "1-1940", "1-1950", "1-1960")] == [None] * 6
    first = max(BEGIN, Month(month.year, 1))
    assert sheet.amount("surplus_current") == income_statement(book, period=(first, month)).amount("surplus_after_tax")


def _check_loans(book: Book, month: Month, sheet_loans: Money, nets: dict[str, Money]) -> None:
    owed = Money.total((nets[code] for code in LOANS if code in nets), "IDR")
    set_aside = -nets.get("1-1590", idr(0))
    listed, by_age, by_grade = nominative(book, as_of=month), aging(book, as_of=month), collectability(book, as_of=month)
    assert listed.row("total").amounts[1] == by_age.row("total").amounts[0] == by_grade.row("total").amounts[0] == owed
    assert listed.row("total").amounts[4] == by_grade.row("total").amounts[3] == set_aside
    assert listed.row("total").amounts[2] == by_age.row("total").amounts[1]
    assert by_grade.amount("missing") == idr(0)
    assert sheet_loans == owed - set_aside


def _check_shares(book: Book, month: Month, nets: dict[str, Money]) -> None:
    paper = share_arrears(book, as_of=month)
    assert paper.notes == ()
    _billed, _arrears, _advance, held = paper.row("total").amounts
    assert held == -nets["3-1200"]


def _check_april(coop: Cooperative) -> None:
    book, founders = coop.book, len(coop.members)
    assert founders == {190: 142, 40: 30}[coop.size]
    # Five of the board at 25,000 and the others at 10,000: 1,495,000 of 142 founders, 375,000 of 30.
    billed = {142: 1_495_000, 30: 375_000}[founders]
    assert share_arrears(book, as_of=BEGIN).row("total").amounts[0] == idr(billed)
    # 120,000,000 x 3 % x 30/365 = 295,890.41, more than 240,000 in a month: 10 % of 295,890 is 29,589 of tax.
    # 1,000,000 x 3 % x 30/365 = 2,465.75.
    assert _saved(book, "SS-002") == idr(120_000_000 + 295_890 - 29_589)
    assert _saved(book, "SS-001") == idr(1_002_466)
    assert -book.balances(as_of=BEGIN).net("2-1405") == idr(29_589)


def _check_may(book: Book) -> None:
    # 1,002,466 x 3 % x 31/365 = 2,554.23.
    assert _saved(book, "SS-001") == idr(1_002_466 + 2_554)
    # 360,000 were due on 10 May and came on the 25th: 3 days of grace, then 12 x 0.1 % = 4,320, in whole hundreds down.
    assert -book.balances(as_of=BEGIN.next()).net("4-1140") == idr(4_300)
    assert -book.balances(as_of=BEGIN.next()).net("4-1100") == idr(60_000)
    # Fees of 2 % and 25,000 were withheld from 3,000,000 in April.
    assert -book.balances(as_of=BEGIN).net("4-1120") == idr(60_000)
    assert -book.balances(as_of=BEGIN).net("4-1110") == idr(25_000)
    # 3,000,000 less a tenth is current: 0.5 % of 2,700,000 is set aside.
    with book.read() as view:
        assert view.subject_balances("1-1590", as_of=BEGIN.next())[Subject("loan", "PJ-0001")] == idr(-13_500)


def _check_cover(book: Book) -> None:
    # Five paid 9,600 each for the one who stayed away; what the six had brought in June stays in the fund.
    balances = book.balances(as_of=BEGIN.plus(3))
    assert (balances.net("9-1700"), balances.net("2-1660")) == (idr(48_000), idr(-60_000))
    with book.read() as view:
        assert view.loans.get("PT-01-016").due(BEGIN.plus(3).last_day).total == idr(0)


def _check_correction(book: Book) -> None:
    # The electricity that was booked twice in December lessens no cost of January.
    assert book.balances(as_of=Month(2015, 1)).net("3-1620") == idr(-75_000)
    january = income_statement(book, period=Month(2015, 1))
    assert january.row("prior_year_carried").amounts == (idr(-75_000),)


def _saved(book: Book, account: str) -> Money:
    with book.read() as view:
        return view.savings.get(account).balance
