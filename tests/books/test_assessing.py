"""Assessments of loans in real books, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import timedelta

import pytest

from irman_ledger import Book, Bylaws, idr
from irman_ledger.books.refusals import DependentsError
from irman_ledger.coop.loans import AssessLoan, AssessmentUnchangedError, DisburseLoan, Grade, LoanAssessed, RepayLoan
from tests.books.kit import KSP, balance, counter, day, deposit, with_savers


@pytest.fixture
def lent(database_url: str) -> Book:
    """Three loans of Rp2.000.000 over ten months, first due on 10 May 2014; PJ-003 has paid its first instalment."""
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(10_000_000), key="cash")
    for no in ("001", "002", "003"):
        loan = DisburseLoan(loan=f"PJ-{no}", member="A-001", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10)
        desk.record(loan, key=f"lend {no}")
    desk.record(RepayLoan(loan="PJ-003", on=day("5-10"), amount=idr(240_000)), key="repay 003")
    return book


def month_end(book: Book, on: str) -> None:
    counter(book).record_all((AssessLoan(loan=f"PJ-{no}", on=day(on)), f"{on}/{no}") for no in ("001", "002", "003"))


def allowances(book: Book) -> dict[str, int]:
    with book.read() as view:
        return {subject.no: -amount.minor // 100 for subject, amount in view.subject_balances("1-1590").items()}


def test_a_month_end_brings_every_allowance_to_its_target_and_a_second_one_adds_nothing(lent: Book) -> None:
    month_end(lent, "4-30")  # 0,5% of 2.000.000, and of the 2.000.000 that PJ-003 still owed on the day
    assert allowances(lent) == {"PJ-001": 10_000, "PJ-002": 10_000, "PJ-003": 10_000}
    month_end(lent, "8-31")  # 10% of 2.000.000; PJ-003 is late since 10 June, two months
    assert allowances(lent) == {"PJ-001": 200_000, "PJ-002": 200_000, "PJ-003": 9_000}
    assert balance(lent, "5-3100") == 409_000
    size = lent.size
    month_end(lent, "8-31")  # the same keys
    with pytest.raises(AssessmentUnchangedError) as error:
        counter(lent).record(AssessLoan(loan="PJ-001", on=day("8-31")), key="again")
    assert error.value.code == "loan.assessment-unchanged"
    assert lent.size == size
    assert not lent.verify().findings


def test_an_assessment_that_books_nothing_has_no_voucher_and_still_holds_its_grade(lent: Book) -> None:
    month_end(lent, "8-31")
    receipt = counter(lent).record(AssessLoan(loan="PJ-001", on=day("8-31"), assessment="salvageable"), key="known")
    assert receipt.entry is None
    assert receipt.voucher is None
    with lent.read() as view:
        event = view.event(view.record(receipt.seq))
    assert isinstance(event, LoanAssessed)
    assert (event.grade, event.assessment, event.days_principal, event.target) == (Grade.SUBSTANDARD, "salvageable", 113, idr(200_000))
    assert receipt.event == event


def test_an_older_assessment_is_reversed_exactly_and_the_next_one_mends_the_rest(lent: Book) -> None:
    month_end(lent, "4-30")
    seq = lent.size - 3
    month_end(lent, "8-31")
    counter(lent).reverse(seq, on=day("9-1"), reason="salah tanggal", key="undo")
    assert allowances(lent) == {"PJ-001": 190_000, "PJ-002": 200_000, "PJ-003": 9_000}
    receipt = counter(lent).record(AssessLoan(loan="PJ-001", on=day("9-1")), key="mend")
    assert receipt.event.amount == idr(10_000)
    assert allowances(lent)["PJ-001"] == 200_000
    assert not lent.verify().findings


def test_the_latest_assessment_is_reversed_to_what_was_known_before(lent: Book) -> None:
    month_end(lent, "4-30")
    month_end(lent, "8-31")
    counter(lent).reverse(lent.size - 1, on=day("9-1"), reason="salah tanggal", key="undo")
    assert allowances(lent)["PJ-003"] == 10_000
    receipt = counter(lent).record(AssessLoan(loan="PJ-003", on=day("5-10")), key="again")
    assert receipt.event.booked == idr(10_000)
    assert receipt.event.target == idr(9_000)
    assert not lent.verify().findings


def test_an_assessment_stands_in_the_way_of_no_repayment_that_was_a_mistake(lent: Book) -> None:
    whole = RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(2_400_000))
    seq = counter(lent).record(whole, key="mistake").seq
    month_end(lent, "5-31")
    assert allowances(lent)["PJ-003"] == 9_000
    assert "PJ-001" not in allowances(lent)
    counter(lent).reverse(seq, on=day("6-1"), reason="salah pinjaman", key="undo")
    with lent.read() as view:
        assert view.loans.get("PJ-001").closed_on is None
        assert view.loans.get("PJ-001").outstanding == idr(2_000_000)
        assert "PJ-001" in view.loans.to_assess(day("6-30"))
    assert not lent.verify().findings


def test_a_loan_that_was_assessed_is_not_undone_before_its_assessments(lent: Book) -> None:
    with lent.read() as view:
        seq = next(record.seq for record in view.records() if record.kind == "loan.disbursed")
    month_end(lent, "4-30")
    with pytest.raises(DependentsError):
        counter(lent).reverse(seq, on=day("6-1"), reason="salah orang", key="undo")


def test_what_is_to_assess_is_taken_and_everything_else_is_refused(lent: Book) -> None:
    desk, on = counter(lent), day("5-15")
    for turn in range(13):
        on += timedelta(days=17)
        if turn % 3 == 0:
            desk.record(RepayLoan(loan="PJ-002", on=on - timedelta(days=4), amount=idr(400_000)), key=f"repay {turn}")
        with lent.read() as view:
            found = view.loans.to_assess(on)
        for no in ("PJ-001", "PJ-002", "PJ-003"):
            command = AssessLoan(loan=no, on=on)
            if no in found:
                assert desk.record(command, key=f"{turn}/{no}").event.loan == no
            else:
                with pytest.raises(AssessmentUnchangedError):
                    desk.record(command, key=f"{turn}/{no}")
        with lent.read() as view:
            assert view.loans.to_assess(on) == ()
    assert not lent.verify().findings


def test_the_rule_set_is_that_of_the_bylaws_in_force_on_the_day(lent: Book) -> None:
    text = KSP.source.replace("from_on = 2014-01-01", "from_on = 2014-06-01")
    text = text.replace('collectability = "KSP_2008"', 'collectability = "OJK_5"').replace('rules = "PPAPWD_2021"', 'rules = "BPR_2024"')
    counter(lent).adopt(Bylaws.from_toml(text), on=day("5-20"), key="bylaws")
    month_end(lent, "5-31")  # PJ-001 is late since 10 May, by 21 days
    assert allowances(lent) == {"PJ-001": 10_000, "PJ-002": 10_000, "PJ-003": 9_000}
    with lent.read() as view:
        found = view.loans.to_assess(day("6-1"))  # special mention: 3%; PJ-003 is not late
    assert found == ("PJ-001", "PJ-002")
    counter(lent).record_all((AssessLoan(loan=no, on=day("6-1")), f"june {no}") for no in found)
    assert allowances(lent) == {"PJ-001": 60_000, "PJ-002": 60_000, "PJ-003": 9_000}
    with lent.read() as view:
        events = [view.event(record) for record in view.records() if record.kind == "loan.assessed"]
    assert [(event.rules, event.grade) for event in events if isinstance(event, LoanAssessed) and event.loan == "PJ-001"] == [
        ("KSP_2008", Grade.CURRENT),
        ("OJK_5", Grade.SPECIAL_MENTION),
    ]
