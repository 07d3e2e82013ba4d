"""What the commands on items check alike."""

from __future__ import annotations

from datetime import date
from typing import Final

from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code, checked_text
from irman_ledger.core.money import Money
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError

TEXT_LENGTH_MAX: Final = 120


def check_head(item: str, on: object) -> None:
    """The number of the item and the day."""
    checked_code(item, field="item")
    if type(on) is not date:
        raise DateMalformedError(field="on", value=on)


def check_quantity(field: str, quantity: object, *, least: int = 1) -> None:
    """A quantity, more than zero unless said otherwise."""
    if not isinstance(quantity, Quantity) or quantity.hundredths < least:
        reason = "must be a quantity, " + ("more than zero" if least else "zero or more")
        raise InvalidInputError(field=field, value=quantity, reason=reason)


def check_money(field: str, amount: object, *, least: int = 1) -> None:
    """Money, more than zero unless said otherwise."""
    if not isinstance(amount, Money) or amount.minor < least:
        raise InvalidInputError(field=field, value=amount, reason="must be money, " + ("more than zero" if least else "zero or more"))


def check_text(field: str, value: str) -> None:
    """A text that is not empty, at most 120 characters."""
    if not checked_text(value, field=field, length_max=TEXT_LENGTH_MAX).strip():
        raise InvalidInputError(field=field, value=value, reason="must not be empty")


def check_codes(**codes: str | None) -> None:
    """Codes, where they are given."""
    for field, code in codes.items():
        if code is not None:
            checked_code(code, field=field)


def check_other(field: str, other: str, item: str) -> None:
    """Another item than this one."""
    checked_code(other, field=field)
    if other == item:
        raise InvalidInputError(field=field, value=other, reason="must be another item")


def subject(item: str) -> Subject:
    """The item."""
    return Subject("stock", item)
