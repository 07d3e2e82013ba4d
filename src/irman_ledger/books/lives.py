"""The life of a loan and of a member up to a day (riwayat pinjaman, riwayat anggota): what the papers about one of them are drawn from.

What was booked up to and including the day counts; it stands in order of value date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from irman_ledger.coop.loans.allocation import open_instalments
from irman_ledger.coop.loans.arrears import Due, days_late, due, instalments_late
from irman_ledger.coop.loans.events import LoanDisbursed, LoanTakenOver
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Holding, Status
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject

if TYPE_CHECKING:
    from irman_ledger.books.readers import LoanView, MemberView
    from irman_ledger.books.records import RunningMovement, Voucher
    from irman_ledger.books.view import View
    from irman_ledger.coop.members.state import MemberState

_OPENED_BY = "SELECT seq FROM irman_record WHERE book = ? AND subject = ? AND kind IN (?, ?) ORDER BY seq DESC LIMIT 1"
_EVER = Month(9999, 12)


class PagedMovements(Protocol):
    """Some movements, and where the next ones begin."""

    @property
    def rows(self) -> tuple[RunningMovement, ...]: ...
    @property
    def next(self) -> Any: ...


class PagedView(Protocol):
    """What gives the movements of a subject a page at a time."""

    def movements(self, subject: Subject, *, after: Any = None, limit: int = 50) -> PagedMovements: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure that the books keep, and what the lines that it must equal add up to; debit positive."""

    account: str
    kept: Money
    summed: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLife:
    """What a subject has on one account: the balance on the day, debit positive, and the last movement before it."""

    account: str
    balance: Money
    last: RunningMovement


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentLife:
    """An instalment of the plan, and what is still unpaid of it."""

    planned: Instalment
    unpaid: Instalment

    @property
    def paid(self) -> Money:
        """Principal and interest that were paid."""
        return self.planned.total - self.unpaid.total


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPayment:
    """What one record settled of a loan; less than zero where it undid a payment.

    Parameters
    ----------
    outstanding
        The principal that was owed after it.
    is_opening
        It paid the loan out or took it over, and settled nothing.
    """

    seq: int
    value_on: date
    voucher: Voucher | None
    document: str | None
    narration: str
    principal: Money
    interest: Money
    outstanding: Money
    is_opening: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanLife:
    """A loan up to a day.

    Parameters
    ----------
    on
        The last day that counts.
    begins_on
        The day on which the loan was booked; before it nothing is known of it.
    rate, method
        Of the contract; None for a loan of the old books, whose plan came as it was.
    payments
        In order of value date, the paying out or taking over among them.
    others
        Accounts beside the principal and the interest on which the loan has lines.
    checks
        Figures kept that must equal sums of lines; they are of now, not of the day.
    """

    loan: LoanView
    on: date
    begins_on: date
    rate: Rate | None
    method: str | None
    lent: Money
    outstanding: Money
    interest_paid: Money
    payments: tuple[LoanPayment, ...]
    others: tuple[AccountLife, ...]
    checks: tuple[Kept, ...]

    @property
    def closed_on(self) -> date | None:
        """The day on which it was paid off, if that was not later."""
        closed_on = self.loan.closed_on
        return closed_on if closed_on is not None and closed_on <= self.on and not self.outstanding else None

    def instalments(self) -> tuple[InstalmentLife, ...]:
        """The plan in force, instalment by instalment; what a loan that is paid off did not have to pay stays unpaid."""
        plan = self.loan.schedule()
        nothing = Money.zero(self.lent.currency)
        unpaid = {one.no: one for one in open_instalments(plan, self._settled, self.interest_paid)}
        settled = (Instalment(no=one.no, due_on=one.due_on, principal=nothing, interest=nothing) for one in plan)
        return tuple(InstalmentLife(planned=one, unpaid=unpaid.get(one.no, rest)) for one, rest in zip(plan, settled, strict=True))

    def due(self) -> Due:
        """What had fallen due by the day, the day itself included, and was not paid."""
        return due(self._owed, self._settled, self.interest_paid, self.on)

    def arrears(self) -> Due:
        """What had fallen due before the day and was not paid (tunggakan)."""
        return due(self._owed, self._settled, self.interest_paid, self.on - timedelta(days=1))

    def instalments_late(self) -> int:
        """How many instalments were late."""
        return instalments_late(self._owed, self._settled, self.interest_paid, self.on)

    def days_late(self) -> int:
        """Days since the oldest unpaid instalment fell due."""
        return days_late(self._owed, self._settled, self.interest_paid, self.on)

    @property
    def _owed(self) -> tuple[Instalment, ...]:
        return self.loan.schedule() if self.closed_on is None else ()

    @property
    def _settled(self) -> Money:
        return self.lent - self.outstanding


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChange:
    """What changed for a member on a day: the status, or the group and district; None: not that.

    Parameters
    ----------
    is_again
        Admitted after having left.
    """

    on: date
    status: Status | None = None
    is_again: bool = False
    group: str | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingLife:
    """Something a member holds or held, by account; `loan` where it is one. The balances of `holding` are those of now."""

    holding: Holding
    accounts: tuple[AccountLife, ...]
    checks: tuple[Kept, ...]
    loan: LoanLife | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLife:
    """A member up to a day.

    Parameters
    ----------
    member
        As they stood on the day.
    holdings
        What was opened up to the day, in order of subject; what is owed to the member as such comes last.
    """

    member: MemberView
    on: date
    changes: tuple[MemberChange, ...]
    holdings: tuple[HoldingLife, ...]


def loan_life(view: View, loan: LoanView, on: date) -> LoanLife:
    """The life of one loan up to a day."""
    subject, currency = Subject("loan", loan.no), view.identity.currency
    found = view.port.row(_OPENED_BY, (view.identity.book, subject.text, LoanDisbursed.kind, LoanTakenOver.kind))
    assert found is not None, "a loan that is kept was paid out or taken over"
    opening = view.record(found[0])
    event = view.event(opening)
    every = all_movements(view, subject)
    known = [one for one in every if one.booked_on <= on]
    principal, interest = loan.receivable, loan.interest_income
    lent = Money.total((line.amount for line in opening.lines if line.account == principal), currency)
    return LoanLife(
        loan=loan,
        on=on,
        begins_on=opening.booked_on,
        rate=event.rate if isinstance(event, LoanDisbursed) else None,
        method=event.method if isinstance(event, LoanDisbursed) else None,
        lent=lent,
        outstanding=_sum(known, principal, currency),
        interest_paid=-_sum(known, interest, currency),
        payments=tuple(_payments(known, principal, interest, opening.seq, currency)),
        others=tuple(one for one in _accounts(known, currency) if one.account not in (principal, interest)),
        checks=(
            Kept(principal, loan.outstanding, _sum(every, principal, currency)),
            Kept(principal, loan.principal, lent),
            Kept(principal, view.balances(as_of=_EVER).net(principal), Money.total(view.subject_balances(principal).values(), currency)),
        ),
    )


def member_life(view: View, state: MemberState, member: MemberView, on: date) -> MemberLife:
    """The life of one member up to a day."""
    holdings = [_holding_life(view, one, on) for one in view.members.positions(member.no) if one.opened_on <= on]
    own = Subject("member", member.no)
    movements = [one for one in all_movements(view, own) if one.booked_on <= on]
    if movements:
        holding = Holding(subject=own, product=None, opened_on=movements[0].value_on, closed_on=None, balances=_kept(view, own))
        holdings.append(_holding_life(view, holding, on))
    stood = view.members.standing(member.no, on)
    is_closed = member.closed_on is not None and member.closed_on <= on
    return MemberLife(
        member=replace(
            member, status=stood.status, group=stood.group, district=stood.district, closed_on=member.closed_on if is_closed else None
        ),
        on=on,
        changes=tuple(_changes(state, on)),
        holdings=tuple(holdings),
    )


def all_movements(view: PagedView, subject: Subject) -> list[RunningMovement]:
    """Every line of a subject in order of value date and seq."""
    found: list[RunningMovement] = []
    after: Any = None
    while True:
        page = view.movements(subject, after=after, limit=500)
        found += page.rows
        after = page.next
        if after is None:
            return found


def _payments(movements: Iterable[RunningMovement], principal: str, interest: str, opened_by: int, currency: str) -> Iterator[LoanPayment]:
    outstanding = Money.zero(currency)
    for seq, lines in groupby(movements, key=lambda one: one.seq):
        parts = [one for one in lines if one.account in (principal, interest)]
        if not parts:
            continue
        lent = _sum(parts, principal, currency)
        outstanding += lent
        yield LoanPayment(
            seq=seq,
            value_on=parts[0].value_on,
            voucher=parts[0].voucher,
            document=parts[0].document,
            narration=parts[0].narration,
            principal=-lent,
            interest=-_sum(parts, interest, currency),
            outstanding=outstanding,
            is_opening=seq == opened_by,
        )


def _holding_life(view: View, holding: Holding, on: date) -> HoldingLife:
    every = all_movements(view, holding.subject)
    currency = view.identity.currency
    known = [one for one in every if one.booked_on <= on]
    nothing = Money.zero(currency)
    is_closed = holding.closed_on is not None and holding.closed_on <= on
    return HoldingLife(
        holding=holding if is_closed else replace(holding, closed_on=None),
        accounts=_accounts(known, currency),
        checks=tuple(
            Kept(account, holding.balances.get(account, nothing), _sum(every, account, currency))
            for account in sorted({*holding.balances, *(one.account for one in every)})
        ),
        loan=view.loans.life(holding.subject.no, on) if holding.subject.kind == "loan" else None,
    )


def _kept(view: View, subject: Subject) -> dict[str, Money]:
    return {account: Money(one.balance, view.identity.currency) for account, one in view.reader.balances(subject.text).items()}


def _accounts(movements: Sequence[RunningMovement], currency: str) -> tuple[AccountLife, ...]:
    """By account, in the order in which they first moved."""
    last = {one.account: one for one in movements}
    return tuple(AccountLife(account=account, balance=_sum(movements, account, currency), last=one) for account, one in last.items())


def _sum(movements: Iterable[RunningMovement], account: str, currency: str) -> Money:
    return Money.total((one.amount for one in movements if one.account == account), currency)


def _changes(state: MemberState, on: date) -> Iterator[MemberChange]:
    """Status and placement in order of date; on one day the status comes first."""
    found, before = [], ""
    for from_on, status in state.statuses:
        found.append(MemberChange(on=from_on, status=status, is_again=(before, status) == ("keluar", "anggota")))
        before = status
    found += [MemberChange(on=from_on, group=group, district=district) for from_on, group, district in state.placements]
    yield from (one for one in sorted(found, key=lambda one: one.on) if one.on <= on)
