"""Balances: debits and credits by account, unit and fund."""

from __future__ import annotations

import pytest

from irman_ledger.core.balances import BalanceKey, Balances, Turnover
from irman_ledger.core.journal import credit, debit
from irman_ledger.core.money import idr
from irman_ledger.core.subject import Subject

KAS = Subject("cash", "KAS")
LINES = (
    debit("1101", idr(500), KAS),
    credit("1101", idr(120), KAS),
    credit("4101", idr(380)),
    debit("1101", idr(7), KAS, unit="TOKO"),
    credit("4101", idr(7), unit="TOKO"),
)
BALANCES = Balances.of_lines("IDR", LINES)


def test_lines_are_added_by_account_unit_and_fund_debit_and_credit_apart() -> None:
    assert dict(BALANCES) == {
        BalanceKey("1101", "UMUM", "UMUM"): Turnover(500_00, 120_00),
        BalanceKey("4101", "UMUM", "UMUM"): Turnover(0, 380_00),
        BalanceKey("1101", "TOKO", "UMUM"): Turnover(7_00, 0),
        BalanceKey("4101", "TOKO", "UMUM"): Turnover(0, 7_00),
    }
    assert len(BALANCES) == 4


def test_the_net_of_an_account_is_debit_less_credit_over_all_units() -> None:
    assert BALANCES.net("1101") == idr(387)
    assert BALANCES.net("4101") == idr(-387)


def test_an_account_never_posted_to_counts_as_zero_and_is_not_there() -> None:
    assert BALANCES.net("9999") == idr(0)
    assert BalanceKey("9999", "UMUM", "UMUM") not in BALANCES


def test_balances_may_be_added_over_any_keys() -> None:
    assert BALANCES.net_where(lambda key: key.unit == "TOKO") == idr(0)
    assert BALANCES.net_where(lambda key: key.account.startswith("1") and key.unit == "TOKO") == idr(7)


def test_accounts_come_in_order_of_code_with_units_added() -> None:
    assert list(BALANCES.by_account().items()) == [("1101", Turnover(507_00, 120_00)), ("4101", Turnover(0, 387_00))]


def test_equal_rows_are_added() -> None:
    rows = [("1101", "UMUM", "UMUM", 3, 0), ("1101", "UMUM", "UMUM", 4, 5)]
    assert dict(Balances.of("IDR", rows)) == {BalanceKey("1101", "UMUM", "UMUM"): Turnover(7, 5)}


def test_what_is_added_and_taken_away_again_leaves_the_same_balances() -> None:
    other = Balances.of("IDR", [("1101", "UMUM", "UMUM", 100, 0), ("5101", "UMUM", "UMUM", 0, 100)])
    both = BALANCES.plus(other)
    assert both.net("1101") == idr(388)
    assert both.net("5101") == idr(-1)
    assert both.minus(other) == BALANCES


def test_balances_are_equal_by_their_nets_and_zero_is_as_good_as_nothing() -> None:
    busy = Balances.of("IDR", [("1101", "UMUM", "UMUM", 9, 2), ("1501", "UMUM", "UMUM", 4, 4)])
    quiet = Balances.of("IDR", [("1101", "UMUM", "UMUM", 7, 0)])
    assert busy == quiet
    assert hash(busy) == hash(quiet)
    assert busy != Balances.of("EUR", quiet.rows())
    assert busy != Balances.of("IDR", [("1101", "UMUM", "UMUM", 8, 0)])
    assert busy != "balances"


@pytest.mark.parametrize("turnover", [Turnover(5, 2), Turnover(3, 0)])
def test_the_net_is_positive_on_the_debit_side(turnover: Turnover) -> None:
    assert turnover.net == 3


def test_balances_of_two_currencies_are_never_added() -> None:
    with pytest.raises(ValueError, match="EUR"):
        BALANCES.plus(Balances.of("EUR", []))
