"""Interest is credited as what the year should have earned less what is booked, and taxed over all accounts of a member's month."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger.coop.savings import AccrueInterest, Deposit, InterestPosted, OpenSavings, PostInterest, TakeOverSavings, Withdraw
from irman_ledger.core.money import idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from tests.coop.savings.scenario import Given, given


def on(day: int, month: int = 4) -> date:
    return date(2014, month, day)


def saved(rupiah: int, *, product: str = "TERENDAH", account: str = "SS-001", member: str = "A-001") -> tuple[Command[object], ...]:
    return (
        OpenSavings(account=account, member=member, product=product, on=on(1)),
        Deposit(account=account, on=on(1), amount=idr(rupiah)),
    )


def post(month: int = 4, *, account: str = "SS-001") -> PostInterest:
    return PostInterest(account=account, on=on(31 if month in (5, 7) else 30, month))


def posted(scene: Given, command: PostInterest) -> InterestPosted:
    outcome = scene.when(command)
    assert outcome.refusal is None, outcome.refusal
    assert outcome.played is not None
    assert isinstance(outcome.played.event, InterestPosted)
    return outcome.played.event


def balance(scene: Given, account: str = "SS-001") -> object:
    return -scene.book.balance("2-1100", Subject("savings", account))


def test_interest_of_250_000_is_credited_less_25_000_of_tax() -> None:
    # PP 15/2009: 10 % of the whole where a month's interest is more than Rp240,000.
    given(*saved(25_000_000)).when(post()).then_booked("""
        30 April 2014   Jasa simpanan SS-001
          5-1100 Beban jasa simpanan anggota  250.000            SS-001
          2-1100 Simpanan sukarela anggota             225.000   SS-001
          2-1405 Utang PPh final                        25.000   SS-001
    """)


def test_interest_of_exactly_240_000_is_free() -> None:
    event = posted(given(*saved(24_000_000)), post())
    assert (event.interest, event.tax, event.interest_month, event.tax_account) == (idr(240_000), idr(0), idr(240_000), None)


def test_a_candidate_is_credited_on_the_accounts_of_his_status_and_withheld_nothing() -> None:
    given(*saved(25_000_000, member="C-001")).when(post()).then_booked("""
        30 April 2014   Jasa simpanan SS-001
          5-1110 Beban jasa simpanan lainnya      250.000            SS-001
          2-1110 Simpanan sukarela calon anggota           250.000   SS-001
    """)


def test_the_tax_counts_over_all_accounts_of_the_month_and_may_take_more_than_the_last_one_earned() -> None:
    scene = given(*saved(24_000_000), *saved(1_000_000, account="SS-002"))
    assert posted(scene, post()).tax == idr(0)
    event = posted(scene, post(account="SS-002"))
    assert (event.interest, event.interest_month, event.withheld_before, event.tax) == (idr(10_000), idr(250_000), idr(0), idr(25_000))
    assert balance(scene, "SS-002") == idr(985_000)


def test_what_was_withheld_in_the_month_before_is_taken_off() -> None:
    scene = given(*saved(25_000_000), *saved(1_000_000, account="SS-002"))
    assert posted(scene, post()).tax == idr(25_000)
    event = posted(scene, post(account="SS-002"))
    assert (event.interest_month, event.withheld_before, event.tax) == (idr(260_000), idr(25_000), idr(1_000))


def test_another_month_begins_anew() -> None:
    scene = given(*saved(24_000_000))
    posted(scene, post(4))
    # 24,240,000 x 12 % / 12 = 242,400, and 10 % of it.
    event = posted(scene, post(5))
    assert (event.interest, event.interest_month, event.withheld_before, event.tax) == (idr(242_400), idr(242_400), idr(0), idr(24_240))


def test_tax_that_the_account_does_not_hold_is_refused() -> None:
    scene = given(
        *saved(24_000_000),
        *saved(1_000_000, product="HARIAN", account="SS-002"),
        Withdraw(account="SS-002", on=on(30), amount=idr(995_000)),
    )
    posted(scene, post())
    # 29 days of 1,000,000 and one of 5,000 at 12 %/365 are 9,535.89; 10 % of 249,536 is 24,954; 24,954 - 9,536 - 5,000 = 10,418.
    scene.when(post(account="SS-002")).then_refused(
        "savings.tax-not-covered",
        "Rp10.418 of the tax and corrections of 2014-04-30 is not covered by savings account SS-002, which holds Rp5.000",
    )


def test_a_movement_that_came_late_is_put_right_by_the_next_posting() -> None:
    scene = given(*saved(25_000_000))
    posted(scene, post(4))
    scene.when(Deposit(account="SS-001", on=on(1), amount=idr(1_000_000)))
    # April should have earned 260,000; May earns 1 % of 26,225,000; 250,000 of both were credited.
    event = posted(scene, post(5))
    assert (event.interest, event.tax) == (idr(272_250), idr(27_225))
    assert balance(scene) == idr(26_225_000 + 272_250 - 27_225)


def test_a_withdrawal_that_came_late_lowers_what_is_credited_and_gives_tax_back() -> None:
    scene = given(*saved(25_000_000), Deposit(account="SS-001", on=on(30), amount=idr(1_000_000)))
    posted(scene, post(4))
    scene.when(Withdraw(account="SS-001", on=on(1), amount=idr(24_900_000)))
    # April should have earned 1,000 (1 % of 100,000), May earns 1 % of 1,325,000: 14,250 less 250,000.
    event = posted(scene, post(5))
    assert (event.interest, event.interest_month, event.tax) == (idr(-235_750), idr(-235_750), idr(0))
    assert balance(scene) == idr(1_325_000 - 235_750)


def test_a_reversed_posting_is_credited_again() -> None:
    scene = given(*saved(25_000_000))
    scene.when(post(4))
    scene.book.reverse(2, on=on(2, 5), reason="salah tanggal")
    assert balance(scene) == idr(25_000_000)
    event = posted(scene, post(4))
    assert (event.interest, event.tax) == (idr(250_000), idr(25_000))


def test_a_reversed_posting_under_later_ones_is_made_good_by_the_next() -> None:
    scene = given(*saved(10_000_000))
    posted(scene, post(4))  # 100,000
    posted(scene, post(5))  # 101,000
    scene.book.reverse(2, on=on(2, 6), reason="salah rekening")
    # June: 10,101,000 stand from 2 June on, 10,201,000 on 1 June: 101,010, and the 100,000 of April once more.
    assert posted(scene, post(6)).interest == idr(201_010)


def test_interest_that_is_credited_each_quarter_is_accrued_each_month() -> None:
    scene = given(*saved(10_000_000, product="TRIWULAN"))
    scene.when(AccrueInterest(account="SS-001", on=on(30))).then_booked("""
        30 April 2014   Akrual jasa simpanan SS-001
          5-1100 Beban jasa simpanan anggota  100.000            SS-001
          2-1410 Jasa simpanan belum dibayar           100.000   SS-001
    """)
    scene.when(AccrueInterest(account="SS-001", on=on(31, 5)))
    scene.when(post(6)).then_booked("""
        30 Juni 2014   Jasa simpanan SS-001
          5-1100 Beban jasa simpanan anggota  100.000            SS-001
          2-1410 Jasa simpanan belum dibayar  200.000            SS-001
          2-1100 Simpanan sukarela anggota             270.000   SS-001
          2-1405 Utang PPh final                        30.000   SS-001
    """)


def test_accruing_the_same_month_twice_adds_nothing() -> None:
    accrual = AccrueInterest(account="SS-001", on=on(30))
    given(*saved(10_000_000, product="TRIWULAN"), accrual).when(accrual).then_refused(
        "savings.nothing-earned", "savings account SS-001 has earned nothing more up to 2014-04-30"
    )


def test_an_account_that_is_closed_earns_up_to_the_day_before() -> None:
    # 15 days of 1,000,000 at 12 %/365: 4,931.51.
    final = PostInterest(account="SS-001", on=on(16), final=True)
    assert posted(given(*saved(1_000_000, product="HARIAN")), final).interest == idr(4_932)


def test_whole_months_alone_earn_where_interest_is_by_month() -> None:
    final = PostInterest(account="SS-001", on=on(16, 5), final=True)
    assert posted(given(*saved(10_000_000, product="TRIWULAN")), final).interest == idr(100_000)


def test_a_product_may_forfeit_the_broken_period() -> None:
    final = PostInterest(account="SS-001", on=on(16), final=True)
    given(*saved(1_000_000, product="HANGUS")).when(final).then_refused("savings.nothing-earned")


def test_an_account_of_the_old_books_earns_from_the_day_after_their_last_interest() -> None:
    came = TakeOverSavings(
        account="SS-001",
        member="A-001",
        product="HARIAN",
        opened_on=date(2013, 1, 1),
        amount=idr(1_000_000),
        last_accrued_on=on(10),
        on=on(20),
    )
    # 20 days from 11 April on at 12 %/365, the first nine of them before the balance came over: 6,575.34.
    assert posted(given(came), post()).interest == idr(6_575)


def test_months_that_the_old_books_left_uncredited_are_made_good_across_the_new_year() -> None:
    came = TakeOverSavings(
        account="SS-001",
        member="A-001",
        product="TERENDAH",
        opened_on=date(2013, 1, 1),
        amount=idr(1_000_000),
        last_accrued_on=date(2013, 10, 31),
        on=date(2014, 1, 15),
    )
    # November, December and January at 1 %.
    assert posted(given(came), PostInterest(account="SS-001", on=date(2014, 1, 31))).interest == idr(30_000)


def test_what_is_paid_into_an_empty_account_of_the_old_books_earns_from_its_own_day() -> None:
    came = TakeOverSavings(
        account="SS-001",
        member="A-001",
        product="HARIAN",
        opened_on=date(2013, 1, 1),
        amount=idr(0),
        last_accrued_on=on(10),
        on=on(20),
    )
    # 11 days from 20 April on: 3,616.44.
    assert posted(given(came, Deposit(account="SS-001", on=on(20), amount=idr(1_000_000))), post()).interest == idr(3_616)


@pytest.mark.parametrize(
    ("product", "command", "code", "message"),
    [
        (
            "TERENDAH",
            PostInterest(account="SS-001", on=on(29)),
            "savings.not-period-end",
            "interest on savings account SS-001 is booked on 2014-04-30, not on 2014-04-29",
        ),
        (
            "TRIWULAN",
            PostInterest(account="SS-001", on=on(30)),
            "savings.not-period-end",
            "interest on savings account SS-001 is booked on 2014-06-30, not on 2014-04-30",
        ),
        (
            "TRIWULAN",
            AccrueInterest(account="SS-001", on=on(29)),
            "savings.not-period-end",
            "interest on savings account SS-001 is booked on 2014-04-30, not on 2014-04-29",
        ),
        (
            "TERENDAH",
            AccrueInterest(account="SS-001", on=on(30)),
            "savings.not-accrued",
            "product TERENDAH of savings account SS-001 books its interest only when it is credited",
        ),
        (
            "SUKARELA",
            PostInterest(account="SS-001", on=on(30)),
            "savings.no-interest",
            "product SUKARELA of savings account SS-001 earns no interest",
        ),
        (
            "SUKARELA",
            AccrueInterest(account="SS-001", on=on(30)),
            "savings.no-interest",
            "product SUKARELA of savings account SS-001 earns no interest",
        ),
    ],
)
def test_a_posting_that_does_not_fit_is_refused(product: str, command: Command[object], code: str, message: str) -> None:
    given(*saved(10_000_000, product=product)).when(command).then_refused(code, message)


def test_a_month_is_credited_once() -> None:
    given(*saved(10_000_000), post()).when(post()).then_refused(
        "savings.interest-credited", "interest on savings account SS-001 is credited up to 2014-04-30; 2014-04-30 is not after it"
    )


def test_an_account_that_was_never_opened_earns_nothing() -> None:
    given().when(post()).then_refused("savings.unknown")
