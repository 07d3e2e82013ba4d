"""The terms of a savings product are read strictly."""

from __future__ import annotations

import pytest

from irman_ledger.coop.savings import SavingsTermsError
from irman_ledger.coop.savings.terms import SavingsTerms, parse
from irman_ledger.core.bylaws import Product
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money, idr
from tests.coop.savings.scenario import bylaws


def terms(**given: object) -> SavingsTerms:
    return parse(Product("SUKARELA", "savings", Label("Simpanan sukarela", "Voluntary savings"), given), bylaws())


def test_the_least_a_product_says_is_its_account() -> None:
    assert terms(account="2-1100") == SavingsTerms(controls={"anggota": "2-1100"}, statuses=frozenset({"anggota"}))


def test_accounts_follow_the_status_and_a_leaver_opens_none_by_default() -> None:
    read = terms(account="2-1100", account_candidate="2-1110", account_other="2-1110")
    assert read.controls == {"anggota": "2-1100", "calon": "2-1110", "non-anggota": "2-1110", "keluar": "2-1110"}
    assert read.statuses == {"anggota", "calon", "non-anggota"}


def test_amounts_are_whole_rupiah_or_text() -> None:
    read = terms(account="2-1100", minimum_deposit=5_000, minimum_balance="20.000,50")
    assert read.minimum_deposit == idr(5_000)
    assert read.minimum_balance == Money.from_minor(2_000_050)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "product SUKARELA: account = None: is missing"),
        ({"account": "2-9999"}, "product SUKARELA: account = '2-9999': is not an account of the chart"),
        ({"account": 2}, "product SUKARELA: account = 2: is not an account of the chart"),
        (
            {"account": "3-1100"},
            'product SUKARELA: account = \'3-1100\': is an account without subject_kind = "savings" and owner = "savings"',
        ),
        (
            {"account": "2-1100", "account_candidate": "1-1710"},
            'product SUKARELA: account_candidate = \'1-1710\': is an account without subject_kind = "savings" and owner = "savings"',
        ),
        ({"account": "2-1100", "statuses": "anggota"}, "product SUKARELA: statuses = 'anggota': must be a list of statuses"),
        ({"account": "2-1100", "statuses": []}, "product SUKARELA: statuses = []: must be a list of statuses"),
        (
            {"account": "2-1100", "statuses": ["teman"]},
            "product SUKARELA: statuses = 'teman': is not a status; known are anggota, calon, non-anggota, keluar",
        ),
        (
            {"account": "2-1100", "statuses": ["calon"]},
            "product SUKARELA: statuses = 'calon': has no account; account_candidate is missing",
        ),
        (
            {"account": "2-1100", "minimum_deposit": True},
            'product SUKARELA: minimum_deposit = True: must be a whole number or text such as "10.000"',
        ),
        (
            {"account": "2-1100", "minimum_deposit": 5000.0},
            'product SUKARELA: minimum_deposit = 5000.0: must be a whole number or text such as "10.000"',
        ),
        ({"account": "2-1100", "minimum_balance": 0}, "product SUKARELA: minimum_balance = 0: must be more than zero"),
        ({"account": "2-1100", "minimum_balance": "-1"}, "product SUKARELA: minimum_balance = '-1': must be more than zero"),
        (
            {"account": "2-1100", "bunga": "3%"},
            "product SUKARELA: bunga = '3%': is not a term of a savings product; "
            "known are account, account_candidate, account_other, interest, minimum_balance, minimum_deposit, statuses",
        ),
    ],
)
def test_a_wrong_term_names_product_key_and_value(given: dict[str, object], message: str) -> None:
    with pytest.raises(SavingsTermsError) as refusal:
        terms(**given)
    assert refusal.value.code == "savings.terms"
    assert refusal.value.message("en") == message


def test_an_amount_that_cannot_be_read_is_a_wrong_term() -> None:
    with pytest.raises(SavingsTermsError) as refusal:
        terms(account="2-1100", minimum_deposit="lima ribu")
    assert (refusal.value.details["product"], refusal.value.field, refusal.value.details["value"]) == (
        "SUKARELA",
        "minimum_deposit",
        "lima ribu",
    )
