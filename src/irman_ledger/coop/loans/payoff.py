"""What ends a loan on a day (pelunasan dipercepat)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, Literal, assert_never

from irman_ledger.coop.loans.allocation import open_instalments
from irman_ledger.coop.loans.commitment import Tranche
from irman_ledger.coop.loans.running import Split
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import HALF_UP, Rounding
from irman_ledger.core.schedule import Instalment

_NO_TIME: Final = timedelta(0)
PayoffInterest = Literal["to-date", "to-next-due", "whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payoff:
    """What must be paid on a day so that nothing is owed any more."""

    on: date
    principal: Money
    interest: Money
    penalty: Money

    @property
    def total(self) -> Money:
        """All three parts."""
        return self.principal + self.interest + self.penalty


def payoff(
    plan: Sequence[Instalment],
    paid_principal: Money,
    paid_interest: Money,
    on: date,
    *,
    interest: PayoffInterest = "whole",
    runs_from: date,
    step: Money,
    mode: Rounding = HALF_UP,
    penalty: Money | None = None,
    split: Split | None = None,
    segments: Sequence[Tranche] = (),
) -> Payoff:
    """The payoff of a loan.

    Parameters
    ----------
    interest
        Beside what has fallen due: ``to-date``, of the instalment whose period is running, the part of its interest that the days
        since the period began are of all its days; ``to-next-due``, the whole interest of that instalment; ``whole``, the
        interest of all instalments.
    runs_from
        The day on which the period of the first instalment begins; of a loan that was rescheduled, of the first new one.
    step, mode
        How the part of a running period is rounded.
    penalty
        What is due of it on the day, as `penalty_due` gives it.
    split
        The latest period that was split; of a running one the interest to date is then what the part that is over earned, and of
        the other part as many days as have passed.
    segments
        Parts of the loan that were paid out later: their interest in the period of their day runs from that day.

    Examples
    --------
    Flat, 2,000,000 over ten months with 40,000 of interest a month; the first instalment is paid; 15 days of the 31 of the
    second period have passed, and 40,000 x 15 / 31 is 19,354.84.

    >>> from irman_ledger.coop.loans.methods import schedule
    >>> from irman_ledger.core.money import idr
    >>> from irman_ledger.core.rate import Rate
    >>> began = date(2014, 4, 10)
    >>> plan = schedule(idr(2_000_000), Rate.yearly("24%"), 10, start_on=began)
    >>> terms = {"runs_from": began, "step": idr(1)}
    >>> payoff(plan, idr(200_000), idr(40_000), date(2014, 5, 25), interest="to-date", **terms).interest
    Money('Rp19.355')
    >>> payoff(plan, idr(200_000), idr(40_000), date(2014, 5, 25), interest="to-next-due", **terms).total
    Money('Rp1.840.000')
    """
    nothing = Money.zero(paid_principal.currency)
    unpaid = open_instalments(plan, paid_principal, paid_interest)
    rests = {one.no: one.interest for one in unpaid}
    owed, began_on = nothing, runs_from
    for instalment in plan:
        rest = rests.get(instalment.no, nothing)
        if instalment.due_on <= on:
            owed += rest
        else:
            earned = Split(began_on=began_on, on=began_on, interest=nothing)
            if split is not None and began_on in (split.began_on, split.on) and split.on < instalment.due_on:
                earned = split
            within = [one for one in segments if one.due_on == instalment.due_on]
            owed += _ahead(instalment, rest, earned, on, interest, step, mode, within)
        began_on = max(began_on, instalment.due_on)
    principal = Money.total((one.principal for one in unpaid), nothing.currency)
    return Payoff(on=on, principal=principal, interest=owed, penalty=nothing if penalty is None else penalty)


def _ahead(
    instalment: Instalment,
    rest: Money,
    earned: Split,
    on: date,
    interest: PayoffInterest,
    step: Money,
    mode: Rounding,
    within: Sequence[Tranche],
) -> Money:
    """What is owed of the interest of an instalment that is not due; what was paid of it before counts first."""
    nothing = rest - rest
    match interest:
        case "whole":
            return rest
        case "to-next-due":
            return rest if earned.began_on < on else nothing
        case "to-date":
            if on <= earned.began_on:
                return nothing
            part = Fraction(max(on - earned.on, _NO_TIME).days, (instalment.due_on - earned.on).days)
            running = instalment.interest - Money.total((one.interest for one in within), rest.currency)
            to_date = earned.interest + (running - earned.interest).times(part, step=step, mode=mode)
            for one in within:
                part = Fraction(max(on - one.on, _NO_TIME).days, (one.due_on - one.on).days)
                to_date += one.interest.times(part, step=step, mode=mode)
            return max(nothing, to_date - (instalment.interest - rest))
        case _:
            assert_never(interest)
