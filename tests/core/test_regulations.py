"""Rule sets as they are shipped, and data files that must be refused."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest

from irman_ledger.coop.loans.allowance import allowance_rules, read_allowance
from irman_ledger.coop.loans.collectability import Grade, collectability_rules, read_collectability
from irman_ledger.core.label import Label
from irman_ledger.core.regulations import RuleSet, RuleSetError, RuleSetUnknownError, rule_set, rule_sets

BOUNDS = {"substandard": 90, "loss": 180}
SCALE: dict[str, Any] = {"loans": "any", "unit": "days", "principal": BOUNDS, "interest": BOUNDS}
PERCENT = {"current": "0.5%", "loss": "100%"}


def made(terms: dict[str, Any]) -> RuleSet:
    return RuleSet(code="UJI", label=Label("Uji", "Test"), source="a test", terms=MappingProxyType(terms))


@pytest.mark.parametrize("matter", ["collectability", "allowance"])
def test_every_rule_set_names_itself_in_two_languages_and_its_source(matter: str) -> None:
    assert rule_sets(matter)
    for code, found in rule_sets(matter).items():
        assert found.code == code
        assert found.label.id
        assert found.label.en
        assert len(found.source) > 20
        collectability_rules(code) if matter == "collectability" else allowance_rules(code)


def test_the_sets_that_are_shipped() -> None:
    assert list(rule_sets("collectability")) == ["KSP_2008", "DAYS_90_180_270", "OJK_5"]
    assert list(rule_sets("allowance")) == ["PPAPWD_2021", "BPR_2024", "RPM_2009"]


def test_grades_that_a_set_can_give() -> None:
    four = (Grade.CURRENT, Grade.SUBSTANDARD, Grade.DOUBTFUL, Grade.LOSS)
    assert collectability_rules("KSP_2008").grades == four
    assert collectability_rules("DAYS_90_180_270").grades == four
    assert collectability_rules("OJK_5").grades == tuple(Grade)


def test_an_unknown_set_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(RuleSetUnknownError, match="there is no rule set 'KSP_1990'; there are KSP_2008, DAYS_90_180_270") as error:
        rule_set("collectability", "KSP_1990")
    assert (error.value.code, error.value.category, error.value.field) == ("regulation.unknown", "unknown", "collectability")
    assert error.value.message("id").startswith("tidak ada perangkat aturan 'KSP_1990'")


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"scales": [SCALE], "note": "x"}, "note"),
        ({}, "scales"),
        ({"scales": []}, "scales"),
        ({"scales": ["x"]}, "scales[0]"),
        ({"scales": [{**SCALE, "more": 1}]}, "scales[0].more"),
        ({"scales": [{**SCALE, "loans": "all"}]}, "scales[0].loans"),
        ({"scales": [{**SCALE, "loans": "bullet"}]}, "scales"),
        ({"scales": [{**SCALE, "unit": "weeks"}]}, "scales[0].unit"),
        ({"scales": [{**SCALE, "period_months_below": 0}]}, "scales[0].period_months_below"),
        ({"scales": [{**SCALE, "period_months_below": 3}]}, "scales"),
        ({"scales": [{**SCALE, "principal": {}}]}, "scales[0].principal"),
        ({"scales": [{**SCALE, "principal": {"current": 0}}]}, "scales[0].principal.current"),
        ({"scales": [{**SCALE, "interest": {"lancar": 0}}]}, "scales[0].interest.lancar"),
        ({"scales": [{**SCALE, "interest": {"loss": -1}}]}, "scales[0].interest.loss"),
        ({"scales": [{**SCALE, "interest": {"loss": True}}]}, "scales[0].interest.loss"),
        ({"scales": [{**SCALE, "interest": {"loss": 90, "doubtful": 180}}]}, "scales[0].interest.doubtful"),
        ({"scales": [{**SCALE, "interest": {"doubtful": 90, "loss": 90}}]}, "scales[0].interest.loss"),
        ({"scales": [SCALE], "doubtful": {"months_most": 21}}, "doubtful"),
        (
            {"scales": [SCALE], "doubtful": {"collateral_percent": 100, "collateral_percent_salvageable": 75, "months_most": 0}},
            "doubtful.months_most",
        ),
    ],
)
def test_collectability_rules_are_read_strictly(terms: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleSetError) as error:
        read_collectability(made(terms))
    assert error.value.field == field
    assert "UJI" in error.value.message("id")


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"percent": PERCENT, "less_collateral": [], "note": 1}, "note"),
        ({"less_collateral": []}, "percent"),
        ({"percent": {"current": "1%"}, "less_collateral": []}, "percent"),
        ({"percent": {**PERCENT, "lancar": "1%"}, "less_collateral": []}, "percent.lancar"),
        ({"percent": {**PERCENT, "doubtful": "101%"}, "less_collateral": []}, "percent.doubtful"),
        ({"percent": {**PERCENT, "doubtful": "0.5"}, "less_collateral": []}, "percent.doubtful"),
        ({"percent": {**PERCENT, "doubtful": 1}, "less_collateral": []}, "percent.doubtful"),
        ({"percent": PERCENT}, "less_collateral"),
        ({"percent": PERCENT, "less_collateral": ["doubtful"]}, "less_collateral"),
    ],
)
def test_allowance_rules_are_read_strictly(terms: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleSetError) as error:
        read_allowance(made(terms))
    assert error.value.field == field
