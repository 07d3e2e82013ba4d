"""The tables: all named ``irman_…``, every primary key begins with the book, amounts are whole sen.

That a record's book and a line's account exist is asked by the guards, which ask more than a foreign key could.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

METADATA = sa.MetaData()

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SMALL = sa.Integer()
CODE = sa.Text(collation="C").with_variant(sa.Text(), "sqlite")
TEXT = sa.Text()
BYTES = sa.LargeBinary()
DAY = sa.Date().with_variant(sa.Text(), "sqlite")
"""A day: DATE on PostgreSQL, ISO text on SQLite; statements give ISO text to both."""


def _column(name: str, kind: Any, *, key: bool = False, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=key, autoincrement=False, nullable=null)


def _table(name: str, *parts: Any, rowid: bool = False, fillfactor: int = 100) -> sa.Table:
    options: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": rowid}
    if fillfactor < 100:
        options["postgresql_with"] = {"fillfactor": fillfactor}
    return sa.Table(name, METADATA, *parts, **options)


BOOK = _table(
    "irman_book",
    _column("book", BIG, key=True),
    _column("id", CODE),
    _column("uuid", BYTES),
    _column("currency", CODE),
    _column("begins_on", DAY),
    sa.UniqueConstraint("id", name="irman_book_id"),
)

HEAD = _table(
    "irman_head",
    _column("book", BIG, key=True),
    _column("size", BIG),
    _column("frontier", BYTES),
    _column("closed_to", SMALL),
    _column("bylaws_version", SMALL),
    sa.ForeignKeyConstraint(["book"], ["irman_book.book"], name="irman_head_book"),
    fillfactor=50,
)

BYLAWS = _table(
    "irman_bylaws",
    _column("book", BIG, key=True),
    _column("version", SMALL, key=True),
    _column("from_on", DAY),
    _column("seq", BIG),
    _column("source", TEXT),
    sa.ForeignKeyConstraint(["book"], ["irman_book.book"], name="irman_bylaws_book"),
)

ACCOUNT = _table(
    "irman_account",
    _column("book", BIG, key=True),
    _column("code", CODE, key=True),
    _column("subject_kind", CODE),
    _column("owner", CODE),
    _column("is_memorandum", SMALL),
    sa.ForeignKeyConstraint(["book"], ["irman_book.book"], name="irman_account_book"),
    sa.CheckConstraint("is_memorandum IN (0, 1)", name="irman_account_memorandum"),
)

RECORD = _table(
    "irman_record",
    _column("book", BIG, key=True),
    _column("seq", BIG, key=True),
    _column("kind", CODE),
    _column("subject", CODE),
    _column("key", CODE),
    _column("command_hash", BYTES),
    _column("value_on", DAY),
    _column("booked_on", DAY),
    _column("period", SMALL),
    _column("entered_at", BIG),
    _column("actor", CODE),
    _column("role", CODE),
    _column("series", CODE),
    _column("year", SMALL),
    _column("number", BIG),
    _column("part", SMALL),
    _column("document", TEXT, null=True),
    _column("narration", TEXT),
    _column("command", TEXT),
    _column("event", TEXT),
    _column("bylaws_version", SMALL),
    _column("rules_version", SMALL),
    _column("reverses", BIG, null=True),
    _column("line_count", SMALL),
    _column("total", BIG),
    _column("leaf", BYTES),
    sa.UniqueConstraint("book", "seq", "line_count", name="irman_record_slots").ddl_if("postgresql"),
    sa.CheckConstraint("seq >= 0 AND (line_count = 0 OR line_count >= 2)", name="irman_record_counts"),
    sa.CheckConstraint("(line_count = 0) = (total = 0) AND (line_count = 0) = (number = 0)", name="irman_record_money"),
    rowid=True,
)

LINE = _table(
    "irman_line",
    _column("book", BIG, key=True),
    _column("seq", BIG, key=True),
    _column("no", SMALL, key=True),
    _column("line_count", SMALL),
    _column("account", CODE),
    _column("unit", CODE),
    _column("fund", CODE),
    _column("subject", CODE, null=True),
    _column("amount", BIG),
    _column("is_memorandum", SMALL),
    _column("value_on", DAY),
    _column("booked_on", DAY),
    sa.ForeignKeyConstraint(
        ["book", "seq", "line_count"],
        ["irman_record.book", "irman_record.seq", "irman_record.line_count"],
        name="irman_line_record",
        deferrable=True,
        initially="DEFERRED",
    ).ddl_if("postgresql"),
    # SQLite has one writer at a time and a trigger that keeps a sealed record closed: the slots need no index there.
    sa.ForeignKeyConstraint(
        ["book", "seq"], ["irman_record.book", "irman_record.seq"], name="irman_line_sealed", deferrable=True, initially="DEFERRED"
    ).ddl_if("sqlite"),
    sa.CheckConstraint("no >= 0 AND no < line_count", name="irman_line_slot"),
    sa.CheckConstraint("amount <> 0", name="irman_line_amount"),
)

MONTH_BALANCE = _table(
    "irman_month_balance",
    _column("book", BIG, key=True),
    _column("period", SMALL, key=True),
    _column("account", CODE, key=True),
    _column("unit", CODE, key=True),
    _column("fund", CODE, key=True),
    _column("debit", BIG),
    _column("credit", BIG),
    fillfactor=50,
)

SUBJECT_BALANCE = _table(
    "irman_subject_balance",
    _column("book", BIG, key=True),
    _column("subject", CODE, key=True),
    _column("account", CODE, key=True),
    _column("balance", BIG),
    _column("last_value_on", DAY),
    fillfactor=70,
)

SUBJECT = _table(
    "irman_subject",
    _column("book", BIG, key=True),
    _column("subject", CODE, key=True),
    _column("member", CODE, null=True),
    _column("group_no", CODE, null=True),
    _column("product", CODE, null=True),
    _column("opened_on", DAY),
    _column("closed_on", DAY, null=True),
    _column("fold_version", SMALL),
    _column("state", TEXT),
    sa.CheckConstraint("length(state) <= 8192", name="irman_subject_state"),
    fillfactor=70,
)

SCHEDULE = _table(
    "irman_schedule",
    _column("book", BIG, key=True),
    _column("subject", CODE, key=True),
    _column("seq", BIG, key=True),
    _column("no", SMALL, key=True),
    _column("due_on", DAY),
    _column("principal", BIG),
    _column("interest", BIG),
)

PRIVATE = _table(
    "irman_private",
    _column("book", BIG, key=True),
    _column("commitment", BYTES, key=True),
    _column("subject", CODE),
    _column("salt", BYTES, null=True),
    _column("value", TEXT, null=True),
)

SCHEMA = _table("irman_schema", _column("min_reader", CODE, key=True))
"""One row for all books: the oldest version of the library's schema whose code can still read and write these tables."""

TABLES: tuple[sa.Table, ...] = (
    BOOK,
    HEAD,
    BYLAWS,
    ACCOUNT,
    RECORD,
    LINE,
    MONTH_BALANCE,
    SUBJECT_BALANCE,
    SUBJECT,
    SCHEDULE,
    PRIVATE,
)

# The lookup indexes. Each is partial with a predicate that is always true where it is asked, so that PostgreSQL does not
# take it for a look-up by primary key on tables that were never analysed (docs/decisions: the hot path).
INDEXES: tuple[sa.Index, ...] = tuple(
    sa.Index(name, *columns, unique=unique, postgresql_where=sa.text(where), sqlite_where=sa.text(where))
    for name, columns, unique, where in (
        ("irman_record_key", (RECORD.c.book, RECORD.c.key), True, "key <> ''"),
        ("irman_record_voucher", (RECORD.c.book, RECORD.c.series, RECORD.c.year, RECORD.c.number, RECORD.c.part), True, "number > 0"),
        ("irman_record_reverses", (RECORD.c.book, RECORD.c.reverses), True, "reverses IS NOT NULL"),
        ("irman_record_subject", (RECORD.c.book, RECORD.c.subject, RECORD.c.seq), False, "subject <> ''"),
        ("irman_line_by_account", (LINE.c.book, LINE.c.account, LINE.c.booked_on), False, "account <> ''"),
        # Every second line is on a cash box: what one holds is found by its account, so that each entry fills one place here.
        ("irman_line_by_subject", (LINE.c.book, LINE.c.subject, LINE.c.value_on), False, "substr(subject, 1, 5) <> 'cash:'"),
        ("irman_subject_by_member", (SUBJECT.c.book, SUBJECT.c.member), False, "member IS NOT NULL"),
    )
)
