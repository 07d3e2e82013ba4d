"""What a verification found: findings, notes, the checks that were made and what was not checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, Literal

from irman_ledger.books.verify.titles import PROBLEMS, TITLES, WORDS
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang

FINDINGS_MAX = 50
"""Of one check; the rest is only counted."""

WIDTH = 98

Problem = Literal["differs", "missing", "extra", "broken", "outside"]
Outcome = Literal["ok", "failed", "not-made"]


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a table: ``irman_line``, ``7/0``. A record is called by its seq alone."""

    table: str
    row: str

    def text(self, lang: Lang = "en") -> str:
        """The place in words."""
        if self.table == "irman_record":
            return f"{'catatan' if lang == 'id' else 'record'} {self.row}"
        if self.table == "irman_line":
            seq, _, no = self.row.partition("/")
            return f"catatan {seq} baris {no}" if lang == "id" else f"record {seq} line {no}"
        return f"{self.table} {self.row}".strip()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be.

    Parameters
    ----------
    check
        The name of the check, as in `Check.name`.
    column
        Of the row, where one is to blame; else empty.
    found, wanted
        As text; hashes in hexadecimal.
    """

    check: str
    place: Place
    problem: Problem
    column: str = ""
    found: str = ""
    wanted: str = ""

    @property
    def where(self) -> str:
        """The record or row, in English."""
        return self.place.text("en")

    @property
    def text(self) -> str:
        """What is wrong, in English."""
        return self.message("en")

    def message(self, lang: Lang = "en") -> str:
        """What is wrong, in one sentence without its place."""
        return PROBLEMS[self.problem].text(lang).format(column=self.column, found=_short(self.found), wanted=_short(self.wanted)).strip()


@dataclass(frozen=True, slots=True)
class Check:
    """One check: how many things it looked at, and how many of them were wrong."""

    name: str
    title: Label
    count: int
    failed: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """Whether a book agrees with itself.

    Parameters
    ----------
    level
        1: hashes; 2: and every kept fact against the records; 3: and against checkpoints kept outside the database.
    size, root
        Of the log as it was computed anew.
    notes
        What is allowed but worth a look.
    not_checked
        What this verification cannot say, or did not look at.
    """

    book: str
    size: int
    root: bytes
    level: int
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    unchecked: tuple[Label, ...]

    @property
    def ok(self) -> bool:
        """Whether every check that was made found nothing."""
        return not any(check.failed for check in self.checks)

    @property
    def not_checked(self) -> tuple[str, ...]:
        """What was not checked, in English, with the reasons."""
        return tuple(label.text("en") for label in self.unchecked)

    def summary(self, lang: Lang = "en") -> str:
        """The whole report as lines for a terminal."""
        say = {word: label.text(lang) for word, label in WORDS.items()}
        lines = [
            f"{say['book']} {self.book}: {self.size} {say['records']}",
            f"{say['root']} {self.root.hex(' ', 4)}",
            f"{say['result']}: {say['good'] if self.ok else say['bad']} ({say['level']} {self.level}: {say[f'level_{self.level}']})",
            "",
        ]
        wide = max((len(check.title.text(lang)) for check in self.checks), default=0)
        for check in self.checks:
            if check.outcome != "not-made":
                lines.append(f"  {say[check.outcome]:<14}{check.title.text(lang):<{wide}}  {check.count:>9}")
        lines += _listed(say["findings"], [(item.place.text(lang), item.message(lang)) for item in self.findings])
        rest = sum(check.failed for check in self.checks) - len(self.findings)
        if rest:
            lines.append(f"  + {rest} {say['more']}")
        lines += _listed(say["notes"], [(item.place.text(lang), item.message(lang)) for item in self.notes])
        lines += ["", say["unchecked"] + ":"]
        for label in self.unchecked:
            lines += _wrapped(f"- {label.text(lang)}")
        return "\n".join(lines)


def _listed(title: str, rows: list[tuple[str, str]]) -> list[str]:
    lines = ["", f"{title} ({len(rows)}):"] if rows else []
    for place, text in rows:
        lines += _wrapped(f"{place}: {text}")
    return lines


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:80]} … {text[-60:]}"


def shown(value: Any) -> str:
    """A stored value as a finding shows it."""
    match value:
        case None:
            return "NULL"
        case bytes() | memoryview():
            return bytes(value).hex()
        case _:
            return str(value)


@dataclass(slots=True)
class Notebook:
    """Where the checks write down what they count and find."""

    counts: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    unchecked: list[Label] = field(default_factory=list)

    def count(self, check: str, number: int = 1) -> None:
        """A check looked at so many things."""
        self.counts[check] = self.counts.get(check, 0) + number

    def compare(self, check: str, table: str, row: object, column: str, found: Any, wanted: Any) -> None:
        """Note it where a stored value is not the one it must be."""
        if found != wanted or type(found) is not type(wanted):
            self.find(check, table, row, "differs", column, found, wanted)

    def find(self, check: str, table: str, row: object, problem: Problem, column: str = "", found: Any = "", wanted: Any = "") -> None:
        """Write a finding down."""
        self.counts.setdefault(check, 0)
        self.failed[check] = self.failed.get(check, 0) + 1
        if self.failed[check] <= FINDINGS_MAX:
            self.findings.append(Finding(check, Place(table, str(row)), problem, column, shown(found), shown(wanted)))

    def note(self, check: str, table: str, row: object, problem: Problem, column: str = "", found: Any = "", wanted: Any = "") -> None:
        """Write down what is allowed but worth a look."""
        if len(self.notes) < FINDINGS_MAX:
            self.notes.append(Finding(check, Place(table, str(row)), problem, column, shown(found), shown(wanted)))

    def checks(self) -> tuple[Check, ...]:
        """Every check in its order, also those that were not made."""
        made = []
        for name, title in TITLES.items():
            failed = self.failed.get(name, 0)
            outcome: Outcome = "failed" if failed else "ok" if name in self.counts else "not-made"
            made.append(Check(name, title, self.counts.get(name, 0), failed, outcome))
        return tuple(made)
