"""Bylaws from TOML: what is read, and how every fault is told by file, key and value."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import ROLES, Box, Bylaws
from irman_ledger.core.bylaws_table import MODULES, SHAPE
from irman_ledger.core.bylaws_toml import BylawsError, UnknownSampleError, read_bylaws, read_sample
from irman_ledger.core.calendar import FiscalYear, Month
from irman_ledger.core.label import Label
from irman_ledger.core.subject import SUBJECT_KINDS
from irman_ledger.errors import InvalidInputError

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "schemas" / "bylaws.schema.json").read_text(encoding="utf-8"))

SMALL = """\
[bylaws]
name = "Koperasi Contoh"
from_on = 2014-03-25
currency = "IDR"
time_zone = "Asia/Makassar"
fiscal_first_month = 1
memorial_series = "BM"
default_box = "KAS"

[[fiscal_years]]
ends_in = "2014-12"
months = 10

[roles]
takeover = "1-1910"
surplus = "3-1610"

[[accounts]]
code = "1-1100"
id = "Kas"
en = "Cash on hand"
kind = "asset"
line = "cash"
subject = "cash"
cash = true
floored = true

[[accounts]]
code = "1-1590"
id = "Penyisihan"
en = "Allowance"
kind = "asset"
line = "loan_allowance"
normal = "credit"
subject = "loan"
owner = "loans"
cash_flow = "operating"
closed_on = 2020-12-31

[[accounts]]
code = "1-1910"
id = "Perantara"
en = "Clearing"
kind = "asset"
line = "clearing"
clearing = true

[[accounts]]
code = "3-1610"
id = "SHU"
en = "Surplus"
kind = "equity"
line = "surplus_current"

[[accounts]]
code = "9-1100"
id = "Titipan"
en = "Held in trust"
kind = "memorandum"

[[boxes]]
code = "KAS"
id = "Kas kantor"
en = "Office cash box"
account = "1-1100"
series_in = "BKM"
series_out = "BKK"

[[products]]
code = "REGULER"
module = "loans"
id = "Pinjaman reguler"
en = "Regular loan"

[products.terms]
rate = "24%/year"
instalments_max = 36
is_secured = false
from_on = 2014-04-01
statuses = ["anggota", "calon"]
rounding = { step = 100, mode = "up" }
"""


def fault(text: str | Path) -> BylawsError:
    with pytest.raises(BylawsError) as caught:
        read_bylaws(text)
    assert isinstance(caught.value, InvalidInputError)
    assert caught.value.code == "bylaws.malformed"
    return caught.value


def changed(old: str, new: str) -> str:
    assert SMALL.count(old) >= 1
    return SMALL.replace(old, new, 1)


def test_a_document_is_read_into_bylaws() -> None:
    bylaws = read_bylaws(SMALL)
    assert (bylaws.name, bylaws.from_on, bylaws.currency) == ("Koperasi Contoh", date(2014, 3, 25), "IDR")
    assert (bylaws.time_zone, bylaws.fiscal_first_month, bylaws.memorial_series) == ("Asia/Makassar", 1, "BM")
    assert bylaws.fiscal_years == (FiscalYear(Month(2014, 12), 10),)
    assert bylaws.roles == {"takeover": "1-1910", "surplus": "3-1610"}
    assert [account.code for account in bylaws.chart] == ["1-1100", "1-1590", "1-1910", "3-1610", "9-1100"]
    assert bylaws.box(None) == Box(
        code="KAS", label=Label(id="Kas kantor", en="Office cash box"), account="1-1100", series_in="BKM", series_out="BKK"
    )


def test_an_account_carries_what_the_document_says_of_it() -> None:
    chart = read_bylaws(SMALL).chart
    cash, allowance, trust = chart["1-1100"], chart["1-1590"], chart["9-1100"]
    assert (cash.kind, cash.normal, cash.line, cash.subject_kind, cash.owner) == (AccountKind.ASSET, "debit", "cash", "cash", None)
    assert (cash.is_cash, cash.is_floored, cash.is_clearing, cash.closed_on) == (True, True, False, None)
    assert (allowance.normal, allowance.owner, allowance.cash_flow) == ("credit", "loans", "operating")
    assert (allowance.closed_on, allowance.is_floored) == (date(2020, 12, 31), False)
    assert chart["1-1910"].is_clearing
    assert (trust.is_memorandum, trust.line) == (True, "")


def test_the_terms_of_a_product_are_passed_through_as_they_are() -> None:
    product = read_bylaws(SMALL).product("REGULER", "loans")
    assert product.label == Label(id="Pinjaman reguler", en="Regular loan")
    assert product.terms == {
        "rate": "24%/year",
        "instalments_max": 36,
        "is_secured": False,
        "from_on": date(2014, 4, 1),
        "statuses": ["anggota", "calon"],
        "rounding": {"step": 100, "mode": "up"},
    }


def test_a_file_is_read_like_its_text_and_the_source_is_kept_exactly(tmp_path: Path) -> None:
    windows = SMALL.replace("\n", "\r\n") + "# Pa'jukukang – é\r\n"
    path = tmp_path / "koperasi.toml"
    path.write_bytes(windows.encode("utf-8"))
    from_file = read_bylaws(path)
    assert from_file.source == windows
    assert read_bylaws(SMALL).source == SMALL
    assert read_bylaws(windows) == from_file
    assert Bylaws.from_toml(path) == from_file


def test_boxes_roles_products_and_odd_years_may_be_left_out() -> None:
    head = SMALL[: SMALL.index("[[fiscal_years]]")].replace('default_box = "KAS"\n', "")
    account = SMALL[SMALL.index("[[accounts]]") : SMALL.index('[[accounts]]\ncode = "1-1590"')]
    bylaws = read_bylaws(head + account)
    assert (dict(bylaws.boxes), dict(bylaws.roles), dict(bylaws.products), bylaws.fiscal_years) == ({}, {}, {}, ())
    assert bylaws.fiscal_year(Month(2014, 5)) == FiscalYear(Month(2014, 12))


@pytest.mark.parametrize(
    ("old", "new", "field", "value", "reason"),
    [
        ("[bylaws]\n", "[bylaws]\nmotto = 1\n", "bylaws.motto", 1, "is not a key of bylaws"),
        ("[roles]\n", "[rules]\nx = 1\n[roles]\n", "rules", "{'x': 1}", "is not a key of bylaws"),
        ("[roles]\n", '[roles]\nbank = "1-1910"\n', "roles.bank", "1-1910", "is not a key of bylaws"),
        ('memorial_series = "BM"\n', "", "bylaws.memorial_series", None, "is missing"),
        ('default_box = "KAS"\n', "", "bylaws.default_box", None, "is missing"),
        ('en = "Allowance"\n', "", "accounts.1-1590.en", None, "is missing"),
        ('code = "1-1590"\n', "", "accounts[1].code", None, "is missing"),
        ('module = "loans"\n', "", "products.REGULER.module", None, "is missing"),
        ("from_on = 2014-03-25", 'from_on = "2014-03-25"', "bylaws.from_on", "2014-03-25", "must be a date"),
        ("from_on = 2014-03-25", "from_on = 2014-03-25T00:00:00", "bylaws.from_on", "2014-03-25T00:00:00", "time of day"),
        ("from_on = 2014-03-25", "from_on = 07:30:00", "bylaws.from_on", "07:30:00", "time of day"),
        ("fiscal_first_month = 1", "fiscal_first_month = true", "bylaws.fiscal_first_month", True, "must be a whole number"),
        ("fiscal_first_month = 1", "fiscal_first_month = 1.0", "bylaws.fiscal_first_month", 1.0, "is a decimal number"),
        ("fiscal_first_month = 1", "fiscal_first_month = 13", "bylaws.fiscal_first_month", 13, "must be 1 to 12"),
        ("cash = true", "cash = 1", "accounts.1-1100.cash", 1, "must be true or false"),
        ('name = "Koperasi Contoh"', "name = 5", "bylaws.name", 5, "must be text"),
        ('name = "Koperasi Contoh"', 'name = " "', "bylaws.name", " ", "must not be empty"),
        ('name = "Koperasi Contoh"', 'name = "a\\nb"', "bylaws.name", "a\nb", "has the control character U+000A"),
        ('currency = "IDR"', 'currency = "Rp"', "bylaws.currency", "Rp", ""),
        ('"Asia/Makassar"', '"Asia/Bantaeng"', "bylaws.time_zone", "Asia/Bantaeng", "is not a time zone"),
        ('"Asia/Makassar"', '"../zone"', "bylaws.time_zone", "../zone", "is not a time zone"),
        ('"Asia/Makassar"', '"Asia"', "bylaws.time_zone", "Asia", "is not a time zone"),
        ('memorial_series = "BM"', 'memorial_series = "BUKTI-MEMORIAL"', "bylaws.memorial_series", "BUKTI-MEMORIAL", "12 characters"),
        ('default_box = "KAS"', 'default_box = "BANK"', "bylaws.default_box", "BANK", "is not one of the boxes"),
        ('ends_in = "2014-12"', 'ends_in = "2014-13"', "fiscal_years[0].ends_in", "2014-13", ""),
        ('ends_in = "2014-12"', 'ends_in = "9999-12"', "fiscal_years[0].ends_in", "9999-12", ""),
        ("months = 10", "months = 25", "fiscal_years[0].months", 25, "must be 1 to 24"),
        ('ends_in = "2014-12"', 'ends_in = "2014-11"', "fiscal_years[0].ends_in", "2014-11", "2014-12, begins no book year"),
        ('takeover = "1-1910"', 'takeover = "1-9999"', "roles.takeover", "1-9999", "is not an account of the chart"),
        ('takeover = "1-1910"', 'takeover = "3-1610"', "roles.takeover", "3-1610", "must be a clearing account"),
        ('takeover = "1-1910"', 'takeover = "1-1100"', "roles.takeover", "1-1100", "must not take subjects"),
        ('takeover = "1-1910"', 'savings_transfer = "1-1910"', "roles.savings_transfer", "1-1910", 'must have subject = "savings"'),
        ('surplus = "3-1610"', 'surplus = "1-1910"', "roles.surplus", "1-1910", "must be an equity account"),
        ('code = "1-1590"', 'code = "1-1100"', "accounts.1-1100.code", "1-1100", "is given twice"),
        ('code = "1-1590"', 'code = "1-1590 "', 'accounts."1-1590 ".code', "1-1590 ", "end with a blank"),
        ('kind = "equity"', 'kind = "capital"', "accounts.3-1610.kind", "capital", "must be one of asset, liability"),
        ('normal = "credit"', 'normal = "kredit"', "accounts.1-1590.normal", "kredit", "must be one of debit, credit"),
        ('subject = "loan"', 'subject = "loans"', "accounts.1-1590.subject", "loans", "is not a kind of subject"),
        ('subject = "loan"\n', "", "accounts.1-1590.owner", "loans", "has an owner but no subject kind"),
        ('owner = "loans"', 'owner = "loan"', "accounts.1-1590.owner", "loan", "must be one of members, shares"),
        ('cash_flow = "operating"', 'cash_flow = "other"', "accounts.1-1590.cash_flow", "other", "must be one of operating"),
        ("clearing = true", "floored = true", "accounts.1-1910.floored", True, "has a floor but no subject kind"),
        ('line = "clearing"\n', "", "accounts.1-1910.line", "", "names no statement line"),
        ('kind = "memorandum"', 'kind = "memorandum"\nline = "cash"', "accounts.9-1100.line", "cash", "stands on no statement"),
        ("closed_on = 2020-12-31", "closed_on = 20201231", "accounts.1-1590.closed_on", 20201231, "must be a date"),
        ('account = "1-1100"', 'account = "1-1910"', "boxes.KAS.account", "1-1910", "does not take cash boxes"),
        ('account = "1-1100"', 'account = "1-0000"', "boxes.KAS.account", "1-0000", "is not an account of the chart"),
        ('series_in = "BKM"', 'series_in = ""', "boxes.KAS.series_in", "", "must not be empty"),
        ('module = "loans"', 'module = "pinjaman"', "products.REGULER.module", "pinjaman", "must be one of members"),
        ("instalments_max = 36", "instalments_max = 36.5", "products.REGULER.terms.instalments_max", 36.5, "is a decimal number"),
        ("step = 100", "step = nan", "products.REGULER.terms.rounding.step", "nan", "is a decimal number"),
        ('["anggota", "calon"]', '["anggota", 1e3]', "products.REGULER.terms.statuses[1]", 1000.0, "is a decimal number"),
        ("instalments_max = 36", "instalments_max = 9223372036854775808", "products.REGULER.terms.instalments_max", "…", "too large"),
        ("from_on = 2014-04-01", "from_on = 2014-04-01T07:00:00Z", "products.REGULER.terms.from_on", "2014-04-01T07:00:00+00:00", "time"),
    ],
)
def test_a_fault_is_told_by_its_key_and_value(old: str, new: str, field: str, value: object, reason: str) -> None:
    error = fault(changed(old, new))
    assert error.field == field
    assert str(error.details["value"]) == str(value)
    assert reason in str(error.details["reason"])
    assert error.message("en").startswith(f"text: {field} is not valid: ")
    assert error.message("id").startswith(f"text: {field} tidak sah: ")


def test_the_message_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "koperasi.toml"
    path.write_text(changed('kind = "equity"', 'kind = "modal"'), encoding="utf-8")
    assert str(fault(path)) == (
        f"{path}: accounts.3-1610.kind is not valid: 'modal': must be one of asset, liability, equity, income, expense, memorandum"
    )


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("[bylaws]\nname = \n", "line 2"),
        ("[bylaws]\nname = 'a'\nname = 'b'\n", "line 3"),
        ("[bylaws]\n[bylaws]\n", "line 2"),
        ("bylaws = {", "document"),
        ("", "bylaws"),
        ("bylaws = 5\naccounts = []", "bylaws"),
        ("a = " + "[" * 5_000, "document"),
        (".".join("a" * 40) + " = 1", ".".join("a" * 17)),
        ("a = " + "1" * 5_000, "document"),
        ("\ufeff[bylaws]\n", "encoding"),
        ("name = '\ud800'", "encoding"),
    ],
)
def test_text_that_is_not_such_a_document_is_refused(text: str, field: str) -> None:
    assert fault(text).field == field


@pytest.mark.parametrize("key", ["accounts", "boxes", "products", "fiscal_years"])
def test_a_list_of_tables_is_a_list_of_tables(key: str) -> None:
    head = SMALL[: SMALL.index("[[fiscal_years]]")]
    accounts = "" if key == "accounts" else "accounts = []\n"
    assert fault(f"{key} = 5\n{accounts}{head}").field == ("accounts" if key != "accounts" else key)
    assert fault(f"accounts = [1]\n{head}").field == "accounts[0]"


def test_a_chart_without_accounts_is_refused() -> None:
    assert (
        str(fault("accounts = []\n" + SMALL[: SMALL.index("[[fiscal_years]]")])) == "text: accounts is not valid: '[]': must not be empty"
    )


def test_two_book_years_share_no_month() -> None:
    second = '[[fiscal_years]]\nends_in = "2015-12"\nmonths = 13\n\n[[fiscal_years]]\n'
    error = fault(changed("[[fiscal_years]]\n", second))
    assert (error.field, error.details["reason"]) == ("fiscal_years[1].ends_in", "its year overlaps another book year")


def test_a_file_that_is_not_there_not_utf_8_or_too_large_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in str(fault(tmp_path / "no.toml"))
    assert "cannot be read" in str(fault(tmp_path))
    latin = tmp_path / "latin.toml"
    latin.write_bytes(SMALL.replace("Contoh", "Caf\u00e9").encode("latin-1"))
    assert "must be UTF-8" in str(fault(latin))
    large = tmp_path / "large.toml"
    large.write_bytes(SMALL.encode() + b"#" * 2_000_000)
    assert "has more than 2000000 bytes" in str(fault(large))
    assert fault(SMALL + "#" * 2_000_000).field == "size"


def test_what_is_neither_a_path_nor_text_is_refused() -> None:
    with pytest.raises(BylawsError, match="must be a Path or TOML text"):
        read_bylaws(b"[bylaws]")  # type: ignore[arg-type]  # what a caller may mistake


@pytest.mark.parametrize("name", ["ksu", "", "../samples/ksp", "KSP", "ksp.toml"])
def test_there_is_no_other_sample(name: str) -> None:
    with pytest.raises(UnknownSampleError) as caught:
        read_sample(name)
    assert (caught.value.code, caught.value.category) == ("bylaws.sample-unknown", "unknown")


def as_json(value: Any) -> Any:
    """TOML data as JSON data: dates as ISO text."""
    return json.loads(json.dumps(value, default=date.isoformat))


def test_the_sample_and_the_small_document_keep_to_the_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(SCHEMA)
    for text in (SMALL, read_sample("ksp").source):
        assert [error.message for error in validator.iter_errors(as_json(tomllib.loads(text)))] == []


def test_the_schema_knows_the_same_keys_and_words_as_the_reader() -> None:
    shapes = {"": SCHEMA, **SCHEMA["$defs"]}
    for table, keys in SHAPE.items():
        assert set(shapes[table]["properties"]) == set(keys), table
        assert set(shapes[table].get("required", [])) == {key for key, is_needed in keys.items() if is_needed}, table
        assert shapes[table]["additionalProperties"] is False
    account = SCHEMA["$defs"]["accounts"]["properties"]
    assert tuple(account["kind"]["enum"]) == tuple(AccountKind)
    assert set(account["subject"]["enum"]) == SUBJECT_KINDS
    assert tuple(SCHEMA["$defs"]["module"]["enum"]) == MODULES
    assert tuple(SCHEMA["$defs"]["roles"]["properties"]) == ROLES


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[bylaws]\n", "[bylaws]\nmotto = 1\n"),
        ('default_box = "KAS"\n', ""),
        ('en = "Allowance"\n', ""),
        ('line = "clearing"\n', ""),
        ('kind = "memorandum"', 'kind = "memorandum"\nline = "cash"'),
        ('subject = "loan"\n', ""),
        ("fiscal_first_month = 1", "fiscal_first_month = 13"),
        ("instalments_max = 36", "instalments_max = 36.5"),
        ('ends_in = "2014-12"', 'ends_in = "2014-13"'),
        ('module = "loans"', 'module = "pinjaman"'),
        ('memorial_series = "BM"', 'memorial_series = "BUKTI-MEMORIAL"'),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(old: str, new: str) -> None:
    assert not Draft202012Validator(SCHEMA).is_valid(as_json(tomllib.loads(changed(old, new))))
    fault(changed(old, new))
