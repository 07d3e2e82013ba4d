"""A loan begins: paid out, or taken over from the old books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.accrual import Recognition
from irman_ledger.coop.loans.commitment import Commitment
from irman_ledger.coop.loans.fees import LoanFee
from irman_ledger.coop.loans.penalties import PenaltyTerms
from irman_ledger.coop.loans.running import RateKind
from irman_ledger.coop.loans.sales import Sale
from irman_ledger.coop.loans.topping_up import Replaces
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import FundEvent, added
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanDisbursed(FundEvent):
    """A loan was paid out.

    Parameters
    ----------
    status
        Of the member on the day.
    plan
        The whole repayment plan.
    receivable, interest_income
        The accounts that the product's terms name for the status.
    fees
        What was taken for it on the day.
    penalty
        What paying late was agreed to cost; None: nothing.
    is_related
        The borrower was a related party.
    rate_kind
        Whether its rate may be changed; None: nothing is said, and neither another rate nor early money makes its plan anew.
    recognition
        How its interest is income as it is earned; None: it is when it is paid.
    agreed
        It is paid out in parts, of which `principal` is the first: the whole sum, and how the rest is drawn. None: it was paid out whole.
    replaces
        It ended an older loan, which took its part of it; then no money left yet, and `box` is empty. None: it ended none.
    """

    kind: ClassVar[str] = "loan.disbursed"

    loan: str
    member: str
    status: str
    product: str
    on: date
    contract_on: date
    principal: Money
    rate: Rate
    method: str
    plan: tuple[Instalment, ...]
    receivable: str
    interest_income: str
    box: str
    fees: tuple[LoanFee, ...] = added(())
    penalty: PenaltyTerms | None = added(None)
    is_related: bool = added(False)
    rate_kind: RateKind | None = added(None)
    recognition: Recognition | None = added(None)
    agreed: Commitment | None = added(None)
    replaces: Replaces | None = added(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTakenOver(FundEvent):
    """A running loan came from the old books.

    Parameters
    ----------
    principal
        What was still outstanding.
    plan
        What was still to be paid, with the overdue.
    takeover
        The clearing account against which old balances are brought in.
    penalty
        What paying late costs from the day on; None: nothing.
    sale
        What it was sold for, as far as it was not paid; then `principal` is that price. None: it is no sale.
    """

    kind: ClassVar[str] = "loan.taken-over"

    loan: str
    member: str
    status: str
    product: str
    on: date
    contract_on: date
    principal: Money
    plan: tuple[Instalment, ...]
    receivable: str
    interest_income: str
    takeover: str
    penalty: PenaltyTerms | None = added(None)
    sale: Sale | None = added(None)
