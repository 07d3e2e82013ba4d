"""Goods sold by instalments, in real books on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from irman_ledger import Month, idr
from irman_ledger.coop.loans import PayOffLoan, RebateMargin, RepayLoan, SellByInstalments
from irman_ledger.errors import InvalidInputError, RefusedError
from irman_ledger.reports.registers.loan_card import loan_card
from tests.books.kit import balance, counter, day, with_savers


def sell() -> SellByInstalments:
    terms: dict[str, Any] = {"loan": "PJ-001", "member": "A-001", "product": "JUAL-BELI", "on": day("4-10")}
    return SellByInstalments(cost=idr(6_000_000), margin=idr(720_000), instalments=12, **terms)


def test_a_sale_from_its_price_to_its_payoff(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    sold = desk.record(sell(), key="sold")
    assert sold.voucher is not None
    assert sold.voucher.series == "BM"
    assert [balance(book, account) for account in ("1-1530", "1-1580", "1-1740")] == [6_720_000, -720_000, -6_000_000]
    desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(560_000)), key="paid")
    assert [balance(book, account) for account in ("1-1530", "1-1580", "4-1130")] == [6_160_000, -660_000, -60_000]
    # The second instalment is eight days late: Rp5.000, which is given away.
    late = desk.record(RepayLoan(loan="PJ-001", on=day("6-18"), amount=idr(565_000)), key="late")
    assert (balance(book, "2-1605"), balance(book, "4-1130")) == (-5_000, -120_000)
    desk.reverse(late.seq, on=day("6-18"), reason="salah setor", key="undone")
    assert [balance(book, account) for account in ("1-1530", "1-1580", "2-1605")] == [6_160_000, -660_000, 0]
    desk.record(RepayLoan(loan="PJ-001", on=day("6-18"), amount=idr(565_000)), key="again")
    with pytest.raises(RefusedError):
        desk.record(RebateMargin(loan="PJ-001", on=day("6-20"), amount=idr(600_001), reason="dilunasi"), key="more")
    desk.record(RebateMargin(loan="PJ-001", on=day("6-20"), amount=idr(200_000), reason="dilunasi"), key="rebate")
    with book.read() as view:
        assert view.loans.payoff("PJ-001", day("6-20")).total == idr(5_400_000)  # 5,600,000 less 200,000
    desk.record(PayOffLoan(loan="PJ-001", on=day("6-20"), amount=idr(5_400_000)), key="over")
    assert [balance(book, account) for account in ("1-1530", "1-1580", "4-1130")] == [0, 0, -520_000]
    with book.read() as view:
        assert view.loans.get("PJ-001").closed_on == day("6-20")
    assert not book.verify().findings


def test_what_is_paid_down_earns_nothing_of_the_margin(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    sold = desk.record(replace(sell(), down_payment=idr(1_200_000)), key="sold").event
    assert (sold.sale.price, sold.sale.margin) == (idr(6_720_000), idr(720_000))
    # 4,800,000 of the cost and the whole margin over twelve months: 400,000 + 60,000.
    assert [(one.no, one.due_on, one.total) for one in sold.plan[:3]] == [
        (1, day("4-10"), idr(1_200_000)),
        (2, day("5-10"), idr(460_000)),
        (3, day("6-10"), idr(460_000)),
    ]
    assert len(sold.plan) == 13
    down = desk.record(RepayLoan(loan="PJ-001", on=day("4-10"), amount=idr(1_200_000)), key="down")
    assert down.voucher is not None
    assert down.voucher.series == "BKM"
    assert [balance(book, account) for account in ("1-1530", "1-1580", "4-1130")] == [5_520_000, -720_000, 0]
    desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(460_000)), key="first")
    assert [balance(book, account) for account in ("1-1530", "1-1580", "4-1130")] == [5_060_000, -660_000, -60_000]
    with book.read() as view:
        whole = view.loans.payoff("PJ-001", day("5-10")).total
    desk.record(PayOffLoan(loan="PJ-001", on=day("5-10"), amount=whole), key="over")
    assert [balance(book, account) for account in ("1-1530", "1-1580", "4-1130")] == [0, 0, -720_000]
    assert not book.verify().findings


@pytest.mark.parametrize("down", [0, -1, 6_000_000])
def test_nothing_and_the_whole_cost_cannot_be_paid_down(down: int) -> None:
    with pytest.raises(InvalidInputError) as error:
        replace(sell(), down_payment=idr(down))
    assert error.value.field == "down_payment"


def test_the_card_of_a_sale_says_what_it_was_sold_for(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(sell(), key="sold")
    desk.record(RepayLoan(loan="PJ-001", on=day("5-10"), amount=idr(560_000)), key="paid")
    shown = loan_card(book, "PJ-001", as_of=day("5-20")).text(lang="id")
    for line in ("Harga jual", "margin proporsional", "Penjualan", "1-1580 Margin tangguhan", "6.160.000", "660.000"):
        assert line in shown
    english = loan_card(book, "PJ-001", as_of=day("5-20")).text(lang="en")
    assert "margin earned proportionally" in english


def test_the_month_end_sets_aside_for_the_price_less_its_margin(database_url: str) -> None:
    book = with_savers(database_url)
    desk = counter(book)
    desk.record(sell(), key="sold")
    desk.end_month(Month(2014, 4))
    # Half a hundredth of 6,720,000 less 720,000.
    assert balance(book, "1-1590") == -30_000
