"""A payment that is recorded after others and dated before them: no figure of theirs changes, and arrears go by value date."""

from __future__ import annotations

import pytest

from irman_ledger import Book, idr
from irman_ledger.books.loan_positions import loan_positions
from irman_ledger.coop.loans import DisburseLoan, RepayLoan, SettleFromTitipan, arrears
from irman_ledger.coop.loans.position import Position
from irman_ledger.core.rate import Rate
from irman_ledger.errors import RefusedError
from tests.books.kit import balance, counter, day, deposit, with_savers


def lent(database_url: str, product: str, principal: int, instalments: int, rate: str | None = None) -> Book:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(20_000_000), key="cash")
    lend = DisburseLoan(
        loan="PJ-001",
        member="A-001",
        product=product,
        on=day("4-10"),
        principal=idr(principal),
        instalments=instalments,
        rate=None if rate is None else Rate.yearly(rate),
    )
    desk.record(lend, key="lent")
    return book


def pay(book: Book, rupiah: int, on: str) -> tuple[int, int, int, int]:
    """Penalty, interest and principal that it settled, and what is held."""
    event = counter(book).record(RepayLoan(loan="PJ-001", on=day(on), amount=idr(rupiah)), key=f"{rupiah} on {on}").event
    penalty, interest, principal, held = (
        0 if part is None else part.minor // 100 for part in (event.penalty, event.interest, event.principal, event.held)
    )
    return penalty, interest, principal, held


def late(book: Book, on: str) -> tuple[int, int, int]:
    """Principal and interest that are late at the end of a day by value date, and the days."""
    with book.read() as view:
        (found,) = loan_positions(view.reader, day(on), by="value_on")
    position = Position(
        loan=found.loan,
        plan=found.plan,
        balances=found.balances,
        receivables=frozenset(found.loan.receivables),
        movements=(),
        currency="IDR",
    )
    owed = arrears(position.plan, position.paid_principal, position.paid_interest, day(on))
    return owed.principal.minor // 100, owed.interest.minor // 100, owed.days


def test_it_settles_what_is_open_now_and_no_interest_is_counted_anew(database_url: str) -> None:
    # 100,000 and 1.5 % of what is left by the plan: 18,000 in May, 16,500 in June.
    book = lent(database_url, "MENURUN", 1_200_000, 12)
    assert pay(book, 118_000, "6-10") == (0, 18_000, 100_000, 0)
    assert late(book, "5-31") == (100_000, 18_000, 21)
    assert pay(book, 116_500, "5-20") == (0, 16_500, 100_000, 0)
    # By the end of May 16,500 of interest and 100,000 of principal had come in, of May's 18,000 and 100,000.
    assert late(book, "5-19") == (100_000, 18_000, 9)
    assert late(book, "5-31") == (0, 1_500, 21)
    assert late(book, "6-10") == (0, 0, 0)
    with book.read() as view:
        plan = view.loans.get("PJ-001").schedule()
        assert [one.interest for one in plan[:3]] == [idr(18_000), idr(16_500), idr(15_000)]
    assert (balance(book, "1-1500"), balance(book, "4-1100")) == (1_000_000, -34_500)
    assert (balance(book, "1-1500", "5-31"), balance(book, "4-1100", "5-31")) == (1_100_000, -16_500)
    assert not book.verify().findings


def test_a_penalty_that_it_makes_groundless_counts_against_the_next_one(database_url: str) -> None:
    # From 13 May to 10 June 28 days x 240 = 6,720, in hundreds down; so 6,700 of May's principal stay open.
    book = lent(database_url, "UMUM", 2_000_000, 10)
    assert pay(book, 240_000, "6-10") == (6_700, 40_000, 193_300, 0)
    # On 12 May only May's rest was due; what is more was before its time then, and is held.
    assert pay(book, 240_000, "5-12") == (0, 0, 6_700, 233_300)
    assert late(book, "5-31") == (193_300, 40_000, 21)
    assert late(book, "6-10") == (0, 0, 0)
    desk = counter(book)
    settled = desk.record(SettleFromTitipan(loan="PJ-001", on=day("6-10"), amount=idr(233_300)), key="from titipan").event
    assert (settled.interest, settled.principal) == (idr(40_000), idr(193_300))
    assert (balance(book, "4-1140"), balance(book, "4-1100"), balance(book, "1-1500")) == (-6_700, -80_000, 1_600_000 + 6_700)
    with book.read() as view:
        # By value date 233,300 of May came late: 28 days x 233.30 = 6,532.40, so 6,500; of June 6,700: 37 days x 6.70 = 247.90, so 200.
        # July's 7 days x 240 = 1,680, so 1,600; of 8,300 in all 6,700 were paid.
        assert view.loans.penalty_due("PJ-001", day("6-30")) == idr(0)
        assert view.loans.penalty_due("PJ-001", day("7-20")) == idr(1_600)
    assert not book.verify().findings


def test_money_dated_before_early_money_finds_nothing_to_settle(database_url: str) -> None:
    book = lent(database_url, "MENGAMBANG", 12_000_000, 12, "12%")
    for month in (5, 6, 7):
        pay(book, 1_066_185, f"{month}-10")
    assert pay(book, 3_000_000, "7-25") == (0, 0, 3_000_000, 0)
    with pytest.raises(RefusedError) as refusal:
        pay(book, 75_846, "7-20")
    assert refusal.value.code == "loan.before-last"
    assert pay(book, 75_846, "7-26") == (0, 75_846, 0, 0)
    assert late(book, "7-24") == late(book, "8-31") == (0, 0, 0)
