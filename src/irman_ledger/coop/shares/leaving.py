"""What a leaver's shares become: a claim, or a claim that waits for enough capital (menunggu)."""

from __future__ import annotations

from irman_ledger.coop.shares.capital import NAME, floor_asks, missing_capital, parse
from irman_ledger.coop.shares.commands import ClaimShare, ReleaseShare, ReturnShare
from irman_ledger.coop.shares.events import ShareClaimed, ShareReleased
from irman_ledger.coop.shares.refusals import AlreadyClaimedError, BelowCapitalFloorError, NotWaitingError, ShareOverdrawnError
from irman_ledger.coop.shares.state import ShareState
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, BalancesOf, Facts, Lowest
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject


def leaving_asks(command: ClaimShare | ReleaseShare, state: ShareState, bylaws: Bylaws) -> tuple[Ask, ...]:
    """What must be known: what is held now and from the day on, and the capital where it has a floor."""
    subject = Subject("share", state.no)
    return BalancesOf(subject), Lowest(state.control, subject, command.on), *floor_asks(bylaws)


def claim(command: ClaimShare, state: ShareState, facts: Facts, bylaws: Bylaws) -> ShareClaimed:
    """The claim on all that is held; it waits where the capital would fall below its floor."""
    if state.closed_on is not None:
        raise AlreadyClaimedError(field="member", share=state.no, closed_on=state.closed_on)
    amount = _held(command, state, facts)
    return ShareClaimed(
        member=state.member,
        product=state.product,
        on=command.on,
        amount=amount,
        control=state.control,
        waits=bool(missing_capital(state.control, amount, facts, bylaws)) and bool(amount),
    )


def release(command: ReleaseShare, state: ShareState, facts: Facts, bylaws: Bylaws) -> ShareReleased:
    """The claim that waited, now that the capital allows it."""
    if not state.waits or state.closed_on is None or command.on < state.closed_on:
        raise NotWaitingError(field="member", share=state.no, on=command.on)
    amount = _held(command, state, facts)
    check_floor(command, state, amount, facts, bylaws)
    return ShareReleased(member=state.member, product=state.product, on=command.on, amount=amount, control=state.control)


def check_floor(command: ReleaseShare | ReturnShare, state: ShareState, amount: Money, facts: Facts, bylaws: Bylaws) -> None:
    """Refuse what would bring the capital below its floor."""
    missing = missing_capital(state.control, amount, facts, bylaws)
    if missing:
        policy = bylaws.policy(NAME, parse)
        assert policy is not None, "without a floor nothing is missing"
        raise BelowCapitalFloorError(field="member", share=state.no, amount=amount, floor=policy.floor, missing=missing, on=command.on)


def _held(command: ClaimShare | ReleaseShare, state: ShareState, facts: Facts) -> Money:
    subject = Subject("share", state.no)
    held, lowest = -facts.balance(state.control, subject), facts.lowest(Lowest(state.control, subject, command.on))
    if held > lowest:
        raise ShareOverdrawnError(field="on", share=state.no, amount=held, available=lowest, on=command.on)
    return held
