"""The guards: triggers that refuse what the library would never write. They are put back after every migration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import sqlalchemy as sa

APPEND_ONLY = ("irman_book", "irman_bylaws", "irman_account", "irman_record", "irman_line", "irman_schedule")

_SQLITE = {
    # A sealed record takes no further line, whatever the connection's settings; a line's subject is of its account's kind.
    "irman_line_bi": """CREATE TRIGGER irman_line_bi BEFORE INSERT ON irman_line BEGIN
  SELECT RAISE(ABORT, 'irman: the record is sealed') WHERE EXISTS (SELECT 1 FROM irman_record WHERE book = NEW.book AND seq = NEW.seq);
  SELECT RAISE(ABORT, 'irman: the account is unknown or takes another subject') WHERE NOT EXISTS
    (SELECT 1 FROM irman_account WHERE book = NEW.book AND code = NEW.account AND is_memorandum = NEW.is_memorandum
      AND subject_kind = coalesce(substr(NEW.subject, 1, instr(NEW.subject, ':') - 1), ''));
END""",
    # Every unique column is asked for here, else INSERT OR REPLACE slips by.
    "irman_record_bi": """CREATE TRIGGER irman_record_bi BEFORE INSERT ON irman_record BEGIN
  SELECT CASE WHEN NEW.seq <= last THEN RAISE(ABORT, 'irman: the record is there already')
      WHEN NEW.seq <> last + 1 THEN RAISE(ABORT, 'irman: a gap in seq') END
    FROM (SELECT coalesce(max(seq), -1) AS last FROM irman_record WHERE book = NEW.book);
  SELECT RAISE(ABORT, 'irman: the key is used') WHERE EXISTS
    (SELECT 1 FROM irman_record WHERE book = NEW.book AND key = NEW.key AND key <> '');
  SELECT RAISE(ABORT, 'irman: the voucher number is used') WHERE NEW.number > 0 AND EXISTS (SELECT 1 FROM irman_record
    WHERE book = NEW.book AND series = NEW.series AND year = NEW.year AND number = NEW.number AND part = NEW.part AND number > 0);
  SELECT RAISE(ABORT, 'irman: the record is reversed already') WHERE NEW.reverses IS NOT NULL AND EXISTS
    (SELECT 1 FROM irman_record WHERE book = NEW.book AND reverses = NEW.reverses AND reverses IS NOT NULL);
  SELECT CASE WHEN closed_to IS NULL THEN RAISE(ABORT, 'irman: the book has no head')
      WHEN NEW.line_count > 0 AND closed_to >= NEW.period THEN RAISE(ABORT, 'irman: the month is closed') END
    FROM (SELECT max(closed_to) AS closed_to FROM irman_head WHERE book = NEW.book);
  SELECT CASE WHEN n <> NEW.line_count OR debit <> NEW.total OR wrong <> 0
      THEN RAISE(ABORT, 'irman: wrong line count, total or dates')
    WHEN rest <> 0 OR (others <> 0 AND EXISTS (SELECT 1 FROM irman_line WHERE book = NEW.book AND seq = NEW.seq
      GROUP BY unit, fund, is_memorandum HAVING sum(amount) <> 0))
      THEN RAISE(ABORT, 'irman: the entry does not balance') END
    FROM (SELECT count(*) AS n, coalesce(sum(max(amount, 0)), 0) AS debit, coalesce(sum(amount), 0) AS rest,
      coalesce(sum(amount = 0 OR value_on <> NEW.value_on OR booked_on <> NEW.booked_on OR line_count <> NEW.line_count), 0) AS wrong,
      coalesce(sum(unit <> 'UMUM' OR fund <> 'UMUM' OR is_memorandum <> 0), 0) AS others
    FROM irman_line WHERE book = NEW.book AND seq = NEW.seq);
END""",
    "irman_account_bi": """CREATE TRIGGER irman_account_bi BEFORE INSERT ON irman_account BEGIN
  SELECT RAISE(ABORT, 'irman: the account is there already')
    WHERE EXISTS (SELECT 1 FROM irman_account WHERE book = NEW.book AND code = NEW.code);
END""",
    "irman_book_bi": """CREATE TRIGGER irman_book_bi BEFORE INSERT ON irman_book BEGIN
  SELECT RAISE(ABORT, 'irman: the book is there already') WHERE EXISTS (SELECT 1 FROM irman_book WHERE book = NEW.book OR id = NEW.id);
END""",
    "irman_bylaws_bi": """CREATE TRIGGER irman_bylaws_bi BEFORE INSERT ON irman_bylaws BEGIN
  SELECT RAISE(ABORT, 'irman: the bylaws are there already')
    WHERE EXISTS (SELECT 1 FROM irman_bylaws WHERE book = NEW.book AND version = NEW.version);
END""",
    "irman_schedule_bi": """CREATE TRIGGER irman_schedule_bi BEFORE INSERT ON irman_schedule BEGIN
  SELECT RAISE(ABORT, 'irman: the instalment is there already') WHERE EXISTS
    (SELECT 1 FROM irman_schedule WHERE book = NEW.book AND subject = NEW.subject AND seq = NEW.seq AND no = NEW.no);
END""",
    # What was erased stays erased, and what is kept is never altered.
    "irman_private_bu": """CREATE TRIGGER irman_private_bu BEFORE UPDATE ON irman_private BEGIN
  SELECT RAISE(ABORT, 'irman: a private value can only be erased') WHERE NEW.value IS NOT NULL OR NEW.salt IS NOT NULL
    OR NEW.commitment <> OLD.commitment OR NEW.book <> OLD.book OR NEW.subject <> OLD.subject;
END""",
    "irman_private_bi": """CREATE TRIGGER irman_private_bi BEFORE INSERT ON irman_private BEGIN
  SELECT RAISE(ABORT, 'irman: the private value is there already')
    WHERE EXISTS (SELECT 1 FROM irman_private WHERE book = NEW.book AND commitment = NEW.commitment);
END""",
    "irman_private_bd": """CREATE TRIGGER irman_private_bd BEFORE DELETE ON irman_private BEGIN
  SELECT RAISE(ABORT, 'irman: a private value can only be erased');
END""",
    "irman_head_bi": """CREATE TRIGGER irman_head_bi BEFORE INSERT ON irman_head BEGIN
  SELECT RAISE(ABORT, 'irman: the book has a head already') WHERE EXISTS (SELECT 1 FROM irman_head WHERE book = NEW.book);
END""",
    "irman_head_bd": """CREATE TRIGGER irman_head_bd BEFORE DELETE ON irman_head BEGIN
  SELECT RAISE(ABORT, 'irman: the head of a book stays');
END""",
}
for _table in APPEND_ONLY:
    for _verb in ("UPDATE", "DELETE"):
        _name = f"{_table}_b{_verb[0].lower()}"
        _SQLITE[_name] = (
            f"CREATE TRIGGER {_name} BEFORE {_verb} ON {_table} BEGIN SELECT RAISE(ABORT, 'irman: {_table} is append-only'); END"
        )

_POSTGRESQL_FUNCTIONS = {
    "irman_line_guard": """
  IF EXISTS (SELECT 1 FROM added n LEFT JOIN {s}.irman_account a ON a.book = n.book AND a.code = n.account
      WHERE a.subject_kind IS DISTINCT FROM coalesce(split_part(n.subject, ':', 1), '')
        OR a.is_memorandum IS DISTINCT FROM n.is_memorandum) THEN
    RAISE 'irman: the account is unknown or takes another subject' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NULL;""",
    "irman_record_guard": """
  IF EXISTS (SELECT 1 FROM (SELECT n.book, min(n.seq) AS lo, max(n.seq) AS hi, count(*) AS k FROM added n GROUP BY n.book) a
      WHERE a.hi - a.lo + 1 <> a.k OR (a.lo <> 0
        AND (SELECT r.seq FROM {s}.irman_record r WHERE r.book = a.book AND r.seq = a.lo - 1) IS NULL)) THEN
    RAISE 'irman: a gap in seq' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF EXISTS (SELECT 1 FROM added n LEFT JOIN {s}.irman_head h ON h.book = n.book
      WHERE h.book IS NULL OR (n.line_count > 0 AND h.closed_to >= n.period)) THEN
    RAISE 'irman: the month is closed, or the book has no head' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF EXISTS (SELECT 1 FROM added n CROSS JOIN LATERAL (SELECT count(*) AS k, coalesce(sum(greatest(l.amount, 0)), 0) AS debit,
        coalesce(sum(l.amount), 0) AS rest,
        coalesce(bool_or(l.unit <> 'UMUM' OR l.fund <> 'UMUM' OR l.is_memorandum <> 0), false) AS others,
        coalesce(bool_or(l.value_on <> n.value_on OR l.booked_on <> n.booked_on OR l.line_count <> n.line_count), false) AS wrong
      FROM {s}.irman_line l WHERE l.book = n.book AND l.seq = n.seq) t
      WHERE t.k <> n.line_count OR t.debit <> n.total OR t.wrong OR t.rest <> 0 OR (t.others AND EXISTS (SELECT 1 FROM {s}.irman_line l
        WHERE l.book = n.book AND l.seq = n.seq GROUP BY l.unit, l.fund, l.is_memorandum HAVING sum(l.amount) <> 0))) THEN
    RAISE 'irman: wrong line count, total or dates, or the entry does not balance' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NULL;""",
    "irman_private_guard": """
  IF NEW.value IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.commitment <> OLD.commitment OR NEW.book <> OLD.book
      OR NEW.subject <> OLD.subject THEN
    RAISE 'irman: a private value can only be erased' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;""",
    "irman_refuse": """
  RAISE 'irman: % is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';""",
}

_POSTGRESQL_TRIGGERS = {
    "irman_line_ai": (
        "irman_line",
        "AFTER INSERT ON {s}.irman_line REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION {s}.irman_line_guard()",
    ),
    "irman_record_ai": (
        "irman_record",
        "AFTER INSERT ON {s}.irman_record REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION {s}.irman_record_guard()",
    ),
    "irman_private_bu": (
        "irman_private",
        "BEFORE UPDATE ON {s}.irman_private FOR EACH ROW EXECUTE FUNCTION {s}.irman_private_guard()",
    ),
    "irman_private_ro": (
        "irman_private",
        "BEFORE DELETE OR TRUNCATE ON {s}.irman_private FOR EACH STATEMENT EXECUTE FUNCTION {s}.irman_refuse()",
    ),
    "irman_head_ro": (
        "irman_head",
        "BEFORE DELETE OR TRUNCATE ON {s}.irman_head FOR EACH STATEMENT EXECUTE FUNCTION {s}.irman_refuse()",
    ),
} | {
    f"{table}_ro": (
        table,
        f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {{s}}.{table} FOR EACH STATEMENT EXECUTE FUNCTION {{s}}.irman_refuse()",
    )
    for table in APPEND_ONLY
}

_POLICY = "irman_one_book"
_ALL = (*APPEND_ONLY, "irman_head", "irman_month_balance", "irman_subject_balance", "irman_subject", "irman_private")


# A session that has named no book may see which there are, so that it can open one; it reads and writes only the one it names.
_OWN_ROWS = "(book = (NULLIF(current_setting('irman.book'::text, true), ''::text))::bigint)"
_BOOK_ROWS = f"((NULLIF(current_setting('irman.book'::text, true), ''::text) IS NULL) OR {_OWN_ROWS})"


def install_guards(connection: sa.Connection) -> None:
    """Put every guard in place, replacing what is there under its name."""
    run = connection.exec_driver_sql
    if connection.dialect.name == "sqlite":
        for name, text in _SQLITE.items():
            run(f"DROP TRIGGER IF EXISTS {name}")
            run(text)
        return
    schema = _schema(connection)
    for name in _POSTGRESQL_FUNCTIONS:
        settings = " ".join(f"SET {setting} = {value}" for setting, value in _settings(schema))
        run(
            f"CREATE OR REPLACE FUNCTION {schema}.{name}() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER {settings} "
            f"AS $irman${_source(name, schema).replace('%', '%%')}$irman$"
        )
    for name, (table, text) in _POSTGRESQL_TRIGGERS.items():
        run(f"DROP TRIGGER IF EXISTS {name} ON {schema}.{table}")
        run(f"CREATE TRIGGER {name} {text.replace('{s}', schema)}")
    # The planner's samples would keep personal values when the row is erased.
    run(f"ALTER TABLE {schema}.irman_private ALTER COLUMN value SET STATISTICS 0, ALTER COLUMN salt SET STATISTICS 0")
    for table in _ALL:
        # A planner that has counted the books takes a new one for empty, and reads all of it in place of an index.
        run(f"ALTER TABLE {schema}.{table} ALTER COLUMN book SET STATISTICS 0")
        run(f"ALTER TABLE {schema}.{table} ENABLE ROW LEVEL SECURITY")
        run(f"DROP POLICY IF EXISTS {_POLICY} ON {schema}.{table}")
        run(f"CREATE POLICY {_POLICY} ON {schema}.{table} USING {_visible(table)}")


def remove_guard(connection: sa.Connection, table: str) -> None:
    """Take away what keeps rows of a table from being deleted, within an owner's transaction that ends with `install_guards`."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"DROP TRIGGER {table}_bd")
    else:
        connection.exec_driver_sql(f"DROP TRIGGER {table}_ro ON {_schema(connection)}.{table}")


def _schema(connection: sa.Connection) -> str:
    schema: str = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    return schema


def _settings(schema: str) -> tuple[tuple[str, str], ...]:
    """What each function sets for itself: where it looks, so that no temporary table of the same name stands in for ours, and that
    it looks by index, whatever the planner believes of tables that were small when it last saw them.
    """
    return ("search_path", f"pg_catalog, {schema}, pg_temp"), ("enable_seqscan", "off"), ("enable_bitmapscan", "off")


def _source(name: str, schema: str) -> str:
    return f" BEGIN {_POSTGRESQL_FUNCTIONS[name].replace('{s}', schema)} END "


def _visible(table: str) -> str:
    return _BOOK_ROWS if table == "irman_book" else _OWN_ROWS


def missing_guards(connection: sa.Connection) -> tuple[str, ...]:
    """The names of guards that are not in place as they should be: triggers, functions, policies, constraints and unique indexes."""
    if connection.dialect.name == "sqlite":
        return tuple(sorted({*_missing_sqlite(connection)}))
    schema = _schema(connection)
    missing = {*_missing_triggers(connection), *_missing_functions(connection, schema), *_missing_policies(connection)}
    return tuple(sorted({*missing, *_missing_constraints(connection)}))


def unknown_triggers(connection: sa.Connection) -> tuple[str, ...]:
    """Triggers on the library's tables that the library did not install."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'irman|_%' ESCAPE '|'"
        ).fetchall()
        return tuple(sorted(row[0] for row in rows if row[0] not in _SQLITE))
    rows = connection.exec_driver_sql(f"SELECT t.tgname {_OUR_TRIGGERS}").fetchall()
    return tuple(sorted(row[0] for row in rows if row[0] not in _POSTGRESQL_TRIGGERS))


@cache
def _declared(dialect: str) -> tuple[tuple[str, str], ...]:
    """Name and table of every constraint and unique index in the migrations' statements."""
    folder = files("irman_ledger.books.migrations").joinpath("sql")
    texts = [file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(f"_{dialect}.sql")]
    found = []
    for statement in ";\n".join(texts).split(";\n"):
        table = re.search(r"CREATE TABLE (\w+)|CREATE UNIQUE INDEX \w+ ON (\w+)", statement)
        if table is not None:
            names = re.findall(r"CONSTRAINT (\w+)|CREATE UNIQUE INDEX (\w+)", statement)
            found += [(constraint or index, table[1] or table[2]) for constraint, index in names]
    return tuple(found)


def _missing_sqlite(connection: sa.Connection) -> Iterator[str]:
    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    triggers = {name: text for type_, name, _table, text in rows if type_ == "trigger"}
    yield from (name for name, text in _SQLITE.items() if triggers.get(name) != text)
    tables = {name: text for type_, name, _table, text in rows if type_ == "table"}
    indexes = {name: str(text) for type_, name, _table, text in rows if type_ == "index"}
    for name, table in _declared("sqlite"):
        if f"CONSTRAINT {name} " not in tables.get(table, "") and not indexes.get(name, "").upper().startswith("CREATE UNIQUE INDEX"):
            yield name
    yield from (f"{table} STRICT" for table in {table for _name, table in _declared("sqlite")} if "STRICT" not in tables.get(table, ""))


_OUR_TRIGGERS = (
    "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "JOIN pg_proc p ON p.oid = t.tgfoid "
    "WHERE n.nspname = current_schema() AND c.relname LIKE 'irman|_%%' ESCAPE '|' AND NOT t.tgisinternal"
)
_BITS = {"FOR EACH ROW": 1, "BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


def _missing_triggers(connection: sa.Connection) -> Iterator[str]:
    rows = connection.exec_driver_sql(
        "SELECT t.tgname, c.relname, p.proname, t.tgtype, t.tgqual IS NULL AND t.tgattr = '' AND t.tgenabled IN ('O', 'A') "
        f"AND p.pronamespace = n.oid {_OUR_TRIGGERS}"
    ).fetchall()
    found = {name: tuple(rest) for name, *rest in rows}
    for name, (table, text) in _POSTGRESQL_TRIGGERS.items():
        events = text.partition(" ON ")[0] + (" FOR EACH ROW" if "FOR EACH ROW" in text else "")
        kind = sum(bit for word, bit in _BITS.items() if word in events)
        if found.get(name) != (table, text.rpartition(".")[2].rstrip("()"), kind, True):
            yield name


def _missing_functions(connection: sa.Connection, schema: str) -> Iterator[str]:
    rows = connection.exec_driver_sql(
        "SELECT p.proname, p.prosrc, p.proconfig FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = current_schema() AND p.proname LIKE 'irman|_%%' ESCAPE '|' AND NOT p.prosecdef"
    ).fetchall()
    found = {name: (text, config) for name, text, config in rows}
    for name in _POSTGRESQL_FUNCTIONS:
        if found.get(name) != (_source(name, schema), [f"{setting}={value}" for setting, value in _settings(schema)]):
            yield name


def _missing_policies(connection: sa.Connection) -> Iterator[str]:
    rows = connection.exec_driver_sql(
        "SELECT c.relname, pg_get_expr(p.polqual, p.polrelid), c.relrowsecurity AND p.polpermissive AND p.polcmd = '*' "
        "AND p.polroles = '{0}' AND p.polwithcheck IS NULL FROM pg_policy p "
        "JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
        f"WHERE n.nspname = current_schema() AND p.polname = '{_POLICY}'"
    ).fetchall()
    found = {table: (text, is_whole) for table, text, is_whole in rows}
    yield from (f"{table} {_POLICY}" for table in _ALL if found.get(table) != (_visible(table), True))


def _missing_constraints(connection: sa.Connection) -> Iterator[str]:
    constraints = connection.exec_driver_sql(
        "SELECT k.conname FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace "
        "WHERE n.nspname = current_schema() AND k.convalidated"
    ).fetchall()
    indexes = connection.exec_driver_sql(
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND i.indisunique AND i.indisvalid"
    ).fetchall()
    found = {row[0] for row in (*constraints, *indexes)}
    yield from (name for name, _table in _declared("postgresql") if name not in found)


_INSERTED = ("irman_record", "irman_line", "irman_schedule", "irman_account", "irman_bylaws", "irman_private")
_UPDATED = {
    "irman_head": "size, frontier, closed_to, bylaws_version",
    "irman_private": "salt, value",
    "irman_month_balance": "debit, credit",
    "irman_subject_balance": "balance, last_value_on",
    "irman_subject": "member, group_no, product, opened_on, closed_on, fold_version, state",
}


def grant_application_role(connection: sa.Connection, role: str) -> None:
    """Give a PostgreSQL role what an application needs and no more: it reads, adds records, and keeps balances and states.

    It cannot make a book or migrate; an owner does. Since what everybody may do a role may do too, nobody may create objects in
    the schema of the books or temporary tables in the database any more: grant that to the roles that need it.
    """
    quote = connection.dialect.identifier_preparer.quote_identifier
    quoted, database = quote(role), quote(connection.exec_driver_sql("SELECT current_database()").scalar_one())
    schema, run = _schema(connection), connection.exec_driver_sql
    for who in ("PUBLIC", quoted):
        run(f"REVOKE CREATE ON SCHEMA {schema} FROM {who}")
        run(f"REVOKE TEMPORARY, CREATE ON DATABASE {database} FROM {who}")
    run(f"GRANT USAGE ON SCHEMA {schema} TO {quoted}")
    for table in (*_ALL, "irman_version", "irman_schema"):
        run(f"REVOKE ALL ON {schema}.{table} FROM {quoted}")
        run(f"GRANT SELECT ON {schema}.{table} TO {quoted}")
    for table in (*_INSERTED, "irman_month_balance", "irman_subject_balance", "irman_subject"):
        run(f"GRANT INSERT ON {schema}.{table} TO {quoted}")
    for table, columns in _UPDATED.items():
        run(f"GRANT UPDATE ({columns}) ON {schema}.{table} TO {quoted}")
