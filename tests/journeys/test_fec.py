"""A real company's general ledger of thirteen months, replayed: 10,756 postings, 154 balances, 96 published statement cells.

What was found in the data: all 4,001 entries balance, have two lines or more (at most 293) and one date each, and no line is zero,
negative or on both sides; so nothing is left out or changed, and an entry may follow a later one, as in the file. Texts of the origin
are not taken over: account names and narrations are codes, third parties are left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from irman_ledger import Actor, Book, Bylaws, Money, Month
from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.reports import balance_sheet, income_statement, trial_balance

FIRST, LAST = Month(2022, 4), Month(2023, 4)
ENTRIES, POSTINGS, ACCOUNTS, CELLS = 4001, 10756, 154, 96
TURNOVER = Money.parse("8258083.73", "EUR")  # printed by the origin, debit and credit
PROFIT = Money.parse("126233.91", "EUR")  # classes 6 and 7 of the origin's closing balances

HEAD = """
[bylaws]
name = "Sebuah perusahaan, 2022-2023"
from_on = 2022-04-01
currency = "EUR"
time_zone = "Europe/Paris"
fiscal_first_month = 5
memorial_series = "OD"

[[fiscal_years]]
ends_in = "2023-04"
months = 13
"""
# By the beginning of the code in the French chart: kind and statement line; the longest beginning counts.
PLAN = {
    "1": ("equity", "equalisation_capital"),
    "16": ("liability", "bank_loans"),
    "2": ("asset", "equipment"),
    "3": ("asset", "inventory"),
    "4": ("liability", "other_current_liabilities"),
    "41": ("asset", "other_receivables"),
    "46": ("asset", "other_current_assets"),
    "47": ("asset", "other_current_assets"),
    "48": ("asset", "other_current_assets"),
    "5": ("asset", "bank_current"),
    "53": ("asset", "cash"),
    "6": ("expense", "expense_operating_other"),
    "7": ("income", "income_other_non_members"),
}

# Two sums of form 2052 that the origin uses and does not list: the turnover in France and abroad, of goods, products and services.
SUMS = {"FJ": "FA + FD + FG", "FK": "FB + FE + FH"}

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def origin(shared_data: Path) -> dict[str, Rows]:
    return {name: _rows(shared_data / "fec_neolegal" / f"fec_a_2022.{name}.csv") for name in ("accounts", "postings", "statement_lines")}


@pytest.fixture(scope="module")
def book(origin: dict[str, Rows], new_database: Callable[[], str]) -> Iterator[Book]:
    """The whole ledger, posted entry by entry as general journal."""
    bylaws = Bylaws.from_toml(_bylaws(row["account"] for row in origin["accounts"]))
    made = Book.create(new_database(), bylaws, id="fec", begins_on=FIRST.first_day)
    summary = made.desk(Actor("fec", role="import")).record_all(_entries(origin["postings"]))
    assert (summary.count, summary.replayed) == (ENTRIES, 0)
    yield made
    made.close()


def test_every_posting_of_the_origin_is_in_the_journal(book: Book) -> None:
    with book.read() as view:
        entries = list(view.journal((FIRST, LAST)))
        turnovers = view.balances(period=(FIRST, LAST)).by_account().values()
    assert (len(entries), sum(entry.line_count for entry in entries)) == (ENTRIES, POSTINGS)
    assert (sum(one.debit for one in turnovers), sum(one.credit for one in turnovers)) == (TURNOVER.minor, TURNOVER.minor)
    assert book.verify().ok


def test_the_trial_balance_is_the_origins_for_every_account(book: Book, origin: dict[str, Rows]) -> None:
    expected = {row["account"]: -_cents(row["closing_credit_minus_debit"]) for row in origin["accounts"]}
    assert len(expected) == ACCOUNTS
    paper = trial_balance(book, as_of=LAST, zeros=True)
    printed = {row.key: row.amounts for row in paper.rows if row.kind == "line"}
    assert {code: (debit.minor if debit else 0) - (credit.minor if credit else 0) for code, (debit, credit) in printed.items()} == expected


def test_the_statement_cells_are_the_published_ones(book: Book, origin: dict[str, Rows]) -> None:
    cells = SUMS | {row["symbol"]: row["formula"] for row in origin["statement_lines"]}
    # Six cells of other forms come without a formula and without a name: nothing can be computed for them.
    published = {row["symbol"]: int(row["expected_by_origin"]) for row in origin["statement_lines"] if row["form"]}
    assert len(published) == CELLS
    credits = {code: -turnover.net for code, turnover in book.balances(as_of=LAST).by_account().items()}
    assert {symbol: _cell(symbol, cells, credits) for symbol in published} == published


def test_our_own_statements_of_a_book_year_of_thirteen_months_tie(book: Book) -> None:
    assert balance_sheet(book, as_of=LAST).amount("surplus_current") == PROFIT
    assert income_statement(book, period=(FIRST, LAST)).amount("surplus_after_tax") == PROFIT


# --- the origin's files ---


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cents(text: str) -> int:
    return Money.parse(text.lstrip("-"), "EUR").minor * (-1 if text.startswith("-") else 1)


def _bylaws(codes: Iterator[str]) -> str:
    tables = [HEAD]
    for code in codes:
        kind, line = PLAN[max((start for start in PLAN if code.startswith(start)), key=len)]
        tables.append(f'[[accounts]]\ncode = "{code}"\nid = "{code}"\nen = "{code}"\nkind = "{kind}"\nline = "{line}"\n')
    return "\n".join(tables)


def _entries(postings: Rows) -> Iterator[tuple[PostJournal, str]]:
    for (journal, entry, day), lines in groupby(postings, key=lambda row: (row["journal"], row["entry"], row["date"])):
        command = PostJournal(on=date.fromisoformat(day), narration=f"{journal} {entry}", lines=tuple(map(_line, lines)))
        yield command, f"{journal}/{entry}"


def _line(row: dict[str, str]) -> JournalLine:
    amount = Money.parse(row["debit"], "EUR") - Money.parse(row["credit"], "EUR")
    return JournalLine(account=row["account"], amount=amount)


# --- the origin's formulas: sums of balances (credit less debit) by the beginning of the code, and of other cells ---

_TERM = re.compile(r"[-+()]|[A-Z]{3}_\w*|[A-Z]{2}\b")


def _cell(symbol: str, cells: dict[str, str], credits: dict[str, int]) -> int:
    """The cell in whole euros, rounded half up; a cell that the form does not list is empty."""
    return (_cents_of(cells.get(symbol, ""), cells, credits) + 50) // 100


def _cents_of(formula: str, cells: dict[str, str], credits: dict[str, int]) -> int:
    total, signs, sign = 0, [1], 1
    assert not _TERM.sub("", formula).strip()
    for term in _TERM.findall(formula):
        if term == "(":
            signs.append(signs[-1] * sign)
            sign = 1
        elif term == ")":
            signs.pop()
        elif term in "+-":
            sign = 1 if term == "+" else -1
        else:
            total += signs[-1] * sign * _value(term, cells, credits)
            sign = 1
    return total


def _value(term: str, cells: dict[str, str], credits: dict[str, int]) -> int:
    word, _, start = term.rpartition("_")
    if word in ("", "REP"):
        return _cell(start, cells, credits) * 100
    found = [balance for code, balance in credits.items() if code.startswith(start)]
    match word:
        case "SLD":
            return sum(found)
        case "CRD":
            return sum(balance for balance in found if balance > 0)
        case "DEB":
            return -sum(balance for balance in found if balance < 0)
    raise AssertionError(term)
