"""The chart: all accounts by code, in the order given."""

from __future__ import annotations

import pytest

from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.chart import Chart
from irman_ledger.core.codes import CodeError
from irman_ledger.core.label import Label
from irman_ledger.errors import InvalidInputError, RefusedError, UnknownAccountError

CASH = Account(code="1-1100", label=Label(id="Kas", en="Cash"), kind=AccountKind.ASSET, line="cash", subject_kind="cash")
BUILDING = Account(code="1-3200", label=Label(id="Bangunan", en="Buildings"), kind=AccountKind.ASSET, line="buildings")
SALES = Account(code="4-1100", label=Label(id="Jasa", en="Interest"), kind=AccountKind.INCOME, line="income")
CHART = Chart([SALES, CASH, BUILDING])


def test_accounts_stay_in_the_order_given() -> None:
    assert [account.code for account in CHART] == ["4-1100", "1-1100", "1-3200"]
    assert len(CHART) == 3


def test_an_account_is_found_by_its_code() -> None:
    assert CHART["1-1100"] is CASH
    assert "1-1100" in CHART
    assert "9-9999" not in CHART


def test_an_unknown_account_is_an_error_of_its_own() -> None:
    with pytest.raises(UnknownAccountError) as caught:
        CHART["9-9999"]
    assert (caught.value.code, caught.value.category, caught.value.field) == ("account.unknown", "unknown", "account")
    assert isinstance(caught.value, InvalidInputError)
    assert isinstance(caught.value, RefusedError)
    assert caught.value.message("id") == "akun 9-9999 tidak ada dalam bagan akun"


def test_a_code_given_twice_is_refused() -> None:
    with pytest.raises(CodeError) as caught:
        Chart([CASH, BUILDING, CASH])
    assert caught.value.details["value"] == "1-1100"


def test_accounts_are_picked_by_kind_and_control_accounts_by_their_subject() -> None:
    assert CHART.of_kind(AccountKind.ASSET) == (CASH, BUILDING)
    assert CHART.of_kind(AccountKind.INCOME, AccountKind.EXPENSE) == (SALES,)
    assert CHART.controls() == (CASH,)


def test_equal_accounts_in_equal_order_make_equal_charts() -> None:
    assert Chart([SALES, CASH, BUILDING]) == CHART
    assert hash(Chart([SALES, CASH, BUILDING])) == hash(CHART)
    assert Chart([CASH, SALES, BUILDING]) != CHART
