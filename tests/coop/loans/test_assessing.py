"""Grading loans and bringing their allowances to the target."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.coop.loans import AssessLoan, DisburseLoan, Grade, LoanAssessed, LoanState, PledgeCollateral, ReleaseCollateral, RepayLoan
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import CodeError
from irman_ledger.core.money import idr
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.loans.quality_scenario import given
from tests.coop.loans.scenario import Given, Outcome

LENT_ON = date(2014, 4, 10)


def lent(product: str = "REGULER") -> DisburseLoan:
    """Rp2.000.000 over ten months: Rp200.000 and Rp40.000 each, first on 10 May 2014."""
    return DisburseLoan(loan="PJ-001", member="A-001", product=product, on=LENT_ON, principal=idr(2_000_000), instalments=10)


def collateral(rupiah: int) -> PledgeCollateral:
    return PledgeCollateral(loan="PJ-001", on=LENT_ON, collateral="AG-1", category="land", value=idr(rupiah))


def assessed(on: date, **more: object) -> AssessLoan:
    return AssessLoan(loan="PJ-001", on=on, **more)  # type: ignore[arg-type]


def event_of(outcome: Outcome) -> LoanAssessed:
    assert outcome.refusal is None, outcome.refusal
    assert outcome.played is not None
    assert isinstance(outcome.played.event, LoanAssessed)
    return outcome.played.event


def state_of(book: Given) -> LoanState:
    state = book.book.states[Subject("loan", "PJ-001")]
    assert isinstance(state, LoanState)
    return state


def test_half_a_percent_of_a_current_loan_is_set_aside() -> None:
    given(lent()).when(assessed(date(2014, 4, 30))).then_booked("""
        30 April 2014   Penyisihan pinjaman PJ-001
          5-3100 Beban penyisihan  10.000
          1-1590 Penyisihan                10.000   PJ-001
    """)


def test_only_the_difference_to_the_target_is_booked() -> None:
    # On 31 August 2014 instalments since 10 May are late, over three months: 10% of 2.000.000, less the 10.000 there are.
    book = given(lent(), assessed(date(2014, 4, 30)))
    outcome = book.when(assessed(date(2014, 8, 31)))
    outcome.then_booked("""
        31 Agustus 2014   Penyisihan pinjaman PJ-001
          5-3100 Beban penyisihan  190.000
          1-1590 Penyisihan                 190.000   PJ-001
    """)
    found = event_of(outcome)
    assert (found.grade, found.days_principal, found.days_interest) == (Grade.SUBSTANDARD, 113, 113)
    assert (found.principal_late, found.interest_late) == (idr(800_000), idr(160_000))
    assert (found.outstanding, found.target, found.booked, found.amount) == (idr(2_000_000), idr(200_000), idr(10_000), idr(190_000))
    assert (found.rules, found.allowance_rules) == ("KSP_2008", "PPAPWD_2021")


def test_a_loan_that_is_paid_gives_its_allowance_back() -> None:
    paid = RepayLoan(loan="PJ-001", on=date(2014, 9, 5), amount=idr(1_000_000))
    # 840.000 of principal and 160.000 of interest; 1.160.000 is left, of which 0,5% is 5.800.
    given(lent(), assessed(date(2014, 8, 31)), paid).when(assessed(date(2014, 9, 6))).then_booked("""
        6 September 2014   Pengurangan penyisihan pinjaman PJ-001
          1-1590 Penyisihan        194.000            PJ-001
          5-3100 Beban penyisihan           194.000
    """)


def test_a_loan_paid_off_keeps_no_allowance() -> None:
    whole = RepayLoan(loan="PJ-001", on=date(2014, 5, 10), amount=idr(2_400_000))
    book = given(lent(), assessed(date(2014, 4, 30)), whole)
    found = event_of(book.when(assessed(date(2014, 5, 31))))
    assert (found.grade, found.target, found.amount) == (Grade.CURRENT, idr(0), idr(-10_000))
    book.when(assessed(date(2014, 12, 31))).then_refused("loan.assessment-unchanged")


def test_a_second_assessment_adds_nothing() -> None:
    book = given(lent(), assessed(date(2014, 4, 30)))
    for on in (date(2014, 4, 30), date(2014, 5, 8)):
        book.when(assessed(on)).then_refused(
            "loan.assessment-unchanged", f"the grade of loan PJ-001 on {on} is as it was, and its allowance is Rp10.000 already"
        )


def test_a_change_of_grade_alone_is_recorded_without_an_entry() -> None:
    book = given(lent("GOLONGAN"), assessed(date(2014, 4, 30)))
    outcome = book.when(assessed(date(2014, 8, 31)))
    assert event_of(outcome).grade is Grade.SUBSTANDARD
    assert outcome.played is not None
    assert outcome.played.entry is None


def test_collateral_counts_by_the_part_that_the_bylaws_say() -> None:
    # 80% of 1.000.000; 10% of 2.000.000 less 800.000.
    found = event_of(given(lent(), collateral(1_000_000)).when(assessed(date(2014, 8, 31))))
    assert (found.collateral, found.target) == (idr(800_000), idr(120_000))


def test_doubtful_needs_collateral_and_remembers_since_when() -> None:
    # Since 10 May; over six months on 11 November. Debt 2.000.000 and 280.000 of late interest; 80% of 3.000.000 covers it.
    book = given(lent(), collateral(3_000_000))
    found = event_of(book.when(assessed(date(2014, 11, 30))))
    assert (found.grade, found.interest_late, found.target) == (Grade.DOUBTFUL, idr(280_000), idr(0))
    quality = state_of(book).quality
    assert quality is not None
    assert quality.doubtful_since == date(2014, 11, 30)
    assert event_of(book.when(assessed(date(2016, 8, 30), assessment="salvageable"))).grade is Grade.DOUBTFUL
    assert event_of(book.when(assessed(date(2016, 8, 31)))).grade is Grade.LOSS
    quality = state_of(book).quality
    assert quality is not None
    assert quality.doubtful_since == date(2014, 11, 30)


def test_collateral_stands_beside_the_books_until_it_is_given_back() -> None:
    book = given(lent())
    book.when(collateral(2_200_000)).then_booked("""
        10 April 2014   Agunan diterima AG-1, pinjaman PJ-001
          9-1300 Agunan        2.200.000              PJ-001
          9-1390 Lawan agunan             2.200.000   PJ-001
    """)
    book.when(ReleaseCollateral(loan="PJ-001", on=date(2014, 5, 2), collateral="AG-1")).then_booked("""
        2 Mei 2014   Agunan dikembalikan AG-1, pinjaman PJ-001
          9-1300 Agunan                   2.200.000   PJ-001
          9-1390 Lawan agunan  2.200.000              PJ-001
    """)


def test_what_the_office_knows_stays_until_it_says_otherwise() -> None:
    # 75% of 2.280.000 is 1.710.000; 80% of 2.200.000 is 1.760.000.
    book = given(lent(), collateral(2_200_000))
    assert event_of(book.when(assessed(date(2014, 11, 30)))).grade is Grade.LOSS
    assert event_of(book.when(assessed(date(2014, 11, 30), assessment="salvageable"))).grade is Grade.DOUBTFUL
    book.when(assessed(date(2014, 11, 30))).then_refused("loan.assessment-unchanged")
    assert event_of(book.when(assessed(date(2014, 11, 30), assessment="claimed"))).grade is Grade.LOSS
    assert event_of(book.when(assessed(date(2014, 11, 30), assessment="none"))).assessment == "none"


def test_payments_count_by_their_value_date() -> None:
    # Paid on 5 September: on 31 August the loan was late, whenever the payment came to the books.
    paid = RepayLoan(loan="PJ-001", on=date(2014, 9, 5), amount=idr(960_000))
    book = given(lent(), paid)
    found = event_of(book.when(assessed(date(2014, 8, 31))))
    assert (found.grade, found.outstanding, found.days_principal) == (Grade.SUBSTANDARD, idr(2_000_000), 113)
    assert event_of(book.when(assessed(date(2014, 9, 6)))).grade is Grade.CURRENT


def test_an_allowance_in_five_grades() -> None:
    # One day late: 3% of 2.000.000.
    found = event_of(given(lent("HARI")).when(assessed(date(2014, 5, 11))))
    assert (found.grade, found.target) == (Grade.SPECIAL_MENTION, idr(60_000))


def test_the_allowance_of_the_old_books_is_the_beginning() -> None:
    lines = (
        JournalLine(account="1-1590", amount=idr(-150_000), subject="loan:PJ-001"),
        JournalLine(account="1-1710", amount=idr(150_000)),
    )
    brought = PostJournal(on=LENT_ON, narration="Saldo awal penyisihan", lines=lines)
    found = event_of(given(lent(), brought).when(assessed(date(2014, 4, 30))))
    assert (found.booked, found.target, found.amount) == (idr(150_000), idr(10_000), idr(-140_000))


def test_late_interest_of_a_problem_loan_is_kept_in_memorandum() -> None:
    book = given(lent("TITIP"), assessed(date(2014, 5, 31)))
    assert state_of(book).quality is not None
    book.when(assessed(date(2014, 8, 31))).then_booked("""
        31 Agustus 2014   Penyisihan pinjaman PJ-001
          5-3100 Beban penyisihan  190.000
          1-1590 Penyisihan                 190.000   PJ-001
          9-1200 Bunga tertunda    160.000            PJ-001
          9-1290 Lawan bunga                160.000   PJ-001
    """)
    book.when(assessed(date(2014, 8, 31))).then_refused("loan.assessment-unchanged")
    # Another instalment is late in September: the allowance stays, the interest grows.
    book.when(assessed(date(2014, 9, 30))).then_booked("""
        30 September 2014   Bunga dalam penyelesaian pinjaman PJ-001
          9-1200 Bunga tertunda  40.000           PJ-001
          9-1290 Lawan bunga             40.000   PJ-001
    """)


def test_late_interest_leaves_the_memorandum_when_the_loan_is_no_problem_any_more() -> None:
    paid = RepayLoan(loan="PJ-001", on=date(2014, 9, 5), amount=idr(960_000))
    book = given(lent("TITIP"), assessed(date(2014, 8, 31)), paid)
    found = event_of(book.when(assessed(date(2014, 9, 30))))
    # 800.000 of principal and 160.000 of interest paid; the instalment of 10 September is late, which is no problem yet.
    assert (found.grade, found.interest_late, found.suspended, found.suspended_before) == (
        Grade.CURRENT, idr(40_000), idr(0), idr(160_000)
    )  # fmt: skip
    assert book.book.balance("9-1200", Subject("loan", "PJ-001")) == idr(0)


def test_an_assessment_can_be_reversed_and_made_again() -> None:
    book = given(lent(), assessed(date(2014, 4, 30)))
    seq = book.book.played[-1].seq
    book.book.reverse(seq, on=date(2014, 5, 1), reason="salah tanggal")
    assert state_of(book).quality is None
    assert book.book.balance("1-1590", Subject("loan", "PJ-001")) == idr(0)
    assert event_of(book.when(assessed(date(2014, 5, 2)))).amount == idr(10_000)


def test_an_assessment_is_refused() -> None:
    book = given(lent(), assessed(date(2014, 5, 1)))
    book.when(assessed(date(2014, 4, 9))).then_refused(
        "loan.before-loan", "loan PJ-001 begins on 2014-04-10, it cannot be assessed on 2014-04-09"
    )
    book.when(assessed(date(2014, 4, 30))).then_refused(
        "loan.assessed-later", "loan PJ-001 was assessed on 2014-05-01 already, it cannot be assessed on 2014-04-30 any more"
    )
    book.when(AssessLoan(loan="PJ-999", on=LENT_ON)).then_refused("subject.unknown")
    given(lent("TANPA")).when(assessed(date(2014, 5, 1))).then_refused(
        "loan.quality-not-governed",
        "loan PJ-001 cannot be assessed: the bylaws name no collectability rules for product TANPA",
    )


def test_a_command_that_can_never_be_right() -> None:
    with pytest.raises(CodeError):
        AssessLoan(loan="", on=LENT_ON)
    with pytest.raises(DateMalformedError):
        AssessLoan(loan="PJ-001", on="2014-04-30")  # type: ignore[arg-type]
    with pytest.raises(InvalidInputError, match="must be one of none, salvageable, claimed"):
        assessed(LENT_ON, assessment="macet")
