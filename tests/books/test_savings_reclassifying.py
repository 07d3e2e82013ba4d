"""Savings that go over to the account of another status, in real books on both databases."""

from __future__ import annotations

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.books.month_end import MonthEndSummary
from irman_ledger.coop.members import AdmitMember, EndMembership, RegisterCandidate
from irman_ledger.coop.savings import (
    BreakProgramme,
    CloseSavings,
    HoldSavings,
    OpenDeposit,
    OpenProgramme,
    OpenSavings,
    PayDepositInterest,
    PayOutDeposit,
    PostInterest,
    ReclassifySavings,
    TakeOverDeposit,
)
from irman_ledger.core.rate import Rate
from irman_ledger.errors import RefusedError
from irman_ledger.reports import member_overview, savings_list, term_deposits
from tests.books.kit import KSP, balance, counter, day, deposit, new_book, refused, withdraw

CANDIDATES, MEMBERS = "2-1110", "2-1100"


def saved(database_url: str, product: str = "SUKARELA") -> Book:
    """A candidate of 1 April saves 1,000,000 on 2 April; a member from 10 May on."""
    book = new_book(database_url)
    desk = counter(book)
    desk.record(RegisterCandidate(member="A-003", name="Daeng 003", on=day("4-1")), key="candidate")
    desk.record(OpenSavings(account="SS-001", member="A-003", product=product, on=day("4-1")), key="opened")
    desk.record(deposit(1_000_000), key="saved")
    return book


def two_accounts() -> Bylaws:
    """The sample, with a current account of candidates too."""
    lines = KSP.source.splitlines(keepends=True)
    at = next(no for no, line in enumerate(lines) if 'code = "2-1130"' in line)
    lines.insert(at + 1, lines[at].replace("2-1130", "2-1131"))
    return Bylaws.from_toml("".join(lines).replace('account = "2-1130"\n', 'account = "2-1130"\naccount_candidate = "2-1131"\n'))


def admit(book: Book, on: str = "5-10") -> None:
    counter(book).record(AdmitMember(member="A-003", on=day(on)), key=f"admitted {on}")


def move(book: Book, on: str, account: str = "SS-001") -> int:
    return counter(book).record(ReclassifySavings(account=account, on=day(on)), key=f"move {on} {book.size}").seq


def stands(book: Book, as_of: str = "12-31") -> list[int]:
    return [-balance(book, account, as_of) for account in (CANDIDATES, MEMBERS)]


def of_step(summary: MonthEndSummary) -> list[tuple[int, int]]:
    return [(step.recorded, step.nothing) for step in summary.steps if step.step.name == "savings-status"]


def listed(book: Book, on: str) -> list[tuple[str, str, int]]:
    """Account, day of its last movement and balance; the registers tie to the ledger, or would be refused."""
    with book.read() as view:
        found = view.savings.positions(day(on))
        rows = [(one.state.control, str(one.moved_on), one.on(one.state.control).minor // 100) for one in found]
    savings_list(book, as_of=day(on))
    term_deposits(book, as_of=day(on))
    return rows


def test_the_balance_moves_and_what_comes_after_is_booked_on_the_account_of_the_new_status(database_url: str) -> None:
    book = saved(database_url)
    admit(book)
    move(book, "5-10")
    assert stands(book) == [0, 1_000_000]
    assert stands(book, "5-9") == [1_000_000, 0]
    desk = counter(book)
    desk.record(deposit(200_000, on="5-20"), key="more")
    desk.record(withdraw(1_100_000, on="5-21"), key="less")
    assert stands(book) == [0, 100_000]
    with book.read() as view:
        assert view.savings.get("SS-001").balance == idr(100_000)
    assert listed(book, "5-9") == [(CANDIDATES, "2014-04-02", 1_000_000)]
    assert listed(book, "5-10") == [(MEMBERS, "2014-04-02", 1_000_000)]
    assert listed(book, "5-21") == [(MEMBERS, "2014-05-21", 100_000)]
    assert book.verify().ok


def test_the_overview_of_the_member_shows_it_where_it_stands(database_url: str) -> None:
    book = saved(database_url)
    admit(book)
    move(book, "5-10")
    shown = {on: member_overview(book, "A-003", as_of=day(on)) for on in ("5-9", "5-10")}
    for paper in shown.values():
        rows = {row.key: row.amounts for row in paper.rows if row.key.startswith("savings")}
        assert rows == {"savings": (), "savings:SS-001": (idr(1_000_000), None), "savings.total": (idr(1_000_000), None)}


def test_interest_is_that_of_one_balance_and_an_expense_of_the_status_of_the_day(database_url: str) -> None:
    book = saved(database_url)
    admit(book)
    desk = counter(book)
    desk.end_month(Month(2014, 4))
    # April: 29 days of 1,000,000 at 3 %: 2,383.56. May: 31 days of 1,002,384: 2,554.02.
    assert (balance(book, "5-2100", "4-30"), balance(book, "5-1100", "4-30")) == (2_384, 0)
    done = desk.end_month(Month(2014, 5))
    assert of_step(done) == [(1, 0)]
    assert (balance(book, "5-2100"), balance(book, "5-1100")) == (2_384, 2_554)
    assert stands(book, "5-31") == [0, 1_000_000 + 2_384 + 2_554]
    assert of_step(desk.end_month(Month(2014, 5))) == [(0, 1)]
    assert book.verify().ok


def test_an_average_balance_knows_no_day_of_going_over(database_url: str) -> None:
    book = saved(database_url, "PENDIDIKAN")
    admit(book, "4-10")
    move(book, "4-15")
    counter(book).end_month(Month(2014, 4))
    # 29 of 30 days of 1,000,000: 966,667 on average, at 4 %/12: 3,222.22.
    assert -balance(book, "2-1410", "4-30") == 3_222


def test_what_moved_since_the_month_goes_over_on_the_day_of_its_latest_movement(database_url: str) -> None:
    book = saved(database_url)
    admit(book)
    desk = counter(book)
    desk.record(withdraw(400_000, on="6-3"), key="less")
    desk.end_month(Month(2014, 4))
    desk.end_month(Month(2014, 5))
    earned = 2_384 + 2_554
    assert stands(book, "5-31") == [1_000_000 + 2_384, 2_554]
    assert stands(book, "6-3") == [0, 600_000 + earned]
    assert listed(book, "5-31") == [(CANDIDATES, "2014-04-30", 1_002_384)]
    assert of_step(desk.end_month(Month(2014, 5))) == [(0, 1)]
    # Nothing is taken for a day before, but money may still come in.
    for command in (withdraw(1_000, on="6-2"), HoldSavings(account="SS-001", hold="H", on=day("6-2"), amount=idr(900_000), reason="x")):
        with pytest.raises(RefusedError) as caught:
            desk.record(command, key="back")
        assert caught.value.code in ("savings.reclassified-later", "savings.hold-not-covered")
    desk.record(deposit(50_000, on="6-1"), key="late slip")
    assert stands(book, "6-3") == [0, 650_000 + earned]
    assert listed(book, "6-3") == [(MEMBERS, "2014-06-03", 650_000 + earned)]
    assert book.verify().ok


def test_what_is_held_stays_held_and_the_account_closes_empty(database_url: str) -> None:
    book = saved(database_url)
    admit(book)
    desk = counter(book)
    desk.record(HoldSavings(account="SS-001", hold="H-1", on=day("4-3"), amount=idr(900_000), reason="jaminan"), key="held")
    move(book, "5-10")
    with refused("savings.held"):
        desk.record(withdraw(200_000, on="5-11"), key="too much")
    desk.record(withdraw(100_000, on="5-11"), key="out")
    assert stands(book) == [0, 900_000]


def test_it_is_refused_where_nothing_changed_where_no_account_is_named_and_before_it_went_over(database_url: str) -> None:
    book = saved(database_url)
    admit(book)
    with refused("savings.status-unchanged", book, account="SS-001", status="calon", on=day("5-9")):
        move(book, "5-9")
    move(book, "5-10")
    with refused("savings.reclassified-later", book, reclassified_on=day("5-10"), on=day("5-9")):
        move(book, "5-9")
    desk = counter(book)
    desk.record(OpenSavings(account="SK-001", member="A-003", product="KORAN", on=day("5-10")), key="koran")
    desk.record(withdraw(1_000_000, on="5-11"), key="emptied")
    desk.record(EndMembership(member="A-003", on=day("5-12"), reason="resigned"), key="left")
    with refused("savings.status-not-served", book, product="KORAN", status="keluar"):
        move(book, "5-12", "SK-001")
    move(book, "5-12")
    desk.record(CloseSavings(account="SS-001", on=day("5-12")), key="closed")
    with refused("savings.closed", book):
        move(book, "5-13")
    assert of_step(desk.end_month(Month(2014, 5))) == [(0, 0)]
    assert book.verify().ok


def test_an_overdrawn_account_of_a_product_with_two_accounts_goes_over_below_zero(database_url: str) -> None:
    book = new_book(database_url, bylaws=two_accounts())
    desk = counter(book)
    desk.record(RegisterCandidate(member="A-003", name="Daeng 003", on=day("4-1")), key="candidate")
    desk.record(OpenSavings(account="SS-001", member="A-003", product="KORAN", on=day("4-1")), key="opened")
    desk.record(OpenSavings(account="SS-002", member="A-003", product="SUKARELA", on=day("4-1")), key="other")
    desk.record(deposit(1_000_000, account="SS-002"), key="cash")
    desk.record(deposit(300_000), key="in")
    seq = desk.record(withdraw(500_000), key="out").seq
    admit(book)
    moved = move(book, "5-10")
    assert (balance(book, "2-1131"), balance(book, "2-1130")) == (0, 200_000)
    with refused("savings.reclassified-later"):
        desk.record(withdraw(1_000, on="5-9"), key="before")
    with refused("reversal.dependents"):
        desk.reverse(seq, on=day("5-11"), reason="salah", key="barred")
    desk.reverse(moved, on=day("5-11"), reason="salah", key="back")
    desk.reverse(seq, on=day("5-11"), reason="salah", key="undone")
    assert (balance(book, "2-1131"), balance(book, "2-1130")) == (-300_000, 0)
    assert book.verify().ok


def test_it_is_undone_exactly_as_the_latest_and_bars_what_was_booked_before(database_url: str) -> None:
    book = saved(database_url)
    admit(book)
    desk = counter(book)
    out = desk.record(withdraw(300_000, on="4-20"), key="out").seq
    moved = move(book, "5-10")
    later = desk.record(deposit(100_000, on="5-12"), key="later").seq
    # A withdrawal of before would come back to the account that the savings have left.
    with refused("reversal.dependents", book):
        desk.reverse(out, on=day("5-13"), reason="salah", key="barred")
    with refused("reversal.dependents", book):
        desk.reverse(moved, on=day("5-13"), reason="salah", key="not yet")
    desk.reverse(later, on=day("5-13"), reason="salah", key="later gone")
    desk.reverse(moved, on=day("5-20"), reason="salah", key="moved gone")
    assert stands(book) == [700_000, 0]
    assert [listed(book, on)[0][::2] for on in ("5-9", "5-15", "5-20")] == [
        (CANDIDATES, 700_000),
        (MEMBERS, 700_000),
        (CANDIDATES, 700_000),
    ]
    desk.reverse(out, on=day("5-21"), reason="salah", key="out gone")
    assert stands(book) == [1_000_000, 0]
    # 29 days of April less 11 of 300,000; the going over and back counts for nothing: 2,383.56 - 271.23.
    desk.record(PostInterest(account="SS-001", on=day("4-30")), key="april")
    assert balance(book, "5-2100", "4-30") == 2_112
    move(book, "5-21")
    assert stands(book) == [0, 1_002_112]
    assert book.verify().ok


def test_a_deposit_with_what_it_has_earned_follows_and_is_paid_out(database_url: str) -> None:
    book = saved(database_url)
    desk = counter(book)
    terms = {"member": "A-003", "product": "BERJANGKA", "months": 1, "payment": "at-maturity"}
    desk.record(OpenDeposit(deposit="SB-001", on=day("4-20"), amount=idr(12_000_000), **terms), key="placed")  # type: ignore[arg-type]
    old = {"placed_on": day("2-1"), "due_on": day("5-1"), "rate": Rate.parse("12%/year"), "interest_paid": idr(0)}
    brought = TakeOverDeposit(
        deposit="SB-002",
        on=day("4-1"),
        amount=idr(1_000_000),
        interest_accrued=idr(20_000),
        **(terms | old | {"months": 3}),  # type: ignore[arg-type]
    )
    desk.record(brought, key="brought")
    admit(book)
    desk.end_month(Month(2014, 4))
    # 12,000,000 at 4 %/12 for 11 of 30 days: 14,666.67; 1,000,000 at 12 % for 3 months, of which 20,000 was accrued before: 10,000 more.
    assert -balance(book, "2-1410", "4-30") == 14_667 + 30_000
    desk.end_month(Month(2014, 5))
    assert [-balance(book, account, "5-31") for account in ("2-1210", "2-1200")] == [0, 13_000_000]
    assert listed(book, "5-31")[:2] == [("2-1200", "2014-04-20", 12_000_000), ("2-1200", "2014-04-01", 1_000_000)]
    # 12,000,000 x 4 %/12, of which 240,000 and less a month is free of tax.
    desk.record(PayDepositInterest(deposit="SB-001", on=day("6-1")), key="paid")
    desk.record(PayOutDeposit(deposit="SB-001", on=day("6-1")), key="paid out")
    assert [-balance(book, account) for account in ("2-1210", "2-1200", "2-1405")] == [0, 1_000_000, 0]
    assert (balance(book, "5-2110"), balance(book, "5-1110")) == (14_667 + 10_000, 40_000 - 14_667)
    assert book.verify().ok


def test_a_programme_counts_what_was_paid_on_both_accounts(database_url: str) -> None:
    book = saved(database_url)
    desk = counter(book)
    opened = OpenProgramme(account="SP-001", member="A-003", product="TERPROGRAM", on=day("4-1"), amount=idr(100_000), months=6)
    desk.record(opened, key="programme")
    desk.record(deposit(200_000, on="4-2", account="SP-001"), key="two months")
    admit(book)
    move(book, "5-10", "SP-001")
    with refused("savings.programme-amount", left=idr(400_000)):
        desk.record(deposit(500_000, on="5-11", account="SP-001"), key="too much")
    desk.record(deposit(400_000, on="5-11", account="SP-001"), key="the rest")
    # 10 % of 600,000.
    desk.record(BreakProgramme(account="SP-001", on=day("5-12")), key="broken")
    assert stands(book) == [1_000_000, 540_000]
    assert book.verify().ok
