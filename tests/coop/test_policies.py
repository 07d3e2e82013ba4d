"""What the bylaws say beside their products is read strictly, each policy by the module that it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from irman_ledger.coop.members import LeavingPolicy, MembershipPolicy, claims, validity
from irman_ledger.coop.shares import CapitalPolicy, capital
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.bylaws_table import BylawsError
from irman_ledger.core.money import idr
from irman_ledger.errors import InvalidInputError

KSP = Bylaws.sample("ksp")
FLOOR = {"class": "equity-with-floor", "floor": "500.000.000", "accounts": ["3-1100", "3-1200"]}
LEAVING = {"account": "2-1630", "pay_within_days": 30}


def test_the_sample_has_each_policy() -> None:
    assert KSP.policy("capital", capital.parse) == CapitalPolicy(classification="equity")
    assert KSP.policy("leaving", claims.parse) == LeavingPolicy(account="2-1630", pay_within_days=30)
    assert KSP.policy("membership", validity.parse) == MembershipPolicy()


def test_a_floor_names_the_capital_and_what_it_counts() -> None:
    expected = CapitalPolicy(classification="equity-with-floor", floor=idr(500_000_000), accounts=("3-1100", "3-1200"))
    assert capital.parse(FLOOR, KSP) == expected
    owed = {code: product for code, product in KSP.products.items() if code not in ("POKOK", "WAJIB", "PENYETARAAN")}
    assert capital.parse({"class": "liability"}, replace(KSP, products=owed)) == CapitalPolicy(classification="liability")


def test_no_time_need_be_named_and_pokok_may_be_asked_for() -> None:
    assert claims.parse({"account": "2-1630"}, KSP) == LeavingPolicy(account="2-1630")
    assert validity.parse({"valid": "pokok-full", "product": "POKOK"}, KSP) == MembershipPolicy(product="POKOK")


@pytest.mark.parametrize(
    ("parse", "terms", "message"),
    [
        (capital.parse, {}, "policy capital: class = None must be one of equity, liability, equity-with-floor"),
        (capital.parse, {**FLOOR, "flor": 1}, "policy capital: flor = 1 is not a key of this policy; known are accounts, class, floor"),
        (capital.parse, {"class": "liability"}, "policy capital: class = 'liability' does not fit product POKOK, which stands on equity"),
        (capital.parse, {"class": "equity", "floor": "1"}, "policy capital: floor = '1' has no meaning without a floor"),
        (capital.parse, {**FLOOR, "floor": "0"}, "policy capital: floor = '0' must be more than zero"),
        (capital.parse, {**FLOOR, "floor": "banyak"}, "policy capital: floor = 'banyak'"),
        (capital.parse, {**FLOOR, "floor": True}, "policy capital: floor = True must be a whole number or text"),
        (capital.parse, {**FLOOR, "accounts": []}, "policy capital: accounts = [] must be a list of accounts, each once"),
        (capital.parse, {**FLOOR, "accounts": ["3-1100", "3-1100"]}, "policy capital: accounts = ['3-1100', '3-1100'] must be a list"),
        (capital.parse, {**FLOOR, "accounts": ["1-1100"]}, "policy capital: accounts = '1-1100' is not an account of the chart on"),
        (claims.parse, {}, "policy leaving: account = None is missing"),
        (claims.parse, {"account": "9"}, "policy leaving: account = '9' is not an account of the chart"),
        (claims.parse, {"account": "2-1640"}, "policy leaving: account = '2-1640' is an account without subject = \"member\""),
        (claims.parse, {**LEAVING, "pay_within_days": -1}, "policy leaving: pay_within_days = -1 must be 0 to 3660"),
        (claims.parse, {**LEAVING, "pay_within_days": True}, "policy leaving: pay_within_days = True must be 0 to 3660"),
        (claims.parse, {**LEAVING, "days": 1}, "policy leaving: days = 1 is not a key of this policy"),
        (validity.parse, {}, "policy membership: valid = None must be one of admitted, pokok-full"),
        (validity.parse, {"valid": "admitted", "product": "POKOK"}, "policy membership: product = 'POKOK' has no meaning"),
        (validity.parse, {"valid": "pokok-full", "product": "REGULER"}, "policy membership: product = 'REGULER' is not a share product"),
        (validity.parse, {"valid": "admitted", "x": 1}, "policy membership: x = 1 is not a key of this policy"),
    ],
)
def test_a_wrong_policy_is_named(parse: Callable[[Mapping[str, object], Bylaws], Any], terms: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse(terms, KSP)
    assert caught.value.message("en").startswith(message)
    assert caught.value.message("id")


def test_an_unknown_policy_is_no_key_of_bylaws() -> None:
    with pytest.raises(BylawsError) as caught:
        Bylaws.from_toml(KSP.source.replace("[policies.capital]", "[policies.kapital]"))
    assert "policies.kapital" in caught.value.message("en")
