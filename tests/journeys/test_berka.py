"""46,997 movements of a real bank on 1,229 accounts, replayed: its own balance holds on every row."""

from __future__ import annotations

import runpy
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Money, Month

HERE = Path(__file__).resolve().parents[2] / "examples" / "berka_1993"
ROWS = 46_997


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    return runpy.run_path(str(HERE / "run.py"))


@pytest.fixture(scope="module")
def source(example: dict[str, Any], shared_data: Path) -> Any:
    return example["Source"](shared_data / "berka")


@pytest.fixture(scope="module")
def book(example: dict[str, Any], source: Any, new_database: Callable[[], str]) -> Iterator[Book]:
    made = Book.create(new_database(), Bylaws.from_toml(HERE / "bylaws.toml"), id="berka", begins_on=date(1993, 1, 1))
    # 1,229 customers and accounts, the rows, and a correction on 2,031 of them.
    assert example["replay"](source, made) == (2 * 1_229 + ROWS + 2_031, 0)
    yield made
    made.close()


def koruna(text: str) -> Money:
    return -Money.parse(text[1:], "CZK") if text.startswith("-") else Money.parse(text, "CZK")


def test_the_banks_own_balance_holds_on_every_row(example: dict[str, Any], source: Any, book: Book) -> None:
    assert example["rows_that_differ"](source, book) == (ROWS, [])
    assert example["accounts_that_differ"](source, book) == []


def test_each_kind_of_movement_is_an_operation_of_its_own(book: Book) -> None:
    assert Counter(record.kind for record in book.records(after=0)) == {
        "member.admitted": 1_229,
        "savings.opened": 1_229,
        "savings.deposited": 13_516,
        "savings.withdrawn": 20_558,
        "savings.interest-booked": 8_305,
        "savings.fee-charged": 4_563,
        "savings.overdraft-charged": 55,
        "savings.rounding-corrected": 2_031,
    }


def test_the_totals_are_those_of_the_banks_file(book: Book) -> None:
    # Sums over the file by its own columns; 802 corrections of 0.10 are in the customers' favour, 1,229 are not.
    balances = book.balances(as_of=Month(1994, 3))
    assert {code: balances.net(code) for code in ("4-1110", "4-1190", "4-9190", "5-1100", "5-9100")} == {
        "4-1110": koruna("-78.099,80"),
        "4-1190": koruna("-378,40"),
        "4-9190": koruna("-122,90"),
        "5-1100": koruna("1.098.212,30"),
        "5-9100": koruna("80,20"),
    }
    assert balances.net("2-1100") + balances.net("2-1130") == koruna("-39.296.720,10")


def test_only_accounts_with_an_overdraft_go_below_zero_and_none_beyond_its_limit(source: Any, book: Book) -> None:
    with book.read() as view:
        lowest = {}
        for account in source.overdrawn | source.charged:
            rows = view.movements(f"savings:{account}", account="2-1130", limit=1000).rows
            lowest[account] = min(-line.balance for line in rows)
    assert sum(balance.minor < 0 for balance in lowest.values()) == 26
    assert min(lowest.values()) == koruna("-5.446,60")
    assert {account for account, balance in lowest.items() if balance.minor >= 0} == {"2099", "9337"}


def test_the_book_is_whole_and_a_second_run_adds_nothing(example: dict[str, Any], source: Any, book: Book) -> None:
    before = book.verify()
    assert before.ok
    assert example["replay"](source, book) == (0, 2 * 1_229 + ROWS + 2_031)
    assert sum(1 for _record in book.records()) == 1 + 2 * 1_229 + ROWS + 2_031


def test_without_the_data_the_example_says_where_it_belongs(
    example: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IRMAN_SHARED", str(tmp_path))
    assert example["main"](tmp_path / "berka.db") == 2
    assert f"Data tidak ditemukan di {tmp_path}" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())
