"""What the plans of each method have earned by a day, and terms of recognition that contradict each other."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger.coop.loans import Conventions, Grace, Recognition, earned, schedule
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.money import idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP
from tests.coop.loans.scenario import REGULER, SALE, bylaws


@pytest.mark.parametrize(
    ("terms", "field", "reason"),
    [
        ({**REGULER, "accrued": "1-1500"}, "accrued", 'goes only with recognition = "contractual" or "effective"'),
        ({**REGULER, "recognition": "contractual"}, "accrued", "must be an account of the chart"),
        ({**REGULER, "recognition": "contractual", "accrued": "4-1100"}, "accrued", "must be an account of kind asset, it is income"),
        ({**REGULER, "recognition": "daily"}, "recognition", "must be one of cash, contractual, effective"),
        ({**SALE, "recognition": "contractual", "accrued": "1-1500"}, "recognition", "does not go with sale"),
    ],
)
def test_contradictions_are_refused(terms: dict[str, object], field: str, reason: str) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        bylaws({"P": terms}).terms("P", "loans", parse)
    assert (refusal.value.field, refusal.value.details["reason"]) == (field, reason)


@pytest.mark.parametrize(
    ("method", "instalments", "grace", "figures"),
    [
        # 120,000 x 15 / 30; 120,000 and 110,538 x 16 / 31; 230,538 and 100,982 x 15 / 30; three instalments.
        ("annuity", 12, Grace(), (60_000, 177_052, 281_029, 331_520)),
        # 120,000 a month: 15 of 30 days, a month and 16 of 31, two months and 15 of 30, three months.
        ("interest-only", 3, Grace(), (60_000, 181_935, 300_000, 360_000)),
        ("declining", 12, Grace(principal=2), (60_000, 181_935, 300_000, 360_000)),
        # All 360,000 fall due on the 91st day: 15, 46 and 76 of 91.
        ("bullet", 3, Grace(), (59_341, 181_978, 300_659, 360_000)),
        # 120,000, 110,000 and 100,000 fall due together on the 91st day.
        ("declining", 12, Grace(interest_payment=2), (54_396, 166_813, 275_604, 330_000)),
        # Free until 15 June: 100,000 x 15 / 30.
        ("declining", 12, Grace(interest_free=2), (0, 0, 50_000, 100_000)),
    ],
)
def test_each_plan_is_earned_by_its_days(method: str, instalments: int, grace: Grace, figures: tuple[int, ...]) -> None:
    lent_on, conventions = date(2014, 4, 15), Conventions(grace=grace)
    plan = schedule(idr(12_000_000), Rate.yearly("12%"), instalments, method=method, start_on=lent_on, conventions=conventions)
    began = plan[grace.interest_free - 1].due_on if grace.interest_free else lent_on
    recognition = Recognition(accrued="1-1600", earns_from=began)
    days = (date(2014, 4, 30), date(2014, 5, 31), date(2014, 6, 30), date(2014, 7, 15))
    assert [earned(plan, recognition, on, step=idr(1), mode=HALF_UP) for on in days] == [idr(figure) for figure in figures]
    assert earned(plan, recognition, plan[-1].due_on, step=idr(1), mode=HALF_UP) == idr(sum(one.interest.minor for one in plan) // 100)
