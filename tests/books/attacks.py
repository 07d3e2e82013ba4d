"""What direct SQL can try on a book: the attempts of the table in docs/reference/attacks.md, as data.

The book is that of `whole_book`: records 0 to 22, April 2014 closed, record 8 reversed.
"""

from __future__ import annotations

from dataclasses import dataclass

NEXT = 23
COLUMNS = "book, seq, no, line_count, account, unit, fund, subject, amount, is_memorandum, value_on, booked_on"
RECORD = (
    "book, seq, kind, subject, key, command_hash, value_on, booked_on, period, entered_at, actor, role, series, year, number, part, "
    "document, narration, command, event, bylaws_version, rules_version, reverses, line_count, total, leaf"
)


@dataclass(frozen=True, slots=True)
class Attack:
    """One attempt: its statements, which differ by database only where the languages do."""

    name: str
    sql: tuple[str, ...]
    postgresql: tuple[str, ...] | None = None

    def on(self, dialect: str) -> tuple[str, ...]:
        """The statements for a database."""
        return self.postgresql if dialect == "postgresql" and self.postgresql is not None else self.sql


def line(
    seq: int = NEXT,
    no: int = 0,
    amount: int = 7,
    *,
    count: int = 2,
    account: str = "1-1710",
    unit: str = "UMUM",
    subject: str = "NULL",
    memorandum: int = 0,
    on: str = "2014-06-10",
    verb: str = "INSERT",
    table: str = "irman_line",
) -> str:
    """A line, as an attacker would write it."""
    values = f"1, {seq}, {no}, {count}, '{account}', '{unit}', 'UMUM', {subject}, {amount}, {memorandum}, '{on}', '{on}'"
    return f"{verb} INTO {table} ({COLUMNS}) VALUES ({values})"


def pair(seq: int = NEXT, first: int = 7, second: int = -7, **more: object) -> tuple[str, str]:
    """Two lines."""
    return line(seq, 0, first, **more), line(seq, 1, second, **more)  # type: ignore[arg-type]  # passed on as they are


def seal(
    seq: int = NEXT,
    *,
    count: int = 2,
    total: int = 7,
    key: str = "attack",
    series: str = "BKM",
    number: int = 6,
    on: str = "2014-06-10",
    reverses: str = "NULL",
    verb: str = "INSERT",
) -> str:
    """A record made of record 6, as an attacker would write it."""
    changed = {
        "seq": str(seq), "key": f"'{key}'", "value_on": f"DATE '{on}'", "booked_on": f"DATE '{on}'", "period": on[:4] + on[5:7],
        "series": f"'{series}'", "number": str(number), "reverses": reverses, "line_count": str(count), "total": str(total),
    }  # fmt: skip
    values = ", ".join(changed.get(name, name) for name in RECORD.split(", "))
    return f"{verb} INTO irman_record ({RECORD}) SELECT {values} FROM irman_record WHERE book = 1 AND seq = 6"


def _upserted(insert: str, target: str, change: str) -> str:
    return f"{insert} ON CONFLICT ({target}) DO UPDATE SET {change}"


_TEMPORARY = (
    "CREATE TEMP TABLE irman_line AS SELECT * FROM {schema}.irman_line WHERE seq = 6",
    line(NEXT, 0, 999_999, table="{schema}.irman_line"),
    line(NEXT, 1, 1, table="{schema}.irman_line"),
    line(NEXT, 0, 7, table="{temp}.irman_line"),
    line(NEXT, 1, -7, table="{temp}.irman_line"),
    seal(),
)

SHADOWED = tuple(text.format(schema="public", temp="pg_temp") for text in _TEMPORARY)
"""Lines that balance in a temporary table of the same name, and do not in the book's."""

ATTACKS: tuple[Attack, ...] = (
    # lines
    Attack("a line added to a sealed record", (line(6, 2, 7, count=3),)),
    Attack(
        "a line put in place of another", (line(6, 0, 999, verb="REPLACE"),), (_upserted(line(6, 0, 999), "book, seq, no", "amount = 999"),)
    ),
    Attack("a line changed", ("UPDATE irman_line SET amount = amount * 2 WHERE seq = 6",)),
    Attack("a line removed", ("DELETE FROM irman_line WHERE seq = 6 AND no = 0",)),
    Attack("all lines removed", ("DELETE FROM irman_line",), ("TRUNCATE irman_line",)),
    Attack("a line without a record, at the next seq", (line(),)),
    Attack("a line without a record, far ahead", (line(999),)),
    # entries
    Attack("a record without its lines", (seal(),)),
    Attack("an entry that does not balance", (*pair(second=-6), seal())),
    Attack("an entry that balances only across units", (line(), line(no=1, amount=-7, unit="CABANG"), seal())),
    Attack("an entry that balances only across the memorandum", (line(), line(no=1, amount=-7, account="9-1500", memorandum=1), seal())),
    Attack("a memorandum line passed off as an ordinary one", (line(), line(no=1, amount=-7, account="9-1500"), seal())),
    Attack("a wrong count of lines", (*pair(count=3), seal(count=3))),
    Attack("a wrong total", (*pair(), seal(total=8))),
    Attack(
        "lines of amount zero, checks switched off",
        ("PRAGMA ignore_check_constraints = ON", *pair(first=0, second=0), seal(total=0)),
        (*pair(first=0, second=0), seal(total=0)),
    ),
    Attack("a control account without a subject", (line(account="2-1100"), line(no=1, amount=-7), seal())),
    Attack("a subject of another kind", (line(account="2-1100", subject="'loan:PJ-001'"), line(no=1, amount=-7), seal())),
    Attack("an account that is not there", (line(account="0-0000"), line(no=1, amount=-7), seal())),
    Attack("lines on another day than their record", (*pair(on="2014-06-11"), seal())),
    # records
    Attack("a record changed", ("UPDATE irman_record SET narration = 'x' WHERE seq = 6",)),
    Attack(
        "a record changed into the place of another",
        ("UPDATE OR REPLACE irman_record SET seq = 6 WHERE seq = 4",),
        ("UPDATE irman_record SET seq = 99 WHERE seq = 4",),
    ),
    Attack("a record removed", ("DELETE FROM irman_record WHERE seq = 22",)),
    Attack(
        "a record put in place of another, by its seq", (seal(6, verb="REPLACE"),), (_upserted(seal(6), "book, seq", "narration = 'x'"),)
    ),
    Attack(
        "a record put in place of another, by its key",
        (*pair(), seal(key="k6", verb="REPLACE")),
        (*pair(), _upserted(seal(key="k6"), "book, key) WHERE (key <> ''", "narration = 'x'")),
    ),
    Attack(
        "a record put in place of another, by its voucher",
        (*pair(), seal(number=1, verb="REPLACE")),
        (*pair(), _upserted(seal(number=1), "book, series, year, number, part) WHERE (number > 0", "narration = 'x'")),
    ),
    Attack("a key used twice", (*pair(), seal(key="k6"))),
    Attack("a voucher number used twice", (*pair(), seal(number=1))),
    Attack("a voucher number left out", (*pair(), seal(number=7))),
    Attack("a record reversed twice", (*pair(), seal(reverses="8"))),
    Attack("a gap in seq", (*pair(30), seal(30))),
    Attack("an entry in a closed month", (*pair(on="2014-04-05"), seal(on="2014-04-05"))),
    Attack("a well-formed record with a false hash", (*pair(), seal())),
    # what is kept beside the log
    Attack("the head set back", ("UPDATE irman_head SET size = 22",)),
    Attack("a closed month opened again", ("UPDATE irman_head SET closed_to = 0",)),
    Attack("the head removed", ("DELETE FROM irman_head",)),
    Attack(
        "the head put in place of itself",
        ("REPLACE INTO irman_head SELECT book, 1, frontier, 0, 1 FROM irman_head",),
        ("INSERT INTO irman_head SELECT book, 1, frontier, 0, 1 FROM irman_head ON CONFLICT (book) DO UPDATE SET size = 1",),
    ),
    Attack("a month balance changed", ("UPDATE irman_month_balance SET debit = debit + 1",)),
    Attack("a month balance removed", ("DELETE FROM irman_month_balance WHERE period = 201405",)),
    Attack("a subject balance changed", ("UPDATE irman_subject_balance SET balance = 0 WHERE subject LIKE 'loan:%'",)),
    Attack("a state changed", ("UPDATE irman_subject SET state = 'null' WHERE subject = 'savings:SS-001'",)),
    Attack("a subject removed", ("DELETE FROM irman_subject WHERE subject = 'savings:SS-001'",)),
    Attack("an instalment changed", ("UPDATE irman_schedule SET principal = 0",)),
    Attack(
        "another plan added",
        ("INSERT INTO irman_schedule SELECT book, subject, 22, no, due_on, 1, 0 FROM irman_schedule WHERE subject = 'loan:PJ-001'",),
    ),
    Attack("a personal value changed", ("UPDATE irman_private SET value = 'Orang Lain' WHERE value IS NOT NULL",)),
    Attack("a personal value removed with its commitment", ("DELETE FROM irman_private",)),
    Attack(
        "a personal value put in place of another",
        ("REPLACE INTO irman_private SELECT book, commitment, subject, salt, 'x' FROM irman_private WHERE value IS NOT NULL",),
        (
            "INSERT INTO irman_private SELECT book, commitment, subject, salt, 'x' FROM irman_private WHERE value IS NOT NULL "
            "ON CONFLICT (book, commitment) DO UPDATE SET value = excluded.value",
        ),
    ),
    # the book
    Attack("the book changed", ("UPDATE irman_book SET currency = 'EUR'",)),
    Attack("the bylaws changed", ("UPDATE irman_bylaws SET source = 'x'",)),
    Attack("bylaws nobody adopted", ("INSERT INTO irman_bylaws SELECT book, 3, from_on, seq, source FROM irman_bylaws WHERE version = 2",)),
    Attack("an account changed", ("UPDATE irman_account SET subject_kind = ''",)),
    Attack("an account nobody adopted", ("INSERT INTO irman_account SELECT book, 'X', '', '', 0 FROM irman_book",)),
    # the guards
    Attack("a trigger dropped", ("DROP TRIGGER irman_line_bu",), ("DROP TRIGGER irman_line_ro ON irman_line",)),
    Attack(
        "a trigger taken out of the schema",
        ("PRAGMA writable_schema = ON", "DELETE FROM sqlite_master WHERE name = 'irman_record_bi'"),
        (
            "CREATE OR REPLACE FUNCTION irman_record_guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            *pair(second=-6),
            seal(),
        ),
    ),
    Attack(
        "guards switched off for the session",
        ("PRAGMA foreign_keys = OFF", "PRAGMA recursive_triggers = OFF", seal(6, verb="REPLACE")),
        ("SET LOCAL session_replication_role = replica", "UPDATE irman_line SET amount = 1 WHERE seq = 6"),
    ),
    Attack(
        "a temporary table of the same name",
        tuple(text.format(schema="main", temp="temp") for text in _TEMPORARY),
        SHADOWED,
    ),
    Attack("a table dropped", ("DROP TABLE irman_schedule",)),
)
