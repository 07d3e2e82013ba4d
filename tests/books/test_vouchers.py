"""Voucher numbers: one for each booked command, gapless in each series and booking year, in the order of the records."""

from __future__ import annotations

from datetime import date

from irman_ledger import Book, Bylaws, idr
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.members import AdmitMember
from irman_ledger.coop.procedures import transfer_cash
from irman_ledger.coop.savings import Deposit
from tests.books.kit import KSP, GivenUp, balance, counter, day, deposit, given_up, journal, refused, with_savers, withdraw

LONG_YEAR = Bylaws.from_toml(
    KSP.source.replace("fiscal_first_month = 1", "fiscal_first_month = 5") + '\n[[fiscal_years]]\nends_in = "2015-04"\nmonths = 13\n'
)


def vouchers(book: Book) -> list[tuple[int, str]]:
    return [(record.seq, str(record.voucher)) for record in book.records() if record.voucher is not None]


def test_each_series_counts_by_itself_and_a_record_without_money_has_none(database_url: str) -> None:
    book = with_savers(database_url)
    desk, bank = counter(book), book.desk(counter(book)._actor, settle="BANK")
    desk.record(deposit(100_000), key="1")
    bank.record(deposit(40_000), key="2")
    desk.record(withdraw(10_000), key="3")
    bank.record(withdraw(10_000), key="4")
    desk.record(journal(("5-3130", 500), ("1-1710", -500)), key="5")
    desk.record(AdmitMember(member="A-003", name="Budi", on=day("4-5")), key="6")
    desk.record(deposit(1_000), key="7")
    with desk.transaction() as tx:
        transfer_cash(tx, from_box="KAS", to_box="BANK", on=day("4-6"), amount=idr(20_000), key="8")
    desk.record(journal(("1-1100", 300, "cash:KAS"), ("1-1200", -300, "cash:BANK")), key="9")
    assert vouchers(book) == [
        (6, "BKM/2014/000001"),
        (7, "BBM/2014/000001"),
        (8, "BKK/2014/000001"),
        (9, "BBK/2014/000001"),
        (10, "BM/2014/000001"),
        (12, "BKM/2014/000002"),
        (13, "BKK/2014/000002"),
        (14, "BBM/2014/000002"),
        (15, "BM/2014/000002"),
    ]
    assert (balance(book, "1-1100"), balance(book, "1-1200")) == (71_300, 49_700)


def test_a_take_over_of_cash_and_its_reversal_are_memorials_since_no_money_moves(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    for key, account, box, amount in (("1", "1-1100", "KAS", 500_000), ("2", "1-1200", "BANK", 70_000), ("3", "1-1200", "BANK", -90_000)):
        desk.record(TakeOverBalance(account=account, subject=f"cash:{box}", on=day("4-1"), amount=idr(amount)), key=key)
    desk.record(deposit(1_000), key="4")
    desk.reverse(6, on=day("4-3"), reason="salah hitung", key="5")
    desk.reverse(9, on=day("4-3"), reason="salah rekening", key="6")
    assert vouchers(book) == [
        (6, "BM/2014/000001"),
        (7, "BM/2014/000002"),
        (8, "BM/2014/000003"),
        (9, "BKM/2014/000001"),
        (10, "BM/2014/000004"),
        (11, "BKK/2014/000001"),
    ]


def test_a_number_belongs_to_the_year_it_is_booked_in_and_starts_at_one_in_each(database_url: str) -> None:
    book = with_savers(database_url, today=date(2015, 2, 1))
    desk = counter(book)
    desk.record(deposit(1_000, "2015-01-02"), key="1")
    desk.record(deposit(1_000, "12-31"), key="2")
    desk.record(deposit(1_000, "2015-01-03"), key="3")
    desk.record(deposit(1_000, "12-30"), key="4", booked_on=date(2015, 1, 4))
    assert [text for _seq, text in vouchers(book)] == ["BKM/2015/000001", "BKM/2014/000001", "BKM/2015/000002", "BKM/2015/000003"]


def test_a_book_year_of_thirteen_months_is_one_year_of_numbers(database_url: str) -> None:
    book = with_savers(database_url, bylaws=LONG_YEAR, today=date(2016, 6, 1))
    desk = counter(book)
    days = ["4-2", "12-31", "2015-01-01", "2015-04-30", "2015-05-01", "2016-04-30", "2016-05-01"]
    desk.record_all([(deposit(1_000, on), on) for on in days])
    assert [text for _seq, text in vouchers(book)] == [
        "BKM/2015/000001",
        "BKM/2015/000002",
        "BKM/2015/000003",
        "BKM/2015/000004",
        "BKM/2016/000001",
        "BKM/2016/000002",
        "BKM/2017/000001",
    ]


def test_no_number_is_lost_by_refusals_inside_a_transaction(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(100_000), key="1")
    with desk.transaction() as tx:
        tx.record(withdraw(30_000), key="2")
        with refused("savings.overdrawn"):
            tx.record(withdraw(80_000), key="3")
        with refused("period.booked-before-value"):
            tx.record(withdraw(1_000), key="4", booked_on=day("4-2"))
        tx.record(withdraw(70_000), key="3")
    with given_up(), desk.transaction() as tx:
        tx.record(deposit(5_000), key="5")
        raise GivenUp
    desk.record(deposit(6_000), key="5")
    assert [text for _seq, text in vouchers(book)] == ["BKM/2014/000001", "BKK/2014/000001", "BKK/2014/000002", "BKM/2014/000002"]


def test_two_open_books_count_on_from_each_other(database_url: str) -> None:
    book = with_savers(database_url)
    other = Book.open(database_url, clock=book.clock)
    for place in range(6):
        counter(book if place % 2 else other).record(deposit(1_000), key=str(place))
    assert [text for _seq, text in vouchers(book)] == [f"BKM/2014/{number:06d}" for number in range(1, 7)]


# ---------------------------------------------------------------- one voucher for several


def test_a_batch_under_one_voucher_shares_its_number_in_parts(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(deposit(1_000), key="before")
    batch = [(deposit(10_000 * n, account=f"SS-00{n}"), f"batch {n}") for n in (1, 2)]
    summary = desk.record_all(batch, one_voucher=True)
    assert (summary.first, summary.count, summary.replayed) == (7, 2, 0)
    desk.record(deposit(1_000), key="after")
    assert [text for _seq, text in vouchers(book)] == ["BKM/2014/000001", "BKM/2014/000002-1", "BKM/2014/000002-2", "BKM/2014/000003"]
    assert desk.record_all(batch, one_voucher=True).replayed == 2


def test_a_transaction_may_be_one_voucher_too(database_url: str) -> None:
    book = with_savers(database_url)
    with counter(book).transaction(one_voucher=True) as tx:
        assert tx.record(deposit(10_000), key="1").voucher.part == 1
        with refused("period.closed" if book.closed_to else "period.future"):
            tx.record(deposit(10_000), key="2", booked_on=date(2015, 1, 1))
        with refused("batch.voucher"):
            tx.record(AdmitMember(member="A-003", name="Budi", on=day("4-5")), key="3")
        with refused("batch.voucher"):
            tx.record(withdraw(1_000), key="4")
        assert tx.record(deposit(5_000, account="SS-002"), key="5").voucher.part == 2
    assert [text for _seq, text in vouchers(book)] == ["BKM/2014/000001-1", "BKM/2014/000001-2"]
    assert book.size == 8


def test_one_voucher_holds_neither_money_both_ways_nor_two_years(database_url: str) -> None:
    book = with_savers(database_url, today=date(2015, 2, 1))
    desk = counter(book)
    desk.record(deposit(100_000), key="before")
    with refused("batch.voucher", book) as held:
        desk.record_all([(deposit(10_000), "1"), (withdraw(5_000), "2")], one_voucher=True)
    assert held[0].index == 1
    with refused("batch.voucher", book):
        desk.record_all([(deposit(10_000), "1"), (deposit(5_000, "2015-01-01"), "2")], one_voucher=True)
    with refused("batch.voucher", book):
        desk.record_all([(AdmitMember(member="A-003", name="Budi", on=day("4-5")), "1")], one_voucher=True)


def test_a_batch_of_which_only_a_part_is_new_is_refused(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    old, new = (deposit(10_000), "old"), (deposit(5_000), "new")
    desk.record_all([old], one_voucher=True)
    for batch in ([old, new], [new, old]):
        with refused("batch.voucher", book):
            desk.record_all(batch, one_voucher=True)


def test_the_desk_fills_in_the_box_only_where_the_command_names_none(database_url: str) -> None:
    book = with_savers(database_url)
    bank = book.desk(counter(book)._actor, settle="BANK")
    bank.record(deposit(40_000), key="1")
    bank.record(Deposit(account="SS-001", on=day("4-2"), amount=idr(2_000), settle="KAS"), key="2")
    assert [text for _seq, text in vouchers(book)] == ["BBM/2014/000001", "BKM/2014/000001"]
    with refused("box.unknown", book):
        book.desk(counter(book)._actor, settle="LACI").record(deposit(1), key="3")
