"""Selling by instalments, and giving up a part of the margin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.commands.checks import (
    check_codes,
    check_contract,
    check_days,
    check_first_due,
    check_instalments,
    check_positive,
)
from irman_ledger.coop.loans.events import GoodsSold, MarginRebated
from irman_ledger.core.codes import checked_reason
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class SellByInstalments(Command[GoodsSold]):
    """Sell goods that the cooperative owns to a member, by instalments (jual beli, murabahah); no money moves.

    Parameters
    ----------
    on
        The day of the sale; the plan runs from it.
    cost
        What the goods stand at; more than zero.
    margin
        What the cooperative earns on top, agreed once; zero or more.
    contract_on
        The day of the contract, not after `on`; the same day where it is not given.
    first_due_on
        The first instalment's day, not before `on`; one period later where it is not given.
    down_payment
        What is due on the day of the sale itself (uang muka), of the cost alone; `RepayLoan` takes it in. More than zero and less than the
        cost; None: nothing.
    is_related
        Whether the buyer is a related party (pengurus, pengawas), for whom the product may have a limit of its own.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError, InstalmentsOutOfRangeError, DatesOutOfOrderError
    """

    kind: ClassVar[str] = "loan.sell"

    loan: str
    member: str
    product: str
    on: date
    cost: Money
    margin: Money
    instalments: int
    contract_on: date | None = None
    first_due_on: date | None = None
    is_related: bool = False
    down_payment: Money | None = None

    def __post_init__(self) -> None:
        check_codes(loan=self.loan, member=self.member, product=self.product)
        check_positive("cost", self.cost)
        if self.down_payment is not None:
            check_positive("down_payment", self.down_payment)
            if self.down_payment >= self.cost:
                raise InvalidInputError(field="down_payment", value=self.down_payment, reason="must be less than the cost")
        if not isinstance(self.margin, Money) or self.margin.minor < 0:
            raise InvalidInputError(field="margin", value=self.margin, reason="must be money, zero or more")
        if type(self.is_related) is not bool:
            raise InvalidInputError(field="is_related", value=self.is_related, reason="must be true or false")
        check_instalments(self.instalments)
        check_days(on=self.on, contract_on=self.contract_on, first_due_on=self.first_due_on)
        check_contract(self.contract_on, self.on)
        check_first_due(self.first_due_on, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan, then its member."""
        return Subject("loan", self.loan), Subject("member", self.member)


@dataclass(frozen=True, slots=True, kw_only=True)
class RebateMargin(Command[MarginRebated]):
    """Give up a part of the margin that is not earned yet (potongan margin), as for a buyer who pays before time.

    Parameters
    ----------
    amount
        More than zero, less than what is owed and not more than what is not earned yet.
    reason
        Why, for the auditor; without a person's name.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.rebate-margin"

    loan: str
    on: date
    amount: Money
    reason: str

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on)
        check_positive("amount", self.amount)
        checked_reason(self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)
