"""Whatever is paid, accrued and planned anew in whatever order, a loan that ends leaves nothing between cost and contract."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irman_ledger import Bylaws, idr
from irman_ledger.coop.loans import (
    AccrualUnchangedError,
    AccrueLoanInterest,
    ChangeRate,
    DisburseLoan,
    RepayLoan,
    RescheduleLoan,
    WriteOffLoan,
)
from irman_ledger.core.rate import Rate
from irman_ledger.errors import RefusedError
from tests.books.kit import KSP, balance, counter, day, deposit, with_savers

HEAD, EFFECTIVE = KSP.source.split('code = "EFEKTIF"')
RATES = 'rate_kind = "floating"\nrate_min = "0%/year"\nrate_max = "48%/year"\n'
PLAIN = EFFECTIVE.replace('rate_kind = "floating"\n', RATES, 1)
EARLY = {"flat": "next-instalment", "annuity": "re-level", "declining": "shorten"}
WHAT = ["accrue", "accrue", "pay", "pay", "new", "rate"]
STEPS = st.lists(st.tuples(st.integers(0, 25), st.sampled_from(WHAT), st.integers(1, 900_000)), max_size=8)


def bylaws(method: str) -> Bylaws:
    terms = f'method = "{method}"\nearly_payment = "{EARLY[method]}"'
    return Bylaws.from_toml(f'{HEAD}code = "EFEKTIF"' + PLAIN.replace('method = "flat"', terms, 1))


BYLAWS = {method: bylaws(method) for method in EARLY}


@pytest.mark.parametrize("method", EARLY)
@settings(max_examples=10, deadline=None)
@given(instalments=st.integers(1, 6), steps=STEPS)
def test_a_loan_that_ends_has_earned_its_fee_beside_its_interest(method: str, instalments: int, steps: list[tuple[int, str, int]]) -> None:
    book = with_savers("sqlite://", bylaws=BYLAWS[method], today=date(2016, 12, 31))
    desk, on = counter(book), day("4-15")
    desk.record(deposit(20_000_000), key="cash")
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "product": "EFEKTIF", "on": on}
    desk.record(DisburseLoan(principal=idr(3_333_300), instalments=instalments, **terms), key="lent")
    for no, (days, what, figure) in enumerate(steps):
        on += timedelta(days=days)
        command: Any = AccrueLoanInterest(loan="PJ-001", on=on)
        if what == "pay":
            command = RepayLoan(loan="PJ-001", on=on, amount=idr(figure))
        elif what == "new":
            command = RescheduleLoan(loan="PJ-001", on=on, instalments=1 + figure % 6, reason="gagal panen")
        elif what == "rate":
            command = ChangeRate(loan="PJ-001", on=on, rate=Rate.yearly(f"{figure % 48}%"), reason="suku bunga")
        try:
            desk.record(command, key=f"step {no}")
        except RefusedError:
            continue
        assert balance(book, "4-1105") + balance(book, "1-1586") == -66_666
    with book.read() as view:
        loan = view.loans.get("PJ-001")
    if loan.closed_on is None and steps and steps[-1][2] % 2:
        last = max(on, loan.schedule()[-1].due_on)
        with suppress(AccrualUnchangedError):
            desk.record(AccrueLoanInterest(loan="PJ-001", on=last), key="all of it")
        assert balance(book, "1-1586", last.isoformat()) == 0
    elif loan.closed_on is None:
        desk.record(WriteOffLoan(loan="PJ-001", on=on, reason="tidak tertagih"), key="over")
    assert (balance(book, "1-1586", "2016-12-31"), balance(book, "4-1105", "2016-12-31")) == (0, -66_666)
