"""The meeting of a group is recorded at once, ties, is replayed and reversed; a group pays for a member, in real books."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import CoverLoan, DisburseLoan
from irman_ledger.coop.members import (
    AdmitMember,
    CoverMember,
    ForgiveCover,
    MeetingHeld,
    PayIntoGroupFund,
    PayOutOfGroupFund,
    RegisterGroup,
    RepayCover,
)
from irman_ledger.coop.members.mutual import Attendance
from irman_ledger.coop.procedures import Meeting, MeetingSheet, SheetItem, SheetRow, cover_instalment, record_meeting
from irman_ledger.coop.procedures.meeting_sheet import ItemKind
from irman_ledger.coop.savings import OpenSavings
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from tests.books.kit import balance, counter, day, new_book

# A group with ten members: each owes 40,000 of principal and 4,000 of margin and saves 6,000.
# Member 7 stays away and sends nothing; the others cover 44,000. By months instead of weeks: Rp400,000 over 10 months at 12 % a
# year, flat: 40,000 + 4,000.
MEMBERS = tuple(f"A-{no:03d}" for no in range(1, 11))
AWAY = "A-007"
# The sample lends REGULER at 24 %.
BYLAWS = Bylaws.from_toml(Bylaws.sample("ksp").source.replace('rate = "24%/year"', 'rate = "12%/year"'))


def group_book(url: Any) -> Book:
    book = new_book(url, bylaws=BYLAWS)
    desk, on = counter(book), day("4-1")
    desk.record(TakeOverBalance(account="1-1100", subject="cash:KAS", on=on, amount=idr(10_000_000)), key="cash")
    desk.record(TakeOverBalance(account="3-1400", on=on, amount=idr(-10_000_000)), key="grant")
    for group in ("RL-03", "INDUK"):
        desk.record(RegisterGroup(group=group, name=group, on=on), key=f"group {group}")
    for member in MEMBERS:
        no = member[2:]
        desk.record(AdmitMember(member=member, name=f"Daeng {no}", group="RL-03", on=on), key=f"member {no}")
        desk.record(OpenSavings(account=f"SS-{no}", member=member, product="SUKARELA", on=on), key=f"savings {no}")
        lent = DisburseLoan(loan=f"PJ-{no}", member=member, product="REGULER", on=day("4-7"), principal=idr(400_000), instalments=10)
        desk.record(lent, key=f"loan {no}")
    return book


def item(kind: ItemKind, amount: int, no: str | None = None) -> SheetItem:
    return SheetItem(item=kind, no=no, amount=idr(amount))


def row(member: str, *items: SheetItem, attendance: Attendance = "present") -> SheetRow:
    return SheetRow(member=member, attendance=attendance, items=items)


def usual(member: str, *more: SheetItem) -> SheetRow:
    no = member[2:]
    return row(member, item("loan", 44_000, f"PJ-{no}"), item("savings", 6_000, f"SS-{no}"), *more)


def covered_by_members() -> MeetingSheet:
    """Eight give 4,889 and one 4,888: 44,000; with 9 x 50,000 there are 494,000 on the table."""
    there = [member for member in MEMBERS if member != AWAY]
    rows = [usual(member, item("for-others", 4_888 if member == "A-010" else 4_889)) for member in there]
    away = row(AWAY, item("covered-members", 44_000, "PJ-007"), attendance="absent")
    return MeetingSheet(group="RL-03", on=day("5-7"), cash=idr(494_000), rows=(*rows, away))


def hold(book: Book, sheet: MeetingSheet, key: str = "meeting:RL-03:2014-05-07") -> Meeting[Any]:
    with counter(book).transaction() as tx:
        return record_meeting(tx, sheet, key=key, document="LR-01")


def refused(book: Book, sheet: MeetingSheet) -> IrmanError:
    size = book.size
    with pytest.raises(IrmanError) as caught:
        hold(book, sheet)
    assert book.size == size
    return caught.value


def fund(book: Book, group: str = "RL-03") -> int:
    with book.read() as view:
        return -view.subject_balances("2-1660").get(Subject("group", group), idr(0)).minor // 100


def owed(book: Book, cover: str = "A-007/RL-03") -> int:
    with book.read() as view:
        return view.subject_balances("9-1700").get(Subject("cover", cover), idr(0)).minor // 100


def test_a_meeting_at_which_members_cover_one_who_stays_away(database_url: str) -> None:
    book = group_book(database_url)
    cash = balance(book, "1-1100")
    meeting = hold(book, covered_by_members())
    held: MeetingHeld = meeting.held.event
    assert (held.cash, [one.attendance for one in held.rows].count("present")) == (idr(494_000), 9)
    assert {(one.voucher.series, one.voucher.number) for one in meeting.received} == {("BKM", 1)}
    assert [one.voucher.part for one in meeting.received] == list(range(1, 28))  # 9 x loan, savings, for others
    assert {(one.voucher.series, one.voucher.part) for one in meeting.covered} == {("BM", 1), ("BM", 2)}
    assert balance(book, "1-1100") - cash == 494_000
    assert (balance(book, "2-1100"), balance(book, "4-1100"), balance(book, "1-1500")) == (-54_000, -40_000, 3_600_000)
    assert (fund(book), owed(book), balance(book, "1-1960")) == (0, 44_000, 0)
    assert (balance(book, "9-1700"), balance(book, "9-1790")) == (44_000, -44_000)
    with book.read() as view:
        loan = view.loans.get(AWAY.replace("A-", "PJ-"))
        assert (loan.days_late(day("5-31")), loan.outstanding) == (0, idr(360_000))  # the loan is not late; the member owes the group
        assert view.members.positions(AWAY)[0].subject == Subject("cover", "A-007/RL-03")
    assert meeting.covered[1].entry.narration == "Angsuran pinjaman PJ-007 ditanggung kelompok RL-03"
    counter(book).close_month(Month(2014, 4))
    counter(book).close_month(Month(2014, 5))
    assert not book.verify().findings


def test_what_a_member_owes_the_group_is_paid_back_and_never_more_of_it(database_url: str) -> None:
    book = group_book(database_url)
    hold(book, covered_by_members())
    desk = counter(book)
    given = desk.record(RepayCover(member=AWAY, group="RL-03", on=day("5-14"), amount=idr(30_000)), key="back 1")
    assert given.voucher is not None
    assert given.voucher.series == "BKM"
    assert (fund(book), owed(book)) == (30_000, 14_000)
    for amount, on, code in ((14_001, "5-20", "cover.exceeded"), (1, "5-6", "cover.exceeded")):
        with pytest.raises(IrmanError) as caught:
            desk.record(RepayCover(member=AWAY, group="RL-03", on=day(on), amount=idr(amount)), key="too much")
        assert caught.value.code == code
    desk.record(RepayCover(member=AWAY, group="RL-03", on=day("5-20"), amount=idr(14_000), settle="BANK"), key="back 2")
    payout = PayOutOfGroupFund(group="RL-03", on=day("5-21"), amount=idr(4_889), reason="talangan kembali", member="A-001")
    desk.record(payout, key="out")
    assert (fund(book), owed(book), balance(book, "9-1790")) == (39_111, 0, 0)
    with pytest.raises(IrmanError) as caught:
        desk.record(replace(payout, amount=idr(39_112)), key="more than there is")
    assert caught.value.code == "balance.below-zero"
    assert not book.verify().findings


def test_a_debt_to_the_group_is_forgiven_beside_the_books_and_taken_back(database_url: str) -> None:
    book = group_book(database_url)
    hold(book, covered_by_members())
    desk = counter(book)
    forgiven = ForgiveCover(member=AWAY, group="RL-03", on=day("5-14"), amount=idr(30_000), reason="keputusan rapat")
    given = desk.record(forgiven, key="forgiven")
    assert given.entry is not None
    assert given.entry.narration == "Pembebasan talangan A-007 oleh kelompok RL-03: keputusan rapat"
    assert [(line.account, line.amount) for line in given.entry.lines] == [("9-1790", idr(30_000)), ("9-1700", -idr(30_000))]
    # 44.000 were covered; the fund paid them and gets nothing back
    assert (fund(book), owed(book), balance(book, "9-1790")) == (0, 14_000, -14_000)
    for amount, on in ((14_001, "5-20"), (1, "5-6")):
        with pytest.raises(IrmanError) as caught:
            desk.record(replace(forgiven, on=day(on), amount=idr(amount)), key="too much")
        assert caught.value.code == "cover.exceeded"
    desk.record(RepayCover(member=AWAY, group="RL-03", on=day("5-20"), amount=idr(14_000)), key="back")
    assert (fund(book), owed(book)) == (14_000, 0)
    desk.reverse(given.seq, on=day("5-21"), reason="salah kelompok", key="undo")
    assert (fund(book), owed(book), balance(book, "9-1790")) == (14_000, 30_000, -30_000)
    assert not book.verify().findings


def test_the_fund_pays_what_it_has_and_the_assembly_the_rest(database_url: str) -> None:
    book = group_book(database_url)
    desk = counter(book)
    for group, amount in (("RL-03", 30_000), ("INDUK", 100_000)):
        desk.record(PayIntoGroupFund(group=group, on=day("4-20"), amount=idr(amount)), key=f"fund {group}")
    away = row(AWAY, item("covered-fund", 30_000, "PJ-007"), item("covered-assembly", 14_000, "PJ-007"), attendance="excused")
    sheet = MeetingSheet(group="RL-03", on=day("5-7"), cash=idr(0), rows=(away,), assembly="INDUK")
    meeting = hold(book, sheet)
    assert meeting.received == ()
    assert [one.event.kind for one in meeting.covered] == ["cover.paid", "loan.repaid"] * 2
    assert (fund(book), fund(book, "INDUK")) == (0, 86_000)
    assert (owed(book), owed(book, "A-007/INDUK"), balance(book, "1-1960")) == (30_000, 14_000, 0)
    short = replace(sheet, rows=(row(AWAY, item("covered-fund", 1, "PJ-007")),), on=day("6-7"))
    with pytest.raises(IrmanError) as caught:
        hold(book, short, key="june")
    assert (caught.value.code, caught.value.index) == ("balance.below-zero", 0)


def test_a_sheet_asked_for_again_adds_nothing_and_a_changed_one_is_refused(database_url: str) -> None:
    book = group_book(database_url)
    first = hold(book, covered_by_members())
    size = book.size
    again = hold(book, covered_by_members())
    assert (book.size, again) == (size, first)
    rows = covered_by_members().rows
    changed = replace(covered_by_members(), rows=(replace(rows[0], items=(*rows[0].items, item("fund", 1))), *rows[1:]), cash=idr(494_001))
    assert refused(book, changed).code == "key.reused"
    swapped = replace(rows[0], items=(rows[0].items[1], rows[0].items[0], rows[0].items[2]))
    assert refused(book, replace(covered_by_members(), rows=(swapped, *rows[1:]))).code == "key.reused"


def test_a_whole_meeting_is_reversed_by_its_vouchers(database_url: str) -> None:
    book = group_book(database_url)
    codes = [account.code for account in book.bylaws.chart]
    before = {code: balance(book, code) for code in codes}
    meeting = hold(book, covered_by_members())
    desk = counter(book)
    for place, seq in enumerate((meeting.covered[0].seq, meeting.received[0].seq, meeting.held.seq)):
        desk.reverse(seq, on=day("5-8"), reason="lembar salah", key=f"undo {place}")
    assert {code: balance(book, code) for code in codes} == before
    hold(book, covered_by_members(), key="once more")
    assert owed(book) == 44_000
    assert not book.verify().findings


def test_money_that_the_group_has_paid_with_is_not_taken_back_first(database_url: str) -> None:
    book = group_book(database_url)
    meeting = hold(book, covered_by_members())
    with pytest.raises(IrmanError) as caught:
        counter(book).reverse(meeting.received[0].seq, on=day("5-8"), reason="lembar salah", key="undo")
    assert caught.value.code == "balance.below-zero"


@pytest.mark.parametrize(
    ("changes", "code", "index"),
    [
        ({"rows": (row("A-001", item("loan", 44_000, "PJ-002")),), "cash": idr(44_000)}, "meeting.not-theirs", None),
        ({"rows": (row("A-001", item("savings", 1_000, "SS-404")),), "cash": idr(1_000)}, "meeting.not-theirs", None),
        ({"rows": (row("A-404"),), "cash": idr(0)}, "member.unknown", None),
        ({"rows": (row("A-001"),), "cash": idr(0), "group": "RL-99"}, "group.unknown", None),
        ({"rows": (row("A-001"),), "cash": idr(0), "group": "INDUK"}, "meeting.not-of-group", None),
        ({"rows": (row("A-001"),), "cash": idr(0), "on": day("3-31")}, "period.before-begin", None),
        ({"rows": (row("A-001"), usual("A-002")), "cash": idr(50_000), "box": "LACI"}, "box.unknown", 1),
        ({"rows": (usual("A-001"), row("A-002", item("loan", 480_001, "PJ-002"))), "cash": idr(530_001)}, "loan.payment-exceeds-debt", 1),
        ({"rows": (row("A-001", item("repaid", 1_000)),), "cash": idr(1_000)}, "cover.nothing", 0),
        ({"rows": (row(AWAY, item("covered-fund", 44_000, "PJ-007")),), "cash": idr(0)}, "balance.below-zero", 0),
    ],
)
def test_a_sheet_is_refused_whole_and_the_row_is_named(sqlite_url: str, changes: dict[str, Any], code: str, index: int | None) -> None:
    error = refused(group_book(sqlite_url), replace(covered_by_members(), **changes))
    assert (error.code, error.index) == (code, index)
    assert error.message("id") != error.message("en")


def test_nobody_covers_what_is_not_due(database_url: str) -> None:
    book = group_book(database_url)
    desk = counter(book)
    desk.record(PayIntoGroupFund(group="RL-03", on=day("4-20"), amount=idr(900_000), member="A-001"), key="fund")
    size = book.size
    for amount, loan, code in ((44_001, "PJ-007", "loan.payment-ahead"), (1_000, "PJ-006", "procedures.loan-of-another")):
        with pytest.raises(IrmanError) as caught, desk.transaction() as tx:
            cover_instalment(tx, member=AWAY, loan=loan, group="RL-03", on=day("5-10"), amount=idr(amount), key="k")
        assert caught.value.code == code
    assert book.size == size
    with desk.transaction() as tx:
        paid, settled = cover_instalment(tx, member=AWAY, loan="PJ-007", group="RL-03", on=day("5-10"), amount=idr(44_000), key="k")
    assert isinstance(paid.event.amount, type(idr(1)))
    assert (settled.event.covered_by, settled.event.interest, settled.event.principal) == ("RL-03", idr(4_000), idr(40_000))


def test_half_a_cover_leaves_the_clearing_account_open(database_url: str) -> None:
    book = group_book(database_url)
    desk = counter(book)
    desk.record(PayIntoGroupFund(group="RL-03", on=day("4-20"), amount=idr(44_000)), key="fund")
    desk.record(CoverMember(member=AWAY, group="RL-03", loan="PJ-007", on=day("5-7"), amount=idr(44_000)), key="half")
    desk.close_month(Month(2014, 4))
    with pytest.raises(IrmanError) as caught:
        desk.close_month(Month(2014, 5))
    assert caught.value.code == "period.clearing-not-zero"
    desk.record(CoverLoan(loan="PJ-007", group="RL-03", on=day("5-7"), amount=idr(44_000)), key="other half")
    desk.close_month(Month(2014, 5))
