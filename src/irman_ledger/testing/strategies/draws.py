"""What the makers of commands draw alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.core.money import MAX_MINOR
from irman_ledger.core.protocols import Command
from irman_ledger.testing.strategies.situation import Situation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Maker:
    """How a command of one kind is made.

    Parameters
    ----------
    is_ready
        Whether the situation has what it needs.
    make
        Draws a command that is plausible; the book may still refuse it.
    """

    is_ready: Callable[[Situation], bool]
    make: Callable[[DrawFn, Situation], Command[Any]]


def pick(draw: DrawFn, items: Sequence[T]) -> T:
    """One of the items."""
    return draw(st.sampled_from(items))


def often(draw: DrawFn, times: int = 3) -> bool:
    """True but one time in so many."""
    return draw(st.integers(0, times)) != times


def day(draw: DrawFn, situation: Situation, since: date | None = None) -> date:
    """Today, or a day of an open month before it."""
    first = max(situation.first_day, since or situation.first_day)
    if first >= situation.today or often(draw):
        return situation.today
    return draw(st.dates(first, situation.today))


def sen(draw: DrawFn, most: int) -> int:
    """A plausible amount in sen, 1 to `most`: mostly thousands of rupiah, now and then with sen, now and then all of it."""
    choice, most = draw(st.integers(0, 9)), min(most, MAX_MINOR)
    if choice == 0:
        return most
    if choice == 1 or most < 500_000:
        return draw(st.integers(1, most))
    return 500_000 * draw(st.integers(1, max(1, min(most // 500_000, 400))))


def new_no(situation: Situation, kind: str, prefix: str) -> str:
    """A number that no subject of a kind has."""
    taken = {subject.no for subject in situation.model.states if subject.kind == kind}
    used = sum(played.subject.kind == kind for played in situation.model.played)
    while (number := f"{prefix}{used + 1:03d}") in taken:
        used += 1
    return number


def box_in(draw: DrawFn, situation: Situation) -> str | None:
    """The box that money goes into; None: the default one."""
    return pick(draw, [None, *situation.boxes()])
