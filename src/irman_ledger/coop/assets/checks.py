"""What a command of this module may look like, field by field."""

from __future__ import annotations

from datetime import date
from typing import Final

from irman_ledger.coop.assets.refusals import SalvageExceedsError
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code, checked_text
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError

TEXT_LENGTH_MAX: Final = 120


def both(asset: str, group: str | None) -> tuple[Subject, ...]:
    """The asset, then the group that keeps it."""
    owner = Subject("asset", asset)
    return (owner,) if group is None else (owner, Subject("group", group))


def check_thing(asset: str, category: str, description: str) -> None:
    """Number, category and description."""
    checked_code(asset, field="asset")
    checked_code(category, field="category")
    if not checked_text(description, field="description", length_max=TEXT_LENGTH_MAX).strip():
        raise InvalidInputError(field="description", value=description, reason="must not be empty")


def check_origin(fund: str, serial: str | None, deed: str | None) -> None:
    """Fund, serial number and deed."""
    checked_code(fund, field="fund")
    for field, value in (("serial", serial), ("deed", deed)):
        if value is not None:
            checked_code(value, field=field)


def check_salvage(asset: str, salvage: Money | None, carrying: Money) -> None:
    """At most what the asset stands at."""
    if salvage is None:
        return
    check_money("salvage", salvage, least=0)
    if salvage > carrying:
        raise SalvageExceedsError(field="salvage", asset=asset, carrying=carrying, salvage=salvage)


def check_word(field: str, value: object, words: tuple[str, ...]) -> None:
    """One of the words."""
    if value not in words:
        raise InvalidInputError(field=field, value=value, reason=f"must be one of {', '.join(words)}")


def check_custody(group: str | None, location: str | None) -> None:
    """Group and location."""
    if group is not None:
        checked_code(group, field="group")
    if location is not None and not checked_text(location, field="location", length_max=TEXT_LENGTH_MAX).strip():
        raise InvalidInputError(field="location", value=location, reason="must not be empty")


def check_reason(field: str, value: str) -> None:
    """A sentence, not empty."""
    if not checked_text(value, field=field, length_max=TEXT_LENGTH_MAX).strip():
        raise InvalidInputError(field=field, value=value, reason="must not be empty")


def check_day(on: object) -> None:
    """A day, not a moment."""
    if type(on) is not date:
        raise DateMalformedError(field="on", value=on)


def check_money(field: str, amount: object, least: int) -> None:
    """Money, at least so much."""
    if not isinstance(amount, Money) or amount.minor < least:
        raise InvalidInputError(field=field, value=amount, reason="must be money, " + ("more than zero" if least else "zero or more"))


def check_count(field: str, value: int, least: int) -> None:
    """A whole number of months."""
    if type(value) is not int or not least <= value <= 1200:
        raise InvalidInputError(field=field, value=value, reason=f"must be a whole number, {least} to 1200")
