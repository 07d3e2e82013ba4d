"""Statements, exports and proofs of large books, and how long the library takes to start."""

from __future__ import annotations

import statistics
import subprocess
import sys
from itertools import count as numbers
from pathlib import Path

from benchmarks.bulk import more
from benchmarks.common import Row, at_least, at_most, book_with_accounts, in_child, median_of_three, peak_megabytes, seconds
from irman_ledger import Book, Month
from irman_ledger.adapters.beancount import export_beancount
from irman_ledger.reports import balance_sheet

LAST = Month(2014, 10)


def statements(folder: str, large: str, lines: int) -> list[Row]:
    """A balance sheet with its comparative column from a large book against one of 10,000 lines, same accounts and months."""
    small = Path(folder) / "small.db"
    book = book_with_accounts(small)
    more(book, 0, 5000, 5000)
    book.close()
    small_ms, _ = in_child(_balance_sheet, str(small))
    large_ms, peak = in_child(_balance_sheet, large)
    return [
        at_most(f"balance sheet of {lines:,} lines against one of 10,000 lines", large_ms / small_ms, 1.5, "{:.2f}"),
        at_most(f"balance sheet of {lines:,} lines", large_ms, 50, "{:.1f} ms"),
        at_most("memory of it", peak, 100, "{:,.0f} MB"),
    ]


def _balance_sheet(path: str) -> tuple[float, int]:
    book = Book.open(Path(path))
    balance_sheet(book, as_of=LAST).text("id")  # the first one reads the bylaws
    taken = median_of_three(lambda: balance_sheet(book, as_of=LAST).text("id"))
    return taken * 1000, peak_megabytes()


def exports(folder: str, count: int) -> list[Row]:
    """The Beancount text of a book of `count` lines, and its hashes checked anew."""
    path = Path(folder) / "export.db"
    book = book_with_accounts(path)
    more(book, 0, count // 2, count // 2)
    targets = (Path(folder) / f"ledger-{n}.beancount" for n in numbers())
    text = median_of_three(lambda: export_beancount(book, (Month(2014, 1), LAST), next(targets)))
    hashes = median_of_three(lambda: book.verify(level="hashes"))
    whole = seconds(lambda: book.verify())
    book.close()
    return [
        at_most(f"Beancount text of {count:,} lines", text, 1.5, "{:.2f} s"),
        at_least("verify, hashes, records a second", count / 2 / hashes, 60_000, "{:,.0f}"),
        Row("verify, everything, records a second", f"{count / 2 / whole:,.0f}"),
    ]


def starting() -> list[Row]:
    """Importing the package, and the help of the command line, each less an empty interpreter."""
    empty = _process("pass")
    imported = (_process("import irman_ledger") - empty) * 1000
    helped = _process("import sys; sys.argv = ['irman', '--help']; from irman_ledger.cli.main import main; main()")
    return [
        at_most("import irman_ledger, less an empty interpreter", imported, 100, "{:.0f} ms"),
        at_most("irman --help, all told", helped * 1000, 250, "{:.0f} ms"),
    ]


def _process(code: str) -> float:
    run = lambda: subprocess.run([sys.executable, "-c", code], check=False, stdout=subprocess.DEVNULL)  # noqa: E731
    return statistics.median(seconds(run) for _ in range(5))
