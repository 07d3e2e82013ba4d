"""What the tests of the books share: a book whose clock stands still, its first members, and a look at every row it has."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from irman_ledger import Actor, Book, Bylaws, idr
from irman_ledger.books.clock import Clock
from irman_ledger.books.desk import Desk
from irman_ledger.books.tables import TABLES
from irman_ledger.coop.general import PostJournal
from irman_ledger.coop.general.events import JournalLine
from irman_ledger.coop.members import AdmitMember, RegisterGroup
from irman_ledger.coop.savings import Deposit, OpenSavings, Withdraw
from irman_ledger.errors import IrmanError

KSP = Bylaws.sample("ksp")
BEGINS_ON = date(2014, 4, 1)
TODAY = date(2014, 12, 31)
TELLER = Actor("siti", role="teller")


def day(text: str) -> date:
    """``5-10``: 10 May 2014; a full ISO date as it stands."""
    return date.fromisoformat(text) if text.count("-") == 2 else date(2014, *map(int, text.split("-")))


def clock_at(today: date = TODAY) -> Clock:
    """A clock that always shows noon in Makassar of one day, a microsecond later at each look."""
    noon = int(datetime(today.year, today.month, today.day, 4, tzinfo=UTC).timestamp()) * 1_000_000
    ticks = itertools.count(noon)
    return Clock(now=lambda: next(ticks))


def new_book(url: Any, *, id: str = "irman", bylaws: Bylaws = KSP, begins_on: date = BEGINS_ON, today: date = TODAY) -> Book:
    """An empty book."""
    return Book.create(url, bylaws, id=id, begins_on=begins_on, clock=clock_at(today))


def counter(book: Book) -> Desk:
    """Where the teller works."""
    return book.desk(TELLER)


def with_savers(url: Any, **more: Any) -> Book:
    """A book with a group, members A-001 and A-002 and their empty savings accounts SS-001 and SS-002: seq 0 to 5."""
    book = new_book(url, **more)
    desk, on = counter(book), more.get("begins_on", BEGINS_ON)
    desk.record(RegisterGroup(group="RL-03", name="Rumput Laut 3", district="Pa'jukukang", on=on), key="group")
    for no in ("001", "002"):
        desk.record(AdmitMember(member=f"A-{no}", name=f"Daeng {no}", group="RL-03", on=on), key=f"member {no}")
        desk.record(OpenSavings(account=f"SS-{no}", member=f"A-{no}", product="SUKARELA", on=on), key=f"savings {no}")
    return book


def deposit(amount: int, on: str = "4-2", account: str = "SS-001") -> Deposit:
    return Deposit(account=account, on=day(on), amount=idr(amount))


def withdraw(amount: int, on: str = "4-3", account: str = "SS-001") -> Withdraw:
    return Withdraw(account=account, on=day(on), amount=idr(amount))


def journal(*lines: tuple[str, int] | tuple[str, int, str], on: str = "4-2", narration: str = "Memorial") -> PostJournal:
    """A memorial entry of (account, rupiah, subject) with debit positive."""
    made = tuple(JournalLine(account=line[0], amount=idr(line[1]), subject=line[2] if len(line) > 2 else None) for line in lines)
    return PostJournal(on=day(on), narration=narration, lines=made)


def balance(book: Book, account: str, as_of: str = "12-31") -> int:
    """The balance of an account in rupiah, debit positive."""
    return book.balances(as_of=day(as_of)).net(account).minor // 100


def every_row(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of the library, of all books in the database."""
    with book.engine.connect() as connection:
        return {table.name: sorted(map(repr, connection.execute(sa.select(table)))) for table in TABLES}


@contextmanager
def nothing_changes(book: Book, *, probe: bool = True) -> Iterator[None]:
    """Root, rows, balances and, unless there is no room to try it, the next voucher number are the same afterwards."""
    before = (book.root(), book.size, every_row(book), probe and _next_number(book))
    yield
    assert (book.root(), book.size, every_row(book), probe and _next_number(book)) == before


def _next_number(book: Book) -> int | None:
    """The memorial voucher that a next entry would get, asked in a transaction that is given up."""
    latest = max(record.booked_on for record in book.records())
    if book.closed_to is not None:
        latest = max(latest, book.closed_to.next().first_day)
    with given_up(), counter(book).transaction() as tx:
        receipt = tx.record(journal(("5-3130", 1), ("1-1710", -1), on=latest.isoformat()), key="never recorded")
        raise GivenUp
    return receipt.voucher.number if receipt.voucher else None


class GivenUp(Exception):
    """Raised to leave a transaction without committing it."""


@contextmanager
def given_up() -> Iterator[None]:
    """The block ends with `GivenUp`."""
    with pytest.raises(GivenUp):
        yield


@contextmanager
def refused(code: str, book: Book | None = None, *, probe: bool = True, **details: Any) -> Iterator[list[IrmanError]]:
    """The block raises a refusal of this code, with these details, and leaves no trace in the book."""
    held: list[IrmanError] = []
    with nullcontext() if book is None else nothing_changes(book, probe=probe):
        try:
            yield held
        except IrmanError as error:
            held.append(error)
    assert held, f"nothing was refused, {code} was expected"
    [error] = held
    assert error.code == code, repr(error)
    assert all(error.message(lang) for lang in ("en", "id"))
    assert {name: error.details.get(name) for name in details} == details
