"""A member leaves: shares become a claim, loans are set off, the rest is owed and paid; below the floor the claim waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import dedent
from typing import Any

import pytest

from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import DisburseLoan, RepayLoan, SetOffLoan
from irman_ledger.coop.members import AdmitMember, EndMembership, MemberInputError, OweLeaver, PayLeaver, TakeOverMember
from irman_ledger.coop.members.events import Reason
from irman_ledger.coop.procedures import leave, release_claims
from irman_ledger.coop.savings import Deposit, OpenSavings, Withdraw
from irman_ledger.coop.shares import BillShare, ClaimShare, OpenShare, PayShare, ReleaseShare, ReturnShare
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.money import Money, idr
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from irman_ledger.testing.model import NaiveBook, Played

KSP = Bylaws.sample("ksp")
FLOOR = {"class": "equity-with-floor", "floor": "700.000", "accounts": ["3-1100", "3-1200", "3-1400"]}
FLOORED = replace(KSP, policies={**KSP.policies, "capital": FLOOR})
POKOK, WAJIB, LOAN = Subject("share", "A-001/POKOK"), Subject("share", "A-001/WAJIB"), Subject("loan", "PJ-001")
BOTH = ("POKOK", "WAJIB")


def day(month: int, day_of_month: int) -> date:
    return date(2014, month, day_of_month)


# The figures of a member who leaves with pokok Rp100.000 and wajib Rp500.000, and still owes Rp360.000 and its interest of Rp7.200
# a month on a loan of Rp360.000 over 10 months at 24% a year, flat: 36.000 + 7.200 = 43.200 a month, 432.000 in all.
COMMANDS: tuple[Command[Any], ...] = (
    TakeOverBalance(account="1-1100", on=day(4, 1), amount=idr(5_000_000), subject="cash:KAS"),
    TakeOverBalance(account="3-1400", on=day(4, 1), amount=idr(-5_000_000)),
    AdmitMember(member="A-001", name="Daeng Uji", on=day(4, 1)),
    PayShare(member="A-001", product="POKOK", on=day(4, 1), amount=idr(100_000)),
    PayShare(member="A-001", product="WAJIB", on=day(4, 1), amount=idr(500_000)),
)
LENT = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=day(4, 10), principal=idr(360_000), instalments=10)


def book_of(*more: Command[Any], bylaws: Bylaws = KSP, grant: int = 5_000_000) -> NaiveBook:
    book = NaiveBook(bylaws)
    for command in (*COMMANDS, *more):
        if isinstance(command, TakeOverBalance):
            command = replace(command, amount=idr(grant if command.amount.minor > 0 else -grant))
        book.record(command)
    return book


def go(book: NaiveBook, reason: Reason = "resigned", set_off: tuple[tuple[str, Money], ...] = ()) -> list[Played]:
    with book.transaction() as tx:
        return list(leave(tx, member="A-001", on=day(6, 30), reason=reason, shares=BOTH, set_off=set_off, key="keluar"))


def text(played: Played) -> str:
    assert played.entry is not None
    return played.entry.as_text("id")


def owed(book: NaiveBook) -> Money:
    return -book.balance("2-1630", Subject("member", "A-001"))


def test_shares_pay_the_loan_first_and_the_rest_is_owed_each_by_its_own_entry() -> None:
    book = book_of(LENT)
    steps = go(book, set_off=(("PJ-001", idr(432_000)),))
    assert [step.event.kind for step in steps] == ["share.claimed", "share.claimed", "loan.repaid", "member.ended", "member.owed"]
    assert text(steps[0]) == dedent(
        """\
        30 Juni 2014   Simpanan anggota keluar A-001/POKOK
          3-1100 Simpanan pokok                                 100.000            A-001/POKOK
          1-1940 Perantara perhitungan simpanan anggota keluar           100.000"""
    )
    assert text(steps[2]) == dedent(
        """\
        30 Juni 2014   Perhitungan pinjaman PJ-001
          1-1940 Perantara perhitungan simpanan anggota keluar  432.000
          1-1500 Pinjaman kepada anggota                                 360.000   PJ-001
          4-1100 Partisipasi jasa pinjaman anggota                        72.000   PJ-001"""
    )
    assert text(steps[4]) == dedent(
        """\
        30 Juni 2014   Utang simpanan anggota keluar A-001
          1-1940 Perantara perhitungan simpanan anggota keluar  168.000
          2-1630 Utang simpanan anggota keluar                           168.000   A-001"""
    )
    assert (book.balance("1-1940"), book.balance("1-1500", LOAN), owed(book)) == (idr(0), idr(0), idr(168_000))
    assert book.states[LOAN].closed_on == day(6, 30)
    assert book.states[Subject("member", "A-001")].pay_by == day(7, 30)  # 30 days, as the sample has it


def test_what_is_owed_is_paid_in_parts_and_never_more_of_it() -> None:
    book = book_of()
    go(book)
    paid = book.record(PayLeaver(member="A-001", on=day(7, 10), amount=idr(250_000)))
    assert text(paid) == dedent(
        """\
        10 Juli 2014   Pembayaran simpanan kepada anggota keluar A-001
          2-1630 Utang simpanan anggota keluar  250.000            A-001
          1-1100 Kas                                     250.000   KAS"""
    )
    refused(book, PayLeaver(member="A-001", on=day(7, 20), amount=idr(350_001)), "member.claim-exceeded")
    refused(book, PayLeaver(member="A-001", on=day(6, 29), amount=idr(1)), "member.claim-exceeded")
    assert book.record(PayLeaver(member="A-001", on=day(7, 20), settle="BANK")).event.amount == idr(350_000)  # type: ignore[attr-defined]
    refused(book, PayLeaver(member="A-001", on=day(7, 20)), "member.nothing-owed")


def test_heirs_are_paid_where_the_member_died() -> None:
    book = book_of()
    go(book, reason="died")
    paid = book.record(PayLeaver(member="A-001", on=day(7, 10)))
    assert paid.event.recipient == "heirs"  # type: ignore[attr-defined]
    assert "kepada ahli waris anggota keluar A-001" in text(paid)


def test_a_loan_that_the_shares_do_not_reach_stays_owed_by_the_leaver() -> None:
    book = book_of(replace(LENT, principal=idr(1_000_000)))
    steps = go(book, reason="expelled", set_off=(("PJ-001", idr(1_200_000)),))
    # 600.000 of instalments of 100.000 + 20.000: five of ten.
    assert (steps[2].event.principal, steps[2].event.interest) == (idr(500_000), idr(100_000))  # type: ignore[attr-defined]
    assert [step.event.kind for step in steps][3:] == ["member.ended"]
    assert (book.balance("1-1500", LOAN), owed(book), book.balance("1-1940")) == (idr(500_000), idr(0), idr(0))
    assert book.record(RepayLoan(loan="PJ-001", on=day(7, 10), amount=idr(120_000))).event.status == "keluar"  # type: ignore[attr-defined]


def test_a_claim_may_end_within_an_instalment_that_is_not_due() -> None:
    book = book_of(LENT)
    # Two months are due, 86.400; the claim of 100.000 ends within the third.
    with book.transaction() as tx:
        tx.record(ClaimShare(member="A-001", product="POKOK", on=day(6, 10)))
        event: Any = tx.record(SetOffLoan(loan="PJ-001", on=day(6, 10), amount=idr(100_000))).event
    # In order: 7.200 + 36.000 twice, then 7.200 of interest and 6.400 of principal.
    assert (event.interest, event.principal, event.box, event.is_set_off) == (idr(21_600), idr(78_400), "", True)


def test_savings_stay_and_are_withdrawn_afterwards() -> None:
    saved = (
        OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=day(4, 1)),
        Deposit(account="SS-001", on=day(4, 1), amount=idr(40_000)),
    )
    book = book_of(*saved)
    go(book)
    book.record(Withdraw(account="SS-001", on=day(7, 1), amount=idr(40_000), closing=True))
    assert book.balance("2-1100") == idr(0)


def test_below_the_floor_the_claim_waits_as_equity_and_the_member_goes_nevertheless() -> None:
    # Without POKOK 700.000 are left of 600.000 of shares and 200.000 donated: the floor. Without WAJIB it would be 200.000.
    book = book_of(LENT, bylaws=FLOORED, grant=400_000)
    book.record(TakeOverBalance(account="3-1400", on=day(4, 1), amount=idr(200_000)))  # of the 400.000 half was no donation
    steps = go(book, set_off=(("PJ-001", idr(432_000)),))
    claims: list[Any] = [step.event for step in steps[:2]]
    assert [(claim.amount, claim.waits) for claim in claims] == [(idr(100_000), False), (idr(500_000), True)]
    assert steps[1].entry is None
    assert book.states[WAJIB].waits
    assert (book.balance("3-1200", WAJIB), book.balance("1-1940"), owed(book)) == (idr(-500_000), idr(0), idr(0))
    # Of the 100.000 that are set off 21.600 are interest, 7.200 three times, and 78.400 principal: 36.000 twice and 6.400.
    assert book.balance("1-1500", LOAN) == idr(281_600)
    refused(book, ReleaseShare(member="A-001", product="WAJIB", on=day(7, 1)), "share.below-capital-floor")
    refused(book, ReturnShare(member="A-001", product="WAJIB", on=day(7, 1), leaving=True), "share.below-capital-floor")
    refused(book, ReleaseShare(member="A-001", product="POKOK", on=day(7, 1)), "share.not-waiting")
    refused(book, ClaimShare(member="A-001", product="WAJIB", on=day(7, 1)), "share.already-claimed")


def test_what_the_floor_does_not_count_never_waits() -> None:
    invested = PayShare(member="A-001", product="PENYERTAAN", on=day(4, 1), amount=idr(250_000))
    book = book_of(invested, bylaws=FLOORED, grant=100_000)
    claimed: Any = book.record(ClaimShare(member="A-001", product="PENYERTAAN", on=day(6, 30))).event
    assert (claimed.control, claimed.waits) == ("2-2200", False)


def test_a_claim_that_waited_is_released_once_there_is_capital() -> None:
    book = book_of(LENT, bylaws=FLOORED, grant=400_000)
    go(book, set_off=(("PJ-001", idr(432_000)),))
    refused(book, ReleaseShare(member="A-001", product="WAJIB", on=day(6, 29)), "share.not-waiting")
    book.record(TakeOverBalance(account="3-1400", on=day(8, 1), amount=idr(-700_000)))
    with book.transaction() as tx:
        steps = release_claims(tx, member="A-001", on=day(8, 1), shares=("WAJIB",), set_off=(("PJ-001", idr(332_000)),), key="lepas")
    assert [step.event.kind for step in steps] == ["share.released", "loan.repaid", "member.owed"]
    assert (book.balance("1-1500", LOAN), book.balance("3-1200"), book.balance("1-1940")) == (idr(0), idr(0), idr(0))
    assert owed(book) == idr(168_000)
    assert not book.states[WAJIB].waits


def test_who_comes_again_takes_up_shares_that_still_waited() -> None:
    book = book_of(bylaws=FLOORED, grant=100_000)
    go(book)
    assert book.states[WAJIB].waits
    book.record(AdmitMember(member="A-001", on=day(9, 1)))
    book.record(BillShare(member="A-001", product="WAJIB", on=day(9, 30)))
    book.record(PayShare(member="A-001", product="WAJIB", on=day(9, 30), amount=idr(10_000)))
    state = book.states[WAJIB]
    assert (state.waits, state.closed_on, state.carried) == (False, None, idr(500_000))
    assert book.balance("3-1200", WAJIB) == idr(-510_000)
    refused(book, ReleaseShare(member="A-001", product="WAJIB", on=day(10, 1)), "share.not-waiting")


def test_who_comes_again_pays_pokok_anew() -> None:
    book = book_of()
    go(book)
    refused(book, PayShare(member="A-001", product="POKOK", on=day(7, 1), amount=idr(100_000)), "share.status-may-not-pay")
    book.record(AdmitMember(member="A-001", on=day(7, 1)))
    book.record(PayShare(member="A-001", product="POKOK", on=day(7, 1), amount=idr(100_000)))
    assert book.states[POKOK].closed_on is None
    assert book.states[Subject("member", "A-001")].left_for is None
    assert book.record(PayLeaver(member="A-001", on=day(7, 10))).event.amount == idr(600_000)  # type: ignore[attr-defined]


def test_empty_shares_are_closed_without_an_entry() -> None:
    book = book_of(ReturnShare(member="A-001", product="WAJIB", on=day(5, 1), amount=idr(500_000), leaving=True))
    book.record(AdmitMember(member="A-002", name="Daeng Dua", on=day(5, 2)))
    book.record(OpenShare(member="A-002", product="POKOK", on=day(5, 2)))
    claimed = book.record(ClaimShare(member="A-002", product="POKOK", on=day(6, 30)))
    assert claimed.entry is None
    assert book.states[Subject("share", "A-002/POKOK")].closed_on == day(6, 30)
    refused(book, ClaimShare(member="A-001", product="WAJIB", on=day(6, 30)), "share.already-claimed")


def test_shares_that_are_not_named_keep_the_member() -> None:
    book = book_of()
    with pytest.raises(IrmanError) as caught, book.transaction() as tx:
        leave(tx, member="A-001", on=day(6, 30), reason="resigned", shares=("POKOK",), key="keluar")
    assert caught.value.code == "member.holdings-remain"
    assert (owed(book), book.balance("3-1100", POKOK)) == (idr(0), idr(-100_000))


def test_asked_twice_a_leaving_is_booked_once() -> None:
    book = book_of(LENT)
    first = go(book, set_off=(("PJ-001", idr(432_000)),))
    count = book.record_count
    assert go(book, set_off=(("PJ-001", idr(432_000)),)) == first
    assert book.record_count == count


def test_what_the_old_books_owe_to_a_leaver_comes_over_and_is_paid() -> None:
    old = TakeOverMember(
        member="A-007", name="Daeng Tujuh", joined_on=date(2010, 1, 1), status="keluar", on=day(4, 1), owed=idr(75_000), pay_by=day(4, 30)
    )
    book = book_of()
    assert text(book.record(old)) == dedent(
        """\
        1 April 2014   Saldo awal utang simpanan anggota keluar A-007
          1-1910 Perantara pengambilalihan saldo awal  75.000
          2-1630 Utang simpanan anggota keluar                 75.000   A-007"""
    )
    assert book.states[Subject("member", "A-007")].pay_by == day(4, 30)
    assert book.record(PayLeaver(member="A-007", on=day(4, 2))).event.amount == idr(75_000)  # type: ignore[attr-defined]


def test_nothing_is_owed_to_who_has_not_left() -> None:
    book = book_of()
    refused(book, OweLeaver(member="A-001", on=day(6, 30), amount=idr(1)), "member.not-left")
    refused(book, PayLeaver(member="A-001", on=day(6, 30)), "member.nothing-owed")
    refused(book, PayLeaver(member="A-009", on=day(6, 30)), "member.unknown")


def test_without_a_policy_nobody_can_be_owed() -> None:
    book = book_of(bylaws=replace(KSP, policies={}))
    with pytest.raises(IrmanError) as caught:
        go(book)
    assert caught.value.code == "bylaws.policy-missing"


def test_a_claim_is_not_dated_before_a_payment_that_it_takes() -> None:
    book = book_of(PayShare(member="A-001", product="WAJIB", on=day(6, 20), amount=idr(10_000)))
    refused(book, ClaimShare(member="A-001", product="WAJIB", on=day(6, 10)), "share.overdrawn")
    refused(book, ClaimShare(member="A-009", product="WAJIB", on=day(6, 10)), "share.unknown")


def test_a_strict_end_is_refused_while_a_claim_waits() -> None:
    book = book_of(bylaws=FLOORED, grant=100_000)
    for product in BOTH:
        book.record(ClaimShare(member="A-001", product=product, on=day(6, 30)))
    refused(book, EndMembership(member="A-001", on=day(6, 30), reason="resigned"), "member.holdings-remain")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: OweLeaver(member="A-001", on=day(6, 30), amount=idr(0)),
        lambda: PayLeaver(member="A-001", on=day(6, 30), amount=5_000),  # type: ignore[arg-type]
        lambda: EndMembership(member="A-001", on=day(6, 30), reason="resigned", leaves_open=1),  # type: ignore[arg-type]
        lambda: TakeOverMember(member="A-7", name="X", joined_on=day(4, 1), status="keluar", on=day(4, 1), pay_by=day(5, 1)),
        lambda: TakeOverMember(member="A-7", name="X", joined_on=day(4, 1), status="keluar", on=day(4, 1), owed=idr(0)),
    ],
)
def test_wrong_input_is_named(wrong: Any) -> None:
    with pytest.raises(MemberInputError):
        wrong()


def refused(book: NaiveBook, command: Command[Any], code: str) -> None:
    before = len(book.played), dict(book.states)
    with pytest.raises(IrmanError) as caught:
        book.record(command)
    assert caught.value.code == code
    assert caught.value.message("id")
    assert (len(book.played), book.states) == before
