"""The bytes of a record are one for each value, read back strictly, and never change."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.core.evidence.encoding import (
    NULL,
    BadEncodingError,
    blob,
    cached_text,
    day,
    decode_fields,
    decode_record,
    encode,
    instant,
    integer,
    items,
    null,
    record,
    text,
)
from irman_ledger.core.evidence.leaf import leaf_data
from irman_ledger.core.evidence.merkle import leaf_hash
from irman_ledger.errors import InvalidInputError

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

SCALARS = (
    st.none()
    | st.integers()
    | st.integers(-(2**64), 2**64)
    | st.text()
    | st.binary()
    | st.dates()
    | st.datetimes(timezones=st.just(UTC), allow_imaginary=False)
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4).map(tuple), max_leaves=12)


def python_value(vector: dict[str, Any]) -> Any:
    value = vector["value"]
    readers: dict[str, Any] = {
        "null": lambda v: None,
        "integer": int,
        "text": str,
        "bytes": bytes.fromhex,
        "day": date.fromisoformat,
        "instant": lambda v: EPOCH + timedelta(microseconds=int(v)),
        "list": lambda v: tuple(python_value(item) for item in v),
    }
    return readers[vector["type"]](value)


def by_explicit_functions(value: Any) -> bytes:
    if value is None:
        return NULL
    if isinstance(value, tuple):
        return items([by_explicit_functions(item) for item in value])
    if isinstance(value, datetime):
        return instant((value - EPOCH) // timedelta(microseconds=1))
    if isinstance(value, date):
        return day(value.isoformat())
    if isinstance(value, bytes):
        return blob(value)
    return text(value) if isinstance(value, str) else integer(value)


def arguments(vector: dict[str, Any]) -> dict[str, Any]:
    given_ = dict(vector["arguments"])
    given_["genesis"] = bytes.fromhex(given_["genesis"])
    given_["command_hash"] = bytes.fromhex(given_["command_hash"])
    given_["lines"] = [tuple(line) for line in given_["lines"]]
    return given_


LEAF = arguments(VECTORS["leaves"][0])


@pytest.mark.parametrize("vector", VECTORS["fields"], ids=lambda v: f"{v['type']}-{v['hex'][:24]}")
def test_each_golden_field_is_written_and_read(vector: dict[str, Any]) -> None:
    value = python_value(vector)
    assert encode(value).hex() == vector["hex"]
    assert by_explicit_functions(value).hex() == vector["hex"]
    assert decode_fields(bytes.fromhex(vector["hex"])) == [value]


def test_the_golden_fields_cover_every_tag() -> None:
    assert {bytes.fromhex(v["hex"])[0] for v in VECTORS["fields"]} == {0, 1, 2, 3, 4, 5, 6}


@given(VALUES)
def test_generic_and_explicit_functions_give_the_same_bytes(value: Any) -> None:
    assert encode(value) == by_explicit_functions(value)


@given(st.lists(VALUES, max_size=5))
def test_decoding_is_the_inverse_of_encoding(values: list[Any]) -> None:
    data = b"".join(encode(value) for value in values)
    decoded = decode_fields(data)
    assert decoded == values
    assert b"".join(encode(value) for value in decoded) == data


@given(
    st.binary(max_size=40) | st.tuples(st.integers(0, 7), st.binary(max_size=12)).map(lambda x: bytes([x[0], 0, 0, 0, len(x[1])]) + x[1])
)
def test_whatever_is_read_has_no_second_encoding(data: bytes) -> None:
    try:
        values = decode_fields(data)
    except BadEncodingError:
        return
    assert b"".join(encode(value) for value in values) == data


@given(st.lists(VALUES, min_size=1, max_size=3), st.data())
def test_a_flipped_bit_never_reads_as_the_same_values(values: list[Any], data: st.DataObject) -> None:
    raw = bytearray(b"".join(encode(value) for value in values))
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << bit % 8
    try:
        decoded = decode_fields(bytes(raw))
    except BadEncodingError:
        return
    assert [(type(v), v) for v in decoded] != [(type(v), v) for v in values]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("01000000", "cut-short"),
        ("0100000002 01", "cut-short"),
        ("0000000000 00", "cut-short"),
        ("02ffffffff 61", "cut-short"),
        ("0700000000", "tag"),
        ("ff00000000", "tag"),
        ("0000000001 00", "null"),
        ("0100000000", "integer"),
        ("0100000002 0000", "integer"),
        ("0100000002 007f", "integer"),
        ("0100000002 ffff", "integer"),
        ("0100000002 ff80", "integer"),
        ("0200000001 ff", "text"),
        ("0200000002 c080", "text"),
        ("0200000003 eda080", "text"),
        ("0400000003 000000", "cut-short"),
        ("0400000004 00000001", "count"),
        ("0400000009 00000000 0000000000", "count"),
        ("0400000009 ffffffff 0000000000", "count"),
        ("0500000008 3230313430313331", "day"),
        ("050000000a 323031342d30322d3330", "day"),
        ("050000000a 323031342d5730352d35", "day"),
        ("0500000001 ff", "day"),
        ("0600000000", "integer"),
        ("0600000002 0000", "integer"),
        ("0600000009 010000000000000000", "instant"),
        ("0600000020" + "7f" * 32, "instant"),
    ],
)
def test_bytes_that_are_not_the_one_encoding_are_refused(data: str, reason: str) -> None:
    with pytest.raises(BadEncodingError) as refusal:
        decode_fields(bytes.fromhex(data))
    assert refusal.value.reason == reason


@pytest.mark.parametrize("value", [True, False, 1.0, object(), {}, {1}, bytearray(b"a"), [1, [True]], (0.5,), datetime(2014, 1, 31)])  # noqa: DTZ001
def test_a_value_without_an_encoding_is_refused(value: Any) -> None:
    with pytest.raises(BadEncodingError):
        encode(value)


def test_text_with_a_lone_surrogate_is_refused() -> None:
    for write in (text, cached_text, encode, day):
        with pytest.raises(BadEncodingError):
            write("\ud800")


def test_lists_nest_to_32_and_no_deeper_on_both_sides() -> None:
    value: Any = ()
    encoded = items([])
    for _ in range(31):
        value, encoded = (value,), items([encoded])
    assert encode(value) == encoded
    assert decode_fields(encoded) == [value]
    for refused in (lambda: encode((value,)), lambda: decode_fields(items([encoded]))):
        with pytest.raises(BadEncodingError) as refusal:
            refused()
        assert refusal.value.reason == "depth"


def test_an_instant_is_the_same_in_every_time_zone() -> None:
    makassar = timezone(timedelta(hours=8))
    assert encode(datetime(2014, 1, 31, 8, tzinfo=makassar)) == encode(datetime(2014, 1, 31, tzinfo=UTC))


def test_null_and_remembered_text_are_what_they_stand_for() -> None:
    assert null() == NULL
    assert cached_text("1101") == text("1101")


def test_neighbouring_texts_cannot_flow_into_each_other() -> None:
    assert text("ab") + text("c") != text("a") + text("bc")


def test_a_record_gives_back_its_kind_version_and_values() -> None:
    assert decode_record(record("account.open", 12, [integer(1), text("a")])) == ("account.open", 12, [1, "a"])


@pytest.mark.parametrize(
    ("kind", "version"), [("", 1), ("A", 1), ("a/b", 1), ("a b", 1), (".a", 1), ("a.", 1), ("a", 0), ("a", -1), ("a\n", 1), ("é", 1)]
)
def test_a_header_that_could_be_read_twice_is_refused(kind: str, version: int) -> None:
    with pytest.raises(BadEncodingError):
        record(kind, version, [])


@pytest.mark.parametrize(
    "data", [b"", b"irman/a/v1", b"irman/a/v01\0", b"irman/a/v0\0", b"irman//v1\0", b"irman/A/v1\0", b"xirman/a/v1\0", b"irman/a/v1\0\0"]
)
def test_a_record_without_a_proper_header_is_refused(data: bytes) -> None:
    with pytest.raises(BadEncodingError):
        decode_record(data)


@pytest.mark.parametrize("reason", sorted(BadEncodingError.reasons))
def test_a_refusal_speaks_both_languages_and_survives_pickling(reason: str) -> None:
    refusal = BadEncodingError(reason)
    assert isinstance(refusal, InvalidInputError)
    assert refusal.code == "evidence.encoding"
    assert refusal.message("en") != refusal.message("id")
    assert str(pickle.loads(pickle.dumps(refusal))) == str(refusal)


@pytest.mark.parametrize("vector", VECTORS["leaves"], ids=lambda v: v["name"])
def test_each_golden_leaf_is_written(vector: dict[str, Any]) -> None:
    data = leaf_data(**arguments(vector))
    assert data.hex() == vector["data"]
    assert leaf_hash(data).hex() == vector["leaf_hash"]


def test_the_arguments_of_a_leaf_may_come_by_place() -> None:
    assert leaf_data(*LEAF.values()) == leaf_data(**LEAF)


def test_a_leaf_reads_back_as_its_values_in_order() -> None:
    kind, version, values = decode_record(leaf_data(**LEAF))
    expected = {
        **LEAF,
        "value_on": date(2014, 2, 10),
        "booked_on": date(2014, 2, 10),
        "entered_at": datetime(2014, 2, 10, 8, 0, 0, 123456, tzinfo=UTC),
        "lines": (("1101", "UMUM", "UMUM", None, 24000000), ("1301", "UMUM", "DANA-1", "PJ-001", -24000000)),
    }
    assert (kind, version) == ("record", 1)
    assert values == list(expected.values())


def changed(value: Any) -> list[Any]:
    if value is None:
        return ["", "x", 0]
    if isinstance(value, bytes):
        return [b"", value[:-1], value + b"\0", bytes([value[0] ^ 1]) + value[1:]]
    if isinstance(value, str):
        return ["", value + " ", value[:-1], value.swapcase() if value.swapcase() != value else value + "0", None]
    return [value + 1, value - 1, -value - 1, value + 2**64]


@pytest.mark.parametrize("name", [name for name in LEAF if name != "lines"])
def test_every_argument_changes_the_leaf(name: str) -> None:
    original = leaf_data(**LEAF)
    for other in changed(LEAF[name]):
        if (other is None and name != "document") or (name == "reverses" and isinstance(other, str)):
            continue
        assert leaf_data(**{**LEAF, name: other}) != original, (name, other)


@pytest.mark.parametrize("row", [0, 1])
@pytest.mark.parametrize("column", range(5))
def test_every_part_of_every_line_changes_the_leaf(row: int, column: int) -> None:
    original = leaf_data(**LEAF)
    for other in changed(LEAF["lines"][row][column]):
        if (other is None and column != 3) or (column == 3 and other == 0):
            continue
        lines = [list(line) for line in LEAF["lines"]]
        lines[row][column] = other
        assert leaf_data(**{**LEAF, "lines": lines}) != original


@pytest.mark.parametrize(
    "rearranged",
    [
        lambda lines: lines[::-1],
        lambda lines: lines[:1],
        lambda lines: [],
        lambda lines: [*lines, lines[0]],
        lambda lines: [lines[0], lines[0]],
    ],
)
def test_order_and_number_of_lines_change_the_leaf(rearranged: Any) -> None:
    assert leaf_data(**{**LEAF, "lines": rearranged(LEAF["lines"])}) != leaf_data(**LEAF)


def test_swapping_any_two_neighbouring_arguments_changes_the_leaf() -> None:
    names = [name for name in LEAF if name != "lines"]
    for first, second in pairwise(names):
        if type(LEAF[first]) is type(LEAF[second]) and LEAF[first] != LEAF[second]:
            swapped = {**LEAF, first: LEAF[second], second: LEAF[first]}
            assert leaf_data(**swapped) != leaf_data(**LEAF), (first, second)


def test_a_day_or_instant_that_was_tampered_with_gives_another_leaf_and_no_crash() -> None:
    for name, bad in (("value_on", "2014-0\u00e9-10"), ("booked_on", ""), ("entered_at", 2**70)):
        assert leaf_data(**{**LEAF, name: bad}) != leaf_data(**LEAF)
