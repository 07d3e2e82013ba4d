"""A savings account that goes over to the account of another status: what is asked, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, Event
from irman_ledger.core.subject import Subject, subject_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsReclassified(Event):
    """A savings account or deposit stands on the control account of another status of its member.

    Parameters
    ----------
    on
        The day that was asked for, or the later one on which the balance last moved.
    status
        Of the member, on the day that was asked for.
    amount
        What went over: the whole balance, below zero where it was overdrawn.
    """

    kind: ClassVar[str] = "savings.reclassified"

    account: str
    member: str
    product: str
    on: date
    status: str
    amount: Money
    control: str
    control_before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReclassifySavings(Command[SavingsReclassified]):
    """Bring a savings account or deposit to the control account of its member's status on a day (reklasifikasi simpanan).

    What it earns is an expense of the status on the day anyway; what is held of it stays held.

    Parameters
    ----------
    on
        Where the balance has moved since, it goes over on the day of its latest movement.

    Raises
    ------
    SavingsStatusUnchangedError, StatusNotServedError
        ``savings.status-unchanged``, ``savings.status-not-served``
    ReclassifiedLaterError
        ``savings.reclassified-later``
    CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "savings.reclassify"

    account: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        if type(self.on) is not date:
            raise DateMalformedError(field="on", value=self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)
