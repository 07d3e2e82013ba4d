"""Conventions read strictly from a table: of a loan product in the bylaws, or of a calculation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NoReturn, TypeVar

from irman_ledger.coop.loans.methods.conventions import (
    BALANCES,
    DAY_COUNTS_OF_LOANS,
    HOLIDAY_RULES,
    MULTIPLES_OF,
    PLAIN,
    REMAINDERS,
    SIZINGS,
    Conventions,
    Grace,
)
from irman_ledger.core.calendar import parse_date
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import Rounding
from irman_ledger.core.working_days import WorkCalendar
from irman_ledger.errors import InvalidInputError

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GRACE_KEYS: Final = ("principal", "interest_payment", "interest_free")
HOLIDAY_KEYS: Final = ("rule", "from_year", "to_year", "weekend", "days")
CONVENTION_KEYS: Final = (
    "day_count",
    "sizing",
    "precision",
    "balance",
    "instalment_multiple",
    "multiple_mode",
    "multiple_of",
    "remainder",
    "grace",
    "idle_months",
    "due_after_days",
    "month_end",
    "holidays",
)

_S = TypeVar("_S", bound=str)
_L = TypeVar("_L", int, str)


def read_conventions(given: Mapping[str, object], currency: str) -> Conventions:
    """The conventions that a table names; its other keys are passed over.

    Parameters
    ----------
    given
        Some of `CONVENTION_KEYS`. ``instalment_multiple`` is text or whole units of the currency; ``grace`` a table of
        `GRACE_KEYS`; ``idle_months`` a list of 1 to 12; ``holidays`` a table of `HOLIDAY_KEYS`, its ``days`` as 2014-05-01 and
        its ``weekend`` in English.

    Raises
    ------
    InvalidInputError
        With the key that is wrong as `field`.
    """
    calendar, rule = _holidays(given)
    multiple = given.get("instalment_multiple")
    return Conventions(
        day_count=_choice(given, "day_count", DAY_COUNTS_OF_LOANS, PLAIN.day_count),
        sizing=_choice(given, "sizing", SIZINGS, PLAIN.sizing),
        precision=None if given.get("precision") is None else _count(given, "precision"),
        balance=_choice(given, "balance", BALANCES, PLAIN.balance),
        multiple=None if multiple is None else _amount("instalment_multiple", multiple, currency),
        multiple_mode=Rounding(_choice(given, "multiple_mode", tuple(mode.value for mode in Rounding), PLAIN.multiple_mode.value)),
        multiple_of=_choice(given, "multiple_of", MULTIPLES_OF, PLAIN.multiple_of),
        remainder=_choice(given, "remainder", REMAINDERS, PLAIN.remainder),
        grace=_grace(given),
        idle_months=frozenset(_list(given, "idle_months", int)),
        due_after_days=_count(given, "due_after_days"),
        month_end=_flag(given, "month_end"),
        holiday_rule=_choice(rule, "holidays.rule", HOLIDAY_RULES, "none"),
        calendar=calendar,
    )


def _grace(given: Mapping[str, object]) -> Grace:
    table = _table(given, "grace", GRACE_KEYS)
    return Grace(**{key: _count(table, f"grace.{key}") for key in GRACE_KEYS})


def _holidays(given: Mapping[str, object]) -> tuple[WorkCalendar | None, Mapping[str, object]]:
    if "holidays" not in given:
        return None, {}
    table = _table(given, "holidays", HOLIDAY_KEYS)
    for key in ("rule", "from_year", "to_year"):
        if f"holidays.{key}" not in table:
            _refuse(f"holidays.{key}", None, "is missing")
    weekend = _list(table, "holidays.weekend", str)
    for name in weekend:
        if name not in WEEKDAYS:
            _refuse("holidays.weekend", name, "must be one of " + ", ".join(WEEKDAYS))
    calendar = WorkCalendar(
        first_year=_count(table, "holidays.from_year"),
        last_year=_count(table, "holidays.to_year"),
        holidays=frozenset(_day(text) for text in _list(table, "holidays.days", str)),
        weekend=frozenset(WEEKDAYS.index(name) for name in weekend),
    )
    return calendar, table


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except InvalidInputError as error:
        error.field = "holidays.days"
        raise


def _table(given: Mapping[str, object], name: str, known: tuple[str, ...]) -> Mapping[str, object]:
    """A table within the table, its keys with its name before them."""
    value = given.get(name, {})
    if not isinstance(value, Mapping):
        _refuse(name, value, "must be an object")
    for key in value:
        if key not in known:
            _refuse(f"{name}.{key}", value[key], "must be one of " + ", ".join(known))
    return {f"{name}.{key}": item for key, item in value.items()}


def _choice(given: Mapping[str, object], name: str, known: tuple[_S, ...], plain: _S) -> _S:
    value = given.get(name, plain)
    for one in known:
        if one == value:
            return one
    _refuse(name, value, "must be one of " + ", ".join(known))


def _count(given: Mapping[str, object], name: str) -> int:
    value = given.get(name, 0)
    if type(value) is not int or value < 0:
        _refuse(name, value, "must be a whole number, zero or more")
    return value


def _flag(given: Mapping[str, object], name: str) -> bool:
    value = given.get(name, False)
    if not isinstance(value, bool):
        _refuse(name, value, "must be true or false")
    return value


def _list(given: Mapping[str, object], name: str, kind: type[_L]) -> list[_L]:
    value = given.get(name, [])
    if not isinstance(value, list | tuple):
        _refuse(name, value, "must be a list")
    for one in value:
        if type(one) is not kind:
            _refuse(name, one, "must be a whole number" if kind is int else "must be text")
    if len(set(value)) != len(value):
        _refuse(name, list(value), "names something twice")
    return list(value)


def _amount(name: str, value: object, currency: str) -> Money:
    if type(value) is not int and not isinstance(value, str):
        _refuse(name, value, 'must be whole units of the currency, or text such as "0,50"')
    try:
        return Money.parse(str(value), currency)
    except InvalidInputError as error:
        error.field = name
        raise


def _refuse(name: str, value: object, reason: str) -> NoReturn:
    raise InvalidInputError(field=name, value=value, reason=reason)
