"""Something was sold by instalments, or a part of its margin given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.penalties import PenaltyTerms
from irman_ledger.coop.loans.sales import Sale
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import FundEvent
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsSold(FundEvent):
    """Goods were sold by instalments.

    Parameters
    ----------
    status
        Of the member on the day.
    cost
        What the goods stood at on `goods`.
    sale
        Price and margin, and how the margin is earned.
    plan
        What is paid of the price on which day; no interest runs.
    penalty
        What paying late was agreed to cost; None: nothing.
    is_related
        The buyer was a related party.
    """

    kind: ClassVar[str] = "loan.sold"

    loan: str
    member: str
    status: str
    product: str
    on: date
    contract_on: date
    cost: Money
    sale: Sale
    method: str
    plan: tuple[Instalment, ...]
    receivable: str
    goods: str
    penalty: PenaltyTerms | None
    is_related: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginRebated(FundEvent):
    """A part of the margin that was not earned yet was given up, and is not owed any more."""

    kind: ClassVar[str] = "loan.margin-rebated"

    loan: str
    member: str
    on: date
    amount: Money
    reason: str
    receivable: str
    deferred: str
