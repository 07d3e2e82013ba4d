"""Codes, texts and subjects: what may stand on paper."""

from __future__ import annotations

import pytest

from irman_ledger.core.codes import CodeError, checked_code, checked_text
from irman_ledger.core.label import Label
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError


@pytest.mark.parametrize("code", ["1-1100", "A-001/POKOK", "Pa'jukukang", "é", "日本", "x" * 64, "Rumput Laut 3"])
def test_a_code_of_printable_characters_is_given_back(code: str) -> None:
    assert checked_code(code, field="account") == code


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "must not be empty or begin or end with a blank"),
        (" KAS", "must not be empty or begin or end with a blank"),
        ("KAS\u00a0", "must not be empty or begin or end with a blank"),
        ("x" * 65, "has more than 64 characters"),
        ("e\u0301", "must be in Unicode normal form C"),
        ("A\n1", "has the control character U+000A"),
        ("A\u20281", "has the control character U+2028"),
        ("\ud800", "has the control character U+D800"),
        ("A\u202e1", "has the control character U+202E"),
        ("A\x7f", "has the control character U+007F"),
    ],
)
def test_a_code_that_no_paper_can_carry_is_refused(code: str, reason: str) -> None:
    with pytest.raises(CodeError) as caught:
        checked_code(code, field="account")
    assert (caught.value.code, caught.value.field, caught.value.details["reason"]) == ("code.malformed", "account", reason)


def test_a_code_that_is_not_text_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="must be text"):
        checked_code(1100, field="account")  # type: ignore[arg-type]  # what JSON may bring


def test_a_code_may_be_limited_further() -> None:
    assert checked_code("BKM", field="series_in", length_max=12) == "BKM"
    with pytest.raises(CodeError, match="has more than 12 characters"):
        checked_code("BUKTI-KAS-MASUK", field="series_in", length_max=12)


def test_a_text_may_be_empty_and_may_have_blanks_at_its_ends() -> None:
    assert checked_text("", field="narration") == ""
    assert checked_text(" Setoran – café ", field="narration") == " Setoran – café "


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "x" * 501, "a\u2067b", "a\u0000"])
def test_a_text_with_control_characters_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(CodeError):
        checked_text(text, field="narration")


def test_a_subject_is_written_as_kind_and_number_and_read_back() -> None:
    share = Subject("share", "A-001/POKOK")
    assert str(share) == "share:A-001/POKOK"
    assert Subject.parse("share:A-001/POKOK") == share
    assert Subject.parse("member:a:b") == Subject("member", "a:b")


@pytest.mark.parametrize("text", ["", "loan", "loan:", "house:1", ":1"])
def test_a_subject_without_a_known_kind_or_a_number_is_refused(text: str) -> None:
    with pytest.raises(CodeError):
        Subject.parse(text)


def test_a_label_speaks_both_languages() -> None:
    kas = Label(id="Kas", en="Cash on hand")
    assert (kas.text("id"), kas.text("en")) == ("Kas", "Cash on hand")
