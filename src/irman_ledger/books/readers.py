"""Typed readers of a snapshot: members, savings accounts and loans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from irman_ledger.books.caps import loans_above
from irman_ledger.books.group_lives import GroupLife, group_life
from irman_ledger.books.lives import MemberLife, member_life
from irman_ledger.books.loan_life import LoanLife, loan_life
from irman_ledger.books.loan_positions import loan_positions
from irman_ledger.books.modules import MEMBERS
from irman_ledger.books.partner_lists import ListedPartner, partners_on
from irman_ledger.books.reader import SubjectRow
from irman_ledger.books.savings_positions import SavingsPosition, dormant, savings_positions
from irman_ledger.books.seized_positions import SeizedPosition, seized_positions
from irman_ledger.coop.loans.accrual import Recognition
from irman_ledger.coop.loans.arrears import Due, days_late, due, instalments_late
from irman_ledger.coop.loans.assessing import LoanPosition, is_to_assess
from irman_ledger.coop.loans.backing import Collateral
from irman_ledger.coop.loans.commitment import Commitment
from irman_ledger.coop.loans.payoff import Payoff
from irman_ledger.coop.loans.position import Position, receivables_of
from irman_ledger.coop.loans.sales import Sale
from irman_ledger.coop.loans.terms import parse as loan_terms
from irman_ledger.coop.loans.topping_up import Replacement, Replaces
from irman_ledger.coop.members import validity
from irman_ledger.coop.shares.terms import parse as parse_shares
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.facts import Holding, Standing
from irman_ledger.core.money import Money
from irman_ledger.core.prudence import AboveCap
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError

if TYPE_CHECKING:
    from irman_ledger.books.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A member as they stand; `name` shows its value unless it was erased."""

    no: str
    name: Private
    status: str
    group: str | None
    district: str | None
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaverClaim:
    """What is still due to who left, and the last day to pay it; None: the bylaws named none (utang simpanan anggota keluar)."""

    member: str
    amount: Money
    pay_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsView:
    """A savings account; `balance` is what the cooperative owes, zero or more; `dormant_since`: it is passive, since this day."""

    no: str
    member: str
    product: str
    opened_on: date
    closed_on: date | None
    balance: Money
    dormant_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanView:
    """A loan; `outstanding` is the principal still owed in the books, `principal` what was lent or taken over.

    Of a sale both are of its price; `interest_income` is empty.
    """

    no: str
    member: str
    product: str
    receivable: str
    interest_income: str
    contract_on: date
    opened_on: date
    closed_on: date | None
    principal: Money
    outstanding: Money
    interest_paid: Money
    written_off_on: date | None
    times_rescheduled: int
    collateral: tuple[Collateral, ...]
    guarantors: tuple[str, ...]
    sale: Sale | None
    commitment: Commitment | None
    replaces: Replaces | None
    replaced: Replacement | None
    recognition: Recognition | None
    _plan: tuple[Instalment, ...] = field(repr=False)

    def schedule(self) -> tuple[Instalment, ...]:
        """The plan in force."""
        return self._plan

    def due(self, on: date) -> Due:
        """What has fallen due by a day and is not paid; a loan that is paid off or written off owes nothing."""
        return due(self._owed(), self.principal - self.outstanding, self.interest_paid, on)

    def instalments_late(self, on: date) -> int:
        """How many instalments are late."""
        return instalments_late(self._owed(), self.principal - self.outstanding, self.interest_paid, on)

    def days_late(self, on: date) -> int:
        """Days since the oldest unpaid instalment fell due."""
        return days_late(self._owed(), self.principal - self.outstanding, self.interest_paid, on)

    def _owed(self) -> tuple[Instalment, ...]:
        # A payoff before the time leaves interest in the plan that nobody owes; what was written off is claimed outside the books.
        return self._plan if self.closed_on is None and self.written_off_on is None else ()


class MembersReader:
    """Members and groups of a snapshot."""

    def __init__(self, view: View) -> None:
        self._view = view

    def get(self, no: str) -> MemberView:
        """One member as they stand after their last change; `UnknownSubjectError` where there is none."""
        return self._of(_row(self._view, "member", no))

    def knows(self, subject: Subject) -> bool:
        """Whether a member, a group or a partner is there."""
        row = self._view.reader.subject(subject.text)
        return row is not None and row.state is not None

    def life(self, no: str, on: date) -> MemberLife:
        """One member up to a day: history and holdings; `UnknownSubjectError` where there is none."""
        row = _row(self._view, "member", no)
        return member_life(self._view, row.state, self._of(row), on)

    def group_life(self, no: str, on: date) -> GroupLife:
        """One group up to a day: members, fund and debts; `UnknownSubjectError` where there is none."""
        return group_life(self._view, _row(self._view, "group", no).state, on)

    def all(self) -> Iterator[MemberView]:
        """All members in order of number."""
        return map(self._of, self._rows())

    def _rows(self) -> Iterator[SubjectRow]:
        sql = "SELECT subject FROM irman_subject WHERE book = ? AND subject >= 'member:' AND subject < 'member;' ORDER BY subject"
        for (subject,) in self._view.port.rows(sql, (self._view.identity.book,)):
            row = self._view.reader.subject(subject)
            if row is not None and row.state is not None:
                yield row

    def names(self, numbers: Iterable[str]) -> dict[str, Private]:
        """The names of many members by number, read together; a name that was erased shows no value."""
        rows = self._view.reader.subjects(sorted({f"member:{no}" for no in numbers}))
        names = {row.state.no: row.state.name for row in rows}
        known = self._view.privates(names.values())
        return {no: known.get(name.commitment, name) for no, name in names.items()}

    def partners(self, on: date) -> tuple[ListedPartner, ...]:
        """Everybody who was enrolled as a partner of a programme by a day, by district, group and number."""
        return partners_on(self._view, on)

    def positions(self, no: str) -> tuple[Holding, ...]:
        """What a member holds or held, with balances."""
        view, currency = self._view, self._view.identity.currency
        found = []
        for row in view.reader.held(no):
            if row.subject.startswith("member:"):
                continue
            balances = {
                account: Money(kept.balance, currency) for account, kept in view.reader.balances(row.subject).items() if kept.balance
            }
            found.append(
                Holding(
                    subject=Subject.parse(row.subject),
                    product=row.index.product,
                    opened_on=row.index.opened_on,
                    closed_on=row.index.closed_on,
                    balances=balances,
                )
            )
        return tuple(found)

    def standing(self, no: str, on: date) -> Standing:
        """How a member stands on a day; the district of the group where the member has none."""
        assert MEMBERS.standing is not None
        found = MEMBERS.standing(_row(self._view, "member", no).state, on)
        if found.district is None and found.group is not None:
            group = self._view.reader.subject(f"group:{found.group}")
            district = None if group is None else group.state.district_on(on)
            return replace(found, district=district)
        return found

    def is_valid(self, no: str, on: date) -> bool:
        """Whether somebody is a member on a day and, where the bylaws ask for it, has paid the entry share in full (anggota sah)."""
        if self.standing(no, on).status != "anggota":
            return False
        bylaws = self._view.bylaws_on(on)
        policy = bylaws.policy(validity.NAME, validity.parse)
        if policy is None or policy.product is None:
            return True
        fixed = bylaws.terms(policy.product, "shares", parse_shares).fixed_amount
        share = self._view.reader.subject(f"share:{no}/{policy.product}")
        if share is None or share.state is None:
            return False
        return self._held(share, on) >= (0 if fixed is None else fixed.minor)

    def claims(self) -> tuple[LeaverClaim, ...]:
        """What is due to leavers now, in order of number."""
        currency, found = self._view.identity.currency, list[LeaverClaim]()
        for row in self._rows():
            state = row.state
            kept = None if state.claim_account is None else self._view.reader.balances(row.subject).get(state.claim_account)
            if kept is not None and kept.balance:
                found.append(LeaverClaim(member=state.no, amount=Money(-kept.balance, currency), pay_by=state.pay_by))
        return tuple(found)

    def _held(self, share: SubjectRow, on: date) -> int:
        account, reader = share.state.control, self._view.reader
        kept = reader.balances(share.subject).get(account)
        later = reader.later(account, share.subject, on.isoformat())
        return 0 if kept is None else -(kept.balance - sum(amount for _day, amount in later))

    def _of(self, row: SubjectRow) -> MemberView:
        state = row.state
        standing = self.standing(state.no, date.max)  # the group may have moved after the member
        return MemberView(
            no=state.no,
            name=self._view.private(state.name),
            status=standing.status,
            group=standing.group,
            district=standing.district,
            opened_on=row.index.opened_on,
            closed_on=row.index.closed_on,
        )


class SavingsReader:
    """Savings accounts of a snapshot."""

    def __init__(self, view: View) -> None:
        self._view = view

    def get(self, no: str) -> SavingsView:
        """One account; `UnknownSubjectError` where there is none."""
        row = _row(self._view, "savings", no)
        state, currency = row.state, self._view.identity.currency
        kept = self._view.reader.balances(row.subject).get(state.control)
        return SavingsView(
            no=no,
            member=state.member,
            product=state.product,
            opened_on=row.index.opened_on,
            closed_on=row.index.closed_on,
            balance=Money(0 if kept is None else -kept.balance, currency),
            dormant_since=self.dormant_since(no, date.max),
        )

    def dormant_since(self, no: str, on: date) -> date | None:
        """Since when an account was passive on a day; None: it was not."""
        row = _row(self._view, "savings", no)
        return dormant(self._view.reader, {row.subject: row.state}, on).get(row.subject)

    def positions(self, as_of: date) -> tuple[SavingsPosition, ...]:
        """Every account and deposit that was opened by the end of a day, by booking date, closed ones too, in order of number."""
        return savings_positions(self._view.reader, as_of)


class LoansReader:
    """Loans of a snapshot."""

    def __init__(self, view: View) -> None:
        self._view = view

    def get(self, no: str) -> LoanView:
        """One loan; `UnknownSubjectError` where there is none."""
        return self._of(_row(self._view, "loan", no))

    def life(self, no: str, on: date) -> LoanLife:
        """One loan up to a day: plan, payments, arrears; `UnknownSubjectError` where there is none."""
        row = _row(self._view, "loan", no)
        return loan_life(self._view, self._of(row), row.state, on)

    def _of(self, row: SubjectRow) -> LoanView:
        state, currency = row.state, self._view.identity.currency
        balances: dict[str, Any] = self._view.reader.balances(row.subject)
        plan = self._view.reader.schedule(row.subject)

        def balance(account: str) -> int:
            return balances[account].balance if account in balances else 0

        return LoanView(
            no=state.no,
            member=state.member,
            product=state.product,
            receivable=state.receivable,
            interest_income=state.interest_income,
            contract_on=state.contract_on,
            opened_on=row.index.opened_on,
            closed_on=row.index.closed_on,
            principal=Money.total((item.principal for item in plan), currency),
            outstanding=Money(balance(state.receivable), currency),
            interest_paid=Money(-sum(map(balance, state.interest_accounts)), currency),
            times_rescheduled=state.times_rescheduled,
            collateral=state.collateral,
            guarantors=state.guarantors,
            sale=state.sale,
            commitment=state.commitment,
            replaces=state.replaces,
            replaced=state.replaced,
            recognition=state.recognition,
            written_off_on=None if state.claim is None else state.claim.since,
            _plan=plan,
        )

    def positions(self, as_of: date) -> tuple[LoanPosition, ...]:
        """Every loan that stood in the book at the end of a day, by booking date, in order of number."""
        return loan_positions(self._view.reader, as_of, by="booked_on")

    def above_cap(self, on: date) -> tuple[AboveCap, ...]:
        """The loans that bear more than the cap in force on a day, in order of number."""
        return loans_above(self._view.reader, self._view.bylaws_on(on), on)

    def seized(self, as_of: date) -> tuple[SeizedPosition, ...]:
        """All collateral that was taken over by the end of a day, by booking date, also what is gone, in order of number."""
        return seized_positions(self._view.reader, as_of)

    def to_assess(self, on: date) -> tuple[str, ...]:
        """The loans whose grade or allowance an assessment on a day would change, in order of number: the work of a month end.

        Examples
        --------
        >>> from irman_ledger.testing.fresh_book import fresh_book
        >>> with fresh_book() as book, book.read() as view:
        ...     view.loans.to_assess(date(2014, 4, 30))
        ()
        """
        bylaws = self._view.bylaws_on(on)
        found = loan_positions(self._view.reader, on, by="value_on")
        return tuple(one.loan.no for one in found if one.loan.opened_on <= on and is_to_assess(one, bylaws, on))

    def penalty_due(self, no: str, on: date) -> Money:
        """The penalties due on a loan on a day; zero where it was agreed without."""
        return self._position(no).penalty(on)

    def payoff(self, no: str, on: date) -> Payoff:
        """What ends a loan on a day, by the terms that its product has on that day."""
        position = self._position(no)
        return position.payoff(on, self._view.bylaws_on(on).terms(position.loan.product, "loans", loan_terms))

    def _position(self, no: str) -> Position:
        row, reader, currency = _row(self._view, "loan", no), self._view.reader, self._view.identity.currency
        return Position(
            loan=row.state,
            receivables=receivables_of(row.state, self._view.bylaws),
            plan=reader.schedule(row.subject),
            balances={account: Money(kept.balance, currency) for account, kept in reader.balances(row.subject).items()},
            movements=reader.movements(row.subject),
            currency=currency,
        )


def _row(view: View, kind: str, no: str) -> SubjectRow:
    row = view.reader.subject(f"{kind}:{no}")
    if row is None:
        raise UnknownSubjectError(field=kind, subject=no)
    return row
