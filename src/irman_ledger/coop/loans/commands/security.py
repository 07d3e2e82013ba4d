"""Securing a loan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, get_args

from irman_ledger.coop.loans.commands.checks import check_codes, check_days, check_positive
from irman_ledger.coop.loans.events import CollateralPledged, CollateralReleased, GuarantorAdded, GuarantorReleased, LoanRepaid
from irman_ledger.coop.loans.events.security import CollateralKind
from irman_ledger.core.codes import checked_text
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeCollateral(Command[CollateralPledged]):
    """Enter what is given as security for a loan (pengikatan agunan); beside the books, where the product keeps it.

    Parameters
    ----------
    collateral
        Its number within the loan.
    category
        ``land``, ``building``, ``vehicle``, ``deposit``, ``goods`` or ``other``.
    value
        As it was appraised, more than zero.
    paper
        The number of its certificate or deed; without a person's name.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.pledge-collateral"

    loan: str
    on: date
    collateral: str
    category: CollateralKind
    value: Money
    paper: str | None = None

    def __post_init__(self) -> None:
        check_codes(loan=self.loan, collateral=self.collateral)
        check_days(on=self.on)
        check_positive("value", self.value)
        if self.category not in get_args(CollateralKind):
            raise InvalidInputError(field="category", value=self.category, reason="must be one of " + ", ".join(get_args(CollateralKind)))
        if self.paper is not None:
            checked_text(self.paper, field="paper", length_max=60)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCollateral(Command[CollateralReleased]):
    """Give security back (pelepasan agunan), also after the loan is paid off.

    Raises
    ------
    CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.release-collateral"

    loan: str
    on: date
    collateral: str

    def __post_init__(self) -> None:
        check_codes(loan=self.loan, collateral=self.collateral)
        check_days(on=self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddGuarantor(Command[GuarantorAdded]):
    """Enter a member who answers for another's loan (penjamin).

    Raises
    ------
    CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.add-guarantor"

    loan: str
    on: date
    guarantor: str

    def __post_init__(self) -> None:
        check_codes(loan=self.loan, guarantor=self.guarantor)
        check_days(on=self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseGuarantor(Command[GuarantorReleased]):
    """Let a member go who answered for a loan, also after it is paid off.

    Raises
    ------
    CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.release-guarantor"

    loan: str
    on: date
    guarantor: str

    def __post_init__(self) -> None:
        check_codes(loan=self.loan, guarantor=self.guarantor)
        check_days(on=self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleByCollateral(Command[LoanRepaid]):
    """Settle a problem loan with its collateral; one half of `irman_ledger.coop.procedures.seize`, no money moves.

    Parameters
    ----------
    collateral
        Its number within the loan, which it leaves.
    amount
        For which it is taken over, more than zero; what is beyond the payoff of the day settles nothing.
    seized
        What it is called once it is the cooperative's.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.settle-by-collateral"

    loan: str
    on: date
    collateral: str
    amount: Money
    seized: str

    def __post_init__(self) -> None:
        check_codes(loan=self.loan, collateral=self.collateral, seized=self.seized)
        check_days(on=self.on)
        check_positive("amount", self.amount)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)
