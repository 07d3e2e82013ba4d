"""What is due and how late it is (tunggakan): questions to a plan and to what is paid, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from irman_ledger.coop.loans.allocation import open_instalments
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True)
class Due:
    """What has fallen due and is not paid."""

    principal: Money
    interest: Money

    @property
    def total(self) -> Money:
        """Both parts."""
        return self.principal + self.interest


def due(plan: Sequence[Instalment], paid_principal: Money, paid_interest: Money, on: date) -> Due:
    """What has fallen due by a day, the day itself included, and is not paid."""
    fallen = [one for one in open_instalments(plan, paid_principal, paid_interest) if one.due_on <= on]
    currency = paid_principal.currency
    return Due(Money.total((one.principal for one in fallen), currency), Money.total((one.interest for one in fallen), currency))


def instalments_late(plan: Sequence[Instalment], paid_principal: Money, paid_interest: Money, on: date) -> int:
    """How many instalments are not paid in full although their day has passed; on its own day one is not late."""
    return sum(one.due_on < on for one in open_instalments(plan, paid_principal, paid_interest))


def days_late(plan: Sequence[Instalment], paid_principal: Money, paid_interest: Money, on: date) -> int:
    """Days since the oldest instalment that is not paid in full fell due; zero where none is late."""
    unpaid = open_instalments(plan, paid_principal, paid_interest)
    return max(0, *((on - one.due_on).days for one in unpaid)) if unpaid else 0
