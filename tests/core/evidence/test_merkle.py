"""The tree is that of RFC 6962, and its proofs accept nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irman_ledger.core.evidence.merkle import (
    EMPTY_ROOT,
    FrontierError,
    LeafIndexError,
    consistency_proof,
    frontier_append,
    frontier_root,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)
from irman_ledger.errors import DamagedError, InvalidInputError

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))["merkle"]
TEST_LEAVES = [leaf_hash(bytes.fromhex(data)) for data in VECTORS["inputs"]]
SIZES = range(71)
LEAVES = [leaf_hash(b"%d" % n) for n in SIZES]
ROOTS = [root(LEAVES[:size]) for size in SIZES]
OTHER = b"\x5a" * 32


def definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 §2.1 word for word, to compare with."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY_ROOT
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(definition(leaves[:split]), definition(leaves[split:]))


def altered(proof: tuple[bytes, ...]) -> list[tuple[bytes, ...]]:
    """Every way to spoil a proof by one step: a hash changed, cut, moved, doubled or of the wrong length."""
    spoilt = [(*proof, OTHER), (OTHER, *proof)]
    for i, value in enumerate(proof):
        flipped = bytes([value[0] ^ 1]) + value[1:]
        spoilt += [(*proof[:i], other, *proof[i + 1 :]) for other in (flipped, OTHER, value[:-1], value + b"\0", b"")]
        spoilt += [proof[:i] + proof[i + 1 :], (*proof[: i + 1], value, *proof[i + 1 :])]
    if len(proof) > 1:
        spoilt += [proof[::-1], (proof[1], proof[0], *proof[2:])]
    return [other for other in spoilt if other != proof]


def test_the_root_of_the_certificate_transparency_leaves_is_the_published_one() -> None:
    assert root(TEST_LEAVES).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@pytest.mark.parametrize("size", range(9))
def test_the_roots_of_the_first_test_leaves_are_the_golden_ones(size: int) -> None:
    assert root(TEST_LEAVES[:size]).hex() == VECTORS["roots"][size]


@pytest.mark.parametrize("size", SIZES)
def test_the_root_is_the_one_of_the_definition(size: int) -> None:
    assert root(LEAVES[:size]) == definition(LEAVES[:size])


def test_the_frontier_grows_to_the_root_of_every_size() -> None:
    frontier = b""
    for size in SIZES:
        assert frontier_root(size, frontier) == ROOTS[size]
        frontier = frontier_append(size, frontier, LEAVES[size])


def test_the_frontier_holds_the_largest_subtree_first() -> None:
    frontier = b""
    for size in range(7):
        frontier = frontier_append(size, frontier, LEAVES[size])
    assert frontier == root(LEAVES[:4]) + root(LEAVES[4:6]) + LEAVES[6]


@pytest.mark.parametrize(("size", "length"), [(0, 32), (1, 0), (1, 31), (1, 33), (3, 32), (4, 64), (7, 128), (-1, 0), (-1, 32)])
def test_a_frontier_of_another_size_is_damage(size: int, length: int) -> None:
    with pytest.raises(FrontierError) as refusal:
        frontier_root(size, bytes(length))
    assert isinstance(refusal.value, DamagedError)
    assert refusal.value.code == "evidence.frontier"
    assert str(length) in refusal.value.message("id")
    with pytest.raises(FrontierError):
        frontier_append(size, bytes(length), OTHER)


def test_a_leaf_that_is_no_hash_is_never_appended() -> None:
    with pytest.raises(FrontierError):
        frontier_append(0, b"", b"short")


@given(st.integers(0, 2**63 - 2), st.binary(min_size=32, max_size=32))
def test_the_frontier_keeps_one_hash_for_each_bit_of_the_size(size: int, leaf: bytes) -> None:
    grown = frontier_append(size, bytes(32 * size.bit_count()), leaf)
    assert len(grown) == 32 * (size + 1).bit_count()


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_proved_and_no_altered_proof_is(size: int) -> None:
    for index in range(size):
        proof = inclusion_proof(LEAVES[:size], index)
        assert verify_inclusion(LEAVES[index], index, size, proof, ROOTS[size])
        assert not any(verify_inclusion(LEAVES[index], index, size, other, ROOTS[size]) for other in altered(proof))
        assert not verify_inclusion(OTHER, index, size, proof, ROOTS[size])
        assert not verify_inclusion(LEAVES[index], index, size, proof, OTHER)


@pytest.mark.parametrize("size", SIZES)
def test_no_proof_holds_for_another_index(size: int) -> None:
    for index in range(size):
        proof = inclusion_proof(LEAVES[:size], index)
        for other in range(-2, size + 2):
            assert verify_inclusion(LEAVES[index], other, size, proof, ROOTS[size]) == (other == index)


@pytest.mark.parametrize("size", SIZES)
def test_no_proof_holds_against_the_root_of_another_size(size: int) -> None:
    for index in range(size):
        proof = inclusion_proof(LEAVES[:size], index)
        for other in SIZES:
            assert verify_inclusion(LEAVES[index], index, other, proof, ROOTS[other]) == (other == size)


def test_a_proof_alone_does_not_fix_the_size_so_size_and_root_go_together() -> None:
    # Known and harmless in RFC 6962: leaf 0 of 3 and leaf 0 of 4 have the same path shape. The pair is what a checkpoint signs.
    proof = inclusion_proof(LEAVES[:3], 0)
    assert verify_inclusion(LEAVES[0], 0, 4, proof, ROOTS[3])
    assert not verify_inclusion(LEAVES[0], 0, 4, proof, ROOTS[4])
    assert not verify_inclusion(LEAVES[0], 0, 5, proof, ROOTS[3])
    assert not verify_inclusion(LEAVES[0], 0, 2, proof, ROOTS[3])


def path_turns(index: int, size: int) -> tuple[bool, ...]:
    """At each level that has a sibling: whether it stands on the left."""
    turns = []
    while size > 1:
        if index ^ 1 < size:
            turns.append(bool(index & 1))
        index, size = index // 2, (size + 1) // 2
    return tuple(turns)


@pytest.mark.parametrize("size", SIZES)
def test_an_altered_size_fails_wherever_the_path_has_another_shape(size: int) -> None:
    for index in range(size):
        proof = inclusion_proof(LEAVES[:size], index)
        for other in SIZES:
            same = index < other and path_turns(index, other) == path_turns(index, size)
            assert verify_inclusion(LEAVES[index], index, other, proof, ROOTS[size]) == same


@pytest.mark.parametrize("new_size", SIZES)
def test_every_older_tree_is_proved_and_no_altered_proof_is(new_size: int) -> None:
    for old_size in range(new_size + 1):
        proof = consistency_proof(LEAVES[:new_size], old_size)
        assert verify_consistency(old_size, new_size, ROOTS[old_size], ROOTS[new_size], proof)
        assert not any(verify_consistency(old_size, new_size, ROOTS[old_size], ROOTS[new_size], other) for other in altered(proof))
        assert not verify_consistency(old_size, new_size, OTHER, ROOTS[new_size], proof)
        if old_size:
            assert not verify_consistency(old_size, new_size, ROOTS[old_size], OTHER, proof)


@pytest.mark.parametrize("new_size", SIZES)
def test_no_consistency_proof_holds_for_another_size_with_its_root(new_size: int) -> None:
    for old_size in range(1, new_size):
        proof = consistency_proof(LEAVES[:new_size], old_size)
        for other in SIZES:
            assert verify_consistency(other, new_size, ROOTS[other], ROOTS[new_size], proof) == (other == old_size)
            assert verify_consistency(old_size, other, ROOTS[old_size], ROOTS[other], proof) == (other == new_size)


@pytest.mark.parametrize("new_size", SIZES)
def test_no_consistency_proof_holds_for_another_old_size_alone(new_size: int) -> None:
    for old_size in range(1, new_size):
        proof = consistency_proof(LEAVES[:new_size], old_size)
        accepted = [
            other for other in range(-1, new_size + 2) if verify_consistency(other, new_size, ROOTS[old_size], ROOTS[new_size], proof)
        ]
        assert accepted == [old_size]


@pytest.mark.parametrize("changed", range(8))
def test_a_rewritten_past_has_no_consistency_proof(changed: int) -> None:
    rewritten = list(LEAVES[:20])
    rewritten[changed] = OTHER
    for old_size in range(changed + 1, 21):
        proof = consistency_proof(rewritten, old_size)
        assert not verify_consistency(old_size, 20, ROOTS[old_size], root(rewritten), proof)


def test_the_empty_tree_begins_every_tree_and_only_with_the_empty_root() -> None:
    assert verify_consistency(0, 5, EMPTY_ROOT, ROOTS[5], ())
    assert verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, ())
    assert not verify_consistency(0, 0, OTHER, OTHER, ())
    assert not verify_consistency(0, 5, OTHER, ROOTS[5], ())
    assert not verify_consistency(6, 5, ROOTS[6], ROOTS[5], ())
    assert not verify_consistency(-1, 5, ROOTS[1], ROOTS[5], ())


@pytest.mark.parametrize("index", [-1, 5, 6])
def test_a_leaf_that_does_not_exist_has_no_proof(index: int) -> None:
    with pytest.raises(LeafIndexError, match="index"):
        inclusion_proof(LEAVES[:5], index)


@pytest.mark.parametrize("old_size", [-1, 6])
def test_a_larger_tree_is_no_older_tree(old_size: int) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        consistency_proof(LEAVES[:5], old_size)
    assert refusal.value.code == "evidence.index"


def test_leaves_and_nodes_live_in_different_domains() -> None:
    left, right = LEAVES[0], LEAVES[1]
    assert leaf_hash(left + right) != node_hash(left, right)
