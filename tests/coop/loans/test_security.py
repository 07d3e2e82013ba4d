"""Limits of lending, and what secures a loan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from irman_ledger.coop.loans import (
    AddGuarantor,
    DisburseLoan,
    PledgeCollateral,
    ReleaseCollateral,
    ReleaseGuarantor,
    RepayLoan,
)
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.money import Money, idr
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError
from tests.coop.loans.scenario import REGULER, Given, bylaws, given

APRIL, MAY = date(2014, 4, 10), date(2014, 5, 10)


def disburse(principal: int = 2_000_000, loan: str = "PJ-001", product: str = "BATAS", **more: Any) -> DisburseLoan:
    return DisburseLoan(loan=loan, member="A-001", product=product, on=APRIL, principal=idr(principal), instalments=10, **more)


def pledge(no: str = "AG-1", **more: Any) -> PledgeCollateral:
    terms = {"category": "vehicle", "value": idr(15_000_000), "paper": "BPKB K-0912", **more}
    return PledgeCollateral(loan="PJ-001", on=APRIL, collateral=no, **terms)


def guarantee(member: str = "C-001") -> AddGuarantor:
    return AddGuarantor(loan="PJ-001", on=APRIL, guarantor=member)


def state(book: Given) -> Any:
    return book.book.states[Subject("loan", "PJ-001")]


# -- limits -----------------------------------------------------------------------------------------------------------


def test_one_loan_has_its_limit() -> None:
    given().when(disburse(3_000_001)).then_refused(
        "loan.limit-exceeded", "product BATAS lends at most Rp3.000.000 by principal_max, Rp3.000.001 would be lent"
    )
    assert given().when(disburse(3_000_000)).refusal is None


def test_all_that_a_member_owes_counts_whatever_the_product() -> None:
    book = given(disburse(2_500_000, product="REGULER"))
    book.when(disburse(2_500_001, "PJ-002")).then_refused(
        "loan.limit-exceeded", "product BATAS lends at most Rp5.000.000 by member_max, Rp5.000.001 would be lent"
    )
    # 250,000 of principal come back with 50,000 of interest; only principal counts.
    book.book.record(RepayLoan(loan="PJ-001", on=MAY, amount=idr(300_000)))
    assert book.when(disburse(2_750_000, "PJ-002")).refusal is None


def test_a_related_party_has_a_limit_of_its_own_and_is_remembered() -> None:
    book = given(disburse(2_000_000))
    book.when(disburse(2_000_001, "PJ-002", is_related=True)).then_refused("loan.limit-exceeded")
    event: Any = book.book.record(disburse(2_000_000, "PJ-002", is_related=True)).event
    assert event.is_related


def test_another_member_has_room_of_their_own() -> None:
    book = given(disburse(3_000_000))
    other = DisburseLoan(loan="PJ-002", member="C-001", product="BATAS", on=APRIL, principal=idr(3_000_000), instalments=10)
    assert book.when(other).refusal is None


@pytest.mark.parametrize("limits", [{"more": 1}, {"principal_max": 0}, {"member_max": "x"}, 5])
def test_a_wrong_limit_is_refused(limits: object) -> None:
    with pytest.raises(LoanTermsError, match="limits"):
        bylaws({"P": {**REGULER, "limits": limits}}).terms("P", "loans", parse)


def test_whether_a_borrower_is_related_is_true_or_false() -> None:
    with pytest.raises(InvalidInputError):
        disburse(is_related=1)


# -- collateral and guarantors ----------------------------------------------------------------------------------------


def test_collateral_is_entered_without_booking_and_given_back_after_the_end() -> None:
    book = given(disburse())
    outcome = book.when(pledge())
    assert outcome.played is not None
    assert outcome.played.entry is None
    assert [(one.no, one.category, one.value, one.pledged_on) for one in state(book).collateral] == [
        ("AG-1", "vehicle", idr(15_000_000), APRIL)
    ]
    book.book.record(RepayLoan(loan="PJ-001", on=MAY, amount=idr(2_400_000)))
    book.when(pledge("AG-2")).then_refused("loan.paid-off")
    book.book.record(ReleaseCollateral(loan="PJ-001", on=MAY, collateral="AG-1"))
    assert state(book).collateral == ()
    assert state(book).closed_on == MAY


def test_collateral_is_pledged_once_and_released_once() -> None:
    book = given(disburse(), pledge())
    book.when(pledge()).then_refused("loan.security-there", "loan PJ-001 has AG-1 as security already")
    release = ReleaseCollateral(loan="PJ-001", on=MAY, collateral="AG-2")
    book.when(release).then_refused("loan.security-missing", "loan PJ-001 does not have AG-2 as security")
    book.when(pledge("AG-3", value=Money.from_minor(1, "EUR"))).then_refused("money.currency-mismatch")


def test_a_guarantor_is_another_member_and_is_entered_once() -> None:
    book = given(disburse(), guarantee())
    assert state(book).guarantors == ("C-001",)
    book.when(guarantee()).then_refused("loan.security-there")
    book.when(guarantee("A-001")).then_refused("loan.guarantor-is-borrower", "A-001 is the borrower of loan PJ-001")
    book.when(guarantee("X-001")).then_refused("subject.unknown")
    book.book.record(ReleaseGuarantor(loan="PJ-001", on=MAY, guarantor="C-001"))
    assert state(book).guarantors == ()
    book.when(ReleaseGuarantor(loan="PJ-001", on=MAY, guarantor="C-001")).then_refused("loan.security-missing")


def test_a_loan_has_at_most_eight_of_each() -> None:
    book = given(disburse(), *(pledge(f"AG-{no}") for no in range(1, 9)))
    book.when(pledge("AG-9")).then_refused("loan.securities-full", "loan PJ-001 keeps at most 8 of these")


@pytest.mark.parametrize("change", [{"category": "house"}, {"value": idr(0)}, {"paper": "a\x00"}, {"no": ""}])
def test_collateral_of_bad_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError):
        pledge(**change)
