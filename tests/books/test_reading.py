"""What is read of a book equals what a naive book in dictionaries adds up to."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from irman_ledger import Book, Month, idr
from irman_ledger.books.records import Voucher
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import Deposit, OpenSavings, Withdraw
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.balances import Balances
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import RefusedError
from irman_ledger.testing.model import NaiveBook
from tests.books.kit import KSP, counter, day, deposit, journal, new_book, refused, with_savers, withdraw

FIRST, LAST = date(2014, 4, 1), date(2014, 8, 31)


def some_command(chance: Random, place: int) -> Command[Any]:
    """Anything a teller may be asked for, sensible or not."""
    on = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    no, amount = chance.randrange(1, 5), idr(chance.choice([1, 5, 40, 40, 200, 1_000]) * 1_000)
    match chance.randrange(12):
        case 0:
            return AdmitMember(member=f"A-{no}", name=f"Anggota {no}", on=on)
        case 1:
            return OpenSavings(account=f"SS-{no}", member=f"A-{chance.randrange(1, 5)}", product="SUKARELA", on=on)
        case 2:
            return PayShare(member=f"A-{no}", product=chance.choice(["POKOK", "WAJIB"]), on=on, amount=amount)
        case 3:
            return DisburseLoan(loan=f"PJ-{place}", member=f"A-{no}", product="REGULER", on=on, principal=amount * 10, instalments=4)
        case 4 | 5:
            return RepayLoan(loan=f"PJ-{chance.randrange(1, place + 2)}", on=on, amount=amount)
        case 6:
            return journal(("5-3130", 700), ("1-1100", -700, "cash:KAS"), on=on.isoformat())
        case 7 | 8:
            return Withdraw(account=f"SS-{no}", on=on, amount=amount, settle=chance.choice([None, "BANK"]))
        case _:
            return Deposit(account=f"SS-{no}", on=on, amount=amount, settle=chance.choice([None, None, "BANK"]))


class Both:
    """A book and a naive book that are told the same."""

    def __init__(self, book: Book) -> None:
        self.book, self.naive = book, NaiveBook(KSP)
        self.booked: list[date] = []
        """The booking day of each record of the naive book, whose seq is one less: it has no genesis."""

    def tell(self, command: Command[Any], key: str, booked_on: date | None) -> str | None:
        """Both take it, or both refuse it with the same code."""
        codes: list[str | None] = []
        for record in (lambda: self.naive.record(command), lambda: counter(self.book).record(command, key=key, booked_on=booked_on)):
            try:
                record()
                codes.append(None)
            except RefusedError as refusal:
                codes.append(refusal.code)
        assert codes[0] == codes[1], command
        if codes[0] is None:
            self.booked.append(booked_on or command.on)
        return codes[0]

    def balances(self, first: date, last: date, known_at: int | None = None) -> Balances:
        wanted = [
            line for seq, _on, line in self.naive.lines() if first <= self.booked[seq] <= last and (known_at is None or seq + 1 < known_at)
        ]
        return Balances.of_lines("IDR", wanted)


def turnovers(balances: Balances) -> dict[Any, Any]:
    return {key: turnover for key, turnover in balances.items() if turnover.debit or turnover.credit}


@pytest.fixture(params=[1, 2, 3])
def both(request: pytest.FixtureRequest, database_url: str) -> Both:
    """Some 120 commands, of which about a third is refused; a fifth is booked later than it happened."""
    chance = Random(request.param)
    told = Both(new_book(database_url))
    codes = set()
    for no in (1, 2):
        told.tell(AdmitMember(member=f"A-{no}", name=f"Anggota {no}", on=FIRST), f"m{no}", None)
        told.tell(OpenSavings(account=f"SS-{no}", member=f"A-{no}", product="SUKARELA", on=FIRST), f"s{no}", None)
    for place in range(120):
        command = some_command(chance, place)
        late = command.on + timedelta(days=chance.randrange(60)) if chance.random() < 0.2 else None
        codes.add(told.tell(command, f"k{place}", late))
    assert codes > {None, "savings.overdrawn"}
    return told


def test_every_question_has_the_naive_answer(both: Both) -> None:
    book, naive, size = both.book, both.naive, len(both.naive.played) + 1
    assert 40 < size == book.size
    ends = [Month(2014, month) for month in range(3, 11)]
    with book.read() as view:
        for month in ends:
            assert turnovers(view.balances(as_of=month)) == turnovers(both.balances(FIRST, month.last_day))
            assert turnovers(view.balances(period=month)) == turnovers(both.balances(month.first_day, month.last_day))
        assert turnovers(view.balances(period=(ends[1], ends[3]))) == turnovers(both.balances(date(2014, 4, 1), date(2014, 6, 30)))
        for on in (FIRST, date(2014, 4, 30), date(2014, 5, 17), date(2014, 7, 1), date(2014, 12, 31)):
            assert view.balances(as_of=on) == both.balances(FIRST, on)
            for known_at in (0, 5, size // 2, size):
                assert view.balances(as_of=on, known_at=known_at) == both.balances(FIRST, on, known_at)
        for known_at in (1, size // 3, size):
            assert view.balances(as_of=Month(2014, 6), known_at=known_at) == both.balances(FIRST, date(2014, 6, 30), known_at)
            found = view.balances(period=Month(2014, 5), known_at=known_at)
            assert turnovers(found) == turnovers(both.balances(date(2014, 5, 1), date(2014, 5, 31), known_at))
        subjects = {line.subject for _, _, line in naive.lines() if line.account == "2-1100"}
        assert view.subject_balances("2-1100") == {s: amount for s in subjects if s and (amount := naive.balance("2-1100", s))}
    report = book.verify()
    assert report.ok, report.findings


def test_movements_run_on_from_page_to_page(both: Both) -> None:
    book, naive = both.book, both.naive
    with book.read() as view:
        for no in (1, 2):
            subject = Subject("savings", f"SS-{no}")
            expected = sorted((on, seq + 1, line.amount) for seq, on, line in naive.lines() if line.subject == subject)
            for limit in (1, 3, 1000):
                rows, after = [], None
                while True:
                    page = view.movements(subject, after=after, limit=limit)
                    assert len(page.rows) <= limit
                    rows += page.rows
                    after = page.next
                    if after is None:
                        break
                assert [(row.value_on, row.seq, row.amount) for row in rows] == expected
                running = [sum(amount.minor for _, _, amount in expected[: place + 1]) for place in range(len(expected))]
                assert [row.balance.minor for row in rows] == running
            balance = view.savings.get(f"SS-{no}").balance
            assert balance == -naive.balance("2-1100", subject) - naive.balance("2-1110", subject)


def test_the_ledger_of_an_account_runs_from_what_stood_before(both: Both) -> None:
    book, naive, booked = both.book, both.naive, both.booked
    of_cash = sorted((booked[seq], seq + 1, line.amount.minor) for seq, _, line in naive.lines() if line.account == "1-1100")
    with book.read() as view:
        for span in (Month(2014, 4), Month(2014, 6), (Month(2014, 5), Month(2014, 7))):
            first, last = (span, span) if isinstance(span, Month) else span
            opening = sum(amount for on, _, amount in of_cash if on < first.first_day)
            assert view.balance_before("1-1100", first.first_day).minor == opening
            rows = list(view.account_movements("1-1100", span))
            wanted = [item for item in of_cash if first.first_day <= item[0] <= last.last_day]
            assert [(row.booked_on, row.seq, row.amount.minor) for row in rows] == wanted
            for place, row in enumerate(rows):
                assert row.balance.minor == opening + sum(amount for _, _, amount in wanted[: place + 1])
        middle = date(2014, 6, 15)
        assert view.balance_before("1-1100", middle).minor == sum(amount for on, _, amount in of_cash if on < middle)


def test_the_journal_is_in_order_of_booking_day_and_records_are_in_order_of_seq(both: Both) -> None:
    book, naive, booked = both.book, both.naive, both.booked
    with_lines = [played.seq for played in naive.played if played.entry is not None]
    wanted = [
        seq + 1 for seq in sorted(with_lines, key=lambda seq: (booked[seq], seq)) if date(2014, 5, 1) <= booked[seq] <= date(2014, 6, 30)
    ]
    journalled = list(book.journal((Month(2014, 5), Month(2014, 6))))
    assert [record.seq for record in journalled] == wanted
    for record in journalled:
        entry = naive.played[record.seq - 1].entry
        assert entry is not None
        assert (record.lines, record.total, record.narration) == (entry.lines, entry.total, entry.narration)
    assert [record.seq for record in book.records()] == list(range(book.size))
    assert [record.seq for record in book.records(after=10, limit=5)] == [11, 12, 13, 14, 15]
    assert [record.seq for record in book.records(after=book.size - 2)] == [book.size - 1]
    with book.read() as view:
        in_may = [seq + 1 for seq in range(len(booked)) if booked[seq].month == 5]
        assert [record.seq for record in view.records(period=Month(2014, 5))] == in_may
        assert [record.seq for record in view.records(period=Month(2014, 5), limit=3)] == in_may[:3]
        assert [record.seq for record in view.records(period=Month(2014, 5), after=in_may[3])] == in_may[4:]


# ---------------------------------------------------------------- without the naive book


def test_a_question_about_balances_says_exactly_what_it_means(database_url: str) -> None:
    book = with_savers(database_url)
    with refused("input.invalid"):
        book.balances()
    with refused("input.invalid"):
        book.balances(as_of=Month(2014, 4), period=Month(2014, 4))
    with refused("input.invalid"):
        book.balances(period=(Month(2014, 5), Month(2014, 4)))


def test_a_page_and_a_subject_must_make_sense(database_url: str) -> None:
    book = with_savers(database_url)
    with book.read() as view:
        for limit in (0, -1, 1001):
            with refused("input.invalid"):
                view.movements("SS-001", limit=limit)
        with refused("input.invalid"):
            view.movements("SS-777")
        with refused("code.malformed"):
            view.movements("nothing:SS-001")
        assert view.movements("savings:SS-777").rows == ()
        with refused("record.unknown", seq=77):
            view.record(77)
        for reader in (view.members, view.savings, view.loans):
            with refused("subject.unknown"):
                reader.get("none")


def test_the_records_of_a_voucher_are_all_its_parts_or_one(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(50_000), key="1")
    desk.record_all([(deposit(1_000), "2"), (deposit(2_000, account="SS-002"), "3")], one_voucher=True)
    desk.record(withdraw(20_000), key="4")
    with book.read() as view:
        for voucher, seqs in (
            (Voucher("BKM", 2014, 1), [6]),
            (Voucher("BKM", 2014, 2), [7, 8]),
            (Voucher("BKM", 2014, 2, 2), [8]),
            (Voucher("BKK", 2014, 1), [9]),
            (Voucher("BKM", 2014, 3), []),
            (Voucher("BKM", 2013, 1), []),
            (Voucher("BKM", 2014, 1, 1), []),
            (Voucher("", 0, 0), []),
        ):
            assert [record.seq for record in view.records_of(voucher)] == seqs
        assert view.records_of(Voucher("BKM", 2014, 2)) == (view.record(7), view.record(8))
        assert [record.total for record in view.records_of(Voucher("BKM", 2014, 2))] == [idr(1_000), idr(2_000)]


def test_the_cash_box_is_never_negative_not_even_on_a_day_in_the_past(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(100_000, "4-10"), key="1")
    desk.record(journal(("5-3130", 60_000), ("1-1100", -60_000, "cash:KAS"), on="4-20"), key="2")
    desk.record(deposit(500_000, "4-25"), key="3")
    for on, amount, least in (("4-9", 1, -1), ("4-10", 40_001, -1), ("4-24", 40_001, -1), ("4-25", 540_001, -1)):
        with refused("balance.below-zero", book, subject="KAS", balance=idr(least)):
            desk.record(journal(("5-3130", amount), ("1-1100", -amount, "cash:KAS"), on=on), key="x")
    desk.record(journal(("5-3130", 40_000), ("1-1100", -40_000, "cash:KAS"), on="4-10"), key="4")
    desk.record(journal(("5-3130", 90_000), ("1-1200", -90_000, "cash:BANK"), on="4-10"), key="a bank may be overdrawn")


def test_an_entry_is_judged_by_what_it_leaves_on_a_box_not_line_by_line(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(40_000), key="1")
    both_ways = [("1-1100", 50_000, "cash:KAS"), ("5-3130", 30_000), ("1-1100", -80_000, "cash:KAS")]
    for place, lines in enumerate((both_ways, both_ways[::-1])):
        with refused("balance.below-zero", book, balance=idr(-1)):
            desk.record(journal(("1-1710", 10_001), ("1-1100", -10_001, "cash:KAS"), *lines), key=f"x{place}")
    desk.record(journal(*both_ways), key="2")
    desk.record(journal(("1-1100", -10_000, "cash:KAS"), ("1-1710", 10_000)), key="3")


def test_a_view_is_one_snapshot(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(50_000), key="1")
    with book.read() as view:
        root = view.root()
        desk.record(withdraw(20_000), key="2")
        assert view.savings.get("SS-001").balance == idr(50_000)
        assert view.balances(as_of=day("12-31")).net("1-1100") == idr(50_000)
        assert [record.seq for record in view.records(after=5)] == [6]
        assert (view.size, view.root()) == (7, root)
    assert book.size == 8


def test_records_after_a_cursor_are_seen_once_each_in_commit_order(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    seen, cursor = [], None
    for place in range(4):
        desk.record_all([(deposit(1_000), f"{place}/{n}") for n in range(place + 1)])
        for record in book.records(after=cursor):
            seen.append(record.seq)
            cursor = record.seq
    assert seen == list(range(16))


def test_a_member_is_shown_with_what_they_hold(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(3_000_000), key="1")
    desk.record(PayShare(member="A-001", product="POKOK", on=day("4-3"), amount=idr(100_000)), key="2")
    desk.record(
        DisburseLoan(loan="PJ-1", member="A-001", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10), key="3"
    )
    desk.record(RepayLoan(loan="PJ-1", on=day("5-10"), amount=idr(240_000)), key="4")
    with book.read() as view:
        member = view.members.get("A-001")
        assert (member.name.value, member.status, member.group, member.district) == ("Daeng 001", "anggota", "RL-03", "Pa'jukukang")
        held = {str(h.subject): {a: m.minor // 100 for a, m in h.balances.items()} for h in view.members.positions("A-001")}
        assert held == {
            "loan:PJ-1": {"1-1500": 1_800_000, "4-1100": -40_000},
            "savings:SS-001": {"2-1100": -3_000_000},
            "share:A-001/POKOK": {"3-1100": -100_000},
        }
        loan = view.loans.get("PJ-1")
        assert (loan.principal, loan.outstanding, loan.interest_paid) == (idr(2_000_000), idr(1_800_000), idr(40_000))
        assert [item.due_on for item in loan.schedule()][:2] == [date(2014, 5, 10), date(2014, 6, 10)]
        assert loan.instalments_late(date(2014, 7, 10)) == 1
        assert loan.days_late(date(2014, 7, 11)) == 31
        assert [m.no for m in view.members.all()] == ["A-001", "A-002"]
        assert view.members.standing("A-001", date(2014, 4, 1)).status == "anggota"
