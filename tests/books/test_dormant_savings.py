"""Savings that their members leave alone: found passive, charged, earning nothing, locked and woken, in real books on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from irman_ledger import Book, Bylaws, Month, idr
from irman_ledger.coop.savings import ChargeDormancy, Deposit, HoldSavings, MarkDormant, OpenSavings, PostInterest, ReactivateSavings
from irman_ledger.reports import member_overview, savings_list
from tests.books.kit import KSP, balance, counter, day, deposit, refused, with_savers, withdraw

FEE, OCTOBER = "4-1110", Month(2014, 10)


def left_alone(database_url: str, rupiah: int = 300_000, **more: Any) -> Book:
    """SP-001 of the product that calls six quiet months passive: opened on 1 April, its money of 2 April."""
    book = with_savers(database_url, **more)
    desk = counter(book)
    desk.record(OpenSavings(account="SP-001", member="A-001", product="PENDIDIKAN", on=day("4-1")), key="opened")
    desk.record(deposit(rupiah, account="SP-001"), key="saved")
    return book


def months(book: Book, first: int, last: int) -> dict[str, list[tuple[int, int]]]:
    """Ends months one after the other; how many accounts became passive, and how many bore a fee."""
    found: dict[str, list[tuple[int, int]]] = {"savings-dormant": [], "savings-dormancy-fees": []}
    for month in range(first, last + 1):
        for step in counter(book).end_month(Month(2014, month)).steps:
            if step.step.name in found:
                found[step.step.name].append((step.recorded, step.nothing))
    return found


def since(book: Book) -> str | None:
    with book.read() as view:
        found = view.savings.get("SP-001").dormant_since
    return None if found is None else str(found)


def holds(book: Book) -> int:
    with book.read() as view:
        return view.savings.get("SP-001").balance.minor // 100


def test_six_quiet_months_make_it_passive_and_each_whole_month_costs_the_fee(database_url: str) -> None:
    book = left_alone(database_url)
    assert months(book, 4, 9) == {"savings-dormant": [(0, 0)] * 6, "savings-dormancy-fees": [(0, 0)] * 6}
    # 31 October looks back to 30 April, after which nothing came.
    assert months(book, 10, 12) == {"savings-dormant": [(1, 0), (0, 1), (0, 1)], "savings-dormancy-fees": [(0, 0), (1, 0), (1, 0)]}
    assert since(book) == "2014-10-31"
    assert -balance(book, FEE) == 2 * 2_000
    # 4 %/12 of 290,000 on average in April, 300,000 in May and June; of 302,967 to September; of 305,997 in October; then nothing.
    assert holds(book) == 300_000 + (967 + 1_000 + 1_000) + 3 * 1_010 + 1_020 - 4_000
    assert months(book, 12, 12) == {"savings-dormant": [(0, 1)], "savings-dormancy-fees": [(0, 1)]}
    assert book.verify().ok


def test_interest_fees_and_corrections_do_not_wake_it_but_a_deposit_does_until_it_is_reversed(database_url: str) -> None:
    book = left_alone(database_url)
    months(book, 4, 11)
    assert since(book) == "2014-10-31"
    desk = counter(book)
    seq = desk.record(deposit(50_000, on="12-10", account="SP-001"), key="woken").seq
    assert since(book) is None
    with refused("savings.not-dormant", book, account="SP-001", on=day("12-11")):
        desk.record(ReactivateSavings(account="SP-001", on=day("12-11")), key="needless")
    with refused("savings.not-dormant", book, on=day("12-1")):
        desk.record(ChargeDormancy(account="SP-001", on=day("12-31")), key="awake")
    desk.record(withdraw(10_000, on="12-11", account="SP-001"), key="out")
    desk.reverse(seq + 1, on=day("12-12"), reason="salah", key="back")
    desk.reverse(seq, on=day("12-12"), reason="salah", key="not his")
    assert since(book) == "2014-10-31"
    desk.record(ChargeDormancy(account="SP-001", on=day("12-31")), key="asleep")
    assert -balance(book, FEE) == 2 * 2_000
    assert book.verify().ok


def test_nothing_is_withdrawn_until_the_member_asks_for_it(database_url: str) -> None:
    book = left_alone(database_url)
    months(book, 4, 10)
    desk = counter(book)
    with refused("savings.locked", book, account="SP-001", since=day("10-31"), on=day("11-3")):
        desk.record(withdraw(10_000, on="11-3", account="SP-001"), key="locked")
    with refused("savings.not-dormant", book, on=day("10-30")):
        desk.record(ReactivateSavings(account="SP-001", on=day("10-30")), key="too early")
    seq = desk.record(ReactivateSavings(account="SP-001", on=day("11-3")), key="woken").seq
    assert since(book) is None
    taken = desk.record(withdraw(10_000, on="11-3", account="SP-001"), key="out").seq
    for undone in (taken, seq):
        desk.reverse(undone, on=day("11-4"), reason="salah", key=f"undone {undone}")
    with refused("savings.locked", book):
        desk.record(withdraw(10_000, on="11-5", account="SP-001"), key="locked again")
    assert book.verify().ok


def test_a_fee_takes_no_more_than_is_there_and_nothing_that_is_held(database_url: str) -> None:
    book = left_alone(database_url, 5_000)
    desk = counter(book)
    desk.record(HoldSavings(account="SP-001", hold="H-1", on=day("4-3"), amount=idr(2_000), reason="jaminan"), key="held")
    months(book, 4, 11)
    # 5,000 and 16 + 17 + 17 in June, 17 each month to September, less 2,000 in November; 1,101 and October's 17 are not held.
    assert holds(book) == 5_000 + 50 + 51 - 2_000
    desk.record(ChargeDormancy(account="SP-001", on=day("12-31")), key="the rest")
    assert holds(book) == 2_000
    assert -balance(book, FEE) == 2_000 + 1_101
    with refused("savings.dormancy-charged-before", book, charged_to=day("12-31")):
        desk.record(ChargeDormancy(account="SP-001", on=day("11-30")), key="again")
    assert book.verify().ok


def test_it_is_refused_where_the_account_was_moved_where_it_is_passive_and_where_the_product_has_no_such_term(database_url: str) -> None:
    book = left_alone(database_url)
    desk = counter(book)
    with refused("savings.not-quiet", book, moved_on=day("4-2"), months=6):
        desk.record(MarkDormant(account="SP-001", on=day("10-1")), key="one day early")
    mark = desk.record(MarkDormant(account="SP-001", on=day("10-2")), key="found").seq
    with refused("savings.already-dormant", book, since=day("10-2")):
        desk.record(MarkDormant(account="SP-001", on=day("10-3")), key="twice")
    with refused("savings.not-period-end", book):
        desk.record(ChargeDormancy(account="SP-001", on=day("11-29")), key="no month end")
    with refused("savings.not-dormant", book):
        desk.record(ChargeDormancy(account="SP-001", on=day("10-31")), key="not all of October")
    with refused("savings.no-dormancy", book, product="SUKARELA"):
        desk.record(MarkDormant(account="SS-001", on=day("12-1")), key="no term")
    fee = desk.record(ChargeDormancy(account="SP-001", on=day("11-30")), key="fee").seq
    with refused("reversal.dependents", book):
        desk.reverse(mark, on=day("12-1"), reason="salah", key="barred")
    desk.reverse(fee, on=day("12-1"), reason="salah", key="fee gone")
    desk.reverse(mark, on=day("12-1"), reason="salah", key="mark gone")
    assert (since(book), balance(book, FEE)) == (None, 0)
    desk.record(MarkDormant(account="SP-001", on=day("12-2")), key="found again")
    assert since(book) == "2014-12-02"
    assert book.verify().ok


def test_a_deposit_that_came_in_late_means_that_it_was_never_passive(database_url: str) -> None:
    book = left_alone(database_url)
    months(book, 4, 10)
    counter(book).record(deposit(3_000, on="10-20", account="SP-001"), key="late slip")
    assert since(book) is None
    assert months(book, 11, 12) == {"savings-dormant": [(0, 1), (0, 1)], "savings-dormancy-fees": [(0, 1), (0, 1)]}
    # October: 305,997 and 3,000 for 12 of its 31 days: 1,023.86; November and December: 308,997 x 4 %/12 = 1,029.99.
    assert holds(book) == 305_997 + 3_000 + 1_024 + 1_030 + 1_030
    assert book.verify().ok


def test_daily_interest_stops_the_day_after_and_runs_again_from_the_day_of_the_deposit(database_url: str) -> None:
    source = KSP.source
    at = source.index('[products.terms.interest]\nmethod = "daily"')
    bylaws = Bylaws.from_toml(source[:at] + "dormancy = { months = 1, earns = false }\n\n" + source[at:])
    book = with_savers(database_url, bylaws=bylaws)
    desk = counter(book)
    desk.record(deposit(365_000), key="saved")
    # 30 a day of 365,000 at 3 %: 29 days in April; of 365,870 31 days in May, to the end of which it becomes passive.
    months(book, 4, 5)
    assert -balance(book, "2-1100", "5-31") == 365_000 + 870 + 932
    desk.record(Deposit(account="SS-001", on=day("6-11"), amount=idr(1_000)), key="woken")
    desk.record(PostInterest(account="SS-001", on=day("6-30")), key="june")
    # 20 days of 367,802.
    assert -balance(book, "2-1100", "6-30") == 366_802 + 1_000 + 605
    assert book.verify().ok


def test_the_register_and_the_overview_show_it(database_url: str) -> None:
    book = left_alone(database_url)
    months(book, 4, 10)
    counter(book).record(deposit(3_000, on="11-20", account="SP-001"), key="woken")

    def listed(on: str) -> object:
        return next(row.texts[2] for row in savings_list(book, as_of=day(on)).rows if row.key == "SP-001")

    assert [listed(on) for on in ("10-30", "10-31", "11-19", "11-20")] == [None, day("10-31"), day("10-31"), None]

    def named(on: str) -> tuple[str, str]:
        (row,) = (row for row in member_overview(book, "A-001", as_of=day(on)).rows if row.key == "savings:SP-001")
        return row.label.id.rpartition(", ")[2], row.label.en.rpartition(", ")[2]

    assert named("11-19") == ("pasif sejak 31 Oktober 2014", "passive since 31 October 2014")
    assert "pasif" not in named("11-20")[0]


@pytest.mark.parametrize("product", ["SUKARELA", "PENDIDIKAN"])
def test_a_deposit_and_a_withdrawal_ask_nothing_more_than_before(product: str) -> None:
    from irman_ledger.coop.savings.rules import consult
    from irman_ledger.coop.savings.state import SavingsState
    from irman_ledger.core.facts import Lowest
    from irman_ledger.core.subject import Subject

    state = SavingsState(no="SP-001", member="A-001", product=product, control="2-1100", opened_on=day("4-1"), moves_from=day("4-1"))
    assert consult(deposit(1, account="SP-001"), state, KSP) == ()
    assert consult(withdraw(1, account="SP-001"), state, KSP) == (Lowest("2-1100", Subject("savings", "SP-001"), day("4-3")),)
