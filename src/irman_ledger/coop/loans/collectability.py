"""How likely a loan is to come back (kolektibilitas): its grade by the arrears of a day and the rule set that the bylaws name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, Final, Literal, NoReturn, get_args

from irman_ledger.coop.loans.arrears import Arrears
from irman_ledger.core.calendar import Every, due_dates
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.regulations import RuleSet, RuleSetError, rule_set
from irman_ledger.core.schedule import Instalment

Assessment = Literal["none", "salvageable", "claimed"]
"""What the office knows beside the figures: nothing; the loan can be rescued (dapat diselamatkan); its settlement lies with the
court, or it is claimed from an insurer (diserahkan ke pengadilan, diajukan ke asuransi)."""

ASSESSMENTS: Final[tuple[Assessment, ...]] = get_args(Assessment)
_MATTER: Final = "collectability"
_SCALE_KEYS: Final = frozenset({"loans", "period_months_below", "unit", "principal", "interest"})
_DOUBTFUL_KEYS: Final = ("collateral_percent_salvageable", "collateral_percent", "months_most")
_DAYS_OF_A_MONTH: Final = 30


class Grade(StrEnum):
    """The grades, from the best to the worst."""

    CURRENT = "current"
    SPECIAL_MENTION = "special-mention"
    SUBSTANDARD = "substandard"
    DOUBTFUL = "doubtful"
    LOSS = "loss"

    @property
    def label(self) -> Label:
        """Lancar, dalam perhatian khusus, kurang lancar, diragukan, macet."""
        return _LABELS[self]

    @property
    def rank(self) -> int:
        """0 for the best."""
        return _RANKS[self]

    @property
    def is_problem(self) -> bool:
        """A problem loan (pinjaman bermasalah): substandard or worse."""
        return self.rank >= _RANKS[Grade.SUBSTANDARD]


_RANKS: Final = {grade: rank for rank, grade in enumerate(Grade)}
_BELOW_CURRENT: Final = frozenset(grade.value for grade in Grade if grade is not Grade.CURRENT)
_LABELS: Final = {
    Grade.CURRENT: Label("Lancar", "Current"),
    Grade.SPECIAL_MENTION: Label("Dalam perhatian khusus", "Special mention"),
    Grade.SUBSTANDARD: Label("Kurang lancar", "Substandard"),
    Grade.DOUBTFUL: Label("Diragukan", "Doubtful"),
    Grade.LOSS: Label("Macet", "Loss"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Bounds for one kind of loan: a grade is reached when arrears are more than its bound.

    Parameters
    ----------
    is_bullet
        For loans whose principal falls due at once; None: for any.
    period_months_below
        For loans whose instalments fall due more often than every so many months; None: for any.
    unit
        Of the bounds: calendar months or days.
    """

    is_bullet: bool | None
    period_months_below: int | None
    unit: Literal["days", "months"]
    principal: tuple[tuple[Grade, int], ...]
    interest: tuple[tuple[Grade, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """While a doubtful loan stays doubtful and is not lost yet.

    Parameters
    ----------
    collateral_percent_salvageable, collateral_percent
        The least collateral, in percent of principal and late interest: of a loan that can be rescued, and of one that cannot.
    months_most
        How many months at most.
    """

    collateral_percent_salvageable: int
    collateral_percent: int
    months_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectabilityRules:
    """A rule set, as it is read from its data file; `doubtful` None: the bounds alone decide."""

    code: str
    label: Label
    source: str
    scales: tuple[Scale, ...]
    doubtful: Doubtful | None

    @property
    def grades(self) -> tuple[Grade, ...]:
        """Every grade that it can give, the best first."""
        named = {grade for scale in self.scales for grade, _bound in (*scale.principal, *scale.interest)}
        lost = {Grade.LOSS} if self.doubtful is not None else set()
        return tuple(grade for grade in Grade if grade in named | lost | {Grade.CURRENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What is graded: a loan on a day.

    Parameters
    ----------
    every
        The rhythm of its instalments.
    is_bullet
        Its principal falls due at once: see `is_bullet`.
    outstanding, collateral
        The principal owed, and what counts of its collateral.
    assessment
        What the office knows beside the figures.
    doubtful_since
        The day from which it has been graded doubtful or worse without a break; None: it is not.
    """

    arrears: Arrears
    every: Every
    is_bullet: bool
    outstanding: Money
    collateral: Money
    assessment: Assessment = "none"
    doubtful_since: date | None = None


def grade(exposure: Exposure, rules: CollectabilityRules) -> Grade:
    """The grade of a loan on the day of its arrears: the worse of principal and interest.

    Notes
    -----
    A loan of which nothing is owed is current. Where the rules say how long a loan may stay doubtful, what is worse than
    substandard is doubtful or lost by its collateral and its age, and what is claimed in court or from an insurer is lost.
    """
    if not exposure.outstanding and not exposure.arrears.interest:
        return Grade.CURRENT
    scale = _scale(exposure, rules)
    late, on = exposure.arrears, exposure.arrears.on
    found = max(
        _reached(scale.principal, late.principal_since, on, scale.unit),
        _reached(scale.interest, late.interest_since, on, scale.unit),
        key=lambda one: one.rank,
    )
    if rules.doubtful is None:
        return found
    if exposure.assessment == "claimed":
        return Grade.LOSS
    is_lost = found is Grade.DOUBTFUL and _is_lost(exposure, rules.doubtful)
    return Grade.LOSS if is_lost else found


def is_bullet(plan: Sequence[Instalment]) -> bool:
    """Whether the principal of a plan falls due at once; a last instalment taken over from the old books is not such a plan."""
    repaying = [one for one in plan if one.principal]
    return len(repaying) == 1 and (len(plan) > 1 or repaying[0].no == 1)


def _scale(exposure: Exposure, rules: CollectabilityRules) -> Scale:
    for scale in rules.scales:
        fits = scale.is_bullet in (None, exposure.is_bullet)
        if fits and (scale.period_months_below is None or _months(exposure.every) < scale.period_months_below):
            return scale
    raise AssertionError(f"{rules.code} has a scale for every loan; its reader saw to it")


def _months(every: Every) -> Fraction:
    return Fraction(every.months) + Fraction(7 * every.weeks + every.days, _DAYS_OF_A_MONTH)


def _reached(bounds: tuple[tuple[Grade, int], ...], since: date | None, on: date, unit: Literal["days", "months"]) -> Grade:
    reached = Grade.CURRENT
    for one, bound in bounds:
        if since is not None and _is_more(since, on, bound, unit):
            reached = one
    return reached


def _is_more(since: date, on: date, bound: int, unit: Literal["days", "months"]) -> bool:
    """Whether what is late since a day is so by more than a bound; so many months end on the same day of the later month."""
    if unit == "days" or not bound:
        return (on - since).days > bound
    return on > due_dates(since, 1, Every(months=bound))[0]


def _is_lost(exposure: Exposure, doubtful: Doubtful) -> bool:
    since, on = exposure.doubtful_since, exposure.arrears.on
    if since is not None and _is_more(since, on, doubtful.months_most, "months"):
        return True
    is_salvageable = exposure.assessment == "salvageable"
    percent = doubtful.collateral_percent_salvageable if is_salvageable else doubtful.collateral_percent
    debt = exposure.outstanding + exposure.arrears.interest
    return exposure.collateral * 100 < debt * percent


# --- reading the data file ---


@cache
def collectability_rules(code: str) -> CollectabilityRules:
    """The rule set of this code, read strictly.

    Raises
    ------
    RuleSetUnknownError
        ``regulation.unknown``
    RuleSetError
        ``regulation.malformed``
    """
    return read_collectability(rule_set(_MATTER, code))


def read_collectability(found: RuleSet) -> CollectabilityRules:
    """A rule set from its table: ``scales``, and where it knows such a test ``doubtful``."""
    for key, value in found.terms.items():
        if key not in ("scales", "doubtful"):
            _refuse(found, key, value, "is not a key of collectability rules")
    given = found.terms.get("scales")
    if not isinstance(given, list) or not given:
        _refuse(found, "scales", given, "must be tables")
    scales = tuple(_read_scale(found, f"scales[{place}]", one) for place, one in enumerate(given))
    for kind in (False, True):
        if not any(one.is_bullet in (None, kind) and one.period_months_below is None for one in scales):
            _refuse(found, "scales", kind, "leave a kind of loan without a scale")
    doubtful = _read_doubtful(found, found.terms["doubtful"]) if "doubtful" in found.terms else None
    return CollectabilityRules(code=found.code, label=found.label, source=found.source, scales=scales, doubtful=doubtful)


def _read_scale(found: RuleSet, path: str, table: Any) -> Scale:
    if not isinstance(table, Mapping):
        _refuse(found, path, table, "must be a table")
    for key, value in table.items():
        if key not in _SCALE_KEYS:
            _refuse(found, f"{path}.{key}", value, "is not a key of a scale")
    loans, unit, below = table.get("loans"), table.get("unit"), table.get("period_months_below")
    if loans not in ("any", "instalments", "bullet"):
        _refuse(found, f"{path}.loans", loans, "must be one of any, instalments, bullet")
    if unit not in ("days", "months"):
        _refuse(found, f"{path}.unit", unit, "must be days or months")
    if below is not None and (type(below) is not int or below < 1):
        _refuse(found, f"{path}.period_months_below", below, "must be a whole number of months, 1 or more")
    return Scale(
        is_bullet={"any": None, "instalments": False, "bullet": True}[loans],
        period_months_below=below,
        unit=unit,
        principal=_read_bounds(found, f"{path}.principal", table.get("principal")),
        interest=_read_bounds(found, f"{path}.interest", table.get("interest")),
    )


def _read_bounds(found: RuleSet, path: str, table: Any) -> tuple[tuple[Grade, int], ...]:
    if not isinstance(table, Mapping) or not table:
        _refuse(found, path, table, "must be a table of bounds")
    bounds: list[tuple[Grade, int]] = []
    for key, bound in table.items():
        if key not in _BELOW_CURRENT:
            _refuse(found, f"{path}.{key}", bound, "is not a grade below current")
        if type(bound) is not int or bound < 0:
            _refuse(found, f"{path}.{key}", bound, "must be a whole number, zero or more")
        if bounds and (Grade(key).rank <= bounds[-1][0].rank or bound <= bounds[-1][1]):
            _refuse(found, f"{path}.{key}", bound, "must be worse and higher than the bound before it")
        bounds.append((Grade(key), bound))
    return tuple(bounds)


def _read_doubtful(found: RuleSet, table: Any) -> Doubtful:
    if not isinstance(table, Mapping) or set(table) != set(_DOUBTFUL_KEYS):
        _refuse(found, "doubtful", table, f"must have the keys {', '.join(_DOUBTFUL_KEYS)}")
    for key, value in table.items():
        if type(value) is not int or value < 1:
            _refuse(found, f"doubtful.{key}", value, "must be a whole number, 1 or more")
    return Doubtful(**table)


def _refuse(found: RuleSet, field: str, value: object, reason: str) -> NoReturn:
    raise RuleSetError(field=field, rules=found.code, value=value, reason=reason)
