"""A repayment schedule as `irman calc` gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A schedule, and in a few words what it is of."""

    principal: Money
    instalments: tuple[Instalment, ...]
    said: Label

    @property
    def interest(self) -> Money:
        """The sum of all interest."""
        return Money.total((one.interest for one in self.instalments), self.principal.currency)

    def rows(self) -> Iterator[tuple[Instalment, Money]]:
        """Each instalment with the principal that is left after it."""
        left = self.principal
        for one in self.instalments:
            left -= one.principal
            yield one, left

    def as_json(self) -> dict[str, Any]:
        """The output of `schemas/calc-schedule.schema.json`."""
        rows = [
            {
                "no": one.no,
                "due_on": one.due_on.isoformat(),
                "principal": one.principal.plain(),
                "interest": one.interest.plain(),
                "total": one.total.plain(),
                "balance": left.plain(),
            }
            for one, left in self.rows()
        ]
        total = self.principal + self.interest
        totals = {"principal": self.principal.plain(), "interest": self.interest.plain(), "total": total.plain()}
        return {"instalments": rows, "totals": totals}
