"""A state machine that works at a real book and at the naive one, and compares them after each step; made to be subclassed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager, ExitStack
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import sqlalchemy as sa
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.strategies import SearchStrategy

from irman_ledger.books.book import Book
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.testing import machine_kinds as kinds
from irman_ledger.testing.fresh_book import BEGINS_ON, TODAY, HandClock, fresh_book
from irman_ledger.testing.play import SideBySide, Taken
from irman_ledger.testing.steps import Close, Do, PassDays, Reverse, Step
from irman_ledger.testing.strategies.commands import commands, hostile_commands, ready
from irman_ledger.testing.strategies.grouping import grouped, meetings
from irman_ledger.testing.strategies.histories import (
    LATE,
    batches,
    clearing_settled,
    late_entries,
    leavings,
    moves,
    replays,
    reversals,
    transfers,
)
from irman_ledger.testing.strategies.situation import Situation

Data = st.DataObject


class LedgerMachine(RuleBasedStateMachine):
    """Admits, pays, saves, lends, reverses, closes and asks again, in any order, and is refused.

    Run it as a test: ``TestMyBook = MyMachine.TestCase``. Subclass it to give it other bylaws, another database or a book
    made in your own way, and to add rules: `take` plays a step in both books, `situation` says who and what there is.

    Class attributes
    ----------------
    bylaws
        None: `Bylaws.sample("ksp")`. A strategy, such as `strategies.lending_bylaws()`: each example draws its own, and its book is
        made by the rule `beginning`; so a subclass with a strategy has no other rule that initializes.
    begins_on, today
        The first day of the book, and the day on which its clock stands at first.
    database
        As for `fresh_book`; one database for all examples saves the time to make one each.
    counts
        How often each kind of event, refusal and replay occurred, over all examples of the class; also given to Hypothesis
        as events, which ``--hypothesis-show-statistics`` prints.
    """

    bylaws: ClassVar[Bylaws | SearchStrategy[Bylaws] | None] = None
    begins_on: ClassVar[date] = BEGINS_ON
    today: ClassVar[date] = TODAY
    database: ClassVar[str | Path | sa.Engine] = "sqlite"
    counts: ClassVar[Counter[str]] = Counter()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.counts = Counter()

    def make_book(self, clock: HandClock) -> AbstractContextManager[Book]:
        """A book without records, working by the clock and by `chosen`; override it to make one in your own way."""
        return fresh_book(self.database, bylaws=self.chosen, begins_on=self.begins_on, clock=clock)

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self._steps = 0
        self._has_failed = True
        if not isinstance(self.bylaws, SearchStrategy):
            self._begin(self.bylaws)

    def _begin(self, bylaws: Bylaws | None) -> None:
        self.chosen = bylaws
        clock = HandClock(self.today)
        self.both = SideBySide(self._stack.enter_context(self.make_book(clock)), clock=clock)
        self._has_failed = False

    # ------------------------------------------------------------ for subclasses

    @property
    def situation(self) -> Situation:
        """Who and what there is."""
        return Situation(self.both.model)

    def next_key(self) -> str:
        """A key that was not used before."""
        self._steps += 1
        return f"m{self._steps}"

    def take(self, step: Step) -> Taken:
        """Play a step in both books and compare."""
        try:
            return self.both.take(step)
        except BaseException:
            self._has_failed = True
            raise

    def do(self, data: Data, kinds: Iterable[str]) -> None:
        """A plausible command of one of these kinds, if any is ready."""
        if ready(self.situation, kinds):
            self.take(Do(command=data.draw(commands(self.situation, kinds)), key=self.next_key()))

    # ------------------------------------------------------------ rules

    @initialize(data=st.data())
    def beginning(self, data: Data) -> None:
        """A member with a savings account and a loan."""
        if isinstance(self.bylaws, SearchStrategy):
            self._begin(data.draw(self.bylaws))
        for kind in ("member.admit", "share.pay", "savings.open", "savings.deposit", "loan.disburse"):
            self.do(data, [kind])

    @rule(data=st.data())
    def somebody_comes(self, data: Data) -> None:
        """A member, a candidate, a member of the old books or a group."""
        self.do(data, kinds.PEOPLE)

    @rule(data=st.data())
    def somebody_changes(self, data: Data) -> None:
        """Amended or ended."""
        self.do(data, kinds.CHANGES)

    @rule(data=st.data())
    def shares(self, data: Data) -> None:
        """Opened, paid, returned or taken over."""
        self.do(data, kinds.SHARES)

    @rule(data=st.data())
    def savings(self, data: Data) -> None:
        """An account opened, taken over or closed; a part of a balance held or let go."""
        for some in (["savings.release-hold"], kinds.SAVINGS):
            self.do(data, some)

    @rule(data=st.data())
    def brings_savings(self, data: Data) -> None:
        """A term deposit or a programme of the old books."""
        self.do(data, kinds.BROUGHT)

    @rule(data=st.data())
    def deposits(self, data: Data) -> None:
        """Also on an earlier day."""
        self.do(data, ["savings.deposit"])

    @rule(data=st.data())
    def withdraws(self, data: Data) -> None:
        """Also on an earlier day, and everything at once."""
        self.do(data, ["savings.withdraw"])

    @rule(data=st.data(), is_month_over=st.booleans())
    def earns(self, data: Data, is_month_over: bool) -> None:
        """Interest accrued or credited, mostly at the end of a month that has just passed."""
        month = Month.of(self.situation.today)
        if is_month_over:
            self.take(PassDays(count=(month.last_day - self.situation.today).days + 1))
        self.do(data, kinds.INTEREST)

    @rule(data=st.data(), months=st.integers(0, 2))
    def places(self, data: Data, months: int) -> None:
        """A term deposit is placed, time passes, and it is paid, ended, paid out, and what it transfers taken in."""
        self.do(data, kinds.DEPOSITS[:1] if not self.situation.deposits() else kinds.DEPOSITS)
        if months:
            self.take(PassDays(count=31 * months))
        self.do(data, ["savings.mature-deposit"] if self.situation.matured_deposits() else kinds.DEPOSITS)
        if self.situation.owing_deposits():
            self.do(data, ["savings.pay-deposit-interest"])
        self.do(data, ["savings.pay-out-deposit"] if self.situation.ended_deposits() else kinds.DEPOSIT_ENDS)
        if self.situation.transfers_to():
            self.do(data, ["savings.receive-transfer"])

    @rule(data=st.data(), misses=st.booleans())
    def saves_by_programme(self, data: Data, misses: bool) -> None:
        """A programme is opened, and months later it is cancelled, or broken; savings left alone meanwhile are passive, and charged."""
        if not self.situation.programmes():
            self.do(data, ["savings.open-programme"])
        if misses:
            self.take(PassDays(count=190))
        self.do(data, ["savings.cancel-programme" if self.situation.missed_programmes() else "savings.break-programme"])
        for kind in kinds.DORMANCY if misses else ():
            self.do(data, [kind])

    @rule(data=st.data())
    def charges(self, data: Data) -> None:
        """A fee, the cost of an overdraft, interest from elsewhere and rounding; where no account takes one, another opens."""
        for kind in kinds.CHARGES if ready(self.situation, kinds.CHARGES) else ("savings.open",):
            self.do(data, [kind])

    @rule(data=st.data())
    def lends(self, data: Data) -> None:
        """A loan paid out or taken over."""
        self.do(data, kinds.LOANS)

    @rule(data=st.data())
    def draws(self, data: Data) -> None:
        """More of a loan that was agreed for more, or what is left of it given up; where there is none, one may be paid out."""
        for some in (kinds.LINES, kinds.TRANCHES):
            self.do(data, some if ready(self.situation, some) else ["loan.disburse"])

    @rule(data=st.data())
    def repays(self, data: Data) -> None:
        """An instalment, a part of one, or everything; or a penalty is waived."""
        self.do(data, ["loan.repay", "loan.waive-penalty"])

    @rule(data=st.data())
    def uses_titipan(self, data: Data) -> None:
        """Money held for a member settles what is due, or goes back; where none is held, some may come in."""
        for kind in kinds.TITIPAN:
            self.do(data, [kind] if ready(self.situation, [kind]) else ["loan.repay"])

    @rule(data=st.data())
    def ends_loans(self, data: Data) -> None:
        """Paid off before their time, written off or given a new plan; where there is but one, another is paid out."""
        self.do(data, kinds.LOAN_ENDS if len(self.situation.loans()) > 1 else ["loan.disburse"])

    @rule(data=st.data())
    def tops_up(self, data: Data) -> None:
        """A loan is ended by a bigger one, whose rest is paid out; each as far as it can be done."""
        for kind in kinds.TOP_UP:
            self.do(data, [kind])

    @rule(data=st.data())
    def reprices(self, data: Data) -> None:
        """A floating rate changed, a part of a margin given up; where there is none of these, money is lent, something is sold."""
        for kind, first in (("loan.change-rate", "loan.disburse"), ("loan.rebate-margin", "loan.sell")):
            self.do(data, [kind] if ready(self.situation, [kind]) else [first])

    @rule(data=st.data(), is_late=st.booleans())
    def seizes(self, data: Data, is_late: bool) -> None:
        """A loan that is late for months loses its collateral, which is valued, kept, and then mostly sold."""
        self.do(data, kinds.SEIZED[:1])
        if is_late and not ready(self.situation, kinds.SEIZED[1:2]):
            self.take(PassDays(count=125))
        for kind in (*kinds.SEIZED[1:], *(kinds.SEIZED_ENDS if is_late else ())):
            self.do(data, [kind])

    @rule(data=st.data())
    def secures(self, data: Data) -> None:
        """Collateral and guarantors, entered and let go; then a loan is graded, and its allowance brought to the target."""
        for some in (kinds.COLLATERAL, kinds.GUARANTORS, ("loan.assess",)):
            self.do(data, some)

    @rule(data=st.data())
    def claims(self, data: Data) -> None:
        """Of loans that were written off: recovered or given up; where there is none, one may be."""
        if ready(self.situation, kinds.CLAIMS) or len(self.situation.loans()) > 1:
            self.do(data, kinds.CLAIMS if ready(self.situation, kinds.CLAIMS) else ["loan.write-off"])

    @rule(data=st.data())
    def accrues(self, data: Data) -> None:
        """Interest or fees that are earned become income; where no loan accrues, money is lent."""
        for kind in [kind for kind in kinds.EARNING if ready(self.situation, [kind])] or ["loan.disburse"]:
            self.do(data, [kind])

    @rule(data=st.data())
    def follows(self, data: Data) -> None:
        """A loan or savings go over to the accounts of their member's new status; where none can, a candidate comes or is admitted."""
        over = [kind for kind in kinds.FOLLOWING if ready(self.situation, [kind])]
        waits = self.situation.borrowing_candidates() or self.situation.saving_candidates()
        for kind in over or (["member.admit"] if waits else ["member.register-candidate", "savings.open", "loan.disburse"]):
            self.do(data, [kind])

    @rule(data=st.data())
    def assets(self, data: Data) -> None:
        """Taken over, changed, or let go; deeds go from draft to posting; an item is opened, comes in, moves and leaves."""
        for some in (*kinds.ASSETS, *kinds.DEEDS, *kinds.STOCK, *kinds.PARTNERS):
            self.do(data, some)
        if ready(self.situation, kinds.VESTING):
            self.take(PassDays(count=31))
            self.do(data, kinds.VESTING)

    @rule(data=st.data())
    def journals(self, data: Data) -> None:
        """A memorial entry, a balance of the old books, or a count of cash."""
        self.do(data, kinds.JOURNALS)

    @rule(data=st.data())
    def one_leg(self, data: Data) -> None:
        """Half of a transfer or a correction: its clearing account is left open."""
        self.do(data, kinds.LEGS)

    @rule(data=st.data())
    def transfer(self, data: Data) -> None:
        """Between two boxes."""
        if len(self.situation.boxes()) > 1 and self.situation.has_role("in_transit"):
            self.take(data.draw(transfers(self.situation, self.next_key())))

    @precondition(lambda self: self.situation.accounts() and self.situation.shares() and self.situation.has_role("correction"))
    @rule(data=st.data())
    def move(self, data: Data) -> None:
        """Salah rekening: all of it or nothing."""
        self.take(data.draw(moves(self.situation, self.next_key())))

    @precondition(lambda self: bool(ready(self.situation, kinds.LEAVERS)))
    @rule(data=st.data())
    def leavers(self, data: Data) -> None:
        """Paid, or their claims let go, mostly after somebody new has paid in."""
        for kind in ("member.admit", "share.pay", "share.pay", "share.release") if ready(self.situation, ["share.release"]) else ():
            self.do(data, [kind])
        self.do(data, kinds.LEAVERS)

    @precondition(lambda self: self.situation.members("anggota", "calon") and self.situation.has_role("set_off"))
    @rule(data=st.data())
    def leaves(self, data: Data) -> None:
        """With everything: claims, set-off, the end of the membership, and what is owed, which is then mostly paid."""
        self.take(data.draw(leavings(self.situation, self.next_key())))
        self.do(data, ["member.pay-leaver"])

    @rule(data=st.data())
    def groups(self, data: Data) -> None:
        """Money comes into a fund and goes out, a group pays for a member and is paid back; each as far as it can be done."""
        for kind in kinds.GROUPS if self.situation.states("group") else ("group.register",):
            self.do(data, [kind])

    @rule(data=st.data())
    def meets(self, data: Data) -> None:
        """A group meets; where none has members, somebody may come to one."""
        if grouped(self.situation):
            self.take(data.draw(meetings(self.situation, self.next_key())))
        else:
            self.do(data, ["member.admit"])

    @rule(data=st.data())
    def batch(self, data: Data) -> None:
        """Several payments together."""
        if ready(self.situation, ["savings.deposit", "share.pay"]):
            self.take(data.draw(batches(self.situation, self.next_key())))

    @rule(data=st.data())
    def late(self, data: Data) -> None:
        """Something of an earlier day, booked later."""
        if ready(self.situation, LATE):
            self.take(data.draw(late_entries(self.situation, self.next_key())))

    @precondition(lambda self: self.situation.standing_records())
    @rule(data=st.data())
    def reverse(self, data: Data) -> None:
        """One of the latest records, or an older one."""
        self.take(data.draw(reversals(self.situation, self.next_key())))

    @rule(data=st.data())
    def reverse_anything(self, data: Data) -> None:
        """Also a reversal, a closing, the genesis, and what is not there."""
        seq = data.draw(st.integers(0, self.both.model.first_seq + self.both.model.record_count))
        self.take(Reverse(seq=seq, on=self.situation.today, key=self.next_key()))

    @rule(data=st.data())
    def again(self, data: Data) -> None:
        """A key that was used before."""
        if self.both.model.played:
            self.take(data.draw(replays(self.situation)))

    @rule(data=st.data())
    def refused(self, data: Data) -> None:
        """Something that is probably wrong."""
        self.take(Do(command=data.draw(hostile_commands(self.situation)), key=self.next_key()))

    @rule(count=st.integers(1, 12))
    def days_pass(self, count: int) -> None:
        """The clock moves on."""
        self.take(PassDays(count=count))

    @rule(choice=st.integers(0, 5))
    def close_month(self, choice: int) -> None:
        """The next month in turn when it is over, its clearing accounts settled as far as it can be done; else any month."""
        month = self.situation.month_to_close
        if choice and self.situation.today <= month.last_day:
            self.take(PassDays(count=(month.last_day - self.situation.today).days + 1))
        for step in clearing_settled(self.situation, self.next_key()) if choice > 1 else ():
            self.take(step)
        self.take(Close(month=month if choice else month.plus(choice - 1)))

    # ------------------------------------------------------------ what must hold

    @invariant()
    def balances_agree(self) -> None:
        """After each step the real book stands where the naive one does."""
        self.both.compare_now()

    def teardown(self) -> None:
        """At the end every reading is compared and every invariant checked, unless a step has failed already."""
        try:
            if not self._has_failed:
                self.both.compare_everything()
            for name, count in self.both.counts.items() if hasattr(self, "both") else ():
                self.counts[name] += count
                event(name)
        finally:
            self._stack.close()
