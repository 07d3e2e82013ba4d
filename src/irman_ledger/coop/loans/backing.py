"""What backs a loan beside the promise to pay, and what is claimed of one that was written off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from irman_ledger.coop.loans.events.security import CollateralKind
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import added


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is still claimed of a loan that was written off, and since when."""

    since: date
    claimed: str
    claimed_contra: str
    recovery: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Collateral:
    """What secures a loan, with its appraised value on the day it was pledged and the memorandum accounts that it is kept on."""

    no: str
    category: CollateralKind
    value: Money
    pledged_on: date
    account: str | None = added(None)
    contra: str | None = added(None)
