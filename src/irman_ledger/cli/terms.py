"""The terms of a loan, read strictly from JSON, and the schedule that they give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from irman_ledger.cli.plan import Plan
from irman_ledger.core.calendar import Every, parse_date
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding
from irman_ledger.errors import InvalidInputError

T = TypeVar("T")
NEEDED: Final = ("principal", "rate", "method", "instalments", "disbursed_on")
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "": (*NEEDED, "first_due_on", "every", "rounding"),
    "rate": ("value", "per"),
    "every": ("months", "weeks", "days"),
    "rounding": ("step", "mode"),
}
CURRENCY: Final = "IDR"


class TermsError(InvalidInputError):
    """Terms that are not of the form that a schedule is calculated from."""

    code = "calc.terms"


class TermUnsupportedError(InvalidInputError):
    """A key that this version does not know; nothing is calculated without it."""

    code = "calc.unsupported"
    text = {"en": "{key} is not supported; there are {known}", "id": "{key} belum didukung; yang ada: {known}"}


def plan_of(given: Any) -> Plan:
    """The schedule of these terms.

    Raises
    ------
    TermUnsupportedError
        ``calc.unsupported``
    InvalidInputError
        ``calc.terms``, and what money, rates, days and the methods refuse.
    """
    from irman_ledger.coop.loans.methods import schedule

    terms = _table("terms", given, KEYS[""])
    for key in NEEDED:
        if key not in terms:
            raise TermsError(field=key, value=None, reason="is missing")
    principal = _money("principal", terms["principal"])
    rate = _rate(_table("rate", terms["rate"], KEYS["rate"]))
    rounding = {"step": "1", "mode": "half-up"} | _table("rounding", terms.get("rounding", {}), KEYS["rounding"])
    every = _table("every", terms.get("every", {"months": 1}), KEYS["every"])
    first = terms.get("first_due_on")
    instalments = schedule(
        principal,
        rate,
        _count("instalments", terms["instalments"]),
        method=_read("method", str, terms["method"]),
        start_on=_read("disbursed_on", parse_date, terms["disbursed_on"]),
        first_due_on=None if first is None else _read("first_due_on", parse_date, first),
        every=Every(**{unit: _count(f"every.{unit}", number) for unit, number in every.items()}),
        step=_money("rounding.step", rounding["step"]),
        mode=_mode(rounding["mode"]),
    )
    said = Label(f"{principal}, {terms['method']}, {rate.text('id')}", f"{principal}, {terms['method']}, {rate.text('en')}")
    return Plan(principal=principal, instalments=instalments, said=said)


def _table(name: str, value: Any, known: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TermsError(field=name, value=value, reason="must be an object")
    for key in value:
        if key not in known:
            raise TermUnsupportedError(field=name, key=key if name == "terms" else f"{name}.{key}", known=", ".join(known))
    return value


def _count(name: str, value: Any) -> int:
    if type(value) is not int:
        raise TermsError(field=name, value=value, reason="must be a whole number")
    return value


def _money(name: str, value: Any) -> Money:
    return _read(name, lambda text: Money.parse(text, CURRENCY), value)


def _rate(given: Mapping[str, Any]) -> Rate:
    for key in KEYS["rate"]:
        if key not in given:
            raise TermsError(field=f"rate.{key}", value=None, reason="is missing")
    per = _read("rate.per", str, given["per"])
    return _read("rate.value", lambda text: Rate.parse(f"{text}/{per}"), given["value"])


def _mode(value: Any) -> Rounding:
    known = [mode.value for mode in Rounding]
    if value not in known:
        raise TermsError(field="rounding.mode", value=value, reason="must be one of " + ", ".join(known))
    return Rounding(value)


def _read(name: str, read: Callable[[str], T], value: Any) -> T:
    if not isinstance(value, str):
        raise TermsError(field=name, value=value, reason="must be a string")
    try:
        return read(value)
    except InvalidInputError as error:
        error.field = name
        raise
