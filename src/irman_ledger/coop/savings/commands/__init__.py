"""What can be asked of the savings module."""

from __future__ import annotations

from irman_ledger.coop.savings.commands.charging import BookInterest, ChargeFee, ChargeOverdraft, CorrectRounding
from irman_ledger.coop.savings.commands.holding import HoldSavings, ReleaseHold
from irman_ledger.coop.savings.commands.moving import (
    AccrueInterest,
    CloseSavings,
    CorrectIn,
    CorrectOut,
    Deposit,
    OpenSavings,
    PostInterest,
    TakeOverSavings,
    Withdraw,
)
from irman_ledger.coop.savings.dormancy import ChargeDormancy, DormancyCommand, MarkDormant, ReactivateSavings
from irman_ledger.coop.savings.reclass import ReclassifySavings

__all__ = [
    "AccrueInterest",
    "BookInterest",
    "ChargeDormancy",
    "ChargeFee",
    "ChargeOverdraft",
    "CloseSavings",
    "CorrectIn",
    "CorrectOut",
    "CorrectRounding",
    "Deposit",
    "HoldSavings",
    "MarkDormant",
    "OpenSavings",
    "PostInterest",
    "ReactivateSavings",
    "ReclassifySavings",
    "ReleaseHold",
    "SavingsCommand",
    "TakeOverSavings",
    "Withdraw",
]

SavingsCommand = (
    Deposit
    | Withdraw
    | CorrectOut
    | CorrectIn
    | OpenSavings
    | TakeOverSavings
    | AccrueInterest
    | PostInterest
    | CloseSavings
    | ChargeFee
    | ChargeOverdraft
    | BookInterest
    | CorrectRounding
    | HoldSavings
    | ReleaseHold
    | ReclassifySavings
    | DormancyCommand
)
