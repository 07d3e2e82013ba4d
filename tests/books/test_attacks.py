"""What direct SQL can do to a book: each attempt is refused by the database, or found by verification."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from irman_ledger import Actor, Book, Bylaws, idr
from irman_ledger.books.guards import grant_application_role
from irman_ledger.books.port import ConnectionPort
from irman_ledger.books.shelf import Shelf
from irman_ledger.books.verify import verify
from irman_ledger.books.view import View
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import Deposit, OpenSavings

BEGIN = date(2014, 4, 1)
COLUMNS = "book, seq, no, line_count, account, unit, fund, subject, amount, is_memorandum, value_on, booked_on"


def line(seq: int, no: int, count: int, amount: int, account: str = "1-1710", subject: str = "NULL", on: str = "2014-04-05") -> str:
    values = f"1, {seq}, {no}, {count}, '{account}', 'UMUM', 'UMUM', {subject}, {amount}, 0, '{on}', '{on}'"
    return f"INSERT INTO irman_line ({COLUMNS}) VALUES ({values})"


def seal(seq: int, count: int, total: int, *, key: str = "attack", number: int = 900, on: str = "2014-04-05", verb: str = "INSERT") -> str:
    """A record copied from record 3 under another number, as an attacker would write it."""
    return (
        f"{verb} INTO irman_record SELECT book, {seq}, kind, subject, '{key}', command_hash, '{on}', '{on}', period, entered_at, actor, "
        f"role, series, year, {number}, part, document, narration, command, event, bylaws_version, rules_version, reverses, {count}, "
        f"{total}, leaf FROM irman_record WHERE book = 1 AND seq = 3"
    )


ATTACKS: dict[str, tuple[str, ...]] = {
    "a line added to a sealed record": (line(3, 2, 3, 7),),
    "a line in place of another": (line(3, 0, 2, 999),),
    "a line beside no record, next seq": (line(4, 0, 2, 7),),
    "a line beside no record, far ahead": (line(999, 0, 2, 7),),
    "a record without lines": (seal(4, 2, 100),),
    "an entry that does not balance": (line(4, 0, 2, 7), line(4, 1, 2, -6), seal(4, 2, 7)),
    "a wrong line count": (line(4, 0, 2, 7), line(4, 1, 2, -7), seal(4, 3, 7)),
    "a wrong total": (line(4, 0, 2, 7), line(4, 1, 2, -7), seal(4, 2, 8)),
    "a gap in seq": (line(9, 0, 2, 7), line(9, 1, 2, -7), seal(9, 2, 7)),
    "a line of amount zero": (line(4, 0, 2, 0), line(4, 1, 2, 0), seal(4, 2, 0)),
    "a control account without subject": (line(4, 0, 2, 7, "2-1100"), line(4, 1, 2, -7), seal(4, 2, 7)),
    "a subject of another kind": (line(4, 0, 2, 7, "2-1100", "'loan:X'"), line(4, 1, 2, -7), seal(4, 2, 7)),
    "an account that is not there": (line(4, 0, 2, 7, "0-0000"), line(4, 1, 2, -7), seal(4, 2, 7)),
    "other dates on the lines": (line(4, 0, 2, 7, on="2014-04-09"), line(4, 1, 2, -7), seal(4, 2, 7)),
    "a key used twice": (line(4, 0, 2, 7), line(4, 1, 2, -7), seal(4, 2, 7, key="k3")),
    "a voucher number used twice": (line(4, 0, 2, 7), line(4, 1, 2, -7), seal(4, 2, 7, number=1)),
    "a balanced entry with a copied leaf": (line(4, 0, 2, 7), line(4, 1, 2, -7), seal(4, 2, 7)),
    "a line altered": ("UPDATE irman_line SET amount = amount * 2",),
    "a line deleted": ("DELETE FROM irman_line WHERE seq = 3",),
    "a record altered": ("UPDATE irman_record SET narration = 'x' WHERE seq = 3",),
    "a record deleted": ("DELETE FROM irman_record WHERE seq = 3",),
    "the bylaws altered": ("UPDATE irman_bylaws SET source = 'x'",),
    "an account altered": ("UPDATE irman_account SET subject_kind = ''",),
    "the book altered": ("UPDATE irman_book SET currency = 'EUR'",),
    "the head set back": ("UPDATE irman_head SET size = 2",),
    "the head deleted": ("DELETE FROM irman_head",),
    "a month balance altered": ("UPDATE irman_month_balance SET debit = debit + 1",),
    "a subject balance altered": ("UPDATE irman_subject_balance SET balance = 0",),
    "a state altered": ("UPDATE irman_subject SET state = 'null' WHERE subject LIKE 'savings:%'",),
    "a personal value altered": ("UPDATE irman_private SET value = 'Orang Lain'",),
}
SQLITE_ONLY: dict[str, tuple[str, ...]] = {
    "REPLACE of a line": (line(3, 0, 2, 999).replace("INSERT", "REPLACE", 1),),
    "REPLACE of a record by its number": (seal(3, 2, 7, verb="REPLACE"),),
    "REPLACE of a record by its key": (line(4, 0, 2, 7), line(4, 1, 2, -7), seal(4, 2, 7, key="k3", verb="REPLACE")),
}


def _book(target: str | Path) -> Book:
    book = Book.create(target, Bylaws.sample("ksp"), id="irman", begins_on=BEGIN)
    desk = book.desk(Actor("siti", role="teller"))
    desk.record(AdmitMember(member="A-001", name="Daeng Sija", on=BEGIN), key="k1")
    desk.record(OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=BEGIN), key="k2")
    desk.record(Deposit(account="SS-001", on=date(2014, 4, 2), amount=idr(2_500_000)), key="k3")
    return book


def _outcome(book: Book, attack: Callable[[], None], refusals: tuple[type[Exception], ...]) -> str:
    try:
        attack()
    except refusals:
        assert book.verify().ok, "a refused attack left a trace"
        return "refused"
    return "COMMITTED UNSEEN" if book.verify().ok else "found by verify"


@pytest.mark.parametrize("settings", [("foreign_keys=ON", "recursive_triggers=ON"), ()], ids=["required settings", "bare connection"])
@pytest.mark.parametrize("name", [*ATTACKS, *SQLITE_ONLY])
def test_sqlite_refuses_or_verification_finds(tmp_path: Path, name: str, settings: tuple[str, ...]) -> None:
    book = _book(tmp_path / "irman.db")

    def attack() -> None:
        connection = sqlite3.connect(tmp_path / "irman.db", isolation_level=None)
        try:
            for setting in settings:
                connection.execute(f"PRAGMA {setting}")
            connection.execute("BEGIN IMMEDIATE")
            for statement in (ATTACKS | SQLITE_ONLY)[name]:
                connection.execute(statement)
            connection.execute("COMMIT")
        finally:
            connection.close()

    assert _outcome(book, attack, (sqlite3.Error,)) in ("refused", "found by verify")
    book.close()


@pytest.mark.parametrize("shadowed", [False, True], ids=["", "shadowing temporary table"])
def test_the_application_role_is_refused_or_found(postgres_url: str, shadowed: bool) -> None:
    book = _book(postgres_url)
    owner = sa.create_engine(book.engine.url)
    with owner.begin() as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS irman_attacker")
        connection.exec_driver_sql("CREATE ROLE irman_attacker NOLOGIN")
        grant_application_role(connection, "irman_attacker")
    outcomes = {}
    for name, statements in ATTACKS.items():
        with owner.connect() as connection:
            transaction = connection.begin()
            if shadowed:
                connection.exec_driver_sql("CREATE TEMP TABLE irman_line (LIKE irman_line)")
                connection.exec_driver_sql("GRANT ALL ON irman_line TO irman_attacker")
            connection.exec_driver_sql("SET LOCAL ROLE irman_attacker")
            connection.exec_driver_sql("SELECT set_config('irman.book', '1', true)")
            try:
                for statement in statements:
                    connection.exec_driver_sql(statement.replace("%", "%%"))
                connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
            except sa.exc.DBAPIError:
                outcomes[name] = "refused"
                transaction.rollback()
                continue
            connection.exec_driver_sql("RESET ROLE")
            if shadowed:
                connection.exec_driver_sql("DROP TABLE pg_temp.irman_line")
            found = not verify(View(ConnectionPort(connection), book.identity, Shelf(book.identity.book))).ok
            outcomes[name] = "found by verify" if found else "COMMITTED UNSEEN"
            transaction.rollback()
    with owner.begin() as connection:
        connection.exec_driver_sql("DROP OWNED BY irman_attacker")
        connection.exec_driver_sql("DROP ROLE irman_attacker")
    owner.dispose()
    harmless = {name for name, outcome in outcomes.items() if outcome == "COMMITTED UNSEEN"}
    # With a shadowing table the attacker's lines land in his own temporary table: the book itself is as before.
    assert harmless <= ({name for name in ATTACKS if "line" in name} if shadowed else set())
    assert len(outcomes) == 30
    book.close()
