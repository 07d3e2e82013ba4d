"""The payoff of a loan, as JSON and as a paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from irman_ledger.cli.loan_terms import INSTALMENT_KEYS
from irman_ledger.cli.payoff_terms import KEYS, NEEDED, PAYMENT_KEYS, PENALTY_KEYS
from irman_ledger.coop.loans.payoff import PayoffInterest
from irman_ledger.coop.loans.penalties import GRACE_MAX, CountsFrom, Of, Per
from tests.cli.conftest import Hand

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "schemas" / "calc-payoff.schema.json").read_text("utf-8"))
STRIPPED = {"type": "object", "required": [], "properties": {}, "additionalProperties": True}
DUE = ("2014-05-10", "2014-06-10", "2014-07-10")
TERMS: dict[str, Any] = {
    "plan": [{"no": no, "due_on": day, "principal": "200.000", "interest": "40.000"} for no, day in enumerate(DUE, 1)],
    "runs_from": "2014-04-10",
    "on": "2014-05-25",
    "payments": [{"on": "2014-05-10", "principal": "200.000", "interest": "40.000"}],
}
UNPAID: dict[str, Any] = {"payments": []}
DAILY = {"per": "day", "rate": {"value": "0,1%", "per": "day"}}


def _expected(principal: str, interest: str, penalty: str, total: str, *penalties: tuple[int, str]) -> dict[str, Any]:
    listed = [{"no": no, "amount": amount} for no, amount in penalties]
    return {"principal": principal, "interest": interest, "penalty": penalty, "total": total, "penalties": listed}


CASES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    # The interest of all instalments that are not paid.
    ({}, _expected("400000", "80000", "0", "480000")),
    # That of the second, whose period is running.
    ({"payoff": "to-next-due"}, _expected("400000", "40000", "0", "440000")),
    # 15 of its 31 days: 40,000 x 15 / 31 = 19,354.84.
    ({"payoff": "to-date"}, _expected("400000", "19355", "0", "419355")),
    ({"payoff": "to-date", "rounding": {"step": "100", "mode": "down"}}, _expected("400000", "19300", "0", "419300")),
    ({"payoff": "to-date", "on": "2014-05-10"}, _expected("400000", "0", "0", "400000")),
    # Late by 15 days: 240,000 x 0.1% x 15.
    (UNPAID | {"penalty": DAILY}, _expected("600000", "120000", "3600", "723600", (1, "3600"))),
    # The principal alone, and 10 days after a grace of five: 200,000 x 0.1% x 10; from the due day 15 of them.
    (UNPAID | {"penalty": DAILY | {"of": "principal", "grace_days": 5}}, _expected("600000", "120000", "2000", "722000", (1, "2000"))),
    (
        UNPAID | {"penalty": DAILY | {"of": "principal", "grace_days": 5, "counts_from": "due"}},
        _expected("600000", "120000", "3000", "723000", (1, "3000")),
    ),
    (UNPAID | {"penalty": DAILY | {"grace_days": 15}}, _expected("600000", "120000", "0", "720000")),
    (UNPAID | {"penalty": DAILY | {"cap": "1.000"}}, _expected("600000", "120000", "1000", "721000", (1, "1000"))),
    # At most one in a hundred of the 240,000.
    (
        UNPAID | {"penalty": DAILY | {"cap_rate": {"value": "1%", "per": "once"}}},
        _expected("600000", "120000", "2400", "722400", (1, "2400")),
    ),
    (UNPAID | {"penalty": DAILY | {"settled": "600"}}, _expected("600000", "120000", "3000", "723000", (1, "3000"))),
    # Only the 5 days since the 20th.
    (UNPAID | {"penalty": DAILY | {"since": "2014-05-20"}}, _expected("600000", "120000", "1200", "721200", (1, "1200"))),
    # Two late by 46 and 15 days: 11,040 and 3,600, to full thousands up.
    (
        UNPAID | {"on": "2014-06-25", "penalty": DAILY | {"rounding": {"step": "1000", "mode": "up"}}},
        _expected("600000", "120000", "16000", "736000", (1, "12000"), (2, "4000")),
    ),
    (UNPAID | {"penalty": {"per": "instalment", "amount": "5.000"}}, _expected("600000", "120000", "5000", "725000", (1, "5000"))),
    (
        UNPAID | {"penalty": {"per": "instalment", "rate": {"value": "5%", "per": "once"}}},
        _expected("600000", "120000", "12000", "732000", (1, "12000")),
    ),
    ({"payments": [{"on": "2014-05-10", "principal": "600.000", "interest": "120.000"}]}, _expected("0", "0", "0", "0")),
    ({"plan": [], "payments": []}, _expected("0", "0", "0", "0")),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_a_payoff_is_calculated(irman: Hand, change: dict[str, Any], expected: dict[str, Any]) -> None:
    Draft202012Validator(SCHEMA).validate(TERMS | change)
    ran = irman("calc", "payoff", "-", "--json", given=json.dumps(TERMS | change))
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    Draft202012Validator({**SCHEMA, **STRIPPED, "$ref": "#/$defs/result"}).validate(found)
    assert found == expected


def test_the_paper_shows_the_parts_in_both_languages(irman: Hand) -> None:
    given = json.dumps(TERMS | UNPAID | {"penalty": DAILY})
    lines = [line.split() for line in irman("calc", "payoff", "-", given=given).out.splitlines() if line.endswith("00")]
    assert lines == [
        ["Pokok", "600.000"],
        ["Jasa", "120.000"],
        ["Denda", "angsuran", "1", "3.600"],
        ["Harus", "dibayar", "723.600"],
    ]
    english = irman("calc", "payoff", "-", "--lang", "en", given=given).out
    assert "on 25 May 2014" in english
    assert "Penalty of instalment 1" in english


BAD: list[tuple[dict[str, Any], str]] = [
    ({"payoff": "never"}, "payoff tidak sah: 'never': harus salah satu dari to-date, to-next-due, whole [calc.terms]"),
    ({"runs_from": 5}, "runs_from tidak sah: 5: harus berupa teks di antara tanda kutip [calc.terms]"),
    ({"on": "2014-05-32"}, "[date.malformed]"),
    ({"plan": TERMS["plan"][::-1]}, "plan.1 tidak sah: 2: harus urut menurut nomor dan jatuh tempo [calc.terms]"),
    ({"on": "2014-05-09"}, "payments.0.on tidak sah: '2014-05-10': sesudah 9 Mei 2014 [calc.terms]"),
    (
        {"payments": [{"on": "2014-05-10", "principal": "600.001", "interest": "0"}]},
        "payments.0.principal tidak sah: '600.001': melebihi jumlah dalam rencana angsuran [calc.terms]",
    ),
    (
        {"payments": [{"on": "2014-05-10", "principal": "0", "interest": "-1"}]},
        "payments.0.interest tidak sah: '-Rp1': kurang dari nol [calc.terms]",
    ),
    ({"payments": [{"on": "2014-05-10", "principal": "1"}]}, "payments.0.interest belum diisi [calc.terms]"),
    ({"penalty": {"per": "day"}}, "penalty.amount tidak sah: None: berikan amount atau rate, salah satu [calc.terms]"),
    ({"penalty": DAILY | {"amount": "1"}}, "berikan amount atau rate, salah satu [calc.terms]"),
    ({"penalty": DAILY | {"per": "month"}}, "penalty.per tidak sah: 'month': harus salah satu dari day, instalment [calc.terms]"),
    ({"penalty": DAILY | {"per": "instalment"}}, "penalty.rate.per tidak sah: 'day': harus salah satu dari once [calc.terms]"),
    ({"penalty": DAILY | {"grace_days": 367}}, "penalty.grace_days tidak sah: 367: harus 0 sampai 366 [calc.terms]"),
    ({"penalty": DAILY | {"rounding": {"mode": "off"}}}, "penalty.rounding.mode tidak sah: 'off'"),
    ({"penalty": DAILY | {"cap": "-1"}}, "penalty.cap tidak sah: '-Rp1': kurang dari nol [calc.terms]"),
    ({"discount": "1"}, "discount belum didukung"),
]


@pytest.mark.parametrize(("change", "said"), BAD)
def test_bad_terms_are_one_clear_line(irman: Hand, change: dict[str, Any], said: str) -> None:
    ran = irman("calc", "payoff", "-", given=json.dumps(TERMS | change))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert said in ran.err


def test_a_bad_term_is_said_in_english(irman: Hand) -> None:
    paid = [{"on": "2014-05-10", "principal": "600.001", "interest": "0"}]
    ran = irman("calc", "payoff", "-", "--lang", "en", given=json.dumps(TERMS | {"payments": paid}))
    assert "payments.0.principal" in ran.err
    assert "pays more than the plan has" in ran.err


def test_the_schema_names_what_is_read() -> None:
    properties = SCHEMA["properties"]
    assert (tuple(SCHEMA["required"]), set(properties)) == (NEEDED, set(KEYS))
    assert set(properties["plan"]["items"]["properties"]) == set(INSTALMENT_KEYS)
    assert set(properties["payments"]["items"]["properties"]) == set(PAYMENT_KEYS)
    assert tuple(properties["payoff"]["enum"]) == get_args(PayoffInterest)
    penalty = properties["penalty"]["properties"]
    assert set(penalty) == set(PENALTY_KEYS)
    assert [tuple(penalty[name]["enum"]) for name in ("per", "of", "counts_from")] == [get_args(Per), get_args(Of), get_args(CountsFrom)]
    assert penalty["grace_days"]["maximum"] == GRACE_MAX
