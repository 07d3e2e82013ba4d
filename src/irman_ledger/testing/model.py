"""A naive book in plain dictionaries: slow, small, and easy to believe; the oracle of the real one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from irman_ledger.coop.register import module_of, module_of_subject
from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import (
    Ask,
    BalanceOn,
    BalancesOf,
    Exists,
    Facts,
    Holding,
    HoldingsOf,
    Lowest,
    Movement,
    MovementsOf,
    ScheduleOf,
    Standing,
    StandingOf,
)
from irman_ledger.core.floors import check_floor
from irman_ledger.core.journal import Entry, Line
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, Event
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One command as the naive book took it."""

    seq: int
    command: Command[Any]
    event: Event
    entry: Entry | None


@dataclass(slots=True)
class NaiveBook:
    """Decides, books and folds commands with the modules' own functions, and answers every question by looking at all lines.

    It refuses what the modules refuse and keeps floored accounts from standing on the wrong side; it knows nothing of
    idempotency, vouchers, periods or evidence.
    """

    bylaws: Bylaws
    played: list[Played] = field(default_factory=list)
    states: dict[Subject, Any] = field(default_factory=dict)
    schedules: dict[Subject, tuple[Instalment, ...]] = field(default_factory=dict)

    def record(self, command: Command[Any]) -> Played:
        """Take one command, or raise what it raises and change nothing."""
        module = module_of(command)
        owner, *_others = command.subjects()
        state = self.states.get(owner)
        asks = module.consult(command, state, self.bylaws)
        facts = Facts(self.bylaws.currency, lambda: self._standing(command), {ask: self._answer(ask) for ask in asks})
        event = module.decide(command, state, facts, self.bylaws)
        entry = module.entry_for(event, self.bylaws)
        evolved = module.evolve(state, event)
        played = Played(seq=len(self.played), command=command, event=event, entry=entry)
        self.played.append(played)
        try:
            self._check_floors(event.on, entry)
        except BaseException:
            self.played.pop()
            raise
        self.states[owner] = evolved
        plan = module.schedule(event)
        if plan is not None:
            self.schedules[owner] = plan
        return played

    def lines(self) -> Iterator[tuple[int, date, Line]]:
        """Seq, value date and line of everything booked."""
        for played in self.played:
            if played.entry is not None:
                for line in played.entry.lines:
                    yield played.seq, played.event.on, line

    def balances(self) -> Balances:
        """What all lines add up to."""
        return Balances.of_lines(self.bylaws.currency, (line for _, _, line in self.lines()))

    def balance(self, account: str, subject: Subject | None = None) -> Money:
        """Debit less credit of an account, or of one subject on it."""
        wanted = (li.amount for _, _, li in self.lines() if li.account == account and subject in (None, li.subject))
        return Money.total(wanted, self.bylaws.currency)

    def _standing(self, command: Command[Any]) -> Standing | None:
        for subject in command.subjects():
            member = subject.no if subject.kind == "member" else self._member_of(subject)
            if member is not None:
                return self._standing_of(member, command.on)
        return None

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
                return self._balances_of(subject)
            case BalanceOn(account, subject, on):
                return self._balance_on(account, subject, on)
            case Lowest(account, subject, from_on):
                return self._lowest(account, subject, from_on)
            case ScheduleOf(subject):
                return self.schedules.get(subject, ())
            case MovementsOf(subject):
                return self._movements(subject)
            case HoldingsOf(member):
                return self._holdings(member)
            case StandingOf(member, on):
                return self._standing_of(member, on)
            case Exists(subject):
                return subject in self.states

    def _balances_of(self, subject: Subject) -> dict[str, Money]:
        sums: dict[str, Money] = {}
        for _, _, line in self.lines():
            if line.subject == subject:
                sums[line.account] = sums.get(line.account, Money(0, self.bylaws.currency)) + line.amount
        return {account: amount for account, amount in sums.items() if amount}

    def _balance_on(self, account: str, subject: Subject, on: date) -> Money:
        wanted = (li.amount for _, day, li in self.lines() if li.account == account and li.subject == subject and day <= on)
        return Money.total(wanted, self.bylaws.currency)

    def _lowest(self, account: str, subject: Subject, from_on: date) -> Money:
        days = {day for _, day, li in self.lines() if li.account == account and li.subject == subject and day > from_on}
        sign = 1 if self.bylaws.chart[account].normal == "debit" else -1
        return min(self._balance_on(account, subject, day) * sign for day in {from_on, *days})

    def _movements(self, subject: Subject) -> tuple[Movement, ...]:
        found = [Movement(seq, day, li.account, li.amount) for seq, day, li in self.lines() if li.subject == subject]
        return tuple(sorted(found, key=lambda movement: (movement.value_on, movement.seq)))

    def _holdings(self, member: str) -> tuple[Holding, ...]:
        found = []
        for subject, state in self.states.items():
            module = module_of_subject(subject.kind)
            if module is None or subject.kind == "member":
                continue
            index = module.index(state)
            if index.member == member:
                balances = self._balances_of(subject)
                found.append(
                    Holding(subject=subject, product=index.product, opened_on=index.opened_on, closed_on=index.closed_on, balances=balances)
                )
        return tuple(sorted(found, key=lambda holding: str(holding.subject)))

    def _check_floors(self, on: date, entry: Entry | None) -> None:
        for line in entry.lines if entry is not None else ():
            account = self.bylaws.chart[line.account]
            if account.is_floored and line.subject is not None and (line.amount.minor > 0) != (account.normal == "debit"):
                check_floor(account, line.subject, self._lowest(account.code, line.subject, on))
