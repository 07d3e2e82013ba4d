"""The repayment schedule as JSON and as a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from irman_ledger.cli.fee_terms import KEYS as FEE_KEYS
from irman_ledger.cli.fee_terms import WHEN
from irman_ledger.cli.given import RATE_KEYS, ROUNDING_KEYS
from irman_ledger.cli.rate_terms import CHANGE_KEYS
from irman_ledger.cli.terms import EVERY_KEYS, NEEDED, PLAIN_KEYS
from irman_ledger.coop.loans.methods import INSTALMENTS_MAX, METHODS, SALES
from irman_ledger.coop.loans.methods.conventions import (
    BALANCES,
    DAY_COUNTS_OF_LOANS,
    DUE_AFTER_DAYS_MAX,
    HOLIDAY_RULES,
    MULTIPLES_OF,
    PRECISION,
    REMAINDERS,
    SIZINGS,
)
from irman_ledger.coop.loans.methods.reading import CONVENTION_KEYS, GRACE_KEYS, HOLIDAY_KEYS, WEEKDAYS
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


def _row(no: int, due_on: str, principal: str, interest: str, total: str, balance: str, fees: str = "0") -> dict[str, Any]:
    amounts = {"principal": principal, "interest": interest, "fees": fees, "total": total, "balance": balance}
    return {"no": no, "due_on": due_on, **amounts}


def _rate(value: str) -> dict[str, str]:
    return {"value": value, "per": "year"}


def _changing(*days: str, rate: str = "12%") -> dict[str, Any]:
    return {"rate_changes": [{"from_on": day, "rate": _rate(rate)} for day in days]}


def _result(irman: Hand, terms: dict[str, Any]) -> dict[str, Any]:
    Draft202012Validator(SCHEMA).validate(terms)
    ran = irman("calc", "schedule", "-", "--json", given=json.dumps(terms))
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    Draft202012Validator({"$schema": SCHEMA["$schema"], "$ref": "#/$defs/result", "$defs": SCHEMA["$defs"]}).validate(found)
    return found


def test_a_flat_schedule_in_whole_rupiah(irman: Hand) -> None:
    assert _result(irman, TERMS) == {
        "instalments": [
            _row(1, "2014-02-28", "666667", "40000", "706667", "1333333"),
            _row(2, "2014-03-31", "666667", "40000", "706667", "666666"),
            _row(3, "2014-04-30", "666666", "40000", "706666", "0"),
        ],
        "totals": {"principal": "2000000", "interest": "120000", "fees": "0", "total": "2120000"},
        "fees_at_disbursement": "0",
        "paid_out": "2000000",
        "effective_rate": _rate("35.6521%"),
        "effective_rate_compounded": _rate("42.0953%"),
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
        "\n"
        "Tarif efektif 35,6521% per tahun; 42,0953% jika dimajemukkan.\n"
    )
    assert "REPAYMENT SCHEDULE" in irman("calc", "schedule", "terms.json", "--lang", "en").out


def test_the_class_case_whose_fee_comes_with_the_first_instalment(irman: Hand) -> None:
    # Classroom case "Koperasi Sejahtera Selalu": 12,000,000 + 3,600,000 a month, and 2 % (2,400,000) with the first: 18,000,000.
    given = TERMS | {"principal": "120000000", "rate": {"value": "3%", "per": "month"}, "instalments": 10}
    found = _result(irman, given | {"fees": [{"name": "Provisi", "rate": "2%", "when": "first-instalment"}]})
    assert found["instalments"][0] == _row(1, "2014-02-28", "12000000", "3600000", "18000000", "108000000", "2400000")
    assert {row["total"] for row in found["instalments"][1:]} == {"15600000"}
    assert found["totals"] == {"principal": "120000000", "interest": "36000000", "fees": "2400000", "total": "158400000"}


def test_fees_that_are_kept_back_make_money_dearer(irman: Hand) -> None:
    # 1,000,000 less 20,000 is received, 1,020,000 paid after a month: 1,020,000 / 980,000 is 1 + 4.0816 %; times 12, 48.9796 %.
    given = TERMS | {"principal": "1000000", "instalments": 1, "rate": {"value": "2%", "per": "month"}}
    found = _result(irman, given | {"fees": [{"amount": "15000", "when": "disbursement"}, {"rate": "0.5%", "when": "disbursement"}]})
    assert (found["fees_at_disbursement"], found["paid_out"], found["effective_rate"]) == ("20000", "980000", _rate("48.9796%"))
    assert found["totals"]["fees"] == "0"


def test_a_flat_rate_is_shown_beside_what_it_costs(irman: Hand) -> None:
    # The printed plan L1: 840,000 a month; effective 21.46 % a year.
    given = TERMS | {"principal": "9000000", "rate": {"value": "1%", "per": "month"}, "instalments": 12}
    found = _result(irman, given)
    assert {row["total"] for row in found["instalments"]} == {"840000"}
    assert found["totals"]["total"] == "10080000"
    assert found["effective_rate"] == _rate("21.4572%")


def test_the_effective_rate_counts_a_longer_first_period(irman: Hand) -> None:
    one = {"principal": "1000000", "instalments": 1, "rate": {"value": "24%", "per": "year"}, "day_count": "ACT/365F"}
    # 65 days of 24 % are 42,740; a month has 365 / 12 days: 1.04274 ** (365 / (12 x 65)) - 1 = 1.97776 %; times 12, 23.7331 %.
    found = _result(irman, TERMS | one | {"disbursed_on": "2014-03-01", "first_due_on": "2014-05-05"})
    assert found["instalments"][0]["interest"] == "42740"
    assert found["effective_rate"] == _rate("23.7331%")


def test_a_first_instalment_after_whole_months_is_so_many_months_away(irman: Hand) -> None:
    # 61 days of 24 % are 40,110; the root of 1.04011 is 1 + 1.9858 %; times 12, 23.8294 %.
    one = {"principal": "1000000", "instalments": 1, "rate": {"value": "24%", "per": "year"}, "day_count": "ACT/365F"}
    found = _result(irman, TERMS | one | {"disbursed_on": "2014-03-01", "first_due_on": "2014-05-01"})
    assert (found["instalments"][0]["interest"], found["effective_rate"]) == ("40110", _rate("23.8294%"))


def test_a_first_instalment_in_a_far_future_is_reckoned_at_once(irman: Hand) -> None:
    given = TERMS | {"every": {"days": 1}, "first_due_on": "9999-12-01", "instalments": 1}
    assert _result(irman, given)["instalments"][0]["due_on"] == "9999-12-01"


def test_a_sale_shows_cost_and_margin(irman: Hand) -> None:
    # A freezer of 6,000,000 with a margin of 720,000.
    given = {key: value for key, value in TERMS.items() if key != "rate"} | {"principal": "6000000", "margin": "720000", "instalments": 12}
    equal = _result(irman, given | {"method": "proportional"})
    assert equal["instalments"][0] == _row(1, "2014-02-28", "500000", "60000", "560000", "5500000")
    annuity = _result(irman, given | {"method": "annuity"})
    assert annuity["instalments"][11] == _row(12, "2015-01-31", "550161", "9839", "560000", "0")
    assert annuity["totals"]["interest"] == "720000"
    assert "Perolehan      Marjin" in irman("calc", "schedule", "-", given=json.dumps(given | {"method": "annuity"})).out


def test_a_qardh_costs_nothing(irman: Hand) -> None:
    found = _result(irman, TERMS | {"rate": {"value": "0%", "per": "year"}})
    assert (found["totals"]["interest"], found["effective_rate"]) == ("0", _rate("0%"))


def test_a_rate_that_changes_splits_the_period_in_which_it_does(irman: Hand) -> None:
    # 14 days to 24 May: 11,000 x 14 / 31 = 4,967.74; 17 days from 25 May on: 16,500 x 17 / 31 = 9,048.39. Then 1.5 %, from October 1 %.
    terms = TERMS | {"principal": "1200000", "rate": _rate("12%"), "method": "declining", "instalments": 12, "disbursed_on": "2014-04-10"}
    changes = _changing("2014-05-25", rate="18%")["rate_changes"] + _changing("2014-10-10")["rate_changes"]
    found = _result(irman, terms | {"rate_changes": changes})["instalments"]
    assert [row["interest"] for row in found[:8]] == ["12000", "14016", "15000", "13500", "12000", "10500", "6000", "5000"]
    ran = irman("calc", "schedule", "-", given=json.dumps(terms | {"rate_changes": changes}))
    assert "12% per tahun, 18% per tahun mulai 2014-05-25, 12% per tahun mulai 2014-10-10" in " ".join(ran.out.split())


def test_an_annuity_is_levelled_anew_by_another_rate(irman: Hand) -> None:
    # 1,105,381 are left in May; 95,565 are repaid in June with 14 / 31 of 11,053.81 and 17 / 31 of 16,580.72.
    terms = TERMS | {"principal": "1200000", "rate": _rate("12%"), "method": "annuity", "instalments": 12, "disbursed_on": "2014-04-10"}
    found = _result(irman, terms | _changing("2014-05-25", rate="18%"))["instalments"]
    assert (found[1]["principal"], found[1]["interest"], len(found), found[-1]["balance"]) == ("95565", str(4_992 + 9_093), 12, "0")


def test_every_convention_may_be_said(irman: Hand) -> None:
    conventions = {
        "day_count": "30/360",
        "sizing": "days",
        "precision": 12,
        "balance": "rounded",
        "instalment_multiple": "1.000",
        "multiple_mode": "ceiling",
        "multiple_of": "instalment",
        "remainder": "shorter",
        "grace": {"principal": 1, "interest_payment": 1, "interest_free": 0},
        "idle_months": [3],
        "due_after_days": 1,
        "month_end": True,
        "holidays": {"rule": "following", "from_year": 2014, "to_year": 2014, "weekend": ["sunday"], "days": ["2014-05-01"]},
        "fees": [{"amount": "500", "when": "each-instalment"}],
    }
    assert set(CONVENTION_KEYS) < set(conventions)
    found = _result(irman, TERMS | conventions | {"method": "annuity"})
    # Grace until 28 February and its 40,000 carried; 31 March falls away; 30 April is followed by a holiday, 31 May by Sunday.
    assert [row["due_on"] for row in found["instalments"]] == ["2014-03-01", "2014-05-02", "2014-06-02"]
    assert found["instalments"][0]["total"] == "500"
    assert found["totals"]["fees"] == "1500"


WRONG = [
    ("", "[wire.malformed]"),
    ("[]", "terms tidak sah: []: harus berupa objek JSON [calc.terms]"),
    ("{}", "principal belum diisi [calc.terms]"),
    ('{"principal":"1","principal":"2"}', "principal tidak sah: '2': tertulis dua kali dalam objek yang sama [wire.malformed]"),
    ({"balloon": 1}, "balloon belum didukung; yang ada: principal, method, instalments"),
    ({"grace": 1}, "grace tidak sah: 1: harus berupa objek JSON [calc.terms]"),
    ({"grace": {"fees": 1}}, "grace.fees belum didukung; yang ada: principal, interest_payment, interest_free [calc.unsupported]"),
    ({"grace": {"principal": -1}}, "grace.principal tidak sah: -1: harus bilangan bulat, nol atau lebih [input.invalid]"),
    ({"grace": {"principal": 3}}, "grace.principal: masa tenggang 3 tidak sesuai dengan 3 angsuran [loan.grace-too-long]"),
    ({"remainder": "middle"}, "remainder tidak sah: 'middle': harus salah satu dari last, first, level, shorter [input.invalid]"),
    ({"method": "annuity", "remainder": "first"}, "remainder first tidak dapat dipakai bersama annuity [loan.convention-does-not-fit]"),
    ({"instalment_multiple": 1000}, "instalment_multiple tidak sah: 1000: harus berupa teks di antara tanda kutip [calc.terms]"),
    ({"instalment_multiple": "0"}, "[rounding.step-not-positive]"),
    ({"idle_months": [13]}, "idle_months tidak sah: 13: harus 1 sampai 12 [input.invalid]"),
    ({"idle_months": list(range(1, 13))}, "[loan.convention-does-not-fit]"),
    ({"precision": 2}, "precision tidak sah: 2: harus 4 sampai 40 [input.invalid]"),
    ({"due_after_days": 9999}, "due_after_days tidak sah: 9999: harus 0 sampai 366 [input.invalid]"),
    ({"holidays": {"rule": "following"}}, "holidays.from_year belum diisi [input.invalid]"),
    (
        {"holidays": {"rule": "following", "from_year": 2013, "to_year": 2013}},
        "holidays: 28 Februari 2014 di luar kalender hari libur, yang berlaku untuk tahun 2013 sampai 2013 [work-calendar.out-of-years]",
    ),
    ({"fees": [{"when": "disbursement"}]}, "fees.0.amount tidak sah: None: berikan amount atau rate, salah satu [calc.terms]"),
    ({"fees": [{"amount": "2000000", "when": "disbursement"}]}, "tidak menyisakan uang untuk dicairkan [calc.terms]"),
    ({"fees": [{"amount": "1", "when": "later"}]}, "fees.0.when tidak sah: 'later': harus salah satu dari disbursement, "),
    ({"margin": "1"}, "margin tidak sah: '1': rate sudah diberikan [calc.terms]"),
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
    (
        {"method": "balloon"},
        "method: 'balloon' bukan metode angsuran; yang ada flat, declining, annuity, interest-only, bullet [loan.method-unknown]",
    ),
    ({"disbursed_on": "2014-02-30"}, "disbursed_on: '2014-02-30' bukan tanggal berbentuk 2014-05-10 [date.malformed]"),
    ({"disbursed_on": "9999-12-31"}, "[calendar.out-of-range]"),
    ({"first_due_on": "2013-01-01"}, "[loan.dates-out-of-order]"),
    ({"every": {}}, "[calendar.every-invalid]"),
    ({"every": {"years": 1}}, "every.years belum didukung; yang ada: months, weeks, days [calc.unsupported]"),
    ({"every": {"months": 10**30}}, "[calendar.out-of-range]"),
    ({"rounding": {"mode": "bankers"}}, "rounding.mode tidak sah: 'bankers': harus salah satu dari half-up, half-even"),
    ({"rounding": {"step": "0"}}, "[rounding.step-not-positive]"),
    ({"rate_changes": [{"from_on": "2014-03-01"}]}, "rate_changes.0.rate belum diisi [calc.terms]"),
    (_changing("2014-01-31"), "rate_changes.0.from_on tidak sah: '2014-01-31': harus sesudah 31 Januari 2014 [calc.terms]"),
    (_changing("2014-03-02", "2014-03-01"), "rate_changes.1.from_on tidak sah: '2014-03-01': harus sesudah 2 Maret 2014 [calc.terms]"),
    (
        _changing("2014-04-30"),
        "rate_changes.0.from_on tidak sah: '2014-04-30': tidak di antara 31 Januari 2014 dan 29 April 2014 [calc.terms]",
    ),
    (
        _changing("2014-03-01") | {"method": "bullet"},
        "rate_changes tidak sah: 'bullet': hanya dapat dipakai bersama flat, declining, annuity",
    ),
    (_changing("2014-03-01") | {"month_end": True}, "month_end tidak sah: True: tidak dapat dipakai bersama rate_changes [calc.terms]"),
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
    assert set(properties) == {*PLAIN_KEYS, *CONVENTION_KEYS}
    for name, keys in (
        ("rate", RATE_KEYS),
        ("every", EVERY_KEYS),
        ("rounding", ROUNDING_KEYS),
        ("grace", GRACE_KEYS),
        ("holidays", HOLIDAY_KEYS),
    ):
        assert set(properties[name]["properties"]) == set(keys)
    assert set(properties["fees"]["items"]["properties"]) == set(FEE_KEYS)
    assert set(properties["rate_changes"]["items"]["properties"]) == set(CHANGE_KEYS)
    assert properties["fees"]["items"]["properties"]["when"]["enum"] == list(WHEN)
    assert properties["method"]["enum"] == [*METHODS, "proportional"]
    assert SCHEMA["else"]["properties"]["method"]["enum"] == list(METHODS)
    assert SCHEMA["then"]["properties"]["method"]["enum"] == list(SALES)
    for mode in (properties["rounding"]["properties"]["mode"], properties["multiple_mode"]):
        assert set(mode["enum"]) == {mode.value for mode in Rounding}
    for name, words in (
        ("day_count", DAY_COUNTS_OF_LOANS),
        ("sizing", SIZINGS),
        ("balance", BALANCES),
        ("multiple_of", MULTIPLES_OF),
        ("remainder", REMAINDERS),
    ):
        assert properties[name]["enum"] == list(words)
    assert properties["holidays"]["properties"]["rule"]["enum"] == list(HOLIDAY_RULES)
    assert properties["holidays"]["properties"]["weekend"]["items"]["enum"] == list(WEEKDAYS)
    assert (properties["precision"]["minimum"], properties["precision"]["maximum"]) == PRECISION
    assert properties["due_after_days"]["maximum"] == DUE_AFTER_DAYS_MAX
    assert properties["instalments"]["maximum"] == INSTALMENTS_MAX


def test_the_schema_takes_a_rate_or_a_margin_and_not_both() -> None:
    takes = Draft202012Validator(SCHEMA).is_valid
    sale = {key: value for key, value in TERMS.items() if key != "rate"} | {"margin": "1", "method": "annuity"}
    assert takes(sale)
    assert not takes(sale | {"method": "flat"})
    assert not takes(TERMS | {"margin": "1"})
    assert not takes({key: value for key, value in TERMS.items() if key != "rate"})


@pytest.mark.parametrize("text", ["1.234.567,50", "1234567.50", "Rp1.000", "0", "12"])
def test_the_schema_takes_amounts_as_they_are_written(text: str) -> None:
    assert Draft202012Validator(SCHEMA).is_valid(TERMS | {"principal": text})
