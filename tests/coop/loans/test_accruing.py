"""Terms of recognition that contradict each other."""

from __future__ import annotations

import pytest

from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import parse
from tests.coop.loans.scenario import REGULER, SALE, bylaws


@pytest.mark.parametrize(
    ("terms", "field", "reason"),
    [
        ({**REGULER, "accrued": "1-1500"}, "accrued", 'goes only with recognition = "contractual"'),
        ({**REGULER, "recognition": "contractual"}, "accrued", "must be an account of the chart"),
        ({**REGULER, "recognition": "contractual", "accrued": "4-1100"}, "accrued", "must be an account of kind asset, it is income"),
        ({**REGULER, "recognition": "daily"}, "recognition", "must be one of cash, contractual"),
        ({**SALE, "recognition": "contractual", "accrued": "1-1500"}, "recognition", "does not go with sale"),
    ],
)
def test_contradictions_are_refused(terms: dict[str, object], field: str, reason: str) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        bylaws({"P": terms}).terms("P", "loans", parse)
    assert (refusal.value.field, refusal.value.details["reason"]) == (field, reason)
