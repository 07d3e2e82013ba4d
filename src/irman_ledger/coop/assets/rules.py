"""What an asset command becomes."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.assets.commands import AmendAsset, AssetCommand, TakeOverAsset
from irman_ledger.coop.assets.events import AssetAmended, AssetEvent, AssetTakenOver
from irman_ledger.coop.assets.refusals import (
    AssetExistsError,
    CustodyOutOfOrderError,
    CustodyUnchangedError,
    UsefulLifeError,
    UsefulLifeMissingError,
)
from irman_ledger.coop.assets.state import AssetState
from irman_ledger.coop.assets.terms import AssetTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Ask, Exists, Facts
from irman_ledger.core.money import CurrencyMismatchError
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError


def consult(command: AssetCommand, state: AssetState | None, bylaws: Bylaws) -> tuple[Ask, ...]:  # noqa: ARG001  # the protocol
    """What must be known: whether the group that shall keep the asset is in the book."""
    return () if command.group is None else (Exists(Subject("group", command.group)),)


def decide(command: AssetCommand, state: AssetState | None, facts: Facts, bylaws: Bylaws) -> AssetEvent:
    """The event, or a refusal."""
    if command.group is not None and not facts.exists(Subject("group", command.group)):
        raise UnknownSubjectError(field="group", subject=command.group)
    match command:
        case TakeOverAsset():
            return _take_over(command, state, facts, bylaws)
        case AmendAsset():
            return _amend(command, state)
        case _:
            assert_never(command)


def _take_over(command: TakeOverAsset, state: AssetState | None, facts: Facts, bylaws: Bylaws) -> AssetTakenOver:
    if state is not None:
        raise AssetExistsError(field="asset", asset=command.asset)
    if command.cost.currency != facts.currency:
        raise CurrencyMismatchError(field="cost", left=facts.currency, right=command.cost.currency)
    terms = bylaws.terms(command.category, "assets", parse)
    _check_life(command, terms)
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
    )


def _amend(command: AmendAsset, state: AssetState | None) -> AssetAmended:
    if state is None:
        raise UnknownSubjectError(field="asset", subject=command.asset)
    if command.on < state.custody_since:
        raise CustodyOutOfOrderError(field="on", asset=state.no, since=state.custody_since, on=command.on)
    if (command.group, command.location) == (state.group, state.location):
        raise CustodyUnchangedError(field="group", asset=state.no, group=state.group or "-", location=state.location or "-")
    return AssetAmended(asset=command.asset, on=command.on, group=command.group, location=command.location)


def _check_life(command: TakeOverAsset, terms: AssetTerms) -> None:
    if terms.depreciation_account is None:
        if command.useful_life_months is not None or command.months_used or command.accumulated_depreciation:
            raise UsefulLifeError(field="useful_life_months", category=terms.category, asset=command.asset)
    elif command.useful_life_months is None:
        raise UsefulLifeMissingError(field="useful_life_months", category=terms.category, asset=command.asset)
