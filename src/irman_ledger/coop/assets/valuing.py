"""What an asset is worth and how long it lasts, once that changes: impaired, estimated anew, improved, repaired."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import ceil

from irman_ledger.coop.assets.care_commands import ImpairAsset, ImproveAsset, RepairAsset, ReviseAsset
from irman_ledger.coop.assets.care_events import AssetImpaired, AssetImproved, AssetRepaired, AssetRevised
from irman_ledger.coop.assets.carrying import carried, check_worn, line, stands
from irman_ledger.coop.assets.conditions import is_on_condition, kept_by_backing
from irman_ledger.coop.assets.depreciation import elapsed_months
from irman_ledger.coop.assets.grants import OF_ANOTHER
from irman_ledger.coop.assets.plan import DepreciationPlan
from irman_ledger.coop.assets.refusals import CareTermsError, NotImpairedError, NotOwnError, RepairError, SalvageExceedsError
from irman_ledger.coop.assets.state import AssetState
from irman_ledger.coop.assets.terms import AssetTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.facts import Facts
from irman_ledger.core.fund_cash import check_fund_cash
from irman_ledger.core.money import CurrencyMismatchError, Money


def impair(command: ImpairAsset, state: AssetState, facts: Facts, bylaws: Bylaws) -> AssetImpaired:
    """Down to what can be got out of it; what it stands against follows as with wear."""
    _check_currency("recoverable", command.recoverable, facts)
    terms, stood = _terms(state, bylaws), carried(state, facts).carrying
    if state.title in OF_ANOTHER:
        raise NotOwnError(field="asset", asset=state.no)
    if terms.impairment_account is None or terms.impairment_expense is None:
        raise CareTermsError(field="impairment_account", category=state.category)
    if command.recoverable >= stood:
        raise NotImpairedError(field="recoverable", asset=state.no, carrying=stood, recoverable=command.recoverable)
    check_worn(state, command.on, facts)
    amount, backing = stood - command.recoverable, state.backing
    is_borne = backing is not None and backing.bears_wear
    bearer = backing.account if backing is not None and is_borne else terms.impairment_expense
    lines = line(bearer, amount, by_asset=is_borne) + line(terms.impairment_account, -amount, by_asset=True)
    if backing is not None and backing.released_to is not None:
        released = kept_by_backing(state, amount, facts)
        lines += line(backing.account, released, by_asset=True) + line(backing.released_to, -released, by_asset=False)
    return AssetImpaired(
        asset=state.no,
        on=command.on,
        reason=command.reason,
        recoverable=command.recoverable,
        amount=amount,
        impairment_account=terms.impairment_account,
        plan=_anew(state, command.on, command.recoverable, facts),
        lines=lines,
        fund=state.fund,
    )


def revise(command: ReviseAsset, state: AssetState, facts: Facts) -> AssetRevised:
    """A new plan from what it stands at."""
    if state.plan is None:
        raise CareTermsError(field="depreciation_account", category=state.category)
    stood = carried(state, facts).carrying
    if command.salvage is not None:
        _check_currency("salvage", command.salvage, facts)
        if command.salvage > stood:
            raise SalvageExceedsError(field="salvage", asset=state.no, carrying=stood, salvage=command.salvage)
    check_worn(state, command.on, facts)
    plan = _anew(state, command.on, stood, facts, command.months)
    assert plan is not None, "what had a plan has one"
    plan = replace(plan, salvage=stood * 0 if command.salvage is None else command.salvage)
    return AssetRevised(asset=state.no, on=command.on, reason=command.reason, plan=plan)


def improve(command: ImproveAsset, state: AssetState, facts: Facts, bylaws: Bylaws) -> AssetImproved:
    """What it cost is written off over the life from now on."""
    _check_currency("cost", command.cost, facts)
    if state.title in OF_ANOTHER | {"trust"} or is_on_condition(state):
        raise NotOwnError(field="asset", asset=state.no)
    least = _terms(state, bylaws).capitalise_from
    if least is not None and command.cost < least:
        raise RepairError(field="cost", asset=state.no, least=least, cost=command.cost)
    if command.months is not None and state.plan is None:
        raise CareTermsError(field="depreciation_account", category=state.category)
    check_worn(state, command.on, facts)
    check_fund_cash(state.fund, command.cost, facts, bylaws)
    return AssetImproved(
        asset=state.no,
        on=command.on,
        reason=command.reason,
        cost=command.cost,
        account=state.account,
        box=bylaws.box(command.settle).code,
        plan=_anew(state, command.on, carried(state, facts).carrying + command.cost, facts, command.months),
        fund=state.fund,
    )


def repair(command: RepairAsset, state: AssetState, facts: Facts, bylaws: Bylaws) -> AssetRepaired:
    """An expense, if it is small enough."""
    _check_currency("cost", command.cost, facts)
    terms = _terms(state, bylaws)
    if terms.repair_expense is None:
        raise CareTermsError(field="repair_expense", category=state.category)
    if terms.capitalise_from is not None and command.cost >= terms.capitalise_from:
        raise RepairError(field="cost", asset=state.no, least=terms.capitalise_from, cost=command.cost)
    check_fund_cash(state.fund, command.cost, facts, bylaws)
    return AssetRepaired(
        asset=state.no,
        on=command.on,
        reason=command.reason,
        cost=command.cost,
        expense=terms.repair_expense,
        box=bylaws.box(command.settle).code,
        fund=state.fund,
    )


def _terms(state: AssetState, bylaws: Bylaws) -> AssetTerms:
    return bylaws.terms(state.category, "assets", parse)


def _check_currency(field: str, amount: Money, facts: Facts) -> None:
    if amount.currency != facts.currency:
        raise CurrencyMismatchError(field=field, left=facts.currency, right=amount.currency)


def _anew(state: AssetState, on: date, carrying: Money, facts: Facts, months: int | None = None) -> DepreciationPlan | None:
    """A plan from `carrying` on; the month of `on` counts, unless it is booked. Part of a month that is left counts as one."""
    old = state.plan
    if old is None or state.depreciation_account is None:
        return None
    worn, month = -stands(state.depreciation_account, state, facts), Month.of(on)
    is_booked = worn >= old.accumulated(month) and worn > old.accumulated(month.previous())
    passed = elapsed_months(old.begins_on, month if is_booked else month.previous(), old.first_month)
    return replace(
        old,
        begins_on=on,
        before=worn,
        carrying=carrying,
        salvage=min(old.salvage, carrying),
        months=max(ceil(old.months - passed), 0) if months is None else months,
        first_month="next" if is_booked else "whole",
    )
