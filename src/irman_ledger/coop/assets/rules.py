"""What an asset command becomes."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from irman_ledger.coop.assets.care_commands import (
    AssetCareCommand,
    ChargeUse,
    ImpairAsset,
    ImproveAsset,
    InspectAsset,
    RepairAsset,
    ReviseAsset,
)
from irman_ledger.coop.assets.carrying import asks, kept, there
from irman_ledger.coop.assets.commands import AmendAsset, AssetCommand, BuyAsset, DepreciateAsset, ReceiveAsset, TakeOverAsset
from irman_ledger.coop.assets.conditions import kept_by_backing
from irman_ledger.coop.assets.events import AssetAmended, AssetBought, AssetDepreciated, AssetEvent, AssetReceived, AssetTakenOver
from irman_ledger.coop.assets.grants import OF_ANOTHER, backing_of
from irman_ledger.coop.assets.life_commands import AssetLifeCommand
from irman_ledger.coop.assets.life_rules import decide_care, decide_life
from irman_ledger.coop.assets.plan import DepreciationPlan
from irman_ledger.coop.assets.refusals import (
    AssetExistsError,
    CustodyOutOfOrderError,
    CustodyUnchangedError,
    NothingToDepreciateError,
    TitleError,
    UsefulLifeError,
    UsefulLifeMissingError,
)
from irman_ledger.coop.assets.state import AssetState
from irman_ledger.coop.assets.terms import AssetTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Ask, Exists, Facts
from irman_ledger.core.fund_cash import check_fund_cash, fund_cash_asks
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


def consult(command: AssetCommand, state: AssetState | None, bylaws: Bylaws) -> tuple[Ask, ...]:
    """What must be known: whether the keeper is in the book, what the fund can pay, what has been written off."""
    if isinstance(command, ImproveAsset | RepairAsset):
        paying = () if state is None else fund_cash_asks(state.fund, bylaws)
        return (asks(command.asset), *paying)
    if isinstance(command, DepreciateAsset | AssetLifeCommand | AssetCareCommand):
        return (asks(command.asset),)
    keeper = () if command.group is None else (Exists(Subject("group", command.group)),)
    return (*keeper, *fund_cash_asks(command.fund, bylaws)) if isinstance(command, BuyAsset) else keeper


def decide(command: AssetCommand, state: AssetState | None, facts: Facts, bylaws: Bylaws) -> AssetEvent:
    """The event, or a refusal."""
    match command:
        case TakeOverAsset() | ReceiveAsset() | BuyAsset():
            if state is not None:
                raise AssetExistsError(field="asset", asset=command.asset)
            _check_keeper(command.group, facts)
            return _brought_in(command, facts, bylaws)
        case DepreciateAsset():
            return _depreciate(command, kept(command.asset, state, command.on), facts)
        case AmendAsset():
            _check_keeper(command.group, facts)
            return _amend(command, there(command.asset, state))
        case InspectAsset() | ImpairAsset() | ReviseAsset() | ImproveAsset() | RepairAsset() | ChargeUse():
            return decide_care(command, kept(command.asset, state, command.on), facts, bylaws)
        case _:
            return decide_life(command, state, facts, bylaws)


def _check_keeper(group: str | None, facts: Facts) -> None:
    if group is not None and not facts.exists(Subject("group", group)):
        raise UnknownSubjectError(field="group", subject=group)


def _brought_in(command: TakeOverAsset | ReceiveAsset | BuyAsset, facts: Facts, bylaws: Bylaws) -> AssetEvent:
    cost = command.value if isinstance(command, ReceiveAsset) else command.cost
    if cost.currency != facts.currency:
        field = "value" if isinstance(command, ReceiveAsset) else "cost"
        raise CurrencyMismatchError(field=field, left=facts.currency, right=cost.currency)
    terms = bylaws.terms(command.category, "assets", parse)
    _check_life(command, terms)
    match command:
        case TakeOverAsset():
            return _take_over(command, terms, bylaws)
        case ReceiveAsset():
            return _receive(command, terms, bylaws)
        case BuyAsset():
            check_fund_cash(bylaws.fund(command.fund), command.cost, facts, bylaws)
            return _buy(command, terms, bylaws)
        case _:
            assert_never(command)


def _take_over(command: TakeOverAsset, terms: AssetTerms, bylaws: Bylaws) -> AssetTakenOver:
    if terms.contra is not None:
        raise TitleError(field="category", title=command.category, reason="a thing of another is received, not taken over")
    life = max((command.useful_life_months or 0) - command.months_used, 0)
    return AssetTakenOver(
        asset=command.asset,
        description=command.description,
        category=command.category,
        on=command.on,
        cost=command.cost,
        accumulated_depreciation=command.accumulated_depreciation,
        group=command.group,
        location=command.location,
        useful_life_months=command.useful_life_months,
        months_used=command.months_used,
        account=terms.account,
        depreciation_account=terms.depreciation_account,
        takeover=bylaws.role("takeover"),
        plan=_plan(terms, command.on, command.cost, command.accumulated_depreciation, command.salvage, life),
        expense=_expense(terms),
    )


def _receive(command: ReceiveAsset, terms: AssetTerms, bylaws: Bylaws) -> AssetReceived:
    is_of_another = command.title in OF_ANOTHER
    if is_of_another != (terms.contra is not None):
        reason = "is for things of another" if terms.contra is not None else "is for the cooperative's own things"
        raise TitleError(field="title", title=command.title, reason=f"category {command.category} {reason}")
    return AssetReceived(
        asset=command.asset,
        description=command.description,
        category=command.category,
        on=command.on,
        title=command.title,
        value=command.value,
        fund=bylaws.fund(command.fund),
        group=command.group,
        location=command.location,
        serial=command.serial,
        condition=command.condition,
        giver_cost=command.giver_cost,
        giver_book_value=command.giver_book_value,
        deed=command.deed,
        deed_line=command.deed_line,
        vests_months=command.vests_months,
        account=terms.account,
        contra=terms.contra,
        backing=None if is_of_another else backing_of(command.title, bylaws),
        depreciation_account=terms.depreciation_account,
        plan=_plan(terms, command.on, command.value, command.value * 0, command.salvage, command.useful_life_months or 0),
        expense=_expense(terms),
    )


def _buy(command: BuyAsset, terms: AssetTerms, bylaws: Bylaws) -> AssetBought:
    if terms.contra is not None:
        raise TitleError(field="category", title=command.category, reason="a thing of another is received, not bought")
    return AssetBought(
        asset=command.asset,
        description=command.description,
        category=command.category,
        on=command.on,
        cost=command.cost,
        fund=bylaws.fund(command.fund),
        group=command.group,
        location=command.location,
        serial=command.serial,
        account=terms.account,
        depreciation_account=terms.depreciation_account,
        plan=_plan(terms, command.on, command.cost, command.cost * 0, command.salvage, command.useful_life_months or 0),
        expense=_expense(terms),
        box=bylaws.box(command.settle).code,
    )


def _plan(terms: AssetTerms, on: date, cost: Money, before: Money, salvage: Money | None, months: int) -> DepreciationPlan | None:
    how = terms.depreciation
    if how is None:
        return None
    return DepreciationPlan(
        begins_on=on,
        before=before,
        carrying=cost - before,
        salvage=cost * 0 if salvage is None else salvage,
        months=months,
        method=how.method,
        first_month=how.first_month,
        step=how.step,
        mode=how.mode,
        rate=how.rate,
    )


def _expense(terms: AssetTerms) -> str | None:
    return None if terms.depreciation is None else terms.depreciation.expense


def _depreciate(command: DepreciateAsset, state: AssetState, facts: Facts) -> AssetDepreciated:
    plan, month = state.plan, Month.of(command.on)
    if plan is None or state.depreciation_account is None or state.expense is None:
        raise NothingToDepreciateError(field="asset", asset=state.no, month=month)
    amount = plan.accumulated(month) + facts.balance(state.depreciation_account, Subject("asset", state.no))
    if amount.minor <= 0:
        raise NothingToDepreciateError(field="asset", asset=state.no, month=month)
    backing = state.backing
    released = None if backing is None or backing.released_to is None else kept_by_backing(state, amount, facts)
    is_released = bool(released)
    return AssetDepreciated(
        asset=state.no,
        on=command.on,
        amount=amount,
        depreciation_account=state.depreciation_account,
        borne_by=backing.account if backing is not None and backing.bears_wear else state.expense,
        borne_by_asset=backing is not None and backing.bears_wear,
        released_from=backing.account if backing is not None and is_released else None,
        released_to=backing.released_to if backing is not None and is_released else None,
        fund=state.fund,
        released=None if released == amount or not released else released,
    )


def _amend(command: AmendAsset, state: AssetState) -> AssetAmended:
    if command.on < state.custody_since:
        raise CustodyOutOfOrderError(field="on", asset=state.no, since=state.custody_since, on=command.on)
    if (command.group, command.location) == (state.group, state.location):
        raise CustodyUnchangedError(field="group", asset=state.no, group=state.group or "-", location=state.location or "-")
    return AssetAmended(asset=command.asset, on=command.on, group=command.group, location=command.location)


def _check_life(command: TakeOverAsset | ReceiveAsset | BuyAsset, terms: AssetTerms) -> None:
    if terms.depreciation_account is None:
        worn = isinstance(command, TakeOverAsset) and (command.months_used or command.accumulated_depreciation)
        if command.useful_life_months is not None or command.salvage is not None or worn:
            raise UsefulLifeError(field="useful_life_months", category=terms.category, asset=command.asset)
    elif command.useful_life_months is None:
        raise UsefulLifeMissingError(field="useful_life_months", category=terms.category, asset=command.asset)
