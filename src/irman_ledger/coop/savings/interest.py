"""Interest on savings: what a balance earned in a period, by the method, the tiers and the day count of the product.

Sources: Kepmen Koperasi 96/2004, standard operating procedures, p. 70 (lowest, average and daily balance); the day-count
conventions of `irman_ledger.core.day_count`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from irman_ledger.core.calendar import Month
from irman_ledger.core.day_count import DAY_COUNTS, year_fraction
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_EVEN, HALF_UP, Rounding, round_fraction
from irman_ledger.errors import InvalidInputError

Method = Literal["lowest", "average", "weighted-average", "daily"]
METHODS: Final = ("lowest", "average", "weighted-average", "daily")
Compounding = Literal["none", "monthly", "daily"]
COMPOUNDINGS: Final[tuple[Compounding, ...]] = ("none", "monthly", "daily")
DECIMALS_MAX: Final = 12
_DECIMALS: Final = 9
BY_MONTH: Final = "month"
BASES: Final = (BY_MONTH, *DAY_COUNTS)
_DAY: Final = timedelta(1)
_NOTHING: Final = Fraction(0)
_DAY_BY_DAY: Final = ("ACT/360", "ACT/364", "ACT/365F", "ACT/ACT")  # of which each day has its own part of a year


class InterestTermsError(InvalidInputError):
    """Terms of savings interest that contradict themselves."""

    code = "savings.interest-terms"


class InterestPeriodError(InvalidInputError):
    """A period that ends before it begins, that is no whole months where interest is by month, or a movement outside it."""

    code = "savings.interest-period"


class InterestBalanceError(InvalidInputError):
    """A balance below zero: what it costs is a matter of an overdraft, not of interest earned."""

    code = "savings.interest-balance"
    text = {"en": "the balance on {on} is below zero: {value}", "id": "saldo pada {on} kurang dari nol: {value}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A rate for balances from an amount on, up to and without `below`; None: without end."""

    from_amount: Money
    below: Money | None
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestTerms:
    """How a savings product earns (ketentuan jasa simpanan).

    Parameters
    ----------
    method
        ``lowest``: the lowest balance at the end of any day; ``average``: the plain mean of the balances that stood, one for the
        first day and one for each day with a movement; ``weighted-average``: weighted by days; ``daily``: each day's own.
    tiers
        From zero without holes or overlaps, the last one without end. The whole balance earns the rate of the tier that it lies in:
        each day's balance for ``daily``, the measured one for the others.
    basis
        ``month``: each calendar month is a twelfth of a year, not for ``daily``; else a day count of `DAY_COUNTS`.
    counts_last_day
        Whether the last day of the period earns.
    earns_from
        A balance below it earns nothing; None: every balance earns.
    step, mode
        The one rounding, of the sum; with ``monthly`` that of each month.
    compounding
        Whether what is earned and not posted yet earns, too: ``none``; ``monthly``: what the months before earned in the period of
        posting, each rounded; ``daily``: what the days before earned in it, only for ``daily`` interest by actual days.
    compounding_decimals
        Of the rupiah, to which ``daily`` compounding rounds the interest of a day, half-even, before it earns; None: nine.

    Raises
    ------
    InterestTermsError
        ``savings.interest-terms``
    """

    method: Method
    tiers: tuple[Tier, ...]
    basis: str
    counts_last_day: bool = True
    earns_from: Money | None = None
    step: Money
    mode: Rounding = HALF_UP
    compounding: Compounding = "none"
    compounding_decimals: int | None = None

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise InterestTermsError(field="method", value=self.method, reason="must be one of " + ", ".join(METHODS))
        if self.basis not in BASES:
            raise InterestTermsError(field="basis", value=self.basis, reason="must be one of " + ", ".join(BASES))
        if self.basis == BY_MONTH and self.method == "daily":
            raise InterestTermsError(field="basis", value=self.basis, reason="daily interest needs a day count")
        if self.basis == BY_MONTH and not self.counts_last_day:
            raise InterestTermsError(field="counts_last_day", value=False, reason="a month is counted whole")
        if self.compounding not in COMPOUNDINGS:
            raise InterestTermsError(field="compounding", value=self.compounding, reason="must be one of " + ", ".join(COMPOUNDINGS))
        if self.compounding == "daily" and (self.method != "daily" or self.basis not in _DAY_BY_DAY):
            reason = "needs daily interest by " + ", ".join(_DAY_BY_DAY)
            raise InterestTermsError(field="compounding", value=self.compounding, reason=reason)
        decimals = self.compounding_decimals
        if decimals is not None and (type(decimals) is not int or not 0 <= decimals <= DECIMALS_MAX or self.compounding != "daily"):
            reason = f"must be 0 to {DECIMALS_MAX}, with daily compounding"
            raise InterestTermsError(field="compounding_decimals", value=decimals, reason=reason)
        _check_tiers(self.tiers)

    def rate_of(self, balance: Money) -> Rate:
        """What a balance earns; the first tier's unit of time where it earns nothing."""
        if self.earns_from is not None and balance < self.earns_from:
            return Rate(Fraction(0), self.tiers[0].rate.per)
        return next(tier.rate for tier in reversed(self.tiers) if balance >= tier.from_amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days on which one balance stood, and what it earned on them, exactly and in minor units.

    With interest that earns, the balance holds what was earned before its first day. For the methods that measure one balance, the
    only span is the whole period with that balance.
    """

    from_on: date
    to_on: date
    days: int
    balance: Fraction
    rate: Rate
    interest: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """The spans of a period and the interest, rounded once."""

    spans: tuple[Span, ...]
    interest: Money


def interest_of(opening: Money, movements: Sequence[tuple[date, Money]], from_on: date, to_on: date, terms: InterestTerms) -> Earned:
    """What a balance earned from one day to another, both included unless the terms leave the last one out.

    The days are one period of posting: with ``compounding`` what is earned in it earns in it.

    Parameters
    ----------
    opening
        The balance before the first day's movements.
    movements
        Day and amount, deposits positive; in any order, several a day count by the balance at its end.

    Raises
    ------
    InterestPeriodError
        ``savings.interest-period``
    InterestBalanceError
        ``savings.interest-balance``
    """
    if terms.compounding == "monthly":
        return _month_by_month(opening, movements, from_on, to_on, terms)
    spans = spans_of(opening, movements, from_on, to_on, terms)
    return Earned(spans=spans, interest=rounded(spans, opening.currency, step=terms.step, mode=terms.mode))


def spans_of(
    opening: Money,
    movements: Sequence[tuple[date, Money]],
    from_on: date,
    to_on: date,
    terms: InterestTerms,
    carried: Fraction = _NOTHING,
) -> tuple[Span, ...]:
    """The same before it is rounded, stretch by stretch; refusals as `interest_of`.

    Parameters
    ----------
    carried
        What was earned before, in minor units, and earns.
    """
    _check_period(from_on, to_on, terms)
    stood = _stretches(opening, movements, from_on, to_on)
    last = to_on if terms.counts_last_day else to_on - _DAY
    stood = [(begin, min(end, last), balance) for begin, end, balance in stood if begin <= last]
    if terms.compounding == "daily":
        return tuple(_day_by_day(stood, terms, opening.currency, carried))
    if terms.method == "daily":
        return tuple(_span(begin, end, balance + carried, terms, opening.currency) for begin, end, balance in stood)
    return (_span(from_on, last, _measured(stood, terms.method) + carried, terms, opening.currency),)


def rounded(spans: Iterable[Span], currency: str, *, step: Money, mode: Rounding) -> Money:
    """What the spans add up to, rounded once."""
    exact = sum((span.interest for span in spans), Fraction(0))
    return Money.from_minor(1, currency).times(exact, step=step, mode=mode)


def _stretches(opening: Money, movements: Sequence[tuple[date, Money]], from_on: date, to_on: date) -> list[tuple[date, date, int]]:
    """First day, last day and balance in minor units of each stretch, in order."""
    balance, at_end = opening, {from_on: opening.minor}
    for on, amount in sorted(movements, key=lambda movement: movement[0]):
        if not from_on <= on <= to_on:
            raise InterestPeriodError(field="movements", value=on, reason=f"is not between {from_on} and {to_on}")
        balance += amount
        at_end[on] = balance.minor
    found, days = [], [*at_end, to_on + _DAY]
    for (begin, minor), following in zip(at_end.items(), days[1:], strict=True):
        if minor < 0:
            raise InterestBalanceError(field="movements", value=Money(minor, opening.currency), on=begin)
        found.append((begin, following - _DAY, minor))
    return found


def _measured(stood: Sequence[tuple[date, date, int]], method: str) -> Fraction:
    """The one balance that earns, in minor units."""
    balances = [balance for _begin, _end, balance in stood]
    if method == "lowest":
        return Fraction(min(balances))
    if method == "average":
        return Fraction(sum(balances), len(balances))
    days = [(end - begin).days + 1 for begin, end, _balance in stood]
    return Fraction(sum(balance * count for balance, count in zip(balances, days, strict=True)), sum(days))


def _span(begin: date, end: date, minor: Fraction, terms: InterestTerms, currency: str) -> Span:
    rate = _rate_of(minor, terms, currency)
    part, yearly = _part_of_year(terms.basis, begin, end), rate.to("year").value
    # One fraction of three, brought to its lowest terms once.
    interest = Fraction(minor.numerator * yearly.numerator * part.numerator, minor.denominator * yearly.denominator * part.denominator)
    return Span(from_on=begin, to_on=end, days=(end - begin).days + 1, balance=minor, rate=rate, interest=interest)


def _rate_of(minor: Fraction, terms: InterestTerms, currency: str) -> Rate:
    # A measured balance has parts of a sen; its tier is that of the whole sen below it.
    return terms.rate_of(Money(minor.numerator // minor.denominator, currency))


def _day_by_day(stood: Sequence[tuple[date, date, int]], terms: InterestTerms, currency: str, carried: Fraction) -> Iterator[Span]:
    """Days with one balance and one rate; what each earned, rounded to the decimals of the terms, earns from the day after."""
    scale = Fraction(10 ** (_DECIMALS if terms.compounding_decimals is None else terms.compounding_decimals), 100)
    for begin, end, balance in stood:
        first, on, stands, interest = begin, begin, balance + carried, _NOTHING
        while on <= end:
            worth, rate = balance + carried, _rate_of(balance + carried, terms, currency)
            exact = worth * rate.to("year").value * _part_of_year(terms.basis, on, on)
            day = Fraction(round_fraction(exact * scale, HALF_EVEN)) / scale
            carried, interest, on = carried + day, interest + day, on + _DAY
            if on > end or _rate_of(balance + carried, terms, currency) != rate:
                yield Span(from_on=first, to_on=on - _DAY, days=(on - first).days, balance=stands, rate=rate, interest=interest)
                first, stands, interest = on, balance + carried, _NOTHING


def _month_by_month(opening: Money, movements: Sequence[tuple[date, Money]], from_on: date, to_on: date, terms: InterestTerms) -> Earned:
    """A period of posting by its months, each rounded; what the months before earned stands beside the balance."""
    _check_period(from_on, to_on, terms)
    _stretches(opening, movements, from_on, to_on)
    spans, carried, begin = list[Span](), opening - opening, from_on
    while begin <= to_on:
        end = min(Month.of(begin).last_day, to_on)
        before = opening + Money.total((amount for on, amount in movements if on < begin), opening.currency)
        own = [(on, amount) for on, amount in movements if begin <= on <= end]
        if begin < end or terms.counts_last_day:
            found = spans_of(before, own, begin, end, terms, Fraction(carried.minor))
            spans, carried = [*spans, *found], carried + rounded(found, opening.currency, step=terms.step, mode=terms.mode)
        begin = end + _DAY
    return Earned(spans=tuple(spans), interest=carried)


@lru_cache(maxsize=8192)  # the accounts of a cooperative earn in the same months
def _part_of_year(basis: str, begin: date, end: date) -> Fraction:
    if basis == BY_MONTH:
        return Fraction(12 * (end.year - begin.year) + end.month - begin.month + 1, 12)
    return year_fraction(basis, begin, end + _DAY)


def _check_period(from_on: date, to_on: date, terms: InterestTerms) -> None:
    if to_on == date.max:
        raise InterestPeriodError(field="to_on", value=to_on, reason="is the last day there is")
    if to_on < from_on or (to_on == from_on and not terms.counts_last_day):
        raise InterestPeriodError(field="to_on", value=to_on, reason=f"must be after {from_on}")
    if terms.basis == BY_MONTH and (from_on.day != 1 or to_on != Month.of(to_on).last_day):
        raise InterestPeriodError(field="from_on", value=from_on, reason=f"must be the first of whole months that end on {to_on}")


def _check_tiers(tiers: Sequence[Tier]) -> None:
    if not tiers:
        raise InterestTermsError(field="tiers", value=(), reason="must not be empty")
    if tiers[0].from_amount.minor:
        raise InterestTermsError(field="tiers.0", value=tiers[0].from_amount, reason="must begin at zero")
    for place, (tier, following) in enumerate(pairwise(tiers)):
        if tier.below is None or tier.below != following.from_amount or tier.below <= tier.from_amount:
            reason = f"must end above {tier.from_amount} and where the next one begins, at {following.from_amount}"
            raise InterestTermsError(field=f"tiers.{place}", value=tier.below, reason=reason)
    if tiers[-1].below is not None:
        raise InterestTermsError(field=f"tiers.{len(tiers) - 1}", value=tiers[-1].below, reason="must have no end")
