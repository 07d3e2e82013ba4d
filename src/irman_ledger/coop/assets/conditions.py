"""Grants on condition: the condition is met, at once or by months, or it is broken and the thing goes back.

Source of what is released by months: IAS 41.36 by analogy, where a grant that is kept in part as time passes is income as time passes.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from irman_ledger.coop.assets.carrying import carried, check_worn, line, off_the_books, stands
from irman_ledger.coop.assets.depreciation import elapsed_months
from irman_ledger.coop.assets.grants import OF_ANOTHER, Backing, account_of, backing_of
from irman_ledger.coop.assets.life_commands import MeetCondition, ReturnAsset, VestAsset
from irman_ledger.coop.assets.life_events import AssetConditionMet, AssetLine, AssetReturned, AssetVested
from irman_ledger.coop.assets.refusals import NoConditionError, NothingToVestError, NotReturnableError
from irman_ledger.coop.assets.state import AssetState
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Facts
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.rounding import HALF_UP, round_ratio, round_to_step

_STEP: Final = 100
"""Shares of a grant are rounded to date, to one unit of the currency, half up."""


def meet(command: MeetCondition, state: AssetState, facts: Facts, bylaws: Bylaws) -> AssetConditionMet:
    """The whole of what is still owed becomes the cooperative's."""
    owed = _owed_for(state)
    check_worn(state, command.on, facts)
    backing = backing_of("restricted-grant", bylaws) if state.vested is None else state.vested
    rest = -stands(owed.account, state, facts)
    lines = _own(state, owed, backing, rest, Fraction(1), facts)
    return AssetConditionMet(asset=state.no, on=command.on, reason=command.reason, backing=backing, lines=lines, fund=state.fund)


def vest(command: VestAsset, state: AssetState, facts: Facts, bylaws: Bylaws) -> AssetVested:
    """What should be the cooperative's by the months that passed, less what is."""
    month = Month.of(command.on)
    if state.vests_months is None or state.met_on is not None:
        raise NothingToVestError(field="asset", asset=state.no, month=month)
    owed = _owed_for(state)
    part = min(Fraction(elapsed_months(state.opened_on, month, "next")) / state.vests_months, Fraction(1))
    cost, rest = stands(state.account, state, facts), -stands(owed.account, state, facts)
    amount = _share(cost, part) - (cost - rest)
    if amount.minor <= 0:
        raise NothingToVestError(field="asset", asset=state.no, month=month)
    backing = backing_of("restricted-grant", bylaws) if state.vested is None else state.vested
    return AssetVested(
        asset=state.no,
        on=command.on,
        amount=amount,
        is_whole=amount == rest,
        backing=backing,
        lines=_own(state, owed, backing, amount, part, facts),
        fund=state.fund,
    )


def give_back(command: ReturnAsset, state: AssetState, facts: Facts, bylaws: Bylaws) -> AssetReturned:
    """What stood for it leaves with it; where that was more than it stood at, the use of it was given: a gain in its fund."""
    if command.claim is not None and command.claim.currency != facts.currency:
        raise CurrencyMismatchError(field="claim", left=facts.currency, right=command.claim.currency)
    check_worn(state, command.on, facts)
    lines = off_the_books(state, facts) + settled(state, facts)
    left = sum((one.amount for one in lines), Money(0, facts.currency))
    if left:
        lines += line(account_of("settled" if left.minor > 0 else "damage", bylaws), -left, by_asset=False)
    if command.claim is not None:
        lines += line(account_of("damage", bylaws), command.claim, by_asset=False)
        lines += line(account_of("owed", bylaws), -command.claim, by_asset=False)
    return AssetReturned(asset=state.no, on=command.on, reason=command.reason, claim=command.claim, lines=lines, fund=state.fund)


def is_on_condition(state: AssetState) -> bool:
    """A grant whose condition is still open."""
    return state.title == "conditional-grant" and state.met_on is None


def kept_by_backing(state: AssetState, worn: Money, facts: Facts) -> Money:
    """How much of what it stands against goes with `worn`: as much, or its part, where the cooperative paid for some of the asset."""
    backing, stood = state.backing, carried(state, facts).carrying
    if backing is None or not stood:
        return worn * 0
    rest = -stands(backing.account, state, facts)
    if rest >= stood:
        return worn
    return Money(round_ratio(rest.minor * worn.minor, stood.minor * _STEP, HALF_UP) * _STEP, worn.currency) if worn < stood else rest


def _owed_for(state: AssetState) -> Backing:
    if not is_on_condition(state) or state.backing is None:
        raise NoConditionError(field="asset", asset=state.no)
    return state.backing


def _share(cost: Money, part: Fraction) -> Money:
    """Part of the cost, rounded to date; the last part leaves nothing."""
    return cost if part == 1 else Money(min(round_to_step(cost.minor * part, _STEP, HALF_UP), cost.minor), cost.currency)


def _own(state: AssetState, owed: Backing, backing: Backing, amount: Money, part: Fraction, facts: Facts) -> tuple[AssetLine, ...]:
    """`amount` more is the cooperative's: `part` in all; of what is its own as much stays as the same part of the carrying amount."""
    lines = line(owed.account, amount, by_asset=True) + line(backing.account, -amount, by_asset=backing.by_asset)
    if backing.released_to is None:
        return lines
    stays = _share(carried(state, facts).carrying, part)
    released = amount - stands(backing.account, state, facts) - stays
    if released.minor <= 0:
        return lines
    return (*lines, *line(backing.account, released, by_asset=True), *line(backing.released_to, -released, by_asset=False))


def settled(state: AssetState, facts: Facts) -> tuple[AssetLine, ...]:
    """What stood for the asset and leaves with it."""
    if state.title in OF_ANOTHER and state.contra is not None:
        return line(state.contra, -stands(state.contra, state, facts), by_asset=True)
    backing = state.backing
    if backing is None or not (state.title == "trust" or is_on_condition(state)):
        raise NotReturnableError(field="asset", asset=state.no)
    lines = line(backing.account, -stands(backing.account, state, facts), by_asset=True)
    if state.vested is not None and state.vested.by_asset:
        lines += line(state.vested.account, -stands(state.vested.account, state, facts), by_asset=True)
    return lines
