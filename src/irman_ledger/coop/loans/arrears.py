"""What is due and how late it is (tunggakan): questions to a plan and to what is paid, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from irman_ledger.coop.loans.allocation import open_instalments
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment


@dataclass(frozen=True, slots=True)
class Due:
    """What has fallen due and is not paid."""

    principal: Money
    interest: Money

    @property
    def total(self) -> Money:
        """Both parts."""
        return self.principal + self.interest


def due(plan: Sequence[Instalment], paid_principal: Money, paid_interest: Money, on: date) -> Due:
    """What has fallen due by a day, the day itself included, and is not paid."""
    fallen = [one for one in open_instalments(plan, paid_principal, paid_interest) if one.due_on <= on]
    currency = paid_principal.currency
    return Due(Money.total((one.principal for one in fallen), currency), Money.total((one.interest for one in fallen), currency))


def instalments_late(plan: Sequence[Instalment], paid_principal: Money, paid_interest: Money, on: date) -> int:
    """How many instalments are not paid in full although their day has passed; on its own day one is not late."""
    return sum(one.due_on < on for one in open_instalments(plan, paid_principal, paid_interest))


def days_late(plan: Sequence[Instalment], paid_principal: Money, paid_interest: Money, on: date) -> int:
    """Days since the oldest instalment that is not paid in full fell due; zero where none is late."""
    unpaid = open_instalments(plan, paid_principal, paid_interest)
    return max(0, *((on - one.due_on).days for one in unpaid)) if unpaid else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrears:
    """What a loan has not paid although its day has passed, principal and interest apart (tunggakan pokok, tunggakan bunga).

    Parameters
    ----------
    on
        The day; what falls due on it is not late yet.
    principal, interest
        Zero or more.
    principal_since, interest_since
        The day on which the oldest unpaid part of it fell due; None: nothing is late.
    """

    on: date
    principal: Money
    interest: Money
    principal_since: date | None = None
    interest_since: date | None = None

    @property
    def days_principal(self) -> int:
        """Days past due of the oldest unpaid principal."""
        return 0 if self.principal_since is None else (self.on - self.principal_since).days

    @property
    def days_interest(self) -> int:
        """Days past due of the oldest unpaid interest."""
        return 0 if self.interest_since is None else (self.on - self.interest_since).days

    @property
    def days(self) -> int:
        """Days past due of the older of the two."""
        return max(self.days_principal, self.days_interest)


def arrears(plan: Sequence[Instalment], paid_principal: Money, paid_interest: Money, on: date) -> Arrears:
    """The arrears of a loan at the end of a day, by its contractual plan and what was paid by value date up to that day.

    Parameters
    ----------
    paid_principal, paid_interest
        Each settles its own part of the plan, oldest first.
    """
    late = [one for one in open_instalments(plan, paid_principal, paid_interest) if one.due_on < on]
    currency = paid_principal.currency
    return Arrears(
        on=on,
        principal=Money.total((one.principal for one in late), currency),
        interest=Money.total((one.interest for one in late), currency),
        principal_since=next((one.due_on for one in late if one.principal), None),
        interest_since=next((one.due_on for one in late if one.interest), None),
    )
