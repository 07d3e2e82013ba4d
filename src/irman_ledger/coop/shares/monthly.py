"""What is to be paid each month (simpanan wajib): the rates of a product, the months billed, what is behind and what is ahead.

A bill is an event without an entry: what a member has promised to bring in is no asset of the cooperative until it is paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money

Billed = tuple[tuple[Month, Month, Money], ...]
"""The months billed as spans in order of time: first month, last month, what each of them costs."""

SPANS_MAX = 30
"""Of one share account; with them its state stays below 2,048 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyRate:
    """What one month costs from a month on (tarif simpanan wajib).

    Parameters
    ----------
    from_on
        The first day of a month.
    category
        For members of this category (golongan) only; None: for all that have no rate of their own.
    amount
        Zero or more.
    """

    from_on: date
    category: str | None = None
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyDue:
    """How a share account stands against its bills on a day (tunggakan simpanan wajib).

    Parameters
    ----------
    billed
        The bills of all months that are over, the day itself included, where it is the last of its month.
    paid
        What was paid towards bills, be they due or not; less than zero where an old debt is not paid yet.
    arrears, advance
        What is behind, and what is paid for months that are not over; one of them is zero.
    months_late
        How many months that were billed and are over are not paid in full.
    late_since
        The oldest of them; None: none.
    """

    billed: Money
    paid: Money
    arrears: Money
    advance: Money
    months_late: int
    late_since: Month | None


def rate_in(rates: Sequence[MonthlyRate], category: str | None, month: Month) -> MonthlyRate | None:
    """The rate of a category in a month; that of all where it has none of its own; None where there is neither yet."""
    known = [rate for rate in rates if rate.from_on <= month.first_day]
    own = [rate for rate in known if category is not None and rate.category == category]
    fitting = own or [rate for rate in known if rate.category is None]
    return max(fitting, key=lambda rate: rate.from_on, default=None)


def eve_of(rates: Sequence[MonthlyRate]) -> date:
    """The day before the first month that has a rate: what was held by then was paid for no bill."""
    return min(rate.from_on for rate in rates) - timedelta(days=1)


def is_billed(billed: Billed, month: Month) -> bool:
    """Whether the month is among those billed."""
    return any(first <= month <= last for first, last, _amount in billed)


def with_month(billed: Billed, month: Month, amount: Money) -> Billed:
    """The months billed with one more; neighbours of the same amount become one span."""
    spans: list[tuple[Month, Month, Money]] = []
    for first, last, each in sorted([*billed, (month, month, amount)], key=lambda span: span[0]):
        if spans and spans[-1][1].next() == first and spans[-1][2] == each:
            spans[-1] = (spans[-1][0], last, each)
        else:
            spans.append((first, last, each))
    return tuple(spans)


def due(billed: Billed, paid: Money, on: date) -> MonthlyDue:
    """What the bills come to on a day, the oldest paid first.

    Parameters
    ----------
    paid
        Towards bills: what the account holds less what it held for other reasons.

    Examples
    --------
    >>> from irman_ledger.core.money import idr
    >>> bills = ((Month(2014, 4), Month(2014, 6), idr(10_000)),)
    >>> found = due(bills, idr(15_000), date(2014, 6, 30))
    >>> found.arrears, found.months_late, str(found.late_since)
    (Money('Rp15.000'), 2, '2014-05')
    """
    total, late = Money.zero(paid.currency), list[Month]()
    for month, amount in _months_over(billed, on):
        total += amount
        if total > paid and amount:
            late.append(month)
    nothing = Money.zero(paid.currency)
    return MonthlyDue(
        billed=total,
        paid=paid,
        arrears=max(total - paid, nothing),
        advance=max(paid - total, nothing),
        months_late=len(late),
        late_since=late[0] if late else None,
    )


def _months_over(billed: Billed, on: date) -> Iterator[tuple[Month, Money]]:
    for first, last, amount in billed:
        month = first
        while month <= last and month.last_day <= on:
            yield month, amount
            month = month.next()
