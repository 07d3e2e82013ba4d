"""The guards: triggers that refuse what the library would never write. They are put back after every migration."""

from __future__ import annotations

import sqlalchemy as sa

APPEND_ONLY = ("irman_book", "irman_bylaws", "irman_account", "irman_record", "irman_line", "irman_schedule")

_SQLITE = {
    # A sealed record takes no further line, whatever the connection's settings; a line's subject is of its account's kind.
    "irman_line_bi": """CREATE TRIGGER irman_line_bi BEFORE INSERT ON irman_line BEGIN
  SELECT RAISE(ABORT, 'irman: the record is sealed') WHERE EXISTS (SELECT 1 FROM irman_record WHERE book = NEW.book AND seq = NEW.seq);
  SELECT RAISE(ABORT, 'irman: the line is there already')
    WHERE EXISTS (SELECT 1 FROM irman_line WHERE book = NEW.book AND seq = NEW.seq AND no = NEW.no);
  SELECT RAISE(ABORT, 'irman: the account is unknown or takes another subject') WHERE NOT EXISTS
    (SELECT 1 FROM irman_account WHERE book = NEW.book AND code = NEW.account AND is_memorandum = NEW.is_memorandum
      AND subject_kind = coalesce(substr(NEW.subject, 1, instr(NEW.subject, ':') - 1), ''));
END""",
    # Every unique column is asked for here, else INSERT OR REPLACE slips by.
    "irman_record_bi": """CREATE TRIGGER irman_record_bi BEFORE INSERT ON irman_record BEGIN
  SELECT RAISE(ABORT, 'irman: the record is there already') WHERE EXISTS
    (SELECT 1 FROM irman_record WHERE book = NEW.book AND seq = NEW.seq);
  SELECT RAISE(ABORT, 'irman: the key is used') WHERE EXISTS
    (SELECT 1 FROM irman_record WHERE book = NEW.book AND key = NEW.key AND key <> '');
  SELECT RAISE(ABORT, 'irman: the voucher number is used') WHERE NEW.number > 0 AND EXISTS (SELECT 1 FROM irman_record
    WHERE book = NEW.book AND series = NEW.series AND year = NEW.year AND number = NEW.number AND part = NEW.part AND number > 0);
  SELECT RAISE(ABORT, 'irman: the record is reversed already') WHERE NEW.reverses IS NOT NULL AND EXISTS
    (SELECT 1 FROM irman_record WHERE book = NEW.book AND reverses = NEW.reverses AND reverses IS NOT NULL);
  SELECT RAISE(ABORT, 'irman: a gap in seq') WHERE NEW.seq <> 0 AND NOT EXISTS
    (SELECT 1 FROM irman_record WHERE book = NEW.book AND seq = NEW.seq - 1);
  SELECT RAISE(ABORT, 'irman: the month is closed') WHERE NEW.line_count > 0 AND EXISTS
    (SELECT 1 FROM irman_head WHERE book = NEW.book AND closed_to >= NEW.period);
  SELECT RAISE(ABORT, 'irman: wrong line count, total or dates') FROM (SELECT count(*) AS n, coalesce(sum(max(amount, 0)), 0) AS debit,
      coalesce(sum(value_on <> NEW.value_on OR booked_on <> NEW.booked_on OR line_count <> NEW.line_count), 0) AS wrong
    FROM irman_line WHERE book = NEW.book AND seq = NEW.seq) WHERE n <> NEW.line_count OR debit <> NEW.total OR wrong <> 0;
  SELECT RAISE(ABORT, 'irman: the entry does not balance') WHERE EXISTS
    (SELECT 1 FROM irman_line WHERE book = NEW.book AND seq = NEW.seq GROUP BY unit, fund, is_memorandum HAVING sum(amount) <> 0);
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
  IF EXISTS (SELECT 1 FROM added n WHERE n.seq <> 0
      AND NOT EXISTS (SELECT 1 FROM {s}.irman_record r WHERE r.book = n.book AND r.seq = n.seq - 1)) THEN
    RAISE 'irman: a gap in seq' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF EXISTS (SELECT 1 FROM added n JOIN {s}.irman_head h ON h.book = n.book WHERE n.line_count > 0 AND h.closed_to >= n.period) THEN
    RAISE 'irman: the month is closed' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF EXISTS (SELECT 1 FROM added n CROSS JOIN LATERAL (SELECT count(*) AS k, coalesce(sum(greatest(l.amount, 0)), 0) AS debit,
        coalesce(bool_or(l.value_on <> n.value_on OR l.booked_on <> n.booked_on OR l.line_count <> n.line_count), false) AS wrong
      FROM {s}.irman_line l WHERE l.book = n.book AND l.seq = n.seq) t WHERE t.k <> n.line_count OR t.debit <> n.total OR t.wrong) THEN
    RAISE 'irman: wrong line count, total or dates' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF EXISTS (SELECT 1 FROM added n CROSS JOIN LATERAL (SELECT 1 FROM {s}.irman_line l
      WHERE l.book = n.book AND l.seq = n.seq GROUP BY l.unit, l.fund, l.is_memorandum HAVING sum(l.amount) <> 0 LIMIT 1) t) THEN
    RAISE 'irman: the entry does not balance' USING ERRCODE = 'integrity_constraint_violation'; END IF;
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

_ALL = (*APPEND_ONLY, "irman_head", "irman_month_balance", "irman_subject_balance", "irman_subject", "irman_private")


def install_guards(connection: sa.Connection) -> None:
    """Put every guard in place, replacing what is there under its name."""
    if connection.dialect.name == "sqlite":
        for name, text in _SQLITE.items():
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(text)
        return
    schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    for name, body in _POSTGRESQL_FUNCTIONS.items():
        # The function's own search_path keeps a temporary table of the same name from standing in for ours.
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION {schema}.{name}() RETURNS trigger LANGUAGE plpgsql "
            f"SET search_path = pg_catalog, {schema}, pg_temp AS $irman$ BEGIN {body.replace('{s}', schema).replace('%', '%%')} END $irman$"
        )
    for name, (table, text) in _POSTGRESQL_TRIGGERS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON {schema}.{table}")
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {text.replace('{s}', schema)}")
    for table in _ALL:
        connection.exec_driver_sql(f"ALTER TABLE {schema}.{table} ENABLE ROW LEVEL SECURITY")
        connection.exec_driver_sql(f"DROP POLICY IF EXISTS irman_one_book ON {schema}.{table}")
        connection.exec_driver_sql(
            f"CREATE POLICY irman_one_book ON {schema}.{table} USING (book = nullif(current_setting('irman.book', true), '')::bigint)"
        )


def missing_guards(connection: sa.Connection) -> tuple[str, ...]:
    """The names of guards that are not in place as they should be."""
    if connection.dialect.name == "sqlite":
        found = {
            row[0]: row[1] for row in connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        }
        return tuple(sorted(name for name, text in _SQLITE.items() if found.get(name) != text))
    rows = connection.exec_driver_sql(
        "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
    ).fetchall()
    triggers = {row[0] for row in rows}
    return tuple(sorted(name for name in _POSTGRESQL_TRIGGERS if name not in triggers))


def grant_application_role(connection: sa.Connection, role: str) -> None:
    """Give a PostgreSQL role what an application needs and no more: it reads, adds records, and keeps balances and states."""
    quoted = connection.dialect.identifier_preparer.quote_identifier(role)
    schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    run = connection.exec_driver_sql
    run(f"REVOKE ALL ON SCHEMA {schema} FROM {quoted}")
    run(f"GRANT USAGE ON SCHEMA {schema} TO {quoted}")
    for table in (*_ALL, "irman_version"):
        run(f"REVOKE ALL ON {schema}.{table} FROM {quoted}")
        run(f"GRANT SELECT ON {schema}.{table} TO {quoted}")
    for table in ("irman_record", "irman_line", "irman_schedule", "irman_account", "irman_bylaws", "irman_private"):
        run(f"GRANT INSERT ON {schema}.{table} TO {quoted}")
    for table in ("irman_month_balance", "irman_subject_balance", "irman_subject"):
        run(f"GRANT INSERT, UPDATE ON {schema}.{table} TO {quoted}")
    run(f"GRANT UPDATE ON {schema}.irman_head, {schema}.irman_private TO {quoted}")
