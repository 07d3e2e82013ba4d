"""States and schedules folded anew from the events, against the rows that the books keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from irman_ledger.books.modules import FOLD_VERSION
from irman_ledger.books.verify.entries import compare_kept
from irman_ledger.books.verify.report import Notebook
from irman_ledger.books.verify.source import Source
from irman_ledger.books.verify.titles import OLD_FOLDS
from irman_ledger.books.wire import dump_state, load_event
from irman_ledger.coop.register import module_of, module_of_subject
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.protocols import Event, SubjectIndex
from irman_ledger.errors import IrmanError

BROKEN = (IrmanError, AssertionError, AttributeError, KeyError, IndexError, TypeError, ValueError)
"""What reading or folding a text that was tampered with may raise."""

_REVERSALS = "SELECT reverses FROM irman_record WHERE book = ? AND reverses IS NOT NULL"
_EVENT = "SELECT event FROM irman_record WHERE book = ? AND seq = ?"
_SUBJECT = ("subject", "member", "group_no", "product", "opened_on", "closed_on", "fold_version", "state")
_SCHEDULE = ("subject", "seq", "no", "due_on", "principal", "interest")
_PRIVATE = ("commitment", "subject", "salt", "value")


@dataclass(slots=True)
class _Folded:
    state: Any = None
    last_reversed: int = -1
    plans: tuple[tuple[int, tuple[Any, ...]], ...] = ()


class Folding:
    """Folds each subject's events that were not reversed, in their order."""

    def __init__(self, notebook: Notebook, source: Source, currency: str) -> None:
        self._notebook = notebook
        self._source = source
        self._currency = currency
        self._gone = {row[0] for row in source.rows(_REVERSALS, (source.book,))}
        self._subjects: dict[str, _Folded] = {}
        self._schedules: dict[tuple[object, ...], tuple[object, ...]] = {}

    def take(self, seq: int, subject: str, event: Event) -> None:
        """The next event of a subject."""
        folded = self._subjects.setdefault(subject, _Folded())
        try:
            module = module_of(event)
            if subject.partition(":")[0] not in module.subject_kinds:
                self._notebook.find("events", "irman_record", seq, "differs", "subject", subject, ", ".join(module.subject_kinds))
                return
            plan = module.schedule(event)
            if seq not in self._gone:
                folded.state = module.evolve(folded.state, event)
        except BROKEN as error:
            self._notebook.find("events", "irman_record", seq, "broken", "event", f"{type(error).__name__}: {error}")
            return
        if plan is not None:
            folded.plans = (*folded.plans, (seq, plan))
            self._keep(subject, seq, plan)

    def reverse(self, seq: int, subject: str, target: int) -> None:
        """The next reversal: the plan before the reversed one comes back as a new version."""
        folded = self._subjects.setdefault(subject, _Folded())
        folded.last_reversed = target
        if any(at == target for at, _plan in folded.plans):
            folded.plans = tuple((at, plan) for at, plan in folded.plans if at != target)
            if folded.plans:
                self._keep(subject, seq, folded.plans[-1][1])

    def _keep(self, subject: str, seq: int, plan: tuple[Any, ...]) -> None:
        for item in plan:
            self._schedules[(subject, seq, item.no)] = (item.due_on.isoformat(), item.principal.minor, item.interest.minor)

    def finish(self) -> None:
        """Compare with the kept rows."""
        versions = {row[0]: row[1] for row in self._source.table("irman_subject", ("subject", "fold_version"))}
        expected: dict[tuple[object, ...], tuple[object, ...]] = {}
        for subject, folded in self._subjects.items():
            row = self._row(subject, folded)
            if row is not None:
                expected[(subject,)] = row
        if any(0 < version < FOLD_VERSION for version in versions.values()):
            self._notebook.unchecked.append(OLD_FOLDS)
        compare_kept(self._notebook, self._source, "subjects", "irman_subject", 1, _SUBJECT, expected)
        compare_kept(self._notebook, self._source, "schedules", "irman_schedule", 3, _SCHEDULE, self._schedules)

    def _row(self, subject: str, folded: _Folded) -> tuple[object, ...] | None:
        module = module_of_subject(subject.partition(":")[0])
        if module is None:
            return None
        try:
            index: SubjectIndex = module.index(folded.state if folded.state is not None else self._state_before(folded))
        except BROKEN as error:
            self._notebook.find("subjects", "irman_subject", subject, "broken", "state", f"{type(error).__name__}: {error}")
            return None
        text = "null" if folded.state is None else dump_state(folded.state)
        closed = None if index.closed_on is None else index.closed_on.isoformat()
        return (index.member, index.group, index.product, index.opened_on.isoformat(), closed, FOLD_VERSION, text)

    def _state_before(self, folded: _Folded) -> Any:
        """What a subject was before its only standing event was reversed: it keeps its place in the index."""
        found = self._source.rows(_EVENT, (self._source.book, folded.last_reversed))
        event = load_event(found[0][0], self._currency)
        return module_of(event).evolve(None, event)


def check_private(notebook: Notebook, source: Source, commitments: dict[bytes, str]) -> None:
    """Each kept personal value belongs to a command and has its commitment, or was erased with its salt."""
    left = dict(commitments)
    for commitment, subject, salt, value in source.table("irman_private", _PRIVATE):
        row = f"{subject} {bytes(commitment).hex()[:16]}"
        notebook.count("private")
        owner = left.pop(bytes(commitment), None)
        if owner is None:
            notebook.find("private", "irman_private", row, "extra", found="no command")
        elif owner != subject:
            notebook.find("private", "irman_private", row, "differs", "subject", subject, owner)
        if (salt is None) != (value is None):
            notebook.find("private", "irman_private", row, "broken", "salt" if salt is None else "value", "NULL")
        elif salt is not None and not _has_commitment(bytes(commitment), bytes(salt), value):
            notebook.find("private", "irman_private", row, "broken", "value", "…")  # a personal value is never shown
    for commitment, subject in left.items():
        notebook.count("private")
        notebook.find("private", "irman_private", f"{subject} {commitment.hex()[:16]}", "missing", wanted="NULL")


def _has_commitment(commitment: bytes, salt: bytes, value: str) -> bool:
    try:
        return Private(value, salt, commitment).value == value  # another Unicode form of the same text is another value
    except IrmanError:
        return False
