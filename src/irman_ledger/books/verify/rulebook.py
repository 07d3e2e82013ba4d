"""The bylaws as the records say they were adopted: which version held when, and what its accounts are."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from irman_ledger.books.adoption import account_row
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month


@lru_cache(maxsize=32)
def _parsed(source: str) -> Bylaws:
    return Bylaws.from_toml(source)


class Rulebook:
    """Grows as records of adoption pass."""

    def __init__(self) -> None:
        self.accounts: dict[str, tuple[str, str, str, int]] = {}
        self.kept: dict[tuple[object, ...], tuple[object, ...]] = {}
        self._versions: list[tuple[int, str, Bylaws]] = []
        self._years: dict[tuple[int, str], int] = {}

    def __len__(self) -> int:
        return len(self._versions)

    def adopt(self, seq: int, source: str) -> Bylaws:
        """The next version, adopted by a record; raises what reading its text raises."""
        bylaws = _parsed(source)
        self._versions.append((seq, bylaws.from_on.isoformat(), bylaws))
        self.kept[(len(self._versions),)] = (bylaws.from_on.isoformat(), seq, source)
        for account in bylaws.chart:
            self.accounts.setdefault(account.code, account_row(account))
        return bylaws

    def version(self, number: int) -> Bylaws | None:
        """One version by its number, from 1."""
        return self._versions[number - 1][2] if 0 < number <= len(self._versions) else None

    @property
    def latest(self) -> Bylaws | None:
        """The version adopted last."""
        return self._versions[-1][2] if self._versions else None

    def in_force(self, seq: int, value_on: str) -> int:
        """The number of the version that a record had to use: the latest adopted before it that was in force on its value date."""
        known = [number for number, (adopted, _from_on, _bylaws) in enumerate(self._versions, 1) if adopted < seq or adopted == 0]
        return next((number for number in reversed(known) if self._versions[number - 1][1] <= value_on), 1)

    def booking_year(self, number: int, booked_on: str) -> int | None:
        """The calendar year in which the book year of a day ends, by one version."""
        key = (number, booked_on[:7])
        found = self._years.get(key)
        bylaws = self.version(number)
        if found is None and bylaws is not None and _is_day(booked_on):
            found = self._years[key] = bylaws.fiscal_year(Month.of(date.fromisoformat(booked_on))).year
        return found


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
