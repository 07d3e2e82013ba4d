"""What must hold of every ledger, whoever keeps it: numbered, each with what it needs to see.

The numbers and titles are stable. Where a view does not show what an invariant needs, or where this library has nothing to
look at yet, the report says so; it is never silently green.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from irman_ledger.errors import InvalidInputError
from irman_ledger.testing.invariants.balances import BALANCES
from irman_ledger.testing.invariants.elsewhere import ELSEWHERE
from irman_ledger.testing.invariants.entries import ENTRIES
from irman_ledger.testing.invariants.evidence import EVIDENCE
from irman_ledger.testing.invariants.loans import LOANS
from irman_ledger.testing.invariants.material import Invariant, Material
from irman_ledger.testing.ledger_view import LedgerView

__all__ = ["INVARIANTS", "Invariant", "InvariantReport", "InvariantResult", "UnknownInvariantError", "check_invariants"]

EXAMPLES_MAX = 3

INVARIANTS: dict[int, Invariant] = {
    invariant.number: invariant
    for invariant in sorted((*ENTRIES, *BALANCES, *LOANS, *EVIDENCE, *ELSEWHERE), key=lambda invariant: invariant.number)
}
"""All of them, by number."""


class UnknownInvariantError(InvalidInputError):
    """A number that no invariant has."""

    code = "testing.invariant-unknown"


@dataclass(frozen=True, slots=True)
class InvariantResult:
    """What became of one invariant.

    Parameters
    ----------
    examples
        What violates it, at most three.
    reason
        Why it was not applicable.
    """

    invariant: Invariant
    outcome: Literal["ok", "violated", "not applicable"]
    examples: tuple[str, ...] = ()
    reason: str = ""

    def __str__(self) -> str:
        tail = "; ".join(self.examples) or self.reason
        return f"{self.invariant.number:>3} {self.outcome:<14} {self.invariant.title}" + (f": {tail}" if tail else "")


@dataclass(frozen=True, slots=True)
class InvariantReport:
    """The results in order of number."""

    results: tuple[InvariantResult, ...]

    @property
    def is_ok(self) -> bool:
        """Whether nothing was violated."""
        return not self.violated

    @property
    def violated(self) -> tuple[int, ...]:
        """The numbers of what was violated."""
        return tuple(result.invariant.number for result in self.results if result.outcome == "violated")

    @property
    def held(self) -> tuple[int, ...]:
        """The numbers of what was checked and holds."""
        return tuple(result.invariant.number for result in self.results if result.outcome == "ok")

    def text(self) -> str:
        """One line an invariant."""
        return "\n".join(map(str, self.results))


def check_invariants(view: LedgerView, only: Iterable[int] | None = None) -> InvariantReport:
    """Check a ledger.

    Parameters
    ----------
    view
        Its entries, balances and control accounts, and what it can show besides.
    only
        The numbers to check; None: all.

    Raises
    ------
    UnknownInvariantError
        ``testing.invariant-unknown``
    """
    wanted = sorted(INVARIANTS) if only is None else sorted(set(only))
    for number in wanted:
        if number not in INVARIANTS:
            raise UnknownInvariantError(field="only", value=number, reason="is not the number of an invariant")
    material = Material(view)
    return InvariantReport(tuple(_result(INVARIANTS[number], material) for number in wanted))


def _result(invariant: Invariant, material: Material) -> InvariantResult:
    if invariant.check is None:
        return InvariantResult(invariant, "not applicable", reason=invariant.elsewhere)
    missing = [need for need in invariant.needs if not material.shows(need)]
    if missing:
        return InvariantResult(invariant, "not applicable", reason=f"the view shows no {', '.join(missing)}")
    examples = tuple(islice(invariant.check(material), EXAMPLES_MAX))
    return InvariantResult(invariant, "violated" if examples else "ok", examples)
