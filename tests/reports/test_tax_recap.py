"""The month's interest and the tax on it, member by member, and paying the tax on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from irman_ledger import Actor, Book, Bylaws, Month, idr
from irman_ledger.books.view import View
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.procedures import NothingToRemitError, remit_tax
from irman_ledger.coop.savings import BookInterest, Deposit, OpenDeposit, OpenSavings, PayDepositInterest
from irman_ledger.core.balances import Balances
from irman_ledger.reports import StatementDoesNotTieError, tax_recap

APRIL, MAY = Month(2014, 4), Month(2014, 5)


@pytest.fixture
def saved(database_url: str) -> Iterator[Book]:
    """A-001 has 97 million and 10 million on two accounts, A-002 5 million; April is ended."""
    book = Book.create(database_url, Bylaws.sample("ksp"), id="irman", begins_on=date(2014, 4, 1))
    desk = book.desk(Actor("siti", "teller"))
    for no, name in (("A-001", "Daeng Sija"), ("A-002", "Daeng Kebo")):
        desk.record(AdmitMember(member=no, name=name, on=date(2014, 4, 1)), key=no)
    for account, member, amount in (("SS-001", "A-001", 97_000_000), ("SS-002", "A-002", 5_000_000), ("SS-003", "A-001", 10_000_000)):
        desk.record(OpenSavings(account=account, member=member, product="SUKARELA", on=date(2014, 4, 1)), key=account)
        desk.record(Deposit(account=account, on=date(2014, 4, 1), amount=idr(amount)), key=f"in {account}")
    desk.end_month(APRIL)
    yield book
    book.close()


def test_every_member_stands_there_with_interest_and_tax(saved: Book) -> None:
    paper = tax_recap(saved, period=APRIL)
    # 239,178 and 24,658 are 263,836, of which 10 % are withheld; 12,329 are free.
    assert paper.row("A-001").amounts == (idr(263_836), idr(26_384), idr(237_452))
    assert paper.row("A-002").amounts == (idr(12_329), idr(0), idr(12_329))
    assert paper.row("total").amounts == (idr(276_165), idr(26_384), idr(249_781))
    assert -saved.balances(as_of=APRIL).net("2-1405") == idr(26_384)
    assert "REKAPITULASI PPH FINAL JASA SIMPANAN" in paper.text()
    assert "FINAL TAX ON INTEREST ON SAVINGS" in paper.text("en")


def test_a_reversal_counts_in_its_own_month(saved: Book) -> None:
    with saved.read() as view:
        (seq,) = [one.seq for one in view.records() if (one.kind, one.subject.no) == ("savings.interest-posted", "SS-001")]
    saved.desk(Actor("siti", "teller")).reverse(seq, on=date(2014, 5, 2), reason="salah", key="r")
    assert tax_recap(saved, period=MAY).row("A-001").amounts == (idr(-239_178), idr(-26_384), idr(-212_794))
    assert tax_recap(saved, period=(APRIL, MAY)).row("A-001").amounts == (idr(24_658), idr(0), idr(24_658))


def test_the_tax_is_paid_on_once_and_stands_beside_the_recap(saved: Book) -> None:
    desk = saved.desk(Actor("siti", "teller"))
    with saved.read() as view:
        owed, box = view.subject_balances("2-1405", APRIL), view.bylaws_on(date(2014, 5, 9)).box("KAS")

    def pay(key: str) -> None:
        with desk.transaction() as tx:
            remit_tax(tx, account="2-1405", owed=owed, box=box, month=APRIL, on=date(2014, 5, 9), key=key, document="NTPN-1")

    pay("pph 2014-04")
    pay("pph 2014-04")
    assert saved.balances(as_of=MAY).net("2-1405") == idr(0)
    assert saved.balances(as_of=MAY).net("1-1100") == idr(112_000_000 - 26_384)
    assert tax_recap(saved, period=MAY).row("total").amounts == (idr(0), idr(0), idr(0))
    with saved.read() as view, desk.transaction() as tx, pytest.raises(NothingToRemitError):
        remit_tax(tx, account="2-1405", owed=view.subject_balances("2-1405"), box=box, month=APRIL, on=date(2014, 5, 9), key="again")


def test_the_tax_of_a_month_after_paying_is_counted_from_postings_alone(saved: Book) -> None:
    desk = saved.desk(Actor("siti", "teller"))
    with saved.read() as view:
        owed, box = view.subject_balances("2-1405", APRIL), view.bylaws_on(date(2014, 5, 9)).box("KAS")
    with desk.transaction() as tx:
        remit_tax(tx, account="2-1405", owed=owed, box=box, month=APRIL, on=date(2014, 5, 9), key="pph")
    desk.end_month(MAY)
    total = tax_recap(saved, period=MAY).row("A-001").amounts
    # 97,239,178 and 9,998,274 for 31 days: 247,760 and 25,475; 10 % of 273,235 is 27,323.5.
    assert total[:2] == (idr(273_235), idr(27_324))


def with_one_product(url: str, code: str) -> Book:
    """A book whose bylaws know one product of savings, with one member."""
    head, *products = Bylaws.sample("ksp").source.split("[[products]]")
    kept = [one for one in products if 'module = "savings"' not in one or f'code = "{code}"' in one]
    bylaws = Bylaws.from_toml("[[products]]".join([head, *kept]))
    assert [one.code for one in bylaws.products.values() if one.module == "savings"] == [code]
    book = Book.create(url, bylaws, id="irman", begins_on=date(2014, 4, 1))
    book.desk(Actor("siti", "teller")).record(AdmitMember(member="A-001", name="Daeng Sija", on=date(2014, 4, 1)), key="A-001")
    return book


def test_a_book_with_deposits_only_has_its_recap(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(with_one_product(database_url, "BERJANGKA")) as book:
        desk, on = book.desk(Actor("siti", "teller")), date(2014, 4, 10)
        desk.record(OpenDeposit(deposit="SB-001", member="A-001", product="BERJANGKA", on=on, amount=idr(60_000_000), months=6), key="SB")
        desk.end_month(APRIL)
        # Accrued, not credited yet.
        assert [row.key for row in tax_recap(book, period=APRIL).rows] == ["total"]
        desk.record(PayDepositInterest(deposit="SB-001", on=date(2014, 5, 10)), key="pay")
        # 60,000,000 x 6 %/12 = 300,000 on 10 May, of which 10 % are withheld.
        assert tax_recap(book, period=MAY).row("A-001").amounts == (idr(300_000), idr(30_000), idr(270_000))
        assert -book.balances(as_of=MAY).net("2-1405") == idr(30_000)
        monkeypatch.setattr(View, "balances", lambda *_all, **_more: Balances.of_lines("IDR", ()))
        with pytest.raises(StatementDoesNotTieError):
            tax_recap(book, period=MAY)


def test_a_book_with_interest_from_another_system_only_has_its_recap(database_url: str) -> None:
    with closing(with_one_product(database_url, "KORAN")) as book:
        desk, on = book.desk(Actor("siti", "teller")), date(2014, 4, 30)
        desk.record(OpenSavings(account="SK-001", member="A-001", product="KORAN", on=on), key="SK")
        desk.record(BookInterest(account="SK-001", on=on, amount=idr(500_000)), key="interest")
        assert tax_recap(book, period=APRIL).row("A-001").amounts == (idr(500_000), idr(50_000), idr(450_000))
