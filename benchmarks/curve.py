"""The cost of one deposit against what the book holds already: of a new book, and at every size up to a million records."""

from __future__ import annotations

from pathlib import Path

from benchmarks.bulk import a_day, more
from benchmarks.common import Row, at_most, book_with_accounts
from benchmarks.single import latencies, recorder

FLAT = 1.3


def curve(target: str, database: str, sizes: tuple[int, ...], posts: int, id: str = "curve") -> list[Row]:
    """Deposits into a book that grows to each size in between; no table is ever analysed by hand.

    At a size, some accounts have had a thousand times the movements that they have in the new book: history costs nothing either.
    """
    book = book_with_accounts(Path(target) if database == "SQLite" else target, id)
    rows: list[Row] = []
    held = 0
    first: tuple[float, float] | None = None
    for size in (0, *sizes):
        done = posts + posts // 5
        if size:
            more(book, held, size - held, sizes[-1] + 10 * done)
            held = size
        at = latencies(recorder(book, start=held, a_day=a_day(sizes[-1] + 10 * done)), posts)
        held += done
        first = first or at
        what = f"one deposit, {database}, in a book of {size:,} records: p50, p99"
        rows.append(Row(what, f"{at[0]:,.0f} µs, {at[1]:,.0f} µs"))
        if size == sizes[-1]:
            rows.append(
                at_most(f"one deposit, {database}, at {size:,} records of that in a new book (p50)", at[0] / first[0], FLAT, "{:.2f}")
            )
    book.close()
    return rows
