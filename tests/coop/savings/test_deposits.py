"""Term deposits are placed, earn, are paid, mature, are placed anew, broken and paid out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.savings import (
    AccrueInterest,
    BreakDeposit,
    CloseSavings,
    CorrectOut,
    Deposit,
    InstructDeposit,
    MatureDeposit,
    OpenDeposit,
    OpenSavings,
    PayDepositInterest,
    PayOutDeposit,
    PostInterest,
    ReceiveTransfer,
    TakeOverSavings,
    Withdraw,
)
from irman_ledger.core.money import idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.savings.scenario import Given, given

DAY = date(2014, 4, 10)


def on(day: int, month: int, year: int = 2014) -> date:
    return date(year, month, day)


def place(rupiah: int = 10_000_000, *, deposit: str = "SB-001", member: str = "A-001", months: int = 6, **more: Any) -> OpenDeposit:
    return OpenDeposit(
        deposit=deposit, member=member, product=more.pop("product", "BERJANGKA"), on=DAY, amount=idr(rupiah), months=months, **more
    )


def account(no: str = "SS-001", member: str = "A-001") -> OpenSavings:
    return OpenSavings(account=no, member=member, product="SUKARELA", on=DAY)


def balance(scene: Given, code: str, no: str = "SB-001") -> object:
    return -scene.book.balance(code, Subject("savings", no))


def event(scene: Given, command: Command[Any]) -> Any:
    outcome = scene.when(command)
    assert outcome.refusal is None, outcome.refusal
    assert outcome.played is not None
    return outcome.played.event


# ------------------------------------------------------------ placing


def test_a_deposit_is_placed_at_the_rate_of_its_months() -> None:
    scene = given()
    scene.when(place()).then_booked("""
        10 April 2014   Penempatan simpanan berjangka SB-001
          1-1100 Kas                         10.000.000               KAS
          2-1200 Simpanan berjangka anggota              10.000.000   SB-001
    """)
    state = scene.book.states[Subject("savings", "SB-001")]
    assert (state.placement.rate.plain(), state.placement.matures_on) == ("6%/year", on(10, 10))


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        (place(months=3), "savings.deposit-not-offered", "product BERJANGKA offers months 1, 6, not 3"),
        (place(999_999), "savings.below-minimum-deposit", "a deposit on savings account SB-001 is at least Rp1.000.000, not Rp999.999"),
        (place(product="SUKARELA"), "savings.no-deposit-product", "product SUKARELA takes no term deposits"),
        (place(member="C-001"), "savings.status-not-served", None),
        (place(member="X-001"), "subject.unknown", None),
        (place(pay_to="SS-009"), "savings.deposit-pay-to", "SS-009 is not an open savings account of member A-001"),
        (place(pay_to="SS-002"), "savings.deposit-pay-to", "SS-002 is not an open savings account of member A-001"),
        (place(pay_to="SB-000"), "savings.deposit-pay-to", None),
        (place(deposit="SB-000"), "savings.exists", None),
        (
            place(product="PINDAH"),
            "savings.deposit-pay-to-needed",
            "product PINDAH moves what has matured to a savings account; deposit SB-001 names none",
        ),
        (
            OpenSavings(account="SS-003", member="A-001", product="BERJANGKA", on=DAY),
            "savings.deposit-product",
            "product BERJANGKA takes term deposits only, which are placed for a number of months",
        ),
        (
            TakeOverSavings(account="SS-003", member="A-001", product="BERJANGKA", opened_on=DAY, amount=idr(1), on=DAY),
            "savings.deposit-product",
            None,
        ),
    ],
)
def test_what_cannot_be_placed(command: Command[Any], code: str, message: str | None) -> None:
    given(account("SS-002", "C-001"), place(deposit="SB-000")).when(command).then_refused(code, message)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"months": 0}, "months"),
        ({"months": True}, "months"),
        ({"payment": "weekly"}, "payment"),
        ({"rollover": "all"}, "rollover"),
        ({"rollover": "principal-and-interest"}, "payment"),
        ({"pay_to": ""}, "pay_to"),
        ({"settle": ""}, "settle"),
        ({"rupiah": 0}, "amount"),
    ],
)
def test_what_no_deposit_can_be(more: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        place(**more)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    "command",
    [
        Deposit(account="SB-001", on=on(2, 5), amount=idr(1_000)),
        Withdraw(account="SB-001", on=on(2, 5), amount=idr(1_000)),
        CorrectOut(account="SB-001", on=on(2, 5), amount=idr(1_000), reason="salah rekening"),
        PostInterest(account="SB-001", on=on(30, 4)),
        CloseSavings(account="SB-001", on=on(2, 5)),
        ReceiveTransfer(account="SB-001", on=on(2, 5)),
    ],
)
def test_a_deposit_takes_no_other_movements(command: Command[Any]) -> None:
    given(place()).when(command).then_refused(
        "savings.deposit-account", "SB-001 is a term deposit; it takes no deposits, withdrawals or corrections"
    )


# ------------------------------------------------------------ interest


def test_interest_is_accrued_at_the_end_of_a_month_and_paid_on_its_day() -> None:
    # 10,000,000 x 6 % / 12 = 50,000 a month; 21 of the 30 days to 10 May lie in April.
    scene = given(place())
    scene.when(AccrueInterest(account="SB-001", on=on(30, 4))).then_booked("""
        30 April 2014   Akrual jasa simpanan SB-001
          5-1100 Beban jasa simpanan anggota  35.000           SB-001
          2-1410 Jasa simpanan belum dibayar          35.000   SB-001
    """)
    scene.when(AccrueInterest(account="SB-001", on=on(30, 4))).then_refused("savings.nothing-earned")
    scene.when(PayDepositInterest(deposit="SB-001", on=on(9, 5))).then_refused("savings.nothing-earned")
    scene.when(PayDepositInterest(deposit="SB-001", on=on(10, 5))).then_booked("""
        10 Mei 2014   Jasa simpanan berjangka SB-001
          5-1100 Beban jasa simpanan anggota  15.000           SB-001
          2-1410 Jasa simpanan belum dibayar  35.000           SB-001
          1-1100 Kas                                  50.000   KAS
    """)
    scene.when(PayDepositInterest(deposit="SB-001", on=on(31, 5))).then_refused("savings.nothing-earned")


def test_the_accrual_ends_on_the_last_day_of_a_month() -> None:
    given(place()).when(AccrueInterest(account="SB-001", on=on(29, 4))).then_refused(
        "savings.not-period-end", "interest on savings account SB-001 is booked on 2014-04-30, not on 2014-04-29"
    )


def test_interest_paid_late_leaves_what_was_accrued_beyond_it() -> None:
    scene = given(
        place(), AccrueInterest(account="SB-001", on=on(30, 4)), AccrueInterest(account="SB-001", on=on(31, 5))
    )  # 85,484 up to the end of May
    scene.when(PayDepositInterest(deposit="SB-001", on=on(5, 6))).then_booked("""
        5 Juni 2014   Jasa simpanan berjangka SB-001
          2-1410 Jasa simpanan belum dibayar  50.000           SB-001
          1-1100 Kas                                  50.000   KAS
    """)
    assert balance(scene, "2-1410") == idr(35_484)


def test_interest_of_300_000_goes_to_the_savings_account_less_30_000_of_tax() -> None:
    # 60,000,000 x 6 % / 12 = 300,000, more than 240,000: 10 % of the whole (PP 15/2009).
    scene = given(account(), place(60_000_000, pay_to="SS-001"))
    scene.when(PayDepositInterest(deposit="SB-001", on=on(10, 5))).then_booked("""
        10 Mei 2014   Jasa simpanan berjangka SB-001
          5-1100 Beban jasa simpanan anggota  300.000            SB-001
          2-1405 Utang PPh final                        30.000   SB-001
          1-1950 Pemindahan antarsimpanan              270.000   SS-001
    """)
    scene.when(ReceiveTransfer(account="SS-001", on=on(10, 5))).then_booked("""
        10 Mei 2014   Pemindahan ke simpanan SS-001
          1-1950 Pemindahan antarsimpanan   270.000            SS-001
          2-1100 Simpanan sukarela anggota           270.000   SS-001
    """)
    scene.when(ReceiveTransfer(account="SS-001", on=on(10, 5))).then_refused(
        "savings.nothing-to-receive", "no transfer to savings account SS-001 is open"
    )


def test_the_tax_counts_over_deposits_and_savings_of_the_month_alike() -> None:
    # 48,000,000 x 6 %/12 = 240,000 are free; 1 % of 2,000,000 on TERENDAH makes 260,000: 26,000 are withheld from the 20,000.
    scene = given(
        OpenSavings(account="SS-001", member="A-001", product="TERENDAH", on=on(1, 4)),
        Deposit(account="SS-001", on=on(1, 4), amount=idr(2_000_000)),
        place(48_000_000),
        PostInterest(account="SS-001", on=on(30, 4)),
    )
    assert event(scene, PayDepositInterest(deposit="SB-001", on=on(10, 5))).interest.tax == idr(0)
    posted = event(scene, PostInterest(account="SS-001", on=on(31, 5)))
    # 2,020,000 x 1 % = 20,200; 10 % of 260,200.
    assert (posted.interest, posted.interest_month, posted.withheld_before, posted.tax) == (
        idr(20_200),
        idr(260_200),
        idr(0),
        idr(26_020),
    )


def test_tax_that_cash_interest_does_not_cover_is_refused_and_a_transfer_takes_it_from_the_account() -> None:
    # 47,000,000 earn 235,000; the 5,833 of 1,400,000 at 5 %/12 make 240,833: tax 24,083, that is 18,250 more than they are.
    first, second = place(47_000_000), place(1_400_000, deposit="SB-002", months=1)
    scene = given(first, second, PayDepositInterest(deposit="SB-001", on=on(10, 5)))
    scene.when(PayDepositInterest(deposit="SB-002", on=on(10, 5))).then_refused(
        "savings.tax-not-covered",
        "Rp18.250 of the tax and corrections of 2014-05-10 is not covered by savings account SB-002, which holds Rp0",
    )
    scene = given(account(), first, place(1_400_000, deposit="SB-002", months=1, pay_to="SS-001"))
    scene.when(PayDepositInterest(deposit="SB-001", on=on(10, 5)))
    scene.when(PayDepositInterest(deposit="SB-002", on=on(10, 5)))
    scene.when(ReceiveTransfer(account="SS-001", on=on(10, 5))).then_refused("savings.tax-not-covered")
    scene.when(Deposit(account="SS-001", on=on(10, 5), amount=idr(20_000)))
    scene.when(ReceiveTransfer(account="SS-001", on=on(10, 5)))
    assert balance(scene, "2-1100", "SS-001") == idr(1_750)


def test_a_reversed_payment_is_paid_again() -> None:
    scene = given(place())
    scene.when(PayDepositInterest(deposit="SB-001", on=on(10, 5)))
    scene.book.reverse(1, on=on(11, 5), reason="salah tanggal")
    assert event(scene, PayDepositInterest(deposit="SB-001", on=on(11, 5))).interest.interest == idr(50_000)


def test_an_account_that_was_closed_receives_nothing() -> None:
    scene = given(account(), place(pay_to="SS-001"), CloseSavings(account="SS-001", on=on(2, 5)))
    scene.when(PayDepositInterest(deposit="SB-001", on=on(10, 5))).then_refused("savings.deposit-pay-to")
    scene.when(InstructDeposit(deposit="SB-001", on=on(10, 5), rollover="none")).then_nothing_booked()
    assert event(scene, PayDepositInterest(deposit="SB-001", on=on(10, 5))).box == "KAS"


# ------------------------------------------------------------ maturity


def test_what_matured_waits_without_interest_and_is_paid_out_after_its_interest() -> None:
    cash = TakeOverBalance(account="1-1100", on=DAY, amount=idr(1_000_000), subject="cash:KAS")
    scene = given(cash, place(months=1))  # 10,000,000 x 5 %/12 = 41,666.67
    scene.when(PayOutDeposit(deposit="SB-001", on=on(9, 5))).then_refused(
        "savings.deposit-running", "term deposit SB-001 runs until 2014-05-10; before that it can only be broken"
    )
    scene.when(MatureDeposit(deposit="SB-001", on=on(9, 5))).then_refused("savings.deposit-running")
    scene.when(MatureDeposit(deposit="SB-001", on=on(10, 5))).then_nothing_booked()
    scene.when(MatureDeposit(deposit="SB-001", on=on(10, 5))).then_refused(
        "savings.deposit-ended", "term deposit SB-001 ended on 2014-05-10"
    )
    scene.when(PayOutDeposit(deposit="SB-001", on=on(12, 6))).then_refused(
        "savings.deposit-interest-unpaid", "Rp41.667 of interest on term deposit SB-001 must be paid first"
    )
    assert event(scene, PayDepositInterest(deposit="SB-001", on=on(12, 6))).interest.interest == idr(41_667)
    scene.when(PayOutDeposit(deposit="SB-001", on=on(12, 6))).then_booked("""
        12 Juni 2014   Pencairan simpanan berjangka SB-001
          2-1200 Simpanan berjangka anggota  10.000.000               SB-001
          1-1100 Kas                                     10.000.000   KAS
    """)
    scene.when(PayOutDeposit(deposit="SB-001", on=on(12, 6))).then_refused("savings.closed")


def test_the_principal_is_placed_anew_and_interest_at_maturity_goes_to_the_account() -> None:
    scene = given(account(), place(months=1, payment="at-maturity", rollover="principal", pay_to="SS-001"))
    scene.when(MatureDeposit(deposit="SB-001", on=on(31, 5))).then_booked("""
        31 Mei 2014   Jatuh tempo simpanan berjangka SB-001
          5-1100 Beban jasa simpanan anggota  41.667           SB-001
          1-1950 Pemindahan antarsimpanan             41.667   SS-001
    """)
    state = scene.book.states[Subject("savings", "SB-001")].placement
    assert (state.begins_on, state.matures_on, state.principal) == (on(10, 5), on(10, 6), idr(10_000_000))
    # From 10 to 31 May, 22 of the 31 days of the new month: 41,666.67 x 22/31 = 29,569.9.
    assert event(scene, AccrueInterest(account="SB-001", on=on(31, 5))).amount == idr(29_570)


def test_principal_and_net_interest_are_placed_anew_together() -> None:
    # 60,000,000 x 6 % x 6/12 = 1,800,000 in one month, more than 240,000: 180,000 of tax, 1,620,000 are added.
    scene = given(
        place(60_000_000, payment="at-maturity", rollover="principal-and-interest"), AccrueInterest(account="SB-001", on=on(30, 9))
    )
    scene.when(PayDepositInterest(deposit="SB-001", on=on(10, 10))).then_refused("savings.nothing-earned")
    # 5 whole months and 21 of the 30 days to 10 October: 1,500,000 + 210,000 were accrued.
    scene.when(MatureDeposit(deposit="SB-001", on=on(10, 10))).then_booked("""
        10 Oktober 2014   Jatuh tempo simpanan berjangka SB-001
          5-1100 Beban jasa simpanan anggota     90.000              SB-001
          2-1410 Jasa simpanan belum dibayar  1.710.000              SB-001
          2-1405 Utang PPh final                           180.000   SB-001
          2-1200 Simpanan berjangka anggota              1.620.000   SB-001
    """)
    assert scene.book.states[Subject("savings", "SB-001")].placement.principal == idr(61_620_000)


def test_cash_interest_of_a_term_that_was_placed_anew_stays_due() -> None:
    scene = given(place(months=1, rollover="principal"), MatureDeposit(deposit="SB-001", on=on(10, 5)))
    assert event(scene, PayDepositInterest(deposit="SB-001", on=on(20, 5))).interest.interest == idr(41_667)


def test_a_product_may_move_what_matured_with_its_interest() -> None:
    scene = given(account(), place(months=1, product="PINDAH", pay_to="SS-001"))
    scene.when(MatureDeposit(deposit="SB-001", on=on(10, 5))).then_booked("""
        10 Mei 2014   Jatuh tempo simpanan berjangka SB-001
          2-1200 Simpanan berjangka anggota   10.000.000               SB-001
          5-1100 Beban jasa simpanan anggota      41.667               SB-001
          1-1950 Pemindahan antarsimpanan                 10.041.667   SS-001
    """)
    assert scene.book.states[Subject("savings", "SB-001")].closed_on == on(10, 5)


def test_a_member_may_choose_anew_before_it_matures() -> None:
    scene = given(place(months=1, rollover="principal"), InstructDeposit(deposit="SB-001", on=on(2, 5), rollover="none"))
    assert event(scene, MatureDeposit(deposit="SB-001", on=on(10, 5))).renewed is None
    scene.when(InstructDeposit(deposit="SB-001", on=on(11, 5), rollover="principal")).then_refused("savings.deposit-ended")


def test_interest_that_is_paid_each_month_cannot_be_placed_anew() -> None:
    given(place()).when(InstructDeposit(deposit="SB-001", on=on(2, 5), rollover="principal-and-interest")).then_refused(
        "savings.deposit-not-offered", "product BERJANGKA offers payment at-maturity, not monthly"
    )


# ------------------------------------------------------------ breaking


def test_a_broken_deposit_earns_the_lower_rate_pays_the_penalty_and_gives_back_what_it_was_paid_too_much() -> None:
    # Two months at 6 % were paid: 100,000. Broken on 25 June after two months and 15 of 30 days at 3 %: 62,500.
    # 37,500 come back, and 1 % of 10,000,000; 42,742 accrued... up to the end of May 85,484 were recognised.
    scene = given(place(), AccrueInterest(account="SB-001", on=on(31, 5)), PayDepositInterest(deposit="SB-001", on=on(10, 6)))
    scene.when(BreakDeposit(deposit="SB-001", on=on(25, 6))).then_booked("""
        25 Juni 2014   Pencairan sebelum jatuh tempo simpanan berjangka SB-001
          5-1100 Beban jasa simpanan anggota            37.500   SB-001
          4-1900 Pendapatan lain                       100.000
          2-1200 Simpanan berjangka anggota   137.500            SB-001
    """)
    scene.when(MatureDeposit(deposit="SB-001", on=on(25, 6))).then_refused("savings.deposit-ended")
    assert event(scene, PayOutDeposit(deposit="SB-001", on=on(25, 6))).amount == idr(9_862_500)


def test_what_was_accrued_at_the_full_rate_is_taken_back_from_the_expense() -> None:
    # 35,000 were accrued at 6 %; up to 2 May 22 of 30 days at 3 %: 18,333.33.
    scene = given(place(), AccrueInterest(account="SB-001", on=on(30, 4)))
    scene.when(BreakDeposit(deposit="SB-001", on=on(2, 5))).then_booked("""
        2 Mei 2014   Pencairan sebelum jatuh tempo simpanan berjangka SB-001
          5-1100 Beban jasa simpanan anggota            16.667   SB-001
          2-1410 Jasa simpanan belum dibayar   35.000            SB-001
          4-1900 Pendapatan lain                       100.000
          2-1200 Simpanan berjangka anggota    81.667            SB-001
    """)


def test_a_broken_deposit_is_moved_to_a_savings_account_when_that_is_asked() -> None:
    scene = given(account(), place(), BreakDeposit(deposit="SB-001", on=on(10, 4)))
    scene.when(PayOutDeposit(deposit="SB-001", on=on(10, 4), pay_to="SS-001"))
    scene.when(ReceiveTransfer(account="SS-001", on=on(10, 4)))
    assert balance(scene, "2-1100", "SS-001") == idr(9_900_000)


@pytest.mark.parametrize(
    ("product", "day", "code"),
    [
        ("TERKUNCI", on(2, 5), "savings.deposit-no-break"),
        ("BERJANGKA", on(10, 10), "savings.deposit-matured"),
        ("BERJANGKA", on(9, 4), "savings.before-opening"),
    ],
)
def test_when_a_deposit_cannot_be_broken(product: str, day: date, code: str) -> None:
    given(place(product=product)).when(BreakDeposit(deposit="SB-001", on=day)).then_refused(code)


def test_a_savings_account_is_no_deposit_and_an_unknown_one_is_not_there() -> None:
    scene = given(account())
    scene.when(BreakDeposit(deposit="SS-001", on=on(2, 5))).then_refused(
        "savings.not-deposit", "savings account SS-001 is not a term deposit"
    )
    scene.when(BreakDeposit(deposit="SB-001", on=on(2, 5))).then_refused("savings.unknown")
