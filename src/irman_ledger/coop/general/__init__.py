"""The general journal: memorial entries, transfers and counts of cash, balances of the old books (jurnal umum)."""

from __future__ import annotations

from irman_ledger.coop.general.commands import CountCash, MoveBetweenFunds, PostJournal, ReceiveCash, SendCash, TakeOverBalance
from irman_ledger.coop.general.events import BalanceTakenOver, CashCounted, CashReceived, CashSent, FundsMoved, JournalLine, JournalPosted
from irman_ledger.coop.general.posting import entry_for
from irman_ledger.coop.general.refusals import (
    BoxAccountError,
    ControlAccountError,
    GeneralAmountError,
    GeneralDayError,
    JournalLinesError,
    NarrationMissingError,
    SameFundError,
    TakeOverAccountError,
)
from irman_ledger.coop.general.rules import consult, decide
from irman_ledger.coop.general.state import JOURNAL, JournalState, evolve, index
from irman_ledger.core.protocols import Module

__all__ = [
    "MODULE",
    "JOURNAL",
    "JournalState",
    "JournalLine",
    "PostJournal",
    "SendCash",
    "ReceiveCash",
    "MoveBetweenFunds",
    "TakeOverBalance",
    "CountCash",
    "JournalPosted",
    "CashSent",
    "CashReceived",
    "BalanceTakenOver",
    "CashCounted",
    "FundsMoved",
    "BoxAccountError",
    "ControlAccountError",
    "GeneralAmountError",
    "GeneralDayError",
    "JournalLinesError",
    "NarrationMissingError",
    "SameFundError",
    "TakeOverAccountError",
]

MODULE = Module(
    name="general",
    commands=(PostJournal, SendCash, ReceiveCash, MoveBetweenFunds, TakeOverBalance, CountCash),
    events=(JournalPosted, CashSent, CashReceived, FundsMoved, BalanceTakenOver, CashCounted),
    subject_kinds={"journal": JournalState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    # No event of the journal looks at an earlier one; what a count found stays true when an earlier entry is undone, and the next
    # count shows the difference.
    commutes=frozenset(event.kind for event in (JournalPosted, CashSent, CashReceived, FundsMoved, BalanceTakenOver, CashCounted)),
)
