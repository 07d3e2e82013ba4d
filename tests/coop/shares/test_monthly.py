"""Monthly shares: billed by category without an entry, once a month; what is behind and what is paid ahead."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger.coop.members import AdmitMember, AmendMember, EndMembership, TakeOverMember
from irman_ledger.coop.shares import (
    BillShare,
    MonthlyDue,
    MonthlyRate,
    PayShare,
    ReturnShare,
    ShareAmountError,
    ShareInputError,
    ShareState,
    SharesTermsError,
    TakeOverShare,
)
from irman_ledger.coop.shares.monthly import SPANS_MAX, due, rate_in, with_month
from irman_ledger.coop.shares.terms import parse
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import CurrencyMismatchError, Money, idr
from irman_ledger.core.subject import Subject
from irman_ledger.testing.model import NaiveBook
from tests.coop.shares.scenario import ADMITTED, IURAN, Given, bylaws, day, given, share_product

# IURAN: from April 2014 Rp10.000 a month, Rp25.000 for PENGURUS; from July Rp15.000 for all but PENGURUS.
NO = "A-001/IURAN"


def bill(on: date, member: str = "A-001", product: str = "IURAN") -> BillShare:
    return BillShare(member=member, product=product, on=on)


def pay(amount: int, on: date) -> PayShare:
    return PayShare(member="A-001", product="IURAN", on=on, amount=idr(amount))


def stands(book: NaiveBook, on: date) -> MonthlyDue:
    state: ShareState = book.states[Subject("share", NO)]
    held = -book.balance(state.control, Subject("share", NO))
    return due(state.billed, held - (state.carried or idr(0)), on)


def after(*commands: object) -> Given:
    return given(ADMITTED, *commands)  # type: ignore[arg-type]  # commands of any kind


def test_a_month_is_billed_without_an_entry_and_opens_the_account() -> None:
    outcome = after().when(bill(day(4, 30)))
    outcome.then_nothing_booked()
    state = outcome.share(NO)
    assert (state.control, state.opened_on) == ("3-1200", day(4, 30))
    assert state.billed == ((Month(2014, 4), Month(2014, 4), idr(10_000)),)
    assert state.carried == idr(0)


def test_a_month_is_billed_once() -> None:
    after(bill(day(4, 1))).when(bill(day(4, 30))).then_refused(
        "share.already-billed", "share account A-001/IURAN was billed for 2014-04 already"
    )


def test_the_rate_is_that_of_the_month_and_of_the_category() -> None:
    officer = AmendMember(member="A-001", category="PENGURUS", on=day(5, 10))
    released = AmendMember(member="A-001", category="", on=day(7, 1))
    outcome = after(bill(day(4, 30)), officer, bill(day(5, 31)), bill(day(6, 30)), released).when(bill(day(7, 31)))
    assert outcome.share(NO).billed == (
        (Month(2014, 4), Month(2014, 4), idr(10_000)),
        (Month(2014, 5), Month(2014, 6), idr(25_000)),
        (Month(2014, 7), Month(2014, 7), idr(15_000)),
    )


def test_an_unknown_category_pays_the_rate_of_all() -> None:
    rates = parse(share_product("IURAN", IURAN), bylaws()).rates
    assert rate_in(rates, "PELAJAR", Month(2014, 4)) == MonthlyRate(from_on=day(4, 1), amount=idr(10_000))
    assert rate_in(rates, "PENGURUS", Month(2014, 8)) == MonthlyRate(from_on=day(4, 1), category="PENGURUS", amount=idr(25_000))
    assert rate_in(rates, None, Month(2014, 3)) is None


@pytest.mark.parametrize(("product", "on"), [("WAJIB", day(4, 30)), ("IURAN", day(3, 31))])
def test_no_bill_without_a_rate(product: str, on: date) -> None:
    early = AdmitMember(member="A-001", name="Daeng Uji", on=day(3, 1))
    given(early).when(bill(on, product=product)).then_refused("share.not-monthly")


def test_who_is_no_member_is_not_billed() -> None:
    after(EndMembership(member="A-001", on=day(5, 1), reason="moved")).when(bill(day(5, 31))).then_refused("share.status-may-not-pay")
    given().when(bill(day(5, 31))).then_refused("share.member-unknown")


def test_arrears_are_the_bills_of_months_that_are_over_less_what_was_paid() -> None:
    book = after(bill(day(4, 30)), bill(day(5, 31)), bill(day(6, 1)), pay(15_000, day(5, 20))).book
    assert stands(book, day(6, 29)) == MonthlyDue(
        billed=idr(20_000), paid=idr(15_000), arrears=idr(5_000), advance=idr(0), months_late=1, late_since=Month(2014, 5)
    )
    assert stands(book, day(6, 30)) == MonthlyDue(
        billed=idr(30_000), paid=idr(15_000), arrears=idr(15_000), advance=idr(0), months_late=2, late_since=Month(2014, 5)
    )


def test_what_is_paid_ahead_counts_for_the_months_that_follow() -> None:
    book = after(pay(35_000, day(4, 5)), bill(day(4, 30))).book
    assert (stands(book, day(4, 30)).advance, stands(book, day(4, 30)).arrears) == (idr(25_000), idr(0))
    for month in (5, 6):
        book.record(bill(day(month, 28)))
    assert (stands(book, day(6, 30)).advance, stands(book, day(6, 30)).months_late) == (idr(5_000), 0)
    book.record(bill(day(7, 31)))
    assert (stands(book, day(7, 31)).arrears, stands(book, day(7, 31)).late_since) == (idr(10_000), Month(2014, 7))


def test_what_was_paid_before_the_first_month_with_a_rate_pays_no_bill() -> None:
    early = AdmitMember(member="A-001", name="Daeng Uji", on=day(3, 1))
    book = given(early, pay(40_000, day(3, 31)), pay(10_000, day(4, 1)), bill(day(5, 31))).book
    assert book.states[Subject("share", NO)].carried == idr(40_000)
    assert (stands(book, day(5, 31)).paid, stands(book, day(5, 31)).arrears) == (idr(10_000), idr(0))


def test_the_debt_of_the_old_books_comes_over_and_so_does_what_was_paid_ahead() -> None:
    taken = TakeOverShare(member="A-001", product="IURAN", on=day(4, 1), amount=idr(240_000), paid_months=24, arrears=idr(30_000))
    book = after(taken, bill(day(4, 30)), pay(35_000, day(4, 30))).book
    assert (stands(book, day(4, 30)).paid, stands(book, day(4, 30)).arrears) == (idr(5_000), idr(5_000))
    ahead = TakeOverShare(member="A-001", product="IURAN", on=day(4, 1), amount=idr(240_000), paid_months=24, advance=idr(30_000))
    assert stands(after(ahead, bill(day(4, 30))).book, day(4, 30)).advance == idr(20_000)


@pytest.mark.parametrize(
    ("carried", "error"),
    [
        ({"arrears": idr(0)}, ShareAmountError),
        ({"arrears": 5_000}, ShareAmountError),
        ({"advance": idr(-1)}, ShareAmountError),
        ({"advance": idr(240_001)}, ShareInputError),
        ({"advance": idr(1), "arrears": idr(1)}, ShareInputError),
        ({"arrears": Money.from_minor(1, "USD")}, CurrencyMismatchError),
    ],
)
def test_what_the_old_books_show_is_one_amount_above_zero(carried: dict[str, Money], error: type[Exception]) -> None:
    with pytest.raises(error):
        TakeOverShare(member="A-001", product="IURAN", on=day(4, 1), amount=idr(240_000), **carried)


def test_who_comes_again_begins_without_old_bills() -> None:
    book = after(bill(day(4, 30)), bill(day(5, 31)), pay(10_000, day(5, 31))).book
    book.record(ReturnShare(member="A-001", product="IURAN", on=day(6, 1), leaving=True))
    book.record(EndMembership(member="A-001", on=day(6, 1), reason="resigned"))
    with_refusal = Given(book)
    with_refusal.when(bill(day(6, 30))).then_refused("share.status-may-not-pay")
    book.record(AdmitMember(member="A-001", on=day(7, 1)))
    state = with_refusal.when(bill(day(7, 31))).share(NO)
    assert (state.billed, state.closed_on, state.carried) == (((Month(2014, 7), Month(2014, 7), idr(15_000)),), None, idr(0))


def test_a_reversed_bill_is_no_bill() -> None:
    book = after(bill(day(4, 30)), bill(day(5, 31)), pay(10_000, day(5, 31))).book
    book.reverse(1, on=day(5, 31), reason="salah tagih")
    assert stands(book, day(5, 31)).arrears == idr(0)
    assert book.states[Subject("share", NO)].billed == ((Month(2014, 5), Month(2014, 5), idr(10_000)),)


def test_months_of_one_amount_are_one_span_whatever_their_order() -> None:
    billed = with_month(with_month(with_month((), Month(2014, 12), idr(1)), Month(2015, 2), idr(1)), Month(2015, 1), idr(1))
    assert billed == ((Month(2014, 12), Month(2015, 2), idr(1)),)


def test_bills_with_too_many_gaps_are_refused() -> None:
    since = AdmitMember(member="A-001", name="Daeng Uji", on=day(4, 1))
    book = given(since).book
    for place in range(SPANS_MAX):
        book.record(bill(Month(2014, 4).plus(2 * place).last_day))
    on = Month(2014, 4).plus(2 * SPANS_MAX).last_day
    Given(book).when(bill(on)).then_refused("share.bills-full")
    Given(book).when(bill(Month(2014, 5).last_day)).then_nothing_booked()  # it fills a gap


def test_a_member_of_the_old_books_has_a_category_from_the_day_of_joining() -> None:
    taken = TakeOverMember(member="A-001", name="Daeng Uji", joined_on=day(1, 1, 2012), status="anggota", on=day(4, 1), category="PENGURUS")
    assert given(taken).when(bill(day(4, 30))).share(NO).billed == ((Month(2014, 4), Month(2014, 4), idr(25_000)),)


@pytest.mark.parametrize(
    ("monthly", "message"),
    [
        ("10000", "monthly = '10000' must be a list of tables"),
        ([{"amount": "10000"}], "monthly = {'amount': '10000'} must be a table of from_on, amount and perhaps category"),
        ([{"from_on": day(4, 2), "amount": "1"}], "monthly.from_on = datetime.date(2014, 4, 2) must be the first day of a month"),
        ([{"from_on": day(4, 1), "amount": "-1"}], "monthly.amount = '-1' is below zero"),
        ([{"from_on": day(4, 1), "amount": "1", "category": ""}], "monthly.category = ''"),
        ([{"from_on": day(4, 1), "amount": "1"}] * 2, "monthly = '2014-04-01' is given twice for the same category"),
    ],
)
def test_a_wrong_rate_is_named(monthly: object, message: str) -> None:
    with pytest.raises(SharesTermsError) as caught:
        parse(share_product("IURAN", {"account": "3-1200", "monthly": monthly}), bylaws())
    assert caught.value.message("en").startswith(f"product IURAN: {message}")
