"""The terms of a product of term deposits are read strictly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from irman_ledger.coop.savings import SavingsTermsError
from irman_ledger.coop.savings.deposit_terms import DepositPolicy
from irman_ledger.coop.savings.terms import parse
from irman_ledger.core.bylaws import Product
from irman_ledger.core.label import Label
from irman_ledger.core.money import idr
from tests.coop.savings.scenario import DEPOSIT, bylaws


def read(beside: dict[str, object] | None = None, **deposit: object) -> DepositPolicy:
    label = Label("Simpanan berjangka", "Term deposit")
    terms: dict[str, Any] = {"account": "2-1200", "deposit": deposit, **(beside or {})}
    policy = parse(Product("BERJANGKA", "savings", label, terms), bylaws()).deposit
    assert policy is not None
    return policy


def test_the_least_that_it_says_are_offers_and_accounts() -> None:
    policy = read(offers=[{"months": 3, "rate": "5%/year"}], accrued="2-1410", expense="5-1100")
    assert {months: rate.plain() for months, rate in policy.offers.items()} == {3: "5%/year"}
    assert (policy.minimum, policy.basis, policy.is_moved, policy.breaking, policy.withholding) == (None, "month", False, None, None)
    assert policy.payments == ("monthly", "at-maturity")
    assert policy.rollovers == ("none", "principal", "principal-and-interest")


def test_all_that_it_may_say() -> None:
    policy = read(**{**DEPOSIT, "basis": "ACT/365F", "matured": "moves", "interest": ["monthly"], "rollover": ["none"]})
    assert (policy.minimum, policy.basis, policy.is_moved, policy.payments) == (idr(1_000_000), "ACT/365F", True, ("monthly",))
    assert policy.breaking is not None
    assert (policy.breaking.rate.plain(), policy.breaking.penalty, policy.breaking.income) == ("3%/year", Fraction(1, 100), "4-1900")
    assert policy.interest_accounts == {"5-1100", "5-1110", "2-1410"}


def test_a_break_without_a_rate_earns_nothing() -> None:
    policy = read(**{**DEPOSIT, "break": {}})
    assert policy.breaking is not None
    assert (policy.breaking.rate.value, policy.breaking.penalty, policy.breaking.income) == (0, 0, None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"offers": []}, "deposit.offers = []: must be a list of tables"),
        ({"offers": [{"months": 0, "rate": "5%/year"}]}, "deposit.offers.0.months = 0: must be from 1 to 120"),
        (
            {"offers": [{"months": 1, "rate": "5%/year"}, {"months": 1, "rate": "6%/year"}]},
            "deposit.offers.1.months = 1: is offered twice",
        ),
        ({"minimum": 0}, "deposit.minimum = 0: must be more than zero"),
        ({"matured": "stays"}, "deposit.matured = 'stays': must be one of waits, moves"),
        ({"rollover": ["all"]}, "deposit.rollover = ['all']: must be a list of none, principal, principal-and-interest, each at most once"),
        ({"accrued": "2-1100x"}, "deposit.accrued = '2-1100x': is not in the chart"),
        ({"bunga": "5%"}, None),
        ({"break": {"penalty": "1%/once"}}, "deposit.break.penalty = '1%/once': penalty and income must be given together"),
        (
            {"break": {"penalty": "101%/once", "income": "4-1900"}},
            "deposit.break.penalty = '101%/once': must be taken once and be at most all of it, as \"10%/once\"",
        ),
        (
            {"break": {"penalty": "1%/year", "income": "4-1900"}},
            "deposit.break.penalty = '1%/year': must be taken once and be at most all of it, as \"10%/once\"",
        ),
        ({"break": {"penalty": "much", "income": "4-1900"}}, "deposit.break.penalty = 'much': 'much' cannot be read as a rate"),
    ],
)
def test_a_wrong_term_is_named(change: dict[str, object], message: str | None) -> None:
    with pytest.raises(SavingsTermsError) as refusal:
        read(**{**DEPOSIT, **change})
    if message is not None:
        assert refusal.value.message("en") == f"product BERJANGKA: {message}"


@pytest.mark.parametrize("key", ["minimum_deposit", "minimum_balance", "interest"])
def test_terms_of_savings_accounts_do_not_go_with_it(key: str) -> None:
    with pytest.raises(SavingsTermsError) as refusal:
        read({key: "1.000"}, **DEPOSIT)
    assert refusal.value.message("en") == f"product BERJANGKA: {key} = '1.000': is not a term of a product of term deposits"
