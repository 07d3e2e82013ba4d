"""What a unit of work remembers of the book: its head, states, balances and keys, and the answers it gives from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from irman_ledger.books.clock import Clock
from irman_ledger.books.modules import MEMBERS
from irman_ledger.books.pending import Pending
from irman_ledger.books.reader import READ_FIRST, READ_HEAD, READ_KEY, Reader, SubjectRow, check_head
from irman_ledger.books.reader import Standing as Balance
from irman_ledger.books.shelf import Identity, Shelf
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
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import DamagedError

ROWS_MAX = 50_000
"""How many subjects a batch remembers."""


@dataclass(slots=True)
class Head:
    """The end of the log."""

    size: int
    frontier: bytes
    closed_to: int
    bylaws_version: int


class Memory:
    """One book within one transaction: read once, kept, and answered from with what the unit itself has booked."""

    def __init__(
        self,
        identity: Identity,
        reader: Reader,
        shelf: Shelf,
        *,
        clock: Clock,
        counters: dict[tuple[str, int], int],
        left_at: tuple[int, bytes] | None,
    ) -> None:
        self.identity = identity
        self.reader = reader
        self.shelf = shelf
        self.today = identity.begins_on
        self._clock = clock
        self._left_at = left_at
        self._first_size = 0
        self.head = Head(0, b"", 0, 0)
        self.pending = Pending(identity.book)
        self._counters = counters
        self._rows: dict[str, SubjectRow | None] = {}
        self._opened: dict[str, set[str]] = {}
        self._balances: dict[str, dict[str, Balance]] = {}
        self._keys: dict[str, tuple[int, bytes] | None] = {}

    # ------------------------------------------------------------ what is there

    def read_head(self) -> None:
        """Read the end of the log."""
        found = self.reader.port.row(READ_HEAD, (self.identity.book,))
        self._take_head(found)

    def read_first(self, command: Command[Any], key: str) -> None:
        """Read all that most commands need in one statement: the head, the owner, its member and the key."""
        subjects = command.subjects()
        owner = subjects[0].text if subjects else ""
        member = next((subject.text for subject in subjects if subject.kind == "member"), None)
        found = self.reader.port.row(READ_FIRST, (owner, member, key, self.identity.book))
        self._take_head(None if found is None else found[:4])
        assert found is not None
        if owner:
            self._rows[owner] = self.reader.row_of(found[4:11])
        if found[11] is not None:
            self._rows[found[11]] = self.reader.row_of(found[11:18])
        elif member is not None:
            self._rows[member] = None
        self._keys[key] = None if found[18] is None else (found[18], bytes(found[19]))

    def _take_head(self, found: Sequence[Any] | None) -> None:
        if found is None:
            raise DamagedError(field="book", reason=f"book {self.identity.id} has no head")
        self.head = Head(found[0], bytes(found[1]), found[2], found[3])
        check_head(self.head.size, self.head.frontier)
        self._first_size = self.head.size
        if self._left_at != (self.head.size, self.head.frontier):
            self._counters.clear()
        self.shelf = self.shelf.at(self.reader.port, self.head.bylaws_version)
        self.today = self._clock.today(self.shelf.latest.time_zone)

    def prefetch(self, commands: Sequence[Command[Any]], keys: Sequence[str]) -> None:
        """Read the states and keys of a chunk at once, forget what older ones left, and write what the one before it left.

        The writing may go on while this chunk is decided.
        """
        if len(self._rows) > ROWS_MAX:
            self.flush()
            self._rows.clear()
            self._balances.clear()
        self._remember_all(commands)
        earlier = self._keys
        self._keys = {key: earlier.get(key) for key in keys}
        self._keys.update(self.reader.keys(key for key, found in self._keys.items() if found is None))
        self.flush_rows()

    def look_at(self, commands: Sequence[Command[Any]]) -> None:
        """Read the states of a chunk at once, and forget what older ones left: for a unit that decides and books nothing."""
        self._rows.clear()
        self._balances.clear()
        self._remember_all(commands)

    def _remember_all(self, commands: Sequence[Command[Any]]) -> None:
        new = {subject.text for command in commands for subject in command.subjects()} - self._rows.keys()
        self._remember(new)
        found = [row for name in new if (row := self._rows[name]) is not None]
        self._remember({f"member:{row.member}" for row in found if row.member is not None} - self._rows.keys())

    def _remember(self, subjects: set[str]) -> None:
        self._rows.update(dict.fromkeys(subjects))
        self._rows.update({row.subject: row for row in self.reader.subjects(sorted(subjects))})

    def recorded(self, key: str) -> tuple[int, bytes] | None:
        """Seq and command hash of an earlier record with this key."""
        if key not in self._keys:
            found = self.reader.port.row(READ_KEY, (self.identity.book, key))
            self._keys[key] = None if found is None else (found[0], bytes(found[1]))
        return self._keys[key]

    def row(self, subject: str) -> SubjectRow | None:
        """A subject with what this unit has done to it."""
        if subject not in self._rows:
            self._rows[subject] = self.reader.subject(subject)
        return self._rows[subject]

    def balances(self, subject: str) -> dict[str, Balance]:
        """A subject's balances with what this unit has booked."""
        found = self._balances.get(subject)
        if found is None:
            found = self.reader.balances(subject)
            for account, (amount, last) in self.pending.subject_balances.get(subject, {}).items():
                add_balance(found, account, amount, last)
            self._balances[subject] = found
        return found

    def standing_of(self, member: str, on: date) -> Standing | None:
        """How a member stands on a day."""
        row = self.row(f"member:{member}")
        assert MEMBERS.standing is not None
        return None if row is None else MEMBERS.standing(row.state, on)

    # ------------------------------------------------------------ answering

    def answer(self, ask: Ask) -> object:
        """The answer to a module's question."""
        match ask:
            case BalancesOf(subject):
                return self._balances_of(str(subject))
            case BalanceOn():
                return self._balance_on(ask)
            case Lowest():
                return self.lowest(ask)
            case ScheduleOf(subject):
                if self.pending.has_plans:
                    self.flush_rows()
                return self.reader.schedule(str(subject))
            case MovementsOf(subject, from_on):
                return self._movements(str(subject), from_on)
            case MovementsOfMember():
                return self._movements_of_member(ask)
            case RulesIn(from_on, to_on):
                return self.shelf.within(from_on, to_on)
            case HoldingsOf(member):
                return self._holdings(member)
            case StandingOf(member, on):
                return self.standing_of(member, on)
            case FirstOf(subject, kinds, after):
                self.flush_rows()  # it may be an event without lines
                return self.reader.first_of(str(subject), kinds, after)
            case Exists(subject):
                row = self.row(str(subject))
                return row is not None and row.state is not None
            case StateOf(subject):
                row = self.row(str(subject))
                return None if row is None else row.state
            case TotalOf(accounts, fund):
                self.flush_if_changed()
                return self._money(self.reader.total(accounts, fund))

    def _money(self, minor: int) -> Money:
        return Money(minor, self.identity.currency)

    def _movements(self, subject: str, from_on: date | None) -> tuple[Movement, ...]:
        if self.pending.is_waiting(subject):
            self.flush_rows()
        return self.reader.movements(subject, from_on)

    def _movements_of_member(self, ask: MovementsOfMember) -> tuple[Movement, ...]:
        names = {row.subject for row in self.reader.held(ask.member)} | self._opened.get(ask.member, set())
        owned = sorted(name for name in names if name.startswith(f"{ask.kind}:"))
        found = (moved for name in owned for moved in self._movements(name, ask.month.first_day) if ask.month.contains(moved.value_on))
        return tuple(sorted(found, key=lambda moved: moved.seq))

    def _balances_of(self, subject: str) -> Mapping[str, Money]:
        return {account: self._money(found.balance) for account, found in self.balances(subject).items() if found.balance}

    def lowest(self, ask: Lowest) -> Money:
        """The lowest balance from a day on, positive in the account's normal direction."""
        account = self.shelf.latest.chart[ask.account]
        sign = 1 if account.normal == "debit" else -1
        found = self.balances(str(ask.subject)).get(ask.account)
        if found is None:
            return self._money(0)
        running = lowest = found.balance * sign
        for _day, amount in self._later(found, ask.account, str(ask.subject), ask.from_on):
            running -= amount * sign
            lowest = min(lowest, running)
        return self._money(lowest)

    def _balance_on(self, ask: BalanceOn) -> Money:
        found = self.balances(str(ask.subject)).get(ask.account)
        if found is None:
            return self._money(0)
        later = self._later(found, ask.account, str(ask.subject), ask.on)
        return self._money(found.balance - sum(amount for _day, amount in later))

    def _later(self, found: Balance, account: str, subject: str, on: date) -> list[tuple[str, int]]:
        text = on.isoformat()
        if text >= found.last_value_on:
            return []
        self.flush_rows()
        return self.reader.later(account, subject, text)

    def _holdings(self, member: str) -> tuple[Holding, ...]:
        self._remember({row.subject for row in self.reader.held(member)} - self._rows.keys())
        rows = sorted((row for row in self._rows.values() if row is not None and row.member == member), key=lambda row: row.subject)
        return tuple(
            Holding(
                subject=Subject.parse(row.subject),
                product=row.index.product,
                opened_on=row.index.opened_on,
                closed_on=row.index.closed_on,
                balances=self._balances_of(row.subject),
            )
            for row in rows
            if not row.subject.startswith("member:")
        )

    # ------------------------------------------------------------ writing

    def flush_rows(self) -> None:
        """Write records and lines, so that a query sees them."""
        self.pending.write_rows(self.reader.port)

    def flush(self) -> None:
        """Write everything, the head last."""
        head = self.head
        self.pending.write_all(self.reader.port, (head.size, head.frontier, head.closed_to, head.bylaws_version))

    def flush_if_changed(self) -> None:
        """Write everything, if a record was added."""
        if self.head.size != self._first_size:
            self.flush()


def add_balance(balances: dict[str, Balance], account: str, amount: int, value_on: str) -> None:
    """Add a movement to a subject's balances."""
    found = balances.get(account)
    if found is None:
        balances[account] = Balance(amount, value_on)
    else:
        found.balance += amount
        found.last_value_on = max(found.last_value_on, value_on)
