"""The general journal: memorial entries, transfers and counts of cash, balances of the old books (jurnal umum)."""

from __future__ import annotations

from irman_ledger.coop.general.commands import CountCash, PostJournal, ReceiveCash, SendCash, TakeOverBalance
from irman_ledger.coop.general.events import BalanceTakenOver, CashCounted, CashReceived, CashSent, JournalLine, JournalPosted
from irman_ledger.coop.general.posting import entry_for
from irman_ledger.coop.general.refusals import (
    BoxAccountError,
    ControlAccountError,
    GeneralAmountError,
    GeneralDayError,
    JournalLinesError,
    NarrationMissingError,
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
    "TakeOverBalance",
    "CountCash",
    "JournalPosted",
    "CashSent",
    "CashReceived",
    "BalanceTakenOver",
    "CashCounted",
    "BoxAccountError",
    "ControlAccountError",
    "GeneralAmountError",
    "GeneralDayError",
    "JournalLinesError",
    "NarrationMissingError",
    "TakeOverAccountError",
]

MODULE = Module(
    name="general",
    commands=(PostJournal, SendCash, ReceiveCash, TakeOverBalance, CountCash),
    events=(JournalPosted, CashSent, CashReceived, BalanceTakenOver, CashCounted),
    subject_kinds={"journal": JournalState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    # No event of the journal looks at an earlier one; what a count found stays true when an earlier entry is undone, and the next
    # count shows the difference.
    commutes=frozenset({JournalPosted.kind, CashSent.kind, CashReceived.kind, BalanceTakenOver.kind, CashCounted.kind}),
)
