"""What is put on an account or taken off it by the office: fees, the cost of an overdraft, interest from elsewhere, rounding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.savings.commands.checks import check_day, check_movement
from irman_ledger.coop.savings.events import FeeCharged, InterestBooked, OverdraftCharged, RoundingCorrected
from irman_ledger.coop.savings.refusals import RoundingTooLargeError, SavingsAmountError
from irman_ledger.core.codes import checked_code, checked_reason
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject, subject_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeFee(Command[FeeCharged]):
    """Take a fee off an account (biaya administrasi simpanan); no cash moves.

    Parameters
    ----------
    fee
        One of the fees of the product; it says which income account gets it.
    amount
        More than zero; never more than what may be taken off the account on any day from `on` on.

    Raises
    ------
    UnknownFeeError
        ``savings.unknown-fee``
    OverdrawnError, OverLimitError
        ``savings.overdrawn``, ``savings.over-limit``
    """

    kind: ClassVar[str] = "savings.charge-fee"
    account: str
    on: date
    fee: str
    amount: Money

    def __post_init__(self) -> None:
        check_movement(self.account, self.on, self.amount)
        checked_code(self.fee, field="fee")

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeOverdraft(Command[OverdraftCharged]):
    """Take what an overdraft cost off the account that was overdrawn (bunga cerukan); no cash moves.

    Parameters
    ----------
    amount
        More than zero, as worked out by who charges it; it counts against the limit like any other amount.

    Raises
    ------
    NoOverdraftError
        ``savings.no-overdraft``
    OverdrawnError, OverLimitError
        ``savings.overdrawn``, ``savings.over-limit``
    """

    kind: ClassVar[str] = "savings.charge-overdraft"
    account: str
    on: date
    amount: Money

    def __post_init__(self) -> None:
        check_movement(self.account, self.on, self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookInterest(Command[InterestBooked]):
    """Credit interest that was worked out elsewhere (jasa dari sistem lain), less the final tax; `PostInterest` works it out itself.

    Parameters
    ----------
    amount
        Before tax, more than zero.

    Raises
    ------
    InterestNotFromElsewhereError
        ``savings.interest-not-from-elsewhere``
    TaxNotCoveredError
        ``savings.tax-not-covered``
    """

    kind: ClassVar[str] = "savings.book-interest"
    account: str
    on: date
    amount: Money

    def __post_init__(self) -> None:
        check_movement(self.account, self.on, self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectRounding(Command[RoundingCorrected]):
    """Bring a balance to that of a system which rounds otherwise (koreksi pembulatan), by one unit of the currency at most.

    Parameters
    ----------
    amount
        More than zero: put on the account; less: taken off it.
    reason
        Why, for the auditor; not empty, and without a person's name.

    Raises
    ------
    RoundingTooLargeError
        ``savings.rounding-too-large``
    RoundingNotServedError
        ``savings.rounding-not-served``
    OverdrawnError, OverLimitError
        ``savings.overdrawn``, ``savings.over-limit``
    """

    kind: ClassVar[str] = "savings.correct-rounding"
    account: str
    on: date
    amount: Money
    reason: str

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        check_day(self.account, "on", self.on)
        if not isinstance(self.amount, Money) or not self.amount:
            raise SavingsAmountError(field="amount", account=self.account, value=self.amount, reason="must be money, not zero")
        most = Money.parse("1", self.amount.currency)
        if abs(self.amount) > most:
            raise RoundingTooLargeError(field="amount", account=self.account, amount=self.amount, most=most)
        checked_reason(self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)
