"""Charging a line of credit, and renewing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.loans.commands.checks import check_codes, check_days, check_positive
from irman_ledger.coop.loans.events.line import LineInterestCharged, LineRenewed
from irman_ledger.core.codes import checked_reason
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeInterest(Command[LineInterestCharged]):
    """Charge what the daily balances of a line of credit bear to a day, less what is charged already (bunga rekening koran).

    Parameters
    ----------
    on
        Usually the last day of a month; its balance at the end of the day counts, too.

    Raises
    ------
    CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.charge-interest"

    loan: str
    on: date

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewLine(Command[LineRenewed]):
    """Let a line of credit run on from a day (perpanjangan rekening koran).

    Parameters
    ----------
    on
        Not before its latest event; a new rate holds from it on.
    expires_on
        After that day.
    reason
        Why, for the auditor; without a person's name.
    limit, rate
        The limit as it was, and the rate as it was, where they are not given.
    is_related
        The borrower is a related party (pengurus, pengawas): the limit of their kind holds.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "loan.renew-line"

    loan: str
    on: date
    expires_on: date
    reason: str
    limit: Money | None = None
    rate: Rate | None = None
    is_related: bool = False

    def __post_init__(self) -> None:
        check_codes(loan=self.loan)
        check_days(on=self.on, expires_on=self.expires_on)
        checked_reason(self.reason)
        if self.limit is not None:
            check_positive("limit", self.limit)

    def subjects(self) -> tuple[Subject, ...]:
        """The loan."""
        return (Subject("loan", self.loan),)
