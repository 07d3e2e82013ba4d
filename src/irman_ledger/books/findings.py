"""What a verification finds, collected."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction: the check that found it, the record or row, and what is wrong."""

    check: str
    where: str
    text: str


class Findings:
    """Findings and how much was looked at, by check."""

    def __init__(self) -> None:
        self.rows: list[Finding] = []
        self.counts: dict[str, int] = {}

    def add(self, check: str, where: str, text: str) -> None:
        """Note a contradiction."""
        self.rows.append(Finding(check, where, text))
        self.counts.setdefault(check, 0)

    def count(self, check: str, number: int) -> None:
        """Note how much a check looked at."""
        self.counts[check] = self.counts.get(check, 0) + number
