"""What ends a loan on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.loans import DisburseLoan, PayOffLoan, RepayLoan, payoff
from irman_ledger.coop.loans.methods import schedule
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.money import idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import DOWN, UP
from irman_ledger.core.schedule import Instalment
from tests.coop.loans.scenario import ACCOUNTS, REGULER, TERMS, bylaws, given

APRIL, MAY, JUNE = date(2014, 4, 10), date(2014, 5, 10), date(2014, 6, 10)
FLAT = schedule(idr(2_000_000), Rate.yearly("24%"), 10, start_on=APRIL)
# 24,000,000 at 10 % declining over 24 months: the plan L10b; interest 200,000, 191,667, 183,333 …
DECLINING = schedule(idr(24_000_000), Rate.yearly("10%"), 24, method="declining", start_on=APRIL)


def ends(
    plan: tuple[Instalment, ...], principal: int, interest: int, on: date, how: Any, mode: Any = None, step: int = 1
) -> tuple[int, int]:
    more = {} if mode is None else {"mode": mode}
    found = payoff(plan, idr(principal), idr(interest), on, interest=how, runs_from=APRIL, step=idr(step), **more)
    return found.principal.minor // 100, found.interest.minor // 100


@pytest.mark.parametrize(
    ("how", "on", "expected"),
    [
        ("whole", MAY, (1_800_000, 360_000)),
        ("to-next-due", MAY, (1_800_000, 0)),  # the day itself begins no period
        ("to-next-due", date(2014, 5, 11), (1_800_000, 40_000)),
        ("to-date", MAY, (1_800_000, 0)),
        ("to-date", date(2014, 5, 11), (1_800_000, 1_290)),  # 40,000 x 1 / 31 = 1,290.32
        ("to-date", date(2014, 6, 9), (1_800_000, 38_710)),  # 40,000 x 30 / 31 = 38,709.68
        ("to-date", JUNE, (1_800_000, 40_000)),
        ("to-next-due", date(2014, 7, 1), (1_800_000, 80_000)),  # June's is due, July's is running
        ("to-date", date(2015, 3, 1), (1_800_000, 360_000)),
    ],
)
def test_after_the_first_instalment_of_a_flat_loan(how: str, on: date, expected: tuple[int, int]) -> None:
    assert ends(FLAT, 200_000, 40_000, on, how) == expected


@pytest.mark.parametrize(("how", "expected"), [("whole", 2_300_000), ("to-next-due", 191_667), ("to-date", 92_742)])
def test_a_declining_loan_owes_its_balance_and_the_running_month(how: str, expected: int) -> None:
    # 2,500,000 in all less the 200,000 paid; 191,667 x 15 / 31 = 92,742.1
    assert ends(DECLINING, 1_000_000, 200_000, date(2014, 5, 25), how) == (23_000_000, expected)


def test_the_part_of_a_period_is_rounded_as_named() -> None:
    on = date(2014, 5, 25)  # 19,354.84
    assert ends(FLAT, 200_000, 40_000, on, "to-date", DOWN)[1] == 19_354
    assert ends(FLAT, 200_000, 40_000, on, "to-date", UP, 500)[1] == 19_500


def test_interest_paid_ahead_counts_and_is_not_given_back() -> None:
    on = date(2014, 5, 25)
    assert ends(FLAT, 200_000, 50_000, on, "to-date")[1] == 9_355
    assert ends(FLAT, 200_000, 70_000, on, "to-date")[1] == 0
    assert ends(FLAT, 200_000, 70_000, on, "to-next-due")[1] == 10_000


# -- in a book --------------------------------------------------------------------------------------------------------


def disburse(product: str) -> DisburseLoan:
    return DisburseLoan(loan="PJ-001", member="A-001", product=product, on=APRIL, principal=idr(2_000_000), instalments=10)


def pay_off(rupiah: int, on: date) -> PayOffLoan:
    return PayOffLoan(loan="PJ-001", on=on, amount=idr(rupiah))


def test_the_payoff_ends_the_loan_and_any_other_amount_is_refused() -> None:
    book = given(disburse("PELUNASAN"), RepayLoan(loan="PJ-001", on=MAY, amount=idr(240_000)))
    for amount in (1_839_999, 1_840_001):
        book.when(pay_off(amount, date(2014, 5, 25))).then_refused("loan.payoff-differs")
    book.when(pay_off(1, date(2014, 5, 25))).then_refused(
        "loan.payoff-differs", "loan PJ-001 is paid off on 2014-05-25 with Rp1.840.000, not with Rp1"
    )
    outcome = book.when(pay_off(1_840_000, date(2014, 5, 25)))
    outcome.then_settled(interest="40000", principal="1800000", is_paid_off=True)
    outcome.then_booked("""
        25 Mei 2014   Angsuran pinjaman PJ-001
          1-1100 Kas               1.840.000              KAS
          1-1500 Pinjaman anggota             1.800.000   PJ-001
          4-1100 Jasa pinjaman                   40.000   PJ-001
    """)
    book.when(pay_off(1, JUNE)).then_refused("loan.paid-off")


def test_the_payoff_of_a_late_loan_bears_its_penalty() -> None:
    # Ten days late on 240,000 at 0.1 %: 2,400; all the interest by default.
    book = given(disburse("DENDA"))
    book.when(pay_off(2_402_400, date(2014, 5, 20))).then_booked("""
        20 Mei 2014   Angsuran pinjaman PJ-001
          1-1100 Kas               2.402.400              KAS
          1-1500 Pinjaman anggota             2.000.000   PJ-001
          4-1100 Jasa pinjaman                  400.000   PJ-001
          4-1140 Denda                            2.400   PJ-001
    """)


def test_a_payoff_dated_before_a_later_payment_is_refused_where_less_was_left() -> None:
    book = given(disburse("PELUNASAN"), RepayLoan(loan="PJ-001", on=JUNE, amount=idr(240_000)))
    outcome = book.when(pay_off(1_840_000, MAY))
    outcome.then_refused("loan.payoff-differs", "loan PJ-001 is paid off on 2014-05-10 with Rp1.800.000, not with Rp1.840.000")
    book.when(pay_off(1_800_000, MAY)).then_settled(interest="0", principal="1800000", is_paid_off=True)


def test_what_a_borrower_owes_who_ends_a_loan_early_is_a_term() -> None:
    def owed(**terms: object) -> str:
        return bylaws({"P": {**REGULER, **terms}}).terms("P", "loans", parse).payoff

    assert (owed(), owed(early_payment="principal"), owed(payoff="to-date")) == ("whole", "to-next-due", "to-date")
    assert ACCOUNTS
    assert TERMS["REGULER"] == REGULER


def test_an_unknown_loan_has_no_payoff() -> None:
    given().when(pay_off(1, MAY)).then_refused("subject.unknown")
