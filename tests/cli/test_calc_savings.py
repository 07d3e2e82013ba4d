"""Savings interest and the tax on it, as JSON and as papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from irman_ledger.cli.given import RATE_KEYS, ROUNDING_KEYS
from irman_ledger.cli.savings_terms import INTEREST_KEYS, INTEREST_NEEDED, MOVEMENT_KEYS, TAX_KEYS, TAX_NEEDED, TIER_KEYS
from irman_ledger.coop.savings.interest import BASES, METHODS
from tests.cli.conftest import Hand

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
INTEREST = json.loads((SCHEMAS / "calc-savings-interest.schema.json").read_text("utf-8"))
TAX = json.loads((SCHEMAS / "calc-tax.schema.json").read_text("utf-8"))
EDI: dict[str, Any] = {
    "method": "daily",
    "basis": "ACT/365F",
    "from_on": "2003-05-01",
    "to_on": "2003-05-31",
    "opening": "150.000",
    "movements": [
        {"on": "2003-05-03", "amount": "500.000"},
        {"on": "2003-05-10", "amount": "1.000.000"},
        {"on": "2003-05-23", "amount": "-750.000"},
    ],
    "rate": {"value": "12%", "per": "year"},
    "counts_last_day": False,
}
MONTH = {"month": "2014-05", "interest": "300.000"}
TIERS = [
    {"from": "0", "below": "1.000.000", "rate": {"value": "0%", "per": "year"}},
    {"from": "1.000.000", "rate": {"value": "7%", "per": "year"}},
]
STRIPPED = {"type": "object", "required": [], "properties": {}, "additionalProperties": True}


def _result(irman: Hand, name: str, schema: dict[str, Any], terms: dict[str, Any]) -> dict[str, Any]:
    Draft202012Validator(schema).validate(terms)
    ran = irman("calc", name, "-", "--json", given=json.dumps(terms))
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    bare = {key: value for key, value in schema.items() if key != "oneOf"}
    Draft202012Validator({**bare, **STRIPPED, "$ref": "#/$defs/result"}).validate(found)
    return found


def test_what_edi_earned_by_the_day(irman: Hand) -> None:
    found = _result(irman, "savings-interest", INTEREST, EDI | {"rounding": {"step": "0,01"}})
    assert found["interest"] == "11013.70"
    assert [span["interest"] for span in found["spans"]] == ["98.63", "1495.89", "7052.05", "2367.12"]
    assert found["spans"][3] == {
        "from_on": "2003-05-23",
        "to_on": "2003-05-30",
        "days": 8,
        "balance": "900000",
        "rate": "12%/year",
        "interest": "2367.12",
    }


def test_interest_that_is_not_posted_may_earn(irman: Hand) -> None:
    said = {"basis": "month", "method": "lowest", "from_on": "2014-04-01", "to_on": "2014-06-30", "opening": "1.000.000"}
    said = {**said, "rate": {"value": "12%", "per": "year"}}
    found = _result(irman, "savings-interest", INTEREST, {**said, "compounding": "monthly"})
    assert (found["interest"], [span["balance"] for span in found["spans"]]) == ("30301", ["1000000", "1010000", "1020100"])
    daily = {**said, "basis": "ACT/365F", "method": "daily", "to_on": "2014-04-30", "rate": {"value": "36.5%", "per": "year"}}
    # 0.1 % a day: 1,000,000 x (1.001 to the 30th - 1) = 30,439.09.
    found = _result(irman, "savings-interest", INTEREST, {**daily, "compounding": "daily", "compounding_decimals": 9})
    assert found["interest"] == "30439"
    for wrong, field in (({"compounding": "yearly"}, "compounding"), ({"compounding_decimals": True}, "compounding_decimals")):
        ran = irman("calc", "savings-interest", "-", given=json.dumps({**daily, **wrong}))
        assert ran.code != 0
        assert field in ran.err


def test_tiers_take_the_place_of_the_rate(irman: Hand) -> None:
    terms = {key: value for key, value in EDI.items() if key != "rate"} | {"tiers": TIERS}
    found = _result(irman, "savings-interest", INTEREST, terms)
    assert [span["interest"] for span in found["spans"]] == ["0", "0", "4113.70", "0"]
    assert found["interest"] == "4114"


def test_the_paper_shows_each_span_and_the_rounded_sum(irman: Hand) -> None:
    ran = irman("calc", "savings-interest", "-", given=json.dumps(EDI))
    assert "JASA SIMPANAN" in ran.out
    lines = ran.out.splitlines()
    assert any(line.split() == ["10-05-2003", "22-05-2003", "13", "12%", "per", "tahun", "1.650.000,00", "7.052,05"] for line in lines)
    assert any(line.split() == ["Jumlah,", "dibulatkan", "11.014,00"] for line in lines)
    assert max(map(len, lines)) <= 100


def test_the_tax_of_a_month(irman: Hand) -> None:
    amounts = {"interest": "300000", "tax": "30000", "withheld": "0", "due": "30000", "net": "270000"}
    assert _result(irman, "tax", TAX, MONTH) == {"month": "2014-05", **amounts}
    again = _result(irman, "tax", TAX, MONTH | {"interest": "450.000", "withheld": "30.000"})
    assert (again["tax"], again["due"]) == ("45000", "15000")
    assert _result(irman, "tax", TAX, MONTH | {"interest": "240.000"})["tax"] == "0"
    assert _result(irman, "tax", TAX, MONTH | {"interest": "240.000", "taxed_at_threshold": True})["tax"] == "24000"


def test_the_paper_of_the_tax(irman: Hand) -> None:
    ran = irman("calc", "tax", "-", given=json.dumps(MONTH))
    assert [line.split()[-1] for line in ran.out.splitlines()[-5:]] == ["300.000", "30.000", "-", "30.000", "270.000"]
    assert "FINAL TAX ON SAVINGS INTEREST" in irman("calc", "tax", "-", "--lang", "en", given=json.dumps(MONTH)).out


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("savings-interest", {"method": "highest"}, "[calc.terms]"),
    ("savings-interest", {"basis": "month"}, "jasa harian memerlukan hitungan hari [savings.interest-terms]"),
    ("savings-interest", {"tiers": TIERS}, "rate sudah diberikan [calc.terms]"),
    ("savings-interest", {"rate": {"value": "12%", "per": "once"}}, "[rate.unit]"),
    ("savings-interest", {"movements": [{"on": "2003-05-03"}]}, "movements.0.amount belum diisi [calc.terms]"),
    ("savings-interest", {"movements": [{"on": "2003-06-01", "amount": "1"}]}, "tidak di antara 1 Mei 2003 dan 31 Mei 2003"),
    ("savings-interest", {"movements": [{"on": "2003-05-09", "amount": "-150.001"}]}, "saldo pada 9 Mei 2003 kurang dari nol"),
    ("savings-interest", {"to_on": "2003-04-30"}, "harus sesudah 1 Mei 2003 [savings.interest-period]"),
    ("savings-interest", {"counts_last_day": "no"}, "counts_last_day tidak sah: 'no': harus true atau false [calc.terms]"),
    ("savings-interest", {"holiday": "x"}, "holiday belum didukung"),
    ("savings-interest", {"opening": 150000}, "harus berupa teks di antara tanda kutip [calc.terms]"),
    ("tax", {"month": "2008-12"}, "belum ada aturan untuk Desember 2008; mulai 1 Januari 2009 [tax.no-rule]"),
    ("tax", {"month": "2014-13"}, "month"),
    ("tax", {"interest": "-1"}, "kurang dari nol [tax.amount]"),
    ("tax", {"withheld": "30.001"}, "lebih dari pajak bulan itu, Rp30.000 [tax.amount]"),
]


@pytest.mark.parametrize(("name", "change", "said"), BAD)
def test_bad_terms_are_one_clear_line(irman: Hand, name: str, change: dict[str, Any], said: str) -> None:
    ran = irman("calc", name, "-", given=json.dumps((MONTH if name == "tax" else EDI) | change))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert said in ran.err


def test_the_schemas_name_what_is_read() -> None:
    properties = INTEREST["properties"]
    assert (tuple(INTEREST["required"]), set(properties)) == (INTEREST_NEEDED, set(INTEREST_KEYS))
    assert tuple(properties["method"]["enum"]) == METHODS
    assert tuple(properties["basis"]["enum"]) == BASES
    assert set(properties["movements"]["items"]["properties"]) == set(MOVEMENT_KEYS)
    assert set(properties["tiers"]["items"]["properties"]) == set(TIER_KEYS)
    assert set(properties["rounding"]["properties"]) == set(ROUNDING_KEYS)
    assert set(INTEREST["$defs"]["rate"]["properties"]) == set(RATE_KEYS)
    assert (tuple(TAX["required"]), set(TAX["properties"])) == (TAX_NEEDED, set(TAX_KEYS))
