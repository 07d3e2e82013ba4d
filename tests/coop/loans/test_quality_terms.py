"""What the bylaws may say about the quality of a product's loans."""

from __future__ import annotations

import pytest

from irman_ledger.coop.loans.collectability import Grade
from irman_ledger.coop.loans.quality_terms import QualityTerms
from irman_ledger.coop.loans.refusals import LoanTermsError
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.money import idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import HALF_UP, UP
from tests.coop.loans.quality_scenario import ALLOWANCE, graded_bylaws
from tests.coop.loans.scenario import REGULER


def read(quality: object) -> QualityTerms:
    found = graded_bylaws({"P": {**REGULER, "quality": quality}}).terms("P", "loans", parse).quality
    assert found is not None
    return found


def test_grading_alone() -> None:
    found = read({"collectability": "OJK_5"})
    assert (found.collectability.code, found.collateral, found.allowance) == ("OJK_5", None, None)


def test_everything_may_be_said() -> None:
    found = read(
        {
            "collectability": "OJK_5",
            "collateral": {"account": "9-1300", "contra": "9-1390", "counted": "50%"},
            "allowance": {
                **ALLOWANCE,
                "expense": "5-3101",
                "percent": {"special-mention": "5%", "loss": "90%"},
                "rounding": {"step": 100, "mode": "up"},
            },
        }
    )
    assert (found.collateral, found.collateral_counted) == (("9-1300", "9-1390"), Rate.once("50%"))
    terms = found.allowance
    assert terms is not None
    assert (terms.account, terms.expense, terms.margin, terms.step, terms.mode) == ("1-1590", "5-3101", "1-1580", idr(100), UP)
    assert {grade.value: rate.plain() for grade, rate in terms.rules.percent.items()} == {
        "current": "0.5%/once",
        "special-mention": "5%/once",
        "substandard": "10%/once",
        "doubtful": "50%/once",
        "loss": "90%/once",
    }


def test_the_sample_grades_every_product_by_the_rule_of_cooperatives() -> None:
    bylaws = Bylaws.sample("ksp")
    for code in ("REGULER", "MENURUN", "ANUITAS", "PEMBIAYAAN"):
        quality = bylaws.terms(code, "loans", parse).quality
        assert quality is not None
        assert quality.allowance is not None
        assert (quality.collectability.code, quality.collateral, quality.collateral_counted) == (
            "KSP_2008",
            ("9-1300", "9-1390"),
            Rate.once(1),
        )
        assert quality.suspense == ("9-1200", "9-1290")
        assert (quality.allowance.rules.code, quality.allowance.account, quality.allowance.expense) == ("PPAPWD_2021", "1-1590", "5-3100")
        assert quality.allowance.margin == ("1-1580" if code == "PEMBIAYAAN" else None)
        assert (quality.allowance.step, quality.allowance.mode) == (idr(1), HALF_UP)
        assert quality.allowance.rules.percent[Grade.LOSS] == Rate.once(1)


@pytest.mark.parametrize(
    ("quality", "field", "reason"),
    [
        ("KSP_2008", "quality", "must be a table"),
        ({}, "quality.collectability", "is missing"),
        ({"collectability": 5}, "quality.collectability", "must be the code of a rule set"),
        ({"collectability": "KSP"}, "quality.collectability", "there is no rule set 'KSP'"),
        ({"collectability": "OJK_5", "grades": 5}, "quality.grades", "is not known here"),
        ({"collectability": "OJK_5", "collateral": "9-1300"}, "quality.collateral", "must be a table"),
        ({"collectability": "OJK_5", "collateral": {}}, "quality.collateral.account", "is missing"),
        (
            {"collectability": "OJK_5", "collateral": {"account": "1-1590", "contra": "9-1390"}},
            "quality.collateral.account",
            "must be an account of kind memorandum",
        ),
        (
            {"collectability": "OJK_5", "collateral": {"account": "9-1390", "contra": "9-1390"}},
            "quality.collateral.account",
            'normal = "debit"',
        ),
        (
            {"collectability": "OJK_5", "collateral": {"account": "9-1300", "contra": "9-1390", "counted": "120%"}},
            "quality.collateral.counted",
            "0% to 100%",
        ),
        (
            {"collectability": "OJK_5", "collateral": {"account": "9-1300", "contra": "9-1390", "counted": 80}},
            "quality.collateral.counted",
            "must be text",
        ),
        ({"collectability": "OJK_5", "suspense": {"account": "9-1200"}}, "quality.suspense.contra", "is missing"),
        (
            {"collectability": "OJK_5", "suspense": {"account": "9-1290", "contra": "9-1200"}},
            "quality.suspense.account",
            'normal = "debit"',
        ),
        (
            {"collectability": "OJK_5", "suspense": {"account": "9-1200", "contra": "1-1590"}},
            "quality.suspense.contra",
            "must be an account of kind memorandum",
        ),
        ({"collectability": "OJK_5", "allowance": {"rules": "PPAPWD_2021"}}, "quality.allowance.account", "is missing"),
        ({"collectability": "OJK_5", "allowance": ALLOWANCE}, "quality.allowance.rules", "sets nothing aside for special-mention"),
        ({"collectability": "KSP_2008", "allowance": {**ALLOWANCE, "rules": "PPAP"}}, "quality.allowance.rules", "there is no rule set"),
        (
            {"collectability": "KSP_2008", "allowance": {**ALLOWANCE, "account": "1-9999"}},
            "quality.allowance.account",
            "is not in the chart",
        ),
        ({"collectability": "KSP_2008", "allowance": {**ALLOWANCE, "account": "1-1500"}}, "quality.allowance.account", 'normal = "credit"'),
        (
            {"collectability": "KSP_2008", "allowance": {**ALLOWANCE, "margin": "1-1710"}},
            "quality.allowance.margin",
            'have subject_kind = "loan"',
        ),
        ({"collectability": "KSP_2008", "allowance": {**ALLOWANCE, "expense": "1-1710"}}, "quality.allowance.expense", "kind expense"),
        (
            {"collectability": "KSP_2008", "allowance": {**ALLOWANCE, "expense": "5-9100"}},
            "quality.allowance.expense",
            'or have subject_kind = "loan"',
        ),
        (
            {"collectability": "KSP_2008", "allowance": {**ALLOWANCE, "percent": {"lancar": "1%"}}},
            "quality.allowance.percent.lancar",
            "is not",
        ),
        ({"collectability": "KSP_2008", "allowance": {**ALLOWANCE, "percent": {"loss": "x"}}}, "quality.allowance.percent.loss", "text"),
    ],
)
def test_malformed_terms_are_refused_with_product_key_and_value(quality: object, field: str, reason: str) -> None:
    with pytest.raises(LoanTermsError) as error:
        read(quality)
    assert (error.value.field, error.value.details["product"]) == (field, "P")
    assert reason in error.value.message("en")
