"""Savings: open, deposit, withdraw, close; never below zero on any day (simpanan)."""

from __future__ import annotations

from irman_ledger.coop.savings.commands import (
    CloseSavings,
    CorrectIn,
    CorrectOut,
    Deposit,
    OpenSavings,
    TakeOverSavings,
    Withdraw,
)
from irman_ledger.coop.savings.events import (
    CorrectedIn,
    CorrectedOut,
    Deposited,
    SavingsClosed,
    SavingsOpened,
    SavingsTakenOver,
    Withdrawn,
)
from irman_ledger.coop.savings.posting import entry_for
from irman_ledger.coop.savings.refusals import (
    BeforeOpeningError,
    BelowMinimumBalanceError,
    BelowMinimumDepositError,
    ClosingAmountError,
    MovedAfterClosingError,
    NotEmptyError,
    OverdrawnError,
    SavingsAmountError,
    SavingsClosedError,
    SavingsDatesError,
    SavingsExistsError,
    SavingsTermsError,
    StatusNotServedError,
    UnknownSavingsError,
)
from irman_ledger.coop.savings.rules import consult, decide
from irman_ledger.coop.savings.state import SavingsState, evolve, index
from irman_ledger.core.protocols import Module

__all__ = [
    "MODULE",
    "SavingsState",
    "OpenSavings",
    "TakeOverSavings",
    "Deposit",
    "Withdraw",
    "CorrectOut",
    "CorrectIn",
    "CloseSavings",
    "SavingsOpened",
    "SavingsTakenOver",
    "Deposited",
    "Withdrawn",
    "CorrectedOut",
    "CorrectedIn",
    "SavingsClosed",
    "BeforeOpeningError",
    "BelowMinimumBalanceError",
    "BelowMinimumDepositError",
    "ClosingAmountError",
    "MovedAfterClosingError",
    "NotEmptyError",
    "OverdrawnError",
    "SavingsAmountError",
    "SavingsClosedError",
    "SavingsDatesError",
    "SavingsExistsError",
    "SavingsTermsError",
    "StatusNotServedError",
    "UnknownSavingsError",
]

MODULE = Module(
    name="savings",
    commands=(Deposit, Withdraw, CorrectOut, CorrectIn, OpenSavings, TakeOverSavings, CloseSavings),
    events=(Deposited, Withdrawn, CorrectedOut, CorrectedIn, SavingsOpened, SavingsTakenOver, SavingsClosed),
    subject_kinds={"savings": SavingsState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    commutes=frozenset({Deposited.kind, Withdrawn.kind, CorrectedOut.kind, CorrectedIn.kind}),
)
