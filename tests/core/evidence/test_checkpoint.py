"""A checkpoint is three lines, written and read in one way only."""

from __future__ import annotations

import base64
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.core.evidence.checkpoint import BadCheckpointError, Checkpoint, checkpoint_text, human_form, parse_checkpoint
from irman_ledger.core.evidence.merkle import EMPTY_ROOT
from irman_ledger.errors import InvalidInputError

# The example of https://c2sp.org/tlog-checkpoint.
PUBLISHED = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
ROOT = bytes(range(32))
ROOT_LINE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


def test_the_published_example_is_read_and_written() -> None:
    read = parse_checkpoint(PUBLISHED)
    assert (read.origin, read.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint_text(read.origin, read.size, read.root) == PUBLISHED


@given(st.from_regex(r"[a-z0-9./-]{1,30}", fullmatch=True), st.integers(1, 2**63 - 1), st.binary(min_size=32, max_size=32))
def test_reading_is_the_inverse_of_writing(origin: str, size: int, root: bytes) -> None:
    assert parse_checkpoint(checkpoint_text(origin, size, root)) == Checkpoint(origin=origin, size=size, root=root)


@given(st.text(max_size=12) | st.lists(st.sampled_from(["o", "0", "1", ROOT_LINE, "", " ", "\r"]), max_size=5).map("\n".join))
def test_whatever_is_read_is_written_the_same(text: str) -> None:
    try:
        read = parse_checkpoint(text)
    except BadCheckpointError:
        return
    assert checkpoint_text(read.origin, read.size, read.root) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "lines"),
        (f"o\n1\n{ROOT_LINE}", "lines"),
        (f"o\n1\n{ROOT_LINE}\n\n", "lines"),
        (f"o\n1\n{ROOT_LINE}\nextension\n", "lines"),
        (f"\no\n1\n{ROOT_LINE}\n", "lines"),
        (f"\n1\n{ROOT_LINE}\n", "origin"),
        (f"a b\n1\n{ROOT_LINE}\n", "origin"),
        (f"a+b\n1\n{ROOT_LINE}\n", "origin"),
        (f"a\u00a0b\n1\n{ROOT_LINE}\n", "origin"),
        (f"a\u202eb\n1\n{ROOT_LINE}\n", "origin"),
        (f"a\r\n1\n{ROOT_LINE}\n", "origin"),
        (f"o\n01\n{ROOT_LINE}\n", "size"),
        (f"o\n+1\n{ROOT_LINE}\n", "size"),
        (f"o\n-1\n{ROOT_LINE}\n", "size"),
        (f"o\n1_0\n{ROOT_LINE}\n", "size"),
        (f"o\n 1\n{ROOT_LINE}\n", "size"),
        (f"o\n\u0661\n{ROOT_LINE}\n", "size"),
        (f"o\n\n{ROOT_LINE}\n", "size"),
        (f"o\n9223372036854775808\n{ROOT_LINE}\n", "size"),
        ("o\n1\n\n", "root"),
        (f"o\n1\n{ROOT_LINE[:-1]}\n", "root"),
        (f"o\n1\n{ROOT_LINE[:-2]}9=\n", "root"),
        (f"o\n1\n {ROOT_LINE}\n", "root"),
        (f"o\n1\n{ROOT_LINE}=\n", "root"),
        ("o\n1\nAAAA\n", "root"),
        (f"o\n1\n{base64.urlsafe_b64encode(bytes([255]) * 32).decode()}\n", "root"),
        ("o\n1\n\u00e9\n", "root"),
        (f"o\n0\n{ROOT_LINE}\n", "empty"),
    ],
)
def test_text_in_any_other_form_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BadCheckpointError) as refusal:
        parse_checkpoint(text)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("origin", "size", "root"), [("a\n5", 1, ROOT), ("", 1, ROOT), ("a", -1, ROOT), ("a", 2**63, ROOT), ("a", 1, ROOT[:31]), ("a", 0, ROOT)]
)
def test_values_that_are_no_checkpoint_are_not_written(origin: str, size: int, root: bytes) -> None:
    with pytest.raises(BadCheckpointError):
        checkpoint_text(origin, size, root)


def test_an_empty_log_has_a_checkpoint() -> None:
    assert parse_checkpoint(checkpoint_text("o", 0, EMPTY_ROOT)).size == 0


def test_the_printed_form_is_eight_groups_of_eight() -> None:
    assert human_form(ROOT) == "00010203 04050607 08090a0b 0c0d0e0f 10111213 14151617 18191a1b 1c1d1e1f"


def test_a_root_of_another_length_is_not_printed() -> None:
    with pytest.raises(BadCheckpointError):
        human_form(ROOT[:31])


@pytest.mark.parametrize("reason", sorted(BadCheckpointError.reasons))
def test_a_refusal_speaks_both_languages_and_survives_pickling(reason: str) -> None:
    refusal = BadCheckpointError(reason)
    assert isinstance(refusal, InvalidInputError)
    assert refusal.code == "evidence.checkpoint"
    assert refusal.message("en") != refusal.message("id")
    assert str(pickle.loads(pickle.dumps(refusal))) == str(refusal)
