"""The end of a month: planned whole, booked in parts, begun again after a crash, and once only."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import Any

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.books import month_end
from irman_ledger.books.refusals import MonthEndStoppedError
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember, EndMembership
from irman_ledger.coop.savings import OpenSavings, Withdraw
from irman_ledger.coop.shares import PayShare, ReturnShare
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.protocols import MonthEndStep
from irman_ledger.errors import RefusedError
from tests.books.kit import balance, counter, day, deposit, new_book, with_savers

APRIL = Month(2014, 4)
BILLS = 2
"""Both members are billed first, 10,000 each."""


def with_interest(url: Any) -> Book:
    """A-001 has 10,000,000 on SS-001, A-002 has 5,000,000 on SS-002 and 900,000 on SP-001, which earns by the quarter."""
    book = with_savers(url)
    desk = counter(book)
    desk.record(OpenSavings(account="SP-001", member="A-002", product="PENDIDIKAN", on=day("4-1")), key="open")
    for account, amount in (("SS-001", 10_000_000), ("SS-002", 5_000_000), ("SP-001", 900_000)):
        desk.record(deposit(amount, on="4-1", account=account), key=account)
    return book


def size(book: Book) -> int:
    with book.read() as view:
        return view.size


def steps(summary: month_end.MonthEndSummary) -> list[tuple[str, int, int, object]]:
    return [(step.step.name, step.recorded, step.nothing, step.total) for step in summary.steps if step.step.name == "savings-interest"]


def quality(summary: month_end.MonthEndSummary) -> tuple[int, int, object]:
    return next((step.recorded, step.nothing, step.total) for step in summary.steps if step.step.name == "loan-quality")


def test_the_plan_says_what_is_then_booked_and_a_second_run_adds_nothing(database_url: str) -> None:
    book = with_interest(database_url)
    desk, before = counter(book), size(book)
    plan = desk.plan_month_end(APRIL)
    # 24,657.53 and 12,328.77 are credited, 3,000 is accrued.
    assert (plan.is_plan, steps(plan)) == (True, [("savings-interest", 3, 0, idr(24_658 + 12_329 + 3_000))])
    assert size(book) == before
    done = desk.end_month(APRIL)
    assert (done.is_plan, steps(done)) == (False, steps(plan))
    after = size(book)
    assert after == before + BILLS + 3
    assert steps(desk.end_month(APRIL)) == [("savings-interest", 0, 3, idr(0))]
    assert size(book) == after
    assert balance(book, "5-1100") == 39_987
    assert book.verify().ok


def test_a_subject_that_cannot_be_done_stops_it_by_name_and_nothing_is_booked(database_url: str) -> None:
    book = with_interest(database_url)
    desk = counter(book)
    desk.end_month(APRIL)
    # What came late leaves April without interest, and the 24,658 that were credited are no longer there to be taken back.
    desk.record(Withdraw(account="SS-001", on=day("4-1"), amount=idr(10_000_000)), key="late")
    desk.record(Withdraw(account="SS-001", on=day("5-1"), amount=idr(24_000)), key="rest")
    before = size(book)
    with pytest.raises(MonthEndStoppedError) as stopped:
        desk.end_month(Month(2014, 5))
    # May earned 658 x 3 % x 31/365 = 1.68.
    assert stopped.value.message("en") == (
        "the end of 2014-05 stops at step Interest on savings: SS-001: "
        "Rp23.998 of the tax and corrections of 2014-05-31 is not covered by savings account SS-001, which holds Rp658"
    )
    assert [subject.no for subject, _error in stopped.value.failures] == ["SS-001"]
    assert size(book) == before


@pytest.mark.parametrize(
    ("month", "code"), [((2014, 4), "period.closed"), ((2015, 1), "period.future"), ((2014, 3), "period.before-begin")]
)
def test_a_month_that_takes_nothing_is_refused_before_anything_is_planned(database_url: str, month: tuple[int, int], code: str) -> None:
    book = with_interest(database_url)
    desk = counter(book)
    desk.close_month(APRIL)
    with pytest.raises(RefusedError) as refusal:
        desk.plan_month_end(Month(*month))
    assert refusal.value.code == code


def test_loans_are_graded_and_what_a_paid_off_one_had_set_aside_is_set_free(database_url: str) -> None:
    book = with_interest(database_url)
    desk = counter(book)
    for no, on in (("PJ-001", "4-10"), ("PJ-002", "4-11")):
        desk.record(DisburseLoan(loan=no, member="A-001", product="REGULER", on=day(on), principal=idr(2_000_000), instalments=10), key=no)
    # 0.5 % of what is current, PPAP: 10,000 of each.
    assert quality(desk.end_month(APRIL)) == (2, 0, idr(20_000))
    assert balance(book, "1-1590", "4-30") == -20_000
    desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(2_400_000)), key="off")
    desk.record(RepayLoan(loan="PJ-002", on=day("5-11"), amount=idr(240_000)), key="one")
    assert quality(desk.end_month(Month(2014, 5))) == (2, 0, idr(11_000))
    assert balance(book, "1-1590", "5-31") == -9_000
    assert quality(desk.end_month(Month(2014, 5))) == (0, 2, idr(0))


def test_what_stands_beside_the_books_is_no_part_of_the_sum_of_a_step(database_url: str) -> None:
    book = with_interest(database_url)
    desk = counter(book)
    lent = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10)
    desk.record(lent, key="lent")
    # Nothing was paid of it since May: 10 % of 2,000,000; and 4 x 40,000 of late interest in memorandum accounts.
    assert quality(desk.end_month(Month(2014, 8))) == (1, 0, idr(200_000))
    assert balance(book, "1-1590", "8-31") == -200_000
    assert balance(book, "9-1200", "8-31") == 160_000


def test_a_run_that_broke_off_between_two_parts_is_begun_again(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(month_end, "PART", 1)
    book = with_interest(database_url)
    desk = counter(book)

    def pull_the_plug(step: MonthEndStep, count: int) -> None:
        if size(book) == before + BILLS + 2:
            raise KeyboardInterrupt

    before = size(book)
    with contextlib.suppress(KeyboardInterrupt):
        desk.end_month(APRIL, progress=pull_the_plug)
    assert size(book) == before + BILLS + 2
    assert steps(desk.end_month(APRIL)) == [("savings-interest", 1, 2, idr(12_329))]
    assert balance(book, "5-1100") == 39_987


def test_what_moves_between_plan_and_booking_is_decided_anew(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(month_end, "PART", 1)
    book = with_interest(database_url)
    desk, moved, before = counter(book), [], size(book)

    def teller(step: MonthEndStep, count: int) -> None:
        if size(book) == before + BILLS + 1:
            moved.append(desk.record(deposit(1_000_000, on="4-1", account="SS-002"), key="teller"))

    done = desk.end_month(APRIL, progress=teller)
    # 6,000,000 at 3 %/365 for 30 days: 14,794.52.
    assert steps(done) == [("savings-interest", 3, 0, idr(24_658 + 14_795 + 3_000))]


def test_two_runs_at_once_book_each_account_once(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(month_end, "PART", 1)
    book = with_interest(database_url)
    desk, other, before = counter(book), [], size(book)

    def second(step: MonthEndStep, count: int) -> None:
        if size(book) == before + BILLS + 1:
            other.append(counter(book).end_month(APRIL))

    first = desk.end_month(APRIL, progress=second)
    assert [row[1:3] for row in steps(first)] == [(1, 2)]
    assert [row[1:3] for row in steps(other[0])] == [(2, 1)]
    assert balance(book, "5-1100") == 39_987


def test_a_reversed_posting_is_booked_again_by_the_next_run(database_url: str) -> None:
    book = with_interest(database_url)
    desk = counter(book)
    desk.end_month(APRIL)
    with book.read() as view:
        seq = next(record.seq for record in view.records() if record.kind == "savings.interest-posted")
    desk.reverse(seq, on=day("5-2"), reason="salah tarif", key="reverse")
    assert steps(desk.end_month(APRIL)) == [("savings-interest", 1, 2, idr(24_658))]


def test_an_account_opened_after_the_month_and_a_closed_one_have_no_part(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(OpenSavings(account="SS-009", member="A-001", product="SUKARELA", on=date(2014, 5, 2)), key="later")
    desk.record(deposit(1_000_000, on="4-1"), key="in")
    desk.record(Withdraw(account="SS-001", on=day("4-30"), amount=idr(1_000_000)), key="out")
    assert steps(desk.end_month(APRIL)) == [("savings-interest", 1, 1, idr(2_384))]  # 29 days


def bills(summary: month_end.MonthEndSummary) -> tuple[int, int]:
    return next((step.recorded, step.nothing) for step in summary.steps if step.step.name == "share-bills")


def test_every_member_is_billed_once_a_month_whether_or_not_anything_was_paid(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(PayShare(member="A-001", product="WAJIB", on=day("4-2"), amount=idr(10_000)), key="paid")
    desk.record(AdmitMember(member="A-003", name="Anggota 3", category="PENGURUS", on=day("4-30")), key="board")
    assert bills(desk.end_month(APRIL)) == (3, 0)
    assert bills(desk.end_month(APRIL)) == (0, 3)
    with book.read() as view:
        late = {share.no: due.arrears for share, due in view.shares.arrears(APRIL, product="WAJIB")}
    # The board's own rate is 25,000.
    assert late == {"A-001/WAJIB": idr(0), "A-002/WAJIB": idr(10_000), "A-003/WAJIB": idr(25_000)}


def test_who_was_not_a_member_at_the_end_of_the_month_or_took_all_shares_back_is_not_billed(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(AdmitMember(member="A-003", name="Anggota 3", on=day("4-1")), key="goes")
    desk.record(AdmitMember(member="A-004", name="Anggota 4", on=day("5-1")), key="later")
    desk.record(PayShare(member="A-003", product="WAJIB", on=day("4-2"), amount=idr(10_000)), key="paid")
    desk.record(ReturnShare(member="A-003", product="WAJIB", on=day("4-29"), leaving=True), key="back")
    assert bills(desk.end_month(APRIL)) == (2, 2)
    desk.record(EndMembership(member="A-003", on=day("5-2"), reason="resigned"), key="ended")
    assert bills(desk.end_month(Month(2014, 5))) == (3, 0)


def test_each_product_that_is_paid_monthly_has_its_own_bill(database_url: str) -> None:
    source = Bylaws.sample("ksp").source
    block = source[source.index('code = "WAJIB"') : source.index('code = "PENYETARAAN"')].removesuffix("[[products]]\n")
    extra = "[[products]]\n" + block.replace('"WAJIB"', '"KHUSUS"').replace("2014-01-01", "2014-05-01").replace('"10000"', '"5000"')
    book = with_savers(database_url, bylaws=Bylaws.from_toml(source + "\n" + extra))
    desk = counter(book)
    assert bills(desk.end_month(APRIL)) == (2, 0)
    assert bills(desk.end_month(Month(2014, 5))) == (4, 0)


@pytest.mark.parametrize("order", [("A-001", "A-002", "A-003"), ("A-003", "A-001", "A-002"), ("A-002", "A-003", "A-001")])
def test_the_order_of_independent_members_makes_no_difference(sqlite_url: str, order: tuple[str, ...]) -> None:
    book = new_book(sqlite_url)
    desk = counter(book)
    saved = {"A-001": 97_000_000, "A-002": 10_000_000, "A-003": 120_000_000}
    for place, member in enumerate(order, 1):
        desk.record(AdmitMember(member=member, name="Daeng", on=day("4-1")), key=member)
        desk.record(OpenSavings(account=f"SS-{place}", member=member, product="SUKARELA", on=day("4-1")), key=f"SS-{place}")
        desk.record(deposit(saved[member], on="4-1", account=f"SS-{place}"), key=f"in {place}")
    desk.end_month(APRIL)
    with book.read() as view:
        held = {view.savings.get(f"SS-{place}").member: view.savings.get(f"SS-{place}").balance for place in (1, 2, 3)}
    # 239,178 and 24,658 are free; 120,000,000 earn 295,890.41, of which 29,589 are withheld.
    assert held == {"A-001": idr(97_239_178), "A-002": idr(10_024_658), "A-003": idr(120_266_301)}


def test_the_account_that_earned_most_bears_the_tax_of_the_member(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(OpenSavings(account="SS-003", member="A-001", product="SUKARELA", on=day("4-1")), key="small")
    desk.record(deposit(97_000_000, on="4-1"), key="large")
    desk.record(deposit(10_000_000, on="4-1", account="SS-003"), key="in")
    desk.record(Withdraw(account="SS-003", on=day("4-30"), amount=idr(9_999_000)), key="out")
    desk.end_month(APRIL)
    # The small one earned 29 days of 10,000,000 and one of 1,000: 23,835.70; 10 % of 263,014 are 26,301.4.
    with book.read() as view:
        assert view.savings.get("SS-003").balance == idr(1_000 + 23_836)
        assert view.savings.get("SS-001").balance == idr(97_000_000 + 239_178 - 26_301)
