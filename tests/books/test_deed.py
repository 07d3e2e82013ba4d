"""A deed of hand-over posted into a book: the worked opening entry to the rupiah, once, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from irman_ledger import Book, Bylaws
from irman_ledger.coop.procedures import post_deed
from irman_ledger.coop.programme import Deed, SubmitDeed, draft_of, read_deed, signing_of
from irman_ledger.core.money import idr
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError
from tests.books.kit import KSP, counter, day, new_book
from tests.coop.programme.kit import small

ON = day("3-25")
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "irman_2014" / "deed.toml"
# A worked opening entry of a programme handed over on 25 March 2014; debit above zero.
OPENING = {
    ("1-1100", "1-1200"): 42_500_000,
    ("1-1530",): 118_000_000,
    ("1-3500", "1-3510"): 53_700_000,
    ("1-3520",): 8_000_000,
    ("1-1740",): 5_750_000,
    ("1-1750",): 4_000_000,
    ("1-1580",): -4_200_000,
    ("1-1590",): -14_360_000,
    ("2-1120",): -31_200_000,
    ("2-1660",): -3_900_000,
    ("2-1600",): -2_300_000,
    ("2-2170",): -8_000_000,
    ("3-1420",): -104_540_000,
    ("3-1410",): -53_700_000,
    ("3-1430",): -9_750_000,
}


@pytest.fixture(scope="module")
def whole() -> Deed:
    return read_deed(EXAMPLE.read_bytes())


def book_of(url: str, bylaws: Bylaws = KSP) -> Book:
    return new_book(url, bylaws=bylaws, begins_on=ON)


def signed(book: Book, deed: Deed) -> None:
    desk = counter(book)
    for step, command in enumerate((draft_of(deed), SubmitDeed(deed=deed.no, on=ON), signing_of(deed, ON))):
        desk.record(command, key=f"{deed.no} {step}")


def posted(book: Book, deed: Deed) -> int:
    with counter(book).transaction() as tx:
        found = post_deed(tx, deed)
        return sum(not one.replayed for one in (*found.records, found.posted))


def net(book: Book, *accounts: str, fund: str | None = None) -> int:
    with book.read() as view:
        balances = view.balances(as_of=ON)
    return balances.net_where(lambda key: key.account in accounts and fund in (None, key.fund)).minor // 100


def refused(book: Book, deed: Deed) -> IrmanError:
    before = book.root()
    with pytest.raises(IrmanError) as refusal:
        posted(book, deed)
    assert book.root() == before, "a refusal leaves nothing"
    assert refusal.value.message("id")
    return refusal.value


def test_the_worked_opening_entry_comes_out_to_the_rupiah(database_url: str, whole: Deed) -> None:
    book = book_of(database_url)
    signed(book, whole)
    # 34 groups, 190 members who are partners, 3 of cash, 118 receivables with margin and allowance, 8 things given and 1 kept, 2 balances,
    # 190 savings, 34 group funds, 1 social fund, 2 of capital, and the deed
    assert posted(book, whole) == 34 + 190 * 2 + 3 + 118 * 3 + 9 + 2 + 190 + 34 + 1 + 2 + 1
    assert {accounts: net(book, *accounts) for accounts in OPENING} == OPENING
    assert sum(amount for amount in OPENING.values() if amount > 0) == 231_950_000
    assert net(book, "1-1910") == 0
    assert (whole.gross, whole.owed, whole.bound, whole.net) == tuple(map(idr, (213_390_000, 37_400_000, 8_000_000, 167_990_000)))
    assert -net(book, "3-1420", "3-1410", "3-1430") == 167_990_000
    assert [net(book, account) for account in ("9-1550", "9-1559")] == [6_000_000, -6_000_000], "kept for the giver"
    with book.read() as view:
        asset = view.reader.subject("asset:AP-08")
        assert asset is not None
        assert (asset.state.deed, asset.state.group, asset.state.title) == ("BAST-01/2014/v1", "K-02", "conditional-grant")
        assert sum(one.state.deed == "BAST-01/2014/v1" for one in view.members.partners(ON)) == 190
        assert view.reader.subject("asset:TW-01") is None, "wakaf belongs into a book of its own"
        assert view.reader.subject("asset:AP-09") is None, "what was rejected is not posted"
    assert book.verify().ok


def test_a_deed_asked_for_again_books_nothing_more(database_url: str) -> None:
    book, deed = book_of(database_url), small()
    signed(book, deed)
    assert posted(book, deed) > 0
    root = book.root()
    assert posted(book, deed) == 0
    assert book.root() == root


def test_a_member_and_a_group_that_are_there_already_are_left_as_they_are(sqlite_url: str) -> None:
    book, deed = book_of(sqlite_url), small()
    signed(book, deed)
    posted(book, deed)
    second = small(
        ("BAST-02", "BAST-05"),
        ('loan = "PB-001"', 'loan = "PB-002"'),
        ('asset = "AP-01"', 'asset = "AP-11"'),
        ('asset = "AP-02"', 'asset = "AP-12"'),
        ('account = "TM-001"', 'account = "TM-002"'),
    )
    signed(book, second)
    # cash, a receivable with margin and allowance, two things, two debts, one capital of each fund that gets some, the deed
    assert posted(book, second) == 1 + 3 + 2 + 2 + 1 + 1


def test_what_each_fund_gets_is_its_own(sqlite_url: str) -> None:
    book, deed = book_of(sqlite_url), small()
    signed(book, deed)
    posted(book, deed)
    assert net(book, "3-1420", fund="BERGULIR") == -954_000
    assert net(book, "3-1410", fund="PROGRAM") == -5_400_000
    assert net(book, "2-2170", fund="PROGRAM") == -8_000_000
    assert [net(book, account) for account in ("2-1120", "2-1660", "3-1430")] == [-1_200_000, -300_000, 0]


def test_debts_beyond_what_is_held_for_them_lessen_the_grant(sqlite_url: str) -> None:
    deed = small(('title = "trust"', 'title = "grant"'))
    book = book_of(sqlite_url)
    signed(book, deed)
    posted(book, deed)
    assert net(book, "3-1430") == 0, "1,500,000 of cash, all of it owed to savers and the group"


def test_a_sale_comes_with_its_margin_shared_by_its_instalments(sqlite_url: str) -> None:
    deed = small(('product = "PEMBIAYAAN"', 'product = "JUAL-BELI"'), ('fund = "BERGULIR"\n', ""))
    book = book_of(sqlite_url)
    signed(book, deed)
    posted(book, deed)
    assert [net(book, account) for account in ("1-1530", "1-1580", "1-1590")] == [1_000_000, -36_000, -10_000]
    with book.read() as view:
        loan = view.loans.get("PB-001")
        assert [(one.principal, one.interest) for one in loan.schedule()] == [(idr(600_000), idr(0)), (idr(400_000), idr(0))]
        assert loan.sale is not None
        assert loan.sale.margin == idr(36_000)


def _faults() -> Iterator[tuple[str, tuple[str, str], str]]:
    yield "no title", ('title = "grant"\nfund = "BERGULIR"\nloan', 'fund = "BERGULIR"\nloan'), "deed.title-missing"
    yield "no test", ('test = "buku pemakaian mesin"\n', ""), "deed.condition-incomplete"
    yield "no deadline", ("until = 2016-03-25\n", ""), "deed.condition-incomplete"
    yield "unknown borrower", ('member = "A-001"\nproduct', 'member = "A-009"\nproduct'), "subject.unknown"
    yield "unknown product", ('"PEMBIAYAAN"', '"TIDAK-ADA"'), "product.unknown"
    yield "unknown fund", ('fund = "BERGULIR"', 'fund = "LAIN"'), "fund.unknown"
    yield "the product lends from another fund", ('fund = "BERGULIR"', 'fund = "PROGRAM"'), "deed.does-not-balance"
    yield "money of nobody", ('amount = "300.000"', 'amount = "200.000"'), "deed.trust-not-owed"
    yield "debts of nobody's", ('amount = "300.000"', 'amount = "400.000"'), "deed.debts-exceed"
    yield "cash on condition", ('title = "trust"', 'title = "custody"'), "deed.title"
    yield "restricted without a fund", ('title = "trust"', 'title = "restricted-grant"'), "deed.title"
    yield "unknown box", ('box = "KAS"', 'box = "LACI"'), "box.unknown"
    yield "an account of a module", ('account = "2-1660"', 'account = "2-1120"'), "general.control-account"


@pytest.mark.parametrize(("what", "change", "code"), list(_faults()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_refusal_leaves_nothing(sqlite_url: str, what: str, change: tuple[str, str], code: str) -> None:
    deed, book = small(change), book_of(sqlite_url)
    if what in ("no title", "no test", "no deadline"):
        counter(book).record(draft_of(deed), key="draft")
    else:
        signed(book, deed)
    assert refused(book, deed).code == code, what


def test_a_refused_line_is_named(sqlite_url: str) -> None:
    deed, book = small(('category = "PERALATAN"', 'category = "TITIPAN"'), ("life_months = 36\n", "")), book_of(sqlite_url)
    signed(book, deed)
    error = refused(book, deed)
    assert (error.code, error.index) == ("asset.title", 2)


def test_what_was_not_signed_or_is_another_paper_is_not_posted(database_url: str) -> None:
    book = book_of(database_url)
    assert refused(book, small()).code == "deed.unknown"
    counter(book).record(draft_of(small()), key=f"{small().no} 0")
    assert refused(book, small()).code == "deed.status"
    signed(book, small())
    assert refused(book, small(('"5.400.000"', '"5.500.000"'))).code == "deed.changed"


def test_a_posted_deed_can_be_undone_from_its_end(sqlite_url: str) -> None:
    book, deed = book_of(sqlite_url), small()
    signed(book, deed)
    with counter(book).transaction() as tx:
        found = post_deed(tx, deed)
    for one in (found.posted, *reversed(found.records)):
        counter(book).reverse(one.seq, on=ON, reason="berita acara keliru", key=f"balik {one.seq}")
    assert {net(book, *accounts) for accounts in OPENING} == {0}
    with book.read() as view:
        assert not view.members.knows(Subject("member", "A-001"))
        state = view.reader.subject(f"deed:{deed.no}")
        assert state is not None
        assert state.state.status == "signed"


def test_what_the_bylaws_would_book_otherwise_by_now_is_not_booked_again(sqlite_url: str) -> None:
    book, deed = book_of(sqlite_url), small()
    signed(book, deed)
    posted(book, deed)
    other = KSP.source.replace('capital = "3-1420"', 'capital = "3-1440"').replace("from_on = 2014-01-01", "from_on = 2014-03-01")
    counter(book).adopt(Bylaws.from_toml(other), on=ON, key="keputusan rapat")
    assert refused(book, deed).code == "deed.posted-otherwise"


def test_rights_land_and_payables_come_by_account_or_by_thing(sqlite_url: str) -> None:
    deed = small(
        ('class = "inventory"\ndescription = "Karung basah"', 'class = "right"\ndescription = "Sewa lahan jemur"'),
        ('account = "1-1740"', 'account = "1-1790"'),
        ('result = "rejected"\nreason = "tidak layak pakai"\n', ""),
        ('title = "wakaf"', 'title = "grant"'),
        ('kind = "group-fund"\nholder = "K-01"\naccount = "2-1660"', 'kind = "payable"\naccount = "2-1600"'),
    )
    book = book_of(sqlite_url)
    signed(book, deed)
    posted(book, deed)
    assert [net(book, account) for account in ("1-1790", "1-3100", "2-1600")] == [250_000, 45_000_000, -300_000]
    assert net(book, "3-1430") == -(45_000_000 + 250_000), "land by the register, the right over the take-over account"


@pytest.mark.parametrize(("vesting", "months"), [('vesting = "cliff"', None), ('vesting = "linear"\nmonths = 24', 24)])
def test_what_vests_by_months_says_so_in_the_register(sqlite_url: str, vesting: str, months: int | None) -> None:
    deed, book = small(('vesting = "cliff"', vesting)), book_of(sqlite_url)
    signed(book, deed)
    posted(book, deed)
    with book.read() as view:
        machine = view.reader.subject("asset:AP-02")
    assert machine is not None
    assert machine.state.vests_months == months


def test_what_is_kept_by_card_comes_with_its_quantity(sqlite_url: str) -> None:
    deed = small(
        ('account = "1-1740"', 'item = "RL-KERING"\nproduct = "HASIL"\nquantity = "25"\nunit = "kg"'),
        ('result = "rejected"\nreason = "tidak layak pakai"\n', ""),
    )
    book = book_of(sqlite_url)
    signed(book, deed)
    posted(book, deed)
    assert [net(book, account) for account in ("1-1745", "3-1430", "1-1910")] == [250_000, -250_000, 0]
    with book.read() as view:
        card = view.reader.subject("stock:RL-KERING")
    assert card is not None
    assert card.state.quantity == Quantity.parse("25")
