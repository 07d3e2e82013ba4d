"""Mutual guarantee: what a sheet must be, how funds and debts to a group are booked, and what the policy may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from textwrap import dedent
from typing import Any

import pytest

from irman_ledger.coop.loans import CoverLoan, DisburseLoan
from irman_ledger.coop.members import (
    AdmitMember,
    AmendMember,
    CoverMember,
    EndMembership,
    ForgiveCover,
    HoldMeeting,
    MeetingRow,
    MutualPolicy,
    NotKlopError,
    PayIntoGroupFund,
    PayOutOfGroupFund,
    RegisterGroup,
    RepayCover,
)
from irman_ledger.coop.members.mutual.policy import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.money import Money, idr
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError, IrmanError
from irman_ledger.testing.model import NaiveBook, Played

KSP = Bylaws.sample("ksp")
POLICY = {"fund": "2-1660", "claim": "9-1700", "claim_contra": "9-1790"}


def day(month: int, day_of_month: int) -> date:
    return date(2014, month, day_of_month)


def group_book(bylaws: Bylaws = KSP) -> NaiveBook:
    """A group with two members; Rp500.000 in its fund, brought by A-001; A-002 owes Rp240.000 a month from 10 May on."""
    book = NaiveBook(bylaws)
    book.record(RegisterGroup(group="RL-03", name="Rumput Laut 3", on=day(4, 1)))
    for member in ("A-001", "A-002"):
        book.record(AdmitMember(member=member, name="Daeng Uji", group="RL-03", on=day(4, 1)))
    book.record(DisburseLoan(loan="PJ-002", member="A-002", product="REGULER", on=day(4, 10), principal=idr(2_000_000), instalments=10,
                             settle="BANK"))  # fmt: skip
    return book


def filled(bylaws: Bylaws = KSP) -> NaiveBook:
    book = group_book(bylaws)
    book.record(PAY_IN)
    return book


PAY_IN = PayIntoGroupFund(group="RL-03", on=day(4, 7), amount=idr(500_000), member="A-001")
COVER = CoverMember(member="A-002", group="RL-03", loan="PJ-002", on=day(5, 10), amount=idr(240_000))
SETTLE = CoverLoan(loan="PJ-002", group="RL-03", on=day(5, 10), amount=idr(240_000))
REPAY = RepayCover(member="A-002", group="RL-03", on=day(6, 1), amount=idr(40_000))

FORGIVE = ForgiveCover(member="A-002", group="RL-03", on=day(6, 1), amount=idr(40_000), reason="keputusan rapat")


def text(played: Played) -> str:
    assert played.entry is not None
    return "\n".join(line.rstrip() for line in played.entry.as_text("id").splitlines())


def refusal(book: NaiveBook, command: Any) -> IrmanError:
    count = book.record_count
    with pytest.raises(IrmanError) as caught:
        book.record(command)
    assert book.record_count == count
    assert caught.value.message("id") != caught.value.message("en")
    return caught.value


def test_a_fund_is_a_debt_to_the_group() -> None:
    assert text(group_book().record(PAY_IN)) == dedent(
        """\
        7 April 2014   Setoran dana kelompok RL-03 oleh A-001
          1-1100 Kas                                 500.000            KAS
          2-1660 Dana kelompok dan tanggung renteng           500.000   RL-03"""
    )
    out = PayOutOfGroupFund(group="RL-03", on=day(4, 8), amount=idr(75_000), reason="sewa tenda", member="A-002")
    assert text(filled().record(out)) == dedent(
        """\
        8 April 2014   Pengeluaran dana kelompok RL-03 kepada A-002: sewa tenda
          2-1660 Dana kelompok dan tanggung renteng  75.000           RL-03
          1-1100 Kas                                         75.000   KAS"""
    )


def test_the_group_pays_and_the_member_owes_the_group_beside_the_books() -> None:
    book = filled()
    assert text(book.record(COVER)) == dedent(
        """\
        10 Mei 2014   Talangan kelompok RL-03 untuk A-002, pinjaman PJ-002
          2-1660 Dana kelompok dan tanggung renteng                240.000            RL-03
          1-1960 Perantara tanggung renteng                                 240.000
          9-1700 Utang anggota kepada kelompok (tanggung renteng)  240.000            A-002/RL-03
          9-1790 Kontra utang anggota kepada kelompok                       240.000   A-002/RL-03"""
    )
    settled = book.record(SETTLE)
    assert text(settled) == dedent(
        """\
        10 Mei 2014   Angsuran pinjaman PJ-002 ditanggung kelompok RL-03
          1-1960 Perantara tanggung renteng         240.000
          1-1500 Pinjaman kepada anggota                     200.000   PJ-002
          4-1100 Partisipasi jasa pinjaman anggota            40.000   PJ-002"""
    )
    assert (book.balance("1-1960"), book.balance("9-1700"), book.balance("9-1790")) == (idr(0), idr(240_000), idr(-240_000))


def test_what_comes_back_fills_the_fund_again() -> None:
    book = filled()
    for command in (COVER, SETTLE):
        book.record(command)
    repaid = book.record(REPAY)
    assert text(repaid).startswith("1 Juni 2014   Pengembalian talangan A-002 kepada kelompok RL-03")
    assert repaid.entry is not None
    assert [(line.account, line.amount) for line in repaid.entry.lines] == [
        ("1-1100", idr(40_000)),
        ("2-1660", idr(-40_000)),
        ("9-1790", idr(40_000)),
        ("9-1700", idr(-40_000)),
    ]
    assert (book.balance("2-1660"), book.balance("9-1700")) == (idr(-300_000), idr(200_000))
    assert refusal(book, replace(REPAY, amount=idr(200_001))).code == "cover.exceeded"


def test_a_debt_to_a_group_is_one_thing_that_a_member_holds_and_does_not_keep_anybody() -> None:
    book = filled()
    for command in (COVER, SETTLE):
        book.record(command)
    (held,) = (one for one in book.positions("A-002") if one.subject.kind == "cover")
    assert (held.subject, held.opened_on) == (Subject("cover", "A-002/RL-03"), day(5, 10))
    leaving = EndMembership(member="A-002", on=day(6, 1), reason="resigned")
    assert "cover:A-002/RL-03 Rp240.000 (9-1700)" in refusal(book, leaving).message("id")
    book.record(replace(leaving, leaves_open=True))
    book.record(REPAY)  # who left pays back what they owe the group


def test_what_was_covered_first_may_be_undone_while_enough_is_left_to_have_been_paid_back() -> None:
    book = filled()
    for command in (COVER, SETTLE, replace(COVER, on=day(5, 20), amount=idr(50_000))):
        book.record(command)
    book.record(REPAY)
    first = next(one.seq for one in book.played if one.event.kind == "cover.paid")
    book.reverse(first, on=day(6, 2), reason="salah catat")
    assert (book.balance("9-1700"), book.states[Subject("cover", "A-002/RL-03")].opened_on) == (idr(10_000), day(5, 20))
    second = max(one.seq for one in book.played if one.event.kind == "cover.paid")
    with pytest.raises(IrmanError) as caught:
        book.reverse(second, on=day(6, 2), reason="salah catat")
    assert caught.value.code == "balance.below-zero"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (replace(PAY_IN, group="RL-99"), "group.unknown"),
        (replace(PAY_IN, member="A-404"), "member.unknown"),
        (replace(PAY_IN, on=day(3, 31)), "member.out-of-order"),
        (replace(PAY_IN, amount=Money.from_minor(1, "USD")), "money.currency-mismatch"),
        (replace(COVER, group="RL-99"), "group.unknown"),
        (replace(COVER, member="A-404"), "member.unknown"),
        (replace(COVER, amount=idr(500_001)), "balance.below-zero"),
        (replace(COVER, on=day(4, 6)), "balance.below-zero"),
        (REPAY, "cover.nothing"),
        (FORGIVE, "cover.nothing"),
        (replace(SETTLE, amount=idr(240_001)), "loan.payment-ahead"),
        (replace(SETTLE, on=day(5, 9)), "loan.payment-ahead"),
        (replace(SETTLE, loan="PJ-404"), "subject.unknown"),
        (PayOutOfGroupFund(group="RL-03", on=day(4, 6), amount=idr(1), reason="x"), "balance.below-zero"),
    ],
)
def test_what_is_refused(command: Any, code: str) -> None:
    assert refusal(filled(), command).code == code


def test_without_a_policy_no_group_has_a_fund() -> None:
    silent = replace(KSP, policies={name: terms for name, terms in KSP.policies.items() if name != "mutual"})
    assert refusal(group_book(silent), PAY_IN).code == "group.mutual-not-agreed"


def row(member: str, paid: int = 0, **more: Any) -> MeetingRow:
    return MeetingRow(**{"member": member, "attendance": "present", "paid": idr(paid), "covered": idr(0)} | more)


def meeting(*rows: MeetingRow, cash: int = 0) -> HoldMeeting:
    return HoldMeeting(group="RL-03", on=day(5, 7), cash=idr(cash), rows=rows)


def test_a_meeting_is_kept_on_its_group_and_books_nothing() -> None:
    book = group_book()
    held = book.record(meeting(row("A-001", 50_000), row("A-002", attendance="absent"), cash=50_000))
    assert held.entry is None
    book.record(replace(meeting(row("A-001")), on=day(4, 30)))
    state = book.states[Subject("group", "RL-03")]
    assert (state.met_on, state.meetings) == (day(5, 7), 2)
    book.reverse(held.seq, on=day(5, 7), reason="lembar salah")
    assert (book.states[Subject("group", "RL-03")].met_on, book.states[Subject("group", "RL-03")].meetings) == (day(4, 30), 1)


def test_a_member_counts_where_they_belong_on_the_day() -> None:
    book = group_book()
    book.record(RegisterGroup(group="RL-04", name="Rumput Laut 4", on=day(4, 1)))
    book.record(AmendMember(member="A-002", group="RL-04", on=day(5, 1)))
    assert refusal(book, meeting(row("A-002"))).code == "meeting.not-of-group"
    book.record(replace(meeting(row("A-002")), on=day(4, 30)))


def test_a_sheet_that_is_not_klop_says_by_how_much() -> None:
    with pytest.raises(NotKlopError) as caught:
        meeting(row("A-001", 50_000), row("A-002", 25_000), cash=74_500)
    assert caught.value.message("id") == "lembar tidak klop: jumlah baris Rp75.000, uang dihitung Rp74.500, selisih -Rp500"
    assert caught.value.details["difference"] == idr(-500)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: meeting(), "rows is not valid: 0: must be 1 to 200"),
        (lambda: meeting(row("A-001"), row("A-001")), "A-001 stands on the sheet twice"),
        (lambda: meeting(row("A-001", attendance="late")), "attendance is not valid: 'late': must be one of present, excused, absent"),
        (lambda: meeting(row("A-001", paid=-1)), "paid is not valid: Money('-Rp1'): is below zero"),
        (lambda: meeting(row("A-001", covered=15)), "covered is not valid: 15: is not money"),
        (lambda: meeting(row("A-001", covered=Money.zero("USD"))), "IDR"),
        (lambda: meeting(row("A-001", accounts=("lemari:1",))), "lemari"),
        (lambda: replace(PAY_IN, amount=idr(0)), "amount is not valid: Money('Rp0'): must be money, more than zero"),
        (lambda: replace(COVER, member="A" * 40, group="R" * 40), "cover"),
        (lambda: replace(COVER, on="2014-05-10"), "on is not valid: '2014-05-10': must be a day"),
    ],
)
def test_a_command_that_can_never_be_right_is_not_made(make: Any, message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        make()
    assert message in caught.value.message("en")


def test_the_sample_has_the_policy() -> None:
    assert KSP.policy("mutual", parse) == MutualPolicy(fund="2-1660", claim="9-1700", claim_contra="9-1790")


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({}, "policy mutual: fund = None is missing"),
        ({**POLICY, "days": 1}, "policy mutual: days = 1 is not a key of this policy; known are claim, claim_contra, fund"),
        ({**POLICY, "fund": "9"}, "policy mutual: fund = '9' is not an account of the chart"),
        ({**POLICY, "fund": "2-1630"}, "policy mutual: fund = '2-1630' must be an account with subject = \"group\""),
        ({**POLICY, "claim": "9-1790"}, "policy mutual: claim = '9-1790' must be a memorandum account on the debit side"),
        ({**POLICY, "claim": "1-1100"}, "policy mutual: claim = '1-1100' must be a memorandum account on the debit side"),
        ({**POLICY, "claim": "9-1100"}, "policy mutual: claim = '9-1100' is an account without subject = \"cover\""),
        ({**POLICY, "claim_contra": "9-1190"}, "policy mutual: claim_contra = '9-1190' is an account without subject = \"cover\""),
    ],
)
def test_a_policy_is_read_strictly(terms: Mapping[str, object], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse(terms, KSP)
    assert message in caught.value.message("en")
