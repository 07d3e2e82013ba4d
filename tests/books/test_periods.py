"""Months close in order, and bylaws change from a day on."""

from __future__ import annotations

from datetime import date

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import DisburseLoan
from irman_ledger.coop.savings import Deposit, OpenSavings
from tests.books.kit import KSP, GivenUp, balance, counter, day, deposit, given_up, journal, new_book, refused, with_savers, withdraw

APRIL, MAY, JUNE = Month(2014, 4), Month(2014, 5), Month(2014, 6)


def bylaws_with(*changes: tuple[str, str]) -> Bylaws:
    text = KSP.source
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1 if old.startswith("from_on") else -1)
    return Bylaws.from_toml(text)


# ---------------------------------------------------------------- closing


def test_a_month_closes_with_the_log_and_the_totals_it_had(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(100_000), key="1")
    desk.record(withdraw(30_000), key="2")
    root, size = book.root(), book.size
    receipt = desk.close_month(APRIL)
    assert (receipt.event.month, receipt.event.size, receipt.event.root) == (APRIL, size, root.hex())
    assert (receipt.event.debit, receipt.event.credit, receipt.voucher) == (idr(70_000), idr(70_000), None)
    assert (book.closed_to, book.size) == (APRIL, size + 1)
    assert Book.open(database_url).closed_to == APRIL


def test_months_close_in_order_and_only_when_they_are_over(database_url: str) -> None:
    book = with_savers(database_url, today=date(2014, 5, 31))
    desk = counter(book)
    for month in (Month(2014, 3), MAY, Month(2015, 4)):
        with refused("period.order", book, month=month, wanted=APRIL):
            desk.close_month(month)
    desk.close_month(APRIL)
    with refused("period.not-over", book, today=date(2014, 5, 31)):
        desk.close_month(MAY)
    with refused("period.order", book, wanted=MAY):
        desk.close_month(APRIL, key="again under another key")
    assert desk.close_month(APRIL).replayed


def test_a_clearing_account_must_be_zero_before_a_month_closes(database_url: str) -> None:
    book = new_book(database_url)
    desk = counter(book)
    cash = TakeOverBalance(account="1-1100", on=day("4-1"), amount=idr(500_000), subject="cash:KAS")
    desk.record(cash, key="1")
    with refused("period.clearing-not-zero", book, account="1-1910", balance=idr(-500_000)):
        desk.close_month(APRIL)
    desk.record(TakeOverBalance(account="3-1430", on=day("4-1"), amount=idr(-500_000)), key="2")
    assert desk.close_month(APRIL).event.debit == idr(500_000)


def test_a_clearing_account_may_be_used_in_a_later_month_when_an_earlier_one_closes(database_url: str) -> None:
    book = new_book(database_url)
    counter(book).record(TakeOverBalance(account="1-1100", on=day("5-1"), amount=idr(500_000), subject="cash:KAS"), key="1")
    counter(book).close_month(APRIL)
    with refused("period.clearing-not-zero", book):
        counter(book).close_month(MAY)


def test_nothing_is_booked_into_a_closed_month(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(100_000), key="1")
    desk.close_month(APRIL)
    for command in (
        deposit(1_000, "4-30"),
        withdraw(1_000, "4-2"),
        OpenSavings(account="X", member="A-001", product="SUKARELA", on=day("4-9")),
    ):
        with refused("period.closed", book, closed_to=APRIL):
            desk.record(command, key="2")
    with refused("period.closed", book):
        desk.record(deposit(1_000, "4-30"), key="2", booked_on=day("4-30"))
    assert desk.record(deposit(1_000, "5-1"), key="2").seq == 8


def test_a_fact_of_a_closed_month_is_booked_later_on_request(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(100_000), key="1")
    desk.close_month(APRIL)
    receipt = desk.record(withdraw(40_000, "4-20"), key="2", booked_on=day("5-2"))
    with book.read() as view:
        record = view.record(receipt.seq)
        assert (record.value_on, record.booked_on, record.period) == (day("4-20"), day("5-2"), 201405)
        assert [row.value_on for row in view.movements("SS-001").rows] == [day("4-2"), day("4-20")]
    assert [balance(book, "1-1100", on) for on in ("4-30", "5-1", "5-2")] == [100_000, 100_000, 60_000]
    with refused("savings.overdrawn", book, available=idr(60_000)):
        desk.record(withdraw(60_001, "4-19"), key="3", booked_on=day("5-2"))


def test_the_booking_day_lies_between_the_value_date_and_today(database_url: str) -> None:
    book = with_savers(database_url, today=date(2014, 5, 31))
    desk = counter(book)
    with refused("period.booked-before-value", book):
        desk.record(deposit(1_000, "4-3"), key="1", booked_on=day("4-2"))
    with refused("period.future", book, on=day("6-1"), today=day("5-31")):
        desk.record(deposit(1_000, "4-3"), key="1", booked_on=day("6-1"))
    with refused("period.future", book):
        desk.record(deposit(1_000, "6-1"), key="1")
    with refused("period.before-begin", book, begins_on=day("4-1")):
        desk.record(deposit(1_000, "3-31"), key="1")
    assert desk.record(deposit(1_000, "5-31"), key="1").seq == 6


def test_today_is_the_day_in_the_books_time_zone(database_url: str) -> None:
    book = with_savers(database_url)
    # 30 April 2014, 23:30 in Makassar is 15:30 UTC; half an hour later it is May there and still April in Greenwich.
    evening = 1_398_871_800_000_000
    for later, today in ((0, "4-30"), (1_800_000_000, "5-1")):
        clock = type(book.clock)(now=lambda at=evening + later: at)
        desk = counter(Book.open(database_url, clock=clock))
        tomorrow = day("5-1") if today == "4-30" else day("5-2")
        with refused("period.future", today=day(today)):
            desk.record(Deposit(account="SS-001", on=tomorrow, amount=idr(1)), key=f"{today} tomorrow")
        assert desk.record(deposit(1_000, today), key=today).event.on == day(today)


def test_a_transaction_knows_the_month_that_another_writer_closed(database_url: str) -> None:
    book, other = with_savers(database_url), Book.open(database_url)
    counter(book).record(deposit(100_000), key="1")
    counter(other).close_month(APRIL)
    with refused("period.closed"):
        counter(book).record(deposit(1_000, "4-30"), key="2")


# ---------------------------------------------------------------- bylaws


def test_a_command_uses_the_latest_bylaws_in_force_on_its_value_date(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(9_000_000), key="money")
    dearer = bylaws_with(("from_on = 2014-01-01", "from_on = 2014-06-01"), ('rate = "24%/year"', 'rate = "12%/year"'))
    receipt = desk.adopt(dearer, on=day("5-20"), key="adopt")
    assert (receipt.event.bylaws_version, receipt.event.from_on, receipt.voucher) == (2, day("6-1"), None)
    interest = {}
    for no, on in (("PJ-1", "5-31"), ("PJ-2", "6-1"), ("PJ-3", "5-30")):
        desk.record(DisburseLoan(loan=no, member="A-001", product="REGULER", on=day(on), principal=idr(1_000_000), instalments=10), key=no)
        with book.read() as view:
            interest[no] = view.loans.get(no).schedule()[0].interest
    assert interest == {"PJ-1": idr(20_000), "PJ-2": idr(10_000), "PJ-3": idr(20_000)}
    with book.read() as view:
        assert [view.record(seq).bylaws_version for seq in (7, 8, 9, 10)] == [2, 1, 2, 1]
        assert view.bylaws_on(day("5-31")).source == KSP.source
        assert view.bylaws.source == dearer.source
    assert book.bylaws_on(day("6-1")) == Book.open(database_url).bylaws == dearer


def test_new_accounts_and_products_can_be_used_from_their_day_on(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    account = '{ code = "5-3999", id = "Beban rapat", en = "Meetings", kind = "expense", line = "expense_operating_other" },\n]\n\n[bylaws]'
    more = bylaws_with(("from_on = 2014-01-01", "from_on = 2014-05-01"), ("]\n\n[bylaws]", account))
    with refused("account.unknown", book):
        desk.record(journal(("5-3999", 1_000), ("1-1710", -1_000)), key="1")
    desk.adopt(more, on=day("5-1"), key="adopt")
    with refused("account.unknown", book):
        desk.record(journal(("5-3999", 1_000), ("1-1710", -1_000), on="4-30"), key="1")
    desk.record(journal(("5-3999", 1_000), ("1-1710", -1_000), on="5-1"), key="1")
    assert balance(book, "5-3999") == 1_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"accrued_expenses", subject = "savings"', '"accrued_expenses", subject = "party"'),
        ('kind = "asset", line = "supplies"', 'kind = "asset", line = "supplies", subject = "party"'),
        (
            'code = "9-1500", id = "Barang titipan donor", en = "Donor\'s goods held in trust", kind = "memorandum"',
            'code = "9-1500", id = "x", en = "x", line = "supplies", kind = "asset"',
        ),
        ('code = "1-1740"', 'code = "1-1741"'),
    ],
    ids=["subject", "control", "memorandum", "gone"],
)
def test_an_account_never_changes_what_it_is(database_url: str, old: str, new: str) -> None:
    book = with_savers(database_url)
    with refused("bylaws.account-changed", book):
        counter(book).adopt(bylaws_with(("from_on = 2014-01-01", "from_on = 2014-05-01"), (old, new)), on=day("5-1"), key="adopt")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("from_on = 2014-01-01", "from_on = 2014-04-30"),
        ("from_on = 2014-01-01", "from_on = 2013-12-31"),
        ('2014-01-01\ncurrency = "IDR"', '2014-05-01\ncurrency = "EUR"'),
        ('2014-01-01\ncurrency = "IDR"\ntime_zone = "Asia/Makassar"', '2014-05-01\ncurrency = "IDR"\ntime_zone = "Asia/Jakarta"'),
    ],
    ids=["closed month", "before the first", "currency", "time zone"],
)
def test_bylaws_are_refused_for_a_closed_month_or_another_currency(database_url: str, old: str, new: str) -> None:
    book = with_savers(database_url)
    counter(book).close_month(APRIL)
    with refused("bylaws.from-on", book):
        counter(book).adopt(bylaws_with((old, new)), on=day("5-1"), key="adopt")


def test_bylaws_follow_each_other_in_order_of_their_first_days(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.adopt(bylaws_with(("from_on = 2014-01-01", "from_on = 2014-06-01")), on=day("5-1"), key="1")
    with refused("bylaws.from-on", book):
        desk.adopt(bylaws_with(("from_on = 2014-01-01", "from_on = 2014-05-31")), on=day("5-1"), key="2")
    desk.adopt(bylaws_with(("from_on = 2014-01-01", "from_on = 2014-06-01"), ("(contoh)", "lain")), on=day("5-2"), key="2")
    assert book.bylaws_on(day("6-1")).name == "Koperasi Simpan Pinjam lain"
    assert book.bylaws_on(day("5-31")).name == "Koperasi Simpan Pinjam (contoh)"


def test_bylaws_that_were_refused_or_given_up_are_not_remembered(database_url: str) -> None:
    book = with_savers(database_url)
    first, second = (bylaws_with(("from_on = 2014-01-01", "from_on = 2014-05-01"), ("(contoh)", name)) for name in ("satu", "dua"))
    with given_up(), book.engine.connect() as connection, connection.begin():
        desk = book.desk(counter(book)._actor, within=connection)
        desk.adopt(first, on=day("5-1"), key="adopt")
        desk.preview(deposit(1_000, "5-2"))
        desk.record(deposit(1_000, "5-2"), key="1")
        raise GivenUp
    assert book.bylaws.name == "Koperasi Simpan Pinjam (contoh)"
    counter(book).adopt(second, on=day("5-1"), key="adopt")
    assert book.bylaws.name == "Koperasi Simpan Pinjam dua"
    counter(book).record(deposit(1_000, "5-2"), key="1")
    with book.read() as view:
        assert view.bylaws_version(view.record(7).bylaws_version).source == second.source
