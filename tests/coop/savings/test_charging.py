"""What the office takes off an account or puts on it: fees, the cost of an overdraft, interest from elsewhere, rounding."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.savings import (
    BookInterest,
    ChargeFee,
    ChargeOverdraft,
    CloseSavings,
    CorrectOut,
    CorrectRounding,
    Deposit,
    InterestBooked,
    OpenSavings,
    PostInterest,
    Withdraw,
)
from irman_ledger.core.money import Money, idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.savings.scenario import Given, given

SS = Subject("savings", "SS-001")


def on(day: int, month: int = 4) -> date:
    return date(2014, month, day)


def opened(product: str = "KORAN", member: str = "A-001") -> OpenSavings:
    return OpenSavings(account="SS-001", member=member, product=product, on=on(1))


def deposit(rupiah: int, day: date) -> Deposit:
    return Deposit(account="SS-001", on=day, amount=idr(rupiah))


def withdraw(rupiah: int, day: date, *, closing: bool = False) -> Withdraw:
    return Withdraw(account="SS-001", on=day, amount=idr(rupiah), closing=closing)


def fee(rupiah: int, day: date, code: str = "ADM") -> ChargeFee:
    return ChargeFee(account="SS-001", on=day, fee=code, amount=idr(rupiah))


def overdraft(rupiah: int, day: date) -> ChargeOverdraft:
    return ChargeOverdraft(account="SS-001", on=day, amount=idr(rupiah))


def interest(rupiah: int, day: date, account: str = "SS-001") -> BookInterest:
    return BookInterest(account=account, on=day, amount=idr(rupiah))


def rounding(minor: int, day: date) -> CorrectRounding:
    return CorrectRounding(account="SS-001", on=day, amount=Money.from_minor(minor), reason="selisih pembulatan")


def booked(scene: Given, command: BookInterest) -> InterestBooked:
    outcome = scene.when(command)
    assert outcome.refusal is None, outcome.refusal
    assert outcome.played is not None
    assert isinstance(outcome.played.event, InterestBooked)
    return outcome.played.event


# ------------------------------------------------------------ how far an account may be overdrawn


def test_a_withdrawal_goes_to_the_limit_and_no_further() -> None:
    # 50,000 and a limit of 100,000.
    scene = given(deposit_box(), opened(), deposit(50_000, on(2)))
    scene.when(withdraw(150_001, on(3))).then_refused(
        "savings.over-limit",
        "savings account SS-001 may be overdrawn by Rp100.000; Rp150.000 can be taken from 2014-04-03 on, not Rp150.001",
    )
    scene.book.record(withdraw(150_000, on(3)))
    assert scene.book.balance("2-1130", SS) == idr(100_000)  # debit: the saver owes it
    scene.when(withdraw(1, on(4))).then_refused("savings.over-limit")


def deposit_box() -> Command[object]:
    """Money in the box, that an overdraft can be paid out of."""
    return TakeOverBalance(account="1-1100", subject="cash:KAS", amount=idr(1_000_000), on=on(1))


def test_a_back_dated_withdrawal_counts_the_lowest_balance_of_any_later_day() -> None:
    # On 10 April 30,000 were short already: of the 100,000 only 70,000 are left, although 200,000 came in on the 20th.
    scene = given(deposit_box(), opened(), deposit(50_000, on(2)), withdraw(80_000, on(10)), deposit(200_000, on(20)))
    scene.when(withdraw(70_001, on(5))).then_refused("savings.over-limit")
    scene.book.record(withdraw(70_000, on(5)))


def test_charges_and_corrections_count_against_the_limit_too() -> None:
    scene = given(deposit_box(), opened(), withdraw(99_000, on(2)))
    out = CorrectOut(account="SS-001", on=on(3), amount=idr(1_001), reason="salah rekening")
    for command in (fee(1_001, on(3)), overdraft(1_001, on(3)), out):
        scene.when(command).then_refused("savings.over-limit")
    scene.book.record(fee(1_000, on(3)))
    scene.when(rounding(-1, on(3))).then_refused("savings.over-limit")


def test_what_a_reversal_took_beyond_the_limit_leaves_nothing_to_take() -> None:
    scene = given(deposit_box(), opened(), deposit(50_000, on(2)), withdraw(150_000, on(3)))
    scene.book.reverse(scene.book.played[2].seq, on=on(4), reason="cek kosong")
    scene.when(withdraw(1, on(5))).then_refused(
        "savings.over-limit", "savings account SS-001 may be overdrawn by Rp100.000; Rp0 can be taken from 2014-04-05 on, not Rp1"
    )


def test_an_overdrawn_account_is_not_closed() -> None:
    scene = given(deposit_box(), opened(), withdraw(20_000, on(2)))
    scene.when(withdraw(20_000, on(3), closing=True)).then_refused("savings.closing-amount")
    scene.when(CloseSavings(account="SS-001", on=on(3))).then_refused(
        "savings.not-empty", "savings account SS-001 still holds -Rp20.000 on account 2-1130"
    )


def test_days_on_which_an_account_is_overdrawn_earn_nothing() -> None:
    # KORAN-JASA, 12 % on daily balances: 1,000,000 on 10 of 30 days = 3,287.67; overdrawn on the others.
    scene = given(
        deposit_box(),
        opened("KORAN-JASA"),
        withdraw(40_000, on(1)),
        deposit(1_040_000, on(11)),
        withdraw(1_050_000, on(21)),
    )
    event = scene.book.record(PostInterest(account="SS-001", on=on(30))).event
    assert event.interest == idr(3_288)  # type: ignore[attr-defined]  # an InterestPosted


# ------------------------------------------------------------ how it is booked


def test_a_fee_goes_to_the_income_of_its_product() -> None:
    given(opened(), deposit(50_000, on(2))).when(fee(2_500, on(30))).then_booked("""
        30 April 2014   Biaya ADM simpanan SS-001
          2-1130 Simpanan koran            2.500          SS-001
          4-1110 Pendapatan biaya anggota         2.500
    """)


def test_a_fee_of_a_leaver_goes_to_the_income_from_others_on_a_line_with_his_account() -> None:
    scene = given(opened(), deposit(50_000, on(2)))
    scene.book.statuses["A-001"] = "keluar"
    scene.when(fee(2_500, on(30), "BUKU")).then_booked("""
        30 April 2014   Biaya BUKU simpanan SS-001
          2-1130 Simpanan koran            2.500          SS-001
          4-2110 Pendapatan biaya lainnya         2.500   SS-001
    """)


def test_the_cost_of_an_overdraft_has_its_own_income() -> None:
    given(deposit_box(), opened(), withdraw(50_000, on(2))).when(overdraft(750, on(30))).then_booked("""
        30 April 2014   Bunga cerukan simpanan SS-001
          2-1130 Simpanan koran            750        SS-001
          4-1190 Pendapatan bunga cerukan       750
    """)


def test_interest_from_elsewhere_of_more_than_240_000_is_taxed_over_the_month() -> None:
    # PP 15/2009: nothing on 200,000; with 50,000 more 10 % of 250,000.
    scene = given(opened(), deposit(50_000, on(2)))
    first = booked(scene, interest(200_000, on(15)))
    assert (first.interest, first.tax, first.tax_account) == (idr(200_000), idr(0), None)
    scene.when(interest(50_000, on(30))).then_booked("""
        30 April 2014   Jasa simpanan SS-001
          5-1100 Beban jasa simpanan anggota  50.000           SS-001
          2-1130 Simpanan koran                       25.000   SS-001
          2-1405 Utang PPh final                      25.000   SS-001
    """)


def test_tax_that_the_account_cannot_bear_is_refused() -> None:
    # 240,000 on the other account are free; 1,000 more make 24,100 of tax: 23,100 more than the interest, 3,100 beyond the limit.
    other = OpenSavings(account="SS-002", member="A-001", product="KORAN", on=on(1))
    scene = given(deposit_box(), opened(), other, withdraw(80_000, on(2)), interest(240_000, on(29), "SS-002"))
    scene.when(interest(1_000, on(30))).then_refused(
        "savings.tax-not-covered",
        "Rp3.100 of the tax and corrections of 2014-04-30 is not covered by savings account SS-001, which holds Rp20.000",
    )


@pytest.mark.parametrize(
    ("minor", "text"),
    [
        (
            10,
            """
            30 April 2014   Koreksi pembulatan simpanan SS-001
              5-9100 Beban selisih pembulatan  0,10
              2-1130 Simpanan koran                  0,10   SS-001
            """,
        ),
        (
            -100,
            """
            30 April 2014   Koreksi pembulatan simpanan SS-001
              2-1130 Simpanan koran                 1      SS-001
              4-9190 Pendapatan selisih pembulatan     1
            """,
        ),
    ],
)
def test_a_difference_of_rounding_has_an_account_for_each_side(minor: int, text: str) -> None:
    given(opened(), deposit(50_000, on(2))).when(rounding(minor, on(30))).then_booked(text)


# ------------------------------------------------------------ what the product does not say


def test_a_product_refuses_what_its_terms_do_not_name() -> None:
    scene = given(opened("SUKARELA"), deposit(50_000, on(2)))
    scene.when(fee(1_000, on(3))).then_refused("savings.unknown-fee", "product SUKARELA has no fee ADM; it has -")
    scene.when(overdraft(1_000, on(3))).then_refused(
        "savings.no-overdraft", "product SUKARELA of savings account SS-001 may not be overdrawn"
    )
    scene.when(interest(1_000, on(3))).then_refused("savings.interest-not-from-elsewhere")
    scene.when(rounding(10, on(3))).then_refused("savings.rounding-not-served")


def test_a_fee_that_is_not_there_names_those_that_are() -> None:
    given(opened()).when(fee(1_000, on(3), "LAIN")).then_refused("savings.unknown-fee", "product KORAN has no fee LAIN; it has ADM, BUKU")


def test_interest_from_elsewhere_is_not_worked_out_here_too() -> None:
    given(opened(), deposit(50_000, on(2))).when(PostInterest(account="SS-001", on=on(30))).then_refused("savings.no-interest")


def test_a_fee_on_an_account_without_overdraft_leaves_no_less_than_zero() -> None:
    scene = given(opened("BERBIAYA"), deposit(1_000, on(2)))
    scene.when(fee(1_001, on(3))).then_refused("savings.overdrawn")
    scene.book.record(fee(1_000, on(3)))


@pytest.mark.parametrize("command", [fee(1, on(31, 3)), overdraft(1, on(31, 3)), interest(1, on(31, 3)), rounding(1, on(31, 3))])
def test_a_day_before_the_opening_is_refused(command: Command[object]) -> None:
    given(opened()).when(command).then_refused("savings.before-opening")


@pytest.mark.parametrize("command", [fee(1, on(1)), overdraft(1, on(1)), interest(1, on(1)), rounding(1, on(1))])
def test_an_account_that_was_never_opened_is_refused(command: Command[object]) -> None:
    given().when(command).then_refused("savings.unknown")


def test_money_of_another_currency_is_refused() -> None:
    koruna = Money.parse("1", "CZK")
    for command in (
        ChargeFee(account="SS-001", on=on(2), fee="ADM", amount=koruna),
        ChargeOverdraft(account="SS-001", on=on(2), amount=koruna),
        BookInterest(account="SS-001", on=on(2), amount=koruna),
        CorrectRounding(account="SS-001", on=on(2), amount=koruna, reason="pembulatan"),
    ):
        given(opened(), deposit(50_000, on(1))).when(command).then_refused("money.currency-mismatch")


# ------------------------------------------------------------ bad input


@pytest.mark.parametrize("minor", [101, -101])
def test_more_than_one_rupiah_is_no_rounding(minor: int) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        rounding(minor, on(2))
    assert (refusal.value.code, refusal.value.field) == ("savings.rounding-too-large", "amount")
    assert refusal.value.message("id").endswith("melebihi selisih pembulatan, yaitu paling banyak Rp1")


@pytest.mark.parametrize("amount", [idr(0), 10, None, "0,10"])
def test_a_correction_is_money_and_not_zero(amount: object) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        CorrectRounding(account="SS-001", on=on(2), amount=amount, reason="pembulatan")  # type: ignore[arg-type]  # on purpose
    assert (refusal.value.code, refusal.value.field) == ("savings.amount", "amount")


@pytest.mark.parametrize("amount", [idr(0), -idr(1), 10, None])
@pytest.mark.parametrize("kind", [ChargeFee, ChargeOverdraft, BookInterest])
def test_a_charge_is_money_of_more_than_zero(kind: type[Command[object]], amount: object) -> None:
    more = {"fee": "ADM"} if kind is ChargeFee else {}
    with pytest.raises(InvalidInputError) as refusal:
        kind(account="SS-001", on=on(2), amount=amount, **more)  # type: ignore[call-arg]  # by the fields of the three
    assert (refusal.value.code, refusal.value.field) == ("savings.amount", "amount")


def test_a_fee_has_a_code_and_a_correction_a_reason() -> None:
    with pytest.raises(InvalidInputError) as no_code:
        ChargeFee(account="SS-001", on=on(2), fee="", amount=idr(1))
    with pytest.raises(InvalidInputError) as no_reason:
        CorrectRounding(account="SS-001", on=on(2), amount=idr(1), reason=" ")
    assert (no_code.value.field, no_reason.value.field) == ("fee", "reason")
