"""What a revolving fund is measured by (kinerja dana bergulir), from figures alone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final, Literal

from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.regulations import RuleSetError, rule_set
from irman_ledger.errors import InvalidInputError

__all__ = ["Band", "Bar", "FundFigures", "Grading", "bars"]

Band = Literal["good", "sufficient", "poor"]
"""Baik, cukup, kurang."""

_MEASURES: Final = ("loans_at_risk", "portfolio_at_risk", "repayment", "cost_coverage", "return")


@dataclass(frozen=True, slots=True, kw_only=True)
class FundFigures:
    """What is known of a fund at the end of a period; each measure is exact, and None where it would be a part of nothing, or of less.

    Parameters
    ----------
    outstanding
        What its loans owe at the end, as their contracts have it.
    late_30, late_90
        What those owe that are more than 30 days late, and those that are late by the days of the rules or more.
    overdue_90
        What is overdue of the latter.
    borrowers_groups, groups_late
        The groups with a loan, and those of them with one that is late by the days of the rules or more.
    income, cost
        Of the period.
    months
        Of the period.
    capital
        What was given to the fund and stands in it.
    base
        Its own wealth at the beginning of the period, with what was given to it since.
    fell_due, collected_of_due
        The instalments that fell due in the period, and what of them is paid at its end.
    repaid, outstanding_before
        What came back on its loans in the period, and what they owed at its beginning.
    borrowers, partners
        Different members who ever had a loan of the fund, and partners ever enrolled.
    lost, used
        What was written off, and what other funds had of it, in the period.
    cash, net_loans
        At the end; the loans without deferred margin and allowance.
    """

    outstanding: Money
    late_30: Money
    late_90: Money
    overdue_90: Money
    borrowers_groups: int
    groups_late: int
    income: Money
    cost: Money
    months: int
    capital: Money
    base: Money
    fell_due: Money
    collected_of_due: Money
    repaid: Money
    outstanding_before: Money
    borrowers: int
    partners: int
    lost: Money
    used: Money
    cash: Money
    net_loans: Money

    @property
    def loans_at_risk(self) -> Fraction | None:
        """LAR: groups with a late loan, of all with a loan."""
        return Fraction(self.groups_late, self.borrowers_groups) if self.borrowers_groups else None

    @property
    def portfolio_at_risk_30(self) -> Fraction | None:
        """PAR30: what is owed by loans that are more than 30 days late, of what is owed."""
        return _part(self.late_30, self.outstanding)

    @property
    def portfolio_at_risk(self) -> Fraction | None:
        """PAR: what is owed by loans that are late by three months or more, of what is owed."""
        return _part(self.late_90, self.outstanding)

    @property
    def repayment(self) -> Fraction | None:
        """RR: what is owed without the overdue of loans three months late, of what is owed."""
        return _part(self.outstanding - self.overdue_90, self.outstanding)

    @property
    def cost_coverage(self) -> Fraction | None:
        """CCr: income of the period for its cost."""
        return _part(self.income, self.cost)

    @property
    def annual_return(self) -> Fraction | None:
        """ROI: the result by the year, of the capital."""
        part = _part(self.income - self.cost, self.capital)
        return None if part is None else part * 12 / self.months

    @property
    def on_time(self) -> Fraction | None:
        """What is paid of the instalments that fell due in the period."""
        return _part(self.collected_of_due, self.fell_due)

    @property
    def turnover(self) -> Fraction | None:
        """What came back by the year, of what they owed on average at the beginning and the end."""
        part = _part(self.repaid * 2, self.outstanding_before + self.outstanding)
        return None if part is None else part * 12 / self.months

    @property
    def reach(self) -> Fraction | None:
        """Borrowers of all partners who were enrolled."""
        return Fraction(self.borrowers, self.partners) if self.partners else None

    @property
    def leakage(self) -> Fraction | None:
        """What was lost and what other funds had, of the fund at the beginning and what was given since."""
        return _part(self.lost + self.used, self.base)

    @property
    def fund_ratio(self) -> Fraction | None:
        """Cash and net loans, of the capital: less than one means that the fund has shrunk."""
        return _part(self.cash + self.net_loans, self.capital)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """From where on, or up to where, a measure is good and sufficient; both bounds belong to it."""

    good: Fraction
    sufficient: Fraction
    is_better_below: bool

    def band(self, measure: Fraction) -> Band:
        """The band of a measure."""
        if self.is_better_below:
            return "good" if measure <= self.good else "sufficient" if measure <= self.sufficient else "poor"
        return "good" if measure >= self.good else "sufficient" if measure >= self.sufficient else "poor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """The bars of a programme, and from how many days on a loan counts as late with them."""

    code: str
    late_days: int
    bars: dict[str, Bar]


@cache
def bars(code: str) -> Grading:
    """The bars of a rule set on the matter ``revolving``.

    Raises
    ------
    RuleSetUnknownError, RuleSetError
        ``regulation.unknown``, ``regulation.malformed``
    """
    terms = rule_set("revolving", code).terms
    days = terms.get("late_days")
    if type(days) is not int or days < 1:
        raise RuleSetError(field="late_days", rules=code, value=days, reason="must be a whole number of days")
    return Grading(code=code, late_days=days, bars={measure: _bar(code, measure, terms.get(measure)) for measure in _MEASURES})


def _bar(code: str, measure: str, terms: object) -> Bar:
    if not isinstance(terms, dict) or terms.get("better") not in ("below", "above"):
        raise RuleSetError(field=measure, rules=code, value=terms, reason="must have good, sufficient and better = below or above")
    try:
        good, sufficient = (Rate.once(str(terms.get(key))).value for key in ("good", "sufficient"))
    except InvalidInputError as error:
        raise RuleSetError(field=measure, rules=code, value=terms, reason=error.message()) from error
    return Bar(good=good, sufficient=sufficient, is_better_below=terms["better"] == "below")


def _part(part: Money, whole: Money) -> Fraction | None:
    return Fraction(part.minor, whole.minor) if whole.minor > 0 else None
