"""The Merkle tree of RFC 6962 §2.1: its root, its growth leaf by leaf, and its two proofs.

Hashes are 32 bytes of SHA-256. A root means nothing without the size of its tree: keep and compare them as a pair,
as a checkpoint does. A proof alone does not fix the size (leaf 0 has the same path shape in trees of 3 and of 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from irman_ledger.errors import DamagedError, InvalidInputError

__all__ = [
    "EMPTY_ROOT",
    "FrontierError",
    "LeafIndexError",
    "consistency_proof",
    "frontier_append",
    "frontier_root",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "root",
    "verify_consistency",
    "verify_inclusion",
]

EMPTY_ROOT = sha256(b"").digest()
_HASH = 32


class FrontierError(DamagedError):
    """A frontier that does not belong to its size."""

    code = "evidence.frontier"
    text = {
        "en": "the frontier of a log of {size} leaves has {length} bytes where it needs {needed}",
        "id": "batas pohon dari log berisi {size} daun berukuran {length} byte, seharusnya {needed}",
    }


class LeafIndexError(InvalidInputError):
    """A leaf or an earlier size that the tree does not have."""

    code = "evidence.index"
    text = {
        "en": "{field} {value} does not exist in a log of {size} leaves",
        "id": "{field} {value} tidak ada dalam log berisi {size} daun",
    }


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf.

    >>> leaf_hash(b"").hex()[:8]
    '6e340b9c'
    """
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of the node above two hashes."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over the hashes of all leaves, in their order.

    >>> root([]) == EMPTY_ROOT
    True
    >>> root([leaf_hash(b""), leaf_hash(b"\\x00")]).hex()[:8]
    'fac54203'
    """
    level = list(leaves)
    if not level:
        return EMPTY_ROOT
    while len(level) > 1:
        level = _level_above(level)
    return level[0]


def _level_above(level: Sequence[bytes]) -> list[bytes]:
    above = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return [*above, level[-1]] if len(level) % 2 else above  # a node alone rises as it is


def frontier_append(size: int, frontier: bytes, leaf: bytes) -> bytes:
    """The frontier after one more leaf.

    Parameters
    ----------
    size
        How many leaves the frontier stands for, before.
    frontier
        The roots of the full subtrees, largest first, 32 bytes each: one for each bit set in `size`.
    leaf
        The hash of the new leaf.

    Raises
    ------
    FrontierError
        ``evidence.frontier``: the frontier is not that of `size`, or the leaf is not a hash.

    Examples
    --------
    >>> frontier_append(0, b"", leaf_hash(b"")).hex()[:8]
    '6e340b9c'
    """
    _check_frontier(size, frontier)
    if len(leaf) != _HASH:
        raise FrontierError(size=size + 1, length=len(frontier) + len(leaf), needed=len(frontier) + _HASH)
    end = len(frontier)
    while size & 1:
        leaf = node_hash(frontier[end - _HASH : end], leaf)
        end -= _HASH
        size >>= 1
    return frontier[:end] + leaf


def frontier_root(size: int, frontier: bytes) -> bytes:
    """The root of the tree that the frontier stands for.

    >>> frontier_root(0, b"") == EMPTY_ROOT
    True
    """
    _check_frontier(size, frontier)
    if size == 0:
        return EMPTY_ROOT
    end = len(frontier) - _HASH
    total = frontier[end:]
    while end:
        total = node_hash(frontier[end - _HASH : end], total)
        end -= _HASH
    return total


def _check_frontier(size: int, frontier: bytes) -> None:
    if size < 0 or len(frontier) != _HASH * size.bit_count():
        raise FrontierError(size=size, length=len(frontier), needed=_HASH * max(size, 0).bit_count())


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes that lead from one leaf to the root, lowest first (RFC 6962 §2.1.1).

    Raises
    ------
    LeafIndexError
        ``evidence.index``
    """
    if not 0 <= index < len(leaves):
        raise LeafIndexError(field="index", value=index, size=len(leaves))
    proof: list[bytes] = []
    level: Sequence[bytes] = leaves
    while len(level) > 1:
        if index ^ 1 < len(level):
            proof.append(level[index ^ 1])
        level = _level_above(level)
        index //= 2
    return tuple(proof)


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf stands at `index` in the tree of `size` leaves with this root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes((leaf, root, *proof)):
        return False
    node, last = index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            leaf = node_hash(sibling, leaf)
            skipped = 0 if node & 1 else _trailing_zeros(node)
            node, last = node >> skipped, last >> skipped
        else:
            leaf = node_hash(leaf, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and leaf == root


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """The hashes that show that the first `old_size` leaves were left as they were (RFC 6962 §2.1.2).

    Empty for an old size of 0 and for the whole tree.

    Raises
    ------
    LeafIndexError
        ``evidence.index``
    """
    if not 0 <= old_size <= len(leaves):
        raise LeafIndexError(field="old_size", value=old_size, size=len(leaves))
    if old_size == 0:
        return ()
    return _subproof(leaves, old_size, is_whole=True)


def _subproof(leaves: Sequence[bytes], old_size: int, *, is_whole: bool) -> tuple[bytes, ...]:
    if old_size == len(leaves):
        return () if is_whole else (root(leaves),)
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    if old_size <= split:
        return (*_subproof(leaves[:split], old_size, is_whole=is_whole), root(leaves[split:]))
    return (*_subproof(leaves[split:], old_size - split, is_whole=False), root(leaves[:split]))


def verify_consistency(old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the newer tree begins with the whole older tree (RFC 9162 §2.1.4.2).

    The empty tree is the beginning of every tree: that says nothing about `new_root`.
    """
    if not 0 <= old_size <= new_size or not _are_hashes((old_root, new_root, *proof)):
        return False
    if old_size == new_size:
        return not proof and old_root == new_root and (old_size > 0 or old_root == EMPTY_ROOT)
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    # An older tree of 2^n leaves is itself the first node of the path and is left out of the proof.
    path = (old_root, *proof) if old_size.bit_count() == 1 else tuple(proof)
    skipped = _trailing_zeros(old_size)
    return bool(proof) and _climbs(path, (old_size - 1) >> skipped, (new_size - 1) >> skipped, old_root, new_root)


def _climbs(path: Sequence[bytes], node: int, last: int, old_root: bytes, new_root: bytes) -> bool:
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            skipped = 0 if node & 1 else _trailing_zeros(node)
            node, last = node >> skipped, last >> skipped
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


def _trailing_zeros(n: int) -> int:
    return (n & -n).bit_length() - 1 if n else 0


def _are_hashes(values: Sequence[bytes]) -> bool:
    return all(len(value) == _HASH for value in values)
