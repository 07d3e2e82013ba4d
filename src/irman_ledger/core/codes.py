"""Codes: the short names of accounts, products, members, boxes and keys."""

from __future__ import annotations

import unicodedata

from irman_ledger.errors import InvalidInputError

CODE_LENGTH_MAX = 64
TEXT_LENGTH_MAX = 500

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class CodeError(InvalidInputError):
    """A code or a text with characters or a length that no paper can carry."""

    code = "code.malformed"


def checked_code(value: str, *, field: str, length_max: int = CODE_LENGTH_MAX) -> str:
    """The code itself, if it is 1 to `length_max` printable characters in NFC without blanks at its ends.

    Raises
    ------
    CodeError
        ``code.malformed``
    """
    if isinstance(value, str) and value.isascii() and value.isprintable() and 0 < len(value) <= length_max and value == value.strip():
        return value
    _refuse_bad(value, field, length_max)
    if not value or value != value.strip():
        raise CodeError(field=field, value=value, reason="must not be empty or begin or end with a blank")
    return value


def checked_text(value: str, *, field: str, length_max: int = TEXT_LENGTH_MAX) -> str:
    """The text itself, if it is at most `length_max` characters in NFC without control or bidi characters; may be empty.

    Raises
    ------
    CodeError
        ``code.malformed``
    """
    if isinstance(value, str) and value.isascii() and value.isprintable() and len(value) <= length_max:
        return value
    _refuse_bad(value, field, length_max)
    return value


def checked_reason(value: str) -> str:
    """The reason that an auditor will read: a text as above, not blank.

    Raises
    ------
    CodeError
        ``code.malformed``
    """
    if not checked_text(value, field="reason").strip():
        raise CodeError(field="reason", value=value, reason="must not be empty")
    return value


def _refuse_bad(value: str, field: str, length_max: int) -> None:
    if not isinstance(value, str):
        raise CodeError(field=field, value=value, reason="must be text")
    if len(value) > length_max:
        raise CodeError(field=field, value=value[:40] + "…", reason=f"has more than {length_max} characters")
    if unicodedata.normalize("NFC", value) != value:
        raise CodeError(field=field, value=value, reason="must be in Unicode normal form C")
    for character in value:
        if character in _BIDI or unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp"):
            raise CodeError(field=field, value=value, reason=f"has the control character U+{ord(character):04X}")
