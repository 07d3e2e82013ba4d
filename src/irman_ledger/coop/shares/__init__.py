"""Shares: simpanan pokok and simpanan wajib, the members' own capital; paid, returned on leaving, never below zero."""

from __future__ import annotations

from irman_ledger.coop.shares.capital import CapitalPolicy
from irman_ledger.coop.shares.capital import parse as read_capital
from irman_ledger.coop.shares.commands import (
    BillShare,
    ClaimShare,
    CorrectIn,
    CorrectOut,
    OpenShare,
    PayShare,
    ReleaseShare,
    ReturnShare,
    TakeOverShare,
)
from irman_ledger.coop.shares.events import (
    ShareBilled,
    ShareClaimed,
    ShareCorrectedIn,
    ShareCorrectedOut,
    ShareOpened,
    SharePaid,
    ShareReleased,
    ShareReturned,
    ShareTakenOver,
)
from irman_ledger.coop.shares.month_end import MONTH_END
from irman_ledger.coop.shares.monthly import MonthlyDue, MonthlyRate
from irman_ledger.coop.shares.posting import entry_for
from irman_ledger.coop.shares.refusals import (
    AlreadyBilledError,
    AlreadyClaimedError,
    BeforeTakeOverError,
    BelowCapitalFloorError,
    BelowMinimumError,
    BillsFullError,
    CapitalPolicyError,
    ExceedsFixedError,
    LastInstalmentError,
    NothingToReturnError,
    NotLeavingError,
    NotMonthlyError,
    NotWaitingError,
    ShareAmountError,
    ShareExistsError,
    ShareholderUnknownError,
    ShareInputError,
    ShareOverdrawnError,
    SharesReturnedError,
    SharesTermsError,
    StatusMayNotPayError,
    UnknownShareError,
)
from irman_ledger.coop.shares.rules import consult, decide
from irman_ledger.coop.shares.state import ShareState, evolve, index
from irman_ledger.coop.shares.terms import parse as read_product
from irman_ledger.core.protocols import Module

__all__ = [
    "MODULE",
    "ShareState",
    "CapitalPolicy",
    "MonthlyDue",
    "MonthlyRate",
    "OpenShare",
    "PayShare",
    "ReturnShare",
    "BillShare",
    "ClaimShare",
    "ReleaseShare",
    "TakeOverShare",
    "CorrectOut",
    "CorrectIn",
    "ShareOpened",
    "SharePaid",
    "ShareReturned",
    "ShareBilled",
    "ShareClaimed",
    "ShareReleased",
    "ShareTakenOver",
    "ShareCorrectedOut",
    "ShareCorrectedIn",
    "AlreadyBilledError",
    "AlreadyClaimedError",
    "BeforeTakeOverError",
    "BelowCapitalFloorError",
    "BelowMinimumError",
    "BillsFullError",
    "CapitalPolicyError",
    "ExceedsFixedError",
    "LastInstalmentError",
    "NotLeavingError",
    "NotMonthlyError",
    "NotWaitingError",
    "NothingToReturnError",
    "ShareAmountError",
    "ShareExistsError",
    "ShareInputError",
    "ShareOverdrawnError",
    "ShareholderUnknownError",
    "SharesReturnedError",
    "SharesTermsError",
    "StatusMayNotPayError",
    "UnknownShareError",
]

MODULE = Module(
    name="shares",
    commands=(PayShare, ReturnShare, BillShare, ClaimShare, ReleaseShare, CorrectOut, CorrectIn, OpenShare, TakeOverShare),
    events=(
        SharePaid,
        ShareReturned,
        ShareBilled,
        ShareClaimed,
        ShareReleased,
        ShareCorrectedOut,
        ShareCorrectedIn,
        ShareOpened,
        ShareTakenOver,
    ),
    subject_kinds={"share": ShareState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    # Not what lowers the balance: without it, later payments could stand above a fixed amount.
    commutes=frozenset({SharePaid.kind, ShareCorrectedIn.kind, ShareBilled.kind}),
    month_end=MONTH_END,
    read_product=read_product,
    policies={"capital": read_capital},
)
