"""What a command to an asset that is there becomes."""

from __future__ import annotations

from typing import assert_never

from irman_ledger.coop.assets.carrying import kept
from irman_ledger.coop.assets.conditions import give_back, meet, vest
from irman_ledger.coop.assets.leaving import dispose, lose, settle_claim
from irman_ledger.coop.assets.leaving_commands import DisposeAsset, LoseAsset, SettleClaim
from irman_ledger.coop.assets.life_commands import AssetLifeCommand, MeetCondition, ReturnAsset, VestAsset
from irman_ledger.coop.assets.life_events import AssetLifeEvent
from irman_ledger.coop.assets.state import AssetState
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts


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
