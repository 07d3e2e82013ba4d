"""Assets (aset tetap): the register of what the cooperative owns and who keeps it; taken over, not yet depreciated."""

from __future__ import annotations

from irman_ledger.coop.assets.commands import AmendAsset, TakeOverAsset
from irman_ledger.coop.assets.events import AssetAmended, AssetTakenOver
from irman_ledger.coop.assets.posting import entry_for
from irman_ledger.coop.assets.refusals import (
    AssetExistsError,
    AssetTermsError,
    CustodyOutOfOrderError,
    CustodyUnchangedError,
    DepreciationExceedsCostError,
    UsefulLifeError,
    UsefulLifeMissingError,
)
from irman_ledger.coop.assets.rules import consult, decide
from irman_ledger.coop.assets.state import AssetState, evolve, index
from irman_ledger.coop.assets.terms import parse as read_product
from irman_ledger.core.protocols import Module

__all__ = [
    # commands
    "AmendAsset",
    "TakeOverAsset",
    # events
    "AssetAmended",
    "AssetTakenOver",
    # state
    "AssetState",
    # errors
    "AssetExistsError",
    "AssetTermsError",
    "CustodyOutOfOrderError",
    "CustodyUnchangedError",
    "DepreciationExceedsCostError",
    "UsefulLifeError",
    "UsefulLifeMissingError",
    # the door of the module
    "MODULE",
]

MODULE = Module(
    name="assets",
    commands=(TakeOverAsset, AmendAsset),
    events=(AssetTakenOver, AssetAmended),
    subject_kinds={"asset": AssetState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    read_product=read_product,
)
