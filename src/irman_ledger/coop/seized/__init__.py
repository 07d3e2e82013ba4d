"""Foreclosed collateral (agunan yang diambil alih, AYDA): what was taken over for a loan, until it is sold or bought back."""

from __future__ import annotations

from irman_ledger.coop.seized.commands import KeepSeized, PaySurplus, SellSeized, TakeCollateral, TakeOverSeized, ValueSeized
from irman_ledger.coop.seized.events import CollateralTaken, SeizedKept, SeizedSold, SeizedTakenOver, SeizedValued, SurplusPaid
from irman_ledger.coop.seized.posting import entry_for
from irman_ledger.coop.seized.refusals import (
    BeforeLastSeizedError,
    NoSurplusError,
    SeizedExistsError,
    SeizedGoneError,
    SeizedNotAgreedError,
    SeizedPolicyError,
)
from irman_ledger.coop.seized.rules import consult, decide
from irman_ledger.coop.seized.state import SeizedState, evolve, index
from irman_ledger.coop.seized.terms import NAME
from irman_ledger.coop.seized.terms import parse as read_policy
from irman_ledger.core.protocols import Module

__all__ = [
    # commands
    "KeepSeized",
    "PaySurplus",
    "SellSeized",
    "TakeCollateral",
    "TakeOverSeized",
    "ValueSeized",
    # events
    "CollateralTaken",
    "SeizedKept",
    "SeizedSold",
    "SeizedTakenOver",
    "SeizedValued",
    "SurplusPaid",
    # state
    "SeizedState",
    # errors
    "BeforeLastSeizedError",
    "NoSurplusError",
    "SeizedExistsError",
    "SeizedGoneError",
    "SeizedNotAgreedError",
    "SeizedPolicyError",
    # the door of the module
    "MODULE",
]

MODULE = Module(
    name="seized",
    commands=(TakeCollateral, TakeOverSeized, ValueSeized, KeepSeized, SellSeized, PaySurplus),
    events=(CollateralTaken, SeizedTakenOver, SeizedValued, SeizedKept, SeizedSold, SurplusPaid),
    subject_kinds={"seized": SeizedState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    policies={NAME: read_policy},
)
