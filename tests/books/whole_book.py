"""A book with a row in every table and something in every column: what the tests of verification, guards and attacks work on."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import sqlalchemy as sa

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.books.guards import grant_application_role, install_guards
from irman_ledger.books.tables import TABLES
from irman_ledger.coop.assets import TakeOverAsset
from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember, AmendMember, RegisterGroup
from irman_ledger.coop.savings import CloseSavings, Deposit, OpenSavings, Withdraw
from irman_ledger.coop.shares import PayShare
from tests.books.kit import BEGINS_ON, KSP, TELLER, clock_at, day

CHANGED = Bylaws.from_toml(KSP.source.replace("from_on = 2014-01-01", "from_on = 2014-06-01"))
CASHIER = Actor("rahma", role="kasir")
DEPOSIT, REPAID, REVERSAL, CLOSING = 6, 8, 9, 13
"""Seqs of some of its records."""


def whole_book(target: Any, *, id: str = "irman") -> Book:
    """The book: 23 records, two versions of bylaws, a closed month, a reversal, an erased name, a batch under one voucher."""
    book = Book.create(target, KSP, id=id, begins_on=BEGINS_ON, clock=clock_at())
    desk = book.desk(TELLER)
    desk.record(RegisterGroup(group="RL-03", name="Rumput Laut 3", district="Pa'jukukang", on=BEGINS_ON), key="k1")
    desk.record(AdmitMember(member="A-001", name="Daeng Sija", phone="0411-1", group="RL-03", on=BEGINS_ON), key="k2", document="F-118")
    desk.record(AdmitMember(member="A-002", name="Daeng Kebo", on=BEGINS_ON), key="k3")
    desk.record(PayShare(member="A-001", product="POKOK", on=BEGINS_ON, amount=idr(100_000)), key="k4", document="KM-001")
    desk.record(OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=BEGINS_ON), key="k5")
    desk.record(Deposit(account="SS-001", on=day("4-02"), amount=idr(2_500_000)), key="k6", document="KM-002")
    loan = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10)
    desk.record(loan, key="k7", document="KK-001")
    repaid = desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(240_000)), key="k8", document="KM-003")
    desk.reverse(repaid.seq, on=day("5-11"), reason="salah hitung", key="k9", document="BM-001")
    desk.record(AmendMember(member="A-001", on=day("5-12"), identity="7303000000000001"), key="k10")
    desk.record(OpenSavings(account="SS-002", member="A-002", product="SUKARELA", on=day("4-03")), key="k11")
    desk.record(CloseSavings(account="SS-002", on=day("4-20")), key="k12")
    desk.close_month(Month(2014, 4))
    land = TakeOverAsset(asset="AT-01", description="Tanah", category="TANAH", on=day("5-13"), cost=idr(5), accumulated_depreciation=idr(0))
    desk.record(land, key="k14", document="BA-001")
    desk.record(_journal("Saldo awal tanah", ("1-1910", 5), ("3-1430", -5)), key="k15", document="BM-002")
    desk.record(_journal("Barang titipan", ("9-1500", 500), ("9-1590", -500)), key="k16", document="BM-003")
    desk.record(Withdraw(account="SS-001", on=day("5-20"), amount=idr(100)), key="k17", booked_on=day("6-02"), document="KK-002")
    desk.adopt(CHANGED, on=day("5-21"), key="k18")
    batch = [(Deposit(account="SS-001", on=day("6-03"), amount=idr(1_000 + part)), f"k19/{part}") for part in (1, 2)]
    book.desk(CASHIER).record_all(batch, one_voucher=True)
    second = DisburseLoan(loan="PJ-002", member="A-001", product="MENURUN", on=day("6-04"), principal=idr(600_000), instalments=3)
    given = book.desk(CASHIER).record(second, key="k20")
    book.desk(CASHIER).reverse(given.seq, on=day("6-05"), reason="batal", key="k21")
    book.erase("A-002")
    return book


def _journal(narration: str, *lines: tuple[str, int]) -> PostJournal:
    made = tuple(JournalLine(account=account, amount=idr(amount)) for account, amount in lines)
    return PostJournal(on=day("5-14"), narration=narration, lines=made)


def lay_down_arms(connection: sa.Connection) -> None:
    """What the owner of a database can do before an alteration, within a transaction: no trigger and no constraint speaks."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        return
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def drop_checks(connection: sa.Connection, table: str) -> None:
    """Take the CHECK constraints of a table away, on PostgreSQL, where no setting silences them."""
    sql = "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = to_regclass(%s)"
    for (name,) in connection.exec_driver_sql(sql, (table,)).fetchall():
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def take_up_arms(connection: sa.Connection) -> None:
    """Afterwards everything looks as before."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = origin")
        return
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    install_guards(connection)


@contextmanager
def application_role(url: str) -> Iterator[str]:
    """The URL of a role that may do what an application needs on the books of a PostgreSQL database."""
    name, password = f"irman_app_{secrets.token_hex(4)}", secrets.token_hex(8)
    owner = sa.create_engine(url)
    with owner.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD '{password}'")
        grant_application_role(connection, name)
    try:
        yield sa.make_url(url).set(username=name, password=password).render_as_string(hide_password=False)
    finally:
        with owner.begin() as connection:
            connection.exec_driver_sql(f"DROP OWNED BY {name}")
            connection.exec_driver_sql(f"DROP ROLE {name}")
        owner.dispose()


def keys_of(table: sa.Table) -> list[sa.Column[Any]]:
    """The columns of the primary key."""
    return list(table.primary_key.columns)


def table_named(name: str) -> sa.Table:
    """A table of the library."""
    return next(table for table in TABLES if table.name == name)


def where_is(table: sa.Table, row: sa.Row[Any]) -> Iterable[sa.ColumnElement[bool]]:
    """The condition that finds a row again."""
    return [column == getattr(row, column.name) for column in keys_of(table)]


def next_day(value: date) -> date:
    """The day after."""
    return date.fromordinal(value.toordinal() + 1)
