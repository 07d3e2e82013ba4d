"""A book for one test, and a clock in the hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from irman_ledger.books.engine import engine_of
from irman_ledger.testing.fresh_book import HandClock, fresh_book
from irman_ledger.testing.play import play
from irman_ledger.testing.steps import Do, PassDays
from tests.testing.beginnings import saver


def test_a_fresh_book_has_its_genesis_and_is_gone_afterwards() -> None:
    with fresh_book() as book:
        assert (book.size, book.begins_on, book.closed_to) == (1, date(2014, 4, 1), None)
        file = Path(str(book.engine.url.database))
        assert file.exists()
    assert not file.exists()


def test_many_fresh_books_stand_in_one_database_and_do_not_see_each_other(database_url: str) -> None:
    with fresh_book(database_url) as first, fresh_book(database_url) as second:
        play(first, saver())
        assert (first.size, second.size) == (3, 1)
        assert first.id != second.id
        play(second, saver())
        assert first.root() != second.root()


def test_an_engine_may_be_shared(sqlite_url: str) -> None:
    engine = engine_of(sqlite_url)
    for _again in range(20):
        with fresh_book(engine) as book:
            play(book, saver())


def test_the_clock_is_moved_by_hand() -> None:
    clock = HandClock(date(2014, 4, 30))
    with fresh_book(clock=clock) as book:
        early, late = (Do(command=one, key=f"k{place}") for place, one in enumerate(saver()))
        refused, _days, taken, _next = play(
            book, [_on(early, date(2014, 5, 1)), PassDays(count=1), _on(early, date(2014, 5, 1)), late], clock=clock
        )
        assert refused.refusal is not None
        assert refused.refusal.code == "period.future"
        assert taken.refusal is None
        stamps = [record.entered_at for record in book.records()]
        assert stamps == sorted(stamps)
        assert stamps[-1].date() == date(2014, 5, 1)


def _on(step: Do, on: date) -> Do:
    return replace(step, command=replace(step.command, on=on))  # type: ignore[type-var]


def test_a_book_with_records_cannot_be_played() -> None:
    with fresh_book() as book:
        play(book, saver())
        with pytest.raises(ValueError, match="has records already"):
            play(book, saver())
