"""A deed is read strictly, from TOML and JSON alike, and its hash is its content."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from irman_ledger.coop.assets import Title
from irman_ledger.coop.programme import canonical, check_fit, gaps, hash_of, read_deed
from irman_ledger.coop.programme.shape import DeedTitle
from irman_ledger.core.money import idr
from irman_ledger.errors import IrmanError
from tests.coop.programme.kit import SMALL, changed, small

SCHEMA = json.loads((Path(__file__).resolve().parents[3] / "schemas" / "handover.schema.json").read_text(encoding="utf-8"))
FREEZER_ORIGIN = '{ zakat = "60%", csr = "40%" }'


def as_json(text: str) -> Any:
    return json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))


def refused(*changes: tuple[str, str]) -> IrmanError:
    with pytest.raises(IrmanError) as refusal:
        small(*changes)
    assert refusal.value.message("id")
    return refusal.value


def test_a_deed_says_what_comes_and_what_is_owed() -> None:
    deed = small()
    assert (deed.no, deed.gross, deed.owed) == ("BAST-02/2014/v1", idr(15_854_000), idr(1_500_000))
    assert deed.lines[1].value == idr(954_000), "1,000,000 less a margin of 36,000 and an allowance of 10,000"
    assert deed.totals("class") == {"cash": idr(1_500_000), "receivable": idr(954_000), "equipment": idr(13_400_000)}
    assert deed.totals("fund") == {"UMUM": idr(1_500_000), "BERGULIR": idr(954_000), "PROGRAM": idr(13_400_000)}
    assert deed.totals("title")["restricted-grant"] == idr(5_400_000)
    assert deed.lines[2].origin == {"zakat": Fraction(3, 5), "csr": Fraction(2, 5)}
    assert list(gaps(deed)) == []


def test_toml_and_json_of_one_deed_have_one_hash() -> None:
    assert hash_of(read_deed(json.dumps(as_json(SMALL)))) == hash_of(small())


def test_amounts_and_shares_written_otherwise_are_the_same_deed() -> None:
    same = small(('"1.500.000"', '"Rp1500000,00"'), (FREEZER_ORIGIN, '{ csr = "2/5", zakat = "60.0%" }'))
    assert hash_of(same) == hash_of(small())


@pytest.mark.parametrize(
    ("old", "new"),
    [("Rekaan Tiga", "Rekaan Lima"), ('"worn"', '"good"'), ("2016-03-25", "2016-03-26"), ('"Freezer"', '"Freezer besar"')],
)
def test_another_content_has_another_hash(old: str, new: str) -> None:
    assert hash_of(small((old, new))) != hash_of(small())


def test_the_hash_stays_what_it_is() -> None:
    assert canonical(small()).startswith('{"currency":"IDR","cutoff":"2014-03-25","decisions":["RA-01/2014"],"event":')
    assert hash_of(small()) == "5dbb48013983500f55a62a750b1adf3d080702f47a74413bfbd7a52ea9342e78"


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        ('place = "Bantaeng"\n', "", "deed.place", "is missing"),
        ('place = "Bantaeng"', 'place = "Bantaeng"\ncity = "B"', "deed.city", "is not a key of a deed"),
        ("cutoff = 2014-03-25", "cutoff = 2014-03-26", "deed.cutoff", "is after 2014-03-25"),
        ('fair_value = "5.400.000"', "fair_value = 5400000", "lines.3.fair_value", "must be an amount as text"),
        ('fair_value = "5.400.000"', 'fair_value = "-1"', "lines.3.fair_value", "must be zero or more"),
        ('box = "KAS"\n', "", "lines.1.box", "is missing; a line of class cash needs it"),
        ('title = "trust"', 'title = "gift"', "lines.1.title", "must be one of grant"),
        ('stipulations = ["K1"]', 'stipulations = ["K9"]', "deed.stipulations", "is no stipulation of this deed; line 4"),
        ('reason = "tidak layak pakai"\n', "", "lines.6.reason", "belongs to what is rejected"),
        ('asset = "AP-02"', 'asset = "AP-01"', "deed.lines.asset", "is given twice"),
        ("no = 2\n", "no = 1\n", "deed.lines.no", "is given twice"),
        ('vesting = "cliff"', 'vesting = "linear"', "stipulations.K1.months", "belongs to a linear vesting"),
        ('zakat = "60%"', 'zakat = "60"', "lines.3.origin.zakat", "must be a share as text"),
        ('name = "Rekaan Satu"', 'name = ""', "parties[0].name", "must not be empty"),
        ("version = 1", "version = 1\nsupersedes = 1", "deed.supersedes", "must be a version before 1"),
        ('margin = "36.000"', 'margin = "1.000.001"', "lines.2.margin", "is more than the principal"),
        ('"Freezer"', f'"{"x" * 121}"', "lines.3.description", "has more than 120 characters"),
        ('"BAST-02/2014"', f'"{"9" * 62}"', "deed.number", "has more than 64 characters"),
        ('account = "1-1740"\n', "", "lines.6.account", "must be given, or else item, product and quantity"),
        ('account = "1-1740"\n', 'item = "RL-1"\nquantity = "6"\n', "lines.6.product", "must be given, or else item"),
        ('account = "1-1740"\n', 'item = "RL-1"\nproduct = "HASIL"\n', "lines.6.quantity", "must be text such as 600"),
        ("[[groups]]", "[[clusters]]", "clusters", "is not a table of a deed"),
        ("[deed]", "[deed", "document", ""),
    ],
)
def test_what_cannot_be_read_is_said_with_file_key_and_value(old: str, new: str, field: str, reason: str) -> None:
    error = refused((old, new))
    assert (error.code, error.details["file"], error.field) == ("deed.malformed", "akta.toml", field)
    assert reason in str(error.details["reason"])


def test_a_key_twice_in_json_is_refused() -> None:
    with pytest.raises(IrmanError, match="is given twice"):
        read_deed('{"deed": {"number": "A", "number": "B"}}')


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        (FREEZER_ORIGIN, '{ zakat = "60%", csr = "39%" }', "deed.origin-shares", "99% instead of 100%"),
        ('amount = "400.000"', 'amount = "399.000"', "deed.schedule-does-not-sum", "Rp999.000 instead of Rp1.000.000"),
        ('amount = "400.000" }', 'amount = "400.000", margin = "35.000" }', "deed.schedule-does-not-sum", "Rp35.000 instead of Rp36.000"),
        ('allowance = "10.000"', 'allowance = "10.000"\nfair_value = "1.000.000"', "deed.fair-value", "Rp954.000"),
    ],
)
def test_figures_that_do_not_tie_are_refused(old: str, new: str, code: str, says: str) -> None:
    error = refused((old, new))
    assert error.code == code
    assert says in str(error)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('title = "grant"\nfund = "BERGULIR"\nloan', 'fund = "BERGULIR"\nloan', "deed.title-missing"),
        ('test = "buku pemakaian mesin"\n', "", "deed.condition-incomplete"),
        ("until = 2016-03-25\n", "", "deed.condition-incomplete"),
        ('stipulations = ["K1"]', 'stipulations = ["B1"]', "deed.condition-missing"),
        ('condition = "worn"\n', "", "deed.state-missing"),
        ('role = "witness"', 'role = "implementer"', "deed.signatures-missing"),
    ],
)
def test_a_draft_may_lack_what_a_signed_deed_needs(old: str, new: str, code: str) -> None:
    deed = small((old, new))
    assert [gap.code for gap in gaps(deed)] == [code]
    with pytest.raises(IrmanError) as refusal:
        check_fit(deed)
    assert refusal.value.message("id") != refusal.value.message("en")


def test_the_titles_are_those_of_assets_and_wakaf() -> None:
    assert set(get_args(DeedTitle)) == {*get_args(Title), "wakaf"}


def test_names_do_not_show() -> None:
    assert "Rekaan" not in repr(small().parties + small().partners)


def test_the_schema_accepts_the_deed_and_refuses_what_the_reader_refuses() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    form = Draft202012Validator(SCHEMA)
    form.validate(as_json(SMALL))
    for old, new in (
        ('place = "Bantaeng"\n', ""),
        ("[[groups]]", "[[clusters]]"),
        ('title = "trust"', 'title = "gift"'),
        ('"5.400.000"', "5400000"),
        ('"60%"', '"60"'),
    ):
        assert not form.is_valid(as_json(changed((old, new)))), new


def paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield here
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(inner, (*here, key))


ODD = [None, True, -1, 0, 10**30, 1.5, "", " ", "a\u202eb", "x" * 600, [], {}, [[]], {"a": 1}, "2014-02-30"]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_an_odd_value_anywhere_is_read_or_refused_and_never_fails_otherwise(odd: Any) -> None:
    said = set()
    for path in list(paths(as_json(SMALL)))[1:]:
        document = as_json(SMALL)
        place = document
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = odd
        try:
            hash_of(read_deed(json.dumps(document), file="akta.json"))
        except IrmanError as error:
            said.add((error.message("id"), error.message("en")))
    assert said
