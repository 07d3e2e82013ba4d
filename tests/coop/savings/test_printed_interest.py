"""Interest on savings as other people printed it; where a page reckoned wrongly, the case says so and gives the right figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest

from irman_ledger.coop.savings.interest import InterestTerms, Method, Tier, interest_of
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP

SEN = Money.from_minor(1)


def tiers(*said: tuple[int, str]) -> tuple[Tier, ...]:
    """Rates a year, each from an amount on."""
    bounds = [*(idr(amount) for amount, _rate in said), None]
    return tuple(
        Tier(from_amount=idr(amount), below=below, rate=Rate.yearly(rate)) for (amount, rate), below in zip(said, bounds[1:], strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A printed case: the balances in thousands by day of the month, how they earn, and what comes out.

    Parameters
    ----------
    printed
        What the page prints instead, where it is wrong.
    """

    source: str
    month: tuple[int, int]
    balances: dict[int, int]
    rates: tuple[Tier, ...]
    method: Method
    interest: str
    to_day: int
    counts_last_day: bool = True
    printed: str | None = None

    def earned(self, step: Money = SEN) -> Money:
        """What the library gives."""
        days = sorted(self.balances)
        opening, moved = idr(self.balances[1] * 1_000), []
        for before, day in pairwise(days):
            moved.append((self.on(day), idr((self.balances[day] - self.balances[before]) * 1_000)))
        said = InterestTerms(
            method=self.method,
            basis="ACT/365F",
            tiers=self.rates,
            step=step,
            mode=HALF_UP,
            counts_last_day=self.counts_last_day,
        )
        return interest_of(opening, moved, self.on(1), self.on(self.to_day), said).interest

    def on(self, day: int) -> date:
        return date(*self.month, day)


BINUS = tiers((0, "3%"), (5_000_000, "6%"))
BNI = tiers((0, "0%"), (1_000_000, "0.5%"), (10_000_000, "0.75%"), (50_000_000, "1%"), (100_000_000, "1.25%"))
JUNE = {1: 1_000, 5: 6_000, 6: 5_500, 10: 8_000, 20: 7_000, 25: 17_000, 30: 15_000}
FEBRUARY = {1: 30_000, 4: 50_000, 10: 40_000, 17: 50_000}

CASES = {
    # 1,000,000 x 12 % x 30 / 365.
    "lecture": Case(
        source="scribd.com/document/602439253 (Menkeu)",
        month=(2014, 4),
        to_day=30,
        balances={1: 1_000},
        rates=tiers((0, "12%")),
        method="lowest",
        interest="9863.01",
    ),
    # The lowest of June is 1,000,000, at 5 %.
    "june, lowest": Case(
        source="nuryazidi.wordpress.com/2008/11/17, after a guide of Bank Indonesia",
        month=(2008, 6),
        to_day=30,
        balances=JUNE,
        rates=tiers((0, "5%")),
        method="lowest",
        interest="4109.59",
    ),
    # 247,000,000 rupiah-days / 30 = 8,233,333.33, which earns 5 %: x 30 / 365.
    "june, average": Case(
        source="nuryazidi.wordpress.com/2008/11/17, after a guide of Bank Indonesia",
        month=(2008, 6),
        to_day=30,
        balances=JUNE,
        rates=tiers((0, "3%"), (5_000_000, "5%")),
        method="weighted-average",
        interest="33835.62",
    ),
    # Four days below 5,000,000: 4,000,000 x 3 % / 365 = 328.77; 243,000,000 x 5 % / 365 = 33,287.67.
    "june, daily": Case(
        source="nuryazidi.wordpress.com/2008/11/17, after a guide of Bank Indonesia",
        month=(2008, 6),
        to_day=30,
        balances=JUNE,
        rates=tiers((0, "3%"), (5_000_000, "5%")),
        method="daily",
        interest="33616.44",
    ),
    # 170,550,000 rupiah-days / 30 = 5,685,000. The page prints 162,816,667 for it and does not divide.
    "thirty times too much": Case(
        source="sis.binus.ac.id/2014/08/22",
        month=(2014, 5),
        to_day=31,
        counts_last_day=False,
        balances={1: 3_800, 4: 4_800, 7: 4_550, 10: 5_800, 22: 5_000, 27: 9_500, 30: 8_000},
        rates=BINUS,
        method="weighted-average",
        interest="28035.62",
        printed="802932",
    ),
    # 30 x 3 + 50 x 6 + 40 x 7 + 50 x 12 = 1,270 million rupiah-days. The page counts 15 of the 28 days.
    "days left out": Case(
        source="idntimes.com, after OCBC NISP",
        month=(2023, 2),
        to_day=28,
        balances=FEBRUARY,
        rates=tiers((0, "5%")),
        method="weighted-average",
        interest="173972.60",
        printed="95890",
    ),
    # 30,000,000 x 5 % x 28 / 365; printed in whole rupiah.
    "february, lowest": Case(
        source="idxchannel.com, after DBS Indonesia",
        month=(2025, 2),
        to_day=28,
        balances=FEBRUARY,
        rates=tiers((0, "5%")),
        method="lowest",
        interest="115068.49",
    ),
    # 1,391,650,000 rupiah-days / 30 = 46,388,333, which earns 0.75 %.
    "rates by amount": Case(
        source="scribd.com/doc/292592722 (BNI Taplus Muda, September 2015)",
        month=(2015, 9),
        to_day=30,
        balances={1: 350, 7: 50_350, 16: 45_350, 20: 45_000, 23: 70_000, 25: 80_000},
        rates=BNI,
        method="weighted-average",
        interest="28595.55",
    ),
    # 4, 5 and 2 million for three days each at 6 %: 1,972.60 + 2,465.75 + 986.30. The page adds 968 for 986, all cut off.
    "figures exchanged": Case(
        source="fortuneidn.com, March 2023",
        month=(2023, 3),
        to_day=9,
        balances={1: 4_000, 4: 5_000, 7: 2_000},
        rates=tiers((0, "6%")),
        method="daily",
        interest="5424.66",
        printed="5405",
    ),
    # 2,000,000 x 6 % x 30 / 365: March is counted without its last day.
    "march, lowest": Case(
        source="fortuneidn.com, March 2023",
        month=(2023, 3),
        to_day=31,
        counts_last_day=False,
        balances={1: 4_000, 4: 5_000, 7: 2_000, 10: 7_000},
        rates=tiers((0, "6%")),
        method="lowest",
        interest="9863.01",
    ),
    # 500,000 x 3 % x 31 / 365; printed as 1,274.
    "january, lowest": Case(
        source="terbaikterjitu2t.blogspot.com/2018/02",
        month=(2017, 1),
        to_day=31,
        balances={1: 1_000, 2: 500},
        rates=tiers((0, "3%")),
        method="lowest",
        interest="1273.97",
    ),
    # One day of 1,000,000 at 3 %; printed as 82.
    "one day": Case(
        source="terbaikterjitu2t.blogspot.com/2018/02",
        month=(2017, 1),
        to_day=1,
        balances={1: 1_000},
        rates=tiers((0, "3%")),
        method="daily",
        interest="82.19",
    ),
    # 10,000,000 x 3 % x 30 / 365.
    "ten times too much": Case(
        source="amp.kontan.co.id, Apa itu bunga tabungan",
        month=(2014, 4),
        to_day=30,
        balances={1: 10_000},
        rates=tiers((0, "3%")),
        method="lowest",
        interest="24657.53",
        printed="246575",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_printed_case_is_met_or_put_right(name: str) -> None:
    case = CASES[name]
    assert case.earned() == idr(case.interest)
    assert case.printed is None or case.earned(idr(1)) != idr(case.printed)


def test_the_daily_balances_of_edi_earn_what_the_ministry_prints_but_for_a_sen() -> None:
    # Kepmen Koperasi 96/2004 (SOM, p. 70) prints 98.64 for the first two days; 150,000 x 12 % x 2 / 365 is 98.630.
    edi = Case(
        source="Kepmen Koperasi 96/2004",
        month=(2003, 5),
        to_day=31,
        counts_last_day=False,
        balances={1: 150, 3: 650, 10: 1_650, 23: 900},
        rates=tiers((0, "12%")),
        method="daily",
        interest="11013.70",
    )
    stretches = [(150, 2, "98.63"), (650, 7, "1495.89"), (1_650, 13, "7052.05"), (900, 8, "2367.12")]
    for thousands, days, interest in stretches:
        part = Case(
            source=edi.source, month=edi.month, to_day=days, balances={1: thousands}, rates=edi.rates, method="daily", interest=interest
        )
        assert part.earned() == idr(interest)
    assert edi.earned() == idr(edi.interest)


def test_an_accrual_is_what_should_be_to_date_less_what_is_booked() -> None:
    # The tests of Apache Fineract print 0.33, 0.33 and, for four days, 1.31; that is 1,000 at 12 %: 0.33, 0.66, 1.97 to date.
    to_date = [
        Case(source="", month=(2014, 4), to_day=day, balances={1: 1}, rates=tiers((0, "12%")), method="daily", interest="").earned()
        for day in (1, 2, 6)
    ]
    assert [later - earlier for earlier, later in pairwise([idr(0), *to_date])] == [idr("0.33"), idr("0.33"), idr("1.31")]
