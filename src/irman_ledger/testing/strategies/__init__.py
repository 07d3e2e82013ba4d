"""Hypothesis strategies for money, days, rates, loan plans and products, people, commands, histories and entries of any ledger.

Needs hypothesis and nothing else: no pytest, no plugin; nothing is registered by importing it.
"""

from __future__ import annotations

from irman_ledger.testing.strategies.commands import any_kind, commands, hostile_commands, ready
from irman_ledger.testing.strategies.grouping import meetings
from irman_ledger.testing.strategies.histories import (
    batches,
    clearing_settled,
    histories,
    late_entries,
    moves,
    replays,
    reversals,
    steps,
    transfers,
)
from irman_ledger.testing.strategies.ledgers import balanced_lines, entries, journals, unbalanced_lines
from irman_ledger.testing.strategies.products import lending_bylaws, loan_terms
from irman_ledger.testing.strategies.situation import Situation
from irman_ledger.testing.strategies.values import amounts, codes, days, loan_plans, money, months, names, rates, ties, weights

__all__ = [
    # values
    "money",
    "amounts",
    "ties",
    "weights",
    "days",
    "months",
    "rates",
    "loan_plans",
    "loan_terms",
    "lending_bylaws",
    "names",
    "codes",
    # commands, given a situation
    "Situation",
    "ready",
    "any_kind",
    "commands",
    "hostile_commands",
    # steps and histories
    "histories",
    "steps",
    "reversals",
    "transfers",
    "moves",
    "meetings",
    "batches",
    "late_entries",
    "replays",
    "clearing_settled",
    # another app's own ledger
    "balanced_lines",
    "unbalanced_lines",
    "entries",
    "journals",
]
