"""Goods sold by instalments: the price is owed, the margin earned as it comes in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.loans import (
    DisburseLoan,
    PayOffLoan,
    RebateMargin,
    RepayLoan,
    RescheduleLoan,
    SellByInstalments,
    TakeOverLoan,
    WriteOffLoan,
)
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.money import Money, idr
from irman_ledger.core.schedule import Instalment
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.loans.scenario import REGULER, SALE, Given, bylaws, given

SOLD = date(2014, 4, 10)
LOAN = Subject("loan", "PJ-001")


def sell(product: str = "JUAL-BELI", **more: Any) -> SellByInstalments:
    """A freezer of 6,000,000 with a margin of 720,000 (12 % flat), over twelve months."""
    terms: dict[str, Any] = {
        "loan": "PJ-001",
        "member": "A-001",
        "on": SOLD,
        "cost": idr(6_000_000),
        "margin": idr(720_000),
        "instalments": 12,
        **more,
    }
    return SellByInstalments(product=product, **terms)


def repay(rupiah: int | str, on: date) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=on, amount=idr(rupiah))


def due(month: int) -> date:
    """The day of an instalment."""
    return date(2014 + (3 + month) // 12, (3 + month) % 12 + 1, 10)


def earned(book: Given, rupiah: int | str, on: date) -> str:
    outcome = book.when(repay(rupiah, on))
    assert outcome.refusal is None, outcome.refusal
    event: Any = outcome.played and outcome.played.event
    return "0" if event.margin is None else event.margin.amount.plain()


def test_the_whole_price_is_owed_and_the_margin_deferred() -> None:
    given().when(sell()).then_booked("""
        10 April 2014   Penjualan angsuran PJ-001
          1-1530 Piutang jual beli  6.720.000              PJ-001
          1-1740 Persediaan                    6.000.000
          1-1580 Margin tangguhan                720.000   PJ-001
    """)


def test_an_instalment_earns_its_part_of_the_margin() -> None:
    given(sell()).when(repay(560_000, due(1))).then_booked("""
        10 Mei 2014   Angsuran pinjaman PJ-001
          1-1100 Kas                560.000            KAS
          1-1530 Piutang jual beli           560.000   PJ-001
          1-1580 Margin tangguhan    60.000            PJ-001
          4-1130 Margin jual beli             60.000   PJ-001
    """)


def test_by_annuity_much_is_earned_first() -> None:
    book = given(sell("JUAL-BELI-ANUITAS"))
    # 1.788099 % a month, 21.46 % a year, of what is left of the cost.
    margins = "107286 99191 90951 82564 74027 65337 56492 47489 38325 28997 19502 9839".split()
    assert [earned(book, 560_000, due(month)) for month in range(1, 13)] == margins
    assert book.book.balance("1-1530", LOAN) == book.book.balance("1-1580", LOAN) == idr(0)
    assert book.book.balance("4-1130", LOAN) == idr(-720_000)
    assert book.book.states[LOAN].closed_on == due(12)


def test_a_part_of_an_instalment_earns_the_same_part_of_its_margin() -> None:
    book = given(sell("JUAL-BELI-ANUITAS"))
    # Half of 107,286; then the other half and half of 99,191, to date 156,881.5.
    assert [earned(book, 280_000, due(1)), earned(book, 560_000, due(1))] == ["53643", "103239"]


def test_no_rounded_percentage_leaves_a_rest_of_the_margin() -> None:
    # scribd.com/document/579175385, put right: cost 80,000,000 less 20,000,000 down, margin 7,375,570.25, 18 instalments of 3,743,087.24.
    cost, margin = idr(60_000_000), Money.parse("7375570,25", "IDR")
    book = given(sell("JUAL-BELI-SEN", cost=cost, margin=margin, instalments=18))
    first = earned(book, "3743087,24", due(1))
    assert first == "409753.90"
    rest = book.book.balance("1-1530", LOAN)
    assert earned(book, str(rest.plain()), due(1)) == "6965816.35"
    assert book.book.balance("1-1580", LOAN) == idr(0)


def test_money_for_paying_late_is_not_earned_where_it_is_given_away() -> None:
    given(sell()).when(repay(565_000, date(2014, 5, 20))).then_booked("""
        20 Mei 2014   Angsuran pinjaman PJ-001
          1-1100 Kas                565.000            KAS
          1-1530 Piutang jual beli           560.000   PJ-001
          2-1605 Dana kebajikan                5.000   PJ-001
          1-1580 Margin tangguhan    60.000            PJ-001
          4-1130 Margin jual beli             60.000   PJ-001
    """)


def test_a_margin_given_up_is_not_owed_and_not_earned() -> None:
    book = given(sell(), repay(560_000, due(1)))
    book.when(RebateMargin(loan="PJ-001", on=due(1), amount=idr(300_000), reason="dilunasi")).then_booked("""
        10 Mei 2014   Potongan margin PJ-001
          1-1580 Margin tangguhan   300.000            PJ-001
          1-1530 Piutang jual beli           300.000   PJ-001
    """)
    # 6,160,000 less 300,000; the margin left is 660,000 less 300,000.
    book.when(PayOffLoan(loan="PJ-001", on=due(1), amount=idr(5_860_000))).then_booked("""
        10 Mei 2014   Angsuran pinjaman PJ-001
          1-1100 Kas                5.860.000              KAS
          1-1530 Piutang jual beli             5.860.000   PJ-001
          1-1580 Margin tangguhan     360.000              PJ-001
          4-1130 Margin jual beli                360.000   PJ-001
    """)


def test_what_is_paid_after_a_rebate_earns_what_is_left() -> None:
    book = given(sell(), RebateMargin(loan="PJ-001", on=SOLD, amount=idr(720_000), reason="hadiah"))
    assert earned(book, 560_000, due(1)) == "0"


def test_no_more_margin_is_given_up_than_is_not_earned() -> None:
    book = given(sell(), repay(560_000, due(1)))
    outcome = book.when(RebateMargin(loan="PJ-001", on=due(1), amount=idr(660_001), reason="dilunasi"))
    outcome.then_refused(
        "loan.rebate-exceeded",
        "margin of Rp660.000 is not earned yet on loan PJ-001, and something must stay owed; Rp660.001 cannot be given up",
    )
    lent = given(DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=SOLD, principal=idr(2_000_000), instalments=10))
    lent.when(RebateMargin(loan="PJ-001", on=due(1), amount=idr(1), reason="dilunasi")).then_refused("loan.not-a-sale")


def test_what_is_written_off_loses_no_margin_that_was_not_earned() -> None:
    book = given(sell("JUAL-BELI-ANUITAS"), repay(560_000, due(1)))
    # 6,160,000 of the price, of which 720,000 - 107,286 are margin.
    book.when(WriteOffLoan(loan="PJ-001", on=date(2014, 5, 11), reason="keputusan rapat")).then_booked("""
        11 Mei 2014   Hapus buku pinjaman PJ-001
          5-3100 Beban penyisihan   5.547.286
          1-1580 Margin tangguhan     612.714              PJ-001
          1-1530 Piutang jual beli             6.160.000   PJ-001
          9-1100 Hapus buku         6.160.000              PJ-001
          9-1190 Kontra hapus buku             6.160.000   PJ-001
    """)


def test_a_new_plan_never_changes_the_price() -> None:
    book = given(sell(), repay(560_000, due(1)))
    outcome = book.when(RescheduleLoan(loan="PJ-001", on=due(1), instalments=22, reason="gagal panen"))
    assert outcome.refusal is None
    plan = book.book.schedules[LOAN]
    assert (len(plan), plan[-1].principal, plan[-1].interest) == (23, idr(280_000), idr(0))
    assert earned(book, 280_000, due(2)) == "30000"


def test_a_sale_of_the_old_books_comes_with_its_margin() -> None:
    plan = tuple(Instalment(no=no, due_on=due(no), principal=idr(500_000), interest=idr(60_000)) for no in (11, 12))
    taken: dict[str, Any] = {
        "loan": "PJ-001",
        "member": "A-001",
        "on": date(2015, 3, 1),
        "contract_on": SOLD,
        "principal_outstanding": idr(1_000_000),
    }
    book = given()
    book.when(TakeOverLoan(product="JUAL-BELI", schedule=plan, **taken)).then_booked("""
        1 Maret 2015   Saldo awal pinjaman PJ-001
          1-1530 Piutang jual beli  1.120.000              PJ-001
          3-9000 Saldo awal                    1.000.000
          1-1580 Margin tangguhan                120.000   PJ-001
    """)
    assert earned(book, 560_000, due(11)) == "60000"


def test_a_sale_without_margin_is_owed_at_cost() -> None:
    book = given(sell(margin=idr(0)))
    assert earned(book, 500_000, due(1)) == "0"
    assert book.book.balance("1-1530", LOAN) == idr(5_500_000)


def test_qardh_returns_the_principal_alone() -> None:
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "on": SOLD, "principal": idr(1_000_000), "instalments": 3}
    plan = bylaws({"QARDH": {**REGULER, "rate": "0%/year"}})
    book = given()
    book.book.bylaws = plan
    book.book.record(DisburseLoan(product="QARDH", **terms))
    assert [(one.principal, one.interest) for one in book.book.schedules[LOAN]] == [
        (idr(333_333), idr(0)),
        (idr(333_333), idr(0)),
        (idr(333_334), idr(0)),
    ]


def test_a_product_either_sells_or_lends() -> None:
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "on": SOLD, "principal": idr(2_000_000), "instalments": 10}
    given().when(DisburseLoan(product="JUAL-BELI", **terms)).then_refused(
        "loan.sold-not-lent", "product JUAL-BELI is sold by instalments, no money is lent on it"
    )
    given().when(sell("REGULER")).then_refused("loan.not-a-sale", "product REGULER lends money, nothing is sold on it")
    given().when(sell(instalments=25)).then_refused("loan.instalments-out-of-range")
    given().when(sell(member="K-001")).then_refused("loan.borrower-not-served")
    given(sell()).when(sell()).then_refused("loan.exists")


@pytest.mark.parametrize("change", [{"cost": idr(0)}, {"margin": idr(-1)}, {"margin": 5}, {"is_related": 1}, {"instalments": 0}])
def test_bad_input_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        sell(**change)
    assert refusal.value.field == next(iter(change))


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"rate": "12%/year"}, "rate", "does not go with sale"),
        ({"fees": []}, "fees", "does not go with sale"),
        ({"payoff": "to-date"}, "payoff", "does not go with sale"),
        ({"method": "flat"}, "method", "must be one of proportional, annuity"),
        ({"method": "annuity", "instalments_max": 61}, "instalments_max", "must be 1 to 60"),
        ({"sale": {"deferred": "1-1580"}}, "sale.goods", "is missing"),
        ({"sale": {"deferred": "4-1100", "goods": "1-1740"}}, "sale.deferred", "must be an account of kind asset, it is income"),
        ({"day_count": "ACT/360"}, "day_count", None),
        ({"early_payment": "principal"}, "early_payment", None),
    ],
)
def test_terms_that_do_not_go_with_a_sale_are_refused(change: dict[str, object], field: str, reason: str | None) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        bylaws({"P": {**SALE, **change}}).terms("P", "loans", parse)
    assert refusal.value.field == field
    if reason is not None:
        assert refusal.value.details["reason"] == reason
