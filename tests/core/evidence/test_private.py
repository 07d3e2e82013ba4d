"""A private value leaves only its commitment behind, and never shows itself."""

from __future__ import annotations

import copy
import json
import pickle
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.core.evidence.private import (
    CharacterRefusedError,
    CommitmentError,
    Private,
    PrivateTypeError,
    SaltLengthError,
    TooLongError,
    ValueUnknownError,
)
from irman_ledger.errors import InvalidInputError

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))["privates"]
SALT, OTHER_SALT = b"\x01" * 32, b"\x02" * 32
NAME = "Daeng Sija"


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["commitment"][:8])
def test_each_golden_commitment_is_made(vector: dict[str, str]) -> None:
    sealed = Private.of(vector["value"]).sealed(bytes.fromhex(vector["salt"]))
    assert sealed.commitment is not None
    assert sealed.commitment.hex() == vector["commitment"]


def test_sealing_keeps_value_and_salt_and_leaves_the_open_value_alone() -> None:
    opened = Private.of(NAME)
    sealed = opened.sealed(SALT)
    assert (opened.value, opened.salt, opened.commitment) == (NAME, None, None)
    assert (sealed.value, sealed.salt) == (NAME, SALT)


def test_a_sealed_value_equals_what_is_read_from_the_record() -> None:
    sealed = Private.of(NAME).sealed(SALT)
    assert sealed.commitment is not None
    assert sealed == Private.committed(sealed.commitment)
    assert hash(sealed) == hash(Private.committed(sealed.commitment))


def test_an_open_value_equals_its_sealed_form() -> None:
    assert Private.of(NAME) == Private.of(NAME).sealed(SALT)
    assert hash(Private.of(NAME)) == hash(Private.of(NAME).sealed(SALT))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Private.of(NAME), Private.of("Sija Daeng")),
        (Private.of(NAME).sealed(SALT), Private.of(NAME).sealed(OTHER_SALT)),
        (Private.of(NAME), Private.committed(bytes(32))),
        (Private.committed(b"\x01" * 32), Private.committed(bytes(32))),
        (Private.of(NAME), NAME),
    ],
)
def test_different_values_or_salts_are_not_equal(left: Private, right: object) -> None:
    assert left != right


def test_a_commitment_matches_its_value_and_salt_only() -> None:
    sealed = Private.of("Andi M\u00e9wa").sealed(SALT)
    assert sealed.commitment is not None
    for form in (sealed, Private.committed(sealed.commitment)):
        assert form.matches("Andi M\u00e9wa", SALT)
        assert form.matches("Andi Me\u0301wa", SALT)
        assert not form.matches("Andi Mewa", SALT)
        assert not form.matches("Andi M\u00e9wa", OTHER_SALT)
        assert not form.matches("Andi M\u00e9wa", SALT[:31])
        assert not form.matches("\n", SALT)


def test_an_open_value_has_no_commitment_to_match() -> None:
    assert not Private.of(NAME).matches(NAME, SALT)


def test_text_is_composed() -> None:
    assert Private.of("Me\u0301wa").value == "M\u00e9wa"
    assert Private("Me\u0301wa").value == "M\u00e9wa"


@given(st.text(min_size=3, max_size=80), st.binary(min_size=32, max_size=32))
def test_no_form_shows_its_value(value: str, salt: bytes) -> None:
    try:
        opened = Private.of(value)
    except InvalidInputError:
        return
    sealed = opened.sealed(salt)
    assert sealed.commitment is not None
    shown = f"Private({sealed.commitment.hex()[:8]}…)"
    assert (repr(opened), str(opened), f"{opened}") == ("Private(…)",) * 3
    assert (repr(sealed), str(sealed), f"{sealed}", f"{[sealed]}") == (shown, shown, shown, f"[{shown}]")
    assert repr(Private.committed(sealed.commitment)) == shown


SECRET = "7371-NIK-0001"


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: Private.of(SECRET + "\n"), CharacterRefusedError),
        (lambda: Private.of(SECRET + "\0"), CharacterRefusedError),
        (lambda: Private.of(SECRET + "\x85"), CharacterRefusedError),
        (lambda: Private.of(SECRET + "\u2028"), CharacterRefusedError),
        (lambda: Private.of(SECRET + "\ud800"), CharacterRefusedError),
        (lambda: Private.of(SECRET + "x" * 500), TooLongError),
        (lambda: Private.of([SECRET]), PrivateTypeError),  # type: ignore[arg-type]  # what a careless caller does
        (lambda: Private.of(None), PrivateTypeError),  # type: ignore[arg-type]  # what a careless caller does
        (lambda: Private.of(SECRET).sealed(b""), SaltLengthError),
        (lambda: Private.of(SECRET).sealed(bytes(33)), SaltLengthError),
        (lambda: Private(SECRET, SALT, bytes(32)), CommitmentError),
        (lambda: Private(SECRET, SALT), CommitmentError),
        (lambda: Private(SECRET, None, bytes(32)), CommitmentError),
        (lambda: Private(None, SALT, bytes(32)), CommitmentError),
        (lambda: Private(), CommitmentError),
        (lambda: Private.committed(bytes(31)), CommitmentError),
        (lambda: Private.committed(bytes(32)).sealed(SALT), ValueUnknownError),
    ],
)
def test_a_refusal_is_typed_and_does_not_tell_the_value(make: Any, error: type[InvalidInputError]) -> None:
    with pytest.raises(error) as refusal:
        make()
    said = f"{refusal.value!r} {refusal.value.message('id')} {refusal.value.details} {refusal.value.args} {refusal.value.__cause__}"
    assert SECRET not in said
    assert refusal.value.message("en") != refusal.value.message("id")


@pytest.mark.parametrize("mark", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_marks_that_turn_the_text_around_are_refused(mark: str) -> None:
    with pytest.raises(CharacterRefusedError, match=f"U\\+{ord(mark):04X} at position 3"):
        Private.of(f"ab{mark}c")


def test_500_characters_are_allowed_after_composing() -> None:
    assert len(Private.of("e\u0301" * 500).value or "") == 500
    with pytest.raises(TooLongError):
        Private.of("a" * 501)


def test_it_is_frozen_and_can_be_copied() -> None:
    sealed = Private.of(NAME).sealed(SALT)
    with pytest.raises(FrozenInstanceError):
        sealed.value = "other"  # type: ignore[misc]  # that is the test
    assert pickle.loads(pickle.dumps(sealed)) == sealed
    assert copy.deepcopy(sealed) == sealed
