"""Interest on savings at the desk: rates that change, a member's month, one voucher of a batch, and a second run."""

from __future__ import annotations

import json
from datetime import date

import pytest

from irman_ledger import Bylaws, Month, idr
from irman_ledger.books.desk import Item
from irman_ledger.coop.members import EndMembership
from irman_ledger.coop.savings import AccrueInterest, CloseSavings, OpenSavings, PostInterest, Withdraw
from irman_ledger.errors import RefusedError
from tests.books.kit import KSP, balance, counter, day, deposit, with_savers

DEARER = Bylaws.from_toml(
    KSP.source.replace("from_on = 2014-01-01", "from_on = 2014-04-16", 1).replace('rate = "3%/year"', 'rate = "6%/year"')
)


def test_daily_interest_follows_a_rate_that_changes_within_the_month(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(10_000_000, on="4-1"), key="money")
    desk.adopt(DEARER, on=day("4-10"), key="adopt")
    # 15 days at 3 %/365 and 15 days at 6 %/365 of 10,000,000: 12,328.77 + 24,657.53.
    receipt = desk.record(PostInterest(account="SS-001", on=day("4-30")), key="interest")
    assert (receipt.event.interest, receipt.event.tax, receipt.event.from_on) == (idr(36_986), idr(0), day("4-01"))
    assert receipt.voucher is not None
    assert (receipt.voucher.series, receipt.voucher.number) == ("BM", 1)
    assert balance(book, "2-1100") == -10_036_986
    assert book.verify().ok


def test_accounts_of_one_member_in_one_batch_are_taxed_together(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(OpenSavings(account="SS-003", member="A-001", product="SUKARELA", on=day("4-1")), key="second")
    desk.record(deposit(97_000_000, on="4-1"), key="money")
    desk.record(deposit(10_000_000, on="4-1", account="SS-003"), key="more")
    # 97,000,000 x 3 % x 30/365 = 239,178.08; 10,000,000: 24,657.53; 10 % of 263,836 = 26,383.6.
    summary = desk.record_all([(PostInterest(account=no, on=day("4-30")), no) for no in ("SS-001", "SS-003")])
    assert summary.first is not None
    assert balance(book, "5-1100") == 239_178 + 24_658
    assert balance(book, "2-1405") == -26_384
    with book.read() as view:
        last = json.loads(view.record(summary.first + 1).event)
    assert (last["account"], last["interest_month"], last["tax"]) == ("SS-003", "263836", "26384")


def test_a_quarter_is_accrued_credited_and_a_closed_month_is_made_good_later(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(OpenSavings(account="SP-001", member="A-002", product="PENDIDIKAN", on=day("4-1")), key="open")
    desk.record(deposit(900_000, on="4-1", account="SP-001"), key="money")
    # 900,000 x 4 % / 12.
    assert desk.record(AccrueInterest(account="SP-001", on=day("4-30")), key="a4").event.amount == idr(3_000)
    desk.close_month(Month(2014, 4))
    late = Item(command=deposit(300_000, on="4-16", account="SP-001"), key="late", booked_on=day("5-2"))
    desk.record_all([late])
    # April's average was 1,050,000 and lies in the tier of 5 %: 4,375; May earns 1,200,000 x 5 % / 12.
    assert desk.record(AccrueInterest(account="SP-001", on=day("5-31")), key="a5").event.amount == idr(4_375 - 3_000 + 5_000)
    receipt = desk.record(PostInterest(account="SP-001", on=day("6-30")), key="p6")
    assert (receipt.event.interest, receipt.event.released) == (idr(14_375), idr(9_375))
    assert balance(book, "2-1410") == 0
    assert balance(book, "5-1100") == 14_375


def test_what_a_quarter_accrued_earns_in_it_and_the_posting_earns_after_it(database_url: str) -> None:
    monthly = Bylaws.from_toml(KSP.source.replace('posted = "quarter"', 'posted = "quarter"\ncompounding = "monthly"', 1))
    book = with_savers(database_url, bylaws=monthly)
    desk = counter(book)
    desk.record(OpenSavings(account="SP-001", member="A-002", product="PENDIDIKAN", on=day("4-1")), key="open")
    desk.record(deposit(900_000, on="4-1", account="SP-001"), key="money")
    # 4 %/12 of 900,000, 903,000 and 906,010: 3,000, 3,010 and 3,020.03; of 909,030: 3,030.10.
    assert desk.record(AccrueInterest(account="SP-001", on=day("4-30")), key="a4").event.amount == idr(3_000)
    assert desk.record(AccrueInterest(account="SP-001", on=day("5-31")), key="a5").event.amount == idr(3_010)
    receipt = desk.record(PostInterest(account="SP-001", on=day("6-30")), key="p6")
    assert (receipt.event.interest, receipt.event.released) == (idr(9_030), idr(6_010))
    assert desk.record(AccrueInterest(account="SP-001", on=day("7-31")), key="a7").event.amount == idr(3_030)
    assert book.verify().ok


def test_a_deposit_that_comes_late_also_makes_good_what_was_earned_on_interest(database_url: str) -> None:
    monthly = Bylaws.from_toml(KSP.source.replace('posted = "quarter"', 'posted = "quarter"\ncompounding = "monthly"', 1))
    book = with_savers(database_url, bylaws=monthly)
    desk = counter(book)
    desk.record(OpenSavings(account="SP-001", member="A-002", product="PENDIDIKAN", on=day("4-1")), key="open")
    desk.record(deposit(600_000, on="4-1", account="SP-001"), key="money")
    assert desk.record(AccrueInterest(account="SP-001", on=day("4-30")), key="a4").event.amount == idr(2_000)
    desk.record(deposit(300_000, on="4-1", account="SP-001"), key="late")
    assert desk.record(AccrueInterest(account="SP-001", on=day("5-31")), key="a5").event.amount == idr(1_000 + 3_010)


def test_the_same_posting_asked_twice_is_booked_once_and_under_another_key_refused(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(10_000_000, on="4-1"), key="money")
    posting = PostInterest(account="SS-001", on=day("4-30"))
    first = desk.record(posting, key="interest")
    assert desk.record(posting, key="interest") == first
    with pytest.raises(RefusedError) as refusal:
        desk.record(posting, key="other")
    assert refusal.value.code == "savings.interest-credited"
    assert balance(book, "5-1100") == 24_658


def test_an_account_that_earned_taxed_interest_is_closed_and_its_holder_leaves(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(120_000_000, on="4-1"), key="money")
    # 120,000,000 x 3 % x 30/365 = 295,890.41; 10 % of it is 29,589.
    desk.record(PostInterest(account="SS-001", on=day("4-30")), key="interest")
    desk.record(Withdraw(account="SS-001", on=day("5-1"), amount=idr(120_266_301), settle="BANK"), key="out")
    desk.record(CloseSavings(account="SS-001", on=day("5-1")), key="closed")
    desk.record(EndMembership(member="A-001", on=day("5-1"), reason="resigned"), key="left")
    assert (balance(book, "5-1100"), balance(book, "2-1405")) == (295_890, -29_589)
    assert book.verify().ok


def test_interest_that_is_accrued_and_not_credited_keeps_an_account_open(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(OpenSavings(account="SP-001", member="A-002", product="PENDIDIKAN", on=day("4-1")), key="open")
    desk.record(deposit(900_000, on="4-1", account="SP-001"), key="money")
    desk.record(AccrueInterest(account="SP-001", on=day("4-30")), key="a4")
    desk.record(Withdraw(account="SP-001", on=day("5-1"), amount=idr(900_000), closing=True), key="all")
    with pytest.raises(RefusedError) as refusal:
        desk.record(CloseSavings(account="SP-001", on=day("5-1")), key="closed")
    assert refusal.value.message("en") == "savings account SP-001 still holds Rp3.000 on account 2-1410"


def test_last_years_interest_posted_anew_is_not_paid_twice_this_year(database_url: str) -> None:
    book = with_savers(database_url, today=date(2015, 2, 1))
    desk = counter(book)
    desk.record(deposit(10_000_000, on="12-1"), key="money")
    # 10,000,000 x 3 % x 31/365.
    wrong = desk.record(PostInterest(account="SS-001", on=day("12-31")), key="interest")
    assert wrong.event.interest == idr(25_479)
    new_year = date(2015, 1, 1)
    desk.reverse(wrong.seq, on=new_year, reason="suku bunga keliru", key="x")
    anew = desk.record(PostInterest(account="SS-001", on=day("12-31")), key="anew", booked_on=new_year)
    assert anew.event.interest == idr(25_479)
    # 10,025,479 x 3 % x 31/365.
    january = desk.record(PostInterest(account="SS-001", on=date(2015, 1, 31)), key="january")
    assert january.event.interest == idr(25_544)
    assert book.verify().ok
