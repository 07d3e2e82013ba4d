"""Savings that their member leaves alone: what a product says of them, what is asked, and what happened (rekening pasif).

No rule of the state says when an account is passive or what that costs: all of it is the product's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from irman_ledger.coop.savings.charge_terms import INCOME, incomes
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, Event
from irman_ledger.core.subject import Subject, subject_of
from irman_ledger.core.terms import TermsReader

MONTHS_MAX: Final = 120
MARKS_MAX: Final = 24
"""How many times of being passive an account remembers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DormancyPolicy:
    """When accounts of a product are passive, and what that means.

    Parameters
    ----------
    months
        So many without a deposit or a withdrawal.
    fee
        For each whole month; None: there is none.
    incomes
        Where it is booked, by the member's status on the day.
    earns
        Whether a passive account goes on earning interest.
    is_locked
        Whether nothing can be withdrawn until it is woken.
    """

    months: int
    fee: Money | None
    incomes: Mapping[str, str]
    earns: bool
    is_locked: bool


def read_dormancy(terms: TermsReader) -> DormancyPolicy:
    """The table ``dormancy`` of a product.

    Parameters
    ----------
    terms
        ``months``; and where the defaults do not fit ``fee`` with ``income`` (also ``income_candidate``, ``income_other``), ``earns``
        (true), ``withdrawals`` (``"open"`` or ``"locked"``).

    Raises
    ------
    SavingsTermsError
        ``savings.terms``
    """
    terms.check_keys(("months", "fee", *INCOME, "earns", "withdrawals"), ("months",))
    if ("fee" in terms.terms) != ("income" in terms.terms):
        terms.refuse("fee", terms.terms.get("fee"), "fee and income must be given together")
    has_fee = "fee" in terms.terms
    return DormancyPolicy(
        months=terms.count("months", MONTHS_MAX),
        fee=terms.amount("fee") if has_fee else None,
        incomes=incomes(terms) if has_fee else {},
        earns=terms.flag("earns", default=True),
        is_locked=terms.choice("withdrawals", ("open", "locked"), default="open") == "locked",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsDormant(Event):
    """An account became passive (menjadi rekening pasif).

    Parameters
    ----------
    quiet_since
        The member did nothing after this day.
    """

    kind: ClassVar[str] = "savings.dormant"
    account: str
    on: date
    quiet_since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DormancyCharged(Event):
    """The fee of a month in which an account was passive was taken off it (biaya rekening pasif).

    Parameters
    ----------
    status
        How the member stood on the day; it chose the income account.
    amount
        The fee, or what there was.
    """

    kind: ClassVar[str] = "savings.dormancy-charged"
    account: str
    status: str
    on: date
    amount: Money
    control: str
    income: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsReactivated(Event):
    """The member asked for a passive account again (rekening diaktifkan kembali)."""

    kind: ClassVar[str] = "savings.reactivated"
    account: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class _OnAccount:
    account: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        if type(self.on) is not date:
            raise DateMalformedError(field="on", value=self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkDormant(_OnAccount, Command[SavingsDormant]):
    """Find an account passive (menandai rekening pasif): its member did nothing for so many months as the product says.

    A deposit, a withdrawal and `ReactivateSavings` are what a member does, by their value dates. Interest, fees, taxes, corrections
    and what the office transfers are not.

    Raises
    ------
    NoDormancyError
        ``savings.no-dormancy``
    NotQuietError, AlreadyDormantError
        ``savings.not-quiet``, ``savings.already-dormant``
    """

    kind: ClassVar[str] = "savings.mark-dormant"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeDormancy(_OnAccount, Command[DormancyCharged]):
    """Take the fee of a month off an account that was passive in all of it (biaya rekening pasif), never below zero.

    What is held stays untouched; what there is not is not owed.

    Parameters
    ----------
    on
        The last day of the month.

    Raises
    ------
    NoDormancyError, NotDormantError
        ``savings.no-dormancy``, ``savings.not-dormant``
    NotPeriodEndError, DormancyChargedError, NothingToChargeError
        ``savings.not-period-end``, ``savings.dormancy-charged-before``, ``savings.nothing-to-charge``
    """

    kind: ClassVar[str] = "savings.charge-dormancy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactivateSavings(_OnAccount, Command[SavingsReactivated]):
    """Wake a passive account because its member asks for it (mengaktifkan kembali); nothing is booked.

    Raises
    ------
    NotDormantError
        ``savings.not-dormant``
    """

    kind: ClassVar[str] = "savings.reactivate"


DormancyEvent = SavingsDormant | DormancyCharged | SavingsReactivated
DormancyCommand = MarkDormant | ChargeDormancy | ReactivateSavings
