"""Loans paid out in parts, in real books on both databases."""

from __future__ import annotations

import pytest

from irman_ledger import Month, idr
from irman_ledger.coop.loans import CancelUndrawn, DisburseLoan, DisburseTranche, LoanAssessed, PayOffLoan, RepayLoan, findings_of
from irman_ledger.errors import RefusedError
from irman_ledger.reports.registers.loan_card import loan_card
from tests.books.kit import balance, counter, day, with_savers


def disburse() -> DisburseLoan:
    return DisburseLoan(
        loan="PJ-001",
        member="A-001",
        product="BERTAHAP",
        on=day("4-10"),
        principal=idr(1_000_000),
        first_part=idr(400_000),
        instalments=10,
        settle="BANK",
    )


def tranche(rupiah: int, on: str) -> DisburseTranche:
    return DisburseTranche(loan="PJ-001", on=day(on), amount=idr(rupiah), settle="BANK")


def test_a_loan_in_parts_from_its_first_part_to_its_payoff(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(disburse(), key="first")
    assert [balance(book, account) for account in ("1-1500", "9-1400", "9-1490", "4-1120")] == [400_000, 600_000, -600_000, -4_000]
    # 40.000 and 400.000 x 1,5%.
    desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(46_000)), key="paid")
    drawn = desk.record(tranche(540_000, "5-25"), key="second")
    desk.reverse(drawn.seq, on=day("5-25"), reason="salah rekening", key="undone")
    with book.read() as view:
        assert [one.principal for one in view.loans.get("PJ-001").schedule()] == [idr(40_000)] * 10
    assert [balance(book, account) for account in ("1-1500", "9-1400")] == [360_000, 600_000]
    desk.record(tranche(540_000, "5-25"), key="again")
    with pytest.raises(RefusedError):
        desk.record(tranche(60_001, "5-26"), key="more")
    with book.read() as view:
        loan = view.loans.get("PJ-001")
        # 360.000 x 1,5% = 5.400 as planned, and 540.000 x 1,5% x 16/31 = 4.180,65.
        assert [(one.principal, one.interest) for one in loan.schedule()[:3]] == [
            (idr(40_000), idr(6_000)),
            (idr(100_000), idr(9_581)),
            (idr(100_000), idr(12_000)),
        ]
        assert loan.days_late(day("6-15")) == 5
    desk.record(CancelUndrawn(loan="PJ-001", on=day("6-1"), reason="proyek selesai"), key="rest")
    with book.read() as view:
        # 5.400 x 22/31 = 3.832,26 and 4.181 x 7/16 = 1.829,19.
        assert view.loans.payoff("PJ-001", day("6-1")).total == idr(905_661)
    desk.record(PayOffLoan(loan="PJ-001", on=day("6-1"), amount=idr(905_661)), key="over")
    assert [balance(book, account) for account in ("1-1500", "9-1400", "9-1490")] == [0, 0, 0]
    with book.read() as view:
        assert view.loans.get("PJ-001").closed_on == day("6-1")
    assert not book.verify().findings


def test_the_card_shows_each_part_and_what_may_still_be_drawn(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(disburse(), key="first")
    desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(46_000)), key="paid")
    desk.record(tranche(540_000, "5-25"), key="second")
    shown = loan_card(book, "PJ-001", as_of=day("5-31")).text(lang="id")
    for line in ("Plafon", "1.000.000", "belum ditarik 60.000", "Pencairan bertahap", "940.000", "900.000"):
        assert line in shown
    before = loan_card(book, "PJ-001", as_of=day("5-24")).text(lang="id")
    assert "belum ditarik 600.000" in before
    assert "Pencairan bertahap" not in before


def test_the_end_of_a_month_before_a_further_part_sees_what_was_late_then(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(disburse(), key="first")
    desk.record(tranche(600_000, "6-2"), key="second")
    desk.end_month(Month(2014, 5))
    with book.read() as view:
        assessed = view.event(view.record(view.size - 1))
        assert isinstance(assessed, LoanAssessed)
        assert assessed.principal_late == idr(40_000)
        (standing,) = view.loans.positions(day("5-31"))
        assert findings_of(standing, view.bylaws_on(day("5-31")), day("5-31")).arrears.principal == idr(40_000)
        life = view.loans.life("PJ-001", day("6-30"))
        assert [one.reason for one in life.plans] == ["opened", "drawn"]
        assert life.quality is not None
        assert life.arrears().principal == idr(40_000) + idr(106_667)
    # Half a hundredth of the 400.000 that were owed at the end of May.
    assert balance(book, "1-1590") == -2_000


def test_what_was_given_up_is_agreed_again_when_that_is_taken_back(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(disburse(), key="first")
    desk.record(tranche(540_000, "4-25"), key="second")
    accounts = ("1-1500", "9-1400", "9-1490")
    with book.read() as view:
        before = view.loans.get("PJ-001")
    given_up = desk.record(CancelUndrawn(loan="PJ-001", on=day("5-1"), reason="proyek selesai"), key="rest")
    assert [balance(book, account) for account in accounts] == [940_000, 0, 0]
    with pytest.raises(RefusedError) as refused:
        desk.record(tranche(1, "5-1"), key="none")
    assert refused.value.code == "loan.not-in-tranches"
    desk.reverse(given_up.seq, on=day("5-2"), reason="keliru", key="undone")
    assert [balance(book, account) for account in accounts] == [940_000, 60_000, -60_000]
    with book.read() as view:
        assert view.loans.get("PJ-001") == before
    desk.record(tranche(60_000, "5-2"), key="third")
    assert [balance(book, account) for account in accounts] == [1_000_000, 0, 0]
    assert not book.verify().findings
