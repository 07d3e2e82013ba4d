"""Final income tax on savings interest that a cooperative pays to members who are persons (PPh final atas bunga simpanan).

Source: PP 15/2009, articles 1 and 2: 0 % where the interest of a month is at most Rp240,000, 10 % of the whole where it is more. What
a member earns in a month counts over all savings accounts. The rule is data with the day from which it holds: another rule is another
`FinalTax`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rounding import HALF_UP, Rounding
from irman_ledger.errors import InvalidInputError


class NoTaxRuleError(InvalidInputError):
    """A month for which no rule is known."""

    code = "tax.no-rule"
    text = {
        "en": "no rule is known for {value}; the first one holds from {from_on}",
        "id": "belum ada aturan untuk {value}; mulai {from_on}",
    }


class TaxAmountError(InvalidInputError):
    """Interest or tax below zero, or more tax withheld than the month to date owes."""

    code = "tax.amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalTax:
    """The rule from a day on.

    Parameters
    ----------
    source
        The regulation, as a slip names it.
    threshold
        Up to it a month's interest of a member is free.
    part
        The part of the **whole** interest that is taken above it.
    is_taxed_at_threshold
        Whether exactly the threshold is taxed too, as some cooperatives do; the regulation says "more than".
    """

    source: str
    from_on: date
    threshold: Money
    part: Fraction
    is_taxed_at_threshold: bool = False
    step: Money
    mode: Rounding = HALF_UP

    def tax_of(self, interest: Money) -> Money:
        """The tax on a member's interest of one month.

        Raises
        ------
        TaxAmountError
            ``tax.amount``
        """
        if interest.minor < 0:
            raise TaxAmountError(field="interest", value=interest, reason="is below zero")
        if not self._is_taxed(interest):
            return Money.zero(interest.currency)
        return interest.times(self.part, step=self.step, mode=self.mode)

    def due(self, interest: Money, withheld: Money) -> Money:
        """What is still to be withheld, of the month's interest to date, beside what was withheld in it before.

        Raises
        ------
        TaxAmountError
            ``tax.amount``: also where more was withheld than is owed.
        """
        tax = self.tax_of(interest)
        if withheld.minor < 0:
            raise TaxAmountError(field="withheld", value=withheld, reason="is below zero")
        if withheld > tax:
            raise TaxAmountError(field="withheld", value=withheld, reason=f"is more than the tax of the month, {tax}")
        return tax - withheld

    def _is_taxed(self, interest: Money) -> bool:
        return interest > self.threshold or (self.is_taxed_at_threshold and interest == self.threshold)


PP_15_2009: Final = FinalTax(source="PP 15/2009", from_on=date(2009, 1, 1), threshold=idr(240_000), part=Fraction(1, 10), step=idr(1))
RULES: Final = (PP_15_2009,)


def rule_of(month: Month, *, is_taxed_at_threshold: bool = False) -> FinalTax:
    """The rule in force in a month.

    Raises
    ------
    NoTaxRuleError
        ``tax.no-rule``
    """
    for rule in reversed(RULES):
        if rule.from_on <= month.first_day:
            return replace(rule, is_taxed_at_threshold=is_taxed_at_threshold)
    raise NoTaxRuleError(field="month", value=month, from_on=RULES[0].from_on)
