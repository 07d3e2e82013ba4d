"""What an account should have earned in a book year up to a day: month by month, each rounded once, from its movements as known now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
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
    is_closing
        `to_on` is the day before the account is closed: it earns whatever the product says about last days.
    """

    months: Sequence[Month]
    to_on: date
    from_on: date
    opening: Money
    changes: Sequence[Change]
    policies: Sequence[tuple[date, InterestPolicy | None]]
    is_closing: bool = False


def earned(course: Course) -> Money:
    """The sum of the months; source of the methods: see `irman_ledger.coop.savings.interest`."""
    total, balance = Money.zero(course.opening.currency), course.opening
    by_month: dict[tuple[int, int], list[Change]] = {}
    for change in course.changes:
        by_month.setdefault((change.on.year, change.on.month), []).append(change)
    for month in course.months:
        changes = by_month.get((month.year, month.month), [])
        # A posting is dated with the last day of its period, and earns from the day after.
        own = [change for change in changes if not (change.is_interest and change.on == month.last_day)]
        total += _month(course, month, balance, own)
        balance += Money.total((change.amount for change in changes), balance.currency)
    return total


def _month(course: Course, month: Month, opening: Money, changes: Sequence[Change]) -> Money:
    spans: list[Span] = []
    step, mode = None, None
    for begin, end, policy in _stretches(course, month):
        before = opening + Money.total((change.amount for change in changes if change.on < begin), opening.currency)
        before, moved = _above_zero(before, [(change.on, change.amount) for change in changes if begin <= change.on <= end])
        is_last = end == month.last_day and not course.is_closing
        spans += _spans(before, moved, begin, end, policy, is_last=is_last)
        step, mode = policy.earning.step, policy.earning.mode
    if step is None or mode is None:
        return Money.zero(opening.currency)
    return rounded(spans, opening.currency, step=step, mode=mode)


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
    opening: Money, moved: Sequence[tuple[date, Money]], begin: date, end: date, policy: InterestPolicy, *, is_last: bool
) -> tuple[Span, ...]:
    terms = policy.earning
    if terms.basis == BY_MONTH:
        is_whole = begin.day == 1 and end == Month.of(end).last_day
        return spans_of(opening, moved, begin, end, terms) if is_whole else ()
    counts_last_day = terms.counts_last_day or not is_last
    if begin == end and not counts_last_day:
        return ()
    if counts_last_day != terms.counts_last_day:
        terms = replace(terms, counts_last_day=counts_last_day)
    return spans_of(opening, moved, begin, end, terms)
