"""A new loan ends an older one of its member and keeps how bad that was, for as long as the product says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import dedent
from typing import Any

import pytest

from irman_ledger.books.wire import dump, load_event
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import (
    AssessLoan,
    DisburseLoan,
    Grade,
    LoanTermsError,
    PayOutRest,
    PledgeCollateral,
    RepayLoan,
    ReplaceLoan,
    RescheduleLoan,
    WaivePenalty,
)
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.procedures import top_up
from irman_ledger.coop.savings import OpenSavings
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.money import idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from irman_ledger.testing.model import NaiveBook, Played

KSP = Bylaws.sample("ksp")
JUNE = date(2014, 6, 20)
OLD, NEW = Subject("loan", "PJ-001"), Subject("loan", "PJ-002")
# 2,000,000 over ten months at 24% a year, flat: 200,000 and 40,000 each month from 10 February; the first one is paid.
COMMANDS: tuple[Command[Any], ...] = (
    TakeOverBalance(account="1-1100", on=date(2014, 1, 2), amount=idr(50_000_000), subject="cash:KAS"),
    TakeOverBalance(account="3-1400", on=date(2014, 1, 2), amount=idr(-50_000_000)),
    AdmitMember(member="A-001", name="Daeng Uji", on=date(2014, 1, 2)),
    AdmitMember(member="A-002", name="Daeng Lain", on=date(2014, 1, 2)),
    OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=date(2014, 1, 2)),
    DisburseLoan(loan="PJ-001", member="A-001", product="UMUM", on=date(2014, 1, 10), principal=idr(2_000_000), instalments=10),
    RepayLoan(loan="PJ-001", on=date(2014, 2, 10), amount=idr(240_000)),
)
LENT = DisburseLoan(loan="PJ-002", member="A-001", product="UMUM", on=JUNE, principal=idr(5_000_000), instalments=10, replaces="PJ-001")


def book_of(*more: Command[Any], bylaws: Bylaws = KSP) -> NaiveBook:
    book = NaiveBook(bylaws)
    for command in (*COMMANDS, *more):
        book.record(command)
    return book


def bylaws_with(**terms: object) -> Bylaws:
    umum = KSP.products["UMUM"]
    changed = {key: value for key, value in {**umum.terms, **terms}.items() if value is not None}
    return replace(KSP, products={**KSP.products, "UMUM": replace(umum, terms=changed)})


def go(book: NaiveBook, new: DisburseLoan = LENT, **more: Any) -> list[Any]:
    with book.transaction() as tx:
        return list(top_up(tx, new=new, key=f"kompensasi-{new.loan}", **more))


def assessed(book: NaiveBook, loan: str, on: date) -> Any:
    return book.record(AssessLoan(loan=loan, on=on)).event


def text(played: Played) -> str:
    assert played.entry is not None
    return played.entry.as_text("id")


def test_the_old_loan_the_new_one_and_the_rest_each_have_an_entry_of_their_own() -> None:
    """Late by 102, 71, 41 and 10 days on 20 June, three of them free, at 240 a day in whole hundreds of each instalment:
    23,700, 16,300, 9,100 and 1,600 are 50,700. Interest: four that are due and the running one, 5 times 40,000.
    Of 5,000,000 the provision of 100,000, 25,000 and 2,050,700 leave 2,824,300.
    """
    book = book_of()
    steps = go(book)
    assert [step.event.kind for step in steps] == ["loan.repaid", "loan.disbursed", "loan.rest-paid-out"]
    assert text(steps[0]) == dedent(
        """\
        20 Juni 2014   Pelunasan pinjaman PJ-001 dengan pinjaman PJ-002
          1-1940 Perantara perhitungan simpanan anggota keluar  2.050.700
          1-1500 Pinjaman kepada anggota                                   1.800.000   PJ-001
          4-1100 Partisipasi jasa pinjaman anggota                           200.000   PJ-001
          4-1140 Partisipasi denda anggota                                    50.700   PJ-001"""
    )
    assert text(steps[1]) == dedent(
        """\
        20 Juni 2014   Pencairan pinjaman PJ-002
          1-1500 Pinjaman kepada anggota                        5.000.000              PJ-002
          1-1940 Perantara perhitungan simpanan anggota keluar             4.875.000
          4-1120 Partisipasi provisi anggota                                 100.000   PJ-002
          4-1110 Partisipasi administrasi anggota                             25.000"""
    )
    assert text(steps[2]) == dedent(
        """\
        20 Juni 2014   Pencairan sisa pinjaman PJ-002
          1-1940 Perantara perhitungan simpanan anggota keluar  2.824.300
          1-1100 Kas                                                       2.824.300   KAS"""
    )
    assert not book.balance("1-1940")
    assert (book.balance("1-1500", OLD), book.balance("1-1500", NEW)) == (idr(0), idr(5_000_000))


def test_the_rest_may_go_to_savings_and_no_money_moves() -> None:
    book = book_of()
    cash = book.balance("1-1100")
    steps = go(book, savings="SS-001")
    assert [step.event.kind for step in steps][2:] == ["loan.rest-paid-out", "savings.deposited"]
    assert steps[2].entry is None
    assert text(steps[3]) == dedent(
        """\
        20 Juni 2014   Setoran simpanan SS-001
          1-1940 Perantara perhitungan simpanan anggota keluar  2.824.300
          2-1100 Simpanan sukarela anggota                                 2.824.300   SS-001"""
    )
    assert (book.balance("1-1940"), book.balance("1-1100")) == (idr(0), cash)


def test_a_new_loan_that_just_settles_the_old_one_has_no_rest() -> None:
    """2,175,700 less 2% of it, 43,514, and 25,000 would not do; 2,118,062 less 42,361 and 25,000 is 2,050,701."""
    book = book_of()
    steps = go(book, replace(LENT, principal=idr(2_118_062)))
    assert steps[2].event.amount == idr(1)
    without = go(book_of(bylaws=bylaws_with(fees=None)), replace(LENT, principal=idr(2_050_700)))
    assert [step.event.kind for step in without] == ["loan.repaid", "loan.disbursed"]


def test_what_would_be_paid_beside_the_loan_is_kept_back_from_it() -> None:
    fees = [{"code": "ADMINISTRASI", "amount": "25000", "taken": "upfront", "income": {"any": "4-1110"}}]
    steps = go(book_of(bylaws=bylaws_with(fees=fees)))
    assert steps[2].event.amount == idr(5_000_000 - 25_000 - 2_050_700)


# Since 10 March by 20 June is more than three months: kurang lancar by KSP_2008, and 10% is set aside.
def test_the_new_loan_is_held_to_the_grade_of_the_old_one_until_three_instalments_are_paid() -> None:
    book = book_of()
    go(book)
    first = assessed(book, "PJ-002", date(2014, 6, 30))
    assert (first.grade, first.target, first.days_principal) == (Grade.SUBSTANDARD, idr(500_000), 0)
    assert (first.held.grade, first.held.days) == (Grade.SUBSTANDARD, 102)
    for month in (7, 8):
        book.record(RepayLoan(loan="PJ-002", on=date(2014, month, 20), amount=idr(600_000)))
    second = assessed(book, "PJ-002", date(2014, 8, 31))
    assert (second.grade, second.target) == (Grade.SUBSTANDARD, idr(400_000))
    book.record(RepayLoan(loan="PJ-002", on=date(2014, 9, 20), amount=idr(600_000)))
    third = assessed(book, "PJ-002", date(2014, 9, 30))
    assert (third.grade, third.target, third.held) == (Grade.CURRENT, idr(17_500), None)


def test_a_product_may_let_a_new_loan_begin_clean() -> None:
    book = book_of(bylaws=bylaws_with(top_up={"history": "dropped"}))
    go(book)
    event = assessed(book, "PJ-002", date(2014, 6, 30))
    assert (event.grade, event.target, event.held) == (Grade.CURRENT, idr(25_000), None)


def test_the_grade_of_the_last_assessment_counts_where_it_was_worse() -> None:
    """On 20 June all that is late is paid; the office has graded the loan by the end of May, late since 10 February."""
    reschedule = RescheduleLoan(loan="PJ-001", on=date(2014, 6, 19), instalments=10, reason="gagal panen")
    waive = WaivePenalty(loan="PJ-001", on=date(2014, 6, 19), amount=idr(49_700), reason="gagal panen")
    book = book_of(AssessLoan(loan="PJ-001", on=date(2014, 6, 18)), waive, reschedule)
    history = go(book)[0].event.replaced.history
    assert (history.grade, history.days) == (Grade.SUBSTANDARD, 0)


def test_a_chain_of_new_loans_keeps_the_history_and_doubtful_loans_their_day() -> None:
    """Doubtful by KSP_2008 is more than six months: from 10 March by 20 September; the collateral keeps it from being lost."""
    pledge = PledgeCollateral(loan="PJ-001", on=date(2014, 9, 20), collateral="AG-1", category="land", value=idr(9_000_000))
    september = date(2014, 9, 20)
    book = book_of(pledge, AssessLoan(loan="PJ-001", on=september))
    go(book, replace(LENT, on=september))
    again = go(book, replace(LENT, loan="PJ-003", replaces="PJ-002", on=date(2014, 9, 21), principal=idr(9_000_000)))
    history = again[0].event.replaced.history
    assert (history.grade, history.days, history.doubtful_since) == (Grade.DOUBTFUL, 194, september)
    book.record(AssessLoan(loan="PJ-003", on=date(2014, 9, 30)))
    assert book.states[Subject("loan", "PJ-003")].quality.doubtful_since == september


def test_a_limit_counts_the_old_loan_as_gone() -> None:
    book = book_of(bylaws=bylaws_with(limits={"member_max": "5000000"}))
    assert go(book)[1].event.principal == idr(5_000_000)


@pytest.mark.parametrize(
    ("new", "more", "code"),
    [
        (replace(LENT, principal=idr(2_100_000)), {}, "loan.top-up-too-small"),
        (replace(LENT, member="A-002"), {}, "loan.not-replaced"),
        (replace(LENT, replaces="PJ-009"), {}, "subject.unknown"),
        (replace(LENT, product="ANUITAS"), {}, "loan.top-up-not-agreed"),
        (replace(LENT, replaces=None), {}, "input.invalid"),
        (LENT, {"settle": "KAS", "savings": "SS-001"}, "input.invalid"),
    ],
)
def test_what_does_not_fit_is_refused_whole(new: DisburseLoan, more: dict[str, Any], code: str) -> None:
    book = book_of()
    before = book.record_count
    with pytest.raises(IrmanError) as refused:
        go(book, new, **more)
    assert (refused.value.code, book.record_count) == (code, before)
    assert refused.value.message("id") != refused.value.message("en")


def test_a_loan_that_was_not_ended_by_it_on_the_day_is_not_replaced_and_no_rest_is_paid_twice() -> None:
    book = book_of(ReplaceLoan(loan="PJ-001", on=JUNE, by="PJ-002"))
    for command, code in (
        (replace(LENT, loan="PJ-003"), "loan.not-replaced"),
        (replace(LENT, on=date(2014, 6, 21)), "loan.not-replaced"),
        (ReplaceLoan(loan="PJ-001", on=JUNE, by="PJ-003"), "loan.paid-off"),
    ):
        with pytest.raises(IrmanError) as refused:
            book.record(command)
        assert refused.value.code == code
    book.record(LENT)
    book.record(PayOutRest(loan="PJ-002", on=JUNE))
    with pytest.raises(IrmanError) as refused:
        book.record(PayOutRest(loan="PJ-002", on=JUNE))
    assert refused.value.code == "loan.no-rest"


@pytest.mark.parametrize("bad", [{"replaces": "PJ-002"}, {"settle": "KAS"}, {"first_part": idr(1_000_000)}, {"replaces": ""}])
def test_a_command_that_cannot_be_meant_is_refused_before_it_exists(bad: dict[str, Any]) -> None:
    with pytest.raises(IrmanError):
        replace(LENT, **bad)
    with pytest.raises(IrmanError):
        ReplaceLoan(loan="PJ-001", on=JUNE, by="PJ-001")


@pytest.mark.parametrize(
    ("term", "key"),
    [
        ({"until_paid": 3}, "top_up.history"),
        ({"history": "halved"}, "top_up.history"),
        ({"history": "kept"}, "top_up.until_paid"),
        ({"history": "kept", "until_paid": 0}, "top_up.until_paid"),
        ({"history": "dropped", "until_paid": 3}, "top_up.until_paid"),
        ({"history": "kept", "until_paid": 3, "cap": 1}, "top_up.cap"),
    ],
)
def test_the_term_is_read_strictly(term: dict[str, object], key: str) -> None:
    with pytest.raises(LoanTermsError) as refused:
        go(book_of(bylaws=bylaws_with(top_up=term)))
    assert refused.value.field == key


def test_the_events_are_read_again_as_they_were_written() -> None:
    for step in go(book_of(), savings="SS-001"):
        assert load_event(dump(step.event), "IDR") == step.event
