"""How fast repayment plans are calculated; no database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from benchmarks.common import Row, at_most, median_of_three
from irman_ledger.coop.loans.methods import METHODS, Conventions, Grace, schedule
from irman_ledger.core.money import idr
from irman_ledger.core.rate import Rate

BEGIN = date(2014, 1, 31)
RATE = Rate.yearly("18.1%")
LONG_MS, MANY_S = 3.0, 10.0


def plans(tenth: int) -> list[Row]:
    """One plan of 360 instalments, and 10,000 of 24 over all methods, plain and with conventions."""
    told = Conventions(day_count="ACT/ACT", grace=Grace(principal=2, interest_payment=1), due_after_days=1)

    def long() -> None:
        for _ in range(20):
            schedule(idr(500_000_000), RATE, 360, method="annuity", start_on=BEGIN)

    def many(conventions: Conventions) -> Callable[[], None]:
        def made() -> None:
            for n in range(10_000 // tenth):
                method = tuple(METHODS)[n % len(METHODS)]
                schedule(idr(1_000_000 + n), RATE, 24, method=method, start_on=BEGIN, conventions=conventions)

        return made

    return [
        at_most("one annuity of 360 instalments, ms", median_of_three(long) / 20 * 1e3, LONG_MS, "{:.2f}"),
        at_most("10,000 plans of 24 instalments, s", median_of_three(many(Conventions())) * tenth, MANY_S, "{:.2f}"),
        at_most("the same by days, with grace, s", median_of_three(many(told)) * tenth, MANY_S, "{:.2f}"),
    ]
