"""Personal data that the books hold without containing it (data pribadi): outside a small table, only a commitment is written.

The commitment is ``SHA-256(b"irman/private/v1\\0" ‖ salt ‖ value in UTF-8)`` with a random salt of 32 bytes for each value;
when value and salt are erased, the commitment says nothing about the value any more and the hashes stay valid.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from irman_ledger.errors import InvalidInputError

__all__ = [
    "CharacterRefusedError",
    "CommitmentError",
    "Private",
    "PrivateTypeError",
    "SaltLengthError",
    "TooLongError",
    "ValueUnknownError",
]

LENGTH_MAX = 500
_DOMAIN = b"irman/private/v1\x00"
# Cc control, Cs surrogate, Zl and Zp line and paragraph separators; the marks that turn the direction of text are in Cf.
_REFUSED_CATEGORIES = frozenset(("Cc", "Cs", "Zl", "Zp"))
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


# No sentence below carries the value: refusals are logged and shown.
class PrivateTypeError(InvalidInputError):
    """A private value that is not text."""

    code = "private.not-text"
    text = {"en": "a private value must be text", "id": "data pribadi harus berupa teks"}


class TooLongError(InvalidInputError):
    """A private value that is too long."""

    code = "private.too-long"
    text = {
        "en": "a private value has at most {limit} characters, this one has {length}",
        "id": "data pribadi paling banyak {limit} karakter, yang ini {length}",
    }


class CharacterRefusedError(InvalidInputError):
    """A private value with a character that cannot be seen or that turns the text around."""

    code = "private.character"
    text = {
        "en": "a private value has the control or direction character {character} at position {position}",
        "id": "data pribadi memuat karakter kendali atau arah {character} pada posisi {position}",
    }


class SaltLengthError(InvalidInputError):
    """A salt that is not 32 bytes."""

    code = "private.salt"
    text = {"en": "a salt has 32 bytes, not {length}", "id": "garam harus 32 byte, bukan {length}"}


class CommitmentError(InvalidInputError):
    """A commitment that is not 32 bytes, or not that of its value and salt."""

    code = "private.commitment"
    text = {
        "en": "the commitment is not 32 bytes or does not belong to its value and salt",
        "id": "komitmen bukan 32 byte atau tidak cocok dengan nilai dan garamnya",
    }


class ValueUnknownError(InvalidInputError):
    """A private value that was erased or never read."""

    code = "private.unknown"
    text = {
        "en": "the private value is not known, only its commitment",
        "id": "data pribadi tidak diketahui, hanya komitmennya",
    }


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Private:
    """A value that enters hashes only as a salted commitment (data pribadi).

    It is open (value alone), sealed (value, salt and commitment) or bare (commitment alone, as read from a record);
    make it with `of`, `sealed` and `committed`. It never shows its value when printed.

    Examples
    --------
    >>> Private.of("Daeng Sija")
    Private(…)
    >>> seal = Private.of("Daeng Sija").sealed(bytes(32))
    >>> seal
    Private(43afc81a…)
    >>> seal == Private.committed(seal.commitment)
    True
    """

    value: str | None = None
    salt: bytes | None = None
    commitment: bytes | None = None

    def __post_init__(self) -> None:
        if self.value is not None:
            object.__setattr__(self, "value", _checked(self.value))
        match self.value, self.salt, self.commitment:
            case str(), None, None:
                pass
            case str(), bytes(), bytes():
                if _commitment(self.value, self.salt) != self.commitment:
                    raise CommitmentError
            case None, None, bytes() if len(self.commitment) == 32:
                pass
            case _:
                raise CommitmentError

    @classmethod
    def of(cls, value: str) -> Private:
        """An open value, in Unicode's composed form (NFC).

        Raises
        ------
        InvalidInputError
            ``private.not-text``, ``private.too-long`` (500 characters), ``private.character``
        """
        return cls(_checked(value))

    @classmethod
    def committed(cls, commitment: bytes) -> Private:
        """A value of which only the commitment is known."""
        return cls(None, None, commitment)

    def sealed(self, salt: bytes) -> Private:
        """The same value under this salt.

        Raises
        ------
        InvalidInputError
            ``private.salt`` unless the salt has 32 bytes; ``private.unknown`` when the value is not known
        """
        if self.value is None:
            raise ValueUnknownError
        return Private(self.value, salt, _commitment(self.value, salt))

    def matches(self, value: str, salt: bytes) -> bool:
        """Whether this is the commitment of that value under that salt; an open value has none."""
        try:
            return self.commitment is not None and Private.of(value).sealed(salt).commitment == self.commitment
        except InvalidInputError:
            return False  # what can never be sealed was never committed to

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Private):
            return NotImplemented
        if self.commitment is not None and other.commitment is not None:
            return self.commitment == other.commitment
        return self.value == other.value

    def __hash__(self) -> int:
        # A sealed value equals its open form and its bare form, which share nothing: only a constant is always right.
        return hash(Private)

    def __repr__(self) -> str:
        return "Private(…)" if self.commitment is None else f"Private({self.commitment[:4].hex()}…)"


def _commitment(value: str, salt: bytes) -> bytes:
    if len(salt) != 32:
        raise SaltLengthError(length=len(salt))
    return sha256(_DOMAIN + salt + value.encode()).digest()


def _checked(value: object) -> str:
    if not isinstance(value, str):
        raise PrivateTypeError
    value = unicodedata.normalize("NFC", value)
    if len(value) > LENGTH_MAX:
        raise TooLongError(limit=LENGTH_MAX, length=len(value))
    for position, character in enumerate(value, 1):
        if character in _BIDI or unicodedata.category(character) in _REFUSED_CATEGORIES:
            raise CharacterRefusedError(character=f"U+{ord(character):04X}", position=position)
    return value
