"""What can be asked of programmed savings beside deposits and withdrawals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from irman_ledger.coop.savings.programme_events import ProgrammeBroken, ProgrammeCancelled, ProgrammeOpened
from irman_ledger.coop.savings.programme_refusals import ProgrammeMonthsError
from irman_ledger.coop.savings.refusals import SavingsAmountError, SavingsDatesError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject, subject_of

_MONTHS_MAX: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProgramme(Command[ProgrammeOpened]):
    """Open a programmed savings account (membuka tabungan terprogram); nothing is booked.

    Parameters
    ----------
    amount
        Of each month; the first one is that of the opening, and each is due by the last day of its month.
    pay_to
        A savings account of the same member that it goes to if it is cancelled; None: it stays.
    """

    kind: ClassVar[str] = "savings.open-programme"
    account: str
    member: str
    product: str
    on: date
    amount: Money
    months: int
    pay_to: str | None = None

    def __post_init__(self) -> None:
        _check(self.account, self.on)
        checked_code(self.member, field="member")
        checked_code(self.product, field="product")
        if self.pay_to is not None:
            checked_code(self.pay_to, field="pay_to")
        if not isinstance(self.amount, Money) or self.amount.minor < 1:
            reason = "must be more than zero" if isinstance(self.amount, Money) else "is not money"
            raise SavingsAmountError(field="amount", account=self.account, value=self.amount, reason=reason)
        if type(self.months) is not int or not 1 <= self.months <= _MONTHS_MAX:
            raise ProgrammeMonthsError(field="months", account=self.account, value=self.months, reason=f"must be from 1 to {_MONTHS_MAX}")

    def subjects(self) -> tuple[Subject, ...]:
        """The account, then the member."""
        return (subject_of("savings", self.account), subject_of("member", self.member))


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelProgramme(Command[ProgrammeCancelled]):
    """End a programme of which too many months were not paid (membatalkan program)."""

    kind: ClassVar[str] = "savings.cancel-programme"
    account: str
    on: date

    def __post_init__(self) -> None:
        _check(self.account, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakProgramme(Command[ProgrammeBroken]):
    """End a programme before its time (menghentikan program): the penalty is taken from the balance, the rest can be withdrawn."""

    kind: ClassVar[str] = "savings.break-programme"
    account: str
    on: date

    def __post_init__(self) -> None:
        _check(self.account, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


ProgrammeCommand = OpenProgramme | CancelProgramme | BreakProgramme


def _check(account: str, on: date) -> None:
    checked_code(account, field="account")
    if type(on) is not date:  # A datetime is a date to isinstance, but has a clock in it.
        raise SavingsDatesError(field="on", account=account, value=on, reason="must be a day")
