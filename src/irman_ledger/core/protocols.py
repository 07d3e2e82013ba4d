"""What a command, an event and a module of the cooperative are to the books."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Ask, Facts, Standing
from irman_ledger.core.journal import GENERAL, Entry
from irman_ledger.core.label import Label
from irman_ledger.core.prudence import CapOf
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject

T = TypeVar("T")


def added(default: T) -> T:
    """A field that an event or a state got after it was first stored: its stored form leaves it out while it holds the default."""
    made: T = field(default=default, metadata={"added": True})
    return made


class Event:
    """A fact that happened: a frozen, slotted dataclass with `on`, the value date, and every figure it needs.

    Class attributes: `kind`, stable for ever (``savings.deposited``), and `version`, raised when its fields change.
    """

    __slots__ = ()
    kind: ClassVar[str]
    version: ClassVar[int] = 1
    if TYPE_CHECKING:

        @property
        def on(self) -> date: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FundEvent(Event):
    """An event whose whole entry lies in one fund."""

    fund: str = added(GENERAL)


E = TypeVar("E", bound=Event, covariant=True)


class Command(Generic[E]):
    """A request: a frozen, slotted, keyword-only dataclass with `on`, the value date.

    Class attributes: `kind`, stable for ever (``savings.deposit``), `version`.
    """

    __slots__ = ()
    kind: ClassVar[str]
    version: ClassVar[int] = 1
    if TYPE_CHECKING:

        @property
        def on(self) -> date: ...

    def subjects(self) -> tuple[Subject, ...]:
        """The owner first, whose state the event changes; then others that the event concerns."""
        raise AssertionError(f"{type(self).__name__} names no subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectIndex:
    """What the books keep of a subject beside its state, to find it by."""

    member: str | None = None
    group: str | None = None
    product: str | None = None
    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthEndStep:
    """What a module does at the end of a month for each of its subjects.

    Parameters
    ----------
    name
        Stable: it stands in keys and in the summary.
    subject_kind
        The subjects it goes through.
    includes_closed
        Also those that are closed.
    command
        ``(no, state, bylaws, month) -> command``, several where each has a subject of its own, or None where the subject has no part in it.
    nothing
        The codes of refusals that say that there is nothing to do, or that it is done.
    by_member
        The subjects of a member are done one after the other, the largest entry last.
    follows
        What the steps before it leave changes its commands: when these are booked it is decided once more.
    """

    name: str
    label: Label
    subject_kind: str
    command: Callable[[str, Any, Bylaws, Month], Command[Any] | Sequence[Command[Any]] | None]
    nothing: frozenset[str]
    includes_closed: bool = False
    by_member: bool = False
    follows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """What a module of the cooperative offers to the books: its types and its pure functions.

    Parameters
    ----------
    subject_kinds
        The kinds of subject whose states it owns, with the class of each state.
    consult
        ``(command, state, bylaws) -> asks``: what must be known before deciding. `state` is None for a subject not yet there.
    decide
        ``(command, state, facts, bylaws) -> event``, or a `RefusedError`.
    evolve
        ``(state, event) -> state``; the state of a new subject is None before its first event.
    entry_for
        ``(event, bylaws) -> entry``, or None where nothing is booked.
    index
        ``(state) -> SubjectIndex``.
    schedule
        ``(event) -> instalments``, where an event brings a new plan; else None.
    standing
        ``(state, on) -> Standing``: only the members module.
    commutes
        Kinds of event that may be reversed although later events of their subject stand.
    bars
        Kinds of event that stand in the way of the reversal of every earlier one of their subject, of those in `commutes` too.
    month_end
        Its steps at the end of a month, in order.
    asides
        Kinds of event on which no other depends: they stand in the way of no reversal but that of their subject's first event.
    leaning
        ``(event) -> subjects``: those that could not be without the event, and so stand in the way of its reversal.
    read_product
        ``(product, bylaws) -> terms``, strictly: how it reads the terms of its products; None: it has no products.
    policies
        Likewise by the name of a policy that it reads.
    highest_rate
        ``(product, bylaws) -> cap, rate``: the most that a product may bear, and the cap it keeps to; None: it bears nothing.
    """

    name: str
    commands: tuple[type[Command[Any]], ...]
    events: tuple[type[Event], ...]
    subject_kinds: dict[str, type[Any]]
    consult: Callable[[Any, Any, Bylaws], tuple[Ask, ...]]
    decide: Callable[[Any, Any, Facts, Bylaws], Event]
    evolve: Callable[[Any, Any], Any]
    entry_for: Callable[[Any, Bylaws], Entry | None]
    index: Callable[[Any], SubjectIndex]
    schedule: Callable[[Any], tuple[Instalment, ...] | None] = lambda _event: None
    standing: Callable[[Any, date], Standing] | None = None
    commutes: frozenset[str] = frozenset()
    bars: frozenset[str] = frozenset()
    month_end: tuple[MonthEndStep, ...] = ()
    asides: frozenset[str] = frozenset()
    leaning: Callable[[Any], tuple[Subject, ...]] = lambda _event: ()
    read_product: Callable[[Any, Bylaws], object] | None = None
    policies: Mapping[str, Callable[[Mapping[str, object], Bylaws], object]] = field(default_factory=dict)
    highest_rate: Callable[[str, Bylaws], tuple[CapOf, Rate] | None] = lambda _product, _bylaws: None
