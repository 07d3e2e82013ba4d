"""What a loan costs as its effective rate sees it, and what stands between that and the contract (biaya perolehan diamortisasi)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final

from irman_ledger.coop.loans.accrual import EffectiveInterest, Recognition
from irman_ledger.coop.loans.earning import earned
from irman_ledger.coop.loans.methods.effective import rate_of_one_period
from irman_ledger.coop.loans.refusals.accruing import EffectiveRateError
from irman_ledger.coop.loans.running import Split
from irman_ledger.core.calendar import Every, last_day_of_month
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate, RateOutOfRangeError
from irman_ledger.core.rounding import Rounding, round_ratio
from irman_ledger.core.schedule import Instalment

_DIGITS: Final = 40
_SCALE: Final = 10**20
_DAYS_OF_A_MONTH: Final = Fraction(365, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earning:
    """A plan, how its interest is income, and how that is rounded."""

    plan: Sequence[Instalment]
    recognition: Recognition
    split: Split | None
    step: Money
    mode: Rounding

    def to_date(self, on: date) -> Money:
        """The interest of the contract that is earned by the end of a day."""
        return earned(self.plan, self.recognition, on, step=self.step, mode=self.mode, split=self.split)

    def contract(self, on: date) -> Money:
        """What the contract still asks for of what is not due by a day: principal, and interest as far as it is earned."""
        to_date = self.to_date(on)
        principal = Money.total((one.principal for one in self.plan if one.due_on > on), to_date.currency)
        return principal + to_date - Money.total((one.interest for one in self.plan if one.due_on <= on), to_date.currency)

    def adjustment(self, on: date) -> Money:
        """What should stand between cost and contract by the end of a day, debit positive; none once everything has fallen due."""
        effective = self.recognition.effective
        assert effective is not None, "only effective interest is adjusted"
        fallen = (one.total for one in self.plan if effective.from_on < one.due_on <= on)
        cost = effective.received + earned_by_rate(self.plan, effective, on, step=self.step, mode=self.mode)
        return cost - Money.total(fallen, cost.currency) - self.contract(on)


def earned_by_rate(plan: Sequence[Instalment], effective: EffectiveInterest, on: date, *, step: Money, mode: Rounding) -> Money:
    """What a loan has earned from the day of its rate to the end of another: cost x rate, period by period, rounded once.

    Within a period it is earned by its days. Whole months count as such, other days by the 365/12 of a month.

    Examples
    --------
    12,000,000 flat at 12 % a year over 12 months, with a provision of 2 %: 2.1166 % a month of 11,760,000 are 248,913.49, and
    13 of the 28 days to 15 March of 2.1166 % of 10,888,913.49 are 107,006.70.

    >>> from irman_ledger.coop.loans.methods import MONTHLY, schedule
    >>> from irman_ledger.core.money import idr
    >>> from irman_ledger.core.rounding import HALF_UP
    >>> began = date(2015, 1, 15)
    >>> plan = schedule(idr(12_000_000), Rate.yearly("12%"), 12, start_on=began)
    >>> accounts = {"adjustment": "1-1586", "income": "4-1105"}
    >>> bears = effective_of("PJ-001", plan, idr(11_760_000), began, every=MONTHLY, **accounts)
    >>> earned_by_rate(plan, bears, date(2015, 2, 28), step=idr(1), mode=HALF_UP)
    Money('Rp355.920')
    """
    later = [one for one in plan if one.due_on > effective.from_on]
    asked = Money.total((one.total for one in later), step.currency)
    if not later or on >= later[-1].due_on:
        return asked - effective.received
    with localcontext(prec=_DIGITS):
        factor, cost, sum_, began_on = 1 + _decimal(effective.rate.value), Decimal(effective.received.minor), Decimal(0), effective.from_on
        for one in later:
            grown = cost * (factor ** _decimal(_periods(began_on, one.due_on, effective.rate.per)) - 1)
            if one.due_on > on:
                sum_ += grown * max(on - began_on, on - on).days / max((one.due_on - began_on).days, 1)
                break
            sum_, cost, began_on = sum_ + grown, cost + grown - one.total.minor, one.due_on
        exact = Fraction(sum_)
    return Money(round_ratio(exact.numerator, exact.denominator * step.minor, mode) * step.minor, step.currency)


def effective_of(
    loan: str, plan: Sequence[Instalment], cost: Money, from_on: date, *, adjustment: str, income: str, every: Every
) -> EffectiveInterest:
    """The rate at which what a plan asks for after a day is worth what the loan costs on it.

    A cost beyond all that is asked for bears nothing: what is beyond it is lost.

    Raises
    ------
    EffectiveRateError
        ``loan.effective-rate-none``
    """
    later = [one for one in plan if one.due_on > from_on]
    asked, per = Money.total((one.total for one in later), cost.currency), "month" if every.months else "day"
    received = min(cost, asked)
    periods = (_periods(begins, ends, per) for begins, ends in pairwise((from_on, *(one.due_on for one in later))))
    rate = _rate_of(received, later, tuple(accumulate(periods)), per) if received.minor > 0 or not later else None
    if rate is None:
        raise EffectiveRateError(field="loan", loan=loan, on=from_on, received=received, asked=asked)
    return EffectiveInterest(adjustment=adjustment, income=income, received=received, rate=rate, from_on=from_on)


def anew(
    loan: str, before: Earning, plan: Sequence[Instalment], base: Recognition, split: Split | None, on: date, every: Every
) -> Recognition:
    """How a loan earns by a new plan: what it costs on the day is what a new rate begins with.

    Of what stands between cost and contract as much stays as stays of the principal that the plan before asked for: money that
    came early takes its part with it.

    Parameters
    ----------
    base
        How the interest of the new plan is income.
    """
    effective = before.recognition.effective
    assert effective is not None, "only effective interest is adjusted"
    after = replace(before, plan=plan, recognition=base, split=split)
    left, asked = ([one.principal.minor for one in some if one.due_on > on] for some in (plan, before.plan))
    stays = before.adjustment(on)
    if sum(left) < sum(asked):
        stays = stays.times(Fraction(sum(left), sum(asked)), step=before.step, mode=before.mode)
    cost, accounts = after.contract(on) + stays, {"adjustment": effective.adjustment, "income": effective.income}
    return replace(base, effective=effective_of(loan, plan, cost, on, every=every, **accounts))


def _rate_of(received: Money, later: Sequence[Instalment], times: Sequence[Fraction], per: str) -> Rate | None:
    found = rate_of_one_period(received.minor, [one.total.minor for one in later], times)
    try:
        return None if found is None else Rate(Fraction(round(found * _SCALE), _SCALE), per)
    except RateOutOfRangeError:
        return None


def _periods(begins: date, ends: date, per: str) -> Fraction:
    """How many months or days lie between two days; a day that a month lacks is its last one."""
    days = Fraction((ends - begins).days)
    if per == "day":
        return days
    months = (ends.year - begins.year) * 12 + ends.month - begins.month
    cut = [one for one in (begins, ends) if one == last_day_of_month(one) and one.day < max(begins.day, ends.day)]
    return Fraction(months) if months and (begins.day == ends.day or cut) else days / _DAYS_OF_A_MONTH


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
