"""The plan of a face statement as data: lines, groups, and sums of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from irman_ledger.core.account import AccountKind, Side
from irman_ledger.core.label import Label
from irman_ledger.errors import InvalidInputError

Adds = Literal["", "result-of-year", "result-of-earlier-years"]


class SpecError(InvalidInputError):
    """A plan that names a line twice, or a figure that does not stand above."""

    code = "report.spec"


@dataclass(frozen=True, slots=True)
class Item:
    """One statement line: the accounts whose `line` is its key.

    Parameters
    ----------
    adds
        What the line takes beside its accounts: the income and expense that no closing has moved into equity yet.
    kinds
        The kinds of account that it takes, where they are not those of its group.
    """

    key: str
    label: Label
    adds: Adds = ""
    kinds: frozenset[AccountKind] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines and groups under one heading, with their sum.

    Parameters
    ----------
    side
        The side on which a figure is positive; a group without one takes that of the group around it.
    kinds
        The kinds of account that its lines take; else those of the group around it.
    total
        The label of the sum; None: the sum is not printed.
    is_face
        The sum closes the statement or one half of it: printed even where it is zero, with a double rule.
    """

    key: str
    label: Label
    items: tuple[Part, ...]
    side: Side | None = None
    kinds: frozenset[AccountKind] = frozenset()
    total: Label | None = None
    is_face: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A sum of figures above it: `plus` less `minus`.

    Parameters
    ----------
    is_plain
        It is not the sum of what is printed right above, so no rule stands over it.
    """

    key: str
    label: Label
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    is_face: bool = False
    is_plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The parts of a figure above it, shared by the size of other figures, in whole units of currency.

    Parameters
    ----------
    by
        A weight each, negative ones counting as nothing; where all are nothing, the first part takes the whole.
    parts
        Key and label of each part, in the order of `by`.
    """

    of: str
    by: tuple[str, ...]
    parts: tuple[tuple[str, Label], ...]


Part = Item | Group | Formula | Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """The plan of a face statement.

    Parameters
    ----------
    covers
        The kinds of account that must all be on it.
    equal
        Two keys whose figures must meet; None where the statement has one side only.
    result
        The key whose figure must be the credit balance of all accounts covered; empty where it has none.

    Raises
    ------
    SpecError
        ``report.spec``
    """

    name: str
    title: Label
    items: tuple[Part, ...]
    covers: frozenset[AccountKind]
    equal: tuple[str, str] | None = None
    result: str = ""

    def __post_init__(self) -> None:
        known: set[str] = set()
        for part in walk(self.items):
            for key in _needs(part):
                if key not in known:
                    raise SpecError(field=self.name, value=key, reason="does not stand above")
            for key in _keys(part):
                if key in known:
                    raise SpecError(field=self.name, value=key, reason="stands twice")
                known.add(key)
        for key in (*(self.equal or ()), *((self.result,) if self.result else ())):
            if key not in known:
                raise SpecError(field=self.name, value=key, reason="is not a figure of the statement")

    def lines(self) -> dict[str, frozenset[AccountKind]]:
        """Every statement line with the kinds of account that it takes."""
        return dict(_lines(self.items, frozenset()))


def walk(items: tuple[Part, ...]) -> Iterator[Part]:
    """All parts in the order in which their figures are known: a group after what is in it."""
    for part in items:
        if isinstance(part, Group):
            yield from walk(part.items)
        yield part


def _lines(items: tuple[Part, ...], kinds: frozenset[AccountKind]) -> Iterator[tuple[str, frozenset[AccountKind]]]:
    for part in items:
        if isinstance(part, Item):
            yield part.key, part.kinds or kinds
        elif isinstance(part, Group):
            yield from _lines(part.items, part.kinds or kinds)


def _keys(part: Part) -> tuple[str, ...]:
    return tuple(key for key, _ in part.parts) if isinstance(part, Share) else (part.key,)


def _needs(part: Part) -> tuple[str, ...]:
    if isinstance(part, Formula):
        return (*part.plus, *part.minus)
    return (part.of, *part.by) if isinstance(part, Share) else ()
