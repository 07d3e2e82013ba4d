"""How things leave for good: sold, scrapped, lost; and what is paid for a lost one later."""

from __future__ import annotations

from irman_ledger.coop.assets.carrying import carried, check_worn, line, off_the_books, stands
from irman_ledger.coop.assets.conditions import is_on_condition, settled
from irman_ledger.coop.assets.disposal import policy_of
from irman_ledger.coop.assets.grants import OF_ANOTHER, account_of
from irman_ledger.coop.assets.leaving_commands import DisposeAsset, LoseAsset, SettleClaim
from irman_ledger.coop.assets.life_events import AssetDisposed, AssetLine, AssetLost, ClaimSettled
from irman_ledger.coop.assets.refusals import ApprovalMissingError, ClaimExceedsError, NoClaimError, NotOwnError
from irman_ledger.coop.assets.state import AssetState
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.errors import UnknownSubjectError


def dispose(command: DisposeAsset, state: AssetState, facts: Facts, bylaws: Bylaws) -> AssetDisposed:
    """Cost and wear leave; what it brings beyond or below that is a gain or a loss; what it financed is released."""
    _check_currency("price", command.price, facts)
    if state.title in OF_ANOTHER | {"trust"} or is_on_condition(state):
        raise NotOwnError(field="asset", asset=state.no)
    policy = policy_of(bylaws)
    for field, titles in (("decision", policy.approval), ("consent", policy.consent)):
        if state.title in titles and getattr(command, field) is None:
            raise ApprovalMissingError(field=field, asset=state.no, title=state.title, needed=field)
    check_worn(state, command.on, facts)
    price = Money(0, facts.currency) if command.price is None else command.price
    result = price - carried(state, facts).carrying
    lines = off_the_books(state, facts) + line(policy.gain if result.minor > 0 else policy.loss, -result, by_asset=False)
    return AssetDisposed(
        asset=state.no,
        on=command.on,
        reason=command.reason,
        price=command.price,
        box=None if command.price is None else bylaws.box(command.settle).code,
        decision=command.decision,
        consent=command.consent,
        lines=lines + _released(state, facts),
        fund=state.fund,
    )


def lose(command: LoseAsset, state: AssetState, facts: Facts, bylaws: Bylaws) -> AssetLost:
    """Cost and wear leave, against what is claimed for it; the rest is a gain or a loss, or of whom the thing was."""
    _check_currency("claim", command.claim, facts)
    policy = policy_of(bylaws)
    check_worn(state, command.on, facts)
    none = Money(0, facts.currency)
    claim = none if command.claim is None else command.claim
    lines = off_the_books(state, facts) + line(policy.receivable, claim, by_asset=True)
    if state.title in OF_ANOTHER or state.title == "trust":
        lines += settled(state, facts) + line(account_of("owed", bylaws), -claim, by_asset=False) if claim else settled(state, facts)
    elif is_on_condition(state):
        lines += settled(state, facts)
        given = sum((one.amount for one in lines), none) - claim
        lines += line(account_of("settled" if given.minor > 0 else "damage", bylaws), -given, by_asset=False) if given else ()
        lines += line(policy.gain, -claim, by_asset=False)
    else:
        result = claim - carried(state, facts).carrying
        lines += line(policy.gain if result.minor > 0 else policy.loss, -result, by_asset=False) + _released(state, facts)
    return AssetLost(
        asset=state.no,
        on=command.on,
        how=command.how,
        reason=command.reason,
        claim=command.claim,
        claimed_from=command.claimed_from,
        receivable=None if command.claim is None else policy.receivable,
        lines=lines,
        fund=state.fund,
    )


def settle_claim(command: SettleClaim, state: AssetState | None, facts: Facts, bylaws: Bylaws) -> ClaimSettled:
    """What is paid of what is claimed for a lost thing."""
    _check_currency("amount", command.amount, facts)
    if state is None:
        raise UnknownSubjectError(field="asset", subject=command.asset)
    if state.receivable is None or state.left_on is None or command.on < state.left_on:
        raise NoClaimError(field="asset", asset=state.no, on=command.on)
    owed = stands(state.receivable, state, facts)
    if command.amount > owed:
        raise ClaimExceedsError(field="amount", asset=state.no, owed=owed, amount=command.amount)
    return ClaimSettled(
        asset=state.no,
        on=command.on,
        amount=command.amount,
        receivable=state.receivable,
        box=bylaws.box(command.settle).code,
        fund=state.fund,
    )


def _check_currency(field: str, amount: Money | None, facts: Facts) -> None:
    if amount is not None and amount.currency != facts.currency:
        raise CurrencyMismatchError(field=field, left=facts.currency, right=amount.currency)


def _released(state: AssetState, facts: Facts) -> tuple[AssetLine, ...]:
    """The capital that what is gone financed becomes realised; where it is never released, it stays."""
    backing = state.backing
    if backing is None or backing.released_to is None:
        return ()
    rest = -stands(backing.account, state, facts)
    return line(backing.account, rest, by_asset=True) + line(backing.released_to, -rest, by_asset=False)
