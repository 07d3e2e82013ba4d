"""What is kept beside the log: states, schedules and personal values, folded anew and compared."""

from __future__ import annotations

from typing import Any

from irman_ledger.books.findings import Findings
from irman_ledger.books.log_check import Known
from irman_ledger.books.modules import FOLD_VERSION
from irman_ledger.books.reader import iso
from irman_ledger.books.view import View
from irman_ledger.books.wire import dump_state, load_event
from irman_ledger.coop.register import module_of
from irman_ledger.core.evidence.private import Private
from irman_ledger.errors import IrmanError

READ_SUBJECTS = """SELECT subject, member, group_no, product, opened_on, closed_on, last_seq, fold_version, state
FROM irman_subject WHERE book = ?"""
READ_SCHEDULES = "SELECT subject, seq, no, due_on, principal, interest FROM irman_schedule WHERE book = ?"
READ_PRIVATE = "SELECT commitment, subject, salt, value FROM irman_private WHERE book = ?"


def check_states(view: View, found: Findings, known: Known) -> None:
    """Fold every subject anew and compare; the same for plans and personal values."""
    book, currency = view.identity.book, view.identity.currency
    kept = {row[0]: tuple(row[1:]) for row in view.port.rows(READ_SUBJECTS, (book,))}
    plans: dict[tuple[str, int, int], tuple[str, int, int]] = {}
    for subject, history in known.history.items():
        try:
            wanted = _folded(known, subject, history, currency, plans)
        except (IrmanError, AssertionError, ValueError, TypeError) as error:
            found.add("states", subject, f"its events cannot be folded: {error}")
            continue
        row = kept.pop(subject, None)
        if row is None:
            found.add("states", subject, "is missing from irman_subject")
        elif wanted is None:
            if row[7] != "null" or row[5] != known.last_seq[subject]:
                found.add("states", subject, "every event was reversed, the state stays")
        elif _plain(row) != wanted:
            found.add("states", subject, "is not what its events give")
    for subject in kept:
        found.add("states", subject, "has no record")
    found.count("states", len(known.history))
    _check_schedules(view, found, plans)
    _check_private(view, found, known)


def _plain(row: Any) -> tuple[Any, ...]:
    member, group, product, opened_on, closed_on, last_seq, fold_version, state = row
    return member, group, product, iso(opened_on), None if closed_on is None else iso(closed_on), last_seq, fold_version, state


def _folded(
    known: Known, subject: str, history: list[tuple[int, str]], currency: str, plans: dict[tuple[str, int, int], tuple[str, int, int]]
) -> tuple[Any, ...] | None:
    state: Any = None
    module = None
    for seq, text in history:
        event = load_event(text, currency)
        module = module_of(event)
        for item in module.schedule(event) or ():
            plans[(subject, seq, item.no)] = (item.due_on.isoformat(), item.principal.minor, item.interest.minor)
        if seq not in known.reversed:
            state = module.evolve(state, event)
    if state is None or module is None:
        return None
    index = module.index(state)
    closed = None if index.closed_on is None else index.closed_on.isoformat()
    return (
        index.member,
        index.group,
        index.product,
        index.opened_on.isoformat(),
        closed,
        known.last_seq[subject],
        FOLD_VERSION,
        dump_state(state),
    )


def _check_schedules(view: View, found: Findings, plans: dict[tuple[str, int, int], tuple[str, int, int]]) -> None:
    rows = view.port.rows(READ_SCHEDULES, (view.identity.book,))
    kept = {(row[0], row[1], row[2]): (iso(row[3]), row[4], row[5]) for row in rows}
    for key in sorted(kept.keys() | plans.keys()):
        if kept.get(key) != plans.get(key):
            found.add("states", f"{key[0]} record {key[1]} instalment {key[2]}", "the schedule is not what the event says")


def _check_private(view: View, found: Findings, known: Known) -> None:
    rows = view.port.rows(READ_PRIVATE, (view.identity.book,))
    left = dict(known.commitments)
    for commitment, subject, salt, value in rows:
        where = f"{subject} {bytes(commitment).hex()[:8]}"
        if left.pop(bytes(commitment).hex(), None) != subject:
            found.add("private", where, "belongs to no record of the subject")
        if (salt is None) != (value is None):
            found.add("private", where, "is half erased")
        elif salt is not None and not _matches(bytes(commitment), value, bytes(salt)):
            found.add("private", where, "the value does not fit its commitment")
    for commitment, subject in left.items():
        found.add("private", f"{subject} {commitment[:8]}", "is missing from irman_private")
    found.count("private", len(rows))


def _matches(commitment: bytes, value: str, salt: bytes) -> bool:
    return len(commitment) == 32 and Private.committed(commitment).matches(value, salt)
