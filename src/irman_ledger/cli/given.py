"""JSON that a calculation is given, read strictly: each value says by its name what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding
from irman_ledger.errors import InvalidInputError

T = TypeVar("T")
CURRENCY: Final = "IDR"
RATE_KEYS: Final = ("value", "per")
ROUNDING_KEYS: Final = ("step", "mode")


class TermsError(InvalidInputError):
    """Terms that are not of the form that is calculated from."""

    code = "calc.terms"


class TermUnsupportedError(InvalidInputError):
    """A key that this version does not know; nothing is calculated without it."""

    code = "calc.unsupported"
    text = {"en": "{key} is not supported; there are {known}", "id": "{key} belum didukung; yang ada: {known}"}


def table(name: str, value: Any, known: tuple[str, ...], *, needed: tuple[str, ...] = ()) -> dict[str, Any]:
    """An object with known keys only and all that are needed."""
    if not isinstance(value, dict):
        raise TermsError(field=name, value=value, reason="must be an object")
    prefix = "" if name == "terms" else f"{name}."
    for key in value:
        if key not in known:
            raise TermUnsupportedError(field=name, key=prefix + key, known=", ".join(known))
    for key in needed:
        if key not in value:
            raise TermsError(field=prefix + key, value=None, reason="is missing")
    return value


def rows(name: str, value: Any) -> list[tuple[str, Any]]:
    """The items of a list, each with its name."""
    if not isinstance(value, list):
        raise TermsError(field=name, value=value, reason="must be a list")
    return [(f"{name}.{place}", item) for place, item in enumerate(value)]


def count(name: str, value: Any) -> int:
    """A whole number."""
    if type(value) is not int:
        raise TermsError(field=name, value=value, reason="must be a whole number")
    return value


def flag(name: str, value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise TermsError(field=name, value=value, reason="must be true or false")
    return value


def word(name: str, value: Any, known: tuple[str, ...]) -> str:
    """One of some words."""
    if value not in known:
        raise TermsError(field=name, value=value, reason="must be one of " + ", ".join(known))
    return str(value)


def money(name: str, value: Any) -> Money:
    """An amount in rupiah."""
    return read(name, lambda text: Money.parse(text, CURRENCY), value)


def amount_of(name: str, value: Any) -> Money:
    """An amount in rupiah that is zero or more."""
    amount = money(name, value)
    if amount.minor < 0:
        raise TermsError(field=name, value=amount, reason="is below zero")
    return amount


def rate(name: str, value: Any, known: tuple[str, ...] = ()) -> Rate:
    """A rate with its unit of time, which is one of these where some are named."""
    given: Mapping[str, Any] = table(name, value, RATE_KEYS, needed=RATE_KEYS)
    per = word(f"{name}.per", given["per"], known) if known else read(f"{name}.per", str, given["per"])
    return read(f"{name}.value", lambda text: Rate.parse(f"{text}/{per}"), given["value"])


def rounding(value: Any, *, step: str = "1", name: str = "rounding") -> tuple[Money, Rounding]:
    """The step and the mode; half up to `step` rupiah where nothing is said."""
    given = {"step": step, "mode": "half-up"} | table(name, value, ROUNDING_KEYS)
    mode = word(f"{name}.mode", given["mode"], tuple(one.value for one in Rounding))
    return money(f"{name}.step", given["step"]), Rounding(mode)


def read(name: str, reader: Callable[[str], T], value: Any) -> T:
    """A text, read by a function whose refusals then name the field."""
    if not isinstance(value, str):
        raise TermsError(field=name, value=value, reason="must be a string")
    try:
        return reader(value)
    except InvalidInputError as error:
        error.field = name
        raise
