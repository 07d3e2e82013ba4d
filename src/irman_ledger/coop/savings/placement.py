"""What was agreed on a term deposit, and what it has earned by that up to a day.

Source: simple interest, principal x rate x months / 12, or by a day count. A month of the term runs from its day to the same day of the
next month, or to the last one where that month is shorter; part of a month counts by its days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final, Literal, get_args

from irman_ledger.coop.savings.interest import BY_MONTH
from irman_ledger.core.calendar import Month
from irman_ledger.core.day_count import year_fraction
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding

Payment = Literal["monthly", "at-maturity"]
Rollover = Literal["none", "principal", "principal-and-interest"]
PAYMENTS: Final[tuple[Payment, ...]] = get_args(Payment)
ROLLOVERS: Final[tuple[Rollover, ...]] = get_args(Rollover)
MONTHS_MAX: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A term of a deposit as it was agreed (penempatan), whatever later bylaws say.

    Parameters
    ----------
    placed_on
        The day of the first term: its day of the month is that on which interest falls due and terms mature.
    months_before
        The months of the terms before this one.
    months
        Of this term.
    payment
        When interest is paid.
    rollover
        What is placed anew when the term is over (ARO).
    pay_to
        The savings account that interest goes to; None: it is paid in cash.
    basis
        ``month``, or a day count.
    earned_before
        What the terms before this one earned, or all terms of a deposit that has ended.
    ended_on
        The day on which it matured without being placed anew, or was broken; None: it runs.
    """

    placed_on: date
    months_before: int = 0
    months: int
    principal: Money
    rate: Rate
    payment: Payment
    rollover: Rollover
    pay_to: str | None
    basis: str
    step: Money
    mode: Rounding
    earned_before: Money
    ended_on: date | None = None

    @property
    def begins_on(self) -> date:
        """The first day of the term."""
        return self._falls_on(0)

    @property
    def matures_on(self) -> date:
        """The day on which the term is over; it earns nothing any more (jatuh tempo)."""
        return self._falls_on(self.months)

    @property
    def adds_interest(self) -> bool:
        """Whether the interest of the term is placed anew with the principal."""
        return self.rollover == "principal-and-interest"

    def earned(self, until: date) -> Money:
        """What all its terms earned before a day; nothing more after it has ended."""
        return self.earned_before if self.ended_on is not None else self.earned_before + self.earned_in_term(until, self.rate)

    def earned_in_term(self, until: date, rate: Rate) -> Money:
        """What this term earned before a day at a rate, rounded once."""
        until = min(max(until, self.begins_on), self.matures_on)
        part = Fraction(self._months(until), 12) if self.basis == BY_MONTH else year_fraction(self.basis, self.begins_on, until)
        return self.principal.times(rate.to("year").value * part, step=self.step, mode=self.mode)

    def payable(self, on: date) -> Money:
        """What was to be paid by a day, before tax, in all; interest that is placed anew is not paid."""
        if self.ended_on is not None or self.adds_interest:
            return self.earned_before
        if self.payment == "monthly":
            until = max(day for day in map(self._falls_on, range(self.months + 1)) if day <= max(on, self.begins_on))
        else:
            until = self.matures_on if on >= self.matures_on else self.begins_on
        return self.earned(until)

    def renewed(self, principal: Money, rate: Rate) -> Placement:
        """The next term, of as many months."""
        return replace(
            self,
            months_before=self.months_before + self.months,
            principal=principal,
            rate=rate,
            earned_before=self.earned(self.matures_on),
        )

    def ended(self, on: date, earned: Money) -> Placement:
        """What is left of it when it runs no longer."""
        return replace(self, ended_on=on, earned_before=earned)

    def _falls_on(self, months: int) -> date:
        month = Month.of(self.placed_on).plus(self.months_before + months)
        return month.first_day.replace(day=min(self.placed_on.day, month.last_day.day))

    def _months(self, until: date) -> Fraction:
        whole = max(count for count in range(self.months + 1) if self._falls_on(count) <= until)
        begin, end = self._falls_on(whole), self._falls_on(whole + 1)
        return whole + Fraction((until - begin).days, (end - begin).days)
