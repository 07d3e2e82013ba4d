"""Lines of credit, in real books on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from irman_ledger import Bylaws, Month, idr
from irman_ledger.coop.loans import (
    CancelUndrawn,
    ChargeInterest,
    DisburseLoan,
    DisburseTranche,
    PayOffLoan,
    RenewLine,
    RepayLoan,
    RescheduleLoan,
    TakeOverLoan,
    WriteOffLoan,
)
from irman_ledger.coop.members import AdmitMember, RegisterCandidate
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment
from irman_ledger.reports.registers.loan_card import loan_card
from irman_ledger.reports.registers.nominative import nominative
from tests.books.kit import KSP, balance, counter, day, nothing_changes, refused, with_savers

ACCOUNTS = ("1-1500", "9-1400", "9-1490", "4-1100")
LINE = 'line = { due_days = 10, day_count = "ACT/365F", account = "9-1400", contra = "9-1490" }'
CAPITALISED = LINE.replace("ACT/365F", "ACT/360").replace("account", 'interest = "capitalised", account')
PENALTY = 'penalty = { per = "day", rate = "0.1%/day", income = { any = "4-1140" }, waived = "9-1600", waived_contra = "9-1690" }'


def with_terms(*terms: str) -> Bylaws:
    """The sample whose line says these terms instead."""
    assert LINE in KSP.source
    return Bylaws.from_toml(KSP.source.replace(LINE, "\n".join(terms), 1))


def opened(months: int = 12, part: int | None = 4_000_000) -> DisburseLoan:
    """A limit of 10.000.000, of which 4.000.000 are drawn at once."""
    return DisburseLoan(
        loan="PJ-001",
        member="A-001",
        product="RK",
        on=day("4-5"),
        principal=idr(10_000_000),
        first_part=None if part is None else idr(part),
        instalments=months,
        settle="BANK",
    )


def drawn(rupiah: int, on: str) -> DisburseTranche:
    return DisburseTranche(loan="PJ-001", on=day(on), amount=idr(rupiah), settle="BANK")


def repaid(rupiah: int, on: str) -> RepayLoan:
    return RepayLoan(loan="PJ-001", on=day(on), amount=idr(rupiah))


def paid_off(rupiah: int, on: str) -> PayOffLoan:
    return PayOffLoan(loan="PJ-001", on=day(on), amount=idr(rupiah))


def charged(on: str) -> ChargeInterest:
    return ChargeInterest(loan="PJ-001", on=day(on))


def given_up(on: str) -> CancelUndrawn:
    return CancelUndrawn(loan="PJ-001", on=day(on), reason="tidak diperlukan lagi")


def renewed(on: str, to: date, limit: int | None = None, rate: str | None = None) -> RenewLine:
    return RenewLine(
        loan="PJ-001",
        on=day(on),
        expires_on=to,
        reason="usaha berlanjut",
        limit=None if limit is None else idr(limit),
        rate=None if rate is None else Rate.yearly(rate),
    )


def test_a_line_is_drawn_and_repaid_at_will_and_bears_by_its_daily_balances(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(opened(), key="opened")
    assert [balance(book, account) for account in ACCOUNTS] == [4_000_000, 6_000_000, -6_000_000, 0]
    desk.record(repaid(1_500_000, "4-15"), key="repaid")
    assert [balance(book, account) for account in ACCOUNTS] == [2_500_000, 7_500_000, -7_500_000, 0]
    desk.record(drawn(7_500_000, "4-20"), key="drawn")
    with refused("loan.undrawn-exceeded", book):
        desk.record(drawn(1, "4-21"), key="beyond")
    desk.end_month(Month(2014, 4))
    with book.read() as view:
        # 4.000.000 x 10 + 2.500.000 x 5 + 10.000.000 x 11 = 162.500.000; x 18% / 365 = 80.136,99.
        assert [(one.due_on, one.principal, one.interest) for one in view.loans.get("PJ-001").schedule()] == [
            (day("4-30"), idr(1_500_000), idr(0)),
            (day("5-10"), idr(0), idr(80_137)),
            (day("4-5").replace(year=2015), idr(10_000_000), idr(0)),
        ]
        assert view.loans.get("PJ-001").days_late(day("5-15")) == 5
    desk.record(repaid(2_080_137, "5-15"), key="second")
    assert [balance(book, account) for account in ACCOUNTS] == [8_000_000, 2_000_000, -2_000_000, -80_137]
    with book.read() as view:
        assert view.loans.get("PJ-001").days_late(day("5-20")) == 0
    desk.record(charged("5-31"), key="may")
    with book.read() as view:
        # 10.000.000 x 14 + 8.000.000 x 17 = 276.000.000 more; 438.500.000 x 18% / 365 = 216.246,58, less 80.137.
        assert view.loans.get("PJ-001").schedule()[2].interest == idr(136_110)
        # Nine more days of 8.000.000: 510.500.000 x 18% / 365 = 251.753,42, less 80.137.
        assert view.loans.payoff("PJ-001", day("6-10")).total == idr(8_171_616)
    assert not book.verify().findings


def test_a_line_ends_when_its_limit_is_given_up_and_all_it_bore_is_paid(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(opened(), key="opened")
    with refused("loan.commitment-open", book):
        desk.record(paid_off(4_049_315, "4-30"), key="open")
    desk.record(given_up("4-30"), key="rest")
    # 4.000.000 x 30 x 18% / 365 = 59.178,08.
    with refused("loan.payoff-differs", book):
        desk.record(paid_off(4_000_000, "5-5"), key="short")
    desk.record(paid_off(4_059_178, "5-5"), key="paid")
    assert [balance(book, account) for account in ACCOUNTS] == [0, 0, 0, -59_178]
    with book.read() as view:
        assert view.loans.get("PJ-001").closed_on == day("5-5")
        assert view.loans.get("PJ-001").schedule()[-1].interest == idr(0)
    assert not book.verify().findings


def test_a_line_without_principal_ends_when_its_last_bill_is_paid(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(opened(), key="opened")
    desk.record(given_up("4-30"), key="rest")
    desk.record(repaid(4_000_000, "5-5"), key="principal")
    with book.read() as view:
        assert view.loans.get("PJ-001").closed_on is None
    desk.end_month(Month(2014, 5))
    last = desk.record(repaid(59_178, "6-10"), key="interest")
    with book.read() as view:
        assert view.loans.get("PJ-001").closed_on == day("6-10")
    desk.reverse(last.seq, on=day("6-10"), reason="keliru", key="undone")
    with book.read() as view:
        assert view.loans.get("PJ-001").closed_on is None
    assert not book.verify().findings


def test_an_open_line_that_owes_nothing_ends_with_its_limit(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(opened(), key="opened")
    desk.record(repaid(4_000_000, "4-5"), key="back")
    desk.record(given_up("4-6"), key="rest")
    with book.read() as view:
        assert view.loans.get("PJ-001").closed_on == day("4-6")
    assert [balance(book, account) for account in ACCOUNTS] == [0, 0, 0, 0]


def test_a_repayment_that_comes_late_makes_the_bill_of_its_month_good_with_the_next_one(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(opened(), key="opened")
    # 4.000.000 x 26 x 18% / 365 = 51.287,67.
    assert desk.record(charged("4-30"), key="april").event.interest == idr(51_288)
    assert desk.record(repaid(1_000_000, "4-21"), key="late").event.principal == idr(948_712)
    # 4.000.000 x 16 + 3.051.288 x 41 = 189.102.808; x 18% / 365 = 93.256,18, less 51.288.
    assert desk.record(charged("5-31"), key="may").event.interest == idr(41_968)
    with refused("loan.line-unchanged", book):
        desk.record(charged("5-31"), key="twice")
    with refused("loan.line-charged-later", book):
        desk.record(charged("5-30"), key="before")
    assert not book.verify().findings


def test_interest_that_was_paid_too_much_comes_back_with_the_last_payment(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(opened(), key="opened")
    desk.record(charged("4-30"), key="april")
    desk.record(repaid(51_288, "5-2"), key="bill")
    # To 21 April 4.000.000 x 16 x 18% / 365 = 31.561,64; 51.288 are paid.
    with refused("loan.payment-exceeds-debt", book) as seen:
        desk.record(repaid(4_000_000, "4-21"), key="whole")
    assert seen[0].details["excess"] == idr(19_726)
    desk.record(repaid(3_000_000, "4-21"), key="late")
    desk.record(given_up("5-3"), key="rest")
    # 4.000.000 x 16 + 1.000.000 x 12 = 76.000.000; x 18% / 365 = 37.479,45: of 51.288 come back 13.809.
    desk.record(paid_off(986_191, "5-3"), key="paid")
    assert [balance(book, account) for account in ACCOUNTS] == [0, 0, 0, -37_479]
    assert not book.verify().findings


def test_a_bill_that_was_too_high_and_is_paid_comes_off_the_balance(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(opened(), key="opened")
    desk.record(charged("4-30"), key="april")
    desk.record(repaid(51_288, "5-2"), key="bill")
    desk.record(repaid(3_900_000, "4-21"), key="late")
    # 4.000.000 x 16 + 100.000 x 10 = 65.000.000; x 18% / 365 = 32.054,79; 100.000 in May bear 31 x 100.000 more: 33.583,56.
    back = desk.record(charged("5-31"), key="may")
    assert (back.event.interest, back.event.capitalised) == (idr(33_584 - 51_288), idr(33_584 - 51_288))
    assert [balance(book, account) for account in ACCOUNTS] == [82_296, 9_917_704, -9_917_704, -33_584]
    assert not book.verify().findings
    desk.reverse(back.seq, on=day("5-31"), reason="keliru", key="undone")
    assert [balance(book, account) for account in ACCOUNTS] == [100_000, 9_900_000, -9_900_000, -51_288]


def test_interest_may_go_to_the_balance_and_bears_from_then_on(database_url: str) -> None:
    book = with_savers(database_url, bylaws=with_terms(CAPITALISED))
    desk = counter(book)
    desk.record(opened(), key="opened")
    # 0,05 % a day: 4.000.000 x 26 days are 52.000; 4.052.000 x 31 are 62.806.
    desk.end_month(Month(2014, 4))
    assert [balance(book, account) for account in ACCOUNTS] == [4_052_000, 5_948_000, -5_948_000, -52_000]
    may = desk.record(charged("5-31"), key="may")
    assert [balance(book, account) for account in ACCOUNTS] == [4_114_806, 5_885_194, -5_885_194, -114_806]
    desk.reverse(may.seq, on=day("5-31"), reason="keliru", key="undone")
    assert [balance(book, account) for account in ACCOUNTS] == [4_052_000, 5_948_000, -5_948_000, -52_000]
    desk.record(charged("5-31"), key="again")
    with book.read() as view:
        assert view.loans.get("PJ-001").days_late(day("12-31")) == 0
    shown = loan_card(book, "PJ-001", as_of=day("6-30")).text(lang="id")
    for text in ("4.114.806", "Jatuh tempo plafon", "Bunga belum dibebankan"):
        assert text in shown
    assert not book.verify().findings


def test_interest_on_interest_is_made_good_with_a_late_repayment(database_url: str) -> None:
    book = with_savers(database_url, bylaws=with_terms(CAPITALISED))
    desk = counter(book)
    desk.record(opened(), key="opened")
    desk.record(charged("4-30"), key="april")
    desk.record(charged("5-31"), key="may")
    desk.record(repaid(1_000_000, "4-21"), key="late")
    # On time it had been 4.000.000 x 16 + 3.000.000 x 10 days: 47.000; 3.047.000 x 31: 47.228,50, together 94.229;
    # 3.094.229 x 30: 46.413,44; together 140.641,94. Of them 114.806 are charged.
    assert desk.record(charged("6-30"), key="june").event.interest == idr(25_836)
    assert balance(book, "1-1500") == 3_140_642
    assert not book.verify().findings


def test_what_the_limit_does_not_hold_is_billed(database_url: str) -> None:
    book = with_savers(database_url, bylaws=with_terms(CAPITALISED))
    desk = counter(book)
    desk.record(opened(part=9_980_000), key="opened")
    # 9.980.000 x 26 x 0,05 % = 129.740; 20.000 fit.
    event = desk.record(charged("4-30"), key="april").event
    assert (event.interest, event.capitalised, event.due_on) == (idr(129_740), idr(20_000), day("5-10"))
    assert [balance(book, account) for account in ACCOUNTS] == [10_000_000, 0, 0, -20_000]
    with book.read() as view:
        assert view.loans.get("PJ-001").days_late(day("5-15")) == 5
    assert desk.record(repaid(200_000, "5-15"), key="paid").event.interest == idr(109_740)
    assert not book.verify().findings


def test_what_was_drawn_before_the_month_was_charged_leaves_it_no_room(database_url: str) -> None:
    book = with_savers(database_url, bylaws=with_terms(CAPITALISED))
    desk = counter(book)
    desk.record(opened(), key="opened")
    desk.record(drawn(6_000_000, "5-3"), key="drawn")
    desk.record(repaid(1_000_000, "5-10"), key="repaid")
    event = desk.record(charged("4-30"), key="april").event
    assert (event.interest, event.capitalised) == (idr(52_000), idr(0))
    with book.read() as view:
        assert view.loans.get("PJ-001").days_late(day("5-9")) == 0
    assert not book.verify().findings


def test_a_charge_and_a_repayment_are_taken_back_exactly(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(opened(), key="opened")
    with book.read() as view:
        before = view.loans.get("PJ-001")
    first = desk.record(charged("4-30"), key="charged")
    desk.reverse(first.seq, on=day("4-30"), reason="keliru", key="undone")
    second = desk.record(repaid(1_000_000, "4-20"), key="repaid")
    desk.reverse(second.seq, on=day("4-30"), reason="keliru", key="undone-too")
    with book.read() as view:
        assert view.loans.get("PJ-001") == before
    assert [balance(book, account) for account in ACCOUNTS] == [4_000_000, 6_000_000, -6_000_000, 0]
    # What was taken back never was: 4.000.000 x 26 x 18% / 365 = 51.287,67.
    assert desk.record(charged("4-30"), key="again").event.interest == idr(51_288)
    with refused("reversal.dependents", book):
        desk.reverse(6, on=day("4-30"), reason="keliru", key="opening")
    with refused("loan.line-has-no-plan", book):
        desk.record(RescheduleLoan(loan="PJ-001", on=day("4-30"), instalments=6, reason="usaha menurun"), key="anew")
    assert not book.verify().findings


def test_at_its_expiry_the_balance_is_due_and_nothing_more_is_drawn(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(opened(1), key="opened")
    with refused("loan.tranche-too-late", book):
        desk.record(drawn(1, "5-5"), key="late")
    with book.read() as view:
        assert view.loans.get("PJ-001").days_late(day("5-15")) == 10
    shown = loan_card(book, "PJ-001", as_of=day("5-15")).text(lang="id")
    # 4.000.000 x 41 x 18% / 365 = 80.876,71.
    for line in ("Plafon", "10.000.000, belum ditarik 6.000.000", "menunggak", "10 hari", "80.877"):
        assert line in shown
    desk.end_month(Month(2014, 4))
    assert balance(book, "9-1400", "4-30") == 6_000_000
    desk.end_month(Month(2014, 5))
    assert balance(book, "9-1400", "5-31") == 0
    assert desk.record(repaid(1_000_000, "6-2"), key="part").event.undrawn is None
    with refused("loan.not-in-tranches", book):
        desk.record(drawn(1, "6-3"), key="over")
    assert not book.verify().findings


def test_registers_show_the_limit_of_a_line_and_its_expiry(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(opened(), key="opened")
    desk.record(repaid(1_500_000, "4-15"), key="repaid")
    desk.record(drawn(7_000_000, "4-20"), key="drawn")
    desk.end_month(Month(2014, 4))
    row = next(row for row in nominative(book, as_of=Month(2014, 4)).rows if row.key.endswith("PJ-001"))
    assert row.texts[:3] == ("PJ-001", day("4-5"), date(2015, 4, 5))
    assert row.amounts[:2] == (idr(10_000_000), idr(9_500_000))


def test_a_line_follows_its_member_and_goes_on_bearing_what_it_bore(database_url: str) -> None:
    book = with_savers(database_url, bylaws=with_terms(CAPITALISED))
    desk = counter(book)
    desk.record(RegisterCandidate(member="A-003", name="Daeng 003", group="RL-03", on=day("4-2")), key="candidate")
    desk.record(replace(opened(), member="A-003"), key="opened")
    desk.record(AdmitMember(member="A-003", on=day("4-20")), key="admitted")
    desk.end_month(Month(2014, 4))
    # 0,05 % a day: 4.000.000 x 26 days, before and after it went over.
    assert [balance(book, account) for account in ("1-1510", "1-1500", "4-1100", "9-1400")] == [0, 4_052_000, -52_000, 5_948_000]
    desk.record(repaid(1_052_000, "5-1"), key="repaid")
    # 3.000.000 x 31 days.
    assert desk.record(charged("5-31"), key="may").event.interest == idr(46_500)
    assert not book.verify().findings


def test_a_line_runs_on_with_another_limit_and_rate(database_url: str) -> None:
    floating = with_terms(LINE, 'rate_min = "12%/year"', "limits = { member_max = 12_000_000 }")
    book = with_savers(database_url, bylaws=floating)
    desk = counter(book)
    desk.record(opened(1), key="opened")
    to = date(2014, 11, 5)
    for command, code in (
        (renewed("5-5", day("5-5")), "loan.line-expiry"),
        (renewed("5-5", date(2016, 5, 6)), "loan.line-expiry"),
        (renewed("5-5", to, limit=3_999_999), "loan.limit-below-drawn"),
        (renewed("5-5", to, limit=12_000_001), "loan.limit-exceeded"),
        (renewed("5-5", to, rate="11%"), "loan.rate-not-offered"),
        (renewed("4-4", to), "loan.before-disbursement"),
    ):
        with refused(code, book):
            desk.record(command, key=f"no {code}")
    last = desk.record(renewed("5-5", to, limit=12_000_000, rate="12%"), key="renewed")
    assert [balance(book, account) for account in ACCOUNTS] == [4_000_000, 8_000_000, -8_000_000, 0]
    desk.reverse(last.seq, on=day("5-5"), reason="keliru", key="undone")
    assert [balance(book, account) for account in ACCOUNTS] == [4_000_000, 6_000_000, -6_000_000, 0]
    desk.record(renewed("5-5", to, limit=12_000_000, rate="12%"), key="again")
    # 4.000.000 x 30 x 18% / 365 = 59.178,08 and 4.000.000 x 27 x 12% / 365 = 35.506,85.
    assert desk.record(charged("5-31"), key="may").event.interest == idr(94_685)
    desk.record(drawn(8_000_000, "6-1"), key="drawn")
    shown = loan_card(book, "PJ-001", as_of=day("6-30")).text(lang="id")
    for text in ("12.000.000, belum ditarik 0", "5 November 2014", "diperpanjang", "12% per tahun"):
        assert text in shown
    assert not book.verify().findings


def test_a_late_bill_bears_the_penalty_of_the_product(database_url: str) -> None:
    order = 'allocation = ["penalty", "interest", "principal"]'
    book = with_savers(database_url, bylaws=with_terms(LINE, PENALTY, order))
    desk = counter(book)
    desk.record(opened(), key="opened")
    desk.record(charged("4-30"), key="april")
    desk.record(drawn(1_000_000, "5-1"), key="more")
    desk.record(repaid(500_000, "5-3"), key="paid")
    with book.read() as view:
        assert view.loans.penalty_due("PJ-001", day("5-20")) == idr(0)
    desk.record(charged("5-31"), key="may")
    with book.read() as view:
        bill = view.loans.get("PJ-001").schedule()[2]
        # 4.000.000 x 26 + 5.000.000 x 2 + 4.551.288 x 29 = 245.987.352; x 18% / 365 = 121.308,83, less 51.288; ten days at 0,1 %: 700,21.
        assert (bill.due_on, bill.interest) == (day("6-10"), idr(70_021))
        assert view.loans.penalty_due("PJ-001", day("6-20")) == idr(700)
    assert desk.record(repaid(100_000, "6-20"), key="late").event.penalty == idr(700)


def test_a_line_that_is_lost_is_written_off_after_its_limit_is_given_up(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(opened(), key="opened")
    lost = WriteOffLoan(loan="PJ-001", on=day("12-31"), reason="usaha berhenti")
    with refused("loan.commitment-open", book):
        desk.record(lost, key="open")
    desk.record(given_up("12-31"), key="rest")
    desk.record(lost, key="lost")
    assert [balance(book, account) for account in (*ACCOUNTS, "9-1100")] == [0, 0, 0, 0, 4_000_000]
    desk.end_month(Month(2014, 4))
    assert not book.verify().findings


def test_a_line_of_the_old_books_does_not_come_with_a_plan(database_url: str) -> None:
    book = with_savers(database_url)
    plan = (Instalment(no=1, due_on=day("10-1"), principal=idr(1_000_000), interest=idr(0)),)
    flat = DisburseLoan(
        loan="PJ-002", member="A-001", product="REGULER", on=day("4-5"), principal=idr(1_000_000), instalments=10, settle="BANK"
    )
    counter(book).record(flat, key="flat")
    old = TakeOverLoan(
        loan="PJ-009",
        member="A-001",
        product="RK",
        on=day("4-1"),
        contract_on=date(2014, 1, 1),
        principal_outstanding=idr(1_000_000),
        schedule=plan,
    )
    with refused("loan.line-has-no-plan", book), nothing_changes(book):
        counter(book).record(old, key="old")
    with refused("loan.not-a-line", book):
        counter(book).record(ChargeInterest(loan="PJ-002", on=day("4-30")), key="no")
