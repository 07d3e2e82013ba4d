"""What is set aside for a loan that may not come back (penyisihan penghapusan pinjaman): the target of a grade, by a rule set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NoReturn

from irman_ledger.coop.loans.collectability import Grade
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.regulations import RuleSet, RuleSetError, rule_set
from irman_ledger.core.rounding import Rounding
from irman_ledger.errors import InvalidInputError

_MATTER: Final = "allowance"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceRules:
    """A rule set.

    Parameters
    ----------
    percent
        Which part is set aside, by grade.
    less_collateral
        The grades whose base is what collateral does not cover.
    """

    code: str
    label: Label
    source: str
    percent: Mapping[Grade, Rate]
    less_collateral: frozenset[Grade]


def base(outstanding: Money, margin: Money, collateral: Money, grade: Grade, rules: AllowanceRules) -> Money:
    """What an allowance is taken of: the debt without the margin that is not earned yet, in some grades less collateral.

    Parameters
    ----------
    margin
        The unearned margin within `outstanding`; zero for a loan with interest.
    collateral
        What counts of it; more than the debt leaves a base of zero.
    """
    debt = outstanding - margin
    if grade in rules.less_collateral:
        debt -= collateral
    return max(debt, Money.zero(outstanding.currency))


def target(
    outstanding: Money, grade: Grade, rules: AllowanceRules, *, collateral: Money, margin: Money, step: Money, mode: Rounding
) -> Money:
    """The allowance that a loan should have; rounded once, to whole steps.

    Examples
    --------
    >>> from irman_ledger.core.money import idr
    >>> from irman_ledger.core.rounding import HALF_UP
    >>> rules, nothing = allowance_rules("PPAPWD_2021"), idr(0)
    >>> target(idr(10_000_000), Grade.SUBSTANDARD, rules, collateral=idr(4_000_000), margin=nothing, step=idr(1), mode=HALF_UP)
    Money('Rp600.000')
    """
    return base(outstanding, margin, collateral, grade, rules).times(rules.percent[grade], step=step, mode=mode)


# --- reading the data file ---


@cache
def allowance_rules(code: str) -> AllowanceRules:
    """The rule set of this code, read strictly.

    Raises
    ------
    RuleSetUnknownError
        ``regulation.unknown``
    RuleSetError
        ``regulation.malformed``
    """
    return read_allowance(rule_set(_MATTER, code))


def read_allowance(found: RuleSet) -> AllowanceRules:
    """A rule set from its table: ``percent`` by grade, and the grades that are ``less_collateral``."""
    for key, value in found.terms.items():
        if key not in ("percent", "less_collateral"):
            _refuse(found, key, value, "is not a key of allowance rules")
    table, less = found.terms.get("percent"), found.terms.get("less_collateral")
    if not isinstance(table, Mapping) or Grade.CURRENT not in table or Grade.LOSS not in table:
        _refuse(found, "percent", table, "must be a table of grades, current and loss among them")
    percent = {}
    for key, text in table.items():
        try:
            percent[Grade(key)] = read_percent(text)
        except (InvalidInputError, ValueError) as error:
            _refuse(found, f"percent.{key}", text, str(error))
    if not isinstance(less, list) or any(one not in percent for one in less):
        _refuse(found, "less_collateral", less, "must be a list of grades that have a percentage")
    return AllowanceRules(
        code=found.code,
        label=found.label,
        source=found.source,
        percent=percent,
        less_collateral=frozenset(Grade(one) for one in less),
    )


def read_percent(text: Any) -> Rate:
    """A part of an amount, 0 % to 100 %, written as text (``"0.5%"``).

    Raises
    ------
    InvalidInputError
        ``rate.malformed``, ``rate.out-of-range`` or ``input.invalid``
    """
    if not isinstance(text, str) or not text.endswith("%"):
        raise InvalidInputError(field="percent", value=text, reason='must be text such as "0.5%"')
    rate = Rate.once(text)
    if rate.value > 1:
        raise InvalidInputError(field="percent", value=text, reason="must be 0% to 100%")
    return rate


def _refuse(found: RuleSet, field: str, value: object, reason: str) -> NoReturn:
    raise RuleSetError(field=field, rules=found.code, value=value, reason=reason)
