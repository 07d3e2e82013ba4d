"""What an invariant is, and a view read once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from irman_ledger.core.calendar import Month
from irman_ledger.testing.ledger_view import LedgerView, ViewAccount, ViewClosing, ViewEntry, ViewLine

T = TypeVar("T")
DAYS_MAX = 40


@dataclass(frozen=True, slots=True)
class Invariant:
    """One thing that must hold.

    Parameters
    ----------
    needs
        The methods of a view that it needs beside entries, balances and controls.
    check
        Gives a sentence for each violation it finds; None: it cannot be seen in one look at a ledger.
    elsewhere
        Then, where it is looked after.
    """

    number: int
    title: str
    check: Callable[[Material], Iterator[str]] | None = None
    needs: tuple[str, ...] = ()
    elsewhere: str = field(default="", kw_only=True)


class Material:
    """A view, each part of it read once."""

    def __init__(self, view: LedgerView) -> None:
        self.view: Any = view

    def shows(self, what: str) -> bool:
        """Whether the view has a method."""
        return callable(getattr(self.view, what, None))

    @cached_property
    def entries(self) -> tuple[ViewEntry, ...]:
        """All entries in the order of recording."""
        return tuple(self.view.entries())

    @cached_property
    def accounts(self) -> Mapping[str, ViewAccount]:
        """The chart by code; empty where the view shows none."""
        return {account.code: account for account in self.view.accounts()} if self.shows("accounts") else {}

    @cached_property
    def closings(self) -> tuple[ViewClosing, ...]:
        """The closed months."""
        return tuple(self.view.closings())

    @cached_property
    def controls(self) -> Mapping[str, Mapping[str, int]]:
        """The balances of subjects by control account."""
        found: Mapping[str, Mapping[str, int]] = self.view.controls()
        return found

    def balances(self, as_of: date | None = None) -> Mapping[str, int]:
        """What the app says, zero left out."""
        return {account: net for account, net in self.view.balances(as_of).items() if net}

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """Every month from the first entry to the last."""
        days = [entry.month_on for entry in self.entries]
        if not days:
            return ()
        months, last = [Month.of(min(days))], Month.of(max(days))
        while months[-1] < last:
            months.append(months[-1].next())
        return tuple(months)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which balances are looked at: month ends and days of entries, at most 40, spread evenly."""
        days = {entry.month_on for entry in self.entries} | {month.last_day for month in self.months}
        return tuple(spread(sorted(days), DAYS_MAX))

    def is_memorandum(self, account: str) -> bool:
        """Whether an account stands outside the balance sheet."""
        return account in self.accounts and self.accounts[account].kind == "memorandum"


def spread(items: Sequence[T], most: int) -> Iterable[T]:
    """At most so many of the items, evenly spread, the first and the last among them."""
    if len(items) <= most:
        return items
    return [items[place * (len(items) - 1) // (most - 1)] for place in range(most)]


def sums(entries: Iterable[ViewEntry]) -> dict[str, int]:
    """What the lines of entries add up to by account, zero left out."""
    found: dict[str, int] = {}
    for entry in entries:
        for line in entry.lines:
            found[line.account] = found.get(line.account, 0) + line.amount_minor
    return {account: net for account, net in found.items() if net}


def differences(wanted: Mapping[str, int], given: Mapping[str, int], where: str) -> Iterator[str]:
    """A sentence for each key whose two figures differ."""
    for key in sorted(wanted.keys() | given.keys()):
        if wanted.get(key, 0) != given.get(key, 0):
            yield f"{key} {where}: {given.get(key, 0)}, the lines give {wanted.get(key, 0)}"


def multiset(lines: Iterable[ViewLine], sign: int = 1) -> list[tuple[str, int, str, str, str]]:
    """The lines in an order of their own, to be compared."""
    return sorted((line.account, line.amount_minor * sign, line.subject or "", line.unit, line.fund) for line in lines)
