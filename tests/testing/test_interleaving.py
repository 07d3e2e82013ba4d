"""Members who have nothing to do with each other: in whatever order the office serves them, the books come out the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from irman_ledger import Book, Bylaws
from irman_ledger.books.engine import engine_of
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import DisburseLoan, PayOffLoan, RepayLoan
from irman_ledger.coop.savings import Deposit, PostInterest, Withdraw
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.money import Money, idr
from irman_ledger.core.protocols import Command
from irman_ledger.errors import IrmanError
from irman_ledger.testing import strategies as own
from irman_ledger.testing.fresh_book import BEGINS_ON, TODAY, HandClock, fresh_book
from irman_ledger.testing.play import ACTOR
from tests.testing.beginnings import saver

Script = Sequence[Command[Any]]
LATER = TODAY + timedelta(days=120)
AMOUNTS = st.integers(1, 60).map(lambda n: idr(n * 25_000)) | st.integers(1, 10**8).map(Money.from_minor)


@st.composite
def scripts(draw: DrawFn, bylaws: Bylaws, no: str) -> Script:
    """What a member does, one after the other; some of it the book refuses."""
    account, loan, member = f"SS-{no}", f"PJ-{no}", f"A-{no}"
    products = [code for code, product in bylaws.products.items() if product.module == "loans" and "sale" not in product.terms]
    on = st.dates(BEGINS_ON, LATER)
    lent = DisburseLoan(
        loan=loan,
        member=member,
        product=draw(st.sampled_from(products)),
        on=BEGINS_ON,
        principal=draw(AMOUNTS),
        instalments=draw(st.sampled_from([1, 3, 10])),
    )
    things = st.one_of(
        st.builds(Deposit, account=st.just(account), on=on, amount=AMOUNTS),
        st.builds(Withdraw, account=st.just(account), on=on, amount=AMOUNTS),
        st.builds(PostInterest, account=st.just(account), on=st.sampled_from([TODAY, LATER])),
        st.builds(PayShare, member=st.just(member), product=st.just("WAJIB"), on=on, amount=AMOUNTS),
        st.builds(RepayLoan, loan=st.just(loan), on=on, amount=AMOUNTS),
        st.builds(PayOffLoan, loan=st.just(loan), on=on, amount=AMOUNTS),
    )
    begins = [*saver(member, account), Deposit(account=account, on=BEGINS_ON, amount=idr(5_000_000)), lent]
    return [*begins, *draw(st.lists(things, min_size=3, max_size=8)), Withdraw(account=account, on=LATER, amount=idr(25_000))]


def served(book: Book, clock: HandClock, order: Sequence[tuple[str, Command[Any]]]) -> dict[str, str]:
    """Record them in an order; gives what was refused, by key."""
    desk, refused = book.desk(ACTOR), {}
    desk.record(TakeOverBalance(account="1-1100", subject="cash:KAS", on=BEGINS_ON, amount=idr(1_000_000_000)), key="cash")
    clock.pass_days((LATER - clock.day).days)
    for key, command in order:
        try:
            desk.record(command, key=key)
        except IrmanError as refusal:
            refused[key] = refusal.code
    return refused


def standing(book: Book) -> tuple[Any, ...]:
    """Every account, and every subject of every control account."""
    with book.read() as view:
        subjects = {account.code: dict(view.subject_balances(account.code)) for account in book.bylaws.chart.controls()}
        return view.balances(as_of=LATER), subjects


def test_two_members_may_be_served_in_any_order(database_url: str) -> None:
    engine = engine_of(database_url)
    taken: set[str] = set()

    @settings(
        max_examples=20 if database_url.startswith("sqlite") else 6,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(st.data())
    def comes_out_the_same(data: st.DataObject) -> None:
        bylaws = data.draw(own.lending_bylaws(max_size=3))
        first, second = (
            [(f"{no}/{place}", command) for place, command in enumerate(data.draw(scripts(bylaws, no)))] for no in ("001", "002")
        )
        turns = data.draw(st.permutations([True] * len(first) + [False] * len(second)))
        queues = iter(first), iter(second)
        mixed = [next(queues[0] if is_first else queues[1]) for is_first in turns]
        found = []
        for order in ([*first, *second], mixed):
            clock = HandClock(TODAY)
            with fresh_book(engine, bylaws=bylaws, clock=clock) as book:
                found.append((served(book, clock, order), standing(book)))
                assert book.verify().ok
        assert found[0] == found[1]
        taken.update(command.kind for key, command in mixed if key not in found[0][0])

    comes_out_the_same()
    assert taken >= {"loan.disburse", "savings.deposit"}
