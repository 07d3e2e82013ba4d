"""Grading a loan and setting aside what its grade demands (penilaian kolektibilitas, penyisihan): what is asked, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.collectability import ASSESSMENTS, Assessment, Grade
from irman_ledger.coop.loans.topping_up import LoanHistory
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, FundEvent, added
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanQuality:
    """What is known of a loan's quality after its last assessment.

    Parameters
    ----------
    doubtful_since
        The first assessment of the unbroken row that graded it doubtful or worse; None: the last one did not.
    allowance
        The account its allowance stands on, whatever later bylaws say; None: nothing was set aside.
    """

    grade: Grade
    assessed_on: date
    assessment: Assessment
    doubtful_since: date | None
    allowance: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanAssessed(FundEvent):
    """A loan was graded, and its allowance brought to what the grade demands.

    Parameters
    ----------
    rules, allowance_rules
        The codes of the rule sets; None: nothing is set aside for the product.
    days_principal, days_interest
        Days past due.
    principal_late, interest_late
        What is past due.
    outstanding, margin, collateral
        The principal owed, the unearned margin in it, and what counts of the collateral.
    target, booked
        The allowance that the loan should have, and what it had before.
    suspended, suspended_before
        The late interest of a problem loan, which is kept off the books, and what was kept of it before.
    suspense, suspense_contra
        The memorandum accounts that keep it; None: the product keeps none.
    held
        The history of the loan that it replaced, which it is still held to; None: to none.
    """

    kind: ClassVar[str] = "loan.assessed"

    loan: str
    member: str
    product: str
    on: date
    rules: str
    grade: Grade
    assessment: Assessment
    days_principal: int
    days_interest: int
    principal_late: Money
    interest_late: Money
    outstanding: Money
    margin: Money
    collateral: Money
    allowance_rules: str | None
    target: Money
    booked: Money
    allowance: str | None
    expense: str | None
    suspended: Money
    suspended_before: Money
    suspense: str | None
    suspense_contra: str | None
    held: LoanHistory | None = added(None)

    @property
    def amount(self) -> Money:
        """What is added to the allowance; less than zero: what is taken off."""
        return self.target - self.booked


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessLoan(Command[LoanAssessed]):
    """Grade a loan and bring its allowance to the target (penilaian kolektibilitas dan penyisihan pinjaman).

    Parameters
    ----------
    on
        The day of the arrears; usually the last one of a month.
    assessment
        ``salvageable``: it can be rescued; ``claimed``: its settlement lies with the court or an insurer; ``none``: nothing of
        this is known. None: as it stands.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.assess"

    loan: str
    on: date
    assessment: Assessment | None = None

    def __post_init__(self) -> None:
        checked_code(self.loan, field="loan")
        if type(self.on) is not date:
            raise DateMalformedError(field="on", value=self.on)
        if self.assessment is not None and self.assessment not in ASSESSMENTS:
            reason = f"must be one of {', '.join(ASSESSMENTS)}"
            raise InvalidInputError(field="assessment", value=self.assessment, reason=reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


def quality_after(before: LoanQuality | None, event: LoanAssessed) -> LoanQuality:
    """What is known after an assessment."""
    since = (None if event.held is None else event.held.doubtful_since) if before is None else before.doubtful_since
    kept = None if before is None else before.allowance
    return LoanQuality(
        grade=event.grade,
        assessed_on=event.on,
        assessment=event.assessment,
        doubtful_since=(since or event.on) if event.grade.rank >= Grade.DOUBTFUL.rank else None,
        allowance=event.allowance or kept,
    )
