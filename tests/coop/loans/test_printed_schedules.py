"""Repayment schedules as other people printed them: what was lent, and the principal and interest of each printed row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from irman_ledger.coop.loans import schedule
from irman_ledger.coop.loans.methods.conventions import Balance, Conventions
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP
from irman_ledger.core.schedule import Instalment

SEN = Money.from_minor(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A schedule of some page: `rows` are its first ones, each written principal+interest; `of` tells how the page rounded."""

    source: str
    method: str
    principal: int
    rate: str
    instalments: int
    rows: str
    step: Money = idr(1)  # noqa: RUF009  # a value
    of: Balance = "rounded"

    def plan(self, step: Money | None = None) -> tuple[Instalment, ...]:
        """The same loan, as this library plans it."""
        asked = Conventions(balance=self.of)
        rate, begins, step = Rate.parse(self.rate), date(2014, 4, 10), step or self.step
        return schedule(idr(self.principal), rate, self.instalments, method=self.method, start_on=begins, step=step, conventions=asked)


SCHEDULES = {
    "flat-9": Printed(
        source="kudo.tips: a loan of Rp9.000.000 of a cooperative; 840,000 a month, 10,080,000 in all",
        method="flat",
        principal=9_000_000,
        rate="1%/month",
        instalments=12,
        rows="750000+90000 " * 12,
    ),
    "flat-90": Printed(
        source="scribd.com/document/423090835 (Tugas Mankeu II): rows 1 to 34",
        method="flat",
        principal=90_000_000,
        rate="12%/year",
        instalments=36,
        rows="2500000+900000 " * 34,
    ),
    "flat-12": Printed(
        source="bisnishandal.com/menghitung-bunga-pinjaman-koperasi: 50,000 and 500,000",
        method="flat",
        principal=12_000_000,
        rate="5%/year",
        instalments=24,
        rows="500000+50000 " * 24,
    ),
    "flat-120": Printed(
        source="123dok.com/document/zk6p5vey: the class case Koperasi Sejahtera Selalu, 12,000,000 and 3,600,000",
        method="flat",
        principal=120_000_000,
        rate="3%/month",
        instalments=10,
        rows="12000000+3600000 " * 10,
    ),
    "declining-6": Printed(
        source="pdfcoffee.com, Perhitungan bunga menurun: interest of 210,000 in all",
        method="declining",
        principal=6_000_000,
        rate="12%/year",
        instalments=6,
        rows="1000000+60000 1000000+50000 1000000+40000 1000000+30000 1000000+20000 1000000+10000",
    ),
    "declining-60": Printed(
        source="scribd.com/document/634173092 (Kuis LKA): interest of 4,200,000, 64,200,000 in all",
        method="declining",
        principal=60_000_000,
        rate="24%/year",
        instalments=6,
        rows="10000000+1200000 10000000+1000000 10000000+800000 10000000+600000 10000000+400000 10000000+200000",
    ),
    "annuity-200": Printed(
        source="scribd.com/document/365074965 (Angsuran bunga efektif): 3,616,589.78 a month, rows 1 to 31",
        method="annuity",
        principal=200_000_000,
        rate="18.1%/year",
        instalments=120,
        step=SEN,
        of="exact",
        rows="""
            599923.11+3016666.67 608971.95+3007617.83 618157.28+2998432.50 627481.15+2989108.63 636945.66+2979644.12
            646552.92+2970036.86 656305.09+2960284.68 666204.36+2950385.41 676252.95+2940336.83 686453.09+2930136.68
            696807.10+2919782.68 707317.27+2909272.51 717985.97+2898603.81 728815.59+2887774.18 739808.56+2876781.22
            750967.34+2865622.44 762294.43+2854295.35 773792.37+2842797.41 785463.74+2831126.04 797311.15+2819278.63
            809337.26+2807252.52 821544.77+2795045.01 833936.40+2782653.38 846514.94+2770074.84 859283.21+2757306.57
            872244.06+2744345.72 885400.41+2731189.37 898755.20+2717834.58 912311.42+2704278.35 926072.12+2690517.66
            940040.38+2676549.40""",
    ),
    "annuity-400": Printed(
        source="scribd.com/document/709357747: a house loan at 4 %, rows 1 to 20",
        method="annuity",
        principal=400_000_000,
        rate="4%/year",
        instalments=180,
        of="exact",
        rows="""
            1625418+1333333 1630836+1327915 1636273+1322479 1641727+1317025 1647199+1311552 1652690+1306062 1658199+1300553
            1663726+1295026 1669272+1289480 1674836+1283916 1680419+1278333 1686020+1272731 1691640+1267111 1697279+1261472
            1702937+1255815 1708613+1250138 1714309+1244443 1720023+1238729 1725756+1232995 1731509+1227243""",
    ),
}

BANK_SUMUT = Printed(
    source="vdokumen.com/rincian-perhitungan-bunga-anuitas-bank (Bank Sumut): rows 1 to 16",
    method="annuity",
    principal=500_000_000,
    rate="16%/year",
    instalments=60,
    rows="""
        5492363+6666667 5565594+6593435 5639802+6519227 5715000+6444030 5791200+6367830 5868416+6290614 5946661+6212368
        6025950+6133080 6106296+6052734 6187713+5971316 6270216+5888814 6353819+5805211 6438536+5720493 6524384+5634646
        6611375+5547654 6699527+5459503""",
)


def rows_of(printed: Printed) -> list[tuple[Money, Money]]:
    """The printed principal and interest of each row."""
    found = []
    for row in printed.rows.split():
        principal, interest = row.split("+")
        found.append((idr(principal), idr(interest)))
    return found


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_printed_row_is_met_to_its_last_figure(name: str) -> None:
    rows = rows_of(SCHEDULES[name])
    plan = SCHEDULES[name].plan()
    assert [(one.principal, one.interest) for one in plan[: len(rows)]] == rows
    assert Money.total(one.principal for one in plan) == idr(SCHEDULES[name].principal)


@pytest.mark.parametrize(
    ("name", "interest", "whole"),
    [("flat-9", 1_080_000, 10_080_000), ("declining-6", 210_000, 6_210_000), ("declining-60", 4_200_000, 64_200_000)],
)
def test_the_printed_sums_are_met(name: str, interest: int, whole: int) -> None:
    plan = SCHEDULES[name].plan()
    assert Money.total(one.interest for one in plan) == idr(interest)
    assert Money.total(one.total for one in plan) == idr(whole)


def test_the_printed_instalment_of_an_annuity_is_met_in_every_month() -> None:
    # Its parts come from unrounded balances, so a row may sum to a sen less or more; the last one takes what that left.
    assert all(abs(one.total - idr("3616589.78")) <= SEN for one in SCHEDULES["annuity-200"].plan()[:-1])


def test_the_schedule_of_bank_sumut_is_met_within_the_rupiah_by_which_it_contradicts_itself() -> None:
    # Wrong in print: the instalment is 12,159,028.56, but the parts of some rows sum to 12,159,029 and of others to 12,159,030.
    # By this library each instalment of the rounded plan is 12,159,029, and the last takes what is left.
    rows, plan = rows_of(BANK_SUMUT), BANK_SUMUT.plan()
    assert {principal + interest for principal, interest in rows} == {idr(12_159_029), idr(12_159_030)}
    for (principal, interest), one in zip(rows, plan, strict=False):
        assert one.total == idr(12_159_029)
        assert abs(one.principal - principal) <= idr(1)
        assert abs(one.interest - interest) <= idr(1)
    # Rows 11 and 16 print 441,661,005 and 409,462,675 as what is left; 16 % / 12 of that is 5,888,813.40 and 5,459,502.33.
    assert [rupiah(idr(left).times(Rate.yearly("16%").to("month"), step=SEN, mode=HALF_UP)) for left in (441_661_005, 409_462_675)] == [
        rows[10][1] - idr(1),
        rows[15][1] - idr(1),
    ]


@pytest.mark.parametrize(("method", "first", "last", "interest"), [
    ("flat", 1_200_000, 1_200_000, 4_800_000),
    ("declining", 1_200_000, 1_008_333, 2_500_000),
    ("annuity", 1_107_478, 1_107_478, 2_579_478),
])  # fmt: skip
def test_one_loan_by_three_methods(method: str, first: int, last: int, interest: int) -> None:
    # 123dok.com/document/y9dekmjq compares the methods by Rp24.000.000, 24 months, 10 % a year. Reckoned to the sen.
    printed = Printed(source="", method=method, principal=24_000_000, rate="10%/year", instalments=24, rows="", step=SEN)
    plan = printed.plan()
    assert [rupiah(one.total) for one in (plan[0], plan[-1])] == [idr(first), idr(last)]
    assert rupiah(Money.total(one.interest for one in plan)) == idr(interest)


def rupiah(amount: Money) -> Money:
    return amount.times(1, step=idr(1), mode=HALF_UP)


@pytest.mark.parametrize(
    ("principal", "rate", "instalments", "first"),
    [
        # The help of the spreadsheet function PPMT: 2,000 at 10 % over two years repays 75.62 in the first month.
        ("2000", "10%", 24, "75.62"),
        # Its Chinese page multiplies by ten and prints 756.20, which is wrong.
        ("20000", "10%", 24, "756.23"),
    ],
)
def test_the_principal_of_the_first_month_is_that_of_a_spreadsheet(principal: str, rate: str, instalments: int, first: str) -> None:
    plan = schedule(
        idr(principal),
        Rate.yearly(rate),
        instalments,
        method="annuity",
        start_on=date(2014, 4, 10),
        step=SEN,
        conventions=Conventions(balance="exact"),
    )
    assert plan[0].principal == idr(first)
