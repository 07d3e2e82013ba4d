"""What is held of a balance, and what a withdrawal may take beside it."""

from __future__ import annotations

from typing import Final

from irman_ledger.coop.savings.commands import HoldSavings, ReleaseHold, Withdraw
from irman_ledger.coop.savings.covering import limit_of, lowest_of
from irman_ledger.coop.savings.events import HoldReleased, SavingsHeld
from irman_ledger.coop.savings.refusals import (
    HeldError,
    HoldExistsError,
    HoldNotCoveredError,
    TooManyHoldsError,
    UnknownHoldError,
)
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts
from irman_ledger.core.money import Money

HOLDS_MAX: Final = 20


def held(state: SavingsState, currency: str) -> Money:
    """What is held of the account altogether."""
    return Money.total((amount for _hold, amount in state.holds), currency)


def hold(command: HoldSavings, state: SavingsState, facts: Facts, bylaws: Bylaws) -> SavingsHeld:
    """A hold with a number of its own, on what may be withdrawn."""
    if any(command.hold == number for number, _amount in state.holds):
        raise HoldExistsError(field="hold", account=state.no, hold=command.hold)
    if len(state.holds) >= HOLDS_MAX:
        raise TooManyHoldsError(field="hold", account=state.no, most=HOLDS_MAX)
    free = facts.lowest(lowest_of(state, command.on)) + limit_of(state, bylaws) - held(state, facts.currency)
    if command.amount > free:
        available = max(free, Money.zero(facts.currency))
        raise HoldNotCoveredError(field="amount", account=state.no, amount=command.amount, available=available, on=command.on)
    return SavingsHeld(account=state.no, hold=command.hold, on=command.on, amount=command.amount, reason=command.reason)


def release(command: ReleaseHold, state: SavingsState) -> HoldReleased:
    """A hold that is there."""
    for number, amount in state.holds:
        if number == command.hold:
            return HoldReleased(account=state.no, hold=number, on=command.on, amount=amount)
    raise UnknownHoldError(field="hold", account=state.no, hold=command.hold)


def check_not_held(command: Withdraw, state: SavingsState, lowest: Money, bylaws: Bylaws) -> None:
    """Refuse a withdrawal that takes what is held.

    Raises
    ------
    HeldError
        ``savings.held``
    """
    kept = held(state, lowest.currency)
    free = lowest + limit_of(state, bylaws) - kept
    if kept and command.amount > free:
        available = max(free, Money.zero(lowest.currency))
        raise HeldError(field="amount", account=state.no, amount=command.amount, held=kept, available=available, on=command.on)
