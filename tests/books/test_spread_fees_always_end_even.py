"""Whatever is paid, earned and planned anew in whatever order, a loan that ends has earned its fee, and nothing is deferred."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from irman_ledger import idr
from irman_ledger.coop.loans import DisburseLoan, EarnLoanFees, RepayLoan, RescheduleLoan, WriteOffLoan
from irman_ledger.core.money import Money
from irman_ledger.errors import RefusedError
from tests.books.kit import balance, counter, day, deposit, with_savers

STEPS = st.lists(st.tuples(st.integers(0, 25), st.sampled_from(["earn", "earn", "pay", "new"]), st.integers(1, 900_000)), max_size=8)


@settings(max_examples=15, deadline=None)
@given(instalments=st.integers(1, 6), steps=STEPS, is_written_off=st.booleans())
def test_income_is_the_fee_once_the_loan_is_over(instalments: int, steps: list[tuple[int, str, int]], *, is_written_off: bool) -> None:
    book = with_savers("sqlite://")
    desk, on = counter(book), day("4-15")
    desk.record(deposit(20_000_000), key="cash")
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "product": "AKRUAL", "on": on}
    desk.record(DisburseLoan(principal=idr(3_333_300), instalments=instalments, **terms), key="lent")
    for no, (days, what, figure) in enumerate(steps):
        on += timedelta(days=days)
        command: Any = EarnLoanFees(loan="PJ-001", on=on)
        if what == "pay":
            command = RepayLoan(loan="PJ-001", on=on, amount=idr(figure))
        elif what == "new":
            command = RescheduleLoan(loan="PJ-001", on=on, instalments=1 + figure % 6, reason="gagal panen")
        try:
            desk.record(command, key=f"step {no}")
        except RefusedError:
            continue
        deferred, income = -balance(book, "1-1585"), -balance(book, "4-1120")
        assert deferred + income == 33_333
        assert deferred >= 0
        assert income >= 0
    with book.read() as view:
        loan = view.loans.get("PJ-001")
    if loan.closed_on is None and is_written_off:
        desk.record(WriteOffLoan(loan="PJ-001", on=on, reason="tidak tertagih"), key="over")
    elif loan.closed_on is None:
        interest = Money.total((one.interest for one in loan.schedule()), "IDR") - loan.interest_paid
        desk.record(RepayLoan(loan="PJ-001", on=on, amount=loan.outstanding + interest), key="over")
    assert (balance(book, "1-1585"), balance(book, "4-1120")) == (0, -33_333)
