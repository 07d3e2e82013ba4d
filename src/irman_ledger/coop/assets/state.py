"""What is known of an asset beside its money, which is the balance of its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from irman_ledger.coop.assets.care_events import (
    AssetCareEvent,
    AssetImpaired,
    AssetImproved,
    AssetInspected,
    AssetRepaired,
    AssetRevised,
    Condition,
    UseCharged,
)
from irman_ledger.coop.assets.events import (
    AssetAmended,
    AssetBought,
    AssetDepreciated,
    AssetEvent,
    AssetReceived,
    AssetTakenOver,
)
from irman_ledger.coop.assets.grants import Backing, Title
from irman_ledger.coop.assets.life_events import AssetConditionMet, AssetDisposed, AssetLost, AssetReturned, AssetVested, ClaimSettled, Left
from irman_ledger.coop.assets.plan import DepreciationPlan
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.protocols import SubjectIndex, added


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetState:
    """An asset (aset tetap) in the register.

    Parameters
    ----------
    opened_on
        The day from which this book keeps it.
    useful_life_months, months_used
        As they were on `opened_on`.
    group, location, custody_since
        Who keeps it, where, and since when.
    plan
        How it is depreciated; None: it is not, or not by the end of the month.
    expense
        The account that bears its depreciation, where what it stands against does not.
    title, backing
        How it was given, and what it stands against; None: bought, or taken over from the cooperative's old books.
    fund
        The fund that all its lines are in.
    contra
        The other memorandum account, where the thing is another's.
    deed
        The deed by which it was handed over.
    vests_months, vested
        A grant on condition that becomes the cooperative's by months, and what the part that did stands against.
    met_on
        When the condition was met.
    left_on, left
        When and how it left; None: it is there.
    impairment_account
        The account of accumulated impairment, once it was impaired.
    inspected_on, is_missing
        When it was last looked for, and that it was not found then.
    receivable
        The account of what is claimed for it, where it was lost and somebody is responsible.
    """

    no: str
    description: str
    category: str
    account: str
    depreciation_account: str | None
    opened_on: date
    useful_life_months: int | None
    months_used: int
    group: str | None
    location: str | None
    custody_since: date
    plan: DepreciationPlan | None = added(None)
    expense: str | None = added(None)
    title: Title | None = added(None)
    backing: Backing | None = added(None)
    fund: str = added(GENERAL)
    contra: str | None = added(None)
    serial: str | None = added(None)
    condition: Condition = added("good")
    deed: str | None = added(None)
    vests_months: int | None = added(None)
    vested: Backing | None = added(None)
    met_on: date | None = added(None)
    left_on: date | None = added(None)
    left: Left | None = added(None)
    receivable: str | None = added(None)
    impairment_account: str | None = added(None)
    inspected_on: date | None = added(None)
    is_missing: bool = added(default=False)


def evolve(state: AssetState | None, event: AssetEvent) -> AssetState:
    """The asset after the event."""
    match event:
        case AssetTakenOver():
            return _taken_over(event)
        case AssetReceived():
            return _received(event)
        case AssetBought():
            return _bought(event)
        case AssetDepreciated():
            assert state is not None, "only an asset that exists is depreciated"
            return state
        case AssetAmended():
            assert state is not None, "only an asset that exists is amended"
            return replace(state, group=event.group, location=event.location, custody_since=event.on)
        case AssetConditionMet():
            assert state is not None, "only an asset that exists has a condition"
            return replace(state, backing=event.backing, vested=None, met_on=event.on)
        case AssetVested():
            assert state is not None, "only an asset that exists vests"
            if event.is_whole:
                return replace(state, backing=event.backing, vested=None, met_on=event.on)
            return replace(state, vested=event.backing)
        case AssetReturned():
            assert state is not None, "only an asset that exists goes back"
            return replace(state, left_on=event.on, left="returned")
        case AssetDisposed():
            assert state is not None, "only an asset that exists is sold"
            return replace(state, left_on=event.on, left="scrapped" if event.price is None else "sold")
        case AssetLost():
            assert state is not None, "only an asset that exists is lost"
            return replace(state, left_on=event.on, left=event.how, receivable=event.receivable)
        case ClaimSettled():
            assert state is not None, "only an asset that exists is paid for"
            return state
        case AssetInspected() | AssetImpaired() | AssetRevised() | AssetImproved() | AssetRepaired() | UseCharged():
            assert state is not None, "only an asset that exists is cared for"
            return _cared(state, event)
        case _:
            assert_never(event)


def _cared(state: AssetState, event: AssetCareEvent) -> AssetState:
    match event:
        case AssetInspected():
            found = state.condition if event.condition is None else event.condition
            return replace(state, condition=found, inspected_on=event.on, is_missing=event.condition is None)
        case AssetImpaired():
            return replace(state, impairment_account=event.impairment_account, plan=event.plan)
        case AssetRevised() | AssetImproved():
            return replace(state, plan=event.plan)
        case AssetRepaired() | UseCharged():
            return state
        case _:
            assert_never(event)


def index(state: AssetState) -> SubjectIndex:
    """What the books find it by."""
    return SubjectIndex(group=state.group, product=state.category, opened_on=state.opened_on, closed_on=state.left_on)


def _taken_over(event: AssetTakenOver) -> AssetState:
    return AssetState(
        no=event.asset,
        description=event.description,
        category=event.category,
        account=event.account,
        depreciation_account=event.depreciation_account,
        opened_on=event.on,
        useful_life_months=event.useful_life_months,
        months_used=event.months_used,
        group=event.group,
        location=event.location,
        custody_since=event.on,
        plan=event.plan,
        expense=event.expense,
    )


def _received(event: AssetReceived) -> AssetState:
    return AssetState(
        no=event.asset,
        description=event.description,
        category=event.category,
        account=event.account,
        depreciation_account=event.depreciation_account,
        opened_on=event.on,
        useful_life_months=None if event.plan is None else event.plan.months,
        months_used=0,
        group=event.group,
        location=event.location,
        custody_since=event.on,
        plan=event.plan,
        expense=event.expense,
        title=event.title,
        backing=event.backing,
        fund=event.fund,
        contra=event.contra,
        serial=event.serial,
        condition=event.condition,
        deed=event.deed,
        vests_months=event.vests_months,
    )


def _bought(event: AssetBought) -> AssetState:
    return AssetState(
        no=event.asset,
        description=event.description,
        category=event.category,
        account=event.account,
        depreciation_account=event.depreciation_account,
        opened_on=event.on,
        useful_life_months=None if event.plan is None else event.plan.months,
        months_used=0,
        group=event.group,
        location=event.location,
        custody_since=event.on,
        plan=event.plan,
        expense=event.expense,
        fund=event.fund,
        serial=event.serial,
    )
