"""A line of credit was charged, or renewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.commitment import UndrawnMoved
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import FundEvent
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class LineInterestCharged(FundEvent):
    """What a line of credit bore to a day, that day included, was charged.

    Parameters
    ----------
    interest
        What it bore to the day, less what was charged before; less than zero where that was too much.
    capitalised
        The part that went to the balance, and can be drawn no more; less than zero where it came back from there.
    due_on
        When the rest falls due.
    plan
        With what was charged as lines of its own.
    is_paid_off
        What came back was the last that was owed.
    """

    kind: ClassVar[str] = "loan.interest-charged"

    loan: str
    member: str
    on: date
    interest: Money
    capitalised: Money
    due_on: date
    plan: tuple[Instalment, ...]
    receivable: str
    interest_income: str
    undrawn: UndrawnMoved | None
    is_paid_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRenewed(FundEvent):
    """A line of credit got another day of expiry, and with it perhaps another limit or rate.

    Parameters
    ----------
    limit, rate
        From the day on.
    undrawn
        What it changed of what can be drawn; None: nothing.
    plan
        With what is drawn due on the new day.
    """

    kind: ClassVar[str] = "loan.line-renewed"

    loan: str
    member: str
    on: date
    reason: str
    expires_on: date
    limit: Money
    rate: Rate
    undrawn: UndrawnMoved | None
    plan: tuple[Instalment, ...]
