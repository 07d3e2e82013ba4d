"""Final tax on savings interest: PP 15/2009, 0 % up to Rp240.000 a month, 10 % of the whole above it.

Two credit unions (kopditkosayu.co.id, kspkopditankara.id) say that Rp240.000 itself is taxed; the regulation does not.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from irman_ledger import Month, idr
from irman_ledger.coop.savings.tax import PP_15_2009, NoTaxRuleError, TaxAmountError, rule_of


@pytest.mark.parametrize(
    ("interest", "tax", "at_threshold"),
    [
        (0, 0, 0),
        (239_999, 0, 0),
        (240_000, 0, 24_000),
        (240_001, 24_000, 24_000),  # 24.000,10
        (240_005, 24_001, 24_001),  # 24.000,50: half up
        (250_000, 25_000, 25_000),
        (300_000, 30_000, 30_000),
        (1_000_000, 100_000, 100_000),
    ],
)
def test_the_whole_interest_is_taxed_above_the_threshold(interest: int, tax: int, at_threshold: int) -> None:
    assert PP_15_2009.tax_of(idr(interest)) == idr(tax)
    assert replace(PP_15_2009, is_taxed_at_threshold=True).tax_of(idr(interest)) == idr(at_threshold)


def test_what_was_withheld_in_the_month_is_taken_off() -> None:
    # Two accounts of one member: 150.000 is free when it is paid, and taxed when the other 150.000 comes.
    assert PP_15_2009.due(idr(150_000), idr(0)) == idr(0)
    assert PP_15_2009.due(idr(300_000), idr(0)) == idr(30_000)
    assert PP_15_2009.due(idr(450_000), idr(30_000)) == idr(15_000)


@pytest.mark.parametrize(("interest", "withheld", "field"), [(-1, 0, "interest"), (250_000, -1, "withheld"), (250_000, 25_001, "withheld")])
def test_amounts_that_cannot_be_are_refused(interest: int, withheld: int, field: str) -> None:
    with pytest.raises(TaxAmountError) as held:
        PP_15_2009.due(idr(interest), idr(withheld))
    assert (held.value.code, held.value.field) == ("tax.amount", field)


def test_the_rule_holds_from_2009_on() -> None:
    assert rule_of(Month(2009, 1)) == PP_15_2009
    assert rule_of(Month(2014, 5)) == PP_15_2009
    with pytest.raises(NoTaxRuleError) as held:
        rule_of(Month(2008, 12))
    assert held.value.code == "tax.no-rule"
