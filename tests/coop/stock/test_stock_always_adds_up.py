"""Whatever comes in, leaves, is counted and valued: nothing of the value is created or lost by rounding."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.stock import BuyStock, CountStock, OpenStock, SellStock, UseStock, ValueStock
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.money import Money, idr
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.subject import Subject
from irman_ledger.testing.model import NaiveBook

KSP, ON, ITEM = Bylaws.sample("ksp"), date(2014, 4, 1), Subject("stock", "KERING-A")
RESULTS = ("5-9200", "5-3130", "5-9210", "4-9210")
Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(["buy", "sell", "use", "count", "value"]), st.integers(1, 40_000), st.integers(1, 900_000_000)),
    min_size=1,
    max_size=12,
)


def take(book: NaiveBook, step: Step) -> Money:
    """One step, as far as it can be done; what was paid for it."""
    what, hundredths, sen = step
    held, quantity = book.states[ITEM].quantity, Quantity(hundredths)
    if what == "buy":
        book.record(BuyStock(item=ITEM.no, on=ON, quantity=quantity, cost=Money(sen, "IDR")))
        return Money(sen, "IDR")
    if held and what == "count":
        book.record(CountStock(item=ITEM.no, on=ON, counted=quantity))
    elif held and what == "value":
        book.record(ValueStock(item=ITEM.no, on=ON, unit_value=Money(sen // 1_000, "IDR")))
    elif held and what == "sell":
        book.record(SellStock(item=ITEM.no, on=ON, quantity=min(held, quantity), proceeds=idr(1)))
    elif held and what == "use":
        book.record(UseStock(item=ITEM.no, on=ON, quantity=min(held, quantity), purpose="Contoh"))
    return idr(0)


@settings(max_examples=80, deadline=None)
@given(STEPS)
def test_what_was_paid_is_on_the_card_or_was_borne(steps: list[Step]) -> None:
    book = NaiveBook(KSP)
    book.record(TakeOverBalance(account="1-1100", on=ON, amount=idr(500_000_000), subject="cash:KAS"))
    book.record(OpenStock(item=ITEM.no, product="HASIL", description="Rumput laut kering", on=ON))
    paid = idr(0)
    for step in steps:
        paid += take(book, step)
        state, carrying = book.states[ITEM], book.balance("1-1745", ITEM)
        assert carrying + Money.total(book.balance(account) for account in RESULTS) == paid
        assert carrying.minor >= 0
        assert state.written_down is None or state.written_down.minor > 0
        assert state.quantity or (carrying, state.written_down) == (idr(0), None)
