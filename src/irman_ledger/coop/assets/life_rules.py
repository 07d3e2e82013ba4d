"""What a command to an asset that is there becomes."""

from __future__ import annotations

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
from irman_ledger.coop.assets.care_events import AssetCareEvent, AssetInspected
from irman_ledger.coop.assets.carrying import kept
from irman_ledger.coop.assets.conditions import give_back, meet, vest
from irman_ledger.coop.assets.leaving import dispose, lose, settle_claim
from irman_ledger.coop.assets.leaving_commands import DisposeAsset, LoseAsset, SettleClaim
from irman_ledger.coop.assets.life_commands import AssetLifeCommand, MeetCondition, ReturnAsset, VestAsset
from irman_ledger.coop.assets.life_events import AssetLifeEvent
from irman_ledger.coop.assets.refusals import InspectedLaterError
from irman_ledger.coop.assets.state import AssetState
from irman_ledger.coop.assets.use import charge_use
from irman_ledger.coop.assets.valuing import impair, improve, repair, revise
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts
from irman_ledger.core.money import CurrencyMismatchError


def decide_life(command: AssetLifeCommand, known: AssetState | None, facts: Facts, bylaws: Bylaws) -> AssetLifeEvent:
    """The event, or a refusal."""
    if isinstance(command, SettleClaim):
        return settle_claim(command, known, facts, bylaws)
    state = kept(command.asset, known, command.on)
    match command:
        case MeetCondition():
            return meet(command, state, facts, bylaws)
        case VestAsset():
            return vest(command, state, facts, bylaws)
        case ReturnAsset():
            return give_back(command, state, facts, bylaws)
        case DisposeAsset():
            return dispose(command, state, facts, bylaws)
        case LoseAsset():
            return lose(command, state, facts, bylaws)
        case _:
            assert_never(command)


def decide_care(command: AssetCareCommand, state: AssetState, facts: Facts, bylaws: Bylaws) -> AssetCareEvent:
    """The event, or a refusal."""
    match command:
        case InspectAsset():
            return _inspect(command, state)
        case ImpairAsset():
            return impair(command, state, facts, bylaws)
        case ReviseAsset():
            return revise(command, state, facts)
        case ImproveAsset():
            return improve(command, state, facts, bylaws)
        case RepairAsset():
            return repair(command, state, facts, bylaws)
        case ChargeUse():
            if command.amount.currency != facts.currency:
                raise CurrencyMismatchError(field="amount", left=facts.currency, right=command.amount.currency)
            return charge_use(command, state, bylaws)
        case _:
            assert_never(command)


def _inspect(command: InspectAsset, state: AssetState) -> AssetInspected:
    if state.inspected_on is not None and command.on < state.inspected_on:
        raise InspectedLaterError(field="on", asset=state.no, since=state.inspected_on, on=command.on)
    return AssetInspected(asset=state.no, on=command.on, condition=command.condition, by=command.by, note=command.note)
