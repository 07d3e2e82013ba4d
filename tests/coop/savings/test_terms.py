"""The terms of a savings product are read strictly."""

from __future__ import annotations

import pytest

from irman_ledger.coop.savings import SavingsTermsError
from irman_ledger.coop.savings.charge_terms import RoundingAccounts
from irman_ledger.coop.savings.terms import SavingsTerms, parse
from irman_ledger.core.bylaws import Product
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money, idr
from tests.coop.savings.scenario import DAILY, KORAN, LOWEST, bylaws


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


CERUKAN = {"limit": "100.000", "income": "4-1190"}


def test_an_overdraft_fees_interest_from_elsewhere_and_rounding_name_their_accounts() -> None:
    read = terms(**KORAN)
    assert read.overdraft is not None
    assert (read.overdraft.limit, read.overdraft.incomes["calon"]) == (idr(100_000), "4-1190")
    assert {code: (incomes["anggota"], incomes["keluar"]) for code, incomes in read.fees.items()} == {
        "ADM": ("4-1110", "4-1110"),
        "BUKU": ("4-1110", "4-2110"),
    }
    assert read.elsewhere is not None
    assert (read.elsewhere.expenses["anggota"], read.elsewhere.expenses["calon"]) == ("5-1100", "5-1110")
    assert read.rounding == RoundingAccounts(income="4-9190", expense="5-9100")


def test_a_limit_of_zero_keeps_accounts_without_a_floor_from_going_further() -> None:
    read = terms(account="2-1130", overdraft={"limit": 0, "income": "4-1190"})
    assert read.overdraft is not None
    assert read.overdraft.limit == idr(0)


@pytest.mark.parametrize(
    ("given", "key", "reason"),
    [
        ({"account": "2-1130"}, "account", "must be floored"),
        ({"account": "2-1100", "overdraft": CERUKAN}, "account", "must not be floored, as accounts may be overdrawn"),
        ({"account": "2-1130", "overdraft": CERUKAN, "minimum_balance": 1}, "overdraft", "does not go with minimum_balance"),
        ({"account": "2-1130", "overdraft": {"limit": 1}}, "overdraft.income", "is missing"),
        ({"account": "2-1130", "overdraft": {**CERUKAN, "limit": -1}}, "overdraft.limit", "must not be below zero"),
        ({"account": "2-1130", "overdraft": {**CERUKAN, "income": "5-1100"}}, "overdraft.income", "must be an account of kind income, it"),
        ({"account": "2-1130", "overdraft": {**CERUKAN, "income": 4}}, "overdraft.income", "must be an account of the chart"),
        ({"account": "2-1100", "fees": {"code": "ADM"}}, "fees", "must be a list of tables"),
        ({"account": "2-1100", "fees": [{"code": "ADM"}]}, "fees.0.income", "is missing"),
        (
            {"account": "2-1100", "fees": [{"code": " ADM", "income": "4-1110"}]},
            "fees.0.code",
            "code is not valid: ' ADM': must not be empty",
        ),
        ({"account": "2-1100", "fees": [{"code": "ADM", "income": "4-1110"}] * 2}, "fees.1.code", "is there twice"),
        ({"account": "2-1100", "interest_elsewhere": {"expense": "5-2100"}}, "interest_elsewhere.expense", "must have subject_kind"),
        ({"account": "2-1100", "interest": {}, "interest_elsewhere": {}}, "interest_elsewhere", "does not go with interest"),
        ({"account": "2-1100", "interest": {**DAILY, "compounding": "weekly"}}, "interest.compounding", "must be one of none, monthly"),
        ({"account": "2-1100", "interest": {**DAILY, "compounding": "monthly"}}, "interest.compounding", "goes only with interest that"),
        ({"account": "2-1100", "interest": {**LOWEST, "compounding": "daily"}}, "interest.compounding", "needs daily interest by"),
        ({"account": "2-1100", "interest": {**DAILY, "compounding_decimals": 4}}, "interest.compounding_decimals", "must be 0 to 12, with"),
        (
            {"account": "2-1100", "interest": {**DAILY, "compounding": "daily", "compounding_decimals": 13}},
            "interest.compounding_decimals",
            "must be 0 to 12",
        ),
        ({"account": "2-1100", "rounding": {"income": "4-9190"}}, "rounding.expense", "is missing"),
        ({"account": "2-1100", "rounding": {"income": "4-9190", "expense": "5-1100"}}, "rounding.expense", "must be an account without"),
    ],
)
def test_a_wrong_table_of_terms_names_its_key(given: dict[str, object], key: str, reason: str) -> None:
    with pytest.raises(SavingsTermsError) as refusal:
        terms(**given)
    assert refusal.value.details["key"] == key
    assert str(refusal.value.details["reason"]).startswith(reason)


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
            "known are account, account_candidate, account_other, deposit, dormancy, fees, interest, interest_elsewhere, "
            "minimum_balance, minimum_deposit, overdraft, programme, rounding, statuses",
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
