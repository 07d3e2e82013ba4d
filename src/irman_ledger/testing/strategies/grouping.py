"""Commands of groups: meetings, their funds, and what they pay for members; and whole meetings."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.loans import CoverLoan
from irman_ledger.coop.members import CoverMember, ForgiveCover, HoldMeeting, MeetingRow, PayIntoGroupFund, PayOutOfGroupFund, RepayCover
from irman_ledger.coop.members.mutual import Attendance
from irman_ledger.coop.members.mutual.policy import NAME, parse
from irman_ledger.coop.procedures import MeetingSheet, SheetItem, SheetRow
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.testing.steps import Meet
from irman_ledger.testing.strategies.draws import Maker, box_in, day, often, pick, sen
from irman_ledger.testing.strategies.situation import Situation

_ATTENDANCES: tuple[Attendance, ...] = ("present", "present", "excused", "absent")


def funds(situation: Situation) -> dict[str, int]:
    """What the fund of each group holds, in sen, those without money left out."""
    policy = situation.bylaws.policy(NAME, parse)
    if policy is None:
        return {}
    balances = {state.no: -situation.model.balance(policy.fund, Subject("group", state.no)).minor for state in situation.states("group")}
    return {group: held for group, held in balances.items() if held > 0}


def grouped(situation: Situation) -> dict[str, list[str]]:
    """The members of each group today."""
    found: dict[str, list[str]] = {}
    for state in situation.states("member"):
        group = state.placements[-1][1] if state.placements else None
        if group is not None:
            found.setdefault(group, []).append(state.no)
    return found


def overdue(situation: Situation) -> list[tuple[Any, Money]]:
    """The loans on which something is due today, with how much."""
    owed = [(state, situation.position(state)) for state in situation.loans()]
    dues = [(state, _due(situation, position)) for state, position in owed]
    return [(state, due) for state, due in dues if due]


def _due(situation: Situation, position: Any) -> Money:
    unpaid = (one.total for one in position.unpaid() if one.due_on <= situation.today)
    penalty: Money = position.penalty(situation.today)
    return Money.total(unpaid, situation.bylaws.currency) + penalty


def _owed(situation: Situation) -> list[tuple[Any, int]]:
    """The debts to groups that are not paid back, in sen."""
    debts = [(state, situation.model.balance(state.claim, Subject("cover", state.no)).minor) for state in situation.states("cover")]
    return [(state, owed) for state, owed in debts if owed > 0]


def _hold(draw: DrawFn, situation: Situation) -> HoldMeeting:
    there = grouped(situation)
    group = pick(draw, sorted(there))
    nothing, rows = situation.money(0), []
    for member in there[group]:
        paid = situation.money(sen(draw, 10_000_000)) if often(draw, 1) else nothing
        rows.append(MeetingRow(member=member, attendance=pick(draw, _ATTENDANCES), paid=paid, covered=nothing))
    cash = Money.total((row.paid for row in rows), situation.bylaws.currency)
    return HoldMeeting(group=group, on=situation.today, cash=cash, rows=tuple(rows))


def _pay_in(draw: DrawFn, situation: Situation) -> PayIntoGroupFund:
    group = pick(draw, situation.states("group"))
    member = pick(draw, [None, *situation.members()])
    on = day(draw, situation, group.changes[0][0])
    amount = situation.money(sen(draw, 50_000_000))
    return PayIntoGroupFund(group=group.no, on=on, amount=amount, member=member, settle=box_in(draw, situation))


def _pay_out(draw: DrawFn, situation: Situation) -> PayOutOfGroupFund:
    held = funds(situation)
    group = pick(draw, sorted(held))
    amount, box = sen(draw, held[group]), situation.box_that_can_pay(held[group])
    return PayOutOfGroupFund(group=group, on=situation.today, amount=situation.money(amount), reason="konsumsi rapat", settle=box)


def _cover(draw: DrawFn, situation: Situation) -> CoverMember:
    held = funds(situation)
    group = pick(draw, sorted(held))
    loan = pick(draw, situation.states("loan"))
    return CoverMember(member=loan.member, group=group, loan=loan.no, on=situation.today, amount=situation.money(sen(draw, held[group])))


def _repay(draw: DrawFn, situation: Situation) -> RepayCover:
    state, owed = pick(draw, _owed(situation))
    amount = pick(draw, [owed, sen(draw, owed)])
    return RepayCover(
        member=state.member, group=state.group, on=situation.today, amount=situation.money(amount), settle=box_in(draw, situation)
    )


def _forgive(draw: DrawFn, situation: Situation) -> ForgiveCover:
    state, owed = pick(draw, _owed(situation))
    amount = situation.money(pick(draw, [owed, sen(draw, owed)]))
    return ForgiveCover(member=state.member, group=state.group, on=situation.today, amount=amount, reason="keputusan rapat kelompok")


def _cover_loan(draw: DrawFn, situation: Situation) -> CoverLoan:
    state, due = pick(draw, overdue(situation))
    group = pick(draw, situation.states("group")).no
    return CoverLoan(loan=state.no, on=situation.today, amount=pick(draw, [due, situation.money(sen(draw, due.minor))]), group=group)


@st.composite
def meetings(draw: DrawFn, situation: Situation, key: str) -> Meet:
    """A meeting of a group with members: some save, pay and give to the fund, and the fund pays for others as far as it reaches."""
    there = grouped(situation)
    group = pick(draw, sorted(there))
    left = funds(situation).get(group, 0)
    dues = {state.member: (state.no, due) for state, due in overdue(situation)}
    rows = []
    for member in there[group]:
        items = []
        account = next((state for state in situation.accounts() if state.member == member), None)
        if account is not None and often(draw, 2):
            items.append(SheetItem(item="savings", no=account.no, amount=situation.money(sen(draw, 10_000_000))))
        if not often(draw, 2):
            items.append(SheetItem(item="fund", amount=situation.money(sen(draw, 5_000_000))))
        loan, due = dues.get(member, ("", situation.money(0)))
        covered = min(due.minor, left)
        if covered:
            left -= covered
            items.append(SheetItem(item="covered-fund", no=loan, amount=situation.money(covered)))
        rows.append(SheetRow(member=member, attendance=pick(draw, _ATTENDANCES), items=tuple(items)))
    cash = Money.total((row.paid(situation.bylaws.currency) for row in rows), situation.bylaws.currency)
    return Meet(sheet=MeetingSheet(group=group, on=situation.today, cash=cash, rows=tuple(rows), box=box_in(draw, situation)), key=key)


def _has_groups(situation: Situation) -> bool:
    return bool(situation.states("group")) and situation.bylaws.policy(NAME, parse) is not None


def _can_cover(situation: Situation) -> bool:
    return bool(funds(situation)) and bool(situation.states("loan")) and situation.has_role("mutual")


def _can_settle(situation: Situation) -> bool:
    return situation.has_role("mutual") and bool(situation.states("group")) and bool(overdue(situation))


GROUPING: dict[str, Maker] = {
    HoldMeeting.kind: Maker(lambda situation: bool(grouped(situation)), _hold),
    PayIntoGroupFund.kind: Maker(_has_groups, _pay_in),
    PayOutOfGroupFund.kind: Maker(lambda situation: bool(funds(situation)), _pay_out),
    CoverMember.kind: Maker(_can_cover, _cover),
    RepayCover.kind: Maker(lambda situation: bool(_owed(situation)), _repay),
    ForgiveCover.kind: Maker(lambda situation: bool(_owed(situation)), _forgive),
    CoverLoan.kind: Maker(_can_settle, _cover_loan),
}
