"""How the naive book answers a module's questions: by looking at all lines, every time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from irman_ledger.books.records import Voucher
from irman_ledger.coop.register import module_of_subject
from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import (
    Ask,
    BalanceOn,
    BalancesOf,
    Exists,
    FirstOf,
    Holding,
    HoldingsOf,
    Lowest,
    Movement,
    MovementsOf,
    MovementsOfMember,
    RulesIn,
    ScheduleOf,
    Standing,
    StandingOf,
    StateOf,
    TotalOf,
)
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, Event
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One record as the naive book took it.

    Parameters
    ----------
    seq
        Its place in the log, as in the real book.
    subject
        The owner, whose state it changed.
    reverses
        The seq of the record that it reverses.
    replayed
        The key was played before with the same command; does not compare.
    """

    seq: int
    command: Command[Any]
    event: Event
    entry: Entry | None
    subject: Subject
    booked_on: date
    key: str | None = None
    voucher: Voucher | None = None
    reverses: int | None = None
    replayed: bool = field(default=False, compare=False)


@dataclass(slots=True)
class NaiveAnswers:
    """Everything played, and what can be read off it."""

    bylaws: Bylaws
    played: list[Played] = field(default_factory=list)
    states: dict[Subject, Any] = field(default_factory=dict)
    schedules: dict[Subject, tuple[Instalment, ...]] = field(default_factory=dict)

    def lines(self) -> Iterator[tuple[int, date, Line]]:
        """Seq, value date and line of everything booked."""
        for played in self.played:
            if played.entry is not None:
                for line in played.entry.lines:
                    yield played.seq, played.event.on, line

    def balances(self, *, as_of: Month | date | None = None, period: Month | None = None) -> Balances:
        """What the lines add up to: all of them, those booked up to a day or month, or those booked within a month."""
        last = as_of.last_day if isinstance(as_of, Month) else as_of
        wanted = (
            line
            for played in self.played
            if played.entry is not None
            and (last is None or played.booked_on <= last)
            and (period is None or period.contains(played.booked_on))
            for line in played.entry.lines
        )
        return Balances.of_lines(self.bylaws.currency, wanted)

    def balance(self, account: str, subject: Subject | None = None) -> Money:
        """Debit less credit of an account, or of one subject on it."""
        wanted = (li.amount for _, _, li in self.lines() if li.account == account and subject in (None, li.subject))
        return Money.total(wanted, self.bylaws.currency)

    def subject_balances(self, account: str, as_of: Month | date | None = None) -> dict[Subject, Money]:
        """The balances of every subject on an account, debit positive, zero left out; by booking date up to a day, or now."""
        last = as_of.last_day if isinstance(as_of, Month) else as_of
        sums: dict[Subject, Money] = {}
        for played in self.played:
            if played.entry is None or (last is not None and played.booked_on > last):
                continue
            for line in played.entry.lines:
                if line.account == account and line.subject is not None:
                    sums[line.subject] = sums.get(line.subject, Money(0, self.bylaws.currency)) + line.amount
        return {subject: amount for subject, amount in sums.items() if amount}

    def positions(self, member: str) -> tuple[Holding, ...]:
        """What a member holds or held, with balances, in order of subject."""
        found = []
        for subject, state in self.states.items():
            module = module_of_subject(subject.kind)
            if module is None or subject.kind == "member":
                continue
            index = module.index(state)
            if index.member == member:
                balances = self.balances_of(subject)
                found.append(
                    Holding(subject=subject, product=index.product, opened_on=index.opened_on, closed_on=index.closed_on, balances=balances)
                )
        return tuple(sorted(found, key=lambda holding: str(holding.subject)))

    def balances_of(self, subject: Subject) -> dict[str, Money]:
        """All balances of a subject by account, zero left out."""
        sums: dict[str, Money] = {}
        for _, _, line in self.lines():
            if line.subject == subject:
                sums[line.account] = sums.get(line.account, Money(0, self.bylaws.currency)) + line.amount
        return {account: amount for account, amount in sums.items() if amount}

    def balance_on(self, account: str, subject: Subject, on: date) -> Money:
        """The balance of a subject on an account at the end of a day, by value date."""
        wanted = (li.amount for _, day, li in self.lines() if li.account == account and li.subject == subject and day <= on)
        return Money.total(wanted, self.bylaws.currency)

    def lowest(self, account: str, subject: Subject, from_on: date) -> Money:
        """The lowest balance from a day on, positive in the account's normal direction."""
        days = {day for _, day, li in self.lines() if li.account == account and li.subject == subject and day > from_on}
        sign = 1 if self.bylaws.chart[account].normal == "debit" else -1
        return min(self.balance_on(account, subject, day) * sign for day in {from_on, *days})

    def movements(self, subject: Subject) -> tuple[Movement, ...]:
        """All lines of a subject in order of value date and seq."""
        value_on = {one.seq: one.event.on for one in self.played}
        undoes_on = {one.seq: value_on[one.reverses] for one in self.played if one.reverses is not None}
        found = [Movement(seq, on, li.account, li.amount, undoes_on.get(seq)) for seq, on, li in self.lines() if li.subject == subject]
        return tuple(sorted(found, key=lambda movement: (movement.value_on, movement.seq)))

    def first_of(self, subject: Subject, kinds: tuple[str, ...], after: date) -> date | None:
        """The first value date after a day of an event of some kinds that was not reversed."""
        gone = {one.reverses for one in self.played}
        standing = (one for one in self.played if one.subject == subject and one.event.kind in kinds and one.seq not in gone)
        return min((one.event.on for one in standing if one.event.on > after), default=None)

    def _movements_of_member(self, member: str, kind: str, month: Month) -> tuple[Movement, ...]:
        owned = {subject for subject in self.states if subject.kind == kind and self._member_of(subject) == member}
        wanted = (moved for subject in owned for moved in self.movements(subject) if month.contains(moved.value_on))
        return tuple(sorted(wanted, key=lambda moved: moved.seq))

    def _standing(self, command: Command[Any]) -> Standing | None:
        owner, *_others = subjects = command.subjects()
        member = next((subject.no for subject in subjects if subject.kind == "member"), self._member_of(owner))
        return None if member is None else self._standing_of(member, command.on)

    def _member_of(self, subject: Subject) -> str | None:
        module, state = module_of_subject(subject.kind), self.states.get(subject)
        return module.index(state).member if module is not None and state is not None else None

    def _standing_of(self, member: str, on: date) -> Standing | None:
        subject = Subject("member", member)
        module, state = module_of_subject("member"), self.states.get(subject)
        if state is None or module is None or module.standing is None:
            return None
        return module.standing(state, on)

    def _answer(self, ask: Ask) -> object:
        match ask:
            case BalancesOf(subject):
                return self.balances_of(subject)
            case BalanceOn(account, subject, on):
                return self.balance_on(account, subject, on)
            case Lowest(account, subject, from_on):
                return self.lowest(account, subject, from_on)
            case ScheduleOf(subject):
                return self.schedules.get(subject, ())
            case MovementsOf(subject, from_on):
                return tuple(one for one in self.movements(subject) if from_on is None or one.value_on >= from_on)
            case MovementsOfMember(member, kind, month):
                return self._movements_of_member(member, kind, month)
            case RulesIn(from_on, _):
                return ((from_on, self.bylaws),)  # the naive book keeps one version
            case HoldingsOf(member):
                return self.positions(member)
            case StandingOf(member, on):
                return self._standing_of(member, on)
            case FirstOf(subject, kinds, after):
                return self.first_of(subject, kinds, after)
            case Exists(subject):
                return subject in self.states
            case StateOf(subject):
                return self.states.get(subject)
            case TotalOf(accounts, fund):
                held = (line.amount for _, _, line in self.lines() if line.account in accounts and fund in (None, line.fund))
                return Money.total(held, self.bylaws.currency)
