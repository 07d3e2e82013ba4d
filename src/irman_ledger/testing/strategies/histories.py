"""Whole histories: lists of steps, each made from what the earlier ones left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger.coop.general import JournalLine, PostJournal, ReceiveCash, SendCash, TakeOverBalance
from irman_ledger.coop.savings import CorrectIn, CorrectOut, ReceiveTransfer
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from irman_ledger.testing.fresh_book import BEGINS_ON, TODAY
from irman_ledger.testing.model import NaiveBook
from irman_ledger.testing.steps import Close, Do, DoAll, Leave, Move, PassDays, Reverse, Step, Transfer, in_model
from irman_ledger.testing.strategies.commands import commands, hostile_commands, ready
from irman_ledger.testing.strategies.draws import day, often, pick, sen
from irman_ledger.testing.strategies.people import REASONS
from irman_ledger.testing.strategies.situation import Situation

BEGINNING = ("member.admit", "share.pay", "savings.open", "savings.deposit")
LATE = ("savings.deposit", "savings.withdraw", "share.pay", "loan.repay", "general.post")
BATCHED = ("savings.deposit", "share.pay")
DAYS_MAX = 12


@st.composite
def histories(
    draw: DrawFn,
    bylaws: Bylaws | None = None,
    max_size: int = 20,
    *,
    begins_on: date = BEGINS_ON,
    today: date = TODAY,
    is_hostile: bool = False,
) -> list[Step]:
    """Steps of a plausible history, each of which a fresh book takes; with `is_hostile` also ones that it refuses.

    Parameters
    ----------
    bylaws
        None: `Bylaws.sample("ksp")`.
    begins_on, today
        Of the fresh book that it is for.
    """
    model = NaiveBook(bylaws=bylaws or Bylaws.sample("ksp"), begins_on=begins_on, today=today)
    situation, history = Situation(model), list[Step]()
    for place in range(draw(st.integers(min(3, max_size), max_size))):
        for step in draw(steps(situation, f"h{place}", is_hostile=is_hostile)):
            if accepts(model, step) or is_hostile:
                history.append(step)
    return history


def accepts(model: NaiveBook, step: Step) -> bool:
    """Play a step in a naive book; whether it was taken."""
    if isinstance(step, PassDays):
        assert model.today is not None, "days pass where there is a clock"
        model.today = date.fromordinal(model.today.toordinal() + step.count)
        return True
    try:
        in_model(step, model)
    except IrmanError:
        return False
    return True


@st.composite
def steps(draw: DrawFn, situation: Situation, key: str, *, is_hostile: bool = False) -> list[Step]:
    """One step, or the few that belong together."""
    choice = draw(st.integers(0, 19))
    if is_hostile and choice >= 17:
        return [Do(command=draw(hostile_commands(situation)), key=key)]
    if choice == 0 and situation.standing_records():
        return [draw(reversals(situation, key))]
    if choice == 1 and len(situation.boxes()) > 1:
        return [draw(transfers(situation, key))]
    if choice == 2 and situation.accounts() and situation.shares():
        return [draw(moves(situation, key))]
    if choice == 3 and ready(situation, BATCHED):
        return [draw(batches(situation, key))]
    if choice == 4:
        return [PassDays(count=draw(st.integers(1, DAYS_MAX)))]
    if choice == 5 and situation.today > situation.month_to_close.last_day:
        return [*clearing_settled(situation, key), Close(month=situation.month_to_close)]
    if choice == 11 and situation.members("anggota", "calon") and situation.has_role("set_off") and not often(draw, 2):
        return [draw(leavings(situation, key))]
    if choice == 6 and situation.model.played:
        return [draw(replays(situation))]
    if choice == 7 and ready(situation, LATE):
        return [draw(late_entries(situation, key))]
    kinds = BEGINNING if choice < 10 or len(situation.model.played) < len(BEGINNING) else None
    return [Do(command=draw(commands(situation, kinds)), key=key)]


@st.composite
def late_entries(draw: DrawFn, situation: Situation, key: str) -> Do:
    """A command of an earlier day, often of a closed month, booked today or on another later day."""
    assert situation.model.begins_on is not None, "a book to make commands for has a first day"
    command = draw(commands(situation, ready(situation, LATE)))
    on = draw(st.dates(situation.model.begins_on, situation.today))
    booked_on = situation.today if often(draw) else draw(st.dates(situation.model.begins_on, situation.today))
    return Do(command=_with(command, on=on), key=key, booked_on=booked_on)


@st.composite
def reversals(draw: DrawFn, situation: Situation, key: str) -> Reverse:
    """A reversal, mostly of one of the latest records."""
    standing = situation.standing_records()
    seq = pick(draw, standing[-3:] if often(draw) else standing)
    target = situation.model.played[seq - situation.model.first_seq]
    return Reverse(seq=seq, on=day(draw, situation, target.booked_on), key=key)


@st.composite
def transfers(draw: DrawFn, situation: Situation, key: str) -> Transfer:
    """Money moved from one box to another."""
    amount = sen(draw, 20_000_000)
    from_box = situation.box_that_can_pay(amount) or situation.boxes()[0]
    to_box = pick(draw, [box for box in situation.boxes() if box != from_box])
    return Transfer(from_box=from_box, to_box=to_box, on=day(draw, situation), amount=situation.money(amount), key=key)


@st.composite
def moves(draw: DrawFn, situation: Situation, key: str) -> Move:
    """An amount that was booked to the wrong product or member; needs an open savings account and shares that are held."""
    account, share = pick(draw, situation.accounts()), pick(draw, situation.shares())
    on = day(draw, situation, max(account.moves_from, share.opened_on))
    ends = [("savings", account, Subject("share", share.no)), ("share", share, Subject("savings", account.no))]
    kind, source, target = pick(draw, ends)
    amount = sen(draw, max(1, situation.lowest(kind, source, on)))
    return Move(source=Subject(kind, source.no), target=target, on=on, amount=situation.money(amount), key=key)


@st.composite
def leavings(draw: DrawFn, situation: Situation, key: str) -> Leave:
    """A member goes, or a candidate, with all shares and with loans set off; needs one that is there."""
    there = situation.members("anggota", "calon")
    holders = sorted({state.member for state in situation.shares() if state.member in there})
    member = pick(draw, holders if holders and often(draw) else there)
    shares = tuple(state.product for state in situation.states("share") if state.member == member and state.closed_on is None)
    owed = tuple(
        (state.no, situation.model.balance(state.receivable, Subject("loan", state.no)))
        for state in situation.loans()
        if state.member == member
    )
    return Leave(member=member, on=situation.today, reason=pick(draw, REASONS), shares=shares, set_off=owed, key=key)


@st.composite
def batches(draw: DrawFn, situation: Situation, key: str) -> DoAll:
    """Several payments together, under one voucher or under one each; under one they go into one box on one day."""
    kinds = ready(situation, BATCHED)
    drawn = draw(st.lists(commands(situation, [pick(draw, kinds)]), min_size=1, max_size=4))
    one_voucher = draw(st.booleans())
    if one_voucher and often(draw):
        drawn = [_with(command, settle=None, on=situation.today) for command in drawn]
    return DoAll(commands=tuple(drawn), key=key, one_voucher=one_voucher)


@st.composite
def replays(draw: DrawFn, situation: Situation) -> Do | Close:
    """A key again: with its own command, or rarely with that of another record."""
    played = [one for one in situation.model.played if one.key is not None and one.subject.kind != "book" and one.reverses is None]
    if not played:
        return Close(month=situation.month_to_close)
    one, other = pick(draw, played), pick(draw, played)
    assert one.key is not None, "only records with a key are asked for again"
    return Do(command=one.command if often(draw) else other.command, key=one.key)


def clearing_settled(situation: Situation, key: str) -> list[Step]:
    """What brings the clearing accounts to zero by the end of the month that is next to close, as far as it can be done."""
    on = min(situation.today, situation.month_to_close.last_day)
    nets = situation.model.balances(as_of=on)
    found: list[Step] = []
    for role in ("takeover", "in_transit", "correction", "set_off", "mutual"):
        net = nets.net(situation.bylaws.roles[role]).minor if situation.has_role(role) else 0
        command = _settling(situation, role, on, net) if net else None
        if command is not None:
            found.append(Do(command=command, key=f"{key}/{role}"))
    for no in situation.transfers_to():
        found.append(Do(command=ReceiveTransfer(account=no, on=on), key=f"{key}/transfer/{no}"))
    return found


def _settling(situation: Situation, role: str, on: date, net: int) -> Command[Any] | None:
    amount = situation.money(abs(net))
    if role == "takeover":
        return TakeOverBalance(account=situation.plain_accounts()[0], on=on, amount=situation.money(net))
    if role == "in_transit":
        box = situation.box_that_can_pay(abs(net))
        return None if box is None else (ReceiveCash if net > 0 else SendCash)(box=box, on=on, amount=amount)
    if role in ("set_off", "mutual"):
        other = situation.plain_accounts()[0]
        lines = (
            JournalLine(account=situation.bylaws.roles[role], amount=situation.money(-net)),
            JournalLine(account=other, amount=situation.money(net)),
        )
        return PostJournal(on=on, narration="Perantara dinolkan", lines=lines)
    account = next((state for state in situation.accounts() if state.moves_from <= on), None)
    if account is None:
        return None
    return (CorrectIn if net < 0 else CorrectOut)(account=account.no, on=on, amount=amount, reason="salah rekening")


def _with(command: Command[Any], **changes: Any) -> Command[Any]:
    changed: Command[Any] = replace(command, **changes)  # type: ignore[type-var]  # every command is a dataclass
    return changed
