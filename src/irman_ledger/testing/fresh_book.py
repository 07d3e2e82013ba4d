"""A book of its own for one test, and a clock that is moved by hand."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from irman_ledger.books.book import Book
from irman_ledger.books.clock import Clock
from irman_ledger.core.bylaws import Bylaws

BEGINS_ON = date(2014, 4, 1)
TODAY = date(2014, 4, 30)


class HandClock:
    """Stands at noon in Makassar on `day` until the day is set; each reading is a microsecond later than the one before.

    Examples
    --------
    >>> clock = HandClock(date(2014, 4, 30))
    >>> clock.clock.today("Asia/Makassar")
    datetime.date(2014, 4, 30)
    >>> clock.pass_days(1)
    datetime.date(2014, 5, 1)
    """

    def __init__(self, day: date) -> None:
        self.day = day
        self._read = 0
        self.clock = Clock(self._now)

    def pass_days(self, count: int) -> date:
        """Move on; gives the new day."""
        self.day += timedelta(days=count)
        return self.day

    def _now(self) -> int:
        self._read += 1
        noon = datetime(self.day.year, self.day.month, self.day.day, 4, tzinfo=UTC)  # 12:00 in Asia/Makassar
        return int(noon.timestamp()) * 1_000_000 + self._read


@contextmanager
def fresh_book(
    database: str | Path | sa.Engine = "sqlite",
    *,
    bylaws: Bylaws | None = None,
    begins_on: date = BEGINS_ON,
    clock: HandClock | Clock | None = None,
    id: str | None = None,
) -> Iterator[Book]:
    """A new book that lives as long as the block.

    Parameters
    ----------
    database
        ``"sqlite"``: a file in a temporary folder, removed afterwards. Else a URL, path or engine, in which the new book
        stands beside those that are there; it stays there.
    bylaws
        None: `Bylaws.sample("ksp")`.
    clock
        None: it stands on 30 April 2014.
    id
        None: a name that no other book has.

    Examples
    --------
    >>> with fresh_book() as book:
    ...     book.size
    1
    """
    hands = HandClock(TODAY) if clock is None else clock
    at = hands.clock if isinstance(hands, HandClock) else hands
    name = id or f"uji-{secrets.token_hex(6)}"
    rules = bylaws or Bylaws.sample("ksp")
    with tempfile.TemporaryDirectory(prefix="irman-uji-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "book.db" if database == "sqlite" else database
        book = Book.create(target, rules, id=name, begins_on=begins_on, clock=at)
        try:
            yield book
        finally:
            book.close()
