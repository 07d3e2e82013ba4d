"""Fees that are kept back on the day and become income over the life of the loan: what is asked, and what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import ClassVar

from irman_ledger.coop.loans.fees import LoanFee
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, FundEvent
from irman_ledger.core.rounding import Rounding
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadFee:
    """A fee that is income over the life of its loan (provisi tangguhan).

    Parameters
    ----------
    earned
        What is income already.
    deferred, income
        The accounts of what is not earned yet, and of what is.
    runs_from, until
        The day of the payout or of the latest plan, and the last due day: over these days it is earned in equal parts.
    before
        What was earned by the first of them.
    """

    code: str
    amount: Money
    earned: Money
    deferred: str
    income: str
    runs_from: date
    until: date
    before: Money

    @property
    def unearned(self) -> Money:
        """What is not income yet."""
        return self.amount - self.earned

    def to_date(self, on: date, *, step: Money, mode: Rounding) -> Money:
        """What should be earned by the end of a day, rounded once.

        Examples
        --------
        120,000 over the 365 days from 15 January 2014: 16 days by the end of January are 5,260.27.

        >>> from irman_ledger.core.money import idr
        >>> from irman_ledger.core.rounding import HALF_UP
        >>> days = {"runs_from": date(2014, 1, 15), "until": date(2015, 1, 15)}
        >>> parts = {"amount": idr(120_000), "earned": idr(0), "before": idr(0)}
        >>> provision = SpreadFee(code="PROVISI", deferred="1-1585", income="4-1120", **days, **parts)
        >>> provision.to_date(date(2014, 1, 31), step=idr(1), mode=HALF_UP)
        Money('Rp5.260')
        """
        if on >= self.until:
            return self.amount
        if on <= self.runs_from:
            return self.before
        part = Fraction((on - self.runs_from).days, (self.until - self.runs_from).days)
        return min(self.before + (self.amount - self.before).times(part, step=step, mode=mode), self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedFee:
    """A part of a spread fee that became income."""

    code: str
    amount: Money
    deferred: str
    income: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFeesEarned(FundEvent):
    """What a loan has earned of its spread fees became income."""

    kind: ClassVar[str] = "loan.fees-earned"

    loan: str
    member: str
    product: str
    on: date
    fees: tuple[EarnedFee, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnLoanFees(Command[LoanFeesEarned]):
    """Make what a loan has earned of its spread fees to a day income, less what is booked already (amortisasi provisi).

    Parameters
    ----------
    on
        Usually the last day of a month.

    Raises
    ------
    CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.earn-fees"

    loan: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.loan, field="loan")
        if type(self.on) is not date:
            raise DateMalformedError(field="on", value=self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


def spread_of(fees: Iterable[LoanFee], on: date, until: date) -> tuple[SpreadFee, ...]:
    """Those of the fees of a payout that are spread, nothing of them earned."""
    return tuple(
        SpreadFee(
            code=fee.code,
            amount=fee.amount,
            earned=fee.amount - fee.amount,
            deferred=fee.deferred,
            income=fee.income,
            runs_from=on,
            until=until,
            before=fee.amount - fee.amount,
        )
        for fee in fees
        if fee.deferred is not None and not fee.is_of_yield
    )


def respread(spread: Iterable[SpreadFee], on: date, until: date, *, step: Money, mode: Rounding) -> tuple[SpreadFee, ...]:
    """The fees where the loan ends on another day from now on: what is not earned runs to that day."""
    found = []
    for fee in spread:
        before = max(fee.to_date(on, step=step, mode=mode), fee.earned)
        found.append(replace(fee, runs_from=on, until=until, before=before))
    return tuple(found)


def earned_to(spread: Iterable[SpreadFee], on: date, *, step: Money, mode: Rounding) -> tuple[EarnedFee, ...]:
    """What becomes income by a day: of each fee what is earned to date less what is booked, never less than nothing."""
    parts = ((fee, fee.to_date(on, step=step, mode=mode) - fee.earned) for fee in spread)
    return tuple(_part(fee, amount) for fee, amount in parts if amount.minor > 0)


def earned_whole(spread: Iterable[SpreadFee]) -> tuple[EarnedFee, ...]:
    """What becomes income with the end of the loan: all that is left."""
    return tuple(_part(fee, fee.unearned) for fee in spread if fee.unearned)


def with_earned(spread: Iterable[SpreadFee], parts: Iterable[EarnedFee]) -> tuple[SpreadFee, ...]:
    """The fees after some of them became income."""
    amounts = {part.code: part.amount for part in parts}
    return tuple(replace(fee, earned=fee.earned + amounts[fee.code]) if fee.code in amounts else fee for fee in spread)


def _part(fee: SpreadFee, amount: Money) -> EarnedFee:
    return EarnedFee(code=fee.code, amount=amount, deferred=fee.deferred, income=fee.income)
