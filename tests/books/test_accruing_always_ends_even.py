"""Whatever is paid and accrued in whatever order, a loan that is paid off leaves its interest as income and nothing accrued."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from irman_ledger import idr
from irman_ledger.coop.loans import AccrueLoanInterest, DisburseLoan, RepayLoan
from irman_ledger.errors import RefusedError
from tests.books.kit import balance, counter, day, deposit, with_savers

STEPS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 1_500_000)), max_size=8)


@settings(max_examples=15, deadline=None)
@given(instalments=st.integers(1, 6), steps=STEPS)
def test_income_is_the_interest_of_the_plan_once_it_is_paid(instalments: int, steps: list[tuple[int, int]]) -> None:
    book = with_savers("sqlite://")
    desk, on = counter(book), day("4-15")
    desk.record(deposit(20_000_000), key="cash")
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "product": "AKRUAL", "on": on}
    desk.record(DisburseLoan(principal=idr(3_000_000), instalments=instalments, **terms), key="lent")
    for no, (days, rupiah) in enumerate(steps):
        on += timedelta(days=days)
        try:
            if rupiah % 2:
                desk.record(RepayLoan(loan="PJ-001", on=on, amount=idr(rupiah)), key=f"pay {no}")
            else:
                desk.record(AccrueLoanInterest(loan="PJ-001", on=on), key=f"accrue {no}")
        except RefusedError:
            continue
    with book.read() as view:
        loan = view.loans.get("PJ-001")
    rest = loan.outstanding + idr(30_000 * instalments) - loan.interest_paid
    if rest:
        desk.record(RepayLoan(loan="PJ-001", on=on, amount=rest), key="rest")
    assert (balance(book, "1-1600"), balance(book, "4-1100")) == (0, -30_000 * instalments)
