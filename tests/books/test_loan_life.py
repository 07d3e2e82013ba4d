"""A loan from its fees to its payoff, in real books on both databases."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger import Month, idr
from irman_ledger.coop.loans import (
    AddGuarantor,
    ChangeRate,
    DisburseLoan,
    ForgiveLoan,
    PayOffLoan,
    PledgeCollateral,
    RecoverLoan,
    RepayLoan,
    RescheduleLoan,
    ReturnTitipan,
    SettleFromTitipan,
    WaivePenalty,
    WriteOffLoan,
)
from irman_ledger.coop.members import EndMembership
from irman_ledger.core.rate import Rate
from irman_ledger.errors import RefusedError
from tests.books.kit import balance, counter, day, with_savers


def disburse() -> DisburseLoan:
    return DisburseLoan(
        loan="PJ-001", member="A-001", product="UMUM", on=day("4-10"), principal=idr(2_000_000), instalments=10, settle="BANK"
    )


def test_fees_penalties_money_held_and_the_payoff(database_url: str) -> None:
    # The sample's UMUM: 2 % and Rp25.000 withheld; after 3 days of grace 0.1 % a day, in hundreds of rupiah, down.
    book = with_savers(database_url)
    desk = counter(book)
    given = desk.record(disburse(), key="lent")
    assert given.entry is not None
    assert given.voucher is not None
    assert given.voucher.series == "BBK"
    assert [balance(book, account) for account in ("1-1200", "4-1120", "4-1110")] == [-1_935_000, -40_000, -25_000]
    with book.read() as view:
        assert view.loans.penalty_due("PJ-001", day("5-20")) == idr(1_600)  # 7 days x 240 = 1,680
        assert view.loans.payoff("PJ-001", day("5-20")).total == idr(2_081_600)  # 2,000,000 + 2 x 40,000 + 1,600
    desk.record(WaivePenalty(loan="PJ-001", on=day("5-20"), amount=idr(600), reason="banjir"), key="waived")
    desk.record(RepayLoan(loan="PJ-001", on=day("5-20"), amount=idr(541_000)), key="paid")
    assert (balance(book, "4-1140"), balance(book, "2-1640"), balance(book, "1-1500")) == (-1_000, -300_000, 1_800_000)
    desk.record(SettleFromTitipan(loan="PJ-001", on=day("6-10"), amount=idr(240_000)), key="settled")
    with book.read() as view:
        whole = view.loans.payoff("PJ-001", day("6-20"))
    assert (whole.principal, whole.interest, whole.penalty) == (idr(1_600_000), idr(40_000), idr(0))
    with pytest.raises(RefusedError):
        desk.record(PayOffLoan(loan="PJ-001", on=day("6-20"), amount=idr(1_600_000)), key="less")
    desk.record(PayOffLoan(loan="PJ-001", on=day("6-20"), amount=whole.total), key="over")
    desk.record(ReturnTitipan(loan="PJ-001", on=day("6-20"), amount=idr(60_000)), key="back")
    with book.read() as view:
        loan = view.loans.get("PJ-001")
        assert (loan.closed_on, loan.outstanding, view.loans.penalty_due("PJ-001", day("12-31"))) == (day("6-20"), idr(0), idr(0))
        assert (loan.due(day("12-31")).total, loan.days_late(day("12-31"))) == (idr(0), 0)
    assert balance(book, "2-1640") == 0
    assert not book.verify().findings


def test_a_payment_that_left_money_held_is_reversed_with_it(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(disburse(), key="lent")
    paid = desk.record(RepayLoan(loan="PJ-001", on=day("5-20"), amount=idr(541_600)), key="paid")
    desk.reverse(paid.seq, on=day("5-21"), reason="salah setor", key="undone")
    assert (balance(book, "2-1640"), balance(book, "4-1140")) == (0, 0)
    with book.read() as view:
        # Eight days late by now; on the day between payment and reversal nothing was.
        assert view.loans.penalty_due("PJ-001", day("5-21")) == idr(1_600)
        assert view.loans.penalty_due("PJ-001", day("5-23")) == idr(2_100)  # 7 + 2 days x 240 = 2,160
    desk.close_month(Month(2014, 4))
    assert not book.verify().findings


def test_a_penalty_is_the_same_in_a_preview(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(disburse(), key="lent")
    command = RepayLoan(loan="PJ-001", on=date(2014, 5, 20), amount=idr(241_600))
    seen = desk.preview(command)
    assert desk.record(command, key="paid", expect=seen.digest).event == seen.event


def test_a_loan_written_off_recovered_and_given_up(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(disburse(), key="lent")
    lost = desk.record(WriteOffLoan(loan="PJ-001", on=day("9-1"), reason="keputusan rapat"), key="lost")
    desk.record(RecoverLoan(loan="PJ-001", on=day("9-2"), amount=idr(500_000)), key="found")
    with pytest.raises(RefusedError) as refusal:
        desk.reverse(lost.seq, on=day("9-3"), reason="keliru", key="not yet")
    assert refusal.value.code == "reversal.dependents"
    given_up = desk.record(ForgiveLoan(loan="PJ-001", on=day("9-4"), reason="keputusan rapat"), key="gone")
    assert [balance(book, account) for account in ("1-1500", "5-3100", "4-9140", "9-1100", "9-1190")] == [0, 2_000_000, -500_000, 0, 0]
    with book.read() as view:
        loan = view.loans.get("PJ-001")
        assert (loan.written_off_on, loan.closed_on, loan.due(day("12-31")).total) == (day("9-1"), day("9-4"), idr(0))
    desk.reverse(given_up.seq, on=day("9-5"), reason="keliru", key="back")
    assert balance(book, "9-1100") == 1_500_000
    with book.read() as view:
        assert view.loans.get("PJ-001").closed_on is None
    assert not book.verify().findings


def test_a_loan_gets_a_new_plan_and_both_are_kept(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(disburse(), key="lent")
    desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(240_000)), key="paid")
    command = RescheduleLoan(loan="PJ-001", on=day("6-10"), instalments=20, reason="gagal panen", capitalise=True)
    renewed = desk.record(command, key="renewed")
    with book.read() as view:
        loan = view.loans.get("PJ-001")
        # June's 40,000 became principal: 1,840,000 over 20 months.
        assert (loan.outstanding, loan.interest_paid, len(loan.schedule()), loan.times_rescheduled) == (idr(1_840_000), idr(80_000), 22, 1)
        assert loan.due(day("7-10")).total == idr(128_800)  # 92,000 and 2 % of 1,840,000
        versions = view.port.rows("SELECT count(DISTINCT seq) FROM irman_schedule WHERE book = ? AND subject = ?", (1, "loan:PJ-001"))
        assert next(iter(versions))[0] == 2
    desk.reverse(renewed.seq, on=day("6-11"), reason="batal", key="as before")
    with book.read() as view:
        loan = view.loans.get("PJ-001")
        assert (loan.outstanding, loan.times_rescheduled, loan.due(day("7-10")).total) == (idr(1_800_000), 0, idr(480_000))
    assert not book.verify().findings


def test_collateral_and_guarantors_are_registers(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(disburse(), key="lent")
    pledge = PledgeCollateral(loan="PJ-001", on=day("4-10"), collateral="AG-1", category="vehicle", value=idr(15_000_000))
    assert str(desk.record(pledge, key="pledged").voucher) == "BM/2014/000001"
    assert (balance(book, "9-1300"), balance(book, "9-1390")) == (15_000_000, -15_000_000)
    desk.record(AddGuarantor(loan="PJ-001", on=day("4-10"), guarantor="A-002"), key="guaranteed")
    with book.read() as view:
        loan = view.loans.get("PJ-001")
        assert ([one.value for one in loan.collateral], loan.guarantors) == ([idr(15_000_000)], ("A-002",))
    assert not book.verify().findings


def test_who_has_paid_off_a_loan_may_leave_although_it_earned_interest(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(disburse(), key="lent")
    with pytest.raises(RefusedError) as refusal:
        desk.record(EndMembership(member="A-001", on=day("5-10"), reason="moved"), key="too early")
    assert refusal.value.code == "member.holdings-remain"
    desk.record(PayOffLoan(loan="PJ-001", on=day("5-10"), amount=idr(2_040_000)), key="over")
    desk.record(EndMembership(member="A-001", on=day("5-10"), reason="moved"), key="left")
    assert (balance(book, "1-1500"), balance(book, "4-1100")) == (0, -40_000)


def test_another_rate_brings_a_plan_and_its_reversal_the_one_before(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    lent = DisburseLoan(
        loan="PJ-001", member="A-001", product="MENGAMBANG", on=day("4-10"), principal=idr(1_200_000), instalments=12, settle="BANK"
    )
    desk.record(lent, key="lent")
    with book.read() as view:
        before = view.loans.get("PJ-001").schedule()
    command = ChangeRate(loan="PJ-001", on=day("5-25"), rate=Rate.yearly("12%"), reason="keputusan rapat")
    changed = desk.record(command, key="changed")
    with book.read() as view:
        after = view.loans.get("PJ-001").schedule()
        assert view.loans.life("PJ-001", day("5-24")).plan == before[:12]
        assert (len(after), after[0], after[1].due_on, after != before) == (12, before[0], day("6-10"), True)
    assert changed.event.rate_before == Rate.yearly("18%")
    desk.reverse(changed.seq, on=day("5-26"), reason="batal", key="as before")
    with book.read() as view:
        assert view.loans.get("PJ-001").schedule() == before
    assert not book.verify().findings
