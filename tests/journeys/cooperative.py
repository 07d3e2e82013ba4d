"""A savings-and-loan cooperative that is played from a seed: members in groups, their shares, savings and loans, month by month.

Nobody in it lives: names are drawn from a list of common given names. Whoever plays it twice with the same seed records the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from irman_ledger import Actor, Book, Money, Month, idr
from irman_ledger.books.desk import Desk
from irman_ledger.coop.general import PostJournal
from irman_ledger.coop.general.events import JournalLine
from irman_ledger.coop.loans import (
    DisburseLoan,
    ForgiveLoan,
    PayOffLoan,
    RecoverLoan,
    RepayLoan,
    RescheduleLoan,
    WaivePenalty,
    WriteOffLoan,
)
from irman_ledger.coop.members import AdmitMember, PayLeaver, RegisterCandidate, RegisterGroup
from irman_ledger.coop.members.events import Reason
from irman_ledger.coop.procedures import leave, transfer_cash
from irman_ledger.coop.savings import CloseSavings, Deposit, OpenSavings, PostInterest, Withdraw
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.protocols import Command
from tests.journeys import circle

NAMES = "Andi Budi Citra Dewi Eka Fitri Gunawan Hasan Indah Joko Kartini Lestari Made Nur Putu Rahmat Sari Tono Wahyu Yusuf".split()
DISTRICTS = ("Bantaeng", "Bissappu", "Pa'jukukang")
LOANS = (("REGULER", 10), ("UMUM", 10), ("MENURUN", 12), ("ANUITAS", 6))
HABITS = ("on-day",) * 6 + ("late", "late", "skips", "early", "stops")
GROUP_SIZE = 6
PLANNED = ("A-001", "A-002", "A-003")
"""Whose figures are worked out by hand: they do nothing by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """In which month, counted from the first one, what comes about that does not happen every month."""

    group_default: int
    resignation: int
    reschedule: int
    write_off: int
    death: int
    recovery: int
    forgiven: int
    wrong_expense: int
    """Booked twice; found and reversed in the month after."""


@dataclass(slots=True)
class Lent:
    """A loan and how its borrower pays."""

    no: str
    member: str
    habit: str
    first_on: date
    payments: int = 0


@dataclass(slots=True)
class Cooperative:
    """The cooperative, its book, and what the office knows by heart."""

    book: Book
    begin: Month
    size: int
    calendar: Calendar
    seed: int = 2014
    members: list[str] = field(default_factory=list)
    loans: dict[str, Lent] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    owed: list[str] = field(default_factory=list)
    _chance: Random = field(init=False)
    _keys: int = 0

    def __post_init__(self) -> None:
        self._chance = Random(self.seed)

    @property
    def desk(self) -> Desk:
        """Where the business is recorded."""
        return self.book.desk(Actor("siti", role="teller"))

    def play(self, month: Month) -> None:
        """The business of a month; its end is left to the one who plays."""
        place = (month.year - self.begin.year) * 12 + month.month - self.begin.month
        if place == 0:
            self._found(month)
        self._admit(month, place)
        self.desk.record_all((command, self._key()) for command in self._paid_in(month))
        self._collect(month, place)
        self._withdraw(month)
        self._settle_leavers(month)
        self._rare(month, place)
        circle.place_deposits(self, month, place)
        circle.meet(self, month, place)
        self._bank(month)
        if place:
            self._lend(month, place)
        self._expenses(month)

    # ------------------------------------------------------------ members

    def _found(self, month: Month) -> None:
        on = month.first_day
        for n in range(-(-self.size // GROUP_SIZE)):
            self.take(RegisterGroup(group=f"K-{n + 1:02}", name=f"Kelompok {n + 1}", district=DISTRICTS[n % 3], on=on))
        for n in range(self.size * 3 // 4):
            self._join(n, on)
        for n in range(22, 30):  # who believes in it brings in capital that is no share
            self.take(PayShare(member=_no(n), product="PENYERTAAN", on=on, amount=idr(3_500_000), settle="BANK"))
        self.take(Deposit(account="SS-001", on=on, amount=idr(1_000_000)))
        self.take(Deposit(account="SS-002", on=on, amount=idr(120_000_000), settle="BANK"))
        lent = DisburseLoan(
            loan="PJ-0001",
            member="A-003",
            product="UMUM",
            on=on + timedelta(9),
            principal=idr(3_000_000),
            instalments=10,
            settle="BANK",
        )
        self.take(lent)
        self._keep(lent.loan, lent.member, "15 days late", on)

    def _admit(self, month: Month, place: int) -> None:
        while place and len(self.members) + len(self.left) < self.size and self._chance.random() < 0.75:
            n, on = len(self.members) + len(self.left), self._day(month, 1, 10)
            self.take(RegisterCandidate(member=_no(n), name=self._name(), group=self._group(n), on=on))
            self._join(n, on + timedelta(5), name=None)

    def _join(self, n: int, on: date, name: str | None = "") -> None:
        no, category = _no(n), "PENGURUS" if n < 5 else None
        known = {} if name is None else {"name": self._name(), "group": self._group(n)}
        self.take(AdmitMember(member=no, on=on, category=category, **known))
        self.take(PayShare(member=no, product="POKOK", on=on, amount=idr(100_000)))
        self.take(OpenSavings(account=f"SS-{no[2:]}", member=no, product="SUKARELA", on=on))
        if n % 5 == 4:
            self.take(OpenSavings(account=f"SP-{no[2:]}", member=no, product="PENDIDIKAN", on=on))
            self.take(Deposit(account=f"SP-{no[2:]}", on=on, amount=idr(50_000)))
        self.members.append(no)

    # ------------------------------------------------------------ what happens every month

    def _paid_in(self, month: Month) -> Iterator[Command[Any]]:
        for no in self.members:
            n, on = int(no[2:]) - 1, self._day(month, 16, 25)
            if n % 10 == 9 and month.month % 3 == 0:
                yield PayShare(member=no, product="WAJIB", on=on, amount=idr(30_000))
            elif n % 10 != 9 and (n % 17 or month.year == self.begin.year):
                yield PayShare(member=no, product="WAJIB", on=on, amount=idr(25_000 if n < 5 else 10_000))
            if n % 5 == 4:
                yield Deposit(account=f"SP-{no[2:]}", on=on, amount=idr(25_000))
            if no not in PLANNED and self._chance.random() < 0.4:
                yield Deposit(account=f"SS-{no[2:]}", on=on, amount=idr(5_000 * self._chance.randint(2, 50)))

    def _withdraw(self, month: Month) -> None:
        if month == self.begin.next():  # what earned so much that it was taxed
            self.take(Withdraw(account="SS-002", on=month.last_day, amount=idr(110_000_000), settle="BANK"))
        for no in self.members:
            if no not in PLANNED and self._chance.random() < 0.08:
                with self.book.read() as view:
                    held = view.savings.get(f"SS-{no[2:]}").balance.minor // 100
                if held >= 20_000:
                    amount = idr(held // 2 // 5_000 * 5_000)
                    self.take(Withdraw(account=f"SS-{no[2:]}", on=self._day(month, 26, 27), amount=amount))

    def _collect(self, month: Month, place: int) -> None:
        """Each loan is paid as its borrower is used to."""
        for lent in list(self.loans.values()):
            due_on = month.first_day + timedelta(lent.first_on.day - 1)
            if due_on < lent.first_on or lent.habit == "stopped" or (lent.habit == "skips" and place % 2):
                continue
            days = {"15 days late": 15, "late": self._chance.randint(4, 20)}.get(lent.habit, 0)
            self._take_in(lent, min(due_on + timedelta(days), month.last_day))

    def _take_in(self, lent: Lent, on: date) -> None:
        with self.book.read() as view:
            loan = view.loans.get(lent.no)
            due = loan.due(on).total + view.loans.penalty_due(lent.no, on)
            whole = view.loans.payoff(lent.no, on).total
            half_paid = loan.outstanding + loan.outstanding < loan.principal
        if lent.habit == "early" and half_paid:
            self.take(PayOffLoan(loan=lent.no, on=on, amount=whole))
            due = whole
        elif due:
            self.take(RepayLoan(loan=lent.no, on=on, amount=due))
        lent.payments += 1
        if lent.habit == "stops" and lent.payments == 3:
            lent.habit = "stopped"
        if due == whole:
            del self.loans[lent.no]

    def _lend(self, month: Month, place: int) -> None:
        with self.book.read() as view:
            free = view.balances(as_of=month).net("1-1200").minor // 100
        borrowers = {lent.member for lent in self.loans.values()} | {*PLANNED, *circle.MEMBERS, *self.owed}
        if place == max(self.calendar.group_default - 4, 1):
            for no in self._defaulters():
                self._disburse(month, no, "UMUM", 10, 2_000_000, "on-day")
            return
        for _ in range(max(1, self.size // 25)):
            no, principal = self._chance.choice(self.members), self._chance.randint(10, 40)
            product, instalments = self._chance.choice(LOANS)
            habit = self._chance.choice(HABITS)
            if no not in borrowers and no not in self._defaulters() and 100_000 * principal < free:
                self._disburse(month, no, product, instalments, 100_000 * principal, habit)
                borrowers.add(no)
                free -= 100_000 * principal

    def _disburse(self, month: Month, no: str, product: str, instalments: int, principal: int, habit: str) -> None:
        loan, on = f"PJ-{1000 + len(self.loans) + self._keys}", self._day(month, 28, 28)
        asked = DisburseLoan(loan=loan, member=no, product=product, on=on, principal=idr(principal), instalments=instalments, settle="BANK")
        self.take(asked)
        self._keep(loan, no, habit, on)

    def _keep(self, loan: str, no: str, habit: str, on: date) -> None:
        with self.book.read() as view:
            first_on = next(one.due_on for one in view.loans.get(loan).schedule() if one.due_on > on)
        self.loans[loan] = Lent(no=loan, member=no, habit=habit, first_on=first_on)

    def _bank(self, month: Month) -> None:
        with self.book.read() as view:
            cash = view.balances(as_of=month).net("1-1100").minor // 100
        if cash > 3_000_000:
            with self.desk.transaction() as tx:
                amount = idr(cash - 2_000_000)
                transfer_cash(tx, from_box="KAS", to_box="BANK", on=month.last_day, amount=amount, key=self._key())

    def _expenses(self, month: Month) -> None:
        spent = (("5-3120", 400_000), ("5-3150", 75_000), ("1-1200", -475_000))
        lines = tuple(JournalLine(account=a, amount=idr(n), subject="cash:BANK" if n < 0 else None) for a, n in spent)
        self.take(PostJournal(on=month.last_day, narration="Beban bulanan", lines=lines))

    # ------------------------------------------------------------ what happens once

    def _defaulters(self) -> list[str]:
        """The members of the second group, while they stay."""
        return [no for no in map(_no, range(GROUP_SIZE, 2 * GROUP_SIZE)) if no in self.members]

    def _of_group(self) -> list[Lent]:
        group = self._defaulters()
        return sorted((lent for lent in self.loans.values() if lent.member in group), key=lambda lent: lent.member)

    def _rare(self, month: Month, place: int) -> None:
        calendar, on = self.calendar, month.first_day + timedelta(26)
        if place == calendar.group_default:
            for lent in self._of_group():
                lent.habit = "stopped"
        if place == calendar.resignation:
            self._leave(self._of_group()[0].member, on, "resigned")
            self._leave(_no(20), on, "resigned")
        if place == calendar.reschedule:
            self._reschedule(self._of_group()[0], on)
        if place == calendar.write_off:
            self.take(WriteOffLoan(loan=self._of_group()[1].no, on=on, reason="keputusan rapat anggota"))
            self.owed.append(self._of_group()[1].member)
            self._lost = self.loans.pop(self._of_group()[1].no).no
        if place == calendar.death:
            self._close_savings(_no(21), on)
            self._leave(_no(21), on, "died")
        if place == calendar.recovery:
            self.take(RecoverLoan(loan=self._lost, on=on, amount=idr(300_000)))
        if place == calendar.forgiven:
            self.take(ForgiveLoan(loan=self._lost, on=on, reason="keputusan rapat anggota"))
        if place == calendar.wrong_expense:
            self._twice = self._pay_electricity(on)
        if place == calendar.wrong_expense + 1:
            self.desk.reverse(self._twice, on=on, reason="dicatat dua kali", key=self._key())

    def _pay_electricity(self, on: date) -> int:
        line = (JournalLine(account="5-3150", amount=idr(75_000)), JournalLine(account="1-1200", amount=idr(-75_000), subject="cash:BANK"))
        return int(self.take(PostJournal(on=on, narration="Listrik", lines=line)).seq)

    _lost: str = ""
    _twice: int = 0

    def _reschedule(self, lent: Lent, on: date) -> None:
        with self.book.read() as view:
            penalty = view.loans.penalty_due(lent.no, on)
        if penalty:
            self.take(WaivePenalty(loan=lent.no, on=on, amount=penalty, reason="gagal panen"))
        again = RescheduleLoan(loan=lent.no, on=on, instalments=12, reason="gagal panen", capitalise=True)
        self.take(again)
        self._keep(lent.no, lent.member, "on-day", on)

    def _close_savings(self, no: str, on: date) -> None:
        account = f"SS-{no[2:]}"
        self.take(PostInterest(account=account, on=on, final=True))
        with self.book.read() as view:
            held = view.savings.get(account).balance
        self.take(Withdraw(account=account, on=on, amount=held))
        self.take(CloseSavings(account=account, on=on))

    def _leave(self, no: str, on: date, reason: Reason) -> None:
        loans = [lent for lent in self.loans.values() if lent.member == no]
        with self.book.read() as view:
            due = [(one.no, view.loans.get(one.no).due(on).total + view.loans.penalty_due(one.no, on)) for one in loans]
        set_off = tuple((loan, amount) for loan, amount in due if amount)
        with self.desk.transaction() as tx:
            leave(tx, member=no, on=on, reason=reason, shares=("POKOK", "WAJIB"), set_off=set_off, key=self._key())
        self.members.remove(no)
        self.left.append(no)

    def _settle_leavers(self, month: Month) -> None:
        with self.book.read() as view:
            claims = view.members.claims()
        for claim in claims:
            self.take(PayLeaver(member=claim.member, on=month.first_day + timedelta(25), settle="BANK"))

    # ------------------------------------------------------------ small things

    def take(self, command: Command[Any]) -> Any:
        """One command, under the next key."""
        return self.desk.record(command, key=self._key())

    def _key(self) -> str:
        self._keys += 1
        return f"k{self._keys}"

    def _day(self, month: Month, first: int, last: int) -> date:
        return date(month.year, month.month, self._chance.randint(first, last))

    def _name(self) -> str:
        return f"{self._chance.choice(NAMES)} {self._chance.choice(NAMES)}"

    def _group(self, n: int) -> str:
        return f"K-{n // GROUP_SIZE + 1:02}"


def _no(n: int) -> str:
    return f"A-{n + 1:03}"


def rupiah(money: Money) -> int:
    """Whole rupiah."""
    assert not money.minor % 100
    return money.minor // 100
