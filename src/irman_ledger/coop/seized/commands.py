"""What can be asked of foreclosed collateral."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, get_args

from irman_ledger.coop.seized.events import (
    CollateralTaken,
    SeizedKept,
    SeizedSold,
    SeizedTakenOver,
    SeizedValued,
    SurplusPaid,
    Way,
)
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code, checked_text
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError

TEXT_LENGTH_MAX: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCollateral(Command[CollateralTaken]):
    """Take over collateral for a loan (pengambilalihan agunan); one half of `irman_ledger.coop.procedures.seize`, no money moves.

    Parameters
    ----------
    value
        For which it is taken over, more than zero.
    settled
        What of it the loan was set off against, not more than `value`; the rest is owed to the member.
    description
        What it is; without a person's name. At most 120 characters.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "seized.take"

    seized: str
    member: str
    loan: str
    collateral: str
    description: str
    on: date
    value: Money
    settled: Money

    def __post_init__(self) -> None:
        _check_codes(seized=self.seized, member=self.member, loan=self.loan, collateral=self.collateral)
        _check_text("description", self.description)
        _check_day(self.on)
        _check_money("value", self.value, least=1)
        _check_money("settled", self.settled, least=1)
        if self.settled > self.value:
            raise InvalidInputError(field="settled", value=self.settled, reason="must not be more than value")

    def subjects(self) -> tuple[Subject, ...]:
        """The collateral, then the member who gave it."""
        return Subject("seized", self.seized), Subject("member", self.member)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverSeized(Command[SeizedTakenOver]):
    """Bring foreclosed collateral of the old books into this one (saldo awal agunan yang diambil alih).

    Parameters
    ----------
    cost
        For which it was once taken over, more than zero.
    carrying
        What it stands at, zero to `cost`.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "seized.take-over"

    seized: str
    member: str
    description: str
    on: date
    cost: Money
    carrying: Money

    def __post_init__(self) -> None:
        _check_codes(seized=self.seized, member=self.member)
        _check_text("description", self.description)
        _check_day(self.on)
        _check_money("cost", self.cost, least=1)
        _check_money("carrying", self.carrying, least=0)
        if self.carrying > self.cost:
            raise InvalidInputError(field="carrying", value=self.carrying, reason="must not be more than cost")

    def subjects(self) -> tuple[Subject, ...]:
        """The collateral, then the member who gave it."""
        return Subject("seized", self.seized), Subject("member", self.member)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSeized(Command[SeizedValued]):
    """Value foreclosed collateral (penilaian kembali): it is brought to the lower of its cost and what it would bring.

    Parameters
    ----------
    value
        What it would be sold for on the day, zero or more.
    selling_costs
        What that would cost, zero or more; nothing where it is not given.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "seized.value"

    seized: str
    on: date
    value: Money
    selling_costs: Money | None = None

    def __post_init__(self) -> None:
        _check_codes(seized=self.seized)
        _check_day(self.on)
        _check_money("value", self.value, least=0)
        if self.selling_costs is not None:
            _check_money("selling_costs", self.selling_costs, least=0)

    def subjects(self) -> tuple[Subject, ...]:
        """The collateral."""
        return (Subject("seized", self.seized),)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSeized(Command[SeizedKept]):
    """Pay what it costs to keep foreclosed collateral; never a part of its value.

    Parameters
    ----------
    amount
        More than zero.
    purpose
        What for; without a person's name. At most 120 characters.
    settle
        The cash box or bank account it is paid from; the default one where it is not given.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "seized.keep"

    seized: str
    on: date
    amount: Money
    purpose: str
    settle: str | None = None

    def __post_init__(self) -> None:
        _check_codes(seized=self.seized)
        _check_day(self.on)
        _check_money("amount", self.amount, least=1)
        _check_text("purpose", self.purpose)

    def subjects(self) -> tuple[Subject, ...]:
        """The collateral."""
        return (Subject("seized", self.seized),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SellSeized(Command[SeizedSold]):
    """Sell foreclosed collateral, or give it back to the member who pays for it.

    Parameters
    ----------
    way
        ``auction``, ``private``, or ``member``: bought back.
    proceeds
        What comes in, more than zero.
    settle
        The cash box or bank account it is paid into; the default one where it is not given.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "seized.sell"

    seized: str
    on: date
    way: Way
    proceeds: Money
    settle: str | None = None

    def __post_init__(self) -> None:
        _check_codes(seized=self.seized)
        _check_day(self.on)
        if self.way not in get_args(Way):
            raise InvalidInputError(field="way", value=self.way, reason="must be one of " + ", ".join(get_args(Way)))
        _check_money("proceeds", self.proceeds, least=1)

    def subjects(self) -> tuple[Subject, ...]:
        """The collateral."""
        return (Subject("seized", self.seized),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySurplus(Command[SurplusPaid]):
    """Pay out to its member all that the collateral was worth beyond the loan, also after it is sold.

    Parameters
    ----------
    settle
        The cash box or bank account it is paid from; the default one where it is not given.

    Raises
    ------
    CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "seized.pay-surplus"

    seized: str
    on: date
    settle: str | None = None

    def __post_init__(self) -> None:
        _check_codes(seized=self.seized)
        _check_day(self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The collateral."""
        return (Subject("seized", self.seized),)


SeizedCommand = TakeCollateral | TakeOverSeized | ValueSeized | KeepSeized | SellSeized | PaySurplus


def _check_codes(**codes: str) -> None:
    for field, code in codes.items():
        checked_code(code, field=field)


def _check_day(on: object) -> None:
    if type(on) is not date:
        raise DateMalformedError(field="on", value=on)


def _check_money(field: str, amount: object, least: int) -> None:
    if not isinstance(amount, Money) or amount.minor < least:
        raise InvalidInputError(field=field, value=amount, reason="must be money, " + ("more than zero" if least else "zero or more"))


def _check_text(field: str, value: str) -> None:
    if not checked_text(value, field=field, length_max=TEXT_LENGTH_MAX).strip():
        raise InvalidInputError(field=field, value=value, reason="must not be empty")
