"""What a check of an export gives back; knows nothing of books, so that an auditor can run it without them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from irman_ledger.errors import Lang

__all__ = ["Check", "Finding", "Outcome"]

_WORDS = {"en": ("ok", "NOT OK", "not checked"), "id": ("baik", "RUSAK", "tidak diperiksa")}
_SHOWN_MAX = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction: the check that found it, the record or file, and what is wrong."""

    check: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its title in both languages, how many things it looked at, and how many findings it made."""

    name: str
    title: Mapping[Lang, str]
    count: int
    findings: int


@dataclass(slots=True)
class Outcome:
    """Checks and findings while they are collected."""

    titles: Mapping[str, Mapping[Lang, str]]
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, check: str, where: str, text: str) -> None:
        """Note a contradiction."""
        self.findings.append(Finding(check, where, text))
        self.counts.setdefault(check, 0)

    def count(self, check: str, number: int = 1) -> None:
        """Note how much a check looked at."""
        self.counts[check] = self.counts.get(check, 0) + number

    def checks(self) -> tuple[Check, ...]:
        """The checks that were made, in the order of their titles."""
        made = [name for name in self.titles if name in self.counts]
        return tuple(Check(name, self.titles[name], self.counts[name], sum(f.check == name for f in self.findings)) for name in made)


def text_of(head: str, checks: tuple[Check, ...], findings: tuple[Finding, ...], left: tuple[str, ...], lang: Lang) -> str:
    """A report for a terminal: each check with its result, what was found, and what was not checked."""
    good, bad, not_checked = _WORDS[lang]
    rows = [head]
    for check in checks:
        outcome = good if not check.findings else f"{bad} ({check.findings})"
        rows.append(f"  {check.title[lang]:<52}{check.count:>9}  {outcome}")
    rows += [f"  ! {finding.check}: {finding.where}: {finding.text}" for finding in findings[:_SHOWN_MAX]]
    if len(findings) > _SHOWN_MAX:
        rows.append(f"  ! … {len(findings) - _SHOWN_MAX}")
    rows += [f"  - {not_checked}: {text}" for text in left]
    return "\n".join(rows)
