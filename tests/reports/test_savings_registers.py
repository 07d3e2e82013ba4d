"""The registers of savings accounts and of term deposits show what stood on a day and add up to the ledger."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.books.savings_positions import SavingsPosition
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import (
    BreakDeposit,
    CloseSavings,
    Deposit,
    HoldSavings,
    InstructDeposit,
    OpenDeposit,
    OpenSavings,
    ReleaseHold,
    Withdraw,
)
from irman_ledger.coop.savings.placement import Placement
from irman_ledger.coop.savings.state import SavingsState
from irman_ledger.core.journal import credit, debit
from irman_ledger.core.label import Label
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP
from irman_ledger.core.subject import Subject
from irman_ledger.reports import StatementDoesNotTieError, savings_list, term_deposits
from tests.reports.conftest import CASH, Golden
from tests.reports.fake import FakeBook

APRIL, MAY, JUNE = Month(2014, 4), Month(2014, 5), Month(2014, 6)
TELLER = Actor("siti", "teller")


def april(day: int) -> date:
    return date(2014, 4, day)


def saved(url: str, ksp: Bylaws) -> Book:
    """A-001 with Rp400.000, Rp50.000 of it held for a day or more; A-002 overdrawn by Rp100.000 and with an account that was closed."""
    book = Book.create(url, ksp, id="UJI", begins_on=april(1))
    desk = book.desk(TELLER)
    for no, name in (("A-001", "Daeng Sija"), ("A-002", "Daeng Kebo")):
        desk.record(AdmitMember(member=no, name=name, on=april(2)), key=no)
    for account, member, product in (("SS-001", "A-001", "SUKARELA"), ("SK-001", "A-002", "KORAN"), ("SS-002", "A-002", "SUKARELA")):
        desk.record(OpenSavings(account=account, member=member, product=product, on=april(2)), key=account)
    desk.record(Deposit(account="SS-001", on=april(3), amount=idr(500_000)), key="in")
    desk.record(HoldSavings(account="SS-001", hold="H-1", on=april(4), amount=idr(50_000), reason="jaminan"), key="hold")
    desk.record(Withdraw(account="SS-001", on=april(20), amount=idr(100_000)), key="out")
    desk.record(Withdraw(account="SK-001", on=april(21), amount=idr(100_000)), key="overdraw")
    desk.record(CloseSavings(account="SS-002", on=april(22)), key="close")
    return book


def placed(url: str, ksp: Bylaws) -> Book:
    """SB-001 pays 60,000,000 x 6 %/12 each month; SB-002 adds the interest of 10,000,000 at 4 % to itself after a month."""
    book = Book.create(url, ksp, id="UJI", begins_on=april(1))
    desk = book.desk(TELLER)
    desk.record(AdmitMember(member="A-001", name="Daeng Sija", on=april(1)), key="A-001")
    desk.record(OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=april(1)), key="SS-001")

    def place(deposit: str, rupiah: int, months: int, **more: Any) -> None:
        given: dict[str, Any] = {"deposit": deposit, "member": "A-001", "product": "BERJANGKA", "on": april(10), "months": months, **more}
        desk.record(OpenDeposit(amount=idr(rupiah), **given), key=deposit)

    place("SB-001", 60_000_000, 6, pay_to="SS-001")
    place("SB-002", 10_000_000, 1, payment="at-maturity", rollover="principal-and-interest")
    desk.end_month(APRIL)
    return book


def test_the_list_of_savings_shows_what_is_open_and_held_by_product(database_url: str, ksp: Bylaws, golden: Golden) -> None:
    with closing(saved(database_url, ksp)) as book:
        paper = savings_list(book, as_of=APRIL)
        assert [row.key for row in paper.rows if row.key] == [
            "KORAN",
            "SK-001",
            "KORAN.total",
            "SUKARELA",
            "SS-001",
            "SUKARELA.total",
            "total",
        ]
        assert paper.row("SS-001").amounts == (idr(400_000), idr(50_000))
        assert paper.row("SS-001").texts == ("SS-001", april(20), None)
        assert paper.row("SK-001").amounts == (idr(-100_000), idr(0))
        assert paper.row("total").amounts == (idr(300_000), idr(50_000))
        assert [fact.value for fact in paper.facts] == [idr(400_000), idr(-100_000)]
        golden("savings_list.id.txt", paper.text(width=100))
        golden("savings_list.en.txt", paper.text("en", width=100))
        golden("savings_list.id.csv", paper.csv())
        golden("savings_list.en.json", paper.json("en"))


def test_the_list_of_savings_is_as_it_was_on_the_day(database_url: str, ksp: Bylaws) -> None:
    with closing(saved(database_url, ksp)) as book:
        desk = book.desk(TELLER)
        desk.record(ReleaseHold(account="SS-001", hold="H-1", on=date(2014, 5, 2)), key="release")
        early = savings_list(book, as_of=april(19))
        assert early.row("SS-001").amounts == (idr(500_000), idr(50_000))
        assert early.row("SS-001").texts == ("SS-001", april(3), None)
        assert early.row("SS-002").texts == ("SS-002", None, None)
        assert early.row("SUKARELA.total").label == Label("Jumlah SUKARELA, 2 rekening", "Total SUKARELA, 2 accounts")
        assert savings_list(book, as_of=april(3)).row("SS-001").amounts == (idr(500_000), idr(0))
        assert savings_list(book, as_of=MAY).row("SS-001").amounts == (idr(400_000), idr(0))


def test_what_was_reversed_by_the_day_is_left_out_and_not_before(database_url: str, ksp: Bylaws) -> None:
    with closing(saved(database_url, ksp)) as book:
        with book.read() as view:
            (shut,) = [one.seq for one in view.records() if one.kind == "savings.closed"]
        desk = book.desk(TELLER)
        desk.reverse(shut, on=date(2014, 5, 3), reason="keliru", key="undo close")
        assert "SS-002" not in [row.key for row in savings_list(book, as_of=APRIL).rows]
        assert savings_list(book, as_of=MAY).row("SS-002").amounts == (idr(0), idr(0))
        with book.read() as view:
            held = {day: dict(_position(view.savings.positions(day), "SS-001").state.holds) for day in (april(3), april(4))}
        assert held == {april(3): {}, april(4): {"H-1": idr(50_000)}}


def test_an_opening_that_was_booked_late_does_not_hide_what_moved_before(database_url: str, ksp: Bylaws) -> None:
    with closing(saved(database_url, ksp)) as book:
        desk = book.desk(TELLER)
        opening = OpenSavings(account="SM-001", member="A-001", product="MITRA", on=april(3))
        desk.record(opening, key="SM", booked_on=april(25))
        desk.record(Deposit(account="SM-001", on=april(5), amount=idr(70_000)), key="in SM")
        assert savings_list(book, as_of=april(10)).row("SM-001").amounts == (idr(70_000), idr(0))
        given: dict[str, Any] = {"deposit": "SB-001", "member": "A-001", "product": "BERJANGKA", "on": april(10), "months": 6}
        desk.record(OpenDeposit(amount=idr(1_000_000), **given), key="SB", booked_on=april(25))
        desk.record(InstructDeposit(deposit="SB-001", on=april(12), rollover="principal"), key="instruct")
        assert [row.key for row in term_deposits(book, as_of=april(20)).rows] == ["total"]
        assert term_deposits(book, as_of=APRIL).row("SB-001").remark == Label("pokok", "principal")


def test_the_register_of_deposits_shows_the_term_that_ran_on_the_day(database_url: str, ksp: Bylaws, golden: Golden) -> None:
    with closing(placed(database_url, ksp)) as book:
        desk = book.desk(TELLER)
        desk.end_month(MAY)
        desk.record(InstructDeposit(deposit="SB-001", on=date(2014, 6, 2), rollover="principal", pay_to="SS-001"), key="instruct")
        paper = term_deposits(book, as_of=APRIL)
        assert paper.row("SB-001").texts[:3] == ("SB-001", april(10), date(2014, 10, 10))
        assert paper.row("SB-002").texts[:3] == ("SB-002", april(10), date(2014, 5, 10))
        # 21 of the 30 days to 10 May: 300,000 x 21/30 and 33,333.33 x 21/30.
        assert paper.row("SB-001").amounts == (idr(60_000_000), idr(210_000), idr(0), idr(210_000))
        assert paper.row("SB-002").amounts == (idr(10_000_000), idr(23_333), idr(0), idr(23_333))
        assert paper.row("total").amounts == (idr(70_000_000), idr(233_333), idr(0), idr(233_333))
        assert [fact.value for fact in paper.facts] == [idr(70_000_000)]
        later = term_deposits(book, as_of=MAY)
        assert later.row("SB-002").texts[:3] == ("SB-002", date(2014, 5, 10), date(2014, 6, 10))
        # All that was earned to 10 May is paid; 22 of the 31 days to 10 June: 300,000 x 22/31 = 212,903.2.
        assert later.row("SB-001").amounts == (idr(60_000_000), idr(512_903), idr(300_000), idr(212_903))
        # 33,333 less the tax of 3,333; then 10,030,000 x 4 %/12 x 22/31 = 23,726.9.
        assert later.row("SB-002").amounts == (idr(10_030_000), idr(57_060), idr(33_333), idr(23_727))
        assert later.row("SB-001").remark == Label("tidak", "no")
        assert term_deposits(book, as_of=JUNE).row("SB-001").remark == Label("pokok", "principal")
        golden("term_deposits.id.txt", later.text(width=100))
        golden("term_deposits.en.txt", later.text("en", width=100))
        golden("term_deposits.id.csv", later.csv())
        golden("term_deposits.en.json", later.json("en"))


def test_a_deposit_that_was_broken_waits_and_after_its_reversal_runs(database_url: str, ksp: Bylaws) -> None:
    with closing(placed(database_url, ksp)) as book:
        desk = book.desk(TELLER)
        broken = desk.record(BreakDeposit(deposit="SB-001", on=date(2014, 5, 5)), key="break")
        waits = term_deposits(book, as_of=MAY).row("SB-001")
        # 25 of 30 days at 3 %: 125,000; the penalty is 1 % of 60,000,000.
        assert waits.amounts == (idr(60_000_000 + 125_000 - 600_000), idr(125_000), idr(125_000), idr(0))
        assert waits.remark == Label("berakhir", "ended")
        desk.reverse(broken.seq, on=date(2014, 6, 2), reason="keliru", key="undo")
        assert term_deposits(book, as_of=MAY).row("SB-001") == waits
        assert term_deposits(book, as_of=JUNE).row("SB-001").amounts[0] == idr(60_000_000)


def test_an_erased_name_is_said_to_be_erased(sqlite_url: str, ksp: Bylaws) -> None:
    with closing(saved(sqlite_url, ksp)) as book:
        book.erase("A-002")
        assert "A-002 (nama dihapus)" in savings_list(book, as_of=APRIL).text()


@pytest.mark.parametrize(("make", "draw", "account"), [(saved, savings_list, "2-1100"), (placed, term_deposits, "2-1200")])
def test_a_register_that_differs_from_the_ledger_is_refused(
    sqlite_url: str, ksp: Bylaws, make: Callable[..., Book], draw: Callable[..., Any], account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(make(sqlite_url, ksp)) as book:
        monkeypatch.setattr(SavingsPosition, "on", lambda *_all: idr(1))
        with pytest.raises(StatementDoesNotTieError) as caught:
            draw(book, as_of=APRIL)
        assert account in caught.value.message("en")


def test_a_book_without_savings_has_empty_registers(book: FakeBook) -> None:
    for draw in (savings_list, term_deposits):
        assert [row.key for row in draw(book, as_of=MAY).rows] == ["total"]


def test_what_else_stands_on_the_control_account_is_told_apart(book: FakeBook) -> None:
    """A deposit and a savings account on one control account: each register names what the other lists."""
    own = Placement(
        placed_on=april(10),
        months=6,
        principal=idr(900_000),
        rate=Rate.parse("6%/year"),
        payment="monthly",
        rollover="none",
        pay_to=None,
        basis="month",
        step=idr(1),
        mode=HALF_UP,
        earned_before=idr(0),
    )
    account = SavingsState(no="SS-001", member="A-001", product="SUKARELA", control="2-1100", opened_on=april(2), moves_from=april(2))
    deposit = replace(account, no="SB-001", product="BERJANGKA", placement=own)
    book.accounts += [deposit, account]
    lines = (debit("1-1100", idr(900_000), CASH), credit("2-1100", idr(900_000), Subject("savings", "SB-001")))
    book.add(april(10), "Penempatan SB-001", *lines, subject=Subject("savings", "SB-001"))
    kept = -book.balances(as_of=MAY).net("2-1100")
    deposits, savings = term_deposits(book, as_of=MAY), savings_list(book, as_of=MAY)
    assert deposits.row("others").amounts == (kept - idr(900_000), None, None, None)
    assert savings.row("others").amounts == (idr(900_000), None)
    assert deposits.amount("total") == savings.amount("total") == kept


def _position(found: tuple[SavingsPosition, ...], no: str) -> SavingsPosition:
    (one,) = [each for each in found if each.state.no == no]
    return one
