"""Fees that are income over the life of their loan, in real books on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.loans import ChangeRate, DisburseLoan, EarnLoanFees, PayOffLoan, RepayLoan, RescheduleLoan, WriteOffLoan
from irman_ledger.core.rate import Rate
from irman_ledger.errors import IrmanError
from irman_ledger.reports.registers.loan_card import loan_card
from tests.books.kit import KSP, balance, counter, day, deposit, with_savers

ACCRUED = 'recognition = "contractual"\naccrued = "1-1600"\n'
# 120,000 over the 365 days from 15 January 2014 to 15 January 2015, by the end of each month:
# 16 days are 5,260.27, 44 are 14,465.75, 75 are 24,657.53, 105 are 34,520.55, 136 are 44,712.33, 166 are 54,575.34,
# 197 are 64,767.12, 228 are 74,958.90, 258 are 84,821.92, 289 are 95,013.70, 319 are 104,876.71, 350 are 115,068.49.
BY_MONTH = (5_260, 9_206, 10_192, 9_863, 10_191, 9_863, 10_192, 10_192, 9_863, 10_192, 9_863, 10_191)


def lent(database_url: str, bylaws: Bylaws = KSP, product: str = "AKRUAL") -> Book:
    """12,000,000 over 12 months from 15 January 2014, with a provision of 120,000 kept back."""
    book = with_savers(database_url, begins_on=date(2014, 1, 1), today=date(2015, 4, 30), bylaws=bylaws)
    counter(book).record(deposit(20_000_000, "1-2"), key="cash")
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "product": product, "on": day("1-15")}
    counter(book).record(DisburseLoan(principal=idr(12_000_000), instalments=12, **terms), key="lent")
    return book


def record(book: Book, command: Any) -> int:
    with book.read() as view:
        return counter(book).record(command, key=f"{view.size}").seq


def earn(book: Book, on: str) -> int:
    return record(book, EarnLoanFees(loan="PJ-001", on=day(on)))


def stands(book: Book, as_of: str = "2015-4-30") -> tuple[int, int]:
    """What is deferred, and what is income."""
    return -balance(book, "1-1585", date_of(as_of)), -balance(book, "4-1120", date_of(as_of))


def date_of(text: str) -> str:
    return "-".join(part.zfill(2) for part in text.split("-"))


@pytest.mark.parametrize("is_cash", [False, True])
def test_a_fee_is_earned_by_the_days_and_the_last_instalment_earns_the_rest(database_url: str, *, is_cash: bool) -> None:
    book = lent(database_url, Bylaws.from_toml(KSP.source.replace(ACCRUED, "")) if is_cash else KSP)
    assert (balance(book, "1-1100"), balance(book, "1-1500")) == (8_120_000, 12_000_000)
    assert stands(book) == (120_000, 0)
    earned = 0
    for month, part in enumerate(BY_MONTH, 1):
        counter(book).end_month(Month(2014, month))
        earned += part
        assert stands(book) == (120_000 - earned, earned)
    assert earned == 115_068
    record(book, RepayLoan(loan="PJ-001", on=date(2015, 1, 15), amount=idr(13_440_000)))  # with 4,932
    assert stands(book) == (0, 120_000)
    assert stands(book, "2015-1-14") == (4_932, 115_068)
    assert not book.verify().findings


def test_a_month_end_earns_once_and_a_day_before_it_nothing(database_url: str) -> None:
    book = lent(database_url)
    desk = counter(book)
    desk.end_month(Month(2014, 1))
    desk.end_month(Month(2014, 1))
    assert stands(book) == (114_740, 5_260)
    for on in ("1-31", "1-20"):
        with pytest.raises(IrmanError) as refused:
            earn(book, on)
        assert refused.value.code == "loan.fees-unchanged"
    assert stands(book) == (114_740, 5_260)
    earn(book, "2-28")
    assert stands(book) == (105_534, 14_466)


def test_a_late_loan_has_earned_its_fee_on_its_last_day(database_url: str) -> None:
    book = lent(database_url)
    earn(book, "2015-01-31")
    assert stands(book) == (0, 120_000)


def test_a_payoff_earns_the_rest_and_its_reversal_defers_it_again(database_url: str) -> None:
    book = lent(database_url)
    earn(book, "1-31")
    over = record(book, PayOffLoan(loan="PJ-001", on=day("2-15"), amount=idr(12_120_000)))
    assert stands(book) == (0, 120_000)
    with pytest.raises(IrmanError) as refused:
        earn(book, "2-28")
    assert refused.value.code == "loan.paid-off"
    counter(book).reverse(over, on=day("2-20"), reason="salah setor", key="undone")
    assert stands(book) == (114_740, 5_260)
    earn(book, "2-28")
    assert stands(book) == (105_534, 14_466)
    assert not book.verify().findings


def test_a_payoff_with_accrued_interest_is_undone_with_both(database_url: str) -> None:
    book = lent(database_url)
    counter(book).end_month(Month(2014, 1))  # 120,000 x 16 / 31 is 61,935.48
    over = record(book, PayOffLoan(loan="PJ-001", on=day("2-15"), amount=idr(12_120_000)))
    assert (balance(book, "1-1600"), balance(book, "4-1100")) == (0, -120_000)
    counter(book).reverse(over, on=day("2-15"), reason="salah setor", key="undone")
    assert (balance(book, "1-1600"), balance(book, "4-1100")) == (61_935, -61_935)
    record(book, PayOffLoan(loan="PJ-001", on=day("2-15"), amount=idr(12_120_000)))
    assert (balance(book, "1-1600"), balance(book, "4-1100"), *stands(book)) == (0, -120_000, 0, 120_000)


def test_a_payment_is_undone_under_later_earnings_and_earnings_only_as_the_latest(database_url: str) -> None:
    book = lent(database_url)
    first = earn(book, "1-31")
    paid = record(book, RepayLoan(loan="PJ-001", on=day("2-15"), amount=idr(1_120_000)))
    second = earn(book, "2-28")
    with pytest.raises(IrmanError) as refused:
        counter(book).reverse(first, on=day("2-28"), reason="salah", key="refused")
    assert refused.value.code == "reversal.dependents"
    counter(book).reverse(paid, on=day("2-28"), reason="salah", key="payment")
    assert stands(book) == (105_534, 14_466)
    counter(book).reverse(second, on=day("2-28"), reason="salah", key="latest")
    assert stands(book) == (114_740, 5_260)
    earn(book, "2-28")
    assert stands(book) == (105_534, 14_466)


def test_a_write_off_leaves_no_deferred_fee(database_url: str) -> None:
    book = lent(database_url)
    earn(book, "1-31")
    record(book, WriteOffLoan(loan="PJ-001", on=day("2-15"), reason="tidak tertagih"))
    assert stands(book) == (0, 120_000)
    with pytest.raises(IrmanError) as refused:
        earn(book, "2-28")
    assert refused.value.code == "loan.written-off"


def test_a_new_plan_takes_the_rest_to_its_last_day(database_url: str) -> None:
    book = lent(database_url)
    earn(book, "1-31")
    record(book, RescheduleLoan(loan="PJ-001", on=day("4-15"), instalments=12, reason="gagal panen"))
    assert stands(book) == (114_740, 5_260)
    # 90 of 365 days are 29,589.04; the other 90,411 run to 15 April 2015: 15 days are 3,715.52.
    earn(book, "4-30")
    assert stands(book) == (86_695, 33_305)
    earn(book, "2015-04-14")  # 364 of 365 days are 90,163.30
    assert stands(book) == (248, 119_752)
    earn(book, "2015-04-15")
    assert stands(book) == (0, 120_000)


def test_a_new_rate_that_lengthens_the_plan_takes_the_rest_to_its_last_day(database_url: str) -> None:
    annuity = KSP.source.replace(ACCRUED, f'{ACCRUED}rate_kind = "floating"\nrate_change = "keep-instalment"\nrate_max = "40%/year"\n')
    head, akrual = annuity.split('code = "AKRUAL"')
    book = lent(database_url, Bylaws.from_toml(f'{head}code = "AKRUAL"' + akrual.replace('method = "flat"', 'method = "annuity"', 1)))
    record(book, ChangeRate(loan="PJ-001", on=day("2-15"), rate=Rate.yearly("36%"), reason="suku bunga"))
    with book.read() as view:
        ends = view.loans.get("PJ-001").schedule()[-1].due_on
    assert ends == date(2015, 3, 15)
    # 31 of 365 days are 10,191.78; the other 109,808 run over the 393 days to 15 March 2015: 13 are 3,632.33.
    earn(book, "2-28")
    assert stands(book) == (106_176, 13_824)


def test_the_card_of_a_loan_shows_what_is_not_earned(database_url: str) -> None:
    book = lent(database_url)
    counter(book).end_month(Month(2014, 1))
    rows = {row.key: row.amounts for row in loan_card(book, "PJ-001", as_of=day("1-31")).rows}
    assert rows["others.1-1585"][-1] == idr(114_740)
    assert rows["others.4-1120"][-1] == idr(5_260)
    assert rows["others.1-1600"][-1] == idr(61_935)


@pytest.mark.parametrize(
    ("loan", "on", "code"),
    [("PJ-002", "1-31", "subject.unknown"), ("PJ-001", "1-31", "loan.fees-not-spread"), ("PJ-001", "1-10", "loan.fees-not-spread")],
)
def test_a_loan_without_such_fees_earns_none(database_url: str, loan: str, on: str, code: str) -> None:
    book = lent(database_url, product="REGULER")
    with pytest.raises(IrmanError) as refused:
        record(book, EarnLoanFees(loan=loan, on=day(on)))
    assert refused.value.code == code


def test_nothing_is_earned_before_the_loan(database_url: str) -> None:
    book = lent(database_url)
    with pytest.raises(IrmanError) as refused:
        earn(book, "1-10")
    assert refused.value.code == "loan.before-loan"
    with pytest.raises(IrmanError) as malformed:
        EarnLoanFees(loan="PJ-001", on="2014-01-31")  # type: ignore[arg-type]
    assert malformed.value.code == "date.malformed"


def test_early_money_that_shortens_the_plan_takes_the_rest_to_its_last_day(database_url: str) -> None:
    declining = 'method = "declining"\nrate_kind = "fixed"\nearly_payment = "shorten"'
    head, akrual = KSP.source.split('code = "AKRUAL"')
    book = lent(database_url, Bylaws.from_toml(f'{head}code = "AKRUAL"' + akrual.replace('method = "flat"', declining, 1)))
    earn(book, "1-31")
    record(book, RepayLoan(loan="PJ-001", on=day("2-15"), amount=idr(7_120_000)))
    with book.read() as view:
        assert view.loans.get("PJ-001").schedule()[-1].due_on == date(2014, 8, 15)
    # 31 of 365 days are 10,191.78; the other 109,808 run over the 181 days to 15 August 2014: 13 are 7,886.76.
    earn(book, "2-28")
    assert stands(book) == (101_921, 18_079)
