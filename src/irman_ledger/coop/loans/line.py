"""A line of credit (rekening koran): what a loan keeps of it, what its product says, and what it bears."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal

from irman_ledger.core.day_count import year_fraction
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding

LineInterest = Literal["billed", "capitalised"]

_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRate:
    """The rate of a line from a day on, that day included."""

    from_on: date
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCharge:
    """What was charged of a line at once.

    Parameters
    ----------
    on
        The day to which it was charged, that day included.
    interest
        Less than zero where earlier bills were too high.
    capitalised
        The part of it that went to the balance.
    """

    on: date
    interest: Money
    capitalised: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """What was agreed of a line of credit beside its limit, and how far its interest is charged.

    Parameters
    ----------
    expires_on
        The day on which what is drawn falls due; nothing more is drawn from it on.
    day_count
        How the days of each balance are counted.
    due_days
        So many days after it was charged a bill falls due.
    interest
        ``billed``: what is charged is asked for; ``capitalised``: it goes to the balance as far as the limit holds it.
    rates
        In order of day.
    charges
        All of them, oldest first.
    """

    expires_on: date
    day_count: str
    due_days: int
    interest: LineInterest
    rates: tuple[LineRate, ...]
    charges: tuple[LineCharge, ...] = ()

    @property
    def charged_on(self) -> date | None:
        """The day to which it was charged; None: it never was."""
        return self.charges[-1].on if self.charges else None

    def charged(self, currency: str) -> Money:
        """All that was charged."""
        return Money.total((one.interest for one in self.charges), currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTerms:
    """A product that is a line of credit."""

    day_count: str
    due_days: int
    interest: LineInterest
    account: str
    contra: str


def line_interest(moved: Iterable[tuple[date, Money]], line: CreditLine, until: date, *, step: Money, mode: Rounding) -> Money:
    """What a line bears to a day, that day not counted: each balance by its days, all rounded once.

    Parameters
    ----------
    moved
        What was added to the balance, and on which value date; less than zero where it was repaid. What a day bears is borne by
        the balance at its end.

    Notes
    -----
    Interest that went to the balance bears from the day after. Where a movement came late, it is taken as if the charge of its
    time had been right, so that the interest on interest is made good with it.

    Examples
    --------
    4,000,000 for ten days and 2,500,000 for 16, at 18 % a year: 80,000,000 x 18 % / 365 is 39,452.05.

    >>> from irman_ledger.core.money import idr
    >>> from irman_ledger.core.rounding import HALF_UP
    >>> rates = (LineRate(from_on=date(2014, 1, 5), rate=Rate.yearly("18%")),)
    >>> line = CreditLine(expires_on=date(2015, 1, 5), day_count="ACT/365F", due_days=10, interest="billed", rates=rates)
    >>> moved = [(date(2014, 1, 5), idr(4_000_000)), (date(2014, 1, 15), idr(-1_500_000))]
    >>> line_interest(moved, line, date(2014, 1, 31), step=idr(1), mode=HALF_UP)
    Money('Rp39.452')
    """
    days: dict[date, int] = {}
    for day, amount in moved:
        days[day] = days.get(day, 0) + amount.minor
    for one in line.charges:
        if line.interest == "capitalised" and one.capitalised:
            days[one.on] = days.get(one.on, 0) - one.capitalised.minor
    asked = step - step
    for one in line.charges:
        after = one.on + _A_DAY
        if line.interest == "capitalised" and one.capitalised and after < until:
            to_date = _rounded(_exact(days, line, after), step, mode)
            own, asked = to_date - asked, to_date
            days[after] = days.get(after, 0) + (own - (one.interest - one.capitalised)).minor
    return _rounded(_exact(days, line, until), step, mode)


def _exact(days: dict[date, int], line: CreditLine, until: date) -> Fraction:
    """Balances by days and rates, exactly, in sen."""
    edges = sorted({*(day for day in days if day < until), *(one.from_on for one in line.rates[1:] if one.from_on < until), until})
    found, balance = Fraction(0), 0
    for first, last in pairwise(edges):
        balance += days.get(first, 0)
        rate = next((one.rate for one in reversed(line.rates) if one.from_on <= first), line.rates[0].rate)
        found += balance * year_fraction(line.day_count, first, last) * rate.to("year").value
    return found


def _rounded(exact: Fraction, step: Money, mode: Rounding) -> Money:
    return step.times(exact / step.minor, step=step, mode=mode)
