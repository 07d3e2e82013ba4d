"""What a payment settles, as JSON and as a paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from irman_ledger.cli.loan_terms import INSTALMENT_KEYS, KEYS, NEEDED
from irman_ledger.coop.loans.allocation import EarlyPayment, Part
from tests.cli.conftest import Hand

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "schemas" / "calc-allocation.schema.json").read_text("utf-8"))
STRIPPED = {"type": "object", "required": [], "properties": {}, "additionalProperties": True}


def _instalment(no: int, due_on: str, principal: str = "200000", interest: str = "40000") -> dict[str, Any]:
    return {"no": no, "due_on": due_on, "principal": principal, "interest": interest}


UNPAID = [_instalment(1, "2014-05-10"), _instalment(2, "2014-06-10"), _instalment(3, "2014-07-10")]
TERMS: dict[str, Any] = {"unpaid": UNPAID, "on": "2014-06-10", "amount": "500.000"}


def _result(irman: Hand, change: dict[str, Any]) -> dict[str, Any]:
    Draft202012Validator(SCHEMA).validate(TERMS | change)
    ran = irman("calc", "allocation", "-", "--json", given=json.dumps(TERMS | change))
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    Draft202012Validator({**SCHEMA, **STRIPPED, "$ref": "#/$defs/result"}).validate(found)
    return found


def _expected(principal: str, interest: str, unpaid: list[dict[str, Any]], excess: str = "0", paid_off: bool = False) -> dict[str, Any]:
    return {"principal": principal, "interest": interest, "excess": excess, "is_paid_off": paid_off, "unpaid": unpaid}


CASES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    # Two instalments are due and paid whole; the rest begins on the interest of the third.
    ({}, _expected("400000", "100000", [_instalment(3, "2014-07-10", interest="20000")])),
    # In part: the interest of the first, then its principal.
    ({"amount": "100.000"}, _expected("60000", "40000", [_instalment(1, "2014-05-10", "140000", "0"), *UNPAID[1:]])),
    (
        {"amount": "100.000", "allocation": ["principal", "interest"]},
        _expected("100000", "0", [_instalment(1, "2014-05-10", "100000"), *UNPAID[1:]]),
    ),
    # Nothing of what is not due is taken.
    ({"early_payment": "refuse"}, _expected("400000", "80000", UNPAID[2:], excess="20000")),
    # Money before its time takes principal alone.
    ({"early_payment": "principal"}, _expected("420000", "80000", [_instalment(3, "2014-07-10", "180000")])),
    # ... but for the instalment whose period has begun.
    (
        {"early_payment": "principal", "on": "2014-06-11", "runs_from": "2014-04-10"},
        _expected("400000", "100000", [_instalment(3, "2014-07-10", interest="20000")]),
    ),
    ({"amount": "720.000"}, _expected("600000", "120000", [], paid_off=True)),
    ({"amount": "720.001"}, _expected("600000", "120000", [], excess="1", paid_off=True)),
    ({"amount": "680.000", "early_payment": "principal"}, _expected("600000", "80000", [], paid_off=True)),
    ({"amount": "480.000", "early_payment": "refuse"}, _expected("400000", "80000", UNPAID[2:])),
    ({"unpaid": []}, _expected("0", "0", [], excess="500000", paid_off=True)),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_a_payment_is_shared(irman: Hand, change: dict[str, Any], expected: dict[str, Any]) -> None:
    assert _result(irman, change) == expected


def test_the_paper_shows_what_is_settled_and_what_is_left(irman: Hand) -> None:
    lines = irman("calc", "allocation", "-", given=json.dumps(TERMS)).out.splitlines()
    assert [line.split()[-2:] for line in lines[-2:]] == [["400.000", "100.000"], ["200.000", "20.000"]]
    assert "Sisa angsuran 3, jatuh tempo 10 Juli 2014" in lines[-1]
    paid = irman("calc", "allocation", "-", "--lang", "en", given=json.dumps(TERMS | {"amount": "721.000"})).out
    assert "Excess" in paid
    assert "The loan is paid off" in paid


BAD: list[tuple[dict[str, Any], str]] = [
    ({"amount": "0"}, "amount tidak sah: 'Rp0': harus lebih dari nol [calc.terms]"),
    ({"amount": 500}, "harus berupa teks di antara tanda kutip [calc.terms]"),
    ({"allocation": ["interest"]}, "harus menyebut tiap bagian satu kali [calc.terms]"),
    ({"allocation": ["interest", "interest"]}, "harus menyebut tiap bagian satu kali [calc.terms]"),
    ({"allocation": ["interest", "fee"]}, "allocation.1 tidak sah: 'fee': harus salah satu dari interest, principal [calc.terms]"),
    ({"early_payment": "never"}, "[calc.terms]"),
    ({"unpaid": {}}, "unpaid tidak sah: {}: harus berupa daftar [calc.terms]"),
    ({"unpaid": UNPAID[::-1]}, "harus urut menurut nomor dan jatuh tempo [calc.terms]"),
    ({"unpaid": [_instalment(1, "2014-05-10", "-1")]}, "unpaid.0.principal tidak sah: '-Rp1': kurang dari nol [calc.terms]"),
    ({"penalty": "1"}, "penalty belum didukung"),
]


@pytest.mark.parametrize(("change", "said"), BAD)
def test_bad_terms_are_one_clear_line(irman: Hand, change: dict[str, Any], said: str) -> None:
    ran = irman("calc", "allocation", "-", given=json.dumps(TERMS | change))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert said in ran.err


def test_the_schema_names_what_is_read() -> None:
    properties = SCHEMA["properties"]
    assert (tuple(SCHEMA["required"]), set(properties)) == (NEEDED, set(KEYS))
    assert set(properties["unpaid"]["items"]["properties"]) == set(INSTALMENT_KEYS)
    assert tuple(properties["allocation"]["items"]["enum"]) == get_args(Part)
    assert tuple(properties["early_payment"]["enum"]) == get_args(EarlyPayment)
