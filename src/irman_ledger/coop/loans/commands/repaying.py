"""Bringing money to a loan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.commands.checks import check_codes, check_days, check_positive
from irman_ledger.coop.loans.events import LoanRepaid, LoanSettledFromTitipan, PenaltyWaived, TitipanReturned
from irman_ledger.core.codes import checked_reason
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class RepayLoan(Command[LoanRepaid]):
    """Take in money on a loan (angsuran pinjaman): of any amount that the product's terms can place.

    Parameters
    ----------
    amount
        More than zero.
    settle
        The cash box or bank account it is paid into; the default one where it is not given.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.repay"

    loan: str
    on: date
    amount: Money
    settle: str | None = None

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on)
        check_positive("amount", self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOffLoan(Command[LoanRepaid]):
    """End a loan before its time (pelunasan dipercepat): the whole payoff of the day, and nothing else.

    Parameters
    ----------
    amount
        The payoff: see `irman_ledger.coop.loans.payoff`.
    settle
        The cash box or bank account it is paid into; the default one where it is not given.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.pay-off"

    loan: str
    on: date
    amount: Money
    settle: str | None = None

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on)
        check_positive("amount", self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleFromTitipan(Command[LoanSettledFromTitipan]):
    """Settle what is due on a loan from the money held for its member (titipan); no money moves.

    Parameters
    ----------
    amount
        More than zero; not more than is due on the day, nor than is held.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.settle-from-titipan"

    loan: str
    on: date
    amount: Money

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on)
        check_positive("amount", self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTitipan(Command[TitipanReturned]):
    """Pay money held for the member of a loan back to them (pengembalian titipan).

    Parameters
    ----------
    amount
        More than zero, not more than is held.
    settle
        The cash box or bank account it is paid from; the default one where it is not given.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.return-titipan"

    loan: str
    on: date
    amount: Money
    settle: str | None = None

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on)
        check_positive("amount", self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaivePenalty(Command[PenaltyWaived]):
    """Not ask for a penalty that is due (pembebasan denda).

    Parameters
    ----------
    amount
        More than zero, not more than is due on the day.
    reason
        Why, for the auditor; without a person's name.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.waive-penalty"

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverLoan(Command[LoanRepaid]):
    """Settle what is due on a loan with what a group pays for its member (tanggung renteng); no money moves.

    One half of `irman_ledger.coop.procedures.cover_instalment`, which owes it to the group; it comes from the clearing account of
    mutual guarantee.

    Parameters
    ----------
    amount
        More than zero; not more than is due on the day.
    group
        The group that pays.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.cover"

    loan: str
    on: date
    amount: Money
    group: str

    def __post_init__(self) -> None:
        check_codes(loan=self.loan, group=self.group)
        check_days(on=self.on)
        check_positive("amount", self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOffLoan(Command[LoanRepaid]):
    """Set off a loan against the claim of a leaver (perhitungan pinjaman anggota keluar); part of a leaving, no money moves.

    It settles what a repayment of the same amount would settle.

    Parameters
    ----------
    amount
        More than zero; it comes from the set-off account.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.set-off"

    loan: str
    on: date
    amount: Money

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on)
        check_positive("amount", self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceLoan(Command[LoanRepaid]):
    """End a loan with what a new one will settle: its whole payoff of the day; part of a top-up, no money moves.

    Parameters
    ----------
    by
        The number of the new loan, which `DisburseLoan` pays out on the same day with `replaces`.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.replace"

    loan: str
    on: date
    by: str

    def __post_init__(self) -> None:
        check_codes(loan=self.loan, by=self.by)
        check_days(on=self.on)
        if self.by == self.loan:
            raise InvalidInputError(field="by", value=self.by, reason="must be another loan")

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)
