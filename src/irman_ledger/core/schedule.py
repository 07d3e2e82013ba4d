"""One line of a repayment plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from irman_ledger.core.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One line of a repayment schedule (angsuran).

    Parameters
    ----------
    no
        From 1.
    principal, interest
        Zero or more.
    """

    no: int
    due_on: date
    principal: Money
    interest: Money

    @property
    def total(self) -> Money:
        """What falls due on the day."""
        return self.principal + self.interest
