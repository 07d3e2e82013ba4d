"""Shares: simpanan pokok and simpanan wajib, the members' own capital; paid, returned on leaving, never below zero."""

from __future__ import annotations

from irman_ledger.coop.shares.commands import BillShare, CorrectIn, CorrectOut, OpenShare, PayShare, ReturnShare, TakeOverShare
from irman_ledger.coop.shares.events import (
    ShareBilled,
    ShareCorrectedIn,
    ShareCorrectedOut,
    ShareOpened,
    SharePaid,
    ShareReturned,
    ShareTakenOver,
)
from irman_ledger.coop.shares.monthly import MonthlyDue, MonthlyRate
from irman_ledger.coop.shares.posting import entry_for
from irman_ledger.coop.shares.refusals import (
    AlreadyBilledError,
    BeforeTakeOverError,
    BelowMinimumError,
    BillsFullError,
    ExceedsFixedError,
    NothingToReturnError,
    NotLeavingError,
    NotMonthlyError,
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
from irman_ledger.core.protocols import Module

__all__ = [
    "MODULE",
    "ShareState",
    "MonthlyDue",
    "MonthlyRate",
    "OpenShare",
    "PayShare",
    "ReturnShare",
    "BillShare",
    "TakeOverShare",
    "CorrectOut",
    "CorrectIn",
    "ShareOpened",
    "SharePaid",
    "ShareReturned",
    "ShareBilled",
    "ShareTakenOver",
    "ShareCorrectedOut",
    "ShareCorrectedIn",
    "AlreadyBilledError",
    "BeforeTakeOverError",
    "BelowMinimumError",
    "BillsFullError",
    "ExceedsFixedError",
    "NotLeavingError",
    "NotMonthlyError",
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
    commands=(PayShare, ReturnShare, BillShare, CorrectOut, CorrectIn, OpenShare, TakeOverShare),
    events=(SharePaid, ShareReturned, ShareBilled, ShareCorrectedOut, ShareCorrectedIn, ShareOpened, ShareTakenOver),
    subject_kinds={"share": ShareState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    # Not what lowers the balance: without it, later payments could stand above a fixed amount.
    commutes=frozenset({SharePaid.kind, ShareCorrectedIn.kind, ShareBilled.kind}),
)
