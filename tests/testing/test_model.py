"""The naive book keeps keys, vouchers, months and reversals as the real one should."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger.books.charter import MonthClosed
from irman_ledger.books.records import Voucher
from irman_ledger.books.refusals import (
    AlreadyReversedError,
    ClearingNotZeroError,
    DependentsError,
    EmptyBatchError,
    KeyReusedError,
    MonthNotOverError,
    MonthOrderError,
    ReversalDateError,
)
from irman_ledger.coop.general import SendCash
from irman_ledger.coop.members import AdmitMember, AmendGroup, RegisterGroup
from irman_ledger.coop.savings import Deposit, Withdraw
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.floors import BelowFloorError
from irman_ledger.core.money import idr
from irman_ledger.core.subject import Subject
from irman_ledger.errors import ClosedPeriodError
from irman_ledger.testing.model import NaiveBook
from tests.testing.beginnings import busy_month, saver

FIRST, MAY = date(2014, 4, 1), date(2014, 5, 2)
SAVER = Subject("savings", "SS-001")


def book(*, today: date = MAY) -> NaiveBook:
    model = NaiveBook(bylaws=Bylaws.sample("ksp"), begins_on=FIRST, today=today)
    for command in saver():
        model.record(command)
    return model


def deposit(amount: int, on: date = FIRST) -> Deposit:
    return Deposit(account="SS-001", on=on, amount=idr(amount))


def test_the_first_record_after_the_genesis_is_number_1() -> None:
    assert [played.seq for played in book().played] == [1, 2]


def test_a_key_gives_the_earlier_record_and_takes_no_other_command() -> None:
    model = book()
    first = model.record(deposit(100_000), key="k")
    again = model.record(deposit(100_000), key="k")
    assert again == first
    assert (first.replayed, again.replayed) == (False, True)
    with pytest.raises(KeyReusedError):
        model.record(deposit(100_001), key="k")
    assert model.balance("2-1100") == idr(-100_000)


def test_vouchers_are_numbered_by_series_and_year() -> None:
    model = book()
    vouchers = [
        model.record(deposit(100_000)).voucher,
        model.record(Withdraw(account="SS-001", on=FIRST, amount=idr(40_000))).voucher,
        model.record(deposit(5_000, MAY)).voucher,
        model.record(Deposit(account="SS-001", on=FIRST, amount=idr(1_000), settle="BANK")).voucher,
    ]
    assert vouchers == [Voucher("BKM", 2014, 1), Voucher("BKK", 2014, 1), Voucher("BKM", 2014, 2), Voucher("BBM", 2014, 1)]


def test_a_batch_shares_a_voucher_and_is_reversed_as_a_whole() -> None:
    model = book()
    parts = model.record_all([(deposit(100_000), "k/1"), (deposit(20_000), "k/2")], one_voucher=True)
    assert [part.voucher for part in parts] == [Voucher("BKM", 2014, 1, 1), Voucher("BKM", 2014, 1, 2)]
    model.reverse(parts[0].seq, on=FIRST, reason="salah", key="r")
    assert [(played.reverses, played.voucher) for played in model.played[-2:]] == [
        (4, Voucher("BKK", 2014, 1, 1)),
        (3, Voucher("BKK", 2014, 1, 2)),
    ]
    assert model.balance("2-1100") == idr(0)


def test_a_batch_with_a_part_that_books_nothing_leaves_no_trace() -> None:
    model = book()
    with pytest.raises(EmptyBatchError):
        model.record_all([(deposit(100_000), "k/1"), (AdmitMember(member="A-002", name="Sri", on=FIRST), "k/2")], one_voucher=True)
    assert len(model.played) == 2
    assert Subject("member", "A-002") not in model.states


def test_a_reversal_negates_once_and_not_before_the_day() -> None:
    model = book()
    seq = model.record(deposit(100_000, date(2014, 4, 10))).seq
    with pytest.raises(ReversalDateError):
        model.reverse(seq, on=FIRST, reason="salah")
    played = model.reverse(seq, on=MAY, reason="salah")
    assert played.entry is not None
    assert played.entry.as_text("id") == (
        "2 Mei 2014   Pembalikan catatan 3: salah\n"
        "  1-1100 Kas                                 100.000   KAS\n"
        "  2-1100 Simpanan sukarela anggota  100.000            SS-001"
    )
    with pytest.raises(AlreadyReversedError):
        model.reverse(seq, on=MAY, reason="salah")
    with pytest.raises(AlreadyReversedError):
        model.reverse(played.seq, on=MAY, reason="salah")


def test_a_reversal_that_would_leave_a_saver_below_zero_is_refused() -> None:
    model = book()
    seq = model.record(deposit(100_000)).seq
    model.record(Withdraw(account="SS-001", on=FIRST, amount=idr(60_000)))
    with pytest.raises(BelowFloorError):
        model.reverse(seq, on=FIRST, reason="salah")


def test_an_admission_is_not_reversed_while_an_account_leans_on_it() -> None:
    model = book()
    with pytest.raises(DependentsError, match="depend on it: 2"):
        model.reverse(1, on=FIRST, reason="salah")
    model.reverse(2, on=FIRST, reason="salah")
    model.reverse(1, on=FIRST, reason="salah")
    assert model.states == {}


def test_a_group_is_reversed_after_its_amendment_was() -> None:
    model = NaiveBook(bylaws=Bylaws.sample("ksp"), begins_on=FIRST, today=MAY)
    model.record(RegisterGroup(group="RL-03", name="Rumput Laut", on=FIRST))
    model.record(AmendGroup(group="RL-03", name="Rumput Laut 3", on=FIRST))
    model.reverse(2, on=FIRST, reason="salah")
    model.reverse(1, on=FIRST, reason="salah")
    assert model.states == {}


def test_months_close_in_order_when_they_are_over_with_clearing_accounts_at_zero() -> None:
    model = book(today=date(2014, 4, 30))
    model.record(deposit(100_000))
    with pytest.raises(MonthNotOverError):
        model.close_month(Month(2014, 4))
    model.today = MAY
    with pytest.raises(MonthOrderError):
        model.close_month(Month(2014, 5))
    sent = model.record(SendCash(box="KAS", on=FIRST, amount=idr(50_000)))
    with pytest.raises(ClearingNotZeroError):
        model.close_month(Month(2014, 4))
    model.reverse(sent.seq, on=FIRST, reason="salah")
    event = model.close_month(Month(2014, 4)).event
    assert event == MonthClosed(on=date(2014, 4, 30), month=Month(2014, 4), size=6, root="", debit=idr(100_000), credit=idr(100_000))
    assert model.close_month(Month(2014, 4)).replayed
    with pytest.raises(ClosedPeriodError):
        model.record(deposit(1_000))
    assert model.record(deposit(1_000), booked_on=MAY).booked_on == MAY


def test_balances_are_those_of_the_booking_day_and_of_each_subject() -> None:
    model = NaiveBook(bylaws=Bylaws.sample("ksp"), begins_on=FIRST, today=MAY)
    for command in busy_month():
        model.record(command)
    assert model.balances(as_of=date(2014, 4, 10)).net("1-1500") == idr(2_000_000)
    assert model.balances(as_of=date(2014, 4, 20)).net("1-1500") == idr(1_800_000)
    assert model.balances(period=Month(2014, 4)).net("4-1100") == idr(-80_000)
    assert model.subject_balances("2-1100") == {SAVER: idr(-2_400_000), Subject("savings", "SS-002"): -idr("750.000,50")}
    assert model.subject_balances("2-1100", as_of=date(2014, 4, 4)) == {SAVER: idr(-2_500_000)}
    assert [str(holding.subject) for holding in model.positions("A-001")] == ["loan:PJ-001", "savings:SS-001", "share:A-001/POKOK"]
