"""What one look at a ledger cannot show, and where it is looked after."""

from __future__ import annotations

from irman_ledger.testing.invariants.material import Invariant

_PLAY = "seen in the making: `play` and `LedgerMachine`"
_LATER = "nothing to look at yet in this version"

ELSEWHERE = (
    Invariant(7, "a refused command leaves no trace", elsewhere=_PLAY),
    Invariant(16, "after the closing of a year, income and expense are zero", elsewhere=_LATER),
    Invariant(22, "the planned interest follows the stated rounding", elsewhere="needs the terms: strategy `loan_plans`"),
    Invariant(26, "the buckets of arrears sum to what is outstanding", elsewhere="the papers: they refuse what does not tie"),
    Invariant(27, "the allowance follows the buckets and rates", elsewhere="needs the terms: `loan.assess` books to the target"),
    Invariant(28, "restructuring conserves the principal", elsewhere="21 and 23, after every new plan"),
    Invariant(29, "an accrual run twice in a month is booked once", elsewhere=_PLAY),
    Invariant(30, "the shares of the surplus are exactly 100.00%", elsewhere=_LATER),
    Invariant(31, "what is allotted sums to the surplus", elsewhere=_LATER),
    Invariant(32, "the order of members does not change an allotment", elsewhere=_LATER),
    Invariant(33, "a part of zero is allotted zero", elsewhere=_LATER),
    Invariant(36, "the same history gives the same book on every database", elsewhere=_PLAY),
    Invariant(38, "a restored copy has the same root", elsewhere=_LATER),
    Invariant(39, "an export read elsewhere gives the same balances", elsewhere="the exporters' own checks"),
    Invariant(40, "a refused permission is recorded, without money", elsewhere=_LATER),
)
