"""What an account should have earned in a book year up to a day: month by month, each rounded once, from its movements as known now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from irman_ledger.coop.savings.interest import BY_MONTH, Span, rounded, spans_of
from irman_ledger.coop.savings.interest_terms import InterestPolicy
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money

_DAY = timedelta(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What moved the balance on a day, deposits positive; `is_interest`: it was credited by a posting of interest."""

    on: date
    amount: Money
    is_interest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The year of an account as far as its interest goes.

    Parameters
    ----------
    months
        Of the book year up to the one that holds `to_on`.
    to_on
        The last day that earns, unless the product leaves out the last day of each month.
    from_on
        Days before it earned elsewhere: the old books had credited them.
    opening
        The balance before the first month.
    policies
        The terms of the product, each from a day on, the first one from the first day of the year at the latest; None: it earned nothing.
    year_from
        The first day of the book year, from which its periods of posting count; None: that of the first month.
    is_closing
        `to_on` is the day before the account is closed: it earns whatever the product says about last days.
    """

    months: Sequence[Month]
    to_on: date
    from_on: date
    opening: Money
    changes: Sequence[Change]
    policies: Sequence[tuple[date, InterestPolicy | None]]
    year_from: date | None = None
    is_closing: bool = False

    def carried(self, month: Month, policy: InterestPolicy | None, before: Mapping[Month, tuple[Money, Fraction]]) -> Fraction:
        """What earlier months of the period of posting earned, and earns in a month, in minor units."""
        if policy is None or policy.earning.compounding == "none":
            return Fraction(0)
        start = Month.of(self.year_from or self.months[0].first_day)
        since = _months_between(start, month) % policy.months
        earlier = [found for one, found in before.items() if 0 < _months_between(one, month) <= since]
        is_daily = policy.earning.compounding == "daily"
        return sum((exact if is_daily else Fraction(amount.minor) for amount, exact in earlier), Fraction(0))


def _months_between(first: Month, last: Month) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def earned(course: Course) -> Money:
    """The sum of the months; source of the methods: see `irman_ledger.coop.savings.interest`."""
    balance, found = course.opening, dict[Month, tuple[Money, Fraction]]()
    by_month: dict[tuple[int, int], list[Change]] = {}
    for change in course.changes:
        by_month.setdefault((change.on.year, change.on.month), []).append(change)
    for month in course.months:
        changes = by_month.get((month.year, month.month), [])
        # A posting is dated with the last day of its period, and earns from the day after.
        own = [change for change in changes if not (change.is_interest and change.on == month.last_day)]
        found[month] = _month(course, month, balance, own, found)
        balance += Money.total((change.amount for change in changes), balance.currency)
    return Money.total((amount for amount, _exact in found.values()), course.opening.currency)


def _month(
    course: Course, month: Month, opening: Money, changes: Sequence[Change], before_it: Mapping[Month, tuple[Money, Fraction]]
) -> tuple[Money, Fraction]:
    """What a month earned, rounded once, and exactly."""
    spans: list[Span] = []
    step, mode = None, None
    for begin, end, policy in _stretches(course, month):
        before = opening + Money.total((change.amount for change in changes if change.on < begin), opening.currency)
        before, moved = _above_zero(before, [(change.on, change.amount) for change in changes if begin <= change.on <= end])
        is_last = end == month.last_day and not course.is_closing
        carried = course.carried(month, policy, before_it)
        if policy.earning.compounding == "daily":
            carried += sum((span.interest for span in spans), Fraction(0))
        spans += _spans(before, moved, begin, end, policy, carried, is_last=is_last)
        step, mode = policy.earning.step, policy.earning.mode
    if step is None or mode is None:
        return Money.zero(opening.currency), Fraction(0)
    exact = sum((span.interest for span in spans), Fraction(0))
    return rounded(spans, opening.currency, step=step, mode=mode), exact


def _above_zero(opening: Money, moved: Sequence[tuple[date, Money]]) -> tuple[Money, list[tuple[date, Money]]]:
    """The same course with zero where it lies below: a day on which the account is overdrawn earns nothing."""
    nothing, by_day = Money.zero(opening.currency), dict[date, Money]()
    for on, amount in moved:
        by_day[on] = by_day.get(on, nothing) + amount
    balance, above = opening, []
    for on in sorted(by_day):
        before, balance = balance, balance + by_day[on]
        above.append((on, max(balance, nothing) - max(before, nothing)))
    return max(opening, nothing), above


def _stretches(course: Course, month: Month) -> Iterator[tuple[date, date, InterestPolicy]]:
    """The days of a month with the terms that hold on them.

    Only daily interest follows a change within the month; what is measured over a month keeps the terms of its first day.
    """
    begin, end = max(month.first_day, course.from_on), min(month.last_day, course.to_on)
    if begin > end:
        return
    first = [policy for on, policy in course.policies if on <= begin][-1]
    changes = [(begin, first)]
    if first is None or not first.is_measured:
        changes += [(on, policy) for on, policy in course.policies if begin < on <= end and (policy is None or not policy.is_measured)]
    for (on, policy), (following, _) in pairwise([*changes, (end + _DAY, None)]):
        if policy is not None:
            yield on, following - _DAY, policy


def _spans(
    opening: Money, moved: Sequence[tuple[date, Money]], begin: date, end: date, policy: InterestPolicy, carried: Fraction, *, is_last: bool
) -> tuple[Span, ...]:
    terms = policy.earning
    if terms.basis == BY_MONTH:
        is_whole = begin.day == 1 and end == Month.of(end).last_day
        return spans_of(opening, moved, begin, end, terms, carried) if is_whole else ()
    counts_last_day = terms.counts_last_day or not is_last
    if begin == end and not counts_last_day:
        return ()
    if counts_last_day != terms.counts_last_day:
        terms = replace(terms, counts_last_day=counts_last_day)
    return spans_of(opening, moved, begin, end, terms, carried)
