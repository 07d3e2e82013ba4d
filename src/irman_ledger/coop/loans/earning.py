"""What the contract of a loan has earned to a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from irman_ledger.coop.loans.accrual import Recognition
from irman_ledger.coop.loans.running import Split
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import Rounding
from irman_ledger.core.schedule import Instalment


def earned(
    plan: Sequence[Instalment], recognition: Recognition, on: date, *, step: Money, mode: Rounding, split: Split | None = None
) -> Money:
    """The interest that a plan has earned by the end of a day.

    What has fallen due is earned whole; of the instalment whose period runs, the part that the days since the one before it with
    interest are of all its days, rounded once. So interest that a grace or a bullet carries on is earned from the beginning. A period
    that was split earned by then what its first part came to; each of the two parts is shared over its own days.

    Examples
    --------
    120,000 a month from 15 January: the whole month to 15 February, and 13 days of the 28 to 15 March are 55,714.29.

    >>> from irman_ledger.coop.loans.methods import schedule
    >>> from irman_ledger.core.money import idr
    >>> from irman_ledger.core.rate import Rate
    >>> from irman_ledger.core.rounding import HALF_UP
    >>> began = date(2015, 1, 15)
    >>> plan = schedule(idr(12_000_000), Rate.yearly("12%"), 12, start_on=began)
    >>> earned(plan, Recognition(accrued="1-1600", earns_from=began), date(2015, 2, 28), step=idr(1), mode=HALF_UP)
    Money('Rp175.714')
    """
    sum_ = Money.zero(step.currency)
    began, carried = recognition.earns_from, recognition.carried or sum_
    for one in plan:
        if one.due_on <= on:
            sum_ += one.interest
        elif one.interest:
            from_on, base, to_on, whole = began, carried, one.due_on, one.interest
            if split is not None and began <= split.began_on and split.on < to_on:
                if split.on <= on:
                    from_on, base = split.on, split.interest
                else:
                    to_on, whole = split.on, split.interest
            if on <= from_on:
                return sum_ + base
            return sum_ + base + (whole - base).times(Fraction((on - from_on).days, (to_on - from_on).days), step=step, mode=mode)
        if one.interest:
            began = max(began, one.due_on)
        if one.due_on > recognition.earns_from and one.interest:
            carried -= carried
    return sum_
