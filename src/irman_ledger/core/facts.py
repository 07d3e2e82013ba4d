"""What a command may ask the books for before it is decided, and the answers.

A module's `consult` names its questions as values; the books answer them in the same snapshot; `decide` stays a pure function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject

if TYPE_CHECKING:
    from irman_ledger.core.bylaws import Bylaws

Status = Literal["calon", "anggota", "keluar", "non-anggota"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a member stands on a day: status, group (kelompok), district (kecamatan) and category (golongan)."""

    member: str
    status: Status
    since: date
    group: str | None = None
    district: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One open or closed subject of a member with its balances by account, debit positive, zero balances left out."""

    subject: Subject
    product: str | None
    opened_on: date
    closed_on: date | None
    balances: Mapping[str, Money]


@dataclass(frozen=True, slots=True)
class Movement:
    """One line on a subject.

    Parameters
    ----------
    amount
        Debit positive.
    undoes_on
        The value date of the record that its own record reverses; None: it reverses none.
    """

    seq: int
    value_on: date
    account: str
    amount: Money
    undoes_on: date | None = None


@dataclass(frozen=True, slots=True)
class BalancesOf:
    """All balances of a subject now. Answer: `Mapping[str, Money]` by account, debit positive; accounts never posted to are absent."""

    subject: Subject


@dataclass(frozen=True, slots=True)
class BalanceOn:
    """The balance at the end of a day by value date. Answer: `Money`, debit positive."""

    account: str
    subject: Subject
    on: date


@dataclass(frozen=True, slots=True)
class Lowest:
    """The lowest balance, by value date, at the end of any day from `from_on` on.

    Answer: `Money`, positive in the direction in which the account normally stands.
    """

    account: str
    subject: Subject
    from_on: date


@dataclass(frozen=True, slots=True)
class ScheduleOf:
    """The plan in force of a loan. Answer: `tuple[Instalment, ...]` in order of number."""

    subject: Subject


@dataclass(frozen=True, slots=True)
class MovementsOf:
    """The lines of a subject from a value date on, or all, in order of value date and seq. Answer: `tuple[Movement, ...]`."""

    subject: Subject
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class MovementsOfMember:
    """The lines of all a member's subjects of a kind in a month, by value date. Answer: `tuple[Movement, ...]` in order of seq."""

    member: str
    kind: str
    month: Month


@dataclass(frozen=True, slots=True)
class RulesIn:
    """The bylaws in force in a span of days, both included. Answer: `tuple[tuple[date, Bylaws], ...]`, each with its first day there."""

    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class HoldingsOf:
    """Everything a member holds or held. Answer: `tuple[Holding, ...]` in order of subject."""

    member: str


@dataclass(frozen=True, slots=True)
class StandingOf:
    """How another member than the subject's own stands on a day. Answer: `Standing | None`."""

    member: str
    on: date


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first value date after a day of an event of some kinds on a subject, what was reversed left out. Answer: `date | None`."""

    subject: Subject
    kinds: tuple[str, ...]
    after: date


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether a subject was ever opened in this book. Answer: `bool`."""

    subject: Subject


@dataclass(frozen=True, slots=True)
class StateOf:
    """The state of another subject of the module; None where there is none."""

    subject: Subject


@dataclass(frozen=True, slots=True)
class TotalOf:
    """What accounts of the ledger hold together now, in one fund or (None) in all. Answer: `Money`, debit positive."""

    accounts: tuple[str, ...]
    fund: str | None = None


Ask = (
    BalancesOf
    | BalanceOn
    | Lowest
    | ScheduleOf
    | MovementsOf
    | MovementsOfMember
    | RulesIn
    | HoldingsOf
    | StandingOf
    | FirstOf
    | Exists
    | StateOf
    | TotalOf
)


def _nobody() -> Standing | None:
    return None


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers.

    Parameters
    ----------
    currency
        Of the book.
    find_standing
        Gives `standing` when it is asked for; most commands never ask.
    """

    currency: str
    find_standing: Callable[[], Standing | None] = _nobody
    answers: Mapping[Ask, Any] = field(default_factory=dict)

    @property
    def standing(self) -> Standing | None:
        """How the owner's member stands on the command's day; None where the subject has no member or the member is unknown."""
        return self.find_standing()

    def balance(self, account: str, subject: Subject) -> Money:
        """One balance out of an answered `BalancesOf`, debit positive; zero where never posted to."""
        balances: Mapping[str, Money] = self.answers[BalancesOf(subject)]
        return balances.get(account, Money(0, self.currency))

    def balance_on(self, ask: BalanceOn) -> Money:
        """The answer to a `BalanceOn`."""
        answer: Money = self.answers[ask]
        return answer

    def lowest(self, ask: Lowest) -> Money:
        """The answer to a `Lowest`."""
        answer: Money = self.answers[ask]
        return answer

    def schedule(self, subject: Subject) -> tuple[Instalment, ...]:
        """The answer to a `ScheduleOf`."""
        answer: tuple[Instalment, ...] = self.answers[ScheduleOf(subject)]
        return answer

    def movements(self, subject: Subject, from_on: date | None = None) -> tuple[Movement, ...]:
        """The answer to a `MovementsOf`."""
        answer: tuple[Movement, ...] = self.answers[MovementsOf(subject, from_on)]
        return answer

    def movements_of_member(self, ask: MovementsOfMember) -> tuple[Movement, ...]:
        """The answer to a `MovementsOfMember`."""
        answer: tuple[Movement, ...] = self.answers[ask]
        return answer

    def rules_in(self, ask: RulesIn) -> tuple[tuple[date, Bylaws], ...]:
        """The answer to a `RulesIn`."""
        answer: tuple[tuple[date, Bylaws], ...] = self.answers[ask]
        return answer

    def holdings(self, member: str) -> tuple[Holding, ...]:
        """The answer to a `HoldingsOf`."""
        answer: tuple[Holding, ...] = self.answers[HoldingsOf(member)]
        return answer

    def standing_of(self, member: str, on: date) -> Standing | None:
        """The answer to a `StandingOf`."""
        answer: Standing | None = self.answers[StandingOf(member, on)]
        return answer

    def total(self, ask: TotalOf) -> Money:
        """The answer to a `TotalOf`."""
        answer: Money = self.answers[ask]
        return answer

    def state(self, ask: StateOf) -> Any:
        """The answer to a `StateOf`."""
        return self.answers[ask]

    def first(self, ask: FirstOf) -> date | None:
        """The answer to a `FirstOf`."""
        answer: date | None = self.answers[ask]
        return answer

    def exists(self, subject: Subject) -> bool:
        """The answer to an `Exists`."""
        answer: bool = self.answers[Exists(subject)]
        return answer
