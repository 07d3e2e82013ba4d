"""What is kept outside the book: a checkpoint as C2SP note text, and as figures to print in the minutes (notulen).

Source: https://c2sp.org/tlog-checkpoint. The body has three lines (origin, size, root) and no extension lines, because
witnesses cannot audit them; signatures come after the body and are not made here.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from irman_ledger.core.evidence.merkle import EMPTY_ROOT
from irman_ledger.errors import InvalidInputError, Lang

__all__ = ["BadCheckpointError", "Checkpoint", "checkpoint_text", "human_form", "parse_checkpoint"]

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_SIZE_MAX = 2**63 - 1


class BadCheckpointError(InvalidInputError):
    """Text or values that are not a checkpoint."""

    code = "evidence.checkpoint"
    text = {"en": "not a checkpoint: {reason}", "id": "bukan titik periksa: {reason}"}
    reasons: ClassVar[Mapping[str, Mapping[Lang, str]]] = {
        "lines": {"en": "it needs exactly three lines, each ended", "id": "harus tepat tiga baris, masing-masing diakhiri"},
        "origin": {
            "en": "the origin is empty or has a space, a plus or a control character",
            "id": "asal kosong atau memuat spasi, tanda tambah atau karakter kendali",
        },
        "size": {"en": "the size is not a plain decimal number below 2^63", "id": "ukuran bukan bilangan desimal biasa di bawah 2^63"},
        "root": {"en": "the root is not base64 of 32 bytes", "id": "akar bukan base64 dari 32 byte"},
        "empty": {"en": "a log without leaves has only the empty root", "id": "log tanpa daun hanya memiliki akar kosong"},
    }

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason

    def __reduce__(self) -> tuple[type[BadCheckpointError], tuple[str]]:
        return type(self), (self.reason,)

    def message(self, lang: Lang = "en") -> str:
        """The sentence, with its reason in the same language."""
        return self.text[lang].format(reason=self.reasons[self.reason][lang])


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The state of a log at one moment (titik periksa): whose it is, how many leaves, and their root."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not _is_origin(self.origin):
            raise BadCheckpointError("origin")
        if not 0 <= self.size <= _SIZE_MAX:
            raise BadCheckpointError("size")
        if len(self.root) != 32:
            raise BadCheckpointError("root")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise BadCheckpointError("empty")


def _is_origin(origin: str) -> bool:
    # The log signs under its origin, so it must also be a key name: https://c2sp.org/signed-note.
    return bool(origin) and not any(c == "+" or c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in origin)


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """The body of the note, to be kept or signed.

    Raises
    ------
    BadCheckpointError
        ``evidence.checkpoint``

    Examples
    --------
    >>> print(checkpoint_text("example.org/irman", 0, EMPTY_ROOT), end="")
    example.org/irman
    0
    47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
    """
    checkpoint = Checkpoint(origin=origin, size=size, root=root)
    return f"{checkpoint.origin}\n{checkpoint.size}\n{base64.b64encode(checkpoint.root).decode()}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint of a note's body; only what `checkpoint_text` writes is read.

    Raises
    ------
    BadCheckpointError
        ``evidence.checkpoint``
    """
    lines = text.split("\n")
    if len(lines) != 4 or lines[3]:
        raise BadCheckpointError("lines")
    origin, size, root, _ = lines
    if _SIZE.fullmatch(size) is None:
        raise BadCheckpointError("size")
    return Checkpoint(origin=origin, size=int(size), root=_parse_root(root))


def _parse_root(text: str) -> bytes:
    try:
        root = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadCheckpointError("root") from None
    if base64.b64encode(root).decode() != text:
        raise BadCheckpointError("root")
    return root


def human_form(root: bytes) -> str:
    """The root as eight groups of eight hexadecimal characters, to be printed and read aloud.

    >>> human_form(EMPTY_ROOT)
    'e3b0c442 98fc1c14 9afbf4c8 996fb924 27ae41e4 649b934c a495991b 7852b855'
    """
    if len(root) != 32:
        raise BadCheckpointError("root")
    return root.hex(" ", 4)
