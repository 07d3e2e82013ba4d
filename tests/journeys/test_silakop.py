"""Six months of a real cooperative's books, replayed: what is equal, what is not, and why."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr

HERE = Path(__file__).resolve().parents[2] / "examples" / "silakop_2016"
OCTOBER = Month(2016, 10)


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    return runpy.run_path(str(HERE / "run.py"))


@pytest.fixture(scope="module")
def source(example: dict[str, Any], shared_data: Path) -> Any:
    return example["Source"](shared_data / "koperasi_silakop")


@pytest.fixture(scope="module")
def book(example: dict[str, Any], source: Any, new_database: Callable[[], str]) -> Iterator[Book]:
    """As the cooperative recorded it."""
    made = Book.create(new_database(), Bylaws.from_toml(HERE / "bylaws.toml"), id="silakop", begins_on=date(2016, 5, 1))
    example["replay"](source, made)
    yield made
    made.close()


@pytest.fixture(scope="module")
def corrected(example: dict[str, Any], source: Any, new_database: Callable[[], str]) -> Iterator[Book]:
    """With the two probable mis-keyings put right."""
    made = Book.create(new_database(), Bylaws.from_toml(HERE / "bylaws.toml"), id="silakop", begins_on=date(2016, 5, 1))
    example["replay"](source, made, corrected=True)
    yield made
    made.close()


def test_266_journals_are_the_sources_and_five_are_on_another_product(example: dict[str, Any], source: Any, book: Book) -> None:
    assert len(source.journals) == 271
    assert example["misposted"](source, book) == {
        "J010": {"510-01": idr(20_000), "800-03": idr(-20_000)},
        "J046": {"800-03": idr(20_000), "800-02": idr(-20_000)},
        "J075": {"510-01": idr(30_000), "800-02": idr(-30_000)},
        "J196": {"800-02": idr(20_000), "800-03": idr(-20_000)},
        "J198": {"800-02": idr(20_000), "800-03": idr(-20_000)},
    }


def test_the_balances_are_the_published_ones_or_those_of_the_cards(source: Any, book: Book) -> None:
    balances = book.balances(as_of=OCTOBER)
    assert {code: balances.net(code) for code in source.balances} == {
        "100-01": idr(2_534_500),
        "150-01": idr(4_050_000),
        "170-01": idr(50_500),
        "510-01": idr(-155_000),
        "800-02": idr(-3_525_000),
        "800-03": idr(-3_140_000),
        "900-01": idr(-165_000),
        "985-04": idr(350_000),
    }


def test_two_cards_kept_their_old_balance_and_one_holds_more_than_the_pokok(example: dict[str, Any], source: Any, book: Book) -> None:
    assert example["stale_cards"](source, book) == {
        "J196": ("S056", idr(120_000), idr(100_000)),
        "J198": ("S054", idr(120_000), idr(100_000)),
    }
    assert example["loans_that_differ"](source, book) == []
    assert [(journal, row["savings_account"]) for journal, row in example["above_pokok"](source).items()] == [("J191", "S020")]


def test_a_loan_keeps_the_days_of_its_contract_and_of_its_disbursement(book: Book) -> None:
    with book.read() as view:
        record = next(record for record in view.records() if record.key == "J223")
        event: Any = view.event(record)
    assert (event.loan, event.contract_on, event.on) == ("L011", date(2016, 9, 2), date(2016, 9, 6))


def test_with_two_miskeyings_put_right_fifty_thousand_is_left(source: Any, corrected: Book) -> None:
    balances = corrected.balances(as_of=OCTOBER)
    # Published: pokok 3.535.000, wajib 3.180.000, sukarela 105.000.
    assert {code: balances.net(code) for code in ("800-02", "800-03", "510-01", "199-03")} == {
        "800-02": idr(-3_485_000),
        "800-03": idr(-3_180_000),
        "510-01": idr(-155_000),
        "199-03": idr(0),
    }
    with corrected.read() as view:
        assert view.subject_balances("800-02")[source.subject("S054")] == idr(-100_000)
        assert view.subject_balances("800-02")[source.subject("S056")] == idr(-100_000)


def test_every_month_of_the_corrected_book_can_be_closed(corrected: Book) -> None:
    desk = corrected.desk(Actor("bendahara", role="bendahara"))
    for month in range(5, 11):
        desk.close_month(Month(2016, month))
    assert corrected.closed_to == OCTOBER


def test_the_example_ends_well_and_says_same_where_figures_are_equal(
    example: dict[str, Any], shared_data: Path, database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IRMAN_SHARED", str(shared_data.parent))
    assert example["main"](database_url) == 0
    printed = capsys.readouterr().out
    assert "Dari 271 jurnal, 266 sama baris demi baris (akun dan jumlah), 5 beda" in printed
    assert "Jumlah neraca               6.635.000      6.635.000                sama" in printed
    assert printed.count("Semua selisih dijelaskan.") == 2
    assert "Dibaca Beancount sendiri, 0 kesalahan" in printed
    assert "BEDA" not in printed
    first = printed
    assert example["main"](database_url) == 0  # a second run records nothing more
    assert capsys.readouterr().out == first


def test_without_the_data_the_example_says_where_it_belongs(
    example: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IRMAN_SHARED", str(tmp_path))
    assert example["main"](tmp_path / "silakop.db") == 2
    assert f"Data tidak ditemukan di {tmp_path}" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())
