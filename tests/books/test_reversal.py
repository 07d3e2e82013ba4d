"""A reversal negates a record exactly and once, and its subject stands as if the record had never been."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember, AmendMember, EndMembership, RegisterGroup
from irman_ledger.coop.procedures import move_amount, transfer_cash
from irman_ledger.coop.savings import CloseSavings, OpenSavings
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from tests.books.kit import balance, counter, day, deposit, every_row, journal, new_book, refused, with_savers, withdraw

LOAN = DisburseLoan(loan="PJ-001", member="A-001", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10)


def lines(book: Book, seq: int) -> list[tuple[str, int, str]]:
    with book.read() as view:
        return [(line.account, line.amount.minor // 100, str(line.subject)) for line in view.record(seq).lines]


def state_of(book: Book, subject: str) -> list[object]:
    """All that the books keep of a subject."""
    with book.read() as view:
        row = view.reader.subject(subject)
        assert row is not None
        balances = {account: kept.balance for account, kept in view.reader.balances(subject).items() if kept.balance}
        found = [row.state, row.index, balances, view.reader.schedule(subject)]
    return found


def test_a_reversal_negates_every_line_with_its_own_voucher(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(2_500_000), key="d")
    desk.record(LOAN, key="l")
    paid = desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(240_000)), key="r")
    receipt = desk.reverse(paid.seq, on=day("5-11"), reason="salah rekening", key="x", document="BA-1")
    assert lines(book, receipt.seq) == [
        ("1-1100", -240_000, "cash:KAS"),
        ("1-1500", 200_000, "loan:PJ-001"),
        ("4-1100", 40_000, "loan:PJ-001"),
    ]
    with book.read() as view:
        record = view.record(receipt.seq)
    assert (record.kind, record.reverses, str(record.subject), record.document) == ("record.reversed", paid.seq, "loan:PJ-001", "BA-1")
    assert (str(receipt.voucher), receipt.event.reversed_kind, receipt.event.reason) == ("BKK/2014/000002", "loan.repaid", "salah rekening")
    assert "PJ-001" not in record.narration
    assert record.narration == f"Pembalikan catatan {paid.seq}: salah rekening"


@pytest.mark.parametrize(
    ("command", "subject"),
    [
        (deposit(50_000), "savings:SS-001"),
        (withdraw(50_000), "savings:SS-001"),
        (LOAN, "member:A-001"),
        (RepayLoan(loan="PJ-000", on=day("5-11"), amount=idr(260_000)), "loan:PJ-000"),
        (AmendMember(member="A-001", name="Nama Baru", group="", on=day("4-5")), "member:A-001"),
        (CloseSavings(account="SS-002", on=day("4-9")), "savings:SS-002"),
        (EndMembership(member="A-002", on=day("4-9"), reason="moved"), "member:A-002"),
        (journal(("5-3130", 75_000), ("1-1710", -75_000)), "savings:SS-001"),
    ],
    ids=lambda value: value.kind if isinstance(value, Command) else "",
)
def test_reversing_the_latest_record_restores_the_subject_exactly(database_url: str, command: Command, subject: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(5_000_000), key="d")
    loan = DisburseLoan(loan="PJ-000", member="A-001", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10)
    desk.record(loan, key="l")
    before, balances = state_of(book, subject), book.balances(as_of=day("12-31"))
    receipt = desk.record(command, key="k")
    desk.reverse(receipt.seq, on=command.on, reason="batal", key="x")
    assert state_of(book, subject) == before
    assert book.balances(as_of=day("12-31")) == balances
    assert desk.record(command, key="k again").event.on == command.on


def test_a_loan_paid_back_early_gets_its_old_plan_again(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(9_000_000), key="d")
    desk.record(
        DisburseLoan(loan="PJ-9", member="A-001", product="MENURUN", on=day("4-10"), principal=idr(2_000_000), instalments=10), key="l"
    )
    before = state_of(book, "loan:PJ-9")
    paid = desk.record(RepayLoan(loan="PJ-9", on=day("4-25"), amount=idr(500_000)), key="r")
    desk.reverse(paid.seq, on=day("4-25"), reason="batal", key="x")
    assert state_of(book, "loan:PJ-9") == before


def test_a_record_is_reversed_once_and_a_reversal_never(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    paid = desk.record(deposit(50_000), key="d")
    receipt = desk.reverse(paid.seq, on=day("4-3"), reason="batal", key="x")
    with refused("reversal.already", book, seq=paid.seq):
        desk.reverse(paid.seq, on=day("4-3"), reason="batal", key="y")
    with refused("reversal.already", book, seq=receipt.seq):
        desk.reverse(receipt.seq, on=day("4-3"), reason="batal", key="y")
    with refused("key.reused", book):
        desk.reverse(paid.seq, on=day("4-3"), reason="lain", key="x")
    assert desk.reverse(paid.seq, on=day("4-3"), reason="batal", key="x").replayed
    with refused("record.unknown", book, seq=99):
        desk.reverse(99, on=day("4-3"), reason="batal", key="y")
    with refused("reversal.kind", book, kind="book.opened"):
        desk.reverse(0, on=day("4-3"), reason="batal", key="y")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reversal_without_a_reason_is_refused(database_url: str, reason: str) -> None:
    book = with_savers(database_url)
    paid = counter(book).record(deposit(50_000), key="d")
    with refused("code.malformed", book, value=reason):
        counter(book).reverse(paid.seq, on=day("4-3"), reason=reason, key="x")


def test_a_reversal_is_not_dated_before_what_it_reverses_was_booked(database_url: str) -> None:
    book = with_savers(database_url)
    entry = journal(("5-3130", 75_000), ("1-1710", -75_000), on="4-9")
    first = counter(book).record(entry, key="1")
    second = counter(book).record(entry, key="2", booked_on=day("5-3"))
    for receipt, on, booked_on in ((first, "4-8", "4-9"), (second, "4-30", "5-3")):
        with refused("reversal.before-record", book, on=day(on), booked_on=day(booked_on)):
            counter(book).reverse(receipt.seq, on=day(on), reason="batal", key="x")
        counter(book).reverse(receipt.seq, on=day(booked_on), reason="batal", key=f"x{on}")


def test_later_money_stands_when_an_earlier_movement_is_reversed(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    first = desk.record(deposit(100_000, "4-2"), key="1")
    desk.record(deposit(30_000, "4-5"), key="2")
    desk.record(withdraw(20_000, "4-6"), key="3")
    desk.reverse(first.seq, on=day("4-7"), reason="batal", key="x")
    with book.read() as view:
        assert view.savings.get("SS-001").balance == idr(10_000)
        assert [(row.seq, row.balance) for row in view.movements("SS-001").rows] == [
            (6, idr(-100_000)),
            (7, idr(-130_000)),
            (8, idr(-110_000)),
            (9, idr(-10_000)),
        ]


def test_a_reversal_that_would_leave_an_account_below_zero_on_some_day_is_refused(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(500_000, account="SS-002"), key="0")
    first = desk.record(deposit(100_000, "4-2"), key="1")
    desk.record(withdraw(80_000, "4-6"), key="2")
    desk.record(deposit(90_000, "4-10"), key="3")
    with refused("balance.below-zero", book, account="2-1100", subject="SS-001", balance=idr(-80_000)):
        desk.reverse(first.seq, on=day("4-3"), reason="batal", key="x")
    assert desk.reverse(first.seq, on=day("4-10"), reason="batal", key="x").seq == 10
    assert balance(book, "2-1100") == -510_000


def test_a_reversal_that_would_empty_the_cash_box_below_zero_is_refused(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    paid = desk.record(deposit(100_000), key="1")
    desk.record(journal(("5-3130", 80_000), ("1-1100", -80_000, "cash:KAS"), on="4-5"), key="2")
    with refused("balance.below-zero", book, account="1-1100", subject="KAS", balance=idr(-80_000)):
        desk.reverse(paid.seq, on=day("4-4"), reason="batal", key="x")


def test_later_records_that_depend_on_one_are_listed(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(3_000_000), key="d")
    lent = desk.record(LOAN, key="l")
    for place, on in enumerate(("5-10", "6-10")):
        desk.record(RepayLoan(loan="PJ-001", on=day(on), amount=idr(240_000)), key=f"r{place}")
    with refused("reversal.dependents", book, seq=lent.seq, dependents="8, 9"):
        desk.reverse(lent.seq, on=day("6-11"), reason="batal", key="x")
    with refused("reversal.dependents", book, seq=8, dependents="9"):
        desk.reverse(8, on=day("6-11"), reason="batal", key="x")
    for seq in (9, 8, 7):
        desk.reverse(seq, on=day("6-11"), reason="batal", key=f"x{seq}")
    assert [balance(book, account) for account in ("1-1100", "1-1500", "4-1100")] == [3_000_000, 0, 0]


def test_a_member_with_shares_or_savings_stays_admitted(database_url: str) -> None:
    book = new_book(database_url)
    desk = counter(book)
    admitted = desk.record(AdmitMember(member="A-001", name="Budi", on=day("4-1")), key="m")
    paid = desk.record(PayShare(member="A-001", product="POKOK", on=day("4-1"), amount=idr(100_000)), key="s")
    with refused("reversal.dependents", book, seq=admitted.seq, dependents=str(paid.seq)):
        desk.reverse(admitted.seq, on=day("4-2"), reason="batal", key="x")
    desk.reverse(paid.seq, on=day("4-2"), reason="batal", key="x1")
    desk.reverse(admitted.seq, on=day("4-2"), reason="batal", key="x2")
    with refused("subject.unknown"), book.read() as view:
        view.members.get("A-001")
    with book.read() as view:
        assert list(view.members.all()) == []
        assert view.members.positions("A-001") == ()


def test_a_group_with_members_stays_registered_until_they_are_gone(database_url: str) -> None:
    book = new_book(database_url)
    desk = counter(book)
    group = desk.record(RegisterGroup(group="RL-03", name="Rumput Laut 3", on=day("4-1")), key="g")
    admitted = desk.record(AdmitMember(member="A-001", name="Budi", group="RL-03", on=day("4-1")), key="m")
    with refused("reversal.dependents", book, dependents=str(admitted.seq)):
        desk.reverse(group.seq, on=day("4-2"), reason="batal", key="x")
    desk.reverse(admitted.seq, on=day("4-2"), reason="batal", key="x1")
    desk.reverse(group.seq, on=day("4-2"), reason="batal", key="x2")
    assert desk.record(RegisterGroup(group="RL-03", name="Lain", on=day("4-3")), key="g2").seq == 5


def test_what_was_opened_by_mistake_is_unknown_again_and_can_be_opened_anew(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    opened = desk.record(OpenSavings(account="SS-009", member="A-001", product="SUKARELA", on=day("4-2")), key="o")
    desk.reverse(opened.seq, on=day("4-3"), reason="batal", key="x")
    with refused("savings.unknown", book):
        desk.record(deposit(1_000, "4-3", "SS-009"), key="d")
    with refused("subject.unknown"), book.read() as view:
        view.savings.get("SS-009")
    with book.read() as view:
        assert [str(holding.subject) for holding in view.members.positions("A-001")] == ["savings:SS-001"]
    anew = OpenSavings(account="SS-009", member="A-002", product="MITRA", on=day("4-4"))
    assert desk.record(anew, key="o2").event.member == "A-002"
    desk.record(deposit(1_000, "4-4", "SS-009"), key="d")
    with book.read() as view:
        assert (view.savings.get("SS-009").member, view.savings.get("SS-009").balance) == ("A-002", idr(1_000))
        assert [str(holding.subject) for holding in view.members.positions("A-001")] == ["savings:SS-001"]


def test_opening_reversing_and_opening_anew_within_one_transaction(database_url: str) -> None:
    book = with_savers(database_url)
    opened = OpenSavings(account="SS-009", member="A-001", product="SUKARELA", on=day("4-2"))
    first = counter(book).record(opened, key="1")
    counter(book).reverse(first.seq, on=day("4-2"), reason="batal", key="2")
    with counter(book).transaction() as tx:
        tx.record(opened, key="3")
        tx.record(deposit(5_000, account="SS-009"), key="4")
        assert tx.view.savings.get("SS-009").balance == idr(5_000)
    with book.read() as view:
        assert view.savings.get("SS-009").balance == idr(5_000)


def test_a_batch_is_reversed_as_a_batch(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record_all([(deposit(10_000), "1"), (deposit(20_000, account="SS-002"), "2")], one_voucher=True)
    desk.record(deposit(1_000), key="later")
    receipt = desk.reverse(6, on=day("4-9"), reason="batal", key="x")
    with book.read() as view:
        reversals = [(record.reverses, str(record.voucher), record.key) for record in view.records(after=8)]
    assert reversals == [(7, "BKK/2014/000001-1", "x/1"), (6, "BKK/2014/000001-2", "x/2")]
    assert (receipt.seq, receipt.event.seq, book.size) == (10, 6, 11)
    assert balance(book, "1-1100") == 1_000
    again = desk.reverse(6, on=day("4-9"), reason="batal", key="x")
    assert (again, again.replayed, book.size) == (receipt, True, 11)
    with refused("reversal.already", book):
        desk.reverse(7, on=day("4-9"), reason="batal", key="y")


def test_of_a_batch_all_or_none_is_reversed(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record_all([(deposit(10_000), "1"), (deposit(20_000, account="SS-002"), "2")], one_voucher=True)
    desk.record(journal(("1-1100", 90_000, "cash:KAS"), ("4-9190", -90_000)), key="more cash")
    desk.record(withdraw(5_000), key="later")
    with refused("balance.below-zero", book, subject="SS-001"):
        desk.reverse(7, on=day("4-9"), reason="batal", key="x")


def test_a_reversal_is_booked_in_an_open_month(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    paid = desk.record(deposit(50_000), key="d")
    desk.close_month(Month(2014, 4))
    with refused("period.closed", book):
        desk.reverse(paid.seq, on=day("4-30"), reason="batal", key="x")
    desk.reverse(paid.seq, on=day("5-2"), reason="batal", key="x")
    assert [balance(book, "2-1100", on) for on in ("4-30", "5-2")] == [-50_000, 0]
    closed = [record for record in book.records() if record.kind == "book.month-closed"]
    with refused("reversal.kind", book):
        desk.reverse(closed[0].seq, on=day("5-2"), reason="batal", key="y")
    with refused("period.future", book):
        desk.reverse(6, on=date(2015, 1, 1), reason="batal", key="z")


def test_general_entries_and_transfers_are_reversed_while_later_ones_stand(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(100_000), key="d")
    taken = desk.record(TakeOverBalance(account="1-1710", on=day("4-2"), amount=idr(7_000)), key="t")
    with desk.transaction() as tx:
        sent, received = transfer_cash(tx, from_box="KAS", to_box="BANK", on=day("4-3"), amount=idr(40_000), key="c")
    desk.record(journal(("5-3130", 500), ("1-1710", -500), on="4-4"), key="j")
    for receipt in (received, sent, taken):
        desk.reverse(receipt.seq, on=day("4-5"), reason="batal", key=f"x{receipt.seq}")
    found = {account: balance(book, account) for account in ("1-1100", "1-1200", "1-1920", "1-1910", "1-1710", "5-3130")}
    assert found == {"1-1100": 100_000, "1-1200": 0, "1-1920": 0, "1-1910": 0, "1-1710": -500, "5-3130": 500}


def test_a_moved_amount_is_moved_back(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(100_000), key="d")
    before = every_row(book)["irman_subject_balance"]
    with desk.transaction() as tx:
        out, into = move_amount(
            tx,
            source=Subject("savings", "SS-001"),
            target=Subject("savings", "SS-002"),
            on=day("4-3"),
            amount=idr(30_000),
            reason="salah rekening",
            key="m",
        )
    for receipt in (into, out):
        desk.reverse(receipt.seq, on=day("4-3"), reason="batal", key=f"x{receipt.seq}")
    with book.read() as view:
        assert {str(subject): amount for subject, amount in view.subject_balances("2-1100").items()} == {"savings:SS-001": idr(-100_000)}
    assert len(before) == 2


def test_a_refused_reversal_in_a_shared_desk_leaves_the_desk_usable(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    paid = desk.record(deposit(50_000), key="d")
    with refused("code.malformed", book):
        desk.reverse(paid.seq, on=day("4-3"), reason="baris\nbaru", key="x")
    with refused("code.malformed", book):
        desk.reverse(paid.seq, on=day("4-3"), reason="batal", key="")
    assert desk.reverse(paid.seq, on=day("4-3"), reason="batal", key="x").seq == 7
