"""What the savings module does at the end of a month: interest is credited where its period ends, and accrued where it does not."""

from __future__ import annotations

from typing import Final

from irman_ledger.coop.savings.commands import AccrueInterest, PostInterest
from irman_ledger.coop.savings.refusals import InterestCreditedError, NothingEarnedError
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.coop.savings.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.protocols import MonthEndStep


def _interest(no: str, state: SavingsState, bylaws: Bylaws, month: Month) -> AccrueInterest | PostInterest | None:
    policy = bylaws.terms(state.product, "savings", parse).interest if state.product in bylaws.products else None
    if policy is None or state.moves_from > month.last_day:
        return None
    if policy.period(month.last_day, bylaws)[1] == month.last_day:
        return PostInterest(account=no, on=month.last_day)
    return AccrueInterest(account=no, on=month.last_day) if policy.accrued is not None else None


MONTH_END: Final = (
    MonthEndStep(
        name="savings-interest",
        label=Label("Jasa simpanan", "Interest on savings"),
        subject_kind="savings",
        command=_interest,
        nothing=frozenset({NothingEarnedError.code, InterestCreditedError.code}),
        by_member=True,  # the tax counts over the member's accounts: so the one that earned most bears it
    ),
)
