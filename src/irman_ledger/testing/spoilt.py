"""Planted faults for a view of any ledger: what another app proves with that its own check can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from irman_ledger.testing.ledger_view import LedgerView, ViewEntry, ViewLine

__all__ = ["SPOILT", "Spoilt", "dropped_line", "entry_twice", "lost_sen", "stale_balances", "swapped_sign"]

Balances = Mapping[str, int]


def _as_it_is(found: Mapping[str, Balances]) -> Mapping[str, Balances]:
    return found


def _as_they_are(_as_of: date | None, found: Balances) -> Balances:
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoilt:
    """A view with one part of it spoilt; everything else is as the view shows it.

    Parameters
    ----------
    change_entries
        What becomes of the list of entries.
    change_balances, change_controls
        What becomes of the balances that the app gives.
    """

    view: LedgerView
    change_entries: Callable[[list[ViewEntry]], Iterable[ViewEntry]] = list
    change_balances: Callable[[date | None, Balances], Balances] = _as_they_are
    change_controls: Callable[[Mapping[str, Balances]], Mapping[str, Balances]] = _as_it_is

    def entries(self) -> list[ViewEntry]:
        """Spoilt."""
        return list(self.change_entries(list(self.view.entries())))

    def balances(self, as_of: date | None = None) -> Balances:
        """Spoilt."""
        return self.change_balances(as_of, self.view.balances(as_of))

    def controls(self) -> Mapping[str, Balances]:
        """Spoilt."""
        return self.change_controls(self.view.controls())

    def __getattr__(self, name: str) -> Any:
        return getattr(self.view, name)


def dropped_line(view: LedgerView) -> Spoilt:
    """The last entry has lost its last line."""
    return Spoilt(view=view, change_entries=lambda found: [*found[:-1], replace(found[-1], lines=found[-1].lines[:-1])])


def lost_sen(view: LedgerView) -> Spoilt:
    """A line of the last entry is a sen less than it was."""
    return Spoilt(view=view, change_entries=lambda found: [*found[:-1], _with_lines(found[-1], _a_sen_less)])


def swapped_sign(view: LedgerView) -> Spoilt:
    """The last entry stands on the other side."""
    return Spoilt(view=view, change_entries=lambda found: [*found[:-1], _with_lines(found[-1], _swapped)])


def entry_twice(view: LedgerView) -> Spoilt:
    """The last entry was recorded a second time, as the next one."""
    return Spoilt(view=view, change_entries=lambda found: [*found, replace(found[-1], no=found[-1].no + 1)])


def stale_balances(view: LedgerView) -> Spoilt:
    """The balances are those from before the last entry."""
    *_earlier, last = view.entries()

    def before(as_of: date | None, found: Balances) -> Balances:
        if as_of is not None and last.month_on > as_of:
            return found
        stale = dict(found)
        for line in last.lines:
            stale[line.account] = stale.get(line.account, 0) - line.amount_minor
        return stale

    return Spoilt(view=view, change_balances=before)


SPOILT: Mapping[str, Callable[[LedgerView], Spoilt]] = {
    "a dropped line": dropped_line,
    "a lost sen": lost_sen,
    "a swapped sign": swapped_sign,
    "an entry recorded twice": entry_twice,
    "stale balances": stale_balances,
}
"""All of them, by what they do; the view must have an entry."""


def _with_lines(entry: ViewEntry, change: Callable[[tuple[ViewLine, ...]], tuple[ViewLine, ...]]) -> ViewEntry:
    return replace(entry, lines=change(entry.lines))


def _a_sen_less(lines: tuple[ViewLine, ...]) -> tuple[ViewLine, ...]:
    first, *rest = lines
    return (replace(first, amount_minor=first.amount_minor - 1), *rest)


def _swapped(lines: tuple[ViewLine, ...]) -> tuple[ViewLine, ...]:
    return tuple(replace(line, amount_minor=-line.amount_minor) for line in lines)
