"""What the bylaws may say about a loan product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from irman_ledger.coop.loans.methods import PLAIN, Conventions, Grace
from irman_ledger.coop.loans.methods.reading import CONVENTION_KEYS
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.coop.loans.terms_reading import LoanAccounts
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import Money, idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import CEILING, DOWN, HALF_UP, UP
from irman_ledger.core.working_days import WorkCalendar
from tests.coop.loans.scenario import ACCOUNTS, REGULER, TRANCHES, bylaws

HOLIDAYS = {"rule": "following", "from_year": 2014, "to_year": 2015, "weekend": ["sunday"], "days": ["2014-05-01"]}


def read(terms: Mapping[str, object]) -> LoanTerms:
    return bylaws({"P": terms}).terms("P", "loans", parse)


def test_what_is_not_said_has_a_default() -> None:
    terms = read(REGULER)
    assert (terms.rate, terms.rate_min, terms.rate_max) == (Rate.yearly("24%"),) * 3
    assert (terms.every, terms.step, terms.mode) == (Every(months=1), idr(1), HALF_UP)
    assert (terms.allocation, terms.early_payment, terms.is_partial_ahead) == (("interest", "principal"), "next-instalment", True)
    assert dict(terms.accounts) == dict.fromkeys(("anggota", "calon"), LoanAccounts(receivable="1-1500", interest_income="4-1100"))


EACH: Mapping[str, tuple[str, object, Mapping[str, object]]] = {
    "day_count": ("flat", "ACT/360", {"day_count": "ACT/360"}),
    "sizing": ("annuity", "days", {"sizing": "days"}),
    "precision": ("annuity", 12, {"precision": 12}),
    "balance": ("annuity", "exact", {"balance": "exact"}),
    "instalment_multiple": ("flat", 500, {"multiple": idr(500)}),
    "multiple_mode": ("flat", "down", {"multiple_mode": DOWN}),
    "multiple_of": ("flat", "parts", {"multiple_of": "parts"}),
    "remainder": ("declining", "first", {"remainder": "first"}),
    "grace": ("flat", {"principal": 1, "interest_free": 2}, {"grace": Grace(principal=1, interest_free=2)}),
    "idle_months": ("flat", [5, 6], {"idle_months": frozenset({5, 6})}),
    "due_after_days": ("bullet", 10, {"due_after_days": 10}),
    "month_end": ("flat", True, {"month_end": True}),
    "holidays": ("flat", {"rule": "preceding", "from_year": 2014, "to_year": 2015}, {
        "holiday_rule": "preceding",
        "calendar": WorkCalendar(first_year=2014, last_year=2015, holidays=frozenset(), weekend=frozenset()),
    }),
}  # fmt: skip


@pytest.mark.parametrize("key", EACH)
def test_each_convention_is_read_and_changes_nothing_else(key: str) -> None:
    method, value, changed = EACH[key]
    assert set(EACH) == set(CONVENTION_KEYS)
    assert read({**REGULER, "method": method, key: value}).conventions == replace(PLAIN, **changed)  # type: ignore[arg-type]  # as said


def test_everything_may_be_said() -> None:
    terms = read(
        {
            "method": "flat",
            "rate": "1%/week",
            "rate_min": "0.5%/week",
            "rate_max": "2%/week",
            "instalments_max": 50,
            "every": {"weeks": 2},
            "rounding": {"step": "0,50", "mode": "up"},
            "remainder": "last",
            "allocation": ["principal", "interest"],
            "early_payment": "principal",
            "ahead_partial": True,
            "statuses": ["non-anggota", "calon"],
            "accounts": {**ACCOUNTS, "calon": {"receivable": "1-1510", "interest_income": "4-2100"}},
        }
    )
    assert (terms.rate_min, terms.rate_max) == (Rate.weekly("0.5%"), Rate.weekly("2%"))
    assert (terms.every, terms.step, terms.mode) == (Every(weeks=2), Money.parse("0,50"), UP)
    assert (terms.allocation, terms.early_payment) == (("principal", "interest"), "principal")
    assert terms.conventions == PLAIN
    assert terms.accounts == {
        "non-anggota": LoanAccounts(receivable="1-1500", interest_income="4-1100"),
        "calon": LoanAccounts(receivable="1-1510", interest_income="4-2100"),
    }


def test_the_conventions_of_a_plan_may_be_said() -> None:
    terms = read(
        {
            **REGULER,
            "method": "annuity",
            "day_count": "ACT/365F",
            "sizing": "days",
            "precision": 12,
            "instalment_multiple": 1000,
            "multiple_mode": "ceiling",
            "remainder": "shorter",
            "grace": {"principal": 2, "interest_payment": 1, "interest_free": 3},
            "idle_months": [5, 6],
            "due_after_days": 10,
            "holidays": HOLIDAYS,
        }
    )
    calendar = WorkCalendar(first_year=2014, last_year=2015, holidays=frozenset({date(2014, 5, 1)}), weekend=frozenset({6}))
    assert terms.conventions == Conventions(
        day_count="ACT/365F",
        sizing="days",
        precision=12,
        multiple=idr(1_000),
        multiple_mode=CEILING,
        remainder="shorter",
        grace=Grace(principal=2, interest_payment=1, interest_free=3),
        idle_months=frozenset({5, 6}),
        due_after_days=10,
        holiday_rule="following",
        calendar=calendar,
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"bunga": 1}, "product P, bunga = 1: is not known here"),
        ({"method": "flt"}, "product P, method = 'flt': must be one of flat, declining, annuity"),
        ({"method": 1}, "product P, method = 1: must be text"),
        ({"rate": "24"}, "product P, rate = '24': '24' cannot be read as a rate"),
        ({"rate": "24%/once"}, "product P, rate = '24%/once': a rate per 'once' cannot be given per 'year'"),
        ({"rate_max": "1%/month"}, "product P, rate = '24%/year': must be 24%/year to 1%/month"),
        ({"instalments_max": 601}, "product P, instalments_max = 601: must be 1 to 600"),
        ({"instalments_max": True}, "product P, instalments_max = True: must be a whole number"),
        ({"every": {"months": 1, "weeks": 1}}, "product P, every = {'months': 1, 'weeks': 1}: "),
        ({"every": {"years": 1}}, "product P, every.years = 1: is not known here"),
        ({"every": 1}, "product P, every = 1: must be a table"),
        ({"rounding": {"step": 0}}, "product P, rounding.step = 0: must be more than zero"),
        ({"rounding": {"step": -1}}, "product P, rounding.step = -1: must not be below zero"),
        ({"rounding": {"mode": "half"}}, "product P, rounding.mode = 'half': must be one of half-up, "),
        ({"remainder": "middle"}, "product P, remainder = 'middle': must be one of last, first, level, shorter"),
        ({"method": "annuity", "remainder": "first"}, "product P, remainder = 'first': remainder first does not go with annuity"),
        ({"method": "bullet", "instalment_multiple": 500}, "product P, instalment_multiple = Money('Rp500'): "),
        ({"instalment_multiple": 0}, "product P, instalment_multiple = 0: the rounding step must be more than zero"),
        ({"instalment_multiple": True}, "product P, instalment_multiple = True: must be whole units of the currency"),
        ({"day_count": "30/365"}, "product P, day_count = '30/365': must be one of period, 30/360, "),
        ({"grace": {"fees": 1}}, "product P, grace.fees = 1: must be one of principal, interest_payment, interest_free"),
        ({"grace": {"principal": -1}}, "product P, grace.principal = -1: must be a whole number, zero or more"),
        ({"grace": 2}, "product P, grace = 2: must be an object"),
        (
            {"grace": {"interest_payment": 1}, "early_payment": "principal"},
            "product P, early_payment = 'principal': does not go with grace",
        ),
        ({"idle_months": [13]}, "product P, idle_months = 13: must be 1 to 12"),
        ({"idle_months": [1, 1]}, "product P, idle_months = [1, 1]: names something twice"),
        ({"precision": 3}, "product P, precision = 3: must be 4 to 40"),
        ({"due_after_days": 400}, "product P, due_after_days = 400: must be 0 to 366"),
        ({"holidays": {"rule": "following"}}, "product P, holidays.from_year = None: is missing"),
        ({"holidays": HOLIDAYS | {"weekend": ["minggu"]}}, "product P, holidays.weekend = 'minggu': must be one of monday, "),
        ({"holidays": HOLIDAYS | {"days": ["2016-01-01"]}}, "product P, holidays = datetime.date(2016, 1, 1): the holiday calendar"),
        ({"holidays": HOLIDAYS | {"days": ["1 Mei"]}}, "product P, holidays.days = '1 Mei': '1 Mei' is not a day"),
        ({"allocation": ["interest"]}, "product P, allocation = ['interest']: must name each of interest, principal"),
        ({"allocation": ["interest", "fee"]}, "product P, allocation = ['interest', 'fee']: must be a list of interest, principal"),
        ({"early_payment": "later"}, "product P, early_payment = 'later': must be one of next-instalment, principal, refuse, titipan"),
        ({"method": "annuity", "early_payment": "principal"}, "product P, early_payment = 'principal': does not go with annuity"),
        ({"early_payment": "refuse", "ahead_partial": False}, "product P, ahead_partial = False: goes only with"),
        ({"ahead_partial": 1}, "product P, ahead_partial = 1: must be true or false"),
        ({"statuses": ["keluar"]}, "product P, statuses = ['keluar']: must be a list of anggota, calon, non-anggota"),
        ({"statuses": []}, "product P, statuses = []: must be a list of"),
        ({"accounts": {"receivable": "1-1500"}}, "product P, accounts.interest_income = None: is missing"),
        ({"accounts": {**ACCOUNTS, "receivable": "9"}}, "product P, accounts.receivable = '9': is not in the chart"),
        (
            {"accounts": {**ACCOUNTS, "receivable": "1-1710"}},
            "product P, accounts.receivable = '1-1710': must have subject_kind",
        ),
        ({"accounts": {**ACCOUNTS, "receivable": "1-1800"}}, "product P, accounts.receivable = '1-1800': belongs to no module"),
        ({"accounts": {**ACCOUNTS, "receivable": "4-2100"}}, "product P, accounts.receivable = '4-2100': must be an account of kind asset"),
        (
            {"accounts": {**ACCOUNTS, "interest_income": "4-9190"}},
            "product P, accounts.interest_income = '4-9190': must have subject_kind",
        ),
        ({"accounts": {**ACCOUNTS, "keluar": ACCOUNTS}}, "product P, accounts.keluar = "),
        ({"accounts": {**ACCOUNTS, "calon": {}}}, "product P, accounts.calon.receivable = None: is missing"),
    ],
)
def test_a_wrong_term_is_refused_with_product_key_and_value(change: dict[str, object], message: str) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        read({**REGULER, **change})
    assert str(refusal.value).startswith(message)
    assert refusal.value.code == "loan.terms-malformed"
    assert refusal.value.message("id").startswith("produk P, ")


@pytest.mark.parametrize("key", ["method", "rate", "instalments_max", "accounts"])
def test_a_missing_term_is_refused(key: str) -> None:
    with pytest.raises(LoanTermsError, match=f"{key} = None: is missing"):
        read({name: value for name, value in REGULER.items() if name != key})


def test_the_loan_products_of_the_sample_bylaws_can_be_read() -> None:
    sample = Bylaws.sample("ksp")
    codes = [product.code for product in sample.products.values() if product.module == "loans"]
    assert codes
    assert all(sample.terms(code, "loans", parse).product == code for code in codes)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"tranches": 4}, "tranches"),
        ({"tranches": {"most": 1, "account": "9-1400", "contra": "9-1490"}}, "tranches.most"),
        ({"tranches": {"most": 4, "contra": "9-1490"}}, "tranches.account"),
        ({"tranches": {"most": 4, "account": "1-1500", "contra": "9-1490"}}, "tranches.account"),
        ({"tranches": {"most": 4, "fees": "last", "account": "9-1400", "contra": "9-1490"}}, "tranches.fees"),
        ({"tranches": {**TRANCHES, "limit": 4}}, "tranches.limit"),
        ({"tranches": TRANCHES, "remainder": "shorter"}, "remainder"),
        ({"tranches": TRANCHES, "due_after_days": 10}, "due_after_days"),
        ({"tranches": TRANCHES, "rate_kind": "floating"}, "rate_kind"),
        ({"tranches": TRANCHES, "recognition": "contractual", "accrued": "1-1500"}, "recognition"),
        ({"tranches": TRANCHES, "idle_months": [1]}, "idle_months"),
        (
            {
                "tranches": TRANCHES,
                "fees": [{"code": "PROVISI", "rate": "1%/once", "taken": "spread", "income": {"any": "4-1120"}, "deferred": "1-1580"}],
            },
            "fees",
        ),
        ({"tranches": TRANCHES, "grace": {"interest_payment": 2}}, "grace"),
    ],
)
def test_terms_of_tranches_are_read_strictly(changed: dict[str, object], field: str) -> None:
    with pytest.raises(LoanTermsError) as refusal:
        read({**REGULER, **changed})
    assert refusal.value.field == field
