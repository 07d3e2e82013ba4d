"""How an asset is depreciated from a day on, as it was decided then, whatever later bylaws say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from irman_ledger.coop.assets.depreciation import METHODS, FirstMonth, Life, Method, elapsed_months
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding, round_to_step


@dataclass(frozen=True, slots=True, kw_only=True)
class DepreciationPlan:
    """What is to be written off from a day on (rencana penyusutan).

    Parameters
    ----------
    before
        Accumulated depreciation when the plan began.
    carrying
        What the asset stood at then: its cost less `before`, and less what was impaired.
    salvage
        What it is expected to be worth in the end (nilai sisa); zero to `carrying`.
    months
        Of its life from then on; zero: it had outlived it, and what is left is written off in the first month.
    rate
        Of a year, for the declining method.
    step, mode
        How what should be written off to date is rounded.
    """

    begins_on: date
    before: Money
    carrying: Money
    salvage: Money
    months: int
    method: Method
    first_month: FirstMonth
    step: Money
    mode: Rounding
    rate: Rate | None = None

    def accumulated(self, month: Month) -> Money:
        """Accumulated depreciation as it should be at the end of a month, rounded once to date; never beyond the salvage value."""
        most = self.carrying.minor - self.salvage.minor
        if not self.months:
            written = most if month >= Month.of(self.begins_on) else 0
        else:
            rate = None if self.rate is None else self.rate.to("year").value
            life = Life(carrying=self.carrying.minor, salvage=self.salvage.minor, months=self.months, rate=rate)
            exact = METHODS[self.method](life, elapsed_months(self.begins_on, month, self.first_month))
            written = most if exact == most else min(round_to_step(exact, self.step.minor, self.mode), most)
        return self.before + Money(written, self.before.currency)
