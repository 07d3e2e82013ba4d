"""What an asset stands at, and whether it is worn up to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from irman_ledger.coop.assets.life_events import AssetLine
from irman_ledger.coop.assets.refusals import AssetGoneError, AssetNotYetError, WearOutOfStepError
from irman_ledger.coop.assets.state import AssetState
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import BalancesOf, Facts
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An asset in the books (nilai tercatat): what it cost and what was written off, impairment included."""

    cost: Money
    written_off: Money

    @property
    def carrying(self) -> Money:
        """Cost less what was written off."""
        return self.cost - self.written_off


def asks(asset: str) -> BalancesOf:
    """What must be known of its money."""
    return BalancesOf(Subject("asset", asset))


def there(asset: str, state: AssetState | None) -> AssetState:
    """The asset, if it has not left.

    Raises
    ------
    UnknownSubjectError, AssetGoneError
        ``subject.unknown``, ``asset.gone``
    """
    if state is None:
        raise UnknownSubjectError(field="asset", subject=asset)
    if state.left_on is not None:
        raise AssetGoneError(field="asset", asset=asset, left_on=state.left_on)
    return state


def kept(asset: str, known: AssetState | None, on: date) -> AssetState:
    """The asset, if the cooperative has it on the day.

    Raises
    ------
    UnknownSubjectError, AssetGoneError, AssetNotYetError
        ``subject.unknown``, ``asset.gone``, ``asset.not-yet``
    """
    state = there(asset, known)
    if on < state.opened_on:
        raise AssetNotYetError(field="on", asset=asset, since=state.opened_on, on=on)
    return state


def stands(account: str, state: AssetState, facts: Facts) -> Money:
    """What the asset has on an account, debit positive."""
    return facts.balance(account, Subject("asset", state.no))


def carried(state: AssetState, facts: Facts) -> Carried:
    """What the asset stands at now."""
    cost = stands(state.account, state, facts)
    worn = cost * 0 if state.depreciation_account is None else -stands(state.depreciation_account, state, facts)
    impaired = cost * 0 if state.impairment_account is None else -stands(state.impairment_account, state, facts)
    return Carried(cost=cost, written_off=worn + impaired)


def check_worn(state: AssetState, on: date, facts: Facts) -> None:
    """Refuse what would come before the depreciation of the months that have passed, or after that of later ones.

    Raises
    ------
    WearOutOfStepError
        ``asset.wear-out-of-step``
    """
    if state.plan is None or state.depreciation_account is None:
        return
    worn, month = -stands(state.depreciation_account, state, facts), Month.of(on)
    if not state.plan.accumulated(month.previous()) <= worn <= max(state.plan.accumulated(month), state.plan.before):
        raise WearOutOfStepError(field="on", asset=state.no, written_off=worn, due=state.plan.accumulated(month.previous()), on=on)


def line(account: str, amount: Money, *, by_asset: bool) -> tuple[AssetLine, ...]:
    """A line, if it has an amount."""
    return (AssetLine(account=account, amount=amount, by_asset=by_asset),) if amount else ()


def off_the_books(state: AssetState, facts: Facts) -> tuple[AssetLine, ...]:
    """Cost and what was written off leave."""
    lines = line(state.account, -stands(state.account, state, facts), by_asset=True)
    if state.depreciation_account is not None:
        lines += line(state.depreciation_account, -stands(state.depreciation_account, state, facts), by_asset=True)
    if state.impairment_account is not None:
        lines += line(state.impairment_account, -stands(state.impairment_account, state, facts), by_asset=True)
    return lines
