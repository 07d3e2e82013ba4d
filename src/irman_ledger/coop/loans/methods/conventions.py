"""What a plan is told beside rate, number and rhythm: each a parameter of the product, each with a plain default."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from irman_ledger.core.day_count import DAY_COUNTS
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import UP, Rounding, StepNotPositiveError
from irman_ledger.core.working_days import HolidayRule, WorkCalendar
from irman_ledger.errors import InvalidInputError

Remainder = Literal["last", "first", "level", "shorter"]
Sizing = Literal["period", "days"]
MultipleOf = Literal["instalment", "parts"]
Balance = Literal["rounded", "exact"]
Holidays = Literal[HolidayRule, "skip"]

REMAINDERS: Final[tuple[Remainder, ...]] = get_args(Remainder)
SIZINGS: Final[tuple[Sizing, ...]] = get_args(Sizing)
MULTIPLES_OF: Final[tuple[MultipleOf, ...]] = get_args(MultipleOf)
BALANCES: Final[tuple[Balance, ...]] = get_args(Balance)
HOLIDAY_RULES: Final[tuple[Holidays, ...]] = (*get_args(HolidayRule), "skip")
BY_PERIOD: Final = "period"
DAY_COUNTS_OF_LOANS: Final = (BY_PERIOD, *DAY_COUNTS)
PRECISION: Final = (4, 40)
DUE_AFTER_DAYS_MAX: Final = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Grace:
    """How many of the first instalments are spared what (masa tenggang).

    Parameters
    ----------
    principal
        They repay no principal; the others share it.
    interest_payment
        Their interest runs but is not asked for; the first later instalment brings it, without interest on it.
    interest_free
        No interest runs.
    """

    principal: int = 0
    interest_payment: int = 0
    interest_free: int = 0

    def __post_init__(self) -> None:
        for name in ("principal", "interest_payment", "interest_free"):
            value = getattr(self, name)
            if type(value) is not int or value < 0:
                raise InvalidInputError(field=f"grace.{name}", value=value, reason="must be a whole number, zero or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How a plan counts, rounds and spares, where it departs from the plain one.

    Parameters
    ----------
    day_count
        ``period``: every period bears the rate of a whole one; or a key of `DAY_COUNTS`: the rate of the days from one
        instalment to the next.
    sizing
        What the equal instalment of an annuity is sized by: ``period``, whole periods, whatever `day_count` says; or
        ``days``, the very periods that bear the interest.
    precision
        Significant digits to which the rate of a period and the equal instalment are rounded, in the plan's mode, before
        money is; None: they stay exact.
    balance
        ``rounded``: what is left is the principal less the rounded parts; ``exact``: parts are rounded from the plan as it
        would be without any rounding, as spreadsheets print it (declining, annuity).
    multiple
        What each instalment as a whole is rounded to, beside the step of its parts; the principal takes the difference.
    multiple_mode
        How; up where nothing is said.
    multiple_of
        ``instalment``: the sum is rounded; ``parts``: principal and interest each, and then added (flat, declining).
    remainder
        Where goes what the roundings leave: ``last`` instalment; ``first`` one that repays; ``level``: the equal part is
        shifted once by the remainder's share if that brings the last one nearer; ``shorter``: the last one comes as soon as
        no more than an instalment is left.
    idle_months
        Months (1 to 12) without instalments: what falls there falls away, and the next one bears the longer period.
    due_after_days
        Days between the end of a period and the instalment's day: to dry and to sell what was harvested.
    month_end
        Where the first day of the rhythm is the last of its month, all are, in longer months too.
    holiday_rule, calendar
        Where an instalment's day goes if it is a holiday: it stays (``none``), becomes the next working day (``following``) or
        the one before (``preceding``), and interest runs by the days as they were; or what falls there falls away as in an
        idle month (``skip``), for daily collections.
    """

    day_count: str = BY_PERIOD
    sizing: Sizing = "period"
    precision: int | None = None
    balance: Balance = "rounded"
    multiple: Money | None = None
    multiple_mode: Rounding = UP
    multiple_of: MultipleOf = "instalment"
    remainder: Remainder = "last"
    grace: Grace = field(default_factory=Grace)
    idle_months: frozenset[int] = frozenset()
    due_after_days: int = 0
    month_end: bool = False
    holiday_rule: Holidays = "none"
    calendar: WorkCalendar | None = None

    def __post_init__(self) -> None:
        _check_word("day_count", self.day_count, DAY_COUNTS_OF_LOANS)
        _check_word("sizing", self.sizing, SIZINGS)
        _check_word("balance", self.balance, BALANCES)
        _check_word("multiple_of", self.multiple_of, MULTIPLES_OF)
        _check_word("remainder", self.remainder, REMAINDERS)
        _check_word("holiday_rule", self.holiday_rule, HOLIDAY_RULES)
        if self.precision is not None:
            _check_range("precision", self.precision, *PRECISION)
        if self.multiple is not None and self.multiple.minor <= 0:
            raise StepNotPositiveError(field="instalment_multiple", step=self.multiple)
        for month in sorted(self.idle_months):
            _check_range("idle_months", month, 1, 12)
        _check_range("due_after_days", self.due_after_days, 0, DUE_AFTER_DAYS_MAX)
        if self.holiday_rule != "none" and self.calendar is None:
            raise InvalidInputError(field="holidays", value=self.holiday_rule, reason="needs a calendar")


def _check_word(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise InvalidInputError(field=name, value=value, reason="must be one of " + ", ".join(known))


def _check_range(name: str, value: int, least: int, most: int) -> None:
    if type(value) is not int or not least <= value <= most:
        raise InvalidInputError(field=name, value=value, reason=f"must be {least} to {most}")


PLAIN: Final = Conventions()
