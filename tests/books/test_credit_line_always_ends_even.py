"""Whatever is drawn, repaid and charged in whatever order, a line that ends has paid what a count day by day gives."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from irman_ledger import idr
from irman_ledger.coop.loans import CancelUndrawn, ChargeInterest, DisburseLoan, DisburseTranche, PayOffLoan, RepayLoan
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import HALF_UP
from irman_ledger.errors import RefusedError
from tests.books.kit import KSP, balance, counter, day, with_savers
from tests.books.test_credit_line import CAPITALISED, with_terms

STEPS = st.lists(
    st.tuples(st.integers(0, 25), st.sampled_from(["charge", "charge", "pay", "late", "draw"]), st.integers(1, 900_000)), max_size=10
)
OPENED = day("4-5")


def counted(moved: list[tuple[date, Money]], charges: list[date], until: date, *, bears: bool) -> Money:
    """What a line bore to a day, that day not counted: day by day, at 0.05 %; charged interest may bear from the next day on."""
    exact, asked, owed, on = Fraction(0), idr(0), 0, OPENED
    while on < until:
        owed += sum(amount.minor for when, amount in moved if when == on)
        exact += Fraction(owed * 5, 10_000)
        if on in charges and bears:
            to_date = idr(1).times(exact / 100, step=idr(1), mode=HALF_UP)
            owed, asked = owed + (to_date - asked).minor, to_date
        on += timedelta(days=1)
    return idr(1).times(exact / 100, step=idr(1), mode=HALF_UP)


@settings(max_examples=25, deadline=None)
@given(steps=STEPS, is_capitalised=st.booleans())
def test_what_was_paid_is_what_each_day_bore(steps: list[tuple[int, str, int]], *, is_capitalised: bool) -> None:
    terms = CAPITALISED if is_capitalised else CAPITALISED.replace("capitalised", "billed")
    book = with_savers("sqlite://", bylaws=with_terms(terms) if terms else KSP)
    desk, on = counter(book), OPENED
    about: dict[str, Any] = {"loan": "PJ-001", "settle": "BANK"}
    lend = DisburseLoan(member="A-001", product="RK", on=on, principal=idr(90_000_000), first_part=idr(4_000_000), instalments=24, **about)
    desk.record(lend, key="opened")
    moved, charges = [(on, idr(4_000_000))], list[date]()
    for no, (days, what, figure) in enumerate(steps):
        on += timedelta(days=days)
        when = on if what != "late" else max(OPENED, on - timedelta(days=figure % 60))
        command: Any = RepayLoan(on=when, amount=idr(figure), **about)
        if what == "charge":
            command = ChargeInterest(loan="PJ-001", on=on)
        elif what == "draw":
            command = DisburseTranche(on=on, amount=idr(figure), **about)
        try:
            event = desk.record(command, key=f"step {no}").event
        except RefusedError:
            continue
        if what == "charge":
            charges.append(on)
            if event.capitalised.minor < 0 and not is_capitalised:
                moved.append((on, event.capitalised))
        elif what == "draw":
            moved.append((on, idr(figure)))
        elif event.principal:
            moved.append((when, -event.principal))
        assert balance(book, "1-1500") + balance(book, "9-1400") == 90_000_000
    desk.record(CancelUndrawn(loan="PJ-001", on=on, reason="selesai"), key="rest")
    with book.read() as view:
        is_over, payoff = view.loans.get("PJ-001").closed_on is not None, view.loans.payoff("PJ-001", on + timedelta(days=3))
    until = on + timedelta(days=3)
    if not is_over:
        desk.record(PayOffLoan(on=until, amount=payoff.total, **about), key="over")
    assert [balance(book, account) for account in ("1-1500", "9-1400", "9-1490")] == [0, 0, 0]
    assert idr(-balance(book, "4-1100")) == counted(moved, charges, until, bears=is_capitalised)
    assert not book.verify().findings
