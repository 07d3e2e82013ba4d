"""Bad input is refused with a code that never changes, and nothing in the book has changed afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Money, Month, idr
from irman_ledger.books.wire import command_from, parse_json
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.members import AdmitMember, RegisterCandidate, RegisterGroup
from irman_ledger.coop.savings import Deposit, OpenSavings, Withdraw
from irman_ledger.coop.shares import PayShare
from tests.books.kit import KSP, counter, day, deposit, every_row, journal, refused, with_savers, withdraw
from tests.conftest import DATABASES
from tests.postgres import PostgresServer

WITH_A_CLOSED_ACCOUNT = Bylaws.from_toml(KSP.source.replace('line = "inventory"', 'line = "inventory", closed_on = 2014-04-15'))


@pytest.fixture(scope="module", params=DATABASES)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One book for all cases, as none of them changes it."""
    if request.param == "sqlite":
        yield made_book(f"sqlite:///{(tmp_path_factory.mktemp('bad') / 'book.db').as_posix()}")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.fresh_database() as url:
        yield made_book(url)


def made_book(database_url: str) -> Book:
    """April is closed; SS-001 holds 100,000 from 10 May and 30,000 after 20 May; PJ-001 owes 1,800,000; today is 30 June."""
    book = with_savers(database_url, bylaws=WITH_A_CLOSED_ACCOUNT, today=day("6-30"))
    desk = counter(book)
    desk.record(deposit(5_000_000, "4-2", "SS-002"), key="other saver")
    desk.record(
        DisburseLoan(loan="PJ-001", member="A-002", product="REGULER", on=day("4-10"), principal=idr(2_000_000), instalments=10), key="l"
    )
    desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(240_000)), key="r")
    desk.close_month(Month(2014, 4))
    desk.record(deposit(100_000, "5-10"), key="k", document="KM-1")
    desk.record(withdraw(70_000, "5-20"), key="w")
    return book


def post(*lines: Any, on: str = "6-1") -> Callable[[Book], object]:
    return lambda book: counter(book).record(journal(*lines, on=on), key="bad")


def take(command: Callable[[], Any], key: str = "bad", **more: Any) -> Callable[[Book], object]:
    """The command is made when it is recorded: some can never be made."""
    return lambda book: counter(book).record(command(), key=key, **more)


def read(text: str | bytes) -> Callable[[Book], object]:
    """As the command line reads a file of commands."""
    return lambda book: counter(book).record(command_from(parse_json(text), book.currency), key="bad")


@dataclass(frozen=True)
class Case:
    """What is asked, the code of the refusal, the field it points to and what it says."""

    ask: Callable[[Book], object]
    code: str
    points_to: str | None
    details: dict[str, object] = field(default_factory=dict)


LOAN = {"loan": "PJ-001", "on": day("6-10")}
DEPOSIT = '{"kind": "savings.deposit", "account": "SS-001", "on": "2014-06-01", "amount": '

CASES = {
    # entries
    "an unbalanced entry": Case(post(("5-3130", 500), ("1-1710", -499)), "entry.unbalanced", "lines", {"difference": idr(1)}),
    "memorandum against the books": Case(post(("9-1500", 500), ("1-1710", -500)), "entry.unbalanced", "lines"),
    "an unknown account": Case(post(("5-9999", 500), ("1-1710", -500)), "account.unknown", "account", {"account": "5-9999"}),
    "a closed account": Case(post(("1-1740", 500), ("1-1710", -500)), "account.closed", "account", {"closed_on": day("4-15")}),
    "an account of a module": Case(post(("2-1100", 500, "savings:SS-001"), ("1-1710", -500)), "general.control-account", "account"),
    "a line without its subject": Case(post(("1-1100", 500), ("4-9190", -500)), "entry.subject", "subject", {"wanted": "cash"}),
    "a line with a subject too many": Case(post(("1-1710", 500, "cash:KAS"), ("4-9190", -500)), "general.box-account", "subject"),
    "a line with a party too many": Case(post(("1-1710", 500, "party:X"), ("4-9190", -500)), "entry.subject", "subject"),
    "a line with another kind of subject": Case(post(("5-1100", 500, "loan:PJ-001"), ("1-1710", -500)), "entry.subject", "subject"),
    "a line with an unknown subject": Case(post(("5-1100", 500, "savings:SS-777"), ("1-1710", -500)), "subject.unknown", "subject"),
    "a line with an unknown cash box": Case(post(("1-1100", 500, "cash:LACI"), ("4-9190", -500)), "box.unknown", "settle"),
    "a cash box on another's account": Case(post(("1-1200", 500, "cash:KAS"), ("4-9190", -500)), "general.box-account", "subject"),
    "a subject of no kind": Case(post(("1-1100", 500, "laci:KAS"), ("4-9190", -500)), "code.malformed", "subject"),
    "a line without an amount": Case(post(("5-3130", 0), ("1-1710", 0)), "general.amount", "amount"),
    "an entry of one line": Case(post(("5-3130", 500)), "general.lines", "lines"),
    "take-over of an unknown subject": Case(
        take(lambda: TakeOverBalance(account="1-1580", on=day("6-1"), amount=idr(-5), subject="loan:PJ-9")), "subject.unknown", "subject"
    ),
    # days
    "a closed month": Case(take(lambda: deposit(500, "4-30")), "period.closed", "on", {"closed_to": Month(2014, 4)}),
    "a closed month, booked there too": Case(take(lambda: deposit(500, "4-30"), booked_on=day("4-30")), "period.closed", "booked_on"),
    "before the book began": Case(take(lambda: deposit(500, "3-31")), "period.before-begin", "on", {"begins_on": day("4-1")}),
    "after today": Case(take(lambda: deposit(500, "7-1")), "period.future", "on", {"today": day("6-30")}),
    "booked after today": Case(take(lambda: deposit(500, "6-1"), booked_on=day("7-1")), "period.future", "on"),
    "booked before it happened": Case(take(lambda: deposit(500, "6-2"), booked_on=day("6-1")), "period.booked-before-value", "booked_on"),
    "a month out of order": Case(lambda book: counter(book).close_month(Month(2014, 6)), "period.order", "month"),
    # money
    "overdrawn savings": Case(take(lambda: withdraw(30_001, "6-1")), "savings.overdrawn", "amount", {"available": idr(30_000)}),
    "overdrawn back-dated": Case(take(lambda: withdraw(30_001, "5-10")), "savings.overdrawn", "amount", {"available": idr(30_000)}),
    "overdrawn before the money came": Case(take(lambda: withdraw(1, "5-9")), "savings.overdrawn", "amount", {"available": idr(0)}),
    "an over-repaid loan": Case(take(lambda: RepayLoan(**LOAN, amount=idr(9_000_000))), "loan.payment-exceeds-debt", "amount"),
    "a negative repayment": Case(take(lambda: RepayLoan(**LOAN, amount=idr(-1))), "input.invalid", "amount"),
    "a cash box below zero": Case(
        post(("5-3130", 9_000_000), ("1-1100", -9_000_000, "cash:KAS")), "balance.below-zero", "amount", {"subject": "KAS"}
    ),
    "nothing deposited": Case(take(lambda: deposit(0, "6-1")), "savings.amount", "amount"),
    "a float as money": Case(take(lambda: Deposit(account="SS-001", on=day("6-1"), amount=500.0)), "savings.amount", "amount"),  # type: ignore[arg-type]
    "a float made money": Case(take(lambda: idr(500.0)), "money.not-exact", None),  # type: ignore[arg-type]
    "money of another currency": Case(
        take(lambda: Deposit(account="SS-001", on=day("6-1"), amount=Money.from_minor(500, "EUR"))), "money.currency-mismatch", "amount"
    ),
    # people and papers
    "a double admission": Case(take(lambda: AdmitMember(member="A-001", name="X", on=day("6-1"))), "member.already-admitted", "member"),
    "a double registration": Case(
        take(lambda: RegisterCandidate(member="A-001", name="X", on=day("6-1"))), "member.already-registered", "member"
    ),
    "a group twice": Case(take(lambda: RegisterGroup(group="RL-03", name="X", on=day("6-1"))), "group.already-registered", "group"),
    "an account twice": Case(
        take(lambda: OpenSavings(account="SS-001", member="A-001", product="SUKARELA", on=day("6-1"))), "savings.exists", "account"
    ),
    "an unknown member": Case(
        take(lambda: OpenSavings(account="SS-9", member="A-9", product="SUKARELA", on=day("6-1"))), "subject.unknown", "member"
    ),
    "an unknown account of savings": Case(take(lambda: deposit(500, "6-1", "SS-9")), "savings.unknown", "account"),
    "an unknown product": Case(
        take(lambda: PayShare(member="A-001", product="EMAS", on=day("6-1"), amount=idr(5))), "product.unknown", "product"
    ),
    "an unknown box": Case(take(lambda: Withdraw(account="SS-001", on=day("6-1"), amount=idr(5), settle="LACI")), "box.unknown", "settle"),
    "a reused key": Case(take(lambda: deposit(100_001, "5-10"), key="k"), "key.reused", "key", {"key": "k", "seq": 10}),
    "a document with a line break": Case(take(lambda: deposit(5, "6-1"), document="KM\n1"), "code.malformed", "document"),
    "a document that turns the text around": Case(take(lambda: deposit(5, "6-1"), document="KM\u202e1"), "code.malformed", "document"),
    "a document without end": Case(take(lambda: deposit(5, "6-1"), document="x" * 501), "code.malformed", "document"),
    "a booking day with a clock": Case(take(lambda: deposit(5, "6-1"), booked_on="2014-06-01"), "input.invalid", "booked_on"),
    # files
    "a wrong encoding": Case(read(DEPOSIT.encode() + '"1", "settle": "é"}'.encode("latin-1")), "wire.malformed", "json"),
    "not even JSON": Case(read("SS-001;500"), "wire.malformed", "json"),
    "an amount that is a float": Case(read(DEPOSIT + "500.0}"), "wire.malformed", "json"),
    "an amount that is a number": Case(read(DEPOSIT + "500}"), "wire.malformed", "amount"),
    "an amount that is not a number": Case(read(DEPOSIT + "NaN}"), "wire.malformed", "json"),
    "an amount with an exponent": Case(read(DEPOSIT + '"5e2"}'), "money.malformed", "amount"),
    "a key twice": Case(read(DEPOSIT + '"500", "amount": "900"}'), "wire.malformed", "amount"),
    "a key too many": Case(read(DEPOSIT + '"500", "bonus": "900"}'), "wire.malformed", "bonus"),
    "a key too few": Case(read('{"kind": "savings.deposit", "account": "SS-001", "amount": "5"}'), "wire.malformed", "on"),
    "an unknown kind": Case(read('{"kind": "savings.steal"}'), "wire.malformed", "kind"),
    "no object": Case(read('["savings.deposit"]'), "wire.malformed", "json"),
    "a day that is none": Case(read(DEPOSIT.replace("06-01", "02-30") + '"5"}'), "date.malformed", "on"),
    "deep nesting": Case(read("[" * 60_000), "wire.malformed", "json"),
    "a number without end": Case(read('{"kind": "savings.deposit", "on": ' + "1" * 5_000 + "}"), "wire.malformed", "json"),
    "a count without end": Case(
        read('{"kind": "loan.disburse", "loan": "X", "instalments": "' + "1" * 5_000 + '"}'), "wire.malformed", "instalments"
    ),
    "a false commitment": Case(
        read('{"kind": "member.admit", "member": "X", "on": "2014-06-01", "name": {"commitment": "zz"}}'), "wire.malformed", "name"
    ),
    "a commitment without its value": Case(
        read('{"kind": "member.admit", "member": "X", "on": "2014-06-01", "name": {"commitment": "' + "0" * 64 + '"}}'),
        "private.unknown",
        None,
    ),
    "half of a letter": Case(read(DEPOSIT + '"5", "settle": "\\ud800"}'), "code.malformed", "settle"),
    "a file without end": Case(read(b" " * 4_000_001), "wire.malformed", "json"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_bad_input_is_refused_and_nothing_has_changed(book: Book, case: Case) -> None:
    with refused(case.code, book, **case.details) as held:
        case.ask(book)
    assert held[0].field == case.points_to


def test_bad_input_in_a_batch_undoes_the_good_before_it(book: Book) -> None:
    for name, case in CASES.items():
        if case.code.startswith(("savings.", "entry.", "loan.", "key.")):
            with refused(case.code), counter(book).transaction() as tx:
                tx.record(deposit(1_000, "6-1", "SS-002"), key=f"good before {name}")
                case.ask(_InTransaction(tx))  # type: ignore[arg-type]
    assert book.size == 12
    assert len(every_row(book)["irman_line"]) == 11


class _InTransaction:
    """Stands in for a book whose desk is an open transaction."""

    def __init__(self, tx: Any) -> None:
        self.tx = tx

    def desk(self, actor: object) -> Any:
        return self.tx
