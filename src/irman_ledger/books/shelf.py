"""The versions of a book's bylaws, parsed once, and which of them is in force on a day."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from irman_ledger.books.port import Port
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month

READ_VERSIONS = "SELECT version, source FROM irman_bylaws WHERE book = ? AND version > ? ORDER BY version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a book is, for ever: its number in the tables, its name, its genesis UUID, its currency and its first day."""

    book: int
    id: str
    uuid: bytes
    currency: str
    begins_on: date


class Shelf:
    """Bylaws by version; grows when another version is adopted.

    What a transaction adopts goes on a copy of its own, so that nobody else sees it before it is committed.
    """

    def __init__(self, book: int, versions: Iterable[tuple[int, Bylaws]] = ()) -> None:
        self._book = book
        self._versions: list[tuple[int, Bylaws]] = list(versions)
        self._lock = threading.Lock()
        self._years: dict[tuple[int, int, int], int] = {}

    def refresh(self, port: Port, version: int) -> None:
        """Read versions up to `version` that are not here yet."""
        if version > len(self._versions):
            with self._lock:
                for number, source in port.rows(READ_VERSIONS, (self._book, len(self._versions))):
                    self.add(number, Bylaws.from_toml(source))

    def at(self, port: Port, version: int) -> Shelf:
        """The shelf as it stood when `version` was the latest: this one, or a shorter copy."""
        self.refresh(port, version)
        return self if version == len(self._versions) else Shelf(self._book, self._versions[:version])

    def copy(self) -> Shelf:
        """Another shelf with the same versions."""
        return Shelf(self._book, self._versions)

    def add(self, version: int, bylaws: Bylaws) -> None:
        """Put the next version on the shelf."""
        assert version == len(self._versions) + 1
        self._versions.append((version, bylaws))

    def version(self, version: int) -> Bylaws:
        """One version."""
        return self._versions[version - 1][1]

    @property
    def latest(self) -> Bylaws:
        """The version adopted last."""
        return self._versions[-1][1]

    def on(self, day: date) -> tuple[int, Bylaws]:
        """The latest adopted version in force on a day; the first one for days before any."""
        for version, bylaws in reversed(self._versions):
            if bylaws.from_on <= day:
                return version, bylaws
        return self._versions[0]

    def within(self, from_on: date, to_on: date) -> tuple[tuple[date, Bylaws], ...]:
        """The versions in force in a span of days, each with its first day there."""
        begins = sorted({from_on, *(bylaws.from_on for _version, bylaws in self._versions if from_on < bylaws.from_on <= to_on)})
        return tuple((on, self.on(on)[1]) for on in begins)

    def booking_year(self, bylaws: Bylaws, day: date) -> int:
        """The calendar year in which the book year of a day ends."""
        key = (id(bylaws), day.year, day.month)
        found = self._years.get(key)
        if found is None:
            found = self._years[key] = bylaws.fiscal_year(Month.of(day)).year
        return found
