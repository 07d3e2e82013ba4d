"""Assets (aset tetap): the register of what the cooperative owns or keeps, who keeps it, what it stands against and how it wears out."""

from __future__ import annotations

from irman_ledger.coop.assets.commands import AmendAsset, BuyAsset, DepreciateAsset, ReceiveAsset, TakeOverAsset
from irman_ledger.coop.assets.events import AssetAmended, AssetBought, AssetDepreciated, AssetReceived, AssetTakenOver, Condition
from irman_ledger.coop.assets.grants import NAME as GRANTS
from irman_ledger.coop.assets.grants import Backing, GrantPolicy, Title
from irman_ledger.coop.assets.grants import parse as read_grants
from irman_ledger.coop.assets.month_end import MONTH_END
from irman_ledger.coop.assets.plan import DepreciationPlan
from irman_ledger.coop.assets.posting import entry_for
from irman_ledger.coop.assets.refusals import (
    AssetExistsError,
    AssetTermsError,
    CustodyOutOfOrderError,
    CustodyUnchangedError,
    DepreciationExceedsCostError,
    GrantPolicyError,
    NothingToDepreciateError,
    SalvageExceedsError,
    TitleError,
    UsefulLifeError,
    UsefulLifeMissingError,
)
from irman_ledger.coop.assets.rules import consult, decide
from irman_ledger.coop.assets.state import AssetState, evolve, index
from irman_ledger.coop.assets.terms import parse as read_product
from irman_ledger.core.protocols import Module

__all__ = [
    # commands
    "TakeOverAsset",
    "ReceiveAsset",
    "BuyAsset",
    "DepreciateAsset",
    "AmendAsset",
    # events
    "AssetTakenOver",
    "AssetReceived",
    "AssetBought",
    "AssetDepreciated",
    "AssetAmended",
    # values
    "Title",
    "Condition",
    "Backing",
    "GrantPolicy",
    "DepreciationPlan",
    # state
    "AssetState",
    # errors
    "AssetExistsError",
    "AssetTermsError",
    "CustodyOutOfOrderError",
    "CustodyUnchangedError",
    "DepreciationExceedsCostError",
    "GrantPolicyError",
    "NothingToDepreciateError",
    "SalvageExceedsError",
    "TitleError",
    "UsefulLifeError",
    "UsefulLifeMissingError",
    # the door of the module
    "MODULE",
]

MODULE = Module(
    name="assets",
    commands=(TakeOverAsset, ReceiveAsset, BuyAsset, DepreciateAsset, AmendAsset),
    events=(AssetTakenOver, AssetReceived, AssetBought, AssetDepreciated, AssetAmended),
    subject_kinds={"asset": AssetState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    read_product=read_product,
    policies={GRANTS: read_grants},
    month_end=MONTH_END,
)
