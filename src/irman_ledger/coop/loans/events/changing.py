"""What was agreed on a loan changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRescheduled(Event):
    """The rest of a loan got a new plan; the plan before it is kept as an earlier version.

    Parameters
    ----------
    principal
        What the new instalments repay, with what was capitalised.
    carried
        The interest to the day that was not paid: on top of the first new instalment, or capitalised.
    capitalised
        Whether it became principal, as income of the day.
    plan
        What was paid of the old plan, as it was paid, then the new instalments.
    """

    kind: ClassVar[str] = "loan.rescheduled"

    loan: str
    member: str
    on: date
    reason: str
    rate: Rate
    method: str
    principal: Money
    carried: Money
    capitalised: bool
    plan: tuple[Instalment, ...]
    receivable: str
    interest_income: str
