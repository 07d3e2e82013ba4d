"""Money that comes before its time and makes a plan anew, in real books on both databases."""

from __future__ import annotations

import pytest

from irman_ledger import Book, Bylaws, idr
from irman_ledger.coop.loans import AccrueLoanInterest, DisburseLoan, RepayLoan
from irman_ledger.core.rate import Rate
from irman_ledger.errors import RefusedError
from tests.books.kit import KSP, balance, counter, day, deposit, with_savers

LEVEL = 1_066_185
ACCRUING = Bylaws.from_toml(
    KSP.source.replace(
        'method = "flat"\nrate = "12%/year"\n',
        'method = "annuity"\nrate = "12%/year"\nrate_kind = "fixed"\nearly_payment = "shorten"\n',
    )
)


def lent(database_url: str, product: str = "MENGAMBANG", bylaws: Bylaws = KSP) -> Book:
    """12,000,000 as an annuity at 1 % a month over 12, three instalments paid; 9,132,965 are left, and 91,330 of interest in August."""
    book = with_savers(database_url, bylaws=bylaws)
    desk = counter(book)
    desk.record(deposit(20_000_000), key="cash")
    lend = DisburseLoan(
        loan="PJ-001", member="A-001", product=product, on=day("4-10"), principal=idr(12_000_000), instalments=12, rate=Rate.yearly("12%")
    )
    desk.record(lend, key="lent")
    for month in (5, 6, 7):
        pay(book, LEVEL, f"{month}-10")
    return book


def pay(book: Book, rupiah: int, on: str) -> int:
    return counter(book).record(RepayLoan(loan="PJ-001", on=day(on), amount=idr(rupiah)), key=f"{rupiah} on {on}").seq


def stands(book: Book) -> list[int]:
    """Principal, accrued interest, income."""
    return [balance(book, account) for account in ("1-1500", "1-1600", "4-1100")]


def test_early_money_brings_a_plan_and_its_reversal_the_one_before(database_url: str) -> None:
    # 44,192 to 25 July and 31,654 after it; then Rp1.066.185 five times and 1,017,266.
    book = lent(database_url)
    with book.read() as view:
        before = view.loans.get("PJ-001").schedule()
    seq = pay(book, 3_000_000, "7-25")
    with book.read() as view:
        plan = view.loans.get("PJ-001").schedule()
        assert [(str(one.due_on), one.principal, one.interest) for one in plan[3:5]] == [
            ("2014-07-25", idr(3_000_000), idr(0)),
            ("2014-08-10", idr(0), idr(75_846)),
        ]
        assert [one.total for one in plan[5:]] == [*(idr(LEVEL) for _ in range(5)), idr(1_017_266)]
        assert view.loans.life("PJ-001", day("7-24")).plan == before
        assert view.loans.get("PJ-001").due(day("8-10")).total == idr(75_846)
    counter(book).reverse(seq, on=day("7-26"), reason="salah setor", key="as before")
    with book.read() as view:
        assert view.loans.get("PJ-001").schedule() == before
    assert stands(book) == [9_132_965, 0, -331_520]  # 120,000 + 110,538 + 100,982
    pay(book, 3_000_000, "7-27")
    assert not book.verify().findings


def test_a_loan_ends_after_early_money(database_url: str) -> None:
    book = lent(database_url)
    pay(book, 3_000_000, "7-25")
    pay(book, 75_846, "8-10")
    for month in (9, 10, 11, 12):
        pay(book, LEVEL, f"{month}-10")
    with book.read() as view:
        left = view.loans.get("PJ-001").outstanding
        assert left == idr(1_045_656 + 1_007_194)
        whole = view.loans.payoff("PJ-001", day("12-10")).total
    with pytest.raises(RefusedError) as refusal:
        pay(book, 2_052_851, "12-10")
    assert refusal.value.code == "loan.payoff-differs"
    assert whole == left
    pay(book, 2_052_850, "12-10")
    with book.read() as view:
        assert view.loans.get("PJ-001").closed_on == day("12-10")
    # 331,520 + 75,846 + 61,330 + 51,281 + 41,132 + 30,882
    assert stands(book) == [0, 0, -591_991]
    assert not book.verify().findings


def test_accrued_interest_follows_both_parts_of_the_period(database_url: str) -> None:
    book = lent(database_url, "AKRUAL", ACCRUING)
    desk = counter(book)
    desk.record(AccrueLoanInterest(loan="PJ-001", on=day("7-20")), key="july 20")  # 91,330 x 10 / 31 is 29,461.29
    assert stands(book) == [9_132_965, 29_461, -360_981]
    pay(book, 3_000_000, "7-25")
    assert stands(book) == [6_132_965, 29_461, -360_981]
    desk.record(AccrueLoanInterest(loan="PJ-001", on=day("7-31")), key="july 31")  # 44,192, and 31,654 x 6 / 16 is 11,870.25
    assert stands(book) == [6_132_965, 56_062, -387_582]
    pay(book, 75_846, "8-10")
    assert stands(book) == [6_132_965, 0, -407_366]  # 331,520 + 75,846
    assert not book.verify().findings


def test_what_accrues_on_the_day_of_early_money_is_what_its_part_earned(database_url: str) -> None:
    book = lent(database_url, "AKRUAL", ACCRUING)
    pay(book, 3_000_000, "7-25")
    desk = counter(book)
    desk.record(AccrueLoanInterest(loan="PJ-001", on=day("7-20")), key="before")  # 44,192 x 10 / 15 is 29,461.33
    assert stands(book)[1] == 29_461
    desk.record(AccrueLoanInterest(loan="PJ-001", on=day("7-25")), key="on it")
    assert stands(book)[1] == 44_192
    assert not book.verify().findings
