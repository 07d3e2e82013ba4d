"""Assets (aset tetap): the register of what the cooperative owns or keeps, who keeps it, what it stands against and how it wears out."""

from __future__ import annotations

from irman_ledger.coop.assets.care_commands import ChargeUse, ImpairAsset, ImproveAsset, InspectAsset, RepairAsset, ReviseAsset
from irman_ledger.coop.assets.care_events import (
    AssetImpaired,
    AssetImproved,
    AssetInspected,
    AssetRepaired,
    AssetRevised,
    Condition,
    UseCharged,
)
from irman_ledger.coop.assets.commands import AmendAsset, BuyAsset, DepreciateAsset, ReceiveAsset, TakeOverAsset
from irman_ledger.coop.assets.disposal import NAME as DISPOSAL
from irman_ledger.coop.assets.disposal import DisposalPolicy
from irman_ledger.coop.assets.disposal import parse as read_disposal
from irman_ledger.coop.assets.events import AssetAmended, AssetBought, AssetDepreciated, AssetReceived, AssetTakenOver
from irman_ledger.coop.assets.grants import NAME as GRANTS
from irman_ledger.coop.assets.grants import Backing, GrantPolicy, Title
from irman_ledger.coop.assets.grants import parse as read_grants
from irman_ledger.coop.assets.leaving_commands import DisposeAsset, LoseAsset, SettleClaim
from irman_ledger.coop.assets.life_commands import MeetCondition, ReturnAsset, VestAsset
from irman_ledger.coop.assets.life_events import (
    AssetConditionMet,
    AssetDisposed,
    AssetLine,
    AssetLost,
    AssetReturned,
    AssetVested,
    ClaimSettled,
)
from irman_ledger.coop.assets.month_end import MONTH_END
from irman_ledger.coop.assets.plan import DepreciationPlan
from irman_ledger.coop.assets.posting import entry_for
from irman_ledger.coop.assets.refusals import (
    ApprovalMissingError,
    AssetExistsError,
    AssetGoneError,
    AssetNotYetError,
    AssetTermsError,
    CareTermsError,
    ClaimExceedsError,
    CustodyOutOfOrderError,
    CustodyUnchangedError,
    DepreciationExceedsCostError,
    DisposalPolicyError,
    GrantPolicyError,
    InspectedLaterError,
    NoClaimError,
    NoConditionError,
    NothingToDepreciateError,
    NothingToVestError,
    NotImpairedError,
    NotOwnError,
    NotReturnableError,
    RepairError,
    SalvageExceedsError,
    TitleError,
    UsefulLifeError,
    UsefulLifeMissingError,
    UsePolicyError,
    WearOutOfStepError,
)
from irman_ledger.coop.assets.rules import consult, decide
from irman_ledger.coop.assets.state import AssetState, evolve, index
from irman_ledger.coop.assets.terms import parse as read_product
from irman_ledger.coop.assets.use import NAME as ASSET_USE
from irman_ledger.coop.assets.use import parse as read_use
from irman_ledger.core.protocols import Module

__all__ = [
    # commands
    "TakeOverAsset",
    "ReceiveAsset",
    "BuyAsset",
    "DepreciateAsset",
    "AmendAsset",
    "MeetCondition",
    "VestAsset",
    "ReturnAsset",
    "DisposeAsset",
    "LoseAsset",
    "SettleClaim",
    "InspectAsset",
    "ImpairAsset",
    "ReviseAsset",
    "ImproveAsset",
    "RepairAsset",
    "ChargeUse",
    # events
    "AssetTakenOver",
    "AssetReceived",
    "AssetBought",
    "AssetDepreciated",
    "AssetAmended",
    "AssetConditionMet",
    "AssetVested",
    "AssetReturned",
    "AssetDisposed",
    "AssetLost",
    "ClaimSettled",
    "AssetInspected",
    "AssetImpaired",
    "AssetRevised",
    "AssetImproved",
    "AssetRepaired",
    "UseCharged",
    # values
    "AssetLine",
    "Title",
    "Condition",
    "Backing",
    "GrantPolicy",
    "DisposalPolicy",
    "DepreciationPlan",
    # state
    "AssetState",
    # errors
    "AssetExistsError",
    "AssetGoneError",
    "ApprovalMissingError",
    "AssetNotYetError",
    "CareTermsError",
    "InspectedLaterError",
    "NotImpairedError",
    "RepairError",
    "UsePolicyError",
    "ClaimExceedsError",
    "DisposalPolicyError",
    "NoClaimError",
    "NotOwnError",
    "AssetTermsError",
    "CustodyOutOfOrderError",
    "CustodyUnchangedError",
    "DepreciationExceedsCostError",
    "GrantPolicyError",
    "NoConditionError",
    "NothingToVestError",
    "NotReturnableError",
    "NothingToDepreciateError",
    "SalvageExceedsError",
    "TitleError",
    "UsefulLifeError",
    "UsefulLifeMissingError",
    "WearOutOfStepError",
    # the door of the module
    "MODULE",
]

MODULE = Module(
    name="assets",
    commands=(
        TakeOverAsset,
        ReceiveAsset,
        BuyAsset,
        DepreciateAsset,
        AmendAsset,
        MeetCondition,
        VestAsset,
        ReturnAsset,
        DisposeAsset,
        LoseAsset,
        SettleClaim,
        InspectAsset,
        ImpairAsset,
        ReviseAsset,
        ImproveAsset,
        RepairAsset,
        ChargeUse,
    ),
    events=(
        AssetTakenOver,
        AssetReceived,
        AssetBought,
        AssetDepreciated,
        AssetAmended,
        AssetConditionMet,
        AssetVested,
        AssetReturned,
        AssetDisposed,
        AssetLost,
        ClaimSettled,
        AssetInspected,
        AssetImpaired,
        AssetRevised,
        AssetImproved,
        AssetRepaired,
        UseCharged,
    ),
    subject_kinds={"asset": AssetState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    read_product=read_product,
    policies={GRANTS: read_grants, DISPOSAL: read_disposal, ASSET_USE: read_use},
    month_end=MONTH_END,
)
