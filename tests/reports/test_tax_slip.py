"""The slip for withheld tax shows what the recap adds up, and keeps its number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.books.view import View
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.savings import Deposit, OpenDeposit, OpenSavings, PayDepositInterest
from irman_ledger.core.balances import Balances
from irman_ledger.core.label import Label
from irman_ledger.errors import UnknownSubjectError
from irman_ledger.reports import BeforeBookError, NoSlipError, ReportInputError, StatementDoesNotTieError, tax_recap, tax_slip
from tests.reports.conftest import Golden

MARCH, APRIL, MAY = Month(2014, 3), Month(2014, 4), Month(2014, 5)
TELLER = Actor("siti", "teller")


def filled(url: str, bylaws: Bylaws) -> Book:
    """A-001 has 97 million on a savings account and a deposit of 60 million, A-002 5 million; April is ended."""
    book = Book.create(url, bylaws, id="irman", begins_on=date(2014, 4, 1))
    desk = book.desk(TELLER)
    for no, name in (("A-001", "Daeng Sija"), ("A-002", "Daeng Kebo"), ("A-003", "Daeng Ngai")):
        desk.record(AdmitMember(member=no, name=name, on=date(2014, 4, 1)), key=no)
    for account, member, amount in (("SS-001", "A-001", 97_000_000), ("SS-002", "A-002", 5_000_000)):
        desk.record(OpenSavings(account=account, member=member, product="SUKARELA", on=date(2014, 4, 1)), key=account)
        desk.record(Deposit(account=account, on=date(2014, 4, 1), amount=idr(amount)), key=f"in {account}")
    placing = OpenDeposit(deposit="SB-001", member="A-001", product="BERJANGKA", on=date(2014, 4, 10), amount=idr(60_000_000), months=6)
    desk.record(placing, key="SB-001")
    desk.end_month(APRIL)
    return book


@pytest.fixture
def saved(database_url: str) -> Iterator[Book]:
    """The book on each database."""
    with closing(filled(database_url, Bylaws.sample("ksp"))) as book:
        yield book


def with_may(book: Book) -> Book:
    desk = book.desk(TELLER)
    desk.record(PayDepositInterest(deposit="SB-001", on=date(2014, 5, 10)), key="pay")
    desk.end_month(MAY)
    return book


def test_the_slip_of_a_month_lists_what_was_credited_and_withheld(saved: Book, golden: Golden) -> None:
    paper = tax_slip(with_may(saved), "A-001", period=MAY)
    # 60,000,000 x 6 %/12 = 300,000, less 10 %. 97,000,000 at 3 % for 30 of 365 days was 239,178, so that 97,239,178 earn
    # 247,760 in 31 days; 10 % of 547,760 is 54,776, of which 30,000 were withheld.
    assert [row.amounts for row in paper.rows] == [
        (idr(300_000), idr(30_000), idr(270_000)),
        (idr(247_760), idr(24_776), idr(222_984)),
        (idr(547_760), idr(54_776), idr(492_984)),
    ]
    assert [row.texts[:2] for row in paper.rows[:2]] == [(date(2014, 5, 10), "SB-001"), (date(2014, 5, 31), "SS-001")]
    assert paper.row("total").amounts == tax_recap(saved, period=MAY).row("A-001").amounts
    golden("tax_slip.id.txt", paper.text(width=100))
    golden("tax_slip.en.txt", paper.text("en", width=100))
    golden("tax_slip.id.csv", paper.csv())
    golden("tax_slip.en.json", paper.json("en"))


def test_a_slip_is_due_at_nothing_withheld_too(saved: Book) -> None:
    paper = tax_slip(saved, "A-002", period=APRIL)
    assert paper.row("total").amounts == (idr(12_329), idr(0), idr(12_329))
    assert "Terbilang PPh final: nol rupiah" in paper.text()


def test_its_number_stays_when_something_is_reversed_later(saved: Book) -> None:
    before = {no: tax_slip(saved, no, period=APRIL) for no in ("A-001", "A-002")}
    assert [one.facts[0].value for one in before.values()] == ["BP/2014-04/A-001", "BP/2014-04/A-002"]
    with saved.read() as view:
        (seq,) = [one.seq for one in view.records() if (one.kind, one.subject.no) == ("savings.interest-posted", "SS-001")]
    saved.desk(TELLER).reverse(seq, on=date(2014, 5, 2), reason="salah", key="r")
    assert {no: tax_slip(saved, no, period=APRIL) for no in before} == before
    undone = tax_slip(saved, "A-001", period=MAY)
    assert undone.facts[0].value == "BP/2014-05/A-001"
    assert undone.row("total").amounts == tax_recap(saved, period=MAY).row("A-001").amounts
    assert undone.row("total").amounts[0] == idr(-239_178)


def test_the_rule_is_that_of_the_month_with_its_threshold(saved: Book) -> None:
    rule = tax_slip(saved, "A-001", period=APRIL).facts[2].value
    assert rule == Label(
        "PP 15/2009, sejak 1 Januari 2009: di atas Rp240.000 sebulan 10% dari seluruh jasa, selain itu 0%",
        "PP 15/2009, since 1 January 2009: above Rp240.000 a month 10% of all interest, else 0%",
    )


def test_products_that_treat_the_threshold_differently_are_both_named(sqlite_url: str) -> None:
    first, second = 'statuses = ["anggota"] }', 'statuses = ["anggota"], taxed_at_threshold = true }'
    bylaws = Bylaws.from_toml(Bylaws.sample("ksp").source.replace(first, second, 1))
    with closing(filled(sqlite_url, bylaws)) as book:
        facts = tax_slip(book, "A-001", period=APRIL).facts
        assert [one.key for one in facts] == ["number", "member", "rule", "rule.at-threshold"]
        assert isinstance(facts[3].value, Label)
        assert "mulai Rp240.000 sebulan 10%" in facts[3].value.id


@pytest.mark.parametrize("width", [60, 70, 80])
def test_a_narrow_slip_is_no_wider_than_asked_for(saved: Book, width: int) -> None:
    assert max(map(len, tax_slip(saved, "A-001", period=APRIL).text(width=width).splitlines())) <= width


def test_without_interest_there_is_no_slip(saved: Book) -> None:
    with pytest.raises(NoSlipError) as caught:
        tax_slip(saved, "A-003", period=APRIL)
    assert (caught.value.code, caught.value.field) == ("report.no-slip", "member")
    assert caught.value.message("en") == "member A-003 was credited no interest in 2014-04, so there is no slip"
    assert caught.value.message("id") == "anggota A-003 tidak menerima jasa pada 2014-04, jadi tidak ada bukti potongnya"
    with pytest.raises(UnknownSubjectError):
        tax_slip(saved, "A-009", period=APRIL)


def test_a_slip_is_of_one_month_that_the_book_knows(saved: Book) -> None:
    with pytest.raises(ReportInputError):
        tax_slip(saved, "A-001", period=(APRIL, MAY))  # type: ignore[arg-type]
    with pytest.raises(BeforeBookError):
        tax_slip(saved, "A-001", period=MARCH)


def test_a_slip_is_refused_where_the_recap_does_not_tie(saved: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    with_may(saved)
    monkeypatch.setattr(View, "balances", lambda *_all, **_more: Balances.of_lines("IDR", ()))
    with pytest.raises(StatementDoesNotTieError) as caught:
        tax_slip(saved, "A-002", period=MAY)
    assert "2-1405" in caught.value.message("en")
