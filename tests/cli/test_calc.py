"""The repayment schedule as JSON and as a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from irman_ledger.cli.given import RATE_KEYS, ROUNDING_KEYS
from irman_ledger.cli.terms import EVERY_KEYS, KEYS, NEEDED
from irman_ledger.coop.loans.methods import INSTALMENTS_MAX, METHODS
from irman_ledger.core.rounding import Rounding
from tests.cli.conftest import Hand

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "schemas" / "calc-schedule.schema.json").read_text("utf-8"))
TERMS: dict[str, Any] = {
    "principal": "2000000",
    "rate": {"value": "24%", "per": "year"},
    "method": "flat",
    "instalments": 3,
    "disbursed_on": "2014-01-31",
}


def _row(no: int, due_on: str, principal: str, interest: str, total: str, balance: str) -> dict[str, Any]:
    return {"no": no, "due_on": due_on, "principal": principal, "interest": interest, "total": total, "balance": balance}


def _result(irman: Hand, terms: dict[str, Any]) -> dict[str, Any]:
    Draft202012Validator(SCHEMA).validate(terms)
    ran = irman("calc", "schedule", "-", "--json", given=json.dumps(terms))
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    Draft202012Validator(
        {**SCHEMA, "$ref": "#/$defs/result", "type": "object", "required": [], "properties": {}, "additionalProperties": True}
    ).validate(found)
    return found


def test_a_flat_schedule_in_whole_rupiah(irman: Hand) -> None:
    assert _result(irman, TERMS) == {
        "instalments": [
            _row(1, "2014-02-28", "666667", "40000", "706667", "1333333"),
            _row(2, "2014-03-31", "666667", "40000", "706667", "666666"),
            _row(3, "2014-04-30", "666666", "40000", "706666", "0"),
        ],
        "totals": {"principal": "2000000", "interest": "120000", "total": "2120000"},
    }


def test_an_annuity_whose_first_day_is_given(irman: Hand) -> None:
    found = _result(irman, TERMS | {"method": "annuity", "first_due_on": "2014-03-05"})
    assert [row["due_on"] for row in found["instalments"]] == ["2014-03-05", "2014-04-05", "2014-05-05"]
    assert [row["total"] for row in found["instalments"]] == ["693509", "693509", "693510"]
    assert found["totals"]["interest"] == "80528"


def test_every_two_weeks_to_the_sen(irman: Hand) -> None:
    given = TERMS | {"every": {"weeks": 2}, "rounding": {"step": "0.01", "mode": "half-even"}}
    assert _result(irman, given)["instalments"][0] == _row(1, "2014-02-14", "666666.67", "18410.96", "685077.63", "1333333.33")


def test_terms_that_are_left_out_have_their_usual_value(irman: Hand) -> None:
    given = TERMS | {"every": {"months": 1}, "rounding": {"step": "1", "mode": "half-up"}, "first_due_on": None}
    assert _result(irman, TERMS) == _result(irman, given)


def test_the_table_can_be_read_by_a_treasurer(irman: Hand) -> None:
    Path("terms.json").write_text(json.dumps(TERMS), "utf-8")
    ran = irman("calc", "schedule", "terms.json")
    assert ran.code == 0
    assert ran.out == (
        "                                     JADWAL ANGSURAN\n"
        "                             Rp2.000.000, flat, 24% per tahun\n"
        "                                      (dalam Rupiah)\n"
        "\n"
        "==========================================================================================\n"
        "No.  Jatuh tempo                               Pokok        Jasa    Angsuran   Sisa pokok\n"
        "------------------------------------------------------------------------------------------\n"
        "1    28-02-2014                              666.667      40.000     706.667    1.333.333\n"
        "2    31-03-2014                              666.667      40.000     706.667      666.666\n"
        "3    30-04-2014                              666.666      40.000     706.666            -\n"
        "                                           ---------   ---------   ---------\n"
        "                  Jumlah                   2.000.000     120.000   2.120.000\n"
        "                                           =========   =========   =========\n"
    )
    assert "REPAYMENT SCHEDULE" in irman("calc", "schedule", "terms.json", "--lang", "en").out


WRONG = [
    ("", "[wire.malformed]"),
    ("[]", "terms tidak sah: []: harus berupa objek JSON [calc.terms]"),
    ("{}", "principal belum diisi [calc.terms]"),
    ('{"principal":"1","principal":"2"}', "principal tidak sah: '2': tertulis dua kali dalam objek yang sama [wire.malformed]"),
    ({"grace": 1}, "grace belum didukung; yang ada: principal, rate, method"),
    (
        {"rate": {"value": "24%", "per": "year", "day_count": "30/360"}},
        "rate.day_count belum didukung; yang ada: value, per [calc.unsupported]",
    ),
    ({"rate": {"value": "24%"}}, "rate.per belum diisi [calc.terms]"),
    ({"rate": "24%/year"}, "rate tidak sah: '24%/year': harus berupa objek JSON [calc.terms]"),
    ({"rate": {"value": "24%/day", "per": "year"}}, "rate.value: '24%/day' tidak dapat dibaca sebagai tarif [rate.malformed]"),
    ({"rate": {"value": "24%", "per": "once"}}, "[rate.unit]"),
    ({"principal": 2_000_000}, "principal tidak sah: 2000000: harus berupa teks di antara tanda kutip [calc.terms]"),
    ({"principal": "-1"}, "principal tidak sah: '-Rp1': harus lebih dari nol [input.invalid]"),
    ({"principal": "1e6"}, "principal: '1e6' tidak terbaca sebagai uang, seperti 1.234,50 [money.malformed]"),
    ({"principal": "2"}, "[loan.plan-does-not-fit]"),
    ({"instalments": "3"}, "instalments tidak sah: '3': harus berupa bilangan bulat [calc.terms]"),
    ({"instalments": True}, "instalments tidak sah: True: harus berupa bilangan bulat [calc.terms]"),
    ({"instalments": 0}, "[loan.instalments-out-of-range]"),
    ({"instalments": 10**30}, "[loan.instalments-out-of-range]"),
    ({"method": "balloon"}, "method: 'balloon' bukan metode angsuran; yang ada flat, declining, annuity [loan.method-unknown]"),
    ({"disbursed_on": "2014-02-30"}, "disbursed_on: '2014-02-30' bukan tanggal berbentuk 2014-05-10 [date.malformed]"),
    ({"disbursed_on": "9999-12-31"}, "[calendar.out-of-range]"),
    ({"first_due_on": "2013-01-01"}, "[loan.dates-out-of-order]"),
    ({"every": {}}, "[calendar.every-invalid]"),
    ({"every": {"years": 1}}, "every.years belum didukung; yang ada: months, weeks, days [calc.unsupported]"),
    ({"every": {"months": 10**30}}, "[calendar.out-of-range]"),
    ({"rounding": {"mode": "bankers"}}, "rounding.mode tidak sah: 'bankers': harus salah satu dari half-up, half-even"),
    ({"rounding": {"step": "0"}}, "[rounding.step-not-positive]"),
]


@pytest.mark.parametrize(("changed", "said"), WRONG, ids=range(len(WRONG)))
def test_wrong_terms_are_one_clear_line(irman: Hand, changed: str | dict[str, Any], said: str) -> None:
    given = changed if isinstance(changed, str) else json.dumps(TERMS | changed)
    ran = irman("calc", "schedule", "-", given=given)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert said in ran.err


def test_the_schema_names_what_is_read() -> None:
    properties = SCHEMA["properties"]
    assert tuple(SCHEMA["required"]) == NEEDED
    assert set(properties) == set(KEYS)
    for name, keys in (("rate", RATE_KEYS), ("every", EVERY_KEYS), ("rounding", ROUNDING_KEYS)):
        assert set(properties[name]["properties"]) == set(keys)
    assert properties["method"]["enum"] == list(METHODS)
    assert set(properties["rounding"]["properties"]["mode"]["enum"]) == {mode.value for mode in Rounding}
    assert properties["instalments"]["maximum"] == INSTALMENTS_MAX


@pytest.mark.parametrize("text", ["1.234.567,50", "1234567.50", "Rp1.000", "0", "12"])
def test_the_schema_takes_amounts_as_they_are_written(text: str) -> None:
    assert Draft202012Validator(SCHEMA).is_valid(TERMS | {"principal": text})
