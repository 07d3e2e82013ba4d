"""Opening and closing an account, moving money on it, and the interest that it earns by its terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.savings.commands.checks import check_amount, check_day, check_movement
from irman_ledger.coop.savings.events import (
    CorrectedIn,
    CorrectedOut,
    Deposited,
    InterestAccrued,
    InterestPosted,
    SavingsClosed,
    SavingsOpened,
    SavingsTakenOver,
    Withdrawn,
)
from irman_ledger.coop.savings.refusals import SavingsDatesError
from irman_ledger.core.codes import CodeError, checked_code, checked_reason
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject, subject_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSavings(Command[SavingsOpened]):
    """Open a savings account (membuka simpanan); nothing is booked.

    Parameters
    ----------
    account
        Its number, never used before in this book.
    product
        A product of this module; its terms say which statuses may open one and on which ledger account it stands.
    """

    kind: ClassVar[str] = "savings.open"
    account: str
    member: str
    product: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        checked_code(self.member, field="member")
        checked_code(self.product, field="product")
        check_day(self.account, "on", self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account, then the member."""
        return (subject_of("savings", self.account), subject_of("member", self.member))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverSavings(Command[SavingsTakenOver]):
    """Bring a savings account of the old books into a book opened in mid-life (saldo awal).

    Parameters
    ----------
    opened_on
        The day it was opened in the old books, at the latest `on`.
    amount
        Zero or more; zero brings the account without an entry.
    last_accrued_on
        Up to which day the old books had credited interest, from `opened_on` to `on`; None: never.
    """

    kind: ClassVar[str] = "savings.take-over"
    account: str
    member: str
    product: str
    opened_on: date
    amount: Money
    last_accrued_on: date | None = None
    on: date

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        checked_code(self.member, field="member")
        checked_code(self.product, field="product")
        check_day(self.account, "on", self.on)
        check_day(self.account, "opened_on", self.opened_on)
        check_amount(self.account, self.amount, least=0)
        if self.opened_on > self.on:
            raise SavingsDatesError(field="opened_on", account=self.account, value=self.opened_on, reason=f"is after {self.on}")
        if self.last_accrued_on is not None:
            check_day(self.account, "last_accrued_on", self.last_accrued_on)
            if not self.opened_on <= self.last_accrued_on <= self.on:
                raise SavingsDatesError(
                    field="last_accrued_on",
                    account=self.account,
                    value=self.last_accrued_on,
                    reason=f"is not between {self.opened_on} and {self.on}",
                )

    def subjects(self) -> tuple[Subject, ...]:
        """The account, then the member."""
        return (subject_of("savings", self.account), subject_of("member", self.member))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit(Command[Deposited]):
    """Pay money in (menyetor).

    Parameters
    ----------
    amount
        More than zero, and at least the product's minimum deposit.
    settle
        The cash box or bank account that takes the money; None: the default one.
    is_set_off
        It comes from the set-off account, as a part of a procedure; then no money moves.
    """

    kind: ClassVar[str] = "savings.deposit"
    account: str
    on: date
    amount: Money
    settle: str | None = None
    is_set_off: bool = False

    def __post_init__(self) -> None:
        check_movement(self.account, self.on, self.amount)
        if not isinstance(self.is_set_off, bool):
            raise CodeError(field="is_set_off", value=self.is_set_off, reason="must be true or false")
        if self.settle is not None:
            checked_code(self.settle, field="settle")
            if self.is_set_off:
                raise CodeError(field="settle", value=self.settle, reason="does not go with is_set_off")

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Command[Withdrawn]):
    """Pay money out (menarik).

    Parameters
    ----------
    amount
        More than zero; never more than the account holds on any day from `on` on.
    settle
        The cash box or bank account that pays; None: the default one.
    closing
        The last withdrawal before `CloseSavings`: takes the whole balance, the product's minimum balance included.
    """

    kind: ClassVar[str] = "savings.withdraw"
    account: str
    on: date
    amount: Money
    settle: str | None = None
    closing: bool = False

    def __post_init__(self) -> None:
        check_movement(self.account, self.on, self.amount)
        if self.settle is not None:
            checked_code(self.settle, field="settle")
        if not isinstance(self.closing, bool):
            raise CodeError(field="closing", value=self.closing, reason="must be true or false")

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOut(Command[CorrectedOut]):
    """Take off an amount that never belonged to this account, against the correction account (salah rekening).

    One half of `irman_ledger.coop.procedures.move_amount`; no money moves.

    Parameters
    ----------
    reason
        Why, for the auditor; not empty, and without a person's name.
    """

    kind: ClassVar[str] = "savings.correct-out"
    account: str
    on: date
    amount: Money
    reason: str

    def __post_init__(self) -> None:
        check_movement(self.account, self.on, self.amount)
        checked_reason(self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectIn(Command[CorrectedIn]):
    """Put on an amount that belongs to this account, against the correction account (salah rekening).

    One half of `irman_ledger.coop.procedures.move_amount`; no money moves.

    Parameters
    ----------
    reason
        Why, for the auditor; not empty, and without a person's name.
    """

    kind: ClassVar[str] = "savings.correct-in"
    account: str
    on: date
    amount: Money
    reason: str

    def __post_init__(self) -> None:
        check_movement(self.account, self.on, self.amount)
        checked_reason(self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSavings(Command[SavingsClosed]):
    """Close an empty savings account (menutup simpanan); nothing is booked."""

    kind: ClassVar[str] = "savings.close"
    account: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        check_day(self.account, "on", self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccrueInterest(Command[InterestAccrued]):
    """Recognise what an account has earned and is credited later (akrual jasa simpanan).

    Parameters
    ----------
    on
        The last day of a month within the period of the product.

    Raises
    ------
    NoInterestError, NotAccruedError
        ``savings.no-interest``, ``savings.not-accrued``
    NothingEarnedError
        ``savings.nothing-earned``
    NotPeriodEndError, InterestCreditedError
        ``savings.not-period-end``, ``savings.interest-credited``
    """

    kind: ClassVar[str] = "savings.accrue-interest"
    account: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        check_day(self.account, "on", self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostInterest(Command[InterestPosted]):
    """Credit what an account has earned (membukukan jasa simpanan), less the final tax.

    The amount is what the book year to date should have earned less what was credited before, so that a movement that came in
    late is put right by the next posting.

    Parameters
    ----------
    on
        The last day of a period of the product or, where `final`, the day on which the account is to be closed; that day itself
        earns nothing.
    final
        The account is to be closed.

    Raises
    ------
    NoInterestError
        ``savings.no-interest``
    NothingEarnedError
        ``savings.nothing-earned``
    NotPeriodEndError, InterestCreditedError
        ``savings.not-period-end``, ``savings.interest-credited``
    TaxNotCoveredError
        ``savings.tax-not-covered``
    """

    kind: ClassVar[str] = "savings.post-interest"
    account: str
    on: date
    final: bool = False

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        check_day(self.account, "on", self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)
