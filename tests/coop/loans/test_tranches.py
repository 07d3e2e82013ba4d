"""A loan that is agreed whole and paid out in parts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from irman_ledger.coop.loans import (
    CancelUndrawn,
    DisburseLoan,
    DisburseTranche,
    PayOffLoan,
    RepayLoan,
    RescheduleLoan,
    WriteOffLoan,
    due,
)
from irman_ledger.coop.loans.position import Position
from irman_ledger.core.money import Money, idr
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from irman_ledger.testing.strategies.situation import Situation
from tests.coop.loans.scenario import StatedBook, given

APRIL, MAY, JUNE = date(2014, 4, 10), date(2014, 5, 10), date(2014, 6, 10)
MAY_25 = date(2014, 5, 25)
PJ = Subject("loan", "PJ-001")


def disburse(product: str = "BERTAHAP", first: int | None = 4_000_000, agreed: int = 10_000_000, instalments: int = 10) -> DisburseLoan:
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "product": product, "on": APRIL, "instalments": instalments}
    return DisburseLoan(principal=idr(agreed), first_part=None if first is None else idr(first), **terms)


def tranche(rupiah: int, on: date = MAY_25) -> DisburseTranche:
    return DisburseTranche(loan="PJ-001", on=on, amount=idr(rupiah))


def repay(rupiah: int, on: date = MAY) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=on, amount=idr(rupiah))


def cancel(on: date = MAY_25) -> CancelUndrawn:
    return CancelUndrawn(loan="PJ-001", on=on, reason="proyek selesai")


def position(book: StatedBook) -> Position:
    return Situation(book).position(book.states[PJ])


def lines(book: StatedBook) -> list[tuple[int, str, str, str]]:
    return [(one.no, one.due_on.isoformat(), one.principal.plain(), one.interest.plain()) for one in book.schedules[PJ]]


def test_the_first_part_is_lent_and_the_rest_stands_beside_the_books() -> None:
    given().when(disburse()).then_booked("""
        10 April 2014   Pencairan pinjaman PJ-001
          1-1500 Pinjaman anggota      4.000.000              PJ-001
          1-1100 Kas                              4.000.000   KAS
          9-1400 Plafon belum ditarik  6.000.000              PJ-001
          9-1490 Komitmen plafon                  6.000.000   PJ-001
    """)


def test_a_further_part_bears_interest_from_its_day() -> None:
    # Of the first part 400.000 + 80.000 fall due in May and are paid. On 25 May 16 of the 31 days to 10 June are left:
    # 72.000 planned + 5.400.000 x 2% x 16/31 = 55.741,94. Then 9.000.000 are repaid in nine parts; 8.000.000 x 2% = 160.000.
    outcome = given(disburse(), repay(480_000)).when(tranche(5_400_000))
    outcome.then_booked("""
        25 Mei 2014   Pencairan bertahap pinjaman PJ-001
          1-1500 Pinjaman anggota      5.400.000              PJ-001
          1-1100 Kas                              5.400.000   KAS
          9-1400 Plafon belum ditarik             5.400.000   PJ-001
          9-1490 Komitmen plafon       5.400.000              PJ-001
    """)
    assert lines(outcome.book)[:4] == [
        (1, "2014-05-10", "400000", "80000"),
        (2, "2014-06-10", "1000000", "127742"),
        (3, "2014-07-10", "1000000", "160000"),
        (4, "2014-08-10", "1000000", "140000"),
    ]
    assert lines(outcome.book)[-1] == (10, "2015-02-10", "1000000", "20000")
    assert position(outcome.book).undrawn == idr(600_000)


def test_two_parts_in_one_period_are_rounded_apart() -> None:
    # 3.000.000 x 2% x 16/31 = 30.967,74 and 2.400.000 x 2% x 6/31 = 9.290,32 beside the 72.000 that were planned.
    book = given(disburse(), repay(480_000), tranche(3_000_000)).when(tranche(2_400_000, date(2014, 6, 4))).book
    assert lines(book)[1] == (2, "2014-06-10", "1000000", "112258")


def test_days_are_counted_by_the_products_convention() -> None:
    # 3.600.000 x 24% x 31/365 = 73.380,82 and 5.400.000 x 24% x 16/365 = 56.810,96; then 8.000.000 x 24% x 30/365 = 157.808,22.
    book = given(disburse("BERTAHAP-HARIAN"), repay(400_000 + 78_904)).when(tranche(5_400_000)).book
    assert lines(book)[1:3] == [(2, "2014-06-10", "1000000", "130192"), (3, "2014-07-10", "1000000", "157808")]


def test_a_harvest_loan_in_parts_is_due_at_once() -> None:
    # Of 120 days 4.000.000 run all, 6.000.000 the last 75: 4.000.000 x 36% x 120/365 = 473.424,66, 6.000.000 x 36% x 75/365 = 443.835,62.
    book = given(disburse("BERTAHAP-PANEN", instalments=1)).when(tranche(6_000_000)).book
    assert lines(book) == [(1, "2014-08-08", "10000000", "917261")]


def test_what_is_left_of_a_grace_stays() -> None:
    # Three instalments are spared principal, one has passed: 9.400.000 x 2% = 188.000, and 4.000.000 x 2% + 5.400.000 x 2% x 16/31.
    book = given(disburse("BERTAHAP-TENGGANG"), repay(80_000)).when(tranche(5_400_000)).book
    assert [(principal, interest) for _no, _on, principal, interest in lines(book)[:4]] == [
        ("0", "80000"),
        ("0", "135742"),
        ("0", "188000"),
        ("1342857", "188000"),
    ]


def test_what_is_overdue_stays_overdue_and_bears_its_penalty() -> None:
    # 480.000 are late from 10 May: twenty days of 0,1% are 9.600, whatever was paid out meanwhile.
    book = given(disburse("BERTAHAP-DENDA")).when(tranche(2_000_000, date(2014, 5, 20))).book
    plan = book.schedules[PJ]
    assert due(plan, idr(0), idr(0), date(2014, 5, 30)).total == idr(480_000)
    assert position(book).penalty(date(2014, 5, 30)) == idr(9_600)
    book.reverse(book.played[-1].seq, on=date(2014, 5, 25), reason="salah cair")
    assert position(book).penalty(date(2014, 5, 30)) == idr(9_600)
    assert lines(book)[1] == (2, "2014-06-10", "400000", "80000")
    assert position(book).undrawn == idr(6_000_000)


def test_what_was_paid_ahead_stands_with_the_next_instalment() -> None:
    # 952.000 pay the first two instalments; of the new plan 400.000 and 72.000 are paid, so 1.022.222 + 55.742 are left of the second.
    book = given(disburse(), repay(952_000)).when(tranche(6_000_000)).book
    assert lines(book)[1] == (2, "2014-06-10", "1422222", "133935")
    first = position(book).unpaid()[0]
    assert (first.no, first.principal, first.interest) == (2, idr(1_022_222), idr(61_935))


def test_a_payoff_to_the_date_counts_each_part_from_its_day() -> None:
    # On 1 June 22 of 31 days of 72.000 are 51.096,77, and 7 of 16 days of 55.742 are 24.387,13; 9.000.000 are owed.
    taken = given(disburse(), repay(480_000), tranche(5_400_000), cancel())
    taken.when(PayOffLoan(loan="PJ-001", on=date(2014, 6, 1), amount=idr(9_075_484))).then_settled(
        interest="75484", principal="9000000", is_paid_off=True
    )


def test_fees_are_taken_of_each_part_or_of_the_whole_at_first() -> None:
    given().when(disburse("BERTAHAP-BIAYA")).then_booked("""
        10 April 2014   Pencairan pinjaman PJ-001
          1-1500 Pinjaman anggota      4.000.000              PJ-001
          1-1100 Kas                              3.960.000   KAS
          4-1120 Provisi                             40.000   PJ-001
          9-1400 Plafon belum ditarik  6.000.000              PJ-001
          9-1490 Komitmen plafon                  6.000.000   PJ-001
    """)
    outcome = given(disburse("BERTAHAP-BIAYA")).when(tranche(6_000_000))
    assert outcome.played is not None
    event: Any = outcome.played.event
    assert [fee.amount for fee in event.fees] == [idr(60_000)]


def test_what_is_not_drawn_is_given_up() -> None:
    given(disburse()).when(cancel()).then_booked("""
        25 Mei 2014   Pembatalan sisa plafon pinjaman PJ-001
          9-1400 Plafon belum ditarik             6.000.000   PJ-001
          9-1490 Komitmen plafon       6.000.000              PJ-001
    """)
    given(disburse(), cancel()).when(tranche(1)).then_refused("loan.not-in-tranches", "nothing more is agreed to be paid out on PJ-001")


def test_a_loan_with_something_to_draw_stays_open_until_that_is_given_up() -> None:
    # 4.000.000 + 80.000 + 72.000 + ... + 8.000 = 4.440.000.
    taken = given(disburse(), repay(4_440_000))
    assert taken.book.states[PJ].closed_on is None
    assert taken.when(cancel()).book.states[PJ].closed_on == MAY_25


def test_all_is_drawn_and_then_the_loan_ends_as_any_other() -> None:
    book = given(disburse("BERTAHAP-PANEN", instalments=1), tranche(6_000_000), repay(10_917_261, date(2014, 8, 8))).book
    assert book.states[PJ].closed_on == date(2014, 8, 8)


@pytest.mark.parametrize(
    ("commands", "code"),
    [
        ((disburse(), tranche(6_000_001)), "loan.undrawn-exceeded"),
        ((disburse(), tranche(1_000_000), tranche(1_000_000), tranche(1_000_000)), "loan.tranches-exceeded"),
        ((disburse(), tranche(1_000_000, date(2015, 2, 10))), "loan.tranche-too-late"),
        ((disburse(), repay(480_000), tranche(1_000_000, date(2014, 5, 9))), "loan.before-last"),
        ((disburse(first=None), tranche(1)), "loan.not-in-tranches"),
        ((disburse("REGULER"),), "loan.not-in-tranches"),
        ((disburse("BERTAHAP-PANEN", instalments=2),), "loan.convention-does-not-fit"),
        ((disburse(), PayOffLoan(loan="PJ-001", on=MAY, amount=idr(4_080_000))), "loan.commitment-open"),
        ((disburse(), WriteOffLoan(loan="PJ-001", on=MAY, reason="macet")), "loan.commitment-open"),
        ((disburse("BERTAHAP-BATAS", agreed=12_000_001),), "loan.limit-exceeded"),
        ((disburse(), DisburseTranche(loan="PJ-001", on=MAY_25, amount=Money.parse("1", "USD"))), "money.currency-mismatch"),
        ((DisburseTranche(loan="PJ-009", on=MAY_25, amount=idr(1)),), "subject.unknown"),
    ],
)
def test_what_is_refused_changes_nothing(commands: tuple[Any, ...], code: str) -> None:
    *before, last = commands
    given(*before).when(last).then_refused(code)


def test_a_first_part_is_at_most_the_whole() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        disburse(first=10_000_001)
    assert refusal.value.message("id") == "pencairan pertama Rp10.000.001 melebihi plafon Rp10.000.000"


def test_a_new_plan_keeps_what_may_still_be_drawn() -> None:
    plan = RescheduleLoan(loan="PJ-001", on=JUNE, instalments=20, reason="gagal panen")
    book = given(disburse(), repay(480_000), plan).when(tranche(3_000_000, date(2014, 6, 10))).book
    # 6.600.000 in twenty parts of 330.000; the first brings the 72.000 that were carried over, 3.600.000 x 2% and 3.000.000 x 2%.
    assert lines(book)[1] == (2, "2014-07-10", "330000", "204000")
    assert lines(book)[2] == (3, "2014-08-10", "330000", "125400")


@drawn(
    first=st.integers(1, 9_000_000),
    parts=st.lists(st.tuples(st.integers(1, 60), st.integers(1, 3_000_000), st.integers(0, 900_000)), max_size=2),
    product=st.sampled_from(["BERTAHAP", "BERTAHAP-DENDA", "BERTAHAP-HARIAN", "BERTAHAP-TENGGANG"]),
)
def test_every_plan_sums_to_what_was_drawn_and_no_part_is_lost(first: int, parts: list[tuple[int, int, int]], product: str) -> None:
    base = 100_000
    taken = given(disburse(product, base + first, 40_000_000))
    lent, on = base + first, APRIL
    for days, amount, paid in parts:
        on = date.fromordinal(on.toordinal() + days)
        if paid:
            taken.when(repay(paid, on))
        outcome = taken.when(tranche(amount, on))
        assert outcome.refusal is None, outcome.refusal
        lent += amount
        stands = position(taken.book)
        assert Money.total((one.principal for one in stands.plan), "IDR") == idr(lent)
        assert stands.undrawn == idr(40_000_000 - lent)
        assert Money.total((one.principal for one in stands.unpaid()), "IDR") == stands.outstanding
        assert [one.due_on for one in stands.plan] == sorted(one.due_on for one in stands.plan)
        assert len(stands.plan) == 10
