"""Of the log and of personal values: what is hashed proves itself, and hides what it must."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from irman_ledger.core.evidence import merkle
from irman_ledger.testing.invariants.material import Invariant, Material, spread

PROOFS_MAX = 8
SALT_BYTES_MIN = 16
_PLAIN_HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s")


def _verified(material: Material) -> Iterator[str]:
    yield from material.view.findings()


def _proofs(material: Material) -> Iterator[str]:
    leaves, root = list(material.view.leaves()), material.view.root()
    if merkle.root(leaves) != root:
        yield f"the root of {len(leaves)} leaves is not the one that is given"
        return
    for index in spread(range(len(leaves)), PROOFS_MAX):
        if not merkle.verify_inclusion(leaves[index], index, len(leaves), merkle.inclusion_proof(leaves, index), root):
            yield f"no proof that record {index} is in the log"
    for size in spread(range(1, len(leaves) + 1), PROOFS_MAX):
        proof = merkle.consistency_proof(leaves, size)
        if not merkle.verify_consistency(size, len(leaves), merkle.root(leaves[:size]), root, proof):
            yield f"no proof that the log grew out of its first {size} records"


def _salted(material: Material) -> Iterator[str]:
    salts: dict[bytes, str] = {}
    commitments: dict[bytes, str] = {}
    for kept in material.view.private_values():
        if len(kept.salt) < SALT_BYTES_MIN or len(set(kept.salt)) == 1:
            yield f"the salt of a value of {kept.owner} is no salt"
        if salts.setdefault(kept.salt, kept.owner) != kept.owner:
            yield f"values of {salts[kept.salt]} and of {kept.owner} share a salt"
        if commitments.setdefault(kept.commitment, kept.owner) != kept.owner:
            yield f"values of {commitments[kept.commitment]} and of {kept.owner} share a commitment"
        if kept.commitment in _unsalted(kept.value):
            yield f"the commitment to a value of {kept.owner} is its plain hash"


def _unsalted(value: str) -> frozenset[bytes]:
    """What somebody with a list of names would compute."""
    spellings = {value, value.lower(), value.upper(), value.strip()}
    return frozenset(hashlib.new(name, spelling.encode()).digest() for name in _PLAIN_HASHES for spelling in spellings)


EVIDENCE = (
    Invariant(10, "every record recomputes to its leaf, and the app's own verification finds nothing", _verified, ("findings",)),
    Invariant(37, "every record is provably in the log, and the log grew out of each of its beginnings", _proofs, ("leaves", "root")),
    Invariant(41, "private values are salted", _salted, ("private_values",)),
)
